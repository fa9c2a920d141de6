"""How others responded, and to which proposal."""

import pytest

from annotations.pipeline import Source, extract


def read(text):
    (extraction,) = extract([Source(text)])
    return extraction


def answer(text):
    """Give the only response to the only proposal of a text."""
    (proposal,) = read(text).proposals
    (response,) = proposal.responses
    return response


OFFER = "Turkey has offered to host talks between Moscow and Kyiv. "


@pytest.mark.parametrize(
    ("reaction", "stance", "cue", "responder"),
    [
        ("Kyiv accepted the offer.", "accept", "accepted", "Kyiv"),
        ("Ukraine agreed to the proposal.", "accept", "agreed to", "Ukraine"),
        ("Germany welcomed the offer.", "support", "welcomed", "Germany"),
        ("The offer was backed by Poland.", "support", "backed", "Poland"),
        ("Moscow turned down the offer.", "reject", "turned down", "Moscow"),
        ("Russia ruled out such talks.", "reject", "ruled out", "Russia"),
        ("The Kremlin will not accept the offer.", "reject", "will not accept", "The Kremlin"),
        ("Hungary criticised the offer.", "oppose", "criticised", "Hungary"),
        ("The offer drew criticism from Serbia.", "oppose", "criticism", "Serbia"),
        ("Greece voiced concern over the offer.", "oppose", "concern", "Greece"),
        ("Russia is studying the offer.", "noncommittal", "studying", "Russia"),
        ("Moscow did not respond.", "noncommittal", "did not respond", "Moscow"),
        ("Moscow gave no direct response.", "noncommittal", "gave no direct response", "Moscow"),
        ("The Kremlin declined to comment.", "noncommittal", "declined to comment", "The Kremlin"),
        ("Moscow refused.", "reject", "refused", "Moscow"),
        ("Kyiv has yet to reply.", "noncommittal", "yet to reply", "Kyiv"),
        ("Kyiv took note of the offer.", "noncommittal", "took note", "Kyiv"),
        ("Kyiv agreed to consider the offer.", "noncommittal", "agreed to consider", "Kyiv"),
        ("Belarus reacted angrily to the offer.", "oppose", "reacted angrily", "Belarus"),
        ("Poland is opposed to the offer.", "oppose", "opposed to", "Poland"),
        ("Belarus called the offer unacceptable.", "reject", "unacceptable", "Belarus"),
    ],
)
def test_a_reaction_in_the_next_sentence_answers_the_proposal(reaction, stance, cue, responder):
    found = answer(OFFER + reaction)
    assert (found.stance, found.cue.text) == (stance, cue)
    assert found.responder.text == responder


def test_the_words_for_what_is_answered_are_the_object():
    assert answer(OFFER + "Moscow turned down the offer.").object.text == "the offer"


def test_a_condition_is_read():
    found = answer(OFFER + "Moscow would accept the offer if the shelling stopped.")
    assert found.stance == "accept"
    assert found.condition.text == "if the shelling stopped"


def test_a_noun_in_the_same_sentence_is_told_and_answered():
    extraction = read(
        "Jordan on Friday rejected a French idea to extend the anti-IS coalition to Hamas, saying "
        "it would drag the region into a wider war."
    )
    (proposal,) = extraction.proposals
    (response,) = proposal.responses
    assert proposal.content.text == "to extend the anti-IS coalition to Hamas"
    assert (response.stance, response.responder.text) == ("reject", "Jordan")
    assert proposal.when is None


def test_the_proposal_is_chosen_by_what_is_answered():
    first, second = read(
        "Egypt demanded a withdrawal from the border. Qatar offered to pay the salaries. "
        "Israel rejected the demand. The ministry accepted the offer."
    ).proposals
    assert [r.stance for r in first.responses] == ["reject"]
    assert [r.stance for r in second.responses] == ["accept"]


def test_a_silence_in_the_next_paragraph_answers_the_proposal():
    found = answer(
        "French President Emmanuel Macron proposed on Tuesday in Jerusalem that the international "
        "coalition fighting Islamic State be widened to include the fight against Hamas.\n\n"
        "Israeli Prime Minister Benjamin Netanyahu gave no direct response."
    )
    assert found.stance == "noncommittal"
    assert found.responder.name == "Benjamin Netanyahu"


def test_a_relative_clause_responds_to_the_noun_it_hangs_on():
    found = answer("Turkey asked Greece to disarm the island, a demand that Athens rejected.")
    assert (found.stance, found.responder.text) == ("reject", "Athens")


def test_an_actor_does_not_answer_himself():
    (proposal,) = read("Turkey offered to host talks. Turkey praised the offer.").proposals
    assert proposal.responses == ()


def test_what_a_proposal_asks_for_is_no_response():
    (proposal,) = read("Egypt urged Hamas to accept the truce plan.").proposals
    assert proposal.responses == ()


def test_a_response_to_what_the_article_does_not_tell_stands_alone():
    extraction = read("Hamas rejected the truce plan on Friday.")
    assert extraction.proposals == ()
    (response,) = extraction.responses
    assert (response.stance, response.responder.text) == ("reject", "Hamas")
    assert response.object.text == "the truce plan"
    assert response.codes["plover"] == "REJECT"


def test_what_answers_no_proposal_is_not_marked():
    extraction = read("The minister rejected the criticism and welcomed the guests.")
    assert extraction.responses == ()


def test_the_owner_of_what_is_answered_tells_the_proposal():
    first, second = read(
        "Egypt proposed a truce in Gaza. Qatar proposed a fund for Gaza. Weeks went by.\n\n"
        "The talks went on.\n\nThe talks stopped.\n\nIsrael rejected the Egyptian proposal."
    ).proposals
    assert [r.stance for r in first.responses] == ["reject"]
    assert second.responses == ()


def test_an_it_in_reported_speech_answers_for_who_is_reported():
    extraction = read(
        "Qatar's foreign ministry said it would study Washington's proposal for talks."
    )
    (response,) = extraction.proposals[0].responses
    assert (response.stance, response.cue.text) == ("noncommittal", "study")
    assert response.responder.text == "Qatar's foreign ministry"
