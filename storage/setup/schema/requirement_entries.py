"""A requirement of the setup file: who reports on what, when, and what is asked beside the standard form."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from domain.messaging.sentences import EMPTY, Sentence, SentenceError, sentence
from storage.setup.schema.setup_entry import Listed, SetupEntry, With
from storage.setup.values.quoting import shown
from storage.setup.values.value_types import (
    Clock,
    Code,
    Count,
    Day,
    DayNumber,
    DayOfMonth,
    FieldKind,
    FieldUnit,
    Flag,
    Kind,
    Moment,
    Month,
    MonthNumber,
    Move,
    Name,
    Number,
    OverUnits,
    Span,
    Title,
    Weekday,
    Window,
    Year,
)


class ReportingUnits(SetupEntry):
    """Classes and single units that each owe a report; or a lead that owes one to which others add."""

    classes: Listed[Code] = None
    codes: Listed[Code] = None
    lead: Code | None = None
    others: With = None


class ReportedTasks(SetupEntry):
    """Which of the plan's tasks are reported on; written `all` or by codes and groups."""

    everything: Annotated[Flag, Field(alias="all")] = False
    codes: Listed[Code] = None
    groups: Listed[Code] = None


class PeriodEntry(SetupEntry):
    type: Kind
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="until")] = None
    opens: Moment | None = None
    due: Moment | None = None


class ExceptionEntry(SetupEntry):
    """The report on the period that ends in this month is due on this day of it."""

    month: MonthNumber
    day: DayNumber


class DueEntry(SetupEntry):
    month: Month | None = None
    day: DayOfMonth | None = None
    weekday: Weekday | None = None
    time: Clock = "17:00"
    when_not_working: Move = "forward"
    year: Year = "same"
    after_period: Span | None = None
    before_end: Flag | None = None
    exceptions: Listed[ExceptionEntry] = None


def _all_tasks(value: object) -> object:
    if isinstance(value, str):
        if value != "all":
            raise SentenceError(
                sentence("setup.value.wanted", found=shown(value), expected=Sentence("setup.wanted.all"), hint=EMPTY)
            )
        return ReportedTasks.model_validate({"all": "true"})
    return value


class ChoiceEntry(SetupEntry):
    code: Code
    name: Name


class ConditionEntry(SetupEntry):
    field: Code
    values: Annotated[list[Code], Field(alias="is", min_length=1)]


class FieldEntry(SetupEntry):
    """What a requirement asks about a task beside the standard fields; `tasks` left out: about each of them."""

    code: Code
    name: Name
    kind: FieldKind
    unit: FieldUnit = ""
    target: Number | None = None
    may_exceed: Flag = False
    over_units: OverUnits = "sum"
    tasks: Listed[Code] = None
    required: Flag = False
    least: Annotated[Number | None, Field(alias="min")] = None
    most: Annotated[Number | None, Field(alias="max")] = None
    choices: Listed[ChoiceEntry] = None
    only_when: ConditionEntry | None = None
    limit: Count | None = None

    @property
    def keys_given(self) -> set[str]:
        """As the file calls them; what is left empty is not given."""
        fields = type(self).model_fields
        given = [name for name in self.model_fields_set if getattr(self, name) not in (None, "")]
        return {fields[name].alias or name for name in given}


class RequirementEntry(SetupEntry):
    null_is_said = frozenset({"reminders"})

    code: Code
    plan: Code
    title: Title
    units: ReportingUnits
    tasks: Annotated[ReportedTasks, BeforeValidator(_all_tasks)]
    period: PeriodEntry
    data_window: Window = "calendar"
    due: DueEntry | None = None
    reminders: Code | None = None
    fields: Listed[FieldEntry] = None
