"""A second reader, asked where the built-in one has doubts: outside of any transaction, while the message waits."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from domain.messaging.messages import Incoming
from domain.typed import Doubt, Reading
from domain.typed.second import Question, joined, may_help, names_a_task, proposals

FORWARDED = "forwarded"
"""In `extra` of a message that somebody else wrote: it is not sent on."""


class NotYet(Exception):
    """It has been asked: the message is handled when it has answered, or has taken too long."""


class SecondReader(Protocol):
    def answer(self, message: Incoming, part: str, question: Question) -> str:
        """Return its answer to this part of what the message asks; "" where it has nothing to say. Raise NotYet."""

    def holds(self, channel: str, account: str, external_id: str) -> bool:
        """Say whether it is being asked about a message."""


class Titled(Protocol):
    """A task by its code and its title."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...


def asking(second: SecondReader | None, message: Incoming, part: str) -> Callable[[Question], str] | None:
    """Return how to ask the second reader; None where there is none, or the words are not the person's own."""
    if second is None or FORWARDED in message.extra:
        return None
    return partial(second.answer, message, part)


def read_again(ask: Callable[[Question], str] | None, text: str, tasks: Sequence[Titled], reading: Reading) -> Reading:
    """Return the reading with what the second reader proposes. Only these words and the titles of the tasks go out, and
    neither where they are secret; what was not understood at all only where it names a task, as else it is no
    report."""
    is_understood = reading.says_something
    if ask is None or (is_understood and not may_help(reading)):
        return reading
    question = Question(text, tuple((task.code, task.title) for task in tasks))
    if not question.may_be_sent or not (is_understood or names_a_task(question)):
        return reading
    doubtful = reading if is_understood else Reading(doubts=(Doubt("unclear", text),))
    again = joined(doubtful, proposals(ask(question), question))
    return again if is_understood or again.updates else reading
