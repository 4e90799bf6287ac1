"""What came after a collation was frozen."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.collation.standings import Owed, Standing


@dataclass(frozen=True, slots=True)
class Since:
    """One unit whose report is not what it was when the collation was frozen."""

    owed: Owed
    was: Standing
    was_revision: int | None
    revision: int | None


def since(frozen: Sequence[Owed], now: Sequence[Owed]) -> list[Since]:
    """Return what came later: reports that were missing, new revisions, units that were excused or asked anew."""
    before = {owed.obligation_id: owed for owed in frozen}
    found = []
    for owed in now:
        old = before.get(owed.obligation_id)
        was = Standing.MISSING if old is None else old.standing
        revisions = (_revision(old), _revision(owed))
        if was != owed.standing or revisions[0] != revisions[1]:
            found.append(Since(owed, was, *revisions))
    return found


def _revision(owed: Owed | None) -> int | None:
    return owed.sent.revision if owed is not None and owed.sent is not None and owed.is_in else None
