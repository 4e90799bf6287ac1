"""The house in which an office lives: the real wiring of `World`, its setup loaded through the real loader, its clock
the program's own, and every message drawn as its channel draws it."""

import asyncio
import json
import re
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import func, or_, select

from bot.channels.mail.letters import letter
from bot.channels.mail.render import mail
from bot.channels.webchat import WebChannel
from bot.channels.zalo.render import LONGEST_TEXT, texts_of
from domain.messaging.messages import Incoming, Outgoing
from handlers.conversation.acting import Context
from handlers.conversation.signed_links import MailLinks
from handlers.dispatch import handle_waiting
from scheduler.clock import Clock
from scheduler.delivery.channel import Delivery, PermanentError
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.messages import inbox
from storage.messages.outbox import Lane
from storage.messages.outbox_claim import ClaimedMessage
from storage.messages.outbox_mark import Outcome
from storage.tables import Inbox, Obligation, Organisation, Outbox, ReminderEntry, Requirement, Snooze
from tests.lives.keys import Tree
from tests.storage.setup.in_vietnamese import load_in_vietnamese
from tests.town import check_card
from tests.world import PUBLIC_URL, Heard, World
from web.site.listeners import Listeners

CHANNELS = {"t": "telegram", "z": "zalo", "w": "web"}  # by the first letter of a chat
MOST_TICKS = 40  # of one stretch of time, which then is passed at once
SENDER = "dondoc@coquan.example"
_IN_LETTER = re.compile(r"/vao/(\w+)")


class House(World):
    """`shown` and `pages` are everything that anybody was shown since they were last emptied."""

    def __init__(self, open: Callable[[], Database], now: datetime, days_off: Path | None) -> None:
        self._open, self.days_off = open, days_off
        super().__init__(open(), now=now)
        self.shown: list[tuple[str, Heard]] = []
        self.pages: list[tuple[str, str]] = []  # what a browser was shown, by the chat of whoever opened it
        self.letters: dict[str, str] = {}  # mailbox -> the code in the last letter that came there
        self.ticks = 0
        self.setup: Tree = {}
        self._wire()

    def _wire(self) -> None:
        """Everything that a program makes when it starts."""
        calendar = work_calendar(self.days_off)
        self.context = Context(calendar, PUBLIC_URL, b"a secret of these tests", has_mail=True)
        self.clock = Clock(self.database, calendar, lambda: None, lambda: self.now)
        self.web = WebChannel(self.database, Listeners(), lambda: self.now)

    def restarts(self) -> None:
        """The program ends and starts anew on the same database."""
        self.database.close()
        self.database = self._open()
        self._wire()

    # The setup

    def loads(self, setup: Tree) -> list[str]:
        """As a file of YAML; gives the differences."""
        lines = self.database.do(load_in_vietnamese, as_yaml(setup), self.now, self.context.calendar)
        self.setup = setup
        with self.database.transaction() as session:
            code = setup["organisation"]["code"]
            self.office_id = session.scalars(select(Organisation.id).where(Organisation.code == code)).one()
        return lines

    def loads_beside(self, setup: str) -> None:
        """Another organisation, of which this house knows nothing."""
        self.database.do(load_in_vietnamese, setup, self.now, self.context.calendar)

    # Time

    def runs(self, span: timedelta, after_tick: Callable[[], None]) -> None:
        """Lets time go by, with a tick whenever something may be due, and one at the end."""
        until = self.now + span
        for _ in range(MOST_TICKS):
            self.now = min(until, self._next_moment())
            self.tick(after_tick)
            if self.now == until:
                return
        self.now = until
        self.tick(after_tick)

    def tick(self, after_tick: Callable[[], None]) -> None:
        self.ticks += 1
        asyncio.run(self.clock.tick())
        after_tick()
        self.deliver()

    def keeps_house(self) -> None:
        """What the clock does now and then."""
        asyncio.run(self.clock.seal())
        asyncio.run(self.clock.upkeep())

    def _next_moment(self) -> datetime:
        """When something may fall due; at the latest in three hours, so that no morning is missed."""
        soonest = self.now + timedelta(hours=3)
        with self.database.transaction() as session:
            for column in (Obligation.next_check_at, Requirement.next_open_at, Snooze.remind_at):
                found = session.scalar(select(func.min(column)).where(column > self.now))
                soonest = min(soonest, found or soonest)
        return soonest

    # Coming in and going out

    def receives(self, *incomings: Incoming) -> None:
        self.database.do(inbox.store, incomings, self.now)
        while self.database.do(handle_waiting, self.now, self.context):
            pass
        with self.database.transaction() as session:
            failed = session.scalars(select(Inbox.error).where(Inbox.error.is_not(None))).all()
            left = session.scalars(select(Inbox.id).where(Inbox.done_at.is_(None))).all()
        assert not failed, f"a handler failed: {failed}"
        assert not left, f"not dealt with: {left}"
        self.deliver()

    def deliver(self) -> None:
        """Without asking each account where there is nothing to send."""
        with self.database.transaction() as session:
            waiting = session.scalar(
                select(Outbox.id)
                .where(Outbox.state == "waiting", or_(Outbox.not_before.is_(None), Outbox.not_before <= self.now))
                .limit(1)
            )
        if waiting is not None:
            super().deliver()

    def _channel(self, chat: str) -> str:
        return CHANNELS[chat.lstrip("-")[0]]

    def _visit(self, channel: str, account: str, outcomes: list[Outcome]) -> list[ClaimedMessage]:
        claimed = super()._visit(channel, account, outcomes)
        self._going_by = channel
        if reminders := [row.id for row in claimed if row.lane == Lane.REMINDER]:
            self._still_wanted(reminders)
        return claimed

    def _still_wanted(self, outbox_ids: list[int]) -> None:
        """Nobody is reminded of nothing but what is in, or excused."""
        with self.database.transaction() as session:
            rows = session.execute(
                select(ReminderEntry.outbox_id, Obligation.state)
                .join(Obligation, Obligation.id == ReminderEntry.obligation_id)
                .where(ReminderEntry.outbox_id.in_(outbox_ids))
            ).all()
        wanted = {outbox for outbox, state in rows if state in ("open", "returned")}
        assert wanted == {outbox for outbox, _ in rows}, f"reminded of what is in: {rows}"

    def _arrives(self, row: ClaimedMessage) -> Outcome:
        """Drawn by the channel's own hand, before it is on the screen."""
        outgoing = Outgoing.from_json(row.payload)
        delivery = Delivery(row.id, row.chat_id, outgoing)
        if outgoing.card is not None and row.chat_id not in self.blocking:
            check_card(Heard("", outgoing.card, outgoing.op))
        if self._going_by == "email":
            return self._mails(row, delivery)
        if self._going_by == "web":
            asyncio.run(self.web.send(delivery))
        if self._going_by == "zalo" and outgoing.card is not None:
            texts = texts_of(outgoing.card)
            assert texts, "nothing to say"
            assert all(0 < len(text) <= LONGEST_TEXT for text in texts)
        return super()._arrives(row)

    def _mails(self, row: ClaimedMessage, delivery: Delivery) -> Outcome:
        try:
            made, _ = self.database.do(letter, delivery, MailLinks(PUBLIC_URL, self.context.secret), self.now)
        except PermanentError as error:
            return Outcome("given_up", row.id, self.now, reason=error.reason)
        from email.headerregistry import Address

        content = mail(made, Address("Đôn Đốc", addr_spec=SENDER), row.chat_id, "1@coquan.example", self.now)
        assert content.isascii()
        if found := _IN_LETTER.search(made.link):
            self.letters[row.chat_id] = found[1]
        return super()._arrives(row)

    def _shows(self, chat: str, heard: Heard) -> None:
        self.shown.append((chat, heard))
        super()._shows(chat, heard)
        del self.screens[chat][:-8]  # nobody scrolls back further
        self._unread.clear()


def as_yaml(setup: Tree) -> str:
    """Without the short cuts that YAML has for what stands there twice."""
    text: str = yaml.dump(json.loads(json.dumps(setup)), allow_unicode=True, sort_keys=False)
    return text


def rows_of(house: House, table: Any, ids: Collection[int]) -> list[Any]:
    with house.database.transaction() as session:
        return list(session.scalars(select(table).where(table.id.in_(ids))))
