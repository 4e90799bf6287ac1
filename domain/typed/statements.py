"""A typed line cut into statements: which tasks each is about, and its parts with what each part is for.

A new statement begins where a task is named at the beginning of a clause. A text (`vướng mắc: …`) goes on until the
next label or the next task.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from domain.text import fold
from domain.typed.tokens import Token
from domain.typed.vocabulary import Meaning, meanings_at

PartKind = Literal["plain", "text", "none", "extension"]
_STRONG = frozenset(";\n")
_CLAUSE_ENDS = frozenset(",;.()\n")
_LINE_MARKS = frozenset("-+*•–—✓✔")
_NEAREST = 3


@dataclass(slots=True)
class Part:
    """`fields`: for a text the field it is for; for "none" those of which there are none."""

    kind: PartKind
    start: int
    end: int  # tokens
    fields: tuple[str, ...] = ()
    label: int = -1  # where the label before a text begins


@dataclass(slots=True)
class Statement:
    """`tasks` are codes; `unknown` is what looks like a code and is none, `near` the codes it may stand for."""

    start: int
    tasks: list[str] = field(default_factory=list)
    unknown: str = ""
    near: tuple[str, ...] = ()
    is_rest: bool = False  # `các nhiệm vụ còn lại`
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Named:
    """Tasks that are named from a token on, and how many tokens name them."""

    tasks: tuple[str, ...]
    length: int
    unknown: str = ""
    near: tuple[str, ...] = ()
    is_rest: bool = False


class Codes:
    """The tasks that can be named, each by the keys of the tokens of its code."""

    def __init__(self, codes: Sequence[str], open_codes: Sequence[str]) -> None:
        """`open_codes`: those that nothing has been said about yet (`các nhiệm vụ còn lại`)."""
        self.codes = codes
        self.open = open_codes
        keys = {fold(code).replace(" ", ""): code for code in codes}
        dotless = {key.replace(".", ""): code for key, code in keys.items() if key[:1].isalpha()}  # `t1` for T.1
        self._by_key: Mapping[str, str] = {**dotless, **keys}
        self._longest = max(map(len, self._by_key), default=0)  # no code has more tokens than signs

    def at(self, tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
        """The code that begins here, the longest, and its number of tokens."""
        found: tuple[str | None, int] = (None, 0)
        key = ""
        for length, token in enumerate(tokens[at : at + self._longest], 1):
            if length > 1 and not token.is_close:
                break
            key += token.key.casefold()
            if code := self._by_key.get(key):
                found = (code, length)
        return found

    def near(self, said: str) -> tuple[str, ...]:
        """The codes that look like it: the same signs otherwise set (`2,7`), the same beginning, the same end."""
        wanted = fold(said).replace(",", ".").strip(".")
        head, _, tail = wanted.partition(".")
        alike = [code for key, code in self._by_key.items() if key == wanted]
        alike += [code for key, code in self._by_key.items() if head and key.partition(".")[0] == head]
        alike += [code for key, code in self._by_key.items() if tail and key.partition(".")[2] == tail]
        return tuple(dict.fromkeys(alike))[:_NEAREST]


def named_at(tokens: Sequence[Token], at: int, codes: Codes) -> Named | None:
    """`2.7`, `nhiệm vụ 2.7`, `2.7, 2.8 và 3.1`, `2.7 đến 2.9`, `tất cả`, `các nhiệm vụ còn lại`."""
    start = at + _led(tokens, at, ("filler", "task"), only_before=lambda i: _reference(tokens, i, codes) is not None)
    first = _reference(tokens, start, codes)
    if first is None:
        return None
    tasks, length = list(first.tasks), start - at + first.length
    unknown, near = first.unknown, first.near
    while following := _next_reference(tokens, at + length, codes, tasks):
        tasks = [*tasks, *(task for task in following.tasks if task not in tasks)]
        unknown, near = unknown or following.unknown, near or following.near
        length += following.length
    return Named(tuple(tasks), length, unknown, near, first.is_rest)


def _led(tokens: Sequence[Token], at: int, kinds: tuple[str, ...], only_before: Callable[[int], bool]) -> int:
    """How many tokens of these kinds lead to a reference; 0 where they lead to none."""
    size = 0
    for _ in range(6):
        meanings, length = meanings_at(tokens, at + size)
        if not any(meaning.kind in kinds for meaning in meanings):
            break
        size += length
        if at + size < len(tokens) and tokens[at + size].key in (":", "."):
            size += 1
        if only_before(at + size):
            return size
    return 0


def _reference(tokens: Sequence[Token], at: int, codes: Codes) -> Named | None:
    if at >= len(tokens):
        return None
    code, length = codes.at(tokens, at)
    if code is not None:
        return None if _is_measured(tokens, at + length, code) else Named((code,), length)
    meanings, size = meanings_at(tokens, at)
    for meaning in meanings:
        if meaning == Meaning("all"):
            return Named(tuple(codes.codes), size)
        if meaning == Meaning("rest"):
            return Named(tuple(codes.open), size, is_rest=True)
    return _like_a_code(tokens, at, codes)


def _like_a_code(tokens: Sequence[Token], at: int, codes: Codes) -> Named | None:
    """`9.9`, `2,7`: formed as a code, and none."""
    token = tokens[at]
    pieces = token.key.replace(",", ".").split(".")
    if token.kind != "number" or len(pieces) not in (2, 3) or any(len(piece) > 2 for piece in pieces):
        return None
    if _is_measured(tokens, at + 1, token.key) or not any("." in code for code in codes.codes):
        return None
    return Named((), 1, token.key, codes.near(token.key))


def _is_measured(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Whether the number is an amount: a unit, a per cent or a part of a whole follows."""
    if at >= len(tokens) or not code[:1].isdigit():
        return False
    if tokens[at].key == "%" or (tokens[at].key == "/" and "." not in code):
        return True
    return any(meaning.kind in ("money", "percent") for meaning in meanings_at(tokens, at)[0])


def _next_reference(tokens: Sequence[Token], at: int, codes: Codes, before: list[str]) -> Named | None:
    """One more after a comma, `và`, or `đến`, which takes all between the two."""
    if at >= len(tokens):
        return None
    meanings, length = meanings_at(tokens, at)
    kinds = {meaning.kind for meaning in meanings}
    if tokens[at].key in (",", "+", "&", "/"):
        length = 1
        more, extra = meanings_at(tokens, at + 1)
        length += extra if any(meaning.kind == "and" for meaning in more) else 0
    elif tokens[at].key in ("-", "–"):
        length, kinds = 1, {"to"}
    elif not kinds & {"and", "to"}:
        return None
    length += _led(tokens, at + length, ("task",), lambda i: codes.at(tokens, i)[0] is not None)
    following = _reference(tokens, at + length, codes)
    if following is None:
        return None
    if "to" in kinds:
        between = _between(codes.codes, before[-1:], following.tasks)
        if not between:
            return None
        return Named(between, length + following.length)
    return Named(following.tasks, length + following.length, following.unknown, following.near)


def _between(codes: Sequence[str], first: Sequence[str], last: Sequence[str]) -> tuple[str, ...]:
    if len(first) != 1 or len(last) != 1:
        return ()
    start, end = codes.index(first[0]), codes.index(last[0])
    return tuple(codes[start : end + 1])


def statements(tokens: Sequence[Token], codes: Codes) -> list[Statement]:
    cutter = _Cutter(tokens, codes)
    cutter.cut()
    named = {task for one in cutter.found if not one.is_rest for task in one.tasks}
    for one in cutter.found:
        if one.is_rest:
            one.tasks = [task for task in one.tasks if task not in named]
    return [one for one in cutter.found if one.tasks or one.unknown or one.parts]


class _Cutter:
    """Goes through the tokens once."""

    def __init__(self, tokens: Sequence[Token], codes: Codes) -> None:
        self.tokens = tokens
        self.codes = codes
        self.found = [Statement(0)]
        self.part: Part | None = None  # the one that grows

    def cut(self) -> None:
        at = 0
        edge = "\n"  # the sign at the beginning of this clause, "" in the middle of one
        while at < len(self.tokens):
            token = self.tokens[at]
            taken = self._begin(at, edge)
            if taken:
                at += taken
                edge = ":" if self.part is None else ""
                if at < len(self.tokens) and self.tokens[at].key in (":", "."):
                    at += 1
                continue
            ends = token.kind == "break" or (token.key in _CLAUSE_ENDS and token.kind == "sign")
            edge = ("\n" if token.kind == "break" else token.key) if ends else self._still(edge, token)
            size = 1 if ends or self._is_in_text() else max(1, meanings_at(self.tokens, at)[1])
            if not ends or self._is_in_text():
                self._grow(at, size)
            if ends and not self._is_in_text():
                self.part = None
            at += size

    def _still(self, edge: str, token: Token) -> str:
        """Dashes and ticks before a line leave it at its beginning."""
        return edge if edge and token.key in _LINE_MARKS else ""

    def _is_in_text(self) -> bool:
        return self.part is not None and self.part.kind in ("text", "extension")

    def _begin(self, at: int, edge: str) -> int:
        """What begins at this token, and how many tokens that takes; 0 where what was there goes on."""
        is_text = self._is_in_text()
        if is_text and not edge and not self._is_label_with_colon(at) and self.codes.at(self.tokens, at)[0] is None:
            return 0
        return self._task(at, edge) or self._none(at) or self._label(at, edge) or self._extension(at, edge)

    def _task(self, at: int, edge: str) -> int:
        start, is_clear = at, bool(edge)
        if not edge:
            meanings, length = meanings_at(self.tokens, at)
            if any(meaning.kind == "and" for meaning in meanings):
                start, is_clear = at + length, True
            elif self.codes.at(self.tokens, at)[0] is None:
                return 0
        named = named_at(self.tokens, start, self.codes)
        if named is None or ((self._is_in_text() or not is_clear) and not self._is_meant(named, start, edge)):
            return 0
        self.found.append(Statement(at, list(named.tasks), named.unknown, named.near, named.is_rest))
        self.part = None
        return start - at + named.length

    def _is_meant(self, named: Named, at: int, edge: str) -> bool:
        """In a text a number may be anything: a task only where the line begins with it or its standing follows."""
        if not named.tasks:
            return False
        after = at + named.length
        if after >= len(self.tokens):
            return edge in _STRONG
        kinds = {meaning.kind for meaning in meanings_at(self.tokens, after)[0]}
        says = kinds & {"done", "doing", "now", "not_yet", "soon", "label", "extension", "was", "hedge"}
        is_percent = after + 1 < len(self.tokens) and self.tokens[after + 1].key == "%"
        return bool(says) or is_percent or (edge in _STRONG) or self.tokens[after].key == ":"

    def _none(self, at: int) -> int:
        """`không có khó khăn, vướng mắc gì`: of these there are none."""
        meanings, length = meanings_at(self.tokens, at)
        if self._is_in_text() or not any(meaning.kind in ("no", "not_yet") for meaning in meanings):
            return 0
        end = self._past(at + length, ("was", "any", "filler"))
        fields: list[str] = []
        while (found := self._label_at(end)) and found[0] != "result":
            fields.append(found[0])
            end += found[1]
            more = end + (end < len(self.tokens) and self.tokens[end].key in (",", "/"))
            meanings, size = meanings_at(self.tokens, more)
            more += size if any(meaning.kind in ("and", "no") for meaning in meanings) else 0
            more = self._past(more, ("was",))
            if self._label_at(more) is None:
                break
            end = more
        if not fields:
            return 0
        end = self._past(end, ("any", "filler"))
        self.found[-1].parts.append(Part("none", at, end, tuple(dict.fromkeys(fields))))
        self.part = None
        return end - at

    def _past(self, at: int, kinds: tuple[str, ...]) -> int:
        while at < len(self.tokens):
            meanings, length = meanings_at(self.tokens, at)
            if not any(meaning.kind in kinds for meaning in meanings):
                break
            at += length
        return at

    def _label_at(self, at: int) -> tuple[str, int] | None:
        meanings, length = meanings_at(self.tokens, at)
        label = next((meaning.value for meaning in meanings if meaning.kind == "label"), None)
        return None if label is None else (label, length)

    def _is_label_with_colon(self, at: int) -> bool:
        found = self._label_at(at)
        return found is not None and at + found[1] < len(self.tokens) and self.tokens[at + found[1]].key == ":"

    def _label(self, at: int, edge: str) -> int:
        found = self._label_at(at)
        if found is None or (self._is_in_text() and not edge and not self._is_label_with_colon(at)):
            return 0
        field_code, length = found
        end = at + length
        if field_code == "result" and not self._is_label_with_colon(at) and not edge:
            return 0  # `đạt kết quả tốt`
        self.part = Part("text", end, end, (field_code,), label=at)
        self.found[-1].parts.append(self.part)
        return length

    def _extension(self, at: int, edge: str) -> int:
        meanings, length = meanings_at(self.tokens, at)
        if not any(meaning.kind == "extension" for meaning in meanings) or (self._is_in_text() and edge not in _STRONG):
            return 0
        self.part = Part("extension", at, at + length)
        self.found[-1].parts.append(self.part)
        return length

    def _grow(self, at: int, size: int) -> None:
        if self.part is None:
            self.part = Part("plain", at, at)
            self.found[-1].parts.append(self.part)
        self.part.end = at + size
