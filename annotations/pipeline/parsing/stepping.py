"""The model's parser and name recogniser, taken through their steps with the interpreter locked.

spaCy unlocks the interpreter while a batch is read. As compiled by Cython 3, functions asked about
every label at every word then lock it again, only to look for an error: two thirds of the time
that names take. spaCy's own loop over states that are read side by side, below, keeps it locked.
"""

from collections.abc import Iterable, Iterator

import numpy
from spacy.pipeline.transition_parser import Parser
from spacy.tokens import Doc
from spacy.util import minibatch
from thinc.api import NumpyOps


class Stepping:
    """A component that does what a greedy transition-based parser does."""

    def __init__(self, parser: Parser):
        self.parser = parser

    @staticmethod
    def fits(component) -> bool:
        """Whether a component is a parser that can be read so: greedy, and on the processor."""
        return (
            isinstance(component, Parser)
            and component.cfg["beam_width"] == 1
            and isinstance(component.model.ops, NumpyOps)
        )

    def __call__(self, doc: Doc) -> Doc:
        self.read([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """The documents, read `batch_size` side by side."""
        for batch in minibatch(docs, size=batch_size):
            self.read(batch)
            yield from batch

    def read(self, docs: list[Doc]) -> None:
        """Set the arcs or names of documents."""
        states = self.parser.moves.init_batch(docs)
        if unfinished := [state for state in states if not state.is_final()]:
            model = self.parser.model.predict(docs)
            while unfinished:
                scores = numpy.ascontiguousarray(model.predict(unfinished))
                unfinished = self.parser.transition_states(unfinished, scores)
            model.clear_memory()
        self.parser.set_annotations(docs, states)
