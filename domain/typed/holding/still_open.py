"""What is still to come beats what was said to be over: `coi hết rồi, chừ chờ công an ký biên bản nữa là xong`. Who
only waits is not at work where that is said: `đang chờ báo giá, chưa thực hiện`."""

from collections.abc import Sequence

from domain.forms.form import Status
from domain.typed.values.clause import Clause
from domain.typed.values.statement import StatementPart
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_Read = tuple[Clause, StatementPart]
_MORE, _THEN, _WAITS = frozenset({"nua", "nx"}), frozenset({"la", "thi", "moi"}), frozenset({"cho", "doi"})
_OPEN = frozenset({"if", "guess", "wonders"})
_NEAR, _LONGEST = 3, 60  # tokens


def as_it_is_open(sure: Sequence[Clause], clauses: Sequence[_Read], tokens: Sequence[Token]) -> list[Clause]:
    """Return what counts when something is still to come. `sure`: what counts of the clauses."""
    standings = {one.standing for one in sure}
    open_ = [part.start for _, part in clauses if _is_left(tokens, part)]
    if Status.DONE in standings and open_:
        later = any(clause.standing == Status.DONE and part.start > open_[-1] for clause, part in clauses)
        if not later:
            return [*(one for one in sure if one.standing != Status.DONE), Clause(str(Status.IN_PROGRESS))]
    is_said = standings > {None} or any(one.percents for one in sure)
    if open_ and open_[0] > clauses[0][1].start and not is_said:  # and not `3 hôm nữa là xong` alone
        return [*sure, Clause(str(Status.IN_PROGRESS))]
    waits = [one for clause, part in clauses if _is_waiting(tokens, part) for one in (clause, clause.sure)]
    if Status.IN_PROGRESS not in standings or not waits:
        return list(sure)
    at_work = [one for one in sure if one.standing != Status.IN_PROGRESS or not any(one is other for other in waits)]
    if Status.NOT_STARTED in standings:
        return at_work
    if any(_has_not_begun(tokens, part) for _, part in clauses if _is_waiting(tokens, part)):
        return [*at_work, Clause(str(Status.NOT_STARTED))]
    return list(sure)


def _has_not_begun(tokens: Sequence[Token], part: StatementPart) -> bool:
    """Say whether it has not begun: `(đang chờ quyết định) nên chưa triển khai`."""
    near = range(part.start, min(part.end - 1, part.start + _LONGEST))
    return any("not_yet" in kinds_at(tokens, at) and "doing" in kinds_at(tokens, at + 1) for at in near)


def _is_left(tokens: Sequence[Token], part: StatementPart) -> bool:
    """Say whether something is left: `(ký biên bản) nữa là xong`."""
    for at in range(part.start, min(part.end, part.start + _LONGEST)):
        if kinds_at(tokens, at) & _OPEN:
            return False
        behind = range(at + 1, min(part.end, at + 1 + _NEAR))
        if tokens[at].key in _MORE and any(tokens[one].key in _THEN for one in behind):
            return any("done" in kinds_at(tokens, one) for one in behind)
    return False


def _is_waiting(tokens: Sequence[Token], part: StatementPart) -> bool:
    """Say whether something is waited for: `đang chờ báo giá`."""
    near = range(part.start, min(part.end - 1, part.start + _NEAR))
    return any("now" in kinds_at(tokens, at) and tokens[at + 1].key in _WAITS for at in near)
