"""A Word template as it is read: with its tracked changes accepted, without what its writers noted for each other; and
which of its lines are seen on paper."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from handlers.collating.word.own_templates import BadTemplate, TemplateFlaw

_TYPES = "[Content_Types].xml"
_AS_TEMPLATE = (b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
_HAS_MACROS = re.compile(rb"ms-word\.(?:document|template)\.macroEnabled", re.IGNORECASE)
_ROOTS = frozenset(map(qn, ("w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes")))
_HEADS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
_GONE = frozenset(map(qn, (
    "w:del", "w:moveFrom", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd",
    "w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblPrExChange", "w:trPrChange", "w:tcPrChange",
    "w:tblGridChange", "w:numberingChange", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference",
)))  # fmt: skip
"""What is not there once all changes are accepted and all comments deleted."""
_KEPT = frozenset(map(qn, ("w:ins", "w:moveTo")))
_NOTED = re.compile(rb"<w:(?:del|ins|move(?:From|To)|comment|[A-Za-z]+Change)\b")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Signs that nobody sees, which come with what is pasted; inside a tag they spoil its name."""
_OFF = ("0", "false", "off")


def taken_in(content: bytes) -> bytes:
    """Return the template as it would be with all changes accepted and comments deleted, and a .dotx as a document.
    Raise BadTemplate where it has macros, and what the zip archive raises where it is none."""
    with ZipFile(BytesIO(content)) as archive:
        types = archive.read(_TYPES)
        if _HAS_MACROS.search(types):
            raise BadTemplate([], [], "macros", [TemplateFlaw("macros")])
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = {
        name: said for name, said in ((name, _plain(name, parts[name])) for name in parts) if said != parts[name]
    }
    if not changed:
        return content
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        for name, said in parts.items():
            file.writestr(name, changed.get(name, said))
    return written.getvalue()


def _plain(name: str, said: bytes) -> bytes:
    if name == _TYPES:
        return said.replace(*_AS_TEMPLATE)
    is_text = name.endswith(".xml") and b"wordprocessingml" in said[:4000]
    if not is_text or not (_NOTED.search(said) or any(chr(sign).encode() in said for sign in _UNSEEN)):
        return said
    root = parse_xml(said)
    if root.tag not in _ROOTS:
        return said
    _accept(root)
    for text in root.iter(qn("w:t")):
        text.text = (text.text or "").translate(_UNSEEN)
    return serialize_part_xml(root)


def _accept(root: Any) -> None:
    _drop_rows_and_paragraphs(root)
    for element in list(root.iter(*_GONE)):
        _remove(element)
    for element in list(root.iter(*_KEPT)):
        parent = element.getparent()
        if parent is None:
            continue
        at = parent.index(element)
        for child in reversed(list(element)):  # in the properties of a paragraph it only marks it, and has none
            parent.insert(at, child)
        parent.remove(element)


def _drop_rows_and_paragraphs(root: Any) -> None:
    for row in list(root.iter(qn("w:tr"))):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            _remove(row)
    for paragraph in list(root.iter(qn("w:p"))):
        is_gone = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None
        left = [one for one in paragraph.iter(qn("w:r")) if not any(up.tag in _GONE for up in one.iterancestors())]
        if is_gone and not left and paragraph.getparent().tag != qn("w:tc"):  # a cell needs one
            _remove(paragraph)


def _remove(element: Any) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def parts_of(content: bytes) -> list[list[str]]:
    """Return the lines of the text, and of each header, footer and kind of note, whether or not they are seen. Each of
    these is filled in by itself."""
    document = docx.Document(BytesIO(content))
    return [[_text(paragraph) for paragraph in root.iter(qn("w:p"))] for root in _roots(document)]


def lines_of(content: bytes) -> list[str]:
    return [line for part in parts_of(content) for line in part]


def _roots(document: Document) -> Iterator[Any]:
    yield document.element
    rels = document.part.rels.values()
    for kinds in (_HEADS, _NOTES):
        for rel in rels:
            if rel.reltype in kinds and not rel.is_external:
                yield parse_xml(rel.target_part.blob)


def seen_lines(content: bytes) -> list[str]:
    """Return the lines that are seen on paper: without hidden text, and without headers that are not in use."""
    document = docx.Document(BytesIO(content))
    hidden = _hidden_styles(document)
    return [_text(paragraph, hidden) for part in _seen_parts(document) for paragraph in part.iter(qn("w:p"))]


def _seen_parts(document: Document) -> Iterator[Any]:
    yield document.element
    has_even = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        heads = [section.header, section.footer]
        if section.different_first_page_header_footer:
            heads += [section.first_page_header, section.first_page_footer]
        if has_even:
            heads += [section.even_page_header, section.even_page_footer]
        yield from (head._element for head in heads if not head.is_linked_to_previous)
    for rel in document.part.rels.values():
        if rel.reltype in _NOTES:
            yield parse_xml(rel.target_part.blob)


def _hidden_styles(document: Document) -> frozenset[str]:
    """Return the styles whose text is hidden, by themselves or by the style that they are based on."""
    styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}

    def is_hidden(name: str | None, left: int = 20) -> bool:
        style = styles.get(name)
        if style is None or not left:
            return False
        own = _vanishes(style.find(qn("w:rPr")))
        base = style.find(qn("w:basedOn"))
        return own if own is not None else base is not None and is_hidden(base.get(qn("w:val")), left - 1)

    return frozenset(name for name in styles if name is not None and is_hidden(name))


def _vanishes(properties: Any) -> bool | None:
    """Say whether the text is made hidden here; None where nothing is said of it."""
    mark = properties.find(qn("w:vanish")) if properties is not None else None
    return None if mark is None else mark.get(qn("w:val")) not in _OFF


def _text(paragraph: Any, hidden: frozenset[str] | None = None) -> str:
    """Return a paragraph's text; with styles that are `hidden`, only what is seen."""
    is_hidden = hidden is not None and _style_of(paragraph, "w:pPr", "w:pStyle") in hidden
    found = []
    for element in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        if hidden is not None and _is_hidden(element, hidden, of_paragraph=is_hidden):
            continue
        found.append(element.text or "" if element.tag == qn("w:t") else " ")
    return "".join(found)


def _style_of(element: Any, properties: str, style: str) -> str | None:
    found = element.find(f"{qn(properties)}/{qn(style)}")
    return None if found is None else found.get(qn("w:val"))


def _is_hidden(element: Any, hidden: frozenset[str], *, of_paragraph: bool) -> bool:
    run = element.getparent()
    own = _vanishes(run.find(qn("w:rPr"))) if run is not None else None
    if own is not None or run is None:
        return bool(own)
    return of_paragraph or _style_of(run, "w:rPr", "w:rStyle") in hidden


def links_with_tags(content: bytes) -> list[str]:
    """Return the addresses of links in which a tag stands: nothing is filled in there."""
    document = docx.Document(BytesIO(content))
    targets = (rel.target_ref for rel in document.part.rels.values() if rel.is_external)
    return [target for target in targets if re.search(r"\{\{|%7B%7B", target, re.IGNORECASE)]
