"""The setup file as models, with the defaults that hold where nothing was said yet.

What a file leaves out stays as it is in the database, so each entry knows what it `gives`.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from storage.setup.schema.requirement_entries import RequirementEntry
from storage.setup.schema.setup_entry import Listed, SetupEntry, With
from storage.setup.values.value_types import (
    Abbreviation,
    AddressForm,
    Authority,
    ChangeWord,
    Clock,
    Code,
    Count,
    Day,
    DocumentKind,
    DocumentStyle,
    Flag,
    MailboxWord,
    Name,
    PersonName,
    Place,
    RemindedRole,
    RoleName,
    Span,
    TimeOfDay,
    Title,
    Version,
    Zone,
)


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
