"""How a task stands by a clause in which words are left over, as a proposal: where nothing else says it.

`24 bình xong ngày 24/11`, `đã bảo dưỡng bình xong`, `pilot ok, rollout 40%`; not `họp xong`, `đi thăm 40% hộ dân`.
"""

from collections.abc import Collection, Sequence

from domain.forms.form import Status
from domain.typed.values.clause import Clause
from domain.typed.words.markers import FINISHES, GOES_ON, OF_PLAN, OF_WHOM, RATES, SPENT, STEPS, WHO, WHOLE, found
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_NEVER = frozenset({"guess", "if", "ahead", "later", "spared", "no", "not_yet", "nil", "hedge", "soon"})
_NOT_BEGUN = frozenset({"not_yet", "doing", "was", "no"})
_NOT_FINISHED = frozenset({"not_yet", "done", "doing", "was"})
_MOST_OTHERS = 2  # words beside those of the title
_CHOOSES = frozenset({"hay", "hoac", "?"})


def proposed(clause: Clause, tokens: Sequence[Token], own: Collection[str]) -> Clause | None:
    """Return what the clause says although words are left over; None where it may be said of anything."""
    is_open = clause.denies or clause.is_condition or clause.is_question or clause.is_withdrawn or clause.is_spared
    if is_open or any(token.key in _CHOOSES for token in tokens):
        return None
    words = set(clause.words)
    if clause.share == "some" and not words & (_NEVER - {"not_yet", "hedge"}):
        return Clause(str(Status.IN_PROGRESS), _percent(clause, tokens))
    if clause.words[:1] == ["not_yet"] and words <= _NOT_BEGUN and not clause.percents:
        return Clause(str(Status.NOT_STARTED)) if _is_not_begun(tokens, own) else None
    if words <= _NOT_FINISHED and {"not_yet", "done"} <= words and not clause.percents:  # `thợ làm chưa xong`
        is_so = clause.words.index("not_yet") < clause.words.index("done")
        return Clause(str(Status.IN_PROGRESS)) if is_so else None
    if words & _NEVER:
        return None
    if percent := _percent(clause, tokens):
        return Clause(None, percent) if "done" not in words else None
    if "done" in words and "now" not in words and not clause.percents and not _has_doubts(clause):
        if clause.share == "all" or _is_of_the_task(tokens, own, is_part=clause.is_part):
            return Clause(str(Status.DONE), done_on=clause.done_on)
        if clause.is_part and _is_of_the_task(tokens, own, is_part=False):  # `hoàn thành 15 căn`
            return Clause(str(Status.DONE), done_on=clause.done_on, is_part=True)
    return None


def _is_not_begun(tokens: Sequence[Token], own: Collection[str]) -> bool:
    """Say whether it was not begun: `nhà trường chưa thực hiện`, `chưa kiểm tra chi mô`, where checking is the task."""
    at = 0
    while at < len(tokens) and "not_yet" not in kinds_at(tokens, at):
        who = found(WHO, tokens, at)
        if who is None and not kinds_at(tokens, at) & {"filler", "marked_filler"}:
            return False
        at += who[1] if who else meanings_at(tokens, at)[1]
    if at >= len(tokens):
        return False
    after = at + meanings_at(tokens, at)[1]
    if after + 1 < len(tokens) and tokens[after + 1].key == "nao":  # `chưa dn nào trích`, and `chưa thôn nào làm đường`
        after += 2
    return after < len(tokens) and ("doing" in kinds_at(tokens, after) or tokens[after].key in own)


def _has_doubts(clause: Clause) -> bool:
    return any(why not in ("to_come", "part_or_day") or clause.share != "all" for why, _ in clause.doubts)


def _percent(clause: Clause, tokens: Sequence[Token]) -> list[float]:
    """Return the one per cent, where it is of nothing else; nothing otherwise."""
    if len(clause.percents) != 1 or clause.doubts or not 0 < clause.percents[0] < 100:
        return []
    sign = next((at for at in range(len(tokens)) if tokens[at].key == "%" or "percent" in kinds_at(tokens, at)), 0)
    after = sign + (1 if tokens[sign].key == "%" else 2)
    is_alone = after >= len(tokens) or tokens[after].kind != "word" or bool(kinds_at(tokens, after))
    is_of_it = is_alone or found(OF_PLAN, tokens, after) is not None or found(GOES_ON, tokens, after) is not None
    is_rate = any(found(RATES, tokens, at) or found(SPENT, tokens, at) for at in range(sign))
    return list(clause.percents) if is_of_it and not is_rate else []


def _is_of_the_task(tokens: Sequence[Token], own: Collection[str], *, is_part: bool) -> bool:
    """Say whether the words around `xong` are the task's own, who did it, or how many there are."""
    others = said = at = 0
    is_whole = is_own = False
    while at < len(tokens):
        kinds = kinds_at(tokens, at)
        if is_step(tokens, at) and tokens[at].key not in own:
            return False
        if one := found(FINISHES, tokens, at):
            said, at = said + 1, at + one[1]
        elif one := found(WHO, tokens, at):
            is_own, at = True, at + one[1]
        elif one := found(GOES_ON, tokens, at) or found(OF_WHOM, tokens, at):
            at += one[1]
        elif one := found(WHOLE, tokens, at):
            is_whole, at = True, at + one[1]
        elif _is_so_many(tokens, at):
            return False
        elif tokens[at].kind == "number" and "done" not in kinds_at(tokens, at + 1):
            at, counts = at + 1, not is_part
            if _is_noun(tokens, at):
                said, at = said + counts, at + (2 if _is_noun(tokens, at + 1) and not kinds_at(tokens, at + 1) else 1)
        else:
            is_other = tokens[at].kind == "word" and not kinds
            said += tokens[at].key in own
            others += is_other and tokens[at].key not in own
            at += 1
    is_said = said > 0 or (is_own and not others)
    return is_said and others <= _MOST_OTHERS and (is_whole or not is_part or not others)


def is_step(tokens: Sequence[Token], at: int) -> bool:
    """Say whether this is a step that is finished long before the task is; `việc` alone is the task, and not `việc
    nhà`."""
    step, whole = found(STEPS, tokens, at), found(FINISHES, tokens, at)
    return step is not None and (whole is None or step[1] > whole[1])


def _is_so_many(tokens: Sequence[Token], at: int) -> bool:
    """Say whether this is how many are done: `3 tuyến xong 2`."""
    is_behind = tokens[at].kind == "number" and at > 0 and "done" in kinds_at(tokens, at - 1)
    is_day = at + 1 < len(tokens) and tokens[at + 1].key in ("/", "-", "%")
    return is_behind and not is_day and not _is_noun(tokens, at + 1)


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "word" and not kinds_at(tokens, at) - {"money", "task"}
