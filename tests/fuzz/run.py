"""Updates as bytes through the program's own door, dispatch and delivery; after each round everything is looked at."""

import gc
import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import structlog
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message

from bot.channels.telegram.calling.api import BotApi
from bot.channels.telegram.calling.identity import Me
from bot.channels.telegram.receiving.webhook import webhook_path, webhook_secret
from bot.channels.telegram.receiving.webhook_routes import HEADER, telegram_routes
from bot.channels.telegram.sending.channel import TelegramChannel
from domain.messaging.messages import Incoming
from handlers.dispatch import handle_waiting
from scheduler.delivery.channel import Limits
from storage.db.database import Database
from storage.messages import inbox
from tests.fuzz.changes import Senders, Tables, changes, not_allowed, tables
from tests.fuzz.mutations import mutated, spoilt
from tests.fuzz.rights import Rights, rights_now
from tests.fuzz.updates import Sent, Writer
from tests.office import account_of
from tests.town import CODE, OWN_MARK, UNIT_MARK, Town, check_card
from tests.world import Heard

TOKEN = f"{account_of('telegram')}:AAtest-token-of-the-fuzz"
SECRET = "a secret of the fuzz"
TOWN_LASTS = 400  # updates; then a fresh one, so that what is looked at stays small
MOST_AT_ONCE = 6
WARM = 0.3  # of the run: after that memory may not grow any more
GROWTH = 12.0  # MiB, beyond what garbage not yet collected and fragments of the heap explain


class Wrong(AssertionError):
    """Something that must never be; says with which seed and update."""


@dataclass
class Figures:
    updates: int = 0
    rounds: int = 0
    broken: int = 0  # mutated
    spoilt: int = 0  # no update at all any more
    taken: int = 0  # that became a message
    answers: int = 0  # shown to people
    changed: Counter[str] = field(default_factory=Counter)  # rows by table
    statuses: Counter[int] = field(default_factory=Counter)
    warm: float = 0.0  # MiB
    last: float = 0.0
    seconds: float = 0.0

    def __str__(self) -> str:
        rows = ", ".join(f"{count:,} {table}" for table, count in self.changed.most_common())
        return "\n".join([
            f"{self.updates:,} updates in {self.rounds:,} rounds, {self.seconds:.0f} s",
            f"{self.broken:,} of them mutated, {self.spoilt:,} not even JSON of an update",
            f"answers of the door: {dict(self.statuses)}",
            f"{self.taken:,} became messages; {self.answers:,} cards shown",
            f"rows changed, each by somebody who may: {rows}",
            f"memory: {self.warm:.1f} MiB when warm, {self.last:.1f} MiB at the end (may grow by {GROWTH:.0f})",
        ])  # fmt: skip


class SilentApi(BotApi):
    """Telegram's side: takes all, says nothing."""

    async def call(self, method: str, read_timeout: float | None = 0.0, **parameters: Any) -> Any:
        return True


class Fuzz:
    """Everything that it does follows from the seed."""

    def __init__(self, first: Town, folder: Path, seed: int) -> None:
        """`first` is a town whose database is closed; copies of it live in `folder`."""
        self.figures = Figures()
        self._seed, self._folder = seed, folder
        self._draw = random.Random(seed)
        self._writer = Writer(self._draw)
        self._first = self._town = first
        self._database = Database(f"sqlite:///{folder / 'fuzzed.db'}")
        self._door = self._opened()
        self._taking: list[Incoming] = []
        self._lasts = 0
        self._seen: tuple[Rights, Tables] | None = None  # as it stood after the last round

    async def run(self, updates: int, seconds: float = 3600.0) -> Figures:
        """So many, or as many as fit into the time. Raises `Wrong` at the first thing that is."""
        began = time.monotonic()
        with loud_logs() as errors:
            while self.figures.updates < updates and time.monotonic() - began < seconds:
                if self._lasts <= 0:
                    self._move()
                sent = [self._writer.next(self._town) for _ in range(self._draw.choice((1, 1, 1, 2, MOST_AT_ONCE)))]
                try:
                    await self._round(sent)
                    if errors:
                        raise Wrong(f"logged as an error: {errors}")
                except Exception as error:
                    told = json.dumps([one.update for one in sent], ensure_ascii=True)[:3000]
                    raise Wrong(f"seed {self._seed}, update {self.figures.updates}: {error}\n{told}") from error
                self._weigh(updates)
        self._database.close()
        self.figures.seconds = time.monotonic() - began
        return self.figures

    def _move(self) -> None:
        """Into a fresh town."""
        self._database.engine.dispose()  # one for all towns, as SQLAlchemy keeps something of each
        for old in self._folder.glob("fuzzed.db*"):
            old.unlink()
        shutil.copy(str(self._first.database.engine.url.database), self._folder / "fuzzed.db")
        self._town = self._first.copied(self._database)
        self._lasts, self._seen = TOWN_LASTS, None

    async def _round(self, sent: Sequence[Sent]) -> None:
        town, seen = self._town, len(self._town.shown)
        if self._draw.random() < 0.02:
            town.passes(hours=self._draw.randrange(1, 30))
            self._seen = None
        rights, before = self._seen or self._look()
        taken = self._taking = []
        for one in sent:
            await self._post(one)
        self._handle()
        if self._waiting():  # a long text waits a moment for its next part
            town.passes(seconds=2)
            self._handle()
        town.deliver()
        after_rights, after = self._seen = self._look()
        self._check(rights, after_rights, before, after, taken)
        self._check_eyes(town.shown[seen:], rights, after_rights)
        self.figures.rounds += 1
        self._lasts -= len(sent)

    def _handle(self) -> None:
        while self._town.database.do(handle_waiting, self._town.now, self._town.context):
            pass

    def _waiting(self) -> Sequence[object]:
        with self._town.database.engine.connect() as connection:
            return connection.execute(
                text("SELECT id, error FROM inbox WHERE done_at IS NULL OR error IS NOT NULL")
            ).all()

    def _look(self) -> tuple[Rights, Tables]:
        with self._town.database.engine.connect() as connection:
            return rights_now(connection, self._town.now), tables(connection)

    # The door

    async def _post(self, sent: Sent) -> None:
        body, draw = json.dumps(sent.update).encode(), self._draw
        if draw.random() < 0.4 and not sent.is_meant:
            body = json.dumps(mutated(sent.update, draw)).encode()
            self.figures.broken += 1
        if draw.random() < 0.03:
            body = spoilt(body, draw)
            self.figures.spoilt += 1
        status = await posted(self._door, body)
        if status not in (200, 400, 413):
            raise Wrong(f"the door answered {status}")
        self.figures.statuses[status] += 1
        self.figures.updates += 1

    def _opened(self) -> ASGIApp:
        channel = TelegramChannel(SilentApi(TOKEN, "http://127.0.0.1:9"), Limits(per_second=None))
        channel.me = Me(channel.account, "dondoc_bot")
        return Starlette(routes=telegram_routes([channel], self._receive, SECRET))

    async def _receive(self, incomings: list[Incoming]) -> None:
        self._town.database.do(inbox.store, incomings, self._town.now)
        self._taking += incomings
        self.figures.taken += len(incomings)

    # What must hold

    def _check(self, rights: Rights, later: Rights, before: Tables, after: Tables, taken: Sequence[Incoming]) -> None:
        if left := self._waiting():
            raise Wrong(f"not dealt with: {left}")
        # Whoever joins in a round acts in the same round: what they are then counts too.
        named = {one.user_id if one.is_group else one.chat_id for one in taken}
        people = [r.person(chat) for r in (rights, later) for chat in named]
        chats = {one.chat_id for one in taken} | {one.new_chat_id for one in taken if one.new_chat_id}
        senders = Senders(people, frozenset(chats), later, before)
        for change in changes(before, after):
            self.figures.changed[change.table] += 1
            if wrong := not_allowed(change, senders, after):
                raise Wrong(f"{wrong}\nby {sorted(named)}")

    def _check_eyes(self, shown: Sequence[tuple[str, Heard]], rights: Rights, later: Rights) -> None:
        for chat, heard in shown:
            self.figures.answers += 1
            check_card(heard)
            said = "\n".join([heard.text, *heard.labels])
            strange = set(UNIT_MARK.findall(said)) - rights.may_name(chat) - later.may_name(chat)
            strange -= rights.not_found(chat, said) | rights.given_up(chat, said)
            if strange:
                raise Wrong(f"chat {chat} was shown units {strange}: {said}")
            for writer in set(OWN_MARK.findall(said)) - {chat, "me"}:
                if not (chat.startswith("-") or rights.may_read(chat, writer) or later.may_read(chat, writer)):
                    raise Wrong(f"chat {chat} read what {writer} wrote: {said}")
            if CODE.search(heard.text) and chat.startswith("-"):
                raise Wrong(f"a code in a group: {heard.text}")

    def _weigh(self, updates: int) -> None:
        """Memory, once it is warm and at the end."""
        if self.figures.updates >= WARM * updates and not self.figures.warm:
            self.figures.warm = resident()
        if self.figures.updates >= updates:
            self.figures.last = resident()
            check_memory(self.figures)


def check_memory(figures: Figures) -> None:
    if figures.last > figures.warm + GROWTH:
        raise Wrong(f"memory grew from {figures.warm:.1f} to {figures.last:.1f} MiB")


def resident() -> float:
    """MiB, after the garbage is gone."""
    gc.collect()
    return float(psutil.Process().memory_info().rss / 2**20)


async def posted(door: ASGIApp, body: bytes) -> int:
    """The status with which the door answers this body."""
    account = account_of("telegram")
    scope = {
        "type": "http", "method": "POST", "path": webhook_path(account), "raw_path": b"", "query_string": b"",
        "root_path": "", "scheme": "https", "http_version": "1.1", "server": ("127.0.0.1", 443), "client": None,
        "headers": [(HEADER.lower().encode(), webhook_secret(SECRET, account).encode())],
    }  # fmt: skip
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await door(scope, receive, send)
    return statuses[0]


@contextmanager
def loud_logs() -> Iterator[list[Mapping[str, Any]]]:
    """What the program logs as an error or worse."""
    errors: list[Mapping[str, Any]] = []

    def note(logger: Any, method: str, event: Any) -> Any:
        if method in ("error", "exception", "critical"):
            errors.append(dict(event))
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[note], cache_logger_on_first_use=False)
    try:
        yield errors
    finally:
        structlog.configure(**before)
