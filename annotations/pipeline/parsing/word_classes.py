"""The word classes that the model's own rules give, each kind of token asked about once.

The model's attribute ruler tries close to two hundred patterns at every token, an eighth of the
work of reading. Nearly all look at one token's tag, word, label and nothing else: what they say of
one such token they say of every other.
"""

import numpy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

LOOKED_AT = ["TAG", "LOWER", "DEP", "IS_SPACE"]
# What the ruler also sets, lemmas and morphology, no rule of the pipeline looks at.
SET = ["TAG", "POS", "DEP"]
SPACE, OTHER_WORD = " ", "x"


class WordClasses:
    """A component that sets tags, word classes and labels as an attribute ruler would.

    Patterns of several tokens, or of other things, are tried last, as the ruler tries them.
    """

    def __init__(self, ruler: AttributeRuler):
        patterns = [of_use for pattern in ruler.patterns if (of_use := without_the_unused(pattern))]
        alone = [pattern for pattern in patterns if is_of_one_token(pattern)]
        self.vocab = ruler.vocab
        self.alone = a_ruler(ruler.vocab, alone)
        self.others = a_ruler(ruler.vocab, [p for p in patterns if p not in alone])
        words = {word for pattern in alone for word in words_of(pattern)}
        self.words = {ruler.vocab.strings.add(word): word for word in words}
        self.told: dict[tuple[int, ...], list[int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        words = self.words
        kinds = [
            (tag, lower if lower in words else 0, label, space)
            for tag, lower, label, space in doc.to_array(LOOKED_AT).tolist()
        ]
        if new := set(kinds).difference(self.told):
            self.learn(list(new))
        told = numpy.array([self.told[kind] for kind in kinds], dtype="uint64")
        return self.others(doc.from_array(SET, told.reshape(-1, len(SET))))

    def learn(self, kinds: list[tuple[int, ...]]) -> None:
        """Ask the ruler about a token of each kind."""
        words = [
            SPACE if space else self.words.get(word, OTHER_WORD) for _, word, _, space in kinds
        ]
        examples = Doc(self.vocab, words=words)
        told = numpy.array([(tag, 0, label) for tag, _, label, _ in kinds], dtype="uint64")
        examples.from_array(SET, told)
        self.told.update(zip(kinds, self.alone(examples).to_array(SET).tolist(), strict=True))


def without_the_unused(pattern: dict) -> dict | None:
    """A pattern without the lemma and morphology it sets, None where it sets nothing else."""
    attributes = {key: value for key, value in pattern["attrs"].items() if key in SET}
    return {**pattern, "attrs": attributes} if attributes else None


def is_of_one_token(pattern: dict) -> bool:
    """Whether a pattern looks at one token, and at what tells one kind of token from another."""
    return all(
        len(tokens) == 1
        and set(tokens[0]) <= set(LOOKED_AT)
        and (isinstance(word := tokens[0].get("LOWER", ""), str) or set(word) == {"IN"})
        for tokens in pattern["patterns"]
    )


def words_of(pattern: dict) -> set[str]:
    """The words that a pattern of one token asks for."""
    asked = [token["LOWER"] for (token,) in pattern["patterns"] if "LOWER" in token]
    return {word for one in asked for word in ([one] if isinstance(one, str) else one["IN"])}


def a_ruler(vocab, patterns: list[dict]) -> AttributeRuler:
    ruler = AttributeRuler(vocab)
    ruler.add_patterns(patterns)
    return ruler
