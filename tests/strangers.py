"""Files of the kinds that strangers send, made here: workbooks of other programs and of clerks, documents, others."""

from collections.abc import Mapping
from datetime import datetime

from openpyxl import Workbook

from tests import files
from tests.storage.setup.test_setup_real_workbooks import Change, made, replaced, rewritten

STRICT = replaced(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
)


def owned(code: str, change: Change = lambda book: None) -> bytes:
    """A setup for the organisation of this code."""

    def both(book: Workbook) -> None:
        book["Cơ quan"]["A2"] = code
        change(book)

    return made(both)


def _put(sheet: str, **cells: object) -> Change:
    def change(book: Workbook) -> None:
        for spot, value in cells.items():
            book[sheet][spot] = value  # type: ignore[assignment]

    return change


def _clerk(book: Workbook) -> None:
    sheet = book["Người"]
    sheet.insert_rows(1)
    sheet["A1"] = "DANH SÁCH ĐẦU MỐI"
    sheet["D2"], sheet["D3"] = "Ghi chú", "x"


def _hidden(book: Workbook) -> None:
    book["Đơn vị"].row_dimensions[3].hidden = True


def _noughts(book: Workbook) -> None:
    book["Đơn vị"]["A3"] = 4
    book["Đơn vị"]["A3"].number_format = "00000"
    book["Người"]["A2"] = "00004"


def _american(book: Workbook) -> None:
    book["Kế hoạch"]["C2"] = datetime(2026, 12, 5)  # noqa: DTZ001 - as Excel keeps it
    book["Kế hoạch"]["C2"].number_format = "mm/dd/yyyy"


def setups(code: str) -> Mapping[str, tuple[bytes, str]]:
    """By name: the workbook, and what is said of it."""
    taken: Mapping[str, tuple[Change, str]] = {
        "base": (lambda book: None, "Xem trước thiết lập"),
        "thousand point": (_put("Chỉ tiêu", F2=96.898), "nếu đã gõ 96.898"),
        "thousand point as text": (_put("Chỉ tiêu", F2="96.898"), "chỉ tiêu giao 96.898"),
        "noughts": (_noughts, "đơn vị 00004"),
        "clerk": (_clerk, "không đọc cột “Ghi chú”"),
        "hidden": (_hidden, "đang ẩn hoặc bị lọc"),
        "american": (_american, "đang hiểu là ngày 5 tháng 12"),
        "old font": (_put("Đơn vị", B3="Phßng Y tÕ"), "TCVN3 (có phải “Phòng Y tế”?)"),
        "section": (_put("Đơn vị", A4="I", B4="Khối phường"), "(tên nhóm, phần)"),
    }
    found = {name: (owned(code, change), said) for name, (change, said) in taken.items()}
    plain = owned(code)
    found["strict"] = (rewritten(plain, STRICT), "Xem trước thiết lập")
    fills = replaced("<fills", "<fills><fill/><fill><x/></fill></fills><fills", "styles")
    found["bare fill"] = (rewritten(plain, fills), "Xem trước thiết lập")
    return found


def read() -> Mapping[str, bytes]:
    """What anybody can open."""
    return {
        "word-online.docx": files.office_part("word/document2.xml"),
        "strict.xlsx": rewritten(made(), STRICT),
        "kế hoạch & <b> 🎉.xlsx": made(),
        "anh.HEIC": b"\0\0\0\x18ftypheic" + bytes(40),
        "cu.docx": files.old_office("WordDocument"),
        "tai-lieu.zip": files.zipped({"a.docx": files.word(), "b.pdf": files.PDF}),
        f"{'dài' * 85}.pdf": files.PDF + b"1",
        "thu/muc/a.pdf": files.PDF + b"2",
    }  # fmt: skip


def refused() -> Mapping[str, tuple[bytes, str]]:
    """What is not taken, and what is said."""
    return {
        "mat-khau.xlsx": (files.old_office(streams={"EncryptedPackage": b"x"}), "có mật khẩu"),
        "mat-khau.pdf": (files.locked_pdf("x"), "có mật khẩu"),
        "mat-khau.zip": (files.encrypted(files.zipped({"a.pdf": files.PDF})), "có mật khẩu"),
        "rong.docx": (b"", "tệp rỗng"),
        "hoa-don.pdf": (b"MZ" + bytes(60), "tệp chạy được"),
        "bang.xls": (b"<html><table></table></html>", "bên trong là loại khác"),
        "thu.eml": (b"From: a@b.example\r\n\r\nx", "chưa nhận loại tệp"),
        "ghi-am.ogg": (b"OggS" + bytes(40), "chưa nhận loại tệp"),
        "goi.rar": (b"Rar!\x1a\x07\0" + bytes(40), "chưa nhận loại tệp"),
    }  # fmt: skip
