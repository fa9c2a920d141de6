"""What a verb reports: the content read off its complements, a small rule for each construction.

Each rule looks at one verb of a page and gives the tokens of the content, half-open, or None.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from annotations.pipeline.attributions import saying, sources
from annotations.pipeline.attributions.passages import Page
from annotations.pipeline.parsing import syntax

SIBLINGS = frozenset(["for", "against", "between", "with", "over", "among", "into", "towards"])


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that may report, with its children by their first dependency label."""

    token: Token
    form: str
    kin: dict[str, Token]
    passive: bool

    @property
    def i(self) -> int:
        return self.token.i


def reach(token: Token) -> tuple[int, int]:
    return token.left_edge.i, token.right_edge.i + 1


def clause(page: Page, verb: Verb) -> tuple[int, int] | None:
    """A clause: "said *that the talks had failed*", "*the talks have failed*, he said"."""
    particle = saying.PARTICLES.get(saying.PARTICLE_FORMS.get(verb.form, ""))
    if verb.form not in saying.CLAUSE_FORMS and not (particle and follows(page, verb, particle)):
        return None
    if verb.passive and verb.form not in saying.UNSOURCED_FORMS:
        return None
    clauses = said_by(verb)
    after = [c for c in clauses if c.i > verb.i and may_be_said(verb, c)]
    after = [c for c in after if not is_past_an_object(verb, c)]
    if after:
        said = next((c for c in after if c.left_edge.lower_ == "that"), after[0])
        return said.left_edge.i, before_next_act(said)
    said = next((c for c in clauses if leads_up_to(page, verb, c)), None)
    return (said.left_edge.i, going_on(verb, said)) if said is not None else None


def is_past_an_object(verb: Verb, clause: Token) -> bool:
    """Whether a noun already takes up the verb: "a couple claiming *allegiance* to it shot a man".

    Those who are told something may stand in between.
    """
    taken = verb.kin.get("dobj")
    if taken is None or verb.form in TELLING or not verb.i < taken.i < clause.i:
        return False
    start = clause.left_edge
    return taken.i < start.i and start.lower_ not in OPENING_CLAUSES and taken.pos_ == "NOUN"


TELLING = saying.table(
    "advise alert ask assure convince guarantee inform instruct notify persuade promise reassure "
    "remind show teach tell warn"
)
OPENING_CLAUSES = frozenset(["that", "whether", "if", "how", "why", "what", "who", "when", "where"])


def is_said(clause: Token) -> bool:
    """Whether a clause of a verb is what it says.

    By "that" also one that the parse takes for a circumstance; by "whether" or "how" also one
    without a subject ("weighed *whether to sue*").
    """
    if clause.dep_ == "xcomp":
        return clause.left_edge.lower_ in OPENING_CLAUSES and clause.left_edge.lower_ != "that"
    that = clause.dep_ == "advcl" and any(c.lower_ == "that" for c in clause.lefts)
    return that or clause.dep_ == "ccomp"


def going_on(verb: Verb, said: Token) -> int:
    """Where a content ends that its cue follows or interrupts: "*it fell*, he said, *but rose*".

    A clause joined to either goes on with what was said, unless it reports an act of its own.
    """
    end = said.right_edge.i + 1
    for joined in [*said.rights, *verb.token.rights]:
        if joined.dep_ != "conj" or joined.i < verb.i:
            continue
        if is_own_act(joined):
            return min(end, verb.i)
        end = max(end, joined.right_edge.i + 1)
    return end


def before_next_act(said: Token) -> int:
    """The end of a clause, before an act of the speaker that the parse took into it.

    "He said that the reform would hold *and asked the Senate to agree*".
    """
    for act in said.rights:
        if act.dep_ == "conj" and (sources.resumed(act) is not None or sources.is_anew(act)):
            between = [c.i for c in said.rights if c.dep_ in ("cc", "punct") and c.i < act.i]
            return max(between, default=act.left_edge.i)
    return said.right_edge.i + 1


def may_be_said(verb: Verb, complement: Token) -> bool:
    """Whether a clause is no condition: "asked *if he knew*", but not "expect trouble if ..."."""
    return complement.left_edge.lower_ != "if" or verb.form in DOUBTING


DOUBTING = saying.table("ask consider doubt inquire know mull question see weigh wonder")


def follows(page: Page, verb: Verb, word: str) -> bool:
    return page.lowers[verb.i + 1 : verb.i + 2] == [word]


def leads_up_to(page: Page, verb: Verb, complement: Token) -> bool:
    """Whether a clause before the verb is what it says: joined by a comma or quotation mark."""
    between = page.lowers[complement.i : verb.i]
    return ";" not in between and ("," in between or complement.i in page.within)


def that_follows(page: Page, verb: Verb) -> tuple[int, int] | None:
    """The rest of the sentence from "that", where the parse shows no clause: "told them *that*"."""
    if verb.form not in saying.CLAUSE_FORMS or verb.passive:
        return None
    end = verb.token.sent.end
    that = next(
        (i for i in range(verb.i + 1, min(verb.i + COMPANY, end)) if page.lowers[i] == "that"), end
    )
    if that == end or page.tokens[that].tag_ != "IN":
        return None
    if any(is_break(page, i) for i in range(verb.i + 1, that)):
        return None
    stop = next((i for i in range(that, end) if page.lowers[i] == ";"), end)
    return that, stop


# So many words at most stand for those who are told, and for when and where.
COMPANY = 16


BREAKS = frozenset([",", ";", ":", "than", "so", "out", "such"])


def is_break(page: Page, i: int) -> bool:
    """Whether a token shows that a verb and a later "that" do not belong together."""
    return page.tokens[i].pos_ in ("VERB", "AUX") or page.lowers[i] in BREAKS


def made_clear(page: Page, verb: Verb) -> tuple[int, int] | None:
    """What somebody made clear or known: "made clear *that Iran had a right*"."""
    if verb.form not in saying.MAKING_FORMS:
        return None
    for adjective in verb.token.rights:
        if adjective.lower_ in ("clear", "plain", "known"):
            said = syntax.child(adjective, "ccomp", "csubj", "advcl") or verb.kin.get("ccomp")
            if said is not None and said != adjective:
                return reach(said)
    return None


def is_own_act(verb: Token) -> bool:
    """Whether a joined clause reports anew or has no subject: "he said, *and promised help*"."""
    if not syntax.children(verb, "nsubj", "nsubjpass"):
        return True
    if verb.lower_ not in saying.VERB_FORMS:
        return False
    return not any(c.tag_ == "MD" for c in verb.lefts)


def said_by(verb: Verb) -> list[Token]:
    return [c for c in verb.token.children if is_said(c)]


def told_to(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Somebody and what he is to do: "urged *the parties to stop*", "ordered *it to leave*"."""
    deed = infinitive_of(verb) if verb.form in saying.TOLD_TO_FORMS else None
    if deed is None:
        return None
    start, end = reach(deed)
    if verb.passive:
        return (start, end) if "agent" in verb.kin else None
    told, own = verb.kin.get("dobj"), syntax.child(deed, "nsubj")
    if told is None and own is None:
        return None
    return (told.left_edge.i if told is not None and told.i < start else start), end


def infinitive_of(verb: Verb) -> Token | None:
    """The infinitive with "to" after a verb, whichever way the parse hangs it there."""
    for deed in verb.token.rights:
        if deed.dep_ in ("xcomp", "ccomp", "advcl") and any(c.tag_ == "TO" for c in deed.lefts):
            return deed
    return None


def infinitive(page: Page, verb: Verb) -> tuple[int, int] | None:
    """What the source itself means to do: "wants *to return*", "agreed *to meet*"."""
    if verb.form not in saying.INFINITIVE_FORMS or verb.passive:
        return None
    deed = verb.kin.get("xcomp")
    if deed is None and follows(page, verb, "to"):
        deed = infinitive_of(verb)
    return reach(deed) if deed is not None and deed.i > verb.i else None


def considering(page: Page, verb: Verb) -> tuple[int, int] | None:
    """A deed weighed: "is considering *expelling the ambassador*"."""
    deed = verb.kin.get("xcomp")
    if verb.form not in WEIGHING or deed is None or deed.tag_ != "VBG":
        return None
    return reach(deed)


WEIGHING = saying.table(["consider", "suggest", "propose", "recommend", "contemplate"])


def on_to(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Those called on and what they are to do: "called on *Kiev to revise it*"."""
    if verb.form not in CALLING:
        return None
    deed = infinitive_of(verb)
    if deed is None:
        return None
    on = syntax.preposition(verb.token, "on", "upon", "to")
    called = syntax.child(on, "pobj") if on is not None else None
    if called is not None and called.ent_type_ in ("DATE", "TIME"):
        return None
    if on is None and not (follows(page, verb, "on") or follows(page, verb, "upon")):
        return None
    start, end = (on or deed).left_edge.i, deed.right_edge.i + 1
    return (start + 1, end) if page.lowers[start] in ("on", "upon", "to") else None


CALLING = saying.table(["call", "appeal"])


def unsourced(page: Page, verb: Verb) -> tuple[int, int] | None:
    """What is held without saying by whom: "*the ship* is believed *to carry arms*"."""
    if verb.form not in saying.UNSOURCED_FORMS or not verb.passive:
        return None
    deed, subject = verb.kin.get("xcomp"), verb.kin.get("nsubjpass")
    if deed is None or subject is None:
        return None
    if verb.form == "told" or subject.lower_ in sources.RELATIVES:
        return reach(deed)
    return subject.left_edge.i, deed.right_edge.i + 1


def cited(page: Page, verb: Verb) -> tuple[int, int] | None:
    """A source and its words, as another cites them: "quoted *an official as saying it was*"."""
    if verb.form not in CITED or verb.passive:
        return None
    whom = verb.kin.get("dobj")
    speech = syntax.preposition(verb.token, "as") or verb.kin.get("advcl")
    if whom is None or speech is None or speech.i < whom.i:
        return None
    end = speech.right_edge.i + 1
    opening = next((i for i in range(end, end + 2) if page.within.get(i)), None)
    return whom.left_edge.i, page.within[opening].end if opening is not None else end


CITED = saying.table(["cite", "quote"])


def about(page: Page, verb: Verb) -> tuple[int, int] | None:
    """What follows a preposition: "called for *a truce*", "warned of *war*"."""
    base = saying.PREPOSITION_FORMS.get(verb.form)
    if base is None or verb.passive:
        return None
    preposition = syntax.preposition(verb.token, *saying.PREPOSITION[base])
    if preposition is not None:
        return preposition.i + 1, with_siblings(verb, preposition)
    return for_to(verb) if "for" in saying.PREPOSITION[base] else None


def for_to(verb: Verb) -> tuple[int, int] | None:
    """A clause after "for": "called for *the countries to unite*"."""
    deed = verb.kin.get("ccomp") or verb.kin.get("advcl") or verb.kin.get("xcomp")
    if deed is None or deed.i < verb.i or deed.left_edge.lower_ != "for":
        return None
    return deed.left_edge.i + 1, deed.right_edge.i + 1


def noted(page: Page, verb: Verb) -> tuple[int, int] | None:
    """A noun phrase that sums up the words: "denies *the allegations*", "voiced *concern*"."""
    if verb.form not in saying.OBJECT_FORMS or verb.passive:
        return None
    content = verb.kin.get("dobj")
    if content is None or content.i < verb.i or content.lower_ in sources.RELATIVES:
        return None
    if content.tag_ in ("PRP", "DT") or (
        content.ent_type_ == "PERSON" and verb.form not in NOMINATING
    ):
        return None
    if verb.form in VOICING and content.lower_ in saying.NOUN_FORMS:
        return None
    return content.left_edge.i, with_siblings(verb, content)


NOMINATING = saying.table("recommend propose")
# The noun says more than these: "expressed a hope that" is found as the hope.
VOICING = saying.table("express voice make issue repeat")


def with_siblings(verb: Verb, complement: Token) -> int:
    """The end of a complement with the phrases that the parse hung beside it: "a war *for oil*"."""
    end = complement.right_edge.i + 1
    for sibling in verb.token.rights:
        if sibling.i >= end and sibling.left_edge.i == end and sibling.lower_ in SIBLINGS:
            end = sibling.right_edge.i + 1
    return end
