"""What people read who are urged (by whom, for which reports, with the buttons to answer), and what is announced."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Card, Text, lines_of, text_of
from domain.rights import Role
from handlers.conversation.acting import Acting
from handlers.conversation.notices import queue_card, tell, words_for
from handlers.conversation.talk import Choice, Rows, card_of, offer
from handlers.display.digest_text import TITLES
from handlers.display.duty_lines import DutyStanding, duty_rows, standings
from handlers.words import Words, dates
from storage.following.overdue import FollowedDuty
from storage.messages.outbox import Lane
from storage.reporting import duties
from storage.tables import Address, Announcement, Unit


@dataclass(frozen=True, slots=True)
class Sender:
    """Who urges, and the unit for which they do."""

    name: str
    unit: str
    say: str = ""  # an own sentence


def urged(
    acting: Acting,
    addresses: Mapping[int, Address],
    wanted: Mapping[int, Sequence[FollowedDuty]],
    rows: Sequence[FollowedDuty],
    say: str,
) -> dict[int, int]:
    """Send one message to each of these people, about the reports that are wanted of them; return by person which."""
    owed = standings(acting.session, duties.duties(acting.session, [row.obligation_id for row in rows]))
    sender = Sender(acting.person.name, _own_unit(acting), say)
    sent = {}
    for person_id, address in addresses.items():
        card = _letter(acting.session, address, sender, wanted[person_id], owed, acting.now)
        sent[person_id] = queue_card(acting.session, address, card, Lane.NOTICE, acting.now, None)
    return {person_id: message for person_id, message in sent.items() if message is not None}


def announced(acting: Acting, people: Collection[int], announcement: Announcement) -> set[int]:
    """Return who could be reached."""
    args = {"announcement_id": announcement.id}

    def said(words: Words) -> tuple[Text, Rows]:
        read = Choice(words.plain("button.have_read"), "announce.read", args)
        return words("announce.letter", who=acting.person.name, text=announcement.text), [[read]]

    return tell(acting.session, people, said, acting.now)


def _letter(
    session: Session,
    address: Address,
    sender: Sender,
    rows: Sequence[FollowedDuty],
    owed: Mapping[int, DutyStanding],
    now: datetime,
) -> Card:
    """Return one message for all that this person's units are late with; `owed` holds the duties by their ids."""
    assert address.person_id is not None
    words = words_for(session, address.person_id)
    lines: list[Text] = [words("nudge.letter", who=sender.name, unit=sender.unit)]
    if sender.say:
        lines.append(words("nudge.said", say=sender.say))
    for number, row in enumerate(rows[:TITLES], 1):
        mark = f"{number}. " if len(rows) > 1 else ""
        lines.append(text_of(mark, _line(words, row, now)))
    if len(rows) > TITLES:
        lines.append(words("digest.more", n=len(rows) - TITLES))
    buttons = duty_rows(words, [owed[row.obligation_id] for row in rows])
    card = card_of(session, address, lines_of(lines), buttons, now)
    offer(address, card, now, beside=True)
    return card


def _line(words: Words, row: FollowedDuty, now: datetime) -> Text:
    """Return a late report in a line, as in a reminder."""
    asked = row.asked
    name = "duty.drafted" if row.drafted else "duty.untouched"
    return words(
        "duty.late",
        title=dates.report_title(words, asked.title, asked.period_key),
        unit=row.unit_name,
        due=dates.moment(words, row.due_at, asked.zone),
        state=words.plain(name, done=row.drafted, all=row.tasks),
        late=dates.late_by(words, row.due_at, now, asked.zone),
    )


def _own_unit(acting: Acting) -> str:
    """Return the name of the unit for which the coordinator acts."""
    held = sorted(acting.person.held, key=lambda held: (held.role is not Role.COORDINATOR, held.role is not Role.ADMIN))
    return acting.session.get_one(Unit, held[0].unit_id).name
