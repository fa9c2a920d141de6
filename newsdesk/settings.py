"""Settings of newsdesk: one file, every switch read from the environment."""

import logging
import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from newsdesk import logs
from newsdesk.database import database
from newsdesk.environment import chosen, listed, networks, number, switched_on
from newsdesk.secret_key import kept_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

# --- The switches ---------------------------------------------------------------------------------

# Where everything lives that newsdesk writes: embedded database, secret key, collected files.
VAR = Path(os.environ.get("NEWSDESK_VAR") or BASE_DIR / "var").absolute()
# 1: error pages show code and settings, files are served unhashed. Never where others can reach it.
DEBUG = switched_on("NEWSDESK_DEBUG")
# What signs sessions and forms; without it, a key made once and kept in var/secret_key.
SECRET_KEY = os.environ.get("NEWSDESK_SECRET_KEY") or kept_secret_key(VAR / "secret_key")
# The names this site is reached by, with commas between them.
ALLOWED_HOSTS = listed("NEWSDESK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
# The origins forms may come from where a proxy hides the host, such as https://news.example.org.
CSRF_TRUSTED_ORIGINS = listed("NEWSDESK_CSRF_TRUSTED_ORIGINS")
# 1: newsdesk stands behind a proxy that speaks HTTPS and itself sets X-Forwarded-Proto and
# X-Forwarded-For, whatever a client sent.
NEWSDESK_HTTPS = switched_on("NEWSDESK_HTTPS")
# 1: anybody may read pages and API; changes always need an editor.
NEWSDESK_PUBLIC = switched_on("NEWSDESK_PUBLIC")
# Any PostgreSQL from 14 on, as postgres://user:password@host:port/name; else the embedded one.
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), VAR / "postgres")}
# The longest article text accepted, in Unicode code points.
NEWSDESK_MAX_ARTICLE_CHARS = number("NEWSDESK_MAX_ARTICLE_CHARS", 200_000)
# The largest upload accepted, in bytes.
NEWSDESK_MAX_UPLOAD_BYTES = number("NEWSDESK_MAX_UPLOAD_BYTES", 20_000_000)
# How newsdesk writes down what happens: text for people, json for what collects it.
NEWSDESK_LOG = chosen("NEWSDESK_LOG", "text", "json")
# Who may read /metrics: whoever shows the token, and addresses or networks, with commas.
NEWSDESK_METRICS_TOKEN = os.environ.get("NEWSDESK_METRICS_TOKEN", "")
NEWSDESK_METRICS_FROM = networks("NEWSDESK_METRICS_FROM", "127.0.0.1,::1")

# --- The application ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "axes",
    "csp",
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
    "newsdesk",
]
MIDDLEWARE = [
    "newsdesk.watching.watch",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsdesk.urls"
WSGI_APPLICATION = "newsdesk.wsgi.application"
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
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Addresses (host:port) that are not public and may be fetched from all the same: for tests alone.
NEWSDESK_FETCH_ALSO_FROM = []
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsdesk.static_files.HashedFiles"},
}
# A pasted text too long for an article shall get its message, not a bare refusal of the request.
DATA_UPLOAD_MAX_MEMORY_SIZE = NEWSDESK_MAX_UPLOAD_BYTES

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "annotations.api.access.Token",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["annotations.api.access.MayRead"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "annotations.api.problems.handle",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "newsdesk",
    "DESCRIPTION": "News on diplomacy, annotated: who proposed what to whom, and what followed.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["annotations.api.access.MayRead"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "annotations.api.problems.describe",
    ],
}
# A token works until its owner revokes it on the account page.
REST_KNOX = {"TOKEN_TTL": None}
KNOX_TOKEN_MODEL = "knox.AuthToken"  # knox's default, which what points at a token wants named

# --- Who may sign in ------------------------------------------------------------------------------

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "newsdesk.sign_in.Users",
]
SESSION_ENGINE = "newsdesk.sessions"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Ten failures with a name from an address lock that pair for a quarter of an hour. Locking the name
# alone would let anybody keep an editor out; locking the address alone, a whole newsroom.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_CLIENT_IP_CALLABLE = "newsdesk.client_address.client_address"
AXES_DISABLE_ACCESS_LOG = True  # who signed in when and from where is nobody's business

# --- What a browser may do ------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = NEWSDESK_HTTPS
SECURE_SSL_REDIRECT = NEWSDESK_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|metrics)$"]  # asked from within, past the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NEWSDESK_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if NEWSDESK_HTTPS else 0
# What HSTS says of subdomains and of the browsers' own lists is for whoever owns the domain to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# --- What is written down -------------------------------------------------------------------------

LOGGING = logs.configuration(as_json=NEWSDESK_LOG == "json")
logging.captureWarnings(NEWSDESK_LOG == "json")  # they are lines like all others
