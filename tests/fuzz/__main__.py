"""Throws updates of every kind and shape at the program and sees that nobody gets or changes what is not theirs."""

import argparse
import asyncio
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.db.database import Database
from tests.databases import memory_folder, migrated_sqlite
from tests.fuzz.run import Fuzz
from tests.town import Town


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--updates", type=int, default=100_000, help="how many (100000)")
    parser.add_argument("--seconds", type=float, default=3600, help="no more after that time (3600)")
    parser.add_argument("--seed", type=int, default=1, help="draws everything (1)")
    given = parser.parse_args()
    with memory_folder() as memory, TemporaryDirectory(dir=memory) as folder:
        made = migrated_sqlite(Path(folder))
        with closing(Database(f"sqlite:///{made}")) as database:
            town = Town(database)
        fuzz = Fuzz(town, Path(folder), given.seed)
        try:
            asyncio.run(fuzz.run(given.updates, given.seconds))
        finally:
            print(f"seed {given.seed}: {fuzz.figures}")
    return 0 if fuzz.figures.updates >= given.updates else 1


if __name__ == "__main__":
    sys.exit(main())
