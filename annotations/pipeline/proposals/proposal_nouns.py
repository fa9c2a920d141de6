"""Rules for nouns that name a proposal: "Macron's *proposal* to widen the coalition".

A noun is a telling where the text gives both who puts it forward and what it is.
"""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues, look_alikes
from annotations.pipeline.proposals.clauses import is_to
from annotations.pipeline.proposals.drafts import Draft, is_actor, resolve_document
from annotations.pipeline.proposals.noun_contents import (
    DRAFT,
    OPEN,
    called,
    content_of,
    demanded,
    first_of,
    for_clause,
    is_it,
    predicate,
    prepositional,
    that_clause,
)
from annotations.pipeline.proposals.noun_owners import (
    PUTTING,
    author,
    bearer,
    nationality,
    possessor,
    proposer,
)

# Nouns of what one means to do: a proposal only where one says so in public.
INTENTIONS = cues.noun_forms("intention intent pressure assurance undertaking guarantee")


def told_by_speaker(noun: Token, speakers: Speakers) -> Draft | None:
    """Give the telling of a noun whose speaker says what it is: "The *idea* is to meet"."""
    if noun.dep_ != "nsubj" or _is_modifier(noun) or _is_denied(noun) or proposer(noun)[0]:
        return None
    readers = (predicate, is_it) if noun.lower_ in ANSWERS else (predicate,)
    (content, told), source = first_of(readers, noun), speakers.speaker_at(noun.idx)
    if content is None or source is None or noun.lower_ not in OWNED | ANSWERS:
        return None
    cue = noun.doc[noun.i : noun.i + 1]
    act = cues.NOUN_ACTS.get(noun.lower_, "urge")
    return Draft(act, cue, source, content, "noun-told", noun.head, told, clause=True)


def hope(noun: Token, speakers: Speakers) -> Draft | None:
    """A hope that others will act: "expressed *hope* that Oslo will answer"."""
    verb = noun.head
    who = syntax.actor(verb) if noun.dep_ == "dobj" and verb.lower_ in cues.SUPPORTS else None
    clause = next((c for h in (noun, verb) for c in h.rights if _will_act(c)), None)
    if who is None or clause is None or clause.i < noun.i or syntax.is_negated(verb):
        return None
    cue, agent = noun.doc[noun.i : noun.i + 1], syntax.child(clause, "nsubj")
    content = extents.phrase(clause)
    return Draft("urge", cue, who, content, "noun-hope", verb, (agent,), clause=True)


def _will_act(clause: Token) -> bool:
    agent = syntax.child(clause, "nsubj")
    will = any(c.lower_ in ("will", "would") for c in clause.lefts)
    return will and agent is not None and agent.pos_ != "PRON" and is_actor(agent)


def telling(noun: Token) -> Draft | None:
    """Give the telling that a proposal noun makes by itself, if the text says whose it is."""
    if _is_modifier(noun) or _is_denied(noun) or look_alikes.is_no_proposal(noun):
        return None
    draft = _drafted(noun) or _billed(noun)
    if noun.lower_ in cues.DRAFTABLE and draft is None:
        return None
    who, rule = proposer(noun)
    if who is None:
        return _ownerless(noun, draft)
    pressed = noun.lower_ == "pressure" and that_clause(noun)[0] is not None
    if noun.lower_ in INTENTIONS and bearer(noun) is None and not pressed:
        return None
    if noun.lower_ in cues.ENDEAVOURS and (rule != "author" or not that_clause(noun)[0]):
        return None
    if noun.lower_ in TERMS and not _is_set(noun):
        return None
    if who.pos_ == "PRON":
        who = bearer(noun) or _keeper(noun) or who
    content, told = content_of(noun)
    act = cues.NOUN_ACTS[noun.lower_]
    verb = _uttered(noun)
    cue = noun.doc[(draft or noun).i : noun.i + 1]
    told = told or called(noun) or responder(noun, who)
    return Draft(act, cue, resolve_document(who), content, f"noun-{rule}", verb, told, clause=True)


def _ownerless(noun: Token, draft: Token | None) -> Draft | None:
    """Give the telling of a noun that leaves open whose it is: "the plan *would end the war*".

    "faces *calls* to disarm", "votes on a *proposal* to widen it": somebody has said so.
    """
    cue, who = noun.doc[(draft or noun).i : noun.i + 1], _includer(noun)
    act = cues.NOUN_ACTS[noun.lower_]
    if noun.lower_ in SAID and syntax.child(noun.head, "expl") is None:
        content, told = first_of((for_clause, that_clause, prepositional), noun)
        wanted = noun.lower_ == "demand" and content is not None and not is_to(content.root)
        if content is not None and content.root.lower_ not in VAGUE and not wanted:
            return Draft(act, cue, who, content, UNOWNED, noun, told, clause=True)
    content, told = first_of(OPEN, noun) if noun.lower_ in OWNED else (None, ())
    if content is None and not _made(noun):
        return None
    return Draft(act, cue, who, content, "noun-told", noun, told, clause=True)


# What the speaker takes for right: "the only *solution* is to talk".
ANSWERS = cues.words("solution way answer remedy priority step option task challenge")
# The rule of tellings that count though nobody is named whose they are.
UNOWNED = "noun-unowned"
# What somebody must have put forward, so that its owner is sought in the rest of the article.
OWNED = cues.words(
    "proposal plan initiative draft resolution blueprint roadmap package bill text document idea"
)
# What somebody must have said.
SAID = cues.noun_forms("proposal call appeal demand request plea")
VAGUE = cues.words("this that these those it such kind sort")


def _made(noun: Token) -> bool:
    """Say whether a noun only tells that what was told before was put: "The *call* was made"."""
    known = any(c.lower_ in ("the", "that", "this") for c in noun.lefts)
    put = noun.dep_ == "nsubjpass" and noun.head.lower_ in PUT
    came = noun.dep_ == "nsubj" and noun.head.lower_ in COMING
    return known and (put or came) and not syntax.is_negated(noun.head)


PUT = cues.words("made put presented submitted issued announced delivered sent repeated renewed")
COMING = cues.words("came comes goes went")


def at_request(noun: Token, speakers: Speakers) -> Draft | None:
    """What is done because somebody asked for it: "left at Chad's *request*", "at the *urging*"."""
    prep = noun.head
    verb = prep.head
    if noun.dep_ != "pobj" or prep.lower_ != "at" or verb.pos_ not in ("VERB", "AUX"):
        return None
    who = possessor(noun) or author(noun)
    done = syntax.child(verb, *syntax.SUBJECTS)
    if who is None or done is None or syntax.is_negated(verb):
        return None
    start = done.left_edge.i if syntax.is_passive(verb) else verb.i
    end = prep.i if prep.i > verb.i else verb.right_edge.i + 1
    content = extents.clipped(noun.doc, start, end, verb.i)
    cue, act = noun.doc[noun.i : noun.i + 1], cues.NOUN_ACTS.get(noun.lower_, "urge")
    return Draft(act, cue, who, content, "noun-author", noun, clause=True)


def proposed(token: Token, speakers: Speakers) -> Draft | None:
    """Anything called proposed: "his *proposed* ban", "the *proposed* bases in Chad"."""
    noun = token.head
    if token.dep_ != "amod" or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if noun.lower_ in cues.NOUN_ACTS and telling(noun) is not None:
        return None
    who, cue = possessor(noun) or nationality(noun), token.doc[token.i : token.i + 1]
    content = extents.clipped(token.doc, token.i + 1, extents.noun_phrase(noun).end, noun.i)
    rule = "noun-possessor" if who is not None else "noun-told"
    return Draft("propose", cue, who, content, rule, noun)


def best_way(noun: Token, speakers: Speakers) -> Draft | None:
    """What the speaker calls the way out: "a vote is the best *way* to end it", he said."""
    verb, source = noun.head, speakers.speaker_at(noun.idx)
    best = any(c.lower_ in ("only", "best", "right") for c in noun.lefts)
    things = syntax.children(verb, "nsubj", "csubj")
    if noun.dep_ != "attr" or source is None or not best or not things:
        return None
    if things[0].pos_ in ("PRON", "DET") or syntax.negation(verb) is not None:
        return None
    content = extents.clipped(noun.doc, things[0].left_edge.i, verb.i, things[-1].i)
    cue = noun.doc[noun.i : noun.i + 1]
    return Draft("urge", cue, source, content, "noun-told", verb, clause=True)


def _includer(noun: Token) -> Token | None:
    """Give who said much, this among it: "*Lee* made vows, including a call for a vote"."""
    prep, above = noun.head, noun.head.head
    if noun.dep_ != "pobj" or prep.lower_ != "including":
        return None
    return next((who for v in (above, above.head) if (who := _sayer(v)) is not None), None)


def _sayer(word: Token) -> Token | None:
    who = syntax.actor(word) if word.pos_ == "VERB" else syntax.holder(word)
    return who if who is not None and is_actor(who) else None


TERMS = cues.noun_forms("condition precondition deadline requirement") | {"terms"}
SETTING = cues.verb_forms("set impose lay put attach give issue announce name add")


def _is_set(noun: Token) -> bool:
    """Say whether somebody sets terms: "*set* a deadline", "*its* condition that"."""
    if any(c.dep_ == "acl" and c.lower_ in SETTING for c in noun.rights):
        return True
    if noun.dep_ == "dobj" and noun.head.lower_ in SETTING:
        return True
    owned = possessor(noun) is not None or nationality(noun) is not None
    return owned and (that_clause(noun)[0] or demanded(noun)[0]) is not None


def _drafted(noun: Token) -> Token | None:
    """Give the word that says a text is only proposed: "a *draft* law", "US-*drafted* text"."""
    for left in noun.lefts:
        if left.lower_ in DRAFT or (left.tag_ == "VBN" and left.lower_ in AUTHORED):
            return left if left.lower_ == "draft" and left.i == noun.i - 1 else noun
    return None


def _billed(noun: Token) -> Token | None:
    """Give a bill of which somebody's words tell what it would do: "the Greens' *bill would*"."""
    owned = proposer(noun)[1] in ("possessor", "maker", "author")
    if noun.lower_ not in BILLS or not owned:
        return None
    verb = noun.head
    return noun if noun.dep_ == "nsubj" and any(c.lower_ == "would" for c in verb.lefts) else None


BILLS = cues.noun_forms("bill legislation budget")
AUTHORED = cues.words("drafted sponsored backed authored proposed brokered penned led written")


def responder(noun: Token, who: Token) -> tuple[Token, ...]:
    """Give who answers, to whom it must have been put: "*Iran* declined a US request"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in ("to", "with", "on", "up"):
        verb = verb.head
    if verb.pos_ != "VERB" or verb.lower_ not in ANSWERED:
        return ()
    other = syntax.actor(verb)
    return (other,) if other is not None and other != who and is_actor(other) else ()


ANSWERED = cues.verb_forms(
    "reject decline accept refuse dismiss ignore turn rebuff spurn review consider study receive "
    "agree consent take snub heed meet comply answer respond brush resist bow yield get weigh "
    "examine mull fulfil fulfill grant rule"
)


def _keeper(noun: Token) -> Token | None:
    """Give who has a proposal of its own: "*Lima* had kept its readiness", not "rejected its"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lower_ in ANSWERED or syntax.is_passive(verb):
        return None
    who = syntax.subject(verb)
    return who if who is not None and who.pos_ != "PRON" and is_actor(who) else None


def _uttered(noun: Token) -> Token:
    """Give the word whose clause tells when and where a noun's proposal was made.

    The verb that puts it forward; another verb ("*rejected* the plan on Friday") has its own time.
    """
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lower_ in cues.SUPPORTS:
        return noun.head
    clauses = (c for c in noun.rights if c.dep_ in ("acl", "relcl") and c.lower_ in PUTTING)
    return next(clauses, noun)


def _is_modifier(noun: Token) -> bool:
    """Say whether a noun only describes another: "a *plan* document", "*call* centre"."""
    return noun.dep_ in ("compound", "amod", "nmod") or noun.pos_ not in ("NOUN", "PROPN")


def _is_denied(noun: Token) -> bool:
    """Say whether there is no such proposal: "made *no* offer", "did *not* make a request"."""
    if any(c.lower_ in ("no", "any", "neither", "every") for c in noun.lefts):
        return True
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lower_ in cues.SUPPORTS and syntax.is_negated(verb):
        return True
    return noun.lower_ in cues.PLANS and verb.lower_ in DROPPING and _is_supposed(verb)


DROPPING = cues.verb_forms("give drop abandon scrap shelve renounce forgo")


def _is_supposed(verb: Token) -> bool:
    """Say whether a verb stands in a condition: "*if* Ukraine withdrew and *gave up* its plan"."""
    while verb.dep_ == "conj":
        verb = verb.head
    return any(c.lower_ in ("if", "unless") for c in verb.lefts)
