"""Insert many rows at a fraction of the price that bulk_create takes for each value.

Storing an article's suggestions is thousands of values, importing a file hundreds of thousands;
their preparation by the ORM took longer than the database itself.
"""

import io
from collections.abc import Callable, Iterable
from operator import attrgetter

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from psycopg2.extras import Json, execute_values

_PAGE_ROWS = 1000
_COPIED_BYTES = 1 << 20
# What COPY takes for something else in a value, the backslash first; and as what it is written.
_ESCAPES = (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))


def insert(instances: Iterable[models.Model]) -> None:
    """Insert instances of one model and set their primary keys.

    Their values must be as the database takes them: nothing is validated or converted, no signal
    is sent.
    """
    instances = list(instances)
    if instances:
        keys = _inserted(instances, _fields(instances[0]))
        for instance, key in zip(instances, keys, strict=True):
            instance.pk = key
            _mark(instance)


def insert_new(instances: Iterable[models.Model], order: Callable) -> list[models.Model]:
    """Insert those instances that break no rule of uniqueness; give these, with primary keys.

    The primary keys rise as the instances come. Rows are written in the `order` of their keys, so
    that those who write the same rows at once wait for each other and never for one another in a
    circle. Otherwise as `insert`.
    """
    instances = list(instances)
    if not instances:
        return []
    meta = instances[0]._meta
    for instance, key in zip(instances, _drawn(meta, len(instances)), strict=True):
        instance.pk = key
    fields = [meta.pk, *_fields(instances[0])]
    ordered = sorted(instances, key=order)
    if not _copied(ordered, fields):
        there = set(_inserted(ordered, fields, "ON CONFLICT DO NOTHING"))
        instances = [instance for instance in instances if instance.pk in there]
    for instance in instances:
        _mark(instance)
    return instances


def _mark(instance):
    """Have the ORM know that an instance is stored, and where."""
    instance._state.adding, instance._state.db = False, connection.alias


def _drawn(meta, count) -> list[int]:
    """So many new primary keys of a model."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(drawn) FROM generate_series(1, %s), "
            "(SELECT pg_get_serial_sequence(%s, %s)::regclass AS drawn OFFSET 0) AS looked_up_once",
            [count, connection.ops.quote_name(meta.db_table), meta.pk.column],
        )
        return [key for (key,) in cursor.fetchall()]


def _fields(instance) -> list[models.Field]:
    return [
        field
        for field in instance._meta.local_concrete_fields
        if not (field.generated or isinstance(field, models.AutoField))
    ]


def _inserted(instances, fields, clause="") -> list[int]:
    """The primary keys of what was inserted of the instances, in order."""
    meta = instances[0]._meta
    rows = _rows(instances, fields)
    table, columns = _table_and_columns(meta, fields)
    key = connection.ops.quote_name(meta.pk.column)
    statement = f"INSERT INTO {table} ({columns}) VALUES %s {clause} RETURNING {key}"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        keys = execute_values(cursor.cursor, statement, rows, page_size=_PAGE_ROWS, fetch=True)
    return [key for (key,) in keys]


def _rows(instances, fields) -> list[list]:
    """The values of the fields of instances, as the database takes them."""
    getters = [_getter(field, timezone.now()) for field in fields]
    return [[value_of(instance) for value_of in getters] for instance in instances]


def _table_and_columns(meta, fields) -> tuple[str, str]:
    quote = connection.ops.quote_name
    return quote(meta.db_table), ", ".join(quote(field.column) for field in fields)


def _copied(instances, fields) -> bool:
    """Store all instances by COPY, the cheapest way; False, and none, where one breaks a rule."""
    rows = "".join("\t".join(map(_cell, row)) + "\n" for row in _rows(instances, fields))
    table, columns = _table_and_columns(instances[0]._meta, fields)
    try:
        with transaction.atomic(), connection.cursor() as cursor, connection.wrap_database_errors:
            copy = f"COPY {table} ({columns}) FROM STDIN"
            cursor.cursor.copy_expert(copy, io.BytesIO(rows.encode()), _COPIED_BYTES)
    except IntegrityError:
        return False
    return True


def _cell(value) -> str:
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, Json):
        value = value.dumps(value.adapted)
    cell = str(value)
    for special, written in _ESCAPES:
        if special in cell:  # to look is ten times as fast as to replace nothing
            cell = cell.replace(special, written)
    return cell


def _getter(field, now) -> Callable[[models.Model], object]:
    """What gives the value of a field of an instance, as the database takes it."""
    name = field.attname
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return _stamped(name, now)
    if isinstance(field, models.JSONField):
        return lambda instance: Json(getattr(instance, name))
    return attrgetter(name)


def _stamped(name, now):
    """A getter that sets the time of an instance where the ORM would; gives it as it is written."""
    written = str(now)

    def stamp(instance):
        setattr(instance, name, now)
        return written

    return stamp
