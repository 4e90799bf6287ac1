"""What is wrong with a file beside what is in the database already."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar.periods import PeriodType
from domain.messaging.sentences import sentence
from storage.setup.apply.known import known_codes
from storage.setup.apply.requirements import once_moments
from storage.setup.apply.unit_changes import misfits
from storage.setup.schema.codes import respelled, unknown
from storage.setup.schema.reading import SetupDocument
from storage.setup.schema.requirement_entries import RequirementEntry
from storage.setup.schema.rules import DUE_TOO_EARLY, window_fits, wrong_window
from storage.setup.text.problems import Path, SetupProblems
from storage.setup.text.yaml_source import Finding
from storage.tables import Organisation, Requirement


def check_references(session: Session, document: SetupDocument, now: datetime) -> None:
    """Raise SetupProblems for codes that are nowhere, and for what does not go with what was loaded before."""
    organisation = document.file.organisation
    known = known_codes(session, organisation.code)
    found = [*unknown(document.source, known), *respelled(document.source, known), *_misfits(session, document, now)]
    if found:
        raise SetupProblems(map(document.source.problem, found))


def _misfits(session: Session, document: SetupDocument, now: datetime) -> Iterator[Finding]:
    entry = document.file.organisation
    present = session.scalar(select(Organisation.id).where(Organisation.code == entry.code))
    if present is None and entry.name is None:
        yield ("organisation", "name"), sentence("setup.missing.organisation_name", code=entry.code)
    yield from misfits(session, present, document.file)
    query = select(Requirement).where(Requirement.organisation_id == present)
    rows = {row.code: row for row in session.scalars(query)} if present else {}
    for number, requirement in enumerate(document.file.requirements or []):
        path = ("requirements", number)
        yield from _misfit(requirement, rows.get(requirement.code), path, now)


def _misfit(entry: RequirementEntry, present: Requirement | None, path: Path, now: datetime) -> Iterator[Finding]:
    type = PeriodType(entry.period.type)
    # A data window that the file does not mention stays, and may not suit a new type of period.
    if present and not entry.gives("data_window") and not window_fits(type, present.data_window):
        yield (*path, "period", "type"), sentence("setup.period.kept_decree_09", told=wrong_window(type))
    if type is PeriodType.ONCE:
        opens, due = once_moments(entry.period, present, now)
        if due <= opens:
            yield (*path, "period", "due"), DUE_TOO_EARLY
