"""A small corpus for random reviews: what the pipeline may say of it, and all that is stored."""

from types import SimpleNamespace

from django.db import connection, transaction
from hypothesis import strategies as st

from annotations import storing
from annotations.models import Annotation, Entity, ExtractionRun, Proposal, Role
from annotations.pipeline.records import EntityLink
from annotations.review.decisions import SNAPSHOT_FIELDS
from tests.factories import make_article, make_entity

from .records import MACRON, PARIS, PARIS_TEXAS, Reader, extraction

FIRST = Reader(
    "French President Emmanuel Macron proposed in Paris a wider coalition against Hamas.\n\n"
    "Macron said the idea was urgent. Jordan rejected the idea and demanded a ceasefire."
)
SEQUEL = Reader("Hamas refused the plan. Emmanuel Macron repeated his plan of a wider coalition.")
READERS = (FIRST, SEQUEL)
HAMAS = EntityLink("organisation", "Hamas")
JORDAN = EntityLink("place", "Jordan", country="JO")
# Words that editors take for spans; the pipeline's own among them.
WORDS = {
    FIRST: ("Emmanuel Macron", "President Emmanuel Macron", "Macron said", "Paris", "Hamas")
    + ("proposed", "demanded a ceasefire", "the idea was urgent", "rejected", "Jordan"),
    SEQUEL: ("Hamas", "Emmanuel Macron", "plan", "refused", "a wider coalition", "the plan"),
}


def _proposal(**more):
    slots = {
        "proposer": FIRST.span("Emmanuel Macron", "Emmanuel Macron"),
        "content": FIRST.span("a wider coalition against Hamas"),
    }
    return FIRST.proposal("proposed", **slots | more)


_REJECTED = FIRST.response("rejected", responder=FIRST.span("Jordan", "Jordan"))
# For each thing that the pipeline may see in an article, what it may say of it; the first first.
_SEEN = {
    FIRST: {
        "mentions": (
            (FIRST.mention("Emmanuel Macron", "PERSON", MACRON),)
            + (FIRST.mention("President Emmanuel Macron", "PERSON", MACRON),)
            + (FIRST.mention("Emmanuel Macron", "ORG"),),
            (FIRST.mention("Macron", "PERSON", MACRON, occurrence=1),)
            + (FIRST.mention("Macron", "PERSON", occurrence=1),),
            (FIRST.mention("Paris", "PLACE", PARIS), FIRST.mention("Paris", "PLACE", PARIS_TEXAS)),
            (FIRST.mention("Hamas", "ORG", HAMAS), FIRST.mention("Hamas", "NORP")),
            (FIRST.mention("Jordan", "PLACE", JORDAN), FIRST.mention("Jordan", "PERSON")),
        ),
        "attributions": (
            (FIRST.attribution("the idea was urgent", "Macron"),)
            + (FIRST.attribution("the idea was urgent"),)
            + (FIRST.attribution("urgent", "Macron", kind="direct"),),
        ),
        "proposals": (
            (_proposal(responses=[_REJECTED]), _proposal(), _proposal(act="urge", content=None)),
            (FIRST.proposal("demanded", "demand", id="p2", content=FIRST.span("a ceasefire")),)
            + (FIRST.proposal("demanded", "demand", id="p2", same_as="p1"),),
        ),
        "responses": (),
    },
    SEQUEL: {
        "mentions": (
            (SEQUEL.mention("Hamas", "ORG", HAMAS), SEQUEL.mention("Hamas", "PERSON")),
            (SEQUEL.mention("Emmanuel Macron", "PERSON", MACRON),),
        ),
        "attributions": (),
        "proposals": (
            (SEQUEL.proposal("repeated", content=SEQUEL.span("a wider coalition")),)
            + (SEQUEL.proposal("repeated", "urge"),),
        ),
        "responses": ((SEQUEL.response("refused", object=SEQUEL.span("the plan")),),),
    },
}


def said_first(reader):
    """What the pipeline says when it first reads an article: all of it."""
    return extraction(**{kind: [one[0] for one in ones] for kind, ones in _SEEN[reader].items()})


def said_again(reader):
    """A strategy: what another version of the pipeline may say of an article."""
    chosen = {
        kind: st.tuples(*(st.sampled_from((None, *one)) for one in ones)).map(
            lambda said: [one for one in said if one]
        )
        for kind, ones in _SEEN[reader].items()
    }
    return st.builds(extraction, **chosen)


def make_world():
    """Two articles as the pipeline first read them, and entities that editors know."""
    articles = {
        reader: make_article(reader.text, title=f"Part {number}", published=f"2023-10-2{number}")
        for number, reader in enumerate(READERS, start=4)
    }
    known = [
        make_entity("person", "Manu Macron"),
        make_entity("person", "E. Macron"),
        make_entity("organisation", "Hamas movement"),
    ]
    for reader, article in articles.items():
        article.runs.all().delete()
        store(article, said_first(reader))
    return SimpleNamespace(articles=articles, known=known)


def store(article, said):
    run, _ = ExtractionRun.objects.get_or_create(article=article, version="test")
    with transaction.atomic():
        storing.store(article, said, run)


def check_references():
    """Have the database check now what it otherwise checks when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def stored():
    """All that decisions change, by id: annotations with roles, entities, Proposals."""
    roles = {}
    for role in Role.objects.order_by("slot", "position").values():
        del role["id"]
        roles.setdefault(role.pop("annotation_id"), []).append(role)
    fields = ("pk", *SNAPSHOT_FIELDS, "layer", "revision")
    return SimpleNamespace(
        annotations={
            row.pop("pk"): row | {"roles": roles.get(pk, [])}
            for row in Annotation.objects.values(*fields)
            if (pk := row["pk"])
        },
        entities=dict(Entity.objects.values_list("pk", "canonical_id")),
        proposals={
            row.pop("pk"): row
            for row in Proposal.objects.values(
                *("pk", "canonical_id", "counter_to_id", "overruled_outcome"),
                *("overruled_reason", "overruled_by_id"),
            )
        },
    )


def told():
    """What is suggested, without the ids of what comes and goes with suggestions."""
    threads = {}
    found = Annotation.objects.live().with_slots().select_related("answers")
    return [
        (
            *(one.article_id, one.layer, one.label, one.start_char, one.end_char, one.status),
            *(one.telling, one.factuality, one.entity and one.entity.name),
            one.answers and one.answers.start_char,
            one.proposal_id and threads.setdefault(one.proposal_id, len(threads)),
            [(role.slot, role.start_char, role.name) for role in one.roles.all()],
        )
        for one in found.in_reading_order()
    ]
