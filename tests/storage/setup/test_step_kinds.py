"""Kinds of reminder steps are one table; whatever speaks of them follows it."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from domain.calendar.durations import parse_duration
from domain.calendar.workdays import WorkCalendar
from domain.reminders.kinds import BY_KEY, KINDS, Dates, LocalCalendar
from handlers.words import LANGUAGES
from storage.plans.plan_rules import step_of
from storage.setup.schema.labels import step_words
from storage.setup.schema.models import StepEntry
from storage.setup.workbook.layout import SHEETS
from tests.storage.setup.in_vietnamese import as_read


def test_every_kind_of_step_can_be_called_placed_and_read_back() -> None:
    """One entry each; the setup file takes every key, its workbook has a column for each."""
    entries = {name for name, field in StepEntry.model_fields.items() if name not in ("at", "to")}
    assert entries == set(BY_KEY), "a field of StepEntry for each"
    [sheet] = [sheet for sheet in SHEETS if sheet.into == "steps"]
    columns = {column.path: column.heading for column in sheet.columns}
    dates = Dates(datetime(2026, 12, 17, 10, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
    for kind in KINDS:
        assert columns[kind.key,] == kind.heading
        assert all(f"setup.step.{kind.key}" in words for words in LANGUAGES.values())
        assert step_of({kind.key: "2wd", "to": ["focal_point"]}).kind == kind.key
        assert "2wd" in as_read(step_words({kind.key: "2wd", "to": ["focal_point"]}))
        if kind.moment is not None:
            place = LocalCalendar(ZoneInfo("Asia/Ho_Chi_Minh"), WorkCalendar())
            assert kind.moment(parse_duration("2wd"), time(8, 30), dates, place).tzinfo is UTC
