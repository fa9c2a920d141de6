from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AnnotationsConfig(AppConfig):
    name = "annotations"

    def ready(self):
        from . import checks, tasks  # noqa: F401 - both register what they hold
        from .groups import ensure_groups

        # Its own sender: permissions of all apps exist by the time the last app has migrated.
        post_migrate.connect(ensure_groups, sender=self)
