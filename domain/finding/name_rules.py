"""The rules by which a name that was typed is compared with what things are called; what they are part of says
`domain.finding.meant`."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from domain.finding.abbreviations import in_full
from domain.finding.spelling import Words, code, letters, plain, run_of, words
from domain.finding.unit_kinds import same_letters, without_kind, written_out

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Called:
    """By what something goes. `former`: what it was called before, which people go on saying."""

    code: str
    name: str
    former: tuple[str, ...] = ()


class NameForm:
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
        self.code, self.name = NameForm(called.code), NameForm(called.name)
        self.former = [NameForm(name) for name in called.former]


_Rule = Callable[[NameForm, _KnownNames], bool]
_Same = Callable[[Words, Words], bool]


def of_words(said: Words) -> NameForm:
    return NameForm(" ".join(word.letters for word in said), said)


def first_found(things: Collection[tuple[T, Called]], wanted: NameForm, rules: Iterable[_Rule]) -> list[T]:
    if not wanted.plain:
        return []
    pieces = [word.letters for word in wanted.words]
    known = [(thing, _KnownNames(called)) for thing, called in things if _may_be(called, pieces)]
    for rule in rules:
        found = [thing for thing, called in known if rule(wanted, called)]
        if found:
            return found
    return []


def found_in_full(things: Collection[tuple[T, Called]], wanted: NameForm) -> list[T]:
    """Try the fifth rule. What is shortened lacks letters of a name, so that the quick look is at the rest."""
    pieces = [[word.letters for word in without_kind(way)] for way in wanted.ways if way]
    near = [(thing, called) for thing, called in things if any(_may_be(called, some) for some in pieces)]
    present = [(thing, [NameForm(called.name)]) for thing, called in near]
    earlier = [(thing, [NameForm(name) for name in called.former]) for thing, called in near]
    for known, with_kind in ((present, False), (earlier, True)):
        for same in (_spelled, same_letters, _run):
            found = [thing for thing, names in known if any(_same_way(same, wanted, one, with_kind) for one in names)]
            if found:
                return found
    return []


def _same_way(same: _Same, typed: NameForm, name: NameForm, with_kind: bool) -> bool:
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


def has_all_words(typed: Words, name: Words) -> bool:
    return (
        _says_something(typed)
        and Counter(word.letters for word in typed) <= Counter(word.letters for word in name)
        and all(any(said.may_be(there) for there in name) for said in typed)
    )


def exactly(typed: NameForm, known: _KnownNames) -> bool:
    return typed.plain in (known.code.plain, known.name.plain)


def _by_code(typed: NameForm, known: _KnownNames) -> bool:
    return typed.code == known.code.code


def _named(same: _Same) -> _Rule:
    return lambda typed, known: bool(typed.words) and same(typed.words, known.name.words)


def _in_full(same: _Same) -> _Rule:
    return lambda typed, known: bool(typed.words) and same(typed.words, known.name.full)


def _bare_code(typed: NameForm, known: _KnownNames) -> bool:
    return bool(typed.words) and same_letters(typed.words, known.code.words)


def _proper(same: _Same) -> _Rule:
    """Try names without their kind, which may be left out, but not be another: `phường Tân An` is not Xã Tân An."""
    return lambda typed, known: _is_proper(typed) and same(typed.words, known.name.proper)


def _once(same: _Same) -> _Rule:
    return lambda typed, known: bool(typed.words) and any(same(typed.words, one.words) for one in known.former)


def _once_proper(same: _Same) -> _Rule:
    return lambda typed, known: _is_proper(typed) and any(same(typed.words, one.proper) for one in known.former)


def _is_proper(typed: NameForm) -> bool:
    return bool(typed.words) and not typed.has_kind


def _either(*rules: _Rule) -> _Rule:
    return lambda typed, known: any(rule(typed, known) for rule in rules)


WHOLE: Sequence[_Rule] = (
    exactly,
    _by_code,
    _named(_spelled),
    _proper(_spelled),
    _either(_named(same_letters), _bare_code),
    _proper(same_letters),
    _either(_named(_run), _proper(_run)),
)
SAID: Sequence[_Rule] = (exactly, _named(_spelled), _named(same_letters))
FORMER: Sequence[_Rule] = (_once(_spelled), _once(same_letters))
PARTLY: Sequence[_Rule] = (
    _either(_named(_together(_spelled)), _in_full(_together(_spelled)), _once_proper(_spelled)),
    _either(_named(_together(same_letters)), _in_full(_together(same_letters)), _once_proper(same_letters)),
    _either(_named(has_all_words), _in_full(has_all_words)),
    _once(_together(same_letters)),
    _once(has_all_words),
)
