"""A migration that this program does not have yet, for tests of what happens when it comes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from unittest.mock import patch

from storage.db.migrate import FOLDER, revisions

COMING = "9001"
_STEP = '''
"""Migration {revision}: what is to come."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
{marks}

def upgrade() -> None:
{body}


def downgrade() -> None:
    raise NotImplementedError
'''


@contextmanager
def coming(folder: Path, body: str, marks: str = "") -> Iterator[str]:
    """While it lasts the migrations have one more step, with that `upgrade`; gives its revision.

    `folder` is empty and only for this.
    """
    before = revisions()[-1]
    migrations = shutil.copytree(FOLDER, folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    step = _STEP.format(revision=COMING, before=before, marks=marks, body=indent(body, "    "))
    (migrations / "versions" / f"{COMING}_coming.py").write_text(step)
    with patch("storage.db.migrate.FOLDER", migrations):
        yield COMING
