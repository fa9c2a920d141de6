"""Wishes, threats, terms and proposals whose owner is left open; and whom a title names."""

import pytest

from annotations.pipeline import Source, extract


def proposals(text):
    (extraction,) = extract([Source(text)])
    return extraction.proposals


@pytest.mark.parametrize(
    ("text", "act", "cue", "content"),
    [
        (
            "Norway wants clear proof of the sailors' release.",
            "urge",
            "wants",
            "clear proof of the sailors' release",
        ),
        (
            "Chad sent back the text after objections from Kenya and Ghana, which prefer a "
            "three-month ban.",
            "urge",
            "prefer",
            "a three-month ban",
        ),
        (
            "Norway wants to hold talks with Chad about fishing rights.",
            "urge",
            "wants",
            "to hold talks with Chad about fishing rights",
        ),
        (
            "The minister said she hopes Kenya will send doctors.",
            "urge",
            "hopes",
            "Kenya will send doctors",
        ),
        (
            "The Norwegian envoy expressed hope that Kenya will reopen the border.",
            "urge",
            "hope",
            "that Kenya will reopen the border",
        ),
        (
            "The prime minister warned against a hasty withdrawal of the peacekeepers.",
            "urge",
            "warned",
            "against a hasty withdrawal of the peacekeepers",
        ),
        (
            "The bloc threatened sanctions against Chad if it does not release the crew.",
            "demand",
            "threatened",
            "release the crew",
        ),
        (
            "The president ordered an inquiry into the raid.",
            "demand",
            "ordered",
            "an inquiry into the raid",
        ),
        (
            "Kenya said the talks could resume if Chad freed the fishermen.",
            "demand",
            "if",
            "Chad freed the fishermen",
        ),
        (
            "Union leaders say keeping the mines open should be the first aim of the government.",
            "urge",
            "should",
            "be the first aim of the government",
        ),
        (
            '"We have to share the water of this river," said Norwegian minister Ida Moe.',
            "demand",
            "have to",
            "share the water of this river",
        ),
        (
            "The rebels announced a one-month ceasefire in the hills.",
            "offer",
            "announced",
            "a one-month ceasefire in the hills",
        ),
        (
            "The president ordered the closure of the Kenyan embassy.",
            "demand",
            "ordered",
            "the closure of the Kenyan embassy",
        ),
        (
            "Norwegian officials pledged to fight corruption in the ports.",
            "offer",
            "pledged",
            "to fight corruption in the ports",
        ),
        (
            "The Norwegian navy says it will work with Kenya to clear the mines.",
            "offer",
            "will",
            "work with Kenya to clear the mines",
        ),
        (
            "Kenya says the only solution to the dispute is direct talks.",
            "urge",
            "solution",
            "direct talks",
        ),
        (
            "The ministers criticised a planned move by Chad to close the lake.",
            "propose",
            "move",
            "to close the lake",
        ),
        (
            "Chad ignored a January 13 deadline set by Kenya to free the crew.",
            "demand",
            "deadline",
            "to free the crew",
        ),
    ],
)
def test_wishes_threats_and_terms_are_read(text, act, cue, content):
    found = [(p.act, p.cue.text, p.content.text) for p in proposals(text)]
    assert found == [(act, cue, content)]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Chad is facing calls to hand over the files.", "calls", "to hand over the files"),
        (
            "The council will vote on a proposal to extend the mission.",
            "proposal",
            "to extend the mission",
        ),
    ],
)
def test_what_somebody_must_have_put_forward_is_told_without_an_owner(text, cue, content):
    (proposal,) = proposals(text)
    assert (proposal.cue.text, proposal.content.text) == (cue, content)
    assert proposal.proposer is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The union will consider a proposal to move the port. Kenya tabled the proposal on "
            "Sunday.",
            "Kenya",
        ),
        ("Kenya made several vows, including a call for a ban on trawlers.", "Kenya"),
        ("Chad rejected opposition demands to hold a vote.", None),
        ("A station showed a video of John Berg pleading for his release.", "John Berg"),
        ("Ida Moe says rebels are planning raids and urged Kenya to act.", "Ida Moe"),
        ("President Lund spoke first. Mr. Lund called on Kenya to sign.", "President Lund"),
        ("President Lund was in Rome. He called on Kenya to sign.", "President Lund"),
        ("President Ida Lund spoke first. Mrs. Lund called on Kenya to sign.", "Ida Lund"),
        (
            "President Lund flew in. At the White House, the president asked Congress to act.",
            "President Lund",
        ),
    ],
)
def test_a_proposal_is_given_to_whoever_made_it(text, name):
    proposer = proposals(text)[0].proposer
    assert proposer.name == name
    assert name or proposer.text == "opposition"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said Chad does not have to sign the accord.",
        "The minister spoke of the best chance that we have to talk, he said.",
        "Norway no longer wants an apology.",
        "Kenya and Norway said the new camera will work in the dark.",
        "The rebels vowed to fight the Kenyan army.",
        "There were calls to resign.",
    ],
)
def test_what_only_looks_like_a_proposal_is_none(text):
    assert proposals(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "A lawmaker in Kenya called for a ban on trawlers.\n\n"
            '"It is time," Ida Berg told the house.',
            "Ida Berg",
        ),
        (
            "A lawmaker in Kenya called for a ban on trawlers.\n\n"
            '"It is time," Foreign Minister Ida Berg told the house.',
            "lawmaker in Kenya",
        ),
        (
            "A group calling itself the Sons of the River wants the dam removed.",
            "Sons of the River",
        ),
        ("Protesters blocked the road. They called for lower taxes.", "Protesters"),
        (
            "Maoist rebels hold the valley. The Maoists demanded an election.",
            "Maoist rebels",
        ),
    ],
)
def test_whoever_is_described_is_called_by_the_fullest_name(text, name):
    assert proposals(text)[0].proposer.name == name
