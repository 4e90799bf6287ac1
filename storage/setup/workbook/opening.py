"""What a file is that ought to be a setup in Excel, and one sentence for each that is not: what it is and the cure."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from domain.files import old_office, ole_compound, zip_archive
from domain.files.locked import is_locked_archive, is_locked_compound
from domain.files.marks import NotXml
from domain.files.package import PackageTooLarge, kind_of
from domain.files.spreadsheet import NoWorkbook, Spreadsheet, opened
from storage.setup.text.problems import Problem, SetupProblems
from storage.setup.text.yaml_errors import MAX_BYTES

MAX_UNPACKED = 200_000_000  # bytes of all files; a workbook is an archive, and a small one may unfold into a huge one
MAX_FILES = 500
_SAVE = "mở bằng Excel rồi lưu lại dạng .xlsx"
_MACROS = "vbaproject.bin"
DAMAGED = "tệp Excel bị hỏng; hãy mở bằng Excel rồi lưu lại"
UNREADABLE = "không đọc được tệp Excel này; hãy lưu lại dạng .xlsx"
TOO_LARGE = (
    "tệp Excel quá lớn: quá nhiều dòng, ô hoặc chữ; hãy xóa các dòng, cột trống đã định dạng, hoặc chia thành nhiều tệp"
)
LOCKED = (
    "tệp có mật khẩu; hãy mở bằng Excel, vào Tệp > Thông tin > Bảo vệ sổ làm việc > Mã hóa bằng mật khẩu, xóa mật khẩu,"
    " lưu lại rồi gửi lại"
)
_BY_BEGINNING = (
    (b"%PDF", f"tệp là PDF, không phải bảng tính; hãy {_SAVE} từ bảng gốc"),
    (b"Rar!", "tệp nén .rar; hãy giải nén rồi nạp tệp .xlsx bên trong"),
    (b"7z\xbc\xaf", "tệp nén .7z; hãy giải nén rồi nạp tệp .xlsx bên trong"),
    (b"\x89PNG", "tệp là ảnh, không phải bảng tính; cần tệp .xlsx gốc"),
    (b"\xff\xd8\xff", "tệp là ảnh, không phải bảng tính; cần tệp .xlsx gốc"),
    (b"\x1f\x8b", "tệp nén .gz; hãy giải nén rồi nạp tệp .xlsx bên trong"),
    (b"TABLE\r\n0,1", f"tệp là bảng tính dạng DIF; hãy {_SAVE}"),
    (b"TABLE\n0,1", f"tệp là bảng tính dạng DIF; hãy {_SAVE}"),
    (b"ID;P", f"tệp là bảng tính dạng SYLK (.slk); hãy {_SAVE}"),
    (b"SQLite format 3", "tệp là cơ sở dữ liệu SQLite, không phải bảng tính; cần tệp .xlsx hoặc YAML"),
    (b"PK\x05\x06", "tệp nén .zip trống, không có gì bên trong; hãy gửi lại tệp .xlsx"),
    (b"{\\rtf", "tệp là văn bản RTF, không phải bảng tính; cần tệp .xlsx gốc"),
)
_MAIL = re.compile(
    rb"(?:MIME-Version|From|To|Received|Return-Path|Delivered-To|Date|Subject|Message-ID):\s", re.IGNORECASE
)
_PICTURES = re.compile(rb".{4}ftyp", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|meta|table|body|style)\b", re.IGNORECASE)
_EXCEL_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_GOOGLE = re.compile(rb'\A\s*\{[^{}]*"(?:doc_id|url|resource_id)"\s*:')
_SHORTCUT = "tệp chỉ là lối tắt tới Google Trang tính; hãy mở ra, vào Tệp > Tải xuống > Microsoft Excel (.xlsx)"
_LINK = re.compile(rb"\A\s{0,20}https?://\S{3,2000}\s{0,20}\Z")
_LOCK_SIZE, _LOCK_NAME = 165, 54  # bytes of the file beside an open workbook; letters of whoever has it open
_PACKED = {"docx": "tệp là văn bản Word (.docx), không phải bảng tính; cần tệp .xlsx",
           "pptx": "tệp là bài trình chiếu (.pptx), không phải bảng tính; cần tệp .xlsx"}  # fmt: skip


def what_it_is_instead(content: bytes) -> str | None:
    """Of what is neither an archive nor a text of a setup: a sentence; None where it may be one of these."""
    if not content.strip():
        return "tệp trống, không có gì bên trong; hãy lưu lại tệp rồi gửi lại"
    if content.startswith(ole_compound.MARK):
        return _old(content)
    for beginning, said in _BY_BEGINNING:
        if content.startswith(beginning):
            return said
    start = content[:4096].replace(b"\0", b"")
    if _EXCEL_2003 in start:
        return f"tệp là bảng tính XML của Excel 2003; hãy {_SAVE}"
    if _HTML.search(start) and b"<" in start[:200]:
        return f"tệp là trang web (HTML) dù tên có thể là .xls; hãy {_SAVE}"
    if _GOOGLE.match(start):
        return _SHORTCUT
    if _LINK.match(start) or start.startswith(b"[InternetShortcut]"):
        return (
            _SHORTCUT
            if b"docs.google." in start
            else "tệp chỉ có một đường dẫn; hãy mở ra, tải về tệp .xlsx rồi nạp tệp ấy"
        )
    if len(content) == _LOCK_SIZE and b"\0" in content and not content[1 + content[0] : 1 + _LOCK_NAME].strip(b" "):
        return "tệp tạm ~$… của Excel, có khi bảng tính đang mở; hãy đóng Excel rồi chọn đúng tệp .xlsx bên cạnh"
    if _MAIL.match(start):
        return "tệp là một thư (.eml, .mht), không phải bảng tính; hãy lưu tệp .xlsx đính kèm trong thư rồi nạp tệp ấy"
    if start.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml"):
        return f"tệp là XML, không phải tệp thiết lập; hãy {_SAVE}"
    if _PICTURES.match(content):
        return "tệp là ảnh hoặc video, không phải bảng tính; cần tệp .xlsx gốc"
    if len(content) <= MAX_BYTES and content[:4096].count(0) > 3 and not _is_utf_16(content):
        return "không phải tệp thiết lập (Excel .xlsx, hoặc YAML mã UTF-8) mà là một dạng tệp khác; cần tệp gốc"
    return f"tệp là danh sách dạng chữ (CSV); hãy {_SAVE}, theo mẫu của dondoc template" if _is_csv(content) else None


def _old(content: bytes) -> str:
    """A compound file: of Office before 2007, or with a password."""
    try:
        old = ole_compound.Compound(content)
        if is_locked_compound(old):
            return LOCKED
        kind = old_office.kind_of(old)
    except ole_compound.Damaged:
        kind = "xls"
    if kind in ("doc", "ppt"):
        return f"tệp là {'văn bản Word' if kind == 'doc' else 'bài trình chiếu'} kiểu cũ (.{kind}); cần tệp .xlsx"
    return "tệp Excel kiểu cũ (.xls); hãy lưu lại dạng .xlsx"


def _is_csv(content: bytes) -> bool:
    """Its first lines are cells with the same signs between them, and no keys of a setup file."""
    sample = content[:4096]
    text = sample.decode(_is_utf_16(content) or "utf-8", "replace")
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()][:3]
    if not lines or re.match(r"\s*(?:#|-|---|[\w\"']+\s*:)", lines[0]) or lines[0].lstrip()[0] in "{[":
        return False
    return any(all(line.count(sign) >= 1 for line in lines) for sign in ";\t,") and len(lines) > 1


def _is_utf_16(content: bytes) -> str | None:
    """Its name for Python, where a text has it, with a mark or without: every second byte is nought."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    odd = content[1:200:2]
    return "utf-16-le" if len(odd) > 2 and odd.count(0) * 3 > len(odd) * 2 and 0 not in content[:200:2] else None


@contextmanager
def workbook(content: bytes) -> Iterator[Spreadsheet]:
    """Open as long as it is read. Raises SetupProblems for what is no workbook, has macros, or is too large."""
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
                raise whole("tệp có macro; hãy lưu lại dạng .xlsx không có macro")
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
        raise whole("tệp nén có mật khẩu nên không ai mở được; hãy giải nén rồi gửi tệp .xlsx không có mật khẩu")
    if any(name.endswith(_MACROS) for name in names):
        raise whole("tệp có macro; hãy lưu lại dạng .xlsx không có macro")
    if any(file.compress_type not in zip_archive.USUAL for file in files):
        raise whole("tệp Excel nén theo cách lạ; hãy mở bằng Excel rồi lưu lại")
    if len(files) > MAX_FILES or sum(file.file_size for file in files) > MAX_UNPACKED:
        raise whole("tệp Excel quá lớn; hãy chia thành nhiều tệp")
    if said := _other_archive(archive, names):
        raise whole(said)


def _other_archive(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    if "xl/workbook.bin" in names:
        return f"tệp Excel nhị phân (.xlsb); hãy {_SAVE}"
    if any(name.startswith("index/") or name.endswith(".iwa") or name == "index.zip" for name in names):
        return "tệp của Apple Numbers; hãy vào Tệp > Xuất sang > Excel (.xlsx)"
    if "mimetype" in names and b"opendocument" in zip_archive.start_of(archive, "mimetype", 200):
        return "tệp OpenDocument (.ods) của LibreOffice; hãy lưu lại dạng .xlsx"
    kind = kind_of(archive)
    if kind is None and not any(name.startswith(("xl/", "_rels/")) for name in names):
        if any(name.endswith(".xlsx") for name in names):
            return "tệp nén .zip; hãy giải nén rồi nạp tệp .xlsx bên trong"
        if any(name.endswith((".html", ".htm")) for name in names):
            return (
                "tệp nén chứa trang web, như khi tải Google Trang tính dạng trang web; hãy vào Tệp > Tải xuống >"
                " Microsoft Excel (.xlsx)"
            )
        return "tệp nén .zip không có bảng tính .xlsx bên trong; hãy gửi đúng tệp .xlsx" if names else None
    return _PACKED.get(kind or "")


def whole(message: str) -> SetupProblems:
    """A problem of the file as a whole."""
    return SetupProblems([Problem(None, "", message)])
