"""A collation with all that is said of it: its head, the period before, and the freezing it is of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from domain.collation import Brief, Collation, Owed, Since, collate, since
from domain.collation.indicators import Earlier, Indicator, OfPeriod, Place, by_form, earlier, indicators, numbers_of
from domain.forms.fields import Field
from domain.forms.own_fields import merged
from domain.reports.obstacles import ObstacleLine
from domain.reports.states import EXPECTED
from storage.collating import about as collated
from storage.collating import kept_narratives as narratives
from storage.collating import revisions as stored
from storage.collating import unit_classes
from storage.collating.about import CollationSubject
from storage.collating.freezing import latest_frozen
from storage.collating.kept_narratives import WrittenPart
from storage.collating.revisions import Progress
from storage.deciding import obstacles
from storage.deciding.obstacles import ObstacleAnswer, ObstacleEntry
from storage.tables import FrozenCollation

PARTS_OF_A_YEAR = frozenset({"daily", "weekly", "half_monthly", "monthly", "quarterly"})


@dataclass(frozen=True, slots=True)
class Freezing:
    """When and by whom a collation was frozen, and what came after."""

    at: datetime
    person: str
    since: Sequence[Since]


@dataclass(frozen=True, slots=True)
class Gathered:
    about: CollationSubject
    now: datetime
    collation: Collation  # as it is, or as it was frozen
    before: Brief | None  # the period before, by its key
    before_key: str | None
    freezing: Freezing | None  # the last one
    is_frozen: bool  # `collation` is as it was frozen
    indicators: Sequence[Indicator] = ()  # the requirement's own fields over the units
    indicators_before: Mapping[Place, Earlier] = field(default_factory=dict)
    in_year: Sequence[OfPeriod] = ()  # the numbers of each period of the year so far, where they are wanted
    answers: Mapping[tuple[ObstacleLine, str], ObstacleAnswer] = field(default_factory=dict)  # to obstacles, by then
    written: Mapping[str, WrittenPart] = field(default_factory=dict)  # by people for the document, by its part
    classes: Mapping[int, Sequence[str]] = field(default_factory=dict)  # of units by their ids, for the Excel file
    carried: Sequence[ObstacleEntry] = ()  # open, of before or from outside the reports; what was frozen has none

    @property
    def narratives(self) -> Mapping[str, str]:
        """Return the texts that people wrote for the document, by its part."""
        return {part: one.text for part, one in self.written.items()}

    @property
    def is_provisional(self) -> bool:
        return self.collation.counts.is_provisional


def gather(
    session: Session,
    requirement_id: int,
    period_key: str,
    now: datetime,
    *,
    frozen: bool = False,
    for_excel: bool = False,
    progress: Progress | None = None,
) -> Gathered | None:
    """Return a collation with all that is said of it; None where nothing was asked for that period. `frozen`: as it was
    frozen last, where it was; `for_excel`: with the classes of units, and the numbers of all periods of the year, which
    are read one after the other."""
    about = collated.about(session, requirement_id, period_key)
    if about is None:
        return None
    tasks = [task.id for task in about.tasks]
    owed = stored.owed(session, requirement_id, period_key, progress=progress)
    kept = latest_frozen(session, requirement_id, period_key)
    freezing, counted = None, owed
    if kept is not None:
        row, person = kept
        then = stored.owed(session, requirement_id, period_key, row)
        freezing = Freezing(row.at, person, since(then, owed))
        counted = then if frozen else owed
    before_key = collated.previous_period(session, requirement_id, period_key)
    before = None
    was_owed: list[Owed] = []
    as_frozen = kept[0] if kept is not None and frozen else None
    if before_key is not None:
        was_owed = stored.owed(session, requirement_id, before_key, as_frozen)
        before = collate(tasks, was_owed).brief
    is_frozen = as_frozen is not None
    if is_frozen and counted:
        about = replace(about, due_at=min(_dues_of(counted)))
    asked = collated.asked(session, requirement_id, period_key)
    own = _own(about, counted, asked, is_frozen=is_frozen)
    codes = {task.id: task.code for task in about.tasks}
    now_said = list(by_form(indicators(codes, own, counted, asked), asked))
    asked_before = collated.asked(session, requirement_id, before_key) if own and before_key else {}
    return Gathered(
        about,
        now,
        collate(tasks, counted),
        before,
        before_key,
        freezing,
        is_frozen=is_frozen,
        indicators=now_said,
        in_year=_in_year(session, about, codes, own, now_said, as_frozen) if for_excel else (),
        indicators_before=earlier(by_form(indicators(codes, own, was_owed, asked_before), asked_before)),
        answers=obstacles.answers(session, about.plan_id, freezing.at if is_frozen and freezing is not None else now),
        written=narratives.latest(session, requirement_id, period_key, as_frozen.at if as_frozen else None),
        classes=unit_classes.classes(session, requirement_id, period_key) if for_excel else {},
        carried=() if is_frozen else _carried(session, about, counted),
    )


def _dues_of(counted: Sequence[Owed]) -> Sequence[datetime]:
    """Return the due moments of what was still expected; where all was in, of all."""
    expected = [one.original_due_at for one in counted if one.state in EXPECTED]
    return expected or [one.original_due_at for one in counted]


def _in_year(
    session: Session,
    about: CollationSubject,
    codes: Mapping[int, str],
    own: tuple[Field, ...],
    now_said: Sequence[Indicator],
    as_frozen: FrozenCollation | None,
) -> list[OfPeriod]:
    """Return the numbers of this period and those of its year before it; nothing where it is no part of a year, or asks
    for no numbers."""
    if about.period_type not in PARTS_OF_A_YEAR or not any(field.kind == "number" for field in own):
        return []
    found = []
    for key, quarter in collated.periods_of_year(session, about.requirement_id, about.period_key):
        if key == about.period_key:
            values = numbers_of(now_said)
        else:
            owed = stored.owed(session, about.requirement_id, key, as_frozen)
            asked = collated.asked(session, about.requirement_id, key)
            values = numbers_of(by_form(indicators(codes, own, owed, asked), asked))
        found.append(OfPeriod(key, quarter, values))
    return found


def _carried(session: Session, about: CollationSubject, counted: Sequence[Owed]) -> Sequence[ObstacleEntry]:
    """Return what is carried forward at the period's end: a collation made later of an old period has nothing of what
    came after."""
    ended = datetime.combine(about.window_end + timedelta(days=1), time.min, about.zone)
    reports = {one.sent.report_id for one in counted if one.sent is not None and one.is_in}
    return obstacles.carried(session, about.plan_id, max(ended, about.due_at), reports)


def _own(
    about: CollationSubject, counted: Sequence[Owed], asked: Mapping[int, tuple[Field, ...]], *, is_frozen: bool
) -> tuple[Field, ...]:
    """Return the fields as they are asked now, and those that the reports answered and that are asked no more. What was
    frozen stays as its reports were asked, the latest first."""
    if not asked:
        return about.fields
    ids = {one.sent.report_id for one in counted if one.sent is not None and one.is_in}
    forms = list(dict.fromkeys(form for id, form in reversed([*asked.items()]) if id in ids))
    if is_frozen and forms:
        return merged(forms[0], forms[1:])
    return merged(about.fields, forms)
