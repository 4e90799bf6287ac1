"""What others hear about a report that was decided on, in their own language."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.messaging.messages import Text, lines_of
from handlers.conversation.acting import Acting
from handlers.conversation.notices import Said, tell
from handlers.conversation.talk import Choice, Rows
from handlers.display import full_report
from handlers.reviewing.wording import unlocking_rows
from handlers.words import Words, dates
from handlers.words.reports import about
from storage.people import actors
from storage.people.contacts import concerned
from storage.reporting.duties import Duty
from storage.tables import Report


def accepted(acting: Acting, duty: Duty, report: Report) -> None:
    number = report.number
    _tell_unit(
        acting, duty, report, lambda words: (words("reviewed.told.accepted", **about(words, duty), number=number), [])
    )


def returned(
    acting: Acting, duty: Duty, report: Report, comments: Sequence[dict[str, Any]], until: datetime
) -> set[int]:
    def said(words: Words) -> tuple[Text, Rows]:
        ends = dates.moment(words, until, duty.zone)
        lines = [
            words("reviewed.told.returned", **about(words, duty), until=ends),
            *full_report.comments(words, acting.session, duty, list(comments)),
        ]
        mend = Choice(words.plain("button.report"), "report.start", {"obligation_id": duty.id, "unit_id": duty.unit_id})
        return lines_of(lines), [[mend]]

    return _tell_unit(acting, duty, report, said)


def unlocked(acting: Acting, duty: Duty, report: Report, until: datetime) -> set[int]:
    def said(words: Words) -> tuple[Text, Rows]:
        amend = Choice(words.plain("button.amend"), "report.amend", {"obligation_id": duty.id, "unit_id": duty.unit_id})
        ends = dates.moment(words, until, duty.zone)
        return words("reviewed.told.unlocked", **about(words, duty), until=ends), [[amend]]

    return _tell_unit(acting, duty, report, said)


def kept_locked(acting: Acting, duty: Duty, report: Report) -> None:
    _tell_unit(acting, duty, report, lambda words: (words("reviewed.told.kept_locked", **about(words, duty)), []))


def unlock_asked(acting: Acting, duty: Duty, reason: str) -> set[int]:
    """Tell those who coordinate; return who could be reached."""
    name = acting.person.name
    people = set(actors.coordinators(acting.session, duty.plan_id, acting.now)) - {acting.person.person_id}

    def said(words: Words) -> tuple[Text, Rows]:
        at = dates.clocked(words, acting.now, duty.zone)
        keep = [Choice(words.plain("button.keep_locked"), "unlock.keep", {"obligation_id": duty.id})]
        body = words("unlock.asked", **about(words, duty), reason=reason, person=name, at=at)
        return body, [*unlocking_rows(acting, words, duty), keep]

    return tell(acting.session, people, said, acting.now)


def _tell_unit(acting: Acting, duty: Duty, report: Report, said: Said) -> set[int]:
    """Tell whoever sent the report, and who else reports for the unit; return who could be reached."""
    to = concerned(acting.session, duty.organisation_id, duty.unit_id, report.person_id, acting.now)
    return tell(acting.session, to, said, acting.now)
