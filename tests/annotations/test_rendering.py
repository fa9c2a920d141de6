"""For any text, what the page highlights, the database stores and the API returns is one span."""

from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from annotations.models import Annotation, Role
from annotations.rendering import split_into_segments
from annotations.views.markup import touched
from articles import ingest
from articles.text import normalise

# What has tripped annotation tools: surrogate pairs, joined emoji, combining marks, directions,
# line ends, markup, spaces that are not U+0020.
AWKWARD = (
    *("🙂", "👩\u200d👩\u200d👧", "🇫🇷", "e\u0301", "a\u0308\u0323", "𝔐𝔞𝔠𝔯𝔬𝔫", "Macron"),
    *("שלום", "مرحبا", "\u202e", "\u200f", "\r\n", "\r", "\n\n", "\t", " ", "\u00a0"),
    *("\U0010ffff", "\ufeff", "\x0c", "&amp;", "</p>", "<mark>", "<script>", '"', "'"),
)
PIECES = st.sampled_from(AWKWARD) | st.text(max_size=5)
# The examples of one test share its transaction.
ONE_DATABASE = [HealthCheck.function_scoped_fixture]
TEXTS = st.lists(PIECES, min_size=1, max_size=30).map("".join)


def stored(raw):
    try:
        return normalise(raw)
    except ValidationError:
        assume(False)


@st.composite
def spans_of(draw, text):
    """Some spans of a text, nested and crossing as they come."""
    pair = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    pairs = draw(st.lists(pair.filter(lambda ends: ends[0] < ends[1]), max_size=8))
    return list(dict.fromkeys(pairs))


@st.composite
def texts_with_spans(draw):
    text = stored(draw(TEXTS))
    return text, draw(spans_of(text))


@given(texts_with_spans())
def test_segments_are_the_text_and_each_span_its_segments(drawn):
    text, spans = drawn
    segments = split_into_segments(text, [(*span, span) for span in spans])
    assert "".join(segment.text for segment in segments) == text
    for start, end in spans:
        own = [segment for segment in segments if (start, end) in segment.keys]
        assert "".join(segment.text for segment in own) == text[start:end]


def test_the_outermost_key_comes_first():
    segments = split_into_segments("abcdef", [(2, 4, "in"), (0, 6, "out"), (2, 6, "mid")])
    assert [segment.keys for segment in segments] == [
        ("out",),
        ("out", "mid", "in"),
        ("out", "mid"),
    ]


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 4)])
def test_a_span_outside_the_text_is_an_error(span):
    with pytest.raises(ValueError, match="does not lie in a text of 3"):
        split_into_segments("abc", [(*span, "key")])


# --- The page -----------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a browser makes of the text on a page: all of it, and by the keys of its marks."""

    def __init__(self, page):
        super().__init__()
        self.text, self.words, self.starts = "", {}, {}
        self._inside, self._keys = False, []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "p" and "data-start" in attributes:
            self._inside = True
            assert int(attributes["data-start"]) == len(self.text)
        elif tag == "mark" and self._inside:
            self._keys = [
                (name, int(key))
                for name in ("data-a", "data-r")
                for key in attributes.get(name, "").split()
            ]

    def handle_endtag(self, tag):
        if tag == "p":
            self._inside = False
        elif tag == "mark":
            self._keys = []

    def handle_data(self, data):
        if self._inside:
            for key in self._keys:
                self.starts.setdefault(key, len(self.text))
                self.words[key] = self.words.get(key, "") + data
            self.text += data


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=ONE_DATABASE)
@given(drawn=texts_with_spans())
@example(drawn=("👩\u200d👩\u200d👧 said:\n\nשלום, “no” 𝔐.", [(0, 5), (3, 14), (12, 17), (0, 26)]))
def test_what_the_page_highlights_is_what_is_stored_and_what_the_api_returns(client, editor, drawn):
    text, spans = drawn
    article, _ = ingest.store(ingest.draft(text, title="Any"))
    assert article.text == text
    article.annotations.all().delete()
    annotations = Annotation.objects.bulk_create(
        Annotation(
            article=article,
            layer="proposal" if number % 2 else "name",
            label="urge" if number % 2 else "EVENT",
            start_char=start,
            end_char=end,
            text=text[start:end],
            fingerprint=str(number),
            origin="editor",
            status="accepted",
        )
        for number, (start, end) in enumerate(spans)
    )
    roles = Role.objects.bulk_create(
        Role(annotation=one, slot="content", start_char=start, end_char=end, text=text[start:end])
        for one, (start, end) in zip(annotations, reversed(spans), strict=True)
        if one.layer == "proposal"
    )
    client.force_login(editor)
    page = Page(client.get(article.get_absolute_url()).content.decode())
    assert page.text == text
    shown = [("data-a", Annotation.objects.get(pk=one.pk)) for one in annotations]
    shown += [("data-r", Role.objects.get(pk=one.pk)) for one in roles]
    for name, row in shown:
        assert page.words[name, row.pk] == row.text == text[row.start_char : row.end_char]
        assert page.starts[name, row.pk] == row.start_char
    assert len(page.words) == len(shown)
    assert client.get(f"/api/v1/articles/{article.pk}/").json()["text"] == text
    returned = client.get("/api/v1/annotations/", {"article": article.pk}).json()["results"]
    assert {span_of(one) for one in returned} == {span_of(vars(row)) for row in annotations}
    returned_roles = [span_of(role) for one in returned for role in one["roles"]]
    assert sorted(returned_roles) == sorted(span_of(vars(role)) for role in roles)


def span_of(record):
    return record["start_char"], record["end_char"], record["text"]


@pytest.mark.django_db
def test_only_the_paragraphs_that_are_touched_are_rendered():
    article, _ = ingest.store(ingest.draft("One.\n\nTwo.\nThree.\n\nFour.", title="Any"))
    found = touched(article, [(7, 8), (10, 13)])
    assert [(one.start_char, one.html) for one in found] == [(6, "Two.\n"), (11, "Three.\n\n")]
