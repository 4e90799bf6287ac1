"""`python -m tests.bench [--quick] [part …]`: measures, prints the table, and fails where a limit does."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time

from tests.bench.processes import ROOT
from tests.bench.results import Figure, table

PARTS = {
    "sending": "Sending from the outbox",
    "receiving": "Receiving",
    "pacing": "Under a limit",
    "pressing": "A press among reminders",
    "ticking": "The clock",
    "starting": "Start and memory",
    "doubling": "Two processes",
    "setup": "Setup",
    "understanding": "Typed replies",
    "listing": "Lists",
    "collating": "Collating",
    "plan_reviewing": "The review of a plan",
    "country": "A whole country",
}
MOST_SECONDS = 300.0  # for one part: twice what the longest takes on a machine that has nothing else to do


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
    figures = _measured(name, quick)
    print(table(figures), flush=True)
    return figures


def _measured(name: str, quick: bool) -> list[Figure]:
    command = [sys.executable, "-m", "tests.bench.part", json.dumps({"part": name, "quick": quick})]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT) as process:
        try:
            said, _ = process.communicate(timeout=MOST_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # with the servers and bots that it started
            said = ""
    if process.returncode:
        return [Figure(f"{name}: could not be measured", 1, "", 0)]
    return [Figure(**figure) for figure in json.loads(said.strip().splitlines()[-1])["figures"]]


if __name__ == "__main__":
    main()
