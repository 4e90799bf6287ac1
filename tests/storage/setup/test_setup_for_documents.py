"""What a setup says that only documents need: place, signers, short names, protocol order, the kinds of documents."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from storage.db.database import Database
from storage.setup.exporting import present
from storage.setup.workbook import write_workbook
from storage.tables import Organisation, Plan, Unit
from tests.storage.setup.in_vietnamese import load_setup, refusal
from tests.storage.setup.setup_files import CALENDAR, SMALL, changed, load

pytestmark = pytest.mark.either

SIGNER = "{authority: [TM. Ủy ban nhân dân, KT CHỦ TỊCH], position: Phó Chủ tịch, name: Trần Văn Mẫu}"
WHOLE = changed(
    ("name: Thành ủy}", f"name: Thành ủy, place: Đà Lạt, abbreviation: TU, signer: {SIGNER}}}"),
    ("{code: BTG, name: Ban Tuyên giáo}", "{code: BTG, name: Ban Tuyên giáo, abbreviation: BTG-TU, order: 2}"),
    ("name: Phòng Y tế", "name: Phòng Y tế, short_name: P. Y tế, order: 1"),
    (
        "    title: Kế hoạch\n",
        "    title: Kế hoạch\n    signer: {authority: T/L BAN THƯỜNG VỤ, position: Chánh Văn phòng}\n"
        "    basis:\n"
        "      - {kind: Nghị quyết, number: 76/NQ-CP, date: 2021-07-15, issuer: Chính phủ, subject: về cải cách}\n",
    ),
)


def test_what_documents_need_is_kept_told_and_exported(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    told = load(database, WHOLE, now)
    assert {
        "~ tổ chức THU: địa danh không có → “Đà Lạt”",
        "~ tổ chức THU: chữ viết tắt không có → “TU”",
        "~ tổ chức THU: người ký không có → “TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; Phó Chủ tịch; Trần Văn Mẫu”",
        "~ đơn vị BTG: chữ viết tắt không có → “BTG-TU”",
        "~ đơn vị BTG: thứ tự trong văn bản không có → 2",
        "~ đơn vị PYT: gọi ngắn không có → “P. Y tế”",
        "~ kế hoạch KH: người ký không có → “T/L BAN THƯỜNG VỤ; Chánh Văn phòng”",
        "+ kế hoạch KH: thêm căn cứ “Nghị quyết 76/NQ-CP” ngày 2021-07-15 của “Chính phủ” “về cải cách”",
    } <= set(told)
    assert load(database, WHOLE, now) == []
    assert load(database, SMALL, now) == [], "what a file leaves out stays"
    tree = _present(database, now)
    assert tree["organisation"]["signer"]["authority"] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert _load_workbook(database, tree, now) == [], "a workbook says the same"


def _load_workbook(database: Database, tree: dict[str, Any], now: datetime) -> list[str]:
    with database.transaction() as session:
        return load_setup(session, write_workbook(tree), now, CALENDAR)


def _present(database: Database, now: datetime) -> dict[str, Any]:
    with database.transaction() as session:
        return present(session, session.scalars(select(Organisation.id)).one(), now)


def test_each_of_it_can_be_given_up(database: Database, now: datetime) -> None:
    load(database, WHOLE, now)
    load(
        database,
        changed(
            ("name: Thành ủy}", "name: Thành ủy, place: null, abbreviation: null, signer: null}"),
            ("{code: BTG, name: Ban Tuyên giáo}", "{code: BTG, name: Ban Tuyên giáo, abbreviation: null, order: null}"),
            ("name: Phòng Y tế", "name: Phòng Y tế, short_name: null"),
            ("    title: Kế hoạch\n", "    title: Kế hoạch\n    signer: null\n"),
        ),
        now,
    )
    with database.transaction() as session:
        organisation = session.scalars(select(Organisation)).one()
        assert (organisation.place, organisation.abbreviation, organisation.signer) == (None, None, None)
        assert session.scalars(select(Plan)).one().signer is None
        units = {unit.code: unit for unit in session.scalars(select(Unit))}
        assert (units["BTG"].abbreviation, units["BTG"].protocol_order, units["PYT"].short_name) == (None, None, None)
        assert units["PYT"].protocol_order == 1, "not spoken of"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("signer: {authority: Thay mặt Ủy ban}", "cần dòng thẩm quyền bắt đầu bằng TM., KT."),
        ("signer: {authority: TM.}", "cần dòng thẩm quyền"),
        ("signer: {position: ''}", "organisation.signer.position"),
        ("signer: Trần Văn Mẫu", "organisation.signer: “Trần Văn Mẫu” không dùng được"),
        ("signer: {names: A}", "khóa lạ"),
        ("abbreviation: U B", "cần chữ viết tắt từ 1 đến 30 ký tự"),
        (f"place: {'Đ' * 61}", "cần địa danh từ 1 đến 60 ký tự"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_words(
    database: Database, now: datetime, written: str, expected: str
) -> None:
    with refusal(expected):
        load(database, changed(("name: Thành ủy}", f"name: Thành ủy, {written}}}")), now)


RENAMED = (
    "requirements:",
    "unit_changes: [{kind: rename, date: 2027-01-01, basis: NQ 9, before: [PYT], name: Phòng Sức khỏe}]\nrequirements:",
)
SHORT = ("name: Phòng Y tế", "name: Phòng Y tế, short_name: P. Y tế")
SHORT_NOW = ("name: Phòng Y tế", "name: Phòng Sức khỏe, short_name: P. Sức khỏe")
LATER = datetime(2027, 1, 2, tzinfo=UTC)


def called(database: Database) -> tuple[str, str | None]:
    with database.transaction() as session:
        unit = session.scalars(select(Unit).where(Unit.code == "PYT")).one()
        return unit.name, unit.short_name


def test_a_short_name_ends_with_the_name_that_it_is_short_for(database: Database, now: datetime) -> None:
    load(database, changed(SHORT, RENAMED), now)
    assert called(database) == ("Phòng Y tế", "P. Y tế")
    load(database, changed(SHORT, RENAMED), LATER)
    assert called(database) == ("Phòng Sức khỏe", None), "it belongs to the name of before"
    load(database, changed(SHORT_NOW, RENAMED), LATER)
    assert called(database) == ("Phòng Sức khỏe", "P. Sức khỏe")
    load(database, changed(SHORT, RENAMED), LATER)
    assert called(database) == ("Phòng Sức khỏe", "P. Sức khỏe"), "a file of before does not bring the old one back"


def test_a_short_name_of_later_does_not_stand_beside_the_name_of_today(database: Database, now: datetime) -> None:
    announced = (RENAMED[0], RENAMED[1].replace("name:", "old_name: Phòng Y tế, name:"))
    load(database, changed(SHORT_NOW, announced), now)
    assert called(database) == ("Phòng Y tế", None)
    load(database, changed(SHORT_NOW, RENAMED), LATER)
    assert called(database) == ("Phòng Sức khỏe", "P. Sức khỏe")
