"""Pages are fetched from public addresses only, within limits, and every failure is told."""

import gzip
import time
from contextlib import suppress

import pytest

from articles import fetching
from articles.fetching import CannotFetch, fetch
from tests.articles.web import served


def why(url):
    with pytest.raises(CannotFetch) as refused:
        fetch(url)
    return str(refused.value)


def test_a_page_is_given_with_its_headers_and_the_address_it_ended_at(web):
    web.serve("/new", b"<p>News", Content_Type="text/html", ETag='"7"')
    old = web.serve("/old", b"", 301, Location="/new")
    page = fetch(old)
    assert (page.url, page.body, page.status) == (web.url("/new"), b"<p>News", 200)
    assert page.headers["etag"] == '"7"'


def test_the_request_says_who_asks_and_nothing_about_a_user(web):
    fetch(web.serve("/", b"x"))
    sent = {name.lower(): value for name, value in web.asked[0].headers.items()}
    assert sent.keys() == {"host", "user-agent", "accept", "accept-encoding"}
    assert sent["user-agent"].startswith("newsdesk")


def test_a_page_that_has_not_changed_says_so(web):
    url = web.serve("/", b"", 304)
    page = fetch(url, {"If-None-Match": '"7"'})
    assert page.not_modified
    assert web.asked[0].headers["If-None-Match"] == '"7"'


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
    ],
)
def test_addresses_that_are_not_public(address):
    assert not fetching.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address):
    assert fetching.is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_this_machine_is_never_asked(host):
    with served() as web:
        port = web.address.rpartition(":")[2]
        web.serve("/", b"secret")
        assert "only public pages are fetched" in why(f"http://{host}:{port}/")
        assert web.asked == []


def test_a_redirect_to_an_address_that_is_not_public_is_refused(web):
    with served() as neighbour:
        secret = neighbour.serve("/", b"secret")
        assert "not on the public internet" in why(web.serve("/", b"", 302, Location=secret))
        assert neighbour.asked == []


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("file:///etc/passwd", "http://"),
        ("ftp://example.org/a", "http://"),
        ("http://", "http://"),
        ("example.org", "http://"),
        ("http://user:word@example.org/", "user name"),
        ("http://[::1/", "not a web address"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url, told):
    assert told in why(url)


def test_a_redirect_to_a_file_is_refused(web):
    assert "http://" in why(web.serve("/", b"", 302, Location="file:///etc/passwd"))


def test_endless_redirects_end(web):
    assert "redirects more than 5 times" in why(web.serve("/", b"", 302, Location="/"))


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (404, "Check the address."),
        (410, "Check the address."),
        (403, "paste the text instead."),
        (429, "Try again later."),
        (500, "Try again later."),
        (503, "Try again later."),
    ],
)
def test_an_error_is_told_with_its_number_and_what_to_do(web, status, advice):
    told = why(web.serve("/", b"gone", status))
    assert f"answers {status} " in told
    assert told.endswith(advice)


def test_an_answer_too_long_is_given_up(web):
    url = web.serve("/", b"x" * (fetching.MAX_BYTES + 1))
    assert "longer than 10 MB" in why(url)


def test_a_small_answer_that_unpacks_to_a_huge_one_is_given_up(web):
    packed = gzip.compress(b"\0" * 60_000_000, 9)
    assert len(packed) < 100_000
    assert "longer than 10 MB" in why(web.serve("/", packed, Content_Encoding="gzip"))


def test_an_answer_that_is_not_packed_as_it_says_is_told(web):
    assert "cannot be read" in why(web.serve("/", b"plain", Content_Encoding="gzip"))


@pytest.mark.parametrize("headers", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_trickles_is_cut_off(web, monkeypatch, headers):
    def trickle(handler):
        handler.wfile.write(headers)
        with suppress(OSError):
            for _ in range(50):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.1)

    web.pages["/"] = trickle
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    began = time.monotonic()
    assert "took longer" in why(web.url("/"))
    assert time.monotonic() - began < 3


def test_a_host_that_does_not_answer_is_told(web):
    with served() as gone:
        address = gone.address
    web.serve("/", b"", 302, Location=f"http://{address}/")
    assert "public" in why(web.url("/"))
    assert "cannot be read" in why("http://no-such-host.invalid/")
