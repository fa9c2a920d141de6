"""A reaction to a proposal, in the many wordings that reporters have for it."""

import pytest

from annotations.pipeline import Source, extract

PROPOSAL = (
    "Turkey on Monday proposed peace talks between Russia and Ukraine in Istanbul and urged all "
    "sides to attend. "
)
# Stance, responder: how it may be told.
WORDINGS = {
    ("accept", "Moscow"): [
        "Moscow accepted the offer on Friday.",
        "Moscow has agreed in principle to the proposal.",
        "Moscow said it had agreed to attend.",
        "Moscow gave its consent to the plan.",
        "Moscow gave the plan the green light.",
        "Moscow gave the go-ahead for the talks.",
        "Moscow signed off on the plan.",
        "Moscow signed up to the initiative.",
        "Moscow was ready to accept the offer, its foreign minister said.",
        "Moscow said it was prepared to take up the offer.",
        "Moscow said yes to the offer.",
        "The offer was accepted by Moscow.",
        "The offer has been formally accepted by Moscow.",
        "The proposal won approval from Moscow.",
        "Moscow's acceptance of the offer came hours later.",
        "Moscow bowed to the demand.",
        "Moscow complied with the request.",
        "Moscow consented to the talks.",
        "Moscow jumped at the offer.",
        "Moscow fell in with the plan.",
        "Moscow dropped its objections to the plan.",
        "Moscow put its name to the plan.",
        "Moscow said it accepted.",
        "Moscow said it could live with the plan.",
        "Moscow has accepted.",
        "Turkey said Moscow had accepted the offer.",
    ],
    ("accept", "Lawmakers"): [
        "Lawmakers voted to approve the plan.",
    ],
    ("support", "Berlin"): [
        "Berlin welcomed the proposal.",
        "Berlin voiced support for the idea.",
        "Berlin threw its weight behind the plan.",
        "Berlin lent its backing to the plan.",
        "Berlin said it fully supported the proposal.",
        "The plan has the full support of Berlin.",
        "The plan was backed by Berlin.",
        "Berlin was open to the idea.",
        "Berlin called the proposal constructive.",
        "Berlin described it as a step in the right direction.",
        "Berlin said the plan was a good basis for talks.",
        "Berlin hailed the move as historic.",
        "Berlin came out in favour of the plan.",
        "Berlin is in favour of the plan.",
        "Berlin reacted positively to the offer.",
        "Berlin responded warmly to the offer.",
        "Berlin expressed its readiness to join the initiative.",
        "Berlin saw merit in the proposal.",
        "Berlin has no objection to the plan.",
        "Berlin joined in the call.",
        "Berlin echoed the call.",
        "Berlin stands behind the plan.",
        "Berlin gave the plan a warm welcome.",
        "The plan found favour in Berlin.",
        "Berlin expressed appreciation for the offer.",
        "Berlin thanked Turkey for the offer.",
        "The proposal won the backing of Berlin.",
        "The offer was welcomed in Berlin.",
        "Berlin warmed to the idea.",
        "The plan struck a chord in Berlin.",
        "The plan went down well in Berlin.",
        "For Berlin the plan was a step forward.",
        "Berlin rallied behind the plan.",
        "Berlin had no quarrel with the plan.",
        "Support for the plan came from Berlin.",
        "The plan got a warm reception from Berlin.",
        "Berlin greeted the plan with enthusiasm.",
        "Berlin had kind words for the plan.",
    ],
    ("support", "German Chancellor Angela Merkel"): [
        '"This is a very welcome step," German Chancellor Angela Merkel said.',
        '"It\'s a good idea," said German Chancellor Angela Merkel.',
    ],
    ("reject", "Kyiv"): [
        "Kyiv would have none of it.",
        "Kyiv passed over the proposal in silence.",
        "Kyiv rejected the offer.",
        "Kyiv said no to the proposal.",
        "Kyiv refused to attend.",
        "Kyiv said it would not attend the talks.",
        "Kyiv said there was no need for talks.",
        "Kyiv said there was nothing to discuss.",
        "Kyiv has ruled out any talks with Russia.",
        "Kyiv would never accept the proposal.",
        "Kyiv will not agree to the plan.",
        "Kyiv cannot accept it.",
        "Kyiv insisted it would not negotiate.",
        "Kyiv poured cold water on the idea.",
        "Kyiv dismissed the offer as a ploy.",
        "Kyiv brushed aside the call.",
        "Kyiv has shrugged off the appeals.",
        "Kyiv turned a deaf ear to the call.",
        "Kyiv slammed the door on the idea.",
        "The offer was flatly rejected by Kyiv.",
        "Kyiv's rejection of the plan was swift.",
        "Kyiv called the offer unacceptable.",
        "Kyiv said the plan was a non-starter.",
        "Kyiv vetoed the resolution.",
        "Kyiv voted against the proposal.",
        "Kyiv resisted the pressure.",
        "Kyiv defied the call.",
        "Kyiv is unwilling to negotiate.",
        "Kyiv was not ready to accept the offer.",
        "Kyiv declined the offer.",
        "Kyiv declined the invitation, citing the shelling.",
        "Kyiv saw no point in talks.",
        "Kyiv has no intention of joining the talks.",
        "Kyiv spurned the invitation.",
        "Kyiv balked at the proposal.",
        "Kyiv walked away from the offer.",
        "Kyiv pulled out of the talks.",
        "Kyiv rejected it outright.",
        "The appeal fell on deaf ears in Kyiv.",
        "The plan got short shrift from Kyiv.",
        "Kyiv waved the idea away.",
        "Kyiv turned that down.",
        "Kyiv washed its hands of the plan.",
        "Kyiv wants nothing to do with the plan.",
        "Kyiv pushed the plan aside.",
        "Kyiv dug in its heels.",
        "Kyiv stayed away from the talks.",
        "Kyiv thumbed its nose at the plan.",
        'Asked about the talks, Kyiv replied: "Absolutely not."',
        "Kyiv's answer was no.",
        "The answer from Kyiv was a firm no.",
        "Kyiv considers the plan unacceptable.",
        "Kyiv responded with a flat refusal.",
        "Kyiv issued a swift rejection of the plan.",
        "Kyiv insisted that talks were impossible.",
        "Kyiv threw the plan out.",
        "The plan was thrown out by Kyiv.",
        "Kyiv told Turkey that it rejected the offer.",
        "Kyiv wrote to Turkey rejecting the offer.",
        "Rejecting the offer, Kyiv said the war would go on.",
        "Kyiv, which has rejected the offer, wants weapons.",
        "The offer, rejected by Kyiv, was made in a letter.",
        "An official in Ankara said Kyiv had rejected the offer.",
    ],
    ("reject", "Ukrainian President Volodymyr Zelensky"): [
        '"This is out of the question," Ukrainian President Volodymyr Zelensky said.',
        '"There will be no talks," Ukrainian President Volodymyr Zelensky told reporters.',
        '"Never," Ukrainian President Volodymyr Zelensky said.',
        '"No way," said Ukrainian President Volodymyr Zelensky.',
    ],
    ("oppose", "Warsaw"): [
        "Warsaw criticised the offer.",
        "Warsaw voiced concern about the plan.",
        "Warsaw expressed disappointment at the proposal.",
        "Warsaw warned against the idea.",
        "Warsaw cast doubt on the proposal.",
        "Warsaw questioned the offer.",
        "Warsaw questioned whether the plan would work.",
        "Warsaw was sceptical about the plan.",
        "Warsaw took issue with the plan.",
        "Warsaw raised objections to the plan.",
        "Warsaw has reservations about the plan.",
        "The plan drew criticism from Warsaw.",
        "The plan met with scepticism in Warsaw.",
        "The plan met fierce opposition from Warsaw.",
        "The plan came under fire from Warsaw.",
        "The plan was greeted with dismay in Warsaw.",
        "Warsaw reacted angrily to the offer.",
        "Warsaw called the plan premature.",
        "Warsaw condemned the initiative.",
        "Warsaw objected to the plan.",
        "Warsaw remains opposed to the plan.",
        "Warsaw spoke out against the plan.",
        "Warsaw lashed out at the plan.",
        "Warsaw is against the plan.",
        "Warsaw was unimpressed by the offer.",
        "Warsaw did not support the proposal.",
        "Despite opposition from Warsaw, the plan went ahead.",
        "Warsaw took a dim view of the plan.",
        "Warsaw picked holes in the plan.",
        "Warsaw sounded the alarm over the plan.",
        "Warsaw cried foul.",
        "Warsaw took aim at the plan.",
        "Warsaw called the plan a gimmick.",
        "For Warsaw the plan was a trap.",
        "The plan raised eyebrows in Warsaw.",
        "Warsaw complained that the plan was too vague.",
        "Warsaw warned that the plan would backfire.",
        "Warsaw sees the plan as a trap.",
        "Warsaw believes the plan is a trap.",
        "Criticism of the plan came from Warsaw.",
        "Warsaw is among the critics of the plan.",
        "The plan received a frosty reception in Warsaw.",
        "Warsaw reacted with anger to the plan.",
        "Warsaw reacted with dismay.",
        "Warsaw greeted the plan with scepticism.",
        "Warsaw met the plan with derision.",
        "Warsaw had harsh words for the plan.",
        "Warsaw saw little point in the plan.",
        "Warsaw saw the plan as a threat.",
        "Warsaw said it had serious doubts about the plan.",
        'Warsaw said it was "deeply worried" by the plan.',
    ],
    ("oppose", "Polish Prime Minister Donald Tusk"): [
        '"This is not serious," Polish Prime Minister Donald Tusk said.',
        '"It is too early for such talks," said Polish Prime Minister Donald Tusk.',
        "Polish Prime Minister Donald Tusk said it was a mistake.",
    ],
    ("noncommittal", "Beijing"): [
        "Beijing did not exclude the idea.",
        "Beijing said it would not exclude the proposal.",
        "Beijing did not respond to the offer.",
        "Beijing has yet to respond.",
        "There was no immediate response from Beijing.",
        "There was no immediate reaction from Beijing to the proposal.",
        "Beijing made no immediate comment.",
        "Beijing declined to comment on the proposal.",
        "Beijing said it would study the proposal.",
        "Beijing is considering the offer.",
        "Beijing was studying the offer, its foreign minister said.",
        "Beijing gave no answer.",
        "Beijing did not say whether it would attend.",
        "Beijing remained non-committal.",
        "Beijing stopped short of endorsing the plan.",
        "Beijing neither accepted nor rejected the offer.",
        "Beijing has not ruled out the idea.",
        "Beijing reacted cautiously to the offer.",
        "Beijing gave a cautious response to the offer.",
        "Beijing gave a cautious welcome to the offer.",
        "Beijing asked for more time to consider the proposal.",
        "Beijing needed time to study the plan.",
        "Beijing took note of the proposal.",
        "Beijing was non-committal about the plan.",
        "Beijing remained silent on the proposal.",
        "Beijing reserved judgment.",
        "Beijing promised to consider the request.",
        "The offer is being studied in Beijing.",
        "Beijing kept its options open.",
        "Beijing abstained.",
        "Beijing played for time.",
        "Beijing sat on the fence.",
        "Beijing kept its counsel.",
        "The plan met with silence in Beijing.",
        "Turkey was still without word from Beijing on the plan.",
        "Beijing said nothing about the offer.",
        "Beijing asked for clarification.",
        "Beijing's response to the plan was lukewarm.",
        "Beijing gave no sign.",
        "Beijing said it was too early to comment.",
        "Beijing said it would respond in due course.",
        "Beijing will decide next week.",
        "Beijing needed more time.",
        "The plan drew a cautious response from Beijing.",
        "Beijing responded with caution.",
    ],
    ("accept", "The council"): [
        "The council adopted the proposal by 14 votes to none, with China abstaining.",
    ],
    ("noncommittal", "Chinese foreign minister Wang Yi"): [
        '"No comment," Chinese foreign minister Wang Yi said.',
        '"We\'ll see," said Chinese foreign minister Wang Yi.',
    ],
    ("oppose", "Adam Nowak"): [
        "Adam Nowak, an opponent of the plan, said it would cost lives.",
    ],
}
CASES = [(*told, text) for told, texts in WORDINGS.items() for text in texts]


@pytest.fixture(scope="module")
def answers():
    """What is read of each wording after the proposal: (stance, responder) of each response."""
    sources = [Source(PROPOSAL + text) for _, _, text in CASES]
    return {
        text: [
            (response.stance, response.responder.text)
            for proposal in extraction.proposals
            for response in proposal.responses
        ]
        for (_, _, text), extraction in zip(CASES, extract(sources), strict=True)
    }


@pytest.mark.parametrize(("stance", "responder", "text"), CASES)
def test_a_reaction_is_heard_in_any_wording(stance, responder, text, answers):
    assert answers[text] == [(stance, responder)]


QUIET = [
    "Moscow reopened its embassy.",
    "Moscow rejected the criticism of its troops.",
    "If Moscow accepted the offer, the shelling would stop.",
    "Moscow was urged to accept the offer.",
    "Moscow must accept the offer, Turkey said.",
    "Moscow may yet accept the offer.",
    "Turkey defended the offer.",
    "The deputies approved a budget for schools.",
    "Moscow welcomed the athletes home.",
    "The ministry is studying traffic in the strait.",
    "Steps were taken that would clear the way.",
]


@pytest.fixture(scope="module")
def unanswered():
    """The responses read after the proposal where none of it is answered."""
    readings = extract(Source(PROPOSAL + text) for text in QUIET)
    return {
        text: [response for proposal in reading.proposals for response in proposal.responses]
        for text, reading in zip(QUIET, readings, strict=True)
    }


@pytest.mark.parametrize("text", QUIET)
def test_what_answers_nothing_is_no_response(text, unanswered):
    assert unanswered[text] == []
