"""Communes and offices that owe the same quarterly report, some also a monthly one; Mai reports for two of them."""

from storage.db.database import Database
from storage.setup import load_setup
from storage.tables import Draft, DraftEntry, Obligation, Organisation, Requirement, Task, Unit
from tests.world import World

LAN, MAI, MAI_ZALO, AN, TUAN = "100", "200", "z-mai", "300", "900"
RIGHT = "Đúng, ghi vào nháp"
SETUP = """\
version: 1
organisation: {code: OWN, name: Ủy ban nhân dân huyện}
unit_classes: [{code: XA, name: Các xã}, {code: PHONG, name: Các phòng chuyên môn}]
units:
  - {code: VP, name: Văn phòng}
  - {code: PYT, name: Phòng Y tế, classes: [PHONG]}
  - {code: X1, name: Xã Tân Phú, classes: [XA]}
  - {code: X2, name: Xã Hòa Lợi, classes: [XA]}
  - {code: X3, name: Xã Tân An, classes: [XA]}
  - {code: T1, name: Trạm Y tế Hòa Lợi}
plans:
  - code: KH
    title: Kế hoạch cải cách
    coordinators: {lead: VP}
    tasks:
      - {code: "1.1", title: Rà soát thủ tục}
      - {code: "2.7", title: Tập huấn một cửa}
      - {code: "3.1", title: Trồng rừng}
  - code: YT
    title: Kế hoạch bảo hiểm y tế
    coordinators: {lead: VP}
    tasks: [{code: "5.1", title: Vận động người dân}, {code: "5.2", title: Cấp thẻ}]
requirements:
  - code: QUY
    plan: KH
    title: Báo cáo quý
    units: {classes: [XA, PHONG]}
    tasks: all
    period: {type: quarterly, from: 2026-10-01}
    due: {month: last, day: 17, time: "17:00"}
  - code: BHYT
    plan: YT
    title: Báo cáo tháng bảo hiểm y tế
    units: {classes: [XA]}
    tasks: all
    period: {type: monthly, from: 2026-12-01}
    due: {after_period: 5d, time: "17:00"}
"""


def load(world: World, *changes: tuple[str, str]) -> None:
    text = SETUP
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with world.database.transaction() as session:
        own = session.get_one(Organisation, world.organisation_id).code
        load_setup(session, text.replace("OWN", own), world.now, world.context.calendar)


def communes(database: Database) -> World:
    world = World(database)
    world.at("2026-12-15 09:00")
    load(world)
    world.person("X1", "focal_point", "Lan", LAN)
    mai = world.person("X2", "focal_point", "Mai", MAI)
    world.appoint(mai, "X3", "focal_point")
    world.address(mai, MAI_ZALO, channel="zalo")
    world.person("PYT", "focal_point", "An", AN)
    world.person("VP", "coordinator", "Tuấn", TUAN)
    return world


def kept(world: World) -> dict[str, set[str]]:
    """Which tasks the drafts speak of, by unit and report: {"X2 QUY": {"3.1"}}."""
    units, codes = ({one.id: one.code for one in world.all(kind)} for kind in (Unit, Task))
    reports = {one.id: one.code for one in world.all(Requirement)}
    of = {one.id: reports[one.requirement_id] for one in world.all(Obligation)}
    drafts = {one.id: f"{units[one.unit_id]} {of[one.obligation_id]}" for one in world.all(Draft)}
    found: dict[str, set[str]] = {}
    for entry in world.all(DraftEntry):
        if entry.answers:
            found.setdefault(drafts[entry.draft_id], set()).add(codes[entry.task_id])
    return found


def hand_in(world: World, chat: str, text: str) -> None:
    world.says(chat, text)
    world.presses(chat, RIGHT)
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")


def lock(world: World, name: str) -> None:
    world.says(TUAN, f"/duyet {name}")
    world.presses(TUAN, "Xem 1")
    world.presses(TUAN, "Chấp nhận")
