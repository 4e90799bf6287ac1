"""What people write to each other that is no report stays none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pytest

from domain.reports.extensions import Terms, last_day
from domain.typed import read_line
from handlers.drafting.understood import ReportContext, understood
from storage.installation.calendars import work_calendar
from tests.idle_talk import idle_talk

MOST = 5  # of ten thousand that are read as anything


@dataclass(frozen=True, slots=True)
class Task:
    code: str
    title: str


TASKS = (
    Task("2.7", "Lập và sử dụng Quỹ phát triển KH&CN tại doanh nghiệp"),
    Task("2.8", "Đổi mới hoạt động của tổ chức KH&CN"),
    Task("2.9", "Tự chủ, tự chịu trách nhiệm của tổ chức KH&CN"),
    Task("3.1", "Ứng dụng KH&CN cho rau, hoa, chè, cà phê"),
)
DUE = date(2026, 11, 30)
TERMS = Terms(date(2026, 11, 29), DUE, last_day(DUE, None), work_calendar(), codes=frozenset(t.code for t in TASKS))


def alarms(lines: Iterable[str]) -> dict[str, str]:
    return {line: kind for line in lines if (kind := understood(line, ReportContext(TASKS, TERMS)).kind) != "none"}


def test_a_sample_of_them_is_read_as_nothing() -> None:
    assert alarms(idle_talk(1, 500)) == {}


@pytest.mark.long
def test_sixteen_thousand_of_them_are_read_as_nothing() -> None:
    found = alarms(idle_talk(2, 16_000))
    assert not Counter(found.values()).keys() & {"nil", "extension"}, found
    assert len(found) <= MOST * 16_000 // 10_000, found


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("gia hạn hộ chiếu ở đâu vậy chị", "none"),
        ("gia han ho chieu o dau vay em", "none"),
        ("thẻ thư viện gia hạn thêm 2 tuần được không cô", "none"),
        ("ngân hàng cho gia hạn nợ 3 tháng", "none"),
        ("em cần gia hạn thêm 3 ngày", "extension"),
        ("phường 5 gia hạn đến 5/12 ạ", "extension"),
        ("gia hạn báo cáo tới 4/12", "extension"),
        ("xin gia hạn vì chờ số liệu", "extension"),
        ("sửa nhà xong hết 6,6 triệu", "none"),
        ("tổng kinh phí đã giải ngân 1,85 tỷ đồng, đạt 74%", "ask"),
        ("khó khăn nhất là kinh phí ạ", "ask"),
        ("dạ em nghe ạ", "none"),
        ("không phát sinh thì có phải nộp không ạ?", "none"),
        ("xin gia hạn được mấy ngày ạ?", "none"),
        ("cho em xin gia hạn mấy hôm ạ", "extension"),
        ("kỳ này không phát sinh ạ", "nil"),
        ("xong rồi ạ", "ask"),
        ("2.7 do đơn vị nào chủ trì ạ", "none"),
        ("2.7 có cần kèm văn bản không bà con", "none"),
        ("cho hỏi cách ghi phần trăm ở 3.1", "none"),
        ("alo bai 3.1 sach vat ly trang 11 ạ", "none"),
        ("phien ban 2.8 khong mo duoc", "none"),
        ("cập nhật app lên bản 3.1 chưa chị", "none"),
        ("2.7 khó khăn: phiên bản 2.7 lỗi", "read"),
        ("2.7 đã in sách, trang 12 bị lỗi", "read"),
        ("trời ơi ky sau co phai bao cao 2.8 nua khong", "none"),
        ("2.8 co can kem van ban khong chi", "none"),
        ("gia han chu ky so o dau vay co", "none"),
        ("gia han the bao hiem o dau", "none"),
        ("2.8 đã trồng cây ở đầu xã", "read"),
        ("Kính xin các đồng chí cho xã thêm hai ngày để hoàn chỉnh báo cáo, kế toán nằm viện.", "extension"),
        ("cho em đến mai nhé", "extension"),
        ("cho tụi em thêm ít hôm nha, chưa kịp tổng hợp", "extension"),
        ("em xin gia hạn hôm qua được chưa ạ", "none"),
        ("2.8 xin lùi sang năm 2027", "read"),
        ("2.8 xin cho thêm 2 tháng để thi công", "read"),
        ("2.7 xin gia hạn tới 15/1/2027", "extension"),
        ("Đề nghị các đơn vị gửi số trước 16h ngày 30/11", "none"),
        ("2.7 chưa có ai làm", "ask|read"),
        ("2.7 xong rồi, có cần gửi văn bản không ạ", "ask|read"),
    ],
)
def test_what_is_like_a_report_and_what_is_one(line: str, kind: str) -> None:
    assert understood(line, ReportContext(TASKS, TERMS)).kind in kind.split("|")


def test_the_hour_before_a_day_is_no_part() -> None:
    """It was taken for the five of `5/12`."""
    assert not read_line("họp 2 giờ chiều 23/4", ["2.7"], today=date(2026, 11, 29)).updates
