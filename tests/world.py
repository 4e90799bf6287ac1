"""The world outside, in tests of the handlers: people who write and press, and screens that show what arrived.

Everything in between is the real program: the inbox, dispatch, the handlers, the outbox and the visits of delivery.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from domain.messaging.messages import Attached, Card, Incoming, Outgoing, plain
from domain.text import fold
from handlers.conversation.acting import Context
from handlers.conversation.read_backs import LEAVES, READ_BACKS
from handlers.dispatch import handle_waiting
from handlers.file_exports import Maker
from handlers.undelivered.astray import on_stray
from handlers.words import LANGUAGES
from scheduler.delivery.channel import GoneError
from scheduler.delivery.exchange import ChannelVisit, exchange
from scheduler.fetching import Fetching
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.messages import buttons, exports, inbox
from storage.messages.outbox_claim import ClaimedMessage
from storage.messages.outbox_mark import Outcome
from storage.tables import Address, Inbox
from tests.office import Office, account_of, local

NOW = local("2026-11-23 09:00")  # a Monday
PUBLIC_URL = "https://dondoc.example"
OVER = ("waits.done", "waits.cancelled", "waits.replaced")  # what a button does whose read-back waits no more


@dataclass(frozen=True, slots=True)
class Heard:
    """A card as it stands on somebody's screen."""

    message_id: str
    card: Card
    op: str  # say: it came as a new message; edit: in the place of an earlier one; file: with a file
    file: Attached | None = None

    @property
    def text(self) -> str:
        return plain(self.card.text)

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.card.rows for button in row]

    @property
    def urls(self) -> list[str]:
        return [button.url for row in self.card.rows for button in row if button.url]

    def key(self, label: str) -> str | None:
        """The key under the button of that label; a tick at its end does not matter."""
        pressable = [b for row in self.card.rows for b in row if b.key]
        exact = next((b.key for b in pressable if b.label == label), None)  # two may differ by a mark alone
        return exact or next((b.key for b in pressable if _bare(b.label) == _bare(label)), None)


def _bare(label: str) -> str:
    return fold(label.removesuffix("✓"))


class _Outside:
    """A channel that has the files that people sent; what it does not have is gone."""

    def __init__(self, name: str, files: Mapping[str, bytes | Exception]) -> None:
        self.name, self.account = name, account_of(name)
        self._files = files

    async def fetch(self, source: str, most: int) -> bytes:
        found = self._files.get(source)
        if found is None:
            raise GoneError("lost")
        if isinstance(found, Exception):
            raise found
        return found


class World(Office):
    """An office, its chats and a clock. A chat is named by its id; a group's messages say `by` whom they are."""

    def __init__(self, database: Database, *, now: datetime = NOW, address_form: str = "anh_chi") -> None:
        super().__init__(database, address_form=address_form)
        self.now = now
        self.context = Context(work_calendar(), PUBLIC_URL, b"a secret of these tests")
        self.templates: Path | None = None
        self.outside: dict[str, bytes | Exception] = {}
        self.screens: dict[str, list[Heard]] = {}
        self.menus: dict[str, list[str]] = {}
        self.blocking: set[str] = set()  # chats whose people stopped the bot
        self.shut: dict[str, str] = {}  # chats in which nothing can be written, and what the channel says to it
        self.refusing: dict[str, Callable[[Outgoing], bool]] = {}  # chats, and what is refused there whatever the way
        self._unread: dict[str, list[Heard]] = {}
        self._last: dict[str, Heard] = {}
        self._channels: dict[str, str] = {}
        self._numbers = count(1)

    # Time

    def at(self, moment: str) -> None:
        """Sets the clock: `2026-12-19 09:00`, local."""
        self.now = local(moment)

    def passes(self, **span: float) -> None:
        """Lets time go by: `passes(hours=2)`."""
        self.now += timedelta(**span)

    # What people do

    def says(self, chat: str, text: str, *, by: str | None = None, addressed: bool | None = None, **more: Any) -> None:
        """Somebody writes. In a group commands are addressed to the bot unless said otherwise."""
        named = text.startswith("/") if addressed is None else addressed
        self.sends(chat, "text", by=by, text=text, addressed=bool(by) and named, **more)

    def presses(self, chat: str, label: str, *, on: Heard | None = None, by: str | None = None) -> None:
        """Somebody presses the newest button of that label in the chat, or one on an earlier card."""
        shown = [on] if on else reversed(self.screens.get(chat, []))
        for heard in shown:
            if key := heard.key(label):
                self.sends(chat, "button", by=by, key=key, message_id=heard.message_id)
                return
        seen = [heard.labels for heard in self.screens.get(chat, [])]
        raise AssertionError(f"no button {label!r} in chat {chat}; there are {seen}")

    def sends(self, chat: str, kind: Any, *, by: str | None = None, **more: Any) -> None:
        """Anything comes in: a file, a sticker, a forged key, `blocked`, `added`."""
        channel = self._channel(chat)
        number = next(self._numbers)
        incoming = Incoming(
            kind=kind,
            channel=channel,
            account=account_of(channel),
            chat_id=chat,
            user_id=by or chat,
            external_id=f"u{number}",
            at=self.now,
            user_name=more.pop("user_name", "Người Lạ"),
            is_group=by is not None,
        )
        if kind in ("text", "file", "other"):
            more.setdefault("message_id", f"in{number}")
        self.receives(replace(incoming, **more))

    def receives(self, *incomings: Incoming) -> None:
        """What came in is kept, dealt with, and the answers are delivered. A handler that fails fails the test."""
        self.database.do(inbox.store, incomings, self.now)
        while self.database.do(handle_waiting, self.now, self.context):
            with self.database.transaction() as session:
                failed = session.scalars(select(Inbox.error).where(Inbox.error.is_not(None))).all()
            assert not failed, f"a handler failed: {failed}"
        self.deliver()

    def sends_file(
        self, chat: str, name: str, content: bytes, *, what: str = "document", album: str = "", text: str = ""
    ) -> None:
        """A document or photo; its content is fetched by `fetch_files`, as beside the handling of messages."""
        source = f"file-{next(self._numbers)}"
        self.outside[source] = content
        extra = {"file_id": source, **({"album": album} if album else {})}
        self.sends(chat, "file", what=what, file_name=name, file_size=len(content), text=text, extra=extra)

    def fetch_files(self) -> None:
        """Fetches what waits, and has it dealt with."""
        fetching = Fetching(
            self.database,
            [_Outside(name, self.outside) for name in ("telegram", "zalo")],
            lambda: self.now,
            lambda: None,
        )
        while asyncio.run(fetching.work()):
            pass
        self.receives()

    # What people see

    def heard(self, chat: str) -> list[Heard]:
        """What arrived in the chat since this was last asked."""
        return self._unread.pop(chat, [])

    def last(self, chat: str) -> Heard:
        """The card that arrived last, new or in the place of another."""
        assert chat in self._last, f"nothing was ever said in chat {chat}"
        return self._last[chat]

    def said(self, chat: str) -> str:
        """All that arrived in the chat since last asked, as one text."""
        return "\n\n".join(heard.text for heard in self.heard(chat))

    # Files

    def make_files(self) -> int:
        """Makes what was asked for, as the program does beside the handling of messages; how many."""
        maker = Maker(self.database, self.context.files, self.templates, self.context.calendar)
        made = 0
        while (export := self.database.do(exports.claim, self.now)) is not None:
            try:
                file = maker.make(export, self.now)
            except Exception as error:
                self.database.do(maker.could_not, export, type(error).__name__, self.now)
            else:
                self.database.do(maker.keep, export, file, self.now)
                made += 1
        self.deliver()
        return made

    def file(self, chat: str) -> bytes:
        """What the last message in the chat brought."""
        attached = self.last(chat).file
        assert attached is not None, f"no file: {self.last(chat).text}"
        content = self.database.do(exports.content, attached.id)
        assert content is not None
        assert len(content) == attached.size
        return content

    # Delivery

    def deliver(self) -> None:
        """Sends what may go out now, as delivery would, to screens in place of channels."""
        for channel, account in self._accounts():
            outcomes: list[Outcome] = []
            while claimed := self._visit(channel, account, outcomes):
                outcomes = [self._arrives(row) for row in claimed]

    def _visit(self, channel: str, account: str, outcomes: list[Outcome]) -> list[ClaimedMessage]:
        visit = ChannelVisit(channel, account, outcomes, 100, (), self.now, timedelta(minutes=1))
        with self.database.transaction() as session:
            return list(exchange(session, visit, partial(on_stray, context=self.context)).claimed)

    def _arrives(self, row: ClaimedMessage) -> Outcome:
        if row.chat_id in self.blocking:
            return Outcome("unreachable", row.id, self.now, reason="Forbidden: bot was blocked by the user")
        outgoing = Outgoing.from_json(row.payload)
        if row.chat_id in self.shut:
            return Outcome("unreachable", row.id, self.now, reason=f"BadRequest: {self.shut[row.chat_id]}")
        if row.chat_id in self.refusing and self.refusing[row.chat_id](outgoing):
            return Outcome("given_up", row.id, self.now, reason="BadRequest: Something_new")
        message_id = f"m{row.id}"
        if outgoing.op == "menu":
            self.menus[row.chat_id] = [entry.command for entry in outgoing.menu]
            return Outcome("sent", row.id, self.now, external_id="")
        assert outgoing.card is not None
        if outgoing.op == "edit" and outgoing.message_id:
            message_id = outgoing.message_id
        self._shows(row.chat_id, Heard(message_id, outgoing.card, outgoing.op, outgoing.file))
        return Outcome("sent", row.id, self.now, external_id=message_id)

    def _shows(self, chat: str, heard: Heard) -> None:
        self._holds_what_waits(chat, heard)
        screen = self.screens.setdefault(chat, [])
        places = [place for place, shown in enumerate(screen) if shown.message_id == heard.message_id]
        if places:
            screen[places[0]] = heard
        else:
            screen.append(heard)
        self._unread.setdefault(chat, []).append(heard)
        self._last[chat] = heard

    def _holds_what_waits(self, chat: str, heard: Heard) -> None:
        """Hold that a card which asks whether something is right waits until it is answered. What is read back for a
        draft (`line.…`) waits with its report; what was decided before its card came waited until then."""
        if not any(catalogue["right?"] in heard.text for catalogue in LANGUAGES.values()):
            return
        keys = [button.key for row in heard.card.rows for button in row if button.key]
        with self.database.transaction() as session:
            address = session.scalars(select(Address).where(Address.chat_id == chat)).one()
            found = {one[0] for key in keys if (one := buttons.meaning(session, address, key)) is not None}
        waits = bool(found & {*READ_BACKS, *OVER} and found & LEAVES)
        assert waits or any(one.startswith("line.") for one in found), (sorted(found), heard.text)

    def _channel(self, chat: str) -> str:
        if chat not in self._channels:
            with self.database.transaction() as session:
                found = session.scalar(select(Address.channel).where(Address.chat_id == chat))
            if found is None:
                return "telegram"
            self._channels[chat] = found
        return self._channels[chat]

    def _accounts(self) -> list[tuple[str, str]]:
        with self.database.transaction() as session:
            return sorted({(a, b) for a, b in session.execute(select(Address.channel, Address.account))})
