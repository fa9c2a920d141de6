"""Work in several processes: forks of this one, which share the memory that it has filled.

One that dies is replaced, since what it left is taken up by those who work on. A request to stop is
passed on to all.
"""

import gc
import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import connection, get_context

from django.db import connections

from articles.stopping import REQUESTS, Stop, hearing

logger = logging.getLogger(__name__)

# Deaths in a row, without any message in between, after which it is not the work that kills.
MOST_DEATHS = 12
# What a death is followed by, and what children are given to end when we leave before them.
_PAUSE_SECONDS, _END_SECONDS = 0.5, 15
_fork = get_context("fork")


class CrewLost(Exception):
    """The processes die as soon as they are started."""


def crew(work: Callable[[Callable, Stop], None], count: int, stop: Stop) -> Iterator[object]:
    """What `count` processes tell while they do `work(tell, stop)`, until all have ended.

    Their `stop` is true once ours is. Connections to the database are closed before forking.
    Raises CrewLost when they do nothing but die.
    """
    gc.freeze()  # what is never looked at again by the collector stays shared
    pipes = {}
    deaths = 0
    try:
        while count and (pipes or not stop):
            while len(pipes) < count and not stop:
                _start(work, pipes, stop)
            for pipe in connection.wait(list(pipes)):
                try:
                    yield pipe.recv()
                    deaths = 0
                except (EOFError, OSError):
                    died = _ended(pipe, pipes, stop)
                    count -= not died
                    deaths += died
            if deaths >= MOST_DEATHS:
                raise CrewLost(f"{deaths} processes died one after another.")
    finally:
        _end(pipes.values())


def _start(work, pipes, stop):
    connections.close_all()
    ours, theirs = _fork.Pipe(duplex=False)
    child = _fork.Process(target=_live, args=(work, theirs))
    # A signal in between would be heard by a child that still takes itself for us.
    signal.pthread_sigmask(signal.SIG_BLOCK, REQUESTS)
    try:
        child.start()
        stop.children.append(child)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, REQUESTS)
    if stop:  # asked in between: the child has not heard of it
        child.terminate()
    theirs.close()
    pipes[ours] = child


def _live(work, pipe):
    """What a child does from its birth on."""
    with hearing() as stop:
        stop.parent = os.getppid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's; our parent passes it on
        signal.pthread_sigmask(signal.SIG_UNBLOCK, REQUESTS)
        with suppress(BrokenPipeError):  # nobody listens any more
            work(pipe.send, stop)


def _ended(pipe, pipes, stop) -> bool:
    """Whether the child behind a pipe that has ended died of itself, and wants replacement."""
    child = pipes.pop(pipe)
    child.join()
    stop.children.remove(child)
    pipe.close()
    if stop or child.exitcode == 0:
        return False
    logger.warning("Process %s died (%s); another takes its place", child.pid, child.exitcode)
    time.sleep(_PAUSE_SECONDS)
    return True


def _end(children):
    """End children that outlive our interest in them."""
    for child in children:
        child.terminate()
    for child in children:
        child.join(_END_SECONDS)
        if child.exitcode is None:
            child.kill()
            child.join()
