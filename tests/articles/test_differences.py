"""What changed from one text to another, and where a span of the one stands in the other."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.differences import GONE, NEW, SAME, Difference, Piece

SENTENCES = st.sampled_from(
    [
        "France proposed a truce. ",
        "Israel rejected it on Monday. ",
        "Mr. Smith said: “No.” ",
        "No. ",
        "The U.S. agreed.\n\n",
        "مصر وافقت. ",
        "É claro que não.\n",
        "\n",
        "and nothing else",
    ]
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=12).map("".join)
NOISE = st.lists(st.sampled_from("ab. \nA!"), max_size=40).map("".join)


@given(TEXTS | NOISE, TEXTS | NOISE, st.data())
@example("A. b", "A. b", None)
def test_a_span_moves_to_the_very_same_words_or_not_at_all(old, new, data):
    difference = Difference(old, new)
    spans = [(0, len(old))]
    if data and old:
        start = data.draw(st.integers(0, len(old) - 1))
        spans.append((start, data.draw(st.integers(start + 1, len(old)))))
    for start, end in spans:
        moved = difference.moved(start, end) if start < end else None
        if moved:
            assert new[slice(*moved)] == old[start:end]


@given(TEXTS | NOISE, TEXTS | NOISE)
def test_the_pieces_are_both_texts_but_for_white_space(old, new):
    pieces = Difference(old, new).pieces()
    assert "".join(p.text for p in pieces if p.kind != GONE).split() == new.split()
    assert "".join(p.text for p in pieces if p.kind != NEW).split() == old.split()


@given(TEXTS)
def test_every_span_of_an_unchanged_text_stays(text):
    difference = Difference(text, text)
    for start, char in enumerate(text):
        expected = None if char.isspace() else (start, start + 1)
        assert difference.moved(start, start + 1) in (expected, (start, start + 1))


@pytest.mark.parametrize(
    ("new", "stays"),
    [
        ("France urged a truce. Israel rejected it.", True),
        ("PARIS.\n\nFrance urged a truce.\n\nIsrael rejected it.", True),
        ("France urged a truce. Israel never rejected it.", False),
        ("France urged a truce. Mr. Levi denies that Israel rejected it.", False),
    ],
)
def test_a_span_stays_only_where_its_whole_sentence_does(new, stays):
    old = "France urged a truce. Israel rejected it."
    start = old.index("rejected")
    moved = Difference(old, new).moved(start, start + len("rejected"))
    assert (moved == (new.index("rejected"), new.index("rejected") + 8)) if stays else not moved


def test_words_that_changed_are_told_within_their_sentence():
    pieces = Difference(
        "A truce. It began on Monday, he said.", "A truce. It began today, he said."
    )
    assert pieces.pieces() == [
        Piece(SAME, "A truce. "),
        Piece(SAME, "It began "),
        Piece(GONE, "on Monday, "),
        Piece(NEW, "today, "),
        Piece(SAME, "he said."),
    ]
