"""What the storage of setups answers, worded for a chat or the shell."""

from collections.abc import Iterable

from handlers.words import Words
from handlers.words.sentences import in_words
from storage.setup import Applied, Problem


def problem_lines(words: Words, problems: Iterable[Problem]) -> list[str]:
    """Return a line for each problem, whatever line breaks the file has in its texts and keys."""
    return [" ".join(in_words(words, problem.told).split()) for problem in problems]


def change_lines(words: Words, applied: Applied) -> list[str]:
    """Return a line for each change, beginning with `+`, `~` or `-`."""
    return [f"{change.sign} {in_words(words, change.told)}" for change in applied.lines]


def counted(words: Words, applied: Applied) -> str:
    """Return what stays as it is: `12 đơn vị, 3 kế hoạch`."""
    found = [words.plain(f"setup.count.{thing}", n=n) for thing, n in applied.untouched.items()]
    return ", ".join(found) or "0"
