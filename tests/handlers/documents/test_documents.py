"""Word and Excel files as files: in the order of the standard, within their margins, saying whose they are."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from sqlalchemy import update

from handlers.collating.word import annex_layout, layouts
from handlers.papers import page_layout, word_parts
from handlers.papers.annex_pages import WIDTH
from handlers.words import Words
from storage.tables import Organisation
from tests.handlers.desk.test_collating import ANY, BINH, TUAN, exported, hand_in, two_of_three, world
from tests.handlers.documents.word_files import opened
from tests.world import World

__all__ = ["world"]

# ECMA-376 part 1: the children of each, in the order in which they must stand.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
    "pBdr": "top left bottom right between bar",
}


def out_of_order(content: bytes) -> Iterator[str]:
    """Every element of a Word file whose children stand in another order than the standard's."""
    orders = {qn(f"w:{name}"): {qn(f"w:{child}"): at for at, child in enumerate(order.split())}
              for name, order in ORDERS.items()}  # fmt: skip
    for part in parts(content):
        for element in part.iter(*orders):
            order = orders[element.tag]
            places = [order.get(child.tag, -1) for child in element]
            if -1 in places or places != sorted(places):
                yield f"{element.tag}: {[child.tag for child in element]}"


def parts(content: bytes) -> Iterator[Any]:
    from docx.oxml import parse_xml

    with ZipFile(BytesIO(content)) as file:
        for name in file.namelist():
            if name.startswith("word/") and name.endswith(".xml") and "theme" not in name:
                yield parse_xml(file.read(name))


@pytest.mark.parametrize("style", ["state", "party"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_template_is_in_order_and_within_its_margins(style: str, language: str) -> None:
    content = layouts.template(style, Words(language), "Ban Tuyên giáo")
    assert list(out_of_order(content)) == []
    document, layout = opened(content), page_layout.PARTY if style == "party" else page_layout.STATE
    annexes = len(annex_layout.ANNEXES)
    wanted = [layout.width] * (len(document.tables) - annexes) + [WIDTH] * annexes
    widths = [sum(cell.width.mm for cell in table.rows[0].cells) for table in document.tables]
    assert widths == [pytest.approx(width, abs=0.1) for width in wanted]
    grids = [sum(column.width.mm for column in table.columns) for table in document.tables]
    assert grids == [pytest.approx(width, abs=0.1) for width in wanted]


@pytest.mark.parametrize("issuer", ["UBND", "Ban Tuyên giáo", "Ủy ban nhân dân phường Xuân Hương - Đà Lạt"])
def test_a_rule_is_a_third_to_a_half_of_the_name_over_it(issuer: str) -> None:
    document = docx.Document(BytesIO(layouts.template("state", Words(), issuer)))
    room = page_layout.STATE.head[0] - 2 * word_parts.CELL_MARGIN
    line = word_parts.longest_line(issuer.upper(), 12, room)
    [length, motto] = rules(document, (room, page_layout.STATE.head[1] - 2 * word_parts.CELL_MARGIN))
    assert line / 3 - 0.1 <= length <= line / 2 + 0.1
    assert motto == pytest.approx(word_parts.width("Độc lập - Tự do - Hạnh phúc", 13), abs=0.1)


def test_letters_are_as_wide_as_those_of_times_new_roman_bold() -> None:
    """Measured with the metrically compatible Liberation Serif Bold, at 1 em."""
    for text, thousandths in (("DANG CONG SAN VIET NAM", 14_000), ("Independence - Freedom - Happiness", 15_884)):
        assert word_parts.width(text, 72 / 25.4 * 1000) == pytest.approx(thousandths, rel=0.04)
    assert word_parts.width("Độc lập", 13) == word_parts.width("Đoc lap", 13)


def rules(document: Document, rooms: Sequence[float]) -> list[float]:
    """How long the rules in the head are, in mm."""
    found = []
    for cell, room in zip(document.tables[0].rows[0].cells, rooms, strict=True):
        for paragraph in cell.paragraphs:
            if paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:pBdr")) is not None:
                shape = paragraph.paragraph_format
                found.append(room - (shape.left_indent.mm if shape.left_indent else 0) * 2)
    return found


@pytest.mark.parametrize("style", ["state", "party"])
def test_a_collation_in_word(world: World, style: str) -> None:
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(document_style=style))
    two_of_three(world)
    content = exported(world, "Xuất Word")
    assert list(out_of_order(content)) == []
    about = docx.Document(BytesIO(content)).core_properties
    assert (about.title, about.author, about.language) == ("Báo cáo quý IV/2026", "Thành ủy Đà Lạt", "vi-VN")
    assert (about.last_modified_by, about.comments, about.revision) == ("Thành ủy Đà Lạt", "", 1)
    assert f"{about.created:%Y-%m-%d %H:%M}" == f"{about.modified:%Y-%m-%d %H:%M}" == "2026-12-18 03:00"
    with ZipFile(BytesIO(content)) as file:
        written = b"".join(file.read(name) for name in file.namelist())
        styles = file.read("word/styles.xml").decode()
        assert not [name for name in file.namelist() if "WithEffects" in name], "a second, contradicting set of styles"
        assert "WithEffects" not in file.read("[Content_Types].xml").decode()
    assert b"python-docx" not in written
    assert 'w:lang w:val="vi-VN"' in styles
    assert "en-US" not in styles.replace('w:eastAsia="en-US"', "")


def test_a_workbook_says_whose_it_is(world: World) -> None:
    two_of_three(world)
    about = load_workbook(BytesIO(exported(world))).properties
    assert (about.title, about.creator) == ("Báo cáo quý IV/2026", "Thành ủy Đà Lạt")
    assert about.created == datetime(2026, 12, 18, 3)  # noqa: DTZ001


def test_what_is_frozen_is_not_called_provisional(world: World) -> None:
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Chốt số liệu")
    world.presses(TUAN, "Chốt số liệu")
    world.at("2026-12-19 08:00")
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Bản đã chốt")
    frozen = "Bản chốt của Tuấn, 10:00 thứ Sáu 18/12/2026: còn 1 đơn vị chưa nộp. Từ đó có 0 thay đổi."
    assert frozen in world.last(TUAN).text
    letter = opened(exported(world, "Xuất Word", ask=False))
    said = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "(Số liệu chốt lúc 10:00 thứ Sáu 18/12/2026, còn 1 đơn vị chưa nộp)" in said
    assert "tạm tính" not in said
    assert "tạm tính" not in world.last(TUAN).text


def test_nothing_has_two_bullets(world: World) -> None:
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Chốt số liệu")
    world.presses(TUAN, "Chốt số liệu")
    hand_in(world, BINH, f"{ANY}, 2.7 xong")
    letter = opened(exported(world, "Xuất Word"))
    lines = [paragraph.text for paragraph in letter.paragraphs]
    assert "- Phòng Nội vụ: chưa nộp → trễ." in lines
    assert not [line for line in lines if "•" in line]
