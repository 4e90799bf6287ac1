"""Failures that are to be expected, in words for the person who has to mend them."""

import sys
from dataclasses import dataclass
from pathlib import Path


class Failure(Exception):
    """Ends a command with `lines` on stderr and this exit code."""

    def __init__(self, *lines: str, code: int = 1) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
        self.code = code


@dataclass(frozen=True, slots=True)
class Sign:
    """What a driver's message contains, and what that means."""

    text: str
    meaning: str


DATABASE = "Không dùng được cơ sở dữ liệu: "
DATABASE_SIGNS = (
    Sign("unable to open database file", "không mở được tệp; xem thư mục có tồn tại và có quyền ghi không"),
    Sign("file is not a database", "tệp này không phải cơ sở dữ liệu SQLite; sửa lại đường dẫn"),
    Sign("malformed", "tệp bị hỏng; hãy khôi phục từ bản sao lưu"),
    Sign("is locked", "một chương trình khác đang giữ tệp; dừng chương trình đó rồi chạy lại"),
    Sign("readonly database", "tệp chỉ cho đọc; cấp quyền ghi cho tệp và thư mục chứa nó"),
    Sign("disk is full", "ổ đĩa đã đầy; giải phóng chỗ rồi chạy lại"),
    Sign("disk I/O error", "ổ đĩa báo lỗi đọc ghi; kiểm tra ổ đĩa và quyền ghi"),
    Sign("Connection refused", "máy chủ PostgreSQL không nghe ở địa chỉ này; xem nó đã chạy và đúng cổng chưa"),
    Sign("No such file or directory", "không thấy ổ nối của PostgreSQL; xem nó đã chạy và đúng địa chỉ chưa"),
    Sign("resolve host", "không tìm thấy máy chủ có tên này; sửa lại tên máy trong địa chỉ"),
    Sign("translate host name", "không tìm thấy máy chủ có tên này; sửa lại tên máy trong địa chỉ"),
    Sign("password authentication failed", "sai tên hoặc mật khẩu PostgreSQL"),
    Sign("no password supplied", "PostgreSQL cần mật khẩu; thêm vào địa chỉ"),
    Sign("no pg_hba.conf entry", "PostgreSQL không cho máy này kết nối; sửa pg_hba.conf ở máy chủ"),
    Sign("invalid connection option", "địa chỉ có tham số lạ sau dấu ?; bỏ tham số đó"),
    Sign("timeout expired", "máy chủ PostgreSQL không trả lời; kiểm tra mạng và địa chỉ"),
    Sign("timed out", "máy chủ PostgreSQL không trả lời; kiểm tra mạng và địa chỉ"),
    Sign("too many clients", "PostgreSQL đã hết chỗ kết nối; tăng max_connections hoặc dừng bớt chương trình"),
    Sign("permission denied", "tài khoản này không đủ quyền; cấp quyền trên cơ sở dữ liệu cho nó"),
    Sign("does not exist", "chưa có cơ sở dữ liệu hoặc tài khoản này trên máy chủ; tạo trước rồi chạy lại"),
)
LOOK_AT = "Xem cài đặt DONDOC_DATABASE_URL, hoặc chạy: dondoc check"


def in_plain_words(error: BaseException) -> Failure | None:
    """What to tell a person about an error that is nobody's mistake in the program; None for any other."""
    if isinstance(error, Failure):
        return error
    # Looked at only where the module is loaded: an error of a library that was never imported cannot be here.
    if (settings := sys.modules.get("bot.settings")) and isinstance(error, settings.SettingsProblems):
        return Failure("Cài đặt chưa dùng được:", *error.problems, "Xem thêm: dondoc check", code=1)
    if (migrate := sys.modules.get("storage.migrate")) and isinstance(error, migrate.UnknownRevision):
        return Failure(f"{DATABASE}nó đã được một bản Đôn Đốc mới hơn nâng cấp; hãy cài bản mới rồi chạy lại.")
    if (calendars := sys.modules.get("storage.calendars")) and isinstance(error, calendars.CalendarFileError):
        return Failure(f"{error}.")
    if (sqlalchemy := sys.modules.get("sqlalchemy.exc")) and isinstance(error, sqlalchemy.DBAPIError):
        return _of_the_database(str(error.orig))
    return _of_a_file(error) if isinstance(error, OSError) and error.filename else None


def _of_the_database(message: str) -> Failure | None:
    for sign in DATABASE_SIGNS:
        if sign.text in message:
            return Failure(f"{DATABASE}{sign.meaning}.", LOOK_AT)
    return None


FILE_SIGNS: dict[type[OSError], str] = {
    FileNotFoundError: "không có tệp này",
    IsADirectoryError: "đây là thư mục, không phải tệp",
    PermissionError: "không có quyền đọc hoặc ghi tệp này",
}


def _of_a_file(error: OSError) -> Failure | None:
    meaning = FILE_SIGNS.get(type(error))
    folder = Path(str(error.filename)).parent
    if isinstance(error, FileNotFoundError) and not folder.exists():
        return Failure(f"{folder}: không có thư mục này; hãy tạo thư mục trước.")
    return Failure(f"{error.filename}: {meaning}.") if meaning else None
