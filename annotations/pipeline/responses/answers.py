"""Reactions as rules see them: words of the parse, before they are known to answer a proposal."""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from annotations.pipeline import records
from annotations.pipeline.parsing import syntax
from annotations.pipeline.parsing.inflection import words
from annotations.pipeline.proposals.drafts import is_actor


@dataclass(slots=True)
class Reaction:
    """A reaction in words of the parse; `object` is the head of what is reacted to, if named.

    `responder` is the head of a noun phrase, or the source of an attribution as a record; `verb`
    is the word whose clause may hold a condition. `loose` says that the words alone do not tell a
    reaction: what they are about must.
    """

    stance: str
    cue: Span
    responder: Token | records.Span
    object: Token | None
    rule: str
    verb: Token
    loose: bool = False


def counted(thing: Token) -> Token:
    """Give the noun of which some are meant: "two of the *demands*", "most of the *plan*"."""
    if thing.pos_ not in COUNTING and thing.lower_ not in SHARES:
        return thing
    of = syntax.preposition(thing, "of")
    noun = syntax.child(of, "pobj") if of is not None else None
    return noun if noun is not None else thing


COUNTING = ("NUM", "DET", "PRON")
# "two *thirds*", "60 *percent*", "a *quarter*": people where they are so many of some people.
PORTIONS = words(
    "percent % cent half third thirds quarter quarters fifth fifths tenth tenths fraction "
    "proportion majority minority plurality none one"
)
SHARES = PORTIONS | words("most many some part parts all much several number series set any")


def acts(who: Token) -> bool:
    """Say whether somebody can act: a name, people, a share of them: "*70 percent* of voters"."""
    if who.lower_ not in PORTIONS:
        return is_actor(who)
    whole = counted(who)
    return whole == who or is_actor(whole)
