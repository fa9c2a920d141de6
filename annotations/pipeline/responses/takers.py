"""Who took a proposal where a passive tells it: by whom, among whom or where it was taken."""

from spacy.tokens import Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import noun_forms, words


def takers(verb: Token) -> Token | None:
    """Give who takes what is taken: "backed *by Chad*", "*among judges*", "*in Berlin*"."""
    return _by_agent(verb) or _among(verb) or _capital(verb)


def _by_agent(verb: Token) -> Token | None:
    """Give by whom it was taken, not by how much: "was defeated *by 59 votes* to 40"."""
    who = syntax.by_agent(verb)
    return None if who is not None and who.lower_ in MARGINS else who


MARGINS = words("vote votes margin")


def _among(verb: Token) -> Token | None:
    """Give among whom or where something was taken: "was not widely supported *among judges*"."""
    among = syntax.preposition(verb, "among", "amongst")
    if among is None and (namer := syntax.namer(verb)) is not None:
        return namer
    return syntax.child(among, "pobj") if among is not None else None


def _capital(verb: Token) -> Token | None:
    """Give where something was taken: "was welcomed *in Berlin*", "passed in the *house*"."""
    prep = syntax.preposition(verb, "in")
    place = syntax.child(prep, "pobj") if prep is not None else None
    if place is None:
        return None
    return place if place.ent_type_ == "GPE" or place.lower_ in CHAMBERS else None


CHAMBERS = noun_forms("parliament house chamber senate congress assembly legislature council")
