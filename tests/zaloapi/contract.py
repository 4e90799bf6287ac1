"""What each method takes: every parameter with what it must be. Anything else is refused.

From Zalo's pages (https://bot.zapps.me/docs/), as far as they say: text and caption have 1 to 2000 characters, a
webhook's secret 8 to 256, a poll's timeout is a number of seconds written as text or as a number. Whether characters
are counted as code points or as UTF-16 units is not said: here the stricter holds. Formatting (`parse_mode`,
`text_styles`) is refused, as the program sends plain text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.zaloapi.refusals import bad_request, not_found

LONGEST_TEXT = 2000
SECRET_LENGTH = range(8, 257)
ACTIONS = ("typing",)
LOCAL = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Parameter:
    """`wrong` says what is the matter with a value, "" when nothing is."""

    wrong: Callable[[Any], str]
    required: bool = True


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return "must be a string"
    try:
        length = len(value.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        return "is no Unicode text"
    if not value.strip():
        return "is empty"
    return f"has more than {LONGEST_TEXT} characters" if length > LONGEST_TEXT else ""


def _id(value: Any) -> str:
    if not isinstance(value, str):
        return "must be a string"
    return "" if value.strip() else "is empty"


def _picture_url(value: Any) -> str:
    if not isinstance(value, str):
        return "must be a string"
    parts = _split(value)
    return "" if parts and parts[0] in ("http", "https") else "must be the URL of a picture"


def _webhook_url(value: Any) -> str:
    """HTTPS; plain HTTP only to this machine (for tests)."""
    if not isinstance(value, str):
        return "must be a string"
    parts = _split(value)
    if parts and (parts[0] == "https" or (parts[0] == "http" and parts[1] in LOCAL)):
        return ""
    return "must be an HTTPS URL"


def _split(url: str) -> tuple[str, str] | None:
    """Scheme and host."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return (parts.scheme, parts.hostname) if parts.hostname and not set(url) & set(" \t\r\n") else None


def _secret(value: Any) -> str:
    if not isinstance(value, str):
        return "must be a string"
    if not (value.isascii() and value.isprintable()):
        return "must fit into a header"
    return "" if len(value) in SECRET_LENGTH else "must have 8 to 256 characters"


def _seconds(value: Any) -> str:
    if type(value) is int and value >= 0:
        return ""
    return "" if isinstance(value, str) and value.isascii() and value.isdigit() else "must be a number of seconds"


def _action(value: Any) -> str:
    return "" if value in ACTIONS else f"must be one of {', '.join(ACTIONS)}"


def _anything(value: Any) -> str:
    return ""


_CHAT = {"chat_id": Parameter(_id)}
_IGNORED = {"reply_markup": Parameter(_anything, required=False)}

METHODS: Mapping[str, Mapping[str, Parameter]] = {
    "getMe": {},
    "getUpdates": {"timeout": Parameter(_seconds, required=False)},
    "setWebhook": {"url": Parameter(_webhook_url), "secret_token": Parameter(_secret)},
    "deleteWebhook": {},
    "getWebhookInfo": {},
    "sendMessage": {**_CHAT, "text": Parameter(_text), **_IGNORED},
    "sendPhoto": {**_CHAT, "photo": Parameter(_picture_url), "caption": Parameter(_text, required=False), **_IGNORED},
    "sendSticker": {**_CHAT, "sticker": Parameter(_id), **_IGNORED},
    "sendChatAction": {**_CHAT, "action": Parameter(_action)},
}


def check(method: str, given: Mapping[str, Any]) -> None:
    """Raises what Zalo would answer to a method or parameters that are not in the table."""
    known = METHODS.get(method)
    if known is None:
        raise not_found(f"no method {method}")
    for name in given:
        if name not in known:
            raise bad_request(f"{method} takes no {name}")
    for name, parameter in known.items():
        if name not in given:
            if parameter.required:
                raise bad_request(f"{name} is missing")
        elif wrong := parameter.wrong(given[name]):
            raise bad_request(f"{name} {wrong}")
