"""An order as it was heard, with what it names: what the functions that carry orders out are given."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.orders.choosing import Asked
from handlers.orders.named import Mentioned
from handlers.talk import Talk


@dataclass(frozen=True, slots=True)
class Heard:
    asked: Asked
    said: Mentioned

    @property
    def text(self) -> str:
        return self.said.text

    @property
    def after(self) -> str:
        """The text behind the words of the order."""
        last = max(self.asked.said)
        if last + 1 >= len(self.said.tokens):
            return ""
        return self.text[self.said.tokens[last].end :].lstrip(" :,-–—").strip()


Do = Callable[[Talk, Heard], None]
