"""What people and the bot say to each other, whatever the channel.

A text is a tuple of spans, so that what a person typed can never be taken for markup: each channel escapes
or marks spans in its own way. A button carries an opaque key; what the key stands for is kept in storage.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

LONGEST_NAME = 255  # characters of a person's, group's or file's name; no file system takes a longer one
MAX_KEY_BYTES = 64  # Telegram Bot API, InlineKeyboardButton.callback_data


class Span(NamedTuple):
    """Named tuples, as thousands are made a second, which takes a dataclass that cannot change three times as long."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


Text = tuple[Span, ...]


def text_of(*parts: "str | Span | Text") -> Text:
    """Join strings, spans and texts into one text."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            spans.append(Span(part))
        elif isinstance(part, Span):
            spans.append(part)
        else:
            spans.extend(part)
    return tuple(span for span in spans if span.text)


def lines_of(lines: Iterable["str | Span | Text"]) -> Text:
    """Join lines with line breaks; what is empty stays as an empty line."""
    parts: list[str | Span | Text] = []
    for number, line in enumerate(lines):
        if number:
            parts.append("\n")
        parts.append(line)
    return text_of(*parts)


def plain(text: Text) -> str:
    return "".join(span.text for span in text)


class Button(NamedTuple):
    """`key` comes back when the button is pressed; a button with `url` opens a page instead. `number`: by which it is
    chosen where there are no buttons, or a letter where a number is asked for; "" where there are buttons."""

    label: str
    key: str = ""
    url: str | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    text: Text
    rows: tuple[tuple[Button, ...], ...] = ()
    hint: str = ""  # how to answer, where choices are numbered


def with_link(card: Card, file: "Attached") -> Card:
    """Return the card with a button that opens the file's link, where the file itself cannot go along."""
    return Card(card.text, ((Button(file.name, url=file.url),), *card.rows), card.hint)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    command: str  # without the slash
    description: str


class Attached(NamedTuple):
    """A file that goes along, kept under `id`; `url` is where it can be fetched for a while. `size` in bytes."""

    id: int
    name: str
    size: int
    url: str


Op = Literal["say", "edit", "menu", "file"]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing to do in one chat: say a card, put a card in the place of an earlier one, set the menu, or send a file
    with a card under it."""

    op: Op
    card: Card | None = None
    message_id: str | None = None  # for `edit`: the earlier message's id in the channel
    menu: tuple[MenuEntry, ...] = ()
    file: Attached | None = None
    topic: str = ""  # of a private chat: where it answers
    by: int | None = None  # in a group: the person whom it answers, and who gets it where the group cannot
    invites: int | None = None  # by mail: who on the list of people gets a code, which is made when it goes out
    confirms: bool = False  # by mail: it asks whose mailbox this is, so nothing in it opens anything

    def to_json(self) -> dict[str, Any]:
        return {
            **({} if self.file is None else {"file": self.file._asdict()}),
            **({} if self.by is None else {"by": self.by}),
            **({"topic": self.topic} if self.topic else {}),
            **({} if self.invites is None else {"invites": self.invites}),
            **({"confirms": True} if self.confirms else {}),
            "op": self.op,
            "card": None if self.card is None else card_to_json(self.card),
            "message_id": self.message_id,
            "menu": [{"command": one.command, "description": one.description} for one in self.menu],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Outgoing":
        card = data["card"]
        return cls(
            op=data["op"],
            card=None if card is None else card_from_json(card),
            message_id=data["message_id"],
            menu=tuple(MenuEntry(**entry) for entry in data["menu"]),
            file=Attached(**data["file"]) if data.get("file") else None,
            topic=data.get("topic", ""),
            by=data.get("by"),
            invites=data.get("invites"),
            confirms=data.get("confirms", False),
        )


def card_to_json(card: Card) -> dict[str, Any]:
    # Field by field: `asdict` copies deeply, which took as long as three queries for each card.
    return {
        "text": [{"text": s.text, "bold": s.bold, "italic": s.italic, "link": s.link} for s in card.text],
        "rows": [[_button_to_json(b) for b in row] for row in card.rows],
        **({"hint": card.hint} if card.hint else {}),
    }


def _button_to_json(button: Button) -> dict[str, Any]:
    numbered = {"number": button.number} if button.number else {}
    return {"label": button.label, "key": button.key, "url": button.url, **numbered}


def _button_from_json(data: Mapping[str, Any]) -> Button:
    return Button(data["label"], data["key"], data["url"], data.get("number", ""))


def card_from_json(data: Mapping[str, Any]) -> Card:
    return Card(
        text=tuple([Span(s["text"], s["bold"], s["italic"], s["link"]) for s in data["text"]]),
        rows=tuple([tuple([_button_from_json(b) for b in row]) for row in data["rows"]]),
        hint=data.get("hint", ""),
    )


TOPIC_MARK = ":"


def in_topic(chat_id: str, topic: str) -> str:
    """Return the chat id of a topic in a group; each topic is a chat of its own, with its own questions and lists."""
    return f"{chat_id}{TOPIC_MARK}{topic}" if topic else chat_id


def chat_of(chat_id: str) -> str:
    """Return the whole chat: of a topic's chat id the group's, of any other itself."""
    return chat_id.partition(TOPIC_MARK)[0]


def topic_of(chat_id: str) -> str:
    """Return the topic of the chat; "" outside of topics."""
    return chat_id.partition(TOPIC_MARK)[2]


Kind = Literal[
    "text",  # `text`
    "edited",  # `text` now stands in the place of the message `message_id`
    "button",  # `key` of the button pressed on the message `message_id`
    "file",  # a document, photo or video: `file_name`, `file_size`
    "fetched",  # a file that was sent before is here now: `extra["attachment"]`
    "other",  # a sticker, voice, place, contact: `what` names it
    "blocked",  # the person stopped the bot
    "unblocked",
    "moved",  # the group lives on as `new_chat_id`
    "added",  # the bot was put into a group
]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that came in from one chat. `external_id` is the same however often it is delivered."""

    kind: Kind
    channel: str
    account: str
    chat_id: str
    user_id: str
    external_id: str
    at: datetime  # when it reached us
    user_name: str = ""
    is_group: bool = False
    group_title: str = ""
    text: str = ""
    key: str = ""
    message_id: str | None = None
    reply_to: str | None = None  # the id of the message it answers
    addressed: bool = False  # in a group: it names or answers the bot
    what: str = ""
    file_name: str = ""
    file_size: int = 0
    new_chat_id: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def said_at(self) -> datetime:
        """When the person sent it, as far as the channel tells (`extra["said_at"]`, milliseconds since 1970): it may
        have waited for us meanwhile."""
        told = self.extra.get("said_at")
        return self.at if told is None else min(self.at, datetime.fromtimestamp(told / 1000, UTC))

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept. Names are cut at what rules may look at: of a file the end stays, which says its
        kind."""
        names = {
            "user_name": self.user_name[:LONGEST_NAME],
            "group_title": self.group_title[:LONGEST_NAME],
            "file_name": self.file_name[-LONGEST_NAME:],
        }
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**fields, **names, "at": self.at.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Incoming":
        return cls(**{**data, "at": datetime.fromisoformat(data["at"])})
