"""Pages of long lists, without counting what nobody will leaf through."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

PAGE_SIZE = 25
# Counting stops here: beyond it a list is searched, not leafed through.
MOST_COUNTED = 10_000


class CappedPaginator(Paginator):
    """A paginator that counts to MOST_COUNTED at most; `capped` says that there are more.

    `key` names a column that each item has: only that is read where items are counted.
    """

    def __init__(self, items, size, key):
        super().__init__(items, size)
        self.key = key

    @cached_property
    def counted(self):
        return self.object_list.order_by().values(self.key)[: MOST_COUNTED + 1].count()

    @property
    def capped(self):
        return self.counted > MOST_COUNTED

    @cached_property
    def count(self):
        return min(self.counted, MOST_COUNTED)


def page_of(items, request, size=PAGE_SIZE, key="pk"):
    """The page of a queryset that the request's `page` asks for; the nearest there is."""
    return CappedPaginator(items, size, key).get_page(request.GET.get("page"))
