"""`dondoc understand`: how typed lines would be read, for one report; nothing is written."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO, Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.language import say, shell_words
from bot.shell import naming
from bot.starting.expected_failures import CommandFailure
from domain.calendar.deadlines import due_day, due_moment
from domain.calendar.periods import PeriodType, periods_starting_within
from domain.calendar.workdays import WorkCalendar
from domain.finding.meant import Called
from domain.forms import form, own_fields
from domain.messaging.messages import plain
from domain.moments.due_writing import due_clock
from domain.reports.extensions import Terms, last_day
from domain.typed import Answers, Doubt, Whose
from handlers.display import answers
from handlers.drafting.understood import ReportContext, Understood, understood
from handlers.words import Words, dates
from storage.plans.plan_rules import due_rule_of
from storage.reporting import duties
from storage.tables import Obligation, Requirement, RequirementUnit, Unit
from storage.units import unit_changes

LONGEST = 20_000  # characters, as in the chat
_LONG_AGO = timedelta(days=2 * 366)  # what began before is not due any more


@dataclass(frozen=True, slots=True)
class LineReader:
    """Everything that was looked up, once for all lines."""

    asked: ReportContext
    words: Words

    def read(self, typed_text: str) -> Understood:
        return understood(_as_typed(typed_text), self.asked)


def _as_typed(line: str) -> str:
    """Return the line with `\\n` and `\\t` as a line break and a tab."""
    return line.replace("\\n", "\n").replace("\\t", "\t")[:LONGEST]


def reader(
    session: Session, org: str | None, requirement: str, unit: str | None, on: date | None, calendar: WorkCalendar
) -> LineReader:
    """Return what reads typed lines for this report. Raise CommandFailure for a code that nothing has."""
    organisation = naming.organisation(session, org)
    asked_for = naming.requirement(session, organisation.id, requirement)
    owing = naming.unit(session, organisation.id, unit) if unit else None
    if owing is not None:
        _owes_or_stop(session, asked_for, owing)
    zone = duties.zone_of(organisation)
    now = datetime.now(zone) if on is None else datetime.combine(on, time(), zone)
    due, period = due_of(session, asked_for, owing, now, calendar)
    tasks = duties.tasks_of(session, asked_for.id)
    terms = Terms(
        now.date(),
        due_day(due, zone),
        last_day(due_day(due, zone), asked_for.period_until),
        calendar,
        due_clock(due, zone),
        codes=frozenset(task.code for task in tasks),
    )
    return LineReader(
        ReportContext(tasks, terms, own_fields.read(asked_for.fields), whose=_whose(session, owing, period)),
        shell_words(organisation.address_form, calendar.official_years),
    )


def _owes_or_stop(session: Session, requirement: Requirement, unit: Unit) -> None:
    query = select(RequirementUnit.id).where(
        RequirementUnit.requirement_id == requirement.id, RequirementUnit.unit_id == unit.id
    )
    if session.scalar(query) is None:
        raise CommandFailure(
            say("shell.understand.not_owing", unit=unit.shown, code=unit.code, requirement=requirement.code)
        )


def due_of(
    session: Session, requirement: Requirement, unit: Unit | None, now: datetime, calendar: WorkCalendar
) -> tuple[datetime, str]:
    """Return when it is due as things stand at `now`, and of which period: of the reports there are the first that is
    not over; where there is none yet, by the rule."""
    query = select(Obligation.due_at, Obligation.period_key).where(
        Obligation.requirement_id == requirement.id, Obligation.due_at >= now
    )
    if unit is not None:
        query = query.where(Obligation.unit_id == unit.id)
    coming = session.execute(query.order_by(Obligation.due_at).limit(1)).first()
    return (coming[0], coming[1]) if coming is not None else _by_rule(requirement, now, calendar)


def _by_rule(requirement: Requirement, now: datetime, calendar: WorkCalendar) -> tuple[datetime, str]:
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    if requirement.period_type == PeriodType.ONCE:
        return requirement.once_due_at or now, ""
    rule = due_rule_of(requirement)
    asked = periods_starting_within(PeriodType(requirement.period_type), now.date() - _LONG_AGO, now.date())
    coming = [(due, one.key) for one in asked if (due := due_moment(rule, one, zone, calendar)) >= now]
    return min(coming, default=(now, ""))


def _whose(session: Session, unit: Unit | None, period: str) -> Whose:
    if unit is None:
        return Whose(None, period)
    former = unit_changes.former_names(session, [unit.id]).names(unit.id)
    return Whose(lambda: [Called(unit.code, unit.name, (unit.shown, *former))], period)


def as_json(read: Understood) -> str:
    """Return one line of JSON, its keys always all there and in this order."""
    return json.dumps(
        {
            "kind": read.kind,
            "tasks": {code: _task(said) for code, said in read.answers.items()},
            "asked": [{"why": one.why, "said": one.said, "task": one.task} for one in read.doubts],
            "until": read.until.isoformat() if read.until else None,
        },
        ensure_ascii=False,
    )


def _task(said: Answers) -> dict[str, Any]:
    """Return what is said of a task. `none`: fields of which it is said that there is nothing to go in; the
    requirement's own fields stand behind."""
    whole = {"status": said.get("status"), "percent": said.get("percent")}
    texts = {code: said.get(code) or "" for code in form.TEXT_FIELDS}
    own = {code: value for code, value in said.items() if code not in form.BY_CODE}
    return {
        **whole,
        **texts,
        "done_on": said.get("done_on"),
        "figures": said.get("figures") or [],
        "none": [code for code, value in said.items() if value is None],
        **own,
    }


def in_words(read: Understood, reader: LineReader) -> str:
    """Return it as a person reads it, in the words of the chat."""
    words = reader.words
    lines = [say(f"shell.understand.{read.kind}")]
    lines += [f"  {code} {answers.in_full(words, said, reader.asked.own)}" for code, said in read.answers.items()]
    if read.kind == "extension" or read.until:
        lines.append(_until(words, read.until))
    lines += [say("shell.understand.asked", question=_question(words, reader, one)) for one in read.doubts]
    return "\n".join(lines)


def _until(words: Words, day: date | None) -> str:
    return say("shell.understand.until", day=dates.day(words, day)) if day else say("shell.understand.until_unclear")


def _question(words: Words, reader: LineReader, doubt: Doubt) -> str:
    some = reader.asked.tasks[0].code if reader.asked.tasks else ""
    if doubt.why.startswith("until."):
        return say("shell.understand.until_when", said=doubt.said)
    return plain(words(f"doubt.{doubt.why}", said=doubt.said, code=f"{doubt.task}: " if doubt.task else "", some=some))


def lines_of(stream: IO[bytes]) -> Iterator[str]:
    """Yield each line as one message. Raise CommandFailure where it is not written in UTF-8."""
    for number, raw in enumerate(stream, 1):
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise CommandFailure(say("shell.understand.line_not_utf8", line=number)) from None


def said_or_stop(requirement: str, text: str | None) -> None:
    if not requirement.strip():
        raise CommandFailure(say("shell.understand.no_requirement"), code=2)
    if text is not None and not text.strip():
        raise CommandFailure(say("shell.understand.empty"), code=2)
    if text is not None and any("\ud800" <= character <= "\udfff" for character in text):
        raise CommandFailure(say("shell.understand.not_utf8"), code=2)


def day_or_stop(on: str | None) -> date | None:
    if on is None:
        return None
    try:
        return date.fromisoformat(on.strip())
    except ValueError:
        raise CommandFailure(say("shell.understand.no_day", said=on), code=2) from None


def messages(text: str | None, stream: IO[bytes]) -> Iterator[str]:
    """Yield the one message that was given, else each line; raise CommandFailure where there is none."""
    if text is not None:
        yield text
        return
    said = False
    for line in lines_of(stream):
        said = True
        yield line
    if not said:
        raise CommandFailure(say("shell.understand.nothing"), code=2)
