"""`article__among=ids`: an `in` for hundreds of ids, sent as one array, or for an ArraySubquery.

One by one, they cost more to prepare and to plan than what they find.
"""

from django.db.models import Field, Lookup
from django.db.models.fields.related import ForeignObject


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        if hasattr(self.rhs, "as_sql"):
            array, more = compiler.compile(self.rhs)
            return f"{column} = ANY({array})", [*params, *more]
        return f"{column} = ANY(%s)", [*params, list(self.rhs)]
