"""The article in a file: what is read of each kind, and what is told of files that cannot be."""

import io
import zipfile
import zlib

import docx
import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfWriter

from articles import documents, ingest
from articles.documents import fields_of
from articles.fetching import Fetched

PAGE = """<html><head><title>Ministers meet in Vienna | Daily Courier</title>
<meta property="og:site_name" content="Daily Courier"><meta name="author" content="Anna Berg">
<meta property="article:published_time" content="2026-11-20T09:30:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article>
<h1>Ministers meet in Vienna</h1>
<p>Foreign ministers of six countries met in Vienna on Friday to discuss a truce.</p>
<p>Austria proposed a truce of thirty days. “We want peace in Côte d’Ivoire,” its minister said.</p>
<p>The others gave no answer. They will meet again next week in Geneva, diplomats said.</p>
</article><footer>Copyright 2026. Subscribe to our letter.</footer></body></html>"""


def word(*paragraphs):
    document, raw = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(raw)
    return raw.getvalue()


def pdf(*lines):
    """The smallest PDF with a page of lines, as the specification of the format has it."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    drawn = f"BT /F1 12 Tf 50 700 Td {shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return raw + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (table, len(raw))
    )


def why(raw, name):
    with pytest.raises(ValidationError) as refused:
        fields_of(raw, name)
    return " ".join(refused.value.messages)


def test_plain_text_is_taken_as_it_is():
    assert fields_of("\ufeffTalks 🤝".encode(), "story.txt") == {"text": "Talks 🤝"}


def test_a_web_page_gives_the_article_without_its_surroundings():
    found = fields_of(PAGE.encode(), "story.html")
    assert found["title"] == "Ministers meet in Vienna"
    assert (found["outlet"], found["byline"]) == ("Daily Courier", "Anna Berg")
    assert found["published"] == "2026-11-20"
    assert "Austria proposed a truce of thirty days." in found["text"]
    assert "Subscribe" not in found["text"]
    assert "Home" not in found["text"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1252"])
def test_a_web_page_is_read_in_its_charset_whatever_it_says(charset):
    found = fields_of(PAGE.encode(charset), "story.html")
    assert "“We want peace in Côte d’Ivoire,” its minister said." in found["text"]


@pytest.mark.parametrize("page", [b"<html><body></body></html>", b"<html>", b"<html>\0\0"])
def test_a_web_page_without_an_article_is_told(page):
    assert "No article is found" in why(page, "page.html")


def test_a_word_document_gives_its_paragraphs():
    raw = word("Talks resume", "France proposed a truce. 🤝", "Israel did not answer.")
    text = fields_of(raw, "story.docx")["text"]
    assert text == "Talks resume\nFrance proposed a truce. 🤝\nIsrael did not answer."


def test_a_pdf_gives_its_text_with_words_and_lines_put_together():
    raw = pdf(
        "France proposed on Monday in Vienna a trea-",
        "ty that would end the war between the two",
        "countries.",
        "Nobody answered.",
    )
    text = fields_of(raw, "story.pdf")["text"]
    assert text == (
        "France proposed on Monday in Vienna a treaty that would end the war between the two "
        "countries.\n\nNobody answered."
    )


def test_what_a_file_is_shows_in_its_first_bytes_whatever_its_name_says():
    assert fields_of(pdf("Talks began."), "story.html")["text"] == "Talks began."
    assert fields_of(word("Talks began."), "story.txt")["text"] == "Talks began."
    assert fields_of(PAGE.encode(), "story.txt")["outlet"] == "Daily Courier"


def test_the_headline_of_a_pdf_stands_alone_and_becomes_the_title():
    raw = pdf(
        "Austria hosts talks",
        "Foreign ministers of six countries met in Vienna on Friday",
        "to discuss a truce.",
    )
    text = fields_of(raw, "story.pdf")["text"]
    assert text.split("\n\n")[0] == "Austria hosts talks"
    assert ingest.draft(text).title == "Austria hosts talks"


@pytest.mark.parametrize(
    "start", ["The war is over,", "He met the minister of", "VIENNA -", "It is over."]
)
def test_a_short_first_line_of_a_sentence_is_no_headline(start):
    follows = "the ministers of six countries said on Friday after talks"
    raw = pdf(start, follows, "in Vienna.")
    assert "\n\n" not in fields_of(raw, "story.pdf")["text"].replace("over.\n\n", "")


@pytest.mark.parametrize(
    ("charset", "said"),
    [
        ("windows-1252", "text/html; charset=iso-8859-1"),
        ("windows-1252", 'text/html;charset="Windows-1252"'),
        ("utf-8", "text/html; charset=ISO-8859-1"),
        ("utf-8", "text/html; charset=us-ascii"),
        ("utf-8", "text/html; charset=nonsense"),
        ("utf-8", "text/html"),
        ("koi8-r", "text/html; charset=koi8-r"),
    ],
)
def test_a_fetched_page_is_read_in_the_charset_that_its_server_says(charset, said):
    words = "Мы хотим мира" if charset == "koi8-r" else "Genève, café crème"
    page = PAGE.replace("“We want peace in Côte d’Ivoire,”", words).encode(charset)
    found = documents.fields_of_page(
        Fetched("https://a.example/", 200, {"content-type": said}, page)
    )
    assert f"{words} its minister said." in found["text"]


def test_files_that_cannot_be_read_are_told():
    whole = word("Talks.")
    locked = PdfWriter(io.BytesIO(pdf("Talks.")))
    locked.encrypt("secret")
    written = io.BytesIO()
    locked.write(written)
    assert "not UTF-8" in why(b"\x89PNG\r\n\x1a\n", "story.txt")
    assert "no Word document" in why(whole[: len(whole) // 2], "story.docx")
    assert "no Word document" in why(b"PK\x03\x04", "story.docx")
    assert "broken or locked" in why(written.getvalue(), "story.pdf")
    assert "broken or locked" in why(b"%PDF-1.4\nnothing", "story.pdf")
    assert "only pictures" in why(pdf(), "story.pdf")


def test_an_archive_that_is_no_document_is_told():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("readme.txt", "Talks.")
    assert "no Word document" in why(raw.getvalue(), "story.docx")


def test_a_word_document_that_unpacks_to_far_too_much_is_not_unpacked():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 110_000_000)
    assert len(raw.getvalue()) < 1_000_000
    assert "far more than an article" in why(raw.getvalue(), "story.docx")


def test_a_pdf_of_very_many_pages_is_turned_down():
    writer, raw = PdfWriter(), io.BytesIO()
    for _ in range(documents.MAX_PAGES + 1):
        writer.add_blank_page(100, 100)
    writer.write(raw)
    assert "has 301 pages" in why(raw.getvalue(), "story.pdf")


def test_a_pdf_whose_stream_unpacks_to_far_too_much_is_told():
    packed = zlib.compress(b" " * 200_000_000, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    raw = pdf("x")
    first, last = raw.index(b"<< /Length"), raw.index(b"endstream") + len(b"endstream")
    assert "PDF" in why(raw[:first] + stream + raw[last:], "story.pdf")
