"""Who keeps the desk of a soak busy: a web with a growing feed, and senders by HTTP.

Each sender notes what it sent and how it was answered; `soak` compares that with the database.
"""

import html
import json
import random
import threading
import time
import uuid
from abc import ABC, abstractmethod
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import urllib3
from intake import rows

# Seconds between two articles of the feed, two posts, two uploads, two decisions.
FEED_SECONDS, POST_SECONDS, UPLOAD_SECONDS, DECISION_SECONDS = 4, 2, 20, 0.5
FEED_LISTS = 30
SESSION, FORGERY = "sessionid", "x" * 32


class Web(ThreadingHTTPServer):
    """A feed to which an article comes every few seconds until it is closed to new ones."""

    daemon_threads = True

    def __init__(self, words):
        super().__init__(("127.0.0.1", 0), _Pages)
        self.address = f"127.0.0.1:{self.server_address[1]}"
        self.articles = rows(10**9, words, seed=2)
        self.stories, self.taken = [], set()
        self._next = time.monotonic()

    def grow(self):
        while time.monotonic() >= self._next:
            self.stories.append(next(self.articles))
            self._next += FEED_SECONDS


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        name, _, number = self.path.strip("/").partition("/")
        if name == "feed":
            self.server.grow()
            self._answer("application/rss+xml", self._feed())
        elif name == "story" and int(number) < len(self.server.stories):
            self._answer("text/html", self._story(int(number)))
            self.server.taken.add(int(number))
        else:
            self.send_error(404)

    def _feed(self):
        items = "".join(
            f"<item><title>{html.escape(story['title'])}</title><link>/story/{number}</link>"
            f"<pubDate>{formatdate()}</pubDate></item>"
            for number, story in list(enumerate(self.server.stories))[-FEED_LISTS:]
        )
        return f'<rss version="2.0"><channel><title>Soak</title>{items}</channel></rss>'

    def _story(self, number):
        story = self.server.stories[number]
        paragraphs = "".join(f"<p>{html.escape(one)}</p>" for one in story["text"].split("\n\n"))
        title = html.escape(story["title"])
        return (
            f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
            f"{paragraphs}</article></body></html>"
        )

    def _answer(self, kind, page):
        raw = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_):
        pass


@contextmanager
def served(words):
    web = Web(words)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    try:
        yield web
    finally:
        web.shutdown()
        web.server_close()


@dataclass
class Sender(ABC):
    """Sends something every few seconds until told to stop, and counts."""

    site: str
    seconds: float
    done: threading.Event
    counts: Counter = field(default_factory=Counter)
    http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(maxsize=4))
    chance: random.Random = field(default_factory=lambda: random.Random(3))

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self._run)
        thread.start()
        return thread

    def _run(self):
        while not self.done.wait(self.seconds):
            try:
                self.send()
            except Exception as error:  # noqa: BLE001 - a soak goes on, and tells it at the end
                self.counts[f"broken: {type(error).__name__}: {error}"[:150]] += 1
        self.leave()

    @abstractmethod
    def send(self):
        """Send once, and count what was answered."""

    def leave(self):
        """Close what is open at the end."""
        self.http.clear()

    def ask(self, path, headers, **options):
        """Post on a connection of its own: one kept alive may be closed as the request is sent."""
        headers = headers | {"Connection": "close"}
        answer = self.http.request(
            "POST", self.site + path, retries=False, redirect=False, headers=headers, **options
        )
        self.counts[f"answered {answer.status}"] += 1
        if answer.status >= 500:
            self.counts["errors of the server"] += 1
        return answer


class Poster(Sender):
    """A program that posts articles, and asks again when it (pretends to have) lost an answer."""

    def __init__(self, token, words, **more):
        super().__init__(**more)
        self.headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
        self.articles = rows(10**9, words, seed=4)
        self.created, self.sent = set(), []
        self.lock = threading.Lock()

    def send(self):
        batch = [self._article() for _ in range(self.chance.randint(1, 3))]
        key, answers = str(uuid.uuid4()), set()
        if self.chance.random() < 0.2:  # the second does not wait for the first
            threads = [
                threading.Thread(target=self._post, args=[batch, key, answers]) for _ in range(2)
            ]
            for one in threads:
                one.start()
            for one in threads:
                one.join()
        for _ in range(self.chance.choice([1, 1, 1, 2, 3])):
            self._post(batch, key, answers)
        if len(answers) > 1:
            self.counts["keys answered in two ways"] += 1

    def _article(self):
        article, chance = next(self.articles), self.chance.random()
        if self.sent and chance < 0.1:  # a new version of what stands at an address
            article["url"] = self.chance.choice(self.sent)["url"]
        elif self.sent and chance < 0.2:  # what is there already
            article = self.chance.choice(self.sent)
        elif self.sent and chance < 0.3:  # what another outlet has taken over
            article = self.chance.choice(self.sent) | {"outlet": "The Copy", "url": ""}
        self.sent.append(article)
        return article

    def _post(self, batch, key, answers):
        headers = self.headers | {"Idempotency-Key": key}
        answer = self.ask("/api/v1/articles/", body=json.dumps(batch), headers=headers)
        with self.lock:
            if answer.status not in (200, 201):
                self.counts["posts that failed"] += 1
                return
            told = json.loads(answer.data)
            self.created |= {one["id"] for one in told if one["status"] == "created"}
            answers.add(json.dumps([(one["id"], one["status"]) for one in told]))


class Browser(Sender):
    """An editor's browser, signed in."""

    def __init__(self, session, **more):
        super().__init__(**more)
        cookies = f"{SESSION}={session}; csrftoken={FORGERY}"
        self.headers = {"Cookie": cookies, "X-CSRFToken": FORGERY}


class Uploader(Browser):
    """Sends a file of four new articles, one that is known, and a row that is none."""

    NEW = 4

    def __init__(self, words, **more):
        super().__init__(**more)
        self.articles = rows(10**9, words, seed=5)
        self.known = next(self.articles)

    def send(self):
        new = [next(self.articles) for _ in range(self.NEW)]
        first = [] if self.counts["files"] else [self.known]
        lines = [json.dumps(one) for one in (self.known, *new)] + ["{no row"]
        content = "\n".join(lines).encode()
        fields = {"outlet": "", "files": ("articles.jsonl", content, "application/jsonl")}
        answer = self.ask("/articles/upload/", fields=fields, headers=self.headers)
        if answer.status in (302, 303):
            self.counts.update({"files": 1, "new": len(new) + len(first), "bad": 1})


class Reviewer(Browser):
    """Accepts and rejects what is suggested, sometimes sending a decision twice."""

    def send(self):
        from annotations.models import Annotation

        suggested = Annotation.objects.filter(status="suggested").order_by("-pk")[:200]
        found = list(suggested.values_list("pk", "article_id", "revision"))
        if not found:
            return
        pk, article, revision = self.chance.choice(found)
        verb = self.chance.choice(["accept", "accept", "reject"])
        path = f"/articles/{article}/annotations/{pk}/{verb}/"
        fields = {"request_id": str(uuid.uuid4()), "revision": str(revision)}
        headers = self.headers | {"HX-Request": "true"}
        times = self.chance.choice([1, 1, 1, 1, 2])
        answers = {
            self.ask(path, fields=fields, headers=headers, encode_multipart=False).status
            for _ in range(times)
        }
        self.counts["decided" if 200 in answers else "refused"] += 1

    def leave(self):
        from django.db import connection

        connection.close()
