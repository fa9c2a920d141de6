from django.apps import AppConfig


class NewsdeskConfig(AppConfig):
    name = "newsdesk"

    def ready(self):
        from . import checks  # noqa: F401 - registers what it holds
