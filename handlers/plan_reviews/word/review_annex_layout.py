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
            PaperColumn("number", 12), PaperColumn("unit", 55, left=True), PaperColumn("expected", 18),
            PaperColumn("on_time", 18), PaperColumn("late", 16), PaperColumn("awaited", 22),
            PaperColumn("extended", 18), PaperColumn("rate", 20), PaperColumn("which", 78, left=True),
        ),
    ),
    PaperTable(
        "documents",
        (
            PaperColumn("number", 12), PaperColumn("unit", 55, left=True), PaperColumn("document", 60, left=True),
            PaperColumn("task", 50, left=True), PaperColumn("period", 25), PaperColumn("report", 55, left=True),
        ),
    ),
    PaperTable(
        "obstacles",
        (
            PaperColumn("number", 12), PaperColumn("unit", 35, left=True), PaperColumn("task", 45, left=True),
            PaperColumn("kind", 18), PaperColumn("text", 46, left=True), PaperColumn("since", 22),
            PaperColumn("days", 14), PaperColumn("answer", 33, left=True), PaperColumn("report", 32, left=True),
        ),
    ),
    PaperTable(
        "results",
        (
            PaperColumn("unit", 52, left=True), PaperColumn("standing", 40), PaperColumn("period", 26),
            PaperColumn("text", 84, left=True), PaperColumn("report", 55, left=True),
        ),
        heads="unit",
    ),
)  # fmt: skip
"""In their order."""
