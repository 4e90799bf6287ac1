"""A commune with villages, schools and offices in classes, all of them late, and who follows them."""

from storage.db.database import Database
from storage.following import nudges
from storage.tables import AuditEvent, UnitClass, UnitMembership
from tests.world import World

TUAN = "900"
UNITS = {
    "VP": "Văn phòng HĐND và UBND",
    "B01": "Thôn 1",
    "B02": "Thôn 10",
    "B03": "Thôn Tân Thành",
    "B04": "Thôn Tân Thạnh",
    "B05": "Buôn Ea Súp",
    "T01": "Trường Tiểu học Lê Quý Đôn",
    "T02": "Trường THCS Lê Quý Đôn",
    "T03": "Trường Mầm non Hoa Pơ Lang",
    "N02": "Hội Liên hiệp Phụ nữ",
    "N04": "Trạm Y tế",
}
CLASSES = {
    "THON": ("Các thôn, buôn", ("B01", "B02", "B03", "B04", "B05")),
    "TRUONG": ("Các trường học", ("T01", "T02", "T03")),
    "NGANH": ("Các ban, ngành", ("N02", "N04")),
}
REPORTING = frozenset(UNITS) - {"VP"}


def commune(database: Database) -> World:
    world = World(database)
    world.furnish(UNITS, reporting=list(UNITS)[1:])
    for code, (name, members) in CLASSES.items():
        class_id = world._add(UnitClass(organisation_id=world.organisation_id, code=code, name=name))
        for unit in members:
            world._add(
                UnitMembership(organisation_id=world.organisation_id, unit_id=world.unit_id(unit), class_id=class_id)
            )
    world.person("VP", "coordinator", "Tuấn", TUAN)
    for number, code in enumerate(list(UNITS)[1:]):
        world.person(code, "focal_point", f"Người của {code}", str(100 + number))
    world.at("2026-12-19 09:00")
    return world


def urged(world: World) -> set[str]:
    """The codes of the units that were urged so far."""
    codes = {f"obligation:{world.obligation_id(code)}": code for code in REPORTING}
    return {codes[event.subject] for event in world.all(AuditEvent) if event.action == nudges.UNIT_NUDGED}
