"""What has to be done before newsdesk can serve: database, static files, samples, a first user.

For a process in which Django is set up. Each step does nothing where it was done before.
"""

import hashlib
import secrets
import subprocess
import sys
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import transaction

from articles.models import Article

EDITOR_GROUPS = ("editor", "chief editor")


def migrate() -> None:
    call_command("migrate", verbosity=0)


def collect_static_files() -> None:
    """Collect them anew if one has changed: its path, its date or its size, as make would ask."""
    note = settings.STATIC_ROOT / "collected"
    wanted = fingerprint_of_static_files()
    if not note.exists() or note.read_text() != wanted:
        call_command("collectstatic", interactive=False, verbosity=0)
        note.write_text(wanted)


def fingerprint_of_static_files() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            changed_at, size = storage.get_modified_time(path), storage.size(path)
            seen.update(f"{storage.path(path)} {changed_at} {size}\n".encode())
    return seen.hexdigest()


def load_samples() -> bool:
    """Load and read the sample articles, if there are no articles; whether that went well.

    In a process of its own: the language model is large, and goes with it.
    """
    if Article.objects.exists():
        return True
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "load_samples"]
    return subprocess.run(command, check=False).returncode == 0


@transaction.atomic
def make_first_editor(say: Callable[[str], None]) -> None:
    """Make the user `editor` if nobody can sign in yet; say its password, which is kept nowhere."""
    if User.objects.exists():
        return
    password = secrets.token_urlsafe(12)
    editor = User.objects.create_user("editor", password=password)
    editor.groups.set(Group.objects.filter(name__in=EDITOR_GROUPS))
    say(f"Sign in as editor with the password {password}")
    say("It is shown only now; `.venv/bin/python manage.py changepassword editor` sets another.")
