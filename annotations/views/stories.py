"""The stories that an article touches: what it adds to each, and how each goes so far."""

from dataclasses import dataclass

from annotations import narrating, threads
from annotations.models import Proposal, Status
from articles.access import reading

from . import desk

# Beyond these, the panel's cards lead to the proposals.
MOST = 5


@dataclass(frozen=True)
class Told:
    """A thread, the one it counters, what the article at hand adds to it, and its story so far."""

    thread: threads.Thread
    countered: threads.Thread | None
    adds: tuple
    story: tuple


@reading
def stories(request, pk):
    """The strip above an article: the Proposals it tells of that editors have begun to accept."""
    article = desk.find_article(pk)
    touched = threads.load_many(_touched(article), quoted=False)
    countered = _countered(touched)
    told = [_told(one, countered.get(one.counter_to_id), article) for one in touched]
    # Stories that other articles tell, too, come first, and what counters others.
    told.sort(key=lambda one: one.thread.articles == 1 and not one.countered)
    context = {"article": article, "stories": told[:MOST], "more": len(told[MOST:])}
    return desk.page_or_fragment(request, "stories", context)


def _touched(article):
    """The standing Proposals that an article tells of and of which something is accepted."""
    here = article.annotations.live().filter(proposal__isnull=False)
    ids = {
        canonical or own
        for own, canonical in here.values_list("proposal", "proposal__canonical").order_by()
    }
    accepted = Proposal.objects.filter(pk__in=ids, annotations__status=Status.ACCEPTED)
    joined = Proposal.objects.filter(
        canonical__in=ids, annotations__status=Status.ACCEPTED
    ).values_list("canonical", flat=True)
    return sorted({*accepted, *Proposal.objects.filter(pk__in=joined)}, key=lambda one: one.pk)


def _countered(touched):
    """The threads that some others counter, by the ids of their Proposals."""
    known = {one.proposal.pk: one for one in touched}
    more = {one.counter_to_id for one in touched} - {None, *known}
    loaded = threads.load_many(list(Proposal.objects.filter(pk__in=more)), False) if more else ()
    return known | {one.proposal.pk: one for one in loaded}


def _told(thread, countered, article):
    adds = narrating.adds(thread, article, countered.title if countered else "")
    return Told(thread, countered, adds, narrating.story(thread))
