"""Find the article on a web page: its text without menus and notices, title, date and author."""

import re
from urllib.parse import urlsplit

import trafilatura
from django.core.exceptions import ValidationError
from lxml.etree import LxmlError

# "Ministers meet | Daily Courier": what many pages put behind their title.
_BEHIND = r"\s+[|·–—-]\s+{}$"


def fields_of(html: bytes, url: str = "") -> dict[str, str]:
    """Give the fields of the article on a page (see ingest.draft), in whatever charset it is.

    Raises ValidationError where the page holds no article.
    """
    found = _extracted(html, url)
    if found is None or not (found.text or "").strip():
        raise ValidationError(
            "No article is found on that page. Copy its text and paste it.", code="empty"
        )
    outlet = found.sitename or (urlsplit(url).hostname or "").removeprefix("www.")
    title = _bare(found.title or "", outlet)
    return {
        "text": found.text.removeprefix(f"{title}\n"),
        "title": title,
        "outlet": outlet,
        "published": found.date or "",
        "byline": found.author or "",
        "url": url,
    }


def _extracted(html, url):
    try:
        return trafilatura.bare_extraction(
            html, url=url or None, with_metadata=True, include_comments=False, include_tables=False
        )
    except (LxmlError, ValueError, RecursionError):
        return None


def _bare(title, outlet):
    return re.sub(_BEHIND.format(re.escape(outlet)), "", title) if outlet else title
