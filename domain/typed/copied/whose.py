"""Whose report a copied text says it is, and for when: `UBND xã Suối Vàng báo cáo:`, `Báo cáo kết quả Quý III/2026`.
What is another unit's or of another period is not put down for this one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.calendar.periods import Period, PeriodError, parse_period
from domain.finding.meant import Called, choose
from domain.finding.spelling import words
from domain.finding.unit_kinds import is_initials, without_kind
from domain.text import fold
from domain.typed.values.result import Doubt

_FIRST, _HEAD, _LONGEST = 4, 8, 160  # lines that may be headings, where a letterhead is over, characters of a line
_OFFICE = (
    r"(?:(?:ubnd|uy ban nhan dan|dang uy|hdnd) )?(?:xa|phuong|thi tran|dac khu)|phong|truong|tram|"
    r"trung tam|chi bo|ban|so|hoi|doan|cong an|to|doi|chi cuc|chi nhanh"
)
_NOBODY = (
    r"(?:em|toi|minh|tui|chung|tui|ta|nay|nha|ben|da|dang|chua|se|xin|kinh|bao|nhu|theo|viec|voi|ve|co|khong|ko|"
    r"(?:vua|moi)(?: \w+){0,2} (?:bao|noi|nhan|goi|cho))\b"
)
_NAME = rf"(?P<name>(?:{_OFFICE})\b\.?(?: (?!{_NOBODY})[\w.&-]+){{1,6}}?)"
_WAYS = (
    re.compile(rf"^[\W_]*{_NAME} (?:xin |kinh )*(?:bao cao|bc)\b(?! (?:cua|la|thi))[^:]{{0,60}}(?::|$| 2?\.)"),
    re.compile(rf"^[\W_]*{_NAME} ?:"),
    re.compile(rf"^\W*\[{_NAME}\]"),
    re.compile(rf"^[\W_]*(?:don vi|don vi bao cao|co quan|ten don vi) ?: ?{_NAME} ?[.;]?$"),
    re.compile(rf"^[\W_]*{_NAME} da (?:hoan thanh|thuc hien xong|lam xong) .*\bnhiem vu\b"),
    re.compile(
        rf"^[\W_]*(?:(?:anh|chi|dong chi|dc|ong|ba|co|chu|ben)(?: \w+){{0,3}}? )?(?:cua |o |ben )?{_NAME} "
        r"(?:(?:moi|vua|co|da) )?(?:bao|noi|nhan|goi|cho biet)\b(?! cao)"
    ),
)
_PASSED_ON = re.compile(  # `tin nhắn của xã …: 2.7 xong`
    r"^[\W_]*(?:fwd?|chuyen tiep|theo tin|tin nhan|tin|trich)\b(?: (?:lai|tin|nhan|cua|tu|ben|o))*[\W_]+"
    rf"{_NAME}(?: ?[:,\"“]| thi\b| [0-9])"
)
_LETTERHEAD = re.compile(rf"^[\W_]*{_NAME}[\W_]*(?:\bcong hoa xa hoi chu nghia.*)?$")
_REPORT = re.compile(r"[\W_]*bao cao\b")
_NO_UNIT = re.compile(r"(?:phong,? (?:chong|chay|ngua)|so lieu|hoi (?:nghi|thao)|ban hanh|doi moi|to chuc)\b")
_OF_PERIOD = re.compile(
    r"^[\W\d_]*(?:bao cao|bc|ket qua|tinh hinh|tien do|so lieu|ky bao cao|ky|noi dung)\b(?P<before>[^:]{0,80}?)"
    r"\b(?:(?P<quarter>quy|q) ?(?P<q>[1-4]|iv|i{1,3})|"
    r"(?P<month>thang|t) ?(?P<m>1[0-2]|0?[1-9])|(?P<half>6 thang (?:dau|cuoi) nam))"
    r"(?: ?[/-] ?| nam | )?(?P<year>20[0-9]{2})?(?P<after>[^:]{0,20})(?::|$)"
)
_BESIDE = re.compile(r"\b(?:so voi|cung ky|ke hoach|phuong huong|han|truoc|nhu|den|tu|sau|vao|ngay)\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PLACES = frozenset({"xa", "phuong", "tran", "khu"})


@dataclass(frozen=True, slots=True)
class Whose:
    """The report that a text is read for. `units`: by what those go through whom it may be written; asked for only
    where a text names one. `period`: its key."""

    units: Callable[[], Sequence[Called]] | None = None
    period: str = ""

    def another(self, text: str) -> Doubt | None:
        """Return what has to be asked where the text says of itself that it is of another unit or period; None
        otherwise."""
        lines = [line.strip() for line in text.split("\n", 40) if line.strip()]
        for number, line in enumerate(lines[:_FIRST]):
            if len(line) > _LONGEST:
                continue
            is_alone = len(lines) > number + 1
            if said := self._other_period(line, is_alone=is_alone):
                return Doubt("other_period", said)
            if said := self._other_unit(
                line, is_head=any(_REPORT.match(fold(one)) for one in lines[number + 1 : _HEAD])
            ):
                return Doubt("other_unit", said)
        return None

    def _other_unit(self, line: str, *, is_head: bool) -> str:
        """Return the other unit of which the line says that the report is, "" for none. `is_head`: above the words BÁO
        CÁO, where a line in capitals may be all that says whose it is."""
        line = " ".join(line.split())  # a letterhead has its two halves far apart
        key = fold(line)
        ways = (*_WAYS, _PASSED_ON, _LETTERHEAD) if is_head and line.isupper() else (*_WAYS, _PASSED_ON)
        found = next((one for way in ways if (one := way.search(key))), None) if len(key) == len(line) else None
        if found is None or self.units is None or _NO_UNIT.match(found["name"]):
            return ""
        said = line[found.start("name") : found.end("name")].strip()
        known = self.units()
        return (
            said
            if known and not any(_may_be(one, said, may_be_above=found.re is not _PASSED_ON) for one in known)
            else ""
        )

    def _other_period(self, line: str, *, is_alone: bool) -> str:
        found = _OF_PERIOD.search(key := fold(line)) if self.period else None
        if found is None or len(key) != len(line) or _BESIDE.search(found["before"]) or _BESIDE.search(found["after"]):
            return ""
        if not is_alone and ":" not in line:
            return ""
        try:
            asked = parse_period(self.period)
        except PeriodError:
            return ""
        start, end = _days(found, asked)
        begins = (
            found.start("quarter")
            if found["quarter"]
            else found.start("month")
            if found["month"]
            else found.start("half")
        )
        said = line[begins : found.end("year") if found["year"] else found.start("after")].strip()
        return said if end < asked.start or start > asked.end else ""


def _days(found: re.Match[str], asked: Period) -> tuple[date, date]:
    """Return the first day of the period's first month, and some day of its last."""
    year = int(found["year"] or asked.start.year)
    if found["quarter"]:
        last = 3 * (_ROMAN[found["q"]] if found["q"] in _ROMAN else int(found["q"]))
        return date(year, last - 2, 1), date(year, last, 28)
    if found["month"]:
        return date(year, int(found["m"]), 1), date(year, int(found["m"]), 28)
    return (date(year, 1, 1), date(year, 6, 28)) if "dau" in found["half"] else (date(year, 7, 1), date(year, 12, 28))


def _may_be(one: Called, said: str, *, may_be_above: bool = True) -> bool:
    """Say whether these words may be the unit, or one of another kind: an office above it, of which it is a part."""
    if choose([(one, one)], said):
        return True
    wanted = words(said)
    for name in (one.name, *one.former):
        known = words(name)
        if may_be_above and _kind(name) != _kind(said):
            return True
        proper, own = without_kind(wanted), without_kind(known)
        has_all = all(any(word.may_be(there) for word in wanted) for there in own)
        if has_all or is_initials(wanted, known) or is_initials(proper[-1:], own) or _ends_in_initials(said, name):
            return True
    return False


def _ends_in_initials(said: str, name: str) -> bool:
    """Say whether the words end in the initials of the name: `Trường THCS NVT` for Trường THCS Nguyễn Văn Trỗi."""
    short, full = fold(said).split(), fold(name).split()
    same = 0
    while same < min(len(short), len(full)) and short[same] == full[same]:
        same += 1
    letters = "".join(word[0] for word in full[same:])
    return bool(same) and "".join(short[same:]).replace(".", "") == letters


def _kind(name: str) -> str:
    """Return what kind of unit the name is of: places are all of one kind."""
    key = fold(name).replace("uy ban nhan dan", "ubnd").split()
    first = key[1:] if key[:1] in (["ubnd"], ["hdnd"]) and len(key) > 1 else key
    if first[0] == "dang":
        return "party"
    head = "xa" if set(first[:2]) & _PLACES and first[0] in ("xa", "phuong", "thi", "dac") else first[0].strip(".")
    return {"p": "phong", "tt": "trung"}.get(head, head)
