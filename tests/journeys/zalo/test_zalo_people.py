"""How people before Zalo read a text, and what they type for what they choose."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote

import pytest
from aiohttp import ClientSession, web

from tests.journeys.installation import Invited
from tests.journeys.zalo.zalo_people import ZaloSeat, read
from tests.zaloapi import TOKEN, ZaloServer

HINT = "(trả lời bằng số hoặc gõ lời)"
LINK = "https://dondoc.example/tep/3/1796000000/5f1c"


@pytest.mark.parametrize(
    ("text", "said", "choices"),
    [
        ("Xin chào", "Xin chào", {}),
        (
            f"2.7 Quỹ thế nào rồi ạ?\n1 Chưa thực hiện · 2 Đang thực hiện · 3 Hoàn thành · 0 Quay lại {HINT}",
            "2.7 Quỹ thế nào rồi ạ?",
            {"Chưa thực hiện": "1", "Đang thực hiện": "2", "Hoàn thành": "3", "Quay lại": "0"},
        ),
        ("Sao ạ?\n1 Có\n2 Không", "Sao ạ?", {"Có": "1", "Không": "2"}),
        (f"Sao ạ?\n\n1 Có · 2 Không\n0 Quay lại\n{HINT}", "Sao ạ?", {"Có": "1", "Không": "2", "Quay lại": "0"}),
        ("Which?\n\n1 Yes · 2 No\n(answer by number or in words)", "Which?", {"Yes": "1", "No": "2"}),
        ("1 Có · 2 Không", "", {"Có": "1", "Không": "2"}),
        ("Hạn 17:00\n0 Quay lại", "Hạn 17:00", {"Quay lại": "0"}),
        # numbers of labels, and in them
        (f"A\n\n1) 25 %\n2) 50 % · 3) 2.7 ✓\n{HINT}", "A", {"25 %": "1", "50 %": "2", "2.7 ✓": "3"}),
        (f"A\n\n2 Quý\n3 Năm\n1 Khác\n{HINT}", "A", {"Quý": "2", "Năm": "3", "Khác": "1"}),
        ("A\n" + "\n".join(f"{n} P{n}" for n in range(1, 13)), "A", {f"P{n}": str(n) for n in range(1, 13)}),
        # what begins with a number and is no choice
        ("Đã nhắc.\n2 nhiệm vụ, chưa cập nhật", None, {}),
        ("1. Phòng Y tế · trễ 2 ngày\n2. Phòng Nội vụ", None, {}),
        ("2 nhiệm vụ\n1 Báo cáo · 2 Để sau", "2 nhiệm vụ", {"Báo cáo": "1", "Để sau": "2"}),
        ("2 nhiệm vụ\n1 Báo cáo", "2 nhiệm vụ", {"Báo cáo": "1"}),
        (f"2 nhiệm vụ\n1 Báo cáo\n{HINT}", "2 nhiệm vụ", {"Báo cáo": "1"}),
        (f"2 nhiệm vụ\n\n1 Báo cáo\n{HINT}", "2 nhiệm vụ", {"Báo cáo": "1"}),
        ("Tổng: 3\n3 Một · 3 Hai", None, {}),
        ("(trả lời sau)", "", {}),
    ],
)  # fmt: skip
def test_reading(text: str, said: str | None, choices: dict[str, str]) -> None:
    found = read(text)
    assert dict(found.numbers) == choices
    assert found.buttons == tuple(choices)
    if choices or said is None:
        assert found.said == (text if said is None else said)


def test_links_among_choices_are_buttons_and_alone_stay_in_the_text() -> None:
    among = read(f"Đã nộp.\n\n1 Sửa\nBản Word: {LINK}\n{HINT}")
    assert (among.said, among.buttons, dict(among.numbers)) == ("Đã nộp.", ("Sửa", "Bản Word"), {"Sửa": "1"})
    alone = read(f"Tệp đây ạ.\n\nbao-cao.xlsx: {LINK}")
    assert (alone.said, alone.buttons) == (f"Tệp đây ạ.\n\nbao-cao.xlsx: {LINK}", ("bao-cao.xlsx",))


@pytest.mark.parametrize(
    ("label", "number"),
    [("Gửi", "1"), ("2.7", "2"), ("3.1", "3"), ("Đôn đốc", "4"), ("2. Quý", None), ("5. Quý", "5"), ("Bỏ", None)],
)
def test_choosing(label: str, number: str | None) -> None:
    assert read(f"A\n\n1 Gửi\n2) 2.7 ✓\n3) 3.1 Ứng dụng\n4 📣 Đôn đốc tất cả\n5 Quý\n{HINT}").number(label) == number


class Bot:
    """Says what it is told to, to the one who wrote last."""

    def __init__(self, http: ClientSession, server: ZaloServer) -> None:
        self._http = http
        self._server = server

    async def hears(self) -> str:
        async with self._http.post(f"{self._server.url}/bot{TOKEN}/getUpdates", json={"timeout": 5}) as answer:
            return str((await answer.json())["result"]["message"]["text"])

    async def says(self, seat: ZaloSeat, text: str) -> None:
        told = {"chat_id": seat.person.id, "text": text}
        async with self._http.post(f"{self._server.url}/bot{TOKEN}/sendMessage", json=told) as answer:
            assert answer.status == 200, await answer.text()


@asynccontextmanager
async def lan_and_the_bot() -> AsyncIterator[tuple[ZaloSeat, Bot, ZaloServer]]:
    async with ZaloServer() as server, ClientSession() as http:
        yield ZaloSeat(server.person("Lan")), Bot(http, server), server


async def test_a_person_joins_reads_and_answers() -> None:
    async with lan_and_the_bot() as (lan, bot, _):
        joining = asyncio.create_task(lan.joins(Invited("ABC12")))
        assert await bot.hears() == "ABC12"
        await bot.says(lan, f"Chào anh/chị Lan\n1 Báo cáo ngay · 2 Nhắc lại sau {HINT}")
        assert (await joining).buttons == ("Báo cáo ngay", "Nhắc lại sau")
        pressing = asyncio.create_task(lan.presses("Nhắc lại sau", "Khi nào"))
        assert await bot.hears() == "2"
        await bot.says(lan, "Khi nào ạ?\n1 Một giờ nữa · 0 Quay lại")
        shown = await pressing
        assert (shown.text, shown.buttons) == ("Khi nào ạ?", ("Một giờ nữa", "Quay lại"))
        saying = asyncio.create_task(lan.says("mai", "Vâng"))
        assert await bot.hears() == "mai"
        await bot.says(lan, "Vâng ạ.")
        assert await saying == (await lan.screen())[-1]


async def test_the_newest_list_is_answered_by_number_and_an_older_one_in_words() -> None:
    async with lan_and_the_bot() as (lan, bot, _):
        await lan.person.says("chào")
        assert await bot.hears() == "chào"
        await bot.says(lan, "Bản nháp\n1 Xem lại · 2 Để sau")
        await bot.says(lan, "Nhắc báo cáo\n1 Báo cáo ngay · 2 Để sau")
        await bot.says(lan, "Đang lập tệp.")
        for label, typed in (("Để sau", "2"), ("Báo cáo ngay", "1"), ("Xem lại", "Xem lại")):
            pressing = asyncio.create_task(lan.presses(label, typed))
            assert await bot.hears() == typed
            await bot.says(lan, f"Đã nghe {typed}")
            await pressing
        with pytest.raises(AssertionError, match=r"Lan sees no choice 'Gửi'; newest first: .*Báo cáo ngay"):
            await lan.presses("Gửi")


async def test_the_newest_signed_link_is_opened_where_it_really_leads() -> None:
    name = "Tổng hợp quý IV.xlsx"

    async def gives(request: web.BaseRequest) -> web.Response:
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        return web.Response(body=request.path.encode(), headers={"Content-Disposition": disposition})

    runner = web.ServerRunner(web.Server(gives), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with lan_and_the_bot() as (lan, bot, server):
        server.reroute("https://dondoc.example", f"http://127.0.0.1:{runner.addresses[0][1]}")
        await lan.person.says("chào")
        with pytest.raises(AssertionError, match="Lan sees no link"):
            await lan.fetches()
        await bot.says(lan, f"Ảnh ({LINK.replace('/tep/3', '/dinh-kem/2')}).")
        assert await lan.fetches() == (name, b"/dinh-kem/2/1796000000/5f1c")
        await bot.says(lan, f"Tệp đây ạ.\n\n{name}: {LINK}\n1 Xong")
        await bot.says(lan, "Xem thêm tại https://dondoc.example/vao/ABC12")
        assert await lan.fetches() == (name, b"/tep/3/1796000000/5f1c")
    await runner.cleanup()


async def test_a_reminder_and_what_has_a_letter_are_answered_in_words() -> None:
    async with lan_and_the_bot() as (lan, bot, _):
        await lan.person.says("chào")
        assert await bot.hears() == "chào"
        await bot.says(lan, f"⏰ Nhắc báo cáo\n\n1 Báo cáo ngay\na Xuất Excel · b Đôn đốc tất cả\n{HINT}")
        for label in ("Báo cáo ngay", "Đôn đốc tất cả"):
            pressing = asyncio.create_task(lan.presses(label, label))
            assert await bot.hears() == label
            await bot.says(lan, f"Đã nghe {label}")
            await pressing
        assert await lan.reminders() == 1
