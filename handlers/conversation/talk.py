"""One incoming message being handled: who wrote, where, and the ways to answer.

Nothing here waits for the network: an answer is a row in the outbox, committed with what caused it.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from domain.finding.shortening import shortened
from domain.messaging import numbered_choices as choices
from domain.messaging.channels import WITHOUT_BUTTONS
from domain.messaging.messages import Button, Card, Incoming, MenuEntry, Outgoing, Text, lines_of, plain
from handlers.conversation import read_backs
from handlers.conversation.acting import Acting
from handlers.conversation.signed_links import Opener
from handlers.words import LANGUAGES, Words, said_in_any
from storage.messages import buttons, outbox
from storage.people import actors
from storage.tables import Address

MAX_IN_ROW = 3
LONGEST_LABEL = 64  # characters that a telephone shows on a button
_BACK = ("button.back", "button.drop")
LONGEST_LINE = 150  # of a choice that stands in the text
IN_HAND = timedelta(hours=1)
MOST_BESIDE = 40  # choices of earlier cards
STANDING = frozenset({"card", "task", "file", "private", "lines"})
"""What a chat's focus may be without a question that waits for words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button before it has its key: what it says, in full, and what pressing it does."""

    label: str
    action: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None


Rows = Sequence[Sequence[Choice]]


class Answer(Exception):
    """Ends the handling with this answer, where going on makes no sense. Changes made so far stay."""

    def __init__(self, body: Text, rows: Rows = ()) -> None:
        super().__init__()
        self.body, self.rows = body, rows


@dataclass(slots=True)
class Interaction(Acting):
    """Somebody acting who reads answers in their own words: in a chat (`Talk`), or on a page (`Visitor`)."""

    words: Words

    @property
    def opener(self) -> Opener:
        """Make the links by which this person opens attached files."""
        return Opener(self.context.attachments, self.person.person_id, self.now)

    def stop(self, name: str, /, rows: Rows = (), **filled: Any) -> NoReturn:
        raise Answer(self.words(name, **filled), rows)


@dataclass(slots=True)
class Talk(Interaction):
    incoming: Incoming
    address: Address
    aside: bool = False
    """Whether what is said is about something else than the question that is open, which then stays open."""
    waited: Sequence[read_backs.Json] = ()
    """What was read back before this message came, and waits: the answer says so."""
    _noted: Text | None = field(default=None, init=False)
    """A remark that is about to be said, with what waits, unless a card follows that says what waits."""

    @property
    def channel(self) -> str:
        return self.address.channel

    def say(self, body: Text, rows: Rows = (), *, focus: dict[str, Any] | None = None, code: str | None = None) -> None:
        """Say something in a new message; its buttons are what can be typed from now on, `focus` the question it asks.
        `code`: the key (`storage.erasing.blanking`) of a message with a code in it."""
        self._send("say", body, rows, focus, code)

    def show(
        self, body: Text, rows: Rows = (), *, focus: dict[str, Any] | None = None, code: str | None = None
    ) -> None:
        """Show the card in its new form: in place of the one whose button was pressed, else as a new message."""
        pressed = self.incoming.kind == "button" and self.incoming.message_id is not None
        self._send("edit" if pressed else "say", body, rows, focus, code)

    @property
    def shows_numbers(self) -> bool:
        return self.address.channel in WITHOUT_BUTTONS

    @property
    def has_open_question(self) -> bool:
        """Say whether what is typed next is awaited; not where a card or a task's screen merely stands there."""
        focus = self.address.focus or {}
        return bool(focus) and ("held" in focus or focus.get("ask") not in STANDING)

    def note(self, body: Text, *, code: str | None = None) -> None:
        """Say a remark beside the work in hand: the question asked and what can be typed stay as they are."""
        if code is None and self._still_waits([]):
            self._say_noted()
            self._noted = body
        else:
            self._add(Outgoing("say", Card(body)), code)

    def finish(self) -> None:
        """Say a remark that was held back for what waits. What can be typed stays: a number still means the list that
        was seen, so that where nothing can be pressed what waits is only said."""
        if self._noted is None:
            return
        body, self._noted = self._noted, None
        offered, since = self.address.choices, self.address.choices_at
        if offered and self.shows_numbers:
            self._add(Outgoing("say", Card(self._with_what_waits(body, ())[0])))
            return
        self.say(body, focus=self.address.focus)
        if offered:
            known = {str(choice[1]) for choice in offered}
            more = [choice[:2] for choice in self.address.choices if str(choice[1]) not in known]
            self.address.choices, self.address.choices_at = [*offered, *more], since

    def retire(self, body: Text) -> None:
        """Show the pressed card without its buttons, because they are of no use any more."""
        if self.incoming.kind == "button" and self.incoming.message_id is not None:
            self._add(Outgoing("edit", Card(body), self.incoming.message_id))

    def menu(self, name: str, entries: Sequence[MenuEntry]) -> None:
        """Set the chat's command menu, once for each `name`."""
        if self.address.menu != name:
            self.address.menu = name
            self._add(Outgoing("menu", menu=tuple(entries)))

    def _say_noted(self) -> None:
        if self._noted is not None:
            body, self._noted = self._noted, None
            self._add(Outgoing("say", Card(body)))

    def _still_waits(self, besides: Sequence[read_backs.Json]) -> list[read_backs.Json]:
        """Return what waited before this message came, and still does."""
        return [
            one
            for one in (read_backs.of(self.address) if self.waited else ())
            if one in self.waited and not any(read_backs.is_same(one, other) for other in besides)
        ]

    def _with_what_waits(self, body: Text, rows: Rows) -> tuple[Text, Rows]:
        """Return the card with what waits below it, each with the choice to send it or to drop it."""
        if self.address.is_group:
            return body, rows
        word = self.words.plain
        card = [(choice.label, choice.action, choice.args) for row in rows for choice in row]
        left = self._still_waits(read_backs.shown(self.session, self.address, self.actor, card, body, word("right?")))
        more: list[Sequence[Choice]] = []
        lines: list[Text] = []
        for place, one in enumerate(left):
            mark = f" ({chr(ord('a') + place)})" if len(left) > 1 else ""
            lines.append(self.words("waits.still", mark=mark, said=one["said"]))
            args, label = {"action": one["action"], "args": one["args"]}, one["label"]
            go = word("button.waits_do", mark=mark, label=label[:1].lower() + label[1:])
            more.append(
                [Choice(go, read_backs.DO, args), Choice(word("button.waits_drop", mark=mark), read_backs.DROP, args)]
            )
        return (lines_of([body, *lines]), [*rows, *more]) if left else (body, rows)

    def _send(self, op: str, body: Text, rows: Rows, focus: dict[str, Any] | None, code: str | None = None) -> None:
        body, rows = self._with_what_waits(body, rows)
        card = card_of(self.session, self.address, body, rows, self.now, lettered=asks_number(focus))
        aside = self.aside and self.has_open_question
        offer(self.address, card, self.now, beside=aside)
        if not aside:
            self.address.focus = focus
        message_id = self.incoming.message_id if op == "edit" else None
        self._add(Outgoing("edit" if op == "edit" else "say", card, message_id), code)

    def _add(self, outgoing: Outgoing, code: str | None = None) -> None:
        self._say_noted()
        if self.address.is_group and self.actor is not None:
            outgoing = replace(outgoing, by=self.actor.person_id)
        if self.address.topic:
            outgoing = replace(outgoing, topic=self.address.topic)
        outbox.answer(
            self.session,
            channel=self.address.channel,
            account=self.address.account,
            chat_id=self.address.chat_id,
            outgoing=outgoing,
            now=self.now,
            organisation_id=self.address.organisation_id,
            dedupe_key=code,
        )


def is_asking(focus: Mapping[str, Any] | None) -> bool:
    """Say whether something is asked or in hand; not where it is only remembered which lines a list had."""
    return focus is not None and focus.get("ask") != "lines"


def asks_number(focus: Mapping[str, Any] | None) -> bool:
    """Say whether the question is answered by a number, which then chooses nothing: its choices have letters."""
    return focus is not None and (focus.get("ask") == "percent" or bool(focus.get("number")))


def card_of(
    session: Session, address: Address, body: Text, rows: Rows, now: datetime, *, lettered: bool = False
) -> Card:
    """Return a card for this chat, its buttons with their keys, and with numbers or letters where nothing can be
    pressed."""
    rows = _shortened(rows, LONGEST_LABEL if address.channel not in WITHOUT_BUTTONS else LONGEST_LINE)
    flat = [choice for row in rows for choice in row]
    wanted = [(choice.action, choice.args) for choice in flat if choice.url is None]
    keys = iter(buttons.keep(session, address, wanted, now))
    marks = _marks([choice.label for choice in flat if choice.url is None], address, body, lettered=lettered)
    mark = iter(marks)
    return Card(
        body,
        tuple(
            tuple(
                Button(choice.label, url=choice.url)
                if choice.url
                else Button(choice.label, next(keys), number=next(mark))
                for choice in row
            )
            for row in rows
            if row
        ),
        _hint(session, address, marks, lettered=lettered) if any(marks) else "",
    )


def _shortened(rows: Rows, longest: int) -> Rows:
    """Cut all labels of a card together, so that no two that differ look alike."""
    labels = iter(shortened([choice.label for row in rows for choice in row], longest))
    return [[replace(choice, label=next(labels)) for choice in row] for row in rows]


def _marks(labels: Sequence[str], address: Address, body: Text, *, lettered: bool) -> list[str]:
    if address.channel not in WITHOUT_BUTTONS:
        return [""] * len(labels)
    return (
        choices.letters(labels) if lettered else choices.marks(labels, said_in_any(_BACK), choices.rows_in(plain(body)))
    )


def _hint(session: Session, address: Address, marks: Sequence[str], *, lettered: bool) -> str:
    language = actors.person_of(session, address.person_id)[0].language if address.person_id else address.language
    name = "choice.hint_both" if any(map(str.isalpha, marks)) else "choice.hint"
    return LANGUAGES[language or "vi"]["choice.hint_letters" if lettered else name]


def offer(address: Address, card: Card, now: datetime, *, beside: bool = False) -> None:
    """Keep what can be typed in this chat from now on in place of pressing: [label, key, its number or letter, that of
    an earlier list]. `beside`: nobody asked for the card, so what the one before it offers can still be typed in words,
    and by a number where it is then asked which list is meant."""
    pressable = [button for row in card.rows for button in row if button.key]
    newest = [[button.label, button.key, *filter(None, [button.number])] for button in pressable]
    before = [_of_earlier(address, now, *choice) for choice in address.choices][:MOST_BESIDE] if beside else []
    address.choices = [*newest, *before]
    address.choices_at = now


def withdraw(address: Address, lost: AbstractSet[str]) -> None:
    """Take back what can be typed for a card that never arrived, or is settled; `lost`: its keys. The one before it is
    the newest again, with its numbers."""
    if not lost or lost.isdisjoint(choice[1] for choice in address.choices):
        return
    left = [choice for choice in address.choices if choice[1] not in lost]
    has_newer = any(len(choice) > 2 and choice[2] for choice in left)
    address.choices = left if has_newer else [[*choice[:2], *choice[3:4]] for choice in left]


def _of_earlier(address: Address, now: datetime, label: str, key: str, mark: str = "", earlier: str = "") -> list[str]:
    """Keep a choice of an earlier list; its number counts only while somebody may be answering it: a list that is not
    an hour old, or a question."""
    was = mark or earlier
    return [label, key, "", was] if was and _is_in_hand(address, now) else [label, key]


def _is_in_hand(address: Address, now: datetime) -> bool:
    if address.choices_at is None or now - address.choices_at > IN_HAND:
        return False
    labels = [str(choice[0]) for choice in address.choices]
    lettered = any(len(choice) > 2 and str(choice[2]).isalpha() for choice in address.choices)
    return is_asking(address.focus) or lettered or choices.has_numbers(labels)


def in_rows(choices: Sequence[Choice], width: int = MAX_IN_ROW) -> list[list[Choice]]:
    """Lay choices out in rows of `width`."""
    return [list(choices[start : start + width]) for start in range(0, len(choices), width)]
