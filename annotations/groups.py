"""Who may do what: readers read, editors review, chief editors also merge, rule and see users."""

from django.contrib.auth.models import Group, Permission

READER, EDITOR, CHIEF_EDITOR = "reader", "editor", "chief editor"

_EDITING = ("add_article", "review_annotation")
PERMISSIONS = {
    READER: (),
    EDITOR: _EDITING,
    CHIEF_EDITOR: (
        *_EDITING,
        "merge_entity",
        "change_outlet",
        "rule_knowledge",
        "withdraw_article",
        "view_user",
        "add_user",
        "change_user",
    ),
}


def ensure_groups(using="default", **_signal):
    """Make the three groups with their permissions; run after every migration."""
    for name, codenames in PERMISSIONS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(Permission.objects.using(using).filter(codename__in=codenames))
