"""All that a step may look at and touch."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.lives.drawing import Draw
from tests.lives.hands import Hand
from tests.lives.house import House
from tests.lives.ledger import Reminded
from tests.lives.model import Book
from tests.lives.page import Page


@dataclass
class Scene:
    house: House
    book: Book
    reminded: Reminded
    page: Page
    errors: Sequence[object]  # what the program logged as one
    seen: dict[str, int] = field(default_factory=dict)  # what was compared with the book, by what it is

    def hand(self, draw: Draw, chat: str, by: str | None = None) -> Hand:
        return Hand(self.house, draw, chat, by)

    def after_tick(self) -> None:
        assert not self.errors, f"logged as an error: {self.errors}"
        self.reminded.after_tick(self.house)

    def compared(self, what: str) -> None:
        self.seen[what] = self.seen.get(what, 0) + 1
