"""Per cents, amounts of money and parts of a whole, where they begin in a clause; what is not clear is a doubt."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.typed.values.changes import change_at
from domain.typed.values.clause import Clause
from domain.typed.values.money import follows_money, money_at, money_unit
from domain.typed.values.result import Answers
from domain.typed.words.clause_starts import DIRECTIONS, MOVES, UP_TO, is_move
from domain.typed.words.numbers import part_of_whole, percents, plain, readings
from domain.typed.words.phrases import meanings_at
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import Meaning

DONG = "đồng"
_NAMES_LONGEST = 6  # words
BETWEEN = ("-", "–", "den", "toi")
_OF = ("/", "tren")  # `15/20 xã`, `15 trên 20 xã`
_ROUGH_SIGNS = frozenset("~≈<>≥≤±")
_CHANGES = MOVES | {"tu"}
_YEARS, _MONTHS = range(2000, 2100), 12
_HALF = 50  # `50/50`: half of it, or all
_MOST_COUNTED = 10_000_000


def figure_at(clause: Clause, tokens: Sequence[Token], at: int, unknown: list[Token], text: str) -> int:
    """Read a per cent, an amount of money or a part of a whole that begins here; return how many tokens it takes, 0 for
    none."""
    if not unknown and (found := _moved(tokens, at)):
        _take_percent(clause, found[0], tokens, at)
        return found[1]
    if changed := _changed(tokens, at):
        unknown.extend(tokens[at : at + changed])  # it is kept as it was said
        return changed
    if tokens[at].kind != "number":
        return _bounded(clause, tokens, at) or _rough(clause, tokens, at, unknown, text)
    if taken := _range(clause, tokens, at) or _money_range(clause, tokens, at, unknown, text):
        return taken
    if found := percent_at(tokens, at):
        _take_percent(clause, found[0], tokens, at)
        return found[1]
    return _money(clause, tokens, at, unknown, text) or _part(clause, tokens, at, unknown, text)


def _bounded(clause: Clause, tokens: Sequence[Token], at: int) -> int:
    """Note a doubt about a per cent that is not exactly so many: `hơn 50%`, `-5%`. Return how many tokens it takes, or
    0."""
    meanings, length = meanings_at(tokens, at)
    if tokens[at].key == "-" and at + 1 < len(tokens) and tokens[at + 1].is_close and not tokens[at].is_close:
        length = 1
    elif not any(meaning.kind == "bound" for meaning in meanings):
        return 0
    found = percent_at(tokens, at + length)
    if found is None:
        return 0
    if Meaning("bound", "below") in meanings:  # it is not even that many
        clause.doubts.append(("below", ({"status": "in_progress"},)))
    else:
        clause.doubts.append(("range", percent_offers(found[0])))
    return length + found[1]


def _moved(tokens: Sequence[Token], at: int) -> tuple[list[Decimal], int] | None:
    """Return what it is now, and how many tokens say it: `tăng từ 40% lên 65%`, `từ 50 xuống 45%`; a range says `đến`
    and no `tăng`. None for none."""
    if not is_move(tokens, at):
        return None
    last = next(
        place
        for place in range(at + _BEFORE_THE_LAST, len(tokens))
        if tokens[place - 1].key in UP_TO and tokens[place].kind == "number"
    )
    now = percent_at(tokens, last)
    return None if now is None else (now[0], last + now[1] - at)


def _changed(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens say from how much to how much the money changed, `tăng từ 850 lên 920 triệu`, or that it
    is below zero, `-50 triệu`: 0 for none."""
    is_minus = tokens[at].key == "-" and not tokens[at].is_close and at + 1 < len(tokens) and tokens[at + 1].is_close
    change = change_at(tokens, at) if tokens[at].key in _CHANGES else None
    is_change = change is not None and (change.is_sure or tokens[change.now - 1].key in DIRECTIONS)
    now = at + 1 if is_minus else change.now if change is not None and is_change else len(tokens)
    size = money_at(tokens, now)[1] if now < len(tokens) else 0
    return now + size - at if size else 0


_BEFORE_THE_LAST = 3  # tokens: `từ 50 xuống`


def _rough(clause: Clause, tokens: Sequence[Token], at: int, unknown: list[Token], text: str) -> int:
    """Note a doubt about a figure that is not exactly so: `hơn 2 tỷ`, `khoảng 15/20 xã`, `~2 tỷ`, `-5 triệu`. Return
    how many tokens it takes, 0 for none."""
    meanings, length = meanings_at(tokens, at)
    is_minus = tokens[at].key == "-" and not tokens[at].is_close
    if tokens[at].key in _ROUGH_SIGNS or (is_minus and at + 1 < len(tokens) and tokens[at + 1].is_close):
        length = 1
    elif not {"bound", "about", "soon"} & {meaning.kind for meaning in meanings}:
        return 0
    if at + length >= len(tokens) or tokens[at + length].kind != "number":
        return 0
    found, start = Clause(), at + length
    taken = _money_range(found, tokens, start, unknown, text) or _money(found, tokens, start, unknown, text)
    taken = taken or _part(found, tokens, start, unknown, text)
    if not taken:
        if "soon" not in {meaning.kind for meaning in meanings} or not (percent := percent_at(tokens, start)):
            return 0
        clause.doubts.append(("range", percent_offers(percent[0])))
        return length + percent[1]
    offers = [{"figures": [figure]} for figure in found.figures] + [offer for _, more in found.doubts for offer in more]
    clause.doubts.append(("rough", tuple(offers)))
    return length + taken


def _money_range(clause: Clause, tokens: Sequence[Token], at: int, unknown: list[Token], text: str) -> int:
    """Note a doubt about an amount between two: `2-3 tỷ`, `2 tỷ đến 3 tỷ`. Return how many tokens it takes, or 0."""
    worth, length = money_unit(tokens, at + 1)
    middle = at + 1 + length
    if middle + 1 >= len(tokens) or tokens[middle].key not in BETWEEN or tokens[middle + 1].kind != "number":
        return 0
    other, size = money_unit(tokens, middle + 2)
    if other is None:
        return 0
    ends = [(tokens[at].key, worth or other), (tokens[middle + 1].key, other)]
    totals = [number * unit for key, unit in ends for number in readings(key)]
    name = _name(unknown, text)
    offers = [_said(name, total) for total in dict.fromkeys(totals) if total == total.to_integral_value()]
    clause.doubts.append(("rough", tuple({"figures": [offer]} for offer in offers)))
    return middle + 2 + size - at


def percent_at(tokens: Sequence[Token], at: int) -> tuple[list[Decimal], int] | None:
    """Return what the number before a per cent sign may mean, and how many tokens say it; None where there is none."""
    if at + 1 >= len(tokens) or tokens[at].kind != "number":
        return None
    if tokens[at + 1].key == "%":
        return percents(tokens[at].key), 2
    meanings, length = meanings_at(tokens, at + 1)
    if any(meaning.kind == "percent" for meaning in meanings):
        return percents(tokens[at].key), 1 + length
    return None


def _take_percent(clause: Clause, numbers: list[Decimal], tokens: Sequence[Token], at: int) -> None:
    if len(numbers) != 1:
        clause.doubts.append(("percent", percent_offers(numbers)))
        return
    clause.percents.append(plain(numbers[0]))
    clause.percent_follows_done = _ends_in_done(tokens, at)


def _ends_in_done(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the words right before say that it is done: `hoàn thành 80%`, `xong được 80%`."""
    for start in range(max(0, at - 6), at):
        meanings, length = meanings_at(tokens, start)
        if any(meaning.kind == "done" for meaning in meanings):
            rest = tokens[start + length : at]
            return all(token.key in ("duoc", "khoang", "dat", "toi", "den", "muc") for token in rest)
    return False


def percent_offers(numbers: Sequence[Decimal]) -> tuple[Answers, ...]:
    return tuple({"percent": plain(number)} for number in numbers)


def _range(clause: Clause, tokens: Sequence[Token], at: int) -> int:
    """Note a doubt about a per cent between two: `50-60%`, `50 đến 60%`. Return how many tokens it takes, or 0."""
    if at + 2 >= len(tokens) or tokens[at + 2].kind != "number" or tokens[at + 1].key not in BETWEEN:
        return 0
    found = percent_at(tokens, at + 2)
    if found is None:
        return 0
    clause.doubts.append(("range", percent_offers([*percents(tokens[at].key), *found[0]])))
    return 2 + found[1]


def _money(clause: Clause, tokens: Sequence[Token], at: int, unknown: list[Token], text: str) -> int:
    """Read an amount of money, `2 tỷ 300 triệu đồng`; return how many tokens it takes, 0 for none."""
    totals, size = money_at(tokens, at)
    if not size:
        return 0
    name = _name(unknown, text)
    offers = [_said(name, total) for total in totals if total == total.to_integral_value()]
    if at + size + 1 < len(tokens) and tokens[at + size].key in _OF:  # `2 tỷ/5 tỷ`: of which only the first was reached
        worth, length = money_unit(tokens, at + size + 2)
        whole = [number * worth for number in readings(tokens[at + size + 1].key)] if worth is not None else []
        if len(whole) == len(totals) == 1 and totals[0] <= whole[0]:
            unknown.extend(tokens[at : at + size + 2 + length])
            return size + 2 + length
        if worth is not None:
            clause.doubts.append(("figure", tuple({"figures": [offer]} for offer in offers)))
            return size + 2 + length
    is_sure = len(offers) == 1 and tokens[at].key[0].isdecimal()
    if is_sure and not follows_money(tokens, at):
        clause.figures.append(offers[0])
    else:
        clause.doubts.append(("figure", tuple({"figures": [offer]} for offer in offers)))
    return size


def _said(what: str, number: Decimal) -> dict[str, Any]:
    return {"what": what, "n": plain(number), "of": None, "unit": DONG}


def _part(clause: Clause, tokens: Sequence[Token], at: int, unknown: list[Token], text: str) -> int:
    """Read a part of a whole, `5/12 doanh nghiệp`; `5/12` alone may be a day. Return how many tokens it takes, 0 for
    none."""
    if (counted := part_of_whole(tokens, at)) is not None:
        part, all_of_it, what, length = counted
        unit = text[tokens[what.start].start : tokens[what.stop - 1].end]
        clause.figures.append({"what": _name(unknown, text), "n": part, "of": all_of_it, "unit": unit})
        return length
    keys = [token.key for token in tokens[at : at + 3]]
    if len(keys) < 3 or keys[1] not in _OF or tokens[at + 2].kind != "number":
        return 0
    if at + 3 < len(tokens) and tokens[at + 3].key == "/":
        return 0  # a whole date
    both = [readings(key) for key in (keys[0], keys[2])]
    if any(len(one) != 1 or one[0] != one[0].to_integral_value() or one[0] >= _MOST_COUNTED for one in both):
        clause.doubts.append(("number", ()))
        return 3
    number, whole = int(both[0][0]), int(both[1][0])
    noun = _noun(tokens, at + 3, text)
    if keys[1] == "/" and whole in _YEARS and 1 <= number <= _MONTHS:
        return 0  # `quý 1/2027`
    could_be_day = keys[1] == "/" and 1 <= number <= 31 and 1 <= whole <= 12
    if not noun and could_be_day:
        return 0
    if not 0 < whole >= number or (number == whole == _HALF and not noun):
        clause.doubts.append(("number", ()))
    else:
        unit = text[tokens[at + 3].start : tokens[at + 2 + noun].end] if noun else ""
        clause.figures.append({"what": _name(unknown, text), "n": number, "of": whole, "unit": unit})
    return 3 + noun


def _noun(tokens: Sequence[Token], at: int, text: str) -> int:
    """Return how many of the words that follow name what was counted."""
    size = 0
    while at + size < len(tokens) and size < _NAMES_LONGEST and tokens[at + size].kind == "word":
        meanings = meanings_at(tokens, at + size)[0]
        if meanings and meanings[0].kind != "task" and not (size and meanings[0].kind in ("and", "filler")):
            break
        size += 1
    return size


def _name(unknown: list[Token], text: str) -> str:
    """Return the words before a figure, which say what it counts: `giải ngân`, `kinh phí`. They are taken from
    `unknown`."""
    words = [token for token in unknown if token.kind == "word"][-_NAMES_LONGEST:]
    unknown.clear()
    return text[words[0].start : words[-1].end] if words else ""
