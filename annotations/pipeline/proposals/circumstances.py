"""When and where an act was made, and whether it was: kept apart from what it is about."""

import re
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from annotations.pipeline import records
from annotations.pipeline.parsing import datelines, extents, syntax
from annotations.pipeline.proposals import cues, dates

TIMES = frozenset({"DATE", "TIME"})
SITES = frozenset({"GPE", "LOC", "FAC"})
SAYING = cues.verb_forms("say tell announce declare state add write report confirm note insist")
TIME_ADVERBS = cues.words("today yesterday tomorrow recently earlier previously")
LATER = cues.words("will 'll ’ll shall")
PERHAPS = cues.words("would could might may can")
COMING = cues.verb_forms("plan intend expect aim prepare schedule mean") | {"set", "due", "going"}
IF = cues.words("if unless should whether")
SPOKEN = frozenset({"modal", "duty", "need", "needed", "undertaking"})
EVENTS = cues.noun_forms(
    "summit meeting visit conference trip forum rally ceremony session assembly congress gathering "
    "speech interview stop dinner briefing tour statement call letter address"
)


def when(verb: Token, content: Span | None, published: date | None) -> records.Span | None:
    """Give the time at which an act was made: "proposed *on Tuesday* that".

    Looks on the verb and on the verb of saying above it, never inside the content.
    """
    for host in _hosts(verb):
        for child in _circumstances(host):
            words = _time(child)
            if words is not None and not _inside(words, content):
                return _dated(words, published, ahead=_is_ahead(host))
    return _day_in(content, published)


def _day_in(content: Span | None, published: date | None) -> records.Span | None:
    """Give a past day hung on an object: "put forward a draft *on Wednesday* under which"."""
    if content is None or published is None or content.root.pos_ != "NOUN":
        return None
    for prep in content.root.rights:
        noun = syntax.child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ == "on" else None
        if noun is None or noun.ent_type_ != "DATE" or not _is_parted(prep, content):
            continue
        day = _dated(_time_words(prep, noun), published)
        if day.date is not None and day.date <= published.isoformat():
            return day
    return None


def _is_parted(prep: Token, content: Span) -> bool:
    """Say whether a time stands between an object and a clause that goes on with it."""
    end = prep.right_edge.i
    return any(c.dep_ == "relcl" and c.left_edge.i == end + 1 for c in content.root.rights)


def trailing(
    content: Span | None, rule: str, published: date | None
) -> tuple[Span | None, records.Span | None, records.Span | None]:
    """Give an object without the time and place of the act at its end, the time and the place.

    "promoted his plan for a coalition *in Cairo on Wednesday*": only of a day that is past or the
    article's own; what is to happen later belongs to the content.
    """
    if content is None or published is None or rule not in OBJECT_RULES:
        return content, None, None
    prep = next((t for t in reversed(content) if t.lower_ == "on" and t.dep_ == "prep"), None)
    noun = syntax.child(prep, "pobj") if prep is not None else None
    if noun is None or noun.ent_type_ != "DATE" or noun.i != content.end - 1:
        return content, None, None
    said = _dated(_time_words(prep, noun), published)
    if said.date is None or said.date > published.isoformat() or prep.i <= content.root.i:
        return content, None, None
    if any(t.tag_ in ("VB", "VBG", "VBN") and t != content.root for t in content):
        return content, None, None
    site = _place_before(prep, content)
    if site is None:
        return content.doc[content.start : prep.i], said, None
    place = content.doc[site.i + 1 : prep.i]
    where = records.Span(place.start_char, place.end_char, place.text)
    return content.doc[content.start : site.i], said, where


OBJECT_RULES = frozenset({"verb-obj", "verb-plan", "verb-idea"})


def _place_before(prep: Token, content: Span) -> Token | None:
    """Give the phrase of place that ends where a time begins: "*in Cairo* on Wednesday"."""
    for token in content:
        noun = syntax.child(token, "pobj") if token.dep_ == "prep" else None
        if noun is None or token.lower_ not in ("in", "at") or noun.ent_type_ not in SITES:
            continue
        if noun.right_edge.i == prep.i - 1 and token.i > content.root.i:
            return token
    return None


def _dated(words: Span, published: date | None, ahead: bool = False) -> records.Span:
    record = records.Span(words.start_char, words.end_char, words.text)
    return replace(record, date=dates.normalise(words.text, published, ahead))


def _is_ahead(verb: Token) -> bool:
    """Say whether what a verb tells is to come: "*will* meet on Friday", "*plans to* ask"."""
    if any(c.lower_ in LATER for c in verb.lefts if c.dep_ == "aux"):
        return True
    return verb.dep_ == "xcomp" and verb.head.lower_ in COMING


def _circumstances(host: Token) -> list[Token]:
    """Give what may tell the time of a verb, also through an event: "in a speech *on Sunday*"."""
    nouns = (syntax.child(c, "pobj") for c in host.children if c.dep_ == "prep")
    events = [n for n in nouns if n is not None and n.lower_ in EVENTS]
    return [*host.children, *(c for n in events for c in n.rights)]


def where(verb: Token, content: Span | None) -> records.Span | None:
    """Give the place at which an act was made: "proposed *in Jerusalem* that".

    A place after the content is taken for part of it, so "offered to host talks in Cairo" has none.
    """
    for host in _hosts(verb):
        for prep in host.children:
            site, event = _site(prep)
            if site is None or (not event and _follows(prep, content, host)):
                continue
            span = extents.noun_phrase(site)
            if not _inside(span, content):
                return records.Span(span.start_char, span.end_char, span.text)
    return None


def _site(prep: Token) -> tuple[Token | None, bool]:
    """Give the place of a phrase, and whether through an event: "at a summit in *Minsk*"."""
    noun = syntax.child(prep, "pobj") if prep.dep_ == "prep" else None
    if noun is None:
        return None, False
    if noun.ent_type_ in SITES:
        return (noun, False) if prep.lower_ in ("in", "at") else (None, False)
    if noun.lower_ in EVENTS and prep.lower_ in ("at", "during", "on", "in"):
        inner = syntax.preposition(noun, "in", "to", "at")
        place = syntax.child(inner, "pobj") if inner is not None else None
        return (place, True) if place is not None and place.ent_type_ in SITES else (None, False)
    return None, False


def opening(doc: Doc) -> tuple[str, re.Match | None]:
    """Give the start of an article, and the dateline that it begins with."""
    # No first paragraph is longer; the text of the whole document is put together at each access.
    text = doc[:200].text
    return text, datelines.match(text)


def at_dateline(
    proposal: records.Proposal, opening: tuple[str, re.Match | None]
) -> records.Proposal:
    """Place what a wire report's first paragraph tells where the report was filed from.

    "*JERUSALEM*, Oct 24 (Agency) - Macron proposed": only an act made, told by a verb.
    """
    text, match = opening
    if match is None or proposal.where is not None or proposal.factuality != "asserted":
        return proposal
    if proposal.cue.end_char > len(text) or "\n" in text[: proposal.cue.start_char]:
        return proposal
    if proposal.rule.startswith("noun"):
        return proposal
    place = records.Span(match.start("place"), match.end("place"), match["place"])
    return replace(proposal, where=place)


def factuality(verb: Token, rule: str) -> str:
    """Say whether an act is reported as made: "will propose" is future, "would" hypothetical.

    What is told by a modal in somebody's words is put forward by saying it.
    """
    if verb.pos_ not in ("VERB", "AUX") or rule in SPOKEN:
        return "asserted"
    helpers = {c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass", "mark", "advmod")}
    if helpers & LATER or _is_coming(verb) or (helpers == {"would"} and _is_reported(verb)):
        return "future"
    if helpers & (PERHAPS | IF):
        return "hypothetical"
    return "asserted"


def _is_reported(verb: Token) -> bool:
    """Say whether a verb is reported without a condition: "said he *would invite* both"."""
    conditional = any(c.dep_ == "advcl" for c in verb.rights)
    return verb.dep_ == "ccomp" and verb.head.lower_ in SAYING and not conditional


def _is_coming(verb: Token) -> bool:
    """Say whether a verb hangs on a plan: "is expected *to propose*", "plans *to ask*"."""
    above = verb.head
    return verb.dep_ == "xcomp" and verb.tag_ == "VB" and above.lower_ in COMING


def _hosts(verb: Token) -> list[Token]:
    """Give the verbs whose circumstances are those of the act, the nearest first."""
    hosts = [verb]
    while len(hosts) < 4 and hosts[0].pos_ in ("VERB", "AUX"):
        top = hosts[-1]
        document = top.head if top.dep_ == "acl" and top.head.lower_ in cues.DOCUMENTS else None
        if document is not None and document.dep_ == "dobj":
            hosts.append(document.head)
            continue
        joined = top.dep_ in ("xcomp", "conj", "advcl") or (
            top.dep_ in ("ccomp", "dobj", "pobj", "prep") and top.head.lower_ in SAYING
        )
        if not joined or top.head == top or top.head.pos_ not in ("VERB", "AUX"):
            break
        hosts.append(top.head)
    return hosts


def _time(child: Token) -> Span | None:
    """Give the words of a time: "on Tuesday", "last week", "earlier this month"."""
    if child.dep_ in ("npadvmod", "tmod") and child.ent_type_ in TIMES:
        return _time_words(child, child)
    if child.dep_ == "prep" and child.lower_ in ("on", "in", "at", "during", "over"):
        noun = syntax.child(child, "pobj")
        if noun is not None and noun.ent_type_ in TIMES:
            return _time_words(child, noun)
    if child.dep_ == "advmod" and child.lower_ in TIME_ADVERBS:
        return child.doc[child.i : child.i + 1]
    if child.dep_ == "dobj" and child.ent_type_ == "DATE":
        return _time_words(child, child)
    return None


def _time_words(first: Token, noun: Token) -> Span:
    """Give a time from its preposition to the end of its entity."""
    doc, start, end = noun.doc, min(first.i, noun.left_edge.i), noun.i + 1
    while end < len(doc) and doc[end].ent_type_ in TIMES and doc[end].ent_iob_ == "I":
        end += 1
    while first == noun and start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    return doc[start:end]


def _inside(span: Span, content: Span | None) -> bool:
    return content is not None and content.start <= span.start < content.end


def _follows(prep: Token, content: Span | None, host: Token) -> bool:
    """Say whether a place stands after the content or an object, and so may belong to them."""
    if content is not None and 0 <= prep.i - content.end < 2:
        return True
    if host.lower_ in SAYING:
        return False
    return any(c.dep_ in ("dobj", "dative") and host.i < c.i < prep.i for c in host.rights)
