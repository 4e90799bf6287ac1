"""What is learned from: lines of people with what they are, and sentences that are no reports."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from domain.text import nfc
from domain.typed.weighing.runs import runs, without_codes
from tests.domain.people.facts import Line, lines
from tests.idle_talk import idle_talk

Lesson = tuple[Sequence[int], str]
IDLE = 1500  # sentences, of a seed that no test counts
MEANINGS = {"R": "answer", "A": "asks", "N": "none"}
_STANDINGS = ("done", "doing", "not_started")


def answers(files: Iterable[str]) -> list[Lesson]:
    said = [(line.message, MEANINGS[line.expected[0]]) for line in _all(files)]
    return [_lesson(text, meaning) for text, meaning in chain(said, ((text, "none") for text in idle_talk(1, IDLE)))]


def standings(files: Iterable[str]) -> list[Lesson]:
    """Of lines that say one standing, or none."""
    found = list[Lesson]()
    for line in _all(files):
        said = set(_said(line))
        if line.expected[0] != "R" or not said:
            found.append(_lesson(without_codes(line.message), "none"))
        elif len(said) == 1:
            found.append(_lesson(without_codes(line.message), said.pop()))
    return found


def _all(files: Iterable[str]) -> Iterator[Line]:
    return chain.from_iterable(map(lines, files))


def _said(line: Line) -> Iterator[str]:
    for fact in line.must:
        task, _, said = fact.strip().partition("=")
        if task in line.tasks and said.partition(":")[0] in _STANDINGS:
            yield said.partition(":")[0]


def _lesson(text: str, meaning: str) -> Lesson:
    return sorted(runs(nfc(text))), meaning
