"""How far a phrase of the dependency parse reaches: noun phrases, clauses, what cuts them short."""

from spacy.tokens import Doc, Span, Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.parsing.inflection import verb_forms, words

QUOTES = frozenset({'"', "“", "”", "''", "``", "‘", "’", "'", "«", "»"})
OPENING = frozenset({",", ";", ":", "-", "–", "—", "--", "and", "but", "or"})
CLOSING = frozenset({".", ",", ";", ":", "!", "?", "-", "–", "—", "--", "..."})
SPEAKING = words(
    "saying adding telling warning arguing noting stating insisting calling citing explaining "
    "claiming describing stressing according implying suggesting indicating hinting accusing "
    "blaming declaring emphasising emphasizing pointing referring mentioning voicing expressing "
    "praising criticising criticizing vowing reiterating underlining pledging threatening"
)
RELATIVES = words("which who whose where whom")


def noun_phrase(head: Token) -> Span:
    """Give the noun phrase of a head without its trailing clauses, dates and quotation marks.

    "the plan of Egypt, which was tabled on Monday" -> "the plan of Egypt".
    """
    if head.dep_ == "poss" or head.pos_ == "PRON":
        return _trimmed(head.doc, _left(head), head.i + 1)
    end = _right(head) + 1
    while (
        end < len(head.doc) and head.doc[end].ent_iob_ == "I" and head.doc[end].ent_type_ in WHOLE
    ):
        end += 1
    return _trimmed(head.doc, _left(head), end)


# Names that a phrase does not break off: "his Commission *to Strengthen Social Security*".
WHOLE = frozenset({"ORG", "LAW", "PERSON"})


def _left(head: Token) -> int:
    """Give the first token of a noun phrase, over what stands before its head."""
    start = head.i
    for left in sorted(head.lefts, key=lambda t: -t.i):
        if left.dep_ in (
            "relcl",
            "advcl",
            "ccomp",
            "punct",
            "cc",
            "preconj",
            "nsubj",
            "aux",
            "prep",
        ):
            if left.dep_ == "punct" and left.text in QUOTES | {"-", "–"}:
                continue
            break
        start = left.left_edge.i
    return _after_dash(head, _whole_fraction(head, start))


def _whole_fraction(head: Token, start: int) -> int:
    """Give where a number begins that the parser broke at its hyphen: "*One-third* of voters"."""
    if start != head.i or start < 2 or head.ent_type_ != "CARDINAL" or head.nbor(-1).text != "-":
        return start
    first = head.nbor(-2)
    together = not first.whitespace_ and not head.nbor(-1).whitespace_
    return first.i if together and first.ent_type_ == "CARDINAL" else start


def _after_dash(head: Token, start: int) -> int:
    """Give where a phrase begins after a spaced dash: "WARSAW - *Poland* on Thursday"."""
    for i in range(head.i - 1, start, -1):
        if head.doc[i].text in DASHES and head.doc[i - 1].whitespace_:
            return i + 1
    return start


DASHES = frozenset({"-", "–", "—", "--"})


def _right(head: Token) -> int:
    """Give the last token of a noun phrase, stopping before the first clause or date."""
    end = head.i
    for right in head.rights:
        if right.dep_ in ("punct", "cc", "case"):
            continue
        if not _belongs(right, head):
            break
        end = max(end, _right(right))
    return end


def _belongs(right: Token, head: Token) -> bool:
    """Say whether what follows a noun is still part of the phrase that names it."""
    if right.dep_ == "appos":
        return (right.pos_ == "PROPN" and right.ent_type_ != "DATE" and _titles(head)) or (
            right.ent_type_ == "PERSON" and head.ent_type_ != "PERSON"
        )
    if right.dep_ == "prep":
        return right.lower_ not in ("according", "after", "before", "during", "since", "by") and (
            not any(c.ent_type_ in ("DATE", "TIME") for c in right.children)
        )
    return right.dep_ in ("conj", "pobj", "compound", "nummod", "flat", "pcomp", "nmod", "quantmod")


def _titles(head: Token) -> bool:
    """Say whether a head is a title rather than a name: "The President of Iran, Mahmoud ..."."""
    return head.ent_type_ not in ("PERSON", "ORG", "GPE")


def _trimmed(doc: Doc, start: int, end: int) -> Span:
    """Give doc[start:end] without spaces, quotation marks and commas at its edges."""
    while start < end - 1 and (doc[start].is_space or doc[start].text in QUOTES | OPENING):
        start += 1
    while end > start + 1 and (doc[end - 1].is_space or doc[end - 1].text in QUOTES | CLOSING):
        end -= 1
    return doc[start:end]


def phrase(head: Token) -> Span:
    """Give all that hangs on a token, without punctuation at its edges or another paragraph.

    The words of somebody who goes on speaking are not part of it: "to stop, *saying* ...".
    """
    return clipped(head.doc, head.left_edge.i, head.right_edge.i + 1, head.i)


def clipped(doc: Doc, start: int, end: int, anchor: int) -> Span:
    """Give doc[start:end] cut to the paragraph of the anchor and before a trailing speaker."""
    for i in range(anchor, start - 1, -1):
        if "\n" in doc[i].text:
            start = i + 1
            break
    for i in range(anchor, end):
        if "\n" in doc[i].text or any(ends(doc[i]) for ends in ENDINGS):
            end = i
            break
        if _trails(doc[i], end):
            end = i
            break
    return _content_edges(doc, start, max(end, start + 1))


def _speaks_on(token: Token) -> bool:
    """Say whether a token opens a trailing remark or reason: ", *saying* that", "*because*"."""
    if token.dep_ == "mark" and (token.lower_ == "because" or _is_past(token)):
        return True
    if token.i == 0 or token.nbor(-1).text != ",":
        return False
    if token.lower_ == "since" and token.dep_ == "mark":
        return True
    if token.lower_ == "for" and syntax.child(token, "pcomp") is not None:
        return True
    going_on = token.tag_ == "VBG" and token.dep_ == "advcl"
    return token.lower_ in SPEAKING or going_on


def _is_past(mark: Token) -> bool:
    """Say whether a clause tells what had come about: "to resign *before* the film was shown"."""
    verb = mark.head
    helpers = [verb, *(c for c in verb.lefts if c.dep_ in ("aux", "auxpass"))]
    told = (
        any(h.tag_ == "VBD" for h in helpers)
        and syntax.child(verb, "nsubj", "nsubjpass") is not None
    )
    if mark.lower_ == "as" and mark.nbor(1).lower_ in ("if", "though"):
        return False
    return mark.lower_ in ("before", "after", "when", "as") and told and verb.dep_ == "advcl"


def _goes_back(token: Token) -> bool:
    """Say whether a conjunction leads back to the clause above: "... *and* called for a truce"."""
    if token.dep_ != "cc" or token.head.tag_ != "VB":
        return False
    joined = next((c for c in token.head.rights if c.dep_ == "conj" and c.i > token.i), None)
    return joined is not None and syntax.resumes(joined)


def _says(comma: Token) -> bool:
    """Say whether a comma opens an inserted "it said": "turn it down, *it says*, and"."""
    if comma.text != ",":
        return False
    for verb in comma.doc[comma.i + 2 : comma.i + 8]:
        if verb.text == ",":
            return False
        if verb.lower_ in INSERTED:
            closes = verb.i + 1 == len(comma.doc) or verb.nbor(1).is_punct
            who = syntax.child(verb, "nsubj")
            return closes and who is not None and comma.i < who.i < verb.i
    return False


INSERTED = verb_forms("say add tell write note argue declare insist explain warn conclude")
ENDINGS = (_speaks_on, _goes_back, _says)


def _trails(token: Token, end: int) -> bool:
    """Say whether a token opens a remark on the side that ends the phrase: ", *which* lies in"."""
    if token.lower_ not in RELATIVES or token.i == 0 or token.nbor(-1).text != ",":
        return False
    return any(a.dep_ == "relcl" and a.right_edge.i >= end - 2 for a in token.ancestors)


def _content_edges(doc: Doc, start: int, end: int) -> Span:
    """Trim spaces, commas and stops; a quotation mark only where its partner is not inside."""
    while end - start > 1:
        first, last = doc[start], doc[end - 1]
        if first.is_space or first.text in OPENING or _unpaired(doc, start, end, start):
            start += 1
        elif last.is_space or last.text in CLOSING or _unpaired(doc, start, end, end - 1):
            end -= 1
        else:
            break
    return doc[start:end]


def _unpaired(doc: Doc, start: int, end: int, i: int) -> bool:
    """Say whether doc[i] is a quotation mark without a partner inside doc[start:end]."""
    return doc[i].text in QUOTES and sum(doc[k].text in QUOTES for k in range(start, end)) % 2 == 1
