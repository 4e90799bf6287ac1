"""A number for an own field, in the field's unit: `1.250 thủ tục`, `96/120`, `12.500 m2` where ha are asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from domain.forms.fields import Field
from domain.typed.hearing import heard
from domain.typed.hearing.taken_back.numbers_again import last_said
from domain.typed.values.changes import change_at, comes_to, past
from domain.typed.values.measures import NOTHING_ASKED, Measure, counted_at, many_at, measure_at, measure_of, times
from domain.typed.values.money import money_at, money_unit
from domain.typed.values.quantities import BETWEEN
from domain.typed.values.which_number import (
    goes_on,
    is_share,
    past_rough_signs,
    share_before,
    share_behind,
    signs_at,
)
from domain.typed.words.courtesies import says_none
from domain.typed.words.numbers import plain, readings
from domain.typed.words.phrases import WORDS, kinds_at, meanings_at
from domain.typed.words.tokens import Token, tokens_of

Found = tuple[tuple[Any, ...], str]
"""What may be meant, the likeliest first; and why it is not certain, "" where it is."""

WHOLE = 100  # per cent; there may be more, which is asked about
_NOT_EXACTLY = frozenset({"bound", "soon", "guess", "hedge", "later", "no", "not_yet", "left", "if", "ahead"})
_OF = ("/", "tren")
_GROUP = 3  # digits
_TOO_MANY = 1_000_000  # of a thousand, a million or a thousand million of something
_DECIMALS = 6  # that a number has at most
_MINUTES = range(60)
_DECIMAL = frozenset({"length", "area", "weight"})  # of which each unit is tens or hundreds of a smaller one
_BOTH_SIDES = 2
_LOOSE, _UNCLEAR = range(1, 4), 2  # digits


@dataclass(frozen=True, slots=True)
class _Amount:
    """`totals`: what the number may be, with its `triệu` or `nghìn`, where `is_scaled`. `unit`: what was typed behind
    it; None where nothing known was, or it is just the field's."""

    totals: tuple[Decimal, ...]
    end: int
    is_scaled: bool = False
    unit: Measure | None = None
    is_apart: bool = False  # `12 345`


class _Asked:
    """The unit that the field asks for."""

    def __init__(self, field: Field) -> None:
        self.words = [token.key for token in tokens_of(field.unit.strip(" ."), WORDS)]
        self.measure = measure_of(field.unit)
        self.counts = frozenset[str]() if self.words else {token.key for token in tokens_of(field.name, WORDS)}

    def end(self, tokens: Sequence[Token], at: int) -> int:
        """Return where the words of the unit end, or the first of them: `12 lượt` of `lượt khách`."""
        size = 0
        while size < len(self.words) and at + size < len(tokens) and tokens[at + size].key == self.words[size]:
            size += 1
        begins = size == len(self.words) or not self.words[size].isdecimal()  # `m` of `m2` is another unit
        return at + size if begins and (size == len(self.words) or past(tokens, at + size) == len(tokens)) else at


def read_number(said: str, field: Field) -> Found:
    asked, tokens = _Asked(field), last_said(heard(said))
    if asked.measure.kind == "money":
        tokens = [_of_money(tokens, place) for place in range(len(tokens))]
    if any(token.is_blurred for token in tokens):
        return (), "letter"
    if says_none(said):
        return (0,), "number"  # `không`, `không còn`: none of it, or nothing to tell
    at, change = comes_to(tokens, 0), change_at(tokens, past(tokens, 0))
    is_bound = any("about" in kinds_at(tokens, before) for before in range(at))
    if change is not None and not change.is_sure:
        is_bound, at = True, change.before
    meanings, length = meanings_at(tokens, at)
    if any(meaning.kind in _NOT_EXACTLY for meaning in meanings):
        is_bound, at = True, past(tokens, at + length)
    if (behind := past_rough_signs(tokens, at)) > at:
        is_bound, at = True, past(tokens, behind)
    is_of_target = bool(field.unit) and asked.measure.kind != "share"
    share = share_before(tokens, at) if is_of_target else None
    at = share[1] if share is not None else at
    signs, length = signs_at(tokens, at)
    at += length
    begins, first = at, _amount(tokens, at, asked)
    if not first.totals:
        return (), "number"
    if goes_on(tokens, first.end):
        return (), "digits"
    last, why, at = None, "range" if is_bound else "", first.end
    if change is not None and change.is_sure:  # `từ 1,2 tỷ lên 1,5`
        first = _of_same(tokens, begins, first, change.before, _amount(tokens, change.before, asked), asked)
    elif change is not None:  # `từ 90 đến 95`
        last, why = _amount(tokens, change.now, asked), "range"
        first, at = _of_same(tokens, begins, first, change.now, last, asked), last.end
    if at + 1 < len(tokens) and tokens[at].key in BETWEEN and tokens[at + 1].kind == "number":  # `90-95`
        last, why = _amount(tokens, at + 1, asked), "range"
        first, at = _of_same(tokens, begins, first, at + 1, last, asked), last.end
    if at + 1 < len(tokens) and tokens[at].key in _OF and tokens[at + 1].kind == "number":
        whole = _amount(tokens, at + 1, asked)
        first, at = _of_same(tokens, begins, first, at + 1, whole, asked), whole.end
        part = _share(first, whole) if asked.measure.kind == "share" else None
        if part is not None:
            return (plain(part),), "number"
        if field.target is None or [float(one) for one in _in_unit(whole, asked.measure)] != [field.target]:
            why = why or "target"
    if share is None and is_of_target and (share := share_behind(tokens, at)) is not None:
        at = share[1]
    if share is not None and not any(is_share(one, field.target, share[0]) for one in _in_unit(first, asked.measure)):
        why = why or ("range" if field.target is None else "target")
    return _found(tokens, at, [first, last] if last is not None else [first], asked, signs, why)


def _of_money(tokens: Sequence[Token], at: int) -> Token:
    """Return the `t` between two numbers as `tỷ`: `1t2`."""
    token, around = tokens[at], [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    is_between = len(around) == _BOTH_SIDES and all(one.kind == "number" for one in around)
    is_billion = token.key == "t" and token.is_close and is_between and around[-1].is_close
    return replace(token, key="ty") if is_billion else token


def _found(
    tokens: Sequence[Token], at: int, amounts: Sequence[_Amount], asked: _Asked, signs: Sequence[int], why: str
) -> Found:
    measure, rest = asked.measure, past(tokens, at)
    while rest < len(tokens) and tokens[rest].key in asked.counts:  # `37 hộ` of `Số hộ nghèo`
        rest = past(tokens, rest + 1)
    has_unit = any(one.unit is not None for one in amounts) or tokens[at - 1].key in asked.words
    if measure is not NOTHING_ASKED and (
        any(one.unit is not None and not times(one.unit, measure) for one in amounts)
        or (not measure.is_counted and not has_unit and counted_at(tokens, rest) is not None)
    ):
        return (), "dimension"
    values = [value for one in amounts for value in _in_unit(one, measure)]
    if not why and (len(values) != 1 or amounts[0].is_apart):
        why = "number"
    if measure.kind == "share" and any(value > WHOLE for value in values):
        why = why or "number"
    typed = {total for one in amounts for total in one.totals}  # as it stands it was written down once
    rounded = [value if value in typed else round(value, _DECIMALS) for value in values]
    if values != rounded:  # 50 minutes are no hours that could be written down
        why = why or "unit"
    found = dict.fromkeys(plain(sign * value) for sign in signs for value in rounded)
    why = why or ("number" if len(signs) > 1 else "")
    if rest < len(tokens):  # `1205 chứ không phải 1250` is no other unit
        why = why or ("number" if any(token.kind == "number" for token in tokens[rest:]) else "unit")
    return tuple(found), why


def _share(first: _Amount, whole: _Amount) -> Decimal | None:
    return round(first.totals[0] * WHOLE / whole.totals[0], 2) if whole.totals and whole.totals[0] else None


def _of_same(tokens: Sequence[Token], at: int, first: _Amount, other_at: int, other: _Amount, asked: _Asked) -> _Amount:
    """Return the first of two amounts with what is said once of both: `2-3 tỷ`, `12.500/20.000 m2`."""
    if first.is_scaled or first.unit is not None or not (other.is_scaled or other.unit is not None):
        return first
    number = _apart(tokens, at)
    words = tokens[other_at + _apart(tokens, other_at) : other.end]
    return _amount([*tokens[at : at + number], *words], 0, asked)


def _in_unit(amount: _Amount, asked: Measure) -> list[Decimal]:
    if amount.unit is not None:
        factors = times(amount.unit, asked) or (Decimal(1),)
        return [total * factor for total in amount.totals for factor in factors]
    if amount.is_scaled:
        return [total / asked.many for total in amount.totals]
    if asked.many > 1 and len(amount.totals) == 1 and amount.totals[0] >= _TOO_MANY:
        return [amount.totals[0] / asked.many, amount.totals[0]]
    return list(amount.totals)


def _amount(tokens: Sequence[Token], at: int, asked: _Asked) -> _Amount:
    """Return the amount that begins here, with what is known of the unit behind: `1.250`, `3 triệu`, `2 tỷ 300 triệu`,
    `1 tỷ 2`, `12 345`, `3 km 200 m`."""
    totals, size = money_at(tokens, at)
    is_scaled = bool(size)
    if is_scaled:
        end = at + size
        said_dong = money_unit(tokens, end - 1) == (Decimal(1), 1)
        if said_dong and asked.measure.kind != "money":
            return _Amount(tuple(totals), end, is_scaled, measure_of("đồng"))
    elif at < len(tokens) and tokens[at].kind == "number":
        end = at + _apart(tokens, at)
        totals = readings("".join(token.key for token in tokens[at:end]))
        if asked.end(tokens, end) == end and (many := many_at(tokens, end)) is not None:
            return _with_unit(tokens, _Amount(tuple(total * many for total in totals), end + 1, is_scaled=True), asked)
    else:
        return _Amount((), at)
    amount = _Amount(tuple(totals), end, is_scaled, is_apart=not is_scaled and end - at > 1)
    return _with_unit(tokens, amount, asked)


def _with_unit(tokens: Sequence[Token], amount: _Amount, asked: _Asked) -> _Amount:
    at = amount.end
    own = asked.end(tokens, at) if asked.words else at
    found = measure_at(tokens, at) or _land_at(tokens, at, asked)
    if own > at and (found is None or at + found[1] <= own):
        whole = own - at == len(asked.words)
        is_more = whole and not amount.is_scaled and found is not None and found[0].worths == asked.measure.worths
        return _smaller(tokens, _at_end(amount, own, asked.measure if is_more else None))
    if found is not None:
        return _smaller(tokens, _at_end(amount, at + found[1], found[0]))
    base = asked.words[len(asked.words) - len(asked.measure.kind.split()) :]
    if asked.measure.is_counted and asked.measure.many > 1 and base == [one.key for one in tokens[at : at + len(base)]]:
        return _at_end(amount, at + len(base), Measure(asked.measure.kind, (Decimal(1),)))
    return amount


def _land_at(tokens: Sequence[Token], at: int, asked: _Asked) -> tuple[Measure, int] | None:
    """Return land measured as `2 công` where an area is asked for; elsewhere those are days of work, or begin another
    word."""
    is_land = asked.measure.kind == "area" and at < len(tokens) and tokens[at].key == "cong"
    if not is_land or past(tokens, at + 1) != len(tokens):
        return None
    return Measure("area", measure_of("công đất").worths), 1


def _at_end(amount: _Amount, end: int, unit: Measure | None) -> _Amount:
    return _Amount(amount.totals, end, amount.is_scaled, unit, amount.is_apart)


def _smaller(tokens: Sequence[Token], amount: _Amount) -> _Amount:
    """Return the amount with parts in smaller units than the one before: `3 km 200 m`, `2 giờ 30 phút`, `2h30`."""
    at, unit = amount.end, amount.unit
    if unit is None or at >= len(tokens) or tokens[at].kind != "number" or len(amount.totals) != 1:
        return amount
    numbers, found = readings(tokens[at].key), measure_at(tokens, at + 1)
    if len(numbers) != 1:
        return amount
    if found is not None and found[0].kind == unit.kind and found[0].worths < unit.worths:
        more, end = [numbers[0] * factor for factor in times(found[0], unit)], at + 1 + found[1]
    elif (
        unit.kind in _DECIMAL and at + 1 == len(tokens) and len(tokens[at].key) in _LOOSE and tokens[at].key.isdecimal()
    ):
        more, end = _loose(tokens[at].key, unit), at + 1
    elif (
        unit == measure_of("giờ")
        and at + 1 == len(tokens)
        and tokens[at].key.isdecimal()
        and int(tokens[at].key) in _MINUTES
    ):
        more, end = [numbers[0] / 60], at + 1
    else:
        return amount
    return _Amount(tuple(amount.totals[0] + one for one in more), end, amount.is_scaled, unit)


def _loose(digits: str, unit: Measure) -> list[Decimal]:
    """Return what the digits right behind a unit may be of it: `2km5` and `2km500` are 2,5 km; `2km50` may be 2,5 km,
    or 2 km and 50 m; `1m65` is 1 m and 65 cm."""
    is_either = len(digits) == _UNCLEAR and unit != measure_of("m")
    sizes = (len(digits), _GROUP) if is_either else (len(digits),)
    return [Decimal(digits) / 10**size for size in sizes]


def _apart(tokens: Sequence[Token], at: int) -> int:
    """Return how many groups of digits are one number: two of `12 345`."""
    size = 1
    if len(tokens[at].key) <= _GROUP and tokens[at].key.isdecimal():
        while at + size < len(tokens) and len(tokens[at + size].key) == _GROUP and tokens[at + size].key.isdecimal():
            size += 1
    return size
