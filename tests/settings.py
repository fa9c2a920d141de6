"""The project's settings, with what the tests need otherwise."""

import os

from newsdesk.database import database
from newsdesk.settings import *  # noqa: F403
from newsdesk.settings import VAR

DEBUG = False
SECRET_KEY = "known, for tests only"
ALLOWED_HOSTS = ["*"]
# A server of its own, in a hurry: what a crash of the machine takes from it, nobody misses.
DATABASES = {
    "default": database(os.environ.get("DATABASE_URL", ""), VAR / "tests/postgres", durable=False)
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # it would warn that nothing has been collected
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
NEWSDESK_PUBLIC = False
