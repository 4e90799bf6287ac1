"""What is taken as an attachment is told by its content; names are made harmless."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.files.attachments import LONGEST_NAME, MOST_BYTES, SUFFIXES, RefusedFile, clean_name, look
from domain.files.zip_archive import MOST_LIST
from tests import files
from tests.each import each


def slides(*, has_macros: bool) -> bytes:
    """A VBAInfoContainer among other records of a presentation."""
    atom = b"\x02\0\0\x04\x0c\0\0\0" + b"\x07\0\0\0" + bytes([has_macros]) + b"\0\0\0\x02\0\0\0"
    return bytes(5000) + b"\x1f\0\xff\x03\x14\0\0\0" + atom + bytes(100)


def sheets(*types: int) -> bytes:
    """The beginning of a workbook: what it is, and its sheets with their types."""
    listed = (b"\x85\0\x08\0" + bytes(5) + bytes([one]) + b"\x01\0A"[:2] for one in types)
    return b"\x09\x08\x10\0" + bytes(16) + b"".join(listed) + b"\x0a\0\0\0"


TAKEN = {
    "pdf": files.PDF,
    "jpg": files.picture("JPEG"),
    "png": files.picture("PNG"),
    "gif": files.picture("GIF"),
    "webp": files.picture("WEBP"),
    "tif": files.picture("TIFF"),
    "heic": b"\0\0\0\x18ftypheic" + bytes(16),
    "docx": files.word(),
    "xlsx": files.excel(),
    "pptx": files.zipped({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}),
    "doc": files.old_office("WordDocument"),
    "xls": files.old_office("1Table", streams={"Workbook": sheets(0)}),
    "ppt": files.old_office(streams={"Pictures": b"x", "PowerPoint Document": slides(has_macros=False)}),
    "odt": files.open_document("text"),
    "ods": files.open_document("spreadsheet"),
    "odp": files.open_document("presentation"),
    "zip": files.zipped({"biên bản/1.pdf": files.PDF, "ảnh.jpg": b""}),
}
ALSO_TAKEN = [
    ("docx", files.office_part("word/document2.xml")),  # of Word in the browser
    ("docx", files.office_part("word\\Document.xml")),
    ("xlsx", files.office_part("xl/workbook7.xml")),
    ("pptx", files.office_part("p/main.xml", kind="presentationml.presentation")),
    ("pdf", files.locked_pdf("", revision=3)),  # it only must not be changed
    ("pdf", files.locked_pdf("", revision=2)),
    ("xls", files.old_office(streams={"Workbook": files.locked_sheets("VelvetSweatshop")})),  # …
]
REFUSED = [
    ("rong.pdf", b"", "empty"),
    ("trong.zip", files.zipped({}), "empty"),
    ("lon.pdf", files.PDF + bytes(MOST_BYTES), "too_large"),
    ("bao-cao.pdf", b"MZ\x90\0" + bytes(100), "executable"),
    ("anh.jpg", b"\x7fELF" + bytes(100), "executable"),
    ("chay", b"#!/bin/sh\nrm -rf /\n", "executable"),
    ("BAO CAO.PDF.EXE", files.PDF, "executable"),
    ("bao-cao.scr. ", files.PDF, "executable"),
    ("lnk.pdf", b"L\0\0\0\x01\x14\x02\0" + bytes(100), "executable"),
    ("kem.zip", files.zipped({"biên bản.pdf": b"", "cài đặt/setup.exe": b""}), "executable"),
    ("app.zip", files.zipped({"AndroidManifest.xml": b"", "classes.dex": b""}), "executable"),
    ("lib.zip", files.zipped({"META-INF/MANIFEST.MF": b""}), "executable"),
    ("trang.html", b"<script>alert(1)</script>", "executable"),
    ("bang.xlsm", files.excel(), "macro"),
    ("macro.xlsx", files.zipped({"[Content_Types].xml": b"", "xl/vbaProject.bin": b""}), "macro"),
    ("macro.doc", files.old_office("WordDocument", "_VBA_PROJECT"), "macro"),
    ("macro.zip", files.zipped({"trong.docm": b""}), "macro"),
    ("macro.odt", files.zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/x.xml": b""}), "macro"),
    ("thu.msg", files.old_office("__nameid_version1.0"), "kind"),
    ("chu.txt", "chỉ là chữ".encode(), "kind"),
    ("nen.rar", b"Rar!\x1a\x07\x01\0", "kind"),
    ("ve.zip", files.zipped({"[Content_Types].xml": b"", "visio/document.xml": b""}), "kind"),
    ("hai-lop.zip", files.zipped({"trong/kem.ZIP": files.zipped({"setup.exe": b""})}), "nested"),
    ("luong.zip", files.zipped({"setup.exe::$DATA": b"MZ"}), "executable"),
    ("bien-ban.pdf:setup.exe", files.PDF, "executable"),
    ("macro.doc", files.old_office("WordDocument", "_vba_Project"), "macro"),
    ("macro.xls", files.old_office("dir", "VBA", within="_VBA_PROJECT_CUR"), "macro"),
    ("macro.xls", files.old_office(streams={"Workbook": sheets(0, 1)}), "macro"),
    ("macro.ppt", files.old_office(streams={"PowerPoint Document": slides(has_macros=True)}), "macro"),
    ("hong.doc", files.old_office("WordDocument")[:700], "damaged"),
    ("trong.doc", files.old_office("WordDocument", within="ObjectPool"), "kind"),
    ("dai.zip", files.long_list(MOST_LIST), "kind"),
    ("bom.odt", files.zipped({"mimetype": bytes(10_000)}, zipfile.ZIP_BZIP2), "damaged"),
    ("hong.docx", files.word()[:200], "damaged"),
    ("mat-khau.xlsx", files.old_office(streams={"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "locked"),
    ("mat-khau.xls", files.old_office(streams={"Workbook": files.locked_sheets("bimat")}), "locked"),
    ("mat-khau.doc", files.old_office(streams={"WordDocument": bytes(11) + b"\x01" + bytes(30)}), "locked"),
    ("mat-khau.zip", files.encrypted(files.zipped({"bien-ban.pdf": b"x"})), "locked"),
    ("mat-khau.pdf", files.locked_pdf("bimat"), "locked"),
    ("trang.xls", "<html><table><tr><td>Xã</td></tr></table></html>".encode(), "disguised"),
    ("bang.xlsx", "Mã;Tên\n1;Xã Một\n".encode(), "disguised"),
    ("macro.docx", files.office_part("word/document.xml", macros=True), "macro"),
    ("hong.zip", b"PK\x03\x04" + bytes(50), "damaged"),
]  # fmt: skip


@each(("kind", "content"), TAKEN.items())
def test_a_kind_is_told_by_its_content_whatever_the_name(kind: str, content: bytes) -> None:
    assert look(content, "không có đuôi") == kind
    assert look(content, f"x.{kind}") == kind
    assert look(content, "lẫn.pdf") == kind


@each(("kind", "content"), ALSO_TAKEN)
def test_what_other_programs_write_is_taken_too(kind: str, content: bytes) -> None:
    assert look(content, "tệp") == kind


def test_every_kind_that_is_taken_is_shown() -> None:
    assert set(TAKEN) == set(SUFFIXES)


@each(("name", "content", "reason"), REFUSED)
def test_refused_with_the_reason(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        look(content, name)
    assert refused.value.reason == reason


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_are_of_a_known_kind_or_refused(content: bytes, name: str) -> None:
    for start in (b"", b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", files.word()[:400]):
        assert _found(start + content, name) in {*SUFFIXES, "empty", "executable", "macro", "kind", "damaged"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=5))
def test_an_archive_in_which_bytes_were_changed_is_of_a_kind_or_refused(
    method: int, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(files.zipped({"mimetype": bytes(range(256)), "b.pdf": b""}, method))
    for at, byte in changes:
        content[2 + at % (len(content) - 2)] = byte
    assert _found(bytes(content), "a.odt") in {*SUFFIXES, "empty", "executable", "kind", "damaged", "locked"}


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8))
def test_an_old_document_in_which_bytes_were_changed_is_of_a_kind_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(files.old_office("1Table", streams={"PowerPoint Document": slides(has_macros=False)}))
    for at, byte in changes:
        content[8 + at] = byte
    assert _found(bytes(content), "a.ppt") in {*SUFFIXES, "kind", "damaged", "macro"}


def test_an_old_document_that_runs_in_circles_is_damaged() -> None:
    content = bytearray(files.old_office("WordDocument"))
    content[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")  # the directory follows itself
    assert _found(bytes(content), "a.doc") == "damaged"


def test_what_is_embedded_does_not_say_what_the_document_is() -> None:
    """A workbook that has a letter in it stays one."""
    inside = files.old_office("WordDocument")
    assert look(files.old_office(streams={"Workbook": sheets(0) + inside}), "bảng.doc") == "xls"


def test_a_packed_start_that_cannot_be_unpacked_is_damaged() -> None:
    content = bytearray(files.zipped({"mimetype": bytes(range(256))}))
    at = content.index(b"mimetype") + len("mimetype")
    content[at : at + 12] = b"\xff" * 12
    assert _found(bytes(content), "a.odt") == "damaged"


def _found(content: bytes, name: str) -> str:
    try:
        return look(content, name)
    except RefusedFile as refused:
        return refused.reason


@each(
    ("given_name", "kind", "kept"),
    [
        ("Biên bản nghiệm thu.pdf", "pdf", "Biên bản nghiệm thu.pdf"),
        ("ẢNH.JPEG", "jpg", "ẢNH.JPEG"),
        ("anh.png", "jpg", "anh.png.jpg"),
        ("..\\..\\windows\\bao-cao.pdf", "pdf", "bao-cao.pdf"),
        ("/etc/passwd", "pdf", "passwd.pdf"),
        ("bao-cao\u202efdp.docx", "docx", "bao-caofdp.docx"),
        ('"a"\r\nX: b.pdf', "pdf", "'a'X: b.pdf"),
        ("", "jpg", "tệp.jpg"),
        ("...", "jpg", "tệp.jpg"),
        (".pdf", "pdf", "pdf.pdf"),
    ],
)
def test_a_name_is_made_harmless(given_name: str, kind: str, kept: str) -> None:
    assert clean_name(given_name, kind, "tệp") == kept


def test_two_long_names_that_differ_at_the_end_stay_apart() -> None:
    long = "Báo cáo kết quả thực hiện nhiệm vụ " * 5
    kept = [clean_name(f"{long}tập {number}.docx", "docx", "tệp") for number in (1, 2)]
    assert [name.endswith(f"tập {number}.docx") for number, name in enumerate(kept, 1)] == [True, True]


@given(st.text(max_size=400), st.sampled_from(sorted(SUFFIXES)))
def test_any_name_ends_as_its_kind_and_stays_short(name: str, kind: str) -> None:
    kept = clean_name(name, kind, "tệp")
    stem, _, ending = kept.rpartition(".")
    assert ending.lower() in SUFFIXES[kind]
    assert 0 < len(stem) <= LONGEST_NAME
    assert not set(kept) & set('/\\"\r\n\0\u202e')
    assert clean_name(kept, kind, "tệp") == kept
