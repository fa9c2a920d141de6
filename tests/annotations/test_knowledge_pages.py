"""The pages of what the desk has taught: who sees them, what they show and do, bad input."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Knowledge, Review
from tests.annotations.georgia import ATLANTA, TBILISI, make_place, taught, tell
from tests.annotations.story import fresh, post
from tests.factories import make_annotation, make_article, make_entity


@pytest.fixture
def world(editor):
    """A link taught in one article; of two others, one is like it."""
    state, country = make_place("state"), make_place("country")
    savannah, tbilisi = make_place("savannah"), make_place("tbilisi")
    told = tell("Governors meet", ATLANTA, country, ("Savannah", savannah))
    like = tell("Kemp again", ATLANTA + " Again.", country, ("Savannah", savannah))
    apart = tell("In Tbilisi", TBILISI, country, ("Tbilisi", tbilisi))
    world = {"state": state, "country": country, "told": told, "like": like, "apart": apart}
    return world | {"piece": taught(editor, told, state)}


@pytest.fixture
def piece(world):
    return world["piece"]


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def head(client, chief):
    client.force_login(chief)
    return client


def send(client, page, pk, **fields):
    return client.post(reverse(page, args=[pk]), {"request_id": uuid.uuid4()} | fields)


def offered(client, piece):
    """What the page of a piece offers to change."""
    return client.get(piece.get_absolute_url()).context["shown"]


def test_the_list_says_who_taught_what_where(desk, piece, world):
    text = desk.get(reverse("knowledge")).text
    assert "<q>Georgia</q>" in text
    assert f'href="/entities/{world["state"].pk}/">Georgia</a>' in text
    assert "edgar" in text
    assert "Governors meet" in text


def test_the_list_is_searched_by_words_and_by_what_they_mean(desk, piece, world):
    def found(**asked):
        return list(desk.get(reverse("knowledge"), asked).context["page"].object_list)

    world["state"].aliases.create(name="Peach State")
    assert found() == found(q="geor") == found(q="peach") == found(kind="link") == [piece]
    for asked in ({"q": "x"}, {"kind": "always"}, {"kind": "never"}, {"state": "ended"}):
        assert found(**asked) == []
    assert "Nothing matches." in desk.get(reverse("knowledge"), {"q": "x"}).text


def test_an_empty_list_says_how_to_teach(desk, db):
    assert "Nothing has been taught yet." in desk.get(reverse("knowledge")).text


def test_the_list_takes_as_many_queries_however_long_it_is(
    desk, editor, world, django_assert_max_num_queries
):
    for n in range(10):
        name = tell(f"N {n}", f"{ATLANTA} Number {n}.", world["country"])
        taught(editor, name, world["state"])
    with django_assert_max_num_queries(10):
        assert len(desk.get(reverse("knowledge")).context["page"].object_list) == 11


def gestures(page, title):
    """What changed suggestions together and can be undone on a piece's page."""
    return dict(page.context["gestures"])[title]


def test_a_piece_shows_its_company_and_what_it_would_change(desk, piece, world):
    text = desk.get(piece.get_absolute_url()).text
    assert "brian kemp, savannah" in text
    assert "Apply to this 1 suggestion" in text
    assert "Kemp again" in text
    assert "In Tbilisi" not in text


def test_applying_and_undoing_from_the_page(desk, piece, world):
    like, state, country = world["like"], world["state"], world["country"]
    answer = send(desk, "apply_piece", piece.pk, shown=offered(desk, piece))
    assert answer.url == piece.get_absolute_url()
    assert fresh(like).entity == state
    page = desk.get(answer.url)
    assert "1 suggestion changed." in page.text
    (application,) = gestures(page, "Applied")
    send(desk, "unapply_piece", piece.pk, gesture=application["action"])
    assert fresh(like).entity == country
    assert offered(desk, piece) == f"{like.pk}:{fresh(like).revision}"


def test_taking_back_changes_what_was_shown(desk, piece, world):
    send(desk, "apply_piece", piece.pk, shown=offered(desk, piece))
    address = reverse("forget_piece", args=[piece.pk])
    shown = desk.get(address).context["shown"]
    assert shown
    send(desk, "forget_piece", piece.pk, shown=shown)
    assert fresh(world["like"]).entity == world["country"]
    page = desk.get(piece.get_absolute_url())
    assert "taken back" in page.text
    (back,) = gestures(page, "Changed back")
    send(desk, "unapply_piece", piece.pk, gesture=back["action"])
    assert fresh(world["like"]).entity == world["state"]
    assert not gestures(desk.get(piece.get_absolute_url()), "Changed back")
    send(desk, "teach_again", piece.pk)
    assert Knowledge.objects.standing().get() == piece


def test_taking_back_for_later_articles_leaves_the_earlier_ones(desk, piece, world):
    send(desk, "apply_piece", piece.pk, shown=offered(desk, piece))
    send(desk, "forget_piece", piece.pk)
    assert fresh(world["like"]).entity == world["state"]
    assert not Knowledge.objects.standing().exists()


def test_a_chief_editor_makes_a_rule_and_takes_anybodys_piece_back(head, piece, world):
    assert "Always" in head.get(piece.get_absolute_url()).text
    send(head, "rule_piece", piece.pk, on="1")
    assert fresh(piece).always
    assert len(head.get(piece.get_absolute_url()).context["foreseen"].changes) == 2
    send(head, "rule_piece", piece.pk)
    assert not fresh(piece).always
    send(head, "forget_piece", piece.pk)
    assert fresh(piece).ended_by.verdict == "forget"


def test_an_editor_makes_no_rules_and_leaves_others_pieces(client, other_editor, piece):
    client.force_login(other_editor)
    assert send(client, "rule_piece", piece.pk, on="1").status_code == 403
    answer = send(client, "forget_piece", piece.pk)
    assert answer.status_code == 422
    assert "chief editor" in answer.text
    assert not fresh(piece).always
    assert fresh(piece).ended_by is None


def test_outsiders_see_and_change_nothing(piece, reader, world):
    shown = f"{world['like'].pk}:{world['like'].revision}"
    names = ("piece", "forget_piece")
    deeds = ("apply_piece", "unapply_piece", "forget_piece", "teach_again", "rule_piece")
    outsider, insider = Client(), Client()
    insider.force_login(reader)
    for address in [reverse("knowledge"), *(reverse(name, args=[piece.pk]) for name in names)]:
        assert outsider.get(address).url.startswith("/accounts/login/")
        assert insider.get(address).status_code == 403
    for name in deeds:
        assert send(outsider, name, piece.pk, shown=shown).url.startswith("/accounts/login/")
        assert send(insider, name, piece.pk, shown=shown).status_code == 403
    assert fresh(world["like"]).revision == world["like"].revision


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("apply_piece", {}),
        ("apply_piece", {"shown": "x"}),
        ("apply_piece", {"shown": "1:1", "request_id": "x"}),
        ("unapply_piece", {"gesture": "x"}),
        ("unapply_piece", {"gesture": str(uuid.uuid4())}),
        ("forget_piece", {"shown": "1;1"}),
        ("teach_again", {}),
    ],
)
def test_bad_input_gets_a_message(desk, piece, name, fields):
    answer = send(desk, name, piece.pk, **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert fresh(piece).ended_by is None


def test_what_is_not_there_is_not_found(desk, piece):
    assert desk.get("/knowledge/99999/").status_code == 404
    assert send(desk, "apply_piece", 99999).status_code == 404
    assert desk.get(piece.get_absolute_url(), {"older": "²x"}).status_code == 200


def test_a_relink_leads_to_what_it_would_change(desk, world):
    entity = world["state"]
    answer = post(desk, world["apart"], "relink", entity=entity.pk)
    said = desk.get(answer.url).text
    learnt = Knowledge.objects.first()
    assert f'href="{learnt.get_absolute_url()}">See what it changes in other articles' in said
    tell("Third", ATLANTA + " Third.", world["country"])
    inspected = post(desk, fresh(world["like"]), "relink", htmx=True, entity=entity.pk).text
    assert "See what it changes" in inspected


def test_a_rejected_name_can_be_kept_out_elsewhere(desk, db):
    name = make_annotation(make_article("The Summit met.", title="A"), "Summit")
    make_annotation(make_article("Summit talks ended.", title="B"), "Summit")
    assert "is never a person" not in desk.get(address_of(name)).text
    assert post(desk, name, "never").status_code == 422
    post(desk, name, "reject")
    assert "is never a person" in desk.get(address_of(name)).text
    answer = post(desk, fresh(name), "never")
    piece = Knowledge.objects.get()
    assert answer.url == piece.get_absolute_url()
    assert "Apply to this 1 suggestion" in desk.get(answer.url).text
    assert post(desk, fresh(name), "never").status_code == 422
    wider = post(desk, fresh(name), "never", htmx=True, any="1")
    assert f'href="{Knowledge.objects.first().get_absolute_url()}"' in wider.text


def address_of(name):
    return reverse("annotation", args=[name.article_id, name.pk])


def test_the_words_of_a_link_become_another_name(desk, editor, world):
    name = make_annotation(
        make_article("The Peach State waits.", title="P"), "Peach State", label="PLACE"
    )
    piece = taught(editor, name, world["state"])
    assert "Make it another name of Georgia" in desk.get(piece.get_absolute_url()).text
    answer = post(desk, fresh(name), "also-called")
    alias = Knowledge.objects.first()
    assert (alias.kind, alias.words, alias.entity) == ("alias", "Peach State", world["state"])
    assert answer.url == alias.get_absolute_url()


# --- An entity's names, its merges and splits -----------------------------------------------------


def test_names_are_taught_and_taken_away_on_an_entitys_page(desk, db):
    ana = make_entity(name="Ana Núñez")
    answer = send(desk, "add_name", ana.pk, name="The Lioness")
    assert answer.url == Knowledge.objects.get().get_absolute_url()
    assert "The Lioness" in desk.get(ana.get_absolute_url()).text
    send(desk, "drop_name", ana.pk, name="The Lioness")
    assert not ana.aliases.filter(name="The Lioness").exists()


@pytest.mark.parametrize(("deed", "name"), [("add", ""), ("add", "a"), ("drop", "Ana Núñez")])
def test_names_that_make_no_sense_are_refused_on_the_page(desk, deed, name):
    answer = send(desk, f"{deed}_name", make_entity(name="Ana Núñez").pk, name=name)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert Review.objects.count() == 0


def test_outsiders_teach_no_names_and_split_nothing(client, reader, world):
    pk = world["country"].pk
    for name in ("add_name", "drop_name", "split_entity"):
        assert send(client, name, pk, name="X").url.startswith("/accounts/login/")
    client.force_login(reader)
    for name in ("add_name", "drop_name", "split_entity"):
        assert send(client, name, pk, name="X").status_code == 403


def test_a_split_is_chosen_then_made(desk, world):
    country, like = world["country"], world["like"]
    address = reverse("split_entity", args=[country.pk])
    assert f'value="{like.pk}:{like.revision}"' in desk.get(address).text
    shown = f"{like.pk}:{like.revision}"
    second = desk.get(address, {"shown": shown, "q": "georgia"})
    assert [one.entity for one in second.context["candidates"]] == [world["state"]]
    answer = send(desk, "split_entity", country.pk, shown=shown, into=world["state"].pk)
    assert answer.url == world["state"].get_absolute_url()
    assert fresh(like).entity == world["state"]
    new = send(
        desk, "split_entity", country.pk, shown=f"{world['apart'].pk}:1", new="Georgia County"
    )
    assert fresh(world["apart"]).entity.name == "Georgia County"
    assert new.url == fresh(world["apart"]).entity.get_absolute_url()


@pytest.mark.parametrize("fields", [{}, {"shown": "1:1"}, {"shown": "x", "new": "B"}])
def test_a_split_without_mentions_or_aim_is_refused(desk, world, fields):
    answer = send(desk, "split_entity", world["country"].pk, **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_merge_says_who_did_it_and_is_listed_as_taught(head, world):
    double = make_entity("place", "Sakartvelo")
    send(head, "merge_entity", double.pk, into=world["country"].pk)
    assert "by carla" in head.get(world["country"].get_absolute_url()).text
    piece = Knowledge.objects.first()
    assert (piece.kind, piece.words) == ("merge", "Sakartvelo")
    send(head, "forget_piece", piece.pk)
    assert fresh(double).canonical is None
    assert fresh(piece).ended_by.verdict == "unmerge"


def test_the_history_tells_of_it_and_the_article_does_not_undo_it(desk, piece, world):
    send(desk, "apply_piece", piece.pk, shown=offered(desk, piece))
    like = world["like"]
    assert "Changed “Georgia” by what the desk has taught" in desk.get(address_of(like)).text
    assert desk.get(like.article.get_absolute_url()).context["undoable"] is None
    assert "Changed “Georgia” by what the desk has taught" in desk.get("/account/").text
