"""In which language a text is written, from its words alone; needs neither Django nor spaCy."""

import re
from functools import cache

# From this likelihood on a text is taken for a language; below it, for none.
SURE = 0.5
# An article's language shows in so many code points of its start.
_LOOKED_AT = 1000
_WORD = re.compile(r"[^\W\d_]+")
# Words that English prose cannot do without and that few texts in other languages have: of news in
# English they are a quarter, of other languages a twentieth at most. Then nothing else is asked.
_ENGLISH = frozenset(
    _WORD.findall(
        "the of and to that for with has have had not said from which his their they were been "
        "would this by on at as it but after who will he she"
    )
)
_SURELY_ENGLISH = 0.15


def language_of(text: str) -> str:
    """The language of an article as an ISO 639-1 code ("de"), "" where none is sure."""
    start = text[:_LOOKED_AT]
    words = start.lower().split()
    english = list(filter(_ENGLISH.__contains__, words))
    if len(english) > _SURELY_ENGLISH * len(words):
        return "en"
    code, likelihood = identifier().classify(start)
    return code if likelihood >= SURE else ""


@cache
def identifier():
    """What knows 114 languages; loaded for the first text that is not surely English (1 s, 75 MB).

    Those without a code of two letters, dialects and pidgins, count as the nearest one with one.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    known = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known.set_languages([code for code in known.labels if len(code) == 2])
    return known
