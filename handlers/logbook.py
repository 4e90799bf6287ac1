"""`/nhatky`: who did what, when, and from which chat, on the plans that one follows."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.messages import Text, lines_of
from domain.rights import Role
from handlers.following.pages import page_of, turning
from handlers.talk import Talk
from handlers.words import dates
from storage import actors, audit_reading
from storage.audit_reading import Logged

TOLD = ("reason", "remark", "until", "number")  # details that are worth a word


def command(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """The newest first; an admin reads the organisation's whole log."""
    organisations = {held.organisation_id for held in talk.person.held}
    found = audit_reading.newest(
        talk.session,
        organisations,
        talk.person.plan_ids,
        actors.units_followed(talk.session, talk.person.plan_ids),
        person_id=talk.person.person_id,
        everything=any(held.role is Role.ADMIN for held in talk.person.held),
    )
    if not found:
        talk.stop("log.none")
    shown = page_of(found, page or 0)
    lines: list[Text] = [talk.words("log.title"), *(_line(talk, logged) for logged in shown.lines)]
    (talk.say if page is None else talk.show)(lines_of(lines), [turning(talk.words, shown, "log")])


def _line(talk: Talk, logged: Logged) -> Text:
    event, words = logged.event, talk.words
    zone = ZoneInfo(logged.timezone)
    name = f"log.{event.action}"
    about = logged.about
    if logged.report is not None:
        about = f"{about} · {dates.report_title(words, *logged.report)}"
    told = [_told(talk, key, event.detail[key], zone) for key in TOLD if event.detail.get(key)]
    return words(
        "log.line",
        at=f"{event.at.astimezone(zone):%d/%m %H:%M}",
        who=logged.person or words.plain("log.program"),
        did=words.plain(name) if words.has(name) else event.action,
        about=f" · {about}" if about else "",
        told=f" · {'; '.join(told)}" if told else "",
        channel=words.plain(f"channel.{event.channel}") if words.has(f"channel.{event.channel}") else event.channel,
    )


def _told(talk: Talk, key: str, value: object, zone: ZoneInfo) -> str:
    if key == "until":
        return talk.words.plain("log.until", at=dates.moment(talk.words, datetime.fromisoformat(str(value)), zone))
    return f"“{value}”" if key in ("reason", "remark") else str(value)
