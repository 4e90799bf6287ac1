"""The office of the chaos: units whose people report all the time, and units that only hear reminders."""

from tests.journeys.installation import Guest

NUMBER_STEM = "DOT-XUAT"
REMIND_EVERY = 5  # seconds


def guests(prefix: str, count: int) -> list[Guest]:
    return [Guest(f"Người {code}", code) for code in _codes(prefix, count)]


def reporters(count: int) -> list[Guest]:
    return guests("BC", count)


def listeners(count: int) -> list[Guest]:
    return guests("NG", count)


def setup(reporting: int, listening: int) -> str:
    """Each unit owes one report that is due at once and is reminded of every few seconds until it is in."""
    units = [f"  - {{code: {code}, name: Phòng {code}, classes: [BAO_CAO]}}" for code in _codes("BC", reporting)]
    units += [f"  - {{code: {code}, name: Phòng {code}, classes: [NGHE]}}" for code in _codes("NG", listening)]
    return "\n".join([_HEAD, *units, _PLAN, _requirement(NUMBER_STEM, "BAO_CAO"), _requirement("CHO", "NGHE"), _POLICY])


def _codes(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{number:02}" for number in range(1, count + 1)]


def _requirement(code: str, units: str) -> str:
    return f"""  - code: {code}
    plan: KHCN
    title: Báo cáo {code}
    units: {{classes: [{units}]}}
    tasks: all
    period: {{type: once, opens: +0s, due: +3s}}
    reminders: always"""


_HEAD = """version: 1
organisation: {code: THU, name: Thành ủy Đà Lạt (chạy thử), timezone: Asia/Ho_Chi_Minh}
unit_classes: [{code: BAO_CAO, name: Đơn vị báo cáo}, {code: NGHE, name: Đơn vị nghe}, {code: TONG_HOP, name: Tổng hợp}]
units:
  - {code: BTG, name: Ban Tuyên giáo, classes: [TONG_HOP]}"""
_PLAN = """plans:
  - code: KHCN
    title: Kế hoạch khoa học và công nghệ
    issuer: Ban Thường vụ
    coordinators: {lead: BTG}
    task_groups: [{code: II, title: Cơ chế}]
    tasks: [{code: "2.7", group: II, title: Quỹ phát triển}, {code: "3.1", group: II, title: Ứng dụng}]
requirements:"""
_POLICY = f"""reminder_policies:
  - code: always
    quiet_hours: null
    working_days_only: false
    steps: [{{every: {REMIND_EVERY}s, to: [focal_point]}}]
"""
