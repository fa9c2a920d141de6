"""Who runs the desk and what waits there; what countries and languages are called."""

from django import template
from django.contrib.auth.models import User
from django.utils.html import format_html

from annotations.countries import country_names
from annotations.groups import CHIEF_EDITOR
from annotations.queue import count_for
from articles.language_names import language_name

register = template.Library()

_MOST_WAITING = 99


@register.simple_tag
def chief_editors():
    """The names of those who can let others in."""
    chiefs = User.objects.filter(is_active=True, groups__name=CHIEF_EDITOR)
    return [user.get_full_name() or user.username for user in chiefs.order_by("username")]


@register.simple_tag
def waiting_for(user):
    """How many articles wait for an editor, up to 99; then "99+"."""
    waiting = count_for(user, _MOST_WAITING + 1)
    return waiting if waiting <= _MOST_WAITING else f"{_MOST_WAITING}+"


@register.simple_tag
def gauge(progress):
    """How far annotations are judged: accepted, rejected, and left to the machine."""
    return format_html(
        '<svg class="gauge" viewBox="0 0 {total} 4" preserveAspectRatio="none" role="img" '
        'aria-label="{accepted} accepted, {rejected} rejected, {machine} by the machine alone">'
        '<rect class="accepted" width="{accepted}" height="4"/>'
        '<rect class="rejected" x="{accepted}" y="2" width="{rejected}" height="2"/></svg>',
        total=progress.total,
        **progress._asdict(),
    )


@register.filter
def country(code):
    """The name of a country by its code, or the code where it is none we know."""
    return country_names().get(code, code)


register.filter("language", language_name)
