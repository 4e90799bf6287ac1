"""The annexes of a plan's review."""

from domain.forms.statuses import STATUSES
from handlers.papers.paper_tables import PaperColumn, PaperTable

STANDINGS = tuple(one.column for one in STATUSES)
ANNEXES = (
    PaperTable(
        "tasks",
        (
            PaperColumn("number", 12), PaperColumn("period", 77, left=True), PaperColumn("reported", 28),
            *(PaperColumn(name, 28) for name in STANDINGS), PaperColumn("mean", 28),
        ),
        heads="period",
        has_totals=True,
    ),
    PaperTable(
        "indicators",
        (
            PaperColumn("number", 12), PaperColumn("name", 92, left=True), PaperColumn("measure", 32),
            PaperColumn("target", 34), PaperColumn("value", 34), PaperColumn("share", 28), PaperColumn("units", 25),
        ),
        heads="name",
        has_totals=True,
    ),
    PaperTable(
        "punctuality",
        (
            PaperColumn("number", 12), PaperColumn("unit", 60, left=True), PaperColumn("expected", 22),
            PaperColumn("on_time", 22), PaperColumn("late", 20), PaperColumn("awaited", 22),
            PaperColumn("extended", 22), PaperColumn("rate", 22), PaperColumn("which", 55, left=True),
        ),
    ),
    PaperTable(
        "documents",
        (
            PaperColumn("number", 12), PaperColumn("unit", 55, left=True), PaperColumn("document", 75, left=True),
            PaperColumn("task", 50, left=True), PaperColumn("period", 25), PaperColumn("report", 40, left=True),
        ),
    ),
    PaperTable(
        "obstacles",
        (
            PaperColumn("number", 12), PaperColumn("unit", 33, left=True), PaperColumn("task", 34, left=True),
            PaperColumn("kind", 18), PaperColumn("text", 53, left=True), PaperColumn("since", 22),
            PaperColumn("days", 14), PaperColumn("answer", 36, left=True), PaperColumn("report", 35, left=True),
        ),
    ),
    PaperTable(
        "results",
        (
            PaperColumn("unit", 52, left=True), PaperColumn("standing", 35), PaperColumn("period", 30),
            PaperColumn("text", 92, left=True), PaperColumn("report", 48, left=True),
        ),
        heads="unit",
    ),
)  # fmt: skip
"""In their order."""
