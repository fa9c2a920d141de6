"""Georgia the state and Georgia the country, as articles tell of them."""

from annotations import review
from tests.annotations.story import finish_runs, fresh
from tests.factories import make_annotation, make_article, make_entity

ATLANTA = "Georgia's governor Brian Kemp met mayors in Savannah. They said that Georgia must wait."
TBILISI = "Georgia waits, said a minister in Tbilisi. Brian Kemp was there."
# GeoNames id, country and kind.
PLACES = {
    "state": ("Georgia", 4197000, "US", "region", 32.75, -83.5),
    "country": ("Georgia", 614540, "GE", "country", 42.0, 43.5),
    "savannah": ("Savannah", 4221552, "US", "city", 32.08, -81.1),
    "tbilisi": ("Tbilisi", 611717, "GE", "city", 41.69, 44.8),
}


def make_place(which):
    name, geonames_id, country, feature, latitude, longitude = PLACES[which]
    details = {"feature": feature, "latitude": latitude, "longitude": longitude}
    return make_entity("place", name, country=country, geonames_id=geonames_id, **details)


def tell(title, text, georgia, *others, people=("Brian Kemp",)):
    """An article whose first Georgia is linked; the name of it."""
    article = make_article(text, title=title)
    finish_runs(article)
    name = make_annotation(article, "Georgia", label="PLACE", entity=georgia)
    for words, entity in others:
        make_annotation(article, words, label="PLACE", entity=entity)
    for words in people:
        make_annotation(article, words)
    return name


def relink(user, name, entity):
    return review.relink(review.Decision(user, name.pk, fresh(name).revision), entity)


def taught(user, name, entity):
    """What linking a name anew has taught."""
    return relink(user, name, entity).taught


def shown(foreseen):
    return [(one.annotation.pk, one.annotation.revision) for one in foreseen.changes]
