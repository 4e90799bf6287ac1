"""A small setup file to be spoilt and changed line by line."""

from datetime import datetime

from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.setup import apply_setup, read_setup
from tests.storage.setup.in_vietnamese import all_read

CALENDAR = work_calendar()
SMALL = """\
version: 1
organisation: {code: THU, name: Thành ủy}
unit_classes:
  - {code: BAN, name: Các ban}
  - {code: DANG, name: Cơ sở đảng}
units:
  - {code: BTG, name: Ban Tuyên giáo}
  - {code: PKT, name: Phòng Kinh tế, classes: [BAN]}
  - {code: PYT, name: Phòng Y tế, classes: [BAN]}
plans:
  - code: KH
    title: Kế hoạch
    coordinators: {lead: BTG, with: [PKT]}
    task_groups: [{code: II.1, title: Một}, {code: II.2, title: Hai}]
    tasks:
      - {code: "1.1", group: II.1, title: Việc một}
      - {code: "1.10", group: II.2, title: Việc mười}
requirements:
  - code: QUY
    plan: KH
    title: Báo cáo quý
    units: {classes: [BAN]}
    tasks: {codes: ["1.1"], groups: [II.2]}
    period: {type: quarterly, from: 2026-10-01, until: 2030-12-31}
    data_window: decree_09
    due: {month: last, day: 17}
    reminders: chuan
  - code: NGAY
    plan: KH
    title: Báo cáo ngay
    units: {lead: PKT, with: [PYT]}
    tasks: all
    period: {type: once, opens: +0s, due: +90s}
reminder_policies:
  - code: chuan
    quiet_hours: {from: "20:00", to: "07:30"}
    working_days_only: true
    steps:
      - {before: 5wd, at: "08:30", to: [focal_point]}
      - {every: 1d, to: [focal_point, unit_leader]}
"""


def changed(*pairs: tuple[str, str], text: str = SMALL) -> str:
    """The text with each of these pieces, found exactly once, replaced."""
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def load(database: Database, text: str, now: datetime) -> list[str]:
    return all_read(database.do(apply_setup, read_setup(text), now, CALENDAR).lines)
