"""Why a backup or a restore did not happen, in words for the person who has to mend it."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.starting.failures import CommandFailure
from storage.backup import (
    BackupProblem,
    BackupTooNew,
    DamagedBackup,
    FileTaken,
    NothingToBackUp,
    PlaceTaken,
    RefusedRows,
)

SHOWN = 8  # tables
ELSEWHERE = "Khôi phục chỉ vào nơi trống: đặt DONDOC_DATABASE_URL sang một cơ sở dữ liệu mới rồi chạy lại."
UNCHANGED = "Chưa có gì bị thay đổi; hãy dùng bản sao lưu khác."


def _nothing(problem: Any, file: Path) -> CommandFailure:
    return CommandFailure("Chưa có gì để sao lưu: cơ sở dữ liệu này chưa có dữ liệu của Đôn Đốc.", "Xem: dondoc check")


def _file_taken(problem: Any, file: Path) -> CommandFailure:
    return CommandFailure(
        f"{file}: đã có một tệp khác không phải bản sao lưu, nên không ghi đè.", "Hãy chọn tên khác.", code=2
    )


def _damaged(problem: DamagedBackup, file: Path) -> CommandFailure:
    if problem.where:
        return CommandFailure(f"{file}: bản sao lưu bị hỏng ở bảng {problem.where}.", UNCHANGED)
    return CommandFailure(f"{file}: không phải bản sao lưu của Đôn Đốc, hoặc đã bị hỏng hay cắt cụt.", UNCHANGED)


def _too_new(problem: Any, file: Path) -> CommandFailure:
    return CommandFailure(f"{file}: bản sao lưu do một bản Đôn Đốc mới hơn làm; hãy cài bản mới rồi chạy lại.")


def _place_taken(problem: PlaceTaken, file: Path) -> CommandFailure:
    most = sorted(problem.rows.items(), key=lambda item: -item[1])
    lines = [f"  {name}: {rows} dòng" for name, rows in most[:SHOWN]]
    more = [f"  … và {len(most) - SHOWN} bảng nữa"] if len(most) > SHOWN else []
    return CommandFailure("Nơi khôi phục đã có dữ liệu:", *lines, *more, ELSEWHERE, code=2)


def _refused(problem: RefusedRows, file: Path) -> CommandFailure:
    said = f": {problem.reason}" if problem.reason else ", hoặc trả lại khác với bản sao lưu"
    return CommandFailure(
        f"Cơ sở dữ liệu không nhận dữ liệu của bảng {problem.table}{said}.", "Đã bỏ hết, nơi này trống như trước."
    )


WORDS: dict[type[BackupProblem], Callable[[Any, Path], CommandFailure]] = {
    NothingToBackUp: _nothing,
    FileTaken: _file_taken,
    DamagedBackup: _damaged,
    BackupTooNew: _too_new,
    PlaceTaken: _place_taken,
    RefusedRows: _refused,
}
DISK = {errno.ENOSPC: "ổ đĩa đã đầy", errno.EDQUOT: "đã hết hạn mức đĩa", errno.EIO: "ổ đĩa báo lỗi đọc ghi"}


@contextmanager
def in_words_of(file: Path) -> Iterator[None]:
    """Raises Failure for what may be expected of a backup in that file."""
    try:
        yield
    except BackupProblem as problem:
        raise WORDS[type(problem)](problem, file) from None
    except OSError as error:
        if error.errno in DISK:
            raise CommandFailure(f"{file}: {DISK[error.errno]}.") from None
        if isinstance(error, FileNotFoundError) and not file.absolute().parent.is_dir():
            raise CommandFailure(f"{file}: không có thư mục này.") from None
        raise
