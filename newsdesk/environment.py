"""Read settings from the environment; one that cannot be meant is refused with what to write."""

import ipaddress
import os

from django.core.exceptions import ImproperlyConfigured


def switched_on(name: str) -> bool:
    """Whether a switch is on. Raises ImproperlyConfigured for anything but 1, 0 and nothing."""
    given = os.environ.get(name, "")
    if given not in ("", "0", "1"):
        raise ImproperlyConfigured(f"{name} is {given!r}: write 1 to switch it on, 0 for off.")
    return given == "1"


def listed(name: str, default: str = "") -> list[str]:
    """The values of a variable that holds several, with commas between them."""
    return [value.strip() for value in os.environ.get(name, default).split(",") if value.strip()]


def number(name: str, default: int, least: int = 1, most: int | None = None) -> int:
    """A whole number. Raises ImproperlyConfigured for anything else, and outside its bounds."""
    given = os.environ.get(name) or str(default)
    bounds = f"from {least} to {most}" if most else f"from {least} on"
    if not (given.isascii() and given.isdigit() and least <= int(given) <= (most or int(given))):
        raise ImproperlyConfigured(
            f"{name} is {given!r}: write a whole number {bounds}, such as {default}."
        )
    return int(given)


def chosen(name: str, default: str, *others: str) -> str:
    """One of a few words. Raises ImproperlyConfigured for any other."""
    given = os.environ.get(name) or default
    if given not in (default, *others):
        words = " or ".join((default, *others))
        raise ImproperlyConfigured(f"{name} is {given!r}: write {words}.")
    return given


def networks(name: str, default: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """IP addresses and networks. Raises ImproperlyConfigured for what is neither."""
    try:
        return [ipaddress.ip_network(value) for value in listed(name, default)]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: {error}. Write addresses or networks, such as 10.0.0.5,10.1.0.0/16."
        ) from error
