"""`dondoc invite --all`: a sheet of invitations to be printed, and who still has to be invited."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, select, update

from bot.shell.demo import EXAMPLE
from storage.db.database import Database
from storage.messages import shared_bots
from storage.people import invitations
from storage.people.to_invite import wanted
from storage.tables import (
    ExpectedPerson,
    Invitation,
    Obligation,
    Organisation,
    Person,
    Position,
    RequirementUnit,
    Unit,
)
from tests.bot.command import dondoc


@pytest.fixture
def office(clean_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, with two people of the health office to be invited."""
    monkeypatch.setenv("DONDOC_PUBLIC_URL", "https://baocao.example.vn")
    assert dondoc("load", EXAMPLE).exit_code == 0
    assert dondoc("export", "ra.xlsx").exit_code == 0
    book = load_workbook("ra.xlsx")
    for row, seat in enumerate([("PYT", "đầu mối", "Lê Thị Lan"), ("PYT", "lãnh đạo đơn vị", "Trần Văn Hai")], 2):
        for column, value in enumerate(seat, 1):
            book["Người"].cell(row, column, value)
    book.save("ra.xlsx")
    assert "Đã ghi 2 thay đổi." in dondoc("load", "ra.xlsx").stdout
    return clean_environment


def cards(file: str) -> list[list[str]]:
    """What stands on each card, line by line."""
    tables = docx.Document(file).tables
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    return [lines for cell in cells if (lines := [line for line in cell.text.splitlines() if line.strip()])]


def test_everybody_gets_a_card_with_a_code_that_works(office: Path) -> None:
    result = dondoc("invite", "--all", "--to", "phieu.docx")
    assert "Đã ghi phieu.docx: 8 phiếu." in result.stdout
    assert Path("phieu.docx").stat().st_mode & 0o077 == 0, "codes are for nobody else's eyes"
    found = cards("phieu.docx")
    assert len(found) == 8
    named = [card for card in found if card[1] == "Phòng Y tế"]
    assert [card[2] for card in named] == ["Lê Thị Lan · đầu mối", "Trần Văn Hai · lãnh đạo đơn vị"]
    assert [card[1] for card in found] == sorted((card[1] for card in found), key=[card[1] for card in found].index)
    units = [card[1] for card in found]
    assert units.index("Đảng ủy Phường 2") < units.index("Đảng ủy Phường 10")
    code = named[0][3].removeprefix("Mã: ")
    assert named[0][4] == f"https://baocao.example.vn/vao/{code}"
    assert "Dùng một lần, đến " in named[0][5]
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        invitation = invitations.find(session, code)
        assert invitation is not None
        assert (invitation.name, invitation.role) == ("Lê Thị Lan", "focal_point")
        assert docx.Document("phieu.docx").inline_shapes, "with a picture of the code"


def test_the_sheet_says_what_it_is_and_has_no_second_set_of_styles(office: Path) -> None:
    dondoc("invite", "--all", "--to", "phieu.docx")
    about = docx.Document("phieu.docx").core_properties
    assert (about.title, about.author, about.comments) == ("Phiếu mời", "Thành ủy Hoa Mai (chạy thử)", "")
    assert about.created.year == datetime.now(UTC).year
    with ZipFile("phieu.docx") as file:
        assert not [name for name in file.namelist() if "WithEffects" in name]
        assert 'w:lang w:val="vi-VN"' in file.read("word/styles.xml").decode()
        assert b"python-docx" not in b"".join(file.read(name) for name in file.namelist())


def remembered(*bots: tuple[str, str, str]) -> None:
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        for account, name, link in bots:
            shared_bots.remember(session, "zalo", account, name, link)


def test_people_are_shared_out_among_zalo_bots_and_find_theirs_by_name_too(office: Path) -> None:
    remembered(("1", "Đôn Đốc 1", "https://zalo.me/g/mot"), ("2", "Đôn Đốc 2", ""))
    dondoc("invite", "--all", "--to", "phieu.docx")
    found = cards("phieu.docx")
    with_link = [card for card in found if "https://zalo.me/g/mot" in card]
    by_name = [card for card in found if "Zalo: tìm bot “Đôn Đốc 2”, rồi gõ mã" in card]
    assert (len(with_link), len(by_name)) == (4, 4)
    assert all("Zalo: hoặc tìm bot “Đôn Đốc 1”, rồi gõ mã" in card for card in with_link)
    assert all(any(line.startswith("https://baocao.example.vn/vao/") for line in card) for card in found)
    printed = dondoc("invite", "--unit", "PYT", "--role", "deputy").stdout
    assert "Zalo: mở https://zalo.me/g/mot (hoặc tìm bot “Đôn Đốc 1”), rồi gõ mã " in printed


def test_printed_anew_the_sheet_before_is_worth_nothing(office: Path) -> None:
    dondoc("invite", "--all", "--to", "mot.docx")
    dondoc("invite", "--all", "--to", "hai.docx")
    [first] = [card for card in cards("mot.docx") if "Lê Thị Lan · đầu mối" in card]
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        old = invitations.find(session, first[3].removeprefix("Mã: "))
        assert old is not None
        assert old.expires_at <= datetime.now(UTC)


def test_whoever_has_joined_gets_none(office: Path) -> None:
    now = datetime.now(UTC)
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        unit = session.scalars(select(Unit).where(Unit.code == "PYT")).one()
        person = Person(organisation_id=unit.organisation_id, name="Lê thị LAN", language="vi")
        session.add(person)
        session.flush()
        seat = {"organisation_id": unit.organisation_id, "unit_id": unit.id, "person_id": person.id}
        session.add(Position(**seat, role="focal_point", since=now, until=None))
        hai = session.scalars(select(ExpectedPerson).where(ExpectedPerson.name == "Trần Văn Hai")).one()
        made, _ = invitations.add(
            session, organisation_id=unit.organisation_id, unit_id=unit.id, role="unit_leader", name=hai.name, now=now
        )
        hai.invitation_id, made.used_at = made.id, now
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        organisation = session.scalars(select(Organisation.id)).one()
        assert not [one for one in wanted(session, organisation, now) if one.unit == "Phòng Y tế"]


def test_only_a_class_of_units(office: Path) -> None:
    assert "3 phiếu" in dondoc("invite", "--all", "--to", "phieu.docx", "--class", "tccs_dang").stdout
    refused = dondoc("invite", "--all", "--to", "khac.docx", "--class", "XA")
    assert refused.exit_code == 1
    assert "Không có lớp đơn vị mang mã “XA”. Gần nhất:" in refused.stderr
    assert not Path("khac.docx").exists()


def test_a_link_that_opens_only_here_is_told(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONDOC_PUBLIC_URL")
    assert "chỉ mở được ở máy này" in dondoc("invite", "--all", "--to", "phieu.docx").stdout


def test_what_cannot_be_done_is_told_before_a_code_is_made(office: Path) -> None:
    Path("co.docx").touch()
    for arguments, said in (
        (("--all",), "--all cần --to với tên tệp kết thúc bằng .docx."),
        (("--all", "--to", "phieu.pdf"), "--all cần --to với tên tệp kết thúc bằng .docx."),
        (("--all", "--to", "co.docx"), "co.docx: đã có tệp này"),
        (("--unit", "PYT"), "Cần --unit và --role; hoặc --all"),
        ((), "Cần --unit và --role; hoặc --all"),
    ):
        result = dondoc("invite", *arguments)
        assert result.exit_code == 2
        assert said in result.stderr
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        assert session.scalars(select(Invitation)).all() == []


@pytest.mark.parametrize(("state", "is_there"), [("open", True), ("submitted", True), ("accepted", False)])
def test_a_unit_that_is_asked_for_no_more_and_owes_still(office: Path, state: str, is_there: bool) -> None:
    now = datetime.now(UTC)
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        organisation = session.scalars(select(Organisation.id)).one()
        unit, duty = session.execute(
            select(Unit, Obligation).join(Obligation, Obligation.unit_id == Unit.id).where(Unit.code != "PYT").limit(1)
        ).one()
        session.execute(delete(RequirementUnit).where(RequirementUnit.unit_id == unit.id))
        session.execute(update(Obligation).where(Obligation.unit_id == unit.id).values(state="excused"))
        session.execute(update(Obligation).where(Obligation.id == duty.id).values(state=state))
        assert (unit.name in {one.unit for one in wanted(session, organisation, now)}) is is_there
