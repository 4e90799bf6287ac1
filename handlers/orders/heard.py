"""An order as it was heard, with what it names: what the functions that carry orders out are given."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.orders.choosing import Asked
from domain.orders.reasons import without_manners
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

    @property
    def beside(self) -> str:
        """The last part of it, if it neither orders nor names: `phường 1 khỏi nộp, mới kiện toàn bộ máy`."""
        named = max((one.end for one in self.said.spots), default=0)
        behind = max(named, max(self.asked.said) + 1)
        begins = self.text.rfind(",") + 1
        is_own = begins and behind and self.said.tokens[behind - 1].end <= begins
        return without_manners(self.text[begins:]) if is_own else ""


Do = Callable[[Talk, Heard], None]
