"""Where blocks about one task begin: with a name at the beginning of a clause, or behind how the one before stands
(`hộ tịch xong đường đang đổ`). What names none belongs to the block before."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.moments.pieces import Phrases
from domain.typed.blocks.names import Name, Names
from domain.typed.placing import already
from domain.typed.placing.parts_of_a_whole import is_half_reached
from domain.typed.words.clause_starts import (
    CLAUSE_ENDS,
    DIVIDERS,
    is_label_with_colon,
    is_percent,
    label_at,
    only_stands,
    past,
    stands_at,
)
from domain.typed.words.markers import found as known
from domain.typed.words.numbers import FEW, ONE_TO_TEN
from domain.typed.words.phrases import TokenLine, kinds_at, meanings_at

EDGES = CLAUSE_ENDS | DIVIDERS | frozenset(":?!")
_STANDING = frozenset({"done", "now", "doing", "not_yet", "soon", "computed", "hedge"})
GOES_ON = frozenset({"filler", "was", "about", "marked_filler"})
_BETWEEN = frozenset(":=-–—>,)")
_JOINS = frozenset(",+&/")
_FOLLOWS = frozenset({"left", "hedge", "soon", "respectively", "as_before"})
_LONGEST_SAYING = 12  # tokens from a name to how its task stands
_REASONS: Phrases[bool] = Phrases({
    True: ("vì", "do", "tại", "bởi", "chờ", "đợi", "nếu", "để", "kẹt", "bị kẹt", "vướng", "thiếu", "khi", "sau khi",
           "sau", "của", "thuộc", "theo", "phục vụ", "nhằm", "cần", "hẹn", "sẽ", "xin", "nhờ", "sang", "cho", "với",
           "mong", "đề nghị", "kiến nghị", "nên", "liên quan", "từ", "trong"),
})  # fmt: skip
"""Behind these words the name of another task may be why this one stands as it does."""

_COUNTS = FEW.union(ONE_TO_TEN)
_ONLY = frozenset({"moi", "chi", "duoc", "da", "van", "con"})
_WAITS = frozenset({"cho", "doi"})
_SHORT = 4  # tokens: `đang nạo vét`
_ENDS_LABEL = frozenset(";.")
_CLAUSES = CLAUSE_ENDS | DIVIDERS
_BOTH = frozenset({"ca", "lan"})
_ASKED = frozenset({"ai", "bao", "may", "nao"})


@dataclass(frozen=True, slots=True)
class Group:
    """`quỹ với tự chủ`: of all of them the same is said. `start`: of the words that lead to it."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass(slots=True)
class Scan:
    tokens: TokenLine
    names: Names
    groups: list[Group] = field(default_factory=list)
    stood: int = -1  # where how the block stands ends
    has_reason: bool = False
    is_tangled: bool = False
    unheeded: set[str] = field(default_factory=set)

    def run(self) -> None:
        at, is_edge, is_labelled = 0, True, False
        while at < len(self.tokens):
            token = self.tokens[at]
            is_labelled = (is_labelled or self._is_label(at)) and token.kind != "break" and token.key not in _ENDS_LABEL
            if is_labelled:  # `vướng mắc: 3.1 chưa xong`
                at += 1
                continue
            if group := self._group(at, is_edge=is_edge):
                self.groups.append(group)
                at, is_edge, self.stood, self.has_reason = group.end, False, -1, False
                continue
            kinds = kinds_at(self.tokens, at)
            size = max(1, meanings_at(self.tokens, at)[1])
            is_edge = token.kind == "break" or token.key in EDGES or (is_edge and token.kind == "sign")
            if is_edge:
                self.has_reason = False
            elif is_percent(self.tokens, at):
                size, self.stood = 2, at + 2
            elif kinds & _STANDING:
                self.stood = at + size
            elif known(_REASONS, self.tokens, at):
                self.has_reason = True
            elif (name := self.names.at(at)) is not None:
                self._see(name)
            at += size

    def _is_label(self, at: int) -> bool:
        """Say whether a label stands here, behind anything at all: what follows is said under that label."""
        return at > 0 and is_label_with_colon(self.tokens, at)

    def _see(self, name: Name) -> None:
        """Note a name with which no block begins: it is perhaps why another task stands as it does."""
        if not name.is_telling or (self.groups and name.code in {one.code for one in self.groups[-1].names}):
            return
        is_listed = name.end < len(self.tokens) and self.tokens[name.end].key == ","
        if self.has_reason and self.groups and (name.is_strong or is_listed):
            self.is_tangled = True
        elif not self.has_reason and name.is_strong and not name.is_code:
            self.unheeded.add(name.code)

    def _group(self, at: int, *, is_edge: bool) -> Group | None:
        start = self.names.past_leads(at)
        if is_edge:
            start = self.names.past_leads(self.names.past_heading(start))
        first = self.names.at(start)
        if first is None:
            return (self._said_before(at) or self._behind_words(at)) if is_edge else None
        if not is_edge and not self._may_begin(at, first):
            return None
        names, end = [first], first.end
        while (following := self._joined(end)) is not None:
            names.append(following)
            end = following.end
        is_meant = self._says(end, names[-1], is_edge=is_edge) and self._is_beside_codes(end, names, is_edge=is_edge)
        return Group(at, end, tuple(names)) if is_meant else None

    def _is_beside_codes(self, end: int, names: Sequence[Name], *, is_edge: bool) -> bool:
        """Say whether a block may begin here. Where others are named by their codes, only what surely names a task
        does, with how it stands alone."""
        if not self.names.coded or all(name.is_code for name in names):
            return True
        if not is_edge or any(name.is_code or not name.is_telling for name in names):
            return False
        after = next((at for at in range(end, len(self.tokens)) if self.tokens[at].key in _CLAUSES), len(self.tokens))
        start = end + (end < after and self.tokens[end].key in _BETWEEN)
        is_going = "now" in kinds_at(self.tokens, past(self.tokens, start, GOES_ON)) and after - start <= _SHORT
        return is_going or only_stands(self.tokens, start, after)

    def _said_before(self, at: int) -> Group | None:
        """Return the task behind how it stands, with nothing else in the clause: `chưa diệt lăng quăng`; None for
        none."""
        start = past(self.tokens, at, GOES_ON | _STANDING - {"doing"})
        name = self.names.at(start) if start > at and only_stands(self.tokens, at, start) else None
        is_had = any(token.key == "co" for token in self.tokens[at:start])  # `chưa có vốn`
        if name is None or name.is_code or not name.is_telling or is_had:
            return None
        after = past(self.tokens, name.end, GOES_ON)
        is_over = after >= len(self.tokens) or self.tokens[after].key in EDGES
        return Group(at, name.end, (replace(name, lead=name.start),)) if is_over else None

    def _behind_words(self, at: int) -> Group | None:
        """Return the task of which most of the title stands behind a word or two: `cây trồng rau hoa chè thì 60%`; None
        for none."""
        for start in range(at + 1, min(at + 3, len(self.tokens))):
            before = self.tokens[start - 1]
            if (
                before.kind != "word"
                or kinds_at(self.tokens, start - 1)
                or before.key in _ASKED
                or known(_REASONS, self.tokens, start - 1)
            ):
                return None
            if (name := self.names.at(start)) and name.is_long and self._says(name.end, name, is_edge=True):
                return None if name.is_code else Group(at, name.end, (name,))
        return None

    def _joined(self, at: int) -> Name | None:
        if at >= len(self.tokens):
            return None
        is_join = self.tokens[at].key in _JOINS or "and" in kinds_at(self.tokens, at)
        if not is_join and self.tokens[at].key not in _BOTH and not self._is_all_behind(at):
            return None
        start = self.names.past_leads(at + 1 if is_join else at)
        name = self.names.at(start)
        if name is None or not (is_join or start > at or name.is_strong):
            return None
        return replace(name, lead=at + is_join, is_joined=is_join)

    def _is_all_behind(self, at: int) -> bool:
        """Say whether what follows is said of all of them: `đường xá nhà tạm xong hết`."""
        name = self.names.at(at)
        if name is None or name.is_code:
            return False
        end = name.end
        while end < len(self.tokens) and self.tokens[end].key not in EDGES and end < name.end + 5:
            if "whole" in kinds_at(self.tokens, end) or self.tokens[end].key in ("deu", "cung"):
                return True
            end += 1
        return False

    def _may_begin(self, at: int, name: Name) -> bool:
        """Say whether a block begins within a clause: behind how the one before stands, where this one is said to stand
        somehow as well."""
        if not self.groups or self.has_reason or self.stood < 0:
            return False
        is_topic = name.end < len(self.tokens) and self.tokens[name.end].key == "thi"
        if name.is_strong and is_topic and past(self.tokens, self.stood, GOES_ON) >= at:
            return True  # `xong rồi em nhé tự chủ thì chờ sở`
        if name.is_code and self._is_bare(name.end):
            return self.stood == at
        if not self._stands_at_once(name.end) and not (name.is_strong and self._says(name.end, name, is_edge=True)):
            return False
        if name.code in {one.code for one in self.groups[-1].names}:
            return False
        before, kinds = at - 1, kinds_at(self.tokens, at - 1)
        if self.stood == at:
            is_share = self.tokens[before].key == "%" or "percent" in kinds
            is_done = "done" in kinds and self.tokens[before].key != "thanh"
            goes_on = self._stands_by_word(name.end) and not kinds & {"now", "not_yet", "soon", "hedge"}
            is_begun = self.tokens[before].key == "lam" and name.is_strong
            is_clear = name.is_strong or self._stands_by_word(name.end) or is_percent(self.tokens, name.end)
            return (is_share or is_done or goes_on or is_begun) and is_clear
        if at - self.stood > 1 and not kinds & {"filler"}:
            return False
        return name.is_strong or bool(kinds & {"filler"})

    def _is_bare(self, at: int) -> bool:
        """Say whether a number stands here with neither sign nor word behind it: `3.1 50`."""
        if at >= len(self.tokens) or self.tokens[at].kind != "number" or self.tokens[at].is_close:
            return False
        return at + 1 >= len(self.tokens) or self.tokens[at + 1].key in EDGES or self.names.at(at + 1) is not None

    def _stands_by_word(self, at: int) -> bool:
        at = past(self.tokens, at, GOES_ON)
        return at < len(self.tokens) and bool(kinds_at(self.tokens, at) & {"done", "now", "not_yet"})

    def _stands_at_once(self, at: int) -> bool:
        if self._is_left(at):
            return True
        at = past(self.tokens, at, GOES_ON)
        return stands_at(self.tokens, at) or is_half_reached(self.tokens, at)

    def _is_so(self, at: int) -> bool:
        """Say whether it is so already, which beside how others stand means done: `rác ok`, `mương rồi nha`."""
        end = past(self.tokens, at, GOES_ON)
        return already.is_said(self.tokens[at:end]) and (end >= len(self.tokens) or self.tokens[end].key in EDGES)

    def _is_missing(self, at: int) -> bool:
        """Say whether what is named is missing, and so in the way of the one before: `vốn chưa về`, `hồ sơ chưa đủ`."""
        if not kinds_at(self.tokens, at) & {"not_yet", "no"}:
            return False
        behind = at + meanings_at(self.tokens, at)[1]
        if behind < len(self.tokens) and self.tokens[behind].key == "co":  # `vốn chưa có`
            return True
        behind = past(self.tokens, behind, GOES_ON)
        is_over = behind >= len(self.tokens) or self.tokens[behind].key in EDGES or self.names.at(behind) is not None
        return not is_over and not kinds_at(self.tokens, behind) & {"done", "doing", "any", "whole"}

    def _is_left(self, at: int) -> bool:
        """Say whether some are left: `còn 3 căn`."""
        at += at < len(self.tokens) and self.tokens[at].start == self.tokens[at].end  # a pause
        if at + 1 >= len(self.tokens) or self.tokens[at].key != "con":
            return False
        return self.tokens[at + 1].kind == "number" or self.tokens[at + 1].key in _COUNTS

    def _says(self, at: int, name: Name, *, is_edge: bool) -> bool:
        """Say whether it is said how the task stands, at once or, behind a name that is surely one, in the same
        clause."""
        if at >= len(self.tokens):
            return False
        topic, is_row = self.tokens[at].key in ("thi", "la"), False
        behind = past(self.tokens, at, GOES_ON)
        if behind < len(self.tokens) and self.tokens[behind].key in _BETWEEN:
            is_row, behind = self.tokens[behind].key != ",", past(self.tokens, behind + 1, GOES_ON)
            topic = topic or is_row
        if not name.is_strong and self._is_missing(behind):
            return False
        if self._stands_at_once(behind) or self._is_so(at):
            return True
        if behind >= len(self.tokens):
            return False
        kinds = kinds_at(self.tokens, behind)
        if label_at(self.tokens, behind) is not None or (kinds & _FOLLOWS and "but" not in kinds):
            return True
        if self.tokens[behind].kind == "number" and (name.is_strong or topic) and name.is_telling:
            return True
        if name.is_strong and name.is_telling and self.tokens[behind].key in _WAITS and "waits" in kinds:
            return True
        if topic and is_edge and name.is_telling and self.tokens[min(at + 1, behind)].key in _ONLY:
            return True
        if not is_edge or not (name.is_strong or topic) or not name.is_telling:
            return False
        for one in range(behind, min(len(self.tokens), behind + _LONGEST_SAYING)):
            if self.tokens[one].key in EDGES or self.tokens[one].kind == "break":
                return False
            if known(_REASONS, self.tokens, one):
                return topic
            if kinds_at(self.tokens, one) & _STANDING or is_percent(self.tokens, one):
                return True
            if is_half_reached(self.tokens, one):
                return True
        return False
