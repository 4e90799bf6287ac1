"""What is said to somebody who gave up a position: which it was, and who holds it now."""

from domain.messaging.messages import Text, text_of
from domain.rights import REPORTING_ROLES
from handlers.conversation.talk import Answer, Interaction
from handlers.words import Words
from storage.people import people
from storage.people.people import FormerSeat


def explain(acting: Interaction) -> None:
    """Stop whoever holds no position any more, and say which they gave up, and who has it now."""
    if acting.person.is_reporter or acting.person.is_coordinator:
        return
    seat = people.former_seat(acting.session, acting.person.person_id, acting.now)
    if seat is not None:
        raise Answer(told(acting.words, seat))


def told(words: Words, seat: FormerSeat) -> Text:
    name = "seat.left_to" if seat.now_held_by else "seat.left"
    left = words(name, role=words.plain(f"role.{seat.role}"), unit=seat.unit, others=", ".join(seat.now_held_by))
    return text_of(left, " ", words("seat.need_not_report")) if seat.role in REPORTING_ROLES else left
