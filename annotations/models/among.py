"""`article__among=ids`: an `in` for hundreds of ids, sent as one array.

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
        return f"{column} = ANY(%s)", [*params, list(self.rhs)]
