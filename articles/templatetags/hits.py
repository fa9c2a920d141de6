"""Show an excerpt that a search has found, with its hits marked."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from articles.search import HIT_END, HIT_START

register = template.Library()

_HIT = re.compile(f"{HIT_START}(.*?){HIT_END}", re.DOTALL)
_STRAY = re.compile(f"[{HIT_START}{HIT_END}]")


@register.filter
def hits(snippet):
    """The excerpt as HTML: escaped first, then its hits within <mark>."""
    marked = _HIT.sub(r'<mark class="hit">\1</mark>', escape(snippet))
    return mark_safe(_STRAY.sub("", marked))
