"""In place of dispatch and delivery: answers each line by a script, through the real inbox, outbox and channel."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.webchat import WebChannel
from domain.messaging.messages import Button, Card, Incoming, MenuEntry, Outgoing, Span, text_of
from scheduler.delivery.channel import Delivery
from storage.db.database import Database
from storage.messages import inbox, outbox
from storage.messages.outbox import Lane
from storage.tables import Outbox

Script = Callable[[Incoming], Iterator[Outgoing]]

MENU = (
    MenuEntry("nhiemvu", "Nhiệm vụ phải báo cáo, theo hạn"),
    MenuEntry("baocao", "Báo cáo ngay"),
    MenuEntry("khongphatsinh", "Kỳ này không phát sinh"),
    MenuEntry("lichsu", "Những báo cáo đã nộp"),
    MenuEntry("trogiup", "Trợ giúp"),
)
DUTY = text_of(
    "⏰ Còn 1 ngày làm việc · Phòng Kinh tế & <Hạ tầng>\n",
    Span("Báo cáo quý IV/2026", bold=True),
    ", hạn 17:00 thứ Năm 17/12/2026: 7 nhiệm vụ, ",
    Span("chưa cập nhật", italic=True),
)
DUTY_KEYS = (
    (Button("Báo cáo ngay", "key-report"), Button("Như kỳ trước", "key-same")),
    (Button("Không phát sinh", "key-nil"), Button("Xin gia hạn", "key-extend"), Button("Nhắc lại sau", "key-later")),
)
REPORT_KEYS = (
    tuple(Button(code, f"task-{code}") for code in ("1.1", "2.7 ✓", "3.1", "4.8", "5.2", "6.2", "T.1")),
    (Button("Còn lại như kỳ trước", "key-rest"), Button("Xem lại và gửi", "key-review")),
)
REPORT = text_of(
    "📝 Báo cáo quý IV/2026 · Phòng Kinh tế & <Hạ tầng> · bản nháp\n",
    "1.1 Tuyên truyền NQ 20, KL 50 · như kỳ trước: hoàn thành\n",
    Span("2.7 Quỹ phát triển KH&CN · 40 % (kỳ trước 25 %)", bold=True),
    "\n3.1 Ứng dụng KH&CN cho rau, hoa · kỳ trước: 60 %\n…\n",
    Span("Chọn một nhiệm vụ để cập nhật, hoặc gõ một dòng: 2.7 40%; 3.1 xong", italic=True),
)


def echo(incoming: Incoming) -> Iterator[Outgoing]:
    """Says back what was said; `/nhiemvu` gives a card with buttons, which turns into another when pressed."""
    if incoming.kind == "button":
        yield Outgoing("edit", Card(REPORT, REPORT_KEYS), incoming.message_id)
    elif incoming.text == "/nhiemvu":
        yield Outgoing("menu", menu=MENU)
        yield Outgoing("say", Card(DUTY, DUTY_KEYS))
    elif incoming.kind == "file":
        yield Outgoing("say", Card(text_of(f"Đã nhận tên tệp {incoming.file_name}, {incoming.file_size} byte")))
    else:
        yield Outgoing("say", Card(text_of("Đã nhận: ", Span(incoming.text, bold=True))))


class Clerk:
    """Works when woken, unless `at_work` is cleared, so that waiting can be seen."""

    def __init__(self, database: Database, channel: WebChannel, now: Callable[[], datetime], script: Script) -> None:
        self.database, self.channel, self.now, self.script = database, channel, now, script
        self.at_work = asyncio.Event()
        self.at_work.set()
        self.heard: list[Incoming] = []
        self._woken = asyncio.Event()
        self._task = asyncio.create_task(self._work())

    def wake(self) -> None:
        self._woken.set()

    async def say(self, public_id: str, outgoing: Outgoing) -> None:
        """The bot speaks of its own accord."""
        await self.database.run(_queue, public_id, outgoing, self.now())
        self.wake()

    async def stop(self) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    def handle(self, session: Session) -> list[Incoming]:
        """Answers what waits; what that was."""
        rows = inbox.waiting(session, 50)
        for row in rows:
            for outgoing in self.script(row.incoming):
                _queue(session, row.chat_id, outgoing, self.now())
        inbox.mark_done(session, [row.id for row in rows], self.now())
        return [row.incoming for row in rows]

    async def _work(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            await self.at_work.wait()
            self.heard += await self.database.run(self.handle)
            for delivery in await self.database.run(_waiting):
                await self.database.run(_mark, delivery.outbox_id, await self.channel.send(delivery))


def _queue(session: Session, public_id: str, outgoing: Outgoing, now: datetime) -> None:
    outbox.add(session, channel="web", account="", chat_id=public_id, outgoing=outgoing, lane=Lane.REPLY, now=now)


def _waiting(session: Session) -> list[Delivery]:
    rows = session.scalars(select(Outbox).where(Outbox.state == "waiting", Outbox.channel == "web").order_by(Outbox.id))
    return [Delivery(row.id, row.chat_id, Outgoing.from_json(row.payload)) for row in rows]


def _mark(session: Session, outbox_id: int, external_id: str) -> None:
    row = session.get_one(Outbox, outbox_id)
    row.state, row.external_id = "sent", external_id
