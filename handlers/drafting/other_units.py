"""`thôn 7: 3.1 xong` of somebody who reports for other villages: which unit is named that is none of theirs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from domain.finding import meant
from domain.finding.spelling import Words, words
from domain.finding.unit_kinds import NUMBERED, is_numeral, same_letters
from handlers.conversation.talk import Talk
from handlers.drafting.which_report import meant_by
from handlers.naming import asked_for, unit_named
from handlers.naming.asked_for import KnownUnits
from handlers.naming.unit_named import OwnUnit

_ENDS = re.compile(r"(?<=[;\n])|(?<=,)(?!\d)")
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"\d{1,3}[a-zđ]?", re.IGNORECASE)
_SIGNS = " \t\n:;,-–()"
_MOST_WORDS = 7  # of a name before a colon
_MOST_CLAUSES = 40


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """`label`: as it was typed; `said`: what is said of it."""

    label: str
    said: str


def at_beginning(talk: Talk, text: str) -> OtherUnit | None:
    """Return the unit by whose name the text begins, where it is none of the person's: a number behind a kind of which
    they have units, or a unit of the organisation."""
    own = unit_named.own_units(talk)
    return _at_beginning(own, _when_asked(talk, own), text)


def _when_asked(talk: Talk, own: Sequence[OwnUnit]) -> Callable[[], KnownUnits]:
    """Return how the units of the organisation are read, once and only where they are asked for: there may be
    thousands."""
    return cache(lambda: asked_for.known(talk.session, [unit for unit, _ in own]))


def _at_beginning(own: Sequence[OwnUnit], there: Callable[[], KnownUnits], text: str) -> OtherUnit | None:
    found = _label(text)
    if found is None or not own or not any(map(str.isalpha, found.label)) or meant.choose(own, found.label):
        return None
    return found if _is_of_a_kind(own, words(found.label)) or _is_known(there, found.label) else None


def without_others(talk: Talk, text: str) -> tuple[str, list[OtherUnit]]:
    """Return what is said of the person's own units, and each part that is said of another."""
    clauses = [one for one in _ENDS.split(text) if one]
    if len(clauses) > _MOST_CLAUSES or not any(map(_label, clauses)):
        return text, []
    own, kept, others = unit_named.own_units(talk), "", list[OtherUnit]()
    there, is_away = _when_asked(talk, own), False
    for clause in clauses:
        other = _at_beginning(own, there, clause)
        if other is not None and meant_by(talk, other.said):
            others.append(other)
            is_away = True
        elif is_away and unit_named.apart_from(own, clause)[0]:
            is_away = False
        kept += "" if is_away else clause
    return (kept.strip(_SIGNS), others) if others else (text, [])


def _label(text: str) -> OtherUnit | None:
    """Return what may be the name of a unit: `thôn 7 3.1 xong`, `thôn VII: 3.1 xong`, `xã Tân An: 3.1 xong`."""
    typed = list(_WORD.finditer(text))[: _MOST_WORDS + 1]
    for place in range(1, len(typed)):
        kind = words(text[: typed[place].start()])
        number, behind = typed[place][0].strip(_SIGNS), text[typed[place].end() :].strip(_SIGNS)
        is_number = bool(_NUMBER.fullmatch(number)) or is_numeral(number)
        if is_number and behind and any(same_letters(kind, one) for one in NUMBERED):
            return OtherUnit(f"{text[: typed[place].start()].strip()} {number}", behind)
    name, colon, said = text.strip().partition(":")
    is_short = 0 < len(name.split()) <= _MOST_WORDS and "\n" not in name
    return OtherUnit(name.strip(), said.strip()) if colon and is_short and said.strip() else None


def _is_of_a_kind(own: Sequence[OwnUnit], label: Words) -> bool:
    """Say whether it is a number behind a kind of which they have units."""
    kind = label[:-1]
    if not kind or not (_NUMBER.fullmatch(label[-1].letters) or is_numeral(label[-1].letters)):
        return False
    return any(same_letters(kind, words(unit.name)[: len(kind)]) for unit, _ in own)


def _is_known(there: Callable[[], KnownUnits], label: str) -> bool:
    """Say whether it is the whole name of a unit of the organisation with its kind: `kinh tế: …` is a heading."""
    first = words(label)[:1]
    alike = [(unit, called) for unit, called in there().called if same_letters(first, words(unit.name)[:1])]
    return bool(meant.whole(alike, label))  # few of thousands begin like a heading, which every line may have
