"""Make the data folder of an embedded PostgreSQL, and say who runs the server.

PostgreSQL refuses to run as root. Started by root, the server runs as `nobody`, with its data and a
copy of its programs in folders made for it under the system's state folder; `<folder>/data` then is
a link to that data. Nobody else's folder changes its owner or permissions.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from newsdesk.embedded import programs

STATE = Path("/var/lib/newsdesk")
OWNER = "belongs-to"
ROLE = DATABASE = "newsdesk"
# Newsdesk owns its database and may make others, for tests; it is no superuser.
FIRST_STATEMENTS = f"CREATE ROLE {ROLE} LOGIN CREATEDB\nCREATE DATABASE {DATABASE} OWNER {ROLE}\n"
INITDB = (
    *("--username", "postgres", "--encoding", "UTF8", "--no-locale"),
    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
    *("--auth", "peer", "--no-instructions"),
)


class ServerError(Exception):
    """The embedded PostgreSQL cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    home: Path  # holds the data folder and the access rules
    programs: Path
    run_as: dict  # what subprocess needs to run a program as the server's user

    @property
    def data(self) -> Path:
        return self.home / "data"


def open_cluster(folder: Path) -> Cluster:
    """The cluster of `folder`, made if there is none. Only for the holder of the keeper's lock."""
    cluster = as_nobody(folder) if os.geteuid() == 0 else as_ourselves(folder)
    if not cluster.data.exists():
        remove_unfinished(cluster)
        initialise(cluster)
    check_version(cluster)
    write_access_rules(cluster)
    return cluster


def as_ourselves(folder: Path) -> Cluster:
    return Cluster(folder, programs.programs(programs.installed()), {})


def as_nobody(folder: Path) -> Cluster:
    link = folder / "data"
    if link.exists() and not link.is_symlink():
        owner = link.owner()
        raise ServerError(f"The database in {folder} was made by {owner}: run newsdesk as {owner}.")
    STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
    home = own_home(link)
    copied = programs.copy_once(STATE / f"programs-{programs.version()}")
    return Cluster(home, programs.programs(copied), run_as_nobody())


def run_as_nobody() -> dict:
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise ServerError("PostgreSQL cannot run as root, and there is no user nobody.") from None
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def own_home(link: Path) -> Path:
    """The folder that `link` leads to; a new one if there is none, or it is another checkout's."""
    home = link.readlink().parent if link.is_symlink() else None
    if home and not home.exists():
        raise ServerError(f"The database is gone: {home}. Bring it back, or remove {link}.")
    if home is None or is_copy(link, home):
        home = Path(tempfile.mkdtemp(dir=STATE, prefix="database-"))
        home.chmod(0o755)
        link.unlink(missing_ok=True)
        link.symlink_to(home / "data")
    (home / OWNER).write_text(f"{identity(link)}\n{link}")
    return home


def is_copy(link: Path, home: Path) -> bool:
    """Whether `link` was copied from a checkout that still uses `home`, rather than moved."""
    if not (home / OWNER).exists():
        return False
    original = Path((home / OWNER).read_text().partition("\n")[2])
    return (
        original.is_symlink()
        and original.readlink() == link.readlink()
        and identity(original) != identity(link)
    )


def is_owner(link: Path) -> bool:
    """Whether what `link` leads to was made for it, not for what it was copied from."""
    owner = link.readlink().parent / OWNER
    return owner.exists() and owner.read_text().partition("\n")[0] == identity(link)


def identity(link: Path) -> str:
    """What tells the folder of `link` from its copies, by whatever path it is reached."""
    status = link.parent.stat()
    return f"{status.st_dev}:{status.st_ino}"


def remove_unfinished(cluster: Cluster) -> None:
    """Remove what a keeper killed in the middle of `initialise` left."""
    for unfinished in cluster.home.glob("initdb-*"):
        shutil.rmtree(unfinished, ignore_errors=True)


def initialise(cluster: Cluster) -> None:
    """Make the data folder under another name, and rename it when it is whole."""
    unfinished = Path(tempfile.mkdtemp(dir=cluster.home, prefix="initdb-"))
    try:
        if cluster.run_as:
            os.chown(unfinished, cluster.run_as["user"], cluster.run_as["group"])
        run_initdb(cluster, unfinished)
        postgres = cluster.programs / "postgres"
        single = ("--single", "-D", unfinished, "postgres")
        run(cluster, postgres, *single, text=FIRST_STATEMENTS)
        unfinished.rename(cluster.data)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def run_initdb(cluster: Cluster, data: Path) -> None:
    if not programs.has_unsafe_path(cluster.programs):
        run(cluster, cluster.programs / "initdb", "--pgdata", data, *INITDB)
        return
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as safe:
        programs.copy_programs(Path(safe))
        run(cluster, programs.programs(Path(safe)) / "initdb", "--pgdata", data, *INITDB)


def run(cluster: Cluster, *command, text: str = "") -> None:
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, cwd="/", **cluster.run_as, check=False
    )
    if done.returncode:
        raise ServerError(f"{command[0].name} failed:\n{done.stderr.strip()}")


def check_version(cluster: Cluster) -> None:
    """Refuse data that another major version of PostgreSQL wrote, with the steps to move it."""
    found = (cluster.data / "PG_VERSION").read_text().strip()
    ours = programs.major_version()
    if found != ours:
        raise ServerError(
            f"The database in {cluster.data} was written by PostgreSQL {found};"
            f" this newsdesk brings PostgreSQL {ours}, which cannot read it. To move it:\n"
            "  1. With the newsdesk that made it, back it up:\n"
            "     .venv/bin/python manage.py backup newsdesk.zip\n"
            f"  2. Put the old data aside: mv {cluster.data} {cluster.data}-{found}\n"
            "  3. With this newsdesk, restore it:\n"
            "     .venv/bin/python manage.py restore newsdesk.zip"
        )


def write_access_rules(cluster: Cluster) -> None:
    """Let in the operating system's user that started us, through the socket, and nobody else."""
    user = pwd.getpwuid(os.geteuid()).pw_name
    rules = {"pg_hba.conf": "local all all peer map=newsdesk\n"}
    rules["pg_ident.conf"] = f'newsdesk "{user}" {ROLE}\n'
    for name, text in rules.items():
        path = cluster.home / name
        path.write_text(text)
        path.chmod(0o644)
