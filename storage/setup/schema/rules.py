"""What must fit together within an entry: the rules that no single value breaks."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from domain.calendar.deadlines import DueRule, DueRuleError
from domain.calendar.durations import parse_clock, parse_duration
from domain.calendar.periods import (
    PeriodError,
    PeriodType,
    WindowScheme,
    data_window,
    period_containing,
    periods_starting_within,
)
from domain.calendar.quiet_hours import QuietHoursError, parse_quiet_hours
from domain.messaging.sentences import Sentence, sentence
from domain.reminders.kinds import BY_KEY, KINDS
from domain.reports.successions import ChangeKind
from storage.setup.schema import field_rules
from storage.setup.schema import fitting as dues
from storage.setup.schema.models import ChangeEntry, LedUnits, QuietEntry, StepEntry
from storage.setup.schema.requirement_entries import DueEntry, FieldEntry, PeriodEntry, ReportedTasks, ReportingUnits
from storage.setup.schema.setup_entry import SetupEntry
from storage.setup.text.problems import Path
from storage.setup.text.yaml_source import EACH, Finding, Source, each

E = TypeVar("E", bound=SetupEntry)

_A_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def broken(source: Source) -> Iterator[Finding]:
    """Yield what is wrong with entries whose parts are each right and do not go together."""
    for pattern, model, rule in _RULES:
        for path, raw in each(source.data, pattern):
            entry = valid(model, raw)
            if entry is not None:
                yield from ((path + inner, message) for inner, message in rule(entry))
    for path, raw in each(source.data, ("requirements", EACH)):
        if isinstance(raw, dict):
            yield from ((path + inner, message) for inner, message in _requirement(raw))
            yield from (((*path, "fields", *inner), message) for inner, message in _own_fields(raw))


def valid(model: type[E], raw: Any) -> E | None:
    """Return the entry, or None where the models have refused it already."""
    try:
        return model.model_validate(raw)
    except ValidationError:
        return None


def due_rule(due: DueEntry) -> DueRule:
    """Return the rule of the due moment. Raise DueRuleError for parts that do not go together."""
    return DueRule(
        month=due.month,  # type: ignore[arg-type]  # the field allows just these values
        day=due.day,  # type: ignore[arg-type]
        weekday=due.weekday,
        time=parse_clock(due.time),
        when_not_working=due.when_not_working,  # type: ignore[arg-type]
        year=due.year,  # type: ignore[arg-type]
        after_period=parse_duration(due.after_period) if due.after_period else None,
        before_end=due.before_end,
        exceptions=tuple((one.month, one.day) for one in due.exceptions or ()),
    )


def window_fits(type: PeriodType, window: str) -> bool:
    """Say whether periods of this type have this data window: Decree 09/2019 art. 12 names data windows for months,
    quarters, half-years and years only."""
    if type is PeriodType.ONCE:
        return window == "calendar"
    period = period_containing(type, _A_YEAR[0])
    assert period is not None
    scheme: WindowScheme = "decree_09" if window == "decree_09" else "calendar"
    try:
        data_window(period, scheme)
    except PeriodError:
        return False
    return True


def wrong_window(type: str) -> Sentence:
    return sentence("setup.period.no_decree_09", period=str(type))


def _led(units: LedUnits) -> Iterator[Finding]:
    if units.lead in (units.others or []):
        yield ("with",), sentence("setup.units.leads_already", unit=units.lead)


_SHAPES = {  # kind -> how many units before and after: at least, at most
    ChangeKind.RENAME: (1, 1, 0, 0),
    ChangeKind.MERGE: (2, None, 1, 1),
    ChangeKind.SPLIT: (1, 1, 2, None),
}


def _change(change: ChangeEntry) -> Iterator[Finding]:
    kind, old, new = ChangeKind(change.kind), change.before, change.after or []
    least_old, most_old, least_new, most_new = _SHAPES[kind]
    fits = least_old <= len(old) <= (most_old or len(old)) and least_new <= len(new) <= (
        len(new) if most_new is None else most_new
    )
    if not fits:
        yield (), sentence(f"setup.change.shape.{kind}")
    if kind is ChangeKind.RENAME and change.name is None:
        yield ("name",), sentence("setup.missing.new_name")
    for name in ("name", "old_name"):
        if kind is not ChangeKind.RENAME and getattr(change, name) is not None:
            yield (name,), sentence("setup.change.name_of_no_renaming")
    if change.name is not None and change.name == change.old_name:
        yield ("old_name",), sentence("setup.change.same_name")


def _owing(units: ReportingUnits) -> Iterator[Finding]:
    if units.lead is not None and (units.classes is not None or units.codes is not None):
        yield (), sentence("setup.units.both_ways")
    elif units.lead is not None:
        yield from _led(LedUnits.model_construct(lead=units.lead, others=units.others))
    elif units.others is not None:
        yield ("with",), sentence("setup.missing.lead")
    elif not units.classes and not units.codes:
        yield (), sentence("setup.units.none")


def _reported(tasks: ReportedTasks) -> Iterator[Finding]:
    listed = bool(tasks.codes or tasks.groups)
    if tasks.everything == listed:
        yield (), sentence("setup.tasks.none")


def _quiet(quiet: QuietEntry) -> Iterator[Finding]:
    try:
        parse_quiet_hours(quiet.first, quiet.last)
    except QuietHoursError:
        yield (), sentence("setup.reminders.quiet_hours")


def _step(step: StepEntry) -> Iterator[Finding]:
    kinds = [kind for kind in KINDS if getattr(step, kind.key) is not None]
    if len(kinds) != 1:
        keys, given = sentence(f"setup.how_many.{len(KINDS)}", things=", ".join(BY_KEY)), len(kinds)
        yield (), sentence("setup.reminders.one_kind", given=given, keys=keys)
        return
    duration = parse_duration(getattr(step, kinds[0].key))
    if step.at is not None and not duration.in_days:
        yield ("at",), sentence("setup.reminders.fixed_time", duration=str(duration))
    if kinds[0].repeats and not duration.amount:
        yield (kinds[0].key,), sentence("setup.reminders.no_length", duration=str(duration))


def _period(period: PeriodEntry) -> Iterator[Finding]:
    once = period.type == PeriodType.ONCE
    for name, value in (("opens", period.opens), ("due", period.due)):
        if once and value is None:
            yield (name,), sentence("setup.missing.moment", key=name)
        elif not once and value is not None:
            yield (name,), sentence("setup.period.only_once", period=period.type)
    for name, day in (("from", period.first), ("until", period.last)):
        if once and day is not None:
            yield (name,), sentence("setup.period.not_once")
    yield from _moments(period) if once else _range(period)


def _moments(period: PeriodEntry) -> Iterator[Finding]:
    """Yield a due moment that is not after the opening, where they can be compared now: a moment counted from the
    loading is compared with a date when it is loaded."""
    if period.opens is None or period.due is None:
        return
    if period.opens.startswith("+") and period.due.startswith("+"):
        early = parse_duration(period.due[1:]).nominal <= parse_duration(period.opens[1:]).nominal
    elif period.opens.startswith("+") or period.due.startswith("+"):
        return
    else:
        early = datetime.fromisoformat(period.due) <= datetime.fromisoformat(period.opens)
    if early:
        yield ("due",), DUE_TOO_EARLY


DUE_TOO_EARLY = Sentence("setup.period.due_not_after_opens")


def _range(period: PeriodEntry) -> Iterator[Finding]:
    if period.first is None or period.last is None:
        return
    if period.first > period.last:
        first, last = f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}"
        yield ("until",), sentence("setup.period.reversed", first=first, last=last)
    elif not any(periods_starting_within(PeriodType(period.type), period.first, period.last)):
        first, last = str(period.first), str(period.last)
        yield ("until",), sentence("setup.period.none_within", period=period.type, first=first, last=last)


def _due(due: DueEntry) -> Iterator[Finding]:
    try:
        due_rule(due)
    except DueRuleError:
        if due.after_period is not None:
            yield ("after_period",), sentence("setup.due.after_alone")
        else:
            yield ("weekday",), sentence("setup.due.weekday_alone")


def _requirement(raw: dict[str, Any]) -> Iterator[Finding]:
    """Yield where period, data window and due rule do not suit each other."""
    period = valid(PeriodEntry, raw.get("period"))
    if period is None:
        return
    type = PeriodType(period.type)
    if raw.get("data_window") == "decree_09" and not window_fits(type, "decree_09"):
        yield ("data_window",), wrong_window(type)
    if type is not PeriodType.ONCE and raw.get("due") is None:
        yield ("due",), sentence("setup.missing.due", period=str(type), example=f"due: {dues.EXAMPLES[type]}")
    due, window = valid(DueEntry, raw.get("due")), raw.get("data_window")
    if due is not None and not list(_due(due)):
        yield from ((("due", *inner), message) for inner, message in dues.misfits(due_rule(due), period, window))


def _own_fields(raw: dict[str, Any]) -> Iterator[Finding]:
    written = raw.get("fields")
    if not isinstance(written, list):
        return
    tasks = raw.get("tasks")
    by_code = isinstance(tasks, dict) and not tasks.get("groups") and isinstance(tasks.get("codes"), list)
    codes = [code for code in tasks["codes"] if isinstance(code, str)] if by_code and isinstance(tasks, dict) else None
    yield from field_rules.misfits([valid(FieldEntry, one) for one in written], codes)


_RULES: tuple[tuple[Path, type[Any], Callable[[Any], Iterator[Finding]]], ...] = (
    (("unit_changes", EACH), ChangeEntry, _change),
    (("plans", EACH, "coordinators"), LedUnits, _led),
    (("requirements", EACH, "units"), ReportingUnits, _owing),
    (("requirements", EACH, "tasks"), ReportedTasks, _reported),
    (("requirements", EACH, "period"), PeriodEntry, _period),
    (("requirements", EACH, "due"), DueEntry, _due),
    (("reminder_policies", EACH, "quiet_hours"), QuietEntry, _quiet),
    (("reminder_policies", EACH, "steps", EACH), StepEntry, _step),
)
