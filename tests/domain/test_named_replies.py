"""Tasks named by title, place and number: how each stands by the line, or that it is asked which are meant."""

from datetime import date
from pathlib import Path

import pytest

from domain.forms.form import Status
from domain.text import nfc
from domain.typed import Answers, Reading, read_line, with_bars
from tests.examples import LONG

TODAY = date(2026, 11, 29)
REPORTS = {
    "K": {
        "2.7": "Lập và sử dụng Quỹ phát triển KH&CN tại doanh nghiệp",
        "2.8": "Đổi mới hoạt động của tổ chức KH&CN",
        "2.9": "Tự chủ, tự chịu trách nhiệm của tổ chức KH&CN",
        "3.1": "Ứng dụng KH&CN cho rau, hoa, chè, cà phê",
    },
    "X": {
        "1.1": "Số hóa hồ sơ hộ tịch",
        "1.2": "Giải quyết hồ sơ thủ tục hành chính đúng hạn",
        "2.1": "Làm đường giao thông nông thôn",
        "2.2": "Giải ngân vốn đầu tư công",
        "2.3": "Hỗ trợ xóa nhà tạm, nhà dột nát",
    },
    "M": {"1": "Kiểm tra, bảo dưỡng thiết bị phòng cháy chữa cháy"},
    "S": {
        "1.1": "Xây dựng chính quyền điện tử, chuyển đổi số",
        "1.2": "Cấp giấy chứng nhận quyền sử dụng đất",
        "2.1": "Phòng, chống dịch sốt xuất huyết",
        "2.2": "Tiêm chủng mở rộng cho trẻ em",
        "3.1": "Vận động Quỹ vì người nghèo",
        "3.2": "Tổ chức đại hội chi bộ nhiệm kỳ 2027 - 2030",
    },
    "P": {
        "A1": "Rà soát hộ nghèo, hộ cận nghèo",
        "A2": "Thu thuế sử dụng đất phi nông nghiệp",
        "A3": "Giải phóng mặt bằng tuyến đường ĐT 725",
        "A4": "Bồi thường, tái định cư khu dân cư số 5",
        "A5": "Trồng cây phân tán",
    },
    "Y": {
        "4.1": "Tiêm vắc xin cho trẻ dưới 5 tuổi",
        "4.2": "Khám sức khỏe định kỳ người cao tuổi",
        "4.3": "Diệt lăng quăng phòng chống sốt xuất huyết",
        "4.4": "Tuyên truyền an toàn thực phẩm",
    },
    "N": {
        "5.1": "Cấp giấy chứng nhận quyền sử dụng đất",
        "5.2": "Thu gom, xử lý rác thải sinh hoạt",
        "5.3": "Trồng cây phân tán",
        "5.4": "Tu sửa kênh mương nội đồng",
        "5.5": "Đào tạo nghề cho lao động nông thôn",
    },
    "D": {"1": "Sửa trường mầm non Hoa Mai", "2": "Sửa trường mầm non Hoa Sen", "3": "Sửa trường tiểu học Lê Lợi"},
}


def _lines(name: str) -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [(report, rest) for line in lines if line[0] != "#" for report, rest in [line.split(" | ", 1)]]


def stands(reading: Reading) -> set[str]:
    """`2.7 done`, `2.8 40%`, `?` where it is asked which task is meant."""
    said = {
        f"{one.task} {_standing(one.answers)}" for one in reading.updates if {"status", "percent"} & set(one.answers)
    }
    asked = [doubt for doubt in reading.doubts if doubt.why in ("which_task", "unknown_task")]
    near = {code for doubt in asked for code in doubt.near}
    return said | {f"? {' '.join(sorted(near))}" for _ in asked[:1]}


def _standing(answers: Answers) -> str:
    if "percent" in answers:
        return f"{answers['percent']:g}%"
    return "doing" if answers["status"] == Status.IN_PROGRESS else str(answers["status"])


def _read(report: str, text: str) -> Reading:
    titles = REPORTS[report]
    codes = list(titles)
    open_task = codes[0] if len(codes) == 1 else None
    text = nfc(with_bars(text.replace("\\n", "\n").replace("\\t", "\t")))
    return read_line(text, codes, today=TODAY, open_task=open_task, titles=titles)


@pytest.mark.parametrize(("report", "line"), _lines("named_replies.txt"))
def test_tasks_are_known_by_name(report: str, line: str) -> None:
    text, _, meant = line.rpartition(" => ")
    found, wanted = stands(_read(report, text)), {one.strip() for one in meant.split(";")} - {"-"}
    if "?" in wanted:  # whatever is offered
        found = {one if one[0] != "?" else "?" for one in found}
    assert found == wanted


@pytest.mark.parametrize(
    ("report", "text", "named"),
    [
        ("X", "giải ngân 70%, đường xong 3 km", {"2.2", "2.1"}),
        ("X", "giải ngân chậm do đường, nhà tạm chưa xong", {"2.2", "2.3"}),
        ("Y", "tiêm xong, khám xong, nhờ chị nhắc trạm diệt lăng quăng nha", {"4.1", "4.2"}),
        ("N", "nghề xong 2 lớp, rác xong, cây đang trồng", {"5.5", "5.2", "5.3"}),
    ],
)
def test_no_task_that_is_named_is_lost(report: str, text: str, named: set[str]) -> None:
    reading = _read(report, text)
    asked = {one.task for one in reading.doubts}
    assert {one.task for one in reading.updates} | asked == named


def test_of_weak_names_it_is_proposed_how_the_tasks_stand() -> None:
    reading = _read("K", "quỹ xong, đổi mới đang làm, tự chủ xong")
    assert [one.task for one in reading.updates if one.proposed] == ["2.8"]
    assert set(reading.named) == {"2.7", "2.8", "2.9"}


@pytest.mark.parametrize(("report", "line"), _lines("pasted_replies.txt"))
def test_copied_texts_are_read(report: str, line: str) -> None:
    text, _, meant = line.rpartition(" => ")
    wanted = {one.strip() for one in meant.split(";")} - {"-"}
    reading = _read(report, text)
    said = {(one.task, code): str(words) for one in reading.updates for code, words in one.answers.items()}
    found = stands(reading)
    for fact in [one for one in wanted if "~" in one]:
        place, _, word = fact.partition("~")
        task, _, field = place.rpartition(".")
        assert word in said.get((task, field), ""), fact
        wanted.discard(fact)
    if "?" in wanted:
        found = {one if one[0] != "?" else "?" for one in found}
    assert found == wanted


def test_whatever_is_cut_off_is_read() -> None:
    """Each line up to each of its words: nothing falls over at an end."""
    every = [*_lines("named_replies.txt"), *_lines("pasted_replies.txt")]
    for report, line in every[:: 1 if LONG else 3]:
        words = line.rpartition(" => ")[0].replace("\\n", " \\n ").split(" ")
        for end in range(1, len(words), 2):
            _read(report, " ".join(words[:end]).replace(" \\n ", "\\n"))
    _read("X", "đều 40% làm 3.1 xong chưa em 2.8: 1.1 xong,")  # words before one code that lead to the next


def test_a_house_is_no_politeness() -> None:
    """`do nhà trường` keeps its `nhà`, which without its mark is a `nha`."""
    reading = read_line("1 mới 30% do nhà trường thiếu tiền", ["1"], today=TODAY)
    assert reading.updates[0].answers["obstacle"] == "nhà trường thiếu tiền"
