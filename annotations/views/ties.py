"""What ties a card that is open to Proposals: where it is told, answered, countered, or may be."""

from dataclasses import dataclass

from annotations import countering, joining, threads
from annotations.joining import Candidate
from annotations.models import Annotation, Layer, Proposal

from .wording import CHOICE_NAMES


@dataclass(frozen=True)
class Menu:
    """What is said of a card by choosing; a choice is its value, its name and whether it holds."""

    title: str
    verb: str
    field: str
    choices: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Ties:
    """`here` are other tellings of the same Proposal in the article; it is told so many `times`.

    `likeliest` is what a card that stands alone seems to tell or answer; with `later`, the page is
    to ask for that. `counter_to` and `counters` are the threads of the Proposals that this one
    counters and is countered by.
    """

    here: list[Annotation]
    times: int
    responses: list[Annotation]
    likeliest: Candidate | None
    later: bool
    counter_to: threads.Thread | None
    counters: list[threads.Thread]


def ties_of(card, later=False) -> Ties:
    """What an open card is tied to; `later`: without what it seems to tell or answer."""
    annotation, elsewhere = card.annotation, card.elsewhere
    here = card.here if annotation.layer == Layer.PROPOSAL else _tellings_here(annotation)
    alone = annotation.is_live and not here and not elsewhere
    counter_to, counters = _counters(annotation)
    return Ties(
        here=here,
        times=1 + len(here) + len(elsewhere),
        responses=[
            one.annotation
            for one in card.responses
            if one.annotation.answers_id == annotation.pk and one.annotation.is_live
        ],
        likeliest=likeliest(annotation) if alone and not later else None,
        later=alone and later,
        counter_to=counter_to,
        counters=counters,
    )


def likeliest(annotation) -> Candidate | None:
    """What a card seems to tell or answer."""
    return joining.likeliest(annotation, verb_of(annotation))


def verb_of(annotation) -> str:
    """The verb that ties a card to a Proposal."""
    return "join" if annotation.layer == Layer.PROPOSAL else "attach"


def menus_of(annotation) -> list[Menu]:
    """What of a proposal or response is chosen from a few: label, telling, factuality."""
    names = ("label", "telling", "factuality")
    return [
        Menu(
            title,
            verb,
            name,
            [(value, said, value == getattr(annotation, name)) for value, said in choices],
        )
        for name, (title, verb, choices) in zip(names, CHOICE_NAMES[annotation.layer], strict=False)
    ]


def _tellings_here(annotation):
    """The tellings, in its article, of the Proposal that a response answers."""
    if annotation.proposal_id is None:
        return []
    here = Annotation.objects.live().filter(
        layer=Layer.PROPOSAL, article=annotation.article_id, proposal=annotation.proposal_id
    )
    return list(here.with_slots().in_reading_order())


def _counters(annotation):
    """The threads that a card's Proposal counters and is countered by."""
    if annotation.layer != Layer.PROPOSAL or annotation.proposal_id is None:
        return None, []
    tied = countering.pairs([annotation.proposal_id])
    own = [countered for pk, countered in tied if pk == annotation.proposal_id]
    others = [pk for pk, countered in tied if countered == annotation.proposal_id]
    if not own and not others:
        return None, []
    proposals = Proposal.objects.in_bulk([*own[:1], *others])
    loaded = threads.load_many([proposals[pk] for pk in [*own[:1], *others]], quoted=False)
    return (loaded[0] if own else None), loaded[len(own[:1]) :]
