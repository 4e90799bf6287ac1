"""`dondoc review` of 300 units over 20 periods with 45 tasks each, in a process of its own, and of half as many."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.plan_reviewing.quarters import populate
from tests.bench.processes import ROOT
from tests.bench.results import Figure

UNITS, PERIODS, TASKS = 300, 20, 45
MOST_SECONDS, MOST_MIB, LINEAR = 20.0, 400.0, 2.3


def measure(folder: Path, quick: bool) -> list[Figure]:
    periods = PERIODS // 4 if quick else PERIODS
    whole, half = f"sqlite:///{folder}/review.db", f"sqlite:///{folder}/half_review.db"
    populate(whole, UNITS, periods, TASKS)
    populate(half, UNITS // 2, periods, TASKS)
    seconds, mib, size = reviewed(whole, folder / "review.xlsx")
    less, _, _ = reviewed(half, folder / "half.xlsx")
    word, word_mib, _ = reviewed(whole, folder / "review.docx")
    return [
        Figure(f"review of {UNITS} units × {periods} periods × {TASKS} tasks as Excel", seconds, "s", MOST_SECONDS),
        Figure("  memory of that process, at most", mib, "MiB", MOST_MIB),
        Figure("  against half as many units", seconds / less, "×", LINEAR),
        Figure("  the file", size / 2**20, "MiB"),
        Figure("  the same as Word", word, "s", 15.0),
        Figure("  memory of that process, at most", word_mib, "MiB", MOST_MIB),
    ]


def reviewed(url: str, to: Path) -> tuple[float, float, int]:
    """Seconds from start to end of the command, the most memory it took in MiB, and the file's size in bytes."""
    command = [sys.executable, "-m", "tests.bench.plan_reviewing", str(to)]
    environment = {**os.environ, "DONDOC_DATABASE_URL": url}
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, float(done.stdout.split()[-1]), to.stat().st_size
