"""`/thongbao`: to a class, a plan's units or all that one follows; previewed, counted, and acknowledged."""

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.finding import spelling
from domain.messaging.messages import Text, lines_of
from domain.text import nfc, vietnamese_key
from handlers.conversation.dialogs import confirmation, within
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.naming import people
from handlers.naming.asked_for import listed
from handlers.naming.audiences import addressed
from handlers.naming.people import ShownPerson
from handlers.nudging import actions
from handlers.nudging.actions import LONGEST_ANNOUNCEMENT, Audience
from handlers.words import Words, dates
from storage.following import announcements
from storage.following.announcements import Unread
from storage.people import actors
from storage.people.people import in_office
from storage.tables import Organisation, Plan, Unit
from storage.units import classes

MOST_RECENT = 5
MOST_NAMES = 10


def command(talk: Talk, rest: str = "") -> None:
    """Ask to whom, and show what was announced before, with how many have read it. `/thongbao nội dung…` begins with
    that text."""
    if not talk.person.plan_ids:
        talk.stop("follow.no_plan")
    words = talk.words
    units = actors.units_followed(talk.session, talk.person.plan_ids)
    choices = [Choice(words.plain("announce.everybody"), "announce.to", {"to": ""})]
    plans = select(Plan.code, Plan.title).where(Plan.id.in_(talk.person.plan_ids)).order_by(Plan.code)
    for code, title in talk.session.execute(plans).all() if len(talk.person.plan_ids) > 1 else ():
        choices.append(Choice(words.plain("announce.plan", title=title), "announce.to", {"to": f"plan:{code}"}))
    choices += [
        Choice(words.plain("announce.class", name=name), "announce.to", {"to": f"class:{name}"})
        for name in classes.names(talk.session, units)
    ]
    if text := nfc(rest).strip():
        _of_text(talk, text, choices)
        return
    lines: list[Text] = [words("announce.which")]
    recent = announcements.newest(talk.session, talk.person.person_id, _organisation(talk).id, MOST_RECENT)
    rows = in_rows(choices, 1)
    for number, one in enumerate(recent, 1):
        told, read = announcements.counts(talk.session, one.id)
        at = dates.clocked(words, one.at, _zone(talk))
        lines.append(words("announce.recent", n=number, at=at, text=one.text[:60], read=read, told=told))
        rows.append([Choice(words.plain("button.unread", n=number), "announce.unread", {"announcement_id": one.id})])
    talk.say(lines_of(lines), rows)


def _of_text(talk: Talk, text: str, choices: Sequence[Choice]) -> None:
    """Announce a text to those whom its beginning names, else ask to whom: what names somebody goes to nobody else."""
    meant = addressed(talk, text)
    within(talk, meant.said, LONGEST_ANNOUNCEMENT)
    if meant.to is not None:
        (preview if meant.said else ask)(talk, meant.to, *filter(None, [meant.said]))
        return
    if not meant.said:
        talk.say(talk.words("announce.which"), in_rows(choices, 1))
        return
    if len(choices) == 1 and not meant.unknown:
        preview(talk, "", meant.said)
        return
    which = [Choice(one.label, "announce.with", {**one.args, "text": meant.said}) for one in choices]
    unknown = [talk.words("announce.unknown", said=meant.unknown[:80])] if meant.unknown else []
    talk.say(lines_of([*unknown, talk.words("announce.which_with", text=meant.said)]), in_rows(which, 1))


def ask(talk: Talk, to: str) -> None:
    """Ask what is to be announced."""
    called = _called(talk, to, actions.audience(talk, to))
    body = talk.words("announce.ask", audience=called, limit=LONGEST_ANNOUNCEMENT)
    talk.say(body, focus={"ask": "announce", "to": to})


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "announce", "to": …}`, and preview it with how many it is for."""
    preview(talk, (talk.address.focus or {})["to"], text)


def preview(talk: Talk, to: str, text: str) -> None:
    """Read the announcement back, with how many it is for."""
    audience, words = actions.audience(talk, to), talk.words
    called, said = _called(talk, to, audience), within(talk, text, LONGEST_ANNOUNCEMENT)
    if not audience.reached:
        talk.stop("announce.nobody", audience=called)
    units = {unit for person in audience.reached for unit in audience.people[person]}
    lines: list[Text] = [
        words("announce.preview", audience=called, n=len(audience.reached), units=len(units)),
        _letter(words, talk.person.name, said),
    ]
    if audience.lost:
        rest = len(audience.lost) - MOST_NAMES
        more = words.plain("collate.more_units", n=rest) if rest > 0 else ""
        lines.append(words("announce.lost", names="; ".join(audience.lost[:MOST_NAMES]) + more))
    go = Choice(words.plain("button.announce", n=len(audience.reached)), "announce.do", {"to": to, "text": said})
    talk.say(*confirmation(words, lines, go))


def send(talk: Talk, to: str, text: str) -> None:
    """Announce the text: it was confirmed."""
    called = _called(talk, to, actions.audience(talk, to))
    done = actions.announce(talk, to, called, text)
    unread = Choice(talk.words.plain("button.unread_now"), "announce.unread", {"announcement_id": done.announcement_id})
    talk.show(talk.words("announce.done", audience=called, n=done.people_told), [[unread]])


def read(talk: Talk, announcement_id: int) -> None:
    """Keep that the person has read it, and thank them (`Đã đọc`)."""
    announcement = actions.acknowledge(talk, announcement_id)
    talk.retire(talk.words("announce.read_text", text=announcement.text))
    talk.note(talk.words("announce.thanks"))


def unread(talk: Talk, announcement_id: int, page: int | None = None) -> None:
    """Show who has not acknowledged."""
    announcement, left = actions.unread(talk, announcement_id)
    told, have = announcements.counts(talk.session, announcement_id)
    found = sorted(left, key=lambda one: vietnamese_key(one.unit))
    words, labels = talk.words, _told_apart(talk, announcement.organisation_id, found)
    lines: list[Text] = [words("announce.unread", text=announcement.text[:60], read=have, told=told)]
    shown = page_of([*zip(found, labels, strict=True)], page or 0)
    for one, label in shown.lines:
        name = "announce.unread_line" if one.reached else "announce.unreached_line"
        lines.append(words(name, who=label))
    turns = turning(words, shown, "announce.unread", {"announcement_id": announcement_id})
    (talk.say if page is None else talk.show)(lines_of(lines), [turns])


def _told_apart(talk: Talk, organisation_id: int, found: Sequence[Unread]) -> list[str]:
    """Return a label for each, as `Phòng Y tế · Nguyễn Văn An`; of two of one name with what they are there, or what
    else tells them apart."""
    bare = [f"{one.unit} · {one.person}" for one in found]
    twice = Counter(map(spelling.key, bare))
    alike = {one.unit_id for one, label in zip(found, bare, strict=True) if twice[spelling.key(label)] > 1}
    roles = {
        (unit_id, person_id): role
        for unit_id in alike
        for role, person_id in in_office(talk.session, organisation_id, unit_id, talk.now)
    }
    shown = [
        ShownPerson(one.person_id, label, roles.get((one.unit_id, one.person_id), ""))
        for one, label in zip(found, bare, strict=True)
    ]
    return people.labels(talk.session, talk.words, shown, talk.now)


def _letter(words: Words, who: str, text: str) -> Text:
    return words("announce.letter", who=who, text=text)


def _called(talk: Talk, to: str, audience: Audience) -> str:
    """Return how this person calls those to whom something is announced."""
    kind, _, name = to.partition(":")
    if audience.plan is not None:
        return talk.words.plain("announce.plan", title=audience.plan.title)
    if kind == "class":
        return talk.words.plain("announce.class", name=name)
    if kind == "units":
        named = (talk.session.get_one(Unit, one).shown for one in audience.units)
        return listed(talk.words, sorted(named, key=vietnamese_key))
    return talk.words.plain("announce.everybody")


def _organisation(talk: Talk) -> Organisation:
    assert talk.organisation is not None
    return talk.organisation


def _zone(talk: Talk) -> ZoneInfo:
    return ZoneInfo(_organisation(talk).timezone)
