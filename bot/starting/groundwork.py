"""What the program cannot stand on: looked at before anything opens the database, and refused in words."""

from sqlalchemy import URL

from bot.starting.failures import CommandFailure
from storage.installation.copies import is_incomplete
from storage.installation.poolers import trouble_with_pooler

_POOLER = (
    "Nối thẳng tới PostgreSQL (thường là cổng 5432, không phải 6432),",
    "hoặc đặt pool_mode = session cho cơ sở dữ liệu này trong PgBouncer.",
)
_POOLED = {
    "transaction": "PostgreSQL đứng sau một bộ gộp kết nối (PgBouncer) ở chế độ transaction: các chương trình không "
    "thấy nhau, và lệnh đã chuẩn bị của nơi khác có thể chạy lẫn vào.",
    "statement": "PostgreSQL đứng sau một bộ gộp kết nối (PgBouncer) ở chế độ statement: không giữ được giao dịch.",
    "prepared": "Bộ gộp kết nối trước PostgreSQL đưa kết nối còn lệnh do nơi khác chuẩn bị: có thể chạy nhầm lệnh.",
}
_RESET = ("Đặt server_reset_query = DISCARD ALL trong PgBouncer, hoặc nối thẳng tới PostgreSQL.",)


def unfit(url: URL) -> CommandFailure | None:
    """Why nothing should be done on this database; None where it will do."""
    if is_incomplete(url):
        return CommandFailure(
            f"Tệp {url.database} là bản sao thiếu tệp {url.database}-wal: những gì ghi sau cùng không có ở đây.",
            "Sao lại cả hai tệp, hoặc dùng bản làm bằng dondoc backup.",
            "Nếu đành bỏ phần thiếu, gõ: dondoc db accept",
        )
    pooled = trouble_with_pooler(url)
    if pooled is None:
        return None
    return CommandFailure(_POOLED[pooled], *(_RESET if pooled == "prepared" else _POOLER))
