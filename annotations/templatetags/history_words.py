"""How pages show what editors write in their own words."""

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()

_ADDRESS = re.compile(r"https?://[^\s<>“”]+", re.IGNORECASE)
# What ends a sentence or a bracket is no part of an address.
_AFTER = ".,;:!?'\")]}…"


@register.filter
def linked(words):
    """Plain text as HTML: its lines, and links where it writes an http or https address."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(words):
        address = found[0].rstrip(_AFTER)
        parts.append(escape(words[end : found.start()]))
        parts.append(format_html('<a href="{0}" rel="nofollow noreferrer">{0}</a>', address))
        end = found.start() + len(address)
    parts.append(escape(words[end:]))
    return mark_safe("".join(parts).replace("\n", "<br>"))  # every part is escaped above
