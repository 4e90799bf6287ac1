"""A whole district's setup loaded from Excel by `dondoc load`: 2,000 units and 5,000 people; and loaded again."""

import subprocess
import sys
import time
from pathlib import Path

from storage.setup.workbook import write_workbook
from tests.bench.processes import ROOT
from tests.bench.results import Figure

UNITS, PEOPLE = 2_000, 5_000


def measure(folder: Path, quick: bool) -> list[Figure]:
    share = 10 if quick else 1
    file = folder / "setup.xlsx"
    file.write_bytes(write_workbook(_tree(UNITS // share, PEOPLE // share)))
    first, again = (_seconds(folder, "load", file) for _ in range(2))
    exported = _seconds(folder, "export", folder / "out.xlsx")
    size = f"{UNITS // share:,} units and {PEOPLE // share:,} people"
    return [
        Figure(f"{size} from Excel, empty place", first, "s", 20.0),
        Figure("  the same file again, nothing changes", again, "s"),
        Figure("  into Excel", exported, "s"),
    ]


def _seconds(folder: Path, *arguments: str | Path) -> float:
    """Of the whole command, from its start to its end."""
    code = "from bot.cli import app; app()"
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "DONDOC_DATABASE_URL": f"sqlite:///{folder / 'setup.db'}"}
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=folder, env=environment, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.monotonic() - began


def _tree(units: int, people: int) -> dict[str, object]:
    """A department with its communes, a plan of seven tasks and a quarterly report."""
    return {
        "organisation": {"code": "TINH", "name": "Tỉnh ủy Hoa Mai"},
        "unit_classes": [{"code": "XA", "name": "Các xã, phường"}],
        "units": [
            {"code": "VP", "name": "Văn phòng Tỉnh ủy"},
            *({"code": f"X{n:05}", "name": f"Đảng ủy xã {n}", "classes": ["XA"]} for n in range(1, units)),
        ],
        "people": [
            {"unit": f"X{1 + n % (units - 1):05}", "role": "focal_point", "name": f"Nguyễn Văn {n}"}
            for n in range(people)
        ],
        "plans": [
            {
                "code": "KH",
                "title": "Kế hoạch",
                "coordinators": {"lead": "VP"},
                "tasks": [{"code": f"1.{n}", "title": f"Nhiệm vụ {n}"} for n in range(1, 8)],
            }
        ],
        "requirements": [
            {
                "code": "QUY",
                "plan": "KH",
                "title": "Báo cáo quý",
                "units": {"classes": ["XA"]},
                "tasks": "all",
                "period": {"type": "quarterly", "from": "2026-01-01"},
                "due": {"month": "last", "day": 17},
            }
        ],
    }
