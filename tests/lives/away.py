"""Who is there for whom, worked out in the plainest way there is."""

from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

Away = Mapping[tuple[int, int], int]
"""(unit, person) -> whom the person named; of two at a time the later counts."""


def away_now(session: Session, now: dict[str, object]) -> Away:
    return {(unit, person): deputy for unit, person, deputy in session.execute(_AWAY, now)}


def reachable_now(session: Session) -> set[int]:
    return set(session.scalars(_REACHABLE))


def there(away: Away, unit: int, person: int) -> int:
    """Who gets what is for that person: whoever is named by who is away, and so on while these are away as well; in a
    circle nobody is there, and it stays with whom the person named."""
    line = [person]
    while (unit, line[-1]) in away and away[unit, line[-1]] not in line:
        line.append(away[unit, line[-1]])
    return away[unit, person] if (unit, line[-1]) in away else line[-1]


_AWAY = text(
    'SELECT unit_id, person_id, deputy_id FROM absence WHERE since <= :now AND "until" > :now ORDER BY id',
)
_REACHABLE = text(
    "SELECT person_id FROM address WHERE NOT is_group AND unreachable_since IS NULL AND resting_since IS NULL"
)
