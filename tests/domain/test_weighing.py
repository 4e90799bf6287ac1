"""What is learned is asked only where the rules are in doubt, and what it puts down is a proposal."""

from pathlib import Path

import pytest

from domain.typed import Reading, weighing
from domain.typed.weighing import settled, weights
from handlers.reporting import lines
from tests.domain.people import facts
from tests.handlers.test_people_replies import TODAY, Task
from tests.learning.learning import learned, packed
from tests.learning.lessons import answers, standings

LEARNED_FROM = ["replies.tsv", "seen.tsv"]


def _by_rules(line: facts.Line) -> tuple[Reading, list[str]]:
    tasks = [Task(code, title) for code, title in line.tasks.items()]
    return lines.by_rules(line.message, tasks, today=TODAY), list(line.tasks)


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
    reading = lines.of_report(text, tasks, today=TODAY)
    assert why in {doubt.why for doubt in reading.doubts}


def test_an_answer_that_nothing_was_read_of_is_asked_about() -> None:
    tasks = [Task(code, title) for code, title in facts.OFFICES["F2"].items()]
    reading = lines.of_report("Task làm đường delay do mưa, progress 65%", tasks, today=TODAY)
    assert [doubt.why for doubt in reading.doubts] == ["which_task"]


@pytest.mark.long
def test_the_same_lines_give_the_same_weights() -> None:
    place = Path(weighing.__file__).parent / weights.FILE
    made = {"answer": learned(answers(LEARNED_FROM)), "standing": learned(standings(LEARNED_FROM))}
    assert packed(made) == place.read_bytes()
