"""Whether the database's tables are those that this newsdesk knows."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

UPGRADE = "Run `.venv/bin/python manage.py upgrade`."
NEWER = "Run the newsdesk that wrote it, or a later one: an older one would harm it."


def applied() -> list[str]:
    """The migrations that the database has, as app.name, in order."""
    return [".".join(key) for key in sorted(MigrationRecorder(connection).applied_migrations())]


def pending() -> list[str]:
    """The migrations that this newsdesk would still apply, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown(names) -> list[str]:
    """Those of the migrations named that this newsdesk does not have: a newer one made them."""
    loader = MigrationLoader(None)
    ours = {".".join(key) for key in loader.disk_migrations}
    replaced = {".".join(key) for each in loader.disk_migrations.values() for key in each.replaces}
    apps = {key[0] for key in loader.disk_migrations}
    return sorted(name for name in set(names) - ours - replaced if name.partition(".")[0] in apps)


def problem() -> str:
    """Why the database cannot be served as it is, and what to do; "" if it can."""
    if foreign := unknown(applied()):
        return f"The database was written by a newer newsdesk ({foreign[-1]}). {NEWER}"
    if waiting := pending():
        count = f"{len(waiting)} migration" + ("s" if len(waiting) > 1 else "")
        return f"The database is not up to date: {count} to apply ({waiting[0]} …). {UPGRADE}"
    return ""
