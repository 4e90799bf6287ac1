"""What the storage of setups says, in the Vietnamese that people read.

All that is asked for is said in English too, where no Vietnamese may be left but what is quoted from the file and the
words of the workbook.
"""

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
from storage.setup.workbook.layout import SHEETS
from tests.bot.language.english import vietnamese

Answer = Filling | Problem | SetupChange | SetupProblems | SentenceError
_QUOTED = re.compile(
    r"“[^”]*”|\"[^\"]*\"|"
    # what is shown as it stands in the files of the tests: units of measure, an issuer, a key, an example
    "thủ tục|triệu đồng|tỷ đồng|Ủy ban Thường vụ Quốc hội|ngành|thap = Thấp"
)
_OF_THE_WORKBOOK = re.compile(
    "|".join(
        re.escape(word)
        for word in sorted(
            {
                word
                for sheet in SHEETS
                for word in (
                    sheet.name,
                    *(column.heading for column in sheet.columns),
                    *(choice for column in sheet.columns for choice in column.choices or ()),
                )
            },
            key=len,
            reverse=True,
        )
    )
)


def as_read(answer: Answer) -> str:
    """Return a line of a preview or of what is wrong; all lines of a refusal."""
    english = worded(Words("en"), answer)
    assert vietnamese_left(english) == set(), english
    return worded(Words("vi"), answer)


def vietnamese_left(english: str) -> set[str]:
    """Return the Vietnamese words outside quotation marks, but for those of the workbook."""
    return set(vietnamese(_OF_THE_WORKBOOK.sub("", _QUOTED.sub("", english))))


def worded(words: Words, answer: Answer) -> str:
    """Return it in these words."""
    if isinstance(answer, SetupChange):
        return f"{answer.sign} {in_words(words, answer.told)}"
    if isinstance(answer, Problem):
        return problem_lines(words, [answer])[0]
    if isinstance(answer, SetupProblems):
        return "\n".join(problem_lines(words, answer.problems))
    return in_words(words, answer.sentence if isinstance(answer, SentenceError) else answer)


def all_read(answers: Iterable[Answer]) -> list[str]:
    return [as_read(one) for one in answers]


def load_setup(*given: Any, **named: Any) -> list[str]:
    """The changes as lines."""
    return all_read(storage.setup.load_setup(*given, **named))


def load_in_vietnamese(*given: Any, **named: Any) -> list[str]:
    """The changes as lines, not asked for in English: of names that are drawn nobody knows where they end."""
    return [worded(Words("vi"), one) for one in storage.setup.load_setup(*given, **named)]


@contextmanager
def refusal(match: str) -> Iterator[pytest.ExceptionInfo[SetupProblems]]:
    """A setup is refused, with words that match."""
    with pytest.raises(SetupProblems) as caught:
        yield caught
    assert re.search(match, as_read(caught.value)), as_read(caught.value)
