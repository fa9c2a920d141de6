"""The reading of news about diplomacy: texts in, frozen records out. Free of Django.

Importing this package loads neither spaCy nor a model; `extract` does, once a process.
"""

from collections.abc import Iterable, Iterator

from annotations.pipeline.parsing import language
from annotations.pipeline.records import Extraction, Knowledge, Source

VERSION = "5"
NO_KNOWLEDGE = Knowledge()

__all__ = ["VERSION", "Extraction", "Knowledge", "Source", "extract", "pipeline_version"]


def pipeline_version() -> str:
    """What made an extraction, "<VERSION>+<model>": it changes whenever its output may."""
    return f"{VERSION}+{language.model_name()}"


def extract(
    sources: Iterable[Source], knowledge: Knowledge = NO_KNOWLEDGE, batch_size: int = 32
) -> Iterator[Extraction]:
    """Read each source; lazily, in order, `batch_size` texts at a time through the model.

    Offsets are code points into each `Source.text` exactly as given.
    """
    from annotations.pipeline import reading

    nlp = language.load()
    texts = ((source.text, source) for source in sources)
    for doc, source in nlp.pipe(texts, as_tuples=True, batch_size=batch_size):
        yield reading.read(doc, source, knowledge)
