"""Who stands in a slot, and who answers for whom: pure.

A party is what a proposal or a response names: a person, a body, a country, by its words and by
the entity that these stand for.
"""

import re
from dataclasses import dataclass

from .models.entities import Kind, name_key

_NOT_A_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a slot.

    `key` is the same for whatever stands for the same. `offices` are those in which the article at
    hand presents a person, so they hold at its date.
    """

    key: str
    name: str
    words: str = ""
    entity_id: int | None = None
    kind: str = ""
    country: str = ""
    is_country: bool = False
    offices: tuple[str, ...] = ()
    start_char: int | None = None
    end_char: int | None = None


def answers_for(responder: Party, addressee: Party) -> bool:
    """Whether the responder's answer is the addressee's: it is one, or acts for it.

    Who acts for a country: its office-holders and its bodies. Who acts for anybody else: who holds
    an office there ("Hamas spokesman").
    """
    if responder.key == addressee.key or _may_be_one(responder, addressee):
        return True
    return _holds_office_with(responder, addressee) or _acts_for_country(responder, addressee)


def _may_be_one(responder, addressee):
    """Whether they share a name, and no entity tells them apart."""
    unlinked = responder.entity_id is None or addressee.entity_id is None
    return unlinked and _words(responder.name) == _words(addressee.name) != "  "


def _acts_for_country(responder, addressee):
    if not addressee.is_country or not addressee.country:
        return False
    if responder.country != addressee.country:
        return False
    return responder.kind == Kind.ORGANISATION or responder.is_country or bool(responder.offices)


def _holds_office_with(responder, addressee):
    name = _words(addressee.name)
    return bool(name.strip()) and any(name in _words(office) for office in responder.offices)


def _words(name):
    """The words of a name for comparison, a space around each."""
    return f" {_NOT_A_WORD.sub(' ', name_key(name)).strip()} "
