"""A decision is answered with the rows that it changed: the panel is then as if loaded anew."""

import pytest
from playwright.sync_api import expect

from tests.annotations.story import finish_runs, fresh
from tests.factories import make_annotation, make_article, make_entity, make_proposal

from .desk import said

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "Georgia and Atlanta met in Tbilisi. Georgia asked for talks, and Georgia Meloni agreed with "
    "the Kremlin. Atlanta waited.\n\nIn Tbilisi nobody came. Georgia left for Oslo."
)
# What the panel shows, tag by tag, without what differs from page to page or is only pointed at.
PANEL = """(root) => {
    const carried = "[name=request_id], [name=csrfmiddlewaretoken], [name=open]";
    for (const one of root.querySelectorAll(carried)) one.remove();
    for (const one of root.querySelectorAll("[class]"))
        one.classList.remove("now", "first", "last", "sending");
    return Array.from(root.querySelectorAll("aside .section"), (one) => one.outerHTML).join("")
        .replace(/>\\s+/g, ">").replace(/\\s+</g, "<").split(/(?=<)/);
}"""
SHOWN = f"() => ({PANEL})(document.body.cloneNode(true))"
RELOADED = f"""async () => {{
    const folds = document.querySelectorAll('.fold[aria-expanded="true"]');
    const asked = new URLSearchParams(Array.from(folds, (one) => ["open", one.dataset.open]));
    const html = await (await fetch(`${{location.pathname}}?${{asked}}`)).text();
    return ({PANEL})(new DOMParser().parseFromString(html, "text/html").body);
}}"""
SEND = """([address, fields]) => outbox.send(location.pathname + address, Object.entries(fields))"""


@pytest.fixture
def story(transactional_db):
    """Names of two places that are told apart, one that is linked to none, and one person."""
    article = make_article(TEXT, title="Talks")
    finish_runs(article)
    article.georgia = make_entity("place", "Georgia", country="GE", feature="country")
    article.state = make_entity("place", "Georgia", country="US", feature="region")
    make = {"article": article, "words": "Georgia", "label": "PLACE", "entity": article.georgia}
    article.georgias = [make_annotation(**make, occurrence=n) for n in (0, 1, 3)]
    article.meloni = make_annotation(article, "Georgia Meloni", label="PERSON")
    article.atlantas = [
        make_annotation(article, "Atlanta", occurrence=n, label="PLACE") for n in (0, 1)
    ]
    make_annotation(article, "Tbilisi", label="PLACE", entity=make_entity("place", "Tbilisi"))
    article.oslo = make_annotation(article, "Oslo", label="PLACE", status="accepted")
    return article


def opened(story):
    return f"?open=e{story.georgia.pk}-PLACE&open=e{story.state.pk}-PLACE"


def visit(page, address):
    page.goto(address)
    page.evaluate("async () => (window.outbox = await import('/static/review/outbox.js'), 0)")
    return page


@pytest.fixture(params=["folded", "opened"])
def desk(request, page, story):
    return visit(
        page, story.get_absolute_url() + (opened(story) if request.param == "opened" else "")
    )


def decide(desk, annotation, verb, **fields):
    """Send a decision as a form of the page does; the panel is then as one that is loaded anew."""
    revision = fresh(annotation).revision
    asked = {"revision": str(revision)} | {name: str(value) for name, value in fields.items()}
    desk.evaluate(SEND, [f"annotations/{annotation.pk}/{verb}/", asked])
    is_as_reloaded(desk)


def undo(desk):
    desk.evaluate("() => outbox.undo()")
    is_as_reloaded(desk)


def is_as_reloaded(desk):
    desk.wait_for_function("() => !outbox.pending().length")
    desk.wait_for_load_state("networkidle")
    assert desk.evaluate(SHOWN) == desk.evaluate(RELOADED)


def test_linking_names_to_another_entity_and_back(desk, story):
    for one in story.georgias:  # from three in one row to one by one in another
        decide(desk, one, "relink", entity=story.state.pk)
    for _ in story.georgias:
        undo(desk)


def test_linking_to_nobody_and_what_is_linked_to_nobody(desk, story):
    decide(desk, story.georgias[0], "relink", unknown=1)
    decide(desk, story.atlantas[1], "relink", entity=story.state.pk)
    decide(desk, story.atlantas[0], "relink", entity=story.georgia.pk)
    for _ in range(3):
        undo(desk)


def test_labelling_empties_one_list_and_fills_another(desk, story):
    decide(desk, story.meloni, "relabel", label="ORG")
    expect(desk.locator("#people .none")).to_be_visible()
    decide(desk, story.georgias[1], "relabel", label="PERSON")
    decide(desk, story.georgias[0], "relabel", label="NORP")
    for _ in range(3):
        undo(desk)


def test_moving_a_name_and_adding_one(desk, story):
    start = TEXT.index("Georgia Meloni")
    span = {"start_char": start, "end_char": start + 7, "words": "Georgia"}
    decide(desk, story.meloni, "respan", **span)
    start = TEXT.index("Kremlin")
    span = {"start_char": start, "end_char": start + 7, "words": "Kremlin", "label": "ORG"}
    desk.evaluate(SEND, ["annotations/add/", {name: str(value) for name, value in span.items()}])
    is_as_reloaded(desk)
    undo(desk)
    undo(desk)


def test_carrying_a_link_over_moves_all_that_it_reaches(desk, story):
    decide(desk, story.georgias[0], "relink", entity=story.state.pk)
    desk.locator("#offer button.primary").click()
    said(desk, "and 2 more like it")
    is_as_reloaded(desk)
    undo(desk)


def test_what_somebody_else_changed_meanwhile_is_loaded_anew(desk, story):
    """The rows that an answer goes by are not there: the list is asked for."""
    for one in story.georgias:
        one.entity = story.state
        one.save()
    decide(desk, story.atlantas[0], "relink", entity=story.state.pk)


def test_a_note_shows_in_its_row(desk, story):
    decide(desk, story.georgias[1], "note", note="Which one?")
    undo(desk)


def test_an_attribution_and_a_proposal_are_shown_anew_by_themselves(desk, story):
    said_by = make_annotation(story, "agreed with", "attribution", "direct")
    asked = make_annotation(story, "asked for talks", "attribution", "indirect")
    proposal = make_proposal(story, "asked")
    for address in (story.get_absolute_url(), f"{story.get_absolute_url()}?open=attributions"):
        visit(desk, address)
        decide(desk, said_by, "accept")
        decide(desk, asked, "reject")
        span = {"start_char": TEXT.index("Georgia asked"), "words": "Georgia"}
        span["end_char"] = span["start_char"] + len("Georgia")
        decide(desk, said_by, "fill", slot="source", **span)
        decide(desk, asked, "note", note="Who said so?")
        decide(desk, proposal, "note", note="Is it one?")
        decide(desk, proposal, "reject")
        for _ in range(6):
            undo(desk)


def test_a_whole_list_is_accepted(desk, story):
    desk.locator("#accept-places button").click()
    said(desk, "Accepted 6 annotations")
    is_as_reloaded(desk)
    undo(desk)
