"""A workbook of Excel, read as its values and as nothing else: styles that a library would refuse do no harm.

Excel, WPS, LibreOffice, report servers and Google write it differently: other names of parts, the Strict dialect,
styles without what the standard asks for. Of the styles only the number formats and fonts matter, as they say what a
person sees. All is counted while it is read, so that a small file cannot unfold into a large one.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from domain.files import zip_archive
from domain.files.number_formats import BUILT_IN
from domain.files.package import Package, PackageTooLarge
from domain.files.xml_marks import Attributes, walk

MOST_UNPACKED = 80 * 2**20  # bytes of the parts that are read; 50,000 rows of ten columns take 40
MOST_CELLS = 300_000  # with something in them
MOST_TEXT = 20_000_000  # letters in the list of texts and in all cells together
MOST_STYLES = 70_000  # Excel has at most 65,490
MOST_STRINGS = 600_000
MOST_SHEETS = 200
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = frozenset({"1", "true", "on"})

State = Literal["visible", "hidden"]


class NoWorkbook(ValueError):
    """A package without a workbook in it."""


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell is shown."""

    format: str = "General"
    font: str = ""
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class SheetListing:
    """A sheet of the list; `part` is where it stands, "" for one that is no table (a chart)."""

    name: str
    state: State
    part: str


@dataclass(slots=True)
class Spreadsheet:
    package: Package
    sheets: list[SheetListing] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)  # which of the strings have letters that are crossed out
    styles: list[CellStyle] = field(default_factory=list)
    from_1904: bool = False
    has_macros: bool = False
    cells_left: int = MOST_CELLS
    text_left: int = MOST_TEXT

    def spend_text(self, text: str) -> str:
        self.text_left -= len(text)
        if self.text_left < 0:
            raise PackageTooLarge
        return text

    def spend_cell(self) -> None:
        self.cells_left -= 1
        if self.cells_left < 0:
            raise PackageTooLarge

    def style(self, number: str | None) -> CellStyle:
        at = int(number) if number and number.isascii() and number.isdigit() and len(number) < 7 else 0
        return self.styles[at] if at < len(self.styles) else CellStyle()


def listed(content: bytes) -> list[SheetListing]:
    """Return the sheets of a workbook, little of which is read. Raise NoWorkbook, NotXml, PackageTooLarge or one of
    `zip_archive.DAMAGED`."""
    with zip_archive.opened(content) as archive:
        package = Package(archive, 2 * 2**20)
        book = Spreadsheet(package)
        _read_list(book, _main(package), {})
        return book.sheets


def opened(archive: zipfile.ZipFile) -> Spreadsheet:
    """Return what all sheets share. Raise NoWorkbook, NotXml, PackageTooLarge or one of `zip_archive.DAMAGED`."""
    package = Package(archive, MOST_UNPACKED)
    main = _main(package)
    related = package.related(main)
    book = Spreadsheet(package, has_macros="macroenabled" in package.type_of(main).lower())
    _read_list(book, main, related)
    shared = {type: part for type, part in related.values() if package.has(part)}
    if "styles" in shared:
        _read_styles(book, shared["styles"])
    if "sharedStrings" in shared:
        _read_strings(book, shared["sharedStrings"])
    return book


def _main(package: Package) -> str:
    main = package.main()
    if main is None:
        raise NoWorkbook
    return main


def _read_list(book: Spreadsheet, main: str, related: Mapping[str, tuple[str, str]]) -> None:
    seen = False

    def begin(name: str, given: Attributes) -> None:
        nonlocal seen
        if name == "workbook":
            seen = True
        elif name == "workbookPr":
            book.from_1904 = given.get("date1904", "").lower() in _TRUE
        elif name == "sheet":
            id = next((value for key, value in given.items() if key.rpartition(":")[2] == "id"), "")
            type, part = related.get(id, ("", ""))
            state: State = "visible" if given.get("state", "visible") == "visible" else "hidden"
            book.sheets.append(SheetListing(given.get("name", ""), state, part if type == "worksheet" else ""))
            if len(book.sheets) > MOST_SHEETS:
                raise PackageTooLarge

    walk(book.package.pieces(main), begin)
    if not seen:
        raise NoWorkbook


def _read_styles(book: Spreadsheet, part: str) -> None:
    formats: dict[str, str] = {}
    fonts: list[tuple[str, bool]] = []
    inside = ""

    def begin(name: str, given: Attributes) -> None:
        nonlocal inside
        if name in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            inside = name
        elif name == "numFmt" and inside != "dxfs":
            formats[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif name == "font" and inside == "fonts":
            fonts.append(("", False))
        elif name == "name" and inside == "fonts" and fonts:
            fonts[-1] = (given.get("val", ""), fonts[-1][1])
        elif name == "strike" and inside == "fonts" and fonts:
            fonts[-1] = (fonts[-1][0], is_on(given))
        elif name == "xf" and inside == "cellXfs":
            book.styles.append(_style(given, formats, fonts))
        if len(formats) + len(fonts) + len(book.styles) > MOST_STYLES:
            raise PackageTooLarge

    walk(book.package.pieces(part), begin)


def _style(given: Attributes, formats: Mapping[str, str], fonts: list[tuple[str, bool]]) -> CellStyle:
    number = given.get("numFmtId", "0")
    font = given.get("fontId", "")
    at = int(font) if font.isascii() and font.isdigit() and len(font) < 7 else len(fonts)
    name, is_struck = fonts[at] if at < len(fonts) else ("", False)
    return CellStyle(formats.get(number) or BUILT_IN.get(number, "General"), name, is_struck)


def _read_strings(book: Spreadsheet, part: str) -> None:
    """Read the shared texts without what says how a text is to be read aloud (`rPh`)."""
    said: list[str] = []
    is_text, aloud, is_struck = False, 0, False

    def begin(name: str, given: Attributes) -> None:
        nonlocal is_text, aloud, is_struck
        if name == "si":
            said.clear()
        elif name == "rPh":
            aloud += 1
        if name in ("si", "r"):
            is_struck = False
        elif name == "strike":
            is_struck = is_on(given)
        is_text = name == "t" and not aloud

    def end(name: str) -> None:
        nonlocal is_text, aloud
        is_text = False
        if name == "rPh":
            aloud -= 1
        elif name == "si":
            book.strings.append(unescaped("".join(said)))
            if len(book.strings) > MOST_STRINGS:
                raise PackageTooLarge

    def text(letters: str) -> None:
        if is_text:
            said.append(book.spend_text(letters))
            if is_struck and letters.strip():
                book.struck.add(len(book.strings))

    walk(book.package.pieces(part), begin, end, text)


def is_on(given: Attributes) -> bool:
    """Say whether a mark says yes, which it does by standing there; by `val="0"` it says no."""
    return given.get("val", "1").lower() in _TRUE


def unescaped(text: str) -> str:
    """Put back what is written as `_x000D_`, a sign that XML cannot hold (ECMA-376 part 1, 22.9.2.19); line breaks
    become one kind."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: _sign(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _sign(number: int) -> str:
    """Return the sign of that number; nothing for half a pair and for what is no sign."""
    return "" if 0xD800 <= number <= 0xDFFF or number in (0, 0xFFFE, 0xFFFF) else chr(number)
