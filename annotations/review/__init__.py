"""What editors decide: check, change and record, in one transaction.

Each verb returns the Review that records it. A verb raises Refused when the request makes no
sense, and Stale when somebody else was faster; either way nothing has changed.
"""

from .claims import claim, done, release, reopen, skip
from .decisions import Decision
from .entities import merge, new_entity, unmerge
from .slots import clear, date, fill, retell
from .threads import attach, join, leave, overrule
from .undoing import undo
from .verbs import accept, add, reject, relabel, relink, respan

__all__ = [
    "Decision",
    "accept",
    "add",
    "attach",
    "claim",
    "clear",
    "date",
    "done",
    "fill",
    "join",
    "leave",
    "merge",
    "new_entity",
    "overrule",
    "reject",
    "relabel",
    "release",
    "relink",
    "reopen",
    "respan",
    "retell",
    "skip",
    "undo",
    "unmerge",
]
