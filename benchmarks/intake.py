"""How fast a file of articles is stored, and in how much memory.

    python benchmarks/intake.py [--articles 100000] [--words 400] [--again]

Writes a file of made-up articles (chains of the words of the sample articles, no two alike), and
has `manage.py import_articles` store it in a database of its own, which is dropped at the end.
Prints articles per second, the processor time that an article takes (the command's and, where the
server is on this machine, the database's: what tells on a machine that has other work), and the
peak of the command's resident memory, for the first tenth of the file and for all of it: memory
that is flat is the same for both. With --again the whole file is given once more: nothing is new.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from itertools import islice

import psutil
from django.db import connection
from scratch import PROJECT, run, scratch_database, set_up

OUTLETS = [f"Courier {number}" for number in range(50)]


def main():
    arguments = read_arguments()
    set_up()
    with tempfile.TemporaryDirectory() as folder:
        whole = write(f"{folder}/whole.jsonl", arguments.articles, arguments.words)
        tenth = head(whole, f"{folder}/tenth.jsonl", arguments.articles // 10)
        for file, count in ((tenth, arguments.articles // 10), (whole, arguments.articles)):
            with scratch_database() as environment:
                measure(environment, file, count, "stored")
                if arguments.again and file == whole:
                    measure(environment, file, count, "known already")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000, help="how many (default: 100000)")
    parser.add_argument("--words", type=int, default=400, help="of each, about (default: 400)")
    parser.add_argument("--again", action="store_true", help="and give the file a second time")
    return parser.parse_args()


def measure(environment, file, count, told):
    began, busy = time.perf_counter(), server_seconds()
    used = run(environment, "import_articles", file)
    seconds, busy = time.perf_counter() - began, server_seconds() - busy
    own = used.ru_utime + used.ru_stime
    print(  # noqa: T201
        f"{count:8,} articles {told}: {count / seconds:7,.0f} a second; of processor time "
        f"{own / count * 1e6:,.0f} µs each and {busy / count * 1e6:,.0f} µs the database's; "
        f"{used.ru_maxrss / 1024:,.0f} MB at the peak",
        flush=True,
    )


def server_seconds() -> float:
    """The processor time of all that the database has done so far; 0 where it is elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = psutil.Process(cursor.fetchone()[0])
    server = backend.parent()
    if backend.name() != "postgres" or not server:
        return 0.0
    ended = server.cpu_times()
    spent = ended.user + ended.system + ended.children_user + ended.children_system
    for each in server.children():
        with suppress(psutil.NoSuchProcess):  # ended meanwhile
            living = each.cpu_times()
            spent += living.user + living.system
    return spent


def write(path, count, words) -> str:
    with open(path, "w", encoding="utf-8") as file:
        for row in rows(count, words):
            file.write(json.dumps(row) + "\n")
    return path


def head(whole, path, count) -> str:
    with open(whole, encoding="utf-8") as source, open(path, "w", encoding="utf-8") as file:
        file.writelines(islice(source, count))
    return path


def rows(count, words, seed=1):
    """Articles whose every word follows its neighbour somewhere in the samples."""
    followers, chance = chains(), random.Random(seed)
    for number in range(count):
        length = chance.randint(words // 2, words * 3 // 2)
        paragraphs = [" ".join(walk(followers, chance, 50)) for _ in range(max(length // 50, 1))]
        yield {
            "title": f"Report {number}: " + " ".join(walk(followers, chance, 7)),
            "text": f"Of {number}. " + "\n\n".join(paragraphs),
            "date": f"{2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}T09:30Z",
            "outlet": OUTLETS[number % len(OUTLETS)],
            "url": f"https://courier-{number % len(OUTLETS)}.example/{os.getpid()}/{number}",
            "byline": "Anna Berg",
        }


def chains() -> dict[str, list[str]]:
    followers = defaultdict(list)
    with open(PROJECT / "articles/samples/articles.jsonl", encoding="utf-8") as samples:
        for line in samples:
            words = json.loads(line)["text"].split()
            for word, after in zip(words, words[1:] + words[:1], strict=True):
                followers[word].append(after)
    return dict(followers)


def walk(followers, chance, length):
    word = chance.choice(list(followers)) if length < 10 else "The"
    for _ in range(length):
        yield word
        word = chance.choice(followers[word])


if __name__ == "__main__":
    main()
