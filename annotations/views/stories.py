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
    """A thread, what the article at hand adds to it, and its story so far."""

    thread: threads.Thread
    adds: tuple
    story: tuple


@reading
def stories(request, pk):
    """The strip above an article: the Proposals it tells of that editors have begun to accept."""
    article = desk.find_article(pk)
    told = [_told(thread, article) for thread in threads.load_many(_touched(article), quoted=False)]
    # Stories that other articles tell, too, come first.
    told.sort(key=lambda one: one.thread.articles == 1)
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


def _told(thread, article):
    return Told(thread, narrating.adds(thread, article), narrating.story(thread))
