"""The one way in which units, people, reports, plans and buttons are found by what somebody typed.

The first of these rules by which anything is found decides; more than one found: whoever calls has to ask.

1. the code, or the name as it stands;
2. the code in other letters (case, width, dash);
3. the whole name, its marks where they were typed; then without the kind of unit (`Tân An` for Xã Tân An);
4. the whole name, marks left out;
5. the whole of a name that it had before;
6. the typed words as whole words of the name, together, then apart; then of a former name.

A mark that was typed counts: `Cẩm Giàng` is never Cẩm Giang. `phường 1` is never Phường 10.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from domain.finding.shortening import GAP
from domain.finding.spelling import Words, bare, code, letters, plain, run_of, words


class Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


T = TypeVar("T")
N = TypeVar("N", bound=Named)

_KINDS = tuple(
    words(kind)
    for kind in (  # the longer first
        "ủy ban nhân dân xã", "ủy ban nhân dân phường", "ủy ban nhân dân đặc khu",
        "đảng ủy xã", "đảng ủy phường", "ubnd xã", "ubnd phường", "thành phố", "thị trấn", "thị xã", "đặc khu",
        "trung tâm", "xã", "phường", "huyện", "quận", "tỉnh", "tp", "phòng", "ban", "sở",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Called:
    """By what something goes. `former`: what it was called before, which people go on saying."""

    code: str
    name: str
    former: tuple[str, ...] = ()


def find(things: Iterable[N], typed: str, former: Mapping[str, Sequence[str]] | None = None) -> list[N]:
    """Those that may be meant. `former`: earlier names by code."""
    earlier = former or {}
    called = [(thing, Called(thing.code, thing.name, tuple(earlier.get(thing.code, ())))) for thing in things]
    return choose(called, typed)


def choose(things: Collection[tuple[T, Called]], typed: str) -> list[T]:
    """Those of these that may be meant, in their order."""
    return _first(things, typed, (*_WHOLE, *_FORMER, *_PARTLY))


def whole(things: Collection[tuple[T, Called]], typed: str) -> list[T]:
    """Those of these whose code or whole name was written, where nobody can be asked which is meant."""
    return _first(things, typed, (*_WHOLE, *_FORMER))


def said(labels: Collection[tuple[T, str]], typed: str) -> list[T]:
    """Those of these labels whose words were typed: all of them, as beside buttons people also write sentences. A label
    that was cut is known by its whole too. Codes and numbers are typed as they stand."""
    named = [(thing, Called("", _uncut(label, typed))) for thing, label in labels]
    return _first(named, typed, _SAID if any(map(str.isalpha, typed)) else (_exactly,))


def _uncut(label: str, typed: str) -> str:
    head, gap, tail = label.partition(GAP)
    letters_of = bare(typed)
    is_whole = gap and len(typed) > len(label)
    return typed if is_whole and letters_of.startswith(bare(head)) and letters_of.endswith(bare(tail)) else label


def near(things: Iterable[N], typed: str) -> list[N]:
    """Where nothing was found: those of the same letters with other marks, to be offered and never taken."""
    wanted = bare(typed)
    return [thing for thing in things if wanted and wanted in (bare(thing.code), bare(thing.name), _bare_proper(thing))]


def _bare_proper(thing: Named) -> str:
    return " ".join(word.letters for word in _without_kind(words(thing.name)))


class _Form:
    """A name in the forms in which it is compared, each worked out when it is first asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def plain(self) -> str:
        return plain(self._name)

    @cached_property
    def code(self) -> str:
        return code(self._name)

    @cached_property
    def words(self) -> Words:
        return words(self._name)

    @cached_property
    def proper(self) -> Words:
        return _without_kind(self.words)

    @property
    def has_kind(self) -> bool:
        return self.proper != self.words


class _Known:
    def __init__(self, called: Called) -> None:
        self.code, self.name = _Form(called.code), _Form(called.name)
        self.former = [_Form(name) for name in called.former]


_Rule = Callable[[_Form, _Known], bool]
_Same = Callable[[Words, Words], bool]


def _first(things: Collection[tuple[T, Called]], typed: str, rules: Iterable[_Rule]) -> list[T]:
    wanted = _Form(typed)
    if not wanted.plain:
        return []
    pieces = [word.letters for word in wanted.words]
    known = [(thing, _Known(called)) for thing, called in things if _may_be(called, pieces)]
    for rule in rules:
        found = [thing for thing, called in known if rule(wanted, called)]
        if found:
            return found
    return []


def _may_be(called: Called, pieces: Collection[str]) -> bool:
    """A quick look: whether one of its names has the letters of all the words."""
    return any(
        all(piece in there for piece in pieces) for there in map(letters, (called.code, called.name, *called.former))
    )


def _without_kind(name: Words) -> Words:
    for kind in _KINDS:
        if len(name) > len(kind) and _bare(name[: len(kind)], kind):
            return name[len(kind) :]
    return name


def _spelled(typed: Words, name: Words) -> bool:
    return typed == name


def _bare(typed: Words, name: Words) -> bool:
    return len(typed) == len(name) and all(said.may_be(there) for said, there in zip(typed, name, strict=True))


def _run(typed: Words, name: Words) -> bool:
    """The same letters with spaces elsewhere: `Ea H Leo`."""
    return run_of(typed).may_be(run_of(name))


def _together(same: _Same) -> _Same:
    def within(typed: Words, name: Words) -> bool:
        return _says_something(typed) and any(
            same(typed, name[at : at + len(typed)]) for at in range(len(name) - len(typed) + 1)
        )

    return within


def _says_something(typed: Words) -> bool:
    """`&` alone is in many names."""
    return any(word.letters != "va" for word in typed)


def _apart(typed: Words, name: Words) -> bool:
    return (
        _says_something(typed)
        and len(typed) <= len(name)
        and all(any(said.may_be(there) for there in name) for said in typed)
    )


def _exactly(typed: _Form, known: _Known) -> bool:
    return typed.plain in (known.code.plain, known.name.plain)


def _by_code(typed: _Form, known: _Known) -> bool:
    return typed.code == known.code.code


def _named(same: _Same) -> _Rule:
    return lambda typed, known: bool(typed.words) and same(typed.words, known.name.words)


def _bare_code(typed: _Form, known: _Known) -> bool:
    return bool(typed.words) and _bare(typed.words, known.code.words)


def _proper(same: _Same) -> _Rule:
    """The kind of unit may be left out, but not be another: `phường Tân An` is not Xã Tân An."""
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
    _either(_named(_bare), _bare_code),
    _proper(_bare),
    _either(_named(_run), _proper(_run)),
)
_SAID: Sequence[_Rule] = (_exactly, _named(_spelled), _named(_bare))
_FORMER: Sequence[_Rule] = (_once(_spelled), _once(_bare))
_PARTLY: Sequence[_Rule] = (
    _either(_named(_together(_spelled)), _once_proper(_spelled)),
    _either(_named(_together(_bare)), _once_proper(_bare)),
    _named(_apart),
    _once(_together(_bare)),
    _once(_apart),
)
