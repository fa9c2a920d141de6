"""Find the Proposals of the corpus that a telling may tell, or a response may answer."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, F, FloatField, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Abs, Coalesce, Extract

from .models import Annotation, Layer, Role, Slot, name_key

_MAX_CANDIDATES = 12
_SECONDS_A_MONTH = 30 * 24 * 3600
# Called likely: the same actor, or nearly the same words at nearly the same time.
_LIKELY = 0.8


@dataclass
class Candidate:
    """A Proposal and its telling that fits best."""

    proposal_id: int
    telling: Annotation
    likeness: float

    @property
    def likely(self):
        return self.likeness >= _LIKELY


def candidates(annotation: Annotation, words: str = "") -> list[Candidate]:
    """At most twelve Proposals, the likeliest first, whose tellings hold all the words.

    Likely is one with the same proposer (for a response: whose addressee responds), with like
    words, or near in time. A telling's own article is left out; a response's is not.
    """
    tellings = Annotation.objects.live().filter(layer=Layer.PROPOSAL)
    tellings = tellings.exclude(proposal=annotation.proposal_id or 0)
    if annotation.layer == Layer.PROPOSAL:
        tellings = tellings.exclude(article=annotation.article)
    for word in words.split():
        tellings = tellings.filter(_mentions(word))
    tellings = tellings.annotate(likeness=_likeness(annotation)).order_by("-likeness", "-pk")
    tellings = tellings.with_slots().select_related("article__outlet", "entity")
    best = {}
    for telling in tellings.defer("article__text", "article__search")[: _MAX_CANDIDATES * 3]:
        best.setdefault(telling.proposal_id, telling)
    return [
        Candidate(proposal_id, telling, telling.likeness)
        for proposal_id, telling in list(best.items())[:_MAX_CANDIDATES]
    ]


def _mentions(word):
    roles = Role.objects.filter(annotation=OuterRef("pk"))
    named = roles.filter(entity__aliases__key__contains=name_key(word))
    return (
        Q(text__icontains=word)
        | Q(article__title__icontains=word)
        | Q(Exists(roles.filter(text__icontains=word)))
        | Q(Exists(named))
    )


def _likeness(annotation):
    """From 0 up: same actor 1, like words up to 1, near in time up to 0.3."""
    article = annotation.article
    moment = article.published_at or article.created_at
    apart = Extract(F("article__published_at") - Value(moment), "epoch")
    months = Coalesce(Abs(apart) / float(_SECONDS_A_MONTH), 12.0, output_field=FloatField())
    near = Value(0.3) / (Value(1.0) + months)
    return _same_actor(annotation) + _like_words(annotation) + near


def _same_actor(annotation):
    proposes = annotation.layer == Layer.PROPOSAL
    mine = Slot.PROPOSER if proposes else Slot.RESPONDER
    theirs = Slot.PROPOSER if proposes else Slot.ADDRESSEE
    roles = annotation.roles.filter(slot=mine, entity__isnull=False).select_related(
        "entity__canonical"
    )
    actors = [role.entity.standing.pk for role in roles]
    same = Role.objects.filter(annotation=OuterRef("pk"), slot=theirs)
    same = same.filter(Q(entity__in=actors) | Q(entity__canonical__in=actors))
    found = Subquery(same.values("annotation").annotate(one=Max(Value(1.0))).values("one")[:1])
    return Coalesce(found, 0.0, output_field=FloatField())


def _like_words(annotation):
    slot = Slot.CONTENT if annotation.layer == Layer.PROPOSAL else Slot.OBJECT
    words = " ".join(role.text for role in annotation.roles.filter(slot=slot))
    if not words:
        return Value(0.0)
    contents = Role.objects.filter(annotation=OuterRef("pk"), slot=Slot.CONTENT)
    alike = contents.values("annotation").annotate(
        alike=Max(TrigramWordSimilarity(words[:500], "text"))
    )
    return Coalesce(Subquery(alike.values("alike")[:1]), 0.0, output_field=FloatField())
