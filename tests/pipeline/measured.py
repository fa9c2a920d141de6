"""An article with its gold and a prediction that errs in every way there is, for what measures.

In GOLD an annotation is [start, end); in TOLD it is a span as `manage.py extract` prints it.
"""

import json

from annotations.evaluation import evaluate, gold, pooled, predictions
from annotations.evaluation.figures import figures

TEXT = (
    "Norwegian Foreign Minister Ida Brandt proposed in Oslo that both sides resume talks. "
    "Brandt urged Chile to free the prisoners. Omar Said, who leads Chile, welcomed the plan. "
    "He offered to host the talks if the shelling stops. "
    '"We will study it," said Brandt. Chile\'s army rejected the offer, the paper reported. '
    "The ministers demanded an inquiry. The Red Cross refused to comment."
)


def at(words: str, nth: int = 0) -> list[int]:
    """Where the words stand in the text for the nth time, counted from 0."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return [start, start + len(words)]


def name(words, label, nth=0, **more):
    start, end = at(words, nth)
    return {"start": start, "end": end, "text": words, "label": label} | more


def span(words, nth=0, called=None):
    start, end = at(words, nth)
    return {"start_char": start, "end_char": end, "text": words, "name": called}


def mention(words, label, nth=0, confidence=0.9, **entity):
    place = {key: value for key, value in span(words, nth).items() if key != "name"}
    made = {"label": label, "rule": "made up", "confidence": confidence, "entity": entity or None}
    return place | made


BRANDT, SAID = {"entity": "Ida Brandt"}, {"entity": "Omar Said"}
OSLO = {"lat": 59.91, "lon": 10.75, "link": "geonames:3143244"}
CHILE = {"entity": "Chile", "country": "CL", "lat": -33.0, "lon": -71.0}
GOLD = {
    "id": "story",
    "title": "Norway proposes talks",
    "date": "2024-05-06",
    "text": TEXT,
    "spans": [
        name("Norwegian", "NORP", entity="Norway"),
        name("Ida Brandt", "PERSON", **BRANDT),
        name("Oslo", "PLACE", entity="Oslo", kind="city", country="NO", **OSLO),
        name("Brandt", "PERSON", 1, **BRANDT),
        name("Chile", "PLACE", **CHILE),
        name("Omar Said", "PERSON", **SAID),
        name("Chile", "PLACE", 1, **CHILE),
        name("Brandt", "PERSON", 2, **BRANDT),
        name("Chile", "PLACE", 2, **CHILE),
        name("Red Cross", "ORG", entity="Red Cross"),
    ],
    "attributions": [
        {
            "kind": "indirect",
            "source": at("Norwegian Foreign Minister Ida Brandt"),
            "source_name": "Ida Brandt",
            "cue": at("proposed"),
            "content": [at("that both sides resume talks")],
        },
        {
            "kind": "direct",
            "source": at("Brandt", 2),
            "source_name": "Ida Brandt",
            "cue": at("said"),
            "content": [at('"We will study it,"')],
        },
        {
            "kind": "indirect",
            "source": at("the paper"),
            "source_name": None,
            "cue": at("reported"),
            "content": [at("Chile's army rejected the offer")],
        },
        {"kind": "indirect", "source": None, "cue": None, "content": [at("an inquiry")]},
    ],
    "proposals": [
        {
            "id": "p1",
            "act": "propose",
            "cue": at("proposed"),
            "proposer": at("Norwegian Foreign Minister Ida Brandt"),
            "proposer_name": "Ida Brandt",
            "content": at("that both sides resume talks"),
            "addressees": [at("both sides")],
            "when": None,
            "where": at("Oslo"),
            "same_as": None,
        },
        {
            "id": "p2",
            "act": "urge",
            "cue": at("urged"),
            "proposer": at("Brandt", 1),
            "proposer_name": "Ida Brandt",
            "content": at("to free the prisoners"),
            "addressees": [at("Chile")],
            "when": None,
            "where": None,
            "same_as": None,
        },
        {
            "id": "p3",
            "act": "offer",
            "cue": at("offered"),
            "proposer": at("He", 0),
            "proposer_name": "Omar Said",
            "content": at("to host the talks"),
            "addressees": [],
            "when": None,
            "where": None,
            "same_as": "p1",
        },
        {
            "id": "p4",
            "act": "demand",
            "cue": at("demanded"),
            "proposer": at("The ministers"),
            "proposer_name": None,
            "content": at("an inquiry"),
            "addressees": [],
            "when": None,
            "where": None,
            "same_as": None,
        },
    ],
    "responses": [
        {
            "proposal": "p1",
            "stance": "support",
            "cue": at("welcomed"),
            "responder": at("Omar Said"),
            "object": at("the plan"),
        },
        {"proposal": "p3", "stance": "noncommittal", "cue": at("study"), "responder": at("We")},
        {"proposal": "p3", "stance": "reject", "cue": at("rejected"), "responder": at("army")},
        {
            "proposal": "p4",
            "stance": "reject",
            "cue": at("refused"),
            "responder": at("The Red Cross"),
        },
    ],
    "answers": [],
}
TOLD = {
    "id": "story",
    "mentions": [
        mention("Norwegian", "PLACE", kind="place", name="Norway", country="NO"),
        mention("Ida Brandt", "PERSON", kind="person", name="Ida Brandt"),
        mention(
            *("Oslo", "PLACE"),
            **{"kind": "place", "name": "Oslo", "country": "US", "geonames_id": 5040685},
            **{"latitude": 48.19, "longitude": -97.13},
        ),
        mention("Brandt", "PERSON", 1, kind="person", name="Brandt"),
        mention(
            *("Chile", "PLACE", 0, 0.5),
            **{"kind": "place", "name": "Chile", "country": "CL"},
            **{"latitude": -33.5, "longitude": -70.7},
        ),
        mention("Omar Said", "ORG"),
        mention("Brandt", "PERSON", 2, 0.7, kind="person", name="Ida Brandt"),
        mention("The Red Cross", "ORG", 0, 0.6),
        mention("ministers", "ORG"),
    ],
    "attributions": [
        {
            "kind": "mixed",
            "source": span("Ida Brandt", called="Ida Brandt"),
            "cue": span("proposed"),
            "content": span("both sides resume talks"),
            "confidence": 0.9,
        },
        {
            "kind": "direct",
            "source": span("Chile", 2, "Chile"),
            "cue": span("said"),
            "content": span('"We will study it,"'),
            "confidence": 0.9,
        },
        {
            "kind": "indirect",
            "source": None,
            "cue": span("demanded"),
            "content": span("an inquiry"),
            "confidence": 0.9,
        },
    ],
    "proposals": [
        {
            "id": "p1",
            "act": "urge",
            "cue": span("proposed"),
            "proposer": span("Ida Brandt", called="Ida Brandt"),
            "content": span("that both sides resume talks"),
            "addressees": [span("both sides")],
            "where": span("Oslo"),
            "rule": "verb",
            "confidence": 0.85,
            "responses": [
                {
                    "id": "r1",
                    "stance": "support",
                    "cue": span("welcomed"),
                    "responder": span("Omar Said", called="Omar Said"),
                    "object": span("the plan"),
                    "confidence": 0.65,
                },
                {
                    "id": "r2",
                    "stance": "accept",
                    "cue": span("study"),
                    "responder": span("We"),
                    "confidence": 0.65,
                },
                {
                    "id": "r3",
                    "stance": "reject",
                    "cue": span("rejected"),
                    "responder": span("Chile's army"),
                    "confidence": 0.55,
                },
            ],
        },
        {
            "id": "p2",
            "act": "urge",
            "cue": span("urged"),
            "proposer": span("Brandt", 1, "Brandt"),
            "content": span("Chile to free the prisoners"),
            "addressees": [],
            "rule": "verb",
            "confidence": 0.85,
            "responses": [
                {
                    "id": "r4",
                    "stance": "reject",
                    "cue": span("refused"),
                    "responder": span("The Red Cross"),
                    "confidence": 0.55,
                },
            ],
        },
        {
            "id": "p3",
            "act": "offer",
            "cue": span("leads"),
            "proposer": span("who"),
            "content": span("Chile", 1),
            "addressees": [],
            "rule": "noun",
            "confidence": 0.6,
            "responses": [],
        },
        {
            "id": "p4",
            "act": "offer",
            "cue": span("host"),
            "proposer": span("He", called="Ida Brandt"),
            "content": span("to host the talks"),
            "addressees": [span("Omar Said")],
            "same_as": "p1",
            "rule": "verb",
            "confidence": 0.85,
            "responses": [],
        },
    ],
    "responses": [],
}


def reading(row):
    made, faults = predictions.read([json.dumps(row).encode()])
    assert faults == []
    return made[0][1][1]


def judged(wanted=GOLD, told=TOLD):
    return evaluate([gold.article(wanted)], [reading(told)])


def layer(articles, which):
    """The figures of a layer: (right, wanted, given) by name."""
    rows = figures(which, pooled(articles)[which])
    return {row.name: (row.right, row.wanted, row.given) for row in rows}
