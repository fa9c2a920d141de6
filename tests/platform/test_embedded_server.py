"""The embedded PostgreSQL starts when it is needed, outlives nobody, and survives every kill."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg2
import pytest

from newsdesk.embedded import keeper, programs, server

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds; a loaded machine is slow, not wrong
# A process that uses the server: writes the result of a query at once and for every line it reads.
USER = """
import sys
from pathlib import Path
from newsdesk.embedded import server
folder = Path(sys.argv[1])
def query():
    server.ensure_running(folder)
    connection = server.connect(folder)
    with connection, connection.cursor() as cursor:
        cursor.execute(sys.argv[2])
        answer = cursor.fetchone()[0] if cursor.description else "done"
    connection.close()
    print(answer, flush=True)
query()
for line in sys.stdin:
    query()
"""
# The same, but what stays is a fork of it.
FORK = """
import os, time
if os.fork():
    os._exit(0)
print("forked", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared") / "postgres"
    yield folder
    forget(folder)


@pytest.fixture
def folder(shared_folder):
    """The folder of a server that does not run."""
    yield shared_folder
    wait_until(lambda: not processes_of(shared_folder))


@pytest.fixture
def new_folder(tmp_path):
    """A folder in which there has never been a server."""
    folder = tmp_path / "postgres"
    yield folder
    forget(folder)


def forget(folder):
    """Remove what was made for the folder elsewhere."""
    wait_until(lambda: not processes_of(folder))
    data = folder / "data"
    if data.is_symlink():
        shutil.rmtree(data.readlink().parent)


class User:
    """A process that uses the server of a folder."""

    def __init__(self, folder, sql="SELECT 'here'"):
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, str(folder), sql],
            cwd=PROJECT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def answer(self):
        return self.process.stdout.readline().strip()

    def ask_again(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.answer()

    def leave(self):
        _, errors = self.process.communicate(timeout=PATIENCE)
        return errors

    def kill(self):
        self.process.kill()
        self.process.communicate()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


def ask(folder, sql):
    """The answer of the server to a process that comes, asks and goes."""
    with User(folder, sql) as user:
        answer = user.answer()
        return user.leave() if answer == "" else answer


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE
    while not (result := condition()):
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
    return result


def servers(folder):
    """The main processes of PostgreSQL over the folder's data."""
    found = keeper.servers_in(folder / "data") if (folder / "data").exists() else []
    pids = {process.pid for process in found}
    with contextlib.suppress(psutil.Error):
        return [process for process in found if process.ppid() not in pids]
    return found


def keepers(folder):
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            command = process.cmdline()
            if "newsdesk.embedded.keeper" in command and str(folder) in command:
                found.append(process)
    return found


def processes_of(folder):
    return servers(folder) + keepers(folder)


def test_it_starts_for_its_first_user_and_stops_after_its_last(folder):
    with User(folder) as first, User(folder) as second:
        assert [first.answer(), second.answer()] == ["here", "here"]
        assert len(servers(folder)) == 1
        first.leave()
        assert second.ask_again() == "here"
        second.leave()
    wait_until(lambda: not processes_of(folder))


def test_it_keeps_its_data(new_folder):
    folder = new_folder
    ask(folder, "CREATE TABLE kept AS SELECT 'still there' AS words")
    wait_until(lambda: not processes_of(folder))
    assert ask(folder, "SELECT words FROM kept") == "still there"


def test_its_locale_is_the_same_on_every_machine(folder):
    sql = "SELECT upper('é') || datlocale FROM pg_database WHERE datname = current_database()"
    assert ask(folder, sql) == "ÉC.UTF-8"


def test_many_come_and_go_at_once(folder):
    users = [User(folder, "SELECT pg_postmaster_start_time()") for _ in range(20)]
    started = {user.answer() for user in users}
    for user in users:
        assert user.leave() == ""
    assert len(started) == 1


def test_a_killed_starter_takes_the_server_with_it(folder):
    starter = User(folder)
    assert starter.answer() == "here"
    starter.kill()
    wait_until(lambda: not processes_of(folder))
    assert ask(folder, "SELECT 'again'") == "again"


def test_a_starter_killed_in_the_middle_of_the_first_start_blocks_nobody(new_folder):
    folder = new_folder
    starter = User(folder)
    wait_until(lambda: keepers(folder))
    starter.kill()
    assert ask(folder, "SELECT 'again'") == "again"


@pytest.mark.parametrize("killed", [servers, keepers, processes_of])
def test_whoever_still_uses_a_killed_server_gets_a_new_one(folder, killed):
    ask(folder, "CREATE TABLE IF NOT EXISTS kept AS SELECT 'still there' AS words")
    with User(folder, "SELECT words FROM kept") as user:
        assert user.answer() == "still there"
        for process in killed(folder):
            # It may have gone along with the one before.
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
                process.wait(PATIENCE)
        assert user.ask_again() == "still there"


def test_the_process_ids_a_killed_server_left_behind_belong_to_others_now(folder):
    with User(folder) as user:
        user.answer()
    wait_until(lambda: not processes_of(folder))
    stranger = str(os.getpid())
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (folder / "data" / name).write_text(f"{stranger}\n{folder / 'data'}\n1\n5432\n.\n\n")
    assert ask(folder, "SELECT 'again'") == "again"


def test_a_stopped_server_is_stopped_in_order(folder):
    ask(folder, "SELECT 1")
    wait_until(lambda: not processes_of(folder))
    assert not (folder / "data" / "postmaster.pid").exists()
    assert "database system is shut down" in (folder / "postgres.log").read_text()


@pytest.mark.parametrize(
    "name",
    ["with space", 'it\'s, a "very" $odd `place` \\ ü', "long/" + "x" * 100],
    ids=["space", "odd", "long"],
)
def test_any_path_will_do(tmp_path, name):
    folder = tmp_path / name / "postgres"
    try:
        with User(folder) as user:
            assert user.answer() == "here", user.leave()
            assert user.ask_again() == "here"
    finally:
        forget(folder)


def test_data_of_another_major_version_is_refused_with_the_way_to_move_it(folder):
    ask(folder, "SELECT 1")
    wait_until(lambda: not processes_of(folder))
    version = folder / "data" / "PG_VERSION"
    ours = version.read_text()
    version.write_text("17\n")
    message = ask(folder, "SELECT 1")
    version.write_text(ours)
    assert "written by PostgreSQL 17" in message
    assert f"brings PostgreSQL {programs.major_version()}" in message
    assert "manage.py backup" in message
    assert "manage.py restore" in message
    assert "newsdesk.embedded.cluster.ServerError" in message


def test_a_full_server_is_not_taken_for_one_that_does_not_run(folder):
    with User(folder) as user:
        user.answer()
        connections = list(connect_until_full(folder))
        message = ask(folder, "SELECT 1")
        for connection in connections:
            connection.close()
    assert "too many clients" in message or "remaining connection slots" in message


def connect_until_full(folder):
    with contextlib.suppress(psycopg2.OperationalError):
        while True:
            yield server.connect(folder)


def test_the_clients_variables_of_the_environment_do_not_lead_it_astray(folder, monkeypatch):
    strays = {"PGHOST": "db.example.org", "PGPORT": "5433", "PGUSER": "eve", "PGDATABASE": "hers"}
    for name, value in strays.items():
        monkeypatch.setenv(name, value)
    assert (
        ask(folder, "SELECT current_user || ' in ' || current_database()") == "newsdesk in newsdesk"
    )


def test_newsdesk_is_no_superuser(folder):
    assert ask(folder, "SELECT current_setting('is_superuser')") == "off"


def test_nobody_elses_folder_is_touched(tmp_path, new_folder):
    tmp_path.chmod(0o700)
    outside = [tmp_path, tmp_path.parent, programs.installed(), Path(sys.prefix)]
    before = [(path.stat().st_mode, path.stat().st_uid) for path in outside]
    ask(new_folder, "SELECT 1")
    assert [(path.stat().st_mode, path.stat().st_uid) for path in outside] == before


def test_only_its_owner_may_reach_it(folder):
    with User(folder, "SELECT current_setting('listen_addresses') || '.'") as user:
        assert user.answer() == "."  # no TCP
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "data").stat().st_mode & 0o777 == 0o700
        if os.geteuid() == 0:
            assert "Peer authentication failed" in connect_as_servers_user(folder).stderr


def connect_as_servers_user(folder):
    data = (folder / "data").resolve()
    psql = Path(servers(folder)[0].exe()).with_name("psql")
    return subprocess.run(
        [psql, "--host", data, "--username", "newsdesk", "--command", "SELECT 1", "newsdesk"],
        user="nobody",
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_copy_of_a_running_folder_is_a_server_of_its_own(tmp_path, folder):
    copy = tmp_path / "copy"
    with User(folder) as user:
        user.answer()
        shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns(".s.PGSQL*"))
        ask(copy, "CREATE TABLE only_in_copy ()")
        assert user.ask_again() == "here"
    assert ask(folder, "SELECT to_regclass('only_in_copy') IS NULL") == "True"
    forget(copy)


def test_a_moved_folder_keeps_its_data(tmp_path, new_folder):
    ask(new_folder, "CREATE TABLE kept AS SELECT 'still there' AS words")
    wait_until(lambda: not processes_of(new_folder))
    moved = new_folder.rename(tmp_path / "moved")
    assert ask(moved, "SELECT words FROM kept") == "still there"
    forget(moved)


def test_it_does_not_hear_the_terminals_interrupt(folder):
    with User(folder) as user:
        user.answer()
        own_session = os.getsid(user.process.pid)
        assert own_session not in {os.getsid(process.pid) for process in processes_of(folder)}


def test_forks_of_a_user_keep_it_running(folder):
    code = USER.split("for line")[0] + FORK
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), "SELECT 'here'"],
        cwd=PROJECT,
        text=True,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert [parent.stdout.readline().strip() for _ in range(2)] == ["here", "forked"]
        parent.wait(PATIENCE)
        time.sleep(5 * keeper.POLL_SECONDS)
        assert len(servers(folder)) == 1
    finally:
        os.killpg(parent.pid, signal.SIGKILL)
        parent.stdout.close()
