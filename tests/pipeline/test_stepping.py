"""The parser and the name recogniser, stepped by us, find what spaCy's own loop finds."""

import pytest
import spacy

from annotations.pipeline.parsing import language
from annotations.pipeline.parsing.stepping import Stepping

TEXTS = [
    "President Emmanuel Macron told the BBC in Geneva on Monday that he would not go.\n\nHe went.",
    "",
    " ",
    "Go",
    "“We are not,” Sheikh Tamim bin Hamad Al Thani said, “going to Doha” — or to New York. " * 9,
]


@pytest.fixture(scope="module")
def shipped():
    """The model as it is shipped, without what neither arcs nor names need."""
    with pytest.warns(UserWarning, match="W095"):
        return spacy.load(language.model_path(), exclude=["attribute_ruler", "lemmatizer"])


def stepped(model):
    """The parser and the name recogniser of a model, read by us."""
    return [Stepping(model.get_pipe(name)) for name in ("parser", "ner")]


def told(doc):
    return [(t.text, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start) for t in doc]


def tagged(model, text):
    with model.select_pipes(enable=["tok2vec", "tagger"]):
        return model(text)


def test_documents_side_by_side_and_one_by_one_are_read_as_spacy_reads_them(shipped):
    expected = [told(shipped(text)) for text in TEXTS]
    assert any("PERSON" in word for word in expected[0])
    docs = [tagged(shipped, text) for text in TEXTS]
    for component in stepped(shipped):
        docs = list(component.pipe(docs, batch_size=3))
    assert [told(doc) for doc in docs] == expected
    docs = [tagged(shipped, text) for text in TEXTS]
    for component in stepped(shipped):
        docs = [component(doc) for doc in docs]
    assert [told(doc) for doc in docs] == expected


def test_only_greedy_parsers_are_read_so(shipped):
    assert Stepping.fits(shipped.get_pipe("ner"))
    assert not Stepping.fits(shipped.get_pipe("tagger"))
    assert not Stepping.fits(spacy.blank("en").add_pipe("beam_ner"))


def test_the_pipeline_reads_them_so(nlp):
    assert {"newsdesk_parser", "newsdesk_ner"} <= set(nlp.pipe_names)
    assert not {"parser", "ner"} & set(nlp.pipe_names)
