"""Everything at once for half an hour, and then: do the counts add up exactly?

    python benchmarks/soak.py [--minutes 30] [--kill-seconds 120] [--workers 2] [--words 200]

A web server, workers and the recurring work run on a database of their own. Meanwhile a feed grows,
a program posts articles (new ones, known ones, versions, copies; some requests twice, some of these
at the same moment), an editor uploads files and another decides; every --kill-seconds a worker is
killed with -9 and another started. At the end everything is asked to stop in order, and a table is
printed: what, how many there should be (by what was sent and how it was answered), how many there
are. The exit status is 1 if any line differs, a process failed or a log holds a traceback.
"""

import argparse
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import urllib3
from scratch import MANAGE, PROJECT, scratch_database, set_up
from soak_senders import (
    DECISION_SECONDS,
    POST_SECONDS,
    UPLOAD_SECONDS,
    Poster,
    Reviewer,
    Uploader,
    served,
)

START_SECONDS, STOP_SECONDS, DRAIN_SECONDS = 90, 60, 1200


def main():
    arguments = read_arguments()
    set_up()
    with scratch_database() as environment, served(arguments.words) as web:
        follow(web)
        environment |= {
            "DJANGO_SETTINGS_MODULE": "soak_settings",
            "PYTHONPATH": f"{PROJECT}/benchmarks",
            "SOAK_WEB": web.address,
        }
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            desk = Desk(environment, Path(folder), arguments.workers)
            senders = soak(desk, arguments)
            table = counted(web, senders, desk)
    sys.exit(report(table, senders, desk))


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30, help="how long (default: 30)")
    parser.add_argument("--kill-seconds", type=float, default=120, help="default: 120")
    parser.add_argument("--workers", type=int, default=2, help="how many (default: 2)")
    parser.add_argument("--words", type=int, default=200, help="of an article (default: 200)")
    return parser.parse_args()


class Desk:
    """The processes of newsdesk: they are watched, killed and stopped."""

    def __init__(self, environment, folder, workers):
        self.environment, self.folder = environment, folder
        self.site = f"http://127.0.0.1:{free_port()}"
        self.killed, self.faults, self.alive = 0, [], set()
        self.web = self._start("web", *gunicorn(self.site.removeprefix("http://")))
        self.recurring = self._start("recurring", *MANAGE, "recurring", "--forever")
        self.workers = [self._worker() for _ in range(workers)]

    def _start(self, name, *command):
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        process.name = name
        self.alive.add(process)
        return process

    def _worker(self):
        return self._start("worker", *MANAGE, "worker")

    def kill_a_worker(self):
        """With -9, the one that has lived longest; another takes its place."""
        oldest = self.workers.pop(0)
        oldest.kill()
        oldest.wait()
        self.alive.discard(oldest)
        self.killed += 1
        self.workers.append(self._worker())

    def watch(self):
        """Note what has ended by itself."""
        for process in self.alive - {one for one in self.alive if one.poll() is None}:
            self.faults.append((process.returncode, process.name))
            self.alive.discard(process)

    def stop(self, *processes):
        """Ask processes to stop; those that do not, or say that they failed, are faults."""
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                status = process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                status = process.wait()
            self.alive.discard(process)
            if status:
                self.faults.append((status, process.name))

    def tracebacks(self) -> list[str]:
        """What the processes wrote down as unforeseen, with the lines before it."""
        found = []
        for log in sorted(self.folder.glob("*.log")):
            before, *rest = log.read_text(errors="replace").split("Traceback (most recent")
            found += [f"{log.stem}: …{before[-300:]}{one[:3000]}" for one in rest]
        return found

    @contextmanager
    def ended(self):
        """However we leave, nothing is left running."""
        try:
            yield
        finally:
            for process in self.alive:
                with suppress(OSError):
                    process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def gunicorn(address):
    options = ["--bind", address, "--workers", "2", "--worker-class", "gthread", "--threads", "4"]
    quiet = ["--no-control-socket", "--log-level", "warning", "--chdir", str(PROJECT)]
    return [sys.executable, "-m", "gunicorn", *options, *quiet, "newsdesk.wsgi"]


def follow(web):
    from articles.models import Feed, Outlet

    outlet = Outlet.objects.create(name="The Soak")
    Feed.objects.create(url=f"http://{web.address}/feed", outlet=outlet)


def soak(desk, arguments) -> dict:
    """Keep everything busy, then let it come to rest; gives the senders."""
    with desk.ended():
        wait_until_served(desk.site)
        done = threading.Event()
        senders = made(desk.site, done, arguments.words)
        threads = [sender.start() for sender in senders.values()]
        try:
            keep_going(desk, arguments)
        finally:
            done.set()
            for thread in threads:
                thread.join()
        desk.stop(desk.recurring)
        come_to_rest(desk)
        desk.stop(desk.web, *desk.workers)
    desk.unforeseen = desk.tracebacks()
    return senders


def made(site, done, words) -> dict:
    from django.conf import settings
    from django.contrib.auth.models import Group, User
    from django.test import Client

    from annotations import tokens
    from annotations.models import Scope

    def user(name):
        one = User.objects.create_user(name)
        one.groups.set(Group.objects.filter(name="editor"))
        return one

    def session(name):
        client = Client()
        client.force_login(user(name), settings.AUTHENTICATION_BACKENDS[-1])
        return client.cookies["sessionid"].value

    common = {"site": site, "done": done}
    token = tokens.make(user("poster"), [Scope.ADD])
    return {
        "poster": Poster(token, words, seconds=POST_SECONDS, **common),
        "uploader": Uploader(words, session=session("uploader"), seconds=UPLOAD_SECONDS, **common),
        "reviewer": Reviewer(session("reviewer"), seconds=DECISION_SECONDS, **common),
    }


def wait_until_served(site):
    deadline, http = time.monotonic() + START_SECONDS, urllib3.PoolManager()
    while time.monotonic() < deadline:
        with suppress(urllib3.exceptions.HTTPError):
            if http.request("GET", f"{site}/healthz", retries=False).status == 200:
                return
        time.sleep(0.5)
    raise SystemExit("The web server does not answer.")


def keep_going(desk, arguments):
    from articles.models import Feed

    ends = time.monotonic() + arguments.minutes * 60
    kill = time.monotonic() + arguments.kill_seconds
    while time.monotonic() < ends:
        time.sleep(1)
        Feed.objects.update(next_at=started())  # its turn is always now
        desk.watch()
        if kill <= time.monotonic() < ends - START_SECONDS:  # one that starts cannot stop in order
            desk.kill_a_worker()
            kill += arguments.kill_seconds
            say_how_far(desk, ends)


def started():
    from django.utils import timezone

    return timezone.now()


def say_how_far(desk, ends):
    from annotations import extraction
    from articles.models import Article

    print(  # noqa: T201
        f"{(ends - time.monotonic()) / 60:5.1f} minutes left, {Article.objects.count()} articles, "
        f"{extraction.unfinished()} wait, {desk.killed} workers killed",
        flush=True,
    )


def come_to_rest(desk):
    """Until nothing waits any more."""
    from annotations import extraction
    from articles.models import Upload

    deadline = time.monotonic() + DRAIN_SECONDS
    waiting = Upload.objects.filter(state=Upload.State.WAITING)
    while waiting.exists() or extraction.unfinished():
        if time.monotonic() > deadline:
            desk.faults.append((0, "the backlog did not end"))
            return
        time.sleep(1)
        desk.watch()


def counted(web, senders, desk) -> list[tuple[str, int, int]]:
    """What there is, what it should be, and what was found."""
    return [*arrived(web, senders), *read_once(), *said(senders), *broken(senders, desk)]


def arrived(web, senders):
    from django.db.models import Sum

    from articles.models import Article, Feed, Upload

    articles, poster, uploader = Article.objects.order_by(), senders["poster"], senders["uploader"]
    files = Upload.objects.aggregate(new=Sum("stored"), bad=Sum("bad"))
    fed, new = Feed.objects.get().stored, files["new"] or 0
    return [
        ("articles of the feed, pages taken", len(web.taken), fed),
        ("… stored", len(web.taken), articles.filter(added_by=None).count()),
        ("articles posted, created by the answers", len(poster.created), by(articles, "poster")),
        ("articles uploaded, new rows sent", uploader.counts["new"], new),
        ("… stored", uploader.counts["new"], by(articles, "uploader")),
        ("bad rows reported", uploader.counts["bad"], files["bad"] or 0),
        ("all articles", fed + len(poster.created) + new, articles.count()),
        ("files that wait", 0, Upload.objects.filter(state="waiting").count()),
    ]


def read_once():
    from django.db.models import Count

    from annotations.models import ExtractionRun, State
    from articles.models import Article

    articles, runs = Article.objects.order_by(), ExtractionRun.objects.order_by()
    finished = runs.filter(state=State.FINISHED)
    not_once = articles.annotate(number=Count("runs")).exclude(number=1)
    return [
        ("finished runs, one an article", articles.count(), finished.count()),
        ("other runs", 0, runs.exclude(state=State.FINISHED).count()),
        ("articles without just one run", 0, not_once.count()),
    ]


def said(senders):
    from django.db.models import Count, F, Q
    from django.db.models.functions import Substr

    from annotations.models import Annotation, Review, Verdict

    spans = Annotation.objects.order_by()
    words = Substr("article__text", F("start_char") + 1, F("end_char") - F("start_char"))
    other_words = spans.annotate(there=words).exclude(there=F("text"))
    outside = spans.filter(Q(end_char__gt=F("article__length")) | Q(start_char__lt=0))
    names = spans.filter(layer="name", status__in=["suggested", "accepted"])
    places = names.values("article", "label", "start_char", "end_char")
    twice = places.annotate(number=Count("pk")).filter(number__gt=1)
    decided = Review.objects.filter(user__username="reviewer").exclude(verdict=Verdict.CARRY)
    answered = senders["reviewer"].counts["decided"]
    return [
        ("decisions answered 200, reviews", answered, decided.count()),
        ("annotations that are not the words of their text", 0, other_words.count()),
        ("annotations that end outside their text", 0, outside.count()),
        ("names suggested twice", 0, twice.count()),
    ]


def broken(senders, desk):
    poster, counts = senders["poster"], [sender.counts for sender in senders.values()]
    requests = sum(n for one in counts for what, n in one.items() if "broken" in what)
    return [
        ("keys answered in two ways", 0, poster.counts["keys answered in two ways"]),
        ("posts that failed", 0, poster.counts["posts that failed"]),
        ("errors of the server", 0, sum(one["errors of the server"] for one in counts)),
        ("requests that broke", 0, requests),
        ("processes that failed", 0, len(desk.faults)),
        ("tracebacks in the logs", 0, len(desk.unforeseen)),
    ]


def by(articles, name):
    return articles.filter(added_by__username=name).count()


def report(table, senders, desk) -> int:
    """Print the table; gives the exit status."""
    wrong = 0
    for what, wanted, found in table:
        fits = wanted == found
        wrong += not fits
        print(f"{what:52} {wanted:8,} {found:8,}  {'' if fits else 'DIFFERS'}")  # noqa: T201
    print(f"{desk.killed} workers were killed.")  # noqa: T201
    for name, sender in senders.items():
        told = ", ".join(f"{what} {count}" for what, count in sorted(sender.counts.items()))
        print(f"{name}: {told}")  # noqa: T201
    if wrong:
        print(f"Faults: {desk.faults}", *desk.unforeseen, sep="\n")  # noqa: T201
    print("The counts add up." if not wrong else f"{wrong} lines differ.")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    main()
