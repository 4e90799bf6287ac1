"""A day in a clause: when something was done, or what is not certain about it."""

from collections.abc import Sequence
from datetime import date

from domain.typed.values.clause import Clause
from domain.typed.values.dates import Day
from domain.typed.values.result import Answers
from domain.typed.words.tokens import Token, key_at


def take_day(clause: Clause, found: Day, tokens: Sequence[Token], at: int, today: date) -> None:
    if found.day is None:
        clause.doubts.append(("no_such_day", ()))
    elif found.day > today:
        clause.doubts.append(("to_come", ()))
    elif found.other is not None:  # `thứ Sáu 24/11`, which is a Tuesday
        clause.doubts.append(("day", tuple({"done_on": day.isoformat()} for day in (found.day, found.other))))
    elif clause.done_on is not None or found.is_bound:
        clause.doubts.append(("day", ()))
        clause.may_be_to_come = True  # `xong trước 31/12`
    elif found.is_bare and not _is_led(tokens, at) and ((part := _bare_part(tokens, at)) or _ends_a_range(tokens, at)):
        clause.doubts.append(("part_or_day", ({"done_on": found.day.isoformat()}, *part)))
    else:
        clause.done_on = found.day


def _is_led(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word leads to the day: `từ 10/11`, `bữa 10/11`; not `từ 10/11 lên 11/11`."""
    behind = key_at(tokens, at + 3)
    return at > 0 and tokens[at - 1].key in _LEADS and behind not in _ON


_LEADS, _ON = (
    frozenset({"tu", "hom", "bua", "ngay", "hoi", "sang", "chieu"}),
    frozenset({"len", "den", "toi", "-", "–"}),
)


def _ends_a_range(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the day ends a range: `15-20/11`."""
    return at > 1 and tokens[at - 1].key in ("-", "–") and tokens[at - 2].kind == "number"


def _bare_part(tokens: Sequence[Token], at: int) -> tuple[Answers, ...]:
    """Return `5/12` as five of twelve; `31/1` is none."""
    parts = [token.key for token in tokens[at : at + 3]]
    if len(parts) < 3 or not (parts[0].isdecimal() and parts[2].isdecimal()):  # `2 giờ chiều 23/4`
        return ()
    number, whole = int(parts[0]), int(parts[2])
    if number > whole:
        return ()
    return ({"figures": [{"what": "", "n": number, "of": whole, "unit": ""}]},)


_EVENING = frozenset({"chieu", "toi", "dem"})


def is_evening(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].key in _EVENING and at + 1 < len(tokens) and tokens[at + 1].key == "nay"
