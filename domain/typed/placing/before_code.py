"""A sentence before the code of the only task that a line names: `Đã bảo dưỡng 12 bình. Xong nhiệm vụ 1`."""

from collections.abc import Sequence

from domain.typed.placing.fields_of_words import is_in_trouble, piece_of
from domain.typed.values.statement import Statement, StatementPart
from domain.typed.words.clause_starts import says_nothing
from domain.typed.words.markers import SAYS, found
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token, key_at

_ELSEWHERE = frozenset({"guess", "if", "wonders", "as_before", "plan", "later", "ahead", "nil", "extension", "word",
                        "corrects", "not_needed"})  # fmt: skip
"""Words of what is not, or not of this report."""
_TELLS = frozenset({"was", "done", "doing", "now"})
_GROUNDS = frozenset({"can", "theo", "kinh", "trien", "thuc"})  # `căn cứ kế hoạch`, `thực hiện công văn`
_SENDS = frozenset({"gui", "nop", "mail", "email", "file", "zalo"})  # `em đã gửi báo cáo hôm qua`
_PERSONS = frozenset({"em", "toi", "tui", "minh", "anh", "chi", "co", "chu", "bac", "tao", "to", "thay", "ong", "ba"})
_BEFORE_NUMBERS = frozenset({"/", "thang", "quy", "nam", "ngay", "so", "ky", "tuan", "phuong", "to", "khoi"})
_QUOTES = frozenset('"“”‘’«»')
_FEWEST_WORDS, _LONGEST = 3, 80  # tokens


def with_sentence_before(found_: Sequence[Statement], tokens: Sequence[Token], *, one_is_open: bool) -> None:
    """Put such a sentence into the task's result, or with what is in its way, as a proposal. `one_is_open`: all is of
    one task."""
    named = [one for one in found_ if one.tasks or one.unknown]
    if not named or any(one.unknown or one.is_exception or one.tasks != named[0].tasks for one in named):
        return
    if len(named[0].tasks) != 1 or named[0].is_planned:
        return
    for first in found_:
        if first is named[0]:
            return
        if not first.is_aside and first.parts and _may_be_told(first, named[0], tokens, one_is_open=one_is_open):
            start, end = first.parts[0].start, first.parts[-1].end
            piece = piece_of(tokens, start, end)
            if piece.is_empty:
                continue
            text = StatementPart("text", start, end, (piece.place,), label=start, is_proposed=True)
            named[0].parts, named[0].start, first.parts = [text, *named[0].parts], start, []


def _may_be_told(first: Statement, second: Statement, tokens: Sequence[Token], *, one_is_open: bool) -> bool:
    start, end = first.parts[0].start, first.parts[-1].end
    if end - start > _LONGEST or any(part.kind != "plain" for part in first.parts) or tokens[start].key in _GROUNDS:
        return False
    between = tokens[end - 1 : second.start]
    if any(token.key in _QUOTES for token in tokens[start : second.start]):  # what somebody else wrote
        return False
    if any(token.key == ":" for token in between) or says_nothing(tokens, start, end):
        return False
    if not one_is_open and any(token.kind == "break" for token in between):
        return False
    kinds, words, counts, at = set[str](), 0, False, start
    while at < end:
        kinds |= kinds_at(tokens, at)
        words += tokens[at].kind == "word"
        counts |= tokens[at].kind == "number" and not {tokens[at - 1].key, key_at(tokens, at + 1)} & _BEFORE_NUMBERS
        if tokens[at].key == "?" or tokens[at].key in _SENDS:
            return False
        at += max(1, meanings_at(tokens, at)[1])
    if kinds & _ELSEWHERE or words < _FEWEST_WORDS:
        return False
    if not counts and tokens[start].key in _PERSONS:  # `em không rành`
        return False
    is_told = counts or bool(kinds & _TELLS) or any(found(SAYS, tokens, at) for at in range(start, end))
    return is_told or is_in_trouble(tokens, start, end)
