"""What is wrong with a setup file: where, and what was expected instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.messaging.sentences import EMPTY, Filling, Listing, Sentence, listing, names_in, sentence

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    line: counted from 1; None where it concerns the file as a whole.
    where: `requirements[0].due.day`; "" for the whole.
    message: what was found and what is expected.
    place: where `line` is only an order: sheet and cell.
    """

    line: int | None
    where: str
    message: Sentence
    place: Filling = EMPTY

    @property
    def told(self) -> Listing:
        """With where it is: `dòng 26: requirements[0].due.day: …`"""
        line = self.place or (sentence("setup.line_number", number=self.line) if self.line else EMPTY)
        return listing([part for part in (line, self.where, self.message) if part], ": ")


class SetupProblems(ValueError):
    """A setup file that cannot be taken; `problems` are all that were found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)
        super().__init__(", ".join(next(names_in(problem.message), "") for problem in self.problems[:20]))


def where(path: Path) -> str:
    """Return the path in one text: `requirements[0].due.day`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
