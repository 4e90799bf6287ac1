"""People who cannot be reached any more: the coordinator is told, and whoever writes again is reminded again."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.botapi import BotApiServer
from tests.botapi.faults import When
from tests.journeys.cycle import AN, LAN, TUAN
from tests.journeys.installation import Installation
from tests.journeys.seats import TelegramSeat
from tests.journeys.setups import AWKWARD, OFFICE, with_report

pytestmark = pytest.mark.long

BLOCKED = "Forbidden: bot was blocked by the user"


def to(chat_id: int) -> When:
    def fits(params: Mapping[str, Any]) -> bool:
        return str(params["chat_id"]) == str(chat_id)

    return fits


async def test_the_coordinator_is_told_of_those_who_cannot_be_reached() -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        codes = office.prepare(OFFICE, (LAN, AN, TUAN))
        lan, an, tuan = (TelegramSeat(server.person(1001 + n, g.name)) for n, g in enumerate((LAN, AN, TUAN)))
        async with office.run() as program:
            for seat, code in zip((lan, an, tuan), codes, strict=True):
                await seat.says(f"/start {code}", f"Chào anh/chị {seat.name}")
            server.faults.refuse("sendMessage", 403, BLOCKED, when=to(an.person.id))
            steps = ["{before: 60s, to: [focal_point]}", "{before: 54s, to: [focal_point]}"]
            office.prepare(with_report(64, steps))
            await lan.waits_for("Nhắc báo cáo")
            told = await tuan.waits_for(f"An ({AWKWARD}) không còn nhận được tin qua Telegram")
            assert told.buttons == ("Gửi lời mời",)
            await an.says("/nhiemvu", "Báo cáo đột xuất")  # whoever writes can be reached again
            await an.waits_for("Nhắc báo cáo")
            await lan.person.blocks()
            await tuan.waits_for("Lan (Phòng Y tế) không còn nhận được tin qua Telegram")
            await lan.person.unblocks()
            await lan.says("/nhiemvu", "Báo cáo đột xuất")
            assert await program.stop() == 0
        assert [line.text.count("không còn nhận được tin") for line in await tuan.screen()].count(1) == 2
