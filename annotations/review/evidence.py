"""What decisions teach by the way: a name linked anew is evidence for its meaning elsewhere.

Each piece of knowledge is derived from its Review, in the same transaction. Undoing the Review ends
the piece, and revives what the Review had ended (undoing.py).
"""

from django.db.models.functions import Coalesce

from annotations.models import Annotation, Knowledge, Layer, Status, Teaching, Verdict, name_key
from annotations.pipeline.actors.gazetteer import fold
from articles.prepared import Given, Prepared

# So many of the other names of an article are kept, the nearest to the name.
MOST_NAMES = 60
# What a gesture has taught of a name in an article, by label and entity.
_TAUGHT_SO = Knowledge.objects.standing().filter(kind=Teaching.LINK, key=Given("key"))
_TAUGHT_SO = _TAUGHT_SO.filter(
    review__action=Given("action"), review__article=Given("article")
).order_by()
_TAUGHT_SO = Prepared(_TAUGHT_SO.values_list("label", "entity"))
_OTHERS = Annotation.objects.live().names().filter(article=Given("article"))
_OTHERS = _OTHERS.values_list(
    *("start_char", "text", "entity__kind"),
    Coalesce("entity__canonical__country", "entity__country"),
    Coalesce("entity__canonical__place__feature", "entity__place__feature"),
)
_OTHERS = Prepared(_OTHERS)
_CHANGES_MEANING = (Verdict.RELINK, Verdict.RELABEL, Verdict.RESPAN, Verdict.REJECT)


def learn(review, annotation) -> None:
    """Keep what a decision about a name teaches, and end what earlier ones about it had taught.

    A link that an editor chooses is evidence, and so is one accepted that the desk's knowledge had
    chosen against the pipeline's first choice. What is carried over from another mention teaches
    nothing more.
    """
    if annotation.layer != Layer.NAME or not review.before:
        return
    if review.verdict in _CHANGES_MEANING and review.before["status"] == Status.ACCEPTED:
        pieces = Knowledge.objects.filter(kind=Teaching.LINK, review__annotation=annotation)
        pieces.end(review)
    chosen = review.verdict == Verdict.RELINK
    confirmed = review.verdict == Verdict.ACCEPT and annotation.taught_by_id
    if (chosen or confirmed) and not review.applied_from_id:
        _keep(review, annotation)


def learn_merge(review, merged) -> None:
    """Keep that an entity is another one, or end it where the entity is parted again."""
    if review.verdict == Verdict.MERGE:
        Knowledge.objects.create(
            kind=Teaching.MERGE, words=merged.name, entity_id=merged.canonical_id, review=review
        )
    else:
        Knowledge.objects.filter(kind=Teaching.MERGE, review__entity=merged).end(review)


def _keep(review, annotation):
    """One piece for each meaning of the words that a gesture gives in an article."""
    key, words = name_key(annotation.text)[:300], annotation.text[:300]
    own = {"action": review.action, "article": annotation.article_id, "key": key}
    if (annotation.label, annotation.entity_id) in _TAUGHT_SO.ask(**own):
        return
    names, countries = company(annotation)
    annotation.teaches = Knowledge.objects.create(
        kind=Teaching.LINK,
        words=" ".join(words.split()),
        label=annotation.label,
        entity=annotation.entity,
        names=names,
        countries=countries,
        review=review,
    )


def company(annotation) -> tuple[list[str], list[str]]:
    """The other names of a name's article, folded, the nearest first; and the countries it names.

    A country counts as such, not as a name.
    """
    others = _OTHERS.ask(article=annotation.article_id)
    own = fold(annotation.text)
    names, countries = {}, set()
    for start_char, text, kind, country, feature in others:
        key = fold(text)
        if key == own:
            continue
        if kind == "place" and country:
            countries.add(country)
        if feature != "country":
            away = abs(start_char - annotation.start_char)
            names[key[:300]] = min(away, names.get(key[:300], away))
    nearest = sorted(names, key=names.get)[:MOST_NAMES]
    return nearest, sorted(countries)
