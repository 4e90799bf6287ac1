"""Draws everything from one seed."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Draw(random.Random):
    def maybe(self, share: float = 0.7) -> bool:
        return self.random() < share

    def one(self, of: Sequence[T]) -> T:
        return of[self.randrange(len(of))]

    def some(self, of: Sequence[T], least: int = 1, most: int | None = None) -> list[T]:
        """In their order."""
        most = len(of) if most is None else min(most, len(of))
        chosen = set(self.sample(range(len(of)), self.randint(min(least, most), most)))
        return [one for number, one in enumerate(of) if number in chosen]

    def day(self, of: date, before: int, after: int) -> str:
        return f"{of + timedelta(days=self.randint(-before, after))}"

    def apart(self) -> "Draw":
        """For a part of what is drawn: however much it takes, the rest stays as it is."""
        return Draw(self.getrandbits(64))
