"""Every page of the URL table: axe-core finds nothing serious, nothing is wider than the screen.

The pages are read off the table, so a new one is looked at as soon as it has an address.
"""

import re
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import get_resolver

from annotations import review
from annotations.models import Knowledge, Review
from tests.annotations.story import fresh, tell_sequel
from tests.factories import make_entity

pytestmark = pytest.mark.django_db(transaction=True)
# The administration is Django's own; the API's pages are its documentation's.
# Of WCAG 2.2 AA the one rule that axe-core leaves out unless it is asked for.
_RULES = {"rules": {"target-size": {"enabled": True}}}
_NOT_OURS = ("admin/", "api/v1/")
_MORE = ("/?q=coalition", "/?page=2", "/proposals/?q=nothing", "/review/?show=done", "/nothing/")


@pytest.fixture
def corpus(story, chief, other_editor):
    """A story of which something has been decided, noted, merged, taught and overruled."""
    sequel = tell_sequel(story.macron)
    relinked = review.relink(decision(chief, story.mention), make_entity(name="Manu Macron"))
    review.note(other_editor, story.place, "See https://example.org: East or West?")
    review.reject(decision(other_editor, story.response))
    review.join(decision(chief, sequel.proposal), story.proposal.proposal)
    review.overrule(chief, story.proposal.proposal, "accepted", "It was signed.")
    review.merge(chief, make_entity(name="E. Macron"), story.macron)
    story.relinked, story.sequel = relinked, sequel
    return story


def decision(user, annotation):
    return review.Decision(user, annotation.pk, fresh(annotation).revision)


def routes(patterns=None, prefix=""):
    """The addresses of the table, with their arguments as `<name>`."""
    for one in patterns or get_resolver().url_patterns:
        route = prefix + str(one.pattern)
        if route.startswith(_NOT_OURS):
            continue
        if hasattr(one, "url_patterns"):
            yield from routes(one.url_patterns, route)
        else:
            yield re.sub(r"<\w+:(\w+)>", r"<\1>", route)


def addresses(corpus):
    """Each address of the table, for what there is in the corpus."""
    annotations = (corpus.place, corpus.proposal, corpus.response, corpus.mention)
    ids = {
        "articles": corpus.article.pk,
        "entities": corpus.macron.pk,
        "knowledge": Knowledge.objects.first().pk,
        "outlets": corpus.article.outlet_id,
        "proposals": corpus.proposal.proposal_id,
    }
    for route in routes():
        given = {"pk": ids.get(route.split("/")[0], 1), "key": "people", "verb": "relink"}
        given |= {"review_id": corpus.relinked.pk, "batch": uuid.uuid4(), "wish": "pause"}
        given |= {"domain": "example.org"}
        for one in annotations if "<annotation_id>" in route else annotations[:1]:
            named = given | {"annotation_id": one.pk}
            yield "/" + re.sub(r"<(\w+)>", lambda found, named=named: str(named[found[1]]), route)


def pages(corpus, user):
    """The addresses that answer with a whole page."""
    client = Client()
    client.force_login(user)
    for address in (*dict.fromkeys(addresses(corpus)), *_MORE):
        answer = client.get(address)
        if "<!doctype html" in answer.content[:200].decode(errors="replace").lower():
            yield address


@pytest.mark.parametrize(("width", "colours"), [(1440, "light"), (390, "dark")])
def test_every_page_is_accessible_and_fits_the_screen(browse, chief, corpus, width, colours):
    page = browse(chief, color_scheme=colours)
    page.set_viewport_size({"width": width, "height": 850})
    looked_at, found = [], []
    for address in pages(corpus, chief):
        page.goto(address)
        looked_at.append(address)
        found += [f"{address}: {one}" for one in faults(page)]
    assert not found, "\n".join(found)
    assert len(looked_at) > 30
    assert Review.objects.filter(user=chief).count() == 4  # looking decides nothing


def test_who_is_not_signed_in_meets_accessible_pages(browse, transactional_db):
    page = browse(None)
    for address in ("/", "/accounts/login/?next=/review/", "/nothing/"):
        page.goto(address)
        assert not list(faults(page)), address


def faults(page):
    """What axe-core finds serious or critical, and how much wider than the screen a page is."""
    for one in Axe().run(page, options=_RULES).response["violations"]:
        if one["impact"] in ("serious", "critical"):
            yield f"{one['id']}: {one['nodes'][0]['html'][:200]}"
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wider > 0:
        yield f"{wider} px wider than the screen"
