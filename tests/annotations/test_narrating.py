"""The story so far: a paragraph from accepted annotations, each clause with its source."""

import pytest

from annotations import narrating, threads
from annotations.models import Proposal
from tests.factories import make_article, make_entity, make_proposal, make_response


@pytest.fixture
def oslo(db):
    return make_entity("place", "Norway", country="NO", feature="country")


def told(proposal):
    return narrating.story(threads.load(Proposal.objects.get(pk=proposal.pk)))


def text(proposal):
    return " ".join(narrating.written(sentence) for sentence in told(proposal))


def one(words, cue, label, content, asked=(), **more):
    """What is told of a single proposal."""
    article = make_article(words, published="2024-05-02")
    slots = [("proposer", words.split()[0]), *(("addressee", who) for who in asked)]
    slots += [("content", content)] if content else []
    more = {"status": "accepted"} | more
    return text(make_proposal(article, cue, label=label, slots=slots, **more).proposal)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "cue", "label", "content", "asked", "expected"),
    [
        ("Oslo proposed that both stop.", "proposed", "propose", "that both stop", (), None),
        ("Oslo proposed to host talks.", "proposed", "propose", "to host talks", (), None),
        (
            "Oslo presented a plan for peace.",
            "presented",
            "propose",
            "a plan for peace",
            (),
            "Oslo put forward a plan for peace.",
        ),
        ("Oslo urged Chad to stop.", "urged", "urge", "to stop", ("Chad",), None),
        (
            "Oslo appealed for a truce.",
            "appealed for",
            "urge",
            "a truce",
            (),
            "Oslo called for a truce.",
        ),
        (
            "Oslo said Chad must stop.",
            "must",
            "demand",
            "stop",
            ("Chad",),
            "Oslo said that Chad must stop.",
        ),
        (
            "Oslo said sanctions should be lifted.",
            "should",
            "urge",
            "be lifted",
            (),
            "Oslo made an appeal: “be lifted”.",
        ),
        ("Oslo asked Chad for proof.", "asked", "request", "proof", ("Chad",), None),
        ("Oslo offered Chad a loan.", "offered", "offer", "a loan", ("Chad",), None),
        (
            "Oslo offered them a loan.",
            "offered",
            "offer",
            "a loan",
            ("them",),
            "Oslo offered a loan.",
        ),
        ("Oslo made an offer.", "offer", "offer", "", (), None),
    ],
)
def test_an_act_is_told_by_its_label_and_what_is_put_forward(
    words, cue, label, content, asked, expected
):
    assert one(words, cue, label, content, asked) == (expected or words)


@pytest.fixture
def plan(oslo):
    article = make_article(
        "On Monday in Geneva, Norway proposed that “both armies withdraw”. Chad said it would "
        "accept the idea if Mali did. The Malian junta rejected it.",
        published="2024-05-02",
        outlet="The Daily Test",
        title="Norway's idea",
    )
    made = make_proposal(
        article,
        status="accepted",
        slots=[
            ("proposer", "Norway", oslo),
            ("content", "that “both armies withdraw"),
            ("where", "Geneva"),
        ],
    )
    made.roles.create(slot="when", start_char=3, end_char=9, text="Monday", value="2024-04-29")
    more = {"proposal": made.proposal, "answers": made}
    make_response(
        article,
        "accept",
        "accept",
        status="accepted",
        slots=[("responder", "Chad"), ("object", "the idea"), ("condition", "if Mali did")],
        **more,
    )
    make_response(article, slots=[("responder", "The Malian junta"), ("object", "it")], **more)
    return made.proposal


def accept_all(proposal):
    proposal.annotations.update(status="accepted")


def test_only_what_is_accepted_is_told_and_each_acceptance_adds(plan):
    before = text(plan)
    assert before == (
        "On 29 April 2024, in Geneva, Norway proposed that both armies withdraw. "
        "Chad accepted the idea if Mali did."
    )
    accept_all(plan)
    assert text(plan) == f"{before[:-1]}; the Malian junta rejected the proposal."


def test_every_clause_knows_the_annotation_that_it_rests_on(plan):
    accept_all(plan)
    clauses = [clause for sentence in told(plan) for clause in sentence.clauses]
    assert {clause.event.id for clause in clauses} == set(
        plan.annotations.values_list("pk", flat=True)
    )


def test_a_later_article_repeats_amends_or_withdraws(plan, oslo):
    for words, cue, kind, day in (
        ("Norway repeated its plan.", "plan", "restated", "2024-05-03"),
        ("Norway changed its plan to a truce.", "changed", "amended", "2024-05-04"),
        ("Norway dropped the plan.", "dropped", "withdrawn", "2024-05-05"),
    ):
        article = make_article(words, published=day)
        slots = [("proposer", "Norway", oslo)] + ([("content", "a truce")] * (kind == "amended"))
        more = {"proposal": plan, "telling": kind, "status": "accepted"}
        make_proposal(article, cue, slots=slots, **more)
    assert text(plan).endswith(
        "Norway repeated the proposal. Norway amended the proposal and proposed a truce. "
        "Norway withdrew the proposal."
    )


def test_what_is_put_forward_comes_before_the_answer_that_the_article_tells_first(oslo):
    article = make_article("Chad rejected a plan. Norway proposed a truce.")
    made = make_proposal(
        article, status="accepted", slots=[("proposer", "Norway", oslo), ("content", "a truce")]
    )
    make_response(
        article,
        status="accepted",
        proposal=made.proposal,
        slots=[("responder", "Chad"), ("object", "a plan")],
    )
    assert text(made.proposal) == "Norway proposed a truce; Chad rejected the proposal."


def test_what_one_actor_does_in_a_row_is_one_clause_after_another_and_told_once(oslo):
    article = make_article("Norway proposed a truce. It asked for aid. Chad said no. Chad refused.")
    made = make_proposal(
        article, status="accepted", slots=[("proposer", "Norway", oslo), ("content", "a truce")]
    )
    more = {"proposal": made.proposal, "status": "accepted"}
    slots = [("proposer", "Norway", oslo), ("content", "aid")]
    make_proposal(article, "asked for", label="request", slots=slots, **more)
    for cue in ("said no", "refused"):
        make_response(article, cue, slots=[("responder", "Chad")], **more)
    assert text(made.proposal) == (
        "Norway proposed a truce and asked for aid; Chad rejected the proposal."
    )


def test_as_plain_text_it_names_its_sources_with_addresses(plan):
    first = plan.annotations.get(layer="proposal")
    paragraph, blank, *sources = narrating.plain(told(plan), "https://desk.example.org").split("\n")
    assert paragraph.endswith("Chad accepted the idea if Mali did. [1]")
    assert sources == [
        "[1] The Daily Test, 2 May 2024: Norway's idea. "
        f"https://desk.example.org{first.article.get_absolute_url()}#a{first.pk}"
    ]


def test_nothing_accepted_is_no_story(plan):
    plan.annotations.update(status="suggested")
    assert told(plan) == ()
    assert narrating.plain(told(plan)) == ""


def added(proposal, article):
    return [one.text for one in narrating.adds(threads.load(proposal), article)]


def test_the_first_article_tells_it_and_brings_first_answers_and_conditions(plan):
    article = plan.annotations.first().article
    assert added(plan, article) == [
        "first told here",
        "first answer of Chad: accepted",
        "new condition: “if Mali did”",
        "first answer of the Malian junta: rejected",
    ]


def test_a_later_article_adds_only_what_is_new(plan, oslo):
    article = make_article(
        "Norway repeated its plan. Chad rejected it, if Mali did.", published="2024-05-03"
    )
    more = {"proposal": plan, "status": "accepted"}
    slots = [("proposer", "Norway", oslo)]
    make_proposal(article, "plan", telling="restated", slots=slots, **more)
    make_response(article, slots=[("responder", "Chad"), ("condition", "if Mali did")], **more)
    assert added(plan, article) == ["Chad: rejected, after accepted"]


def test_what_nobody_has_accepted_of_earlier_articles_is_not_known(plan, oslo):
    plan.annotations.update(status="suggested")
    article = make_article("Norway told its plan, then withdrew it.", published="2024-05-03")
    slots = [("proposer", "Norway", oslo)]
    more = {"proposal": plan, "status": "accepted", "slots": slots}
    make_proposal(article, "plan", telling="restated", **more)
    make_proposal(article, "withdrew", telling="withdrawn", **more)
    assert added(plan, article) == ["first told here", "withdrawn"]
