"""Failures that are to be expected, in words for the person who has to mend them."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class CommandFailure(Exception):
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
POOL_FULL = (
    "bộ gộp kết nối (PgBouncer) hết chỗ; đặt default_pool_size ít nhất 15 cho mỗi chương trình đang chạy, "
    "hoặc nối thẳng tới PostgreSQL"
)
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
    Sign(
        "remaining connection slots", "PostgreSQL đã hết chỗ kết nối; tăng max_connections hoặc dừng bớt chương trình"
    ),
    Sign("query_wait_timeout", POOL_FULL),
    Sign("max_client_conn", POOL_FULL),
    Sign(
        "server_login_retry",
        "PgBouncer không vào được PostgreSQL phía sau; xem máy chủ PostgreSQL và cấu hình PgBouncer",
    ),
    Sign(
        "server login failed",
        "PgBouncer không vào được PostgreSQL phía sau; xem máy chủ PostgreSQL và cấu hình PgBouncer",
    ),
    Sign("no such database", "PgBouncer không có cơ sở dữ liệu tên này; thêm vào mục [databases]"),
    Sign("statement pooling", "PgBouncer ở chế độ statement không giữ được giao dịch; đặt pool_mode = session"),
    Sign("starting up", "PostgreSQL đang khởi động; chờ một lúc rồi chạy lại"),
    Sign("shutting down", "PostgreSQL đang tắt; chờ một lúc rồi chạy lại"),
    Sign("recovery mode", "PostgreSQL đang phục hồi; chờ một lúc rồi chạy lại"),
    Sign("read-only transaction", "máy chủ này chỉ cho đọc (máy dự phòng); nối tới máy chủ chính"),
    Sign("closed the connection", "máy chủ ngắt kết nối giữa chừng; xem nhật ký của PostgreSQL hoặc PgBouncer"),
    Sign("certificate verify failed", "chứng thư của máy chủ PostgreSQL không được tin; xem sslrootcert trong địa chỉ"),
    Sign("does not support SSL", "máy chủ PostgreSQL không có TLS; bỏ sslmode=require hoặc bật ssl ở máy chủ"),
    Sign("permission denied", "tài khoản này không đủ quyền; cấp quyền trên cơ sở dữ liệu cho nó"),
    Sign("does not exist", "chưa có cơ sở dữ liệu hoặc tài khoản này trên máy chủ; tạo trước rồi chạy lại"),
)
LOOK_AT = "Xem cài đặt DONDOC_DATABASE_URL, hoặc chạy: dondoc check"


def in_plain_words(error: BaseException) -> CommandFailure | None:
    """What to tell a person about an error that is nobody's mistake in the program; None for any other."""
    if isinstance(error, CommandFailure):
        return error
    # Looked at only where the module is loaded: an error of a library that was never imported cannot be here.
    if (settings := sys.modules.get("bot.settings")) and isinstance(error, settings.SettingsProblems):
        return CommandFailure("Cài đặt chưa dùng được:", *error.problems, "Xem thêm: dondoc check", code=1)
    if (migrate := sys.modules.get("storage.db.migrate")) and isinstance(error, migrate.UnknownRevision):
        return CommandFailure(f"{DATABASE}nó đã được một bản Đôn Đốc mới hơn nâng cấp; hãy cài bản mới rồi chạy lại.")
    if (calendars := sys.modules.get("storage.installation.calendars")) and isinstance(
        error, calendars.CalendarFileError
    ):
        return CommandFailure(f"{error}.")
    if (sqlalchemy := sys.modules.get("sqlalchemy.exc")) and isinstance(error, sqlalchemy.DBAPIError):
        return _of_the_database(str(error.orig)) or _of_its_trouble(error)
    return _of_a_file(error) if isinstance(error, OSError) and error.filename else None


def _of_the_database(message: str) -> CommandFailure | None:
    for sign in DATABASE_SIGNS:
        if sign.text in message:
            return CommandFailure(f"{DATABASE}{sign.meaning}.", LOOK_AT)
    return None


def _of_its_trouble(error: Any) -> CommandFailure | None:
    """What no sign knows, where the database itself says that it cannot do its work; by its code alone."""
    database = sys.modules.get("storage.db.database")
    lost = (
        type(error).__name__ == "OperationalError" and getattr(error.orig, "sqlstate", "") is None
    )  # on its way there
    if not lost and (database is None or not database.is_in_trouble(error)):
        return None
    code = getattr(error.orig, "sqlstate", None) or type(error.orig).__name__
    return CommandFailure(f"{DATABASE}máy chủ báo lỗi {code}; xem nhật ký của máy chủ.", LOOK_AT)


FILE_SIGNS: dict[type[OSError], str] = {
    FileNotFoundError: "không có tệp này",
    IsADirectoryError: "đây là thư mục, không phải tệp",
    PermissionError: "không có quyền đọc hoặc ghi tệp này",
}


def _of_a_file(error: OSError) -> CommandFailure | None:
    meaning = FILE_SIGNS.get(type(error))
    folder = Path(str(error.filename)).parent
    if isinstance(error, FileNotFoundError) and not folder.exists():
        return CommandFailure(f"{folder}: không có thư mục này; hãy tạo thư mục trước.")
    return CommandFailure(f"{error.filename}: {meaning}.") if meaning else None
