"""Setup files of the journeys: one office, and reports that fall due within seconds."""

from dataclasses import dataclass

AWKWARD = "Phòng Kinh tế & <Hạ tầng>"

OFFICE = f"""
version: 1
organisation: {{code: THU, name: Thành ủy Đà Lạt (chạy thử), timezone: Asia/Ho_Chi_Minh}}
unit_classes: [{{code: BAN_NGANH, name: "Các ban, ngành"}}, {{code: TONG_HOP, name: Cơ quan tổng hợp}}]
units:
  - {{code: BTG, name: Ban Tuyên giáo, classes: [TONG_HOP]}}
  - {{code: PKT, name: "{AWKWARD}", classes: [BAN_NGANH]}}
  - {{code: PYT, name: Phòng Y tế, classes: [BAN_NGANH]}}
  - {{code: PNV, name: Phòng Nội vụ, classes: [BAN_NGANH]}}
plans:
  - code: KHCN
    title: Kế hoạch khoa học và công nghệ
    issuer: Ban Thường vụ
    coordinators: {{lead: BTG}}
    task_groups: [{{code: II.2, title: Cơ chế}}, {{code: II.3, title: Ứng dụng}}]
    tasks:
      - {{code: "2.7", group: II.2, title: Quỹ phát triển KH&CN tại doanh nghiệp}}
      - {{code: "3.1", group: II.3, title: "Ứng dụng KH&CN cho rau, hoa, cà phê"}}
requirements:
  - code: SAU-NAY
    plan: KHCN
    title: Báo cáo tổng kết
    units: {{classes: [BAN_NGANH]}}
    tasks: all
    period: {{type: once, opens: +1000d, due: +1100d}}
"""
"""An office whose units owe nothing for years."""


@dataclass(frozen=True, slots=True)
class Times:
    """When what happens, in seconds: `due` after loading, two reminders `before` it, one `after` it, then `every`."""

    due: int
    before: tuple[int, int]
    after: int
    every: int

    @property
    def first_repetition(self) -> int:
        """Seconds from loading to the first of those that repeat."""
        return self.due + self.after + self.every

    def steps(self) -> list[str]:
        return [
            *(f"{{before: {seconds}s, to: [focal_point]}}" for seconds in self.before),
            f"{{after: {self.after}s, to: [focal_point, unit_leader]}}",
            f"{{every: {self.every}s, to: [focal_point, unit_leader, coordinator]}}",
        ]


QUICK = Times(due=24, before=(20, 12), after=2, every=8)
"""Twelve seconds for two to hand in before it is late: a machine that does three things beside keeps them too."""


def with_report(due: int, steps: list[str], units: str = "classes: [BAN_NGANH]") -> str:
    """The office with a report that falls due so many seconds after it is loaded, reminded of by these steps."""
    listed = "".join(f"\n      - {step}" for step in steps)
    return f"""{OFFICE}
  - code: DOT-XUAT
    plan: KHCN
    title: Báo cáo đột xuất
    units: {{{units}}}
    tasks: all
    period: {{type: once, opens: +0s, due: +{due}s}}
    reminders: quick
reminder_policies:
  - code: quick
    quiet_hours: null
    working_days_only: false
    steps:{listed}
"""


def with_cycle(times: Times) -> str:
    return with_report(times.due, times.steps())


IN_AN_HOUR = with_report(3600, ["{before: 5m, to: [focal_point]}"])
"""An office whose three units may report now, and are not reminded yet."""
