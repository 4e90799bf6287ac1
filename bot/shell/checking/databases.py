"""What `dondoc check` says of the database: whether it is there, whole, can be written, and stands alone."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.language import say
from bot.running.agreement import agreement, differences
from bot.running.signing import known_secret
from bot.settings import Settings
from bot.shell.checking import audit_chain, exposure, going_on
from bot.starting.expected_failures import in_plain_words
from bot.starting.finding import Finding, Findings, Mark
from bot.starting.groundwork import unfit
from storage.db.database import Database
from storage.db.migrate import UnknownRevision, pending
from storage.installation import heartbeat, processes
from storage.installation.room import NoRoomError, look_for_room
from storage.people import mailboxes
from storage.tables import Organisation
from storage.units import units

T = TypeVar("T")


def database_state(settings: Settings) -> Findings:
    url = make_url(settings.database_url.get_secret_value())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        yield _new_file(Path(url.database or ""))
        return
    try:
        failure = unfit(url)
    except Exception as error:
        yield _broken(error)
        return
    if failure is not None:
        yield Finding(Mark.WRONG, say("shell.check.database"), failure.lines[0], " ".join(failure.lines[1:]))
        return
    database = Database(settings.database_url.get_secret_value())
    try:
        waiting = pending(database.engine)
        yield Finding(Mark.GOOD, say("shell.check.database"), say("shell.check.database.good"))
        tables = say("shell.check.tables")
        if waiting:
            yield Finding(Mark.NOTE, tables, say("shell.check.database.waiting", n=len(waiting)))
        else:
            yield Finding(Mark.GOOD, tables, say("shell.check.database.tables_good"))
            yield from _written(database)
            yield from database.do(_loaded)
            yield from database.do(_audited)
            yield from running_programs(database, settings)
            yield from database.do(lambda session: list(exposure.proxies(settings, session)))
            yield from database.do(going_on.findings)
    except Exception as error:
        yield _broken(error)
    finally:
        database.close()


def _broken(error: Exception) -> Finding:
    failure = in_plain_words(error)
    if failure is None:
        raise error
    said = failure.lines[0].partition(": ")[2]
    return Finding(Mark.WRONG, say("shell.check.database"), said, say("shell.check.database.mend"))


def _written(database: Database) -> Findings:
    """Try to write: a database that opens and reads well may be on a full disk all the same."""
    subject = say("shell.check.writing")
    try:
        look_for_room(database.engine)
        database.do(heartbeat.try_to_write, datetime.now(UTC))
    except NoRoomError as error:
        said = say("shell.check.database.no_room", reason=error)
        yield Finding(Mark.WRONG, subject, said, say("shell.check.database.make_room"))
    else:
        yield Finding(Mark.GOOD, subject, say("shell.check.database.writable"))


def _audited(session: Session) -> list[Finding]:
    """Say whether anything in the log of decisions was removed or changed."""
    subject = say("shell.check.audit")
    flaws = audit_chain.flaws_told(session)
    if flaws:
        return [Finding(Mark.WRONG, subject, flaw, say("shell.check.audit.mend")) for flaw in flaws]
    return [
        Finding(Mark.GOOD, subject, say("shell.check.audit.whole", head=head)) for head in audit_chain.heads(session)
    ]


def running_programs(database: Database, settings: Settings) -> Findings:
    """Yield the programs that run on this database, and in what their settings are not these."""
    if database.is_sqlite:
        return
    secret = database.do(known_secret, settings)
    ours = agreement(settings, secret or "")
    for other in database.do(processes.living):
        subject = say("shell.check.program_at", place=other.place)
        names = [name for name in differences(ours, other.agreement) if secret or not name.endswith("SECRET")]
        if names:
            said = say("shell.check.program.differs", names=", ".join(names))
            yield Finding(Mark.WRONG, subject, said, say("shell.check.program.set_alike"))
        else:
            yield Finding(Mark.GOOD, subject, say("shell.check.program.alike"))


def _new_file(file: Path) -> Finding:
    subject, folder = say("shell.check.database"), file.absolute().parent
    if folder.is_dir():
        return Finding(Mark.GOOD, subject, say("shell.check.database.new_file", file=file))
    said = say("shell.database.no_folder", folder=folder)
    return Finding(Mark.WRONG, subject, said, say("shell.check.database.make_folder"))


def _loaded(session: Session) -> list[Finding]:
    names = session.scalars(select(Organisation.name).order_by(Organisation.code)).all()
    subject = say("shell.check.setup")
    if names:
        return [Finding(Mark.GOOD, subject, say("shell.check.setup.good", names=", ".join(names)))]
    return [Finding(Mark.NOTE, subject, say("shell.check.setup.none"))]


def mailboxes_kept(settings: Settings) -> int:
    """Return how many people have a mailbox; 0 where that cannot be told."""
    return _asked(settings, mailboxes.count) or 0


def organisation_codes(settings: Settings) -> Sequence[str]:
    """Return the codes of the organisations that are loaded; none where that cannot be told."""
    return _asked(settings, units.organisation_codes) or []


def _asked(settings: Settings, question: Callable[[Session], T]) -> T | None:
    """Return the database's answer; None where it cannot be had."""
    url = make_url(settings.database_url.get_secret_value())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return None
    database = Database(settings.database_url.get_secret_value())
    try:
        return None if pending(database.engine) else database.do(question)
    except (SQLAlchemyError, UnknownRevision):
        return None  # what is wrong with the database is told already
    finally:
        database.close()
