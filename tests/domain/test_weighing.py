"""What is learned is asked only where the rules are in doubt, and what it puts down is a proposal."""

from pathlib import Path

import pytest

from domain.typed import Reading, weighing
from domain.typed.weighing import settled, weights
from handlers.drafting import line_reading
from tests.domain.people import facts
from tests.domain.readings import told
from tests.each import each
from tests.handlers.typed.test_people_replies import TODAY, Task
from tests.learning.learning import learned, packed
from tests.learning.lessons import answers, standings

LEARNED_FROM = ["replies.tsv", "seen.tsv"]


def _by_rules(line: facts.Line) -> tuple[Reading, list[str]]:
    tasks = [Task(code, title) for code, title in line.tasks.items()]
    return line_reading.by_rules(line.message, tasks, today=TODAY), list(line.tasks)


def test_what_was_certain_stays_and_what_is_put_down_is_shown() -> None:
    changed = 0
    for line in facts.lines("set_aside.tsv"):
        before, codes = _by_rules(line)
        after = settled(before, line.message, codes)
        changed += after != before
        was = {(one.task, code): value for one in before.updates for code, value in one.answers.items()}
        for one in after.updates:
            shown = dict(one.proposed)
            for code, value in one.answers.items():
                assert code in shown or was[one.task, code] == value, line.message
        assert not before.updates or {one.task for one in before.updates} <= {one.task for one in after.updates}
        if before.is_nil or before.extension is not None:
            assert after == before
    assert changed > 10


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2.8 chắc xong", "unsure"), ("2.8 50%, 2.8 60%", "contradiction"), ("2.8 xong 31/6/2026", "no_such_day"),
        ("tháng 12 mới xong 2.8", "text"),
    ],
)  # fmt: skip
def test_what_is_for_the_person_alone_is_asked_however_sure_the_weights_are(text: str, why: str) -> None:
    tasks = [Task(code, title) for code, title in facts.OFFICES["F1"].items()]
    reading = line_reading.of_report(text, tasks, today=TODAY)
    assert why in {doubt.why for doubt in reading.doubts}


def test_an_answer_that_nothing_was_read_of_is_asked_about() -> None:
    tasks = [Task(code, title) for code, title in facts.OFFICES["F2"].items()]
    reading = line_reading.of_report("Task chung delay do mưa, progress 65%", tasks, today=TODAY)
    assert [doubt.why for doubt in reading.doubts] == ["which_task"]


@each(
    ("office", "text", "meant"),
    [
        ("F2", "mấy bữa mưa quá, đường mới rải được có 35 phần trăm thôi anh", "2.1 in_progress 35%"),
        ("F2", "hông kịp đâu chị, nhà tạm còn 6 căn chưa dựng, mới được 70%", "2.3 in_progress 70%"),
        ("F2", "mấy hôm nữa là xong đường, giờ cỡ 90 phần trăm", "2.1 in_progress 90%"),
        ("F2", "tiền giải ngân kẹt miết, được 33 phần trăm chứ mấy", "2.2 in_progress 33%"),
        ("F2", "tiền làm đường chưa rót về, xã chưa khởi công", "2.1 not_started"),
        ("F1", "anh em chạy dữ lắm mà 2.8 mới tới 52%, thiếu người", "2.8 in_progress 52%"),
        ("F1", "vì sở chưa duyệt nên 2.9 kẹt ở ba mươi phần trăm, mong cấp trên gỡ giúp", "2.9 in_progress 30%"),
        ("F1", "sở hứa tháng sau duyệt cho 2.9, giờ mới làm được 40%", "2.9 in_progress 40%"),
        ("F1", "2.7 sắp xong, còn thiếu một chữ ký", "2.7 in_progress obstacle"),
        ("F1", "3.1 cỡ 45-50% chi đó, đang xuống giống", "3.1 in_progress result"),
        ("F1", "2.8 nỏ mần chi được, tiền chưa có", "2.8 not_started obstacle"),
        ("F3", "mới coi xong tầng 1 với tầng 2, tầng 3 chưa coi", "1 in_progress obstacle"),
        ("F3", "đang nạp bình, mốt xong", "1 in_progress result"),
    ],
)
def test_of_one_task_it_is_proposed_where_rules_and_weights_agree(office: str, text: str, meant: str) -> None:
    tasks = [Task(code, title) for code, title in facts.OFFICES[office].items()]
    assert told(line_reading.of_report(text, tasks, today=TODAY)).startswith(meant)


@each(
    ("office", "text"),
    [
        ("F1", "Quý IV Phòng không phát sinh nội dung nào trong 4 nhiệm vụ này."),
        ("F2", "xã em quý này không phát sinh gì hết trơn, cả 5 mục"),
        ("F2", "Tháng 11 xã không phát sinh nhiệm vụ nào trong số năm nhiệm vụ được giao, đề nghị tổng hợp."),
    ],
)
def test_nothing_arose_in_all_of_them(office: str, text: str) -> None:
    tasks = [Task(code, title) for code, title in facts.OFFICES[office].items()]
    assert line_reading.of_report(text, tasks, today=TODAY).is_nil


@each(
    "text",
    [
        "Quý IV không phát sinh nội dung nào thuộc hai nhiệm vụ đầu",
        "không phát sinh nội dung nào trong 3 nhiệm vụ",
        "trong 4 nhiệm vụ không phát sinh vướng mắc nào",
        "các phòng khác không phát sinh nội dung nào",
        "quý trước không phát sinh nội dung nào thuộc bốn nhiệm vụ được giao",
        "Báo cáo không phát sinh phải nộp cho ai",
        "2.7 không phát sinh, 3.1 xong",
    ],
)
def test_nothing_arose_in_some_of_them(text: str) -> None:
    tasks = [Task(code, title) for code, title in facts.OFFICES["F1"].items()]
    assert not line_reading.of_report(text, tasks, today=TODAY).is_nil


@each(
    ("office", "text"),
    [
        ("F1", "2.9 phấn đấu đạt 80% trong tháng 12"),
        ("F1", "nếu sở duyệt thì tháng 12 xong 2.9"),
        ("F1", "quỹ chắc là xong tuần sau"),
        ("F2", "tỉnh giao phải giải ngân 95%"),
        ("F2", "xã bạn làm đường xong rồi, xã mình chắc còn lâu"),
        ("F2", "nghe đâu bên kế toán giải ngân xong rồi"),
        ("F2", "đường xong thì thưởng cho tui nha"),
        ("F2", "anh Tư nói nhà tạm xong hết rồi mà tui chưa đi coi"),
        ("F2", "đường xá gì mà lầy lội, đi họp muốn té"),
        ("F3", "tuần sau thợ tới là xong liền"),
        ("F3", "công an dặn phải nạp bình xong trước 30/11"),
    ],
)
def test_what_is_planned_or_hoped_or_heard_is_not_put_down(office: str, text: str) -> None:
    tasks = [Task(code, title) for code, title in facts.OFFICES[office].items()]
    assert not any("status" in one.answers for one in line_reading.of_report(text, tasks, today=TODAY).updates)


@pytest.mark.long
def test_the_same_lines_give_the_same_weights() -> None:
    place = Path(weighing.__file__).parent / weights.FILE
    made = {"answer": learned(answers(LEARNED_FROM)), "standing": learned(standings(LEARNED_FROM))}
    assert packed(made) == place.read_bytes()
