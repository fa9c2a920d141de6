"""Copies: an article that says what one of another outlet said, in the same or nearly the same
words. It is kept, but neither read nor counted: the first that arrived stands for all.

The same words are found by their digest. Nearly the same are found by MinHash: the smallest hashes
of an article's shingles (runs of words), a few to a band, so that articles which share a band are
worth comparing; what counts is how many shingles they truly share. Only what other outlets say
within two weeks is compared, and no text of a few words. An outlet's own articles at several
addresses are never taken for copies: bulletins and lists differ in the few words that matter.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from hashlib import blake2b
from itertools import chain

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from rensa import RMinHash

from .models import Article, Band
from .signals import standing_changed

# How alike two texts must be: what their shingles share of all that they have.
ALIKE = 0.85
# Texts of fewer words are copies only where they are the same to the letter.
LEAST_WORDS = 40
# How long after one another copies are published at most.
WINDOW = timedelta(days=14)
_SHINGLE_WORDS = 5
# Two texts just alike enough share none of so many bands of so many minima once in 500 times.
_BANDS, _MINIMA = 16, 7
_SEED = 20
_MOST_COMPARED = 50
_WORD = re.compile(r"\w+")
# Any number: the advisory lock of whoever looks for copies, a few milliseconds for some articles.
_LOCK = 0x6E66


def settle(articles: Sequence[Article], judged: Collection[int] = ()) -> list[Article]:
    """Find out which of some articles are copies, before they are read; gives those that stand.

    Whoever does so at the same time waits, so that of two copies just one stands. What stands in
    `judged` is never made a copy, but others can be copies of it.
    """
    bands = {one.pk: bands_of(one.text) for one in articles}
    with transaction.atomic():
        _lock()
        ids = list(bands)
        standing = {one.pk: one for one in _compared(Article.objects.filter(pk__in=ids))}
        _keep({pk: bands[pk] for pk in standing})
        found = _originals(standing, bands, judged)
        _mark(found)
    return [one for one in articles if one.pk in standing and one.pk not in found]


def shingles(text: str) -> set[str]:
    """Each run of five words, whatever their case and what stands between them."""
    words = _WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return set()
    runs = (words[start : start + _SHINGLE_WORDS] for start in range(len(words) - 4))
    return {" ".join(run) for run in runs}


def bands_of(text: str) -> list[int]:
    """The keys of a text's bands: 64-bit integers, none for a text of a few words."""
    runs = shingles(text)
    if not runs:
        return []
    sketch = RMinHash(num_perm=_BANDS * _MINIMA, seed=_SEED)
    sketch.update(list(runs))
    minima = sketch.digest()
    return [_key(band, minima[band * _MINIMA : (band + 1) * _MINIMA]) for band in range(_BANDS)]


def _key(band, minima):
    raw = b"".join(one.to_bytes(4, "big") for one in (band, *minima))
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "big", signed=True)


def alike(text: str, other: str) -> bool:
    """Whether two texts are copies of each other: the same, or nearly the same and not short."""
    if text == other:
        return True
    shorter, longer = sorted((len(text), len(other)))
    if shorter < longer * ALIKE * 0.8:
        return False
    runs, others = shingles(text), shingles(other)
    shared = len(runs & others)
    return bool(shared) and shared >= ALIKE * (len(runs) + len(others) - shared)


def part(article: Article) -> bool:
    """Have what was found to be a copy stand for itself, for good; whether it was one."""
    with transaction.atomic():
        found = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if not found.duplicate_of_id:
            return False
        _change([found.pk], duplicate_of=None, no_copy=True)
        found.refresh_from_db()
        if found.stands:
            standing_changed.send(sender=Article, ceased={}, resumed=[found.pk])
        return True


def cease(ceased: dict[int, list[int]]) -> None:
    """Tell that articles stand no longer, and which say now what each of them said.

    Their copies become copies of those, if still they are, else of the first among themselves,
    which stands from now on. Must run in the transaction in which they ceased.
    """
    resumed = []
    copied = Article.objects.filter(duplicate_of__in=list(ceased)).order_by("duplicate_of")
    for original in copied.values_list("duplicate_of", flat=True).distinct():
        first = _hand_on(original, ceased[original])
        if first:
            resumed.append(first)
            ceased[original].append(first)
    if ceased:
        standing_changed.send(sender=Article, ceased=ceased, resumed=resumed)


def reclaim(article: Article) -> None:
    """Have what became of an article's copies while it did not stand be copies of it again."""
    with transaction.atomic():
        _lock()
        bands = bands_of(article.text)
        others = _candidates([article], {article.pk: bands}, later=True)[article.pk]
        known = _compared(Article.objects.filter(pk__in=others, no_copy=False))
        copied = [one for one in known if _is_copy(one, article)]
        _mark({one.pk: article.pk for one in copied})


def _lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _compared(found) -> list[Article]:
    """Those that stand, the first first."""
    return list(found.standing().defer("search").order_by("pk"))


def _keep(bands):
    rows = [Band(key=key, article_id=pk) for pk, keys in bands.items() for key in set(keys)]
    Band.objects.bulk_create(rows, ignore_conflicts=True)


def _originals(standing, bands, judged) -> dict[int, int]:
    """What each of some articles is a copy of, if anything."""
    candidates = _candidates(standing.values(), bands)
    others = set(chain.from_iterable(candidates.values())) - standing.keys()
    known = standing | {one.pk: one for one in _compared(Article.objects.filter(pk__in=others))}
    found = {}
    for pk, article in sorted(standing.items()):
        if article.no_copy or pk in judged:
            continue
        for other in sorted(candidates[pk] & known.keys() - found.keys()):
            # Of two that are looked at together, the first to arrive stands.
            if (other not in standing or other < pk) and _is_copy(article, known[other]):
                found[pk] = other
                break
    return found


def _candidates(articles: Iterable[Article], bands, later=False) -> dict[int, set[int]]:
    """The ids of the standing articles that each may be a copy of.

    Those that share a band have been looked at before. Of those with the same digest some may not:
    only who came before is taken, unless `later` ones are wanted too.
    """
    found, by_key, by_digest = defaultdict(set), defaultdict(set), defaultdict(set)
    articles = list(articles)
    for one in articles:
        by_digest[one.digest].add(one.pk)
        for key in bands[one.pk]:
            by_key[key].add(one.pk)
    standing = Article.objects.standing()
    same = standing.filter(digest__in=by_digest).values_list("digest", "pk")
    near = Band.objects.filter(key__in=by_key, article__in=standing).values_list("key", "article")
    pairs = [(one, pk) for digest, pk in same for one in by_digest[digest] if later or pk < one]
    pairs += [(one, pk) for key, pk in near for one in by_key[key]]
    for one, pk in pairs:
        if pk != one and len(found[one]) < _MOST_COMPARED:
            found[one].add(pk)
    return found


def _is_copy(article, other):
    if article.outlet_id == other.outlet_id:
        return False
    if article.digest == other.digest:
        return True
    apart = abs(_moment(article) - _moment(other))
    return apart <= WINDOW and alike(article.text, other.text)


def _moment(article):
    return article.published_at or article.created_at


def _mark(found: dict[int, int]) -> None:
    """Make articles copies of others that stand, and their own copies with them."""
    for pk, original in found.items():
        copied = Article.objects.filter(Q(pk=pk) | Q(duplicate_of=pk))
        _change(copied.values("pk"), duplicate_of=original)
    if found:
        ceased = {pk: [original] for pk, original in found.items()}
        standing_changed.send(sender=Article, ceased=ceased, resumed=[])


def _hand_on(original, successors) -> int | None:
    """Find a new original for the copies of one that ceased; the copy that stands from now on."""
    own = list(Article.objects.filter(duplicate_of=original).defer("search").order_by("pk"))
    after = _compared(Article.objects.filter(pk__in=successors))
    orphans = []
    for one in own:
        heir = next((other for other in after if alike(one.text, other.text)), None)
        if heir:
            _change([one.pk], duplicate_of=heir.pk)
        else:
            orphans.append(one)
    first = next(
        (one for one in orphans if not one.superseded_by_id and not one.withdrawn_at), None
    )
    if first is None:
        return None
    _change([one.pk for one in orphans], duplicate_of=first.pk)
    _change([first.pk], duplicate_of=None)
    return first.pk


def _change(ids, **values):
    rows = Article.objects.filter(pk__in=ids)
    rows.update(**values, revision=F("revision") + 1, changed_at=Now())
