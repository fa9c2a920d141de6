"""What editors decide: check, change and record, in one transaction.

Each verb returns the Review that records it. A verb raises Refused when the request makes no
sense, and Stale when somebody else was faster; either way nothing has changed.
"""

from .applying import Reach, accept_all, apply, reach
from .claims import claim, done, release, reopen, skip
from .decisions import Decision
from .entities import merge, new_entity, unmerge
from .notes import note
from .slots import clear, date, fill, fill_from, qualify, retell
from .splitting import split
from .spreading import apply as apply_piece
from .spreading import apply_back, unapply
from .teaching import drop_alias, forget, rule, teach_again, teach_alias, teach_never
from .threads import attach, counter, join, leave, overrule, tie
from .undoing import undo
from .verbs import accept, add, reject, relabel, relink, respan
from .withdrawal import part, restore, withdraw

__all__ = [
    "Decision",
    "Reach",
    "accept",
    "accept_all",
    "add",
    "apply",
    "apply_back",
    "apply_piece",
    "attach",
    "claim",
    "clear",
    "counter",
    "date",
    "done",
    "drop_alias",
    "fill",
    "fill_from",
    "forget",
    "join",
    "leave",
    "merge",
    "new_entity",
    "note",
    "overrule",
    "part",
    "qualify",
    "reach",
    "reject",
    "relabel",
    "release",
    "relink",
    "reopen",
    "respan",
    "restore",
    "retell",
    "rule",
    "skip",
    "split",
    "teach_again",
    "teach_alias",
    "teach_never",
    "tie",
    "unapply",
    "undo",
    "unmerge",
    "withdraw",
]
