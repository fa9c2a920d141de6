"""Word classes found by table are those that the model's own rules give."""

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from annotations.pipeline.parsing import language
from annotations.pipeline.parsing.word_classes import WordClasses

TEXT = (
    "There's no doubt: they've said that it wasn't theirs, once and for all. But do you know why? "
    "\n\nHe had to have been there; everybody, I'd say, does what's needed — or didn't.  “Not me,” "
    "that man said, because nobody who would've gone there is going to. $5,000 (or more) @ 3pm 😀"
)


@pytest.fixture(scope="module")
def ruler():
    """The attribute ruler of the model as it is shipped."""
    path = language.model_path()
    names = spacy.util.load_meta(path / "meta.json")["components"]
    shipped = spacy.load(path, exclude=[name for name in names if name != "attribute_ruler"])
    return shipped.get_pipe("attribute_ruler")


def parsed(nlp, vocab, text=TEXT):
    """The words of a text with the tags and labels of the model, and nothing else."""
    doc = nlp(text)
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    bare = Doc(vocab, words=words, spaces=spaces, tags=[t.tag_ for t in doc])
    for token, read in zip(bare, doc, strict=True):
        token.dep_ = read.dep_
    return bare


def told(doc):
    return [(token.text, token.tag_, token.pos_, token.dep_) for token in doc]


@pytest.mark.filterwarnings("ignore:.*W095")
def test_tags_classes_and_labels_are_those_of_the_models_rules(nlp, ruler):
    classes = WordClasses(ruler)
    expected = told(ruler(parsed(nlp, ruler.vocab)))
    assert {pos for _, _, pos, _ in expected} >= {"VERB", "AUX", "PRON", "SCONJ", "SPACE", "PART"}
    assert told(classes(parsed(nlp, ruler.vocab))) == expected
    assert told(classes(parsed(nlp, ruler.vocab))) == expected


@pytest.mark.parametrize("text", ["", " ", "Go"])
def test_texts_of_no_word_or_one_are_read(nlp, text):
    assert nlp(text).text == text


def test_a_pattern_of_several_tokens_is_tried_as_it_is(nlp):
    ruler = AttributeRuler(nlp.vocab)
    ruler.add([[{"LOWER": "cease"}, {"LOWER": "fire"}]], {"POS": "NOUN"}, index=1)
    ruler.add([[{"LOWER": {"REGEX": "^un"}}]], {"POS": "ADJ"})
    ruler.add([[{"LOWER": "fire"}]], {"POS": "VERB"})
    doc = WordClasses(ruler)(Doc(nlp.vocab, words=["fire", "cease", "fire", "unsafe"]))
    assert [token.pos_ for token in doc] == ["VERB", "", "NOUN", "ADJ"]
