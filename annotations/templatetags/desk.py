"""Who runs the desk, for pages that say whom to ask."""

from django import template
from django.contrib.auth.models import User

from annotations.groups import CHIEF_EDITOR

register = template.Library()


@register.simple_tag
def chief_editors():
    """The names of those who can let others in."""
    chiefs = User.objects.filter(is_active=True, groups__name=CHIEF_EDITOR)
    return [user.get_full_name() or user.username for user in chiefs.order_by("username")]
