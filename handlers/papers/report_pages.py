"""The pages of a report to be signed: head, title, what it rests on, chapters, signature, and its annexes."""

from collections.abc import Callable
from io import BytesIO

from docx.document import Document
from docx.shared import Pt

from handlers.papers import documents, page_layout
from handlers.papers import word_parts as parts
from handlers.papers.documents import Described
from handlers.papers.page_layout import Layout
from handlers.words import Words


def template(
    style: str, words: Words, issuer: str, described: Described | None, annexes: Callable[[Document, Layout], None]
) -> bytes:
    """Return the template of a report in a style (`state` or `party`) as a .docx file; for one issuer with the rule
    under its name as long as it should be. `described`: what the file says of itself; `annexes`: writes them."""
    layout = page_layout.layout_of(style)
    document = page_layout.page(layout)
    page_layout.head(document, words, style, issuer, number=words.plain(f"document.{style}.number"))
    _title(document, words, layout, ruled=style != "party")
    _body(document, layout)
    page_layout.foot(document, words, style)
    annexes(document, layout)
    if described is not None:
        documents.describe(document, described)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _title(document: Document, words: Words, layout: Layout, *, ruled: bool) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)
    for text in (words.plain("document.report"), "{{ subject }}"):
        size = layout.title if text == words.plain("document.report") else layout.body
        line = parts.line(document.add_paragraph(), text, size, bold=True)
        line.paragraph_format.space_after = Pt(0)
    if ruled:
        parts.ruled(document.add_paragraph(), layout.width, layout.width / 4)
    for text in ("{%p if provisional %}", "{{ provisional }}", "{%p endif %}"):
        line = parts.line(document.add_paragraph(), text, layout.body, italic=True)
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(6)


def _body(document: Document, layout: Layout) -> None:
    """Write what the report rests on, its opening, its chapters and its closing sentence."""
    parts.body(document, "{%p for line in basis_lines %}")
    parts.body(document, "{{ line }};").runs[0].italic = True
    parts.body(document, "{%p endfor %}")
    parts.body(document, "{{ opening }}").paragraph_format.space_before = Pt(6)
    parts.body(document, "{%p for chapter in chapters %}")
    document.add_paragraph("{{ chapter.title }}", style="Heading 1")
    parts.body(document, "{%p for part in chapter.parts %}")
    parts.body(document, "{%p if part.kind == 'heading' %}")
    document.add_paragraph("{{ part.text }}", style="Heading 2")
    parts.body(document, "{%p elif part.kind == 'item' %}")
    parts.item(document, "- {{ part.text }}")
    parts.body(document, "{%p elif part.kind == 'lead' %}")
    parts.body(document, "{{ part.text }}").paragraph_format.keep_with_next = True
    parts.body(document, "{%p else %}")
    parts.body(document, "{{ part.text }}")
    for end in ("{%p endif %}", "{%p endfor %}", "{%p endfor %}"):
        parts.body(document, end)
    last = parts.body(document, "{{ closing }}")
    last.paragraph_format.space_before = Pt(6)
    last.paragraph_format.keep_with_next = True
