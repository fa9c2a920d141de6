"""Queries that are put together once and asked often.

Django composes the SQL of a query each time that it is asked, which takes longer than the answer
of the database where that is a row or two. A prepared query is composed when it is first asked:

    _OF_OUTLET = Prepared(Article.objects.filter(outlet=Given("outlet")))
    _OF_OUTLET.ask(outlet=7)
"""

from copy import copy
from typing import NamedTuple

from django.db import connections
from django.db.models import Expression, QuerySet
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

_LARGEST = 2**63 - 1


class Given(Expression):
    """A value given when its query is asked, as the database takes it; None only to be stored."""

    def __init__(self, name, output_field=None):
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class _Composed(NamedTuple):
    compiler: SQLCompiler
    sql: str
    params: tuple


class Prepared:
    """A query with Given values, of model instances or of `values_list`."""

    def __init__(self, queryset: QuerySet):
        self._queryset = queryset
        self._composed = None

    def ask(self, **given) -> list:
        """What it finds, for a value of each name; nothing for a number that no column holds."""
        if any(isinstance(value, int) and value > _LARGEST for value in given.values()):
            return []  # no index would serve: the database would look through the whole table
        found = self._queryset.all()
        compiler = self._compiler(found.db, given)
        found.query.get_compiler = lambda using: compiler
        return list(found)

    def one(self, **given):
        """The first that it finds, or None."""
        return next(iter(self.ask(**given)), None)

    def _compiler(self, using, given):
        """A compiler that knows its SQL: a copy, for each thread has a connection of its own."""
        self._composed = self._composed or _composed(self._queryset, using)
        kept, sql, params = self._composed
        filled = _filled(params, given)
        compiler = copy(kept)
        compiler.connection = connections[using]
        compiler.as_sql = lambda: (sql, filled)
        return compiler


def _composed(queryset, using) -> _Composed:
    compiler = queryset.all().query.get_compiler(using)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([one for one, *_ in compiler.select])
    compiler.get_converters = lambda expressions: converters
    return _Composed(compiler, sql, params)


class PreparedUpdate:
    """Changes of all that a query finds: fields with their new values, which may be Given ones."""

    def __init__(self, queryset: QuerySet, **values):
        self._queryset, self._values = queryset, values
        self._composed = None

    def make(self, **given) -> int:
        """Change it, for a value of each name; the number of rows."""
        self._composed = self._composed or self._compose()
        sql, params = self._composed
        with connections[self._queryset.db].cursor() as cursor:
            cursor.execute(sql, _filled(params, given))
            return cursor.rowcount

    def _compose(self):
        query = self._queryset.query.chain(UpdateQuery)
        query.add_update_values(self._values)
        return query.get_compiler(self._queryset.db).as_sql()


def _filled(params, given):
    return [given[one.name] if isinstance(one, Given) else one for one in params]
