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

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

from domain.finding.abbreviations import in_full
from domain.finding.shortening import GAP
from domain.finding.spelling import Words, bare, code, letters, plain, run_of, words
from domain.finding.unit_kinds import is_initials, same_letters, without_kind, written_out


class HasName(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


T = TypeVar("T")
N = TypeVar("N", bound=HasName)


@dataclass(frozen=True, slots=True)
class Called:
    """By what something goes. `former`: what it was called before, which people go on saying."""

    code: str
    name: str
    former: tuple[str, ...] = ()


def find(things: Iterable[N], typed: str, former: Mapping[str, Sequence[str]] | None = None) -> list[N]:
    """Return those that may be meant. `former`: earlier names by code."""
    earlier = former or {}
    called = [(thing, Called(thing.code, thing.name, tuple(earlier.get(thing.code, ())))) for thing in things]
    return choose(called, typed)


def choose(things: Collection[tuple[T, Called]], typed: str) -> list[T]:
    """Return those of these that may be meant, in their order."""
    ways = (_of_words(way) for way in written_out(words(typed)) if way)
    return whole(things, typed) or next(filter(None, (_first(things, way, _PARTLY) for way in ways)), [])


def whole(things: Collection[tuple[T, Called]], typed: str) -> list[T]:
    """Return those of these whose code or whole name was written, where nobody can be asked which is meant."""
    wanted = _Form(typed)
    return _first(things, wanted, _WHOLE) or _written_out(things, wanted) or _first(things, wanted, _FORMER)


def said(labels: Collection[tuple[T, str]], typed: str) -> list[T]:
    """Return those of these labels whose words were typed: all of them, as beside buttons people also write sentences.
    A label that was cut is known by its whole too. Codes and numbers are typed as they stand."""
    named = [(thing, Called("", _uncut(label, typed))) for thing, label in labels]
    return _first(named, _Form(typed), _SAID if any(map(str.isalpha, typed)) else (_exactly,))


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
    return [*first, *(one for one in known if one not in first and _apart(words(typed), words(one.name)))]


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


class _Form:
    """A name in the forms in which it is compared, each worked out when it is first asked for."""

    def __init__(self, name: str, known: Words | None = None) -> None:
        self._name, self._words = name, known

    @cached_property
    def plain(self) -> str:
        return plain(self._name)

    @cached_property
    def code(self) -> str:
        return code(self._name)

    @cached_property
    def words(self) -> Words:
        return words(self._name) if self._words is None else self._words

    @cached_property
    def full(self) -> Words:
        return in_full(self.words)

    @cached_property
    def proper(self) -> Words:
        return without_kind(self.words)

    @property
    def has_kind(self) -> bool:
        return self.proper != self.words

    @cached_property
    def ways(self) -> tuple[Words, ...]:
        return written_out(self.words)


class _KnownNames:
    def __init__(self, called: Called) -> None:
        self.code, self.name = _Form(called.code), _Form(called.name)
        self.former = [_Form(name) for name in called.former]


_Rule = Callable[[_Form, _KnownNames], bool]
_Same = Callable[[Words, Words], bool]


def _of_words(said: Words) -> _Form:
    return _Form(" ".join(word.letters for word in said), said)


def _first(things: Collection[tuple[T, Called]], wanted: _Form, rules: Iterable[_Rule]) -> list[T]:
    if not wanted.plain:
        return []
    pieces = [word.letters for word in wanted.words]
    known = [(thing, _KnownNames(called)) for thing, called in things if _may_be(called, pieces)]
    for rule in rules:
        found = [thing for thing, called in known if rule(wanted, called)]
        if found:
            return found
    return []


def _written_out(things: Collection[tuple[T, Called]], wanted: _Form) -> list[T]:
    """Try the fifth rule. What is shortened lacks letters of a name, so that the quick look is at the rest."""
    pieces = [[word.letters for word in without_kind(way)] for way in wanted.ways if way]
    near = [(thing, called) for thing, called in things if any(_may_be(called, some) for some in pieces)]
    present = [(thing, [_Form(called.name)]) for thing, called in near]
    earlier = [(thing, [_Form(name) for name in called.former]) for thing, called in near]
    for known, with_kind in ((present, False), (earlier, True)):
        for same in (_spelled, same_letters, _run):
            found = [thing for thing, names in known if any(_same_way(same, wanted, one, with_kind) for one in names)]
            if found:
                return found
    return []


def _same_way(same: _Same, typed: _Form, name: _Form, with_kind: bool) -> bool:
    return any(_is_way(same, said, there, with_kind) for said in typed.ways for there in name.ways if said)


def _is_way(same: _Same, said: Words, there: Words, with_kind: bool) -> bool:
    """Say whether what was typed, its kind included, is this name; or, not `with_kind`, this name beside its kind."""
    if same(said, there):
        return True
    proper, of_name = without_kind(said), without_kind(there)
    kind, kind_of_name = said[: len(said) - len(proper)], there[: len(there) - len(of_name)]
    may_be = same_letters(kind, kind_of_name) if with_kind or kind else True
    return may_be and same(proper, of_name)


def _may_be(called: Called, pieces: Collection[str]) -> bool:
    """Say, by a quick look, whether one of its names has the letters of all the words."""
    names = (called.code, called.name, *called.former)
    return any(all(piece in there for piece in pieces) for name in names for there in _letters_of(name))


@lru_cache(maxsize=8192)
def _letters_of(name: str) -> tuple[str, ...]:
    """Return the letters of a name as it stands, and with its abbreviations written out."""
    full = "".join(word.letters for word in in_full(words(name)))
    return tuple(dict.fromkeys((letters(name), full)))


def _spelled(typed: Words, name: Words) -> bool:
    return typed == name


def _run(typed: Words, name: Words) -> bool:
    """Return the same letters with spaces elsewhere: `Ea H Leo`."""
    return run_of(typed).may_be(run_of(name))


def _together(same: _Same) -> _Same:
    def within(typed: Words, name: Words) -> bool:
        return _says_something(typed) and any(
            same(typed, name[at : at + len(typed)]) for at in range(len(name) - len(typed) + 1)
        )

    return within


def _says_something(typed: Words) -> bool:
    """Say whether the words are more than `&` alone, which is in many names."""
    return any(word.letters != "va" for word in typed)


def _apart(typed: Words, name: Words) -> bool:
    return (
        _says_something(typed)
        and Counter(word.letters for word in typed) <= Counter(word.letters for word in name)
        and all(any(said.may_be(there) for there in name) for said in typed)
    )


def _exactly(typed: _Form, known: _KnownNames) -> bool:
    return typed.plain in (known.code.plain, known.name.plain)


def _by_code(typed: _Form, known: _KnownNames) -> bool:
    return typed.code == known.code.code


def _named(same: _Same) -> _Rule:
    return lambda typed, known: bool(typed.words) and same(typed.words, known.name.words)


def _in_full(same: _Same) -> _Rule:
    return lambda typed, known: bool(typed.words) and same(typed.words, known.name.full)


def _bare_code(typed: _Form, known: _KnownNames) -> bool:
    return bool(typed.words) and same_letters(typed.words, known.code.words)


def _proper(same: _Same) -> _Rule:
    """Try names without their kind, which may be left out, but not be another: `phường Tân An` is not Xã Tân An."""
    return lambda typed, known: _is_proper(typed) and same(typed.words, known.name.proper)


def _once(same: _Same) -> _Rule:
    return lambda typed, known: bool(typed.words) and any(same(typed.words, one.words) for one in known.former)


def _once_proper(same: _Same) -> _Rule:
    return lambda typed, known: _is_proper(typed) and any(same(typed.words, one.proper) for one in known.former)


def _is_proper(typed: _Form) -> bool:
    return bool(typed.words) and not typed.has_kind


def _either(*rules: _Rule) -> _Rule:
    return lambda typed, known: any(rule(typed, known) for rule in rules)


_WHOLE: Sequence[_Rule] = (
    _exactly,
    _by_code,
    _named(_spelled),
    _proper(_spelled),
    _either(_named(same_letters), _bare_code),
    _proper(same_letters),
    _either(_named(_run), _proper(_run)),
)
_SAID: Sequence[_Rule] = (_exactly, _named(_spelled), _named(same_letters))
_FORMER: Sequence[_Rule] = (_once(_spelled), _once(same_letters))
_PARTLY: Sequence[_Rule] = (
    _either(_named(_together(_spelled)), _in_full(_together(_spelled)), _once_proper(_spelled)),
    _either(_named(_together(same_letters)), _in_full(_together(same_letters)), _once_proper(same_letters)),
    _either(_named(_apart), _in_full(_apart)),
    _once(_together(same_letters)),
    _once(_apart),
)
