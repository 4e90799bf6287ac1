"""What a file is that ought to be a setup in Excel, and a sentence for each that is not: what it is and the cure."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from domain.files import old_office, ole_compound, zip_archive
from domain.files.locked import is_locked_archive, is_locked_compound
from domain.files.package import PackageTooLarge, kind_of
from domain.files.spreadsheet import NoWorkbook, Spreadsheet, opened
from domain.files.xml_marks import NotXml
from domain.messaging.sentences import Sentence, sentence
from storage.setup.text.problems import Problem, SetupProblems
from storage.setup.text.yaml_errors import MAX_BYTES

MAX_UNPACKED = 200_000_000  # bytes of all files; a workbook is an archive, and a small one may unfold into a huge one
MAX_FILES = 500
_MACROS = "vbaproject.bin"
DAMAGED = Sentence("setup.file.damaged")
UNREADABLE = Sentence("setup.file.unreadable")
TOO_LARGE = Sentence("setup.file.too_large")
LOCKED = Sentence("setup.file.locked")
_MACROS_FOUND = Sentence("setup.file.macros")
_PICTURE = Sentence("setup.file.picture")
_BY_BEGINNING = (
    (b"%PDF", Sentence("setup.file.pdf")),
    (b"Rar!", sentence("setup.file.packed", ending=".rar")),
    (b"7z\xbc\xaf", sentence("setup.file.packed", ending=".7z")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x1f\x8b", sentence("setup.file.packed", ending=".gz")),
    (b"TABLE\r\n0,1", sentence("setup.file.other_table", format="DIF")),
    (b"TABLE\n0,1", sentence("setup.file.other_table", format="DIF")),
    (b"ID;P", sentence("setup.file.other_table", format="SYLK (.slk)")),
    (b"SQLite format 3", Sentence("setup.file.sqlite")),
    (b"PK\x05\x06", Sentence("setup.file.empty_zip")),
    (b"{\\rtf", Sentence("setup.file.rtf")),
)
_MAIL = re.compile(
    rb"(?:MIME-Version|From|To|Received|Return-Path|Delivered-To|Date|Subject|Message-ID):\s", re.IGNORECASE
)
_PICTURES = re.compile(rb".{4}ftyp", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|meta|table|body|style)\b", re.IGNORECASE)
_EXCEL_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_GOOGLE = re.compile(rb'\A\s*\{[^{}]*"(?:doc_id|url|resource_id)"\s*:')
_LINK = re.compile(rb"\A\s{0,20}https?://\S{3,2000}\s{0,20}\Z")
_LOCK_SIZE, _LOCK_NAME = 165, 54  # bytes of the file beside an open workbook; letters of whoever has it open
_PACKED = {"docx": Sentence("setup.file.word"), "pptx": Sentence("setup.file.slides")}


def what_it_is_instead(content: bytes) -> Sentence | None:
    """Return a sentence for what is neither an archive nor a text of a setup; None where it may be one of these."""
    if not content.strip():
        return Sentence("setup.file.empty")
    if content.startswith(ole_compound.MARK):
        return _old(content)
    for beginning, said in _BY_BEGINNING:
        if content.startswith(beginning):
            return said
    start = content[:4096].replace(b"\0", b"")
    if _EXCEL_2003 in start:
        return Sentence("setup.file.excel_2003")
    if _HTML.search(start) and b"<" in start[:200]:
        return Sentence("setup.file.html")
    if _GOOGLE.match(start):
        return Sentence("setup.file.google")
    if _LINK.match(start) or start.startswith(b"[InternetShortcut]"):
        return Sentence("setup.file.google" if b"docs.google." in start else "setup.file.link")
    if len(content) == _LOCK_SIZE and b"\0" in content and not content[1 + content[0] : 1 + _LOCK_NAME].strip(b" "):
        return Sentence("setup.file.lock")
    if _MAIL.match(start):
        return Sentence("setup.file.letter")
    if start.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml"):
        return Sentence("setup.file.xml")
    if _PICTURES.match(content):
        return Sentence("setup.file.video")
    if len(content) <= MAX_BYTES and content[:4096].count(0) > 3 and not _is_utf_16(content):
        return Sentence("setup.file.other")
    return Sentence("setup.file.csv") if _is_csv(content) else None


def _old(content: bytes) -> Sentence:
    """Return the sentence for a compound file: one of Office before 2007, or with a password."""
    try:
        old = ole_compound.Compound(content)
        if is_locked_compound(old):
            return LOCKED
        kind = old_office.kind_of(old)
    except ole_compound.Damaged:
        kind = "xls"
    if kind in ("doc", "ppt"):
        return Sentence("setup.file.old_word" if kind == "doc" else "setup.file.old_slides")
    return Sentence("setup.file.old_excel")


def _is_csv(content: bytes) -> bool:
    """Say whether the first lines are cells with the same signs between them, and no keys of a setup file."""
    sample = content[:4096]
    text = sample.decode(_is_utf_16(content) or "utf-8", "replace")
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()][:3]
    if not lines or re.match(r"\s*(?:#|-|---|[\w\"']+\s*:)", lines[0]) or lines[0].lstrip()[0] in "{[":
        return False
    return any(all(line.count(sign) >= 1 for line in lines) for sign in ";\t,") and len(lines) > 1


def _is_utf_16(content: bytes) -> str | None:
    """Return the name that Python has for UTF-16, where a text is in it, with a mark or without: every second byte is
    nought. None otherwise."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    odd = content[1:200:2]
    return "utf-16-le" if len(odd) > 2 and odd.count(0) * 3 > len(odd) * 2 and 0 not in content[:200:2] else None


@contextmanager
def workbook(content: bytes) -> Iterator[Spreadsheet]:
    """Open a workbook as long as it is read. Raise SetupProblems for what is no workbook, has macros, or is too
    large."""
    try:
        packed = zip_archive.opened(content)
    except zip_archive.TooLongList:
        raise whole(TOO_LARGE) from None
    except zip_archive.DAMAGED:
        raise whole(DAMAGED) from None
    try:
        with packed as archive:
            _refuse_others(archive)
            book = opened(archive)
            if book.has_macros:
                raise whole(_MACROS_FOUND)
            yield book
    except SetupProblems:
        raise
    except PackageTooLarge:
        raise whole(TOO_LARGE) from None
    except (NoWorkbook, NotXml, *zip_archive.DAMAGED):
        raise whole(UNREADABLE) from None


def _refuse_others(archive: zipfile.ZipFile) -> None:
    files = archive.infolist()
    names = {file.filename.lower() for file in files}
    if is_locked_archive(archive):
        raise whole(Sentence("setup.file.locked_archive"))
    if any(name.endswith(_MACROS) for name in names):
        raise whole(_MACROS_FOUND)
    if any(file.compress_type not in zip_archive.USUAL for file in files):
        raise whole(Sentence("setup.file.packed_strangely"))
    if len(files) > MAX_FILES or sum(file.file_size for file in files) > MAX_UNPACKED:
        raise whole(Sentence("setup.file.too_large_excel"))
    if said := _other_archive(archive, names):
        raise whole(said)


def _other_archive(archive: zipfile.ZipFile, names: set[str]) -> Sentence | None:
    if "xl/workbook.bin" in names:
        return Sentence("setup.file.xlsb")
    if any(name.startswith("index/") or name.endswith(".iwa") or name == "index.zip" for name in names):
        return Sentence("setup.file.numbers")
    if "mimetype" in names and b"opendocument" in zip_archive.start_of(archive, "mimetype", 200):
        return Sentence("setup.file.ods")
    kind = kind_of(archive)
    if kind is None and not any(name.startswith(("xl/", "_rels/")) for name in names):
        if any(name.endswith(".xlsx") for name in names):
            return sentence("setup.file.packed", ending=".zip")
        if any(name.endswith((".html", ".htm")) for name in names):
            return Sentence("setup.file.zipped_page")
        is_of_documents = "mimetype" in names or not names  # of an office program that nobody knows here
        return None if is_of_documents else Sentence("setup.file.zip_without_workbook")
    return _PACKED.get(kind or "")


def whole(message: Sentence) -> SetupProblems:
    """Return a problem of the file as a whole, ready to be raised."""
    return SetupProblems([Problem(None, "", message)])
