"""What counts as right: the figures of one article whose prediction errs in every way.

They were checked against an independent scorer of the same conventions.
"""

import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from annotations.evaluation import evaluate, gold, layers_of, pooled, telling
from annotations.evaluation.figures import calibration, figures
from annotations.evaluation.judgements import Judgement
from annotations.evaluation.matching import bears_name
from annotations.pipeline.records import Span

from .measured import GOLD, TEXT, TOLD, at, judged, layer, mention, name, reading, span

OVER_OSLO = [("Oslo", "US"), ("in Oslo", "NO")]
PROJECT = Path(__file__).resolve().parents[2]


def changed(row, **more):
    return deepcopy(row) | more


@pytest.mark.parametrize(
    ("which", "headline"),
    [
        ("names", (5, 9, 9)),
        ("people", (2, 4, None)),
        ("countries", (1, 4, None)),
        ("places", (1, 4, 2)),
        ("attributions", (1, 3, 3)),
        ("proposals", (3, 4, 4)),
        ("proposers", (1, 3, None)),
        ("responses", (2, 4, 4)),
    ],
)
def test_each_layer_has_its_headline_figure(which, headline):
    assert layer(judged(), which)[which] == headline


@pytest.mark.parametrize(
    ("which", "row", "figure"),
    [
        ("names", "PERSON", (3, 4, 3)),
        ("names", "ORG", (0, 1, 3)),
        ("names", "PLACE", (2, 4, 3)),
        ("names", "NORP", (0, 1, 0)),
        ("countries", "of those linked", (1, 2, None)),
        ("places", "of those linked", (1, 2, None)),
        ("attributions", "content alone", (2, 3, 3)),
        ("attributions", "indirect", (0, 2, 1)),  # one is right, but not of that kind
        ("attributions", "mixed", (0, 0, 1)),
        ("attributions", "source's name", (1, 2, 2)),
        ("attributions", "kind", (1, 2, 2)),
        ("proposals", "urge", (1, 1, 2)),
        ("proposals", "demand", (0, 1, 0)),
        ("proposals", "act", (2, 3, 3)),
        ("proposals", "proposer's words", (3, 3, 3)),
        ("proposals", "proposer's name", (1, 3, 3)),
        ("proposals", "content", (3, 3, 3)),
        ("proposals", "addressee", (1, 2, 2)),
        ("proposals", "where", (1, 1, 1)),
        ("proposals", "told again", (1, 1, 1)),
        ("responses", "cue and stance alone", (3, 4, 4)),
        ("responses", "reject", (1, 2, 2)),
        ("responses", "stance", (3, 4, 4)),
        ("responses", "responder", (4, 4, 4)),
        ("responses", "proposal", (3, 4, 4)),
        ("responses", "object", (1, 1, 1)),
    ],
)
def test_labels_and_roles_have_figures_of_their_own(which, row, figure):
    assert layer(judged(), which)[row] == figure


def test_precision_recall_and_f1_follow_from_the_counts():
    head = figures("names", pooled(judged())["names"])[2]
    assert (head.name, head.precision, head.recall) == ("ORG", 0, 0)
    share = figures("proposers", pooled(judged())["proposers"])[0]
    assert (share.precision, share.f1, share.value) == (None, None, pytest.approx(1 / 3))
    both = figures("proposals", pooled(judged())["proposals"])[0]
    assert (both.precision, both.recall, both.f1) == (0.75, 0.75, 0.75)


def test_articles_are_counted_together():
    assert layer([*judged(), *judged()], "proposals")["proposals"] == (6, 8, 8)


def test_a_perfect_prediction_leaves_nothing_to_say():
    told = changed(TOLD, mentions=[mention("Ida Brandt", "PERSON", name="Ida Brandt")])
    wanted = {"id": "a", "text": TEXT, "spans": [name("Ida Brandt", "PERSON", entity="Ida Brandt")]}
    article = judged(wanted, told)
    assert telling.errors(article, ["names", "people"]) == []
    assert layer(article, "names")["names"] == (1, 1, 1)


# --- What a file does not mark is not measured ----------------------------------------------------


@pytest.mark.parametrize(
    ("row", "layers"),
    [
        (GOLD, "names people countries places attributions proposals proposers responses"),
        ({"spans": [name("Chile", "PLACE", lat=-33, lon=-71)]}, "places"),
        ({"spans": [name("Chile", "PLACE", country="CL")]}, "countries"),
        ({"spans": [name("Red Cross", "ORG")]}, "names"),
        ({"quotes": [{"source": [at("Brandt")], "content": [at("talks")]}]}, "attributions"),
        ({"answers": [{"stance": "accept", "cue": at("study")}]}, "answers"),
        ({"event": "AGREE", "spans": [name("Chile", "SRC")]}, "codes"),
        ({"spans": [], "proposals": []}, ""),
    ],
)
def test_which_layers_are_measured_follows_from_the_records(row, layers):
    assert layers_of([gold.article({"id": "a", "text": TEXT} | row)]) == layers.split()


def test_labels_that_the_file_never_marks_are_not_counted_as_invented():
    told = changed(TOLD, mentions=[mention("Norwegian", "NORP"), mention("Oslo", "EVENT")])
    wanted = {"id": "a", "text": TEXT, "spans": [name("Red Cross", "ORG")]}
    assert set(layer(judged(wanted, told), "names")) == {"names", "ORG"}


def test_a_slot_that_no_record_of_the_gold_has_is_not_asked_for():
    plain = [{k: v for k, v in r.items() if k != "object"} for r in GOLD["responses"]]
    article = judged(changed(GOLD, responses=plain))
    assert "object" not in layer(article, "responses")
    wrong = [slot for error in telling.errors(article, ["responses"]) for slot in error["wrong"]]
    assert wrong == ["stance", "proposal"]


def test_what_one_record_of_the_file_marks_is_asked_of_all():
    plain = [{k: v for k, v in r.items() if k != "object"} for r in GOLD["responses"]]
    golds = [gold.article(changed(GOLD, responses=plain)), gold.article(GOLD)]
    assert layer(evaluate(golds, [reading(TOLD)] * 2), "responses")["object"] == (1, 1, 2)


def test_an_article_without_places_has_none_where_others_have_some():
    empty = changed(GOLD, spans=[])
    articles = evaluate([gold.article(GOLD), gold.article(empty)], [reading(TOLD)] * 2)
    assert layer(articles, "places")["places"] == (1, 4, 4)


# --- The conventions, one by one ------------------------------------------------------------------


def test_quotes_with_sources_and_contents_in_parts_are_attributions():
    quote = {
        "source": [at("The ministers"), at("Brandt", 2)],
        "content": [at('"We will study it,"')],
    }
    wanted = {"id": "a", "text": TEXT, "quotes": [quote, {"source": [], "content": [at("talks")]}]}
    told = {
        "id": "a",
        "attributions": [{"source": span("Brandt", 2), "content": span("We will study it")}],
    }
    assert layer(judged(wanted, told), "attributions") == {
        **{"attributions": (1, 1, 1), "content alone": (1, 1, 1), "source": (1, 1, 1)},
    }


def test_interrupted_content_reaches_from_its_first_to_its_last_part():
    parts = [at("We will"), at("rejected the offer")]
    quote = {"source": [at("Brandt", 2)], "content": parts}
    told = {
        "source": span("Brandt", 2),
        "content": span(TEXT[parts[0][0] : parts[1][1]]),
    }
    article = judged(
        {"id": "a", "text": TEXT, "quotes": [quote]}, {"id": "a", "attributions": [told]}
    )
    assert layer(article, "attributions")["attributions"] == (1, 1, 1)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("that both sides resume talks", 1),
        ("that both side", 1),  # 14 of 28 characters
        ("that both sid", 0),
        ("Oslo that both sides resume talks", 1),
        ("Ida Brandt proposed in Oslo that both sides resume talks", 1),
        (" Ida Brandt proposed in Oslo that both sides resume talks", 0),
    ],
)
def test_contents_agree_when_half_of_what_they_cover_is_shared(words, right):
    told = {"source": span("Ida Brandt"), "content": span(words)}
    wanted = changed(GOLD, attributions=GOLD["attributions"][:1])
    article = judged(wanted, {"id": "a", "attributions": [told]})
    assert layer(article, "attributions")["attributions"] == (right, 1, 1)


def test_of_two_candidates_the_more_alike_is_taken():
    better = {"source": span("Ida Brandt"), "content": span("that both sides resume talks")}
    worse = {"source": span("Chile"), "content": span("both sides resume talks")}
    wanted = changed(GOLD, attributions=GOLD["attributions"][:1])
    for told in ([better, worse], [worse, better]):
        article = judged(wanted, {"id": "a", "attributions": told})
        assert layer(article, "attributions")["attributions"] == (1, 1, 2)


def test_a_response_whose_responder_the_gold_does_not_know_may_have_any():
    wanted = [GOLD["responses"][0] | {"responder": None}]
    article = judged(changed(GOLD, responses=wanted))
    assert layer(article, "responses")["responses"] == (1, 1, 4)


def test_the_fullest_name_is_the_longest_that_the_gold_marks_for_the_person():
    spans = [name("Omar Said", "PERSON", entity="E1"), name("Said", "PERSON", entity="E1")]
    told = {"id": "a", "mentions": [mention("Omar Said", "PERSON", name="OMAR SAID")]}
    article = judged({"id": "a", "text": TEXT, "spans": spans}, told)
    assert layer(article, "people")["people"] == (2, 2, None)


def test_any_name_over_a_place_may_give_its_country():
    told = [mention(words, "PLACE", name="Oslo", country=of) for words, of in OVER_OSLO]
    wanted = {"id": "a", "text": TEXT, "spans": [GOLD["spans"][2]]}
    article = judged(wanted, {"id": "a", "mentions": told})
    assert layer(article, "countries")["countries"] == (1, 1, None)
    assert telling.errors(article, ["countries"]) == []


def test_a_place_may_be_161_kilometres_away_or_have_the_same_id():
    def found(**entity):
        told = {"id": "a", "mentions": [mention("Oslo", "PLACE", kind="place", **entity)]}
        wanted = {"id": "a", "text": TEXT, "spans": [GOLD["spans"][2]]}
        return layer(judged(wanted, told), "places")["places"] == (1, 1, 1)

    assert found(latitude=61.35, longitude=10.75)  # 160 km north
    assert not found(latitude=61.37, longitude=10.75)  # 162 km
    assert found(latitude=0, longitude=0, geonames_id=3143244)


@pytest.mark.parametrize(
    ("words", "called", "right"),
    [
        ("He", "Ida Brandt", True),
        ("He", "Minister Ida Brandt", True),
        ("He", "Brandt", False),  # one word does not do for a longer name
        ("He", "Ida", False),
        ("He", None, False),
        ("Ida Brandt", None, True),
        ("Ida Brandt", "Brandt", False),  # the name decides, not the words
    ],
)
def test_a_proposer_is_named_by_the_name_else_by_its_own_words(words, called, right):
    proposal = TOLD["proposals"][0] | {"proposer": span(words, called=called)}
    article = judged(told=changed(TOLD, proposals=[proposal]))
    assert layer(article, "proposers")["proposers"] == (int(right), 3, None)


@pytest.mark.parametrize(
    ("said", "wanted", "agrees"),
    [
        ("the European Union", "European Union", True),
        ("European Union", "The European Union", True),
        ("The", "The", True),
        ("Union", "The Union", True),
        ("Chile's government", "Chile government", True),
        ("Chile’s", "Chile", True),
        ("EUROPEAN UNION", "European Union", True),
        ("Union of the European", "European Union", False),  # another last word
        ("African Union", "European Union", False),
        ("", "Chile", False),
        ("Chile", "", False),
    ],
)
def test_names_of_actors_agree_without_articles_possessives_and_case(said, wanted, agrees):
    assert bears_name(Span(0, 1, said), wanted) is agrees


def test_a_name_that_the_gold_gives_without_words_is_wanted_all_the_same():
    nameless = GOLD["proposals"][0] | {"proposer": None}
    article = judged(changed(GOLD, proposals=[nameless], responses=[]))
    assert layer(article, "proposers")["proposers"] == (1, 1, None)
    assert "proposer's words" not in layer(article, "proposals")


def test_each_prediction_is_used_once():
    twice = [GOLD["proposals"][0], GOLD["proposals"][0] | {"id": "p9"}]
    article = judged(
        changed(GOLD, proposals=twice, responses=[]),
        changed(TOLD, proposals=TOLD["proposals"][:1]),
    )
    assert layer(article, "proposals")["proposals"] == (1, 2, 1)


def test_answers_to_what_is_told_elsewhere_need_no_proposal():
    answer = {"stance": "reject", "cue": at("rejected"), "responder": at("Chile's army")}
    told = {"stance": "reject", "cue": span("rejected"), "responder": span("army")}
    article = judged(changed(GOLD, answers=[answer]), changed(TOLD, responses=[told, told]))
    assert layer(article, "answers")["answers"] == (1, 1, 2)


# --- Confidence -----------------------------------------------------------------------------------


def test_confidence_is_set_beside_what_was_right():
    [low, *_, high] = calibration(pooled(judged())["names"])
    assert (low.low, low.high, low.given, low.right, low.share) == (0.5, 0.6, 1, 1, 1)
    assert (high.low, high.high, high.given, high.right, high.share) == (0.9, 1.0, 6, 3, 0.5)
    assert high.confidence == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("confidence", "low"), [(0, 0), (0.29, 0.2), (0.3, 0.3), (0.7, 0.7), (1, 0.9)]
)
def test_a_confidence_falls_into_the_bin_it_begins(confidence, low):
    [only] = calibration([Judgement(None, Span(0, 1, "a"), right=False, confidence=confidence)])
    assert only.low == low


def test_attributions_without_a_source_cannot_be_right_and_tell_nothing_of_confidence():
    [only] = calibration(pooled(judged())["attributions"])
    assert (only.given, only.right) == (2, 1)


def test_each_rule_is_told_with_what_it_gave():
    rules = telling.rules(judged())["proposals"]
    assert {rule: (b["given"], b["right"]) for rule, b in rules.items()} == {
        **{"verb": (3, 3), "noun": (1, 0)},
    }


# --- Errors ---------------------------------------------------------------------------------------


def test_every_error_is_told_with_its_sentence():
    told = telling.errors(judged(), ["names"])
    sums = [(e["verdict"], e["wrong"], e["gold"] and e["gold"]["text"]) for e in told]
    assert sums == [
        ("wrong", ["label"], "Norwegian"),
        ("wrong", ["label"], "Omar Said"),
        ("missed", [], "Chile"),
        ("missed", [], "Chile"),
        ("invented", [], None),
        ("wrong", ["span"], "Red Cross"),
    ]
    assert told[-1]["predicted"]["text"] == "The Red Cross"
    assert told[-1]["sentence"]["text"] == "The Red Cross refused to comment."


def test_a_proposal_that_is_found_with_a_wrong_slot_counts_and_is_told():
    [first, *_] = telling.errors(judged(), ["proposals"])
    assert (first["verdict"], first["counts"], first["wrong"]) == ("wrong", True, ["act"])
    assert {"name": "act", "gold": "propose", "predicted": "urge", "right": False} in first["roles"]


def test_the_worst_articles_come_first():
    perfect = changed(GOLD, id="empty", spans=[], attributions=[], proposals=[], responses=[])
    silent = {"id": "empty", "mentions": []}
    articles = evaluate(
        [gold.article(perfect), gold.article(GOLD)], [reading(silent), reading(TOLD)]
    )
    [worst] = telling.worst(articles, 5)
    assert worst["article"] == "story"
    assert worst["errors"]["proposals"] == 2


def test_it_needs_neither_django_nor_the_model():
    code = (
        "import sys; from annotations.evaluation import printing, telling; "
        "sys.exit('django' in sys.modules or 'spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0
