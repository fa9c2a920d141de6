"""Proposals of an article: who put what forward, to whom, when and where."""

from datetime import date

from spacy.tokens import Doc, Token

from . import cues, proposal_verbs, records, syntax
from .proposal_verbs import Draft


def find(doc: Doc, actors, attributions, published: date | None) -> list[records.Proposal]:
    """Find the proposals of a parsed article, in order of the text.

    `actors.span` turns a spaCy span into a records.Span with the actor's canonical name;
    `attributions` are the article's; `published` is its date, to which "on Tuesday" refers.
    """
    found = sorted(_drafts(doc), key=lambda d: d.cue.start)
    return [_record(n, draft, actors) for n, draft in enumerate(found, 1)]


def _drafts(doc: Doc) -> list[Draft]:
    """Collect the drafts of all rules in one pass over the tokens."""
    found = []
    for token in doc:
        entries = cues.VERB_FORMS.get(token.lower_)
        if entries and token.pos_ == "VERB" and not syntax.is_negated(token):
            found.extend(proposal_verbs.drafts(token, entries))
    return found


def _record(number: int, draft: Draft, actors) -> records.Proposal:
    """Turn a draft into the record that the contract names."""
    return records.Proposal(
        id=f"p{number}",
        act=draft.act,
        cue=plain(draft.cue),
        proposer=_actor(draft.proposer, actors),
        content=plain(draft.content) if draft.content else None,
        addressees=tuple(_actor(a, actors) for a in draft.addressees),
        when=None,
        where=None,
        same_as=None,
        factuality="asserted",
        rule=draft.rule,
        confidence=0.6,
    )


def _actor(head: Token | None, actors) -> records.Span | None:
    return actors.span(syntax.noun_phrase(head)) if head is not None else None


def plain(span) -> records.Span:
    """Give the record of a spaCy span that stands for nobody."""
    return records.Span(span.start_char, span.end_char, span.text)
