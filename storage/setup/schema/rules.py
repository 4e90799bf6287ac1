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
from domain.reminders.kinds import BY_KEY, KINDS
from domain.reports.successions import ChangeKind
from storage.setup.schema import field_rules
from storage.setup.schema import fitting as dues
from storage.setup.schema.models import (
    ChangeEntry,
    DueEntry,
    FieldEntry,
    LedUnits,
    PeriodEntry,
    QuietEntry,
    ReportedTasks,
    ReportingUnits,
    SetupEntry,
    StepEntry,
)
from storage.setup.text.problems import Path
from storage.setup.text.yaml_source import EACH, Finding, Source, each

E = TypeVar("E", bound=SetupEntry)

_A_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
_AFTER_ALONE = (
    "hạn sau khi hết kỳ (after_period, cột “Hạn: sau kỳ”) là số ngày, như 45d hoặc 10wd, và đứng một mình;"
    " bỏ hạn theo tháng, ngày, thứ, năm và “Nộp trước khi hết kỳ”"
)
_HOW_MANY = {3: "ba", 4: "bốn", 5: "năm", 6: "sáu"}


def broken(source: Source) -> Iterator[Finding]:
    """Entries whose parts are each right and do not go together."""
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
    """The entry, or None where the models have refused it already."""
    try:
        return model.model_validate(raw)
    except ValidationError:
        return None


def due_rule(due: DueEntry) -> DueRule:
    """Raises DueRuleError for parts that do not go together."""
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
    """Decree 09/2019 art. 12 names data windows for months, quarters, half-years and years only."""
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


def wrong_window(type: str) -> str:
    return f"decree_09 không dùng cho kỳ {type}; cần calendar"


def _led(units: LedUnits) -> Iterator[Finding]:
    if units.lead in (units.others or []):
        yield ("with",), f"{units.lead} đã là đơn vị chủ trì (lead); bỏ khỏi with"


_SHAPES = {  # kind -> how many units before and after: at least, at most; and what is said otherwise
    ChangeKind.RENAME: (1, 1, 0, 0, "đổi tên (rename) ghi một đơn vị ở before, không ghi after"),
    ChangeKind.MERGE: (2, None, 1, 1, "sáp nhập (merge) ghi từ hai đơn vị ở before và một đơn vị mới ở after"),
    ChangeKind.SPLIT: (1, 1, 2, None, "chia tách (split) ghi một đơn vị ở before và từ hai đơn vị mới ở after"),
}


def _change(change: ChangeEntry) -> Iterator[Finding]:
    kind, old, new = ChangeKind(change.kind), change.before, change.after or []
    least_old, most_old, least_new, most_new, said = _SHAPES[kind]
    fits = least_old <= len(old) <= (most_old or len(old)) and least_new <= len(new) <= (
        len(new) if most_new is None else most_new
    )
    if not fits:
        yield (), said
    if kind is ChangeKind.RENAME and change.name is None:
        yield ("name",), "thiếu; đổi tên cần ghi tên mới ở name"
    for name in ("name", "old_name"):
        if kind is not ChangeKind.RENAME and getattr(change, name) is not None:
            yield (name,), "chỉ dùng cho đổi tên (rename); tên đơn vị mới ghi ở units"
    if change.name is not None and change.name == change.old_name:
        yield ("old_name",), "tên cũ và tên mới giống nhau"


def _owing(units: ReportingUnits) -> Iterator[Finding]:
    if units.lead is not None and (units.classes is not None or units.codes is not None):
        yield (), "ghi lead và with, hoặc ghi classes và codes, không ghi cả hai"
    elif units.lead is not None:
        yield from _led(LedUnits.model_construct(lead=units.lead, others=units.others))
    elif units.others is not None:
        yield ("with",), "thiếu đơn vị chủ trì; cần ghi lead cùng với with"
    elif not units.classes and not units.codes:
        yield (), "không có đơn vị nào; cần classes, codes hoặc lead"


def _reported(tasks: ReportedTasks) -> Iterator[Finding]:
    listed = bool(tasks.codes or tasks.groups)
    if tasks.everything == listed:
        yield (), "cần codes hoặc groups; nếu là mọi nhiệm vụ thì ghi tasks: all"


def _quiet(quiet: QuietEntry) -> Iterator[Finding]:
    try:
        parse_quiet_hours(quiet.first, quiet.last)
    except QuietHoursError:
        yield (), "giờ yên lặng bắt đầu và kết thúc cùng lúc; cần hai giờ khác nhau, hoặc ghi null nếu không có"


def _step(step: StepEntry) -> Iterator[Finding]:
    kinds = [kind for kind in KINDS if getattr(step, kind.key) is not None]
    if len(kinds) != 1:
        yield (), f"có {len(kinds)} trong {_HOW_MANY[len(KINDS)]} khóa {', '.join(BY_KEY)}; cần đúng một"
        return
    duration = parse_duration(getattr(step, kinds[0].key))
    if step.at is not None and not duration.in_days:
        yield ("at",), f"giờ cố định không đi cùng {duration}; chỉ dùng với số ngày (wd, d)"
    if kinds[0].repeats and not duration.amount:
        yield (kinds[0].key,), f"{duration} không dùng được; cần dài hơn 0"


def _period(period: PeriodEntry) -> Iterator[Finding]:
    once = period.type == PeriodType.ONCE
    for name, value in (("opens", period.opens), ("due", period.due)):
        if once and value is None:
            yield (name,), f"thiếu; kỳ once cần {name}, là thời điểm có múi giờ hoặc +90s"
        elif not once and value is not None:
            yield (name,), f"chỉ dùng cho kỳ once; kỳ {period.type} ghi from, until và due của yêu cầu"
    for name, day in (("from", period.first), ("until", period.last)):
        if once and day is not None:
            yield (name,), "không dùng cho kỳ once; cần opens và due"
    yield from _moments(period) if once else _range(period)


def _moments(period: PeriodEntry) -> Iterator[Finding]:
    """Only what can be compared now: a moment counted from the loading is compared with a date when it is loaded."""
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


DUE_TOO_EARLY = (
    "hạn nộp không sau lúc mở (opens); cần hạn muộn hơn hoặc opens sớm hơn. Ghi +90s, +3d là tính từ lần nạp đầu"
    " tiên, nên khi một bên là ngày cố định thì ghi cả hai bằng ngày giờ"
)


def _range(period: PeriodEntry) -> Iterator[Finding]:
    if period.first is None or period.last is None:
        return
    if period.first > period.last:
        yield (
            ("until",),
            f"{period.last:%d/%m/%Y} trước ngày bắt đầu {period.first:%d/%m/%Y}; cần cùng ngày hoặc sau đó",
        )
    elif not any(periods_starting_within(PeriodType(period.type), period.first, period.last)):
        yield ("until",), f"không có kỳ {period.type} nào bắt đầu từ {period.first} đến {period.last}"


def _due(due: DueEntry) -> Iterator[Finding]:
    try:
        due_rule(due)
    except DueRuleError:
        if due.after_period is not None:
            yield ("after_period",), _AFTER_ALONE
        else:
            yield ("weekday",), "weekday đứng một mình; bỏ month, day và year"


def _requirement(raw: dict[str, Any]) -> Iterator[Finding]:
    """Period, data window and due rule must suit each other."""
    period = valid(PeriodEntry, raw.get("period"))
    if period is None:
        return
    type = PeriodType(period.type)
    if raw.get("data_window") == "decree_09" and not window_fits(type, "decree_09"):
        yield ("data_window",), wrong_window(type)
    if type is not PeriodType.ONCE and raw.get("due") is None:
        yield ("due",), f"thiếu; kỳ {type} cần hạn nộp, ví dụ due: {dues.EXAMPLES[type]}"
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
