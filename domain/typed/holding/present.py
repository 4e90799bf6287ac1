"""What is said of how a task stands now, beside what is said of before or was taken back."""

from collections.abc import Sequence
from dataclasses import replace

from domain.typed.holding.latest import history
from domain.typed.placing.fields_of_words import FieldPiece, piece_of
from domain.typed.values.clause import Clause
from domain.typed.values.statement import StatementPart
from domain.typed.words.markers import NOW, PAST, REPORTED, found
from domain.typed.words.source_text import SpokenText

_Read = tuple[Clause, StatementPart]


def of_now(clauses: Sequence[_Read], spoken: SpokenText) -> tuple[list[_Read], list[FieldPiece]]:
    """Return what is said of now, and the words that are said of a time before, or were taken back, where anything else
    is."""
    older = history([clause for clause, _ in clauses])
    now = [one for one in clauses if not (one[0].is_withdrawn or one[0] in older or _is_past(one, spoken))]
    now = [one for one in now if not one[0].is_condition or not _is_put_right(one[1].end, clauses, spoken)]
    now = [one for one in now if not one[0].is_put or not _is_put_right(one[1].end, now, spoken)]
    if len(now) == len(clauses) or not any(clause.says_something or clause.sure for clause, _ in now):
        return list(clauses), []
    aside = [part for clause, part in clauses if (clause, part) not in now]
    return now, [replace(piece_of(spoken.tokens, part.start, part.end), place="result") for part in aside]


def _is_past(read: _Read, spoken: SpokenText) -> bool:
    """Say whether a time before is meant: `tháng trước 60%`, `hôm qua tôi báo cáo đạt 75%`; not `tháng trước 60% nay
    74%`, and not what was done then."""
    (clause, part), tokens = read, spoken.tokens
    places = range(part.start, min(part.end, part.start + _LOOKS))
    past = [found(PAST, tokens, at) for at in places]
    is_told = any(one is not None and not one[0] for one in past) and any(found(REPORTED, tokens, at) for at in places)
    counts = any(tokens[at].kind == "number" for at in places) and "done" not in clause.words
    is_then = counts and any(one is not None and one[0] for one in past)
    return (is_told or is_then) and not any(found(NOW, tokens, at) for at in places)


_LOOKS = 20  # tokens of a clause


def _is_put_right(end: int, clauses: Sequence[_Read], spoken: SpokenText) -> bool:
    """Say whether what follows puts it right: `sếp ghi hoàn thành chứ thực tế 40%`."""
    behind = [part for _, part in clauses if part.start >= end]
    return any(found(NOW, spoken.tokens, at) for part in behind for at in range(part.start, part.end))
