"""A whole round of a plan with 32 units, lived through before the strict server: in time, late, with nothing to report,
returned, given more time, on leave, replaced, blocked, excused, silent. It ends in an Excel and a Word file, and every
number in them is that of what the people sent."""

import asyncio
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.botapi import BotApiServer
from tests.handlers.documents.word_files import opened
from tests.handlers.documents.workbooks import signless, table_lines
from tests.journeys.installation import Guest, Installation
from tests.journeys.seats import Seat, TelegramSeat
from tests.journeys.test_telegram_journey import invited_by_code, refused

pytestmark = pytest.mark.long

UNITS = 32
DUE = 45  # seconds after loading: for all to join, and for most to report
TASKS = {"2.7": "Quỹ phát triển KH&CN", "3.1": "Ứng dụng KH&CN cho rau, hoa"}
TUAN = Guest("Tuấn", "BTG", "coordinator")
NIL, LATE, RETURNED, EXTENDED, ON_LEAVE, REPLACED = (20, 21), (22, 23), 24, 25, 26, 27
BLOCKED, EXCUSED, URGENT, SILENT = 28, 29, 30, 31

SETUP = (
    """
version: 1
organisation: {code: VONG, name: Thành ủy Hoa Mai, timezone: Asia/Ho_Chi_Minh, document_style: party}
unit_classes: [{code: CO_SO, name: Tổ chức cơ sở đảng}, {code: TONG_HOP, name: Cơ quan tổng hợp}]
units:
  - {code: BTG, name: Ban Tuyên giáo, classes: [TONG_HOP]}
"""
    + "".join(f"  - {{code: D{n:02}, name: Đảng ủy phường {n}, classes: [CO_SO]}}\n" for n in range(UNITS))
    + """
plans:
  - code: KHCN
    title: Kế hoạch khoa học và công nghệ
    coordinators: {lead: BTG}
    recipients: [Thường trực Tỉnh ủy (để báo cáo), Lưu]
    tasks:
"""
    + "".join(f'      - {{code: "{code}", title: "{title}"}}\n' for code, title in TASKS.items())
)

ROUND = """
requirements:
  - code: SO-KET
    plan: KHCN
    title: Báo cáo sơ kết
    units: {classes: [CO_SO]}
    tasks: all
    period: {type: once, opens: +0s, due: +DUEs}
"""


@dataclass
class Said:
    """What a unit's report says, as it was typed."""

    percents: dict[str, int]
    obstacle: str = ""

    @property
    def line(self) -> str:
        first, second = self.percents.items()
        more = f", vướng: {self.obstacle}" if self.obstacle else ""
        return f"{first[0]} {first[1]}%{more}; {second[0]} {second[1]}%"


@dataclass
class Round:
    said: dict[int, Said] = field(default_factory=dict)
    seats: dict[int, TelegramSeat] = field(default_factory=dict)

    async def hands_in(self, number: int, said: Said, seat: Seat | None = None) -> str:
        seat = seat or self.seats[number]
        await seat.says("/baocao", "bản nháp")
        await self.says(seat, said)
        self.said[number] = said
        return (await seat.presses("Gửi báo cáo", "Đã nộp")).text

    async def says(self, seat: Seat, said: Said) -> None:
        await seat.says(said.line, "Tôi hiểu là: ")
        await seat.presses("Đúng, ghi vào nháp", "Đã đủ các nhiệm vụ")
        await seat.presses("Xem lại", "Đúng rồi thì chọn Gửi báo cáo")


def report_of(number: int) -> Said:
    obstacle = f"thiếu {number} cán bộ & <kinh phí>" if number % 4 == 0 else ""
    return Said({"2.7": number * 3 % 101, "3.1": (number * 7 + 5) % 101}, obstacle)


async def test_a_round_of_32_units_ends_in_files_whose_numbers_are_right(clean_environment: object) -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        guests = [TUAN, *(Guest(f"Người {n}", f"D{n:02}") for n in range(UNITS))]
        guests += [Guest("Phó 26", f"D{ON_LEAVE}", "deputy")]
        codes = office.prepare(SETUP, guests)
        people = [TelegramSeat(server.person(2001 + n, guest.name)) for n, guest in enumerate(guests)]
        async with office.run() as program:
            await program.url()
            await server.calls.wait("getUpdates")
            await asyncio.gather(
                *(seat.joins(invited_by_code(code, server)) for seat, code in zip(people, codes, strict=True))
            )
            tuan, deputy = people[0], people[-1]
            played = Round(seats=dict(enumerate(people[1 : UNITS + 1])))
            office.prepare(SETUP + ROUND.replace("DUE", str(DUE)))
            due = asyncio.get_running_loop().time() + DUE
            await before_it_is_due(played, tuan, deputy, server)
            await asyncio.sleep(max(0.0, due + 1.5 - asyncio.get_running_loop().time()))
            await after_it_was_due(played, tuan)
            await the_files(played, tuan)
            assert await program.stop() == 0
        # Whoever blocked the bot is written to once more, and then no more.
        assert {call.status for call in refused(server)} <= {403}


async def before_it_is_due(played: Round, tuan: Seat, deputy: Seat, server: BotApiServer) -> None:
    seats = played.seats
    in_time = [*list(range(20)), RETURNED, URGENT]
    leave = seats[ON_LEAVE]
    await leave.says("/vangmat hôm nay", "Ai thay anh/chị?")
    await leave.presses("1. Phó 26 · Đảng ủy phường 26", "Đúng không ạ?")
    await leave.presses("Đúng, báo vắng mặt", "Đã ghi: vắng mặt")
    await tuan.says(f"/moi D{REPLACED}", "Mời ai của")
    letter = await tuan.presses(f"Thay Người {REPLACED}", "https://t.me/")
    newcomer = TelegramSeat(server.person(2999, "Người mới"))
    start = letter.text.split("?start=")[1].split()[0]
    await newcomer.joins(invited_by_code(start, server))
    await seats[EXTENDED].says("/giahan 2 ngày vì chờ số liệu", "Tôi hiểu là: xin gia hạn")
    await seats[EXTENDED].presses("Gửi đề nghị", "Đã gửi đề nghị")
    await tuan.waits_for("xin gia hạn")
    await tuan.presses("Đồng ý", "Đã đồng ý")
    await asyncio.gather(
        *(played.hands_in(n, report_of(n)) for n in in_time),
        *(nothing(seats[n]) for n in NIL),
        played.hands_in(ON_LEAVE, report_of(ON_LEAVE), deputy),
        played.hands_in(REPLACED, report_of(REPLACED), newcomer),
    )
    for n in NIL:
        played.said[n] = Said({})
    assert "Người nộp: Phó 26 (thay Người 26)" in [line.text for line in await deputy.screen()][-1]
    await returned(played, tuan)
    await seats[BLOCKED].person.blocks()


async def nothing(seat: Seat) -> None:
    await seat.says("/khongphatsinh", "không phát sinh")
    await seat.presses("Gửi báo cáo", "Đã nộp")


async def returned(played: Round, tuan: Seat) -> None:
    """One report is sent back, and comes again with another number."""
    await tuan.says(f"/duyet D{RETURNED}", "Báo cáo gần đây")
    await tuan.presses("Xem 1", f"Số SO-KET/D{RETURNED}/1")
    await tuan.presses("Trả lại", "cần bổ sung gì?")
    await tuan.says("2.7 số này chưa đúng", "Tôi hiểu là: trả lại")
    await tuan.presses("Trả lại", "Đã trả lại")
    seat = played.seats[RETURNED]
    await seat.waits_for("cần bổ sung")
    await seat.presses("Báo cáo ngay", "💬")
    mended = Said({"2.7": 91, "3.1": played.said[RETURNED].percents["3.1"]}, "thiếu vốn đối ứng")
    await played.says(seat, mended)
    await seat.presses("Gửi báo cáo", "lần 2")
    played.said[RETURNED] = mended


async def after_it_was_due(played: Round, tuan: Seat) -> None:
    overdue = await tuan.says("/quahan", "Quá hạn: 5 đơn vị")
    assert "Đảng ủy phường 25" not in overdue.text, "it has more time"
    await tuan.says(f"/donvi D{EXCUSED}", "(D29)")
    await tuan.presses("Miễn kỳ này", "vì lý do gì?")
    await tuan.presses("Thiên tai, sự cố", "Tôi hiểu là: miễn")
    await tuan.presses("Miễn kỳ này", "Đã miễn")
    receipts = await asyncio.gather(*(played.hands_in(n, report_of(n)) for n in (*LATE, EXTENDED)))
    assert ["trễ" in receipt for receipt in receipts] == [True, True, False]
    await played.seats[URGENT].says("/vuongmac khẩn: 3.1 kho giống bị ngập", "Tôi hiểu là: 🔴")
    await played.seats[URGENT].presses("Gửi vướng mắc", "báo ngay cho cơ quan theo dõi")
    await tuan.waits_for("kho giống bị ngập")
    await tuan.presses("Trả lời", "Trả lời Đảng ủy phường 30")
    await tuan.says("đã điều xe bơm", "Tôi hiểu là: trả lời")
    await tuan.presses("Gửi trả lời", "Đã trả lời")
    await played.seats[URGENT].waits_for("đã điều xe bơm")


async def the_files(played: Round, tuan: Seat) -> None:
    summary = await tuan.says("/tonghop", "Tổng hợp Báo cáo sơ kết")
    assert (
        "Phải nộp 31 · đã nộp 29 (93,5 %) · đúng hạn 27 (87,1 %) · trễ 2 · cả báo cáo không phát sinh 2 · trả lại 0 · "
        "chưa nộp 2 · được miễn 1"
    ) in summary.text
    assert "Tính theo hạn gốc, chưa gia hạn: đúng hạn 26 (83,9 %)" in summary.text
    await tuan.presses("Xuất Excel", "Đang lập tệp Excel")
    await tuan.waits_for("còn 2 đơn vị chưa nộp")
    _, content = await tuan.fetches()
    the_workbook(played, content)
    await tuan.presses("Xuất Word", "Đang lập tệp Word")
    await tuan.waits_for("còn 2 đơn vị chưa nộp")
    _, content = await tuan.fetches()
    the_letter(played, content)


def the_workbook(played: Round, content: bytes) -> None:
    book = load_workbook(BytesIO(content))
    overview: dict[Any, Any] = {row[0]: row[1] for row in book["Tổng quan"].iter_rows(values_only=True)}
    told = {"Phải nộp": 31, "Đã nộp": 29, "Trễ hạn": 2, "Cả báo cáo không phát sinh": 2, "Chưa nộp": 2, "Được miễn": 1}
    assert {name: overview[name] for name in told} == told
    assert overview["Đúng hạn (kể cả hạn được gia hạn)"] == 27
    assert overview["Đúng hạn gốc, chưa gia hạn"] == 26
    units = {row["Mã đơn vị"]: row for row in table_lines(book["Theo đơn vị"])}
    assert len(units) == UNITS
    for number in range(UNITS):
        row = units[f"D{number:02}"]
        assert signless(row["Tình hình"]) == standing(number)
        said = played.said.get(number)
        nothing = "không phát sinh" if number in NIL else None
        given = [in_words(p) for p in said.percents.values()] if said and said.percents else [nothing, nothing]
        assert [row[code] for code in TASKS] == given
        assert row["Lần nộp"] == (None if said is None else 2 if number == RETURNED else 1)
    assert units[f"D{ON_LEAVE}"]["Người nộp"] == "Phó 26 (thay Người 26)"
    assert units[f"D{REPLACED}"]["Người nộp"] == "Người mới"
    for code, line in zip(TASKS, table_lines(book["Theo nhiệm vụ"]), strict=True):
        cells = [*line.values()]
        percents = [said.percents[code] for said in played.said.values() if said.percents]
        done = sum(p == 100 for p in percents)
        begun = sum(0 < p < 100 for p in percents)
        assert (cells[3], cells[4], cells[5]) == (len(percents) + len(NIL), done, begun)
        assert cells[6] == len(percents) - done - begun, "nothing of it is done, so it is not started"
        assert cells[7] == len(NIL), "who had nothing to report at all had nothing on each task"
        assert cells[8] == len(percents)
        assert abs(float(str(cells[9])) * 100 - sum(percents) / len(percents)) <= 0.05
    remarks = {(row["Mã"], row["Nội dung"], row["Đơn vị"]) for row in table_lines(book["Vướng mắc, kiến nghị"])}
    assert remarks == {
        ("2.7", said.obstacle, f"Đảng ủy phường {n}") for n, said in played.said.items() if said.obstacle
    }
    raw = [row for row in table_lines(book["Dữ liệu gốc"]) if row["Tình trạng"] != "không phát sinh"]
    assert len(raw) == 2 * sum(bool(said.percents) for said in played.said.values())
    assert {(row["Mã đơn vị"], row["Mã"]): round(row["Tiến độ"] * 100) for row in raw} == {
        (f"D{n:02}", code): percent for n, said in played.said.items() for code, percent in said.percents.items()
    }


def standing(number: int) -> str:
    if number in (BLOCKED, SILENT):
        return "chưa nộp"
    if number == EXCUSED:
        return "được miễn"
    if number in LATE:
        return "trễ"
    return "đúng hạn, cả báo cáo không phát sinh" if number in NIL else "đúng hạn"


def in_words(percent: int) -> str:
    return {0: "chưa thực hiện", 100: "hoàn thành"}.get(percent, f"đang thực hiện {percent} %")


def the_letter(played: Round, content: bytes) -> None:
    document = opened(content)
    lines = [paragraph.text for paragraph in document.paragraphs]
    said = "\n".join(lines)
    counted = "trong đó 27 đơn vị đúng hạn, 2 đơn vị trễ hạn, 2 đơn vị báo cáo không phát sinh."
    assert f"29/31 đơn vị đã gửi báo cáo (93,5 %), {counted}" in said
    assert "Chưa gửi báo cáo (2 đơn vị): Đảng ủy phường 28, Đảng ủy phường 31." in said
    assert "Được miễn báo cáo kỳ này (1 đơn vị): Đảng ủy phường 29." in said
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    raised = {(row[1], row[4], row[6]) for row in rows if len(row) == 7 and row[3] == "Vướng mắc"}
    for number, one in played.said.items():
        report = f"SO-KET/D{number:02}/{2 if number == RETURNED else 1}"
        assert ((unit(number), one.obstacle, report) in raised) == bool(one.obstacle)
    for code, title in TASKS.items():
        percents = [one.percents[code] for one in played.said.values() if one.percents]
        done, begun = sum(p == 100 for p in percents), sum(0 < p < 100 for p in percents)
        mean = f"{round(sum(percents) / len(percents), 1):g}".replace(".", ",")
        counts = (
            (done, "hoàn thành"), (begun, "đang thực hiện"), (len(percents) - done - begun, "chưa thực hiện"),
            (len(NIL), "không phát sinh"),
        )  # fmt: skip
        told = ", ".join(f"{n} đơn vị {status}" for n, status in counts if n)
        [line] = [line for line in lines if line.startswith(f"{title}: ")]
        assert line.startswith(f"{title}: {told}, bình quân {mean} %"), line


def unit(number: int) -> str:
    return f"Đảng ủy phường {number}"
