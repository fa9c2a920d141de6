"""What reading costs beside speed: cold start, memory, and the price of length.

    python benchmarks/limits.py [FILE.jsonl] [--articles 300] [--rounds 5]

Prints (a) the seconds from the start of a fresh `manage.py extract` to its first record, the least
and the median of the rounds; (b) the peak of its resident memory over the articles; (c) how many
times as long a word takes in an article of 200,000 characters as in ones of 5,000, each read in
turn, from the least of the rounds. Without a file it reads the sample articles over and over, each
copy changed a little; the long article is put together from them.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from throughput import PROJECT, articles

EXTRACT = [sys.executable, str(PROJECT / "manage.py"), "extract"]
SHORT, LONG = 5_000, 200_000
# Short articles read for each long one: enough that both take seconds.
SHORT_ONES = 10


def main():
    arguments = read_arguments()
    starts = [cold_start() for _ in range(arguments.rounds)]
    say("cold start", f"{min(starts):.1f} s, median {statistics.median(starts):.1f} s", "6 s")
    peak = peak_memory(articles(arguments.file, arguments.articles))
    say("memory", f"{peak / 1e6:,.0f} MB resident at the peak", "1,100 MB")
    times = price_of_length(arguments.file, arguments.rounds)
    say("length", f"{times:.2f} times as long a word", "3 times")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=PROJECT / "articles/samples/articles.jsonl")
    parser.add_argument("--articles", type=int, default=300, help="for memory (default: 300)")
    parser.add_argument("--rounds", type=int, default=5, help="for the times (default: 5)")
    return parser.parse_args()


def say(what, figure, limit):
    print(f"{what:11} {figure} (at most {limit})", flush=True)  # noqa: T201


def cold_start() -> float:
    """Seconds from starting the command until it has written the record of one article."""
    line = json.dumps({"id": 1, "text": "Emmanuel Macron proposed a truce. Iran rejected it."})
    began = time.perf_counter()
    with subprocess.Popen(EXTRACT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as command:
        command.stdin.write(f"{line}\n".encode())
        command.stdin.close()
        record = json.loads(command.stdout.readline())
        seconds = time.perf_counter() - began
    if "mentions" not in record:
        raise SystemExit(f"The command could not read an article: {record}")
    return seconds


def peak_memory(rows) -> int:
    """The most bytes that the command ever held resident while reading the rows."""
    with tempfile.TemporaryFile() as given, open(os.devnull, "w") as nowhere:
        given.writelines(f"{json.dumps(row)}\n".encode() for row in rows)
        given.seek(0)
        command = subprocess.Popen(EXTRACT, stdin=given, stdout=nowhere)
        _, status, used = os.wait4(command.pid, 0)
    if status:
        raise SystemExit("The command failed.")
    return used.ru_maxrss * 1024


def price_of_length(file, rounds) -> float:
    """How many times as long a word takes in a long article as in short ones."""
    sys.path.insert(0, str(PROJECT))
    whole = "\n\n".join(row["text"] for row in articles(file, 1000))
    short = [whole[n * SHORT : (n + 1) * SHORT] for n in range(SHORT_ONES)]
    seconds_a_word(short[:1])  # what is built once a process is no part of it
    pairs = [(seconds_a_word([whole[:LONG]]), seconds_a_word(short)) for _ in range(rounds)]
    return min(long for long, _ in pairs) / min(short for _, short in pairs)


def seconds_a_word(texts) -> float:
    from annotations.pipeline import Source, extract

    began = time.perf_counter()
    for _ in extract(map(Source, texts)):
        pass
    return (time.perf_counter() - began) / sum(len(text.split()) for text in texts)


if __name__ == "__main__":
    main()
