"""What a cell or line says that should hold the name of one person."""

import re

from domain.messaging.sentences import EMPTY, Filling, listing, sentence
from storage.setup.values.name_cell import SURNAMES

_BETWEEN = re.compile(r"[;\n]|\s(?:và|&)\s", re.IGNORECASE)
_MAY_BE_BETWEEN = re.compile(r",|\s?/\s?|\s[-–—]\s?|[-–—]\s")  # `Lê Văn Tám, 1975` is one
_LONGEST = 5  # words of a name
_NOBODY = frozenset({
    "chưa có", "chưa rõ", "đang bố trí", "trống", "khuyết", "bỏ trống", "không", "không có", "không rõ", "bổ sung sau",
    "sẽ bổ sung", "chờ bổ sung", "chưa", "còn trống", "còn khuyết", "vacant", "none", "nobody", "n/a",
    "tbd", "tba", "x", "xx", "xxx", "chua co", "chua ro", "dang bo tri", "khong co", "bo sung sau", "khuyet",
    "chua bo tri",
})  # fmt: skip
_BEGINS_NO_NAME = ("chưa ", "đang ", "sẽ ", "chờ ", "không có ", "khuyết ")  # with their marks: `Đặng` is a surname
_HIGHLAND = ("k'", "h'", "k’", "h’")
_MORE_SURNAMES = frozenset((
    "lò", "giàng", "sùng", "siu", "thân", "vàng", "hạng", "lầu", "thào", "tráng", "hầu", "nông", "bế", "lường",
    "quàng", "tòng", "điêu", "cầm", "đèo", "chảo", "tẩn", "lù", "vừ", "ksor", "rmah", "rcom", "kpă",
    "hiao", "ayun", "niê", "mlô", "kbuôr", "êban", "hdok", "byă", "bkrông", "mdrang", "knul", "kriêng", "alăng",
    "zơrâm", "bling", "riah", "lục", "đàng", "lưu", "tống", "đàm", "khổng", "kim", "lã", "mạc",
    "nghiêm", "phí", "bành", "biện", "chu", "doãn", "đậu", "giáp", "hứa", "khương",
    "mã", "khúc", "ôn", "tôn", "thiều", "tưởng", "ung", "cù", "âu",
))  # fmt: skip
"""Behind a comma only: some of them are other words, too."""
_WORDS = 2  # of a name at least; `Võ Văn`, a line break, `Sự` is one name that was wrapped


def people_in(text: str) -> list[str]:
    """Return the names, where it may be those of several people: they would become one person with all their names.
    Behind a comma or a dash a name has to begin as names do, for other things stand there too."""
    named = _parts(_BETWEEN, text)
    if len(named) > 1 and all(len(name.split()) >= _WORDS for name in named):
        return [one for name in named for one in _each(name)]
    return _each(text) or named[:1]


def _parts(pattern: re.Pattern[str], text: str) -> list[str]:
    return [name for part in pattern.split(text) if (name := " ".join(part.split()))]


def _each(text: str) -> list[str]:
    names = _parts(_MAY_BE_BETWEEN, text)
    return names if all(map(_may_be_name, names)) or len(names) == 1 else [" ".join(text.split())]


def _may_be_name(text: str) -> bool:
    """Say whether it begins as names do: `Lò Văn G`, `K'Brốp`."""
    first, *more = text.casefold().split()
    if first.startswith(_HIGHLAND):
        return len(more) < _LONGEST
    return _WORDS <= len(more) + 1 <= _LONGEST and (first in SURNAMES or first in _MORE_SURNAMES)


def is_nobody(text: str) -> bool:
    """Say whether it is written there that nobody is known yet: `Chưa có`, `Đang bố trí`, `(trống)`."""
    said = " ".join(text.casefold().split()).strip("()[].-–… ")
    return said in _NOBODY or said.startswith(_BEGINS_NO_NAME)


def instead_of_one(text: str) -> Filling:
    if is_nobody(text):
        return sentence("setup.hint.nobody_yet")
    names = people_in(text)
    if len(names) <= 1:
        return EMPTY
    return sentence("setup.hint.one_person_a_line", names=listing(f"“{name[:40]}”" for name in names[:4]))
