"""What is not for somebody, and why: they may have given up the position for which it is."""

from typing import NoReturn

from domain.messaging.messages import Text
from handlers.conversation.talk import Answer, Interaction, Talk
from handlers.display.shortcuts import ways_on
from handlers.words import Words
from storage.people import people
from storage.people.people import FormerSeat


def not_for_you(talk: Talk, whose: str) -> NoReturn:
    """Refuse what is for others. `whose`: for whom it is, of `not_for_you.…`"""
    explain(talk)
    talk.stop(f"not_for_you.{whose}", [ways_on(talk)] if whose == "reporter" else [])


def explain(acting: Interaction) -> None:
    """Stop whoever holds no position any more, and say which they gave up, and who has it now."""
    if acting.person.is_reporter or acting.person.is_coordinator:
        return
    seat = people.former_seat(acting.session, acting.person.person_id, acting.now)
    if seat is not None:
        raise Answer(told(acting.words, seat))


def told(words: Words, seat: FormerSeat) -> Text:
    name = "seat.left_to" if seat.now_held_by else "seat.left"
    return words(name, role=words.plain(f"role.{seat.role}"), unit=seat.unit, others=", ".join(seat.now_held_by))
