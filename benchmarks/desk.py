"""How quick the review desk is on an article of 3,000 words with 400 annotations.

    python benchmarks/desk.py [--rounds 30] [--keys]

Prints (a) of the article's page the milliseconds that the server takes, the queries, and the bytes
of HTML and of all script that it loads, uncompressed; (b) of each decision the milliseconds,
queries and bytes of its answer, asked for as the page's own script does: "all opened" is an accept
while the card and the attributions are open, so that they are sent too. Each is undone again, which
is measured as well. With --keys, (c) the milliseconds from a key to the next painted frame in
Chromium. Times are the median, the 95th percentile and the least of the rounds; of the server also
the median that its own process computes and that it waits for the database, which tell on a machine
with other work what is due to that. All of it happens in a database of its own that is dropped at
the end.
"""

import argparse
import itertools
import re
import statistics
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from throughput import scratch_database, set_up

_SCRIPT = re.compile(r'<script[^>]* src="/static/([^"]+)"')
_IMPORT = re.compile(r'(?:from|import)[\s(]*"\./([^"]+)"')
# How many are accepted at a stroke.
_TOGETHER = 10


class Asked(NamedTuple):
    """A request, answered: what it took, and what came back."""

    milliseconds: float
    computing: float
    in_database: float
    queries: int
    content: bytes


@dataclass(frozen=True)
class Decision:
    """A decision about an annotation of a layer: its verb, what is sent with it, and from where.

    `opened`: while its card is open beside the text, and the list of attributions too.
    """

    verb: str
    layer: str = ""
    fields: dict = field(default_factory=dict)
    target: str = ""
    opened: bool = False


def main():
    arguments = read_arguments()
    set_up()
    serve_files_as_they_are()
    with scratch_database():
        desk = Desk()
        words, annotations = len(desk.article.text.split()), desk.article.annotations.count()
        print(f"{words:,} words, {annotations} annotations, {arguments.rounds} rounds")  # noqa: T201
        measure_page(desk, arguments.rounds)
        measure_decisions(desk, arguments.rounds)
        if arguments.keys:
            from desk_keys import measure_keys

            for key, times in measure_keys(desk, arguments.rounds).items():
                print(f"key {key}        {told(times)} to the next frame")  # noqa: T201


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30, help="of each request (default: 30)")
    parser.add_argument("--keys", action="store_true", help="measure keys in Chromium as well")
    return parser.parse_args()


def serve_files_as_they_are():
    """Not as somebody collected them some time ago, if anybody has."""
    from django.conf import settings

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]


def say(name, asked: list[Asked]):
    """One line of figures."""
    queries = max(one.queries for one in asked)
    size = max(len(one.content) for one in asked)
    times = told([one.milliseconds for one in asked])
    shares = (statistics.median(share) for share in zip(*(one[1:3] for one in asked), strict=True))
    parts = "{:6.1f} computing, {:5.1f} in the database".format(*shares)
    print(f"{name:12} {times}; {parts} {queries:4} queries {size:9,} bytes", flush=True)  # noqa: T201


def told(times):
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{statistics.median(times):6.1f} ms, p95 {p95:6.1f}, least {min(times):6.1f}"


class Desk:
    """An editor, signed in, at the article; another outlet has told the same."""

    def __init__(self):
        import long_article
        from django.contrib.auth.models import Group, User
        from django.test import Client

        self.article = long_article.make()
        self.elsewhere = long_article.make("The Other Test")
        self.user = User.objects.create_user("edgar")
        self.user.groups.set(Group.objects.filter(name="editor"))
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(self.user)

    def page(self) -> Asked:
        return self._asked(self.client.get, "")

    def post(self, address, fields, target="") -> Asked:
        headers = {"HX-Request": "true"} | ({"HX-Target": target} if target else {})
        fields = {"request_id": uuid.uuid4()} | fields
        return self._asked(self.client.post, address, fields, headers=headers)

    def undo(self) -> Asked:
        return self.post("undo/", {"review": self.user.reviews.latest("pk").pk})

    def _asked(self, method, address, *arguments, **more):
        from django.db import connection

        waits = []

        def counted(execute, *sent):
            asked = time.perf_counter()
            try:
                return execute(*sent)
            finally:
                waits.append((time.perf_counter() - asked) * 1000)

        address = f"{self.article.get_absolute_url()}{address}"
        began, computed = time.perf_counter(), time.process_time()
        with connection.execute_wrapper(counted):
            answer = method(address, *arguments, **more)
        taken = (time.perf_counter() - began) * 1000
        computing = (time.process_time() - computed) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}\n{answer.content.decode()}")
        return Asked(taken, computing, sum(waits), len(waits), answer.content)


# --- The page -------------------------------------------------------------------------------------


def measure_page(desk, rounds):
    page = desk.page()
    say("page", [desk.page() for _ in range(rounds)])
    sizes = script_sizes(page.content.decode())
    print(f"{'script':12} {sum(sizes.values()):,} bytes in {len(sizes)} files")  # noqa: T201


def script_sizes(html) -> dict[str, int]:
    """The bytes of each script that a page loads, and of those that they import."""
    from django.contrib.staticfiles import finders

    sizes, wanted = {}, _SCRIPT.findall(html)
    while wanted:
        name = wanted.pop()
        if name not in sizes:
            with open(finders.find(name), encoding="utf-8") as file:
                script = file.read()
            sizes[name] = len(script.encode())
            folder = name.rpartition("/")[0]
            wanted += [f"{folder}/{found}" for found in _IMPORT.findall(script)]
    return sizes


# --- Decisions ------------------------------------------------------------------------------------


def decisions_of(desk) -> dict[str, Decision]:
    """Each decision to measure, by name."""
    from annotations.models import Entity

    start = desk.article.text.index("talks at once")
    words = {"start_char": start, "end_char": start + 13, "words": "talks at once"}
    proposal = desk.elsewhere.annotations.filter(layer="proposal").latest("pk").proposal_id
    entity = Entity.objects.filter(kind="person").latest("pk").pk
    return {
        "accept": Decision("accept"),
        "all opened": Decision("accept", opened=True),
        "reject": Decision("reject"),
        "relabel": Decision("relabel", "name", {"label": "EVENT"}),
        "relink": Decision("relink", "name", {"entity": entity}, "inspector"),
        "fill": Decision("fill", "proposal", {"slot": "content"} | words, "inspector"),
        "join": Decision("join", "proposal", {"proposal": proposal}, "inspector"),
    }


def measure_decisions(desk, rounds):
    undone = []
    for name, decision in decisions_of(desk).items():
        wanted = suggested(desk, decision.layer)
        desk.post(*sent(decision, wanted[0]))
        desk.undo()
        asked = []
        for annotation in itertools.islice(itertools.cycle(wanted), rounds):
            asked.append(desk.post(*sent(decision, annotation)))
            undone.append(desk.undo())
        say(name, asked)
    carried = []
    for annotation in itertools.islice(itertools.cycle(often_named(desk)), rounds):
        desk.post(*sent(Decision("accept"), annotation))
        carried.append(desk.post(*carrying_over(desk, annotation)))
        undone.append(desk.undo())
    say("carry over", carried)
    accepted = []
    for start in range(rounds):
        accepted.append(desk.post("annotations/accept/", shown(desk, start)))
        undone.append(desk.undo())
    say(f"accept {_TOGETHER}", accepted)
    say("undo", undone)


def suggested(desk, layer=""):
    """The suggestions of a layer, or of all, in the order of the text."""
    found = desk.article.annotations.filter(status="suggested", layer__contains=layer)
    return list(found.in_reading_order())


def sent(decision, annotation):
    """What a form sends to decide about an annotation as it stands now."""
    annotation.refresh_from_db(fields=["revision"])
    fields = {"revision": annotation.revision} | decision.fields
    if decision.opened:
        fields |= {"inspected": annotation.pk, "open": "attributions"}
    return f"annotations/{annotation.pk}/{decision.verb}/", fields, decision.target


def often_named(desk):
    """Suggested names of which the article holds others that mean the same."""
    names = suggested(desk, "name")
    counts = Counter(one.entity_id for one in names)
    return [one for one in names if counts[one.entity_id] > 1]


def carrying_over(desk, annotation):
    """What carries the latest decision, on a name, over to the other mentions of it."""
    latest = desk.user.reviews.latest("pk")
    others = [one for one in suggested(desk, "name") if one.entity_id == annotation.entity_id]
    pairs = " ".join(f"{one.pk}:{one.revision}" for one in others)
    return f"annotations/alike/{latest.pk}/accept/", {"shown": pairs}


def shown(desk, start):
    """What "accept all" of several names sends."""
    names = suggested(desk, "name")[start : start + _TOGETHER]
    return {"shown": " ".join(f"{one.pk}:{one.revision}" for one in names)}


if __name__ == "__main__":
    main()
