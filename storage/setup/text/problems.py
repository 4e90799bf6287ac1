"""What is wrong with a setup file: where, and what was expected instead."""

from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    line: counted from 1; None where it concerns the file as a whole.
    where: `requirements[0].due.day`; "" for the whole.
    message: Vietnamese, says what was found and what is expected.
    place: in words, where `line` is only an order: `trang “Đơn vị”, ô B5`.
    """

    line: int | None
    where: str
    message: str
    place: str = ""

    def __str__(self) -> str:
        """On one line, whatever line breaks the file has in its texts and keys."""
        line = self.place or (f"dòng {self.line}" if self.line else "")
        return " ".join(": ".join(part for part in (line, self.where, self.message) if part).split())


class SetupProblems(ValueError):
    """A setup file that cannot be taken; `problems` are all that were found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)
        super().__init__("\n".join(map(str, self.problems)))


def where(path: Path) -> str:
    """`requirements[0].due.day`"""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
