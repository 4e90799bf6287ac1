"""Words that may name a task where others are named beside it: also one word of a title, if no other title has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.text import word_keys
from domain.typed.naming.atoms import is_abbreviation
from domain.typed.naming.titles import Titles, TitleSpan
from domain.typed.naming.words import LEADS
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_LONGEST_LEAD = max(len(lead.split()) for lead in LEADS)
_POLITE = frozenset({"filler", "about", "marked_filler", "corrects", "was"})
_TURNS = frozenset({"but", "and", "left"})
_LEADS_HERE = LEADS | {
    "may viec",
    "may cai",
    "may vu",
    "cac viec",
    "may khoan",
    "cac khoan",
    "ca",
    "lan",
    "voi lai",
    "con",
    "rieng",
    "thi",
    "roi den",
    "den",
    "toi",
    "sang",
    "qua",
}
_MOST_LEADS = 5
_TAILS = frozenset(word_keys(word)[1] for word in ("xá", "sá"))  # `đường xá`
_STRONG, _LONG = 2, 3  # tokens
_ELSEWHERE = frozenset({"tam", "giao", "cong", "chinh", "so", "su", "dung", "hanh", "quyet", "giai", "xoa", "ung"})
"""Single words of titles that mostly belong to other words: `tạm dừng`, `địa chính`."""


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens that may name the task `code`. `is_code`: by its code; `size`: how many words of its title."""

    start: int
    end: int
    code: str
    size: int
    is_code: bool = False
    is_telling: bool = True
    lead: int = -1  # where the words begin that lead to it, if another is named before
    is_joined: bool = True

    @property
    def is_strong(self) -> bool:
        return self.is_code or self.size >= _STRONG

    @property
    def is_long(self) -> bool:
        return self.is_code or self.size >= _LONG


class Names:
    """Of one line. `coded`: where the codes of tasks stand."""

    def __init__(self, tokens: Sequence[Token], coded: Mapping[int, tuple[str, int]], titles: Titles) -> None:
        self.tokens, self.coded, self.titles = tokens, coded, titles
        self._spans: dict[int, TitleSpan | None] = {}

    def at(self, at: int) -> Name | None:
        """Return the task that is named here, but not by words that only lead to its name; None where none is."""
        if at in self.coded:
            code, length = self.coded[at]
            return Name(at, at + length, code, _STRONG, is_code=True)
        span = self._span(at)
        if span is None or not self._is_exact(at):
            return None
        if len(span.codes) > 1:
            return self._told_behind(span)
        size = self._size(span)
        if size < _STRONG and (not span.words or self.tokens[at].key in _ELSEWHERE or kinds_at(self.tokens, at)):
            return None
        end = span.end + (span.end < len(self.tokens) and self._is_tail(span.end))
        return Name(at, end, span.codes[0], size, is_telling=span.words > 0)

    def _told_behind(self, span: TitleSpan) -> Name | None:
        """Return which of two titles with the same first words the next ones tell, as in `hồ sơ đúng hạn`; None for
        neither."""
        behind = self.tokens[span.end : span.end + _STRONG]
        told = [code for code in span.codes if behind and all(one.key in self.titles.words_of(code) for one in behind)]
        return Name(span.start, span.end + len(behind), told[0], _STRONG) if len(told) == 1 else None

    def past_leads(self, at: int) -> int:
        """Return where a name may stand behind `còn`, `riêng`, `cái vụ`, `dạ` that begin here."""
        for _ in range(_MOST_LEADS):
            keys = [token.key for token in self.tokens[at : at + _LONGEST_LEAD]]
            size = next((size for size in range(len(keys), 0, -1) if " ".join(keys[:size]) in _LEADS_HERE), 0)
            kinds = kinds_at(self.tokens, at)
            if self.at(at) is not None:
                return at
            if not size and kinds & (_POLITE | _TURNS) and not kinds & {"done", "not_yet", "now", "waits"}:
                size = meanings_at(self.tokens, at)[1]
            if not size:
                return at
            at += size
        return at

    def past_heading(self, at: int) -> int:
        """Return the place behind words that several titles have: `tổ chức KHCN thì cả đổi mới cả tự chủ`."""
        span = self._span(at) if at not in self.coded else None
        if span is None or len(span.codes) < 2 or span.end >= len(self.tokens):
            return at
        return span.end + 1 if self.tokens[span.end].key in ("thi", ":", "la") else at

    def _span(self, at: int) -> TitleSpan | None:
        if at not in self._spans:
            self._spans[at] = self.titles.span_at(self.tokens, at) if at < len(self.tokens) else None
        return self._spans[at]

    def _size(self, span: TitleSpan) -> int:
        words = [token for token in self.tokens[span.start : span.end] if token.kind in ("word", "number")]
        short = any(is_abbreviation(token.key) and len(token.key) > _STRONG for token in words)
        return max(len(words), _STRONG if short else 0)

    def _is_exact(self, at: int) -> bool:
        """Say whether the word is so in a title, or may be short for it: `duyệt nhanh hồ sơ` is no `hành`; `khoa học`
        may be `KH`."""
        key = self.tokens[at].key
        short = self.titles.abbreviations
        return key in self.titles.words or is_abbreviation(key) or any(key[0] in letters for letters in short)

    def _is_tail(self, at: int) -> bool:
        return self.tokens[at].marked in _TAILS
