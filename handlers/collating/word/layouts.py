"""The built-in template of the collated report, in both styles. It is filled by `report_document`; an organisation may
put its own in its place."""

from docx.document import Document

from handlers.collating.word import annex_layout
from handlers.papers import report_pages
from handlers.papers.documents import Described
from handlers.papers.page_layout import Layout
from handlers.words import Words


def template(style: str, words: Words, issuer: str = "", described: Described | None = None) -> bytes:
    """Return the template of a style (`state` or `party`) as a .docx file. `issuer`, `described`: as for
    `report_pages`."""

    def annexes(document: Document, layout: Layout) -> None:
        annex_layout.write(document, words, style, layout.body)

    return report_pages.template(style, words, issuer, described, annexes)
