"""Judge and correct what is annotated, and add what was missed."""

import uuid

from django.db import transaction

from annotations import spans, standing
from annotations.models import Annotation, Layer, Origin, Proposal, Status, Verdict
from annotations.models.annotations import LABELS, Factuality, Telling
from annotations.models.entities import KIND_OF_LABEL
from annotations.refusals import Refused

from .decisions import DOES_NOT_STAND, answered_before, confirm, correct, decide, record, save


def accept(decision):
    """Accept a suggestion as it is."""
    return decide(decision, Verdict.ACCEPT, judging(Status.ACCEPTED))


def reject(decision):
    """Reject a suggestion: it is not, or not this."""
    return decide(decision, Verdict.REJECT, judging(Status.REJECTED))


def relabel(decision, label):
    """Give an annotation another label of its layer."""
    return correct(decision, Verdict.RELABEL, relabelling(label))


def relink(decision, entity):
    """Say which entity a name refers to; None says that it is none we know."""
    return correct(decision, Verdict.RELINK, relinking(entity))


def respan(decision, start_char, end_char, words):
    """Move an annotation's anchor to other words."""

    def change(annotation):
        annotation.text = spans.verified(annotation.article.text, start_char, end_char, words)
        annotation.start_char, annotation.end_char = start_char, end_char

    return correct(decision, Verdict.RESPAN, change)


def add(
    user,
    article,
    layer,
    label,
    start_char,
    end_char,
    words,
    *,
    entity=None,
    answers=None,
    request_id=None,
):
    """Add what the pipeline missed: an accepted annotation on words of the text.

    A response may be added to the telling that it `answers`, of the same article.
    """
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        answered = answered_before(request_id, user)
        if answered:
            return answered
        if not standing.held(article.pk):
            raise Refused(DOES_NOT_STAND)
        if label not in LABELS.get(layer, ()):
            raise Refused("Choose what these words are.", "label")
        if answers:
            _check_answers(article, layer, answers)
        text = spans.verified(article.text, start_char, end_char, words)
        annotation = Annotation(
            article=article,
            layer=layer,
            label=label,
            start_char=start_char,
            end_char=end_char,
            text=text,
            status=Status.ACCEPTED,
            origin=Origin.EDITOR,
            entity=entity and entity.standing,
            answers=answers,
            proposal=answers and answers.proposal,
        )
        if layer == Layer.PROPOSAL:
            annotation.proposal = Proposal.objects.create()
            annotation.telling, annotation.factuality = Telling.MADE, Factuality.ASSERTED
        confirm(annotation, save(annotation))
        return record(
            user, Verdict.ADD, annotation, before=None, request_id=request_id, action=request_id
        )


def _check_answers(article, layer, telling):
    if layer != Layer.RESPONSE:
        raise Refused("Only a response answers a proposal: choose a stance.", "label")
    stands = telling.layer == Layer.PROPOSAL and telling.is_live
    if not stands or telling.article_id != article.pk:
        raise Refused("That proposal does not stand in this article any more.", "to")


# --- What the verbs change, for one annotation or for many ----------------------------------------


def judging(status):
    """A change that judges an annotation."""

    def change(annotation):
        if annotation.status == status:
            raise Refused(f"It is {status} already.")
        annotation.status = status

    return change


def relabelling(label):
    """A change that gives another label, and drops an entity that does not fit it."""

    def change(annotation):
        if label not in LABELS[annotation.layer]:
            choices = ", ".join(LABELS[annotation.layer])
            raise Refused(f"“{label}” is not a label here: choose one of {choices}.", "label")
        annotation.label = label
        if annotation.entity and annotation.entity.kind != KIND_OF_LABEL.get(label):
            annotation.entity = None

    return change


def relinking(entity):
    """A change that links a name anew; None: to nobody known."""

    def change(annotation):
        if annotation.layer != Layer.NAME:
            raise Refused("Only names are linked to entities.", "entity")
        annotation.entity = entity.standing if entity else None
        annotation.taught_by = None

    return change
