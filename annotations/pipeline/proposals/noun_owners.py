"""Whose proposal a noun names: "*Macron's* plan", "a plan *by Egypt*", "a plan *it* tabled"."""

from spacy.tokens import Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.drafts import PEOPLE, is_actor, named_before

NATIONAL = frozenset({"NORP", "GPE", "ORG", "PERSON"})
PUTTING = cues.verb_forms(
    "propose suggest make put table float present submit offer unveil outline issue launch sponsor "
    "draft broker introduce advance circulate announce deliver raise file publish pitch author "
    "back voice draw work hand bring air moot set impose"
)


def proposer(noun: Token) -> tuple[Token | None, str]:
    """Give who puts a proposal forward, and by which rule."""
    for rule, reader in READERS.items():
        who = reader(noun)
        if who is not None:
            return who, rule
    return None, ""


def possessor(noun: Token) -> Token | None:
    """The possessor: "*Macron's* proposal", "*its* call"."""
    who = syntax.child(noun, "poss")
    return who if who is not None and (is_actor(who) or who.pos_ == "PRON") else None


def nationality(noun: Token) -> Token | None:
    """The name before it: "a *French* proposal", "the *Bush Administration* plan"."""
    for left in noun.lefts:
        if left.dep_ in ("amod", "compound", "nmod") and left.ent_type_ in NATIONAL:
            return left
    return named_before(noun) or _unlabelled(noun)


def _unlabelled(noun: Token) -> Token | None:
    """Who demands, named before it without a label: "*Polisario* demands", "*opposition* calls"."""
    if cues.NOUN_ACTS.get(noun.lower_) not in ("demand", "urge", "request"):
        return None
    left = next((c for c in noun.lefts if c.dep_ == "compound" and c.i == noun.i - 1), None)
    if left is None or left.ent_type_:
        return None
    return left if left.pos_ == "PROPN" or left.lower_ in PEOPLE else None


def author(noun: Token) -> Token | None:
    """Who it comes from: "a plan *by Egypt*", "offers *from Qatar*", "the demands *of* powers"."""
    for prep in noun.rights:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from", "of"):
            who = syntax.child(prep, "pobj")
            if who is not None and is_actor(who):
                return who
    for prep in noun.subtree:
        if prep.dep_ in ("prep", "agent") and prep.lower_ == "from" and prep.i > noun.i:
            who = syntax.child(prep, "pobj")
            near = prep.head.head.lower_ == "of" or (who is not None and who.ent_type_ != "GPE")
            if who is not None and is_actor(who) and near:
                return who
    return None


def maker(noun: Token) -> Token | None:
    """Who put it forward, in a clause: "the plan *tabled by Egypt*", "the offer that *it* made"."""
    for clause in noun.rights:
        if clause.dep_ in ("acl", "relcl") and clause.lower_ in PUTTING:
            who = syntax.actor(clause)
            if who is not None and who != noun and is_actor(who):
                return who
    return None


def bearer(noun: Token) -> Token | None:
    """Who utters it: "*Cairo* renewed its call", "*the EU* issued an appeal"."""
    noun = _quantity(noun)
    verb = noun.head
    if noun.dep_ == "pobj" and verb.dep_ == "prep":
        return None
    if noun.dep_ in ("dobj", "nsubjpass") and verb.lower_ in cues.SUPPORTS:
        who = syntax.actor(verb)
        return who if who is not None and is_actor(who) else None
    return None


def _quantity(noun: Token) -> Token:
    """Give the word that counts a noun, as it stands in its place: "*one* of its proposals"."""
    counted = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.i > 0
    above = noun.head.head if counted else noun
    return above if above.lower_ in COUNTING or above.pos_ == "NUM" else noun


COUNTING = cues.words("one some many several most all series number set couple dozen raft range")

READERS = {
    "possessor": possessor,
    "maker": maker,
    "author": author,
    "nationality": nationality,
    "bearer": bearer,
}
