"""What people write beside their reports: talk, questions, more time for something else. It looks like an answer where
it has an amount, a per cent or a task's code in it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.typed.hearing import heard
from domain.typed.talk.counted_codes import counts_something_else
from domain.typed.talk.for_others import is_for_others
from domain.typed.talk.idle import is_idle, promises_a_report
from domain.typed.talk.orders_to_others import is_order_to_others
from domain.typed.talk.other_time import is_of_something_else
from domain.typed.talk.sent_to_many import is_letter
from domain.typed.talk.task_questions import asks_for_papers, asks_whether_yet, has_asking_word, is_asked
from domain.typed.values.result import Doubt, Reading
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

__all__ = ["asks_how", "more_time_of_something_else", "without_talk"]


def asks_how(text: str) -> bool:
    """Say whether it is asked how to get more time: `muốn xin gia hạn thì gửi ai ạ`; not `cho em gia hạn được không ạ`,
    which asks politely."""
    tokens = heard(text)
    return has_asking_word(tokens[_wish_in(tokens) :])


def _wish_in(tokens: Sequence[Token]) -> int:
    """Return where the sentence begins in which more time is asked for: what was asked before is no question about
    it."""
    start = 0
    for at, token in enumerate(tokens):
        if token.key in _OF_TIME:
            return start
        if token.key in _ENDS:
            start = at + 1
    return 0


_OF_TIME = frozenset({"han", "giahan", "khat", "deadline", "extend", "nop", "lui", "hoan", "gian"})
_ENDS = frozenset({".", "!", "?", "\n"})


def more_time_of_something_else(text: str) -> bool:
    """Say whether more time is asked for something else, was granted already, or something is late without anybody
    asking."""
    tokens = heard(text)
    keys = {token.key for token in tokens}
    granted = any("word" in kinds_at(tokens, at) for at in range(len(tokens)))
    happened = any(one.key == "bi" and two.key in _PUTS_OFF for one, two in pairwise(tokens))
    is_no_request = granted or happened or asks_whether_yet(tokens) or keys.isdisjoint(_REQUESTS)
    return is_no_request or is_of_something_else(tokens)


_PUTS_OFF = frozenset({"hoan", "lui", "doi", "cham", "tre", "delay", "khat"})
"""What is put off by others and asks for nothing: `máy bay bị hoãn tới 2 giờ chiều`."""
_REQUESTS = frozenset({
    "xin", "cho", "nghi", "gia", "lui", "doi", "hoan", "khat", "no", "them", "deadline", "extend", "giahan", "nop",
    "cao", "xingiahan", "bc", "han", "kip", "muon",
})  # fmt: skip


def without_talk(
    reading: Reading, tokens: Sequence[Token], text: str, *, one_is_open: bool, own: Collection[str] = ()
) -> Reading:
    """Return the reading without talk. `one_is_open`: what is said is about one task, named or not. `own`: words of the
    title of the only one."""
    if reading.extension is not None and not reading.updates and is_of_something_else(tokens):
        reading = replace(reading, extension=None)
    is_asked_after = has_asking_word(tokens) or asks_whether_yet(tokens)
    if reading.extension is not None and not reading.updates and is_asked_after:
        return Reading(doubts=(Doubt("question", text.strip()),))
    names_one = bool(reading.updates) or any(doubt.task for doubt in reading.doubts)
    if names_one and (is_asked(tokens, reading) or asks_for_papers(reading, text)):
        return Reading(doubts=(Doubt("question", text.strip()),))
    is_no_report = (
        is_for_others(tokens, reading, own)
        or (_may_be_for_others(reading) and is_order_to_others(tokens, text))
        or is_letter(tokens, text, reading)
        or counts_something_else(tokens, text, reading)
        or (not one_is_open and is_idle(tokens, reading))
        or promises_a_report(tokens, reading)
    )
    return Reading(doubts=(Doubt("unclear", text.strip()),)) if is_no_report else reading


def _may_be_for_others(reading: Reading) -> bool:
    """Say whether nothing certain is said, and nobody above is asked for anything."""
    if reading.extension is not None or reading.is_nil:
        return False
    return not any(
        "recommendation" in update.answers or ("status" in update.answers and not update.proposed)
        for update in reading.updates
    )
