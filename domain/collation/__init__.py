"""The collated report: what was expected and came in, how each task stands, what is in the way, and what changed since.

Every line keeps the report that it comes from, so that it leads back to unit, number and revision.
"""

from domain.collation.counting import (
    FIGURES,
    Brief,
    Collation,
    Comparison,
    Counts,
    TaskRemark,
    TaskResult,
    collate,
    counts_of,
)
from domain.collation.later import Since, since
from domain.collation.standings import IN, CountedRevision, Owed, Standing, TaskAnswer, standing_of

__all__ = [
    "FIGURES",
    "IN",
    "Brief",
    "Collation",
    "Comparison",
    "CountedRevision",
    "Counts",
    "Owed",
    "Since",
    "Standing",
    "TaskAnswer",
    "TaskRemark",
    "TaskResult",
    "collate",
    "counts_of",
    "since",
    "standing_of",
]
