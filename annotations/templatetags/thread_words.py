"""How pages say what happens in a thread."""

from django import template

from annotations import narrating

register = template.Library()

_ACTS = {
    "propose": "proposed",
    "urge": "urged",
    "demand": "demanded",
    "request": "requested",
    "offer": "offered",
}
_STANCES = {
    "accept": "accepted",
    "support": "supported it",
    "reject": "rejected",
    "oppose": "opposed it",
    "noncommittal": "left it open",
}
_TELLINGS = {
    "made": "put forward",
    "restated": "told again",
    "amended": "amended",
    "withdrawn": "withdrawn",
}
# A sign beside each word, so that no meaning rests on colour alone.
_SIGNS = {
    "accept": "✓",
    "support": "+",
    "reject": "✗",
    "oppose": "−",
    "noncommittal": "~",
    "open": "○",
    "supported": "+",
    "contested": "±",
    "accepted": "✓",
    "rejected": "✗",
    "withdrawn": "↩",
}
_HUES = {
    "accept": "hue-good",
    "accepted": "hue-good",
    "support": "hue-good",
    "supported": "hue-good",
    "reject": "hue-bad",
    "rejected": "hue-bad",
    "oppose": "hue-bad",
    "contested": "hue-mixed",
    "withdrawn": "hue-quiet",
    "open": "hue-quiet",
}


@register.filter
def act(label):
    """What a proposer did: "urged"."""
    return _ACTS[label]


@register.filter
def stance(label):
    """What a responder did: "rejected"."""
    return _STANCES[label]


@register.filter
def telling(kind):
    """What a telling does to its proposal: "told again"."""
    return _TELLINGS.get(kind, "put forward")


@register.filter
def sign(word):
    """The sign of a stance or an outcome."""
    return _SIGNS.get(word, "")


@register.filter
def hue(word):
    """The class that colours a stance or an outcome."""
    return _HUES.get(word, "")


@register.filter
def source(article):
    """Outlet and date of an article: "Haaretz, 24 October 2023"."""
    return narrating.source(article)


@register.filter
def words_address(clause):
    """The address at which the words that a clause rests on stand in their article."""
    return narrating.address(clause.event)


@register.filter
def names(parties):
    """Who, once each, joined with commas and "and"."""
    listed = list(dict.fromkeys(party.name for party in parties))
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"
