"""More time for something else than a report: `gia hạn hộ chiếu ở đâu`, `thẻ thư viện gia hạn thêm 2 tuần`."""

from collections.abc import Sequence

from domain.typed.hearing.polite_words import PERSONS
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_ASKED_BY_ITSELF = frozenset({"gia", "loi", "cho", "doi", "lui"})  # words with which a phrase begins that asks nobody
_BEHIND = frozenset(
    {
        "bao",
        "nop",
        "den",
        "toi",
        "them",
        "vi",
        "do",
        "tai",
        "cho",
        "giup",
        "thoi",
        "han",
        "ky",
        "gap",
        "sang",
        "qua",
        "lai",
        "it",
        "vai",
        "may",
        "mot",
        "hai",
        "ba",
        "nam",
        "nua",
        "cuoi",
        "dau",
        "truoc",
        "nhe",
        "nha",
        "voi",
        "duoc",
        "dc",
        "ko",
        "khong",
        "hok",
        "di",
        "de",
        "nen",
        "bc",
        "deadline",
        "quy",
        "mung",
        "mong",
        "gui",
        "thu",
        "t2",
        "t3",
        "t4",
        "t5",
        "t6",
        "t7",
        "cn",
    }
)
_BEFORE = frozenset(
    {
        "can",
        "muon",
        "duoc",
        "phai",
        "nho",
        "xin",
        "cao",
        "vi",
        "phong",
        "xa",
        "phuong",
        "truong",
        "tram",
        "doan",
        "hoi",
        "so",
        "ban",
        "bo",
        "nen",
        "phep",
        "lai",
        "va",
        "thi",
        "la",
        "con",
        "cung",
        "luon",
        "bc",
        "tiep",
        "dang",
        "de",
        "nghi",
        "kinh",
        "ay",
        "nay",
        "ky",
        "quy",
        "xet",
    }
)
_THINGS = frozenset({"ho chieu", "the can", "so ho"})
"""Of papers that are extended; their first words may be others without their marks."""
_KNOWN = frozenset(
    {"filler", "marked_filler", "to", "day", "month", "year", "days_ago", "ahead", "vague_day", "about", "task", "all",
     "rest", "any", "asks", "day_bound", "waits", "and", "percent", "half", "measure"}
)  # fmt: skip


def is_of_something_else(tokens: Sequence[Token]) -> bool:
    """Say whether all that asks for more time names what it is for, and that is no report."""
    places = [at for at in range(len(tokens)) if "extension" in kinds_at(tokens, at)]
    return bool(places) and all(_is_of_another(tokens, at) for at in places)


def _is_of_another(tokens: Sequence[Token], at: int) -> bool:
    behind = at + max(1, meanings_at(tokens, at)[1])
    if behind < len(tokens) and not _may_stand(tokens, behind, _BEHIND):
        return True
    next_two = [token.key for token in tokens[behind : behind + 2]]
    if next_two[:1] == ["gui"] and next_two[1:] and next_two[1] not in _BEHIND:  # `gia hạn gửi xe`
        return True
    if _is_owed(tokens, behind):
        return True
    if " ".join(token.key for token in tokens[behind : behind + 2]) in _THINGS:
        return True
    is_asked = at == 0 or tokens[at].key not in _ASKED_BY_ITSELF or _may_stand(tokens, at - 1, _BEFORE)
    return not is_asked and not _is_said_to(tokens, at)


def _is_owed(tokens: Sequence[Token], at: int) -> bool:
    """Say whether something else is owed: `khất tới mồng 2 trả tiền`."""
    while at < len(tokens) and tokens[at].kind not in ("sign", "break"):
        if tokens[at].key in _OWED:
            return True
        at += 1
    return False


_OWED = frozenset({"tra", "tien", "luong"})


def _is_said_to(tokens: Sequence[Token], at: int) -> bool:
    """Say whether it is said to somebody: `đề nghị đồng chí | gia hạn`, and not `em di gia han chu ky so`: a `di` is
    mostly no `dì`."""
    if tokens[at - 1].key in _OTHER_WORDS and not tokens[at - 1].marked:
        return False
    starts = range(max(0, at - _LONGEST_PERSON), at)
    return any(
        (who := PERSONS.at(tokens, start)) is not None and start + who[1] == at and tokens[start - 1].key in _ASKS
        for start in starts
        if start
    )


_ASKS = frozenset({"nghi", "mong", "nho", "xin"})
_OTHER_WORDS = frozenset({"di", "o", "ut", "cau"})
_LONGEST_PERSON = 4  # tokens


def _may_stand(tokens: Sequence[Token], at: int, words: frozenset[str]) -> bool:
    token = tokens[at]
    return token.kind != "word" or token.key in words or bool(kinds_at(tokens, at) & _KNOWN)
