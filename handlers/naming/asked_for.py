"""Units named behind a command, one or several: who is meant, who may be, what was not found, what became of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from domain.finding import meant
from domain.finding.meant import Called
from domain.finding.several import NamePart, is_only_number, several
from domain.messaging.messages import Text, lines_of
from domain.orders.left_out import may_leave_out
from domain.orders.order_tokens import tokens_of
from handlers.conversation.talk import Answer, Choice, Talk, in_rows
from handlers.display import unit_change_text as changed
from handlers.naming.units import MOST_NEAR, numbered, unknown
from handlers.words import Words
from storage.tables import Unit
from storage.units import unit_changes, units

MOST_NAMED = 10
MOST_CHOICES = 20
_SHOWN = 60  # characters of what somebody typed


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """`parts`: what was typed, name by name; `elsewhere`: of the organisation, and not among those asked about."""

    parts: Sequence[NamePart[Unit]]
    elsewhere: Sequence[Unit]
    former: unit_changes.FormerNames

    @property
    def sure(self) -> list[Unit]:
        """Return each unit once that was named whole, and no other may be meant."""
        return _once(unit for part in self.parts if part.is_sure for unit in part.found)

    @property
    def doubtful(self) -> list[NamePart[Unit]]:
        """Return the names where several may be meant, or one by a part of its name."""
        return [part for part in self.parts if part.found and not part.is_sure]

    @property
    def possible(self) -> list[Unit]:
        """Return all units that may be meant, each once."""
        return _once(unit for part in self.parts for unit in part.found)

    @property
    def by_number(self) -> bool:
        """Say whether the text begins with nothing but a number: `4` is Phường 4, and may be the fourth line of a
        list."""
        first = self.parts[0].said if self.parts else ""
        return is_only_number(first) and first not in {unit.code for unit in self.possible}

    @property
    def unknown(self) -> list[str]:
        return [part.said for part in self.parts if not part.found]


def _once(found: Iterable[Unit]) -> list[Unit]:
    return list({unit.id: unit for unit in found}.values())


@dataclass(frozen=True, slots=True)
class KnownUnits:
    """The units of the organisations, of which those `among` are asked about, with all that each goes by."""

    among: frozenset[int]
    called: Sequence[tuple[Unit, Called]]
    former: unit_changes.FormerNames

    @property
    def units(self) -> list[Unit]:
        """Those that are asked about."""
        return [unit for unit, _ in self.called if unit.id in self.among]


def known(session: Session, among: Collection[Unit]) -> KnownUnits:
    ids = frozenset(unit.id for unit in among)
    there = units.listed(session, ids, {unit.organisation_id for unit in among})
    former = unit_changes.former_names(session, [unit.id for unit in there])
    called = [(unit, Called(unit.code, unit.name, (unit.shown, *former.names(unit.id)))) for unit in there]
    return KnownUnits(ids, called, former)


def named(session: Session, among: Collection[Unit], typed: str) -> NamedUnits:
    """Return who is meant among these. Others of the same organisations are looked at too, so that who names one of
    them is not given a neighbour."""
    there = known(session, among)
    return sorted_out(there, several(there.called, typed))


def sorted_out(there: KnownUnits, found: Sequence[NamePart[Unit]]) -> NamedUnits:
    parts: list[NamePart[Unit]] = []
    elsewhere: list[Unit] = []
    for part in found:
        own = [unit for unit in part.found if unit.id in there.among]
        if not own and part.found:
            elsewhere += part.found
        else:
            parts.append(NamePart(part.said, own, part.is_whole))
    return NamedUnits(parts, _once(elsewhere), there.former)


def remarks(words: Words, session: Session, found: NamedUnits) -> list[Text]:
    """Say what was not found, by its words; who is not followed; what became of units that are called otherwise now."""
    lines: list[Text] = []
    if found.unknown:
        said = ", ".join(f"“{name[:_SHOWN]}”" for name in found.unknown[:MOST_NAMED])
        lines.append(words("units.unknown", names=said))
    if found.elsewhere:
        lines.append(words("units.elsewhere", units=names(words, found.elsewhere)))
    return [*lines, *became(words, session, found)]


def shared(words: Words, found: NamedUnits) -> list[Text]:
    """Say which units a name may be that is the whole name of several."""
    return [
        words("units.shared", typed=part.said[:_SHOWN], units=names(words, part.found))
        for part in found.doubtful
        if part.is_whole and len(part.found) > 1
    ]


def became(words: Words, session: Session, found: NamedUnits) -> list[Text]:
    """Say what became of each unit that was merged or split, and of each that was named by a former name."""
    lines: list[Text] = []
    for part in found.parts:
        for unit in part.found if len(part.found) <= MOST_NEAR else ():
            if unit.ended_on and (ending := unit_changes.ending(session, unit.id)) and ending.done_at:
                lines.append(words("unit.ended", change=changed.sentence(words, session, ending)))
            elif found.former.names(unit.id) and not _goes_by(unit, part.said):
                renaming = unit_changes.renamings(session, [unit.id])[-1]
                lines.append(words("unit.ended", change=changed.sentence(words, session, renaming)))
    return list(dict.fromkeys(lines))


def _goes_by(unit: Unit, said: str) -> bool:
    """Say whether the unit was named as it is called now."""
    return bool(several([(unit, Called(unit.code, unit.name))], said)[0].found)


def names(words: Words, found: Sequence[Unit], most: int = MOST_NAMED) -> str:
    """Join the names: `Phường 1, Phường 2 và 3 đơn vị khác`"""
    return listed(words, [unit.shown for unit in found], most)


def listed(words: Words, shown: Sequence[str], most: int = MOST_NAMED, between: str = ", ") -> str:
    said = between.join(shown[:most])
    return said if len(shown) <= most else f"{said} {words.plain('nudge.others', n=len(shown) - most)}"


def near(among: Collection[Unit], found: NamedUnits) -> list[Unit]:
    """Return the units that may have been meant where nothing was found, to be offered."""
    return _once(unit for said in found.unknown for unit in meant.near(among, said))[:MOST_NEAR]


def one_or_stop(
    talk: Talk, among: Collection[Unit], typed: str, action: str, args_of: Callable[[Unit], dict[str, Any]]
) -> tuple[Unit, list[Text]]:
    """Return the unit that is to be looked at, and what is to be said beside it; where several are named or may be
    meant, they are offered."""
    found = _without_exceptions(talk, among, typed)
    beside = remarks(talk.words, talk.session, found)
    possible = found.possible
    if not possible and not found.elsewhere and len(found.unknown) <= 1:
        unknown(talk, among, typed, action, args_of)
    if len(possible) == 1 and not found.unknown and not found.elsewhere:
        return possible[0], beside
    offered = possible or near(among, found)
    head = [talk.words("unit.which_of")] if offered else []
    raise Answer(lines_of([*beside, *head]), in_rows(choices(offered, action, args_of), 1))


def _without_exceptions(talk: Talk, among: Collection[Unit], typed: str) -> NamedUnits:
    """Return who is named; where somebody is to be left out it is said that this cannot be done here."""
    found = named(talk.session, among, typed)
    if found.unknown and may_leave_out(tokens_of(typed)):
        talk.stop("units.cannot_leave_out")
    return found


def some_or_stop(
    talk: Talk, among: Collection[Unit], typed: str, action: str, args_of: Callable[[Unit], dict[str, Any]]
) -> NamedUnits:
    """Return all units that may be meant, of a list that is only looked at; where nobody is, names like those typed are
    offered."""
    found = _without_exceptions(talk, among, typed)
    if found.possible:
        return found
    if not found.elsewhere and len(found.unknown) <= 1:
        unknown(talk, among, typed, action, args_of)
    offered = near(among, found)
    head = [talk.words("unit.which_of")] if offered else []
    lines = [*remarks(talk.words, talk.session, found), *head]
    raise Answer(lines_of(lines), in_rows(choices(offered, action, args_of), 1))


def choices(found: Sequence[Unit], action: str, args_of: Callable[[Unit], dict[str, Any]]) -> list[Choice]:
    return numbered(found[:MOST_CHOICES], action, args_of)
