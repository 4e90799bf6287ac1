"""Due moments that cannot be meant: before a period begins or its data is complete, or one for several periods."""

from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise
from typing import Any
from zoneinfo import ZoneInfo

from domain.calendar.deadlines import DueRule, DueRuleError, due_day, due_moment, is_early
from domain.calendar.openings import opening
from domain.calendar.periods import Period, PeriodError, PeriodType, WindowScheme, data_window, periods_starting_within
from domain.calendar.workdays import WorkCalendar
from domain.messaging.sentences import Sentence, sentence
from storage.setup.schema.labels import day
from storage.setup.schema.requirement_entries import PeriodEntry
from storage.setup.text.yaml_source import Finding

_RELATIVE = Sentence("setup.due.relative")
_A_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
_PERIODS_TRIED = 12
_UTC = ZoneInfo("UTC")
_WRONG_DUE = {
    PeriodType.ONCE: Sentence("setup.due.once"),
    PeriodType.WEEKLY: Sentence("setup.due.weekly"),
    **dict.fromkeys((PeriodType.DAILY, PeriodType.HALF_MONTHLY), Sentence("setup.due.short_period")),
}
EXAMPLES = {
    PeriodType.DAILY: '{time: "16:30"}',
    PeriodType.WEEKLY: "{weekday: 5}",
    PeriodType.HALF_MONTHLY: "{after_period: 2wd}",
    PeriodType.MONTHLY: "{month: next, day: 5}",
    PeriodType.QUARTERLY: "{month: next, day: 10}",
    PeriodType.HALF_YEARLY: "{month: next, day: 10}",
    PeriodType.NINE_MONTHLY: "{month: next, day: 10}",
    PeriodType.YEARLY: "{month: next, day: 15}",
}
"""A due rule that can be loaded, for each type of period."""
_YEARS_OWN = frozenset({PeriodType.YEARLY, PeriodType.NINE_MONTHLY})
"""Of these there is one a year, so that a month can be given by its number."""


def misfits(rule: DueRule, period: PeriodEntry, window: Any) -> Iterator[Finding]:
    """Yield at most one misfit, as they come of one rule. `window`: of the data, as written."""
    type = PeriodType(period.type)
    try:
        rule.check(type)
    except DueRuleError:
        yield (), _WRONG_DUE.get(type, sentence("setup.due.weekday_elsewhere", period=str(type)))
        return
    scheme: WindowScheme = "decree_09" if window == "decree_09" else "calendar"
    tried = list(islice(_periods(period), _PERIODS_TRIED))
    said = _before_begin(rule, tried) or _early(rule, tried, scheme) or _together(rule, tried)
    if said:
        yield (), said


def _before_begin(rule: DueRule, periods: list[Period]) -> Sentence | None:
    for one in periods:
        try:
            if due_moment(rule, one, _UTC, WorkCalendar()) <= opening(one, _UTC):
                return sentence("setup.due.at_the_beginning", period=one.key)
        except DueRuleError:
            if one.type not in _YEARS_OWN:
                return sentence("setup.due.before_several", period=one.key, cure=_RELATIVE)
            return sentence("setup.due.before_the_beginning", period=one.key)
    return None


def _early(rule: DueRule, periods: list[Period], scheme: WindowScheme) -> Sentence | None:
    try:
        early = next((one for one in periods if is_early(rule, one, scheme)), None)
        end = data_window(early, scheme).end if early else None
    except PeriodError:  # the window does not suit the period, which is told already
        return None
    if early is None:
        return None
    cure = Sentence("setup.due.a_day_after") if early.type is PeriodType.WEEKLY else _RELATIVE
    return sentence("setup.due.early", period=early.key, due=day(_day(rule, early)), end=day(end), cure=cure)


def _together(rule: DueRule, periods: list[Period]) -> Sentence | None:
    for one, other in pairwise(periods):
        if one.type is not PeriodType.DAILY and _day(rule, one) == _day(rule, other) and rule.weekday is None:
            return sentence(
                "setup.due.together", first=one.key, other=other.key, due=day(_day(rule, one)), cure=_RELATIVE
            )
    return None


def _day(rule: DueRule, period: Period) -> date:
    return due_day(due_moment(rule, period, _UTC, WorkCalendar()), _UTC)


def _periods(period: PeriodEntry) -> Iterator[Period]:
    first = period.first or _A_YEAR[0]
    last = period.last or date(first.year + 2, 12, 31)
    return periods_starting_within(PeriodType(period.type), first, last)
