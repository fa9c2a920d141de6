"""Offices: the positions that the text gives people beside their names, with country or body."""

import re
from dataclasses import dataclass, replace

from annotations.pipeline.actors import gazetteer
from annotations.pipeline.names import bodies, name_words, titles

# What may stand between the words of an office, beside offices, their modifiers and names.
LINKS = frozenset({"of", "for", "to", "at", "in", "the", "and", "&", "-", "'s", "’s", "'", "’"})
OPENERS = frozenset({"the", "a", "an", "then", "currently", "now", "formerly", "once", "both"})
STATE = frozenset({"state", "staff", "exchequer", "interior", "treasury", "parliament"})
BREAKS = frozenset({"and", "&", "to", "in", "at", "for", "of", "the"})
# Words for a person beside another: they name nobody's office.
RELATIVE = frozenset({"opponent", "counterpart", "predecessor", "successor", "lawyer"})
# Styles of rank or faith, which an office beside them outweighs.
STYLES = frozenset({"sheikh", "prince", "princess", "imam", "mullah", "rabbi", "cardinal", "duke"})
# What part of a body somebody may head: "head of the political bureau of the Hamas movement".
BRANCHES = frozenset(
    {"bureau", "politburo", "wing", "arm", "branch", "delegation", "team", "group"}
)
# "General" after these is no rank; before these in "of" or "for" stands what a minister is for.
OF_GENERALS = frozenset({"secretary", "director", "attorney", "consul", "governor", "inspector"})
PORTFOLIOS = frozenset({"minister", "secretary", "commissioner", "adviser"})
LONGEST = 14
# Countries and bodies that English gives an article.
WITH_ARTICLE = (
    "United ",
    "Netherlands",
    "Philippines",
    "Maldives",
    "Bahamas",
    "Gambia",
    "Vatican",
    "White House",
)
ARTICLE_ENDINGS = re.compile(
    r"(?:Union|Nations|Council|Assembly|Republic|Islands|Bank|Fund|Organi[sz]ation|Agency|Court|"
    r"Committee|Commission|Ministry|Department|Senate|Authority|Party|League|Army|Parliament)"
    r"(?: of |$)"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the text gives it: tokens [start, end), its head word and whose it is.

    `title` is the office without its holder ("President"), `holder` the name of the country or
    body, if there is one, and `owner` the words after "of" where they are more than that name.
    """

    start: int
    end: int
    head: str
    title: str
    holder: object | None
    owner: str | None = None

    def named(self, owner: str | None) -> str:
        """The office in full, given the name of the country or body."""
        owner = self.owner or (owner and with_article(owner))
        if not owner:
            return self.title
        head, to, where = self.title.partition(" to ")
        return f"{head} of {owner}{to}{where}"


def with_article(name: str) -> str:
    """ "France" -> "France", "United States" -> "the United States"."""
    if name.startswith(WITH_ARTICLE) or ARTICLE_ENDINGS.search(name):
        return f"the {name}"
    return name


def of_person(doc, mention, at) -> Office | None:
    """The office beside a mention of a person; `at` gives the name that covers a token index.

    "French President |", "| , the president of Senegal", "The leader of al-Qaeda, |".
    """
    front = before(doc, mention, at)
    if front is not None and not is_rank(front.head):
        return front
    return after(doc, mention.end, at) or before_comma(doc, mention, at) or front


def is_rank(head: str) -> bool:
    """Whether a title says less than an office would: "Gen.", "Professor"."""
    plain = head.rstrip(".")
    return plain in titles.RANKS or plain in titles.HONORIFICS or plain in STYLES


def before(doc, mention, at) -> Office | None:
    """The office directly before a name: "Ukraine PM", "Minister of Education", "UN envoy".

    The holder may follow the name: "King Abdullah II of Jordan".
    """
    start = mention.start
    left = reach_left(doc, start, at)
    end = start
    while end - 1 > left and is_rank(doc[end - 1].lower_) and has_office(doc, left, end - 1):
        end -= 1
    if end > left and doc[end - 1].text in LINKS:
        return None
    found = office(doc, left, end, at, last=True)
    if found is None or found.holder is not None:
        return found
    return replace(found, holder=name_after(doc, mention.end, at))


def has_office(doc, start: int, end: int) -> bool:
    """Whether an office stands before a rank: "army chief | Gen.", not "Secretary-| General"."""
    offices = (is_head(doc[i].lower_) and not is_rank(doc[i].lower_) for i in range(start, end))
    return doc[end - 1].text != "-" and not is_general_of(doc, end) and any(offices)


def is_general_of(doc, i: int) -> bool:
    """Whether a token ends an office in two words: "Secretary |General|"."""
    return i > 0 and doc[i].lower_ == "general" and doc[i - 1].lower_ in OF_GENERALS


def name_after(doc, end: int, at):
    """The country or body after "of" that follows a name: "President Putin of Russia"."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return None
    first = end + 2 if doc[end + 1].lower_ == "the" else end + 1
    return first_name(at, first, first + 1)


def before_comma(doc, mention, at) -> Office | None:
    """The office before a comma and a name: "The president of Iran, Mahmoud Ahmadinejad, ..."."""
    comma = mention.start - 1
    while comma > 0 and (titles.is_title(doc[comma].text) or doc[comma].text == "."):
        comma -= 1
    if comma < 1 or doc[comma].text != ",":
        return None
    end = before_brackets(doc, comma)
    found = office(doc, reach_left(doc, end, at), end, at)
    if found is None or not is_apposed(doc, mention, found.start):
        return None
    return found


def before_brackets(doc, end: int) -> int:
    """Where the words before a short bracket end: "chief of the African Union| (AU)"."""
    if doc[end - 1].text != ")":
        return end
    return next((i for i in range(end - 2, max(end - 6, 0), -1) if doc[i].text == "("), end)


def is_apposed(doc, mention, start: int) -> bool:
    """Whether a name explains the office before it: not "speaking to the president, Macron ..."."""
    closed = mention.end < len(doc) and doc[mention.end].text in (",", ")", ".", ";", "-", "–", "—")
    first = start - 1 if start and doc[start - 1].lower_ in OPENERS else start
    return (
        closed
        or doc[mention.start : mention.end].root.dep_ == "appos"
        or (doc[first].is_sent_start)
    )


def after(doc, end: int, at) -> Office | None:
    """The office after a name and a comma: ", the president of Senegal", ", EU envoy for Sudan"."""
    if end + 1 >= len(doc) or doc[end].text not in (",", "(", "-", "–", "—"):
        return None
    first = end + 1
    while first < len(doc) and doc[first].lower_ in OPENERS:
        first += 1
    right = first
    while right < min(len(doc), first + LONGEST) and (
        belongs(doc, right, at) or describes_body(doc, right, at)
    ):
        right += 1
    while right > first and doc[right - 1].text in LINKS:
        right -= 1
    if right < len(doc) and at(right) is not None:
        right = before_other(doc, first, right)
    if right == first or (right < len(doc) and doc[right].pos_ == "NOUN"):
        return None
    return office(doc, first, right, at)


def describes_body(doc, i: int, at) -> bool:
    """Whether an adjective stands before the body headed: "head of the *paramilitary* RSF"."""
    following = i + 1 < len(doc) and (at(i + 1) is not None or doc[i + 1].lower_ in BRANCHES)
    return following and doc[i].pos_ == "ADJ" and doc[i - 1].lower_ in ("the", "of", "'s")


def before_other(doc, first: int, right: int) -> int:
    """Where an office ends before another's name: "top aide | to President Medvedev"."""
    ends = [i for i in range(first, right) if doc[i].lower_ in ("to", "of", "for", "and")]
    if not ends:
        return first
    # What ends in no title of his own is all the other's: "[envoy for the Balkan Talks] Ivan Moe".
    titled = any(titles.is_title(doc[i].text) for i in range(ends[-1], right))
    return ends[0] if titled or ends[-1] + 1 == right else first


def reach_left(doc, start: int, at) -> int:
    """How far left of a token words go on that may be part of an office."""
    left = start
    while left > max(0, start - LONGEST) and belongs(doc, left - 1, at):
        if doc[left].is_sent_start and left < start:
            break
        left -= 1
    return left


def belongs(doc, i: int, at) -> bool:
    """Whether a token may be part of an office: office, modifier, name, "of", "'s"."""
    name = at(i)
    if name is not None:
        return name.label != "PERSON"
    word = doc[i].lower_
    if word == "-":
        # Spaced, the dash closes a dateline: "Cairo - US Secretary of State John Kerry".
        return not doc[i].whitespace_
    return (
        word in LINKS
        or word in STATE
        or titles.is_office(word)
        or titles.is_modifier(word)
        or word in bodies.KIND_NOUNS
        or word == "region"
        or (word in BRANCHES and not is_side(doc, i))
        or is_portfolio(doc, i)
        or is_capitalised_modifier(doc[i])
    )


def is_side(doc, i: int) -> bool:
    """Whether a wing is a political side and no part of a body: "left-*wing*"."""
    return i > 0 and doc[i - 1].text == "-"


def is_portfolio(doc, i: int) -> bool:
    """Whether a word says what a minister is for: "Minister of *Minerals*", "... and *Water*"."""
    if not doc[i].shape_.startswith("Xx") or doc[i].text in name_words.CALENDAR:
        return False
    before = [doc[j].lower_ for j in range(i - 1, max(i - 5, -1), -1)]
    links = [n for n, word in enumerate(before[:-1]) if word in ("of", "for")]
    return any(before[n + 1] in PORTFOLIOS for n in links)


def is_capitalised_modifier(token) -> bool:
    """Whether a word is a capitalised part of an office's name: "EU Enlargement Commissioner"."""
    return (
        token.shape_.startswith("Xx")
        and token.dep_ in ("compound", "nmod", "amod")
        and not token.is_sent_start
        and token.text not in name_words.CALENDAR
    )


def office(doc, start: int, end: int, at, last: bool = False) -> Office | None:
    """The office that the tokens [start, end) tell, trimmed to begin where it does, or None.

    Of several heads the first counts, "aide to the president"; the `last` before a name.
    """
    heads = [i for i in range(start, end) if at(i) is None and is_head(doc[i].lower_)]
    if not heads:
        return None
    head = heads[-1] if last else heads[0]
    head -= is_general_of(doc, head)
    begin = beginning(doc, start, head, at)
    holder = nearest_body(at, begin, head) or first_name(at, begin, head)
    if holder is not None and holder.label == "PLACE" and doc[head].lower_ == "mediator":
        # A mediator is not the country's that stands before him, but for it: "Syria mediator".
        holder = holder if doc[holder.end].text in ("'s", "’s") else None
    own, rest = (end, end) if holder is not None else end_of_title(doc, head, end)
    holder = holder or first_name(at, rest, end)
    own = own if holder is not None else end
    owner = owner_phrase(doc, rest, end, holder, at)
    return Office(begin, end, doc[head].lower_, title(doc, begin, own, holder, at), holder, owner)


def is_head(word: str) -> bool:
    return titles.is_office(word) and word not in RELATIVE


def first_name(at, start: int, end: int):
    """The first name of a country or body; parties and faiths hold no office."""
    names = (at(i) for i in range(start, end))
    return next((name for name in names if name is not None and is_holder(name)), None)


def nearest_body(at, begin: int, head: int):
    """A body right before the head: "Sudan's Sovereign Council| chief"."""
    name = at(head - 1) if head > begin else None
    return name if name is not None and name.label == "ORG" else None


def is_holder(name) -> bool:
    return name.label != "NORP" or gazetteer.country_of_demonym(name.text) is not None


def beginning(doc, start: int, head: int, at) -> int:
    """Where the phrase of an office begins: after "and" or a preposition of something else."""
    begin = head
    while begin > start and not (doc[begin - 1].lower_ in BREAKS and at(begin - 1) is None):
        begin -= 1
    while begin < head and (doc[begin].text in LINKS or doc[begin].lower_ in OPENERS):
        begin += 1
    return begin


def end_of_title(doc, head: int, end: int) -> tuple[int, int]:
    """Where the title proper ends, and where the words for its holder begin.

    "Secretary of State |", "ambassador to the UN |", "president of | Senegal".
    """
    i = head + 1
    while i < end and (is_head(doc[i].lower_) or doc[i].lower_ in ("-", "general", "in", "chief")):
        i += 1
    if i + 1 < end and doc[i].lower_ == "of" and doc[i + 1].lower_ in STATE:
        i += 2
    if i < end and doc[i].lower_ == "to":
        return end, end
    if i < end and doc[i].lower_ in ("of", "for", "at", "in"):
        return i, i + 1
    return end, end


def owner_phrase(doc, start: int, end: int, holder, at) -> str | None:
    """The words after "of" where they say more than the name in them: "Cyprus's parliament"."""
    begin = start
    while start < end and doc[start].lower_ in ("the", "a"):
        start += 1
    while start < end and describes_body(doc, start, at) and at(start + 1) == holder:
        start += 1
    if start >= end or holder is None or (at(start) == holder and at(end - 1) == holder):
        return None
    return doc[begin if doc[start].is_lower else start : end].text


def title(doc, begin: int, end: int, holder, at) -> str:
    """The words of an office without the holder's name, in capitals: "Foreign Minister"."""
    kept = []
    for i in range(begin, end):
        own = at(i) is not None and (at(i) == holder or is_holder(at(i)) and not kept)
        possessive = doc[i].text in ("'s", "’s", "'", "’") and i and at(i - 1) is not None
        if not own and not possessive and (kept or doc[i].lower_ not in ("current", "the")):
            kept.append(capitalised(doc[i].text))
    return " ".join(kept).replace(" - ", "-")


def capitalised(word: str) -> str:
    return word if word in LINKS or not word.islower() else word[:1].upper() + word[1:]
