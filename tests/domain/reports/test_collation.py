"""Collating: every unit is counted once, every word is attributed, and what came later is found."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.collation import IN, CountedRevision, Owed, Standing, TaskAnswer, collate, since
from domain.forms.form import Status
from domain.reports.states import State

DUE = datetime(2026, 12, 17, 10, tzinfo=UTC)
TASKS = (1, 2, 3)
STATUSES = [str(status) for status in Status]


def owed(
    number: int,
    state: State = State.SUBMITTED,
    *,
    first: int | None = -1,
    said: dict[int, dict[str, object]] | None = None,
    revision: int = 1,
    extended: int = 0,
    nil: bool = False,
) -> Owed:
    """A unit whose report came in so many hours after the original due moment; `first` None: none came in."""
    due = DUE + timedelta(hours=extended)
    sent = None
    if first is not None:
        at = DUE + timedelta(hours=first)
        entries = [TaskAnswer(task, f"U{number}", False, answers, "Lan", at) for task, answers in (said or {}).items()]
        sent = CountedRevision(
            number, f"N/{number}/{revision}", revision, nil, at, "Lan", None, "telegram", at, due, entries
        )
    return Owed(number, number, f"U{number}", f"Đơn vị {number}", state, due, DUE, sent)


@st.composite
def units(draw: st.DrawFn) -> list[Owed]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        state = draw(st.sampled_from(list(State)))
        has_sent = state in (State.SUBMITTED, State.ACCEPTED, State.RETURNED)
        answers = draw(
            st.dictionaries(
                st.sampled_from(TASKS),
                st.fixed_dictionaries(
                    {"status": st.sampled_from(STATUSES)},
                    optional={"percent": st.integers(0, 100), "obstacle": st.text(min_size=1, max_size=3)},
                ),
            )
        )
        nil = draw(st.booleans())
        found.append(
            owed(
                number,
                state,
                first=draw(st.integers(-50, 50)) if has_sent else None,
                said={} if nil else answers,
                extended=draw(st.sampled_from([0, 24])),
                nil=nil,
                revision=draw(st.integers(1, 3)),
            )
        )
    return found


@given(units())
def test_every_unit_is_counted_once(found: list[Owed]) -> None:
    counts = collate(TASKS, found).counts
    assert counts.asked == len(found)
    assert counts.expected == counts.submitted + counts.missing + counts.returned
    assert counts.asked == counts.expected + counts.excused
    assert counts.nil <= counts.submitted
    assert counts.on_time_originally <= counts.on_time, "an extension is never shorter than the original date"
    assert counts.is_provisional == (counts.missing + counts.returned > 0)


@given(units())
def test_every_word_of_reports_that_are_in_is_attributed_and_no_other(found: list[Owed]) -> None:
    collation = collate(TASKS, found)
    expected = sorted(
        {(one.obligation_id, said.task_id) for one in found if one.is_in and one.sent for said in one.sent.said}
        | {(one.obligation_id, task) for one in found if one.is_nil for task in TASKS}
    )
    counted = sorted(
        (line.owed.obligation_id, task)
        for task, result in collation.tasks.items()
        for lines in result.by_status.values()
        for line in lines
    )
    assert counted == expected
    obstacles = sum(len(result.obstacles) for result in collation.tasks.values())
    assert obstacles == sum(
        "obstacle" in said.answers for one in found if one.is_in and one.sent for said in one.sent.said
    )


@given(units())
def test_the_mean_lies_between_what_was_said(found: list[Owed]) -> None:
    for result in collate(TASKS, found).tasks.values():
        assert (result.mean is None) or 0 <= result.mean <= 100
        if result.by_status[Status.DONE] and not (
            result.by_status[Status.IN_PROGRESS] or result.by_status[Status.NOT_STARTED]
        ):
            assert result.mean == 100


@given(units())
def test_nothing_has_changed_since_a_freezing_of_the_same(found: list[Owed]) -> None:
    assert since(found, found) == []


def test_what_came_after_a_freezing() -> None:
    then = [owed(1, State.OPEN, first=None), owed(2), owed(3), owed(4, State.OPEN, first=None)]
    now = [owed(1, first=5), owed(2, revision=2), owed(3), owed(4, State.EXCUSED, first=None), owed(5)]
    found = {
        one.owed.obligation_id: (one.was, one.owed.standing, one.was_revision, one.revision) for one in since(then, now)
    }
    assert found == {
        1: (Standing.MISSING, Standing.LATE, None, 1),
        2: (Standing.ON_TIME, Standing.ON_TIME, 1, 2),
        4: (Standing.MISSING, Standing.EXCUSED, None, None),
        5: (Standing.MISSING, Standing.ON_TIME, None, 1),
    }


def test_on_time_by_an_extension_is_late_against_the_original_date() -> None:
    counts = collate(TASKS, [owed(1, first=5, extended=24), owed(2, first=-1), owed(3, first=30, extended=24)]).counts
    assert (counts.on_time, counts.late, counts.on_time_originally) == (2, 1, 1)


def test_a_returned_report_counts_as_expected_and_its_words_do_not_count() -> None:
    collation = collate(TASKS, [owed(1, State.RETURNED, said={1: {"status": "done"}})])
    assert (collation.counts.returned, collation.counts.submitted) == (1, 0)
    assert not collation.tasks[1].reported


def test_words_of_a_coordinating_unit_are_kept_and_not_counted_as_a_unit() -> None:
    one = owed(1, said={1: {"status": "in_progress", "percent": 40}})
    assert one.sent is not None
    other = TaskAnswer(1, "U9", True, {"status": "done", "obstacle": "chờ"}, "Hoa", DUE)
    both = CountedRevision(1, "N", 1, False, DUE, "Lan", None, "web", DUE, DUE, [*one.sent.said, other])
    result = collate(TASKS, [Owed(1, 1, "U1", "U1", State.SUBMITTED, DUE, DUE, both)]).tasks[1]
    assert (result.reported, result.mean, len(result.obstacles)) == (1, 40, 1)
    assert result.obstacles[0].said.unit == "U9"


def test_what_is_in_is_on_time_or_late() -> None:
    assert frozenset({Standing.ON_TIME, Standing.LATE}) == IN


def test_the_period_before_is_compared_over_the_units_in_both() -> None:
    def standing(number: int, percent: int) -> Owed:
        return owed(number, said={1: {"status": "in_progress", "percent": percent}})

    before = collate(TASKS, [standing(1, 10), standing(2, 100)]).brief
    now = collate(TASKS, [standing(1, 30), standing(3, 90)])
    compared = now.compared(1, before)
    assert compared is not None
    assert (now.tasks[1].mean, compared.before, compared.now, compared.apart) == (60, 10, 30, 20)
    assert (compared.units, compared.are_all) == (1, False)
    assert now.compared(2, before) is None
    assert now.compared(1, None) is None
    whole = collate(TASKS, [standing(1, 11), standing(2, 100)]).compared(1, before)
    assert whole is not None
    assert whole.are_all
    assert whole.apart == 0.5
