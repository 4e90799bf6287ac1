"""`python -m tests.chaos`: kills the program as often as asked, prints the figures, fails where something is lost."""

import argparse
import asyncio
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.chaos import disks, storms
from tests.chaos.books import Books
from tests.chaos.run import Chaos, Plan
from tests.databases import memory_folder, postgres_server


def main() -> int:
    arguments = _arguments()
    for name in [name for name in os.environ if name.upper().startswith("DONDOC_")]:
        del os.environ[name]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-")))
        os.chdir(folder)
        stack.callback(os.chdir, "/")
        if not disks.can_mount():
            print("not root: for a full disk no file of the program's may grow", file=sys.stderr)
        if arguments.postgres:
            memory = stack.enter_context(memory_folder())
            disk = _disk(stack, memory / "disk", disks.FOR_POSTGRES)
            server = stack.enter_context(postgres_server(disk or memory))
            server.run("ALTER SYSTEM SET max_wal_size = '64MB'")
            server.run("SELECT pg_reload_conf()")
            url, weather = server.new(), storms.ON_POSTGRES
            Books(url).make_durable()
        else:
            disk = _disk(stack, folder / "disk", disks.FOR_SQLITE)
            url, weather = f"sqlite:///{disk or folder}/office.db", storms.ON_SQLITE
        plan = Plan(arguments.kills, arguments.seconds, arguments.seed, processes=2 if arguments.postgres else 1)
        chaos = Chaos(plan, url, weather, disk)
        try:
            figures = asyncio.run(chaos.run())
        except BaseException:
            print(chaos.figures)
            raise
    print(f"{'PostgreSQL, two processes' if arguments.postgres else 'SQLite'}, seed {plan.seed}\n{figures}")
    return 0 if figures.is_good else 1


def _disk(stack: ExitStack, place: Path, size: int) -> Path | None:
    return stack.enter_context(disks.small_disk(place, size)) if disks.can_mount() else None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="how often the program is killed (200)")
    parser.add_argument("--seconds", type=float, default=900, help="no more kills after that time (900)")
    parser.add_argument("--seed", type=int, default=1, help="draws faults, steps and what people do (1)")
    parser.add_argument("--postgres", action="store_true", help="two processes on PostgreSQL instead of one on SQLite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
