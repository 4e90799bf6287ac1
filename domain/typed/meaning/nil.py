"""Words that say that there is nothing to report, of a whole report or of one task."""

import re
from collections.abc import Sequence

from domain.typed.words.numbers import ONE_TO_TEN
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_DENIALS = frozenset({"khong", "chang", "0", "nothing"})
_NOT_YET = frozenset({"chua"})
_ARISES = ("phat sinh", "noi dung", "nd", "viec", "vu viec", "cong viec", "nhiem vu", "moi", "so lieu", "su viec",
           "van de", "su vu", "new", "news", "update", "viec gi", "thay doi", "bien dong", "truong hop")  # fmt: skip
_ANYTHING = ("gi", "chi", "cai gi", "cai chi", "chuyen gi", "chuyen chi", "dieu gi", "thu gi")
_BESIDE = frozenset({
    "a", "ad", "admin", "ah", "anh", "ban", "bao", "bc", "bcao", "ben", "biet", "c", "ca", "can", "cao", "chi",
    "co", "cung", "dac", "de", "don", "dong", "dot", "duoc", "e", "em", "het", "hi", "hien", "khac", "ki", "kinh",
    "ky", "lan", "luon", "ma", "minh", "nam", "nao", "nay", "nghe", "nghen", "nha", "nhe", "noi", "nua", "o",
    "phai", "quy", "report", "sep", "so", "tai", "team", "thang", "thay", "the", "them", "thua", "trong", "truoc",
    "tuan", "va", "vay", "vi", "voi", "tui", "ni", "cu", "ghi", "cho", "toi", "yen", "tam", "khoi", "nhac",
    "thoi", "giup", "gium", "dum", "rua", "mi", "tren", "dia", "linh", "vuc", "giao", "la", "ke",
    "bon", "nhan", "vao", "i",
    "chu", "bac", "chau", "cau", "thim", "di", "ong", "ba",
    "ii", "iii", "iv", "nhi", "sat", "dau", "tron", "troi", "rao",
})  # fmt: skip
_OF_OFFICES = frozenset({
    "ban", "ben", "bo", "chi", "dang", "doan", "don", "hoi", "khoi", "mttq", "nganh", "phong", "phuong", "thi",
    "to", "tram", "trung", "truong", "ubnd", "uy", "van", "xa",
})  # fmt: skip
_LONGEST = 40  # tokens
_LONGEST_NAME = 10  # tokens of who reports


def reports_nothing(tokens: Sequence[Token], *, of_a_task: bool = False, tasks: int = 0) -> str:
    """Say whether the words report nothing: `kỳ này ko có gì phát sinh nha`, `không có nội dung phát sinh cần báo cáo`,
    `0 phát sinh`: a denial, what does not arise, and nothing else. Return "perhaps" where they may also say that a task
    has not been begun; "" where it is not said.

    `of_a_task`: `2.7 chưa có gì mới`, `2.7 không có gì`. `tasks`: of how many it is said where it is said of all of
    them (`nội dung nào thuộc bốn nhiệm vụ được giao`).
    """
    if len(tokens) > _LONGEST or any("as_before" in kinds_at(tokens, at) for at in range(len(tokens))):
        return ""  # `không có gì thay đổi so với kỳ trước`
    at = first = _first_denial(tokens)
    if first is None or not ((of_a_task and first == 0) or _only_says_who(tokens[:first], tasks)):
        return ""
    found, is_open, is_yet = "", False, False
    while at is not None and at < len(tokens):
        if _is_denial(tokens, at):
            if is_open:  # `không phải không`
                return ""
            is_open, is_yet = True, is_yet or tokens[at].key in _NOT_YET
            at += 1
        elif size := _phrase(tokens, at, _ARISES):
            found, is_open = "nil", False
            at += size
        elif (size := _phrase(tokens, at, _ANYTHING)) and (is_open or found):
            found, is_open = found or "anything", False
            at += size
        elif (size := _all_at(tokens, at, tasks)) or (size := _closing_at(tokens, at, is_said=bool(found))):
            at += size
        elif _may_stand_beside(tokens, at):
            at += 1
        elif (found and not is_open) and "filler" in kinds_at(tokens, at):
            at += meanings_at(tokens, at)[1]  # `xã tui`
        elif found and not is_open and (size := _who_again(tokens, at, tasks)):
            at += size  # `không có gì phát sinh, xã không có chi báo hết`
        else:
            return ""
    if not found or is_open:
        return ""
    if is_yet:
        is_new = any(token.key == "moi" for token in tokens)
        return "perhaps" if of_a_task else "nil" if is_new else ""
    return "perhaps" if of_a_task and found == "anything" else "nil"


def _first_denial(tokens: Sequence[Token]) -> int | None:
    return next((at for at in range(len(tokens)) if _is_denial(tokens, at)), None)


def _is_denial(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    is_marked_otherwise = bool(token.marked) and not kinds_at(tokens, at) & {"no", "not_yet", "nil", "no_more"}
    return token.key in _DENIALS | _NOT_YET and not is_marked_otherwise


def _phrase(tokens: Sequence[Token], at: int, phrases: Sequence[str]) -> int:
    """Return how many tokens the longest of these phrases takes here."""
    pair = " ".join(token.key for token in tokens[at : at + 2])
    return 2 if pair in phrases else int(tokens[at].key in phrases)


def _may_stand_beside(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.key == "?" or (token.kind == "number" and (at == 0 or tokens[at - 1].key not in _PERIODS)):
        return False
    if token.kind != "word":
        return True
    return token.key in _BESIDE or bool(kinds_at(tokens, at) & {"filler", "any"} and meanings_at(tokens, at)[1] == 1)


def _all_at(tokens: Sequence[Token], at: int, tasks: int) -> int:
    """Return how many tokens say that it is said of all tasks: `thuộc bốn nhiệm vụ được giao`, `cả 5 mục`, `trong phạm
    vi báo cáo`; 0 where they are not as many."""
    words = [token.key for token in tokens[at : at + _LONGEST_NAME] if token.kind != "break"]
    found = _ALL.match(" ".join(words))
    if found is None or not tasks:
        return 0
    number = found["number"] or ""
    if number and (int(number) if number.isdecimal() else ONE_TO_TEN.index(number) + 1) != tasks:
        return 0
    return found[0].count(" ") + (not found[0].endswith(" "))


_ALL = re.compile(
    r"(?:(?:thuoc|trong|doi voi|voi|lien quan den|lien quan toi|o|cua|cho|so|tren) ){0,3}"
    r"(?:pham vi (?:bao cao|quan ly|phu trach)\b|"
    rf"(?:pham vi )?(?:tat ca|toan bo|ca|cac|moi)? ?(?P<number>[0-9]{{1,2}}|{'|'.join(ONE_TO_TEN[1:])})? ?(?:, )?"
    r"(?:nhiem vu|noi dung nhiem vu|dau viec|cong viec|muc|viec|chi tieu|linh vuc|nv)\b"
    r"(?: (?:duoc giao|duoc phan cong|neu tren|tren|nay|phai bao cao|can bao cao|cua (?:ky|quy) nay)\b){0,3})"
    r"(?! (?:dau|cuoi|con lai|khac|kia|nao)\b)"
)


def _closing_at(tokens: Sequence[Token], at: int, *, is_said: bool) -> int:
    """Return how many tokens close such a report, until its end: `kính đề nghị ghi nhận`, `xin báo cáo để tổng hợp`."""
    rest = tokens[at:]
    if not is_said or at == 0 or tokens[at - 1].kind == "word" or len(rest) > _LONGEST_NAME:
        return 0
    words = " ".join(token.key for token in rest if token.kind == "word")
    return len(rest) if _CLOSING.fullmatch(words) else 0


_CLOSING = re.compile(
    r"(?:(?:xin|kinh|tran trong|de nghi|mong) ){0,4}(?:bao cao|bao|de nghi|trinh|thong bao|tong hop|ghi nhan|nho)"
    r"(?: (?:de|quy|van phong|phong|so|ubnd|cap tren|lanh dao|dong chi|cac dong chi|biet|tong hop|ghi nhan|theo doi|"
    r"xem xet|va|cho|giup|em|nhe|a)){0,10}"
)


def _who_again(tokens: Sequence[Token], at: int, tasks: int) -> int:
    """Return how many tokens say who reports, from the beginning of a clause to the denial with which it goes on."""
    if tokens[at - 1].kind == "word":
        return 0
    size = _first_denial(tokens[at:])
    return size if size and _only_says_who(tokens[at : at + size], tasks) else 0


_PERIODS = frozenset({"thang", "quy", "tuan", "nam", "ky", "/"})


def _only_says_who(tokens: Sequence[Token], tasks: int) -> bool:
    """Say whether the words only say who reports: `chi bộ`, `Phòng Kinh tế`, `tháng này bên em`, `cả năm nhiệm vụ`; and
    not `kinh phí`, `các xã khác`."""
    if any(token.key in ("khac", "truoc") for token in tokens):
        return False
    at = _heading_at(tokens) or _all_at(tokens, 0, tasks)
    while at < len(tokens) and (tokens[at].key not in _OF_OFFICES or tokens[at].key == "ben"):
        kinds, length = kinds_at(tokens, at), meanings_at(tokens, at)[1]
        if not kinds & {"filler", "any"} and not _may_stand_beside(tokens, at):
            return False
        at += max(1, length)
    rest = tokens[at:]
    return len(rest) <= _LONGEST_NAME and not any(kinds_at(rest, one) & _OF_TASKS for one in range(len(rest)))


def _heading_at(tokens: Sequence[Token]) -> int:
    """Return how many tokens a heading like `Nội dung: trong kỳ` takes."""
    at = next((at for at, token in enumerate(tokens) if token.kind != "break"), 0)
    return at + 3 if [token.key for token in tokens[at : at + 3]] in _HEADINGS else 0


_HEADINGS = (["noi", "dung", ":"], ["ket", "qua", ":"], ["tinh", "hinh", ":"])
_OF_TASKS = frozenset({"label", "done", "doing", "now", "soon", "later", "guess", "if", "asks"})
