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
from django.db.models.sql.compiler import SQLCompiler


class Given(Expression):
    """A value that is given when its query is asked, as the database takes it; never None."""

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
        """What it finds, for a value of each name."""
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
        filled = [given[one.name] if isinstance(one, Given) else one for one in params]
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
