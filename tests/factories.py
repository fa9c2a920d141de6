"""Make what tests need, through the same doors as the application where there are some."""

from django.contrib.auth.models import Group, User

from annotations.linking import create_entity
from annotations.models import Annotation, Origin, Proposal, Role
from annotations.models.annotations import Layer, Telling
from articles import ingest

PASSWORD = "a long enough password"


def make_user(name, *groups, **fields):
    """A user in the named groups (reader, editor, chief editor), with PASSWORD."""
    user = User.objects.create_user(name, password=PASSWORD, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_article(text, title="A headline", outlet="The Daily Test", published="2023-10-24", **more):
    article, _ = ingest.store(
        ingest.draft(text, title=title, outlet=outlet, published=published, **more)
    )
    return article


def make_entity(kind="person", name="Emmanuel Macron", **more):
    return create_entity(kind, name, **{"provisional": False} | more)


def find(article, words, occurrence=0):
    """The span of some words of an article, as keyword arguments."""
    start = -1
    for _ in range(occurrence + 1):
        start = article.text.index(words, start + 1)
    return {"start_char": start, "end_char": start + len(words), "text": words}


def make_annotation(article, words, layer="name", label="PERSON", occurrence=0, slots=(), **more):
    """An annotation on words of the article; `slots` are (slot, words) or (slot, words, entity)."""
    if layer == Layer.PROPOSAL:
        more.setdefault("proposal", Proposal.objects.create())
        more = {"telling": Telling.MADE, "factuality": "asserted"} | more
    fields = {"origin": Origin.PIPELINE, "rule": "test", "confidence": 0.5} | more
    annotation = Annotation.objects.create(
        article=article, layer=layer, label=label, **find(article, words, occurrence), **fields
    )
    positions = {}
    for slot, slot_words, *entity in slots:
        position = positions[slot] = positions.get(slot, -1) + 1
        Role.objects.create(
            annotation=annotation,
            slot=slot,
            position=position,
            entity=entity[0] if entity else None,
            **find(article, slot_words),
        )
    return annotation


def make_proposal(article, cue="proposed", label="propose", **more):
    return make_annotation(article, cue, layer="proposal", label=label, **more)


def make_response(article, cue="rejected", label="reject", **more):
    return make_annotation(article, cue, layer="response", label=label, **more)
