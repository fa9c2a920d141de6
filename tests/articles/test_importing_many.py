"""Importing a long file over several connections: in order, once, and again after any failure."""

import json
import os
import signal
import subprocess
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from annotations.models import ExtractionRun
from articles.models import Article
from tests.annotations.processes import ended, running, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("worker_at_rest")]
ROWS = 2_600


@pytest.fixture
def worker_at_rest(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    yield
    connections.close_all()


@pytest.fixture
def file(tmp_path):
    return written(tmp_path / "articles.jsonl", range(ROWS))


def written(path, numbers):
    with path.open("w") as lines:
        for number in numbers:
            row = {"text": f"Talks went on for {number} days.", "title": f"Day {number}"}
            lines.write(json.dumps(row) + "\n")
    return path


def stored():
    return Article.objects.count()


def test_all_is_stored_in_order_and_asked_to_be_read(file, capsys):
    call_command("import_articles", str(file), writers=3)
    assert capsys.readouterr().out == f"{ROWS} stored, 0 already there, 0 not readable.\n"
    keys = dict(Article.objects.values_list("title", "pk"))
    for start in range(0, ROWS, 500):
        batch = [keys[f"Day {number}"] for number in range(start, min(start + 500, ROWS))]
        assert batch == sorted(batch)
    assert ExtractionRun.objects.filter(state="queued").count() == ROWS


def test_again_nothing_is_stored_twice(file, capsys):
    for told in (f"{ROWS} stored, 0 already there", f"0 stored, {ROWS} already there"):
        call_command("import_articles", str(file))
        assert told in capsys.readouterr().out
    assert stored() == ROWS


def test_all_is_found_by_its_words_and_nothing_waits_to_be_sorted_into_their_index(file):
    call_command("import_articles", str(file), writers=2)
    assert Article.objects.matching("talks").count() == ROWS
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('article_search')")
        assert cursor.fetchone() == (0,)


def test_versions_of_a_page_follow_one_another_as_they_stand_in_the_file(tmp_path):
    file = tmp_path / "versions.jsonl"
    with file.open("w") as lines:
        for number in range(1_600):
            row = {"text": f"Talks, day {number}.", "title": "Talks", "outlet": "The Wire"}
            url = {"url": "https://wire.example/talks"} if number % 400 == 0 else {}
            lines.write(json.dumps(row | url) + "\n")
    call_command("import_articles", str(file), writers=4)
    there = Article.objects.exclude(url="").order_by("pk")
    assert [one.text for one in there] == [f"Talks, day {n}." for n in (0, 400, 800, 1200)]
    assert [one.superseded_by_id for one in there] == [*[one.pk for one in there[1:]], None]


def test_the_same_file_sent_twice_at_once_is_stored_once(file):
    with running("import_articles", str(file)) as one, running("import_articles", str(file)) as two:
        outputs = [each.communicate()[0] for each in (one, two)]
    assert [one.returncode, two.returncode] == [0, 0]
    assert sum(int(output.split()[0]) for output in outputs) == ROWS
    assert stored() == ExtractionRun.objects.count() == ROWS


def test_the_same_articles_in_another_order_at_once_hinder_nobody(tmp_path):
    files = [
        written(tmp_path / "up.jsonl", range(ROWS)),
        written(tmp_path / "down.jsonl", range(ROWS - 1, -1, -1)),
    ]
    up, down = (running("import_articles", str(file)) for file in files)
    with up as one, down as other:
        outcomes = [ended(one), ended(other)]
    assert outcomes == [(0, ""), (0, "")]
    assert stored() == ROWS


@pytest.fixture
def full_disk():
    """The disk is full from the article of day 1300 on."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'could not extend file: No space left on device'
                    USING ERRCODE = 'disk_full';
            END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON articles_article FOR EACH ROW
                WHEN (NEW.title = 'Day 1300') EXECUTE FUNCTION full_disk();
            """
        )

    def free():
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION IF EXISTS full_disk() CASCADE")

    yield free
    free()


@pytest.mark.parametrize("writers", [1, 3])
def test_a_full_disk_is_told_and_what_is_stored_is_whole(file, full_disk, writers, capsys):
    with pytest.raises(CommandError, match="No space left on device") as failed:
        call_command("import_articles", str(file), writers=writers)
    kept = stored()
    assert f"{kept} stored, 0 already there, 0 not readable. These stay." in str(failed.value)
    assert kept % 500 in (0, ROWS % 500)
    assert ExtractionRun.objects.count() == kept
    full_disk()
    call_command("import_articles", str(file), writers=writers)
    assert f"{ROWS - kept} stored, {kept} already there" in capsys.readouterr().out
    assert stored() == ExtractionRun.objects.count() == ROWS


def test_a_connection_that_is_cut_is_told_and_the_next_import_goes_on(file):
    cut = threading.Event()

    def cut_off():
        while not cut.wait(0.01):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
                    "current_database() AND pid <> pg_backend_pid() "
                    "AND query LIKE 'COPY \"articles_article\"%' "
                    "AND EXISTS (SELECT FROM articles_article)"
                )
                if cursor.rowcount:
                    break
        connection.close()

    thread = threading.Thread(target=cut_off)
    thread.start()
    with running("import_articles", str(file), "--writers", "2") as process:
        status, told = ended(process)
    cut.set()
    thread.join()
    assert status == 1
    assert "The database failed" in told
    kept = stored()
    assert 0 < kept < ROWS
    assert f"{kept} stored" in told
    call_command("import_articles", str(file))
    assert stored() == ExtractionRun.objects.count() == ROWS


def test_asked_to_stop_it_says_what_is_stored_and_goes_on_when_given_again(tmp_path):
    file = written(tmp_path / "long.jsonl", range(20_000))
    with running("import_articles", str(file)) as process:
        wait_until(Article.objects.exists, process)
        process.send_signal(signal.SIGINT)
        status, told = ended(process)
    assert status == 130
    kept = stored()
    assert 0 < kept < 20_000
    assert f"Stopped. {kept} stored" in told
    assert ExtractionRun.objects.count() == kept


def test_memory_does_not_grow_with_the_file(tmp_path):
    peaks = []
    for start, count in ((0, 1_000), (1_000, 12_000)):
        file = written(tmp_path / f"{count}.jsonl", range(start, start + count))
        with running("import_articles", str(file)) as process:
            peaks.append(peak(process))
            assert process.returncode == 0
    assert peaks[1] < peaks[0] + 40_000  # kilobytes


def peak(process: subprocess.Popen) -> int:
    """The most that a process ever held resident, in kilobytes, when it has ended."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss
