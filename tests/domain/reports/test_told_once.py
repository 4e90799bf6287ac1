"""What several units said alike is told once; who leads and lags; long texts in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.collation import TaskRemark, TaskResult
from domain.collation.leading import extremes
from domain.collation.told_once import SharedStatement, fitting, pieces, statements, statements_by
from tests.domain.reports.test_collation import owed


def remark(number: int, text: str, **answers: object) -> TaskRemark:
    unit = owed(number, said={1: {"status": "done", "result": text, **answers}})
    assert unit.sent is not None
    return TaskRemark(unit, unit.sent.said[0])


def by(one: TaskRemark) -> int:
    return one.owed.obligation_id


def told(*texts: str) -> list[tuple[str, int]]:
    found = statements(
        [remark(at, text) for at, text in enumerate(texts)], lambda one: str(one.said.answers["result"]), by
    )
    return [(one.text, len(one.remarks)) for one in found]


def test_the_same_words_are_told_once_whatever_their_capitals_and_stops() -> None:
    same = ("Đang triển khai theo kế hoạch.", "đang triển khai theo kế hoạch", "dang trien khai theo ke hoach")
    assert told(*same) == [("Đang triển khai theo kế hoạch.", 3)]


def test_nearly_the_same_words_are_told_once_those_of_most_units_first() -> None:
    one = "đã phối hợp với Phòng Nội vụ hoàn thành khảo sát nhu cầu đào tạo cán bộ"
    assert told("thiếu kinh phí", one, f"{one} xã", one) == [(one, 3), ("thiếu kinh phí", 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("đã giải ngân 40 phần trăm vốn được giao trong năm", "đã giải ngân 50 phần trăm vốn được giao trong năm"),
        ("đã trình phê duyệt dự toán kinh phí đợt hai", "chưa trình phê duyệt dự toán kinh phí đợt hai"),
        ("số hộ nghèo trên địa bàn xã năm nay tăng nhẹ", "số hộ nghèo trên địa bàn xã năm nay giảm nhẹ"),
        ("bàn giao xong", "bán giao xong"),
        (
            "đã mở lớp tập huấn kỹ năng số cho bà con tại nhà văn hóa thôn Tân Phú",
            "đã mở lớp tập huấn kỹ năng số cho bà con tại nhà văn hóa thôn Hòa Lợi",
        ),
        (
            "đã mở lớp tập huấn kỹ năng số cho bà con tại nhà văn hóa thôn tân phú",
            "đã mở lớp tập huấn kỹ năng số cho bà con tại nhà văn hóa thôn hòa lợi",
        ),
        ("thiếu cán bộ", "thiếu kinh phí"),
    ],
)
def test_what_differs_by_a_number_or_a_turning_word_stays_two(one: str, other: str) -> None:
    assert len(told(one, other)) == 2


@given(st.lists(st.text(max_size=30), max_size=20), st.integers(0, 200))
def test_nobody_is_lost_and_nobody_stands_twice(texts: list[str], room: int) -> None:
    remarks = [remark(at, text) for at, text in enumerate(texts)]
    found = statements(remarks, lambda one: str(one.said.answers["result"]), by)
    those = [id(one) for statement in found for one in statement.remarks]
    said = [one for one in remarks if any(letter.isalnum() or letter == "_" for letter in _tidy(one))]
    assert sorted(those) == sorted(map(id, said))
    shown = fitting(found, room, lambda one: len(one.text))
    assert sum(len(one.text) for one in shown) <= room
    assert [one for one in found if one in shown] == shown


def _tidy(one: TaskRemark) -> str:
    from domain.text import nfc

    return nfc(str(one.said.answers["result"])).casefold()


@given(st.text(alphabet="ab .;\n", max_size=300), st.integers(1, 40))
def test_pieces_are_the_whole_text_and_none_is_too_long(text: str, longest: int) -> None:
    cut = pieces(text, longest)
    assert all(len(piece) <= longest for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


def result_of(*said: tuple[str, int | None]) -> TaskResult:
    result = TaskResult()
    for number, (status, percent) in enumerate(said):
        answers: dict[str, object] = {"status": status} | ({} if percent is None else {"percent": percent})
        unit = owed(number, said={1: answers})
        assert unit.sent is not None
        result.take(TaskRemark(unit, unit.sent.said[0]))
    return result


@pytest.mark.parametrize(
    ("said", "lead", "lag"),
    [
        ([("done", None), ("in_progress", 50), ("not_started", None)], [0], [2]),
        ([("in_progress", 80), ("in_progress", 75), ("in_progress", 10)], [0], [2]),
        ([("done", None), ("done", None)], [], []),
        ([("not_started", None)], [], []),
        ([("in_progress", 50), ("in_progress", 50)], [], []),
        ([("done", None), ("not_started", None)], [0], [1]),
        ([("in_progress", None), ("nothing", None)], [], []),
        ([], [], []),
    ],
)
def test_who_leads_and_who_lags(said: list[tuple[str, int | None]], lead: list[int], lag: list[int]) -> None:
    found = extremes(result_of(*said))
    assert ([one.unit_id for one in found.lead], [one.unit_id for one in found.lag]) == (lead, lag)


def test_a_statement_keeps_who_says_it() -> None:
    [found] = statements(
        [remark(1, "xong hết rồi"), remark(2, "Xong hết rồi!")], lambda one: str(one.said.answers["result"]), by
    )
    assert isinstance(found, SharedStatement)
    assert [one.owed.unit_id for one in found.remarks] == [1, 2]


def test_what_had_another_outcome_is_told_apart() -> None:
    said = [
        remark(at, "thiếu vốn", obstacle=answer) for at, answer in enumerate(["", "đã cấp", "", "đã cấp", "chờ Sở"])
    ]

    def outcome(one: TaskRemark) -> str:
        return str(one.said.answers["obstacle"])

    found = statements_by(said, lambda one: str(one.said.answers["result"]), by, outcome)
    assert [(outcome(one.remarks[0]), [by(each) for each in one.remarks]) for one in found] == [
        ("", [0, 2]), ("đã cấp", [1, 3]), ("chờ Sở", [4]),
    ]  # fmt: skip
