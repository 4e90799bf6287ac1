"""`dondoc collate` and the Word template to begin one's own from."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from rich.progress import Progress
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.language import say, shell_words
from bot.shell import naming
from bot.shell.terminal_progress import progress as shown_progress
from bot.starting.expected_failures import CommandFailure
from handlers.collating import summary
from handlers.collating.gathering import Gathered, gather
from handlers.collating.sheets import workbook
from handlers.collating.word import layouts, report_document
from handlers.collating.word.own_templates import BadTemplate, own_template, told
from handlers.papers.documents import Described
from handlers.words import Words
from storage.db import private
from storage.db.database import Database
from storage.tables import Obligation, Requirement

KINDS = (".xlsx", ".docx")
SHOWN = 10


def collate(
    database: Database,
    requirement: str,
    period: str | None,
    to: Path,
    org: str | None,
    templates: Path | None,
    years: frozenset[int],
    *,
    frozen: bool = False,
) -> list[str]:
    """Write the collated report, and return what to say of it. `years`: those whose calendar is official. Raise
    CommandFailure for what was typed wrong."""
    kind = to.suffix.lower()
    if kind not in KINDS:
        raise CommandFailure(say("shell.collate.name", file=to), code=2)
    if not to.absolute().parent.is_dir():
        raise CommandFailure(say("shell.file.no_folder", folder=to.absolute().parent))
    now = datetime.now(UTC)
    with shown_progress() as bar:
        reading, writing = (bar.add_task(say(f"shell.collate.{stage}"), total=None) for stage in ("reading", "writing"))
        with database.reading() as session:
            organisation = naming.organisation(session, org)
            words = shell_words(organisation.address_form, years)
            found = naming.requirement(session, organisation.id, requirement)
            key = _period(session, found, period, now)
            gathered = gather(
                session,
                found.id,
                key,
                now,
                frozen=frozen,
                for_excel=kind == ".xlsx",
                progress=_counting(bar, reading),
            )
        assert gathered is not None
        if frozen and not gathered.is_frozen:
            name = "shell.collate.never_frozen" if key == "once" else "shell.collate.period_never_frozen"
            raise CommandFailure(say(name, code=found.code, period=key))
        private.tighten(to)
        if kind == ".xlsx":
            workbook.write(to, words, gathered, _counting(bar, writing))
        else:
            _write_document(to, words, gathered, own_template(templates, organisation.code))
    return _told(to, gathered)


def _counting(bar: Progress, task: object) -> Callable[[int, int], None]:
    return lambda done, all: bar.update(task, completed=done, total=max(all, 1))  # type: ignore[arg-type]


def _write_document(to: Path, words: Words, gathered: Gathered, own: Path | None) -> None:
    try:
        report_document.write(to, words, gathered, own)
    except BadTemplate as bad:
        raise CommandFailure(*template_trouble(own, bad)) from None


def template_trouble(own: Path | None, bad: BadTemplate) -> list[str]:
    if bad.unknown:
        return [
            say("shell.collate.template_fields", file=own, fields=", ".join(bad.unknown)),
            say("shell.collate.template_known", fields=", ".join(bad.known)),
        ]
    return [say("shell.collate.template_bad", file=own), *(f"  {flaw}" for flaw in told(shell_words(), bad))]


def _told(to: Path, gathered: Gathered) -> list[str]:
    counts = gathered.collation.counts
    about = gathered.about
    name = "shell.collate.done" if about.period_key == "once" else "shell.collate.period_done"
    counted = {"title": about.title, "submitted": counts.submitted, "expected": counts.expected}
    lines = [say(name, file=to, period=about.period_key, **counted)]
    if gathered.is_provisional:
        lines.append(say("shell.collate.provisional", left=summary.left(shell_words(), counts)))
    return lines


def _period(session: Session, requirement: Requirement, typed: str | None, now: datetime) -> str:
    """Return the key of the period that was typed, or of the one whose due moment is nearest. Raise CommandFailure."""
    rows = session.execute(
        select(Obligation.period_key, Obligation.original_due_at)
        .where(Obligation.requirement_id == requirement.id)
        .distinct()
        .order_by(Obligation.original_due_at)
    ).all()
    if not rows:
        raise CommandFailure(say("shell.collate.no_period_yet", code=requirement.code))
    keys = list(dict.fromkeys(key for key, _ in rows))
    if typed is None:
        return min(rows, key=lambda row: abs(row[1] - now))[0]
    match = next((key for key in keys if key.casefold() == typed.casefold()), None)
    if match is None and requirement.period_type == "once":
        raise CommandFailure(say("shell.collate.once", code=requirement.code, said=typed))
    if match is None:
        periods = ", ".join(keys[-SHOWN:])
        raise CommandFailure(say("shell.collate.no_such_period", code=requirement.code, said=typed, periods=periods))
    return match


def write_template(to: Path, style: str) -> list[str]:
    """Write the built-in Word template, to begin one's own from; return what to say of it."""
    words = shell_words()
    described = Described(words.plain("document.report"), "Đôn Đốc", words.language, datetime.now(UTC))
    to.write_bytes(layouts.template(style, words, described=described))
    return [say("shell.template.done", file=to), say("shell.template.save_as")]
