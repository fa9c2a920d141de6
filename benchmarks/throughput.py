"""How fast articles are read: the bare model, the pipeline, and the way into PostgreSQL.

    python benchmarks/throughput.py [FILE.jsonl] [--articles 300] [--rounds 3]

Prints articles and words per second of (a) the bare spaCy model's nlp.pipe, (b) what `manage.py
extract` does and (c) what `manage.py process` does, on the same articles in one run, and the ratios
(b)/(a) and (c)/(a). A round reads each batch of 32 articles with (a) and (b) in turn, then all of
them with (c). What is printed is the least of the rounds, summed over the batches: other work on
the machine can only add to a time. Without a file it reads the sample articles over and over, each
copy changed a little. (c) writes into a database of its own that is dropped at the end.
"""

import argparse
import io
import json
import sys
import time
import warnings
from itertools import cycle, islice

from scratch import PROJECT, scratch_database, set_up

BATCH = 32
NAMES = ("bare model", "extract", "process")


def main():
    arguments = read_arguments()
    set_up()
    rows = articles(arguments.file, arguments.articles)
    words = sum(len(row["text"].split()) for row in rows)
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    rounds = []
    with scratch_database():
        nlp = bare_model()
        for measure in (lambda: bare(nlp, rows[:BATCH]), lambda: extract(rows[:BATCH])):
            measure()  # what is built once a process is no part of the rates
        for _ in range(arguments.rounds):
            pairs = [(timed(bare, nlp, batch), timed(extract, batch)) for batch in batches]
            store(rows)
            rounds.append((*zip(*pairs, strict=True), (timed(process),)))
    report(rounds, len(rows), words)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=PROJECT / "articles/samples/articles.jsonl")
    parser.add_argument("--articles", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each (default: 3)")
    return parser.parse_args()


def articles(file, count):
    """`count` rows with different texts: a copy starts with a line of its own."""
    with open(file, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    copies = islice(enumerate(cycle(rows)), count)
    return [row | {"id": n, "text": f"Copy {n}.\n\n{row['text']}"} for n, row in copies]


def bare_model():
    import spacy

    from annotations.pipeline.parsing.language import model_path

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(model_path())


def bare(nlp, rows):
    for _ in nlp.pipe((row["text"] for row in rows), batch_size=BATCH):
        pass


def extract(rows):
    from django.core.management import call_command

    given = io.TextIOWrapper(io.BytesIO("".join(f"{json.dumps(r)}\n" for r in rows).encode()))
    stdin, sys.stdin = sys.stdin, given
    try:
        call_command("extract", stdout=io.StringIO())
    finally:
        sys.stdin = stdin


def store(rows):
    """Put the articles, and nothing else, into the database."""
    from django.core.management import call_command
    from django.db import transaction

    from articles import ingest

    call_command("flush", interactive=False, verbosity=0)
    drafts = [ingest.draft(row["text"], row.get("title") or "Untitled") for row in rows]
    with transaction.atomic():
        ingest.store_many(drafts)
        transaction.get_connection().run_on_commit.clear()


def process():
    from django.core.management import call_command

    call_command("process", stderr=io.StringIO())


def timed(work, *arguments):
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began


def report(rounds, count, words):
    print(f"{count} articles, {words:,} words, least of {len(rounds)} rounds")  # noqa: T201
    bare_model, *others = (
        sum(map(min, zip(*measured, strict=True))) for measured in zip(*rounds, strict=True)
    )
    for name, seconds in zip(NAMES, (bare_model, *others), strict=True):
        print(  # noqa: T201
            f"{name:10}  {count / seconds:7.2f} articles/s  {words / seconds:7,.0f} words/s"
            f"  {bare_model / seconds:5.2f} of the bare model"
        )


if __name__ == "__main__":
    main()
