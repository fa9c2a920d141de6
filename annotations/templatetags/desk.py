"""Who runs the desk, for pages that say whom to ask; what countries and languages are called."""

from django import template
from django.conf.locale import LANG_INFO
from django.contrib.auth.models import User

from annotations.countries import country_names
from annotations.groups import CHIEF_EDITOR

register = template.Library()

# Languages of news that Django has no name for.
LANGUAGES = {
    "am": "Amharic",
    "ha": "Hausa",
    "ku": "Kurdish",
    "mt": "Maltese",
    "ps": "Pashto",
    "so": "Somali",
    "tl": "Tagalog",
    "zh": "Chinese",
}


@register.simple_tag
def chief_editors():
    """The names of those who can let others in."""
    chiefs = User.objects.filter(is_active=True, groups__name=CHIEF_EDITOR)
    return [user.get_full_name() or user.username for user in chiefs.order_by("username")]


@register.filter
def country(code):
    """The name of a country by its code, or the code where it is none we know."""
    return country_names().get(code, code)


@register.filter
def language(code):
    """The English name of a language by its code; of one we do not know, the code."""
    named = LANGUAGES.get(code) or LANG_INFO.get(code, {}).get("name")
    return named or f"the language “{code}”"
