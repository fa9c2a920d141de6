"""Who is meant: every name joined to its entity, and every actor phrase to a name."""

from annotations.pipeline.records import EntityLink, Mention, Span

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "PLACE": "place",
    "NORP": "group",
    "EVENT": "event",
}


class Actors:
    """The people, bodies and countries of one article, and the phrases that stand for them."""

    def __init__(self, doc, mentions, by_token):
        self.doc = doc
        self.mentions = mentions
        self._by_token = by_token

    def mention_at(self, index: int) -> Mention | None:
        """The mention that covers the token with this index."""
        return self._by_token.get(index)

    def span(self, phrase) -> Span:
        """A spaCy span as a record, with the name of the entity it stands for, if known."""
        mention = self.mention_at(phrase.root.i)
        name = mention.entity.name if mention and mention.entity else None
        return Span(phrase.start_char, phrase.end_char, phrase.text, name)


def resolve(doc, names, source, knowledge) -> Actors:
    """Join the names to entities; the result answers for the article's mentions and actors."""
    mentions = tuple(
        Mention(
            n.start_char,
            n.end_char,
            n.text,
            n.label,
            n.rule,
            n.confidence,
            EntityLink(KINDS[n.label], n.text),
        )
        for n in names
    )
    by_token = {
        i: mention
        for n, mention in zip(names, mentions, strict=True)
        for i in range(n.start, n.end)
    }
    return Actors(doc, mentions, by_token)
