"""The inspector shows what stands: a decision taken beside it shows its annotation anew."""

import re
import uuid

import pytest

from annotations import review
from annotations.models import Review
from annotations.review import Decision
from tests.factories import make_entity

from .story import address, fresh, post, words_of

pytestmark = pytest.mark.django_db


def decide_beside(client, article, place, inspected, **fields):
    """Send what a form beside the inspector sends while that holds an annotation."""
    sent = {"request_id": uuid.uuid4(), "inspected": inspected.pk} | fields
    path = f"{article.get_absolute_url()}{place}"
    return client.post(path, sent, headers={"HX-Request": "true"}).content.decode()


def revision_in_inspector(page, annotation):
    """The revision at which an answer puts an annotation into the inspector, if it does."""
    found = re.search(
        rf'hx-swap-oob="innerHTML:#inspector">\s*<article [^>]*data-annotation="{annotation.pk}" '
        r'data-revision="(\d+)"',
        page,
    )
    return found and int(found[1])


def test_an_undo_shows_the_inspected_annotation_anew(desk, story):
    post(desk, story.place, "relabel", label="ORG")
    last = Review.objects.get()
    page = decide_beside(desk, story.article, "undo/", story.place, review=last.pk)
    assert revision_in_inspector(page, story.place) == fresh(story.place).revision == 3


def test_a_decision_on_its_card_shows_the_inspected_annotation_anew(desk, story):
    place = f"annotations/{story.proposal.pk}/accept/"
    page = decide_beside(desk, story.article, place, story.proposal, revision=1)
    assert revision_in_inspector(page, story.proposal) == 2


def test_accepting_many_shows_the_inspected_one_of_them_anew(desk, story):
    shown = " ".join(f"{one.pk}:1" for one in story.mentions)
    page = decide_beside(desk, story.article, "annotations/accept/", story.mention, shown=shown)
    assert revision_in_inspector(page, story.mention) == 2


@pytest.mark.parametrize("inspected", ["", "x", "999999"])
def test_an_inspector_that_holds_something_else_is_left_alone(desk, story, inspected):
    page = post(desk, story.place, "accept", htmx=True, inspected=inspected).content.decode()
    assert "#inspector" not in page
    page = post(desk, story.mention, "accept", htmx=True, inspected=story.place.pk)
    assert "#inspector" not in page.content.decode()


def test_an_addition_taken_back_is_shown_as_that(desk, story):
    sent = {"label": "NORP"} | words_of(story.article, "French")
    decide_beside(desk, story.article, "annotations/add/", story.place, **sent)
    last = Review.objects.get()
    page = decide_beside(desk, story.article, "undo/", last.annotation, review=last.pk)
    assert "This has been taken back." in page


def test_what_one_changed_oneself_meanwhile_is_told_as_ones_own(desk, story):
    seen = fresh(story.place)
    post(desk, story.place, "accept")
    page = post(desk, seen, "reject").content.decode()
    assert "<strong>You</strong> changed this" in page
    assert "edgar" not in page.partition("<main")[2]
    assert "Somebody was faster" not in page


def test_a_new_entity_is_offered_unless_the_link_bears_exactly_that_name(desk, story):
    def offered(mention):
        page = desk.get(address(mention)).content.decode()
        return f'name="new" value="{mention.text}"' in page

    assert story.mention.text == story.macron.name
    assert not offered(story.mention)
    assert offered(story.mentions[1])  # “Macron”
    assert offered(story.place)  # not linked


def test_a_slot_whose_name_means_somebody_else_by_now_is_told_and_taken(desk, editor, story):
    card = desk.get(address(story.proposal)).content.decode()
    assert "by now" not in card
    other = make_entity("person", "Manu Macron")
    review.relink(Decision(editor, story.mention.pk, story.mention.revision), other)
    card = desk.get(address(story.proposal)).content.decode()
    assert "“Emmanuel Macron” means <bdi>Manu Macron</bdi> by now." in card
    role = story.proposal.roles.get(slot="proposer")
    asked = {"slot": "proposer", "position": 0, "mention": story.mention.pk}
    asked |= {"start_char": role.start_char, "end_char": role.end_char, "words": role.text}
    post(desk, story.proposal, "fill", **asked)
    role = story.proposal.roles.get(slot="proposer")
    assert (role.text, role.entity) == ("French President Emmanuel Macron", other)
    assert "by now" not in desk.get(address(story.proposal)).content.decode()


def test_a_slot_follows_a_merge_without_being_told(desk, chief, story):
    review.merge(chief, story.macron, make_entity("person", "Emmanuel J. Macron"))
    card = desk.get(address(story.proposal)).content.decode()
    assert "by now" not in card
