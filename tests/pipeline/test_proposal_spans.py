"""Whatever the text, the words of every span stand where the span says."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.pipeline import Source, extract

ACTORS = st.sampled_from(["Egypt", "the EU", "Macron", "He", "Côte d'Ivoire", "🇫🇷 France", "we"])
ACTS = st.sampled_from(
    [
        "proposed a truce",
        "called on Israel to stop",
        "urged both sides, in Geneva on Monday, to talk",
        'said: "Iran must comply"',
        "rejected the plan",
        "did not respond to the offer",
        "offered Türkiye help",
        "demanded that it leave",
    ]
)
GAPS = st.sampled_from([". ", ".\n\n", ", but ", " — ", "\r\n", " 😀 ", '" ', ""])
TEXTS = st.lists(st.tuples(ACTORS, st.just(" "), ACTS, GAPS).map("".join), min_size=1, max_size=6)


def spans(record):
    for name in record.__slots__:
        value = getattr(record, name)
        if hasattr(value, "start_char"):
            yield value
            yield from value.members
        elif isinstance(value, tuple):
            for item in value:
                yield from [item, *item.members] if hasattr(item, "start_char") else spans(item)


@given(TEXTS.map("".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_span_holds_its_own_words(text):
    (extraction,) = extract([Source(text)])
    for record in (*extraction.proposals, *extraction.responses):
        for span in spans(record):
            assert 0 <= span.start_char < span.end_char <= len(text)
            assert text[span.start_char : span.end_char] == span.text
