"""Whatever a file says, it is loaded or refused with its problems: nothing else ever happens."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from handlers.words import Words
from storage.db.database import Database
from storage.setup import SetupProblems, load_setup, read_setup
from storage.setup.diff.difference import SetupChange
from tests.examples import examples
from tests.storage.setup.in_vietnamese import worded
from tests.storage.setup.setup_files import CALENDAR, SMALL

pytestmark = pytest.mark.either

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
EXAMPLES = sorted((Path(__file__).parents[3] / "docs" / "examples").glob("*.yaml"))
AWKWARD = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            *("null", "~", "true", "no", "[]", "{}", "''", "1", "-1", "1.10", "0x1F", "1e400", ".inf", "9" * 5000),
            *("2026-01-01", "0001-01-01", "9999-12-31", "2026-02-30", "17:00", "24:00", "99:99", "+0s", "+999999999d"),
            *(
                "9999-12-31T23:59:59-14:00",
                "0001-01-01T00:00:00+14:00",
                "2026-W40-1",
                "5wd",
                "0wd",
                "Etc/UTC",
                "localtime",
            ),
            *("once", "weekly", "yearly", "first", "last", "next", "decree_09", "all", "THU", "BAN", "KH", "II.1"),
            *("*a", "&a", "!!set", "<<", "---", "...", "\t", "\n", "\u2028", "đ\u0323", "a" * 300, "<b>&", "%d {0}"),
        ]
    ),
)
TOKEN = re.compile(r"[\w.\-+]+|\s+|.", re.DOTALL)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """The small file with some of its words replaced, dropped, doubled, or lines changed about."""
    words = TOKEN.findall(SMALL)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(words) - 1))
        how = draw(st.sampled_from(["replace", "drop", "double", "copy"]))
        if how == "replace":
            words[place] = draw(AWKWARD)
        elif how == "drop":
            del words[place]
        elif how == "double":
            words.insert(place, words[place])
        else:
            words[place] = draw(st.sampled_from(words))
    return "".join(words)


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=mutations())
def test_a_spoilt_file_is_loaded_or_refused(sqlite_database: Database, text: str) -> None:
    with sqlite_database.transaction() as session:
        first, second = (outcome(session, text) for _ in range(2))
        session.rollback()
    if isinstance(first, SetupProblems):
        assert first.problems
        assert all(problem.message for problem in first.problems)
    else:
        assert all(worded(Words(), line)[:2] in ("+ ", "~ ", "- ") for line in first)
        assert second == []


def outcome(session: Session, text: str) -> list[SetupChange] | SetupProblems:
    try:
        return load_setup(session, text, NOW, CALENDAR)
    except SetupProblems as refused:
        return refused


@settings(max_examples=examples(30))
@given(raw=st.one_of(st.text(), st.binary()))
def test_any_text_and_any_bytes_are_refused_in_words(raw: str | bytes) -> None:
    with pytest.raises(SetupProblems) as caught:
        read_setup(raw)
    assert worded(Words(), caught.value)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_load_and_change_nothing_the_second_time(database: Database, path: Path) -> None:
    raw = path.read_bytes()
    arguments: tuple[Any, ...] = (raw, NOW, CALENDAR)
    assert len(database.do(load_setup, *arguments)) > 10
    assert database.do(load_setup, *arguments) == []


def test_there_are_examples() -> None:
    assert {"thanh-uy", "hai-phut"} <= {path.stem for path in EXAMPLES}
