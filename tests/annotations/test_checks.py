"""What is wrong with the setup is said at the start, with what to do."""

import os
import subprocess
import sys
from pathlib import Path

MANAGE = Path(__file__).parents[2] / "manage.py"


def test_a_model_that_is_not_there_is_named():
    done = subprocess.run(
        [sys.executable, MANAGE, "extract"],
        env=os.environ | {"NEWSDESK_SPACY_MODEL": "en_core_web_nonsense"},
        input=b"",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    told = done.stderr.decode()
    assert "there is no spaCy model 'en_core_web_nonsense'" in told
    assert "unset NEWSDESK_SPACY_MODEL" in told
    assert "Traceback" not in told


def test_a_reader_who_has_seen_enough_is_no_error():
    lines = '{"id": "a", "text": "Talks began in Oslo."}\n' * 2000
    done = subprocess.run(
        f'"{sys.executable}" "{MANAGE}" extract | head -n 1',
        shell=True,
        input=lines.encode(),
        capture_output=True,
        check=True,
    )
    assert b'"id": "a"' in done.stdout
    assert b"Traceback" not in done.stderr
