"""Who put what forward, read from single sentences."""

from datetime import date

import pytest

from annotations.pipeline import Source, extract

PUBLISHED = date(2023, 10, 26)


def proposals(text):
    (extraction,) = extract([Source(text, published=PUBLISHED)])
    return extraction.proposals


def only(text):
    (proposal,) = proposals(text)
    return proposal


def text_of(span):
    return span.text if span is not None else None


@pytest.mark.parametrize(
    ("text", "act", "cue", "proposer", "content"),
    [
        (
            "Egypt proposed to host talks.",
            "propose", "proposed", "Egypt", "to host talks",
        ),
        (
            "Moscow suggested holding talks in Geneva.",
            "propose", "suggested", "Moscow", "holding talks in Geneva",
        ),
        (
            "Ethiopia put forward a plan to fill the dam over seven years.",
            "propose", "put forward", "Ethiopia", "a plan to fill the dam over seven years",
        ),
        (
            "The G7 leaders demanded an immediate withdrawal of Russian forces.",
            "demand", "demanded", "The G7 leaders",
            "an immediate withdrawal of Russian forces",
        ),
        (
            "Iran demanded that the United States lift all sanctions.",
            "demand", "demanded", "Iran", "that the United States lift all sanctions",
        ),
        (
            "The minister called for an immediate end to the fighting, saying it was senseless.",
            "urge", "called for", "The minister", "an immediate end to the fighting",
        ),
        (
            "She asked Turkey for help.",
            "request", "asked", "She", "help",
        ),
        (
            "Norway pledged 50 million dollars in aid for Gaza on Monday.",
            "offer", "pledged", "Norway", "50 million dollars in aid for Gaza",
        ),
        (
            "Netanyahu said Israel was ready to return to negotiations.",
            "offer", "ready", "Israel", "to return to negotiations",
        ),
        (
            "A plan to divide the island was put forward by Egypt.",
            "propose", "put forward", "Egypt", "A plan to divide the island",
        ),
        (
            "Israel's offer to free 100 prisoners was turned down by Hamas.",
            "offer", "offer", "Israel", "to free 100 prisoners",
        ),
        (
            "Cairo renewed its call for a truce in Gaza.",
            "urge", "call", "Cairo", "a truce in Gaza",
        ),
        (
            "Japan agreed on Monday to a US proposal to hold talks in Hawaii.",
            "propose", "proposal", "US", "to hold talks in Hawaii",
        ),
        (
            "Blinken reiterated the need for grain exports to resume.",
            "urge", "need", "Blinken", "grain exports to resume",
        ),
    ],
)  # fmt: skip
def test_a_sentence_tells_a_proposal(text, act, cue, proposer, content):
    found = only(text)
    assert (found.act, found.cue.text) == (act, cue)
    assert (text_of(found.proposer), text_of(found.content)) == (proposer, content)


@pytest.mark.parametrize(
    ("text", "addressee", "content"),
    [
        ("He called on Israel to stop the strikes.", "Israel", "to stop the strikes"),
        ("In the tape, he calls on Palestinians to rise.", "Palestinians", "to rise"),
        ("Jordan urged Israel to lift the siege of Gaza.", "Israel", "to lift the siege of Gaza"),
        ("Turkey was urged by the EU to open its border.", "Turkey", "to open its border"),
        ("The pope appealed to both sides to lay down arms.", "both sides", "to lay down arms"),
        ("Qatar offered Israel a ten-day truce.", "Israel", "a ten-day truce"),
        ("The UN called for a truce between Israel and Hamas.", "Israel and Hamas",
         "a truce between Israel and Hamas"),
    ],
)  # fmt: skip
def test_who_is_to_act_is_the_addressee(text, addressee, content):
    found = only(text)
    assert [a.text for a in found.addressees] == [addressee]
    assert found.content.text == content


def test_a_modal_in_reported_speech_is_put_forward_by_the_speaker():
    found = only('"Israel must stop the strikes," Guterres told reporters in New York on Monday.')
    assert (found.act, found.cue.text, found.proposer.text) == ("demand", "must", "Guterres")
    assert [a.text for a in found.addressees] == ["Israel"]
    assert found.content.text == "stop the strikes"
    assert (found.where.text, found.when.date) == ("New York", "2023-10-23")


def test_a_modal_of_nobody_is_not_a_proposal():
    assert proposals("Israel must stop the strikes or lose the war.") == ()


def test_when_and_where_an_act_was_made_stay_out_of_its_content():
    found = only(
        "French President Emmanuel Macron proposed on Tuesday in Jerusalem that the international "
        "coalition fighting Islamic State be widened to include the fight against Hamas."
    )
    assert found.proposer.text == "French President Emmanuel Macron"
    assert found.content.text.endswith("be widened to include the fight against Hamas")
    assert (found.when.text, found.when.date) == ("on Tuesday", "2023-10-24")
    assert found.where.text == "Jerusalem"
    assert found.codes["plover"] == "REQUEST"


def test_the_event_at_which_an_act_was_made_tells_when_and_where():
    found = only("In a speech on Sunday in Abu Dhabi, the president urged Gulf states to act.")
    assert (found.when.date, found.where.text) == ("2023-10-22", "Abu Dhabi")


def test_a_documents_demand_was_made_when_the_document_was():
    found = only("Late on Thursday the council passed a resolution calling for a ceasefire.")
    assert (found.proposer.text, found.when.date) == ("the council", "2023-10-26")


def test_a_place_that_is_meant_is_no_place_of_making():
    assert only("Turkey has offered to host talks in Istanbul.").where is None


@pytest.mark.parametrize(
    "text",
    [
        "The United States did not propose a truce.",
        "Washington never offered to send troops.",
        "The minister refused to propose a truce.",
        "Russia threatened to walk out if the sanctions stayed.",
        "The general vowed to crush the rebels.",
        "The Security Council adopted the resolution by 13 votes to none.",
        "He said the war would end soon.",
        "There were calls for restraint.",
        "Officials hope to propose a deal.",
        "The decision to call for new elections surprised him.",
    ],
)
def test_what_nobody_puts_forward_is_no_proposal(text):
    assert proposals(text) == ()


def test_within_what_is_asked_nothing_is_proposed_yet():
    found = only("The ministers urged the envoy to propose a new date and to call for a truce.")
    assert found.cue.text == "urged"


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Mexico proposed a regional fund.", "asserted"),
        ("Mexico will propose a regional fund.", "future"),
        ("Mexico is expected to propose a regional fund.", "future"),
        ("Mexico might propose a regional fund.", "hypothetical"),
    ],
)
def test_an_act_still_to_come_is_told_apart(text, factuality):
    assert only(text).factuality == factuality


def test_a_document_speaks_for_its_author():
    found = only("Hamas has released a new tape calling for a boycott of the vote.")
    assert found.proposer.text == "Hamas"


def test_the_subject_of_joined_and_subordinate_verbs_is_found():
    assert only("The minister met Abbas and urged restraint.").proposer.text == "The minister"
    assert only("Ban, who called for calm, left Geneva.").proposer.text == "Ban"
    assert only("The rebels used the visit to demand a truce.").proposer.text == "The rebels"


def test_a_wire_reports_dateline_is_not_its_subject():
    found = only("WASHINGTON, Oct 24 (Agency) - The United States on Tuesday urged Serbia to act.")
    assert found.proposer.text == "The United States"
    assert (found.where.text, found.when.date) == ("WASHINGTON", "2023-10-24")


def test_a_verb_joined_to_reported_speech_goes_back_to_the_speaker():
    first, second = proposals(
        "President Abdoulaye Wade said African countries should naturalise Haitians and called for "
        "an adoption programme."
    )
    assert first.content.text == "naturalise Haitians"
    assert second.proposer.text == "President Abdoulaye Wade"
    assert second.content.text == "an adoption programme"


def test_bidding_without_an_agent_is_the_reporting_sources():
    found = only('"Residents are urged to leave the city," said the mayor.')
    assert (found.cue.text, found.proposer.text) == ("urged", "the mayor")
    assert [a.text for a in found.addressees] == ["Residents"]


def test_bidding_of_nobody_is_not_a_proposal():
    assert proposals("Residents were urged to leave the city.") == ()


def test_a_quotation_can_be_the_content():
    found = only('"Why not meet in Geneva?" Lavrov suggested.')
    assert (found.act, found.proposer.text) == ("propose", "Lavrov")
    assert found.content.text == '"Why not meet in Geneva?"'


def test_help_that_one_says_one_will_give_is_an_offer():
    found = only("The European Union has said it will train 2,000 more soldiers.")
    assert (found.act, found.proposer.text) == ("offer", "The European Union")
    assert found.content.text == "train 2,000 more soldiers"


def test_a_release_that_says_we_speaks_for_itself():
    found = proposals("We condemn the attack. The militia must withdraw from the town.")
    assert [(p.cue.text, p.proposer.text) for p in found] == [("must", "We")]


def test_i_in_a_quotation_has_the_name_of_the_speaker():
    found = only('"I call on both sides to stop the war," Javier Solana said.')
    assert found.proposer.text == "I"
    assert found.proposer.name == "Javier Solana"


@pytest.mark.parametrize(
    ("text", "proposer"),
    [
        ("A proposal by the ELN to extend the truce was welcomed.", "the ELN"),
        ("An offer of mediation from Kenya was turned down.", "Kenya"),
        ("A Senegalese proposal to resettle the victims was discussed.", "Senegalese"),
        ("Officials met to hear the demands of the rebels for autonomy.", "the rebels"),
    ],
)
def test_a_proposal_noun_belongs_to_its_author(text, proposer):
    assert only(text).proposer.text == proposer


def test_readiness_to_accept_a_plan_is_no_offer():
    assert proposals("Hamas said it was ready to accept the plan.") == ()


def test_records_name_their_rule_and_its_trust():
    found = only("Egypt proposed to host talks.")
    assert found.rule == "verb-to"
    assert 0 < found.confidence < 1
