"""A request for more time in words, with the ways to decide on it."""

from domain.messaging.messages import Text, lines_of
from handlers.conversation.talk import Choice, Rows
from handlers.words import Words, dates
from handlers.words.reports import about
from storage.deciding.extensions import Waiting
from storage.following.overdue import RequirementPeriod
from storage.reporting.duties import Duty


def request(words: Words, duty: Duty, waiting: Waiting) -> tuple[Text, Rows]:
    args = {"extension_id": waiting.id}
    at = dates.clocked(words, waiting.asked_at, duty.zone)
    until = dates.moment(words, waiting.wanted_at, duty.zone)
    told = {"until": until, "reason": waiting.reason, "person": waiting.person, "at": at}
    rows = [
        [
            Choice(words.plain("button.grant"), "extension.grant", args),
            Choice(words.plain("button.another_date"), "extension.other", args),
            Choice(words.plain("button.refuse"), "extension.refuse", args),
        ]
    ]
    return lines_of([words("extension.asked", **about(words, duty), **told)]), rows


def all_title(words: Words, asked: RequirementPeriod) -> str:
    return dates.report_title(words, asked.title, asked.period_key)


def about_all(words: Words, asked: RequirementPeriod) -> dict[str, str]:
    """Return what sentences say of a report that several units are asked for."""
    return {"title": all_title(words, asked), "due": dates.moment(words, asked.due_at, asked.zone)}
