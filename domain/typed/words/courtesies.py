"""Answers to one question that there is none: `không có gì ạ`, `không khó khăn, vướng mắc`. Whole reports: `nil`."""

import re
from collections.abc import Mapping

from domain.text import fold

_LONGEST = 160  # characters; what is longer says something
_BARE = frozenset({"-", "--", "---", "–", "—", "/", ".", "..", "...", "x", "n/a", "na", "nil", "none", "kps"})
_ZERO = frozenset({"0", "00", "so 0", "khong (0)", "0 co", "0 phat sinh"})
_WORDS: Mapping[str, tuple[str, ...]] = {  # by what they do in such an answer, folded
    "n": ("khong", "ko", "k", "kg", "hong", "khg", "khong he", "chua", "chang", "cha", "no", "none",
          "nothing", "not", "without", "there are no", "there is no", "we have no", "kps"),
    "v": ("co", "gap", "thay", "con", "bi", "ghi nhan", "neu", "any"),
    "o": ("vuong mac", "vuong", "kho khan", "kho", "tro ngai", "ton tai", "han che", "bat cap", "kien nghi", "de xuat",
          "de nghi", "y kien", "noi dung", "van de", "phat sinh", "obstacle", "obstacles",
          "difficulty", "difficulties", "problem", "problems", "issue", "issues", "recommendation", "recommendations",
          "request", "requests"),
    "r": ("ket qua", "result", "results"),
    "h": ("het", "da het"),
    "g": ("gi", "j", "nao", "dang ke", "khac", "them", "moi", "ca", "nua", "yet", "at all", "to report", "so far",
          "de bao cao", "can bao cao", "can kien nghi", "can de xuat", "can neu"),
    "w": ("binh thuong", "bt", "on", "on dinh", "on thoa", "tot", "thuan loi", "suon se", "fine", "all good",
          "all fine", "good", "normal", "smooth"),
    "f": ("da", "vang", "ok", "a", "em", "anh", "chi", "anh chi", "toi", "nhe", "nha", "nhi", "oi", "roi", "thi", "la",
          "don vi", "ben em", "phuong", "xa", "chung toi", "hien", "hien tai", "hien nay", "den nay", "ky nay",
          "quy nay", "thang nay", "trong ky", "trong ky nay", "trong quy", "trong thang", "nhin chung", "co ban",
          "moi viec", "moi thu", "tinh hinh", "cong viec", "deu", "van", "rat", "dang", "tam thoi", "bao cao",
          "muc nay", "nhiem vu nay", "currently", "everything is", "all", "this period", "please", "sir"),
    ",": ("va", "hay", "hoac", "cung", "nhu", "and", "or"),
}  # fmt: skip
_KIND = {phrase: kind for kind, phrases in _WORDS.items() for phrase in phrases}
_MOST_WORDS = max(phrase.count(" ") + 1 for phrase in _KIND)
_PIECE = re.compile(r"[^\W_]+|[,;.:/&+\n]", re.UNICODE)
_UNIT = r"(?:nv*[og]*(?:h(?!o))?|ho[og]*)(?:,+v?[og]+)*"
_NONE = re.compile(rf",*(?:{_UNIT},*)+")
_WELL = re.compile(rf",*(?:(?:{_UNIT}|w[gh]*)(?:,+|$))+")
_DENIED_WELL = re.compile(r"[nv]w")  # `chưa ổn`


def says_none(text: str) -> bool:
    """Say whether the answer is that there is none: `không`, `không có gì ạ`, `Không có khó khăn, vướng mắc`, `-`."""
    said = _folded(text)
    return said in _BARE or (bool(said) and _NONE.fullmatch(_kinds(said)) is not None)


def leaves_empty(field: str, text: str) -> bool:
    """Say whether an answer to the question for a task's result, obstacle or recommendation says that there is none;
    where obstacles are asked for, that all is well (`bình thường`, `ổn`) says it too."""
    said = _folded(text)
    if says_none(text) or said in _ZERO:
        return True
    kinds = _kinds(said)
    if field == "result":
        return _NONE.fullmatch(kinds.replace("r", "o")) is not None
    if kinds == "h":  # `vướng mắc 2.7 hết rồi`
        return True
    return _WELL.fullmatch(kinds) is not None and _DENIED_WELL.search(kinds) is None


def _folded(text: str) -> str:
    """Return the text folded, without signs around it; "" for what is too long to say nothing, and for questions."""
    if len(text) > _LONGEST or "?" in text:
        return ""
    said = fold(text).strip()
    return said.strip(" .!,;:()") or said


def _kinds(said: str) -> str:
    """Return a letter for each phrase that says something, the longest that fits; `!` for any other word."""
    words, found, at = _PIECE.findall(said), "", 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            kind = _KIND.get(" ".join(words[at : at + size]))
            if kind:
                break
        else:
            size, kind = 1, "!" if words[at].isalnum() else ","
        found, at = found + kind, at + size
    return found.replace("f", "")
