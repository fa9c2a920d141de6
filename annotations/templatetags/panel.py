"""The panel beside an article: Jinja2 renders its rows and forms many times faster.

Its templates are `templates/panel/*.jinja`.
"""

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.defaultfilters import capfirst, date
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import mark_safe
from jinja2 import Environment, FileSystemLoader

from annotations.views.wording import shortened, who_what

from .history_words import linked
from .knowledge_words import taught_from

register = template.Library()
register.filter("who_what", who_what)

_TEMPLATES = Environment(
    loader=FileSystemLoader(settings.BASE_DIR / "templates/panel"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=settings.DEBUG,
)


_TEMPLATES.filters |= {
    "capfirst": capfirst,
    "date": date,
    "linked": linked,
    "shortened": shortened,
    "who_what": who_what,
}
_TEMPLATES.globals |= {
    "taught_from": taught_from,
    "url": lambda name, *arguments: reverse(name, args=arguments),
}


class _Compact(DjangoJSONEncoder):
    item_separator, key_separator = ",", ":"


@register.filter
def data_script(value, element_id=None):
    """As Django's json_script, without white space."""
    return json_script(value, element_id, _Compact)


@register.simple_tag(takes_context=True)
def panel(context, name):
    """A part of the panel, by the name of its template, which knows what the page's knows."""
    return mark_safe(_TEMPLATES.get_template(f"{name}.jinja").render(context.flatten()))
