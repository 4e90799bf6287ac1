"""Of all tasks at once, by how many they are: `hoàn thành 4/4 nhiệm vụ được giao trong quý IV`, `năm nhiệm vụ được
giao, xã đã hoàn thành cả năm`, `hoàn thành 100% nhiệm vụ`. It is said in one way, which is read like any other."""

import re

from domain.text import fold

_COUNTED = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_N = rf"(?:0?[0-9]{{1,2}}|{'|'.join(_COUNTED)})"
_THING = r"(?:dau viec|nhiem vu|nv|cong viec|viec|chi tieu|muc|noi dung|dau muc|task)"
_TIME = r"(?:ky|thang|quy|nam|tuan|ke hoach|dot)(?: (?:nay|nam|[0-9ivx]{1,4}))*(?:[/ -]+(?:nam )?20[0-9]{2})?"
_OWN = rf"(?: (?:duoc|da) (?:giao|phan cong))?(?: (?:trong|cua|theo|o) {_TIME})?"
_AFTER = r"(?: (?:xong|het|tot|toan bo|du|ca|tron ven))*"
_DONE = rf"(?P<done>(?:da |deu |da deu )?(?:hoan thanh|hoan tat|xong|lam xong|thuc hien xong){_AFTER})"
_OFFICE = (
    r"(?:don vi|phong|xa|phuong|thi tran|truong|tram|chi bo|ubnd|to|ban|trung tam|doi|hoi|doan|co quan|"
    r"em|toi|minh|chung toi|chung em|ben em|ben toi)"
)
_SPEAKS = r"(?!noi\b|bao\b|nghe\b|thay\b|chua\b|khong\b|ko\b|se\b|phai\b|can\b|neu\b|hua\b|du kien|phan dau|co gang)"
_SUBJECT = re.compile(
    rf"(?:^|[.;:\n!?,]\s*)(?P<who>(?:(?:den nay|tinh den nay|hien nay|ky nay|quy nay|nam nay|thang nay) )?"
    rf"(?:{_OFFICE}(?: {_SPEAKS}[^\W\d]+){{0,5}} )?)$"
)
_WAYS = (
    re.compile(rf"{_DONE} (?P<n>{_N})(?:/| tren | trong so | trong tong so )(?P<of>{_N}) {_THING}{_OWN}(?![\w/])"),
    re.compile(rf"(?<![\w/.,])(?P<n>{_N})(?:/| tren )(?P<of>{_N}) {_THING}{_OWN} {_DONE}(?! [0-9])"),
    re.compile(rf"{_DONE} (?:100 ?%|toan bo|tat ca)(?: so| cac| tat ca| toan bo)* {_THING}{_OWN}(?=\s*(?:[.,;!]|$))"),
    re.compile(
        rf"(?<![\w/.,])(?:duoc giao )?(?P<of>{_N}) {_THING}{_OWN}[,.:;]? (?P<between>(?:{_SPEAKS}[^\W\d]+ ){{0,5}}?)"
        rf"{_DONE} (?:ca|du|het ca) (?P<n>{_N})(?![\w%/]| {_THING})"
    ),
)
_LONGEST = 2000  # characters


def in_one_way(text: str, count: int) -> str:
    """`count`: how many tasks there are; what is said of another number stays as it is, and is asked about."""
    if count < 2 or len(text) > _LONGEST:
        return text
    return "\n".join(_line(line, count) for line in text.split("\n"))


def _line(text: str, count: int) -> str:
    key = fold(text)
    for way in _WAYS if len(key) == len(text) else ():
        if (found := way.search(key)) is None:
            continue
        named = found.groupdict()
        if "n" in named and not _number(named["n"]) == _number(named["of"]) == count:
            continue
        if re.search(r"[0-9]\.[0-9]+[^.;\n]*$", key[: found.start()]):  # `2.7 hoàn thành toàn bộ nhiệm vụ`
            continue
        start, done = found.start(), text[found.start("done") : found.end("done")]
        if who := _SUBJECT.search(key[:start]):
            start = who.start("who")
        return f"{text[:start]}{done} cả {count} nhiệm vụ{text[found.end() :]}"
    return text


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else _COUNTED.index(said) + 1
