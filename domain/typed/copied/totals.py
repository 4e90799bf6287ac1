"""Of all tasks at once, by how many they are: `hoàn thành 4/4 nhiệm vụ được giao trong quý IV`, `năm nhiệm vụ được
giao, xã đã hoàn thành cả năm`, `hoàn thành 100% nhiệm vụ`. It is said in one way, which is read like any other."""

import re

from domain.text import fold
from domain.typed.words.numbers import ONE_TO_TEN

N = rf"(?:0?[0-9]{{1,2}}|{'|'.join(ONE_TO_TEN)})"
THING = r"(?:dau viec|nhiem vu|nv|cong viec|viec|chi tieu|muc|noi dung|dau muc|task)"
_TIME = r"(?:ky|thang|quy|nam|tuan|ke hoach|dot)(?: (?:nay|nam|[0-9ivx]{1,4}))*(?:[/ -]+(?:nam )?20[0-9]{2})?"
OWN = rf"(?: (?:duoc|da) (?:giao|phan cong))?(?: (?:trong|cua|theo|o) {_TIME})?"
AFTER = r"(?: (?:xong|het|tot|toan bo|du|ca|tron ven))*"
DONE = rf"(?P<done>(?:da |deu |da deu )?(?:hoan thanh|hoan tat|xong|lam xong|thuc hien xong){AFTER})"
_OFFICE = (
    r"(?:don vi|phong|xa|phuong|thi tran|truong|tram|chi bo|ubnd|to|ban|trung tam|doi|hoi|doan|co quan|"
    r"em|toi|minh|chung toi|chung em|ben em|ben toi)"
)
SPEAKS = r"(?!noi\b|bao\b|nghe\b|thay\b|chua\b|khong\b|ko\b|se\b|phai\b|can\b|neu\b|hua\b|du kien|phan dau|co gang)"
SUBJECT = re.compile(
    rf"(?:^|[.;:\n!?,] {{0,2}})(?P<who>(?:(?:den nay|tinh den nay|hien nay|ky nay|quy nay|nam nay|thang nay) )?"
    rf"(?:{_OFFICE}(?: {SPEAKS}[^\W\d]+){{0,5}} )?)$"
)
_WAYS = (
    re.compile(rf"{DONE} (?P<n>{N})(?:/| tren | trong so | trong tong so )(?P<of>{N}) {THING}{OWN}(?![\w/])"),
    re.compile(rf"(?<![\w/.,])(?P<n>{N})(?:/| tren )(?P<of>{N}) {THING}{OWN} {DONE}(?! [0-9])"),
    re.compile(rf"{DONE} (?:100 ?%|toan bo|tat ca)(?: so| cac| tat ca| toan bo)* {THING}{OWN}(?=\s*(?:[.,;!]|$))"),
    re.compile(
        rf"(?<![\w/.,])(?:duoc giao )?(?P<of>{N}) {THING}{OWN}[,.:;]? (?P<between>(?:{SPEAKS}[^\W\d]+ ){{0,5}}?)"
        rf"{DONE} (?:ca|du|het ca) (?P<n>{N})(?![\w%/]| {THING})"
    ),
)
_LONGEST = 2000  # characters


def in_one_way(text: str, count: int) -> str:
    """Return the text in one way. `count`: how many tasks there are; what is said of another number stays as it is, and
    is asked about."""
    if count < 2 or len(text) > _LONGEST:
        return text
    return "\n".join(_line(line, count) for line in text.split("\n"))


def _line(text: str, count: int) -> str:
    key = fold(text)
    for way in _WAYS if len(key) == len(text) else ():
        if (found := way.search(key)) is None:
            continue
        named = found.groupdict()
        if "n" in named and not number_of(named["n"]) == number_of(named["of"]) == count:
            continue
        if re.search(r"[0-9]\.[0-9]+[^.;\n]*$", key[: found.start()]):  # `2.7 hoàn thành toàn bộ nhiệm vụ`
            continue
        start, done = found.start(), text[found.start("done") : found.end("done")]
        if who := SUBJECT.search(key[:start]):
            start = who.start("who")
        return f"{text[:start]}{done} cả {count} nhiệm vụ{text[found.end() :]}"
    return text


def number_of(said: str) -> int:
    return int(said) if said.isdecimal() else ONE_TO_TEN.index(said) + 1
