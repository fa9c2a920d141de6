"""Reactions as rules see them: words of the parse, before they are known to answer a proposal."""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from annotations.pipeline import records


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
