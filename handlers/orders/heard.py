"""An order as it was heard, with what it names: what the functions that carry orders out are given."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from domain.orders.best_way import OrderCandidate
from domain.orders.order_reasons import without_manners
from domain.orders.report_names import before_reason
from handlers.conversation.talk import Talk
from handlers.orders.named_things import Mentioned


@dataclass(frozen=True, slots=True)
class HeardOrder:
    asked: OrderCandidate
    said: Mentioned

    @property
    def text(self) -> str:
        return self.said.text

    @property
    def named_before_reason(self) -> "HeardOrder":
        """Return the order without reports that are named only in the reason: `vì thiếu thẻ bảo hiểm y tế`."""
        length = len(before_reason(self.text))
        named = [one for one in self.said.reports if self.said.tokens[one.start].start < length]
        return replace(self, said=replace(self.said, reports=named))

    @property
    def before_reason(self) -> "HeardOrder":
        """Return the order with nothing of its reason."""
        text = before_reason(self.text)
        tokens = [token for token in self.said.tokens if token.end <= len(text)]
        return replace(self, said=replace(self.said, text=text, tokens=tokens))

    @property
    def after(self) -> str:
        """Return the text behind the words of the order."""
        last = max(self.asked.said)
        if last + 1 >= len(self.said.tokens):
            return ""
        return self.text[self.said.tokens[last].end :].lstrip(" :,-–—").strip()

    @property
    def beside(self) -> str:
        """Return the last part of the text, if it neither orders nor names: `phường 1 khỏi nộp, mới kiện toàn bộ máy`;
        or what is said of the unit before the order: `phường 10 đang sáp nhập, kỳ này miễn cho họ`."""
        named = max((one.end for one in self.said.spots), default=0)
        behind = max(named, max(self.asked.said) + 1)
        begins = self.text.rfind(",") + 1
        is_own = begins and behind and self.said.tokens[behind - 1].end <= begins
        return without_manners(self.text[begins:]) if is_own else self._before

    @property
    def _before(self) -> str:
        """Return what stands behind a name with which the text begins, to a comma before the words of the order; ""
        where nothing does."""
        tokens, first = self.said.tokens, min(self.asked.said)
        name = next((one for one in self.said.units if one.start == 0), None)
        if name is None or name.end >= first or tokens[name.end].clause == tokens[first].clause:
            return ""
        begins = tokens[name.end].start
        return without_manners(self.text[begins : self.text.find(",", begins) if "," in self.text[begins:] else begins])


Do = Callable[[Talk, HeardOrder], None]
