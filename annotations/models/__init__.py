from . import among  # noqa: F401 - the lookup `among` is registered
from .annotations import Annotation, Layer, Origin, Role, Slot, Status
from .entities import Alias, Entity, Kind, Organisation, Person, Place, name_key
from .knowledge import Knowledge, Teaching
from .proposals import Outcome, Proposal
from .queue import Claim, Skip, Waiting
from .recurring import Recurring
from .reviews import Review, Verdict
from .runs import ExtractionRun, State
from .tokens import Grant, Scope

__all__ = [
    "Alias",
    "Annotation",
    "Claim",
    "Entity",
    "ExtractionRun",
    "Grant",
    "Kind",
    "Knowledge",
    "Layer",
    "Organisation",
    "Origin",
    "Outcome",
    "Person",
    "Place",
    "Proposal",
    "Recurring",
    "Review",
    "Role",
    "Scope",
    "Skip",
    "Slot",
    "State",
    "Status",
    "Teaching",
    "Verdict",
    "Waiting",
    "name_key",
]
