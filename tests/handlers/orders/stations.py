"""Communes and their health stations, which share the names of places, with two plans whose reports are late."""

from scheduler.tick import tick
from storage.db.database import Database
from storage.following import nudges
from storage.setup import load_setup
from storage.tables import AuditEvent, Obligation, Requirement, Unit
from tests.world import World

TUAN, LAN, TAM = "900", "101", "104"
SETUP = """
version: 1
organisation: {code: DALAT, name: Ủy ban nhân dân huyện}
unit_classes: [{code: XA, name: Các xã}, {code: PHONG, name: Các phòng chuyên môn}, {code: TRAM, name: Các trạm}]
units:
  - {code: VP, name: Văn phòng}
  - {code: PYT, name: Phòng Y tế, classes: [PHONG]}
  - {code: PNV, name: Phòng Nội vụ, classes: [PHONG]}
  - {code: X1, name: Xã Tân Phú, classes: [XA]}
  - {code: X2, name: Xã Hòa Lợi, classes: [XA]}
  - {code: X3, name: Xã Tân An, classes: [XA]}
  - {code: T1, name: Trạm Y tế Tân Phú, classes: [TRAM]}
  - {code: T2, name: Trạm Y tế Hòa Lợi, classes: [TRAM]}
plans:
  - code: KH
    title: Kế hoạch cải cách
    coordinators: {lead: VP}
    tasks: [{code: "1.1", title: Rà soát thủ tục}]
  - code: YT
    title: Kế hoạch bảo hiểm y tế
    coordinators: {lead: VP}
    tasks: [{code: "5.1", title: Vận động người dân}]
requirements:
  - code: QUY
    plan: KH
    title: Báo cáo quý
    units: {classes: [XA, PHONG, TRAM]}
    tasks: all
    period: {type: quarterly, from: 2026-10-01}
    due: {month: last, day: 17, time: "17:00"}
  - code: BHYT
    plan: YT
    title: Báo cáo tháng bảo hiểm y tế
    units: {classes: [XA]}
    tasks: all
    period: {type: monthly, from: 2026-11-01}
    due: {after_period: 5d, time: "17:00"}
"""
PEOPLE = {"X1": LAN, "X2": "102", "X3": "103", "T1": TAM, "T2": "105", "PYT": "106", "PNV": "107"}


def stations(database: Database) -> World:
    """Return it on 18 December: the quarter's report is late since yesterday, November's since the 7th."""
    world = World(database)
    world.at("2026-11-30 09:00")
    with database.transaction() as session:
        load_setup(session, SETUP, world.now, world.context.calendar)
    world.at("2026-12-18 09:00")
    world.person("VP", "coordinator", "Tuấn", TUAN)
    for code, chat in PEOPLE.items():
        world.person(code, "focal_point", f"Người của {code}", chat)
    with database.transaction() as session:
        tick(session, world.now, world.context.calendar)
    world.deliver()
    return world


def urged(world: World) -> set[str]:
    """Return what was urged for, as `X1/QUY/2026-Q4`."""
    units = {unit.id: unit.code for unit in world.all(Unit)}
    reports = {one.id: one.code for one in world.all(Requirement)}
    named = {
        f"obligation:{one.id}": f"{units[one.unit_id]}/{reports[one.requirement_id]}/{one.period_key}"
        for one in world.all(Obligation)
    }
    return {named[event.subject] for event in world.all(AuditEvent) if event.action == nudges.UNIT_NUDGED}
