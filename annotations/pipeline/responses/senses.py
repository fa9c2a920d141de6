"""How near words are to what was put forward in sense, by the vectors of the model."""

import numpy
from spacy.tokens import Doc, Token

from annotations.pipeline.records import Proposal

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

    def _directions(self, proposal: Proposal) -> numpy.ndarray | None:
        """Give a row of length one for each word of a content that carries meaning."""
        content = proposal.content
        span = content and self._doc.char_span(
            content.start_char, content.end_char, alignment_mode="expand"
        )
        told = [t for t in span or () if t.pos_ in TELLING and t.vector_norm]
        return numpy.array([t.vector / t.vector_norm for t in told]) if told else None
