"""How something stands, and not of which task: `cái nớ 60%`, `xong một cái rồi`, `được quá nửa rồi`, `quyết toán xong`.
Only where every word of the line is one that says so: anything else may be talk about anything."""

from collections.abc import Sequence
from itertools import pairwise

from domain.moments.pieces import Phrases
from domain.typed.values.quantities import percent_at, percent_offers
from domain.typed.values.result import Answers, Doubt, Reading
from domain.typed.words.clause_starts import is_percent, only_stands
from domain.typed.words.markers import FINISHES, found
from domain.typed.words.numbers import FEW, ONE_TO_TEN
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_THINGS: Phrases[str] = Phrases({
    "thing": ("nhiệm vụ", "nv", "cái", "việc", "mục", "task", "đầu việc", "vụ", "công việc", "cái vụ", "cái việc",
              "chỉ tiêu", "đầu mục", "cái nhiệm vụ", "mấy cái", "mấy việc", "những việc", "các việc", "các nhiệm vụ"),
    "half": ("nửa", "phân nửa", "một nửa", "quá nửa", "hơn nửa", "quá bán", "1 nửa", "gần nửa", "nửa chặng đường"),
    "beside": ("được giao", "này", "đó", "ấy", "kia", "nớ", "nọ", "tê", "ni", "đấy", "từ từ", "từ từ làm", "phụ trách",
               "nói hôm bữa", "hôm bữa", "bữa trước", "hôm trước", "hôm nọ", "bữa nọ", "của em", "của đơn vị", "nữa",
               "em nói", "đã", "mới", "còn", "thôi", "cơ", "lận", "á", "đó nha", "tính sau", "để sau", "làm sau",
               "đơn vị", "xã", "phường", "phòng", "trường", "ubnd", "ubnd xã", "ubnd phường",
               "nhìn chung", "về cơ bản", "cơ bản", "nói chung", "tình hình chung", "theo kế hoạch", "đề ra",
               "đúng kế hoạch",
               "theo đúng kế hoạch", "đúng tiến độ", "theo tiến độ", "theo yêu cầu", "trên", "chung", "thì", "đều",
               "được",
               "đi", "đi chú", "đi anh", "đi chị", "đi em", "đi cô", "đi nha", "đi nhé", "đi bác",
               "phân công", "được phân công", "theo phân công", "được phân", "cùng", "với", "và"),
})  # fmt: skip
_SAYS = frozenset({"done", "doing", "now"})
_FITS = frozenset(
    {"done", "doing", "now", "not_yet", "was", "filler", "marked_filler", "hedge", "about", "bound", "but", "left",
     "rest", "any", "whole", "soon", "task", "day", "days_ago", "vague_day", "percent", "all", "no_more", "spared"}
)  # fmt: skip
_NUMBERS = FEW.union(ONE_TO_TEN)
_ASKS = frozenset({"chua", "khong", "ko", "k", "hok", "?"})
_AS_BEFORE: Answers = {"status": "as_before"}  # stands for what was reported before
_TELLS = frozenset({"thi", "van", "con"})  # `cái kia thì chưa`
_LONGEST = 24  # tokens
_SEVERAL = 2


def of_which_task(tokens: Sequence[Token], text: str, codes: Sequence[str]) -> Doubt | None:
    """Return the question for the task; None where nothing has to be asked, as for those who have only one task."""
    if len(codes) < _SEVERAL or not 1 < len(tokens) <= _LONGEST or _asks(tokens):
        return None
    if _is_elsewhere(tokens):
        return Doubt("which_task", text.strip(), None, ({"result": text.strip()},), tuple(codes))
    said = _said(tokens)
    if said is None:
        return None
    if said == (_AS_BEFORE,):
        return Doubt("as_before", text.strip())
    return Doubt("which_task", text.strip(), None, said, tuple(codes))


def forgotten(tokens: Sequence[Token], text: str, codes: Sequence[str], reading: Reading) -> Doubt | None:
    """Return the question for the task, where it was forgotten: `cái vụ giao thông hay giải ngân gì đó anh quên rồi
    nhưng mà xong rồi`. None where it was not."""
    if not reading.updates or any(token.key in codes for token in tokens) or len(codes) < _SEVERAL:
        return None
    either = [at for at, token in enumerate(tokens) if token.key == "hay"]
    is_open = bool(either) and any(_FORGETS.at(tokens, at) for at in range(either[0], len(tokens)))
    standing = next((one.answers for one in reading.updates if "status" in one.answers), None)
    if not is_open or standing is None:
        return None
    offer: Answers = {code: value for code, value in standing.items() if code in ("status", "percent")}
    return Doubt("which_task", text.strip(), None, (offer,), tuple(codes))


_FORGETS: Phrases[bool] = Phrases({
    True: ("gì đó", "quên rồi", "quên mất", "không nhớ", "hổng nhớ", "không nhớ rõ", "chi đó", "cái gì đó", "không rõ"),
})  # fmt: skip


def _said(tokens: Sequence[Token]) -> tuple[Answers, ...] | None:
    """Return the one way in which it stands, none where there are more; None where the line says something else."""
    ways, what, at = list[Answers](), set[str](), 0
    while at < len(tokens):
        kinds, length = kinds_at(tokens, at), max(1, meanings_at(tokens, at)[1])
        thing = _THINGS.at(tokens, at)
        if is_percent(tokens, at) and (percent := percent_at(tokens, at)):
            what.add("percent")
            ways += [{"status": "in_progress", **offer} for offer in percent_offers(percent[0])]
            length = percent[1]
        elif size := _money_of_money(tokens, at):
            what, ways, length = what | {"percent"}, [*ways, {"status": "in_progress"}], size
        elif (
            at == 0 and tokens[at].key.isdecimal() and len(tokens[at].key) == 1 and only_stands(tokens, 1, len(tokens))
        ):
            what.add("thing")  # `2 xong`
        elif "ahead" in kinds and ways and (at + length >= len(tokens) or tokens[at + length].kind != "word"):
            pass  # `cái đó xong, cái kia mai`
        elif "as_before" in kinds:
            what, ways = what | {"thing"}, [*ways, _AS_BEFORE]
        elif thing is not None and not (thing[0] == "beside" and length > thing[1]):
            what.add(thing[0])
            ways += [{"status": "in_progress"}] if thing[0] == "half" else []
            length = thing[1]
        elif finished := found(FINISHES, tokens, at):
            what.add("thing" if at == 0 or kinds_at(tokens, at - 1) & {"filler", "was"} else "other")
            length = finished[1]
        elif kinds & _SAYS:
            denied = at > 0 and "not_yet" in kinds_at(tokens, at - 1)
            status = "done" if "done" in kinds and not denied else "in_progress" if "done" in kinds else ""
            status = status or ("not_started" if denied else "in_progress")
            is_near = at > 0 and "soon" in kinds_at(tokens, at - 1)
            status = "in_progress" if is_near and status == "done" else status
            ways.append({"status": status})
            what |= {"thing"} if any(token.key == "nhiem" for token in tokens[at : at + length]) else set()
        elif not _fits(tokens, at, kinds):
            return None
        elif "not_yet" in kinds and at + 1 == len(tokens):
            ways.append({"status": "not_started"})
        at += length
    if not what & {"thing", "half", "percent"} or not ways or "other" in what:
        return None
    different = list({str(one): one for one in ways}.values())
    return (different[0],) if len(different) == 1 else ()


def _money_of_money(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens say so much money of so much: `3,7 tỷ/5 tỷ`; 0 for none."""
    parts = tokens[at : at + _OF_MONEY]
    first = len(parts) == _OF_MONEY and parts[0].kind == "number" and "money" in kinds_at(tokens, at + 1)
    is_share = first and parts[2].key == "/" and parts[3].kind == "number"
    return _OF_MONEY if is_share and "money" in kinds_at(tokens, at + 4) else 0


_OF_MONEY = 5  # tokens


def _is_elsewhere(tokens: Sequence[Token]) -> bool:
    """Say whether what is reported stands in another paper: `như bản giấy gửi hôm thứ 6`."""
    at = next((at for at in range(min(len(tokens), _BEGINNING)) if _AS_IN.at(tokens, at)), None)
    if at is None or any("%" in token.key or "done" in kinds_at(tokens, one) for one, token in enumerate(tokens)):
        return False
    return any(token.key in _SENT for token in tokens[at:])


_AS_IN: Phrases[bool] = Phrases({
    True: tuple(f"{like} {paper}" for like in ("như", "y như", "theo", "giống", "giống như", "y") for paper in (
        "bản giấy", "bản cứng", "file", "bản scan", "công văn", "bản word", "bản excel", "email", "mail", "bản in",
        "văn bản", "bản mềm", "bản fax", "báo cáo giấy", "bản đã gửi", "bản đã nộp", "bản gửi")),
})  # fmt: skip
_SENT, _BEGINNING = frozenset({"gui", "nop", "chuyen", "trinh"}), 6  # tokens


def _fits(tokens: Sequence[Token], at: int, kinds: frozenset[str]) -> bool:
    token = tokens[at]
    if token.kind in ("sign", "break"):
        return token.key != "?"
    if token.key in _NUMBERS or (token.kind == "number" and token.key.isdecimal() and len(token.key) < 3):
        return _THINGS.at(tokens, at + 1) is not None or token.kind == "word"
    return bool(kinds & _FITS)


def _asks(tokens: Sequence[Token]) -> bool:
    """Say whether it is asked: `cái đó xong chưa chị`, `còn mấy việc chưa xong vậy em`."""
    if any(pair == ("con", "may") for pair in pairwise(token.key for token in tokens)):
        return True
    words = [at for at, token in enumerate(tokens) if token.kind == "word" or token.key == "?"]
    if words and tokens[words[-1]].key == "chua" and words[-1] and tokens[words[-1] - 1].key in _TELLS:
        return False
    while words and kinds_at(tokens, words[-1]) & {"filler", "marked_filler"}:
        words.pop()
    return not words or tokens[words[-1]].key in _ASKS or any("asks" in kinds_at(tokens, at) for at in words)
