"""Scripts as they are served: each under a name that changes with what it says, kept for ever."""

import re
from urllib.parse import urljoin

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client

from newsdesk import settings as production

_IMPORTS = re.compile(r"""(?:from|import)[\s(]*["'](\.[^"']+)["']""")


@pytest.fixture
def collected(settings, tmp_path):
    """The files, collected and served as in production."""
    settings.STORAGES = production.STORAGES
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0)


def modules(start):
    """The addresses of a script and of all that it imports, at once or when it is needed."""
    found, left = {}, [start]
    while left:
        address = left.pop()
        if address not in found:
            found[address] = answer = Client().get(address)
            assert answer.status_code == 200, address
            script = b"".join(answer.streaming_content).decode()
            left += [urljoin(address, path) for path in _IMPORTS.findall(script)]
    return found


def test_every_module_of_the_pages_is_kept_under_its_hashed_name(collected):
    pages = ("review/desk.js", "review/story.js")
    found = {k: v for page in pages for k, v in modules(staticfiles_storage.url(page)).items()}
    for address, answer in found.items():
        assert re.search(r"/[a-z_]+\.[0-9a-f]{12}\.js$", address)
        assert "immutable" in answer["Cache-Control"]
    written = (django_settings.BASE_DIR / "static" / "review").glob("*.js")
    assert {one.split("/")[-1].split(".")[0] for one in found} == {one.stem for one in written}
