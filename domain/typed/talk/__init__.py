"""What people write beside their reports: talk, questions, more time for something else. It looks like an answer where
it has an amount, a per cent or a task's code in it."""

from collections.abc import Sequence
from dataclasses import replace

from domain.typed.hearing import heard
from domain.typed.meant import Doubt, Reading
from domain.typed.talk.asking import has_asking_word, is_asked
from domain.typed.talk.idle import is_idle
from domain.typed.talk.other_time import is_of_something_else
from domain.typed.tokens import Token

__all__ = ["asks_how", "more_time_of_something_else", "without_talk"]


def asks_how(text: str) -> bool:
    """`muốn xin gia hạn thì gửi ai ạ`; not `cho em gia hạn được không ạ`, which asks politely."""
    return has_asking_word(heard(text))


def more_time_of_something_else(text: str) -> bool:
    return is_of_something_else(heard(text))


def without_talk(reading: Reading, tokens: Sequence[Token], text: str, *, one_is_open: bool) -> Reading:
    """`one_is_open`: what is said is about one task, named or not."""
    if reading.extension is not None and not reading.updates and is_of_something_else(tokens):
        reading = replace(reading, extension=None)
    if (reading.updates or reading.doubts) and is_asked(tokens, reading):
        return Reading(doubts=(Doubt("question", text.strip()),))
    if not one_is_open and is_idle(tokens, reading):
        return Reading(doubts=(Doubt("unclear", text.strip()),))
    return reading
