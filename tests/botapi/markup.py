"""Formatted text: HTML to plain text with entities, entity checks, lengths in UTF-16 units.

Source: https://core.telegram.org/bots/api#formatting-options. Refusals as the public server words them.
Two rules are harsher, because on Telegram these pass silently and only the reader is puzzled: an `&` that is no
entity (somebody forgot to escape a name), and a MessageEntity of an unknown type.
"""

import html
import re
from dataclasses import dataclass, field

from tests.botapi.errors import ApiError, Json, bad_request

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
FOUND_BY_SERVER = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
ENTITY_TYPES = set(KINDS.values()) | FOUND_BY_SERVER | {"text_mention", "expandable_blockquote"}

_NAME = re.compile(r"<([^\s>]*)(?=[\s>])")
_ATTRIBUTES = re.compile(r"""((?:\s+[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[\w.-]+))?)*)\s*>""")
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?""")
_END = re.compile(r"</([^\s>]*)\s*>")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_ANY_TAG = re.compile(r"<[^>]*>")
_FOUND = re.compile(
    r"(?<![\w/])(?P<bot_command>/\w{1,32}(?:@\w{3,32})?)|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})"
    r"|(?P<url>https?://[^\s<>]+)|(?<!\w)(?P<hashtag>\#\w+)"
)


def units(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


@dataclass
class Formatted:
    text: str
    entities: list[Json] = field(default_factory=list)

    def trimmed(self) -> "Formatted":
        """Without the white space at both ends, which Telegram drops."""
        lead = units(self.text) - units(self.text.lstrip())
        text = self.text.strip()
        if text == self.text:
            return self
        end, kept = units(text), []
        for entity in self.entities:
            start = max(0, entity["offset"] - lead)
            stop = min(end, entity["offset"] + entity["length"] - lead)
            if stop > start:
                kept.append({**entity, "offset": start, "length": stop - start})
        return Formatted(text, kept)


def unformatted(source: str) -> Formatted:
    """A quick and lenient reading for benchmarks: tags dropped, nothing checked."""
    return Formatted(html.unescape(_ANY_TAG.sub("", source)))


def find_entities(text: str) -> list[Json]:
    """What Telegram itself marks in a person's text: commands, mentions, links, hashtags."""
    return [
        {"type": str(m.lastgroup), "offset": units(text[: m.start()]), "length": units(m.group())}
        for m in _FOUND.finditer(text)
    ]


def check_entities(text: str, entities: object) -> list[Json]:
    """The given entities, refused when they lie outside the text or have a type Telegram does not know."""
    if not isinstance(entities, list):
        raise bad_request("can't parse entities JSON object")
    length, boundaries = units(text), _boundaries(text)
    for entity in entities:
        if not isinstance(entity, dict) or not {"type", "offset", "length"} <= entity.keys():
            raise bad_request("can't parse MessageEntity: expected an Object")
        if entity["type"] not in ENTITY_TYPES:
            raise bad_request(f"can't parse MessageEntity: unsupported type {entity['type']!r} specified")
        _check_place(int(entity["offset"]), int(entity["length"]), length, boundaries)
    return [e for e in entities if e["length"] and e["type"] not in FOUND_BY_SERVER]


def _boundaries(text: str) -> set[int] | None:
    """Offsets where a character begins, where these are not simply all of them."""
    if all(ord(letter) < 0x10000 for letter in text):
        return None
    offsets, at = {0}, 0
    for letter in text:
        at += 1 + (ord(letter) > 0xFFFF)
        offsets.add(at)
    return offsets


def _check_place(offset: int, length: int, total: int, boundaries: set[int] | None) -> None:
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset > total or (offset == total and length):
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    end = offset + length
    if end > total:
        beginning = f"entity beginning at UTF-16 offset {offset}"
        raise bad_request(f"{beginning} ends after the end of the text at UTF-16 offset {end}")
    if boundaries is not None and not {offset, end} <= boundaries:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {offset}")


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


class HtmlReader:
    """Reads one text; raises the refusal Telegram would give for the first thing wrong in it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.at = 0
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> Formatted:
        while self.at < len(self.source):
            letter = self.source[self.at]
            if letter == "<":
                self._end_tag() if self.source.startswith("</", self.at) else self._start_tag()
            elif letter == "&":
                self._reference()
            else:
                self._plain()
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return Formatted("".join(self.out), self.entities)

    def _plain(self) -> None:
        stops = [i for i in (self.source.find("<", self.at), self.source.find("&", self.at)) if i >= 0]
        end = min(stops, default=len(self.source))
        self._write(self.source[self.at : end], end)

    def _write(self, text: str, end: int) -> None:
        self.out.append(text)
        self.length += units(text)
        self.at = end

    def _reference(self) -> None:
        found = _REFERENCE.match(self.source, self.at)
        if found is None:
            raise _unparsable(f"Unescaped '&' at byte offset {self._byte()}")
        self._write(html.unescape(found.group()), found.end())

    def _start_tag(self) -> None:
        name = _NAME.match(self.source, self.at)
        if name is None:
            raise _unparsable(f"Unclosed start tag at byte offset {self._byte()}")
        tag = name.group(1).lower()
        if tag not in KINDS:
            raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {self._byte()}')
        rest = _ATTRIBUTES.match(self.source, name.end())
        if rest is None:
            raise _unparsable(f"Unclosed start tag at byte offset {self._byte()}")
        found = _ATTRIBUTE.findall(rest.group(1))
        attributes = {key: html.unescape(double or single or bare) for key, double, single, bare in found}
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte()}')
        self.open.append(_Open(tag, attributes, self.length))
        self.at = rest.end()

    def _end_tag(self) -> None:
        if not self.open:
            raise _unparsable(f"Unexpected end tag at byte offset {self._byte()}")
        end = _END.match(self.source, self.at)
        if end is None:
            raise _unparsable(f"Unclosed end tag at byte offset {self._byte()}")
        found, begun = end.group(1).lower(), self.open.pop()
        if found and found != begun.tag:
            raise _unparsable(
                f'Unmatched end tag at byte offset {self._byte()}, expected "</{begun.tag}>", found "</{found}>"'
            )
        if self.length > begun.offset:
            self.entities.append(_entity(begun, self.length))
        self.at = end.end()

    def _byte(self) -> int:
        return len(self.source[: self.at].encode())


def _entity(begun: _Open, end: int) -> Json:
    entity: Json = {"type": KINDS[begun.tag], "offset": begun.offset, "length": end - begun.offset}
    if begun.tag == "a":
        entity["url"] = begun.attributes.get("href", "")
    if begun.tag == "blockquote" and "expandable" in begun.attributes:
        entity["type"] = "expandable_blockquote"
    return entity


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
