"""Random offices live random weeks through the real program, for as long as it may take."""

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.db.database import Database
from tests.databases import known_database, memory_folder, migrated_sqlite, postgres_server
from tests.lives.covering import covering, wanted
from tests.lives.keys import pairs_of_keys
from tests.lives.life import Life, Lived, Step, Wrong, live
from tests.lives.shrinking import read_script, script, shrunk

Fresh = Callable[[], Callable[[], Database]]
"""Makes an empty migrated database; what it gives opens it, as often as the program starts anew."""
TELLS_EVERY = 5  # offices
ATTEMPTS, FEW_ATTEMPTS = 60, 8  # at making a failure small; few where the time is for finding others


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.lives", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="no further office after that time (60)")
    parser.add_argument("--offices", type=int, default=10**6, help="no more than so many")
    parser.add_argument("--weeks", type=float, default=6, help="so long lives an office (6)")
    parser.add_argument("--steps", type=int, default=150, help="in so many steps at most (150)")
    parser.add_argument("--seed", type=int, default=1, help="of the first office (1)")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL")
    parser.add_argument("--go-on", action="store_true", help="after a failure too; each kind of it is told once")
    parser.add_argument("--script", help="the steps to live, as a failure gives them")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(dir=stack.enter_context(memory_folder()))))
        return Run(given, stack.enter_context(databases(folder, postgres=given.postgres)), folder).run()


class Run:
    def __init__(self, given: argparse.Namespace, fresh: Fresh, folder: Path) -> None:
        self._given, self._fresh, self._folder = given, fresh, folder
        self._lived = Lived()
        self._known: dict[str, int] = {}

    def run(self) -> int:
        given, began = self._given, time.monotonic()
        if given.script is not None:
            found = self._attempt(given.seed, read_script(given.script))
            print(f"{found}\n{found.trace}" if found else "nothing is wrong")
            return 1 if found else 0
        for number, seed in enumerate(self._seeds()):
            if number >= given.offices or time.monotonic() - began > given.minutes * 60:
                break
            self._one(seed)
            if self._known and not given.go_on:
                break
            if number % TELLS_EVERY == TELLS_EVERY - 1:
                self._tell(began)
        self._tell(began)
        left = wanted() - pairs_of_keys(self._lived.pairs)
        if left and not self._known:
            print(f"too short: {len(left)} pairs of keys did not stand beside each other, such as {min(left)}")
        return 1 if self._known or left else 0

    def _seeds(self) -> Iterator[int]:
        """First those that have every two keys beside each other; then whatever comes."""
        yield from covering()
        yield from count(1000 * self._given.seed)

    def _one(self, seed: int) -> None:
        life = Life(seed, self._fresh(), self._folder)
        try:
            steps = live(life, self._given.steps, self._given.weeks)
        except Wrong as wrong:
            self._failed(seed, wrong)
        else:
            life.ends(self._lived, steps)

    def _failed(self, seed: int, wrong: Wrong) -> None:
        self._known[wrong.kind] = 1 + self._known.get(wrong.kind, 0)
        if self._known[wrong.kind] > 1:
            print(f"again: {wrong.kind} (office {seed})", flush=True)
            return
        print(f"\nWRONG: {wrong}\n{wrong.trace}", flush=True)
        most = FEW_ATTEMPTS if self._given.go_on else ATTEMPTS
        few = shrunk(wrong.steps, wrong.kind, lambda steps: self._attempt(seed, steps), most)
        on = " --postgres" if self._given.postgres else ""
        print(f'again by: make lives LIVES="--seed {seed}{on} --script {script(few) or ","}"\n', flush=True)

    def _attempt(self, seed: int, steps: Sequence[Step]) -> Wrong | None:
        try:
            live(Life(seed, self._fresh(), self._folder), steps)
        except Wrong as wrong:
            return wrong
        return None

    def _tell(self, began: float) -> None:
        kind = "PostgreSQL" if self._given.postgres else "SQLite"
        print(
            f"\n{time.strftime('%H:%M')}, after {(time.monotonic() - began) / 60:.0f} minutes on {kind}:\n{self._lived}"
        )
        failed = ", ".join(f"{number} × {kind}" for kind, number in self._known.items())
        print(f"failures: {failed or 'none'}", flush=True)


@contextmanager
def databases(folder: Path, *, postgres: bool) -> Iterator[Fresh]:
    """Each one takes the place of the one before."""
    if not postgres:
        template = migrated_sqlite(folder)

        def sqlite() -> Callable[[], Database]:
            for old in folder.glob("lived.db*"):
                old.unlink()
            path = shutil.copy(template, folder / "lived.db")
            return lambda: known_database(f"sqlite:///{path}")

        yield sqlite
        return
    with postgres_server(folder) as server:

        def anew() -> Callable[[], Database]:
            for old in made:
                server.drop(old)
            made[:] = [server.new(name="lived")]
            return lambda: known_database(made[0])

        made: list[str] = []
        yield anew


if __name__ == "__main__":
    sys.exit(main())
