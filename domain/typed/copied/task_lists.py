"""Lists of tasks under what is said of all of them: `Hoàn thành: 1.1, 1.2`, `Các nhiệm vụ chưa xong:` and under it one
in a line, `2.8 (30%)`."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.text import fold
from domain.typed.hearing import heard
from domain.typed.naming.titles import Titles
from domain.typed.words.clause_starts import only_stands, stands_at
from domain.typed.words.phrases import kinds_at, meanings_at

_LONGEST_LINE, _LONGEST_HEAD = 300, 80  # characters
_MARK = re.compile(
    r"^[\s|]*(?:(?:[-+*•–—▪➢►●○◦·→⇒➜>]|\(?[0-9]{1,2}[)/]|[0-9]{1,2}\.(?=\s)|[a-zđ]\)|[a-h]\.(?=\s)|[IVX]{1,5}[.)])\s*)?",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"^(?:(?:tong so|danh muc|danh sach|nhom|cac|nhung|so|co|phan)\s+)*(?:[0-9]{1,2}\s+)?"
    r"(?:(?:nhiem vu|nv|cong viec|viec|muc|dau viec|noi dung|chi tieu|tasks?|items?|phan)\s+)?"
    r"(?:(?:da|duoc giao|co ket qua)\s+(?=da|duoc))?"
)
_COUNT = re.compile(
    r"(?<!\s)\s*(?:[(\[]\s*)?[0-9]{1,2}(?:\s*/\s*[0-9]{1,2})?"
    r"\s*(?:(?:nhiem vu|nv|viec|muc|noi dung|tasks?|items?)\s*)?[)\]]?$"
)
_SEVERAL = re.compile(r"\s*[,;+&]\s*|\s+(?:và|va|với)\s+|\s{2,}")
_HOW_MANY = re.compile(
    r"^(?:[0-9]{1,2}(?:/[0-9]{1,2})? *(?:nhiệm vụ|nv|việc|mục|chỉ tiêu|nội dung)?|(?=g|b|l|đ|c))[ ,:–-]*"
    r"(?:(?:bao )?gồm(?: có)?|là|đó là|cụ thể(?: là)?)?[ :]*(?=\(|[^\W\d]{2}|[0-9]{1,2}[.,]?[0-9])",
    re.IGNORECASE,
)
_NONE = frozenset({"", "0", "00", "khong", "khong co", "ko", "ko co", "none", "-", "nil"})
_BRACKETS = re.compile(r"[()\[\]]")
_NAME_ENDS = re.compile(r"(?<!\s)\s*(?:[:(|✓✔✅☑☒✗✘❌☐□]|\s[-–]\s|$)")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[^\n:.;]{2,60}:)")


@dataclass(frozen=True, slots=True)
class Item:
    """A task that a line begins with, and what follows it."""

    code: str
    rest: str


class Lists:
    def __init__(self, codes: Collection[str], titles: Titles) -> None:
        self.titles = titles
        self._items: dict[str, Item | None] = {}
        self._heads: dict[str, str | None] = {}  # each line is looked at more than once
        self.by_key = {fold(code): code for code in codes}
        ends = "|".join(re.escape(key) for key in sorted(self.by_key, key=len, reverse=True))
        self._begins = re.compile(
            rf"(?:(?:nhiem vu|nv|muc|viec|task|so)\s*(?:so\s*)?)?({ends or '(?!)'})(?![0-9]|[.,][0-9])"
        )

    def item(self, line: str) -> Item | None:
        """Return the task that the line begins with, `- Nhiệm vụ 2.8 (30%)`; a title by itself names its task too. None
        for none."""
        if line not in self._items:
            self._items[line] = self._item(line)
        return self._items[line]

    def _item(self, line: str) -> Item | None:
        said = line[_MARK.match(line).end() :] if not self._starts(line.strip()) else line.strip()  # type: ignore[union-attr]
        if len(said) > _LONGEST_LINE:
            return None
        if (code := self._starts(said)) is not None:
            return Item(*code)
        if len(said) > _LONGEST_HEAD * 2 or not self.titles.codes:
            return None
        name = _NAME_ENDS.split(said)[0]
        found = self.titles.of_all(heard(name, kept=self.titles.abbreviations))
        return Item(found, said[len(name) :].lstrip(" .:|-–").strip()) if found is not None else None

    def _starts(self, said: str) -> tuple[str, str] | None:
        """Return the code that stands here, and what stands behind it; None where no code does."""
        key = fold(said)
        if (found := self._begins.match(key)) is None:
            return None
        place = said.casefold().find(found[1].casefold()) if found[1].isascii() else -1
        if place < 0:
            return None
        return self.by_key[found[1]], said[place + len(found[1]) :].lstrip(" .:)/|-–").strip()

    def head(self, line: str) -> str | None:
        """Return how all tasks stand of which a list follows: `Đang thực hiện (2)`; None where the line says anything
        else."""
        if line not in self._heads:
            self._heads[line] = self._head(line)
        return self._heads[line]

    def _head(self, line: str) -> str | None:
        said = line[_MARK.match(line).end() :].strip(" .:|*")  # type: ignore[union-attr]
        if not said or len(said) > _LONGEST_HEAD or self._starts(said):
            return None
        key = fold(said)
        if len(key) != len(said):
            return None
        end = len(_COUNT.sub("", key))
        start = _GROUP.match(key).end()  # type: ignore[union-attr]
        words = said[start:end].strip(" .:-–")
        tokens = heard(words)
        return words if words and only_stands(tokens, 0, len(tokens)) else None

    def told(self, lines: Sequence[str]) -> list[str]:
        """Return the lines with what is said of several tasks said of each."""
        lines = [part for line in lines for part in self._sentences(line)]
        found: list[str] = []
        head, is_apart = "", False  # is_apart: how a task stands may follow in a line by itself
        for at, line in enumerate(lines):
            if not line.strip(" |"):
                found.append(line)
                continue
            name, colon, rest = _cut(line)
            if (said := self.head(name)) is not None and (colon or not is_apart):
                if rest and (each := self._each(said, rest)) is not None:
                    found, head = [*found, *each], ""
                    continue
                if not rest.strip(" .-|") and self._heads_list(lines, at + 1):
                    head = said
                    continue
            item = self.item(line)
            if item is None:
                head = ""
            elif head:
                found += self._each(head, line) or [_under(head, item)]
                continue
            else:
                is_apart |= not item.rest
            found.append(line)
        return found

    def _sentences(self, line: str) -> list[str]:
        """Cut a line into its sentences, where each of them is a list: `Đã xong: 2.7, 2.8. Đang làm: 2.9`."""
        parts = _SENTENCE.split(line) if len(line) <= _LONGEST_LINE else [line]
        return parts if all(self.head(_cut(part)[0]) is not None for part in parts) else [line]

    def _heads_list(self, lines: Sequence[str], at: int) -> bool:
        following = next((line for line in lines[at:] if line.strip(" |")), "")
        return bool(following) and (self.item(following) is not None or fold(following.strip(" .-|+*")) in _NONE)

    def _each(self, head: str, rest: str) -> list[str] | None:
        """Return a line for each of `2.1 (82%), 2.2 (67%)`; None where anything else is among them."""
        if fold(rest).strip(" .-") in _NONE:
            return []
        rest = _HOW_MANY.sub("", rest.strip(" .;"))
        if rest[:1] == "(" and rest[-1:] == ")" and rest.count("(") == 1:
            rest = rest[1:-1]
        items = [self._alone(one) for one in _SEVERAL.split(rest.strip(" ."))]
        if not items or any(item is None for item in items):
            return None
        return [_under(head, item) for item in items if item is not None]

    def under(self, head: str, said: str) -> list[str] | None:
        """Return a line for the one task that stands here, with what is said of it; None where no task stands alone."""
        item = self._alone(said.strip())
        return None if item is None else [_under(head, item)]

    def _alone(self, said: str) -> Item | None:
        """Return a task with at most a short word of how far it is; None for anything else."""
        item = self.item(said)
        if item is None or not item.rest:
            return item
        tokens = heard(_BRACKETS.sub(" ", item.rest))
        return item if tokens and only_stands(tokens, 0, len(tokens)) else None


def _cut(line: str) -> tuple[str, str, str]:
    name, colon, rest = line.partition(":")
    return name, colon, rest.strip()


def _under(head: str, item: Item) -> str:
    rest = item.rest
    if rest[:1] in ("(", "[") and rest[-1:] in (")", "]") and not _BRACKETS.search(rest[1:-1]):
        rest = rest[1:-1].strip()
    tokens = heard(rest[:_LONGEST_LINE])
    if rest and _says_how(rest) and stands_at(tokens, 0):  # `Đang thực hiện:` and under it `2.8: chưa làm`
        return f"{item.code}: {rest}"
    return f"{item.code}: {head}, {rest}" if rest else f"{item.code}: {head}"


def _says_how(rest: str) -> bool:
    tokens = heard(rest[:_LONGEST_LINE])
    at = 0
    while at < len(tokens):
        if kinds_at(tokens, at) & {"done", "doing", "not_yet", "now"}:
            return True
        at += max(1, meanings_at(tokens, at)[1])
    return False
