"""One article, from the parsed document to its extraction: who runs after whom."""

from annotations.pipeline import confidence
from annotations.pipeline.actors import coreference
from annotations.pipeline.attributions import attribution
from annotations.pipeline.names import names
from annotations.pipeline.parsing import foreign
from annotations.pipeline.proposals import proposals
from annotations.pipeline.records import Extraction, Knowledge, Source
from annotations.pipeline.responses import responses


def read(doc, source: Source, knowledge: Knowledge) -> Extraction:
    """Everything the pipeline says about one parsed article; of a foreign one only its names."""
    language = foreign.language_of(doc)
    found = names.find(doc, source, knowledge)
    actors = coreference.resolve(doc, found, source, knowledge)
    names_alone = Extraction(actors.mentions, language=language)
    if names_alone.limited:
        return confidence.settle(names_alone)
    attributions = attribution.find(doc, actors, source.text)
    actors.hear(attributions)
    put_forward = proposals.find(doc, actors, attributions, published=source.published)
    put_forward, answers = responses.attach(doc, actors, attributions, put_forward)
    return confidence.settle(
        Extraction(
            actors.mentions, tuple(attributions), tuple(put_forward), tuple(answers), language
        )
    )
