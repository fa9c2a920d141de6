"""Whom an article's opening describes, to name him a sentence or two on."""

from annotations.pipeline.actors import posts
from annotations.pipeline.names import bodies, name_words, titles

# How many sentences on it quotes by name whom it has only described.
SENTENCES_ON = 2
QUOTING = frozenset(
    {"said", "says", "told", "tells", "wrote", "writes", "added", "adds", "quotes", "quoted"}
)
# Words for a person that say nothing of the post, so that the name may come with any.
ANY_POST = frozenset(
    {"official", "leader", "politician", "figure", "chief", "envoy", "aide", "adviser", "advisor"}
    | {"diplomat", "mediator", "negotiator", "head", "representative", "commander"}
)
PAST = frozenset({"former", "ex", "outgoing", "then"})
# Nouns for bodies that no later "the company" takes up by kind.
BODIES = bodies.KIND_NOUNS.keys() | frozenset(
    {"airline", "carrier", "charity", "foundation", "institute", "regulator", "association"}
    | {"club", "trust", "university", "manufacturer", "automaker", "conglomerate", "federation"}
)


def introduced(phrase, reach, entities) -> str | None:
    """The person whom a sentence describes and the next brings in by name.

    "*A Norwegian MP* called for a ban. "It is time," Ida Moe said": whoever comes in without an
    office of his own has been told of before; at an article's opening also who comes in with one
    that fits: "*The top mediator in Chad* left. High Representative Ida Moe said".
    """
    root = phrase.root
    if not opens(phrase, reach) or root.tag_ not in ("NN", "NNP") or not is_person(root.lower_):
        return None
    for name in names_after(phrase, reach):
        full = called(name, entities)
        if name.label == "PERSON" and " " in full and not is_told(full, phrase, reach):
            return full if comes_in(name, phrase, reach, entities) else None
    return None


def introduced_body(phrase, reach, entities) -> str | None:
    """The body that an article's first words leave unnamed: "*An aid group* ... Oxfam says".

    The first that acts in the next two sentences, or whose officer does ("Oxfam's director Ida Moe
    said"), if it may be of that kind and country.
    """
    word = phrase.root.lower_
    if reach.sentence_of[phrase.start] or word not in BODIES or not is_new(phrase):
        return None
    for name in names_after(phrase, reach):
        if name.label != "ORG" or not (reach.rank(name) == 0 or is_of_subject(name, reach)):
            continue
        if is_told(called(name, entities), phrase, reach):
            continue
        return called(name, entities) if may_be(name, phrase, entities) else None
    return None


def opens(phrase, reach) -> bool:
    """Whether a phrase acts, and says more than "the official"."""
    acts = phrase.root.dep_ in ("nsubj", "agent", "pobj")
    by = phrase.root.dep_ != "pobj" or phrase.root.head.lower_ == "by"
    return acts and by and len(phrase) > 2


def is_new(phrase) -> bool:
    """Whether a phrase tells of a body for the first time: "an aid group", "the main rebel"."""
    return phrase[0].lower_ in ("a", "an") or (phrase[0].lower_ == "the" and len(phrase) > 3)


def is_told(called: str, phrase, reach) -> bool:
    """Whether somebody has been named by the end of a phrase's own sentence."""
    sentence = reach.sentences[reach.sentence_of[phrase.start]]
    return reach.first_named.get(called, 0) < sentence.end


def names_after(phrase, reach) -> list:
    """The names of the next sentences that may bring in whom a phrase describes.

    Two after the first sentence of an article, elsewhere one.
    """
    here = reach.sentence_of[phrase.start]
    after = reach.sentences[here + 1 : here + 1 + (1 if here else SENTENCES_ON)]
    return reach.names_in(after[0].start, after[-1].end) if after else []


def is_person(word: str) -> bool:
    """Whether a noun is for one person: "minister", "lawmaker"."""
    return titles.is_office(word) or f"{word}s" in name_words.PEOPLE or word in KIN


KIN = frozenset({"mother", "father", "widow", "wife", "husband", "son", "daughter", "brother"})


def called(name, entities) -> str:
    """The name of whom a name stands for."""
    link = entities.of(name)
    return link.name if link else name.text


def comes_in(name, phrase, reach, entities) -> bool:
    """Whether a person comes in as whom a phrase describes: quoted plainly, or in a like office."""
    office = entities.offices.get(name.start_char)
    if office is None:
        return is_quoted_plainly(name, reach.doc)
    if reach.rank(name) != 0 or reach.sentence_of[phrase.start]:
        return False
    words = office.title.lower().split()
    if words[0].split("-")[0] in PAST:
        return True
    return is_of_same(name, phrase, entities) and is_like(phrase, posts.post(words, office.head))


def is_of_same(name, phrase, entities) -> bool:
    """Whether the country of an office is one that the phrase names, as far as both tell."""
    links = [entities.of(entities.by_token[t.i]) for t in phrase if t.i in entities.by_token]
    wanted = {link.country for link in links if link is not None and link.country}
    held = entities.of(name).country
    if held is None:
        office = entities.offices[name.start_char]
        return not wanted or office.head.lower() not in posts.HEADS_OF_STATE
    return not wanted or held in wanted


def is_like(phrase, held: str) -> bool:
    """Whether the words of a phrase may be for the holder of a post."""
    word = phrase.root.lower_
    wanted = posts.post([t.lower_ for t in phrase if t.is_alpha], word)
    return word in ANY_POST or posts.takes_up(wanted, held) or posts.takes_up(held, wanted)


def is_quoted_plainly(name, doc) -> bool:
    """Whether a person is quoted, and nothing beside the name tells who that is."""
    head = doc[name.end - 1]
    beside = any(c.dep_ == "appos" for c in head.children)
    return head.dep_ in ("dobj", "nsubj") and head.head.lower_ in QUOTING and not beside


def is_of_subject(name, reach) -> bool:
    """Whether a body is that of whoever acts: "*Oxfam*'s director", "the head of *Oxfam* says"."""
    token = reach.doc[name.end - 1]
    for _ in range(4):
        if token.dep_ == "nsubj":
            return token.i != name.end - 1 and titles.is_office(near_office(token))
        if token.dep_ not in ("poss", "compound", "nmod", "pobj", "prep", "appos"):
            return False
        token = token.head
    return False


def near_office(token) -> str:
    """The office that a person's phrase holds, in its head or beside it; the head if there is none.

    "*director* Ida Moe", "Ida Moe, the *director* of".
    """
    words = (token, *token.children)
    return next((w.lower_ for w in words if titles.is_office(w.lower_)), token.lower_)


def may_be(name, phrase, entities) -> bool:
    """Whether a body may be of the kind and the country that a phrase gives."""
    body, link = bodies.of(name.text), entities.of(name)
    if body is not None and body.kind not in bodies.KIND_NOUNS.get(phrase.root.lower_, ()):
        return False
    links = [entities.of(entities.by_token[t.i]) for t in phrase if t.i in entities.by_token]
    wanted = {link.country for link in links if link is not None and link.country}
    return not (link and link.country) or not wanted or link.country in wanted
