"""A typed line cut into statements: which tasks each is about, and its parts with what each part is for.

A new statement begins where a task is named at the beginning of a clause. A text (`vướng mắc: …`) goes on until the
next label or the next task.
"""

from collections.abc import Sequence

from domain.typed.labels import Labels
from domain.typed.references import Codes, Named, named_at
from domain.typed.statement import Part, Statement
from domain.typed.tokens import Token
from domain.typed.vocabulary import meanings_at

_STRONG = frozenset(";\n")
_CLAUSE_ENDS = frozenset(",;.()\n")
_LINE_MARKS = frozenset("-+*•–—✓✔")
_DIVIDERS = frozenset("/|")
_BESIDE_PERCENTS = frozenset({"filler", "about", "bound", "done", "doing", "now", "was", "not_yet"})
_BEGINNINGS = frozenset({"no", "not_yet", "label", "short_label", "extension", "extension_by"})
_STANDS = frozenset({"done", "doing", "now", "not_yet", "no", "soon", "label", "extension", "was", "hedge", "about"})


def statements(tokens: Sequence[Token], codes: Codes, labels: Labels) -> list[Statement]:
    cutter = _Cutter(tokens, codes, labels)
    cutter.cut()
    named = {task for one in cutter.found if not one.is_rest for task in one.tasks}
    excepted = {task for one in cutter.found if one.is_exception for task in one.tasks}
    several = [one for one in cutter.found if len(one.tasks) > 1 and not one.is_exception]
    for one in cutter.found if several else ():
        one.is_open &= not one.is_exception
    for one in several:
        one.tasks = [task for task in one.tasks if task not in excepted]
    cutter.found = [one for one in cutter.found if not several or one.parts or not one.is_exception]
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
        self.last = -1  # where what was taken last begins

    def cut(self) -> None:
        at = 0
        edge = "\n"  # the sign at the beginning of this clause, "" in the middle of one
        while at < len(self.tokens):
            token = self.tokens[at]
            taken = self._begin(at, edge)
            if taken:
                at += taken
                self.last = at
                edge = ":" if self.part is None else ""
                if at < len(self.tokens) and self.tokens[at].key in (":", "."):
                    at += 1
                continue
            ends = token.kind == "break" or (token.kind == "sign" and self._ends_clause(at))
            edge = ("\n" if token.kind == "break" else token.key) if ends else self._still(edge, token)
            size = 1 if ends or self._is_in_text() else max(1, meanings_at(self.tokens, at)[1])
            if not ends or self._is_in_text():
                self._grow(at, size)
            if ends and not self._is_in_text():
                self.part = None
            self.last = at
            at += size

    def _ends_clause(self, at: int) -> bool:
        key = self.tokens[at].key
        return key in _CLAUSE_ENDS or key == "|" or (key == "/" and self._divides(at))

    def _divides(self, at: int) -> bool:
        """`xong / vướng mắc: không`, `2.7 xong / 2.8 chưa`, and not `15/20`."""
        if self._label_at(at + 1) is not None or self._none_at(at + 1) is not None:
            return True
        is_part = at > 0 and self.tokens[at - 1].kind == "number"
        return not is_part and not self.tokens[at].is_close and self.codes.at(self.tokens, at + 1)[0] is not None

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
        if taken := self._task(at, edge) or self._own(at, edge):
            return taken
        kinds = {meaning.kind for meaning in meanings_at(self.tokens, at)[0]}
        if not kinds & _BEGINNINGS:
            return self._percent(at, edge)
        return self._none(at, edge) or self._label(at, edge) or self._extension(at, edge) or self._percent(at, edge)

    def _task(self, at: int, edge: str) -> int:
        start, is_clear = at, bool(edge)
        if taken := self._exception(at, edge):
            return taken
        if edge == "\n":
            start += self._list_mark(at)
        if not edge:
            meanings, length = meanings_at(self.tokens, at)
            if any(meaning.kind == "and" for meaning in meanings):
                start, is_clear = at + length, True
            elif self.codes.at(self.tokens, at)[0] is None:
                return 0
        if not edge and self._hangs_on(at):
            return 0
        named = named_at(self.tokens, start, self.codes)
        if named is None or ((self._is_in_text() or not is_clear) and not self._is_meant(named, start, edge)):
            return 0
        if named.is_rest and self._is_rest_of_this(edge):
            return 0
        self.found.append(Statement(at, list(named.tasks), named.unknown, named.near, named.is_rest))
        self.part = None
        return start - at + named.length

    def _list_mark(self, at: int) -> int:
        """`1.`, `2)` before the task of a list."""
        mark = self.tokens[at : at + 2]
        if len(mark) < 2 or not mark[0].key.isdecimal() or len(mark[0].key) > 2 or mark[1].key not in (".", ")"):
            return 0
        is_code = self.codes.at(self.tokens, at)[0] is not None
        return 2 if not is_code and mark[1].is_close and named_at(self.tokens, at + 2, self.codes) is not None else 0

    def _exception(self, at: int, edge: str) -> int:
        """`trừ 2.7`, `riêng 2.7 mới 50%`: what is said of all is not said of it."""
        meanings, length = meanings_at(self.tokens, at)
        kinds = {meaning.kind for meaning in meanings}
        if not kinds & {"except", "but"} or (self._is_in_text() and not edge):
            return 0
        named = named_at(self.tokens, at + length, self.codes)
        after = at + length + (named.length if named else 0)
        ends = after >= len(self.tokens) or self.tokens[after].key in _CLAUSE_ENDS | {":"}
        several = self.found[-1] if len(self.found[-1].tasks) > 1 else None
        if several and not several.parts and "except" in kinds and named and named.tasks and not named.unknown:
            several.tasks = [task for task in several.tasks if task not in named.tasks]  # `tất cả trừ 2.7 đều xong`
            return after - at
        is_meant = named is not None and ((ends and "except" in kinds) or self._is_meant(named, at + length, "\n"))
        if named is None or not is_meant or not named.tasks or named.unknown:
            if not self._is_in_text() and ("except" in kinds or edge) and several is not None:
                several.is_open = True
            return 0
        self.found.append(Statement(at, list(named.tasks), is_exception=True, is_open="except" in kinds))
        self.part = None
        return after - at

    def _is_rest_of_this(self, edge: str) -> bool:
        """`2.7 còn lại 50%`, `2.7 xong 15/20 xã, còn lại đang làm`: not of the report, but of the task."""
        now = self.found[-1]
        if len(now.tasks) != 1 or edge in _STRONG:
            return False
        last = now.parts[-1] if now.parts else None
        return last is None or any(token.key == "/" for token in self.tokens[last.start : last.end])

    def _hangs_on(self, at: int) -> bool:
        """`chờ 2.8 xong`, `phối hợp với 2.8`: the task in the middle of a clause is not what is reported on."""
        if self.part is None or not self.found[-1].tasks:
            return False
        before = self.tokens[self.last]
        kinds = {meaning.kind for meaning in meanings_at(self.tokens, self.last)[0]}
        if self.part.kind != "plain":
            return self.part.kind == "text" and "waits" in kinds
        return bool(kinds & {"waits", "and"}) or (not kinds and before.kind == "word")

    def _is_meant(self, named: Named, at: int, edge: str) -> bool:
        """In a text a number may be anything: a task only where the line begins with it or its standing follows."""
        if not named.tasks:
            return False
        after = at + named.length
        if after >= len(self.tokens):
            return edge in _STRONG
        kinds = {meaning.kind for meaning in meanings_at(self.tokens, after)[0]}
        says = kinds & (_STANDS - {"no"} if not edge else _STANDS)
        is_percent = after + 1 < len(self.tokens) and self.tokens[after + 1].key == "%"
        return bool(says) or is_percent or (edge in _STRONG) or self.tokens[after].key == ":"

    def _none(self, at: int, edge: str) -> int:
        """`không có khó khăn, vướng mắc gì`: there are none. In a text only where a clause says just this."""
        if self._is_in_text() and not edge:
            return 0
        found = self._none_at(at)
        if found is None:
            return 0
        fields, end = found
        if self._is_in_text() and end < len(self.tokens) and not self._is_end(end):
            return 0
        self.found[-1].parts.append(Part("none", at, end, tuple(dict.fromkeys(fields))))
        self.part = None
        return end - at

    def _is_end(self, at: int) -> bool:
        return self.tokens[at].key in _CLAUSE_ENDS | _DIVIDERS | {"?"} or self.tokens[at].kind == "break"

    def _none_at(self, at: int) -> tuple[list[str], int] | None:
        meanings, length = meanings_at(self.tokens, at)
        if not any(meaning.kind in ("no", "not_yet") for meaning in meanings):
            return None
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
        return (fields, self._past(end, ("any", "filler"))) if fields else None

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
        has_colon = at + length < len(self.tokens) and self.tokens[at + length].key == ":"
        kinds = ("label", "short_label") if has_colon else ("label",)
        label = next((meaning.value for meaning in meanings if meaning.kind in kinds), None)
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
        self.part = Part("text", end, end, (field_code,), label=at, is_clear=self._is_label_with_colon(at))
        self.found[-1].parts.append(self.part)
        return length

    def _extension(self, at: int, edge: str) -> int:
        meanings, length = meanings_at(self.tokens, at)
        kinds = {meaning.kind for meaning in meanings}
        if "extension_by" in kinds and self._is_a_while(at + length):
            kinds = {"extension"}
        if "extension" not in kinds or (self._is_in_text() and not self._may_end(edge)) or self._is_denied(at):
            return 0
        self.part = Part("extension", at, at + length)
        self.found[-1].parts.append(self.part)
        return length

    def _percent(self, at: int, edge: str) -> int:
        """`vướng kinh phí, mới đạt 30%`: a clause that says a per cent and nothing else ends a text without a colon."""
        if not self._is_in_text() or not self._may_end(edge) or self.part is None or self.part.kind != "text":
            return 0
        end, numbers = at, 0
        while end < len(self.tokens) and not self._is_end(end):
            meanings, length = meanings_at(self.tokens, end)
            kinds = {meaning.kind for meaning in meanings}
            if self.tokens[end].kind == "number" and self._is_percent(end):
                numbers, length = numbers + 1, 2
            elif not kinds & _BESIDE_PERCENTS:
                return 0
            end += length
        if numbers != 1:
            return 0
        self.part = Part("plain", at, end)
        self.found[-1].parts.append(self.part)
        return end - at

    def _is_percent(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self.tokens[at + 1].key == "%"

    def _is_a_while(self, at: int) -> bool:
        """`5 ngày`"""
        pair = [token.key for token in self.tokens[at : at + 2]]
        return len(pair) == 2 and pair[0].isdecimal() and pair[1] in ("ngay", "tuan", "thang", "hom")

    def _may_end(self, edge: str) -> bool:
        """Whether another clause may end the text: at a new line, and after a comma where it has no colon."""
        return edge in _STRONG or (bool(edge) and self.part is not None and not self.part.is_clear)

    def _is_denied(self, at: int) -> bool:
        """`không gia hạn`, `đã xin gia hạn`: nothing is asked for."""
        if self.part is None or self.part.end != at:
            return False
        kinds = {meaning.kind for meaning in meanings_at(self.tokens, self.last)[0]}
        return bool(kinds & {"no", "not_yet", "was"})

    def _grow(self, at: int, size: int) -> None:
        if self.part is None:
            self.part = Part("plain", at, at)
            self.found[-1].parts.append(self.part)
        self.part.end = at + size
