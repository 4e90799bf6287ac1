"""Documents that report nothing, known by their headings: notices, price lists, invitations, programmes."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from domain.text import fold

_SERIAL = re.compile(r"^so ?: ?[0-9/.a-z-]{1,30}$|^cong hoa xa hoi.*|^doc lap.*|^[-_*=.]+$")
_AFTER: Mapping[str, str] = {  # what may stand behind the word that a heading begins with; "" for anything
    "thong bao": "khan|noi bo|so|lich|hop|nghi|tuyen|cat|v/v|ve|moi|lan|tam|thay|tu|gui|den|toi|cua",
    **dict.fromkeys(("bao gia", "bang bao gia", "chao gia", "don gia", "bang gia", "giay moi", "thiep moi"), ""),
    "thu": "moi|ngo|cam on|chuc mung",
    "lich": "cong tac|hop|truc|lam viec|tuan|thi|hoc|kham|tiep|cat dien|nghi|tap huan|phun",
    "chuong trinh": "hop|hoi nghi|hoi thao|le|tap huan|lam viec|dai hoi|van nghe|toa dam|giao ban",
    "phieu": "thu|chi|xuat kho|nhap kho|bao hanh|giao hang|dat hang|khao sat|dang ky",
    "giay": "di duong|gioi thieu|bao|uy quyen|xac nhan|bien nhan",
    "don": "xin|de nghi|dang ky|dat hang",
    "ke hoach": "thang|tuan|quy|nam|cong tac|thuc hien|trien khai|hoat dong|to chuc",
    "danh sach": "hoc|can|dai bieu|tham du|thi sinh|nhan|ho",
    **dict.fromkeys(("hop dong", "cong van", "cong dien", "bien nhan", "thuc don", "noi quy", "tuyen dung"), ""),
    **dict.fromkeys(("hoa don", "tin buon"), ""),
    **dict.fromkeys(("quang cao", "khuyen mai", "tin nong", "du bao thoi tiet", "canh bao", "cao pho"), ""),
}  # fmt: skip
_NOTICE = re.compile(
    "|".join(rf"{name}\b(?: (?:{after})\b.*|[ :.!]*$)" if after else rf"{name}\b.*" for name, after in _AFTER.items())
)
_LETTERHEAD = re.compile(
    r"^(?:so ?: ?[0-9]*/?[0-9a-z/.-]{1,30}|cong hoa xa hoi chu nghia viet nam|[-_*=.]{3,}(?![-_*=.])|"
    r"doc lap ?[-–] ?tu do ?[-–] ?hanh phuc|"
    r"(?:v/v|ve viec)\b[^:%]*|[^\d:,]{2,30}, ngay [0-9. ]{1,6}thang [0-9. ]{1,6}nam [0-9]{4})[ .]*$"
)
_TITLE = re.compile(
    r"^(?:bao cao|ket qua|tinh hinh|tien do)(?: ket qua| tinh hinh| tien do| cong tac| thuc hien| trien khai)* "
    r"(?:cac )?(?:nhiem vu|cong tac|ke hoach|hoat dong|chuong trinh|cong viec|quy|thang|nam|tuan)\b[^:%|]*$"
)
_PART = re.compile(
    r"^ *(?:phan|chuong|muc) (?:thu (?:nhat|hai|ba|tu|bon|nam|sau|bay|tam)|[ivx]{1,4}|[0-9]{1,2})[ .:]*$"
)
"""`Phần thứ nhất` over `ĐẶC ĐIỂM TÌNH HÌNH`: a part of the document, and no first task."""
_LONGEST_HEADING = 100  # characters
_NEVER = re.compile(r"(?:bang )?bao gia\b|hoa don\b|ke hoach\b|phieu (?:thu|chi|xuat|nhap)\b|chao gia\b")
"""Whatever stands below: prices, bills, plans."""
_FIRST = 3  # lines with something in them


def is_notice(lines: Sequence[str], is_about: Callable[[str], bool]) -> bool:
    """Say whether the text has the heading of such a document, by itself in a line, and says of no task how it
    stands."""
    said = [line.strip() for line in lines if line.strip()]
    heading = next((line for line in said[:_FIRST] if not _SERIAL.match(fold(line[:_LONGEST_HEADING]))), "")
    if len(said) < 2 or len(heading) > _LONGEST_HEADING or not _NOTICE.fullmatch(fold(heading)):
        return False
    if _NEVER.match(fold(heading)) and heading.isupper():
        return True
    return (heading.isupper() or len(heading.split()) <= _FIRST) and not any(map(is_about, said))


def without_letterhead(lines: Sequence[str], is_item: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """Return the lines without number, motto, place, day and title above a document, and these. `is_item`: begins with
    a task."""
    head = [line for line in lines[:_LONGEST_HEAD] if _is_of_the_letter(line)]
    head += [line for line in lines if _BASIS.match(fold(line[:_LONGEST_HEADING])) and not is_item(line)]
    said = [line for line in lines if line.strip()][:_LONGEST_HEAD]
    for line, following in pairwise(said):
        if _TITLE.match(fold(line[:_LONGEST_HEADING]).strip()) and is_item(following) and not is_item(line):
            head.append(line)
    named = [line for line in lines if line.strip()]
    head += [line for line, below in pairwise(named) if _PART.match(fold(line[:_LONGEST_HEADING])) and below.isupper()]
    return [line for line in lines if line not in head], head


_LONGEST_HEAD = 12  # lines
_CELL = re.compile(
    r"ngay [0-9. ]{1,6}thang [0-9. ]{1,6}nam [0-9]{4}[ .]*|"
    r"(?:don vi|co quan|ky|ky bao cao|thoi gian|dia chi|chuc vu|nguoi (?:bao cao|lap|lap bieu|nhap)|ho (?:va )?ten|"
    r"dien thoai|sdt|ngay (?:lap|bao cao|gui)) ?:[^%]{0,60}"
)
_OFFICE = re.compile(
    r"(?:ubnd|uy ban nhan dan|dang uy|phong|so|xa|phuong|huyen|tinh|truong|trung tam|ban|hdnd|mttq|hoi) [^\d:,%]{2,50}"
)
_BASIS = re.compile(r"(?:thuc hien|can cu) (?:cong van|ke hoach|quyet dinh|thong bao|van ban|chi dao)[^%]{0,80}$")


def _is_of_the_letter(line: str) -> bool:
    """Say whether the line belongs to a letterhead: `Số: 112/BC-PKT | Ngày 27 tháng 11 năm 2026`, `Đơn vị: Phòng Kinh
    tế`, `ỦY BAN NHÂN DÂN XÃ SUỐI MÂY`."""
    if line.strip().isupper() and _OFFICE.fullmatch(fold(line[:_LONGEST_HEADING]).strip()):
        return True
    cells = [fold(cell[:_LONGEST_HEADING]).strip() for cell in re.split(r"[\t|]+", line) if cell.strip()]
    if len(cells) > 1 and not any(map(str.isalnum, "".join(cells))):  # a line of a table
        return False
    return bool(cells) and all(_LETTERHEAD.match(cell) or _CELL.fullmatch(cell) for cell in cells)


_ORDERED = re.compile(
    r"(?:^|[\n.;,( ])(?:(?:yeu cau|noi dung giao|nhiem vu giao|chi dao) ?:|"
    r"yeu cau (?:phai )?(?:hoan thanh|xong|thuc hien)\b)"
    r"[^\n=→]{0,300}\n?\s*(?:=+>|→|➔)\s*"
)


def without_order(text: str) -> tuple[str, str]:
    """Return the text without what was asked for, which is quoted and answered behind the arrow, and what that was:
    `2.9 Tự chủ. Yêu cầu: hoàn thành trong quý IV => chưa thực hiện`."""
    key = "\n".join(map(fold, text.split("\n")))
    if len(key) != len(text) or (found := _ORDERED.search(key)) is None:
        return text, ""
    before = f"{text[: found.start()].rstrip(' .;,(')}: " if found.start() else ""
    return before + text[found.end() :], text[found.start() : found.end()].strip(" .;\n")


_JUDGED = re.compile(
    r"^([ *+•-]*)(?:tự )?(?:đánh giá|xếp loại)(?: chung| mức độ)?\s*:\s*(?=(?:đã |cơ bản )?hoàn thành|chưa|đang|đạt)",
    re.IGNORECASE | re.MULTILINE,
)


def with_standing(text: str) -> str:
    """Return the text in which a judgement by itself in a line says how the task stands: `Đánh giá: Hoàn thành`."""
    return _JUDGED.sub(r"\1Mức độ: ", text)
