"""Stop when asked to (SIGINT, SIGTERM): what is at hand is ended, nothing further is begun.

A second request ends the process at once.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

REQUESTS = (signal.SIGINT, signal.SIGTERM)
_LOOK_SECONDS = 0.2


class Stop:
    """True once this process has been asked to stop, or its `parent`, if it has one, is gone.

    `children` are processes that a request is passed on to.
    """

    def __init__(self):
        self.signal = 0
        self.parent: int | None = None
        self.children = []

    def __bool__(self):
        return bool(self.signal) or self.parent not in (None, os.getppid())

    @property
    def exit_status(self) -> int:
        """What a shell expects of a process that a signal has ended."""
        return 128 + (self.signal or signal.SIGTERM)

    def hear(self, number, _frame):
        self.signal = number
        for request in REQUESTS:
            signal.signal(request, signal.SIG_DFL)
        for child in self.children:
            child.terminate()


_latest: Stop | None = None


@contextmanager
def hearing() -> Iterator[Stop]:
    """Note a request to stop instead of ending. Outside the main thread none is heard."""
    global _latest  # noqa: PLW0603 - signals are the whole process's
    outer, stop, before = _latest, Stop(), {}
    _latest = stop
    with suppress(ValueError):
        before = {request: signal.signal(request, stop.hear) for request in REQUESTS}
    try:
        yield stop
    finally:
        _latest = outer
        for request, handler in before.items():
            signal.signal(request, handler)


def asked_to_stop() -> bool:
    """Whether this process hears requests to stop and has had one."""
    return bool(_latest)


def wait(seconds: float, stop: Stop) -> None:
    """Wait so long, or until asked to stop."""
    ends = time.monotonic() + seconds
    while not stop and (left := ends - time.monotonic()) > 0:
        time.sleep(min(left, _LOOK_SECONDS))
