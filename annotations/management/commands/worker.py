import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.autoreload import run_with_reloader
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from annotations import extraction
from annotations.pipeline.parsing import language
from articles import uploads


class Command(BaseCommand):
    help = (
        "Do the background work: uploaded files, the task queue, and articles whose worker died. "
        "Any number may run, on any number of machines. SIGTERM lets the current article end."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--interval", type=float, default=1.0, help="seconds between looks for work"
        )
        parser.add_argument("--reload", action="store_true", help="start anew when code changes")

    def handle(self, *, interval, reload, **options):
        if reload:
            run_with_reloader(work, interval)
        else:
            work(interval)


def work(interval):
    """Do what there is to do, for ever."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=interval,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    worker.configure_signals()
    language.load()
    extraction.request_all()
    while worker.running:
        close_old_connections()
        uploads.read_waiting()
        # A dead worker's task never comes back from the queue: its runs tell what it left.
        _read_articles(worker)
        worker.run()
        time.sleep(interval if worker.running else 0)


def _read_articles(worker):
    """Read what waits; a signal to stop lets the current article end."""
    worker.running_task = True
    for _ in extraction.process():
        if not worker.running:
            break
    worker.running_task = False
