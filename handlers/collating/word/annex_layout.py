"""The annexes of the built-in template of a collated report, with what came after a collation was frozen."""

from docx.document import Document

from handlers.papers import annex_pages
from handlers.papers import word_parts as parts
from handlers.papers.paper_tables import PaperColumn, PaperTable
from handlers.words import Words

ANNEXES = (
    PaperTable(
        "units",
        (
            PaperColumn("number", 12), PaperColumn("unit", 62, left=True), PaperColumn("standing", 30),
            PaperColumn("due", 32), PaperColumn("sent", 32), PaperColumn("person", 37, left=True),
            PaperColumn("report", 52, left=True),
        ),
    ),
    PaperTable(
        "indicators",
        (
            PaperColumn("number", 12), PaperColumn("name", 92, left=True), PaperColumn("measure", 27),
            PaperColumn("target", 32), PaperColumn("value", 34), PaperColumn("share", 26), PaperColumn("before", 34),
        ),
        heads="name",
        has_totals=True,
    ),
    PaperTable(
        "documents",
        (
            PaperColumn("number", 12), PaperColumn("unit", 60, left=True), PaperColumn("document", 80, left=True),
            PaperColumn("task", 65, left=True), PaperColumn("report", 40, left=True),
        ),
    ),
    PaperTable(
        "obstacles",
        (
            PaperColumn("number", 12), PaperColumn("unit", 38, left=True), PaperColumn("task", 42, left=True),
            PaperColumn("kind", 22), PaperColumn("text", 66, left=True), PaperColumn("answer", 42, left=True),
            PaperColumn("report", 35, left=True),
        ),
    ),
    PaperTable(
        "results",
        (
            PaperColumn("unit", 55, left=True), PaperColumn("standing", 40), PaperColumn("text", 110, left=True),
            PaperColumn("report", 52, left=True),
        ),
        heads="unit",
    ),
)  # fmt: skip
"""In their order."""


def write(document: Document, words: Words, style: str, size: float) -> None:
    """Write them, and below them what came later."""
    annex_pages.write(document, words, style, size, "document", ANNEXES)
    parts.body(document, "{%p if since %}")
    parts.body(document, words.plain("document.since")).runs[0].bold = True
    parts.body(document, "{%p for line in since %}")
    parts.item(document, "- {{ line }}.")
    parts.body(document, "{%p endfor %}")
    parts.body(document, "{%p endif %}")
