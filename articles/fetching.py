"""Fetch a page or feed that somebody asked for: from public addresses only, within limits.

Whoever may name an address could otherwise have this server ask its own neighbours (server-side
request forgery, OWASP). So the address is checked that is really connected to, again after every
redirect; nothing is sent along that identifies a user.
"""

import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

MAX_BYTES = 10_000_000
MAX_REDIRECTS = 5
# For connecting, for each answer of the other side, and for all of it with its redirects.
CONNECT_SECONDS, READ_SECONDS, SECONDS = 5, 10, 20
USER_AGENT = "newsdesk (an open-source reader of news for editors)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK_BYTES = 65_536
# IPv4 addresses written as IPv6 for a translator (RFC 6052).
_TRANSLATED = IPv6Network("64:ff9b::/96")


class CannotFetch(Exception):
    """What was asked for cannot be had; the message says why and what to do."""


class _TurnedAway(OSError):
    """None of a host's addresses is public."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered, decompressed; `body` is empty where it has `not_modified`."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def not_modified(self) -> bool:
        return self.status == 304


def fetch(url: str, headers: dict[str, str] | None = None, max_bytes: int = MAX_BYTES) -> Fetched:
    """Give what a public http(s) address answers, after redirects.

    Raises CannotFetch for an address that is not public, an answer that is an error, longer than
    `max_bytes` once decompressed or slower than SECONDS, and for more than MAX_REDIRECTS.
    """
    ends = time.monotonic() + SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        answer, onward = _ask(_address(url), headers or {}, ends, max_bytes)
        if not onward:
            return answer
        url = urljoin(url, onward)
    raise CannotFetch(f"It redirects more than {MAX_REDIRECTS} times. Give its final address.")


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet, however it is wrapped."""
    inner = _unwrapped(ip_address(address))
    return all(one.is_global and not one.is_multicast for one in inner)


def _unwrapped(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """Give an address, or the IPv4 addresses that an IPv6 one stands for."""
    if address.version == 4:
        return [address]
    if address in _TRANSLATED:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    return [one for one in inner if one] or [address]


def _address(url: str) -> Url:
    try:
        parsed = parse_url(url.strip())
    except LocationParseError as error:
        raise CannotFetch("This is not a web address. Copy it from the browser.") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise CannotFetch("Give an address that starts with http:// or https://.")
    if parsed.auth:
        raise CannotFetch("The address holds a user name. Leave out everything before the “@”.")
    return parsed


def _ask(address: Url, headers: dict, ends: float, max_bytes: int) -> tuple[Fetched | None, str]:
    """Ask one address; what it answered, or where it redirects to."""
    kind = _SecureConnection if address.scheme == "https" else _PlainConnection
    connection = kind(
        address.host.strip("[]"),
        address.port,
        timeout=READ_SECONDS,
    )
    try:
        with _cut_off(connection, ends):
            return _answer(connection, address, headers, ends, max_bytes)
    except _TurnedAway as error:
        raise CannotFetch(str(error)) from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise CannotFetch(_told(error, address, ends)) from error
    finally:
        connection.close()


def _answer(connection, address, headers, ends, max_bytes) -> tuple[Fetched | None, str]:
    asked = {
        "User-Agent": USER_AGENT,
        "Accept-Encoding": "gzip, deflate",
        "Accept": "*/*",
        **headers,
    }
    connection.request("GET", address.request_uri, headers=asked, preload_content=False)
    with connection.getresponse() as response:
        if response.status in _REDIRECTS and response.headers.get("Location"):
            return None, response.headers["Location"]
        if response.status != 304 and not 200 <= response.status < 300:
            raise CannotFetch(_refused(address.host, response.status, response.reason))
        answered = {name.lower(): value for name, value in response.headers.items()}
        body = _body(response, ends, max_bytes)
        return Fetched(address.url, response.status, answered, body), ""


def _refused(host: str, status: int, reason: str | None) -> str:
    told = " ".join([host, "answers", str(status), reason or ""]).rstrip() + "."
    if status in (404, 410):
        return f"{told} Check the address."
    if status >= 500 or status in (408, 425, 429):
        return f"{told} Try again later."
    return f"{told} It may want readers to sign in, or no programs: paste the text instead."


def _body(response, ends: float, max_bytes: int) -> bytes:
    body = bytearray()
    while chunk := response.read1(_CHUNK_BYTES, decode_content=True):
        body += chunk
        if time.monotonic() >= ends:
            raise TimeoutError
        if len(body) > max_bytes:
            limit = f"{max_bytes // 1_000_000} MB"
            raise CannotFetch(f"The answer is longer than {limit}, which is too long.")
    return bytes(body)


@contextmanager
def _cut_off(connection, ends: float):
    """Hang up when time is over: headers that trickle never run into the limit for each byte."""

    def hang_up():
        with suppress(OSError):
            if connection.sock is not None:
                connection.sock.shutdown(socket.SHUT_RDWR)

    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    timer = threading.Timer(left, hang_up)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _told(error: Exception, address: Url, ends: float) -> str:
    if isinstance(error, TimeoutError) or time.monotonic() >= ends:
        return f"{address.host} took longer than {SECONDS} seconds. Try again later."
    return f"{address.host} cannot be read ({error}). Check the address, or try again later."


class _Guarded:
    """A connection that is only made to a public address, the one that was checked."""

    def _new_conn(self):
        refused = None
        for *_, sockaddr in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM):
            host, port = sockaddr[:2]
            if not (is_public(host) or f"{host}:{port}" in settings.NEWSDESK_FETCH_ALSO_FROM):
                refused = refused or _TurnedAway(
                    f"{self.host} is not on the public internet: only public pages are fetched."
                )
                continue
            try:
                return socket.create_connection((host, port), timeout=CONNECT_SECONDS)
            except OSError as error:
                refused = error
        raise refused or _TurnedAway(f"{self.host} has no address.")


class _PlainConnection(_Guarded, HTTPConnection):
    pass


class _SecureConnection(_Guarded, HTTPSConnection):
    pass
