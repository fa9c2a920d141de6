"""Papers that act for whoever wrote them: "the draft calls for" is said by who tabled the draft."""

from spacy.tokens import Token

from annotations.pipeline.names import bodies, titles
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals import cues

PAPERS = cues.noun_forms(
    "plan proposal draft text paper letter document resolution statement initiative roadmap "
    "blueprint communique offer framework package memo memorandum motion petition communiqué "
    "declaration appeal message note tape video manifesto ultimatum outline"
)
# Who does one of these to a paper has written it or stands for it.
AUTHORING = cues.verb_forms(
    "table present draft circulate write issue propose put unveil submit release publish sponsor "
    "introduce send make announce deliver sign author pen post launch draw"
)
ADJECTIVES = frozenset({"NORP", "ORG"})


def author(paper: Token, label_at) -> Token | None:
    """Give the head of the phrase for who a paper comes from, as far as its own sentence tells.

    "*His* letter", "the *Egyptian* plan", "a text tabled by *Algeria*", "*Kenya* sent a letter".
    `label_at` tells the label of the name that covers a token index, None for no name.
    """
    own = syntax.owner(paper)
    if own is not None:
        return own
    for left in paper.lefts:
        if left.dep_ in ("amod", "compound", "nmod") and label_at(left.i) in ADJECTIVES:
            return left
    for clause in paper.rights:
        if clause.dep_ in ("acl", "relcl") and clause.lower_ in AUTHORING:
            return syntax.actor(clause)
    verb = paper.head
    if paper.dep_ in ("dobj", "nsubjpass") and verb.lower_ in AUTHORING:
        return syntax.actor(verb)
    return None


STATEMENTS = cues.noun_forms("statement communique communiqué declaration")


def is_new(paper: Token) -> bool:
    """Whether those told of before say a paper next: "Ministers met. *A statement* said"."""
    opens = any(left.lower_ in ("a", "an") for left in paper.lefts)
    return opens and paper.lower_ in STATEMENTS and paper.dep_ == "nsubj"


def issues(subject: Token) -> bool:
    """Whether a subject is one who issues statements: a name, a body, people in office."""
    word = subject.lower_
    named = bool(subject.ent_type_) or word in bodies.KIND_NOUNS
    return named or titles.is_office(word.removesuffix("s"))


def is_taken_up(paper: Token) -> bool:
    """Whether a paper is one spoken of before: "the text", "that paper"."""
    return any(left.lower_ in ("the", "that", "this") for left in paper.lefts)
