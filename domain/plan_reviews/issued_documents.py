"""Documents that units issued (programmes, plans), as reports name them: each once, and who has none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.collation import TaskRemark
from domain.collation.indicators import Indicator
from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.plan_reviews.task_standings import Successors
from domain.reports.successions import reached
from domain.text import fold

DocumentField = tuple[int, str]
"""A task, and the code of the field that asks for a document."""


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A document with the report that named it first; named again later, also by what came after the unit, it is the
    same."""

    unit_id: int
    unit: str  # as it was called then
    value: Any  # {number, date, issuer}
    period: ReviewedPeriod
    number: str  # of the report


@dataclass(frozen=True, slots=True)
class DocumentTally:
    """What one field of one task came to. `without`: units that were asked and have none, neither they nor those they
    came from; units that others came after are not named beside these."""

    task_id: int
    field_code: str
    name: str
    documents: Sequence[IssuedDocument]  # in the order in which they were reported
    asked: int
    without: Sequence[int]  # units by id, in the order in which they were asked first

    @property
    def having(self) -> int:
        """Return how many of the units that were asked have one; units that became one are counted once."""
        return self.asked - len(self.without)

    def until(self, period: ReviewedPeriod) -> int:
        """Return how many there were by the end of a period."""
        return sum(one.period.place <= period.place for one in self.documents)


@dataclass(slots=True)
class DocumentsSoFar:
    """What is gathered of one field, period by period."""

    name: str = ""
    documents: dict[tuple[Any, ...], IssuedDocument] = field(default_factory=dict)
    asked: dict[int, None] = field(default_factory=dict)
    reporting: dict[int, None] = field(default_factory=dict)  # units in whose report one stands

    def take(self, period: ReviewedPeriod, one: Indicator) -> None:
        self.name = one.field.name
        for line in one.listed:
            assert line.owed.sent is not None
            value, unit_id = one.value_of(line), line.said.unit_id or line.owed.unit_id
            self.reporting[line.owed.unit_id] = self.reporting[unit_id] = None
            key = (unit_id, fold(value["number"]), value["date"])
            self.documents.setdefault(key, _issued(period, line, unit_id, value))

    def tally(self, place: DocumentField, after: Successors) -> DocumentTally:
        task_id, code = place
        having = {*self.reporting, *(heir for id in self.reporting for heir in reached(id, after))}
        living = [id for id in self.asked if not any(heir in self.asked for heir in reached(id, after))]
        without = [id for id in living if id not in having]
        return DocumentTally(task_id, code, self.name, self._each_once(after), len(living), without)

    def _each_once(self, after: Successors) -> list[IssuedDocument]:
        """Return the documents without those that a unit names again of one that it came after."""
        inherited = {
            (heir, *named) for unit_id, *named in self.documents if unit_id in after for heir in reached(unit_id, after)
        }
        return [one for key, one in self.documents.items() if key not in inherited]


def _issued(period: ReviewedPeriod, line: TaskRemark, unit_id: int, value: Any) -> IssuedDocument:
    assert line.owed.sent is not None
    return IssuedDocument(unit_id, line.said.unit, value, period, line.owed.sent.number)
