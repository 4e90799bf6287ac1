"""When the reports of one period fall due, before any extension."""

from sqlalchemy import case, func

from domain.reports.states import EXPECTED
from storage.tables import Obligation

_OF_ALL = Obligation.original_due_at
_EXPECTED = sorted(str(state) for state in EXPECTED)
DUE_OF_PERIOD = func.coalesce(
    func.min(case((Obligation.state.in_(_EXPECTED), _OF_ALL)), type_=_OF_ALL.type),
    func.min(_OF_ALL, type_=_OF_ALL.type),
    type_=_OF_ALL.type,
)
"""Of those that are still expected: where a setup moves the day, what is in keeps the one that it was measured by."""
