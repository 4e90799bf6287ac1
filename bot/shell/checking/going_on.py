"""What `dondoc check` says of the running program: what fails, what is set aside, and whether it runs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from bot.language import say, shell_words, worded
from bot.starting.finding import Finding, Mark
from handlers.failures.reasons import in_words
from storage.aside import troubles
from storage.aside.aside_names import named
from storage.aside.aside_rows import Aside, everything
from storage.aside.bulkhead import DISPATCH
from storage.installation import heartbeat

SEEN_WITHIN = timedelta(minutes=2)
MOST_SHOWN = 20


def findings(session: Session) -> list[Finding]:
    return [*_running(session), *_failing(session), *_aside(session)]


def _running(session: Session) -> Iterator[Finding]:
    last = heartbeat.last(session)
    if last is not None and datetime.now(UTC) - last > SEEN_WITHIN:
        yield Finding(Mark.NOTE, say("shell.check.program"), _stopped(last), say("shell.check.program.run"))


def _stopped(last: datetime) -> str:
    return say("shell.check.program.stopped", since=_moment(last))


def _failing(session: Session) -> Iterator[Finding]:
    """Yield what fails as the running program saw it last; what is set aside has its own lines."""
    for row in troubles.all_of_them(session):
        if "@" in row.name:
            continue
        long_ago, over = datetime.now(UTC) - row.seen_at > SEEN_WITHIN, row.over_since is not None
        why = in_words(shell_words(), row.reason)
        said = say(_FAILS[long_ago, over], since=_moment(row.since), seen=_moment(row.seen_at), why=why)
        subject = say("shell.check.part", name=row.name)
        yield Finding(Mark.NOTE if over else Mark.WRONG, subject, said, _mend(row.name))


_FAILS = {
    (False, False): "shell.check.part.fails",
    (True, False): "shell.check.part.failed",
    (False, True): "shell.check.part.over",
    (True, True): "shell.check.part.failed_over",
}
"""By whether it was last seen long ago, and whether it works again."""


def _mend(name: str) -> str:
    part = name.partition(" ")[0]
    return say(f"shell.check.part.{part if part in ('receiving', 'sending', 'database') else 'log'}")


def _aside(session: Session) -> Iterator[Finding]:
    found = everything(session)
    for aside in sorted(found, key=lambda one: (one.part, one.subject))[:MOST_SHOWN]:
        yield Finding(Mark.WRONG, say("shell.check.aside_in", part=_part(aside)), _said(session, aside), _again(aside))
    if len(found) > MOST_SHOWN:
        yield Finding(Mark.WRONG, say("shell.check.aside"), say("shell.check.aside.more", n=len(found) - MOST_SHOWN))
    if messages := troubles.messages_aside(session):
        said = say("shell.check.aside.unmade", n=messages)
        yield Finding(
            Mark.WRONG, say("shell.check.aside_in", part="delivery"), said, say("shell.check.aside.by_itself")
        )


def _part(aside: Aside) -> str:
    name = f"part.{aside.part}"
    return say(name) if shell_words().has(name) else aside.part


def _said(session: Session, aside: Aside) -> str:
    subject, since = worded(named(session, aside.subject)), _moment(aside.since)
    return say("shell.check.aside.said", subject=subject, reason=aside.reason, n=aside.failures, since=since)


def _again(aside: Aside) -> str:
    if aside.part == DISPATCH:
        return say("shell.check.aside.sender_told")
    return say("shell.check.aside.again", at=_moment(aside.next_try_at))


def _moment(at: datetime) -> str:
    """Return the moment in the time of this machine, as in its log."""
    return f"{at.astimezone():%H:%M %d/%m/%Y}"
