"""What a copy of a report holds: all that was handed in, as it was, and what was decided on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from domain.forms import form, own_fields
from domain.forms.fields import Field
from domain.messaging.messages import plain
from handlers.display import answers, attached_files, field_values, full_report
from handlers.words import Words, dates
from storage.collating import about as collated
from storage.collating.about import CollationSubject
from storage.reporting import reports
from storage.reporting.reports import RevisionOfDuty
from storage.tables import Unit


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file that was attached; `id` opens it."""

    id: int
    called: str


@dataclass(frozen=True, slots=True)
class CopiedTask:
    """A task with what was said of it, each thing by itself."""

    code: str
    title: str
    said: Sequence[str]
    files: Sequence[CopiedFile]


@dataclass(frozen=True, slots=True)
class CopiedGroup:
    """Tasks of one group of the plan; `title` empty for those of none."""

    code: str
    title: str
    tasks: Sequence[CopiedTask]


@dataclass(frozen=True, slots=True)
class ReportCopy:
    """One revision of a report as it is copied."""

    about: CollationSubject
    title: str
    unit: str
    unit_code: str  # in numbers of documents
    number: str
    sent: str
    sent_at: datetime
    became: Sequence[str]
    nothing: str  # that its unit had nothing to report; "" where it had
    groups: Sequence[CopiedGroup]


def read(session: Session, words: Words, found: RevisionOfDuty) -> ReportCopy:
    """Read the copy; tasks stand in the plan's order, those of a group together."""
    duty, report = found.duty, found.report
    day = report.submitted_at.astimezone(duty.zone).date()
    about = _about(session, found, day)
    first = reports.first(session, duty.id) or report
    timing = dates.late_by(words, first.due_at, first.submitted_at, duty.zone) or words.plain("on_time")
    unit, groups = session.get_one(Unit, duty.unit_id), _groups(session, words, found, about.groups)
    return ReportCopy(
        about=about,
        title=dates.report_title(words, duty.title, duty.period_key),
        unit=duty.unit_name,
        unit_code=unit.abbreviation or unit.code,
        number=report.number,
        sent=words.plain(
            "copy.sent" if report.revision == 1 else "copy.sent_again",
            number=report.number,
            revision=report.revision,
            person=full_report.sender(words, session, report),
            at=dates.clocked(words, report.submitted_at, duty.zone),
            timing=timing,
        ),
        sent_at=report.submitted_at.astimezone(duty.zone),
        became=[plain(line) for line in full_report.what_became_of_it(words, session, duty, report)],
        nothing=_nothing(words, found, is_all=not groups),
        groups=groups,
    )


def _nothing(words: Words, found: RevisionOfDuty, *, is_all: bool) -> str:
    """Say that its unit had nothing to report; where others added to it, not that the report is empty."""
    if not found.report.nil:
        return ""
    return words.plain("copy.nil") if is_all else words.plain("copy.nil_beside", unit=found.duty.unit_name)


def _about(session: Session, found: RevisionOfDuty, day: date) -> CollationSubject:
    about = collated.about(session, found.duty.requirement_id, found.duty.period_key, day)
    assert about is not None  # a report is of a period that was asked for
    return about


def _groups(
    session: Session, words: Words, found: RevisionOfDuty, titles: Mapping[str | None, str]
) -> Sequence[CopiedGroup]:
    own = own_fields.read(found.report.fields)
    by_group: dict[str | None, list[CopiedTask]] = {}
    for task, given in full_report.by_task(session, found.duty, found.report):
        said = [_begun(one) for one in _said(words, given, own)]
        copied = CopiedTask(task.code, task.title, said, _files(words, given))
        by_group.setdefault(task.group, []).append(copied)
    return [CopiedGroup(code or "", titles.get(code) or "", tasks) for code, tasks in by_group.items()]


def _said(words: Words, given: Mapping[str, Any], own: Sequence[Field]) -> Iterator[str]:
    if "status" in given or not given:
        yield answers.standing(words, given)
    elif "percent" in given:
        yield answers.percent(words, given["percent"])
    yield from (answers.figure(words, one) for one in given.get("figures", ()))
    yield from (words.plain(f"copy.said.{code}", said=given[code]) for code in form.TEXT_FIELDS if given.get(code))
    yield from field_values.said(words, own, given)


def _files(words: Words, given: Mapping[str, Any]) -> list[CopiedFile]:
    return [CopiedFile(file["id"], attached_files.described(words, file)) for file in given.get("files", ())]


def _begun(text: str) -> str:
    """Return a line of a list: it begins with a capital letter."""
    return text[:1].upper() + text[1:]
