"""What is said out of politeness around a report: whom it is said to and by whom, greetings, thanks, wishes, that this
is a report. `Thưa đồng chí, thay mặt chi bộ tôi xin báo cáo:`, `E bc`, `nha c`, `Trân trọng cảm ơn đồng chí!`.

It is taken out where a whole clause is nothing else, before the task that a clause begins with, and at a clause's end.
Who says something of a third person (`anh Nam nói`, `anh Nam báo`) is no manners: that is hearsay.
"""

from collections.abc import Collection, Iterator, Sequence

from domain.moments.pieces import Phrases
from domain.typed.hearing.polite_words import BEFORE, DOCUMENTS, GLUE, GROUNDS, OFFICES, PERSONS, SAYS, THANKS
from domain.typed.phrases import kinds_at, meanings_at
from domain.typed.tokens import Token

_LONGEST_CLAUSE = 30  # tokens; what is longer says more
_LONGEST_NAME = 4  # words of a person's name
_LONGEST_OFFICE = 6  # words of an office's
_LONGEST_PARTING = 8  # tokens
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


class _Line:
    """The tokens of a line beside what was typed, so that capitals are seen."""

    def __init__(self, tokens: Sequence[Token], text: str, codes: Collection[str], *, corrects: bool) -> None:
        self.tokens, self.text, self.codes, self.corrects = tokens, text, codes, corrects
        self._most = max(map(len, codes), default=0)

    def is_code(self, at: int) -> bool:
        key = ""
        for token in self.tokens[at : at + self._most]:
            if key and not token.is_close:
                return False
            key += token.key.casefold()
            if key in self.codes:
                return True
        return False

    def phrase(self, at: int, table: Phrases[str], *kinds: str) -> int:
        """How many tokens the longest phrase of these takes here."""
        found = table.at(self.tokens, at) if at < len(self.tokens) else None
        return found[1] if found is not None and (not kinds or found[0] in kinds) else 0

    def names(self, at: int) -> int:
        """How many words with a capital begin here, up to the length of a name."""
        size = 0
        while size < _LONGEST_NAME and at + size < len(self.tokens) and self._is_capital(at + size):
            size += 1
        return size

    def _is_capital(self, at: int) -> bool:
        token = self.tokens[at]
        typed = self.text[token.start : token.end]
        return token.kind == "word" and typed[:1].isupper() and not kinds_at(self.tokens, at) & _STANDS

    def person(self, at: int) -> int:
        """`anh`, `anh Hai`, `đồng chí Nguyễn Văn An`"""
        length = self.phrase(at, PERSONS)
        return length and length + self.names(at + length)

    def office(self, at: int) -> int:
        """`Phòng Kinh tế`, `UBND phường 3`, `PKT`: its name goes on to a word that says something else."""
        size = self.phrase(at, OFFICES)
        typed = self.text[self.tokens[at].start : self.tokens[at].end]
        if not size and not (self.tokens[at].kind == "word" and len(typed) > 1 and typed.isupper()):
            return 0
        size = size or 1
        last = min(at + size + _LONGEST_OFFICE, len(self.tokens))
        while at + size < last and self._is_of_name(at + size):
            size += 1
        return size

    def _is_of_name(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind not in ("word", "number") or self.is_code(at) or kinds_at(self.tokens, at) & _STANDS:
            return False
        is_verb = (
            self.phrase(at, SAYS) > 1 or token.key in ("xin", "gui", "bao", "them", "nop") or token.marked == "kính"
        )
        return not is_verb and token.key not in ("em", "toi", "anh")


_STANDS = frozenset(
    {"done", "doing", "now", "not_yet", "no", "nil", "label", "extension", "soon", "guess", "if", "later", "rest",
     "all", "computed", "percent", "wonders", "spared", "waits", "wishes", "was", "hedge"}
)  # fmt: skip


def without_manners(
    tokens: Sequence[Token], text: str, codes: Collection[str], *, corrects: bool = False
) -> list[Token]:
    """All of them, where nothing else is said. `corrects`: something was taken back, so that what is said of before is
    no report."""
    line = _Line(tokens, text, codes, corrects=corrects)
    left: list[int] = []
    names_task = False
    for start, end in _clauses(tokens):
        if any(token.key == "\n" for token in tokens[start - 1 : start]):
            names_task = False
        if end - start > _LONGEST_CLAUSE and not left and _is_ground(line, start):
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


def _is_ground(line: _Line, start: int) -> bool:
    """`Căn cứ Kế hoạch số 101-KH/TU …`: on what the report is based."""
    length = line.phrase(start, GROUNDS)
    return bool(length) and bool(line.phrase(start + length, DOCUMENTS)) and not line.is_code(start + length + 1)


def _says_only_manners(line: _Line, start: int, end: int, *, behind_task: bool) -> bool:
    """Whether the clause greets, thanks or says that this is a report, and says nothing else."""
    if end - start > _LONGEST_CLAUSE or (end < len(line.tokens) and line.tokens[end].key == "?"):
        return False
    is_heading = start > 0 and line.tokens[start - 1].key == "[" and end < len(line.tokens)
    return start < end and (_manners(line, start, end, behind_task=behind_task, signals=is_heading) == end)


def _past_greeting(line: _Line, start: int, end: int) -> int:
    """`em báo cáo anh 2.7 xong`: where the task is named that stands behind them."""
    last = min(end, start + _LONGEST_CLAUSE)
    code = next((at for at in range(start, last) if line.is_code(at)), None)
    if code is None or code == start:
        return start
    return code if _manners(line, start, code, behind_task=False) == code else start


def _manners(line: _Line, start: int, end: int, *, behind_task: bool, signals: bool = False) -> int:
    """`end` where all from here on is manners, and one of the words says so."""
    at, before = start, ""
    is_past = any(line.phrase(one, BEFORE) for one in range(start, end))
    while at < end:
        token = line.tokens[at]
        office = 0 if behind_task else line.office(at)
        if length := line.phrase(at, THANKS, "thanks"):
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


def _is_told(line: _Line, start: int, at: int) -> bool:
    """`báo cáo anh Nam`, `chào chị Hoa`: the person is spoken to."""
    return any(line.phrase(before, SAYS) or line.phrase(before, THANKS) for before in range(start, at))


def _says_nothing(line: _Line, at: int, *, behind_task: bool) -> int:
    token = line.tokens[at]
    if token.kind == "sign":
        return int(token.key != "?")
    if token.kind == "number":
        is_named = at > 0 and line.tokens[at - 1].key in _NUMBERED and not line.is_code(at)
        return int(is_named and not behind_task)
    kinds = kinds_at(line.tokens, at)
    return meanings_at(line.tokens, at)[1] if kinds & {"filler", "any"} and not kinds & _STANDS else 0


def _before_parting(line: _Line, start: int, end: int) -> int:
    """`2.7 xong nghen anh Hai`, `50% ạ, em cảm ơn`: where that begins."""
    for at in range(max(start + 1, end - _LONGEST_PARTING), end):
        if not (line.phrase(at, PERSONS) or line.phrase(at, THANKS)):
            continue
        says = line.phrase(at - 1, _PARTICLES) or kinds_at(line.tokens, at - 1) & _MAY_STAND_BEFORE
        stands_before = bool(says) or line.tokens[at - 1].key == "%"
        if stands_before and _is_parting(line, at, end):
            return at
    return end


def _is_parting(line: _Line, at: int, end: int) -> bool:
    while at < end:
        length = line.phrase(at, THANKS) or line.person(at) or line.phrase(at, _PARTICLES)
        length = length or int(line.tokens[at].kind == "sign")
        if not length or line.tokens[at].key == "?":
            return False
        at += length
    return True


def _without_calls(line: _Line, kept: range) -> Iterator[int]:
    """Without `sếp ơi`, `anh Hai ơi`, wherever they stand."""
    at = kept.start
    while at < kept.stop:
        length = line.person(at) or (_called_by_name(line) if at == 0 else 0)
        if length and at + length < kept.stop and line.tokens[at + length].key in _CALLS:
            at += length + 1
        else:
            yield at
            at += 1


def _called_by_name(line: _Line) -> int:
    """`Lan ơi`, `Minh Tuấn ơi`: how many words the name has."""
    for size in (1, 2):
        called = line.tokens[: size + 1]
        if len(called) > size and called[size].key in _CALLS:
            names = all(
                token.kind == "word" and not kinds_at(line.tokens, at) & _STANDS
                for at, token in enumerate(called[:size])
            )
            return size if names else 0
    return 0
