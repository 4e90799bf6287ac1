"""Which unit somebody means who typed its code or its name; see `domain.finding.meant`."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NoReturn, Protocol, TypeVar

from sqlalchemy.orm import Session

from domain.finding import meant
from domain.finding.meant import Called
from handlers.conversation.talk import Choice, Talk, in_rows
from storage.units import unit_changes

MOST_NEAR = 5


class UnitLike(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def shown(self) -> str: ...


U = TypeVar("U", bound=UnitLike)


def matching(session: Session, units: Collection[U], typed: str) -> list[U]:
    """Return the units that may be meant; also by a name that a unit had before it was renamed, as people go on saying
    it, and as it is shown beside others of its name."""
    former = unit_changes.former_names(session, [unit.id for unit in units])
    called = [(unit, Called(unit.code, unit.name, (unit.shown, *former.names(unit.id)))) for unit in units]
    return meant.choose(called, typed)


def unknown(
    talk: Talk, units: Iterable[U], typed: str, action: str, args_of: Callable[[U], dict[str, Any]]
) -> NoReturn:
    """Say that nothing is done. Units whose letters are the same are offered, as a mark may have been mistyped."""
    near = meant.near(units, typed)[:MOST_NEAR]
    name = "unit.near" if near else "invite.no_such_unit"
    talk.stop(name, in_rows(numbered(near, action, args_of), 1), typed=typed[:60])


def numbered(units: Sequence[U], action: str, args_of: Callable[[U], dict[str, Any]]) -> list[Choice]:
    return [Choice(f"{n}. {unit.shown}", action, args_of(unit)) for n, unit in enumerate(units, 1)]
