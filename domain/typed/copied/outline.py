"""The numbers of a copied report's own sections, which are no tasks: `3. Khó khăn`, `3.1. Kinh phí cấp chậm`; `1.`,
`2.`, `3.` before the points of a report on one task."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from domain.text import fold
from domain.typed.words.clause_starts import label_of

_NUMBERED = re.compile(r"^[\s|]*([0-9]{1,2})\s*[.)/:]\s*(?![0-9])")
_POINT = re.compile(r"^[\s|]*([0-9]{1,2})\.([0-9]{1,2})\.?\s+(?=\S)")
_LONGEST_HEAD = 90  # characters
_CLAUSES = re.compile(r"(?<!\s)\s*(?:,|/|\bvà\b|\bvề\b(?s:.*)$)\s*", re.IGNORECASE)
_PLANS = re.compile(r"(?:phuong huong|nhiem vu trong tam|ke hoach|giai phap|bien phap|du kien)\b.*")
_CAUSES = re.compile(r"(?:nguyen nhan|ton tai|han che|kho khan|vuong mac|thuan loi|bai hoc)\b.*")
_WISHES = re.compile(r"(?:kien nghi|de xuat|de nghi)\b.*")
LABELS: Mapping[str, str] = {"result": "Kết quả", "obstacle": "Vướng mắc", "recommendation": "Kiến nghị"}


@dataclass(slots=True)
class Outlined:
    """`texts`: of each section with points, the field that it is for and its words."""

    lines: list[str] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)


def without_points(lines: Sequence[str], codes: Collection[str], is_item: Callable[[str], bool]) -> Outlined:
    """Take out what a section says of the report as a whole, and of no task (`is_item`: a line that begins with one).
    The points of a section about difficulties or wishes are taken out where they are numbered as tasks are."""
    found = Outlined()
    at = 0
    while at < len(lines):
        section = _section(lines[at], codes)
        points = _points(lines, at + 1, section[0]) if section is not None else []
        if section is None or not points or not any(f"{section[0]}.{point}" in codes for point, _ in points):
            if taken := _below(lines, at, is_item):
                found.texts.append(taken[0])
                at += taken[1]
                continue
            found.lines.append(lines[at])
            at += 1
            continue
        words = "; ".join(text.strip(" .;") for _, text in points)
        found.texts.append((section[1], words))
        at += 1 + len(points)
    return found


def _below(lines: Sequence[str], at: int, is_item: Callable[[str], bool]) -> tuple[tuple[str, str], int] | None:
    """Return what stands under `II. KHÓ KHĂN` up to the next section, or behind `Khó khăn chung: …`, with its field;
    and how many lines it takes. None for anything else."""
    if (common := _COMMON.match(key := fold(lines[at]))) is not None and len(key) == len(lines[at]):
        return ("recommendation" if _WISHES.match(common["name"]) else "obstacle", lines[at][common.end() :]), 1
    mark = _ROMAN.match(lines[at])
    if mark is None or len(lines[at]) > _LONGEST_HEAD:
        return None
    name = fold(lines[at][mark.end() :].strip(" .:"))
    field = "recommendation" if _WISHES.fullmatch(name) else "obstacle" if _CAUSES.fullmatch(name) else ""
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _ROMAN.match(lines[end]) and not is_item(lines[end]):
        end += 1
    is_over = end == len(lines) or _ROMAN.match(lines[end]) or not lines[end].strip()
    words = "; ".join(line.strip(" .;-+*•") for line in lines[at + 1 : end])
    return ((field, words), end - at) if field and words and is_over and not name.startswith("thuan loi") else None


_ROMAN = re.compile(r"^\s*(?:[IVX]{1,4}|[A-D])\s*[.)/:-]\s+")
_COMMON = re.compile(
    r"^[-+*•\s]*(?P<name>kho khan|vuong mac|kho khan,? vuong mac|ton tai|han che|kien nghi|de xuat|kien nghi,? de xuat)"
    r" chung ?: *(?=\S)"
)


_RESULTS = re.compile(
    r"^\s*(?:[ivx]{1,4}|[a-d])\s*[.)/:-]\s*(?:ket qua|tinh hinh|tien do)"
    r"(?: (?:thuc hien|dat duoc|cong viec|trien khai|nhiem vu|cong tac))*[ .:]*$"
)


def as_text(field_code: str, words: str) -> str:
    return f"{LABELS[field_code]}: {words}" if field_code in LABELS else words


def _section(line: str, codes: Collection[str]) -> tuple[str, str] | None:
    """Return the number and the field of a section, `3. Khó khăn, vướng mắc`; "" for one that is for none (`Phương
    hướng`), None for a line that is no section."""
    number = _NUMBERED.match(line)
    if number is None or number[1] in codes or len(line) > _LONGEST_HEAD:
        return None
    name = line[number.end() :].strip(" .:")
    key = fold(name)
    if _WISHES.fullmatch(key):
        return number[1], "recommendation"
    if _CAUSES.fullmatch(key):
        return number[1], "obstacle" if not key.startswith(("thuan loi", "bai hoc")) else ""
    if _PLANS.fullmatch(key):
        return number[1], ""
    label = label_of(_CLAUSES.split(name)[0])
    return None if label in (None, "result") else (number[1], str(label))


def _points(lines: Sequence[str], at: int, section: str) -> list[tuple[int, str]]:
    """Return the points `3.1. …`, `3.2. …` under section 3, counted through from one."""
    found: list[tuple[int, str]] = []
    while at < len(lines) and (point := _POINT.match(lines[at])) is not None:
        if point[1] != section or int(point[2]) != len(found) + 1:
            break
        found.append((int(point[2]), lines[at][point.end() :]))
        at += 1
    return found


def without_numbers(lines: Sequence[str], codes: Collection[str]) -> list[str]:
    """Return the lines of a report on one task without `1.`, `2.`, `3.` before its points: the task's code may be among
    them. Nor is `I. KẾT QUẢ` more than a heading over how it stands."""
    if len(codes) != 1:
        return list(lines)
    code = next(iter(codes))
    lines = [line for line in lines if not _RESULTS.match(fold(line))]
    numbered = [(at, found) for at, line in enumerate(lines) if (found := _NUMBERED.match(line)) is not None]
    counts = [int(found[1]) for _, found in numbered]
    if not code.isdecimal() or len(counts) < 2 or any(later - one != 1 for one, later in pairwise(counts)):
        return list(lines)
    ends = {at: found.end() for at, found in numbered}
    return [line[ends.get(at, 0) :] for at, line in enumerate(lines)]
