"""A typed line cut into statements: which tasks each is about, and its parts with what each part is for.

A new statement begins where a task is named at the beginning of a clause. A text (`vướng mắc: …`) goes on until the
next label or the next task.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from domain.typed.labels import Labels
from domain.typed.references import Codes, Named, named_at
from domain.typed.tokens import Token
from domain.typed.vocabulary import meanings_at

PartKind = Literal["plain", "text", "none", "extension", "own"]
_STRONG = frozenset(";\n")
_CLAUSE_ENDS = frozenset(",;.()\n")
_LINE_MARKS = frozenset("-+*•–—✓✔")


@dataclass(slots=True)
class Part:
    """`fields`: for a text the field it is for; for "none" those of which there are none; for "own" the field of the
    requirement that `label` names, with a colon behind it where `is_clear`."""

    kind: PartKind
    start: int
    end: int  # tokens
    fields: tuple[str, ...] = ()
    label: int = -1  # where the label before a text begins
    is_clear: bool = False
    takes_all: bool = False  # an own text, which goes on until the next label


@dataclass(slots=True)
class Statement:
    """`tasks` are codes; `unknown` is what looks like a code and is none, `near` the codes it may stand for."""

    start: int
    tasks: list[str] = field(default_factory=list)
    unknown: str = ""
    near: tuple[str, ...] = ()
    is_rest: bool = False  # `các nhiệm vụ còn lại`
    parts: list[Part] = field(default_factory=list)


def statements(tokens: Sequence[Token], codes: Codes, labels: Labels) -> list[Statement]:
    cutter = _Cutter(tokens, codes, labels)
    cutter.cut()
    named = {task for one in cutter.found if not one.is_rest for task in one.tasks}
    for one in cutter.found:
        if one.is_rest:
            one.tasks = [task for task in one.tasks if task not in named]
    return [one for one in cutter.found if one.tasks or one.unknown or one.parts]


class _Cutter:
    """Goes through the tokens once."""

    def __init__(self, tokens: Sequence[Token], codes: Codes, labels: Labels) -> None:
        self.tokens = tokens
        self.codes = codes
        self.labels = labels
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
        return self.part is not None and (self.part.kind in ("text", "extension") or self.part.takes_all)

    def _begin(self, at: int, edge: str) -> int:
        """What begins at this token, and how many tokens that takes; 0 where what was there goes on."""
        is_text = self._is_in_text()
        is_label = self._is_label_with_colon(at) or self._is_own_with_colon(at)
        if is_text and not edge and not is_label and self.codes.at(self.tokens, at)[0] is None:
            return 0
        return (
            self._task(at, edge)
            or self._own(at, edge)
            or self._none(at)
            or self._label(at, edge)
            or self._extension(at, edge)
        )

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

    def _is_own_with_colon(self, at: int) -> bool:
        field, length = self.labels.at(self.tokens, at)
        return field is not None and at + length < len(self.tokens) and self.tokens[at + length].key in (":", "=")

    def _own(self, at: int, edge: str) -> int:
        """`TTHC đã rà soát: 96`, `tthc 96/120`: in the middle of a clause only where a value is sure to follow."""
        field, length = self.labels.at(self.tokens, at)
        if field is None or length < meanings_at(self.tokens, at)[1]:
            return 0
        is_clear = self._is_own_with_colon(at)
        after = self.tokens[at + length] if at + length < len(self.tokens) else None
        is_meant = bool(edge) or (field.kind == "number" and after is not None and after.kind == "number")
        if not is_clear and (self._is_in_text() or not is_meant):
            return 0
        end = at + length + is_clear
        takes_all = field.kind == "text"
        self.part = Part("own", end, end, (field.code,), label=at, is_clear=is_clear, takes_all=takes_all)
        self.found[-1].parts.append(self.part)
        return length + is_clear

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
