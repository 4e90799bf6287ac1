"""Cards as Telegram takes them: plain text with marked stretches, and an inline keyboard.

Text goes out without a parse mode: nothing in it needs escaping, and nothing a person typed can break it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import orjson
import structlog

from bot.channels.split import LONGEST_TEXT, clip, split, units
from domain.messaging.messages import Button, Card, Span, Text, plain, text_of

log = structlog.get_logger(__name__)

Json = dict[str, Any]

# Telegram Bot API: InlineKeyboardMarkup; measured by its users where the page is silent.
MOST_IN_ROW = 8
MOST_BUTTONS = 100
LARGEST_KEYBOARD = 10_000  # bytes of JSON
LONGEST_LABEL = 64


@dataclass(frozen=True, slots=True)
class MessagePart:
    """One message: its `parameters` are those of sendMessage and editMessageText."""

    text: str
    entities: list[Json] = field(default_factory=list)
    keyboard: list[list[Json]] = field(default_factory=list)

    @property
    def parameters(self) -> Json:
        given: Json = {"text": self.text}
        if self.entities:
            given["entities"] = self.entities
        if self.keyboard:
            given["reply_markup"] = {"inline_keyboard": self.keyboard}
        if "://" in self.text or any(entity["type"] == "text_link" for entity in self.entities):
            # Telegram must not open people's one-time links to draw a picture of them.
            given["link_preview_options"] = {"is_disabled": True}
        return given


def parts_of(card: Card, longest: int = LONGEST_TEXT) -> list[MessagePart]:
    """Return the card as one or more messages of at most `longest` UTF-16 units; its buttons are under the last."""
    *first, last = [_part(text) for text in split(_with_links(card), longest)]
    return [*first, MessagePart(last.text, last.entities, keyboard_of(card.rows))]


def _part(text: Text) -> MessagePart:
    return MessagePart(plain(text), list(_entities(text)))


def _entities(text: Text) -> Iterator[Json]:
    if not any(span.bold or span.italic or span.link for span in text):
        return
    offset = 0
    for span in text:
        length = units(span.text)
        for style in _styles(span):
            yield {**style, "offset": offset, "length": length}
        offset += length


def _styles(span: Span) -> Iterator[Json]:
    if not span.text.strip():
        return
    if span.bold:
        yield {"type": "bold"}
    if span.italic:
        yield {"type": "italic"}
    if span.link:
        yield {"type": "text_link", "url": span.link}


def keyboard_of(rows: Iterable[Iterable[Button]]) -> list[list[Json]]:
    """Return rows of at most eight buttons; what is beyond Telegram's limits is left out (the choices can be typed as
    well)."""
    drawn = [[_button(button) for button in row if _pressable(button)] for row in rows]
    folded = [row[at : at + MOST_IN_ROW] for row in drawn for at in range(0, len(row), MOST_IN_ROW)]
    kept = _within_limits(folded)
    if left_out := sum(map(len, folded)) - sum(map(len, kept)):
        log.warning("buttons left out of a Telegram keyboard", left_out=left_out)
    return kept


def _within_limits(rows: list[list[Json]]) -> list[list[Json]]:
    kept: list[list[Json]] = []
    size, count = len('{"inline_keyboard": []}'), 0
    for row in rows:
        size += len(_encoded(row)) + 2
        count += len(row)
        if size > LARGEST_KEYBOARD or count > MOST_BUTTONS:
            break
        kept.append(row)
    return kept


def _encoded(row: list[Json]) -> bytes:
    try:
        return orjson.dumps(row)
    except TypeError:  # half a surrogate pair
        return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")


def _button(button: Button) -> Json:
    label = clip(button.label, LONGEST_LABEL) or "…"
    return {"text": label, "url": button.url} if button.url else {"text": label, "callback_data": button.key}


def _pressable(button: Button) -> bool:
    """Say whether Telegram takes the button: it refuses a whole message for one whose address is not reachable from
    everywhere."""
    if not button.url:
        return True
    try:
        parts = urlsplit(button.url)
        return parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in (parts.hostname or ""))
    except ValueError:
        return False


def _with_links(card: Card) -> Text:
    """Return the text with the buttons that Telegram would refuse (http://localhost…) written out under it."""
    links = [b for row in card.rows for b in row if not _pressable(b)]
    return text_of(card.text, *(f"\n{button.label}: {button.url}" for button in links)) if links else card.text
