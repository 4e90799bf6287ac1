"""Words by which what stands in a draft is to be taken out: `xóa 2.7 đi em`, `bỏ vướng mắc 2.7`, `làm lại từ đầu`.

Every word must be one of those of which such a line is made: where it says anything else, it is none.
"""

from collections.abc import Collection
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
    "bat dau lai",
})  # fmt: skip
_OF_WHAT = frozenset({
    "cap", "nhat", "noi", "dung", "phan", "muc", "nhiem", "vu", "viec", "so", "lieu", "da", "ghi", "cua", "o",
    "trong", "khoi", "ban", "nhap", "roi",
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
_LONGEST = 120  # characters


@dataclass(frozen=True, slots=True)
class Emptied:
    """What is to be taken out: of which task (None: all of them) which field (None: all that is said of it)."""

    code: str | None = None
    field: str | None = None


def emptied(text: str, codes: Collection[str]) -> Emptied | None:
    """Return what a text takes out of a draft on these tasks; None where it is about something else."""
    if len(text) > _LONGEST or "\n" in text or "?" in text:
        return None
    typed = [bare for word in text.split() if (bare := word.strip(".,;:!()").casefold())]
    words = [word for word in typed if fold(word) not in _POLITE or word in _DROPS]
    if not words:
        return None
    found = {place: code for place, word in enumerate(words) if (code := _code(word, codes)) is not None}
    rest = [word for place, word in enumerate(words) if place not in found]
    if not found:
        return Emptied() if _empties_all(rest) else None
    if len(set(found.values())) != 1 or not any(word in _DROPS for word in rest):
        return None
    code = next(iter(found.values()))
    if rest[0] == words[0] and rest[0] in _DROPS:
        return _behind_the_verb(code, rest)
    others = [fold(word) for word in rest if word not in _DROPS]
    if "nham" in others and set(others) <= _BY_MISTAKE:
        return Emptied(code)
    erased = len(rest) == 1 and rest[0] in _ERASES and len(found) == 1
    return Emptied(code) if erased else None


def _behind_the_verb(code: str, rest: list[str]) -> Emptied | None:
    """Return what is taken out by `xóa 2.7`, `bỏ cập nhật 2.7`, `bỏ vướng mắc của 2.7`; `bỏ 2.7` alone may mean that
    the task is given up."""
    folded = [fold(word) for word in rest[1:]]
    if set(folded) <= _OF_WHAT and (rest[0] in _ERASES or _WRITTEN & set(folded)):
        return Emptied(code)
    field = _FIELDS.get(" ".join(word for word in folded if word not in _OF_WHAT))
    return Emptied(code, field) if field is not None else None


def _empties_all(words: list[str]) -> bool:
    folded = [fold(word) for word in words]
    if " ".join(folded) in _ANEW:
        return True
    said = " ".join(folded)
    is_all = bool(_ALL & set(folded[1:])) or "tat ca" in said or "toan bo" in said
    return words[0] in _DROPS and set(folded[1:]) <= _OF_ALL and is_all


def _code(word: str, codes: Collection[str]) -> str | None:
    meant = codes_meant(word, codes)
    return meant[0] if len(meant) == 1 else None
