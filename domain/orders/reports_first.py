"""Whether what somebody who reports writes is an order, or tells of their tasks. It only computes, so that
`dondoc understand` says what the chat does."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import pairwise

from domain.moments.moments_in_text import names_a_moment
from domain.orders.best_way import OrderCandidate, asked
from domain.orders.names_in_text import days_and_codes, named_periods, periods
from domain.orders.order_tokens import OrderToken, tokens_of
from domain.typed import Reading
from domain.typed.talk import more_time_of_something_else

SURE = 0.5  # of what is said, an order has to explain: who reports may be telling of work
CLEAR = 0.8  # an order that explains as much wins over words that were only proposed for a task nobody named
LEAST = 1.0
"""What an order has to be worth, for the same reason."""
READ_ELSEWHERE = frozenset({"nil", "extend"})
"""What a line that is read may say as well."""
_OF_MORE_TIME = frozenset({"asked_more_time"})  # `cho em gia hạn được không`
_STOPS_OR_STANDS = frozenset({"cancel", "standing"})
_OF_BEFORE = frozenset({"nil", "history"})
_COMMANDS = frozenset({"giahan", "xingiahan", "extend"})
_OF_A_PERIOD = frozenset({"thang", "quy", "nam", "ky", "dot", "q"})
_SHORT = 6  # words, which say nothing beside the order
_BECAUSE = frozenset({"vi", "do", "tai"})
_ANY_DAY_OFF = frozenset({"nghi", "vang", "vien", "om"})
_SPEAKS_OF_NIL = frozenset({"hold", "help", "standing"})
_ABOUT_WHAT_WAS_SENT = frozenset({"amend", "reopen", "take_back", "files_of", "sent_back", "history"})
_SPEAKS_OF_TASKS = frozenset({"hold", "help", "due", "obstacles_own", "snooze", "look_at_task", *_ABOUT_WHAT_WAS_SENT})
"""Which may name a task and tell nothing of it."""


def order_in(text: str, today: date, codes: Collection[str], read: Callable[[], Reading]) -> OrderCandidate | None:
    """Return the order of a reporter that this is, of a report with these tasks; `read` says what the line tells."""
    tokens = tokens_of(text)
    if not tokens or tokens[0].said in codes:
        return None
    spots = named_periods(periods(tokens, today))
    first = _of_reporter(asked(tokens, spots))
    if first is not None or not _ANY_DAY_OFF.isdisjoint(token.key for token in tokens):
        days = days_and_codes(text, tokens, today)  # which cost more than all the rest
        first = _of_reporter(asked(tokens, [*spots, *days])) if days else first
    if first is None or first.share < SURE or first.worth < LEAST or _is_not_reviewed(first, tokens):
        return None
    reading = read()
    if tells(first, tokens, codes, reading) or (first.order == "nil" and not _may_be_nil(tokens, reading)):
        return None
    if first.order == "extend" and more_time_of_something_else(text):
        return None
    return first


def _is_not_reviewed(first: OrderCandidate, tokens: Sequence[OrderToken]) -> bool:
    """Say whether others have not looked yet, as in `công ty nói làm xong rồi, trường chưa kiểm tra lại`."""
    return first.order == "review_own" and any(
        one.key == "chua" and two.key in _LOOKS_AGAIN for one, two in pairwise(tokens)
    )


_LOOKS_AGAIN = frozenset({"kiem", "xem", "coi", "ra", "check", "doc"})


def _may_be_nil(tokens: Sequence[OrderToken], reading: Reading) -> bool:
    """Say whether it may say that there is nothing to report; `không có gì đâu cả nhà, chuyện nhỏ mà` does not, of
    which the reader makes nothing."""
    return reading.is_nil or reading.says_something or len(tokens) <= _SHORT


def without_command(text: str) -> str:
    """Return `giahan 3 ngày` without the command, which is no reason."""
    first, _, rest = text.partition(" ")
    return rest.strip() if first.casefold() in _COMMANDS else text


def _of_reporter(found: Sequence[OrderCandidate]) -> OrderCandidate | None:
    return next((one for one in found if one.whose != "coordinator"), None)


def tells(first: OrderCandidate, tokens: Sequence[OrderToken], codes: Collection[str], reading: Reading) -> bool:
    """Say whether the line says something of a report, so that the order `first` is none."""
    names_a_code = any(token.said in codes for token in tokens)
    if (tokens and tokens[0].said in codes) or (reading.updates and not _is_clear(first, reading, names_a_code)):
        return True
    has_numbers = _has_numbers(tokens, codes)
    if reading.extension is not None and _asks_for_time(first, tokens, reading.extension, has_numbers):
        return True
    if reading.is_nil and first.order not in _SPEAKS_OF_NIL:
        return True
    if any(doubt.task is not None for doubt in reading.doubts) or names_a_code:
        return first.order not in _SPEAKS_OF_TASKS or has_numbers
    doubted = {doubt.why for doubt in reading.doubts}
    if first.order in _STOPS_OR_STANDS and "which_task" in doubted:
        return True  # `còn một việc chưa xong thôi ạ`
    if first.order in _OF_BEFORE and "as_before" in doubted:
        return True  # `không có gì mới so với kỳ trước`
    return first.order == "as_before" and (bool(reading.updates) or reading.says_something)


def _is_but_proposed(reading: Reading) -> bool:
    """Say whether nothing is said of the tasks for certain: `tôi cần chỉnh lại số liệu 3.1 đã gửi hôm thứ hai`."""
    return all(set(update.answers) == {name for name, _ in update.proposed} for update in reading.updates)


def _is_clear(first: OrderCandidate, reading: Reading, names_a_code: bool) -> bool:
    """Say whether the order is clear, though reports are told besides: `xong hết rồi, nộp luôn giúp em nhé` asks to
    hand in, and says how all stand."""
    is_beside = first.order == "hand_in" and all(update.proposed for update in reading.updates)
    is_said_too = is_beside or _is_but_proposed(reading)
    return first.share >= CLEAR and is_said_too and (not names_a_code or first.order in ("amend", "reopen"))


def _has_numbers(tokens: Sequence[OrderToken], codes: Collection[str]) -> bool:
    """Say whether there are numbers that are no code and no period's."""
    return any(
        token.said[0].isdecimal() and token.said not in codes and (before is None or before.key not in _OF_A_PERIOD)
        for before, token in zip((None, *tokens), tokens, strict=False)
    )


def _asks_for_time(first: OrderCandidate, tokens: Sequence[OrderToken], wish: str, has_numbers: bool) -> bool:
    """Say whether what was read as a wish for more time is one: until when or why is said, as in `xin cho trường nộp
    báo cáo sang thứ Tư`, or the order is to ask for it."""
    if tokens[0].key in _COMMANDS:
        return False
    gives_reasons = not _BECAUSE.isdisjoint(token.key for token in tokens)
    is_of_more_time = first.order in READ_ELSEWHERE | _OF_MORE_TIME
    return has_numbers or is_of_more_time or gives_reasons or names_a_moment(wish)
