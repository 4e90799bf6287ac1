"""The ways a message may go, best first; where Telegram refuses one, the next is taken.

`WAYS` is the whole ladder. A refusal that no list knows takes the next way too: whatever the reason, what was said is
to arrive. Only a chat in which nothing can be written ends it at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.channels.telegram.calling.failures import SHUT_CHATS, SHUT_TOPICS, is_barred, says
from domain.messaging.messages import Card, Outgoing, plain, text_of, with_link
from scheduler.delivery.channel import Detour

PICTURE = ".png"

Way = Literal[
    "edit",  # in the place of an earlier message
    "whole",  # with styles and buttons
    "plain",  # without styles
    "pieces",  # without styles, in shorter messages
    "bare",  # the same, and its buttons written out, to be typed
    "photo",
    "document",
    "menu",
]
SAYING: tuple[Way, ...] = ("whole", "plain", "pieces", "bare")
WAYS: Mapping[str, tuple[Way, ...]] = {
    "say": SAYING,
    "edit": ("edit", *SAYING),
    "picture": ("photo", "document", *SAYING),
    "file": ("document", *SAYING),
    "menu": ("menu",),
}
WITH_FILE: frozenset[Way] = frozenset({"photo", "document"})
SHORT = 1000  # units; of ways that go in pieces
LONGEST: Mapping[Way, int] = {"pieces": SHORT, "bare": SHORT}
TRIES: Mapping[str, int] = {"picture": 1, "file": 1}
"""After so many failures in passing, while others get through, a message begins one way further down."""
USUAL_TRIES = 3

Refused = Literal["topic", "chat", "way", "moved"]


@dataclass(slots=True)
class Ladder:
    """Where one sending stands: which way is next, in the topic or in the whole chat, and why not the one before."""

    ways: tuple[Way, ...]
    at: int = 0
    in_topic: bool = True
    detour: Detour | None = None

    @property
    def way(self) -> Way:
        return self.ways[self.at]

    def refused(self, error: TelegramError) -> bool:
        """Take the next way; return False where there is none."""
        refused = refusal(error, self.way)
        if refused == "topic" and self.in_topic:
            self.in_topic = False
            self.detour = Detour("topic", error.message)
        elif refused == "way" and self.at + 1 < len(self.ways):
            self.detour = self.detour or Detour("right" if is_barred(error) else "content", error.message)
            self.at += 1
        else:
            return False
        return True


def ladder_for(outgoing: Outgoing, has_topic: bool, has_content: bool, failed_alone: int) -> Ladder:
    """Return the ways that this message may go, and at which of them to begin. `has_content`: of a file, that it can go
    along."""
    kind = kind_of(outgoing)
    ways = WAYS[kind] if kind not in ("picture", "file") or has_content else SAYING
    begin = min(failed_alone // TRIES.get(kind, USUAL_TRIES), len(ways) - 1)
    detour = Detour("content", "it failed again and again") if begin else None
    return Ladder(ways, begin, has_topic, detour)


def kind_of(outgoing: Outgoing) -> str:
    if outgoing.op != "file":
        return outgoing.op
    return "picture" if outgoing.file and outgoing.file.name.endswith(PICTURE) else "file"


def refusal(error: TelegramError, way: Way) -> Refused:
    """Return what a refusal speaks of: the topic, the whole chat, or only this way of saying it."""
    if isinstance(error, ChatMigrated):
        return "moved"
    if way in WITH_FILE and is_barred(error):
        return "way"
    if isinstance(error, Forbidden):
        return "chat"
    assert isinstance(error, BadRequest)
    if says(error, *SHUT_TOPICS):
        return "topic"
    return "chat" if says(error, *SHUT_CHATS) else "way"


def without_styles(card: Card) -> Card:
    return Card(text_of(plain(card.text)), card.rows)


def without_buttons(card: Card) -> Card:
    """Return the card with its choices listed under the text, as they can be typed."""
    labels = [f"{b.label}: {b.url}" if b.url else f"– {b.label}" for row in card.rows for b in row]
    return Card(text_of("\n".join([plain(card.text), *(["", *labels] if labels else [])])))


def card_for(way: Way, outgoing: Outgoing) -> Card:
    """Return what is said this way; a file that does not go along is a link."""
    card = outgoing.card
    assert card is not None
    if outgoing.file is not None and way not in WITH_FILE:
        card = with_link(card, outgoing.file)
    return {"plain": without_styles, "pieces": without_styles, "bare": without_buttons}.get(way, lambda one: one)(card)
