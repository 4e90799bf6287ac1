"""A second organisation in the same database: its people live beside those of the first, and see nothing of it."""

from tests.lives import people
from tests.lives.drawing import Draw
from tests.lives.house import House

SETUP = """
version: 1
organisation: {code: BEN, name: Huyện ủy bên cạnh}
units:
  - {code: V0, name: Ban Tuyên giáo ⟦V0⟧}
  - {code: V1, name: Phường 1 ⟦V1⟧}
  - {code: V2, name: Xã Cẩm Giang ⟦V2⟧}
plans:
  - code: KH0
    title: Kế hoạch của bên cạnh
    coordinators: {lead: V0}
    tasks: [{code: "2.7", title: Quỹ phát triển}, {code: "3.1", title: Ứng dụng}]
reminder_policies:
  - {code: NHAC0, steps: [{before: 2d, to: [focal_point]}, {after: 1d, to: [focal_point, coordinator]}]}
requirements:
  - code: BEN0
    plan: KH0
    title: Báo cáo bên cạnh
    units: {codes: [V1, V2]}
    tasks: all
    period: {type: weekly}
    due: {weekday: 7}
    reminders: NHAC0
"""
SEATS = (
    ("V0", "coordinator", "Trần Văn Hùng"), ("V0", "admin", "Lê Bên"), ("V1", "focal_point", "Nguyễn Thị Lan"),
    ("V2", "focal_point", "Hoàng Anh"),
)  # fmt: skip


def move_in(house: House, draw: Draw) -> None:
    house.loads_beside(SETUP)
    for seat in SEATS:
        people.joins(house, draw, seat)
