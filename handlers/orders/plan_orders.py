"""Orders about a whole plan, without their slash: `so ket KHCN quý 1 đến quý 3`, `cho em xin bản tổng kết kế hoạch`,
`tình hình KHCN`. What stands behind is what the command itself understands, or it is none of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from domain.orders.order_phrases import POLITE
from domain.orders.order_tokens import OrderToken, tokens_of
from handlers.briefs import brief_chat
from handlers.conversation.talk import Talk
from handlers.plan_reviews import review_chat

_SAID_BEFORE = """cho xin ban bao cao van da vang thua lap lam gui lay can muon xem coi giup gium dum hay nho chao
please show me give get i need want the a our anh chi em toi minh bot oi do di"""
_SAID_BEHIND = "giup gium dum voi luon di please cai nao"
_LEADS, _ENDS = frozenset(_SAID_BEFORE.split()), POLITE | frozenset(_SAID_BEHIND.split())
_OF = frozenset({"cua", "ve", "of", "for", "the"})
_PLAN = (("ke", "hoach"), ("plan",))
_MOST_LEADS = 12  # words


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """`words`: by which it is asked for. `means`: whether the command understands what stands behind them, `asked`
    being whether something before them asks for it."""

    words: Sequence[tuple[str, ...]]
    means: Callable[[Talk, str, bool], bool]
    do: Callable[[Talk, str], None]


def _review(talk: Talk, rest: str, asked: bool) -> bool:
    return bool(talk.person.plan_ids) and (review_chat.understands(talk, rest) if rest else asked)


def _final_review(talk: Talk, rest: str, asked: bool) -> bool:
    """Say whether it names a plan: `tổng kết quý 4` is said of a quarter's reports as often."""
    return bool(talk.person.plan_ids) and (review_chat.understands(talk, rest, by_name=True) if rest else asked)


def _brief(talk: Talk, rest: str, asked: bool) -> bool:
    return bool(talk.person.readable_ids and rest) and brief_chat.understands(talk, rest)


ORDERS: Mapping[str, PlanOrder] = {
    "review": PlanOrder((("so", "ket"), ("soket",), ("plan", "review")), _review, review_chat.command),
    "final": PlanOrder((("tong", "ket"), ("tongket",)), _final_review, review_chat.command),
    "brief": PlanOrder((("tinh", "hinh"), ("tinhhinh",), ("situation",), ("brief",)), _brief, brief_chat.command),
}


def deals_with(talk: Talk, text: str) -> bool:
    """Do what is asked of a plan; return False where the text may be something else."""
    tokens = tokens_of(text)
    for order in ORDERS.values():
        for words in order.words:
            at = next((at for at in range(min(len(tokens), _MOST_LEADS)) if _stands(tokens, at, words)), None)
            if at is None or not all(token.key in _LEADS for token in tokens[:at]):
                continue
            rest, names_plan = _behind(text, tokens, at + len(words))
            if order.means(talk, rest, bool(at) or names_plan):
                order.do(talk, rest)
                return True
    return False


def _stands(tokens: Sequence[OrderToken], at: int, words: tuple[str, ...]) -> bool:
    return tuple(token.key for token in tokens[at : at + len(words)]) == words


def _behind(text: str, tokens: Sequence[OrderToken], start: int) -> tuple[str, bool]:
    """Return what stands there without what is only polite, and whether it begins with `kế hoạch`; that alone says no
    more than the command does."""
    end = len(tokens)
    while end > start and tokens[end - 1].key in _ENDS:
        end -= 1
    while start < end and tokens[start].key in _OF:
        start += 1
    names_plan = any(_stands(tokens, start, words) for words in _PLAN)
    if names_plan and any(end - start == len(words) for words in _PLAN if _stands(tokens, start, words)):
        start = end
    return text[tokens[start].start : tokens[end - 1].end] if start < end else "", names_plan
