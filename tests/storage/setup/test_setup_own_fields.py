"""Own fields of a requirement in the setup: every mistake by its line or cell, each change by a line."""

import copy
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from handlers.words import Words
from handlers.words.sentences import in_words
from storage.db.database import Database
from storage.reporting import drafts
from storage.setup import SetupProblems, read_setup
from storage.setup.exporting import present
from storage.setup.schema.labels import field_words, step_words
from storage.setup.workbook import write_workbook
from storage.tables import DraftEntry, Obligation, Organisation, Person, Requirement, Task
from tests.each import each
from tests.storage.setup.in_vietnamese import all_read, as_read
from tests.storage.setup.setup_files import SMALL, changed, load

pytestmark = pytest.mark.either

FIELDS = """\
    reminders: chuan
    fields:
      - {code: tthc, name: TTHC đã rà soát, kind: number, unit: thủ tục, target: 120, tasks: ["1.1"], required: true}
      - {code: muc_do, name: Mức độ, kind: choice, choices: [{code: cao, name: Cao}, {code: thap, name: Thấp}]}
      - {code: kh, name: Kế hoạch, kind: document, only_when: {field: muc_do, is: [cao]}}
"""
WITH_FIELDS = changed(("    reminders: chuan\n", FIELDS))


def problems(text: str) -> list[str]:
    with pytest.raises(SetupProblems) as refused:
        read_setup(text)
    return all_read(refused.value.problems)


def test_codes_of_fields_and_choices_that_nobody_could_tell_apart() -> None:
    too_like = "chỉ khác chữ hoa, chữ thường hoặc kiểu chữ so với mã"
    assert f"mã “TTHC” {too_like} “tthc”" in problems(changed(("code: kh,", "code: TTHC,"), text=WITH_FIELDS))[0]
    assert f"mã “Cao” {too_like} “cao”" in problems(changed(("code: thap", "code: Cao"), text=WITH_FIELDS))[0]


def fields(database: Database) -> Any:
    with database.transaction() as session:
        return session.scalar(select(Requirement.fields).where(Requirement.code == "QUY"))


@each(
    ("old", "new", "told"),
    [
        ("code: tthc", "code: status", "dòng 29: requirements[0].fields[0].code: mã “status” là của mục có sẵn"),
        ("code: tthc", "code: t-1", "dòng 29: requirements[0].fields[0].code: mã “t-1” không dùng được"),
        ("code: muc_do", "code: tthc", "dòng 30: requirements[0].fields[1].code: mã “tthc” đã có ở dòng 29"),
        ("name: Mức độ", "name: tthc ĐÃ rà soát", "dòng 30: requirements[0].fields[1].name: tên"),
        ("kind: document", "kind: document, target: 5", "dòng 31: requirements[0].fields[2].target: chỉ dùng cho loại"),
        ("target: 120", "target: 1.250", "dòng 29: requirements[0].fields[0].target: “1.250” không dùng được"),
        ("target: 120", "target: 120, max: 9", "dòng 29: requirements[0].fields[0].target: 120 nằm ngoài khoảng"),
        ("field: muc_do", "field: kh", "dòng 31: requirements[0].fields[2].only_when.field: “kh” phải đứng trước"),
        ("field: muc_do", "field: la", "dòng 31: requirements[0].fields[2].only_when.field: không có mục “la”"),
        ("field: muc_do", "field: tthc", "dòng 31: requirements[0].fields[2].only_when.field: “tthc” là loại số"),
        ("is: [cao]", "is: [coa]", "dòng 31: requirements[0].fields[2].only_when.is[0]: “coa” không dùng được"),
        (', {code: thap, name: Thấp}', "", "dòng 30: requirements[0].fields[1].choices: có 1 lựa chọn"),
        ("{code: thap", "{code: cao", "dòng 30: requirements[0].fields[1].choices[1].code: mã “cao” đã có"),
        ("name: Mức độ,", 'name: Mức độ, tasks: ["1.1"],',
         "dòng 31: requirements[0].fields[2].only_when.field: “muc_do” không hỏi"),
        ("kind: number", "kind: numbr", "dòng 29: requirements[0].fields[0].kind: “numbr” không dùng được"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_line(old: str, new: str, told: str) -> None:
    found = problems(changed((old, new), text=WITH_FIELDS))
    assert any(problem.startswith(told) for problem in found), found


def test_each_change_has_its_line(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    assert load(database, WITH_FIELDS, now) == [
        "+ chỉ tiêu QUY tthc “TTHC đã rà soát”, đơn vị tính thủ tục, chỉ tiêu giao 120",
        "+ chỉ tiêu QUY muc_do “Mức độ”",
        "+ chỉ tiêu QUY kh “Kế hoạch”",
    ]
    assert load(database, WITH_FIELDS, now) == []
    assert load(database, SMALL, now) == [], "what the file leaves out stays"
    assert [field["code"] for field in fields(database)] == ["tthc", "muc_do", "kh"]
    more = changed(("target: 120", "target: 150.5, may_exceed: true"), ("name: Cao", "name: Rất cao"), text=WITH_FIELDS)
    assert load(database, more, now) == [
        "~ chỉ tiêu QUY tthc: chỉ tiêu giao 120 → 150,5",
        "~ chỉ tiêu QUY tthc: được vượt không → có",
        "~ chỉ tiêu QUY muc_do: lựa chọn cao “Cao”; thap “Thấp” → cao “Rất cao”; thap “Thấp”",
    ]
    none = changed(("    reminders: chuan\n", "    reminders: chuan\n    fields: []\n"))
    assert load(database, none, now) == [
        "- chỉ tiêu QUY tthc", "- chỉ tiêu QUY muc_do", "- chỉ tiêu QUY kh",
    ]  # fmt: skip
    assert fields(database) is None


def test_the_workbook_says_the_same(sqlite_database: Database, now: datetime) -> None:
    load(sqlite_database, Path("docs/examples/chi-tieu.yaml").read_text("utf-8"), now)
    with sqlite_database.transaction() as session:
        tree = present(session, session.scalars(select(Organisation.id)).one(), now)
    content = write_workbook(copy.deepcopy(tree))
    sheet = load_workbook(BytesIO(content))["Chỉ tiêu"]
    shown = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows(min_row=2, max_row=4)]
    assert shown[0] == ["CCHC-THANG", "tthc", "TTHC đã rà soát", "số", "thủ tục", 120, "tổng", "1.1", "có"]
    assert shown[2][:5] == ["CCHC-THANG", "san_sang", "Mức độ sẵn sàng", "lựa chọn",
                            "cao = Cao; vua = Trung bình; thap = Thấp"]  # fmt: skip
    assert [cell.value for cell in sheet[5]][-2:] == ["tình trạng", "đang thực hiện, hoàn thành"]
    assert load(sqlite_database, content, now) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("F2", "1.250,5", None),
        ("F2", "nhiều", "trang “Chỉ tiêu”, ô F2 (Chỉ tiêu giao): “nhiều” không phải là số; cần dạng 1250 hoặc 12,5"),
        ("F2", "1,500", "trang “Chỉ tiêu”, ô F2 (Chỉ tiêu giao): “1,500” không phải là số; cần dạng 1250 hoặc 12,5"),
        ("K4", "cao", "trang “Chỉ tiêu”, ô K4 (Lựa chọn): “cao” không dùng được; cần dạng: cao = Cao; thap = Thấp"),
        ("D2", "chữ số", "trang “Chỉ tiêu”, ô D2 (Loại): “chữ số” không dùng được"),
        ("O5", "la", "trang “Chỉ tiêu”, ô O5 (Chỉ hỏi khi mục): không có mục “la”"),
    ],
)
def test_what_is_wrong_is_told_by_its_cell(
    sqlite_database: Database, now: datetime, cell: str, value: str, told: str | None
) -> None:
    load(sqlite_database, Path("docs/examples/chi-tieu.yaml").read_text("utf-8"), now)
    with sqlite_database.transaction() as session:
        content = write_workbook(present(session, session.scalars(select(Organisation.id)).one(), now))
    book = load_workbook(BytesIO(content))
    book["Chỉ tiêu"][cell] = value
    written = BytesIO()
    book.save(written)
    if told is None:
        file = read_setup(written.getvalue()).file
        assert file.requirements
        assert file.requirements[0].fields
        assert file.requirements[0].fields[0].target == 1250.5
        return
    with pytest.raises(SetupProblems) as refused:
        read_setup(written.getvalue())
    assert any(line.startswith(told) for line in all_read(refused.value.problems)), as_read(refused.value)


def test_drafts_keep_the_unit_of_their_numbers(database: Database, now: datetime) -> None:
    load(database, WITH_FIELDS.replace("unit: thủ tục", "unit: triệu đồng"), now)
    with database.transaction() as session:
        requirement = session.scalars(select(Requirement).where(Requirement.code == "QUY")).one()
        obligation = session.scalars(select(Obligation).where(Obligation.requirement_id == requirement.id)).first()
        assert obligation is not None
        of = {"organisation_id": requirement.organisation_id}
        person, task = Person(name="Lan", language="vi", **of), session.scalars(select(Task)).first()
        session.add(person)
        session.flush()
        kept = drafts.begin(session, obligation_id=obligation.id, unit_id=obligation.unit_id, now=now, **of)
        assert task is not None
        drafts.put(session, kept, task.id, {"tthc": 950}, person_id=person.id, now=now)
    load(database, WITH_FIELDS.replace("unit: thủ tục", "unit: tỷ đồng").replace("target: 120", "target: 2"), now)
    with database.transaction() as session:
        assert session.scalars(select(DraftEntry.answers)).all() == [{"tthc": 0.95}]


def test_kinds_sums_and_numbers_are_told_in_words() -> None:
    told = field_words(
        {"code": "von", "name": "Vốn", "kind": "number", "over_units": "mean", "target": 1200.5, "tasks": ["2.7"]}
    )
    said = {language: [in_words(Words(language), value) for value in told.values()] for language in ("vi", "en")}
    assert {"số", "bình quân", "1.200,5"} <= set(said["vi"])
    assert {"number", "mean", "1,200.5"} <= set(said["en"])


def test_who_is_reminded_is_told_in_words() -> None:
    step = step_words({"before": "5wd", "at": "08:30", "to": ["focal_point", "unit_leader"]})
    assert in_words(Words("en"), step) == "5wd before at 08:30 for focal point, unit leader"
    assert in_words(Words("vi"), step) == "trước 5wd lúc 08:30 cho đầu mối, lãnh đạo đơn vị"


@each(
    ("typed", "told"),
    [
        ("target: 1.250", "ghi 1250 nếu là hàng nghìn, ghi 1.25 nếu là phần lẻ"),
        ("target: 1.234", "ghi 1234 nếu là hàng nghìn, ghi 1.2340 nếu là phần lẻ"),
        ("target: 12.000", "ghi 12000 nếu là hàng nghìn, ghi 12 nếu là phần lẻ"),
        ("target: 15000000000000000", "số quá lớn: phần nguyên chỉ được tối đa 15 chữ số"),
        ("target: 0.30000000000000004", "quá nhiều chữ số lẻ: chỉ được tối đa 6 chữ số sau dấu chấm"),
    ],
)
def test_a_number_is_told_how_it_can_be_kept(typed: str, told: str) -> None:
    with pytest.raises(SetupProblems) as refused:
        read_setup(WITH_FIELDS.replace("target: 120", typed))
    assert told in as_read(refused.value)
