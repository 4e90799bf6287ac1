"""Play the example plan, and keep its papers to be looked at: `python -m tests.three_years --to FOLDER`. With
`--pictures docs/pictures` the guide's pictures of documents are drawn anew; that needs LibreOffice."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.databases import known_database, migrated_sqlite
from tests.three_years import papers, pictures


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.three_years", description=__doc__)
    parser.add_argument("--to", type=Path, required=True, help="the folder; what is there already is written over")
    parser.add_argument("--seed", type=int, default=papers.SEED, help=f"another play ({papers.SEED})")
    parser.add_argument("--pictures", type=Path, help="the folder for the guide's pictures")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        database = known_database(f"sqlite:///{migrated_sqlite(Path(folder))}")
        for paper in papers.played(database, given.seed):
            paper.kept_in(given.to)
            print(given.to / paper.name, flush=True)
        database.close()
    for picture in pictures.taken(given.to, given.pictures) if given.pictures else ():
        print(picture, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
