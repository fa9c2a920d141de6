"""Decisions through their addresses: for editors only, recorded, answered with what changed."""

import re
import uuid
from urllib.parse import urljoin

import pytest

from annotations.models import Entity, Review
from tests.factories import make_annotation, make_entity, make_proposal

from .story import accept_all, address, fresh, post, tell_sequel, words_of

pytestmark = pytest.mark.django_db

VERBS = ["accept", "reject", "relabel", "respan", "relink", "fill", "clear", "date", "retell"]
VERBS += ["qualify", "join", "leave", "counter", "uncounter", "attach", "detach"]


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_who_is_not_signed_in_signs_in_first(client, story, verb):
    answer = post(client, story.proposal, verb)
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")
    assert not Review.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_a_reader_may_not_decide(client, reader, story, verb):
    client.force_login(reader)
    assert post(client, story.proposal, verb).status_code == 403
    assert not Review.objects.exists()


def test_a_reader_may_neither_add_nor_undo_nor_accept_many_nor_have_it_read(client, reader, story):
    client.force_login(reader)
    path = story.article.get_absolute_url()
    for place in ("annotations/add/", "annotations/accept/", "undo/", "read/"):
        assert client.post(path + place).status_code == 403


@pytest.mark.parametrize(
    "verb", ["accept", "reject", "relabel", "clear", "leave", "qualify", "uncounter"]
)
def test_a_decision_is_never_a_get(desk, story, verb):
    assert desk.get(address(story.proposal, verb)).status_code == 405


def test_an_annotation_of_another_article_is_not_found_and_nothing_changes(desk, story):
    sequel = tell_sequel(story.macron)
    path = f"/articles/{sequel.article.pk}/annotations/{story.mention.pk}/reject/"
    answer = desk.post(path, {"revision": 1, "request_id": uuid.uuid4()})
    assert answer.status_code == 404
    assert fresh(story.mention).status == "suggested"


# --- Each verb ------------------------------------------------------------------------------------


def test_accept_goes_back_to_the_annotation_and_is_recorded(desk, editor, story):
    answer = post(desk, story.mention, "accept")
    assert answer.status_code == 303
    assert answer.url == f"/articles/{story.article.pk}/#a{story.mention.pk}"
    review = Review.objects.get()
    assert (review.user, review.verdict, review.annotation) == (editor, "accept", story.mention)
    assert (review.before["status"], review.after["status"]) == ("suggested", "accepted")
    assert fresh(story.mention).revision == 2


def test_after_a_rejection_the_way_back_opens_the_list_that_still_shows_it(desk, story):
    answer = post(desk, story.mention, "reject")
    page = desk.get(answer.url).content.decode()
    assert f'<li id="m{story.mention.pk}" class="rejected"><a id="a{story.mention.pk}">' in page
    assert f'data-a="{story.mention.pk}' not in page


def test_relabel(desk, story):
    post(desk, story.place, "relabel", label="ORG")
    place = fresh(story.place)
    assert (place.label, place.status) == ("ORG", "accepted")


def test_respan(desk, story):
    post(desk, story.mention, "respan", **words_of(story.article, "President Emmanuel Macron"))
    assert fresh(story.mention).text == "President Emmanuel Macron"


def test_respan_takes_words_with_the_line_ends_of_forms(desk, story):
    words = "Jerusalem.\n\nHamas"
    sent = words_of(story.article, words) | {"words": words.replace("\n", "\r\n")}
    assert post(desk, story.place, "respan", **sent).status_code == 303
    assert fresh(story.place).text == words


def test_relink_to_a_stored_entity(desk, story):
    other = make_entity("person", "Brigitte Macron")
    post(desk, story.mention, "relink", entity=other.pk)
    assert fresh(story.mention).entity == other


def test_relink_to_a_new_entity(desk, story):
    post(desk, story.place, "relink", new="Jerusalem", kind="place")
    assert fresh(story.place).entity == Entity.objects.get(name="Jerusalem")
    assert fresh(story.place).entity.place is not None


def test_the_same_request_makes_one_new_entity(desk, story):
    sent = {"request_id": uuid.uuid4(), "new": "Jerusalem", "kind": "place"}
    for _ in range(2):
        assert post(desk, story.place, "relink", **sent).status_code == 303
    assert fresh(story.place).entity == Entity.objects.get(name="Jerusalem")


def test_relink_to_nobody_known(desk, story):
    post(desk, story.mention, "relink", unknown="1")
    assert fresh(story.mention).entity is None


def test_fill_and_clear_a_slot(desk, story):
    post(desk, story.proposal, "fill", slot="addressee", **words_of(story.article, "Islamic State"))
    assert [role.text for role in fresh(story.proposal).slots()["addressee"]] == ["Islamic State"]
    post(desk, fresh(story.proposal), "clear", slot="addressee")
    assert "addressee" not in fresh(story.proposal).slots()


def test_fill_replaces_one_of_several(desk, story):
    words = words_of(story.article, "Emmanuel Macron")
    post(desk, story.proposal, "fill", slot="proposer", position=0, **words)
    assert [role.text for role in fresh(story.proposal).slots()["proposer"]] == ["Emmanuel Macron"]


def test_a_filled_slot_means_whom_the_name_in_it_means(desk, story):
    words = words_of(story.article, "French President Emmanuel Macron")
    post(desk, story.proposal, "fill", slot="addressee", **words)
    assert fresh(story.proposal).slots()["addressee"][0].entity == story.macron


def test_date_and_telling(desk, story):
    post(desk, story.proposal, "date", value="2023-10-24")
    post(desk, fresh(story.proposal), "retell", telling="amended")
    proposal = fresh(story.proposal)
    assert proposal.slots()["when"][0].value == "2023-10-24"
    assert proposal.telling == "amended"


def test_join_and_leave(desk, story):
    sequel = tell_sequel(story.macron)
    post(desk, sequel.proposal, "join", proposal=story.proposal.proposal_id)
    joined = fresh(sequel.proposal)
    assert joined.proposal_id == story.proposal.proposal_id
    assert joined.telling == "restated"
    post(desk, joined, "leave")
    assert fresh(sequel.proposal).proposal_id != story.proposal.proposal_id


def test_attach_a_response_to_a_proposal_told_elsewhere_and_detach_it(desk, story):
    sequel = tell_sequel(story.macron)
    post(desk, sequel.response, "attach", proposal=story.proposal.proposal_id)
    assert fresh(sequel.response).proposal_id == story.proposal.proposal_id
    post(desk, fresh(sequel.response), "detach")
    assert fresh(sequel.response).proposal_id is None


def test_add_a_name_that_was_missed(desk, story):
    sent = {"label": "ORG", "request_id": uuid.uuid4()} | words_of(story.article, "Hamas", 1)
    answer = desk.post(f"{story.article.get_absolute_url()}annotations/add/", sent)
    added = story.article.annotations.get(origin="editor")
    assert answer.url.endswith(f"#a{added.pk}")
    assert (added.layer, added.text, added.status) == ("name", "Hamas", "accepted")
    assert added.entity == story.hamas  # the only organisation of that name


def test_a_name_shared_by_two_is_added_without_a_link(desk, story):
    make_entity("organisation", "Hamas")
    sent = {"label": "ORG", "request_id": uuid.uuid4()} | words_of(story.article, "Hamas", 1)
    desk.post(f"{story.article.get_absolute_url()}annotations/add/", sent)
    assert story.article.annotations.get(origin="editor").entity is None


def test_add_a_proposal_by_its_cue(desk, story):
    sent = {"label": "demand", "request_id": uuid.uuid4()} | words_of(story.article, "asked")
    desk.post(f"{story.article.get_absolute_url()}annotations/add/", sent)
    added = story.article.annotations.get(origin="editor")
    assert (added.layer, added.telling) == ("proposal", "made")
    assert added.proposal_id


DECISIONS = {
    "accept": {},
    "reject": {},
    "relabel": {"label": "demand"},
    "respan": {"start_char": 0, "end_char": 6, "words": "French"},
    "fill": {"slot": "where", "start_char": 0, "end_char": 6, "words": "French"},
    "clear": {"slot": "when"},
    "date": {"value": "2023-10"},
    "retell": {"telling": "amended"},
}


@pytest.mark.parametrize(("verb", "fields"), DECISIONS.items(), ids=DECISIONS)
def test_the_page_after_a_decision_says_what_was_done(desk, story, verb, fields):
    page = desk.get(post(desk, story.proposal, verb, **fields).url).content.decode()
    assert re.search(r'success">[A-Z]\w+ [^<]*“(proposed|French)”[^<]*\.</p>', page)


# --- Many at a time -------------------------------------------------------------------------------


def test_accept_all_mentions_is_one_gesture_and_undone_as_one(desk, story):
    accept_all(desk, story.mentions)
    assert {fresh(one).status for one in story.mentions} == {"accepted"}
    assert Review.objects.values("action").distinct().count() == 1
    last = Review.objects.first()
    desk.post(
        f"{story.article.get_absolute_url()}undo/", {"review": last.pk, "request_id": uuid.uuid4()}
    )
    assert {fresh(one).status for one in story.mentions} == {"suggested"}


def test_accept_all_leaves_what_changed_since_it_was_shown(desk, story):
    seen = list(story.mentions)
    post(desk, story.mentions[1], "reject")
    page = desk.get(accept_all(desk, seen).url).content.decode()
    assert [fresh(one).status for one in seen] == ["accepted", "rejected", "accepted"]
    assert "not 1 that changed meanwhile" in page


def test_the_last_unchecked_mention_of_a_group_is_accepted_by_itself(desk, story):
    for mention in story.mentions[1:]:
        post(desk, mention, "accept")
    page = desk.get(story.article.get_absolute_url()).content.decode()
    button = re.search(r'<button class="all" formaction="([^"]*)"', page)
    assert urljoin(story.article.get_absolute_url(), button[1]) == address(story.mention, "accept")


def test_accept_all_where_all_changed_is_refused(desk, story):
    seen = [fresh(story.mention)]
    post(desk, story.mention, "reject")
    assert accept_all(desk, seen).status_code == 409
    assert fresh(story.mention).status == "rejected"


def test_accept_all_takes_no_annotation_of_another_article(desk, story):
    sequel = tell_sequel(story.macron)
    shown = f"{story.mention.pk}:1 {sequel.proposal.pk}:1"
    path = f"{story.article.get_absolute_url()}annotations/accept/"
    assert desk.post(path, {"shown": shown, "request_id": uuid.uuid4()}).status_code == 404
    assert fresh(story.mention).status == "suggested"


@pytest.mark.parametrize("shown", ["", "1", "1:x", "1:1,2:1", "1:1 " * 30_000])
def test_accept_all_with_nonsense(desk, story, shown):
    path = f"{story.article.get_absolute_url()}annotations/accept/"
    assert desk.post(path, {"shown": shown, "request_id": uuid.uuid4()}).status_code == 422


# --- The same request twice -----------------------------------------------------------------------


def test_the_same_request_decides_once(desk, story):
    sent = {"request_id": uuid.uuid4()}
    first, second = (post(desk, story.mention, "accept", **sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert Review.objects.count() == 1


def test_one_form_sends_many_decisions(desk, story):
    sent = {"request_id": uuid.uuid4()}
    for mention in story.mentions:
        post(desk, mention, "accept", **sent)
    assert Review.objects.count() == len(story.mentions)


# --- Fragments ------------------------------------------------------------------------------------


def test_a_fragment_holds_only_what_changed(desk, story):
    page = post(desk, story.place, "relabel", htmx=True, label="ORG").content.decode()
    assert re.findall(r'<p id="p(\d+)"', page) == ["0"]
    assert re.findall(r'<section id="(\w+)"', page) == ["organisations", "places"]
    assert 'id="progress"' in page


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_a_judged_name_replaces_its_row_only(desk, story, verb):
    page = post(desk, story.place, verb, htmx=True).content.decode()
    assert re.findall(r'<div class="group[^>]* id="(\w+)" hx-swap-oob="true"', page) == [
        f"m{story.place.pk}"
    ]
    assert '<p id="accept-places"' in page
    assert "<section" not in page


def test_a_decision_about_a_card_replaces_that_card_only(desk, story):
    other = make_proposal(story.article, "asked")
    page = post(desk, story.response, "accept", htmx=True).content.decode()
    assert re.findall(r'<article id="(c\d+)"[^>]* hx-swap-oob="true"', page) == [
        f"c{story.proposal.pk}"
    ]
    assert f'id="c{story.response.pk}"' in page
    assert f'id="c{other.pk}"' not in page
    assert '<section id="proposals"' not in page


def test_a_join_to_what_another_article_tells_replaces_that_card_only(desk, story):
    sequel = tell_sequel(story.macron)
    page = post(
        desk, sequel.proposal, "join", htmx=True, proposal=story.proposal.proposal_id
    ).content.decode()
    assert re.findall(r'<article id="(c\d+)"', page) == [f"c{sequel.proposal.pk}"]
    assert '<section id="proposals"' not in page


def test_a_join_within_an_article_replaces_all_cards(desk, story):
    other = make_proposal(story.article, "asked")
    page = post(
        desk, other, "join", htmx=True, proposal=story.proposal.proposal_id
    ).content.decode()
    assert '<section id="proposals"' in page


def test_a_join_to_what_a_response_here_answers_replaces_all_cards(desk, story):
    sequel = tell_sequel(story.macron)
    alone = make_annotation(
        sequel.article, "Egypt", layer="response", label="support", proposal=story.proposal.proposal
    )
    page = post(
        desk, sequel.proposal, "join", htmx=True, proposal=story.proposal.proposal_id
    ).content.decode()
    section = page[page.index('<section id="proposals"') :]
    assert section.count(f'id="c{alone.pk}"') == 1


def test_a_fragment_holds_what_was_and_what_is(desk, story):
    last = words_of(story.article, "Jerusalem", 1)
    page = post(desk, story.place, "respan", htmx=True, **last).content.decode()
    assert len(re.findall(r'<p id="p\d+"', page)) == 2


def test_a_relabelled_name_leaves_one_section_and_enters_another(desk, story):
    page = post(desk, story.place, "relabel", htmx=True, label="EVENT").content.decode()
    assert set(re.findall(r'<section id="(\w+)"', page)) == {"places", "others"}
