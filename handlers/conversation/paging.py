"""Long lists, ten lines at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from handlers.conversation.talk import Choice
from handlers.words import Words

T = TypeVar("T")

LINES = 10


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some lines of a list; `first` is the number, from 0, of the first of them in the whole list."""

    lines: Sequence[T]
    first: int
    number: int
    pages: int


def whole(lines: Sequence[T]) -> Page[T]:
    """Return all of them on one page."""
    return Page(lines, 0, 0, 1)


def page_of(lines: Sequence[T], number: int, most: int = LINES) -> Page[T]:
    """Return the page of that number, from 0; the nearest where the list has become shorter. `most` lines on each."""
    pages = max(1, -(-len(lines) // most))
    number = min(max(number, 0), pages - 1)
    first = number * most
    return Page(lines[first : first + most], first, number, pages)


def turning(words: Words, page: Page[Any], action: str, args: Mapping[str, Any] | None = None) -> list[Choice]:
    """Return the buttons to the pages before and after."""
    turns = [
        ("button.page_before", page.number - 1, page.number > 0),
        ("button.page_after", page.number + 1, page.number + 1 < page.pages),
    ]
    return [
        Choice(words.plain(name), action, {**(args or {}), "page": number}) for name, number, there in turns if there
    ]
