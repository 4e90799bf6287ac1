"""What a report does to the ledger, and what counts as urgent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reports.obstacles import (
    ObstacleKind,
    ObstacleLine,
    ObstacleStep,
    OpenObstacle,
    read_kind,
    read_urgency,
    steps,
)
from tests.each import each

A = ObstacleLine(1, 10, ObstacleKind.OBSTACLE)
B = ObstacleLine(1, 11, ObstacleKind.OBSTACLE)
C = ObstacleLine(1, 10, ObstacleKind.RECOMMENDATION)
THIS, EARLIER = 5, 4


def test_what_a_report_does_to_the_ledger() -> None:
    money, land = OpenObstacle(1, "thiếu vốn", EARLIER), OpenObstacle(2, "thiếu đất", THIS)
    said = {A: "thiếu vốn 200 triệu", C: "bố trí vốn"}
    assert list(steps({A: [money], B: [land]}, said, THIS)) == [
        ObstacleStep("restated", A, money, "thiếu vốn 200 triệu"),
        ObstacleStep("raised", C, None, "bố trí vốn"),
        ObstacleStep("withdrawn", B, land, "thiếu đất"),
    ]


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("Thiếu vốn.", "restated"),
        ("thiếu vốn", "repeated"),
        ("thieu von doi ung", "restated"),
        ("vốn", "restated"),
        ("chậm giải phóng mặt bằng", "raised"),
        ("thiếu người", "raised"),
    ],
)
def test_something_else_in_the_way_of_a_task_is_another_one(said: str, what: str) -> None:
    """What was in the way before stays until somebody answers or closes it."""
    [step] = steps({A: [OpenObstacle(1, "thiếu vốn", EARLIER)]}, {A: said}, THIS)
    assert (step.what, step.text) == (what, said)


def test_a_report_that_is_corrected_says_its_own_otherwise() -> None:
    before, own = OpenObstacle(1, "thiếu vốn", EARLIER), OpenObstacle(2, "chậm mặt bằng", THIS)
    there = {A: [before, own]}
    assert list(steps(there, {A: "mưa lũ"}, THIS)) == [ObstacleStep("restated", A, own, "mưa lũ")]
    assert list(steps(there, {A: "thiếu vốn"}, THIS)) == [
        ObstacleStep("repeated", A, before, "thiếu vốn"),
        ObstacleStep("withdrawn", A, own, "chậm mặt bằng"),
    ]
    assert list(steps(there, {}, THIS)) == [ObstacleStep("withdrawn", A, own, "chậm mặt bằng")]


def test_a_period_that_says_nothing_carries_it_forward() -> None:
    assert list(steps({A: [OpenObstacle(1, "thiếu vốn", EARLIER)]}, {}, THIS)) == []


LINES = st.builds(ObstacleLine, st.just(1), st.integers(1, 3), st.sampled_from(list(ObstacleKind)))
TEXTS = st.text("ab ", min_size=1, max_size=4).filter(str.strip)
KNOWN = st.dictionaries(
    LINES,
    st.lists(
        st.builds(OpenObstacle, st.integers(1, 99), TEXTS, st.sampled_from([EARLIER, THIS, None])),
        unique_by=lambda one: one.id,
        max_size=3,
    ),
)


@given(KNOWN, st.dictionaries(LINES, TEXTS))
def test_taken_twice_a_report_changes_nothing_more(
    known: dict[ObstacleLine, list[OpenObstacle]], said: dict[ObstacleLine, str]
) -> None:
    after = {line: list(there) for line, there in known.items()}
    for step in steps(known, said, THIS):
        there = after.setdefault(step.line, [])
        if step.known is not None:
            there.remove(step.known)
        if step.what != "withdrawn":
            old = step.known
            there.append(OpenObstacle(old.id if old else 100, step.text, old.obligation_id if old else THIS))
    assert {step.what for step in steps(after, said, THIS)} <= {"repeated"}
    assert all(text in [one.text for one in after[line]] for line, text in said.items())
    others = {one.id for there in known.values() for one in there if one.obligation_id != THIS}
    assert others <= {one.id for there in after.values() for one in there}, "nothing of other reports is gone"


@each(
    ("typed", "urgent", "rest"),
    [
        ("Khẩn: vỡ đập", True, "vỡ đập"),
        ("khẩn cấp vỡ đập", True, "vỡ đập"),
        ("GẤP! vỡ đập", True, "vỡ đập"),
        ("khan: vo dap", True, "vo dap"),
        ("hoả tốc, vỡ đập", True, "vỡ đập"),
        ("khan hiếm vật tư", False, "khan hiếm vật tư"),
        ("gấp rút hoàn thành", False, "gấp rút hoàn thành"),
        ("gap nhieu kho khan", False, "gap nhieu kho khan"),
        ("Khẩn", False, "Khẩn"),
        ("khẩn trương triển khai nhưng thiếu vốn", False, "khẩn trương triển khai nhưng thiếu vốn"),
        ("Khẩn!", False, "Khẩn!"),
    ],
)
def test_urgent_is_what_begins_so(typed: str, urgent: bool, rest: str) -> None:
    assert read_urgency(typed) == (urgent, rest)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("kiến nghị sớm có hướng dẫn", ObstacleKind.RECOMMENDATION),
        ("De nghi cap kinh phi", ObstacleKind.RECOMMENDATION),
        ("Đề xuất: bố trí thêm người", ObstacleKind.RECOMMENDATION),
        ("thiếu kinh phí, kiến nghị bổ sung", ObstacleKind.OBSTACLE),
        ("", ObstacleKind.OBSTACLE),
    ],
)
def test_what_begins_with_asking_is_a_recommendation(typed: str, kind: ObstacleKind) -> None:
    assert read_kind(typed) is kind
