"""Countries by their ISO 3166-1 alpha-2 codes, from the table that the pipeline reads too."""

import csv
from functools import cache
from importlib import resources


@cache
def country_names() -> dict[str, str]:
    """The English name of each country and territory, by its code."""
    table = resources.files("annotations.pipeline") / "data/countries.tsv"
    lines = (line for line in table.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {row["code"]: row["name"] for row in csv.DictReader(lines, delimiter="\t")}


def country_choices() -> list[tuple[str, str]]:
    """Codes and names for a form, by name."""
    return sorted(country_names().items(), key=lambda country: country[1])
