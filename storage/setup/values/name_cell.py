"""What stands beside a name in the place of a name: a telephone number, a mail address, a title, a position."""

import re
from dataclasses import dataclass

from domain.messaging.email_addresses import mailboxes_in
from domain.text import fold

_LONGEST = 300  # characters; what is longer is no name
_DIGITS = 9  # of a telephone number
_WORDS = 2  # of a name at least
_MOST = 4  # titles and positions, one behind the other
_CALLED = r"(?:s?đt|sdt|dt|số (?:điện thoại|đt|máy)|điện thoại|dđ|di động|tel|phone|mobile|zalo|hotline|liên hệ)"
_PHONE = re.compile(
    rf"(?:\b{_CALLED}\b\s{{0,3}}[:.]{{0,2}}\s{{0,3}})?(?<![\w.])"
    r"(?:\((?:\+?84|0)[0-9]{0,3}\)|\+?84|0)(?:[ .\-]{0,2}[0-9]){6,10}(?![\w@])",
    re.IGNORECASE,
)
_CALLED_ONLY = re.compile(rf"\b{_CALLED}\s{{0,3}}:|\be-?mail\s{{0,3}}:|\bhộp thư\s{{0,3}}:", re.IGNORECASE)
_ENDS = " \t\n,;.:/|-–—"
_EMPTY = re.compile(r"\(\s{0,3}\)|\[\s{0,3}\]|<\s{0,3}>")
_TITLES = (
    "đồng chí", "đ/c", "đc", "đ.c", "ông", "bà", "anh", "chị", "cô", "chú", "mr", "ms", "mrs", "ths", "thạc sĩ",
    "thạc sỹ", "ts", "tiến sĩ", "tiến sỹ", "bs", "bác sĩ", "bác sỹ", "ks", "kỹ sư", "cn", "cử nhân", "ls", "pgs", "gs",
)  # fmt: skip
_POSITIONS = (
    "trưởng phòng", "phó trưởng phòng", "phó phòng", "trưởng ban", "phó trưởng ban", "phó ban", "trưởng", "phó", "tp",
    "ptp", "giám đốc", "phó giám đốc", "chủ tịch", "phó chủ tịch", "ct", "pct", "bí thư", "phó bí thư", "chuyên viên",
    "chuyên viên chính", "cv", "cvc", "cvp", "chánh văn phòng", "phó chánh văn phòng", "chánh thanh tra", "văn thư",
    "công chức", "viên chức", "cán bộ", "kế toán", "ủy viên", "uỷ viên", "thư ký", "hiệu trưởng", "nhân viên",
    "phụ trách", "đầu mối", "tổ trưởng", "đội trưởng", "lãnh đạo", "chỉ huy trưởng", "quyền trưởng", "công an",
    "chủ nhiệm", "thường trực",
)  # fmt: skip
SURNAMES = frozenset((
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương",
    "lý", "đinh", "đào", "đoàn", "trịnh", "mai", "trương", "lương", "tạ", "cao", "hà", "tô", "lâm", "châu", "thái",
    "vương", "quách", "phùng", "triệu", "tăng", "la", "kiều", "thạch", "sơn", "y", "ya", "ka", "rơ", "cil",
    "liêng", "kon",
))  # fmt: skip
"""Before one of these `ông`, `cô`, `anh` are no part of a name: `Ông Ích Khiêm` is one."""


_NUMBERED = re.compile(r"^\s{0,3}[0-9]{1,3}\s?[.)/]\s{0,3}(?=[^\W\d_])")  # `1. Lê Văn Thử`
_BRACKETS = re.compile(r"\s{0,3}[(\[]([^()\[\]]{1,80})[)\]]\s{0,3}$")
_FOR_NOW = (
    "nghỉ", "đang nghỉ", "đi học", "đang đi học", "thai sản", "biệt phái", "tạm thời", "tạm thay", "kiêm", "kiêm nhiệm",
    "thay", "mới", "mới nhận", "chuyển công tác", "đã chuyển", "sắp nghỉ", "luân chuyển", "hợp đồng", "tập sự",
    "nghỉ hưu", "on leave", "maternity leave",
)  # fmt: skip
"""What is written in brackets of where somebody is for now; anything else there may tell two apart."""


@dataclass(frozen=True, slots=True)
class NameCell:
    """`name` as it is kept. `mailboxes`, `phones`, `others` (titles, positions) and `asides` (where somebody is for
    now): what stood beside it."""

    name: str
    mailboxes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()


def name_in(text: str) -> NameCell:
    """Read `Ông Nguyễn Văn An - Phó Trưởng phòng (0912.345.678)`; return the text as it stands where nothing is beside
    the name, or no name would be left."""
    if len(text) > _LONGEST:
        return NameCell(text)
    text = _NUMBERED.sub("", text, count=1)
    rest, aside = _without_aside(text)
    phones = list[str]()
    mailboxes = tuple(mailboxes_in(text)) if "@" in text else ()
    if mailboxes:
        rest = " ".join(piece for piece in re.split(r"[\s<>()\[\],;]+", rest) if "@" not in piece)
    for found in reversed(list(_PHONE.finditer(rest))):
        if sum(letter.isdigit() for letter in found.group()) >= _DIGITS:
            phones.insert(0, " ".join(found.group().strip(_ENDS).split()))
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    if mailboxes or phones:
        rest = _EMPTY.sub(" ", _CALLED_ONLY.sub(" ", rest))
    rest, position = _without_position(rest.strip(_ENDS))
    rest, titles = _without_titles(rest)
    rest = rest.strip(_ENDS) if (mailboxes or phones or position or titles or aside) else text
    if not any(letter.isalpha() for letter in rest):
        return NameCell(text)
    return NameCell(rest, mailboxes, tuple(phones), (*titles, *position), aside)


def _without_aside(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name without what is said of the person for now, and that: `Lê Văn Thử (nghỉ thai sản)`."""
    found = _BRACKETS.search(text)
    if found is None or not _begins(found[1].strip(), _FOR_NOW):
        return text, ()
    return text[: found.start()].strip(_ENDS), (found[1].strip(),)


def _without_position(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name without its position, and that: `Nguyễn Văn An - Phó Trưởng phòng`, `Nguyễn Văn An, chuyên viên`;
    what is in brackets may tell two apart."""
    for mark in re.finditer(r"\s[-–—]\s?|[-–—]\s|,|\n|;", text):
        behind = text[mark.end() :].strip()
        if len(text[: mark.start()].split()) > 1 and _begins(behind, _POSITIONS):
            return text[: mark.start()].strip(_ENDS), (behind.strip(_ENDS),)
    return text, ()


def _without_titles(text: str) -> tuple[str, tuple[str, ...]]:
    taken: list[str] = []
    while len(taken) < _MOST and (title := _begins(text, _TITLES) or _begins(text, _POSITIONS)):
        rest = text[len(title) :].lstrip(" .:,-–")
        first = rest.split()[0].casefold() if rest else ""
        is_one = bool(_begins(rest, _TITLES) or _begins(rest, _POSITIONS))
        is_short = len(rest.split()) < _WORDS and "'" not in rest  # `Anh Mai` may be a name
        is_surname = first in SURNAMES or first[:2] in ("k'", "h'")
        if is_short or not (is_one or is_surname):
            break
        taken.append(title)
        text = rest
    return text, tuple(taken)


def _begins(text: str, words: tuple[str, ...]) -> str:
    """Return the longest of the words that the text begins with, as it is written there; marks count where any is
    typed."""
    lowered = text.casefold()
    beginning = lowered if not lowered.isascii() else fold(lowered)
    found = ""
    for word in words:
        wanted = word if not lowered.isascii() else fold(word)
        behind = beginning[len(wanted) : len(wanted) + 1]
        if beginning.startswith(wanted) and not behind.isalnum() and len(wanted) > len(found):
            found = text[: len(wanted)]
    return found
