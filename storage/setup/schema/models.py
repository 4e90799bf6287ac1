"""The setup file as models, with the defaults that hold where nothing was said yet.

What a file leaves out stays as it is in the database, so each entry knows what it `gives`.
"""

from typing import Annotated, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from domain.messaging.sentences import EMPTY, Sentence, SentenceError, sentence
from storage.setup.values.quoting import shown
from storage.setup.values.value_types import (
    Abbreviation,
    AddressForm,
    Authority,
    ChangeWord,
    Clock,
    Code,
    Count,
    Day,
    DayNumber,
    DayOfMonth,
    DocumentKind,
    DocumentStyle,
    FieldKind,
    FieldUnit,
    Flag,
    Kind,
    MailboxWord,
    Moment,
    Month,
    MonthNumber,
    Move,
    Name,
    Number,
    OverUnits,
    PersonName,
    Place,
    RemindedRole,
    RoleName,
    Span,
    TimeOfDay,
    Title,
    Version,
    Weekday,
    Window,
    Year,
    Zone,
)

T = TypeVar("T")
Listed = list[T] | None
With = Annotated[Listed[Code], Field(alias="with")]


class SetupEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    null_is_said: ClassVar[frozenset[str]] = frozenset()

    def gives(self, name: str) -> bool:
        """Say whether the file says something about this attribute.

        `classes: []` does; `classes:` with nothing behind does not, unless nothing is a value of that attribute.
        """
        return name in self.model_fields_set and (name in self.null_is_said or getattr(self, name) is not None)


def _one_in_list(value: object) -> object:
    """Take one line for a list of one."""
    return [value] if isinstance(value, str) else value


class SignerEntry(SetupEntry):
    """Who signs documents. `authority`: the lines over the position, `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`; none where
    the head of an office signs for it."""

    authority: Annotated[Listed[Authority], BeforeValidator(_one_in_list)] = None
    position: Name | None = None
    name: PersonName | None = None


class OrganisationEntry(SetupEntry):
    null_is_said = frozenset({"place", "abbreviation", "signer"})

    code: Code
    name: Name | None = None  # needed the first time only
    timezone: Zone = "Asia/Ho_Chi_Minh"
    document_style: DocumentStyle = "state"
    address_form: AddressForm = "anh_chi"
    digest_at: TimeOfDay = "07:45"
    place: Place | None = None
    abbreviation: Abbreviation | None = None
    signer: SignerEntry | None = None


class ClassEntry(SetupEntry):
    code: Code
    name: Name


class UnitEntry(SetupEntry):
    """`order`: its place where documents list units."""

    null_is_said = frozenset({"short_name", "abbreviation", "order"})

    code: Code
    name: Name
    classes: Listed[Code] = None
    short_name: Name | None = None
    abbreviation: Abbreviation | None = None
    order: Count | None = None


class BasisEntry(SetupEntry):
    """A document that a plan rests on: `Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về …`."""

    kind: DocumentKind | None = None
    number: Name | None = None
    date: Day | None = None
    issuer: Name | None = None
    subject: Title | None = None


class ChangeBasisEntry(SetupEntry):
    """The document by which a unit was changed."""

    number: Name
    date: Day | None = None
    issuer: Name | None = None


def _one_text(value: object) -> object:
    """Take a document in one text for its number."""
    return {"number": value} if isinstance(value, str) else value


class ChangeEntry(SetupEntry):
    """A unit renamed, or units merged or split, from a day on. The units are declared under `units`."""

    kind: ChangeWord
    date: Day
    basis: Annotated[ChangeBasisEntry, BeforeValidator(_one_text)]
    before: Annotated[list[Code], Field(min_length=1)]
    after: Listed[Code] = None
    name: Name | None = None  # of a renaming: the new one
    old_name: Name | None = None  # …; needed where `units` gives the new one from the beginning


class LedUnits(SetupEntry):
    lead: Code
    others: With = None


class GroupEntry(SetupEntry):
    code: Code
    title: Title


class TaskEntry(SetupEntry):
    null_is_said = frozenset({"group"})

    code: Code
    title: Title
    group: Code | None = None


class PlanEntry(SetupEntry):
    null_is_said = frozenset({"number", "date", "issuer", "signer"})

    code: Code
    title: Title
    number: Name | None = None
    date: Day | None = None
    issuer: Name | None = None
    basis: Listed[BasisEntry] = None
    coordinators: LedUnits | None = None
    recipients: Listed[Title] = None
    signer: SignerEntry | None = None
    task_groups: Listed[GroupEntry] = None
    tasks: Listed[TaskEntry] = None


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


class QuietEntry(SetupEntry):
    first: Annotated[TimeOfDay, Field(alias="from")]
    last: Annotated[Clock, Field(alias="to")]


class StepEntry(SetupEntry):
    before: Span | None = None
    after: Span | None = None
    every: Span | None = None
    at: TimeOfDay | None = None
    to: Annotated[list[RemindedRole], Field(min_length=1)]


class PolicyEntry(SetupEntry):
    null_is_said = frozenset({"quiet_hours"})

    code: Code
    quiet_hours: QuietEntry | None = None
    working_days_only: Flag = False
    steps: list[StepEntry]


class PersonEntry(SetupEntry):
    """Somebody to be invited; `email` "" gives up the mailbox there was."""

    unit: Code
    role: RoleName
    name: PersonName
    email: MailboxWord | None = None


class SetupFile(SetupEntry):
    version: Version
    organisation: OrganisationEntry
    unit_classes: Listed[ClassEntry] = None
    units: Listed[UnitEntry] = None
    unit_changes: Listed[ChangeEntry] = None
    plans: Listed[PlanEntry] = None
    requirements: Listed[RequirementEntry] = None
    reminder_policies: Listed[PolicyEntry] = None
    people: Listed[PersonEntry] = None
