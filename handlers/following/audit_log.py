"""`/nhatky`: who did what, when, and from which chat, on the plans that one follows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.finding import meant
from domain.finding.meant import Called
from domain.messaging.messages import Text, lines_of
from domain.rights import Role
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Talk
from handlers.display.unit_change_text import why
from handlers.naming import asked_for
from handlers.words import Words, dates
from storage.audit import audit_reading
from storage.audit.audit_reading import Logged
from storage.people import actors
from storage.units import units

TOLD = ("reason", "remark", "until", "number")  # details that are worth a word


def command(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Show the newest first; an admin reads the organisation's whole log."""
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
    title: list[Text] = [talk.words("log.title")]
    if rest:
        found, title = _about(talk, found, rest)
    shown = page_of(found, page or 0)
    lines: list[Text] = [*title, *(_line(talk, logged) for logged in shown.lines)]
    turns = turning(talk.words, shown, "log", {"rest": rest} if rest else None)
    (talk.say if page is None else talk.show)(lines_of(lines), [turns])


def _about(talk: Talk, found: list[Logged], typed: str) -> tuple[list[Logged], list[Text]]:
    """Return what is about the units of that name, or was done by a person of that name."""
    people = dict.fromkeys(one.person for one in found if one.person)
    doers = meant.choose([(name, Called("", name)) for name in people], typed)
    followed = units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())
    named = asked_for.named(talk.session, followed, typed)
    if not doers and not named.possible and not named.elsewhere:
        asked_for.some_or_stop(talk, followed, typed, "log", lambda unit: {"rest": unit.code})
    meant_units = {unit.id for unit in (*named.possible, *named.elsewhere)}
    left = [one for one in found if one.unit_id in meant_units or one.person in doers]
    whom = ", ".join([*(unit.shown for unit in (*named.possible, *named.elsewhere)), *doers])
    if not left:
        talk.stop("log.none_of", name=whom)
    unknown = [] if doers else asked_for.remarks(talk.words, talk.session, named)
    return left, [talk.words("log.title_of", name=whom), *unknown]


def _line(talk: Talk, logged: Logged) -> Text:
    event, words = logged.event, talk.words
    zone = ZoneInfo(logged.timezone)
    name = f"log.{event.action}"
    about = logged.about
    if logged.report is not None:
        about = f"{about} · {dates.report_title(words, *logged.report)}"
    told = [_told(talk, key, event.detail[key], zone) for key in TOLD if event.detail.get(key)]
    told += _decided(words, event.action, event.detail)
    return words(
        "log.line",
        at=f"{event.at.astimezone(zone):%d/%m %H:%M}",
        who=logged.person or words.plain("log.program"),
        did=words.plain(name) if words.has(name) else event.action,
        about=f" · {about}" if about else "",
        told=f" · {'; '.join(told)}" if told else "",
        channel=words.plain(f"channel.{event.channel}") if words.has(f"channel.{event.channel}") else event.channel,
    )


def _decided(words: Words, action: str, detail: Mapping[str, Any]) -> list[str]:
    """Say what was decided on an ended unit's report; until December 2026 the sentence itself was kept, as its
    reason."""
    area, _, decision = action.partition(".")
    if area != "duty" or "to" not in detail:
        return []
    return [f"“{why(words, decision, detail['to'], detail['basis'])}”"]


def _told(talk: Talk, key: str, value: object, zone: ZoneInfo) -> str:
    if key == "until":
        return talk.words.plain("log.until", at=dates.moment(talk.words, datetime.fromisoformat(str(value)), zone))
    return f"“{value}”" if key in ("reason", "remark") else str(value)
