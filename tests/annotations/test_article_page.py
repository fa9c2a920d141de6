"""The article page: what readers and editors see, whatever the text and its state."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Role
from tests.factories import make_annotation, make_article, make_entity, make_proposal

from .story import address, finish_runs, post, tell_sequel

pytestmark = pytest.mark.django_db
MAX_QUERIES = 15
MAX_BYTES = 300_000


def page_of(client, article, **query):
    return client.get(article.get_absolute_url(), query).content.decode()


def text_of(page):
    """The text that a browser would show: the content of the paragraphs without their tags."""
    inside = page[page.index('<div id="text"') : page.index("<aside")]
    paragraphs = re.findall(r'<p id="p\d+"[^>]*>(.*?)</p>', inside, re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", "".join(paragraphs)))


# --- Who may see it -----------------------------------------------------------------------------


def test_who_is_not_signed_in_signs_in_first(client, story):
    for path in (story.article.get_absolute_url(), address(story.mention), "/entities/suggest/"):
        assert client.get(path).status_code == 302


def test_where_the_desk_is_public_anybody_reads_but_decides_nothing(client, settings, story):
    settings.NEWSDESK_PUBLIC = True
    page = page_of(client, story.article)
    assert text_of(page) == story.article.text
    assert "/accept/" not in re.sub(r'<form method="post" action="[^"]*"[^>]*>', "", page)
    assert post(client, story.mention, "accept").status_code == 302


def test_a_reader_sees_no_buttons_that_decide(client, reader, story):
    client.force_login(reader)
    for path in (story.article.get_absolute_url(), address(story.proposal)):
        body = client.get(path).content.decode().partition("<main")[2].partition('id="keys"')[0]
        assert all('type="button"' in button for button in re.findall("<button[^>]*>", body))
        assert "data-verb" not in body


def test_an_article_that_does_not_exist(desk):
    assert desk.get("/articles/999999/").status_code == 404


def test_an_annotation_of_another_article_is_not_found(desk, story):
    sequel = tell_sequel(story.macron)
    path = f"/articles/{sequel.article.pk}/annotations/{story.mention.pk}/"
    assert desk.get(path).status_code == 404


# --- The text -----------------------------------------------------------------------------------


def test_the_text_is_kept_exactly(desk, story):
    assert text_of(page_of(desk, story.article)) == story.article.text


def test_marks_carry_their_annotations_and_say_what_is_unchecked(desk, story):
    post(desk, story.place, "accept")
    page = page_of(desk, story.article)
    assert re.search(rf'<mark id="a{story.place.pk}" class="PLACE"[^>]*>Jerusalem</mark>', page)
    assert re.search(rf'class="PERSON name-unchecked" data-a="{story.mentions[1].pk}"', page)


def test_overlapping_and_nested_annotations_are_all_there(desk):
    article = make_article("The White House press office in Washington said no.")
    house = make_annotation(article, "White House", label="PLACE")
    office = make_annotation(article, "White House press office", label="ORG")
    crossing = make_annotation(article, "office in Washington", label="EVENT")
    page = page_of(desk, article)
    words = {
        one.pk: "".join(re.findall(rf'data-a="[^"]*\b{one.pk}\b[^"]*"[^>]*>([^<]*)<', page))
        for one in (house, office, crossing)
    }
    assert words == {one.pk: one.text for one in (house, office, crossing)}
    for one in (house, office, crossing):
        assert page.count(f'id="a{one.pk}"') == 1


def test_what_is_rejected_or_withdrawn_is_not_marked(desk, story):
    post(desk, story.place, "reject")
    story.response.status = "withdrawn"
    story.response.save()
    page = page_of(desk, story.article)
    assert f'data-a="{story.place.pk}"' not in page
    assert f'data-a="{story.response.pk}"' not in page
    assert "“rejected”" not in page


def test_a_text_that_looks_like_markup_is_only_text(desk):
    article = make_article('<script>alert("1")</script> & <b>Bold</b> said </p> no.', title="<i>")
    make_annotation(article, "<b>Bold</b>")
    page = page_of(desk, article)
    assert text_of(page) == article.text
    assert "<script>alert" not in page
    assert "<i>" not in page


def test_an_article_without_annotations(desk):
    article = make_article("Nothing happened.")
    finish_runs(article)
    page = page_of(desk, article)
    assert "Nothing is annotated yet" in page
    assert "No proposal and no response is told in this article" in page


# --- The panel ----------------------------------------------------------------------------------


def test_mentions_are_grouped_by_entity_with_their_number(desk, story):
    page = page_of(desk, story.article)
    group = page[page.index('id="people"') : page.index('id="organisations"')]
    assert "<b>Emmanuel Macron</b>" in group
    assert ">3<span" in group
    ids = " ".join(f"{mention.pk}:1" for mention in story.mentions)
    assert f'name="shown" value="{ids}"' in group


def test_an_opened_list_shows_each_mention_in_its_context(desk, story):
    page = page_of(desk, story.article, open=f"e{story.macron.pk}-PERSON")
    for mention in story.mentions:
        assert f'href="#a{mention.pk}"' in page
        assert f"{mention.pk}/reject/" in page
    assert "<b>Macron</b> 🙂 in Jerusalem." in page


def test_the_office_is_shown_with_the_mention(desk, story):
    Role.objects.create(
        annotation=story.mention,
        slot="office",
        start_char=0,
        end_char=6,
        text="French",
        value="President of France",
    )
    assert "President of France" in page_of(desk, story.article)


def test_a_merged_entity_is_shown_as_the_one_it_was_merged_into(desk, story):
    story.macron.canonical = make_entity("person", "Emmanuel Jean-Michel Macron")
    story.macron.save()
    assert "Emmanuel Jean-Michel Macron" in page_of(desk, story.article)


def test_a_card_shows_who_what_when_and_the_response(desk, story):
    page = page_of(desk, story.article)
    card = page[page.index(f'id="c{story.proposal.pk}"') : page.index("</article>")]
    for slot in story.proposal.slots().values():
        assert f'href="#r{slot[0].pk}"' in card
        assert f'id="r{slot[0].pk}"' in page or f'<a id="r{slot[0].pk}"' in page
    assert "to whom" in card
    assert f'id="c{story.response.pk}"' in card


def test_a_slot_without_words_is_shown_as_inferred(desk, story):
    Role.objects.create(annotation=story.proposal, slot="addressee", value="the coalition")
    assert re.search(r"the coalition <em>inferred</em>", page_of(desk, story.article))


def test_a_card_names_the_articles_that_tell_it_too(desk, story):
    sequel = tell_sequel(story.macron)
    post(desk, sequel.proposal, "join", proposal=story.proposal.proposal_id)
    assert "Told in 2 places" in page_of(desk, story.article)
    about = desk.get(address(story.proposal)).content.decode()
    assert f'href="/articles/{sequel.article.pk}/#a{sequel.proposal.pk}"' in about


def test_a_response_to_a_proposal_told_elsewhere_says_what_it_answers(desk, story):
    sequel = tell_sequel(story.macron)
    page = page_of(desk, sequel.article)
    assert "Answers a proposal that is not known yet" in page
    post(desk, sequel.response, "attach", proposal=story.proposal.proposal_id)
    page = page_of(desk, sequel.article)
    assert re.search(r"Answers <a[^>]*>Emmanuel Macron: that the coalition", page)


def test_the_same_proposal_told_twice_stands_together(desk, story):
    again = make_proposal(story.article, "asked", proposal=story.proposal.proposal)
    page = page_of(desk, story.article)
    assert "The same proposal, told again" in page[page.index(f'id="c{again.pk}"') :]


def test_attributions_are_folded_until_opened(desk, story):
    make_annotation(story.article, "“A coalition?”", layer="attribution", label="direct")
    assert '<p class="quoted"' not in page_of(desk, story.article)
    assert '<p class="quoted"' in page_of(desk, story.article, open="attributions")


def test_the_history_of_an_annotation_tells_who_decided_what(desk, story):
    post(desk, story.place, "relabel", label="ORG")
    page = desk.get(address(story.place)).content.decode()
    assert "<b>edgar</b>: Labelled “Jerusalem” organisation" in page
    label, status = re.findall(r"<dt>(.+?)</dt><dd><del[^>]*>(.+?)</del>.*?<ins[^>]*>(.+?)<", page)
    assert label == ("label", "place", "organisation")
    assert status == ("status", "suggested", "accepted")


# --- While the pipeline reads -------------------------------------------------------------------


def progress(client, article):
    path = f"{article.get_absolute_url()}progress/"
    return client.get(path, headers={"HX-Request": "true"})


@pytest.mark.parametrize("state", ["queued", "running"])
def test_an_article_being_read_says_so_and_asks_again(desk, story, state):
    story.article.runs.update(state=state)
    page = page_of(desk, story.article)
    assert "is reading this article" in page
    assert f'data-poll="{story.article.get_absolute_url()}progress/"' in page
    assert progress(desk, story.article).status_code == 204


def test_when_it_is_read_the_suggestions_arrive(desk, story):
    page = progress(desk, story.article).content.decode()
    assert "suggestions have arrived" in page
    assert '<div hx-swap-oob="innerHTML:#messages"></div>' in page  # they are promised no longer
    assert f'id="a{story.mention.pk}"' in page
    assert "every 2s" not in page


def test_a_failed_run_shows_its_error_and_can_be_tried_again(desk, story):
    story.article.runs.update(state="failed", error="MemoryError: too long")
    page = page_of(desk, story.article)
    assert "MemoryError: too long" in page
    assert f'action="{story.article.get_absolute_url()}read/"' in page


def test_a_reader_cannot_have_it_tried_again(client, reader, story):
    story.article.runs.update(state="failed", error="MemoryError: too long")
    client.force_login(reader)
    assert "Try again" not in page_of(client, story.article)


def test_trying_again_queues_the_article(desk, story):
    story.article.runs.all().delete()
    answer = desk.post(f"{story.article.get_absolute_url()}read/")
    assert answer.url == story.article.get_absolute_url()
    assert story.article.runs.get().state == "queued"


# --- Size and speed -----------------------------------------------------------------------------


@pytest.fixture
def long_article():
    """Nearly 3,000 words with 400 annotations: 300 names, 50 proposals, 50 attributions."""
    sentences = [
        f"Minister <{n % 60}> met <<{n % 30}>> in <<<{n % 40}>>>, called on the sides to open the "
        f"crossing for aid without delay and heard that the plan, put forward in May, still stood."
        for n in range(100)
    ]
    article = make_article("\n\n".join(sentences))
    finish_runs(article)
    for n in range(100):
        make_annotation(article, f"Minister <{n % 60}>", occurrence=n // 60)
        make_annotation(article, f" <<{n % 30}>>", label="ORG", occurrence=n // 30)
        make_annotation(article, f"<<<{n % 40}>>>", label="PLACE", occurrence=n // 40)
        if n % 2:
            slots = [("proposer", f"Minister <{n % 60}>"), ("content", "to open the crossing")]
            make_proposal(article, "called on", occurrence=n, label="urge", slots=slots)
        else:
            content = "the plan, put forward in May, still stood"
            make_annotation(article, content, "attribution", "indirect", occurrence=n)
    return article


def test_a_long_article_takes_few_queries_and_bytes(
    desk, long_article, django_assert_max_num_queries
):
    assert long_article.annotations.count() == 400
    assert len(long_article.text.split()) > 2_500
    with django_assert_max_num_queries(MAX_QUERIES):
        answer = desk.get(long_article.get_absolute_url())
    assert len(answer.content) <= MAX_BYTES


def test_the_number_of_queries_does_not_grow_with_the_annotations(desk, story, long_article):
    counts = []
    for article in (story.article, long_article):
        with CaptureQueriesContext(connection) as captured:
            desk.get(article.get_absolute_url())
        counts.append(len(captured))
    assert counts[0] == counts[1]
