"""How gunicorn serves newsdesk: `gunicorn newsdesk.wsgi --config python:newsdesk.serving`.

Options of its command line win over what stands here. SIGTERM lets requests under way end.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from newsdesk.environment import chosen
from newsdesk.logs import configuration

PROJECT = Path(__file__).resolve().parent.parent

workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = 4
graceful_timeout = 30
control_socket_disable = True
logconfig_dict = configuration(chosen("NEWSDESK_LOG", "text", "json") == "json")
# Where the web processes lay down what they count; one folder for all, empty at the start.
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="newsdesk-metrics-")


def on_starting(server) -> None:
    """Refuse to serve what cannot work, in a process of its own: what it opens is not inherited."""
    command = [sys.executable, PROJECT / "manage.py", "ready"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.strip())


def on_exit(server) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
