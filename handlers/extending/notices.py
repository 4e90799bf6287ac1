"""What others hear about the time for a report, in their own language."""

from collections.abc import Collection
from datetime import datetime

from domain.messaging.messages import Text
from handlers.conversation.acting import Acting
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows
from handlers.extending.wording import about_all, request
from handlers.words import Words, dates
from handlers.words.reports import about
from storage.deciding import extensions
from storage.following import overdue
from storage.following.overdue import RequirementPeriod
from storage.people import actors
from storage.people.contacts import CALLED, concerned
from storage.people.people import holders
from storage.reporting.duties import Duty
from storage.tables import Extension


def asked(acting: Acting, duty: Duty, extension_id: int) -> set[int]:
    """Tell those who coordinate; return who could be reached."""
    wanted = next(one for one in extensions.queue(acting.session, [duty.plan_id], ()) if one.id == extension_id)
    people = set(actors.coordinators(acting.session, duty.plan_id, acting.now)) - {acting.person.person_id}
    return tell(acting.session, people, lambda words: request(words, duty, wanted), acting.now)


def granted(acting: Acting, duty: Duty, extension: Extension, until: datetime) -> None:
    wanted = extension.wanted_at

    def said(words: Words) -> tuple[Text, Rows]:
        name = "extension.told.granted" if until == wanted else "extension.told.other_day"
        moments = (dates.moment(words, moment, duty.zone) for moment in (until, wanted))
        filled = dict(zip(("until", "wanted"), moments, strict=True))
        return words(name, **about(words, duty), **filled), [[_report_now(words, duty)]]

    tell(acting.session, _unit_people(acting, duty, extension), said, acting.now)


def refused(acting: Acting, duty: Duty, extension: Extension) -> None:
    remark = extension.remark

    def said(words: Words) -> tuple[Text, Rows]:
        return words("extension.told.refused", **about(words, duty), remark=remark), [[_report_now(words, duty)]]

    tell(acting.session, _unit_people(acting, duty, extension), said, acting.now)


def granted_to_all(acting: Acting, asked: RequirementPeriod, unit_ids: Collection[int], until: datetime) -> int:
    """Tell the people of these units; return how many could be reached."""
    if not unit_ids:
        return 0
    organisation = overdue.organisation_of(acting.session, asked.plan_id)
    held = holders(acting.session, organisation, unit_ids, (), acting.now)
    people = {person for unit in unit_ids for person in held.holding(CALLED, unit, 0)}

    def said(words: Words) -> tuple[Text, Rows]:
        moment = dates.moment(words, until, asked.zone)
        duties = Choice(words.plain("button.duties"), "duties")
        return words("general.told", **about_all(words, asked), until=moment), [[duties]]

    return len(tell(acting.session, people, said, acting.now))


def _unit_people(acting: Acting, duty: Duty, extension: Extension) -> set[int]:
    """Return who asked, and who else reports for the unit."""
    return concerned(acting.session, duty.organisation_id, duty.unit_id, extension.person_id, acting.now)


def _report_now(words: Words, duty: Duty) -> Choice:
    return Choice(words.plain("button.report"), "report.start", {"obligation_id": duty.id, "unit_id": duty.unit_id})
