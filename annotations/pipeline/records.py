"""What the pipeline says about an article: frozen records, free of Django and of spaCy.

All offsets are half-open Unicode code points into the article's text exactly as given. The
records are what `manage.py extract` prints and what the bridge stores.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """An article to read: its text, and what is known about it from outside the text."""

    text: str
    title: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the text. `name` is the canonical name of the entity they stand for, if known.

    `members` holds one span for each of several joint actors; `date` is the ISO date that a
    `when` span means, as fully as the text and the article's own date give it
    ("2023-10-24", "2023-10" or "2023").
    """

    start_char: int
    end_char: int
    text: str
    name: str | None = None
    members: tuple["Span", ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class EntityLink:
    """What a name refers to.

    `kind` is person, organisation, place, group or event; `country` an ISO 3166-1 alpha-2 code;
    `feature` country, region, city, water, facility, continent or other, of places only.
    `office` is the position in which the text presents a person ("President of France").
    Latitude and longitude are decimal degrees, WGS 84.
    """

    kind: str
    name: str
    office: str | None = None
    country: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    feature: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: label PERSON, ORG, PLACE, NORP or EVENT.

    `office` is the span of the words that give a person's position beside this very mention
    ("French President" in "French President Emmanuel Macron"); its `name` is the office in full.
    `taught` is the number of the desk's piece of knowledge that decided the entity, if one did.
    """

    start_char: int
    end_char: int
    text: str
    label: str
    rule: str
    confidence: float
    entity: EntityLink | None = None
    office: Span | None = None
    taught: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A passage that the text ascribes to a source. `kind` is direct, mixed or indirect."""

    kind: str
    source: Span | None
    cue: Span | None
    content: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Response:
    """A reaction to a proposal: stance accept, support, reject, oppose or noncommittal."""

    id: str
    stance: str
    cue: Span
    responder: Span | None
    object: Span | None
    condition: Span | None
    rule: str
    confidence: float
    codes: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reported act of proposing: act propose, urge, demand, request or offer.

    `same_as` is the id of the record that tells the same proposal first in this article;
    `factuality` is asserted, hypothetical or future.
    """

    id: str
    act: str
    cue: Span
    proposer: Span | None
    content: Span | None
    addressees: tuple[Span, ...]
    when: Span | None
    where: Span | None
    same_as: str | None
    factuality: str
    rule: str
    confidence: float
    codes: dict = field(default_factory=dict)
    responses: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is said about one article; `responses` answer proposals told elsewhere.

    `language` is that of the text, an ISO 639-1 code; None where it cannot be told, as of a list
    of names. A text in any other than English is `limited`: read for its names alone.
    """

    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    responses: tuple[Response, ...] = ()
    language: str | None = "en"

    @property
    def limited(self) -> bool:
        return self.language not in (None, "en")


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an editor decided a name to mean in one article: evidence for other articles.

    `meaning` is None where it is nobody known. `names` are the other names of that article, folded
    as the gazetteer folds them, `countries` the codes of those that it named. With `always` it is
    a rule, whatever the company. `piece` is the number of the desk's piece of knowledge.
    """

    meaning: EntityLink | None
    names: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    always: bool = False
    piece: int | None = None


@dataclass(frozen=True, eq=False)
class Knowledge:
    """What the desk has taught, frozen for one pass.

    `aliases` maps a name, casefolded, to the entity it means, and `alias_pieces` to the number of
    the desk's piece of knowledge; `links` maps a label and a folded name to what has been taught
    of it. `never_names` are casefolded words that are never a name, `never_labels` pairs of such
    words and the label that they never have. `same_as` maps the `identity` of an entity that was
    merged to what it was merged into.
    """

    aliases: dict[str, EntityLink] = field(default_factory=dict)
    never_names: frozenset[str] = frozenset()
    never_labels: frozenset[tuple[str, str]] = frozenset()
    links: dict[tuple[str, str], tuple[Lesson, ...]] = field(default_factory=dict)
    same_as: dict[tuple, EntityLink] = field(default_factory=dict)
    alias_pieces: dict[str, int] = field(default_factory=dict)


def identity(link: EntityLink) -> tuple:
    """What tells an entity from others: its GeoNames id, else kind, name and country."""
    if link.geonames_id:
        return link.kind, link.geonames_id
    return link.kind, link.name.casefold(), link.country or ""
