"""Backup, loss of the data folder, restore, upgrade: everything is there again, or nothing changes.

With a server of its own, whose data folder is removed in between.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from newsdesk import backup
from tests.platform.test_embedded_server import PATIENCE, forget, processes_of, wait_until
from tests.platform.test_settings import environment

PROJECT = Path(__file__).resolve().parents[2]
# An older newsdesk: the schema before its latest change.
EARLIER = "0009_review_notes"
PRINT = "import django; django.setup()\nimport json\nfrom django.db import connection\n"
# Articles, people's names in them, decisions, a merged entity, a feed, a file that waits, a token.
MAKE = """
import django; django.setup()
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from annotations.models import Review
from annotations.review import decisions
from articles.models import Feed, Upload
from tests.factories import make_annotation, make_article, make_entity, make_user
import uuid
editor = make_user("edgar", "editor")
for number in range(20):
    words = f"Telling {number}: Zoë Müller “met” 马克龙 \\\\N in Kyïv.\\n\\tThen \\\\. left."
    article = make_article(words)
    name = make_annotation(article, "Zoë Müller", entity=make_entity(name=f"Zoë {number}"))
    Review.objects.create(annotation=name, article=article, user=editor, verdict="accept")
outlet = article.outlet
Feed.objects.create(url="https://news.example.org/feed", outlet=outlet, etag="abc")
Upload.objects.create(batch=uuid.uuid4(), name="a.bin", raw=bytes(range(256)), added_by=editor)
session = SessionStore(); session["_auth_user_id"] = str(editor.pk); session.save()
"""
# A digest of every table's rows, sessions apart, and where every sequence stands.
LOOK = (
    PRINT
    + """
found = {}
with connection.cursor() as cursor:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    for table in [row[0] for row in cursor.fetchall()]:
        if table == "django_session":
            continue
        rows = "coalesce(string_agg(t::text, '|' ORDER BY t::text), '')"
        cursor.execute(f"SELECT count(*), md5({rows}) FROM {table} t")
        found[table] = cursor.fetchone()
    cursor.execute("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
    found["sequences"] = cursor.fetchall()
print(json.dumps(found))
"""
)
SESSIONS = """
from django.contrib.sessions.models import Session
print(Session.objects.count())
"""
NEXT = (
    PRINT
    + """
from annotations.models import Review
from articles.models import Article
from tests.factories import make_article
before = max(Article.objects.values_list("pk", flat=True))
print(make_article("One more, after the loss.").pk == before + 1)
try:
    Review.objects.update(verdict="reject")
except Exception as error:
    print(type(error).__name__)
print(Article.objects.matching("Muller").count())
"""
)


class Desk:
    """A newsdesk over a var/ of its own, asked through its commands."""

    def __init__(self, folder):
        self.folder, self.var = folder, folder / "var"

    def manage(self, *arguments):
        return self.run("manage.py", *arguments)

    def python(self, code):
        done = self.run("-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(self, *command):
        return subprocess.run(
            [sys.executable, *command],
            cwd=PROJECT,
            env=environment(self.folder) | {"DJANGO_SETTINGS_MODULE": "newsdesk.settings"},
            capture_output=True,
            text=True,
            timeout=PATIENCE * 5,
            check=False,
        )

    def state(self):
        return json.loads(self.python(LOOK))

    def lose(self):
        """Lose the whole data folder, as a broken disk would."""
        postgres = self.var / "postgres"
        wait_until(lambda: not processes_of(postgres))
        forget(postgres)
        shutil.rmtree(self.var)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk with work in it."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    assert desk.manage("migrate", "--verbosity", "0").returncode == 0
    desk.python(MAKE)
    yield desk
    forget(desk.var / "postgres")


@pytest.fixture(scope="module")
def saved(desk):
    """Its backup and its state at that time."""
    path = desk.folder / "desk.zip"
    done = desk.manage("backup", str(path))
    assert done.returncode == 0, done.stderr
    assert "20 articles, 20 reviews" in done.stdout
    return path, desk.state()


def test_what_was_lost_is_there_again_to_the_last_id(desk, saved):
    path, before = saved
    desk.lose()
    done = desk.manage("restore", str(path))
    assert done.returncode == 0, done.stderr
    assert "20 articles, 20 reviews" in done.stdout
    assert "Migrations applied: 0" in done.stdout
    after = desk.state()
    assert without_runs(after) == without_runs(before)
    assert desk.manage("ready").returncode == 0


def without_runs(state):
    """Restoring asks for articles to be read; all else is as it was."""
    sequences = [each for each in state["sequences"] if "extractionrun" not in each[0]]
    return {**state, "annotations_extractionrun": None, "sequences": sequences}


def test_ids_go_on_where_they_stood_and_the_databases_own_rules_hold(desk, saved):
    continued, refused, found = desk.python(NEXT).split()
    assert continued == "True"
    assert refused.endswith("Error")
    assert found == "20"


def test_a_database_with_work_in_it_is_left_alone_unless_told(desk, saved):
    path, before = saved
    done = desk.manage("restore", str(path))
    assert done.returncode == 1
    assert "--replace" in done.stderr
    assert desk.state()["articles_article"][0] == 21
    assert desk.manage("restore", str(path), "--replace").returncode == 0
    assert without_runs(desk.state()) == without_runs(before)


@pytest.mark.parametrize("harm", ["cut", "flipped", "other", "empty", "missing", "no dump"])
def test_what_is_no_whole_backup_is_refused(saved, tmp_path, harm):
    path, _ = saved
    bad = tmp_path / "bad.zip"
    harmed = bytearray(path.read_bytes())
    if harm == "cut":
        bad.write_bytes(harmed[: len(harmed) // 2])
    elif harm == "flipped":
        harmed[len(harmed) // 2] ^= 0xFF
        bad.write_bytes(harmed)
    elif harm == "other":
        bad.write_text("DROP TABLE articles_article;")
    elif harm == "empty":
        bad.touch()
    elif harm == "no dump":
        with zipfile.ZipFile(path) as whole, zipfile.ZipFile(bad, "w") as archive:
            archive.writestr(backup.NOTE, whole.read(backup.NOTE))
    with pytest.raises(backup.BadBackup, match="bad.zip"), backup.opened(bad):
        pass


def test_nothing_is_lost_to_a_broken_backup(desk, saved, tmp_path):
    path, before = saved
    bad = tmp_path / "bad.zip"
    bad.write_bytes(path.read_bytes()[:-1])
    done = desk.manage("restore", str(bad), "--replace")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(bad) in done.stderr
    assert without_runs(desk.state()) == without_runs(before)


def rewritten(path, target, **changes):
    """A backup whose note says something else."""
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(target, "w") as archive:
        note = json.loads(whole.read(backup.NOTE)) | changes
        archive.writestr(backup.DUMP, whole.read(backup.DUMP))
        archive.writestr(backup.NOTE, json.dumps(note))
    return note


def test_a_backup_that_does_not_hold_what_it_says_changes_nothing(desk, saved, tmp_path):
    path, before = saved
    with zipfile.ZipFile(path) as archive:
        rows = json.loads(archive.read(backup.NOTE))["rows"]
    rewritten(path, tmp_path / "odd.zip", rows=rows | {"articles_article": 19})
    done = desk.manage("restore", str(tmp_path / "odd.zip"), "--replace")
    assert done.returncode == 1
    assert '"articles_article" is not whole' in done.stderr
    assert without_runs(desk.state()) == without_runs(before)


@pytest.mark.parametrize(
    "sign", [{"format": backup.FORMAT + 1}, {"migrations": ["articles.0999_of_the_future"]}]
)
def test_the_backup_of_a_newer_newsdesk_is_refused_with_words(saved, tmp_path, sign):
    newer = tmp_path / "newer.zip"
    rewritten(saved[0], newer, **sign)
    with pytest.raises(backup.BadBackup, match="newer newsdesk"), backup.opened(newer):
        pass


def test_a_database_in_use_is_not_replaced_under_its_users(desk, saved):
    path, _ = saved
    code = PRINT + "connection.ensure_connection(); print('in', flush=True); input()"
    user = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env=environment(desk.folder) | {"DJANGO_SETTINGS_MODULE": "newsdesk.settings"},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with user:
        assert user.stdout.readline() == "in\n"
        done = desk.manage("restore", str(path), "--replace")
        user.communicate("\n")
    assert done.returncode == 1
    assert "in use: 1 other connection" in done.stderr


def test_a_backup_is_its_owners_alone_and_lets_nobody_in(saved):
    path, before = saved
    assert path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == [backup.NOTE, backup.DUMP]
        note = json.loads(archive.read(backup.NOTE))
    assert "django_session" not in note["rows"]
    assert note["rows"]["articles_article"] == before["articles_article"][0] == 20


def test_the_sessions_are_not_in_it(desk, saved):
    code = (
        PRINT + "from django.contrib.sessions.models import Session as S; print(S.objects.count())"
    )
    path, _ = saved
    assert desk.manage("restore", str(path), "--replace").returncode == 0
    assert desk.python(code) == "0\n"


def test_what_is_there_is_not_overwritten(desk, saved):
    path, _ = saved
    before = path.read_bytes()
    assert "is there already" in desk.manage("backup", str(path)).stderr
    assert path.read_bytes() == before


def test_a_folder_keeps_as_many_as_it_is_told_to(desk, saved, tmp_path):
    for day in ("20200101-000000", "20200102-000000"):
        (tmp_path / f"newsdesk-{day}.zip").touch()
    (tmp_path / "newsdesk-notes.txt").touch()
    done = desk.manage("backup", str(tmp_path), "--keep", "2")
    assert done.returncode == 0, done.stderr
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left[0] == "newsdesk-20200102-000000.zip"
    assert len(left) == 3
    assert "newsdesk-notes.txt" in left


def test_a_backup_that_fails_leaves_nothing(desk, tmp_path):
    done = desk.manage("backup", str(tmp_path / "no" / "such" / "folder.zip"))
    assert done.returncode == 1
    assert "There is no backup" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_backup_of_an_older_newsdesk_is_upgraded(desk, tmp_path):
    """Its schema is the earlier one; what was stored under it is there under the new one."""
    older = Desk(tmp_path)
    try:
        others = [[app] for app in ("auth", "admin", "sessions", "axes", "django_tasks_database")]
        for where in [*others, ["articles", "0003_uploads"], ["annotations", EARLIER]]:
            assert older.manage("migrate", *where, "--verbosity", "0").returncode == 0
        older.python(PRINT + OLD_ROWS)
        path = tmp_path / "older.zip"
        assert older.manage("backup", str(path)).returncode == 0
        assert "upgrade" in older.manage("ready").stderr
        older.lose()
        done = older.manage("restore", str(path))
        assert done.returncode == 0, done.stderr
        assert int(re.search(r"Migrations applied: (\d+)", done.stdout)[1]) > 3
        assert older.manage("ready").returncode == 0
        assert older.python(PRINT + OLD_TEXTS) == "Kept since long ago.\n"
        again = older.manage("upgrade", "--no-static")
        assert "Migrations applied: 0." in again.stdout
        assert "Articles to be read" in again.stdout
    finally:
        forget(older.var / "postgres")


OLD_ROWS = """
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO articles_outlet (name) VALUES ('The Old') RETURNING id")
    cursor.execute(
        "INSERT INTO articles_article (outlet_id, title, text, digest, url, byline, language,"
        " created_at, changed_at, revision) VALUES (%s, 'Old', 'Kept since long ago.', 'd', '', '',"
        " '', now(), now(), 1)", [cursor.fetchone()[0]])
"""
OLD_TEXTS = """
from articles.models import Article
print(Article.objects.get().text)
"""


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the embedded server has all it needs")
def test_the_programs_that_came_along_are_used_for_the_server_that_did(desk, saved):
    with zipfile.ZipFile(saved[0]) as archive:
        assert json.loads(archive.read(backup.NOTE))["postgresql"].startswith("18.")
