"""Stopped in the middle of a conversation, and killed: what people said is not lost, and is answered once."""

import signal

import pytest

from tests.botapi import BotApiServer
from tests.journeys.cycle import LAN
from tests.journeys.installation import Guest, Installation
from tests.journeys.seats import TelegramSeat
from tests.journeys.setups import IN_AN_HOUR, OFFICE

pytestmark = pytest.mark.long

MANY = 1000


async def test_a_draft_goes_on_after_a_stop_and_after_a_crash() -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        [code] = office.prepare(IN_AN_HOUR, [LAN])
        lan = TelegramSeat(server.person(1001, LAN.name))
        async with office.run() as program:
            await lan.says(f"/start {code}", ": Báo cáo đột xuất, hạn ")
            await lan.says("/baocao", "bản nháp")
            await lan.presses("2.7", "Nhiệm vụ này thế nào rồi ạ?")
            await lan.presses("Đang thực hiện", "đạt khoảng bao nhiêu phần trăm?")
            assert await program.stop() == 0
        press = await lan.person.presses("40 %")  # while nobody is there; Telegram keeps it
        async with office.run() as program:
            assert "✓ 2.7" in (await lan.waits_for("đang thực hiện 40 %")).text
            assert await press.answered() == ""
            await lan.says("3.1 xong", "Tôi hiểu là: 3.1 hoàn thành")
            assert await program.stop(signal.SIGKILL) == -signal.SIGKILL
        async with office.run() as program:
            await lan.presses("Đúng, ghi vào nháp", "Đã đủ các nhiệm vụ")
            await lan.presses("Xem lại", "Đúng rồi thì chọn Gửi báo cáo")
            receipt = await lan.presses("Gửi báo cáo", "Đã nộp")
            assert "1 hoàn thành, 1 đang thực hiện" in receipt.text
            assert await program.stop() == 0


def acknowledged(server: BotApiServer, last: int) -> bool:
    """Whether Telegram was asked for what comes after this update, and so forgets it."""
    return any(call.params.integer("offset") > last for call in server.calls.of("getUpdates"))


def being_answered(server: BotApiServer, people: int) -> bool:
    return len(server.calls.of("sendMessage")) == people


@pytest.mark.parametrize("stage", ["received", "being answered"])
async def test_what_was_said_before_a_crash_is_answered_after_it_and_once(stage: str) -> None:
    guests = [Guest(f"Người {number}", unit) for unit in ("PKT", "PYT", "PNV") for number in range(4)]
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        codes = office.prepare(OFFICE, guests)
        people = [server.person(2001 + number, guest.name) for number, guest in enumerate(guests)]
        server.faults.drop("sendMessage", MANY, delay=60)  # nothing arrives before the crash
        for person, code in zip(people, codes, strict=True):
            await person.starts(code)
        last = max(server.bot().updates.pending)
        async with office.run() as program:
            await program.until(lambda: acknowledged(server, last))
            if stage == "being answered":
                await program.until(lambda: being_answered(server, len(people)))
            assert await program.stop(signal.SIGKILL) == -signal.SIGKILL
        assert not server.bot().updates.pending
        server.faults.clear()
        async with office.run() as program:
            for person in people:
                assert person.user.first_name in (await person.waits_for("Chào anh/chị")).text
            assert await program.stop() == 0
        assert [len(person.messages) for person in people] == [1] * len(people)
