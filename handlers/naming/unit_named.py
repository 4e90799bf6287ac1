"""`phường hai: 1.1 xong`: which of their own units somebody means, said before or behind what is said of tasks."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from domain.finding import meant
from domain.finding.meant import Called
from domain.orders.names_in_text import whole_names
from domain.orders.order_tokens import tokens_of
from handlers.conversation.talk import Talk
from storage.tables import Unit
from storage.units import unit_changes, units

_MOST_WORDS = 8  # of a unit's name
_TO = frozenset({"cho", "của", "cua", "ở", "o", "tại", "tai", "for", "of", "at"})
_SIGNS = " \t\n:;,.-–()"
_WORD = re.compile(r"\S+")

OwnUnit = tuple[Unit, Called]


def apart(talk: Talk, text: str) -> tuple[frozenset[int], str]:
    """Return the person's own units that are named, and what is said of them; no unit and the whole text where none is
    named, or nothing beside it is said."""
    return apart_from(own_units(talk), text)


def named_first(talk: Talk, text: str) -> tuple[frozenset[int], str]:
    """Return, as `apart` does, the units named behind a command; also where nothing else is (`/giahan thôn II`)."""
    alone = meant.whole(own_units(talk), text.strip(_SIGNS)) if text else []
    return (frozenset(unit.id for unit in alone), "") if alone else apart(talk, text)


def anywhere(talk: Talk, text: str) -> tuple[frozenset[int], str]:
    """Return the person's own units that are named by their whole names wherever in the text, and the text without
    them; a number alone is none (`thôn 2 thêm 3 ngày`)."""
    known, tokens = own_units(talk), tokens_of(text)
    spots = whole_names(text, tokens, known) if len(known) > 1 else []
    spots = [one for one in spots if one.end - one.start > 1 or not tokens[one.start].key.isdecimal()]
    left, begins = "", 0
    for spot in spots:
        left, begins = left + text[begins : tokens[spot.start].start], tokens[spot.end - 1].end
    return frozenset(unit.id for spot in spots for unit in spot.found), " ".join((left + text[begins:]).split())


def own_units(talk: Talk) -> Sequence[OwnUnit]:
    """Return the units for which the person writes, with what each is called; where one of them has ended, also those
    that came after it, and `phường mới`, `phường cũ` for what they are."""
    own = talk.person.reporting_units if talk.actor is not None else frozenset[int]()
    known = _called(talk, own) if own else []
    ended = {unit.id for unit, _ in known if unit.ended_on is not None and unit.ended_on <= talk.now.date()}
    if not ended:
        return known
    after = unit_changes.after(talk.session, ended)
    known += _called(talk, after - own) if after - own else []
    return [
        (unit, replace(called, former=(*called.former, *_as_old_or_new(unit, is_old=unit.id in ended))))
        if unit.id in ended | after
        else (unit, called)
        for unit, called in known
    ]


def _as_old_or_new(unit: Unit, *, is_old: bool) -> Iterator[str]:
    kind = unit.name.split()[0]
    for one in (kind, "đơn vị"):
        yield f"{one} {'cũ' if is_old else 'mới'}"
    for one in ("unit", "ward", "commune"):
        yield f"{'old' if is_old else 'new'} {one}"


def apart_from(known: Sequence[OwnUnit], text: str) -> tuple[frozenset[int], str]:
    """Return the same as `apart`, of units that are known."""
    for name, rest in _ways(text) if known else ():
        found = meant.whole(known, name)
        if found and rest:
            return _put_right(known, rest) or (frozenset(unit.id for unit in found), rest)
    return frozenset(), text


def _put_right(known: Sequence[OwnUnit], rest: str) -> tuple[frozenset[int], str] | None:
    """Return the other unit, which is meant, with what is said of it: `phường hai | à nhầm phường ba: 1.2 xong`,
    `phường hai | 1.2 xong, à nhầm phường ba`. None where nothing is put right."""
    if (before := _AMENDS.match(rest)) is not None:
        found, said = apart_from(known, rest[before.end() :])
        return (found, said) if found else None
    for behind in _AMENDS_BEHIND.finditer(rest):
        if other := meant.whole(known, rest[behind.end() :].strip(_SIGNS)):
            return frozenset(unit.id for unit in other), rest[: behind.start()].rstrip(_SIGNS)
    return None


_SLIP = (
    r"(?:[àáừủaýơồ]{1,3}\s{1,3})?(?:nhầm|nham|lộn|lon|quên|quen|đính chính|sửa lại)"
    r"(?:\s{1,3}(?:rồi|là|thành))?[\s:,]{1,3}"
)
_AMENDS = re.compile(rf"[\s,.;:…]{{0,5}}{_SLIP}", re.I)
_AMENDS_BEHIND = re.compile(rf"(?<=[\s,.;…]){_SLIP}", re.I)


def called(talk: Talk, of_unit: int) -> list[Called]:
    """Return what the unit of a report is called, and those through which the person writes about it."""
    own = talk.person.reporting_units if talk.actor is not None else frozenset[int]()
    return [one for _, one in _called(talk, own | {of_unit})]


def _called(talk: Talk, own: Collection[int]) -> list[OwnUnit]:
    former = unit_changes.former_names(talk.session, sorted(own))
    return [
        (unit, Called(unit.code, unit.name, (unit.shown, *former.names(unit.id))))
        for unit in units.listed(talk.session, own, ())
    ]


def _ways(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words at the beginning, then those at the end, that may be a name, the most first; each with the
    rest."""
    words = list(_WORD.finditer(text))
    for taken in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        yield from _way(text[: words[taken - 1].end()], text[words[taken].start() :])
    for taken in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        before = words[: len(words) - taken]
        if before[-1][0].casefold() in _TO and len(before) > 1:
            before = before[:-1]
        elif text[words[-taken].start()] != "(" and before[-1][0][-1] not in ",;:":
            continue  # what merely ends so may belong to a result
        yield from _way(text[words[-taken].start() :], text[: before[-1].end()])


def _way(name: str, rest: str) -> Iterator[tuple[str, str]]:
    bare = name.strip(_SIGNS)
    if any(map(str.isalpha, bare)):
        yield bare, rest.strip(_SIGNS.replace(".", "").replace("(", "").replace(")", ""))
