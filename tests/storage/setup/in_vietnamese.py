"""What the storage of setups says, in the Vietnamese that people read."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import storage.setup
from domain.messaging.sentences import Filling, SentenceError
from handlers.setup.wording import problem_lines
from handlers.words import Words
from handlers.words.sentences import in_words
from storage.setup import Problem, SetupProblems
from storage.setup.diff.difference import SetupChange

VIETNAMESE = Words()
Answer = Filling | Problem | SetupChange | SetupProblems | SentenceError


def as_read(answer: Answer) -> str:
    """A line of a preview or of what is wrong; all lines of a refusal."""
    if isinstance(answer, SetupChange):
        return f"{answer.sign} {in_words(VIETNAMESE, answer.told)}"
    if isinstance(answer, Problem):
        return problem_lines(VIETNAMESE, [answer])[0]
    if isinstance(answer, SetupProblems):
        return "\n".join(map(as_read, answer.problems))
    return in_words(VIETNAMESE, answer.sentence if isinstance(answer, SentenceError) else answer)


def all_read(answers: Iterable[Answer]) -> list[str]:
    return [as_read(one) for one in answers]


def load_setup(*given: Any, **named: Any) -> list[str]:
    """The changes as lines."""
    return all_read(storage.setup.load_setup(*given, **named))


@contextmanager
def refusal(match: str) -> Iterator[pytest.ExceptionInfo[SetupProblems]]:
    """A setup is refused, with words that match."""
    with pytest.raises(SetupProblems) as caught:
        yield caught
    assert re.search(match, as_read(caught.value)), as_read(caught.value)
