"""How near words are to what was put forward in sense, by the vectors of the model."""

import numpy
from spacy.tokens import Doc, Span, Token

from annotations.pipeline.records import Proposal
from annotations.pipeline.responses.naming import noun_stem

TELLING = frozenset({"NOUN", "VERB", "ADJ"})
# Any two words of news are as near as this.
USUAL = 0.3


class Senses:
    """Measures the words of an article against the contents of its proposals, each read once."""

    def __init__(self, doc: Doc):
        self._doc = doc
        self._read: dict[str, numpy.ndarray | None] = {}

    def nearness(self, word: Token, proposal: Proposal) -> float:
        """Say how near a word is to the nearest of a content: *soldiers* to "send troops"."""
        if proposal.id not in self._read:
            self._read[proposal.id] = self._directions(proposal)
        rows = self._read[proposal.id]
        length = float(numpy.linalg.norm(word.vector))
        if rows is None or not length:
            return 0.0
        return max(float((rows @ word.vector).max()) / length - USUAL, 0.0)

    def is_main(self, word: Token, proposal: Proposal) -> bool:
        """Say whether a word is the one on which a content hangs: *truce* in "a truce in Gaza"."""
        span = self._span(proposal)
        return span is not None and noun_stem(span.root.lower_) == noun_stem(word.lower_)

    def _span(self, proposal: Proposal) -> Span | None:
        content = proposal.content
        return content and self._doc.char_span(
            content.start_char, content.end_char, alignment_mode="expand"
        )

    def _directions(self, proposal: Proposal) -> numpy.ndarray | None:
        """Give a row of length one for each word of a content that carries meaning."""
        span = self._span(proposal)
        told = [t for t in span or () if t.pos_ in TELLING and t.vector_norm]
        return numpy.array([t.vector / t.vector_norm for t in told]) if told else None
