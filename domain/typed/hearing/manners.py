"""What is said out of politeness around a report: whom it is said to and by whom, greetings, thanks, wishes, that this
is a report. `Thưa đồng chí, thay mặt chi bộ tôi xin báo cáo:`, `E bc`, `nha c`, `Trân trọng cảm ơn đồng chí!`.

It is taken out where a whole clause is nothing else, before the task that a clause begins with, and at a clause's end.
Who says something of a third person (`anh Nam nói`, `anh Nam báo`) is no manners: that is hearsay.
"""

from collections.abc import Collection, Iterator, Sequence

from domain.moments.pieces import Phrases
from domain.typed.hearing.line_openings import (
    LONGEST_CLAUSE,
    STANDS,
    Beside,
    asks_to_be_told,
    past_opening,
    presents_itself,
)
from domain.typed.hearing.polite_words import (
    ASIDES,
    BEFORE,
    DOCUMENTS,
    GLUE,
    GROUNDS,
    NOTES,
    PERSONS,
    SAYS,
    THANKS,
)
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_LONGEST_PARTING = 8  # tokens
_MOST_CLAUSES = 400  # a letter that fits into one message has fewer
_CALLS = frozenset({"oi", "ui"})
_NUMBERED = frozenset(
    {"tuan", "thang", "quy", "nam", "ky", "ngay", "/", "-", "lan", "dot", "so", "phuong", "to", "khoi", "hom"}
)
_MAY_STAND_BEFORE = frozenset({"done", "doing", "percent", "not_yet"})
_ENDS = frozenset(",;.:!()[]\n")
_PARTICLES = Phrases({
    "particle": ("ạ", "nha", "nhé", "nghe", "hen", "rồi", "luôn", "đó", "nè", "ơi", "ui", "ạk", "ah", "đấy", "vậy",
                 "hí"),
})  # fmt: skip


def without_manners(
    tokens: Sequence[Token], text: str, codes: Collection[str], *, corrects: bool = False
) -> list[Token]:
    """Return the tokens without such manners; all of them, where nothing else is said. `corrects`: something was taken
    back, so that what is said of before is no report."""
    if sum(token.key in _ENDS for token in tokens) > _MOST_CLAUSES:
        return list(tokens)
    line = Beside(tokens, text, codes, corrects=corrects)
    left: list[int] = []
    names_task = False
    for start, end in _clauses(tokens):
        if any(token.key == "\n" for token in tokens[start - 1 : start]):
            names_task = False
        if end - start > LONGEST_CLAUSE and not left and _is_ground(line, start):
            continue
        kept = range(start, end)
        is_ground = _is_ground(line, start) and not left and not any(map(line.is_code, kept))
        if is_ground or _says_only_manners(line, start, end, behind_task=names_task):
            kept = range(end, end)
        else:
            kept = range(_past_greeting(line, start, end), end)
            kept = range(kept.start, _before_parting(line, kept.start, end))
            names_task = names_task or any(map(line.is_code, kept))
        left += _without_calls(line, kept)
        if end < len(tokens) and (kept or tokens[end].key == "\n"):
            left.append(end)
    has_words = any(tokens[at].kind in ("word", "number") for at in left)
    return [tokens[at] for at in left] if has_words else list(tokens)


def _clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, token in enumerate(tokens):
        if token.key in _ENDS:
            yield start, at
            start = at + 1
    yield start, len(tokens)


def _is_ground(line: Beside, start: int) -> bool:
    """Say whether it is said here on what the report is based: `Căn cứ Kế hoạch số 101-KH/TU …`."""
    length = line.phrase(start, GROUNDS)
    return bool(length) and bool(line.phrase(start + length, DOCUMENTS)) and not line.is_code(start + length + 1)


def _says_only_manners(line: Beside, start: int, end: int, *, behind_task: bool) -> bool:
    """Say whether the clause greets, thanks or says that this is a report, and says nothing else."""
    if end - start > LONGEST_CLAUSE or (end < len(line.tokens) and line.tokens[end].key == "?"):
        return False
    if not behind_task and presents_itself(line, start, end):
        return True
    is_heading = start > 0 and line.tokens[start - 1].key == "[" and end < len(line.tokens)
    return start < end and (_manners(line, start, end, behind_task=behind_task, signals=is_heading) == end)


def _past_greeting(line: Beside, start: int, end: int) -> int:
    """Return where the task is named behind a greeting: `em báo cáo anh 2.7 xong`."""
    last = min(end, start + LONGEST_CLAUSE)
    code = next((at for at in range(start, last) if line.is_code(at)), None)
    if code is not None and code > start and _manners(line, start, code, behind_task=False) == code:
        return code
    return past_opening(line, start, end)


def _manners(line: Beside, start: int, end: int, *, behind_task: bool, signals: bool = False) -> int:
    """Return `end` where all from here on is manners, and one of the words says so."""
    at, before = start, ""
    is_past = any(line.phrase(one, BEFORE) for one in range(start, end))
    while at < end:
        token = line.tokens[at]
        office = 0 if behind_task else line.office(at)
        if length := _aside(line, at, behind_task=behind_task):
            signals = True
        elif length := line.phrase(at, THANKS, "slip"):
            signals = is_past or line.corrects or not behind_task
        elif length := line.phrase(at, SAYS):
            if before == "name" or (
                is_past and not line.corrects
            ):  # `anh Nam báo 2.7 xong`, `hôm qua tôi báo cáo 2.7 75%`
                return start
            signals = signals or not behind_task or line.phrase(at, SAYS, "report") > 0
        elif (length := line.person(at)) and length >= office:
            before = "name" if length > line.phrase(at, PERSONS) and not _is_told(line, start, at) else ""
            at += length
            if at < end and line.tokens[at].key in _CALLS:
                signals, before = True, ""
            continue
        elif not (
            length := office
            or line.phrase(at, GLUE)
            or line.phrase(at, BEFORE)
            or _says_nothing(line, at, behind_task=behind_task)
        ):
            return start
        at, before = at + length, before if token.key in ("da", "co") else ""
    return end if signals else start


def _aside(line: Beside, at: int, *, behind_task: bool) -> int:
    """Return how many tokens give thanks, say how somebody is, or behind a task that it should be put down; `giúp`
    alone may ask for more."""
    note = line.phrase(at, NOTES) if behind_task else 0
    told = asks_to_be_told(line.tokens, at)
    return line.phrase(at, THANKS, "thanks") or line.phrase(at, ASIDES) or told or (note if note > 1 else 0)


def _is_told(line: Beside, start: int, at: int) -> bool:
    """Say whether the person is spoken to: `báo cáo anh Nam`, `chào chị Hoa`."""
    return any(line.phrase(before, SAYS) or line.phrase(before, THANKS) for before in range(start, at))


def _says_nothing(line: Beside, at: int, *, behind_task: bool) -> int:
    token = line.tokens[at]
    if token.kind == "sign":
        return int(token.key != "?")
    if token.kind == "number":
        is_named = at > 0 and line.tokens[at - 1].key in _NUMBERED and not line.is_code(at)
        return int(is_named and not behind_task)
    kinds = kinds_at(line.tokens, at)
    return meanings_at(line.tokens, at)[1] if kinds & {"filler", "any"} and not kinds & STANDS else 0


def _before_parting(line: Beside, start: int, end: int) -> int:
    """Return where the parting words begin: `2.7 xong nghen anh Hai`, `50% ạ, em cảm ơn`."""
    for at in range(max(start + 1, end - _LONGEST_PARTING), end):
        if not (line.phrase(at, PERSONS) or line.phrase(at, THANKS) or line.phrase(at, NOTES) > 1):
            continue
        says = line.phrase(at - 1, _PARTICLES) or kinds_at(line.tokens, at - 1) & _MAY_STAND_BEFORE
        stands_before = bool(says) or line.tokens[at - 1].key == "%"
        if stands_before and _is_parting(line, at, end):
            return at
    return end


def _is_parting(line: Beside, at: int, end: int) -> bool:
    while at < end:
        length = line.phrase(at, THANKS) or line.phrase(at, NOTES) or line.phrase(at, ASIDES)
        length = length or line.person(at) or line.phrase(at, _PARTICLES)
        length = length or int(line.tokens[at].kind == "sign")
        if not length or line.tokens[at].key == "?":
            return False
        at += length
    return True


def _without_calls(line: Beside, kept: range) -> Iterator[int]:
    """Yield the places without `sếp ơi`, `anh Hai ơi`, wherever they stand."""
    at = kept.start
    while at < kept.stop:
        length = line.person(at) or (_called_by_name(line) if at == 0 else 0)
        if length and at + length < kept.stop and line.tokens[at + length].key in _CALLS:
            at += length + 1
        else:
            yield at
            at += 1


def _called_by_name(line: Beside) -> int:
    """Return how many words the name has of one who is called: `Lan ơi`, `Minh Tuấn ơi`."""
    for size in (1, 2):
        called = line.tokens[: size + 1]
        if len(called) > size and called[size].key in _CALLS:
            names = all(
                token.kind == "word" and not kinds_at(line.tokens, at) & STANDS
                for at, token in enumerate(called[:size])
            )
            return size if names else 0
    return 0
