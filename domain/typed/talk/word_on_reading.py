"""What somebody says of what was just read back: which of it is wrong (`1.1 thì đúng, 1.2 sai`, `trừ 1.2`), which task
was meant (`nhầm, 1.10 ạ`), or what is so in its place (`chưa đúng, 30%`, `đúng rồi nhưng 1.2 mới 70%`)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from domain.text import fold


@dataclass(frozen=True, slots=True)
class ReadingVerdict:
    """`wrong`: the codes of tasks of which the reading is wrong; `meant`: of the task that was meant in their place.
    `rest`: what is said anew, without the words that only agree or deny; `denies`: whether it was denied before."""

    wrong: tuple[str, ...] = ()
    meant: str = ""
    rest: str = ""
    denies: bool = False


_LONGEST = 200  # characters; what is longer says more than that
_STOPS = re.compile(r"\b(?:dừng|đừng)\b")
"""Without its mark it is `đúng`."""
_NOT = r"(?:khong|ko|k|hong|hok|chua)"
_NO = r"(?:no|nope|not right|not correct|that is wrong|that's wrong|wrong|incorrect|oops|sorry|my mistake|mistake)"
_TAIL = r"(?: (?:roi|a|nhe|nha|em|anh|chi|oi|het|do|vay|ma)){0,6}"
_ASIDE = r"(?:(?:da|vang|a|o|u|oi|em|ui|ay|y|chet)[ ,]{1,3}){0,6}"
_SLIPPED = r"(?:em |toi )?(?:go |ghi |bao |noi |viet )(?:nham|sai|lon)"
_PUTS = r"(?P<put>(?:em |cho em |toi )?(?:sua|doi|chinh)(?: lai)?)(?: la| thanh)?"
_SIGNS = r" ?[,.;:!…-]+ ?"
_DENIES = re.compile(
    rf"{_ASIDE}(?:{_NOT}(?: phai| dung| chinh xac)?|sai|nham|lon|{_SLIPPED}|{_NO}){_TAIL}(?:{_SIGNS}|\n)"
    r"(?:(?:(?:ma|thuc ra|that ra|dung ra|phai)(?: la)?|it is|it's|i meant|i mean|make it|(?:it )?should be|only|just"
    r"|chi) )?(?=.)"
)
_AMENDS = re.compile(
    rf"(?:da |vang |a |o |u ){{0,6}}(?:y (?:em |toi |minh )?(?:la|noi)|{_PUTS}|dinh chinh(?: la)?|phai la"
    r"|dung ra(?: la)?|thuc ra(?: la)?|that ra(?: la)?|i meant|i mean|(?:it )?should be|actually|correction|make it"
    r"|change (?:it )?to|correct (?:it )?to)[ ,:]+(?=.)|a[, ]+(?=[0-9])|nham[ ,]+(?=[0-9])"
)
_RIGHT_BEHIND = re.compile(
    r" (?:thi |la )?moi (?:la )?(?:dung|phai|chuan|chinh xac)(?: (?:a|nhe|nha|em|anh|chi|oi)){0,4}[ .!]{0,9}$"
)
_ENDS = re.compile(r"(?: (?:thoi|a|nhe|nha|em|anh|chi|oi)){1,5}[ .!]{0,9}$")
"""What closes an amount: `3 ha thôi ạ`."""
_AGREES = re.compile(
    rf"{_ASIDE}(?:dung|chuan|ok|oke|phai|chinh xac)(?: ca| tat ca)?{_TAIL}"
    rf"(?:{_SIGNS}| (?=nhung|rieng|tru|ngoai|them))(?:nhung )?(?:ma )?(?:chi )?"
    r"(?:(?:ngoai tru|tru|rieng|con|them|bo sung|co) )?(?=.)"
)
_INSTEAD = re.compile(
    rf",? (?:(?:chu|cho) {_NOT}(?: phai)?(?: la)?|not) [0-9]{{1,3}}(?:[.,][0-9]{{1,3}}){{0,3}} ?(?:%|[^\W\d_]{{1,9}})?"
    rf"(?![\w.,]*[0-9])"
)
_NAME = r"(?P<{}>[\w.]{{0,30}}\w)"
_ONE_FOR_ANOTHER = (
    re.compile(
        rf"{_ASIDE}(?:y em la |la |cai |muc ){{0,4}}{_NAME.format('meant')}(?: moi dung)?,?"
        rf" (?:(?:chu|cho) {_NOT}(?: phai)?|{_NOT} phai)(?: la)?(?: cai| muc)?"
        rf" {_NAME.format('wrong')}{_TAIL}[ .!]{{0,9}}$"
    ),
    re.compile(
        rf"{_ASIDE}{_NOT} phai(?: la)?(?: cai| muc)? {_NAME.format('wrong')}(?: dau)?,?(?: ma)?(?: phai)?(?: la)?"
        rf"(?: cai| muc)? {_NAME.format('meant')}{_TAIL}[ .!]{{0,9}}$"
    ),
)
_CLAUSES = re.compile(r"[,;!\n…:]+| nhung | con (?!lai)|\.(?![\w])")
_SAYS_NOTHING = frozenset(
    {"da", "a", "em", "anh", "chi", "nhe", "nha", "oi", "roi", "thi", "la", "cai", "muc", "nhiem", "vu", "phan",
     "cua", "ma", "van", "giup", "ho", "di", "ra", "khoi", "do", "nay", "voi", "va", "kia", "u", "vang", "hay",
     "cho", "so", "lieu"}
)  # fmt: skip
_RIGHT = frozenset(
    {"dung", "dung het", "dung ca", "ok", "oke", "chuan", "giu", "giu nguyen", "con lai dung", "khac dung", "chinh xac",
     "dung tat ca", "tat ca dung", "con lai giu nguyen", "cac khac dung", "may khac dung", "con lai dung het"}
)  # fmt: skip
_WRONG = frozenset(
    {"sai", "khong dung", "ko dung", "k dung", "chua dung", "nham", "lon", "bo", "xoa", "tru", "ngoai tru", "chi tru",
     "khong phai", "ko phai", "khong ghi", "ko ghi", "chua ghi", "khong chinh xac", "chua chinh xac", "rut", "bi sai",
     "bi nham", "dung het tru", "dung tru", "dung het ngoai tru", "tru khong ghi"}
)  # fmt: skip


def verdict(text: str, codes: Collection[str], read: Collection[str]) -> ReadingVerdict | None:
    """Return what the text says of the reading of the tasks `read`, some of `codes`; None where that is nothing."""
    key = fold(text)
    if len(text) > _LONGEST or len(key) != len(text) or "?" in text or _STOPS.search(text.casefold()):
        return None
    by_key = {fold(code): code for code in codes}
    for one in _ONE_FOR_ANOTHER:
        found = one.match(key)
        if found is not None and found["wrong"] in by_key and found["meant"] in by_key:
            return ReadingVerdict((by_key[found["wrong"]],), by_key[found["meant"]])
    wrong = _wrong(key, by_key)
    if wrong and set(wrong) <= set(read):
        return ReadingVerdict(wrong)
    lead = _DENIES.match(key) or _AMENDS.match(key)
    agreed = _AGREES.match(key) if lead is None else None
    begin = lead.end() if lead is not None else agreed.end() if agreed is not None else 0
    instead, right = _INSTEAD.search(key, begin), _RIGHT_BEHIND.search(key, begin)
    if lead is None and agreed is None and instead is None and right is None:
        return None
    end = right.start() if right is not None else len(text)
    rest = text[begin:end] if instead is None else f"{text[begin : instead.start()]}{text[instead.end() : end]}"
    named = [by_key[word] for word in _words(fold(rest)) if word in by_key]
    said = [word for word in _words(fold(rest)) if word not in by_key]
    is_denied = lead is not None or instead is not None or right is not None
    if named and not said:
        is_put = lead is not None and lead.groupdict().get("put")
        is_meant = (lead is not None or right is not None) and len(named) == 1 and not is_put
        return ReadingVerdict(meant=named[0], denies=True) if is_meant else None
    return ReadingVerdict(rest=rest.strip(), denies=is_denied) if rest.strip() else None


def amount_of(rest: str) -> str:
    """Return what is said anew without what only closes it, where it is short and begins with a number; else ""."""
    ends = _ENDS.search(fold(rest))
    amount = rest[: ends.start()] if ends is not None else rest
    amount = amount.strip(" ,.;:!")
    return amount if amount[:1].isdigit() and len(amount) <= _LONGEST_AMOUNT else ""


_LONGEST_AMOUNT = 30  # characters


def _words(key: str) -> list[str]:
    words = (word.strip(".,;:!…") for word in key.split())
    return [word for word in words if word and word not in _SAYS_NOTHING]


def _wrong(key: str, by_key: dict[str, str]) -> tuple[str, ...]:
    """Return the tasks that are called wrong, where the line says of tasks that they are right or wrong and no more."""
    wrong, last, goes_on = list[str](), "", False
    for clause in _CLAUSES.split(key):
        words = _words(clause)
        named = [by_key[word] for word in words if word in by_key]
        own = [word for word in words if word not in by_key]
        if own and named and words[0] in by_key and words[-1] in by_key:
            return ()  # `1.2 thay 1.1`: of which of them?
        if named and not own and not goes_on:
            return ()  # behind `1.1 sai`, the next name may be what is right
        last, goes_on = " ".join(own) or (last if named else ""), not own or words[0] not in by_key
        if last in _WRONG and (named or last == "nham"):
            wrong += named
        elif words and last not in _RIGHT:
            return ()
    return tuple(dict.fromkeys(wrong))
