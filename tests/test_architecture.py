"""Imports point downwards: newsdesk -> annotations -> articles, pages -> deeds -> models."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("newsdesk", "annotations", "articles")
# What serves pages; none of it may load the language model.
WEB = ("views", "urls", "api", "forms", "exploring", "admin", "templatetags")
# What a request, a command or a task enters by. Nothing below may lean on it.
ENTRANCES = (*WEB, "management", "tasks", "apps")
MODEL = ("spacy", "annotations.pipeline.parsing.language")


def modules():
    return {
        module_name(path): path
        for package in PACKAGES
        for path in sorted((PROJECT / package).rglob("*.py"))
        if "migrations" not in path.parts
    }


def module_name(path):
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(name, path):
    """The dotted names a module imports, at its top or inside functions."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


IMPORTS = {name: sorted(set(imports(name, path))) for name, path in modules().items()}


def is_in(name, *packages):
    return any(name == package or name.startswith(package + ".") for package in packages)


def wrong(inside, forbidden):
    """The imports, by modules for which `inside` holds, that `forbidden` forbids."""
    return [
        f"{name} imports {imported}"
        for name, every in IMPORTS.items()
        if inside(name)
        for imported in every
        if forbidden(name, imported)
    ]


def part(name):
    """The part of its app that a module is in: `views` of annotations.views.article."""
    return name.split(".")[1] if "." in name else ""


def test_the_imports_are_found():
    assert "annotations.models.ExtractionRun" in IMPORTS["newsdesk.health"]
    assert "annotations.views.article" in IMPORTS["annotations.urls"]


@pytest.mark.parametrize(
    ("package", "above"),
    [("articles", ("annotations", "newsdesk")), ("annotations", ("newsdesk",))],
)
def test_no_app_knows_what_stands_on_it(package, above):
    assert not wrong(lambda name: is_in(name, package), lambda _, name: is_in(name, *above))


def test_tests_are_needed_by_nobody():
    assert not wrong(lambda _: True, lambda _, name: is_in(name, "tests"))


def test_the_pipeline_stands_alone():
    """It reads text; it knows neither Django nor the rest of the project.

    What tells languages it shares with the corpus: that is as bare as itself.
    """
    alone = ("annotations.pipeline", "articles.languages")

    def is_foreign(_, name):
        project = is_in(name, *PACKAGES) and not is_in(name, *alone)
        return project or name.startswith(("django", "rest_framework", "psycopg"))

    assert not wrong(lambda name: is_in(name, *alone), is_foreign)


def test_what_is_done_does_not_know_who_asks_for_it():
    def is_deed(name):
        return is_in(name, "annotations", "articles") and part(name) not in ENTRANCES

    def is_entrance(name, imported):
        return is_in(imported, *PACKAGES) and part(imported) in ENTRANCES

    assert not wrong(is_deed, is_entrance)


def test_models_know_only_models():
    def is_model(name):
        return part(name) == "models"

    def is_other_deed(_, name):
        return is_in(name, "annotations") and part(name) not in ("models", "")

    assert not wrong(is_model, is_other_deed)


def test_pages_never_import_the_language_model():
    def is_web(name):
        return part(name) in (*WEB, "wsgi")

    assert not wrong(is_web, lambda _, name: is_in(name, *MODEL))


def test_a_web_process_never_loads_the_language_model():
    """Nor does anything that the pages import in turn; asked of a real process."""
    code = "import sys, newsdesk.wsgi, newsdesk.urls; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0
