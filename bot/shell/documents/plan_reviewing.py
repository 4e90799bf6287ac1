"""`dondoc review`: the review of a plan, written into a file."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.progress import Progress, TaskID
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.language import say, shell_words
from bot.shell import naming
from bot.shell.terminal_progress import progress as shown_progress
from bot.starting.expected_failures import CommandFailure
from domain.calendar.periods import PeriodError, parse_period
from domain.finding import meant
from domain.finding.meant import Called
from domain.plan_reviews.review_spans import ReviewSpan
from handlers.plan_reviews import review_files, review_summary
from handlers.plan_reviews.gathered_review import gather
from storage.db import private
from storage.db.database import Database
from storage.tables import Plan


def review(
    database: Database,
    plan: str,
    first: str | None,
    last: str | None,
    to: Path,
    org: str | None,
    years: frozenset[int],
    *,
    frozen: bool = False,
) -> list[str]:
    """Write the review, and return what to say of it. `years`: those whose calendar is official. Raise CommandFailure
    for what was typed wrong."""
    kind = to.suffix.lower().removeprefix(".")
    if kind not in review_files.WRITERS:
        raise CommandFailure(say("shell.review.name", file=to, kinds=_kinds()), code=2)
    if not to.absolute().parent.is_dir():
        raise CommandFailure(say("shell.file.no_folder", folder=to.absolute().parent))
    span = _span(first, last)
    with shown_progress() as bar:
        reading = bar.add_task(say("shell.collate.reading"), total=None)
        with database.reading() as session:
            organisation = naming.organisation(session, org)
            words = shell_words(organisation.address_form, years)
            found = _plan(session, organisation.id, plan)
            count = _counting(bar, reading)
            gathered = gather(session, found.id, span, datetime.now(UTC), frozen=frozen, progress=count)
            if gathered is None:
                raise CommandFailure(say("shell.review.no_period", plan=found.title))
            title = review_summary.title_of(words, gathered)
            if frozen and not gathered.is_frozen:
                raise CommandFailure(say("shell.review.never_frozen", title=title))
        private.tighten(to)
        review_files.write(kind, to, words, gathered)
    counts = gathered.review.counts
    return [say("shell.review.done", file=to, title=title, submitted=counts.submitted, expected=counts.expected)]


def _counting(bar: Progress, task: TaskID) -> Callable[[int, int], None]:
    return lambda done, all: bar.update(task, completed=done, total=all)


def file_and_period(given: Sequence[str]) -> tuple[Path, str | None]:
    """Return the file and the last period, both of which stand behind `--to`: what has an ending is the file. Raise
    CommandFailure where there is no file, or several."""
    files = [one for one in given if Path(one).suffix]
    periods = [one for one in given if not Path(one).suffix]
    if len(files) != 1 or len(periods) > 1:
        raise CommandFailure(say("shell.review.name", file=" ".join(given), kinds=_kinds()), code=2)
    return Path(files[0]), periods[0] if periods else None


def _kinds() -> str:
    return ", ".join(f".{one}" for one in review_files.WRITERS)


def _span(first: str | None, last: str | None) -> ReviewSpan:
    keys = []
    for typed in (first, last):
        try:
            keys.append(parse_period(typed).key if typed else None)
        except PeriodError:
            raise CommandFailure(say("shell.review.bad_period", said=typed), code=2) from None
    span = ReviewSpan(*keys)
    if span.is_backwards:
        raise CommandFailure(say("shell.review.backwards", first=span.first, last=span.last), code=2)
    return span


def _plan(session: Session, organisation_id: int, code: str) -> Plan:
    """Return the plan of that code or whole title. Raise CommandFailure."""
    query = select(Plan).where(Plan.organisation_id == organisation_id).order_by(Plan.code)
    found = session.scalars(query).all()
    match = meant.whole([(one, Called(one.code, one.title)) for one in found], code)
    if len(match) != 1:
        lines = [f"  {one.code}: {one.title}" for one in match or found]
        raise CommandFailure(say("shell.review.no_plan", said=code), *lines)
    return match[0]
