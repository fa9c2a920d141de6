"""Which outlet an article is from: by name, by domain, and after two were made one."""

import pytest
from django.core.exceptions import ValidationError

from articles import ingest, outlets
from articles.models import Article, Domain, Feed, Outlet
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def cnn():
    outlet = Outlet.objects.create(name="CNN", country="US", kind=Outlet.Kind.BROADCASTER)
    outlets.claim(outlet, "cnn.com")
    return outlet


def outlet_of(name="", url=""):
    text = f"A text of {name} at {url}."
    return ingest.store(ingest.draft(text, title="A title", outlet=name, url=url))[0].outlet.name


def outlets_of(*articles):
    return [Article.objects.get(pk=one.pk).outlet.name for one in articles]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.CNN.com:443/world/?q=1", "cnn.com"),
        ("edition.cnn.com", "edition.cnn.com"),
        ("www.example.org", "example.org"),
        ("https://Müller.example/a", "xn--mller-kva.example"),
        ("https://xn--mller-kva.example/a", "xn--mller-kva.example"),
        ("https://example.org.", "example.org"),
        ("http://[::1]/", ""),
        ("http://[broken/", ""),
        ("no host at all", ""),
        ("", ""),
    ],
)
def test_hosts_are_kept_in_one_form(address, host):
    assert outlets.host_of(address) == host


@pytest.mark.parametrize(
    ("name", "url", "outlet"),
    [
        ("", "https://www.cnn.com/a", "CNN"),
        ("", "https://edition.cnn.com/a", "CNN"),
        ("edition.cnn.com", "", "CNN"),
        ("www.CNN.com", "https://elsewhere.example/a", "CNN"),
        ("", "https://notcnn.com/a", "Unknown outlet"),
        ("", "", "Unknown outlet"),
        ("notcnn.com", "https://notcnn.com/a", "notcnn.com"),
        ("Reuters", "https://cnn.com/a", "Reuters"),
        ("U.S. News", "", "U.S. News"),
    ],
)
def test_an_article_without_a_named_outlet_is_its_domains(cnn, name, url, outlet):
    assert outlet_of(name, url) == outlet


def test_the_longest_domain_decides(cnn):
    arabic = Outlet.objects.create(name="CNN Arabic")
    outlets.claim(arabic, "https://arabic.cnn.com/")
    assert outlet_of(url="https://arabic.cnn.com/a") == "CNN Arabic"
    assert outlet_of(url="https://money.cnn.com/a") == "CNN"


def test_what_articles_say_of_themselves_claims_no_domain(cnn):
    outlet_of("Reuters", "https://aggregator.example/reuters")
    assert outlet_of(url="https://aggregator.example/other") == "Unknown outlet"
    assert Domain.objects.count() == 1


@pytest.mark.parametrize("host", ["", "com", "co.uk", "two words.org", "http://", "localhost"])
def test_no_outlet_claims_what_is_no_host_of_one(cnn, host):
    with pytest.raises(ValidationError, match="such as example.org"):
        outlets.claim(cnn, host)


def test_a_domain_has_one_outlet(cnn):
    with pytest.raises(ValidationError, match="cnn.com is a domain of CNN"):
        outlets.claim(Outlet.objects.create(name="Other"), "www.cnn.com")
    domain, _ = outlets.claim(cnn, "cnn.com")
    assert domain.outlet == cnn


def test_what_came_from_a_host_before_it_was_claimed_goes_over(cnn):
    post = Outlet.objects.create(name="Müller's Post")
    came = {
        url: make_article(f"A text at {url}.", outlet="", url=url)
        for url in ("https://www.müller.example/a", "https://blog.müller.example/b", "")
    }
    lookalike = make_article(
        "Another.", outlet="", url="https://other.example/?from=müller.example"
    )
    named = make_article("Named.", outlet="Reuters", url="https://müller.example/reuters")
    _, moved = outlets.claim(post, "müller.example")
    assert moved == 2
    assert outlets_of(*came.values(), lookalike, named) == [
        *("Müller's Post", "Müller's Post", "Unknown outlet"),
        *("Unknown outlet", "Reuters"),
    ]


def test_what_came_from_the_host_of_another_below_it_stays(cnn):
    arabic = make_article("A text.", outlet="", url="https://arabic.example.org/a")
    outlets.claim(Outlet.objects.create(name="Arabic"), "arabic.example.org")
    unread = make_article("Another.", outlet="", url="https://example.org/a")
    Article.objects.filter(pk=arabic.pk).update(outlet=unread.outlet)
    assert outlets.claim(cnn, "example.org")[1] == 1
    assert outlets_of(arabic, unread) == ["Unknown outlet", "CNN"]


def test_a_text_that_the_outlet_has_stays_without_one(cnn):
    make_article("The same text.", outlet="CNN", url="https://cnn.com/a")
    double = make_article("The same text.", outlet="", url="https://example.org/a")
    assert outlets.claim(cnn, "example.org")[1] == 0
    assert outlets_of(double) == ["Unknown outlet"]


def test_who_follows_changes_learns_of_a_new_outlet(cnn):
    article = make_article("A text.", outlet="", url="https://example.org/a")
    outlets.claim(cnn, "example.org")
    before, article = article, Article.objects.get(pk=article.pk)
    assert article.revision == before.revision + 1
    assert article.changed_at > before.changed_at


def test_a_batch_asks_for_outlets_with_few_queries(cnn, django_assert_max_num_queries):
    named = [(outlets.UNKNOWN_OUTLET, f"https://edition.cnn.com/{n}") for n in range(50)] + [
        ("CNN", "")
    ] * 50
    with django_assert_max_num_queries(2):
        assert set(outlets.of(named)) == {cnn}


def test_a_merged_outlet_hands_everything_over(cnn):
    double = make_article("A text of the double.", outlet="Cable News Network").outlet
    kept = make_article("Another text.", outlet="CNN")
    outlets.claim(double, "cnn.example")
    Feed.objects.create(url="https://cnn.example/feed", outlet=double)
    older = Outlet.objects.create(name="C.N.N.", merged_into=double)
    moved = Article.objects.get(outlet=double)

    outlets.merge(double, cnn)

    assert set(cnn.articles.all()) == {moved, kept}
    assert Article.objects.get(pk=moved.pk).revision == moved.revision + 1
    assert Article.objects.get(pk=kept.pk).revision == kept.revision
    assert cnn.feeds.count() == 1
    assert [str(domain) for domain in cnn.domains.all()] == ["cnn.com", "cnn.example"]
    assert set(cnn.merged.all()) == {double, older}
    assert outlet_of("Cable News Network") == outlet_of("C.N.N.") == "CNN"
    assert outlet_of(url="https://cnn.example/b") == "CNN"


def test_what_an_outlet_lacks_it_takes_from_the_one_merged_into_it(cnn):
    plain = Outlet.objects.create(name="Plain", country="GB")
    outlets.merge(cnn, plain)
    plain.refresh_from_db()
    assert (plain.country, plain.kind) == ("GB", "broadcaster")


def test_a_text_that_both_have_stays_and_the_later_is_a_copy(cnn):
    first = make_article("The same text.", outlet="Cable News Network")
    second = make_article("The same text.", outlet="CNN")
    outlets.merge(first.outlet, cnn)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.outlet.merged_into, second.outlet) == (cnn, cnn)
    assert (first.duplicate_of, second.duplicate_of) == (None, first)


def test_no_outlet_is_merged_with_itself_or_twice(cnn):
    other = Outlet.objects.create(name="Other")
    with pytest.raises(ValidationError):
        outlets.merge(cnn, cnn)
    outlets.merge(other, cnn)
    with pytest.raises(ValidationError):
        outlets.merge(other, cnn)
    with pytest.raises(ValidationError):
        outlets.merge(cnn, other)


def test_what_came_without_an_outlet_is_never_made_an_outlets(cnn):
    unknown = make_article("A text of nobody.", outlet="Unknown outlet").outlet
    for pair in ((unknown, cnn), (cnn, unknown)):
        with pytest.raises(ValidationError):
            outlets.merge(*pair)
    assert outlet_of() == "Unknown outlet"


def test_a_former_name_still_leads_to_the_outlet(cnn):
    outlets.rename(cnn, "CNN International")
    assert outlet_of("CNN") == "CNN International"
    outlets.rename(cnn, "CNN")
    assert outlet_of("CNN International") == "CNN"
    assert Outlet.objects.standing().get() == cnn
