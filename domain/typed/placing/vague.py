"""What is said of a task without all that a form asks, and is clear all the same: `xong tuần trước`, of which no day is
known, and `còn 30% nữa là xong`. It is proposed with its words beside it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from domain.forms.form import Status
from domain.moments.pieces import Phrases
from domain.typed.values.clause import Clause
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_MORE = frozenset({"nua", "nx"})


def settled(clause: Clause, tokens: Sequence[Token]) -> Clause | None:
    """Return the clause without the doubt; None where it is certain, or has to be asked."""
    why = [doubt[0] for doubt in clause.doubts]
    if why == ["day"] and not clause.doubts[0][1] and clause.standing == Status.DONE and not clause.may_be_to_come:
        return replace(clause, doubts=[], done_on=None)
    if why == ["left"] and clause.standing is None and not clause.percents:
        return _left(clause, tokens)
    return None


def _left(clause: Clause, tokens: Sequence[Token]) -> Clause | None:
    """Return the clause of what is left: `còn 30% nữa là xong` is 70 of a hundred; in `còn 35% chưa giải ngân` how far
    it is may be of something else. None where it has to be asked."""
    going = replace(clause, standing=str(Status.IN_PROGRESS), doubts=[])
    places = range(len(tokens))
    if any(tokens[at].key in _MORE for at in places):
        ends = any("done" in kinds_at(tokens, at) for at in places)
        reached = [offer["percent"] for offer in clause.doubts[0][1] if "percent" in offer]
        return replace(going, percents=reached if ends and len(reached) == 1 else [])
    return going if any("not_yet" in kinds_at(tokens, at) for at in places) else None


def is_told_not_to(tokens: Sequence[Token], at: int) -> bool:
    """Say whether this is the `nữa` of `đừng gọi nữa`, which is nothing that is still to come."""
    return tokens[at].key in _MORE and any(token.key in _NOT_AGAIN for token in tokens[max(0, at - _NEAR) : at])


_NOT_AGAIN = frozenset({"dung", "khoi", "khong", "thoi", "het"})
_NEAR = 8  # tokens


def is_out_of_date(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether what was said before these words is not how the task stands, and behind them nothing is: `số đó cũ
    rồi, số mới em chưa có`."""
    behind = range(end, min(len(tokens), end + _NEAR))
    if any(tokens[at].key == "%" or kinds_at(tokens, at) & {"done", "doing"} for at in behind):
        return False
    return any(_OLD.at(tokens, at) for at in range(start, end))


_FIGURES = ("số", "số này", "số đó", "số ấy", "số liệu", "số liệu này", "số liệu đó", "cái đó", "con số", "bản đó",
            "bảng đó", "con số đó", "con số này", "cái này")  # fmt: skip
_OLD: Phrases[bool] = Phrases({
    True: ("là số tháng trước", "là số kỳ trước", "là số quý trước", "là số tuần trước", "là số năm ngoái",
           "là số hồi đầu năm", "chưa có số mới", "số mới chưa có", "số mới em chưa có", "số mới tôi chưa có",
           *(f"{figure} {old}" for figure in _FIGURES for old in ("cũ", "cũ rồi", "đã cũ", "lỗi thời", "chưa chốt",
             "chưa cập nhật", "không còn đúng", "hết đúng", "chưa đối chiếu", "chưa kiểm tra", "chưa chính thức"))),
})  # fmt: skip


def is_not_all(tokens: Sequence[Token], own: Collection[str]) -> bool:
    """Say whether another thing of the title is not done, `chè chưa` behind `rau xong`."""
    names = any(token.key in own and not kinds_at(tokens, at) for at, token in enumerate(tokens))
    return names and any("not_yet" in kinds_at(tokens, at) for at in range(len(tokens)))
