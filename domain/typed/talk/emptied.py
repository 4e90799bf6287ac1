"""Words by which what stands in a draft is to be taken out: `xóa 2.7 và 1.1 đi em`, `bỏ vướng mắc 2.7`, `làm lại từ
đầu`.

Every word must be one of those of which such a line is made: where it says anything else, it is none.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from domain.text import codes_meant, fold

_ERASES = frozenset({"xóa", "xoá", "xoa", "clear", "delete", "remove"})
_DROPS = frozenset({*_ERASES, "bỏ", "bo", "hủy", "huỷ", "huy", "gỡ"})  # as typed: `bộ` and `bố` are other words
_POLITE = frozenset({
    "em", "anh", "chi", "oi", "a", "nhe", "nha", "giup", "ho", "dum", "gium", "voi", "di", "cho", "minh",
    "toi", "xin", "vui", "long", "ay", "luon", "muon", "can", "duoc", "khong", "please",
})  # fmt: skip
_ALL = frozenset({
    "het", "sach", "nhap", "all", "draft", "everything",
})  # fmt: skip
_OF_ALL = frozenset({
    "het", "sach", "nhap", "all", "draft", "everything", "tat", "ca", "toan", "bo", "ban", "noi", "dung", "da",
    "ghi", "de", "roi", "lam", "lai", "tu", "dau", "bao", "cao", "moi", "the", "my",
})  # fmt: skip
_ANEW = frozenset({
    "lam lai tu dau", "ghi lai tu dau", "nhap lai tu dau", "viet lai tu dau", "go lai tu dau", "bat dau lai tu dau",
    "bat dau lai", "start over", "start again", "begin again", "start from scratch", "restart",
})  # fmt: skip
_OF_WHAT = frozenset({
    "cap", "nhat", "noi", "dung", "phan", "muc", "nhiem", "vu", "viec", "so", "lieu", "da", "ghi", "cua", "o",
    "trong", "tai", "khoi", "ban", "nhap", "roi", "bao", "cao", "nay", "va", "ca", "hai", "cac", "and", "both",
    "of", "from", "in", "the", "task", "tasks", "what", "is", "at", "my", "draft", "report",
})  # fmt: skip
_WRITTEN = frozenset({"cap", "dung", "phan", "ghi", "nhap"})
_BY_MISTAKE = _OF_WHAT | {"nham", "go", "viet", "bao", "lo", "nay", "do", "sai", "thi"}
_FIELDS = {
    "vuong mac": "obstacle",
    "kho khan": "obstacle",
    "kho khan vuong mac": "obstacle",
    "obstacle": "obstacle",
    "kien nghi": "recommendation",
    "de xuat": "recommendation",
    "ket qua": "result",
}
_JOINS = frozenset({"va", "and", "ca", "hai", "cac", "both"})
_LONGEST = 160  # characters
_NUMBERED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}")
"""What is a task's code and nothing else, also where no task has it."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """What is to be taken out: of which tasks (none: all of them) which field (None: all that is said of them).
    `codes`: also those that no task has."""

    codes: tuple[str, ...] = ()
    field: str | None = None


def may_be_emptied(text: str) -> bool:
    """Say whether the text may take something out, whatever it names besides."""
    words = _words(text)
    return bool(words) and (not _DROPS.isdisjoint(words) or _empties_all(words))


def emptied(text: str, codes: Collection[str]) -> Emptied | None:
    """Return what a text takes out of a draft on these tasks; None where it is about something else."""
    words = [word for word in _words(text) if fold(word) not in _POLITE or word in _DROPS]
    if not words:
        return None
    named: list[str] = []
    rest: list[str] = []
    for word in words:
        of_word = list(_codes(word, codes))
        named += of_word
        rest += [] if of_word else [word]
    if not named:
        return Emptied() if _empties_all(rest) else None
    if not any(word in _DROPS for word in rest):
        return None
    found = tuple(dict.fromkeys(named))
    if rest[0] == words[0] and rest[0] in _DROPS:
        return _behind_the_verb(found, rest)
    others = [fold(word) for word in rest if word not in _DROPS]
    if "nham" in others and set(others) <= _BY_MISTAKE:
        return Emptied(found)
    left = [word for word in rest if fold(word) not in _JOINS]
    return Emptied(found) if len(left) == 1 and left[0] in _ERASES and len(found) == len(named) else None


def _words(text: str) -> list[str]:
    """Return the words as they were typed; none of what is no such line at all."""
    if len(text) > _LONGEST or "\n" in text or "?" in text:
        return []
    return [bare for word in text.split() if (bare := word.strip(".,;:!()").casefold())]


def _behind_the_verb(codes: tuple[str, ...], rest: list[str]) -> Emptied | None:
    """Return what is taken out by `xóa 2.7`, `bỏ cập nhật 2.7`, `bỏ vướng mắc của 2.7`; `bỏ 2.7` alone may mean that
    the task is given up."""
    folded = [fold(word) for word in rest[1:]]
    if set(folded) <= _OF_WHAT and (rest[0] in _ERASES or _WRITTEN & set(folded)):
        return Emptied(codes)
    field = _FIELDS.get(" ".join(word for word in folded if word not in _OF_WHAT))
    return Emptied(codes, field) if field is not None else None


def _empties_all(words: list[str]) -> bool:
    folded = [fold(word) for word in words]
    if " ".join(folded) in _ANEW:
        return True
    said = " ".join(folded)
    is_all = bool(_ALL & set(folded[1:])) or "tat ca" in said or "toan bo" in said
    return words[0] in _DROPS and set(folded[1:]) <= _OF_ALL and is_all


def _codes(word: str, codes: Collection[str]) -> Iterator[str]:
    """Yield the codes that a word names: `2.7`, `2.7,1.1`."""
    for part in [word] if codes_meant(word, codes) else re.split(r"[,;+&/]", word):
        meant = codes_meant(part, codes)
        if len(meant) == 1:
            yield meant[0]
        elif not meant and _NUMBERED.fullmatch(part):
            yield part
