"""Who is left out of a list, or of those who are urged: the one reading of `trừ thôn 1`, in an order and behind a
command."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from domain.finding.several import says_nothing, several
from domain.orders.best_way import speaks_only_of
from domain.orders.concepts import NEUTRAL
from domain.orders.left_out import LeftOut, left_out, may_leave_out
from domain.orders.names_in_text import Spot, begins_a_name
from domain.orders.order_tokens import OrderToken, runs, said_of, tokens_of
from handlers.naming.asked_for import KnownUnits
from handlers.naming.named_together import named_together, places
from storage.tables import Unit

LONGEST = 3000  # characters behind a command in which it is looked for
_EVERYBODY = frozenset({"all", "those_late", "late", "missing", "who"})


@dataclass(frozen=True, slots=True)
class Spared:
    """`units`: who is left out; `others`: the other names of units. `is_clear`: it is known who is left out. `said`: by
    what they are named behind a command; the words that name nobody where nobody is known."""

    units: Sequence[Unit]
    others: Sequence[Spot[Unit]]
    is_said: bool
    is_clear: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class TypedExcept:
    """What is typed behind a command: `of` whom, without the `units` that are left out."""

    of: str
    units: Sequence[Unit] = ()
    is_said: bool = False
    is_clear: bool = True


NOBODY_LEFT_OUT = TypedExcept("")


def spared(
    there: KnownUnits,
    text: str,
    tokens: Sequence[OrderToken],
    spots: Sequence[Spot[Unit]],
    unexplained: Collection[int],
    quiet: Collection[int] = (),
) -> Spared:
    """Return who is spared. `spots`: the names of units; `unexplained`: the places of words that say nothing that is
    known; `quiet`: those of other names."""
    return _of(there, text, tokens, spots, _found(there, tokens, spots, quiet), unexplained)


def typed_except(session: Session, there: KnownUnits, typed: str, quiet: Collection[int] = ()) -> TypedExcept:
    """Read who is left out in `tất cả, trừ thôn 1`, `báo cáo rác thải trừ các trường`; all of it is `of` where nobody
    is left out."""
    tokens = tokens_of(typed, LONGEST)
    if not may_leave_out(tokens, quiet):
        return TypedExcept(typed)
    spots = named_together(session, there, typed, tokens)
    found = _found(there, tokens, spots, quiet)
    if found.begins is None:
        return TypedExcept(typed)
    named = places(spots) | found.said
    unexplained = {
        place
        for place, token in enumerate(tokens)
        if place > found.begins and place not in named and token.key not in NEUTRAL
    }
    but = _of(there, typed, tokens, spots, found, unexplained)
    before = {place for place in range(len(tokens)) if place < found.begins and place not in found.said}
    spared_places = places([one for one in spots if one not in but.others])
    kept = (before | places(but.others)) - spared_places
    return TypedExcept(_kept(typed, tokens, but.others, kept), but.units, is_said=True, is_clear=but.is_clear)


def _kept(text: str, tokens: Sequence[OrderToken], others: Sequence[Spot[Unit]], kept: Collection[int]) -> str:
    """Return what is not left out, as it was typed; classes and kinds by their codes, `tất cả` not at all."""
    groups = {one.start: one for one in others if len(one.found) > 1}
    grouped = places(list(groups.values()))
    single = [said_of(text, tokens, span) for span in runs([place for place in kept if place not in grouped])]
    said = [one for one in single if not speaks_only_of(tokens_of(one), _EVERYBODY) and not says_nothing(one)]
    return ", ".join([*said, *(one.said for one in groups.values())])


def _found(
    there: KnownUnits, tokens: Sequence[OrderToken], spots: Sequence[Spot[Unit]], quiet: Collection[int]
) -> LeftOut:
    known = partial(begins_a_name, tokens, [called for _, called in there.called])
    return left_out(tokens, {one.start: one.end for one in spots}, quiet, known)


def _of(
    there: KnownUnits,
    text: str,
    tokens: Sequence[OrderToken],
    spots: Sequence[Spot[Unit]],
    found: LeftOut,
    unexplained: Collection[int],
) -> Spared:
    if found.begins is None:
        return Spared((), spots, is_said=False, is_clear=True)
    begins = found.begins
    left = set(unexplained) - found.said
    behind = runs([place for place in left if place > begins])
    parts = {span: _in_full_or_part(there, text, tokens, span) for span in behind}
    starts = found.names | _behind_parts(tokens, spots, parts)
    named = [one for one in spots if one.start in starts]
    others = [one for one in spots if one.start not in starts]
    is_clear = (found.is_clear or bool(parts)) and all(parts.values())
    is_of_all = bool(others) or all(place > begins for place in left)
    units = {unit.id: unit for some in (*(one.found for one in named), *parts.values()) for unit in some}
    is_known = is_clear and is_of_all and all(one.found for one in (*named, *others))
    said = ", ".join(
        [*(_said(text, tokens, one) for one in named), *(u.shown for some in parts.values() for u in some)]
        if units
        else [said_of(text, tokens, span) for span in behind or _all_behind(tokens, found)]
    )
    return Spared(list(units.values()), others, is_said=True, is_clear=is_known and bool(units), said=said)


def _in_full_or_part(
    there: KnownUnits, text: str, tokens: Sequence[OrderToken], span: tuple[int, int]
) -> Sequence[Unit]:
    """Return who is named by these words, with words behind them where they are of the name, as `an` of `công an`."""
    for end in range(min(len(tokens), span[1] + _MORE_WORDS), span[1], -1):
        if tokens[end - 1].clause == tokens[span[0]].clause and (
            found := _by_a_part(there, said_of(text, tokens, (span[0], end)))
        ):
            return found
    return [] if _goes_on(text, tokens, span) else _by_a_part(there, said_of(text, tokens, span))


_MORE_WORDS = 3


def _goes_on(text: str, tokens: Sequence[OrderToken], span: tuple[int, int]) -> bool:
    """Say whether the name goes on with a word that says something else elsewhere: `Lương Tài` is no part of Xã Lương
    Sơn."""
    if span[1] >= len(tokens) or tokens[span[1]].clause != tokens[span[1] - 1].clause:
        return False
    last, behind = (text[tokens[place].start : tokens[place].end] for place in (span[1] - 1, span[1]))
    is_capital = last[:1].isupper() and behind[:1].isupper()
    is_lone = span[1] - span[0] == 1 and behind.isalpha() and not says_nothing(behind)
    return is_capital or (is_lone and tokens[span[1]].key not in _JOINED)


def _all_behind(tokens: Sequence[OrderToken], found: LeftOut) -> list[tuple[int, int]]:
    """Return what stands behind the words that leave somebody out, where none of it is left over."""
    start = next((place for place in range(found.begins or 0, len(tokens)) if place not in found.said), len(tokens))
    return [(start, len(tokens))] if start < len(tokens) else []


def _said(text: str, tokens: Sequence[OrderToken], one: Spot[Unit]) -> str:
    """Return the name of one as it is found again; of a class or kind the words that were typed."""
    return one.said if len(one.found) == 1 else said_of(text, tokens, (one.start, one.end))


def _by_a_part(there: KnownUnits, said: str) -> Sequence[Unit]:
    """Return all of whose names that is a part, `trừ mầm non, lê quý đôn`; nobody where any of it is nobody's."""
    found = several(there.called, said)
    return [unit for part in found for unit in part.found] if all(part.found for part in found) else []


def _behind_parts(
    tokens: Sequence[OrderToken], spots: Sequence[Spot[Unit]], parts: Mapping[tuple[int, int], Sequence[Unit]]
) -> set[int]:
    """Return where names begin that go on behind a part of a name: `trừ mầm non, thôn 1`."""
    ends = {end for _, end in parts}
    found: set[int] = set()
    for one in sorted(spots, key=lambda spot: spot.start):
        start = one.start - 1 if one.start and tokens[one.start - 1].key in _JOINED else one.start
        if one.start in ends or start in ends:
            found.add(one.start)
            ends.add(one.end)
    return found


_JOINED = frozenset({"va", "voi", "cung", "and"})
