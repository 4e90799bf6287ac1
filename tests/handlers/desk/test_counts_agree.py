"""One definition of each count: random states of an office, made by what people type and press, are counted by hand,
and every place that shows a count must show that one (decision 63)."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from domain.collation import FIGURES
from domain.forms.form import COUNTED, Status
from handlers.collating import picture
from handlers.collating.gathering import Gathered, gather
from handlers.collating.word import report_document
from handlers.words import Words
from storage.collating.rates import rates
from storage.db.database import Database
from storage.following import morning_digest, overdue, unit_records
from storage.tables import Obligation, Report, ReportEntry, Requirement, Task, Unit
from tests.handlers.documents.word_files import opened
from tests.handlers.documents.workbooks import signless, table_lines
from tests.office import local
from tests.world import World

TUAN = "900"
UNITS = {"BTG": "Ban Tuyên giáo", **{f"U{n}": f"Đơn vị {n}" for n in range(1, 10)}}
REPORTING = [code for code in UNITS if code != "BTG"]
CHATS = {code: f"1{code[1:]}" for code in REPORTING}
TASKS = {"1.1": "Tuyên truyền", "2.7": "Quỹ phát triển", "3.1": "Rau, hoa"}
PERIOD = "2026-Q4"
SAID = {
    "done": "{code} xong", "part": "{code} {n}%", "unknown": "{code} đang thực hiện", "not_yet": "{code} chưa làm",
    "nothing": "{code} kps",
}  # fmt: skip
WORD = Words().plain


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    for code, name in UNITS.items():
        world.add_unit(code, name)
    world.add_plan("KHCN", "Kế hoạch", coordinators=["BTG"], tasks=TASKS)
    world.add_requirement("KHCN-QUY", "Báo cáo quý", units=REPORTING)
    world.open("KHCN-QUY", PERIOD)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    for code, chat in CHATS.items():
        world.person(code, "focal_point", f"Người {code}", chat)
    world.at("2026-12-15 09:00")
    return world


# What happens


def hands_in(world: World, unit: str, draw: random.Random) -> None:
    chat = CHATS[unit]
    world.says(chat, "/baocao")
    ways = ["nothing"] * 3 if draw.random() < 0.2 else [draw.choice(list(SAID)) for _ in TASKS]
    for code, way in zip(TASKS, ways, strict=True):
        world.says(chat, SAID[way].format(code=code, n=draw.choice((0.4, 33.3, 50, 66.7, 99.6))))
        world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")


def hands_in_nothing(world: World, unit: str, draw: random.Random) -> None:
    world.says(CHATS[unit], "/khongphatsinh")
    world.presses(CHATS[unit], "Gửi báo cáo")


def is_returned(world: World, unit: str, draw: random.Random) -> None:
    world.says(TUAN, f"/duyet {unit}")
    for label in ("Xem 1", "Trả lại"):
        world.presses(TUAN, label)
    world.says(TUAN, "chưa rõ số liệu")
    world.presses(TUAN, "Trả lại")


def is_accepted(world: World, unit: str, draw: random.Random) -> None:
    world.says(TUAN, f"/duyet {unit}")
    for label in ("Xem 1", "Chấp nhận"):
        world.presses(TUAN, label)


def asks_to_unlock(world: World, unit: str, draw: random.Random) -> None:
    world.says(CHATS[unit], "/baocao")
    world.presses(CHATS[unit], "Xin mở lại · Báo cáo quý IV/2026")
    world.says(CHATS[unit], "nhầm số liệu")
    world.presses(CHATS[unit], "Gửi đề nghị")


def is_excused(world: World, unit: str, draw: random.Random) -> None:
    world.says(TUAN, f"/donvi {unit}")
    for label in ("Miễn kỳ này", "Thiên tai, sự cố", "Miễn kỳ này"):
        world.presses(TUAN, label)


def is_asked_again(world: World, unit: str, draw: random.Random) -> None:
    world.says(TUAN, f"/donvi {unit}")
    world.presses(TUAN, "Bỏ miễn")


def gets_more_time(world: World, unit: str, draw: random.Random) -> None:
    until = world.now + timedelta(days=draw.choice((6, 8, 11)))
    world.says(CHATS[unit], f"/giahan {max(until, local('2026-12-28 09:00')):%d/%m/%Y} vì chờ số liệu")
    if "Gửi đề nghị" in world.last(CHATS[unit]).labels:  # else it has as much time already
        world.presses(CHATS[unit], "Gửi đề nghị")
        world.presses(TUAN, "Đồng ý")


Act = Callable[[World, str, random.Random], None]
ACTS: dict[str, tuple[Act, ...]] = {
    "open": (hands_in, hands_in, hands_in_nothing, is_excused, gets_more_time),
    "returned": (hands_in, is_excused),
    "submitted": (is_returned, is_accepted, is_returned),
    "accepted": (asks_to_unlock,),
    "excused": (is_asked_again,),
}


def something_happens(world: World, draw: random.Random) -> None:
    unit = draw.choice(REPORTING)
    with world.database.reading() as session:
        state = session.get_one(Obligation, world.obligation_id(unit)).state
    draw.choice(ACTS[state])(world, unit, draw)


# Counted by hand, from the tables


def by_hand(world: World) -> dict[str, Any]:
    found: Counter[str] = Counter()
    names: dict[str, set[str]] = {"missing": set(), "returned": set(), "excused": set(), "overdue": set()}
    tasks = {task.id: Counter[str]() for task in world.all(Task)}
    known: dict[int, list[float]] = {id: [] for id in tasks}
    units = {unit.id: unit.name for unit in world.all(Unit)}
    entries = world.all(ReportEntry)
    for one in world.all(Obligation):
        revisions = [report for report in world.all(Report) if report.obligation_id == one.id]
        found["asked"] += 1
        name = units[one.unit_id]
        if one.state in ("open", "returned") and one.due_at < world.now:
            names["overdue"].add(name)
        if one.state in ("excused", "returned", "open"):
            names["missing" if one.state == "open" else one.state].add(name)
            continue
        found["submitted"] += 1
        found["on_time" if revisions[0].submitted_at <= revisions[0].due_at else "late"] += 1
        found["on_time_originally"] += revisions[0].submitted_at <= one.original_due_at
        said = {entry.task_id: entry.answers for entry in entries if entry.report_id == revisions[-1].id}
        said = {id: said.get(id, {"status": "nothing"}) for id in tasks}
        found["nil"] += all(answers == {"status": "nothing"} for answers in said.values())
        for id, answers in said.items():
            tasks[id][answers["status"]] += 1
            percent = {"done": 100, "not_started": 0, "nothing": None}.get(answers["status"], answers.get("percent"))
            known[id] += [] if percent is None else [percent]
    for which in ("missing", "returned", "excused"):
        found[which] = len(names[which])
    found["expected"] = found["asked"] - found["excused"]
    found["waiting"] = sum(one.state == "submitted" for one in world.all(Obligation))
    return {"counts": found, "names": names, "tasks": tasks, "known": known}


# Every place that shows it


def places_agree(world: World) -> None:
    hand = by_hand(world)
    for look in (chat, lists, digest, files, letters, drawn, unit_pages, by_unit):
        look(world, hand)


def told(world: World, typed: str) -> str:
    world.says(TUAN, typed)
    return world.last(TUAN).text


def chat(world: World, hand: dict[str, Any]) -> None:
    counts, names = hand["counts"], hand["names"]
    for command in ("/tonghop", "/tiendo"):
        text = told(world, command)
        numbers = re.search(
            r"Phải nộp (\d+) · đã nộp (\d+) \((.*?)\) · đúng hạn (\d+) \((.*?)\) · trễ (\d+) · "
            r"cả báo cáo không phát sinh (\d+) · trả lại (\d+) · chưa nộp (\d+) · được miễn (\d+)",
            text,
        )
        assert numbers, text
        kinds = ("expected", "submitted", "", "on_time", "", "late", "nil", "returned", "missing", "excused")
        for kind, number in zip(kinds, numbers.groups(), strict=True):
            assert not kind or int(number) == counts[kind], (command, kind, text)
        rate = numbers[3]
        assert (rate == "100 %") == (counts["submitted"] == counts["expected"])
        assert (rate == "0 %") == (not counts["submitted"])
        for task in world.all(Task):
            [line] = [line for line in text.split("\n") if line.startswith(f"{task.code} ")]
            for status in Status:
                said = re.search(rf"{WORD(f'status.{status}')} (\d+)", line)
                assert int(said[1] if said else 0) == hand["tasks"][task.id][status], line
            mean, known = re.search(r"bình quân ([\d,]+) %", line), hand["known"][task.id]
            assert bool(mean) == bool(known), line
            if mean:
                assert abs(float(mean[1].replace(",", ".")) - sum(known) / len(known)) <= 0.1
                assert (mean[1] == "100") == (set(known) == {100})
                assert (mean[1] == "0") == (set(known) == {0})
    text = told(world, "/tonghop")
    for kind, label in (("missing", "Chưa nộp"), ("returned", "Đã trả lại, chờ bổ sung"), ("excused", "Được miễn")):
        named = re.search(rf"^{label} \(\d+\): (.*)$", text, re.MULTILINE)
        assert (set(named[1].split("; ")) if named else set()) == names[kind]


def lists(world: World, hand: dict[str, Any]) -> None:
    counts, names = hand["counts"], hand["names"]
    text = told(world, "/chuanop")
    if names["missing"] | names["returned"]:
        title = text.split("\n")[0]
        for label, kind in (("Chưa nộp kỳ này", "missing"), ("đã trả lại, chờ bổ sung", "returned")):
            said = re.search(rf"{label}: (\d+) đơn vị", title)
            assert int(said[1] if said else 0) == counts[kind], title
        late = re.search(r"trong đó (\d+) đơn vị quá hạn", title)
        assert int(late[1] if late else 0) == len(names["overdue"])
        assert f"đã nộp {counts['submitted']}/{counts['expected']}" in text
        assert all(f". {name} ·" in text for name in names["missing"] | names["returned"])
    else:
        assert "đã nộp đủ" in text
    text = told(world, "/quahan")
    title = f"Quá hạn: {len(names['overdue'])} đơn vị" if names["overdue"] else "Không có đơn vị quá hạn."
    assert text.startswith(title), text
    soon = told(world, "/sapdenhan 40 ngày")
    coming = (names["missing"] | names["returned"]) - names["overdue"]
    assert (f"40 ngày: {len(coming)} đơn vị" in soon) == bool(coming), soon
    waiting = told(world, "/duyet")
    shown = re.match(r"Chờ duyệt: (\d+)", waiting)
    hand["queue"] = int(shown[1]) if shown else 0
    assert hand["queue"] >= counts["waiting"]


def digest(world: World, hand: dict[str, Any]) -> None:
    with world.database.reading() as session:
        found = morning_digest.gather(session, world.organisation_id, world.now - timedelta(days=90), world.now)
        [row] = session.scalars(select(Requirement))
    standing = found.plans[row.plan_id]
    assert {found.names[id] for id in standing.overdue} == hand["names"]["overdue"]
    assert {found.names[id] for id in standing.returned} == hand["names"]["returned"]
    assert standing.waiting_for(()) == hand["queue"]
    assert standing.came_in == len({report.obligation_id for report in world.all(Report)})


def gathered(world: World, *, frozen: bool = False) -> Gathered:
    with world.database.reading() as session:
        [row] = session.scalars(select(Requirement))
        found = gather(session, row.id, PERIOD, world.now, frozen=frozen)
    assert found is not None
    return found


def table(book: Any, name: str) -> list[dict[str, Any]]:
    return [*table_lines(book[name])]


def files(world: World, hand: dict[str, Any]) -> None:
    told(world, "/tonghop")
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    book = load_workbook(BytesIO(world.file(TUAN)), data_only=True)
    cells = {row[0]: row for row in book[WORD("sheet.overview")].iter_rows(values_only=True) if row[0]}
    for figure in [figure for figure in FIGURES if figure != "asked"]:
        assert cells[WORD(f"sheet.{figure}")][1] == hand["counts"][figure], figure
    units = table(book, WORD("sheet.by_unit"))
    standings = Counter(signless(row[WORD("sheet.standing")]).split(",")[0] for row in units)
    for kind in ("on_time", "late", "returned", "missing", "excused"):
        assert standings[WORD(f"standing.{kind}")] == hand["counts"][kind]
    assert sum(WORD("standing.nil") in str(row[WORD("sheet.standing")]) for row in units) == hand["counts"]["nil"]
    raw = Counter((row["Mã"], row[WORD("sheet.status")]) for row in table(book, WORD("sheet.raw")))
    rows = {row["Mã"]: row for row in table(book, WORD("sheet.by_task"))}
    for task in world.all(Task):
        counts = hand["tasks"][task.id]
        assert rows[task.code][WORD("sheet.reported")] == hand["counts"]["submitted"] == sum(counts.values())
        assert rows[task.code][WORD("sheet.known")] == len(hand["known"][task.id])
        for status in COUNTED:
            assert rows[task.code][WORD(f"button.status.{status}")] == counts[status]
            assert raw[task.code, WORD(f"status.{status}")] == counts[status]
        shown = Counter(first_word(row[task.code]) for row in units if row[task.code])
        assert shown == Counter(first_word(WORD(f"status.{one}")) for one in counts for _ in range(counts[one]))


def first_word(said: object) -> str:
    return str(said).split()[0].casefold()


def letters(world: World, hand: dict[str, Any]) -> None:
    found = report_document.content(Words(), gathered(world))
    for figure in FIGURES:
        assert found[figure] == hand["counts"][figure], figure
    assert f"cả báo cáo không phát sinh {hand['counts']['nil']}" in found["standing"][0]
    by_code = {task.code: hand["tasks"][task.id] for task in world.all(Task)}
    for row in found["tasks"]:
        columns = {status: row["nothing_to_report" if status is Status.NOTHING else str(status)] for status in Status}
        assert columns == {status: by_code[row["code"]][status] for status in Status}


def drawn(world: World, hand: dict[str, Any]) -> None:
    now, counts = gathered(world), hand["counts"]
    assert f"{counts['submitted']}/{counts['expected']}" in picture._title(Words(), now, 0, 9)
    with world.database.reading() as session:
        [row] = session.scalars(select(Requirement))
        last = rates(session, row.id)[-1]
    assert (last.expected, last.submitted, last.on_time) == (
        counts["expected"], counts["submitted"], counts["on_time"],
    )  # fmt: skip


def unit_pages(world: World, hand: dict[str, Any]) -> None:
    with world.database.reading() as session:
        [row] = session.scalars(select(Requirement))
        records = [unit_records.record(session, world.unit_id(unit), [row.plan_id], world.now) for unit in REPORTING]
        listed = overdue.overdue_of_organisation(session, world.organisation_id, world.now)
    assert sum(record.came_in for record in records) == hand["counts"]["submitted"]
    assert sum(record.on_time for record in records) == hand["counts"]["on_time"]
    assert sum(record.on_time_originally for record in records) == hand["counts"]["on_time_originally"]
    assert {row.unit_name for row in listed} == hand["names"]["overdue"]


def by_unit(world: World, hand: dict[str, Any]) -> None:
    told(world, "/tiendo")
    world.presses(TUAN, "Theo đơn vị")
    lines = [line for line in world.last(TUAN).text.split("\n") if line[:1].isdigit()]
    standings = Counter(re.split(r" · |, ", line)[1] for line in lines)
    for kind in ("on_time", "late", "returned", "missing", "excused"):
        assert standings[WORD(f"standing.{kind}")] == hand["counts"][kind], lines
    assert sum(WORD("standing.nil") in line for line in lines) == hand["counts"]["nil"]


def as_frozen(counts: Any) -> tuple[Any, ...]:
    return tuple(getattr(counts, figure) for figure in FIGURES)


def lives(world: World, seed: int, moments: int, each: int) -> None:
    draw = random.Random(seed)
    places_agree(world)
    for _ in range(moments):
        for _ in range(each):
            something_happens(world, draw)
            world.passes(hours=draw.choice((1, 5, 20)))
        places_agree(world)
    then = as_frozen(gathered(world).collation.counts)
    told(world, "/tonghop")
    for _ in range(2):
        world.presses(TUAN, "Chốt số liệu")
    for _ in range(each // 2):
        something_happens(world, draw)
    assert as_frozen(gathered(world, frozen=True).collation.counts) == then
    places_agree(world)


def test_every_place_shows_the_same_counts(world: World) -> None:
    lives(world, seed=63, moments=2, each=10)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_every_place_shows_the_same_counts_whatever_happens(world: World, seed: int) -> None:
    lives(world, seed, moments=4, each=9)


@pytest.mark.parametrize("style", ["state", "party"])
def test_the_word_file_prints_what_is_counted(world: World, style: str, tmp_path: Any) -> None:
    draw = random.Random(7)
    hands_in(world, "U1", draw)
    hands_in_nothing(world, "U2", draw)
    hands_in(world, "U3", draw)
    is_returned(world, "U3", draw)
    is_excused(world, "U4", draw)
    found = gathered(world)
    report_document.write(
        tmp_path / "a.docx", Words(), replace(found, about=replace(found.about, document_style=style))
    )
    text = "\n".join(one.text for one in opened(str(tmp_path / "a.docx")).paragraphs)
    assert "2/8 đơn vị đã gửi báo cáo (25 %), trong đó 2 đơn vị đúng hạn" in text
    assert "1 đơn vị báo cáo không phát sinh." in text
    for said in (
        "Chưa gửi báo cáo (5 đơn vị)",
        "Đã trả lại, chờ bổ sung (1 đơn vị)",
        "Được miễn báo cáo kỳ này (1 đơn vị)",
    ):
        assert said in text, said
