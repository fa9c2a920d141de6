"""A story in two articles for tests of the review desk: a proposal, and what followed."""

import uuid
from types import SimpleNamespace

from tests.factories import (
    find,
    make_annotation,
    make_article,
    make_entity,
    make_proposal,
    make_response,
)

TEXT = (
    "French President Emmanuel Macron on Tuesday proposed that the coalition against Islamic State "
    "be widened to Hamas. Macron spoke in Jerusalem.\n\n"
    "Hamas rejected the idea. “A coalition?” asked Macron 🙂 in Jerusalem."
)
SEQUEL = (
    "Egypt rejected the French proposal on Friday. Emmanuel Macron repeated his plan to widen the "
    "coalition to Hamas."
)


def finish_runs(article):
    """Say that the pipeline has read the article, whatever was asked for when it was added."""
    article.runs.all().delete()
    article.runs.create(version="test", state="finished")


def tell_story():
    """The first article: three mentions of Macron, a place, a proposal and its response."""
    article = make_article(TEXT, title="Macron proposes a coalition", published="2023-10-24")
    finish_runs(article)
    macron = make_entity("person", "Emmanuel Macron", country="FR")
    hamas = make_entity("organisation", "Hamas")
    mentions = [
        make_annotation(article, "Emmanuel Macron", entity=macron),
        make_annotation(article, "Macron", occurrence=1, entity=macron),
        make_annotation(article, "Macron", occurrence=2, entity=macron),
    ]
    place = make_annotation(article, "Jerusalem", label="PLACE")
    proposal = make_proposal(
        article,
        slots=[
            ("proposer", "French President Emmanuel Macron", macron),
            ("content", "that the coalition against Islamic State be widened to Hamas"),
            ("when", "on Tuesday"),
        ],
    )
    response = make_response(
        article,
        slots=[("responder", "Hamas", hamas), ("object", "the idea")],
        proposal=proposal.proposal,
        answers=proposal,
    )
    return SimpleNamespace(
        article=article,
        macron=macron,
        hamas=hamas,
        mentions=mentions,
        mention=mentions[0],
        place=place,
        proposal=proposal,
        response=response,
    )


def tell_sequel(macron):
    """A later article: a telling by the same proposer, and a response to what it does not tell."""
    article = make_article(SEQUEL, title="Egypt rejects the plan", published="2023-10-27")
    finish_runs(article)
    proposal = make_proposal(
        article,
        "plan",
        slots=[
            ("proposer", "Emmanuel Macron", macron),
            ("content", "to widen the coalition to Hamas"),
        ],
    )
    response = make_response(article, slots=[("object", "the French proposal")])
    return SimpleNamespace(article=article, proposal=proposal, response=response)


def post(client, annotation, verb, *, htmx=False, **fields):
    """Send a decision about an annotation as its form does; fields override what the form holds."""
    sent = {"revision": annotation.revision, "request_id": uuid.uuid4()} | fields
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(address(annotation, verb), sent, headers=headers)


def address(annotation, verb=""):
    path = f"/articles/{annotation.article_id}/annotations/{annotation.pk}/"
    return f"{path}{verb}/" if verb else path


def words_of(article, words, occurrence=0):
    """Words of the text as a form sends them."""
    found = find(article, words, occurrence)
    return {"start_char": found["start_char"], "end_char": found["end_char"], "words": words}


def accept_all(client, annotations):
    """Accept annotations of one article in one gesture."""
    shown = " ".join(f"{one.pk}:{one.revision}" for one in annotations)
    path = f"/articles/{annotations[0].article_id}/annotations/accept/"
    return client.post(path, {"shown": shown, "request_id": uuid.uuid4()})


def undo(client, review):
    """Ask to take a decision back."""
    sent = {"review": review.pk, "request_id": uuid.uuid4()}
    return client.post(f"/articles/{review.article_id}/undo/", sent)


def fresh(row):
    """The row as it is stored now."""
    return type(row).objects.get(pk=row.pk)
