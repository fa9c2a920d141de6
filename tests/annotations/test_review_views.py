"""Decisions through their addresses: recorded, answered, refused, for editors only."""

import re
import uuid

import pytest

from annotations.models import Entity, Review
from tests.factories import make_entity, make_proposal

from .story import TEXT, address, post, tell_sequel, tell_story, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return tell_story()


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def fresh(annotation):
    return type(annotation).objects.get(pk=annotation.pk)


VERBS = ["accept", "reject", "relabel", "respan", "relink", "fill", "clear", "date", "retell"]
VERBS += ["join", "leave", "attach", "detach"]


# --- Who may ------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("verb", ["accept", "reject", "relabel", "clear", "leave", "detach"])
def test_a_decision_is_never_a_get(desk, story, verb):
    assert desk.get(address(story.proposal, verb)).status_code == 405


def test_an_annotation_of_another_article_is_not_found_and_nothing_changes(desk, story):
    sequel = tell_sequel(story.macron)
    path = f"/articles/{sequel.article.pk}/annotations/{story.mention.pk}/reject/"
    answer = desk.post(path, {"revision": 1, "request_id": uuid.uuid4()})
    assert answer.status_code == 404
    assert fresh(story.mention).status == "suggested"


# --- Each verb ----------------------------------------------------------------------------------


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
    assert f'id="a{story.mention.pk}" class="rejected"' in page
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


# --- Many at a time -----------------------------------------------------------------------------


def accept_all(client, annotations, **headers):
    shown = " ".join(f"{one.pk}:{one.revision}" for one in annotations)
    path = f"/articles/{annotations[0].article_id}/annotations/accept/"
    return client.post(path, {"shown": shown, "request_id": uuid.uuid4()}, headers=headers)


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


# --- The same request twice ---------------------------------------------------------------------


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


# --- Refusals -----------------------------------------------------------------------------------

FRENCH = {"start_char": 0, "end_char": 6, "words": "French"}
REFUSALS = {
    "a span outside the text": ("respan", {"start_char": 5, "end_char": 9_999, "words": "x"}),
    "an empty span": ("respan", {"start_char": 5, "end_char": 5, "words": "x"}),
    "words that are not there": ("respan", {"start_char": 0, "end_char": 6, "words": "German"}),
    "a label of another layer": ("relabel", {"label": "PERSON"}),
    "a slot of another layer": (
        "fill",
        {"slot": "source"} | FRENCH,
    ),
    "an unknown slot": (
        "fill",
        {"slot": "whim"} | FRENCH,
    ),
    "a slot that is empty": ("clear", {"slot": "where"}),
    "a date that is none": ("date", {"value": "last Tuesday"}),
    "an unknown telling": ("retell", {"telling": "whispered"}),
    "an unknown proposal": ("join", {"proposal": 999_999}),
    "no proposal": ("join", {}),
    "a link of no name": ("relink", {"unknown": "1"}),
    "no revision": ("accept", {"revision": ""}),
    "no request id": ("accept", {"request_id": "x"}),
    "not joined": ("leave", {}),
}


@pytest.mark.parametrize(("verb", "fields"), REFUSALS.values(), ids=REFUSALS)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_refusal_says_why_and_changes_nothing(desk, story, verb, fields, htmx):
    before = fresh(story.proposal)
    answer = post(desk, story.proposal, verb, htmx=htmx, **fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'<ul class="errors" role="alert"[^>]*><li>[\w“]', page)
    assert ("<html" in page) is not htmx
    assert fresh(story.proposal).revision == before.revision
    assert not Review.objects.exists()


def test_a_proposal_is_not_joined_to_itself(desk, story):
    answer = post(desk, story.proposal, "join", proposal=story.proposal.proposal_id)
    assert answer.status_code == 422
    assert "It is that proposal already" in answer.content.decode()


def test_a_refused_relink_makes_no_entity(desk, story):
    post(desk, story.mention, "accept")
    count = Entity.objects.count()
    answer = post(desk, story.mention, "relink", new="Somebody new", kind="person")
    assert answer.status_code == 409
    assert Entity.objects.count() == count


def test_a_refused_addition_says_why_and_keeps_the_words(desk, story):
    sent = {
        "label": "ORG",
        "request_id": uuid.uuid4(),
        "start_char": 0,
        "end_char": 5,
        "words": "Hamas",
    }
    answer = desk.post(f"{story.article.get_absolute_url()}annotations/add/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "not “Hamas”" in page
    assert 'value="Hamas"' in page
    assert not story.article.annotations.filter(origin="editor").exists()


# --- Choosing -----------------------------------------------------------------------------------


def test_typed_words_are_found_where_they_stand(desk, story):
    path = f"{story.article.get_absolute_url()}annotations/add/"
    page = desk.get(path, {"words": "macron", "label": "PERSON"}).content.decode()
    starts = [int(start) for start in re.findall(r'name="start_char" value="(\d+)"', page)]
    assert [TEXT[start : start + 6] for start in starts] == ["Macron"] * 3


def test_words_that_do_not_stand_in_the_text_are_told(desk, story):
    path = f"{story.article.get_absolute_url()}annotations/add/"
    assert "do not stand in the text" in desk.get(path, {"words": "Merkel"}).content.decode()


def test_an_entity_is_found_by_name_accents_aside(desk, story):
    make_entity("person", "Recep Tayyip Erdoğan")
    page = desk.get(address(story.mention, "relink"), {"q": "erdogan"}).content.decode()
    assert "Recep Tayyip Erdoğan" in page


def test_suggested_entities_are_of_the_kind(desk, story):
    make_entity("organisation", "Macron Foundation")
    people = desk.get("/entities/suggest/", {"q": "macron", "kind": "person"}).content.decode()
    assert "Emmanuel Macron" in people
    assert "Macron Foundation" not in people


def test_a_likely_proposal_is_offered_first(desk, story):
    sequel = tell_sequel(story.macron)
    page = desk.get(address(sequel.proposal, "join")).content.decode()
    assert f'name="proposal" value="{story.proposal.proposal_id}"' in page
    assert "likely" in page


def test_proposals_are_searched_by_words_and_by_proposer(desk, story):
    sequel = tell_sequel(story.macron)
    for words in ("islamic widened", "macron", "Emmanuel proposes"):
        page = desk.get(address(sequel.proposal, "join"), {"q": words}).content.decode()
        assert f'value="{story.proposal.proposal_id}"' in page, words
    page = desk.get(address(sequel.proposal, "join"), {"q": "unicorn"}).content.decode()
    assert "No proposal holds these words" in page


def test_proposals_of_the_same_article_are_offered_to_responses_only(desk, story):
    other = make_proposal(story.article, "asked")
    mine = f'value="{other.proposal_id}"'
    assert mine not in desk.get(address(story.proposal, "join")).content.decode()
    assert mine in desk.get(address(story.response, "attach")).content.decode()


# --- Fragments ----------------------------------------------------------------------------------


def test_a_fragment_holds_only_what_changed(desk, story):
    page = post(desk, story.place, "accept", htmx=True).content.decode()
    assert re.findall(r'<p id="p(\d+)"', page) == ["0"]
    assert re.findall(r'<section id="(\w+)"', page) == ["places"]
    assert 'id="progress"' in page


def test_a_decision_about_a_card_replaces_that_card_only(desk, story):
    other = make_proposal(story.article, "asked")
    page = post(desk, story.response, "accept", htmx=True).content.decode()
    assert re.findall(r'<article id="(c\d+)"[^>]* hx-swap-oob="true"', page) == [
        f"c{story.proposal.pk}"
    ]
    assert f'id="c{story.response.pk}"' in page
    assert f'id="c{other.pk}"' not in page
    assert '<section id="proposals"' not in page


def test_a_join_replaces_all_cards(desk, story):
    sequel = tell_sequel(story.macron)
    page = post(
        desk, sequel.proposal, "join", htmx=True, proposal=story.proposal.proposal_id
    ).content.decode()
    assert '<section id="proposals"' in page


def test_a_fragment_holds_what_was_and_what_is(desk, story):
    last = words_of(story.article, "Jerusalem", 1)
    page = post(desk, story.place, "respan", htmx=True, **last).content.decode()
    assert len(re.findall(r'<p id="p\d+"', page)) == 2


def test_a_relabelled_name_leaves_one_section_and_enters_another(desk, story):
    page = post(desk, story.place, "relabel", htmx=True, label="EVENT").content.decode()
    assert set(re.findall(r'<section id="(\w+)"', page)) == {"places", "others"}


# --- Undo ---------------------------------------------------------------------------------------


def undo(client, review, **headers):
    path = f"/articles/{review.article_id}/undo/"
    sent = {"review": review.pk, "request_id": uuid.uuid4()}
    return client.post(path, sent, headers=headers)


def test_undo_goes_back_step_by_step(desk, story):
    post(desk, story.place, "accept")
    post(desk, fresh(story.place), "relabel", label="ORG")
    accepted, relabelled = Review.objects.order_by("pk")
    undo(desk, relabelled)
    assert (fresh(story.place).label, fresh(story.place).status) == ("PLACE", "accepted")
    undo(desk, accepted)
    assert fresh(story.place).status == "suggested"


def test_the_page_offers_to_undo_the_last_decision_that_stands(desk, story):
    post(desk, story.place, "accept")
    post(desk, story.mention, "reject")
    first, second = Review.objects.order_by("pk")
    assert (
        f'name="review" value="{second.pk}"'
        in desk.get(story.article.get_absolute_url()).content.decode()
    )
    undo(desk, second)
    assert (
        f'name="review" value="{first.pk}"'
        in desk.get(story.article.get_absolute_url()).content.decode()
    )


def test_somebody_elses_decision_is_not_undone(desk, client, other_editor, story):
    post(desk, story.place, "accept")
    client.force_login(other_editor)
    answer = undo(client, Review.objects.get())
    assert answer.status_code == 422
    assert fresh(story.place).status == "accepted"


def test_what_somebody_changed_since_is_not_undone(desk, editor, other_editor, story):
    post(desk, story.place, "accept")
    mine = Review.objects.get()
    desk.force_login(other_editor)
    post(desk, fresh(story.place), "relabel", label="ORG")
    desk.force_login(editor)
    answer = undo(desk, mine)
    assert answer.status_code == 409
    assert "olga" in answer.content.decode()
    assert fresh(story.place).label == "ORG"


def test_a_decision_in_another_article_is_not_found(desk, story):
    sequel = tell_sequel(story.macron)
    post(desk, story.place, "accept")
    path = f"{sequel.article.get_absolute_url()}undo/"
    sent = {"review": Review.objects.get().pk, "request_id": uuid.uuid4()}
    assert desk.post(path, sent).status_code == 404


# --- Two editors --------------------------------------------------------------------------------


@pytest.mark.parametrize("htmx", [False, True])
def test_the_slower_editor_is_told_and_sees_both_versions(desk, other_editor, story, htmx):
    seen = fresh(story.place)
    post(desk, story.place, "relabel", label="ORG")
    desk.force_login(other_editor)
    answer = post(desk, seen, "relabel", label="EVENT", htmx=htmx)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "edgar" in page
    assert "You wanted to label it event" in page
    assert re.search(r"label</th><td[^>]*>place</td><td[^>]*>organisation</td>", page)
    assert fresh(story.place).label == "ORG"


def test_the_slower_editor_can_apply_theirs_to_the_new_version(desk, other_editor, story):
    seen = fresh(story.place)
    post(desk, story.place, "relabel", label="ORG")
    desk.force_login(other_editor)
    page = post(desk, seen, "relabel", label="EVENT").content.decode()
    form = page[page.index('<article class="about stale"') :]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert fields["revision"] == "2"
    assert desk.post(address(seen, "relabel"), fields).status_code == 303
    assert fresh(story.place).label == "EVENT"
