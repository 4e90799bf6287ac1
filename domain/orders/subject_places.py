"""Where in a sentence the name of a unit may stand that says for whom it is: `phòng nội vụ 3.1 40%`, `xin gia hạn báo
cáo quý của xã tân phú đến 28/12`.

Before it stand only words that ask, and names of reports; behind it nothing, or what is asked or told. Where anything
else stands it is a part of what is told: `chờ phòng nội vụ phê duyệt`, `xã tân phú chưa gửi`.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from domain.orders.order_tokens import OrderToken, tokens_of
from domain.orders.report_names import before_reason

_REPORT = frozenset({"bao", "cao", "bc", "report", "reports"})
_WORDS_THAT_ASK = """
xin giahan gia han khat lui doi hoan nop gui trinh khongphatsinh khong kps phat sinh extend extension request
xoa huy delete remove clear nil nothing vuong mac kho khan vuongmac kien nghi baocao
"""
_WORDS_BESIDE = """
de nghi cho cua ben of for em anh chi toi minh da vang thi la ve con rieng thoi den them ngay han more time the to
ubnd quy thang nam tuan ky dot nay truoc co gi i ii iii iv lai xem sua quarterly monthly weekly yearly
"""
_WORDS_BEHIND = "de nghi den toi sang them truoc thi xin a nhe nha di giup voi ngay until by to in"
_ASKS, _BESIDE = frozenset(_WORDS_THAT_ASK.split()), frozenset(_WORDS_BESIDE.split())
_STANDS = frozenset({"xong", "het", "roi", "hoan", "thanh", "tat", "ca", "done", "finished", "completed"})
_GOES_ON = _REPORT | _ASKS | frozenset(_WORDS_BEHIND.split())
_POLITE = frozenset({"da", "vang", "em", "anh", "chi", "thua", "a", "chao"})
_OF = frozenset({"cua", "of", "thuoc"})
_FOR = frozenset({"cho", "for", "to"})
_OTHER_WORDS = frozenset({"chờ", "chỗ", "chở", "chưa", "cùng", "đòi", "đổi", "đợi", "bền", "bến", "thị"})
"""With their marks, what is none of the words above."""
_SENDS = frozenset({"gui", "nop", "trinh", "chuyen", "send", "submit"})
_ERASES = frozenset({"xoa", "huy", "bo", "delete", "remove", "clear"})
_CODE = re.compile(r"[0-9a-zđ]{1,4}(?:\.[0-9a-zđ]{1,4}){1,3}|[tm]\d{1,3}", re.I)
_PARTS = re.compile(r"[,;:.\n?!]")
_LONGEST = 12  # words of a name, or of two
_MOST_BEFORE = 16  # words


@dataclass(frozen=True, slots=True)
class SubjectPlace:
    """`label`: what may be a name; `said`: the text without it; `is_apart`: a colon stands behind it."""

    start: int
    label: str
    said: str
    is_apart: bool


def subject_places(
    text: str, codes: Collection[str], names: Sequence[tuple[int, int]], *, is_alone: bool = True
) -> Iterator[SubjectPlace]:
    """Yield what may be the name, by where it begins, the longest first. `names`: where names of reports stand;
    `is_alone`: whether nothing else is said, so that `2.7 40% của xã tân phú` says for whom it is, and is no share."""
    tokens = tokens_of(before_reason(text))
    taken = {
        place
        for place, token in enumerate(tokens)
        if any(start <= token.start and token.end <= end for start, end in names)
    }
    keys = [token.key for token in tokens]
    is_code = [token.said in codes or bool(_CODE.fullmatch(token.said)) for token in tokens]
    for first in range(min(len(tokens), _MOST_BEFORE)):
        if first and not (first - 1 in taken or is_code[first - 1] or _may_stand_before(tokens[first - 1])):
            return
        if any(token.clause < tokens[first].clause and token.key not in _POLITE for token in tokens[:first]):
            continue  # `kps, đã báo xã tân phú`
        if first in taken or is_code[first] or not _may_follow(keys, is_code, first, is_alone=is_alone):
            continue
        for end in range(min(len(tokens), first + _LONGEST), first + 1, -1):
            label = text[tokens[first].start : tokens[end - 1].end]
            begins = first - (first > 0 and keys[first - 1] in _OF | _FOR | {"ben"})
            is_apart = text[tokens[end - 1].end :].lstrip()[:1] == ":" and (not first or begins < first)
            if not _PARTS.search(label) and (is_apart or _goes_on(tokens, is_code, end, begins=not first)):
                before = text[: tokens[begins].start].rstrip()
                behind = text[tokens[end - 1].end :].lstrip(" ,:;-–()")
                yield SubjectPlace(first, label, f"{before} {behind}".strip(), is_apart)


def _may_stand_before(token: OrderToken) -> bool:
    if token.said.casefold() in _OTHER_WORDS:
        return False
    return token.key in _REPORT | _ASKS | _BESIDE | _STANDS or token.said[0].isdecimal()


def _may_follow(keys: Sequence[str], is_code: Sequence[bool], place: int, *, is_alone: bool) -> bool:
    """Say whether a name may stand here by what is before it: behind a task, or how it stands, only with `của`; a name
    behind `gửi … cho` is whom it goes to, and `den 28/12 cho` may be `chờ`."""
    if not place or keys[0] in _ERASES:
        return True
    before = place - (keys[place - 1] in _OF | _FOR)
    link = keys[before] if before < place else ""
    if link in _FOR and (not _SENDS.isdisjoint(keys[:before]) or (before and keys[before - 1][:1].isdecimal())):
        return False
    if before and before == place and keys[before - 1] == "nghi":
        return False  # `đề nghị phòng nội vụ bổ sung`
    of_a_task = before > 0 and (is_code[before - 1] or keys[before - 1] in _STANDS or keys[before - 1][:1].isdecimal())
    if not any(is_code[:before]) or not of_a_task:
        return True
    return link in _OF and is_alone


def _goes_on(tokens: Sequence[OrderToken], is_code: Sequence[bool], place: int, *, begins: bool) -> bool:
    if place == len(tokens) or is_code[place] or tokens[place].key in _GOES_ON:
        return True
    if tokens[place].said[0].isdecimal():
        return True
    rest = range(place, len(tokens))
    return begins and all(is_code[one] or tokens[one].key in _STANDS or tokens[one].said.isdecimal() for one in rest)
