"""Write batches to the database over several connections at a time.

Most of storing an article is the database's work, above all its index of words, and a connection
keeps one core busy: several keep several busy while further batches are read.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TypeVar

from django.db import DatabaseError, connection

Batch = TypeVar("Batch")
Stored = TypeVar("Stored")


def at_once(
    store: Callable[[Batch], Stored],
    batches: Iterable[Batch],
    claims: Callable[[Batch], set],
    writers: int,
) -> Iterator[Stored]:
    """Store batches in `writers` threads with a connection each; give what `store` gave.

    What is given comes in the order of the batches. Batches that share a claim are stored one after
    another, in order. Few batches are held at a time. After a DatabaseError no further batch is
    begun; it is raised when those that had begun have ended.
    """
    begun: deque[tuple[set, Future]] = deque()
    failures = []

    def ended() -> Iterator[Stored]:
        try:
            yield begun.popleft()[1].result()
        except DatabaseError as error:
            failures.append(error)

    with _threads(writers) as pool, _cancelled(begun):
        for batch in batches:
            claimed = claims(batch)
            while len(begun) > writers or any(claimed & other for other, _ in begun):
                yield from ended()
            if failures:
                break
            begun.append((claimed, pool.submit(store, batch)))
        while begun:
            yield from ended()
    if failures:
        raise failures[0]


@contextmanager
def _threads(count) -> Iterator[ThreadPoolExecutor]:
    """Threads that close their connections when they end."""
    together = Barrier(count)

    def leave():
        together.wait()  # else one thread might leave for two
        connection.close()

    with ThreadPoolExecutor(count) as pool:
        try:
            yield pool
        finally:
            for _ in range(count):
                pool.submit(leave)


@contextmanager
def _cancelled(begun) -> Iterator[None]:
    """What has not really begun when we leave never does."""
    try:
        yield
    finally:
        for _, future in begun:
            future.cancel()
