"""Messages in many manners are read as a careful colleague would: counted, and the counts may only get better."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from domain.reports.extensions import Terms, last_day
from handlers.drafting.understood import ReportContext, Understood, understood
from storage.installation.calendars import work_calendar
from tests.domain.people.facts import Line, Said, holds, lines

TODAY, DUE = date(2026, 11, 29), date(2026, 11, 30)
LETTERS = {"ask": "A", "none": "N"}


@dataclass(frozen=True, slots=True)
class Task:
    code: str
    title: str


@dataclass
class Count:
    as_expected: int = 0
    harmful: list[str] = field(default_factory=list)
    """With something that it must never hold."""
    lost: list[str] = field(default_factory=list)
    """Not understood at all, although it is a report."""


def counted(name: str, every: int = 1) -> Count:
    count = Count()
    for line in list(lines(name))[::every]:
        found = read(line)
        letter, said = LETTERS.get(found.kind, "R"), said_in(found)
        harm = [fact for fact in line.must_not if holds(fact, said, strictly=True)]
        missing = letter == "R" and not all(holds(fact, said) for fact in line.must)
        count.as_expected += letter in line.expected and not harm and not missing
        count.harmful += [f"{line.message}: {harm}"] if harm else []
        count.lost += [line.message] if letter == "N" and "R" in line.expected and "N" not in line.expected else []
    return count


def read(line: Line) -> Understood:
    tasks = [Task(code, title) for code, title in line.tasks.items()]
    return understood(line.message, ReportContext(tasks, _terms(line)))


def _terms(line: Line) -> Terms:
    return Terms(TODAY, DUE, last_day(DUE, None), work_calendar(), codes=frozenset(line.tasks))


def said_in(found: Understood) -> Said:
    asked_time = any(doubt.why.startswith("until") for doubt in found.doubts)
    return Said(found.answers, found.kind == "nil", found.kind == "extension" or bool(found.until) or asked_time)


@pytest.mark.parametrize(
    ("name", "every", "as_expected", "harmful", "lost"),
    [
        ("replies.tsv", 1, 98, 0, 0),
        ("seen.tsv", 4, 504, 2, 6),
        pytest.param("seen.tsv", 1, 2005, 10, 18, marks=pytest.mark.long),
        ("set_aside.tsv", 1, 203, 8, 14),
    ],
)
def test_as_a_colleague_would_read_them(name: str, every: int, as_expected: int, harmful: int, lost: int) -> None:
    count = counted(name, every)
    assert count.as_expected >= as_expected
    assert len(count.harmful) <= harmful, count.harmful
    assert len(count.lost) <= lost, count.lost
