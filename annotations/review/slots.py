"""Fill, correct and empty the slots of an annotation."""

from typing import NamedTuple

from django.db.models.functions import Coalesce

from annotations import spans
from annotations.models import Annotation, Layer, Role, Verdict
from annotations.models.annotations import SLOTS, Factuality, Telling
from annotations.refusals import Refused
from articles.prepared import Given, Prepared

from .decisions import correct


class Linked(NamedTuple):
    """A live name that is linked to an entity; `entity_id` and `name` are whom it means by now."""

    pk: int
    text: str
    start_char: int
    end_char: int
    kind: str
    entity_id: int
    name: str


_LINKED = Annotation.objects.live().names().filter(entity__isnull=False)
_LINKED = _LINKED.values_list(
    *("pk", "text", "start_char", "end_char", "entity__kind"),
    Coalesce("entity__canonical", "entity"),
    Coalesce("entity__canonical__name", "entity__name"),
)
_LINKED = _LINKED.filter(article=Given("article"), start_char__gte=Given("start_char"))
_LINKED = Prepared(_LINKED.filter(end_char__lte=Given("end_char")))
# Slots that may hold several: joint actors, and content that is interrupted.
SEVERAL = frozenset({"proposer", "addressee", "responder", "content"})


def fill(
    decision, slot, start_char, end_char, words, *, entity=None, value="", position=None, add=False
):
    """Fill a slot with words of the text, in place of what the words correct.

    That is the filler at `position`, else those that the words overlap, else the only one. `add`
    keeps them all; so do words apart from each of several. A slot that holds one thing only (all
    but addressee, proposer, responder and content) is replaced in any case.
    """

    def change(annotation):
        _check_slot(annotation, slot)
        text = spans.verified(annotation.article.text, start_char, end_char, words)
        role = _role_to_write(annotation, slot, (start_char, end_char), position, add)
        role.start_char, role.end_char, role.text = start_char, end_char, text
        role.entity_id = entity.standing.pk if entity else _meant(annotation, start_char, end_char)
        role.value = value
        role.save()

    return correct(decision, Verdict.FILL, change)


def fill_from(decision, slot, mention_id, span=None, *, position=None, add=False):
    """Fill a slot with the words of something else that the article is annotated with.

    A name fills it with whom it names. `span`: start, end and text of words around it instead.
    """
    own = Annotation.objects.filter(pk=decision.annotation_id).values("article")
    others = Annotation.objects.live().filter(article__in=own).exclude(pk=decision.annotation_id)
    mention = others.select_related("entity__canonical").filter(pk=mention_id).first()
    if not mention:
        raise Refused("That mention does not stand any more: select the words.", "mention")
    span = span or (mention.start_char, mention.end_char, mention.text)
    return fill(decision, slot, *span, entity=mention.entity, position=position, add=add)


def clear(decision, slot, position=None):
    """Empty a slot, or take one of several out of it."""

    def change(annotation):
        _check_slot(annotation, slot)
        roles = annotation.roles.filter(slot=slot)
        gone = roles if position is None else roles.filter(position=position)
        if not gone.delete()[0]:
            raise Refused("That slot is empty already.", "slot")

    return correct(decision, Verdict.FILL, change)


def date(decision, value):
    """Set the normalised date of when a proposal was made (ISO, as full as known).

    A blank one is none: the words of the text stay, without a date.
    """

    def change(annotation):
        _check_slot(annotation, "when")
        role = annotation.roles.filter(slot="when").first() or Role(
            annotation=annotation, slot="when"
        )
        day = spans.checked_date(value.strip()) if value.strip() else ""
        if day == role.value:
            raise Refused(
                "It has that date already." if day else "It has no date to take away.", "value"
            )
        role.value = day
        if role.inferred and not day:
            role.delete()
        else:
            role.save()

    return correct(decision, Verdict.FILL, change)


def retell(decision, telling):
    """Say what a telling does to its proposal: made, restated, amended or withdrawn."""
    return _describe(decision, "telling", telling, Telling)


def qualify(decision, factuality):
    """Say whether a telling is asserted, hypothetical or in the future."""
    return _describe(decision, "factuality", factuality, Factuality)


def _describe(decision, name, value, choices):
    """Say one thing about a telling that no words of the text stand for."""

    def change(annotation):
        if annotation.layer != Layer.PROPOSAL or value not in choices.values:
            raise Refused(f"Choose one of {', '.join(choices.values)}.", name)
        setattr(annotation, name, value)

    return correct(decision, Verdict.FILL, change)


def _meant(annotation, start_char, end_char):
    """The id of the entity that the live names within the words refer to, if it is only one."""
    found = {name.entity_id for name in _linked(annotation, start_char, end_char)}
    return found.pop() if len(found) == 1 else None


def _linked(annotation, start_char, end_char) -> list[Linked]:
    """The linked names within words of an annotation's article."""
    within = {"start_char": start_char, "end_char": end_char}
    return [Linked._make(name) for name in _LINKED.ask(article=annotation.article_id, **within)]


def moved(annotation) -> dict[int, Linked]:
    """By the id of its role, the name in a filler's words that means somebody else by now.

    Whom a slot was filled with stays when a name in its words is linked anew.
    """
    linked = [one for roles in annotation.slots().values() for one in roles if one.entity]
    linked = [one for one in linked if not one.inferred]
    if not linked:
        return {}
    start_char = min(one.start_char for one in linked)
    names = _linked(annotation, start_char, max(one.end_char for one in linked))
    found = {role.pk: _now_named(role, names) for role in linked}
    return {pk: name for pk, name in found.items() if name}


def _now_named(role, names):
    """The name of the same kind in a filler's words that means another, if all such mean one."""
    within = [
        one
        for one in names
        if role.start_char <= one.start_char
        and one.end_char <= role.end_char
        and one.kind == role.entity.kind
    ]
    meant = {one.entity_id for one in within}
    return within[0] if len(meant) == 1 and role.entity.standing.pk not in meant else None


def _check_slot(annotation, slot):
    if slot not in SLOTS[annotation.layer]:
        raise Refused(
            f"A {annotation.layer} has no slot “{slot}”: "
            f"choose one of {', '.join(SLOTS[annotation.layer])}.",
            "slot",
        )


def _role_to_write(annotation, slot, span, position, add):
    """The role to overwrite, or a new one behind the last; the others that it corrects are gone."""
    roles = annotation.slots().get(slot, [])
    if position is not None:
        corrected = [role for role in roles if role.position == position]
    else:
        corrected = [] if add and slot in SEVERAL else _corrected(roles, slot, span)
    for other in corrected[1:]:
        other.delete()
    if corrected:
        return corrected[0]
    return Role(annotation=annotation, slot=slot, position=roles[-1].position + 1 if roles else 0)


def _corrected(roles, slot, span):
    """The fillers that words stand in for: those that they overlap, else the only one."""
    start_char, end_char = span
    placed = [role for role in roles if role.start_char is not None]
    overlapped = [
        role for role in placed if role.start_char < end_char and start_char < role.end_char
    ]
    one_only = len(roles) == 1 or slot not in SEVERAL
    return overlapped or (roles[:1] if one_only else [])
