"""What speaks for a reaction answering a proposal: what it names, who answers, how near it stands.

Every sign is a number with a name; what each is worth stands in data/response_weights.tsv.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from pathlib import Path

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from annotations.pipeline import codes
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.cues import noun_forms
from annotations.pipeline.proposals.noun_owners import author
from annotations.pipeline.proposals.retellings import same_actor
from annotations.pipeline.records import Proposal, Span
from annotations.pipeline.responses import papers
from annotations.pipeline.responses.answers import PORTIONS, Reaction
from annotations.pipeline.responses.naming import (
    DEFINITE,
    Answered,
    acts_of,
    is_another,
    is_event,
    is_taken_up_in,
    names_before,
    noun_stem,
    stems,
    stems_in,
    stems_of,
    stems_of_telling,
)
from annotations.pipeline.responses.senses import Senses

WEIGHTS = Path(__file__).parents[1] / "data" / "response_weights.tsv"
BREAK = re.compile(r"\s*\n\s*")


def weights(column: str = "worth") -> dict[str, float]:
    """Read what each sign is worth, in log odds; "always" is what any pair starts from.

    "worth" is what gold taught (`manage.py train_responses`), "expected" what was set by hand.
    """
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {sign: float(worth if column == "worth" else hand) for sign, worth, hand in rows}


def write_weights(path: Path, worth: dict[str, float], expected: dict[str, float]) -> None:
    """Write a table of weights, the weightiest first, under the comment of the present one."""
    present = WEIGHTS.read_text(encoding="utf-8").splitlines()
    rows = sorted(worth, key=lambda sign: (sign != "always", -round(worth[sign], 2), sign))
    table = [f"{sign}\t{worth[sign]:.2f}\t{expected.get(sign, 0.0):.1f}" for sign in rows]
    comment = [line for line in present if line.startswith("#")]
    path.write_text("\n".join([*comment, *table, ""]), encoding="utf-8")


WORTH = weights()


def log_odds(signs: dict[str, float], worth: dict[str, float] = WORTH) -> float:
    """Give the log odds that a reaction with these signs answers the proposal."""
    return worth["always"] + sum(worth.get(sign, 0.0) * size for sign, size in signs.items())


# Weights learnt from so few articles are too sure of themselves: of 215 answers with log odds
# about 3.7, 1.4, 0 and -1.4, 0.80, 0.56, 0.41 and 0.21 were right.
SOBRIETY, CAUTION = 0.6, 0.4


def probability(odds: float) -> float:
    """Give how likely log odds of these weights are right, as gold showed."""
    return 1.0 / (1.0 + math.exp(CAUTION - SOBRIETY * odds))


class Links:
    """Collects the signs between the reactions and the proposals of an article.

    `actors` says who "the president" is in "the president's plan".
    """

    def __init__(self, doc: Doc, proposals: list[Proposal], actors):
        self.actors = actors
        self.proposals = proposals
        self.senses = Senses(doc)
        self.sentences = [sentence.start_char for sentence in doc.sents]
        self.paragraphs = [m.start() for m in BREAK.finditer(doc.text)]
        self.starts = [p.cue.start_char for p in proposals]
        self.lands = {m.entity.name: m.entity.country for m in actors.mentions if m.entity}
        self.begins = [m.start_char for m in actors.mentions]
        told = {p.id: p.content.text if p.content else "" for p in proposals}
        self.contents = {id_: stems_in(text) for id_, text in told.items()}
        self.subjects = {id_: codes.subject_of(text) for id_, text in told.items()}
        self.countries = {p.id: self._countries(p.proposer) for p in proposals}
        self.concerned = {p.id: self._concerned(p) for p in proposals}
        self.root = next((p.id for p in proposals if p.act == "propose"), None)
        self.answers: dict[str, list[tuple[int, Span]]] = defaultdict(list)

    def answer(self, proposal: Proposal, cue: TokenSpan, responder: Span) -> None:
        """Take note that a reaction answered a proposal: it is spoken of there, too."""
        self.answers[proposal.same_as or proposal.id].append((cue.start_char, responder))

    def _spoken_of(
        self, reaction: Reaction, thing: Answered | None, responder: Span, proposal: Proposal
    ) -> int:
        """Give where a proposal was last told, or answered by others, before a reaction.

        What only takes up is as near as the last answer: "Oslo backed the plan. Bonn *refused*".
        """
        told, start = proposal.cue.start_char, reaction.cue.start_char
        if told > start or not _takes_up(reaction, thing):
            return told
        answers = self.answers[proposal.same_as or proposal.id]
        others = (at for at, who in answers if at < start and not same_actor(who, responder))
        return max([told, *others])

    def signs(
        self, reaction: Reaction, thing: Answered | None, responder: Span, proposal: Proposal
    ) -> dict[str, float] | None:
        """Give the signs that a reaction answers a proposal, None where it cannot."""
        cue = reaction.cue
        if same_actor(responder, proposal.proposer):
            return None
        if cue.start_char < proposal.cue.end_char and proposal.cue.start_char < cue.end_char:
            return None
        named = self._of_object(reaction, thing, proposal)
        if named is None or (is_aside(reaction.verb) and "told inside" not in named):
            return None
        return {
            **named,
            **self._of_people(responder, proposal),
            **self._of_place(reaction, thing, responder, proposal),
            f"by {reaction.rule}": 1.0,
            f"takes {reaction.stance}": 1.0,
            "agreed else": float(
                bool(named.get("nothing shared")) and reaction.stance in ("accept", "support")
            ),
            "loose": float(reaction.loose),
            "it last": float(
                "pronoun" in named and self._is_last(reaction, thing, responder, proposal)
            ),
            "it in speech": float("pronoun" in named and not isinstance(reaction.responder, Token)),
            "nobody's": float(proposal.proposer is None),
            "first proposal": float(proposal.id == self.root),
            f"act {proposal.act}": 1.0,
        }

    def _is_last(
        self, reaction: Reaction, thing: Answered, responder: Span, proposal: Proposal
    ) -> bool:
        """Say whether a proposal is the last one told, or answered, before some words."""
        before = self.proposals[: bisect_left(self.starts, reaction.cue.start_char)]
        places = [self._spoken_of(reaction, thing, responder, p) for p in before]
        own = self._spoken_of(reaction, thing, responder, proposal)
        return bool(places) and own == max(places)

    def _of_people(self, responder: Span, proposal: Proposal) -> dict[str, float]:
        """Weigh who answers: the one it was put to most."""
        asked = any(
            same_actor(responder, a) for one in proposal.addressees for a in (one, *one.members)
        )
        concerned = not asked and bool(
            (self._countries(responder) | {responder.name}) & self.concerned[proposal.id]
        )
        others = bool(proposal.addressees) and not asked and not concerned
        return {
            "asked": float(asked),
            "concerned": float(concerned),
            "others asked": float(others),
        }

    def _concerned(self, proposal: Proposal) -> set[str]:
        """Give the names and countries of those whom a proposal is put to or is about."""
        spans = [*proposal.addressees, *([proposal.content] if proposal.content else [])]
        found: set[str] = set()
        for span in spans:
            first = bisect_left(self.begins, span.start_char)
            last = bisect_left(self.begins, span.end_char)
            linked = (m.entity for m in self.actors.mentions[first:last] if m.entity)
            found |= {x for entity in linked for x in (entity.name, entity.country) if x}
        return found

    def _of_place(
        self, reaction: Reaction, thing: Answered | None, responder: Span, proposal: Proposal
    ) -> dict[str, float]:
        """Weigh nearness: sentences, paragraphs and other proposals in between."""
        start = reaction.cue.start_char
        told = self._spoken_of(reaction, thing, responder, proposal)
        low, high = min(start, told), max(start, told)
        sentences = bisect_right(self.sentences, high) - bisect_right(self.sentences, low)
        paragraphs = bisect_right(self.paragraphs, high) - bisect_right(self.paragraphs, low)
        between = bisect_right(self.starts, high - 1) - bisect_right(self.starts, low)
        return {
            "same sentence": float(sentences == 0),
            "next sentence": float(sentences == 1),
            "sentences": math.log1p(sentences),
            "paragraphs": math.log1p(paragraphs),
            "between": float(min(between, 3)),
            "told later": float(start < told),
            "told later elsewhere": float(start < told and sentences > 0),
        }

    def _of_object(
        self, reaction: Reaction, thing: Answered | None, proposal: Proposal
    ) -> dict[str, float] | None:
        """Weigh what is answered: one told inside the object, then nouns, pronouns, words."""
        if thing is None:
            later = proposal.cue.start_char >= reaction.cue.sent.end_char
            opens = later and self.starts[0] == proposal.cue.start_char
            return None if later and not opens else {"no object": 1.0, "opens": float(opens)}
        if thing.phrase.start_char <= proposal.cue.start_char < thing.phrase.end_char:
            return {"told inside": 1.0}
        if thing.kind == "pronoun":
            return None if thing.head.idx < proposal.cue.end_char else {"pronoun": 1.0}
        shared = len(thing.stems & self.contents[proposal.id])
        if thing.kind == "referring":
            named = self._of_noun(thing.head, shared, proposal, reaction.responder)
            return None if self._is_too_early(reaction, named, proposal) else named
        if is_proposer(self.actors, thing.head, proposal):
            return {"proposer": 1.0}
        return self._of_words(thing, shared, proposal)

    def _is_too_early(self, reaction: Reaction, named: dict | None, proposal: Proposal) -> bool:
        """Say whether no more than "the idea" is answered before it is told, another being known.

        Only an article that begins with the answer tells afterwards what was answered.
        """
        if not named or proposal.cue.start_char < reaction.cue.sent.end_char:
            return False
        own = ("owner", "owner's land", "noun told so", "noun shared")
        known = self.starts[0] < reaction.cue.start_char or bool(named.get("noun vague"))
        return known and not any(named.get(sign) for sign in own)

    def _of_words(
        self, thing: Answered, shared: int, proposal: Proposal
    ) -> dict[str, float] | None:
        """Weigh words that tell what is answered: they share some with it, or are a deed.

        What happened is no proposal for being named in one: "an inquiry into *the bombing*". To
        say again nothing but what was put forward takes it up: "sanctions ... veto *sanctions*".
        """
        alike = bool(thing.subject) and thing.subject == self.subjects[proposal.id]
        deed = thing.head.pos_ in DEEDS
        owned = self._of_owner(thing.head, proposal) if thing.head.pos_ == "NOUN" else None
        his = bool(owned) and "owner" in owned
        if is_event(thing.head) and not self.senses.is_main(thing.head, proposal):
            return None
        definite = any(c.lower_ in DEFINITE for c in thing.head.lefts)
        definite = definite or self._says_again(thing, proposal)
        if not (shared or alike or deed or his):
            return None
        return {
            "words": 1.0,
            "sense": self.senses.nearness(thing.head, proposal),
            "words of his": float(his),
            "deed": float(deed),
            "nothing shared": float(not shared),
            "alike": float(alike),
            "shared": float(min(shared, 3)),
            "definite words": float(definite),
        }

    def _says_again(self, thing: Answered, proposal: Proposal) -> bool:
        """Say whether words say nothing but what was put forward: "*sanctions*", "hold *talks*"."""
        if thing.stems and thing.stems <= self.contents[proposal.id]:
            return True
        done = syntax.child(thing.head, "dobj") if thing.head.pos_ in DEEDS else None
        return done is not None and self.senses.is_main(done, proposal)

    def _of_noun(
        self, thing: Token, shared: int, proposal: Proposal, responder: Token | Span
    ) -> dict[str, float] | None:
        """Weigh a noun for a proposal: it must fit the act, and be neither new nor another.

        In "opposition to the plan *from Chad*" the parser may take the plan for Chad's.
        """
        content = proposal.content
        if content and content.start_char <= thing.idx < content.end_char:
            return {"in content": 1.0}
        fits = proposal.act in acts_of(thing) or _is_its_paper(thing, proposal)
        before = {c.lower_ for c in thing.lefts}
        new = is_another(thing) or is_taken_up_in(thing, proposal)
        new = new or (thing.lower_ in VAGUE and not shared and bool(before & {"a", "an"}))
        owned = None if new else self._of_owner(thing, proposal, responder)
        if owned is None or not (fits or shared or "owner" in owned):
            return None
        definite = bool(before & DEFINITE) or any(c.dep_ == "poss" for c in thing.lefts)
        return {
            "noun": 1.0,
            "noun fits": float(fits),
            "noun told so": float(noun_stem(thing.lower_) in stems_of_telling(proposal)),
            "noun vague": float(thing.lower_ in VAGUE),
            "definite": float(definite),
            "noun shared": float(min(shared, 3)),
            **owned,
        }

    def _of_owner(
        self, thing: Token, proposal: Proposal, responder: Token | Span | None = None
    ) -> dict[str, float] | None:
        """Weigh whose proposal is named: "*the president's* plan", the "*French* idea"."""
        owner = syntax.owner(thing) or author(thing)
        if owner is not None and owner != responder:
            who = self.actors.span(extents.noun_phrase(owner))
            if same_actor(who, proposal.proposer) or stems_of(who) & owned_by(proposal):
                return {"owner": 1.0}
            if self._countries(who) & self.countries[proposal.id] or shares_title(who, proposal):
                return {"owner's land": 1.0}
            later = thing.idx < proposal.cue.start_char
            return {"other owner": 1.0} if who.name is None and not later else None
        names = names_before(thing)
        if not names:
            return {}
        linked = [m.entity for m in map(self._mention, names) if m and m.entity]
        if proposal.proposer and proposal.proposer.name in {entity.name for entity in linked}:
            return {"owner": 1.0}
        lands = {entity.country for entity in linked}
        same = stems(n.text for n in names) & owned_by(proposal) or (
            (lands - {None}) & self.countries[proposal.id]
        )
        return {"owner's land": 1.0} if same else {"other land": 1.0}

    def _mention(self, name: Token):
        return self.actors.mention_at(name.i)

    def _countries(self, who: Span | None) -> set[str]:
        """Give the countries of an actor: of his names and of those in the words for him."""
        if who is None:
            return set()
        first = bisect_left(self.begins, who.start_char)
        last = bisect_left(self.begins, who.end_char)
        own = {m.entity.country for m in self.actors.mentions[first:last] if m.entity}
        return (own | {self.lands.get(who.name)}) - {None}


def _takes_up(reaction: Reaction, thing: Answered | None) -> bool:
    """Say whether what is answered is only taken up; an "it" in speech is what was said before."""
    if thing is None or thing.kind == "referring":
        return True
    return thing.kind == "pronoun" and isinstance(reaction.responder, Token)


VAGUE = noun_forms(
    "move step approach measure term deal agreement text map pressure gesture law report opinion "
    "statement verdict ruling document condition treaty program programme project option guideline"
)
DEEDS = ("VERB", "AUX")


def is_proposer(actors, thing: Token, proposal: Proposal) -> bool:
    """Say whether the proposer himself is answered: "criticised *the minister*"."""
    if thing.pos_ not in ("PROPN", "NOUN", "PRON") or proposal.proposer is None:
        return False
    return same_actor(actors.span(extents.noun_phrase(thing)), proposal.proposer)


def shares_title(owner: Span, proposal: Proposal) -> bool:
    """Say whether "the president's" may be that of "French President Emmanuel Macron"."""
    words_of = proposal.proposer.text.casefold().split() if proposal.proposer else ()
    return owner.text.casefold().split()[-1] in words_of


def _is_its_paper(thing: Token, proposal: Proposal) -> bool:
    """Say whether a text is what asks: "*The text* calls for a truce. China vetoed *the draft*"."""
    if thing.lower_ not in cues.DOCUMENTS or proposal.proposer is None:
        return False
    return proposal.proposer.text.casefold().split()[-1] in cues.DOCUMENTS


def is_aside(verb: Token) -> bool:
    """Say whether a reaction only tells which one is meant: "the law *that* Congress *passed*"."""
    while verb.dep_ in ("conj", "xcomp"):
        verb = verb.head
    if verb.dep_ not in ("relcl", "acl") or verb.tag_ == "VB":
        return False
    noun = verb.head
    if papers.is_issued(noun) or (noun.lower_ in PORTIONS and noun.dep_ == "dobj"):
        # "issued a statement *rejecting* it", "found 60 percent *opposing* it".
        return False
    sums_up = noun.left_edge.lower_ in ("a", "an") and _follows_comma(noun)
    return not (_follows_comma(verb) or sums_up)


def _follows_comma(head: Token) -> bool:
    """Say whether a comma parts a phrase from what it goes on: "*, a move that* Oslo welcomed"."""
    return head.left_edge.i > 0 and head.left_edge.nbor(-1).text == ","


def owned_by(proposal: Proposal) -> set[str]:
    """Give the stems of the words for a proposer: his phrase and his name."""
    return stems_of(proposal.proposer) if proposal.proposer else set()
