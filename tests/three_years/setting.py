"""The example plan of the documentation, with 32 units that report each quarter over three years, and what changes in
it on the way: a unit gets another name, two are merged, a form asks otherwise."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from tests.scans import ROOT

EXAMPLE = ROOT / "docs/examples/thanh-uy.yaml"
QUARTERLY, YEARLY, HALF_YEARLY = "KHCN-QUY", "KHCN-NAM", "KHCN-GIAMSAT"
TITLES = {QUARTERLY: "Báo cáo quý", YEARLY: "Báo cáo sơ kết năm", HALF_YEARLY: "Kết quả giám sát, phản biện xã hội"}
YEARS = (2026, 2027, 2028)
PERIODS = {
    QUARTERLY: [f"{year}-Q{number}" for year in YEARS for number in (1, 2, 3, 4)],
    HALF_YEARLY: [f"{year}-H{number}" for year in YEARS for number in (1, 2)],
    YEARLY: [str(year) for year in YEARS],
}
NEW_WARDS = (
    "phường Hướng Dương", "phường Cúc Trắng", "phường Lan Rừng", "phường Hồng Nhung", "phường Sen Vàng",
    "phường Ngọc Lan", "phường Phượng Tím", "phường Lưu Ly", "phường Thạch Thảo", "phường Đỗ Quyên",
    "phường Mai Vàng", "phường Trà My", "phường Oải Hương", "phường Cẩm Chướng", "xã Suối Vàng", "xã Đất Đỏ",
    "xã Hồ Xanh", "xã Rừng Thông", "xã Đồi Cỏ",
)  # fmt: skip
RENAMED, OLD_NAME, NEW_NAME = "X01", "Đảng ủy xã Suối Thông", "Đảng ủy phường Suối Thông"
RENAMED_ON = date(2027, 1, 1)
MERGED, MERGER, MERGER_NAME = ("P03", "P04"), "P05", "Đảng ủy phường Hoa Ban"
MERGED_ON = date(2027, 7, 1)
FORM_CHANGES = "2027-Q3"  # the first quarter that is asked otherwise


@dataclass(frozen=True)
class Asked:
    """A field of the form, as the setup file says it."""

    code: str
    name: str
    task: str
    unit: str = ""
    over: str = "sum"
    target: float | None = None
    kind: str = "number"

    @property
    def tree(self) -> dict[str, Any]:
        tree: dict[str, Any] = {"code": self.code, "name": self.name, "kind": self.kind, "tasks": [self.task]}
        if self.kind == "number":
            tree |= {"unit": self.unit, "over_units": self.over, "may_exceed": True}
            tree |= {} if self.target is None else {"target": self.target}
        return tree


CLASSES = Asked("lop", "Lớp tập huấn", "1.1", "lớp", "sum", 10)
FUNDS = Asked("co_quy", "Doanh nghiệp có quỹ", "2.7", "%", "mean", 60)
HOUSEHOLDS = Asked("chuyen_giao", "Quy mô chuyển giao", "4.8", "hộ", "sum", 40)
PEOPLE = Asked("chuyen_giao", "Quy mô chuyển giao", "4.8", "người", "sum", 120)
BRANDS = Asked("nhan_hieu", "Nhãn hiệu đăng ký", "5.2", "nhãn hiệu", "max")
PARTNERS = Asked("doi_tac", "Đối tác hợp tác", "6.2", "đơn vị", "last", 25)
PROGRAMME = Asked("ke_hoach", "Kế hoạch triển khai", "T.1", kind="document")
FORM = (CLASSES, FUNDS, HOUSEHOLDS, PARTNERS, PROGRAMME)
LATER_FORM = (CLASSES, FUNDS, PEOPLE, BRANDS, PARTNERS, PROGRAMME)


def example() -> dict[str, Any]:
    """The example as it stands, with more wards, and three years that are over."""
    tree: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(EXAMPLE.read_text()), default=str))
    tree["units"] += [
        {"code": f"{'P' if name.startswith('phường') else 'X'}{number}", "name": f"Đảng ủy {name}",
         "classes": ["CO_SO_DANG"]}
        for number, name in enumerate(NEW_WARDS, 11)
    ]  # fmt: skip
    tree["requirements"] = [one for one in tree["requirements"] if one["code"] in PERIODS]
    for one in tree["requirements"]:
        one["period"] |= {"from": "2026-01-01", "until": "2028-12-31"}
        one["fields"] = [field.tree for field in FORM] if one["code"] == QUARTERLY else []
    return tree


def owing(tree: dict[str, Any], classes: tuple[str, ...] = ("CO_SO_DANG", "PHONG_BAN", "DOAN_THE")) -> dict[str, str]:
    """The names of the units that owe reports, by their codes."""
    return {one["code"]: one["name"] for one in tree["units"] if {*classes} & {*one.get("classes", ())}}


def renamed(tree: dict[str, Any]) -> dict[str, Any]:
    return tree | {
        "unit_changes": [
            {"kind": "rename", "date": str(RENAMED_ON), "basis": "12-NQ/TU", "before": [RENAMED], "name": NEW_NAME}
        ]
    }


def merged(tree: dict[str, Any]) -> dict[str, Any]:
    new = {"code": MERGER, "name": MERGER_NAME, "classes": ["CO_SO_DANG"]}
    change = {
        "kind": "merge", "date": str(MERGED_ON), "basis": "15-NQ/TU", "before": [*MERGED], "after": [MERGER],
    }  # fmt: skip
    return tree | {
        "units": [*tree["units"], new],
        "unit_changes": [*tree["unit_changes"], change],
    }


def asking_otherwise(tree: dict[str, Any]) -> dict[str, Any]:
    requirements = [
        one | {"fields": [field.tree for field in LATER_FORM]} if one["code"] == QUARTERLY else one
        for one in tree["requirements"]
    ]
    return tree | {"requirements": requirements}
