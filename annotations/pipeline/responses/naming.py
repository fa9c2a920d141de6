"""How words name what is answered: by a noun for it, by a pronoun, or by what is to be done."""

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from annotations.pipeline import codes, records
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import noun_forms, words
from annotations.pipeline.proposals.retellings import DUMMIES
from annotations.pipeline.responses import stances
from annotations.pipeline.responses.answered import BILLS
from annotations.pipeline.responses.answers import counted

PRONOUNS = words("it this that these those which them")
DEFINITE = words("the this that these those such")
# Names are everywhere in an article: that two phrases share one says little.
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})
# So many words of an object tell what it is about.
LONGEST = 30


@dataclass(frozen=True, slots=True)
class Answered:
    """The words that name what is answered, looked at once for all proposals.

    `kind` is how they stand for it (`describes`), `subject` what is to be done (codes.py).
    """

    head: Token
    phrase: Span
    kind: str
    stems: frozenset[str]
    subject: str


def answered(thing: Token | None) -> Answered | None:
    """Look at the head of what is answered, if the text names it."""
    if thing is None:
        return None
    thing = whole(thing)
    phrase, kind = about(thing), describes(thing)
    owner = syntax.owner(thing) if kind == "words" else None
    tells = (t for t in phrase if owner is None or not (t == owner or owner.is_ancestor(t)))
    told = " ".join(t.lower_ for t in tells if kind == "referring" or t.ent_type_ not in NAMED)
    subject = codes.subject_of(phrase.text) if kind == "words" else ""
    return Answered(thing, phrase, kind, frozenset(stems_in(told)), subject)


def stems_in(text: str) -> set[str]:
    """Give the stems of the words that carry meaning: closing and closed, vote and voting agree."""
    parts = text.casefold().replace("-", " ").replace("’", " ").replace("'", " ").split()
    stripped = (word.strip('.,;:"“”()') for word in parts)
    return {_stem(w) for w in stripped if len(w) > 2 and w.isalpha() and w not in DUMMIES}


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)][:5]
    return word[:5]


def about(thing: Token) -> Span:
    """Give the words that hang on an object, the nearest of them."""
    first = max(thing.left_edge.i, thing.i - LONGEST)
    return thing.doc[first : min(thing.right_edge.i, thing.i + LONGEST) + 1]


def acts_of(thing: Token) -> tuple[str, ...]:
    """Give the acts that a noun for a proposal may stand for; a bill is put forward, not urged."""
    acts = stances.REFERRING.get(thing.lower_, ())
    return tuple(act for act in acts if act == "propose") if thing.lower_ in BILLS else acts


# What happens and is then condemned or mourned, though a proposal may be about it.
EVENTS = noun_forms(
    "attack bombing explosion blast shooting killing murder massacre assassination slaughter "
    "shelling coup raid abduction kidnapping hijacking crash earthquake violence bloodshed clash "
    "riot atrocity death arrest detention execution beating crackdown test launch incident "
    "poisoning invasion"
)


def is_event(thing: Token) -> bool:
    """Say whether a noun names what has happened: "condemned *the bombing*"."""
    return thing.pos_ == "NOUN" and thing.lower_ in EVENTS


OTHERS = words("another other similar rival separate different new every")


def is_another(thing: Token) -> bool:
    """Say whether a noun means a proposal not told yet: "a *similar* text"."""
    return any(c.lower_ in OTHERS for c in thing.lefts)


def noun_stem(word: str) -> str:
    return word.removesuffix("s")[:5]


def names_before(thing: Token) -> list[Token]:
    """Give the names that say whose an object is: "the *French* idea", "the *US* plan"."""
    deps = ("amod", "compound", "nmod")
    return [c for c in thing.lefts if c.dep_ in deps and c.ent_type_ in NAMED]


def stems_of(who: records.Span) -> set[str]:
    """Give the stems of an actor's words and name."""
    return stems(f"{who.text} {who.name or ''}".split())


def stems(tokens) -> set[str]:
    """Give the first four letters of names: French and France share them."""
    return {t.casefold()[:4] for t in tokens if t[:1].isupper()}


def whole(thing: Token) -> Token:
    """Give the proposal of which only a part is named: "the details of the *plan*"."""
    thing = counted(thing)
    if thing.lower_ in stances.PARTS:
        parts = (t for t in thing.subtree if t != thing and t.lower_ in stances.REFERRING)
        return next(parts, thing)
    if thing.pos_ == "VERB":
        return _done_with(thing) or thing
    if thing.lower_ in stances.REFERRING or thing.pos_ != "NOUN":
        return thing
    named = (syntax.child(c, "pobj") for c in thing.rights if c.lower_ in CONCERNING)
    return next((t for t in named if t is not None and t.lower_ in stances.REFERRING), thing)


def _done_with(verb: Token) -> Token | None:
    """Give the proposal that is the object of a deed: "declined to join *the initiative*"."""
    thing = syntax.child(verb, "dobj")
    if thing is None or thing.lower_ not in stances.REFERRING:
        return None
    return thing if any(c.lower_ in DEFINITE or c.dep_ == "poss" for c in thing.lefts) else None


# Before what talks, votes and changes are about: "put off a vote *on* the bill".
CONCERNING = words("on about over of to in for with regarding concerning behind")


def describes(thing: Token) -> str:
    """Say how an object stands for a proposal: "referring", "pronoun" or "words"."""
    if thing.lower_ in stances.REFERRING:
        return "referring"
    return "pronoun" if thing.lower_ in PRONOUNS else "words"


def stems_of_telling(proposal: records.Proposal) -> set[str]:
    """Give the stems of the words by which a proposal is called: its cue and its content.

    In "must accept *the* proposal" the proposal is another, known already.
    """
    content = proposal.content.text.casefold().split() if proposal.content else []
    new = [word for before, word in pairwise(["", *content]) if before not in DEFINITE]
    return {noun_stem(word) for word in (*proposal.cue.text.casefold().split(), *new)}


def is_taken_up_in(thing: Token, proposal: records.Proposal) -> bool:
    """Say whether a proposal is about what is answered: "urged them to accept *the ruling*"."""
    content = proposal.content.text.casefold().split() if proposal.content else []
    stem = noun_stem(thing.lower_)
    if thing.lower_ in BILLS:
        return False
    return any(b in DEFINITE and noun_stem(word) == stem for b, word in pairwise(content))
