"""What the tests of the English shell share: what is Vietnamese in a text, and a setup that has none of it."""

import re
import unicodedata

SETUP = """\
version: 1
organisation: {code: DL, name: City of Roses, timezone: Asia/Ho_Chi_Minh}
unit_classes: [{code: OFFICES, name: Offices}]
units:
  - {code: HQ, name: Head Office}
  - {code: PKT, name: Trade Office, classes: [OFFICES]}
  - {code: PYT, name: Health Office, classes: [OFFICES]}
people:
  - {unit: PKT, role: focal_point, name: Ann Lee, email: ann@roses.example.vn}
  - {unit: PYT, role: focal_point, name: Bob Roe}
plans:
  - code: PLAN
    title: Science plan
    coordinators: {lead: HQ}
    tasks:
      - {code: "2.7", title: Fund for science}
      - {code: "3.1", title: Coffee and flowers}
requirements:
  - code: QUARTER
    plan: PLAN
    title: Quarterly report
    units: {classes: [OFFICES]}
    tasks: all
    period: {type: quarterly, from: 2026-10-01, until: 2040-12-31}
    due: {month: last, day: 17, time: "17:00"}
    reminders: quiet
reminder_policies:
  - code: quiet
    steps: [{before: 5wd, to: [focal_point]}]
"""

_MARKS = {"\u0302", "\u0306", "\u031b", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_OUR_NAME = "Đôn Đốc"


def vietnamese(said: str) -> list[str]:
    """Return the words with Vietnamese letters; the name of the program is one in every language."""
    return [word for word in re.findall(r"\w+", said.replace(_OUR_NAME, "")) if _has_marks(word)]


def _has_marks(word: str) -> bool:
    return "đ" in word.lower() or not _MARKS.isdisjoint(unicodedata.normalize("NFD", word))
