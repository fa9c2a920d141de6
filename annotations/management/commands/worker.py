import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils.autoreload import run_with_reloader
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from annotations import extraction
from annotations.crew import CrewLost, crew
from annotations.management.commands.process import until
from annotations.pipeline.parsing import language
from articles import uploads
from articles.stopping import hearing, wait

logger = logging.getLogger(__name__)

# Between looks for a database that is not to be reached.
SECONDS_WITHOUT_DATABASE = 5


class Command(BaseCommand):
    help = (
        "Do the background work: uploaded files, the task queue, and articles whose worker died. "
        "Any number may run, on any number of machines. SIGTERM lets the current article end."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--processes", type=int, default=1, help="how many work (default: %(default)s)"
        )
        parser.add_argument(
            "--interval", type=float, default=1.0, help="seconds between looks for work"
        )
        parser.add_argument("--reload", action="store_true", help="start anew when code changes")

    def handle(self, *, processes, interval, reload, **options):
        if reload:
            run_with_reloader(work_alone, interval)
        elif processes == 1:
            work_alone(interval)
        else:
            work_together(processes, interval)


def work_alone(interval):
    with hearing() as stop:
        language.load()
        extraction.request_all()
        work(interval, stop)


def work_together(processes, interval):
    """Have several processes work; one that dies is replaced."""
    with hearing() as stop:
        language.load()
        extraction.request_all()
        try:
            for _ in crew(lambda tell, asked: work(interval, asked, tell), processes, stop):
                pass
        except CrewLost as error:
            raise CommandError(str(error)) from error


def work(interval, stop, tell=lambda _: None):
    """Do what there is to do until asked to stop."""
    while not stop:
        try:
            close_old_connections()
            uploads.read_waiting()
            # A dead worker's task never comes back from the queue: its runs tell what it left.
            for run in until(stop, extraction.process()):
                tell(run.article_id)
            if not stop:
                do_tasks()
        except (DatabaseError, InterfaceError):
            logger.exception("The database cannot be used; trying again")
            connection.close()
            wait(SECONDS_WITHOUT_DATABASE, stop)
        wait(interval, stop)


def do_tasks():
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    ).run()
