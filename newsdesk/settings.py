"""Settings of newsdesk: one file, every switch read from the environment."""

import os
from pathlib import Path

from newsdesk.database import database

BASE_DIR = Path(__file__).resolve().parent.parent
# Where everything lives that newsdesk writes: the embedded database, the secret key, collected files.
VAR = Path(os.environ.get("NEWSDESK_VAR", BASE_DIR / "var")).absolute()
SECRET_KEY = "replaced-by-the-platform"
DEBUG = os.environ.get("NEWSDESK_DEBUG") == "1"
ALLOWED_HOSTS = ["*"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "articles",
    "annotations",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "newsdesk.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
WSGI_APPLICATION = "newsdesk.wsgi.application"
# Any PostgreSQL from 14 on, as postgres://user:password@host:port/name; else the embedded one.
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), VAR / "postgres")}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]

# The longest article text accepted, in Unicode code points, and the largest upload, in bytes.
NEWSDESK_MAX_ARTICLE_CHARS = int(os.environ.get("NEWSDESK_MAX_ARTICLE_CHARS", 200_000))
NEWSDESK_MAX_UPLOAD_BYTES = int(os.environ.get("NEWSDESK_MAX_UPLOAD_BYTES", 20_000_000))
# With NEWSDESK_PUBLIC=1 anybody may read pages and API; changes always need an editor.
NEWSDESK_PUBLIC = os.environ.get("NEWSDESK_PUBLIC") == "1"
