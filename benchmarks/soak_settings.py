"""The settings of the processes of a soak: the web it fetches from is a server on loopback."""

import os

from newsdesk.settings import *  # noqa: F403

NEWSDESK_FETCH_ALSO_FROM = [os.environ["SOAK_WEB"]]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
