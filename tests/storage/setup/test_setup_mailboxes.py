"""Mailboxes in the setup file: whose they are from then on, what changes and goes, and what is wrong with them."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pydantic import ValidationError
from sqlalchemy import select

from domain.rights import Role
from handlers.inviting.issuing import make_invitation
from storage.db.database import Database
from storage.people import addresses, invitations, mailboxes
from storage.people.people import leave, reachable_address
from storage.people.to_invite import note_invited, wanted
from storage.setup import SetupProblems, apply_setup, read_setup
from storage.setup.exporting import present
from storage.setup.schema.models import PersonEntry
from storage.setup.workbook import write_workbook
from storage.tables import Address, ExpectedPerson, Invitation, Organisation, Person, Position, Unit
from tests.each import each
from tests.storage.setup.in_vietnamese import all_read, as_read, load_setup
from tests.storage.setup.setup_files import CALENDAR, SMALL

pytestmark = pytest.mark.either

LAN, AN, HOA = "Lê Thị Lan", "Nguyễn An", "Trần Hoa"


def file(*people: tuple[str, str, str, str | None]) -> str:
    """The small setup with these people: unit, role, name, e-mail (None: says nothing of it)."""
    rows = [
        f"  - {{unit: {unit}, role: {role}, name: {name}{f', email: {email}' if email is not None else ''}}}"
        for unit, role, name, email in people
    ]
    return SMALL + "people:\n" + "\n".join(rows) + "\n"


def lan(email: str | None) -> tuple[str, str, str, str | None]:
    return "PYT", "focal_point", LAN, email


def load(database: Database, content: str | bytes, now: datetime) -> list[str]:
    with database.transaction() as session:
        return load_setup(session, content, now, CALENDAR)


def notes(database: Database, content: str, now: datetime) -> list[str]:
    """What a preview points out; nothing is written."""
    with database.transaction() as session:
        applied = apply_setup(session, read_setup(content), now, CALENDAR)
        session.rollback()
    return all_read(applied.notes)


def problems(database: Database, content: str | bytes, now: datetime) -> list[str]:
    with pytest.raises(SetupProblems) as refused:
        load(database, content, now)
    return all_read(refused.value.problems)


def rows(database: Database, table: type[Any]) -> list[Any]:
    with database.transaction() as session:
        return list(session.scalars(select(table).order_by(table.id)))


def boxes(database: Database) -> dict[str, str]:
    """Mailbox -> whose it is."""
    names = {person.id: person.name for person in rows(database, Person)}
    return {
        row.chat_id: names[row.person_id] for row in rows(database, Address) if row.person_id and row.channel == "email"
    }


def person_id(database: Database, name: str = LAN) -> int:
    [found] = [person.id for person in rows(database, Person) if person.name == name]
    return int(found)


def joins(database: Database, name: str, now: datetime, chat: str = "1") -> None:
    with database.transaction() as session:
        address = addresses.make(session, "telegram", "7", chat, is_group=False, now=now)
        person = session.scalars(select(Person).where(Person.name == name)).one()
        address.person_id, address.organisation_id = person.id, person.organisation_id


def test_whoever_has_a_mailbox_is_in_office_and_written_to_there(database: Database, now: datetime) -> None:
    load(database, file(lan("Lan@CoQuan.vn ")), now)
    assert boxes(database) == {"lan@coquan.vn": LAN}
    [position] = rows(database, Position)
    assert (position.role, position.until) == ("focal_point", None)
    who = person_id(database)
    with database.transaction() as session:
        assert reachable_address(session, [who])[who].chat_id == "lan@coquan.vn"
    assert load(database, file(lan("lan@coquan.vn")), now) == [], "loaded again: nothing"
    assert len(rows(database, Person)) == len(rows(database, ExpectedPerson)) == 1
    with database.transaction() as session:
        organisation = session.scalars(select(Organisation.id)).one()
        assert [one.name for one in wanted(session, organisation, now) if one.name] == [LAN], "not joined yet"
    joins(database, LAN, now)
    with database.transaction() as session:
        assert [one.name for one in wanted(session, organisation, now) if one.name] == []


def test_the_preview_says_what_becomes_of_a_mailbox(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    who = f"người PYT đầu mối “{LAN}”"
    assert load(database, file(lan("a@b.vn")), now) == [f"+ {who} (chờ mời), e-mail a@b.vn"]
    assert load(database, file(lan("c@d.vn")), now) == [f"~ {who}: e-mail a@b.vn → c@d.vn"]
    assert load(database, file(lan(None)), now) == [], "says nothing of it"
    assert load(database, file(lan("bỏ")), now) == [f"~ {who}: e-mail c@d.vn → không có"]
    assert boxes(database) == {}
    assert load(database, file(lan("Bỏ")), now) == []
    assert len(rows(database, Position)) == 1, "the duty stays"


def test_a_mailbox_they_confirmed_themselves_stays(database: Database, now: datetime) -> None:
    load(database, file(lan("a@b.vn")), now)
    with database.transaction() as session:
        person = session.scalars(select(Person)).one()
        mailboxes.attach(session, person.organisation_id, person.id, "own@lan.vn", now)
    assert load(database, file(lan("a@b.vn")), now) == []
    why = "(không dùng: người này đã tự xác nhận hộp thư khác)"
    assert load(database, file(lan("c@d.vn")), now) == [
        f"~ người PYT đầu mối “{LAN}”: e-mail a@b.vn {why} → c@d.vn {why}"
    ]
    load(database, file(lan("bỏ")), now)
    assert boxes(database) == {"own@lan.vn": LAN}


def test_a_mailbox_that_refused_stays_refused(database: Database, now: datetime) -> None:
    load(database, file(lan("a@b.vn")), now)
    with database.transaction() as session:
        address = mailboxes.found(session, "a@b.vn")
        assert address
        mailboxes.refuse(session, address, now)
    load(database, file(lan("bỏ")), now)
    [line] = load(database, file(lan("a@b.vn")), now)
    assert line.endswith("e-mail không có → a@b.vn (không dùng: chủ hộp thư báo không nhận)")
    who = person_id(database)
    with database.transaction() as session:
        assert reachable_address(session, [who]) == {}


def test_codes_that_went_to_a_mailbox_die_with_it(database: Database, now: datetime) -> None:
    load(database, file(lan("sai@b.vn")), now)
    with database.transaction() as session:
        unit = session.scalars(select(Unit).where(Unit.code == "PYT")).one()
        for mailbox in ("sai@b.vn", None):
            make_invitation(
                session,
                organisation_id=unit.organisation_id,
                unit_id=unit.id,
                role=Role.FOCAL_POINT,
                name=LAN,
                now=now,
                mailbox=mailbox,
            )
    load(database, file(lan("dung@b.vn")), now)
    assert [row.expires_at > now for row in rows(database, Invitation)] == [False, True]


def test_somebody_in_two_units_is_one_person(database: Database, now: datetime) -> None:
    both = [lan("a@b.vn"), ("PKT", "deputy", "Lê thị LAN", "a@b.vn")]
    load(database, file(*both), now)
    assert len(rows(database, Person)) == 1
    assert len(rows(database, Position)) == 2
    load(database, file(lan("bỏ")), now)
    assert boxes(database) == {"a@b.vn": LAN}, "they are named with it in the other unit still"
    load(database, file(("PKT", "deputy", "Lê thị LAN", "bỏ")), now)
    assert boxes(database) == {}


def test_who_has_joined_or_holds_a_code_is_not_made_a_second_time(database: Database, now: datetime) -> None:
    load(database, file(lan(None), ("PKT", "focal_point", AN, None)), now)
    with database.transaction() as session:
        listed = {row.name: row for row in session.scalars(select(ExpectedPerson))}
        for row in listed.values():
            made, _ = invitations.add(
                session, organisation_id=row.organisation_id, unit_id=row.unit_id, role=row.role, name=row.name, now=now
            )
            note_invited(session, row.id, made.id, now)
        session.flush()
        session.refresh(listed[AN])
        used = session.get_one(Invitation, listed[AN].invitation_id)
        an = Person(organisation_id=used.organisation_id, name=AN, language="vi")
        session.add(an)
        session.flush()
        used.used_at, used.used_by = now, an.id
        session.add(
            Position(
                organisation_id=used.organisation_id,
                person_id=an.id,
                unit_id=used.unit_id,
                role=used.role,
                since=now,
                until=None,
            )
        )
    load(database, file(lan("a@b.vn"), ("PKT", "focal_point", AN, "an@b.vn")), now)
    assert boxes(database) == {"a@b.vn": LAN, "an@b.vn": AN}
    assert len(rows(database, Person)) == 2
    assert len(rows(database, Position)) == 2
    open_one = next(row for row in rows(database, Invitation) if row.name == LAN)
    assert open_one.person_id == person_id(database), "the code on paper opens a chat for the same person"


def test_the_mailbox_of_an_office_goes_from_hand_to_hand(database: Database, now: datetime) -> None:
    hoa = ("PYT", "focal_point", HOA, "vanthu@b.vn")
    load(database, file(lan("vanthu@b.vn")), now)
    load(database, file(lan("bỏ"), hoa), now)
    assert boxes(database) == {"vanthu@b.vn": HOA}
    load(database, file(lan("vanthu@b.vn"), (*hoa[:3], "hoa@b.vn")), now)
    assert boxes(database) == {"vanthu@b.vn": LAN, "hoa@b.vn": HOA}
    who = person_id(database)
    with database.transaction() as session:
        unit = session.scalars(select(Unit).where(Unit.code == "PYT")).one()
        leave(session, who, unit.id, "focal_point", now)
    load(database, file(("PYT", "focal_point", AN, "vanthu@b.vn")), now)
    assert boxes(database) == {"vanthu@b.vn": AN, "hoa@b.vn": HOA}, "who has left needs it no more"
    assert load(database, file(lan("vanthu@b.vn")), now) == [], "and is not given it back by an unchanged line"


def test_the_mailbox_of_an_office_may_be_several_peoples(database: Database, now: datetime) -> None:
    """In one file or one after the other; each has an entry of their own, and it is said."""
    hoa = ("PYT", "focal_point", HOA, "vanthu@b.vn")
    assert notes(database, file(lan("vanthu@b.vn"), hoa), now) == [
        f"vanthu@b.vn là hộp thư chung của “{LAN}”, “{HOA}”; mỗi thư ghi rõ gửi cho ai và chỉ mở cho người ấy"
    ]
    load(database, file(lan("vanthu@b.vn")), now)
    load(database, file(hoa), now)
    entries = {f"vanthu@b.vn#{person_id(database, HOA)}": HOA, "vanthu@b.vn": LAN}
    assert boxes(database) == entries
    assert load(database, file(lan("vanthu@b.vn"), hoa), now) == []
    assert notes(database, file(lan("vanthu@b.vn"), hoa), now) == [], "told once"
    load(database, file(hoa, ("PKT", "deputy", HOA, "vanthu@b.vn")), now)
    assert boxes(database) == entries, "in another unit it is the same person"
    assert len(rows(database, Person)) == 2
    load(database, file(lan("bỏ")), now)
    assert list(boxes(database).values()) == [HOA]
    load(database, file((*hoa[:3], "bỏ"), ("PKT", "deputy", HOA, "bỏ")), now)
    assert boxes(database) == {}


HUNG, HUWNG = "Nguyễn Văn Hùng", "Nguyễn Văn Hưng"


def test_colleagues_whose_names_differ_by_a_mark_stay_two(database: Database, now: datetime) -> None:
    def twin(name: str, email: str) -> tuple[str, str, str, str]:
        return "PYT", "focal_point", name, email

    both = file(twin(HUNG, "hung@b.vn"), twin(HUWNG, "huwng@b.vn"))
    said = [f"“{HUWNG}” và “{HUNG}” ở PYT chỉ khác dấu: là hai người"]
    assert notes(database, both, now) == said
    load(database, file(twin(HUNG, "hung@b.vn")), now)
    assert notes(database, both, now) == said
    load(database, both, now)
    assert boxes(database) == {"hung@b.vn": HUNG, "huwng@b.vn": HUWNG}
    with database.transaction() as session:
        organisation = session.scalars(select(Organisation.id)).one()
        assert [one.name for one in wanted(session, organisation, now) if one.name] == [HUNG, HUWNG], "both are invited"
    joins(database, HUNG, now)
    with database.transaction() as session:
        assert [one.name for one in wanted(session, organisation, now) if one.name] == [HUWNG]


def test_one_whose_tone_stands_elsewhere_is_one(database: Database, now: datetime) -> None:
    load(database, file(("PYT", "focal_point", "Lê Hòa", "hoa@b.vn")), now)
    assert load(database, file(("PYT", "focal_point", "Lê Hoà", "hoa@b.vn")), now) == []
    assert len(rows(database, Person)) == 1
    [said] = problems(database, file(("PYT", "deputy", "Lê Hòa", None), ("PYT", "deputy", "Lê Hoà", None)), now)
    assert "mỗi người chỉ ghi một lần, hai người trùng họ tên thì ghi thêm để phân biệt" in said


@pytest.mark.parametrize("bad", ["lan", "lan@coquan", "'@lan'", "lan@coquan.vn;an@coquan.vn", "lán@coquan.vn"])
def test_what_is_no_mailbox_is_told_by_its_line(database: Database, now: datetime, bad: str) -> None:
    [said] = problems(database, file(lan(bad)), now)
    assert said.startswith("dòng 42: people[0].email: “")
    assert "” không dùng được; " in said
    assert "địa chỉ" in said


@each(
    ("typed", "cure"),
    [
        ("-", "; chưa có hộp thư thì để trống; có thì ghi địa chỉ e-mail như ten@coquan.vn"),
        ("chưa có", "; chưa có hộp thư thì để trống; có thì ghi địa chỉ e-mail như ten@coquan.vn"),
        ("n/a", "; chưa có hộp thư thì để trống; có thì ghi địa chỉ e-mail như ten@coquan.vn"),
        ("Lan <lan@coquan.vn>", "; chỉ ghi địa chỉ: lan@coquan.vn"),
        ("Email: lan@coquan.vn", "; chỉ ghi địa chỉ: lan@coquan.vn"),
        ("lan@coquan.vn (cơ quan)", "; chỉ ghi địa chỉ: lan@coquan.vn"),
        ("lan@coquan.vn - 0912345678", "; chỉ ghi địa chỉ: lan@coquan.vn"),
        ("lan@coquan.vn.", "; chỉ ghi địa chỉ: lan@coquan.vn"),
        ("lan@coquan.vn; an@coquan.vn", "; mỗi người chỉ ghi một địa chỉ: lan@coquan.vn hoặc an@coquan.vn"),
        ("lan@coquan.vn/an@coquan.vn", "; cần một địa chỉ e-mail như ten@coquan.vn"),
        ("lán@coquan.vn", "; địa chỉ e-mail không có dấu: lan@coquan.vn?"),
        ("lan @coquan.vn", "; địa chỉ e-mail không có dấu cách: lan@coquan.vn?"),
        ("lan@coquan", "; cần một địa chỉ e-mail như ten@coquan.vn"),
    ],
)
def test_what_to_write_in_its_place(typed: str, cure: str) -> None:
    with pytest.raises(ValidationError) as caught:
        PersonEntry.model_validate({"unit": "PYT", "role": "focal_point", "name": "Lan", "email": typed})
    [error] = caught.value.errors()
    assert as_read(error["ctx"]["error"]).endswith(cure)


def test_in_the_workbook_everything_wrong_is_told_by_its_cell(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    with database.transaction() as session:
        organisation = session.scalars(select(Organisation.id)).one()
        book = load_workbook(BytesIO(write_workbook(present(session, organisation, now))))
    sheet = book["Người"]
    for at, (name, email) in enumerate([(LAN, "a@b.vn"), (AN, "a@b.vn"), (HOA, "không có")], 2):
        for column, value in enumerate(["PYT", "đầu mối", name, email], 1):
            sheet.cell(at, column, value)
    content = BytesIO()
    book.save(content)
    assert problems(database, content.getvalue(), now) == [
        "trang “Người”, ô D4 (E-mail): “không có” không dùng được; chưa có hộp thư thì để trống; "
        "có thì ghi địa chỉ e-mail như ten@coquan.vn",
    ]


def test_exported_it_loads_to_the_same(database: Database, now: datetime) -> None:
    load(database, file(lan("a@b.vn"), ("PKT", "deputy", AN, None)), now)
    with database.transaction() as session:
        organisation = session.scalars(select(Organisation.id)).one()
        tree = present(session, organisation, now)
    assert tree["people"] == [
        {"unit": "PYT", "role": "focal_point", "name": LAN, "email": "a@b.vn"},
        {"unit": "PKT", "role": "deputy", "name": AN},
    ]
    content = write_workbook(tree)
    assert load_workbook(BytesIO(content))["Người"]["D2"].value == "a@b.vn"
    assert load(database, content, now) == []
