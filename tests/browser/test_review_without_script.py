"""Everything an editor decides, in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

from tests.annotations.story import fresh, tell_sequel
from tests.factories import make_entity

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browse, editor):
    return browse(editor, java_script_enabled=False)


def done(page, words):
    """The page that follows a decision says what was done and marks where."""
    expect(page.locator("#messages .message")).to_contain_text(words)
    expect(page.locator("#messages .message")).to_be_in_viewport(ratio=1)
    assert re.search(r"/articles/\d+/(\?[^#]*)?#a\d+$", page.url)


def test_accept_and_undo(desk, story):
    desk.get_by_role("button", name="Accept Jerusalem").click()
    done(desk, "Accepted “Jerusalem”")
    assert fresh(story.place).status == "accepted"
    desk.get_by_role("button", name="Undo").click()
    done(desk, "Took back a decision on “Jerusalem”")
    assert fresh(story.place).status == "suggested"


def test_walk_back_one_decision_after_the_other(desk, story):
    desk.get_by_role("button", name="Accept Jerusalem").click()
    desk.get_by_role("button", name="Reject proposed").click()
    desk.get_by_role("button", name="Undo").click()
    done(desk, "Took back a decision on “proposed”")
    desk.get_by_role("button", name="Undo").click()
    done(desk, "Took back a decision on “Jerusalem”")
    expect(desk.get_by_role("button", name="Undo")).to_have_count(0)
    assert fresh(story.proposal).status == fresh(story.place).status == "suggested"


def test_walk_back_on_the_account_page(desk, story):
    desk.get_by_role("button", name="Accept Jerusalem").click()
    desk.get_by_role("link", name="edgar").click()
    desk.get_by_role("button", name="Undo: Accepted “Jerusalem”").click()
    expect(desk.get_by_text("Taken back: Accepted “Jerusalem”.")).to_be_visible()
    assert fresh(story.place).status == "suggested"


def test_leave_a_note_and_take_it_back(desk, story):
    desk.get_by_role("link", name="Correct Jerusalem").click()
    desk.get_by_text("Leave a note").click()
    desk.get_by_label("Note for the other editors").fill("East or West?")
    desk.get_by_role("button", name="Leave the note").click()
    done(desk, "Left a note on “Jerusalem”")
    expect(desk.locator("#places .noted")).to_have_text("note")
    desk.get_by_role("link", name="Correct Jerusalem").click()
    expect(desk.locator(".notes")).to_contain_text("East or West?")
    desk.get_by_role("button", name="Take back").click()
    done(desk, "Took back a note on “Jerusalem”")
    expect(desk.locator(".noted")).to_have_count(0)


def test_the_history_of_the_article_tells_it_all(desk, story):
    desk.get_by_role("button", name="Accept 3 unchecked: Emmanuel Macron").click()
    desk.get_by_role("link", name="history").click()
    expect(desk.get_by_text("edgar: Accepted 3 annotations")).to_be_visible()
    expect(desk.get_by_role("link", name="Accepted “Emmanuel Macron”")).to_be_hidden()
    desk.get_by_text("3 decisions").click()
    desk.get_by_role("link", name="Accepted “Emmanuel Macron”").click()
    expect(desk.get_by_role("heading", name="“Emmanuel Macron”")).to_be_visible()
    desk.get_by_text("History", exact=False).last.click()
    expect(desk.locator(".history .changes")).to_contain_text("accepted")


def test_what_needs_a_script_says_so_and_what_else_there_is(desk, story):
    said = desk.get_by_text("Keys, and marking words in the text, need JavaScript.")
    expect(said).to_be_visible()
    expect(said).to_contain_text("each decision has its button, and words are typed")
    expect(
        desk.get_by_role("link", name="The stories that this article is part of")
    ).to_be_visible()
    expect(desk.locator(".needs-script:visible")).to_have_count(0)


def test_reject_a_card(desk, story):
    desk.get_by_role("button", name="Reject proposed").click()
    done(desk, "Rejected “proposed”")
    assert fresh(story.proposal).status == "rejected"


def test_accept_one_mention_in_an_opened_list_that_stays_open(desk, story):
    desk.locator("#people .fold").click()
    row = desk.locator(".mentions li").nth(1)
    row.get_by_role("button", name="Accept").click()
    done(desk, "Accepted “Macron”")
    assert fresh(story.mentions[1]).status == "accepted"
    expect(desk.locator(".mentions li")).to_have_count(3)


def test_accept_all_mentions(desk, story):
    desk.get_by_role("button", name="Accept 3 unchecked: Emmanuel Macron").click()
    done(desk, "Accepted 3 annotations")


def test_relabel(desk, story):
    desk.get_by_role("link", name="Correct Jerusalem").click()
    desk.get_by_role("button", name="event", exact=True).click()
    done(desk, "Labelled “Jerusalem” event")
    assert fresh(story.place).label == "EVENT"


def test_relink_by_search(desk, story):
    other = make_entity("place", "Jerusalem", country="IL")
    desk.get_by_role("link", name="Correct Jerusalem").click()
    desk.get_by_label("Link to another entity").fill("jerus")
    desk.get_by_role("button", name="Search").click()
    desk.get_by_role("button", name=re.compile(r"^Jerusalem .*· 0 mentions$")).click()
    done(desk, "Linked “Jerusalem” anew")
    assert fresh(story.place).entity == other


def test_link_to_a_new_entity(desk, story):
    desk.get_by_role("link", name="Correct Jerusalem").click()
    desk.get_by_role("button", name="Search").click()
    desk.get_by_label("Name of the new entity").fill("East Jerusalem")
    desk.get_by_role("button", name="Make and link").click()
    done(desk, "Linked “Jerusalem” anew")
    assert fresh(story.place).entity.name == "East Jerusalem"


def test_join_and_take_out_again(page, story):
    sequel = tell_sequel(story.macron)
    page.goto(sequel.article.get_absolute_url())
    page.get_by_role("link", name="Join …").click()
    page.get_by_role("searchbox").fill("islamic")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Join to: Macron proposes a coalition").click()
    done(page, "Joined “plan” to a proposal told elsewhere")
    assert fresh(sequel.proposal).proposal_id == story.proposal.proposal_id
    page.get_by_role("link", name="Correct plan").click()
    page.get_by_role("button", name="Make it a proposal of its own").click()
    done(page, "Made “plan” a proposal of its own")


def test_attach_and_detach_a_response(page, story):
    sequel = tell_sequel(story.macron)
    page.goto(sequel.article.get_absolute_url())
    page.get_by_role("link", name="Attach", exact=True).click()
    page.get_by_role("button", name="Attach to: Macron proposes a coalition").click()
    done(page, "Attached “rejected” to a proposal")
    page.get_by_role("link", name="Correct rejected").click()
    page.get_by_role("button", name="Detach").click()
    done(page, "Detached “rejected” from its proposal")
    assert fresh(sequel.response).proposal_id is None


def test_add_a_span_by_typing_its_words_and_choosing_the_occurrence(desk, story):
    desk.get_by_text("Add what is missing").click()
    desk.get_by_label("As", exact=True).select_option("ORG")
    desk.get_by_label("Words", exact=True).fill("hamas")
    desk.get_by_role("button", name="Find").click()
    expect(desk.locator(".occurrences li")).to_have_count(2)
    desk.get_by_role("button", name="Choose occurrence 2").click()
    done(desk, "Added “Hamas”")
    added = story.article.annotations.get(origin="editor")
    assert added.start_char == story.article.text.index("Hamas", story.article.text.index("\n"))


def test_change_the_span_by_typing_words(desk, story):
    desk.get_by_role("link", name="Correct Jerusalem").click()
    desk.get_by_label("Words of the name").fill("in Jerusalem")
    desk.get_by_role("button", name="Find").click()
    desk.get_by_role("button", name="Choose occurrence 2").click()
    done(desk, "Moved “Jerusalem” to “in Jerusalem”")
    assert fresh(story.place).start_char == story.article.text.rindex("in Jerusalem")


def test_fill_a_slot_and_clear_it(desk, story):
    desk.get_by_role("link", name="Fill to whom").first.click()
    desk.get_by_label("Words", exact=True).fill("Islamic State")
    desk.get_by_role("button", name="Find").click()
    desk.get_by_role("button", name="Choose occurrence 1").click()
    done(desk, "Corrected to whom of “proposed”")
    desk.get_by_role("link", name="Correct proposed").click()
    desk.get_by_role("button", name="Clear to whom: Islamic State").click()
    done(desk, "Corrected to whom of “proposed”")
    assert "addressee" not in fresh(story.proposal).slots()


def test_fill_a_slot_anew_and_add_another(desk, story):
    desk.get_by_role("link", name="Correct proposed").click()
    for link, words in (("Replace who", "Emmanuel Macron"), ("Add to who", "Hamas")):
        desk.get_by_role("link", name=link).click()
        desk.get_by_label("Words", exact=True).fill(words)
        desk.get_by_role("button", name="Find").click()
        desk.get_by_role("button", name="Choose occurrence 1").click()
        done(desk, "Corrected who of “proposed”")
        desk.get_by_role("link", name="Correct proposed").click()
    proposers = fresh(story.proposal).slots()["proposer"]
    assert [role.text for role in proposers] == ["Emmanuel Macron", "Hamas"]


def test_a_refusal_stands_at_its_form(desk, story):
    desk.get_by_role("link", name="Correct proposed").click()
    desk.get_by_label("Date, such as").fill("Tuesday")
    desk.get_by_role("button", name="Set date").click()
    expect(desk.get_by_role("alert")).to_contain_text("Write the date as 2023-10-24")


def test_the_slower_editor_keeps_the_other_version(desk, browse, other_editor, story):
    other = browse(other_editor, java_script_enabled=False)
    other.goto(f"{story.article.get_absolute_url()}annotations/{story.place.pk}/")
    desk.get_by_role("button", name="Accept Jerusalem").click()
    other.get_by_role("button", name="event", exact=True).click()
    expect(other.get_by_role("heading", name="Somebody was faster")).to_be_visible()
    expect(other.get_by_role("alert")).to_contain_text("edgar")
    other.get_by_role("link", name="Keep theirs").click()
    assert fresh(story.place).label == "PLACE"
