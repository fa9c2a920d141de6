"""What a verb says of somebody: accuses of, describes as, calls, praises, blames.

Each rule looks at one verb of a page and gives the tokens of the content, half-open, or None.
"""

from spacy.tokens import Token

from annotations.pipeline.attributions import saying, sources
from annotations.pipeline.attributions.complements import Verb, reach
from annotations.pipeline.attributions.passages import Page
from annotations.pipeline.parsing import syntax

# What a judgement is about, after whom it is on: blasted *Oslo over the vote*.
GROUNDS = frozenset(["for", "over", "as", "on", "about", "against"])
PLACES = frozenset(["GPE", "LOC", "FAC"])


def said_of(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Somebody and what is said of him: "accused *Iran of lying*", "described *it as dead*"."""
    base = saying.SAID_OF_FORMS.get(verb.form)
    said = charge(verb, saying.SAID_OF[base]) if base else None
    if said is None:
        return None
    whom = verb.kin.get("nsubjpass" if verb.passive else "dobj")
    if verb.passive and whom is None and sources.agent(verb.token) is None:
        return None
    start, end = reach(said)
    if verb.passive:
        end = before_agent(verb, end) if said.head == verb.token else end
    if whom is None or whom.lower_ in sources.RELATIVES:
        return start + 1, end
    return min(start, whom.left_edge.i), max(end, whom.right_edge.i + 1)


def charge(verb: Verb, prepositions: tuple[str, ...]) -> Token | None:
    """What opens the charge, wherever the parse hung it: "accused *of* lying".

    Also after who makes it ("was accused by critics *of* lying") or whom it meets ("accused the
    mayor *of* lying", but not "the mayor *of* Rome").
    """
    said = syntax.preposition(verb.token, *prepositions)
    if said is not None:
        return said
    noun = syntax.by_agent(verb.token) if verb.passive else verb.kin.get("dobj")
    charges = [c for c in noun.rights if is_charge(c, prepositions)] if noun is not None else []
    return charges[-1] if charges else None


def is_charge(preposition: Token, prepositions: tuple[str, ...]) -> bool:
    """Whether a phrase of a noun says more than which it is: a deed, or a thing without a name."""
    if preposition.lower_ not in prepositions or preposition.dep_ != "prep":
        return False
    thing = syntax.child(preposition, "pcomp", "pobj", "amod")
    return thing is not None and not thing.ent_type_


def before_agent(verb: Verb, end: int) -> int:
    """The end of what is said, before "by" and whoever says it: "accused *of lying* by Oslo"."""
    doer = sources.agent(verb.token)
    return min(end, doer.left_edge.i - 1) if doer is not None and doer.i > verb.i else end


def named(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Somebody and the name given: "called *the raid a crime*", "which he called *a crime*"."""
    if verb.form not in saying.NAMED_FORMS or verb.passive:
        return None
    objects = syntax.children(verb.token, "dobj")
    name = verb.kin.get("oprd") or (objects[1] if len(objects) > 1 else verb.kin.get("ccomp"))
    if (name is None or name.i < verb.i) and objects and verb.form in CALLING:
        name = syntax.child(objects[0], "appos")
    if name is None or name.i < verb.i or name.pos_ in ("VERB", "AUX"):
        return None
    start, end = reach(name)
    whom = objects[0] if objects else None
    if whom is not None and whom.lower_.endswith(("self", "selves")):
        return None
    if whom is None or whom.i < verb.i:
        return start, end
    return min(start, whom.left_edge.i), end


# After these a noun beside the object is the name it gets: called *Rossi "the prince"*.
CALLING = saying.table(["call", "brand", "dub", "label"])


def referred(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Somebody and what he is referred to as: "referred to *the mayor as a clown*"."""
    to, as_ = (syntax.preposition(verb.token, word) for word in ("to", "as"))
    if verb.form not in REFERRING or verb.passive or to is None or as_ is None or as_.i < to.i:
        return None
    return to.i + 1, as_.right_edge.i + 1


REFERRING = saying.table(["refer", "point", "allude"])


def judged(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Whom or what somebody judges, and on what grounds: "criticised *Oslo over the vote*"."""
    if verb.form not in saying.JUDGING_FORMS or verb.passive:
        return None
    thing = verb.kin.get("dobj")
    if thing is None or thing.i < verb.i or thing.lower_ in sources.RELATIVES:
        return None
    if verb.form in saying.ROUGH_FORMS and not is_blamed(thing):
        return None
    end = thing.right_edge.i + 1
    for ground in verb.token.rights:
        if ground.i >= end and ground.dep_ == "prep" and is_ground(ground):
            end = ground.right_edge.i + 1
    return thing.left_edge.i, end


def is_blamed(thing: Token) -> bool:
    """Whether words can hurt it, not only storms: somebody, or what is somebody's."""
    if thing.ent_type_ in PLACES:
        return False
    return syntax.child(thing, "poss") is not None or (
        sources.speaks(thing) if thing.pos_ != "PROPN" else bool(thing.ent_type_)
    )


def is_ground(preposition: Token) -> bool:
    """Whether a phrase tells why somebody is judged; "on Monday" and "on Twitter" do not."""
    if preposition.lower_ not in GROUNDS:
        return False
    noun = syntax.child(preposition, "pobj")
    if preposition.lower_ == "on" and noun is not None and noun.pos_ == "PROPN":
        return False
    return noun is None or noun.ent_type_ not in ("DATE", "TIME")


def turned_on(page: Page, verb: Verb) -> tuple[int, int] | None:
    """On whom somebody turns: "lashed out at *the press*"."""
    base = saying.TURNING_FORMS.get(verb.form)
    if base is None or page.lowers[verb.i + 1 : verb.i + 2] != [saying.TURNING[base][0]]:
        return None
    preposition = page.lowers[verb.i + 2 : verb.i + 3]
    if not preposition or preposition[0] not in saying.TURNING[base][1]:
        return None
    noun = syntax.child(page.tokens[verb.i + 2], "pobj", "pcomp")
    return reach(noun) if noun is not None else None


def judged_by(page: Page, verb: Verb) -> tuple[int, int] | None:
    """What others judge: "*the bill* was praised by unions", "*aid* deemed too small by Oslo"."""
    if not verb.passive or verb.form not in JUDGED_FORMS or sources.agent(verb.token) is None:
        return None
    thing = verb.kin.get("nsubjpass")
    if verb.token.dep_ == "acl" and verb.form in saying.NAMED_FORMS:
        thing = verb.token.head
    if thing is None or thing.lower_ in sources.RELATIVES:
        return None
    name = verb.kin.get("oprd")
    start, end = thing.left_edge.i, thing.right_edge.i + 1
    if name is not None and thing.dep_ == "nsubjpass":
        return start, before_agent(verb, name.right_edge.i + 1)
    return start, min(end, verb.i)


JUDGED_FORMS = saying.NAMED_FORMS | saying.JUDGING_FORMS
