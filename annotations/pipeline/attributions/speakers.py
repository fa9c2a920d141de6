"""Whose words a passage is, from the article's attributions."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.drafts import PEOPLE, is_actor
from annotations.pipeline.records import Attribution, Span

QUOTES = frozenset("\"“‘'«`")
FIRST_PERSONS = frozenset({"i", "we", "my", "our", "me", "us"})


def _length(attribution: Attribution) -> int:
    return attribution.content.end_char - attribution.content.start_char


def _speaks(source: Span) -> bool:
    """Say whether a source is somebody, a paper or a name: not "this question"."""
    if source.name or any(word[:1].isupper() for word in source.text.split()[1:]):
        return True
    return any(word in SPEAKING for word in source.text.casefold().split())


SPEAKING = PEOPLE | cues.DOCUMENTS | frozenset({"it", "one", "those", "who", "which", "media"})


def _before_colon(token: Token) -> Token | None:
    """Give whose words a colon brings: "*The minister* was blunt: both must leave"."""
    colon = next((t for t in token.doc[token.sent.start : token.i] if t.text == ":"), None)
    if colon is None or colon.i == 0:
        return None
    before = colon.nbor(-1)
    above = next((a for a in (before, *before.ancestors) if syntax.child(a, "nsubj")), None)
    who = syntax.child(above, "nsubj") if above is not None else None
    return who if who is not None and who.i < colon.i and is_actor(who) else None


class Speakers:
    """Looks up the source of the innermost attribution around a place in the text."""

    def __init__(self, attributions):
        sourced = (a for a in attributions if a.source is not None and _speaks(a.source))
        self._sourced = sorted(sourced, key=lambda a: a.content.start_char)
        self._starts = [a.content.start_char for a in self._sourced]
        self._longest = max((_length(a) for a in self._sourced), default=0)

    def attribution_at(self, char: int) -> Attribution | None:
        """Give the shortest attributed passage with a source that covers a code point."""
        first = bisect_right(self._starts, char - self._longest)
        near = self._sourced[first : bisect_right(self._starts, char)]
        return min((a for a in near if char < a.content.end_char), key=_length, default=None)

    def quoted_with(self, verb: Token) -> SpacySpan | None:
        """Give the quotation that a verb introduces as its cue, quotation marks included."""
        for a in self._sourced:
            quoted = a.kind == "direct" and a.content.text[:1] in QUOTES
            if quoted and a.cue and a.cue.start_char <= verb.idx < a.cue.end_char:
                content = a.content
                return verb.doc.char_span(
                    content.start_char, content.end_char, alignment_mode="expand"
                )
        return None

    def is_agreed(self, char: int) -> bool:
        """Say whether words are what parties agreed: "agreed *that they should*"."""
        attribution = self.attribution_at(char)
        cue = attribution.cue.text.casefold() if attribution and attribution.cue else ""
        return cue.split()[:1] in (["agreed"], ["agree"], ["agrees"])

    def speaker_at(self, char: int) -> Span | None:
        """Give whose words stand at a code point; for an "I" or "my", who is quoted with it."""
        attribution = self.attribution_at(char)
        for _ in range(3):
            if attribution is None:
                return None
            source = attribution.source
            if source.text.casefold() not in FIRST_PERSONS:
                return source
            outer = self.attribution_at(source.start_char)
            if outer is None or outer is attribution:
                return source
            attribution = outer
        return attribution.source

    def still_speaking(self, token: Token) -> Span | Token | None:
        """Give whose view goes on in words ascribed to nobody, after words of his in the paragraph.

        "The ministry said it saw no need for mediators. The matter *should* be settled by the two."
        """
        start = token.sent.start
        if any(t.text in (";", ":") for t in token.doc[start : token.i]):
            attribution = self._told_in(token.doc[start : token.i])
            if attribution is not None:
                return attribution.source
            return _before_colon(token)
        for _ in range(2):
            if start == 0 or "\n" in token.doc[start - 1].text:
                return None
            before = token.doc[start - 1].sent
            start = before.start
            attribution = self._told_in(before)
            if attribution is not None:
                return attribution.source
        return None

    def _told_in(self, sentence: SpacySpan) -> Attribution | None:
        """Give the longest attributed passage that begins in a sentence, or one over it."""
        first = bisect_left(self._starts, sentence.start_char)
        last = bisect_left(self._starts, sentence.end_char)
        inside = self._sourced[first:last]
        if inside:
            return max(inside, key=_length)
        return self.attribution_at(sentence.start_char)

    def narrator_before(self, token: Token) -> Token | None:
        """Give the last "we" before a token that nobody is quoted with: a release's own voice.

        "*We* condemn the raid. Both sides must stop" -> We.
        """
        for i in range(token.i - 1, -1, -1):
            word = token.doc[i]
            if word.lower_ == "we" and self.attribution_at(word.idx) is None:
                return word
        return None

    def named(self, token: Token, span: Span) -> Span:
        """Give "I" and "we" inside a quotation the name of who is quoted."""
        if token.pos_ != "PRON" or token.lower_ not in FIRST_PERSONS or span.name:
            return span
        source = self.speaker_at(token.idx)
        return replace(span, name=source.name or source.text) if source is not None else span
