"""A question that names a task: `2.7 do đơn vị nào chủ trì ạ`. Who asks reports nothing, also without its mark."""

import re
from collections.abc import Sequence

from domain.moments.pieces import Phrases
from domain.text import fold, word_keys
from domain.typed.values.doubts import TEXTS
from domain.typed.values.result import Reading
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_WORDS = frozenset({"gi", "nao", "ai", "j", "bn"})
_MARKED = frozenset(word_keys(word)[1] for word in ("gì", "nào", "ai", "đâu", "mấy", "sao", "hỏi"))
"""Without their marks the last three are other words as well: `đầu`, `máy`, `hội`."""

_PAIRS = frozenset(
    {"bao nhieu", "bao nhiu", "nhieu vay", "nhiu vay", "nhieu rua", "the nao", "khi mo", "luc mo", "chung mo",
    "ra sao", "bao gio", "khi nao", "lam sao", "la gi", "nhu the", "co phai", "khong hay"}
)  # fmt: skip
_WHETHER = frozenset({"thi co", "co phai", "co bi", "thi sao", "duoc may"})
"""`không phát sinh thì có phải nộp không`: also where something is denied before."""
_TO_ASK = frozenset({"cho hoi", "xin hoi", "muon hoi"})
_AT_THE_END = frozenset({"khong", "ko", "chua", "hok", "hong", "k"})
_STANDS = frozenset({"done", "doing", "percent", "label", "short_label", "resolved", "nil"})
_DENIES = frozenset({"no", "not_yet", "nil"})
_TAIL = frozenset({"filler", "marked_filler", "asks"})
_WHO = frozenset(
    {"gi", "ba", "con", "moi", "nguoi", "cac", "ban", "ca", "nha", "chu", "bac", "co", "hihi", "haha", "z"}
)
"""`gi` for `chi`, which is heard as `gì` behind a denial: who asks has said `không` before."""
_ASK_WHETHER = frozenset({"co", "duoc", "can", "phai"})
_WHERE = word_keys("đâu")[1]
_OPEN = frozenset({"text", "partly", "empty", "unclear", "unclear_standing", "which_task"})
_LONGEST = 30  # tokens: nobody asks in more


def is_asked(tokens: Sequence[Token], reading: Reading) -> bool:
    """Say whether a task is asked about, where nothing was read but words that may go anywhere."""
    if len(tokens) > _LONGEST or reading.extension is not None or reading.is_nil:
        return False
    if _asks_if(tokens) or _asks_when_done(tokens) or _asks_how_to(tokens):
        return True
    if any(set(update.answers) - set(TEXTS) for update in reading.updates):
        return False
    if any(doubt.why not in _OPEN for doubt in reading.doubts):
        return False
    places = range(len(tokens))
    if (
        _wants_to_know(tokens)
        or any(_pair(tokens, at) in _TO_ASK or _is_choice(tokens, at) for at in places)
        or _is_either(tokens)
    ):
        return True
    if any(tokens[at].key == "%" or kinds_at(tokens, at) & _STANDS for at in places):
        return False
    return tokens[-1].key == "?" or any(_asks(tokens, at) for at in places) or ends_asking(tokens)


def asks_to_know(tokens: Sequence[Token]) -> bool:
    """Say whether somebody asks to know, with somebody between: `cho em hỏi`."""
    keys = [token.key for token in tokens]
    return any(
        key == "hoi" and not {"cho", "xin", "muon"}.isdisjoint(keys[max(0, at - 3) : at]) for at, key in enumerate(keys)
    )


def _wants_to_know(tokens: Sequence[Token]) -> bool:
    """Say whether somebody wants to know: `đề nghị cho tôi biết nộp ở đâu`, and not `bệnh viện cho biết`, `em xin báo
    cho anh biết`."""
    keys = [token.key for token in tokens]
    for at, key in enumerate(keys):
        before = keys[max(0, at - _FAR) : at]
        if key == "biet" and "cho" in before and not _REQUESTS.isdisjoint(before) and _TELLS.isdisjoint(before):
            return True
    return False


def _asks_how_to(tokens: Sequence[Token]) -> bool:
    """Say whether it is asked how to report: `đề nghị cho biết nhiệm vụ 2.7 hoàn thành thì báo cáo theo mẫu nào?`."""
    says = any(token.key == "%" or token.kind == "number" for token in tokens[-1:])
    is_open = tokens[-1].key == "?" or any(
        _asks(tokens, at) or _pair(tokens, at) in _PAIRS for at in range(len(tokens))
    )
    return is_open and not says and _wants_to_know(tokens)


_FAR = 6  # tokens from the request to `biết`
_REQUESTS = frozenset({"xin", "nghi", "nho", "long", "on", "mong", "giup"})
_TELLS = frozenset({"bao", "cao", "thua"})


def is_asking_tail(token: Token) -> bool:
    """Say whether this is the `vậy`, `hả` with which a question ends."""
    return token.key in _ASKING_TAIL or token.marked in _ASKING_MARKED


_ASKING_TAIL = frozenset({"vay", "z", "ta", "nhi", "ha"})
_ASKING_MARKED = frozenset(word_keys(word)[1] for word in ("à", "hả", "hở"))


def _asks_if(tokens: Sequence[Token]) -> bool:
    """Say whether it is asked what would be if: `nếu 2.1 xong trước 5/12 thì có bị tính trễ ko`."""
    first = next((at for at in range(len(tokens)) if not kinds_at(tokens, at) & _TAIL), None)
    if first is None or not ("if" in kinds_at(tokens, first) or _pair(tokens, first) in _SUPPOSED):
        return False
    asks = any(_pair(tokens, at) in _WHETHER | _PAIRS or tokens[at].key == "sao" for at in range(first, len(tokens)))
    last = _without_tail(tokens)[-1:]
    return asks or tokens[-1].key == "?" or (bool(last) and last[0].key in _AT_THE_END - {"chua"})


def _asks_when_done(tokens: Sequence[Token]) -> bool:
    """Say whether it is asked when it counts as done: `làm ntn mới tính là xong`, `mấy lớp thì coi là hoàn thành`."""
    for at, token in enumerate(tokens):
        if not (counts := _COUNTS_AS.at(tokens, at)):
            continue
        behind = range(at + counts[1], min(len(tokens), at + counts[1] + _NEAR_DONE))
        before = range(max(0, at - _LOOKS_BACK), at)
        says_done = any("done" in kinds_at(tokens, one) for one in behind)
        is_open = any(
            tokens[one].key in _OPEN_WORDS or _pair(tokens, one) in _PAIRS or "wonders" in kinds_at(tokens, one)
            for one in before
        )
        if says_done and is_open and token.kind == "word":
            return True
    return False


_COUNTS_AS: Phrases[bool] = Phrases({
    True: tuple(f"{when}{may} {verb}{that}" for when in ("mới", "thì") for may in ("", " được", " là", " đc")
        for verb in ("tính", "gọi", "coi", "xem", "ghi", "kể", "công nhận", "báo", "cho") for that in ("", " là")),
})  # fmt: skip
_OPEN_WORDS = frozenset({"sao", "rang", "dau", "may", "gi", "nao", "ntn", "nhieu", "nhiu", "chi", "mo"})
_NEAR_DONE, _LOOKS_BACK = 4, 8  # tokens

_SUPPOSED = frozenset({"gia du", "lo ma", "nho ma", "vi du", "lo nhu", "trong truong"})


def has_asking_word(tokens: Sequence[Token]) -> bool:
    """Say whether a word asks; not `mấy`, which is a few as well."""
    if any(_pair(tokens, at) in _WHETHER for at in range(len(tokens))):
        return True
    return any(token.key != "may" and _asks(tokens, at) for at, token in enumerate(tokens)) or _asks_where(tokens)


def asks_leave(tokens: Sequence[Token]) -> bool:
    """Say whether leave is asked for, `cho em gia hạn được không ạ`: who asks so asks for it, and not about it."""
    return any(_pair(tokens, at) in _LEAVE for at in range(len(tokens)))


def asks_leave_until(tokens: Sequence[Token]) -> bool:
    """Say whether leave is asked for until a moment: `cho em nộp trễ tới 3/12 được không ạ?`."""
    return asks_leave(tokens) and any(token.kind == "number" for token in tokens)


_LEAVE = frozenset({"duoc khong", "duoc chang"})


def asks_whether_yet(tokens: Sequence[Token]) -> bool:
    """Say whether it is asked if it is so yet: `em xin gia hạn hôm qua được chưa ạ`."""
    words = [at for at, token in enumerate(tokens) if token.kind == "word"]
    while words and kinds_at(tokens, words[-1]) & _TAIL:
        words.pop()
    return bool(words) and tokens[words[-1]].key == "chua"


def _asks(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the word asks; `chưa biết ai làm`, `không có gì` ask nothing."""
    token = tokens[at]
    if _pair(tokens, at) not in _PAIRS and not (token.marked in _MARKED if token.marked else token.key in _WORDS):
        return False
    if any(tokens[before].key in _NOT and tokens[before + 1].key in _KNOWS for before in range(at - 1)):
        return False
    return not any(kinds_at(tokens, before) & _DENIES for before in range(at))


_NOT = frozenset({"khong", "chua", "chang"})
_KNOWS = frozenset({"biet", "ro", "hieu"})  # `không biết bao giờ tỉnh cấp`


def _is_choice(tokens: Sequence[Token], at: int) -> bool:
    """Say whether one of two is to be chosen: `năm nay hay năm ngoái`, `ghi xong hay ghi %`."""
    if tokens[at].key != "hay" or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].key in {one.key for one in tokens[max(0, at - 3) : at]}


def _is_either(tokens: Sequence[Token]) -> bool:
    """Say whether it is asked which of two: `thuê ngoài hay tự làm vậy anh`, `kiểm tra riêng hay chung`, and not `hay
    bị chậm`, `350 hay 530tr`."""
    at = next((at for at in range(1, len(tokens) - 1) if tokens[at].key == "hay"), None)
    if at is None or tokens[at - 1].kind != "word" or tokens[at + 1].kind not in ("word", "number"):
        return False
    if tokens[at - 1].key in _HOW_OFTEN or tokens[at + 1].key in _OFTEN:
        return False
    last = [token for token in tokens if token.kind == "word" and token.key not in _WHO][-1:]
    asks = any(is_asking_tail(token) or token.key == "he" or token.marked == _YES for token in last)
    return asks or (tokens[at + 1].kind == "word" and len(tokens) - at <= _SHORT_CHOICE)


_HOW_OFTEN = frozenset({"rat", "cung", "van", "co", "thuong"})
_OFTEN = frozenset({"bi", "di", "qua", "lam", "la", "ho", "xay", "gap", "nhac", "hoc"})  # `hay bị`, `hay là`, `hay quá`
_YES = word_keys("ạ")[1]
_SHORT_CHOICE = 4  # tokens from `hay` to the end


def _pair(tokens: Sequence[Token], at: int) -> str:
    return " ".join(token.key for token in tokens[at : at + 2])


def ends_asking(tokens: Sequence[Token]) -> bool:
    """Say whether the words end with a question: `2.7 có cần kèm văn bản không bà con`."""
    words = _without_tail(tokens)
    is_asking = bool(words) and words[-1].key in _AT_THE_END
    return _asks_where(tokens) or (is_asking and not _ASK_WHETHER.isdisjoint(token.key for token in words[:-1]))


def _asks_where(tokens: Sequence[Token]) -> bool:
    """Say whether it is asked where: `gia han chu ky so o dau vay co`; inside a sentence it may be `ở đầu`."""
    last = _without_tail(tokens)[-2:]
    return [token.key for token in last] == ["o", "dau"] and last[1].marked in ("", _WHERE)


def _without_tail(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the words without those at the end that are said to somebody."""
    words = [at for at, token in enumerate(tokens) if token.kind in ("word", "number")]
    while words and tokens[words[-1]].key not in _AT_THE_END and _is_said_to_somebody(tokens, words[-1]):
        words.pop()
    return [tokens[at] for at in words]


def _is_said_to_somebody(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].key in _WHO or bool(kinds_at(tokens, at) & _TAIL)


_PAPERS = re.compile(
    r"\b(?:de nghi|xin|nho|mong|vui long|cho)\b[^.;\n]{0,40}\b(?:cung cap|gui|cho|chia se|xin)"
    r"(?: (?:lai|em|toi|truong|xa))? (?:mau|bieu mau|form|file|link)\b"
)


def asks_for_papers(reading: Reading, text: str) -> bool:
    """Say whether papers are asked for and nothing else, and no task is named, `Nhà trường đề nghị Văn phòng cung cấp
    mẫu biên bản`: it is asked of the office, and is no recommendation."""
    answers = [one.answers for one in reading.updates]
    says_more = any(answers_of.keys() & {"status", "percent", "obstacle", "figures"} for answers_of in answers)
    if (
        not answers
        or says_more
        or any(re.search(rf"(?<!\d){re.escape(one.task)}(?!\d)", text) for one in reading.updates)
    ):
        return False
    return any("recommendation" in one for one in answers) and _PAPERS.search(fold(text)) is not None
