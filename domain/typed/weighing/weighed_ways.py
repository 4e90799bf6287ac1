"""In which of the ways that a doubt offers it was meant, by the weights."""

import re
from collections.abc import Mapping

from domain.forms.form import Status
from domain.text import fold, nfc
from domain.typed.hearing import in_figures
from domain.typed.values.doubts import TEXTS
from domain.typed.values.result import Answers, Doubt
from domain.typed.weighing.runs import runs, without_codes
from domain.typed.weighing.weights import weights

SURE_OF_STANDING = 0.7
_OF_WORDS = frozenset({"partly", "text", "unclear_standing"})
"""Doubts about words that the rules could not place."""
_OF_STANDING = frozenset({"promised", "will_not", "almost", "started"})
"""Doubts about how the task stands, of which the weights may know which is meant."""
_STANDINGS: Mapping[str, str] = {
    "done": str(Status.DONE), "doing": str(Status.IN_PROGRESS), "not_started": str(Status.NOT_STARTED),
}  # fmt: skip
_FEWEST = 3  # words that may be a result without a standing
_LONGEST_SAID = 180  # characters: how a task stands is told in fewer; what is longer is some text


def likeliest(said: str, share: float = SURE_OF_STANDING) -> str | None:
    """Return how a task stands by these words; "" where they say nothing of it; None where that is not sure, or they
    say what is to come."""
    if _is_to_come(said):
        return None
    shares = weights()["standing"].shares(runs(without_codes(nfc(said))))
    name = max(shares, key=lambda one: shares[one])
    return _STANDINGS.get(name, "") if shares[name] >= share else None


_TO_COME = re.compile(
    r"\b(?:phan dau|du kien|quyet tam|muc tieu|ke hoach|chi tieu|phai|giao|yeu cau|dan|se|phuong huong|kien nghi)\b"
)
_TOLD_THEN = re.compile(
    r"\bxong (?:viec |het )?(?:em|chi|anh|toi|tui|minh|truong|xa) (?:se )?(?:bao|gui|nop)\b(?!.*\broi\b)"
)
_NOW = re.compile(r"\b(?:moi|gio|nay|hien|dang|da|duoc|dc|roi|chua|con|ket|vuong|thieu|xong)\b")


def _is_to_come(said: str) -> bool:
    """Say whether the words are of what is to come, and of nothing of today: `phấn đấu đạt 80% trong tháng 12`."""
    words = fold(said)
    is_then = _TOLD_THEN.search(words) is not None
    return is_then or (_TO_COME.search(words) is not None and _NOW.search(words) is None)


def is_so(said: str, answers: Answers) -> bool:
    """Say whether the weights say of these words what the rules read in them."""
    return "status" in answers and answers["status"] == likeliest(said, _LESS if "percent" in answers else _SURE)


_LESS, _SURE = 0.5, SURE_OF_STANDING


def way_of(doubt: Doubt, whole: str = "") -> Answers | None:
    """Return the way that was meant; None where it is for the person alone to say: contradictions, impossible days, how
    far (`sắp xong`, `70-75%`), what is not sure by the person's own words. `whole`: the line, where nothing else is
    said in it."""
    if doubt.why == "number":
        return {**_IN_PROGRESS, **doubt.offers[0]} if _BARE.fullmatch(doubt.said) and doubt.offers else None
    if doubt.why == "mark":
        return doubt.offers[0] if doubt.offers and doubt.said[-1].isalpha() else None
    if doubt.why in _OF_STANDING:
        wanted = likeliest(doubt.said) or _open_by(whole)
        return next((offer for offer in doubt.offers if wanted and offer.get("status") == wanted), None)
    return _of_words(doubt, whole) if doubt.why in _OF_WORDS else None


def _open_by(whole: str) -> str | None:
    """Return how it stands by the whole line, where that is not done and nothing depends on something; None
    otherwise."""
    found = likeliest(whole) if whole and not _IF.search(fold(whole)) else None
    return None if found == Status.DONE else found


_IF = re.compile(r"\b(?:neu|chung nao|khi nao|bao gio|mien)\b")


_BARE = re.compile(r"[1-9]\d?")
_IN_PROGRESS: Answers = {"status": str(Status.IN_PROGRESS)}


_HELD_BACK = re.compile(
    r"\b(?:chưa|chua|không|khong|ko|hổng|hông|hong|hok|nỏ|chẳng|mô|đâu|dau|chờ|nữa|nua|nếu|neu|mai|sẽ|sắp|gần|hay)\b"
)


def _of_words(doubt: Doubt, whole: str) -> Answers | None:
    if len(doubt.said) > _LONGEST_SAID:
        return None
    wanted = likeliest(doubt.said)
    if wanted == Status.DONE and _HELD_BACK.search(doubt.said.casefold()):
        return None  # `nữa là xong`, `xong mô mà xong`: the weights know no order of words
    if wanted is None and (wanted := _open_by(whole) or None) is None:
        return None
    if not wanted:
        if len(doubt.said.split()) < _FEWEST:
            return None  # `2.7 abc`
        fitting = [offer for offer in doubt.offers if "status" not in offer]
    else:
        fitting = [offer for offer in doubt.offers if offer.get("status") == wanted]
        fitting = fitting or [{**offer, "status": wanted} for offer in doubt.offers if "status" not in offer][:1]
    way = max(fitting, key=lambda offer: any(code in offer for code in TEXTS), default=None)
    return {**reached_in(doubt.said), **way} if way is not None and wanted == Status.IN_PROGRESS else way


_REACHED = re.compile(
    r"\b(?:moi|duoc|dat|o|co|muc|progress)(?: [a-z]+){0,2} (\d{1,2}(?:,\d)?) ?(?:%|phan tram|percent)"
)
_SHARE = re.compile(r"\d ?(?:%|phan tram|percent)")
_NOT_REACHED = re.compile(
    r"\b(?:khong|ko|hong|chua|dau|no|se|phan dau|du kien|hua|ke hoach|quyet tam|muc tieu|thang sau|tuan sau|cuoi|neu|"
    r"tuong|con lai)\b"
)


def reached_in(said: str) -> Answers:
    """Return the only share that is said, where words before it say that it is reached: `mới đổ được có 40 phần trăm`,
    `dừng ở sáu mươi ba phần trăm`."""
    words = fold(in_figures(said))
    found = _REACHED.search(words)
    if found is None or len(_SHARE.findall(words)) != 1:
        return {}
    clause = re.split(r"[,;.!?](?!\d)", words[: found.start(1)])[-1]
    return {} if _NOT_REACHED.search(clause) else {"percent": float(found[1].replace(",", "."))}
