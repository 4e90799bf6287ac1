"""`python -m tests.bench [--quick] [part …]`: measures, prints the table, and fails where a limit does."""

import argparse
import sys
import time

from tests.bench.processes import OURS, run
from tests.bench.results import Figure, table

PARTS = {
    "sending": "Sending from the outbox",
    "receiving": "Receiving",
    "pacing": "Under a limit",
    "pressing": "A press among reminders",
    "ticking": "The clock",
    "starting": "Start and memory",
    "doubling": "Two processes",
}
MOST_SECONDS = 170.0  # for one part


def main() -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    reader.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    reader.add_argument("--quick", action="store_true", help="shorter, and therefore less exact")
    given = reader.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        reader.error(f"no such part: {', '.join(sorted(unknown))}")
    began = time.monotonic()
    figures = [figure for name in given.parts or PARTS for figure in _shown(name, given.quick)]
    broken = [figure.what.strip() for figure in figures if not figure.holds]
    print(f"\n{time.monotonic() - began:.0f} s. " + (f"Limits broken: {'; '.join(broken)}" if broken else "All hold."))
    sys.exit(1 if broken else 0)


def _shown(name: str, quick: bool) -> list[Figure]:
    """Measures one part in a process of its own, so that none inherits another's memory or threads."""
    print(f"\n{PARTS[name]}", flush=True)
    found = run(OURS, "tests.bench.part", {"part": name, "quick": quick}, MOST_SECONDS)
    figures = [Figure(**figure) for figure in found["figures"]]
    print(table(figures), flush=True)
    return figures


if __name__ == "__main__":
    main()
