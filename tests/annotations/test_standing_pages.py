"""The pages about versions, copies and withdrawal: who sees them, and who may change what."""

import re
import uuid

import pytest

from annotations import extraction, review
from annotations.models import Annotation, Review, Status, Verdict
from annotations.review import Decision
from articles import copies
from articles.models import Article
from tests.factories import make_annotation, make_article

from .story import finish_runs, fresh

URL = "https://news.example/story"
OLD = "Emmanuel Macron spoke in Paris.\n\nNothing else happened. Egypt waits."
NEW = "Emmanuel Macron spoke in Paris.\n\nNothing else happened. Egypt waits for <b>news</b>."
LONG = " ".join(f"The talks went on for a day, and then day {n} was over." for n in range(9))


@pytest.fixture
def old(db):
    return make_article(OLD, title="Talks", url=URL)


@pytest.fixture
def new(old, editor):
    """The second version; in the first, a name that stayed and one whose sentence changed."""
    for words in ("Paris", "Egypt"):
        one = make_annotation(old, words, label="PLACE")
        review.accept(Decision(editor, one.pk, one.revision))
    article = make_article(NEW, title="Talks", url=URL)
    finish_runs(article)
    return article


@pytest.fixture
def copy(db):
    """A copy of an article of The Wire."""
    first = make_article(LONG, title="Original", outlet="The Wire")
    second = make_article(LONG, title="Copied", outlet="The Echo")
    copies.settle([first, second])
    return refreshed(second)


def refreshed(article):
    return Article.objects.get(pk=article.pk)


def send(client, article, verb, **more):
    return client.post(f"/articles/{article.pk}/{verb}/", {"request_id": uuid.uuid4(), **more})


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


# --- Versions -------------------------------------------------------------------------------------


def test_the_older_version_leads_to_the_newest(client, reader, old, new):
    client.force_login(reader)
    shown = page(client, f"/articles/{old.pk}/")
    assert "This is an older version" in shown
    assert f'href="/articles/{new.pk}/"' in shown
    assert f'href="/articles/{new.pk}/changes/"' in shown


def test_the_newest_lists_what_it_supersedes(client, reader, old, new):
    client.force_login(reader)
    shown = page(client, f"/articles/{new.pk}/")
    assert "Version 2 of this article" in shown
    assert f'href="/articles/{old.pk}/"' in shown
    assert "older version" not in shown


def test_an_article_alone_says_nothing_of_versions(client, reader, old):
    client.force_login(reader)
    shown = page(client, f"/articles/{old.pk}/")
    assert "ersion" not in shown.split("<body")[1].split('id="text"')[0].replace("conversion", "")


def test_what_changed_is_shown_and_escaped(client, reader, new):
    client.force_login(reader)
    shown = page(client, f"/articles/{new.pk}/changes/")
    assert "<del" in shown
    assert "waits.<" in shown
    assert "waits for &lt;b&gt;news&lt;/b&gt;." in shown
    assert "2 words gone, 4 new" in shown


def test_what_is_unchanged_for_long_is_folded_between_sentences(client, reader):
    told = [f"On day {number} the talks of Vienna went on without a word." for number in range(40)]
    make_article(" ".join([*told, "Egypt waits.", *told]), url=URL)
    article = make_article(" ".join([*told, "Egypt has waited.", *told]), url=URL)
    client.force_login(reader)
    shown = page(client, f"/articles/{article.pk}/changes/")
    first, second = re.split(r"<details>.*?</summary>|</details>", shown)[1:4:2]
    assert [words.split()[2] for words in (first, second)] == ["0", "5"]
    for words in (first, second):
        assert words.startswith("On day")
        assert words.endswith("word.")


def test_a_text_without_sentences_is_not_folded(client, reader):
    words = " ".join(f"word{number}" for number in range(300))
    make_article(f"{words}\n\nOne way.\n\n{words}", url=URL)
    article = make_article(f"{words}\n\nAnother.\n\n{words}", url=URL)
    client.force_login(reader)
    shown = page(client, f"/articles/{article.pk}/changes/")
    assert shown.count("word299") == 2


def test_what_is_to_be_looked_at_again_is_listed(client, editor, old, new):
    client.force_login(editor)
    shown = page(client, f"/articles/{new.pk}/changes/")
    lost = old.annotations.get(text="Egypt")
    assert f'href="/articles/{old.pk}/annotations/{lost.pk}/"' in shown
    assert "“Egypt”" in shown
    assert "“Paris”" not in shown
    assert "was accepted" in shown


def test_the_first_version_has_no_changes(client, reader, old, new):
    client.force_login(reader)
    page(client, f"/articles/{old.pk}/changes/", 404)


def test_the_history_says_what_was_carried_over(client, reader, new):
    client.force_login(reader)
    assert "Carried over “Paris” from another version" in page(
        client, f"/articles/{new.pk}/history/"
    )


def test_the_list_shows_the_newest_version_alone(client, reader, old, new):
    client.force_login(reader)
    shown = page(client, "/")
    assert f'href="/articles/{new.pk}/"' in shown
    assert f'href="/articles/{old.pk}/"' not in shown


def test_an_older_version_shows_what_was_said_of_it_as_it_stood(client, editor, old, new):
    make_annotation(old, "Macron", status="withdrawn")  # long before: no longer suggested
    make_annotation(old, "Emmanuel Macron", status="withdrawn", set_aside="rejected")
    client.force_login(editor)
    shown = page(client, f"/articles/{old.pk}/")
    paris, egypt = (old.annotations.get(text=words) for words in ("Paris", "Egypt"))
    for one in (paris, egypt):
        assert f'<mark id="a{one.pk}" class="PLACE" data-a="{one.pk}">{one.text}</mark>' in shown
    assert "as it stood then, to be read only" in shown
    assert 'class="place"' not in shown  # nothing is to be checked
    assert '"status accepted"' in page(client, f"/articles/{old.pk}/annotations/{egypt.pk}/")
    assert shown.count('class="group hue-PERSON gone"') == 1
    assert "formaction" not in shown.split('id="beside"')[1]
    part = page(client, f"/articles/{old.pk}/sections/places/")
    assert "Egypt" in part
    assert "People" not in part


def test_its_cards_and_slots_are_shown_too(client, reader, old):
    telling = make_annotation(old, "spoke", "proposal", "urge", slots=[("where", "Paris")])
    answer = make_annotation(old, "waits", "response", "accept", answers=telling)
    make_annotation(old, "Nothing else happened", "attribution", "indirect")
    make_article(NEW, title="Talks", url=URL)
    client.force_login(reader)
    shown = page(client, f"/articles/{old.pk}/?open=attributions")
    for one in (telling, answer):
        assert f'id="c{one.pk}"' in shown
        assert f'data-a="{one.pk}"' in shown
    assert f'data-r="{telling.roles.get().pk}"' in shown
    assert shown.index(f'id="c{telling.pk}"') < shown.index(f'id="c{answer.pk}"')
    assert "hue-attribution suggested" in shown


def test_nobody_edits_an_older_version(client, editor, old, new):
    client.force_login(editor)
    assert "data-user" not in page(client, f"/articles/{old.pk}/")
    one = old.annotations.first()
    sent = {"request_id": uuid.uuid4(), "revision": one.revision}
    answer = client.post(f"/articles/{old.pk}/annotations/{one.pk}/accept/", sent)
    assert answer.status_code == 422
    assert fresh(one).status == Status.WITHDRAWN


# --- Copies ---------------------------------------------------------------------------------------


def test_a_copy_names_its_original_and_the_original_who_carried_it(client, reader, copy):
    client.force_login(reader)
    shown = page(client, f"/articles/{copy.pk}/")
    assert "Same text as" in shown
    assert "in The Wire of" in shown
    assert "It is not a copy" not in shown
    assert "Also carried by" in page(client, f"/articles/{copy.duplicate_of_id}/")


@pytest.mark.django_db(transaction=True)
def test_a_copy_is_not_read_until_somebody_says_that_it_is_none(client, editor, worker_at_rest):
    text = "Emmanuel Macron met Olaf Scholz in Paris. " + LONG
    first = make_article(text, outlet="The Wire")
    second = make_article(text, outlet="The Echo")
    runs = list(extraction.process())
    assert {run.article_id: run.error for run in runs} == {first.pk: "", second.pk: ""}
    assert first.annotations.exists()
    assert not Annotation.objects.filter(article=second).exists()
    client.force_login(editor)
    assert "It is not a copy" in page(client, f"/articles/{second.pk}/")
    assert send(client, second, "part").status_code == 303
    assert [run.article_id for run in extraction.process()] == [second.pk]
    assert second.annotations.count() == first.annotations.count()
    assert Review.objects.get().verdict == Verdict.PART


def test_an_older_extraction_of_a_copy_is_set_aside(copy, editor):
    original = copy.duplicate_of
    review.part(editor, copy)
    make_annotation(copy, "talks", label="EVENT")
    Article.objects.filter(pk=copy.pk).update(no_copy=False)
    copies.settle([refreshed(copy)])
    assert refreshed(copy).duplicate_of == original
    assert not Annotation.objects.live().filter(article=copy).exists()


# --- Withdrawal -----------------------------------------------------------------------------------


def test_a_chief_editor_withdraws_and_restores(client, chief, reader, old):
    one = make_annotation(old, "Paris", label="PLACE")
    client.force_login(chief)
    assert "Withdraw “Talks”" in page(client, f"/articles/{old.pk}/withdraw/")
    assert send(client, old, "withdraw", why="  It was\nretracted. ").status_code == 303
    shown = page(client, f"/articles/{old.pk}/", 410)
    assert "It was retracted." in shown
    assert "Talks" not in shown
    assert "Restore it" in shown
    assert f"Article {old.pk}" in page(client, "/articles/withdrawn/")
    assert fresh(one).status == Status.WITHDRAWN
    client.force_login(reader)
    assert "Restore it" not in page(client, f"/articles/{old.pk}/", 410)
    client.force_login(chief)
    assert send(client, old, "restore").status_code == 303
    assert "Talks" in page(client, f"/articles/{old.pk}/")
    assert fresh(one).status == Status.SUGGESTED
    assert "Withdrew it: It was retracted." in page(client, f"/articles/{old.pk}/history/")


def test_the_same_request_twice_withdraws_once(client, chief, old):
    request_id = uuid.uuid4()
    for _ in range(2):
        review.withdraw(chief, old, "Retracted.", request_id)
    assert Review.objects.filter(verdict=Verdict.WITHDRAW).count() == 1


@pytest.mark.parametrize("why", ["", "  ", "x" * 501])
def test_it_takes_a_reason(client, chief, old, why):
    client.force_login(chief)
    assert send(client, old, "withdraw", why=why).status_code == 422
    assert refreshed(old).stands


def test_the_page_says_what_goes_with_it_and_what_stays(client, chief, old, new, copy):
    client.force_login(chief)
    assert "The version before it is" in page(client, f"/articles/{new.pk}/withdraw/")
    assert "later versions stay" in page(client, f"/articles/{old.pk}/withdraw/")
    assert "The Echo" in page(client, f"/articles/{copy.duplicate_of_id}/withdraw/")


def test_the_api_says_gone_when_and_why(client, chief, old):
    client.force_login(chief)
    review.withdraw(chief, old, "Retracted.")
    answer = client.get(f"/api/v1/articles/{old.pk}/")
    assert answer.status_code == 410
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Retracted." in answer.json()["detail"]
    assert refreshed(old).withdrawn_at.strftime("%Y-%m-%d") in answer.json()["detail"]


@pytest.mark.parametrize("verb", ["withdraw", "restore"])
@pytest.mark.parametrize("who", ["editor", "reader", None])
def test_only_chief_editors_withdraw_and_restore(client, request, chief, old, verb, who):
    if verb == "restore":
        review.withdraw(chief, old, "Retracted.")
    if who:
        client.force_login(request.getfixturevalue(who))
    before = refreshed(old).withdrawn_at
    assert send(client, old, verb, why="Because.").status_code == (403 if who else 302)
    assert refreshed(old).withdrawn_at == before


@pytest.mark.parametrize("who", ["reader", None])
def test_only_editors_part_copies(client, request, copy, who):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert send(client, copy, "part").status_code == (403 if who else 302)
    assert refreshed(copy).duplicate_of


@pytest.mark.parametrize("path", ["changes", "withdraw"])
def test_outsiders_sign_in_first(client, new, path):
    assert client.get(f"/articles/{new.pk}/{path}/").status_code == 302


def test_the_list_of_what_was_withdrawn_is_for_chief_editors(client, editor):
    client.force_login(editor)
    page(client, "/articles/withdrawn/", 403)
