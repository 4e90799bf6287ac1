"""Talk that is no report. What names no task is asked about only where it says how work stands: an amount, a guess or a
word about results may be about anything."""

from collections.abc import Sequence

from domain.text import word_keys
from domain.typed.values.result import Doubt, Reading
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_HOW_IT_STANDS = frozenset({"done", "doing", "percent", "resolved", "short_label", "as_before"})
_ASKING = frozenset({"chua", "khong", "gi", "dau", "nao", "ai", "sao", "may", "bao nhieu", "the nao"})
_TAIL = frozenset({"filler", "marked_filler", "any"})


def is_idle(tokens: Sequence[Token], reading: Reading) -> bool:
    """Say whether there is nothing certain, no task that is meant or near, and nothing of how anything stands."""
    if reading.updates or reading.is_nil or reading.extension is not None or not reading.doubts:
        return False
    if any(doubt.why not in ("which_task", "unclear") or doubt.task or doubt.near for doubt in reading.doubts):
        return False
    if _is_asked(tokens, reading.doubts) or _is_an_amount(reading.doubts):
        return True
    if _says_nothing_arose(tokens):
        return False
    places = range(len(tokens))
    return any(_is_of_talk(tokens, at) for at in places) and not any(_may_be_said(tokens, at) for at in places)


def promises_a_report(tokens: Sequence[Token], reading: Reading) -> bool:
    """Say whether it is said when it will be sent, and nothing of how anything stands: `tôi đang họp, chiều sẽ báo
    cáo`."""
    if reading.updates or reading.is_nil or reading.extension is not None:
        return False
    if any(tokens[at].key == "%" or kinds_at(tokens, at) & _TELLS for at in range(len(tokens))):
        return False
    starts = [0, *(at + 1 for at, token in enumerate(tokens) if token.kind in ("sign", "break"))]
    return any(_will_be_sent(tokens, at) for at in starts)


_TELLS = frozenset({"done", "doing", "percent", "not_yet", "no", "nil", "label", "resolved", "short_label"})


def _will_be_sent(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a clause has when, who, that it is sent, and no other word: `chiều em sẽ báo cáo`, `mai gửi`."""
    said = set[str]()
    while at < len(tokens) and tokens[at].kind in ("word", "number"):
        key = tokens[at].key
        if key not in _WHEN | _SENDS | _BETWEEN and tokens[at].kind == "word" and not kinds_at(tokens, at) & _TAIL:
            return False
        said |= {"when"} if key in _WHEN and (key != "toi" or tokens[at].marked == _EVENING) else set()
        said |= {"sends"} if key in _SENDS else set()
        at += 1
    return len(said) > 1


def reports_then(tokens: Sequence[Token], at: int) -> bool:
    """Say whether it follows what somebody does when it will be done: `(xong) em báo lại`, `(xong) việc chị báo
    cho`."""
    at += at < len(tokens) and tokens[at].key in _ALL_OF_IT
    if at + 1 >= len(tokens) or tokens[at].key not in _WHO:
        return False
    at += 1 + (tokens[at + 1].key == "se")
    if at >= len(tokens) or tokens[at].key not in _SENDS:
        return False
    behind = [token.key for token in tokens[at + 1 : at + 5]]
    return "roi" not in behind and (not behind or behind[0] in _THEN)


_ALL_OF_IT = frozenset({"viec", "het", "thi", "la"})
_WHO = frozenset({"em", "toi", "tui", "minh", "anh", "chi", "co", "thay", "chu", "bac", "truong", "xa", "phong", "e"})
_THEN = frozenset(
    {"lai", "cho", "lien", "ngay", "sau", "nha", "nhe", "nghe", "anh", "chi", "em", "sep", "cao", ".", "a"}
)
_EVENING = word_keys("tối")[1]
_WHEN = frozenset({"chieu", "toi", "mai", "lat", "sang", "trua", "chut", "xiu", "dem", "mot"})
_SENDS = frozenset({"bao", "gui", "nop", "bc", "goi"})
_BETWEEN = frozenset({"cao", "se", "em", "toi", "anh", "chi", "sau", "nua", "nay", "h", "gio", "moi", "lai", "minh",
    "ti", "cho", "som", "ngay", "hom", "tuan", "dau", "cuoi", "thu", "dong", "hai", "co", "bac", "sep"})  # fmt: skip


def _is_an_amount(doubts: Sequence[Doubt]) -> bool:
    """Say whether something is counted, and it is not said how far it is: `sửa nhà xong hết 5 triệu`."""
    offers = [offer for doubt in doubts for offer in doubt.offers]
    return bool(offers) and all(
        any(figure["what"] for figure in offer.get("figures", ())) and "percent" not in offer for offer in offers
    )


def _says_nothing_arose(tokens: Sequence[Token]) -> bool:
    """Say whether it is open if there is nothing to report, or nothing has been begun: `không có báo cáo`, `kỳ này
    không có`."""
    keys = " ".join(token.key for token in tokens)
    denied = any(kinds_at(tokens, at) & {"no", "not_yet", "nil"} for at in range(len(tokens)))
    return denied and len(tokens) <= _SHORT and any(word in keys for word in ("bao cao", "phat sinh", "ky nay"))


_SHORT = 7


def _is_of_talk(tokens: Sequence[Token], at: int) -> bool:
    """Say whether this is a word that no answer needs: `không có báo cáo` has none, `em nghe ạ` one."""
    kinds = kinds_at(tokens, at)
    return tokens[at].kind == "word" and (not kinds or bool(kinds & _BESIDE_AN_ANSWER))


_BESIDE_AN_ANSWER = frozenset({"guess", "if", "later", "ahead", "wonders"})


def _may_be_said(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].key == "%":
        return True
    kinds = kinds_at(tokens, at)
    if "label" in kinds:
        return True
    return bool(kinds & _HOW_IT_STANDS) or ("spared" in kinds and len(tokens) <= _FEW)


_FEW = 4  # words in which `tạm hoãn rồi ạ` is all that is said


def _is_asked(tokens: Sequence[Token], doubts: Sequence[Doubt]) -> bool:
    """Say whether it is asked: `kết quả có chưa`."""
    words = [at for at, token in enumerate(tokens) if token.kind == "word"]
    while words and kinds_at(tokens, words[-1]) & _TAIL and tokens[words[-1]].key not in _ASKING:
        words.pop()
    offers = [offer for doubt in doubts for offer in doubt.offers]
    texts = bool(offers) and all(set(offer) <= {"result"} for offer in offers)
    return texts and bool(words) and tokens[words[-1]].key in _ASKING
