"""What somebody reads who is urged: by whom, and for which reports, with the buttons to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Card, Text, lines_of, text_of
from handlers.conversation.notices import words_for
from handlers.conversation.talk import card_of, offer
from handlers.display.digest_text import TITLES
from handlers.display.duty_lines import DutyStanding, duty_rows
from handlers.words import Words, dates
from storage.following.overdue import Awaited
from storage.tables import Address


@dataclass(frozen=True, slots=True)
class Sender:
    """Who urges, and the unit for which they do."""

    name: str
    unit: str
    say: str = ""  # an own sentence


def letter(
    session: Session,
    address: Address,
    sender: Sender,
    rows: Sequence[Awaited],
    owed: Mapping[int, DutyStanding],
    now: datetime,
) -> Card:
    """One message for all that this person's units are late with; `owed` holds the duties by their ids."""
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


def _line(words: Words, row: Awaited, now: datetime) -> Text:
    """As in a reminder."""
    asked = row.asked
    name = "duty.drafted" if row.drafted else "duty.untouched"
    return words(
        "duty.late",
        title=dates.report_title(words, asked.title, asked.period_type, asked.period_key),
        unit=row.unit_name,
        due=dates.moment(words, row.due_at, asked.zone),
        state=words.plain(name, done=row.drafted, all=row.tasks),
        late=dates.late_by(words, row.due_at, now, asked.zone),
    )
