"""How much faster several processes read: `manage.py process --processes` 1, 2 and 4.

    python benchmarks/workers.py [FILE.jsonl] [--articles 300] [--processes 1 2 4]

For each number of processes the articles are stored in a database of their own and read once.
Prints articles and words per second, the start of the processes included; the processor time of all
of them together; and how many articles were read twice, which must be none. Without a file it reads
the sample articles over and over, each copy changed a little.
"""

import argparse
import json
import tempfile
import time

from scratch import PROJECT, run, scratch_database, set_up
from throughput import articles


def main():
    arguments = read_arguments()
    set_up()
    rows = articles(arguments.file, arguments.articles)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps({**row, "url": ""}) + "\n" for row in rows)
        file.flush()
        for processes in arguments.processes:
            with scratch_database() as environment:
                run(environment, "import_articles", file.name)
                measure(environment, processes, sum(len(row["text"].split()) for row in rows))


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=PROJECT / "articles/samples/articles.jsonl")
    parser.add_argument("--articles", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    return parser.parse_args()


def measure(environment, processes, words):
    from annotations.models import ExtractionRun

    began = time.perf_counter()
    used = run(environment, "process", "--processes", str(processes))
    seconds = time.perf_counter() - began
    runs = list(ExtractionRun.objects.order_by().values_list("state", "attempts"))
    read = runs.count(("finished", 1))
    print(  # noqa: T201
        f"{processes} processes: {read / seconds:6.2f} articles/s  {words / seconds:7,.0f} words/s"
        f"  {used.ru_utime + used.ru_stime:6.1f} s of processor time; {read} read,"
        f" {len(runs) - read} otherwise, {sum(attempts > 1 for _, attempts in runs)} doubled",
        flush=True,
    )


if __name__ == "__main__":
    main()
