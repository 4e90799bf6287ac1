"""What each setting may hold, where no type of pydantic says it. A rule takes the text that was written and gives its
meaning, or a `ValueError` in the language of the shell that says what is wrong and how to mend it. What may be a secret
is never repeated in it.
"""

import re
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

from bot.language import say

TELEGRAM_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


class HttpAddress(NamedTuple):
    host: str
    port: int  # 0: whichever is free


def refused(why: str, **filled: Any) -> ValueError:
    """Return the error that says so in words."""
    return ValueError(say(f"shell.refused.{why}", **filled))


def http_address(text: str) -> HttpAddress:
    """Read `127.0.0.1:8080`, `[::1]:8080`, `0.0.0.0:0`."""
    host, colon, port = text.strip().rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or "/" in host:
        raise refused("http.form", said=text)
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise refused("http.port", said=port, host=host)
    return HttpAddress(host, int(port))


def base_url(example: str) -> Callable[[str], str]:
    """Return the rule for an `http(s)://host[:port][/path]` without query; its value has no slash at its end."""

    def rule(text: str) -> str:
        parts = split_url(text.strip(), "url.miswritten", example=example)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise refused("url.form", example=example)
        if parts.username or parts.password:
            raise refused("url.user", example=example)
        if parts.query or parts.fragment:
            raise refused("url.rest", example=example)
        return text.strip().rstrip("/")

    return rule


def split_url(text: str, why: str, **filled: Any) -> SplitResult:
    """Return the parts of an address; refuse one that has none, for this reason."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # reading it is what checks it
    except ValueError:
        raise refused(why, **filled) from None
    return parts


def database_url(text: str) -> SecretStr:
    """Read `sqlite:///file` or `postgresql://user:password@host/name`. Kept secret for the password in it."""
    text = text.strip()
    scheme = text.partition("://")[0].lower()
    if scheme == "sqlite":
        return SecretStr(_sqlite_file(text))
    if scheme == "postgres":
        raise refused("database.postgres")
    if scheme.partition("+")[0] != "postgresql" or "://" not in text:
        raise refused("database.form")
    return SecretStr(_postgresql(text))


def _sqlite_file(text: str) -> str:
    file = text[len("sqlite://") :].partition("?")[0]
    if not file.startswith("/") or file in ("/", "/:memory:"):
        raise refused("database.file")
    return text


def _postgresql(text: str) -> str:
    if not split_url(text, "password").path.strip("/"):
        raise refused("database.name")
    return text


def telegram_tokens(text: str) -> tuple[SecretStr, ...]:
    """Read comma-separated tokens as BotFather gives them."""
    tokens = _listed(text)
    for place, token in enumerate(tokens, 1):
        if not TELEGRAM_TOKEN.fullmatch(token):
            raise refused("token.form", place=place)
    numbers = [token.partition(":")[0] for token in tokens]
    if len(set(numbers)) < len(numbers):
        raise refused("token.twice")
    return tuple(SecretStr(token) for token in tokens)


def zalo_tokens(text: str) -> tuple[SecretStr, ...]:
    tokens = _listed(text)
    if any(re.search(r"\s", token) for token in tokens):
        raise refused("token.space")
    return tuple(SecretStr(token) for token in tokens)


def links(text: str) -> tuple[str, ...]:
    """Read comma-separated addresses of pages."""
    found = _listed(text)
    for place, link in enumerate(found, 1):
        if not re.fullmatch(r"https://[^\s/,]+(?:/[^\s,]*)?", link):
            raise refused("link", place=place, said=link)
    return tuple(found)


def networks(text: str) -> tuple[str, ...]:
    """Read comma-separated addresses or networks, and return them as they are written in full: `10.0.0.2/32`."""
    found = []
    for place, part in enumerate(_listed(text), 1):
        try:
            network = ip_network(part, strict=False)
        except ValueError:
            raise refused("network.form", place=place, said=part) from None
        if network.prefixlen == 0:
            raise refused("network.any", said=part)
        found.append(str(network))
    return tuple(found)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def in_small_letters(text: str) -> str:
    return text.strip().lower()


def from_home(text: str) -> Path:
    """Read `~/templates` as the shell would."""
    return Path(text).expanduser()
