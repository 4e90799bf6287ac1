"""The one way in which units, people, reports, plans and buttons are found by what somebody typed.

The first of these rules by which anything is found decides; more than one found: whoever calls has to ask.

1. the code, or the name as it stands;
2. the code in other letters (case, width, dash);
3. the whole name, its marks where they were typed; then without the kind of unit (`Tân An` for Xã Tân An);
4. the whole name, marks left out;
5. the whole name with its kind shortened or its office named: `P11`, `UBND phường 11`, or with well-known
   abbreviations: `hội LHPN`;
6. the whole of a name that it had before;
7. the typed words as whole words of the name, together, then apart; then of a former name.

A mark that was typed counts: `Cẩm Giàng` is never Cẩm Giang. `phường 1` is never Phường 10.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from domain.finding.abbreviations import in_full
from domain.finding.name_rules import (
    FORMER,
    PARTLY,
    SAID,
    WHOLE,
    Called,
    NameForm,
    exactly,
    first_found,
    found_in_full,
    has_all_words,
    of_words,
)
from domain.finding.shortening import GAP
from domain.finding.spelling import Words, bare, words
from domain.finding.unit_kinds import is_initials, same_letters, without_kind, written_out

__all__ = ["Called", "choose", "find", "in_order", "near", "possible", "said", "whole"]


class HasName(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


T = TypeVar("T")
N = TypeVar("N", bound=HasName)


def find(things: Iterable[N], typed: str, former: Mapping[str, Sequence[str]] | None = None) -> list[N]:
    """Return those that may be meant. `former`: earlier names by code."""
    earlier = former or {}
    called = [(thing, Called(thing.code, thing.name, tuple(earlier.get(thing.code, ())))) for thing in things]
    return choose(called, typed)


def choose(things: Collection[tuple[T, Called]], typed: str) -> list[T]:
    """Return those of these that may be meant, in their order."""
    ways = (of_words(way) for way in written_out(words(typed)) if way)
    return whole(things, typed) or next(filter(None, (first_found(things, way, PARTLY) for way in ways)), [])


def whole(things: Collection[tuple[T, Called]], typed: str) -> list[T]:
    """Return those of these whose code or whole name was written, where nobody can be asked which is meant."""
    wanted = NameForm(typed)
    return first_found(things, wanted, WHOLE) or found_in_full(things, wanted) or first_found(things, wanted, FORMER)


def said(labels: Collection[tuple[T, str]], typed: str) -> list[T]:
    """Return those of these labels whose words were typed: all of them, as beside buttons people also write sentences.
    A label that was cut is known by its whole too. Codes and numbers are typed as they stand."""
    named = [(thing, Called("", _uncut(label, typed))) for thing, label in labels]
    return first_found(named, NameForm(typed), SAID if any(map(str.isalpha, typed)) else (exactly,))


def _uncut(label: str, typed: str) -> str:
    head, gap, tail = label.partition(GAP)
    letters_of = bare(typed)
    is_whole = gap and len(typed) > len(label)
    return typed if is_whole and letters_of.startswith(bare(head)) and letters_of.endswith(bare(tail)) else label


def possible(things: Iterable[N], typed: str) -> list[N]:
    """Return all whose names have the words typed, whole or not, where a choice is shown in any case: nobody is hidden
    behind somebody whose name is written without marks."""
    known = list(things)
    first = find(known, typed)
    return [*first, *(one for one in known if one not in first and has_all_words(words(typed), words(one.name)))]


def in_order(called: Called, typed: str) -> bool:
    """Say whether the words typed stand in its name one behind the other, as in running text: `hội phụ nữ` in Hội Liên
    hiệp Phụ nữ, and not `giao ban` in Ban Tuyên giáo."""
    said = in_full(words(typed))
    return any(_is_behind_each_other(said, in_full(words(name))) for name in (called.name, *called.former))


def _is_behind_each_other(said: Words, name: Words) -> bool:
    left = iter(name)
    return all(any(one.may_be(there) for there in left) for one in said)


def near(things: Iterable[N], typed: str) -> list[N]:
    """Return, where nothing was found, those of the same letters with other marks, of another kind, with these
    initials, or with a name within what was typed (`trạm y tế xã Tân An`), to be offered and never taken."""
    known = list(things)
    wanted = {_letters(way) for way in written_out(words(typed)) if way}
    alike = [thing for thing in known if not wanted.isdisjoint(_bare_names(thing))]
    proper = {_letters(without_kind(way)) for way in written_out(words(typed)) if way != without_kind(way)}
    other_kind = [thing for thing in known if not proper.isdisjoint(_bare_names(thing))]
    by_initials = [thing for thing in known if is_initials(words(typed), words(thing.name))]
    return alike or other_kind or by_initials or [thing for thing in known if _is_within(words(typed), thing)]


def _is_within(typed: Words, thing: HasName) -> bool:
    proper = without_kind(words(thing.name))
    return len(proper) > 1 and any(
        same_letters(typed[at : at + len(proper)], proper) for at in range(len(typed) - len(proper) + 1)
    )


def _bare_names(thing: HasName) -> tuple[str, ...]:
    return bare(thing.code), bare(thing.name), _letters(without_kind(words(thing.name)))


def _letters(name: Words) -> str:
    return " ".join(word.letters for word in name)
