"""Writes the next migration from what the tables say: `python -m storage.migrations.write "what changes"`.

`--first` throws all migrations away and writes the first anew; only while nothing has been released.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from storage.db.database import make_engine
from storage.db.migrate import configuration, migrating, revisions, upgrade

VERSIONS = Path(__file__).parent / "versions"


def write(message: str) -> None:
    """Add the difference between the migrations so far and the tables as the next numbered migration."""
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/empty.db")
        upgrade(engine)
        number = f"{int(max(revisions(), default='0')) + 1:04}"
        with migrating(engine) as connection:
            command.revision(configuration(connection), message, autogenerate=True, rev_id=number)
        engine.dispose()
    for step in VERSIONS.glob(f"{number}_*.py"):
        step.write_text("".join(line for line in step.read_text().splitlines(True) if "###" not in line))
    for tidy in (["format", "--quiet"], ["check", "--select=I", "--fix", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *tidy, str(VERSIONS)], check=True)  # noqa: S603


def main() -> None:
    asked = argparse.ArgumentParser(description="Writes the next migration.")
    asked.add_argument("message", nargs="?", default="first")
    asked.add_argument("--first", action="store_true", help="start again from no migration at all")
    given = asked.parse_args()
    if given.first:
        for old in VERSIONS.glob("[0-9]*.py"):
            old.unlink()
    write(given.message)


if __name__ == "__main__":
    main()
