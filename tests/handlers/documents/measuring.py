"""How long documents take to be written, and how much memory: `python -m tests.handlers.documents.measuring review 300
20 45` (units, periods, tasks), or `collation 300 1 45`. One at a time: a process remembers its highest peak."""

import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from handlers.collating.word import report_document
from handlers.plan_reviews.word import review_document
from handlers.words import Words
from tests.handlers.documents.collated import collated
from tests.handlers.documents.reviewed import reviewed


def write(kind: str, path: Path, units: int, periods: int, tasks: int) -> float:
    """Seconds that it took."""
    if kind == "review":
        review = reviewed(units, periods, tasks)
        began = time.process_time()
        review_document.write(path, Words(), review)
    else:
        collation = collated(units, tasks)
        began = time.process_time()
        report_document.write(path, Words(), collation)
    return time.process_time() - began


def main(kind: str, *counts: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        units, periods, tasks = map(int, counts)
        seconds = write(kind, path, units, periods, tasks)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{kind} {' × '.join(counts)}: {seconds:.1f} s, {path.stat().st_size // 1024} kB, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main(*sys.argv[1:])
