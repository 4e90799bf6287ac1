"""Saying what tasks are like, contributing, handing in and correcting, without a chat or a page."""

from collections.abc import Callable

import pytest

from domain.files.attachments import MOST_WITH_A_TASK
from domain.reports.states import State
from handlers.drafting import actions as drafting
from handlers.drafting import kept_files
from handlers.drafting.subject import CannotReport, Subject, load, load_open
from handlers.excusing import actions as excusing
from handlers.reporting import actions
from handlers.reporting.actions import CannotHandIn, stamp_of
from handlers.reviewing import actions as reviewing
from storage.db.database import Database
from storage.reporting.attachments import AttachmentState
from storage.tables import Attachment, Draft, DraftEntry, Obligation, Obstacle, Report
from tests.handlers.actions.caller import Caller, acting, events, queued
from tests.office import local
from tests.world import World

TUAN, LAN, HAI, AN = "900", "100", "102", "101"


Place = tuple[int, int]


class Office(World):
    """PKT leads the report to which PYT contributes."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.furnish(reporting=("PNV",))
        self.add_requirement("KHCN-THANG", "Báo cáo tháng", units=["PKT"], contributing=["PYT"], tasks=["2.7", "3.1"])
        [self.obligation] = self.open("KHCN-THANG", "2026-11", "2026-12-17 17:00")
        self.tuan = self.person("BTG", "coordinator", "Tuấn", TUAN)
        self.lan = self.person("PKT", "focal_point", "Lan", LAN)
        self.hai = self.person("PKT", "deputy", "Hải", HAI)
        self.an = self.person("PYT", "focal_point", "An", AN, language="en")
        self.at("2026-12-15 09:00")
        self.lead, self.other = (self.obligation, self.unit_id("PKT")), (self.obligation, self.unit_id("PYT"))


@pytest.fixture
def world(database: Database) -> Office:
    return Office(database)


def _write(caller: Caller, place: Place, **said: object) -> Subject:
    """Says the same of every task."""
    subject = load_open(caller, *place)
    return drafting.say_all(caller, subject, {task.id: said or {"status": "done"} for task in subject.tasks})


def _handed_in(world: Office) -> int:
    with acting(world, world.lan) as caller:
        stamp = stamp_of(_write(caller, world.lead))
        return actions.hand_in(caller, *world.lead, stamp).report.id


def test_a_report_is_written_contributed_to_and_handed_in(world: Office) -> None:
    lan, an, place = world.lan, world.an, world.lead
    with acting(world, an) as caller:
        theirs = _write(caller, world.other, result="đã tập huấn")
        assert not theirs.leads
        with caller.refused(CannotHandIn.CONTRIBUTES_ONLY):
            actions.hand_in(caller, *world.other, stamp_of(theirs))
        with caller.refused(CannotHandIn.CONTRIBUTES_ONLY):
            actions.report_nothing(caller, *world.other)
        assert (events(caller), queued(caller)) == ([], {})
    with acting(world, lan) as caller:
        subject = load_open(caller, *place)
        with caller.refused(CannotHandIn.MISSING) as caught:
            actions.hand_in(caller, *place, stamp_of(subject))
        assert caught.value.values["tasks"] == "2.7, 3.1"
        _write(caller, place, status="done", obstacle="thiếu kinh phí")
    world.passes(minutes=1)
    with acting(world, world.hai) as caller:
        read = stamp_of(load_open(caller, *place))
        _write(caller, place, percent=40)
    with acting(world, lan) as caller:
        with caller.refused(CannotHandIn.CHANGED):
            actions.hand_in(caller, *place, read)
        done = actions.hand_in(caller, *place, stamp_of(load_open(caller, *place)))
        assert done.report.number == "KHCN-THANG/2026-11/PKT/1"
        assert {(line.unit_id, line.answers.get("result")) for line in done.lines} == {
            (place[1], None),
            (world.other[1], "đã tập huấn"),
        }
        assert caller.session.get_one(Obligation, place[0]).state == State.SUBMITTED
        assert ("report.submitted", "api", lan) in events(caller)
        with caller.refused(CannotReport.HANDED_IN):
            actions.hand_in(caller, *place, stamp_of(done.subject))
    assert len(world.all(Obstacle)) == 2, "what is in the way goes into the ledger"
    assert [row.unit_id for row in world.all(Draft)] == [world.other[1]]


def test_nothing_to_report_is_handed_in_once(world: Office) -> None:
    with acting(world, world.lan) as caller:
        with caller.refused(CannotHandIn.CHANGED):
            actions.report_nothing(caller, *world.lead, "2026-12-14T00:00:00+00:00")
        assert actions.report_nothing(caller, *world.lead, "").report.nil
        with caller.refused(CannotReport.HANDED_IN):
            actions.report_nothing(caller, *world.lead)
    assert len(world.all(Report)) == 1


FORGED: dict[str, Callable[[Caller, Place, Subject, int], object]] = {
    "save": lambda caller, place, theirs, task: drafting.save(caller, theirs, task, {"status": "done"}),
    "say": lambda caller, place, theirs, task: drafting.say(caller, theirs, task, {"status": "done"}),
    "say all": lambda caller, place, theirs, task: drafting.say_all(caller, theirs, {task: {"status": "done"}}),
    "correct": lambda caller, place, theirs, task: drafting.correct(caller, *place),
    "hand in": lambda caller, place, theirs, task: actions.hand_in(caller, *place, ""),
    "nothing": lambda caller, place, theirs, task: actions.report_nothing(caller, *place),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_nobody_writes_for_another_unit(world: Office, forged: Callable[[Caller, Place, Subject, int], object]) -> None:
    """Also with what somebody else has read: An writes for another unit, and Tuấn, who follows it all, for none."""
    with acting(world, world.lan) as caller:
        subject = load_open(caller, *world.lead)
    for other in (world.an, world.tuan):
        with acting(world, other) as caller, caller.refused(CannotReport.NOT_YOUR_UNIT):
            forged(caller, world.lead, subject, subject.tasks[0].id)


def test_a_task_that_is_not_asked_for_takes_the_others_with_it(world: Office) -> None:
    with acting(world, world.lan) as caller:
        subject = load_open(caller, *world.lead)
        with caller.refused(CannotReport.NO_SUCH_TASK):
            drafting.say_all(caller, subject, {subject.tasks[0].id: {"status": "done"}, 999: {"status": "done"}})
        with caller.refused(CannotReport.NO_EARLIER_REPORT):
            drafting.fill_as_before(caller, subject)


def test_a_report_that_is_in_is_corrected_until_it_is_accepted(world: Office) -> None:
    report, (o, u), tuan = _handed_in(world), world.lead, world.tuan
    with acting(world, world.hai) as caller:
        subject = load(caller, o, u)
        with caller.refused(CannotReport.HANDED_IN):
            drafting.say(caller, subject, subject.tasks[0].id, {"percent": 40})
        corrected = drafting.correct(caller, o, u)
        assert corrected.answers(subject.tasks[0].id) == {"status": "done"}
        assert drafting.correct(caller, o, u).draft == corrected.draft, "twice, it is the same draft"
    with acting(world, tuan) as caller:
        reviewing.accept(caller, report)
    with acting(world, world.lan) as caller:
        for locked in (lambda: drafting.correct(caller, o, u), lambda: actions.hand_in(caller, o, u, "")):
            with caller.refused(CannotReport.LOCKED):
                locked()
    with acting(world, tuan) as caller:
        reviewing.unlock(caller, o, local("2026-12-16 00:00").date())
        told = queued(caller)[TUAN]
    with acting(world, world.lan) as caller:
        done = actions.hand_in(caller, o, u, stamp_of(load_open(caller, o, u)))
        assert done.report.revision == 2
        assert queued(caller)[TUAN] == told + 1, "whoever opened it hears that it is in again"
    with acting(world, tuan) as caller:
        reviewing.accept(caller, done.report.id)
        reviewing.unlock(caller, o, local("2026-12-16 00:00").date())
    with acting(world, world.lan) as caller, caller.refused(CannotReport.UNLOCKED):
        actions.report_nothing(caller, o, u)


def test_what_is_excused_takes_nothing(world: Office) -> None:
    o, u = world.lead
    with acting(world, world.lan) as caller:
        before = _write(caller, (o, u))
    with acting(world, world.tuan) as caller:
        excusing.excuse(caller, o, "không có rừng")
    with acting(world, world.lan) as caller:
        with caller.refused(CannotReport.EXCUSED):
            actions.hand_in(caller, o, u, stamp_of(before))
        with caller.refused(CannotReport.EXCUSED):
            load_open(caller, o, u)
    assert all(entry.answers == {"status": "done"} for entry in world.all(DraftEntry))


def test_a_task_takes_so_many_files(world: Office) -> None:
    world.sends_file(LAN, "biên bản.pdf", b"%PDF-1.4\n%%EOF")
    world.fetch_files()
    [file] = world.all(Attachment)
    with acting(world, world.lan) as caller:
        row = caller.session.get_one(Attachment, file.id)
        subject = load_open(caller, *world.lead)
        task = subject.tasks[0]
        held = [
            {"id": 900 + n, "name": "a.pdf", "kind": "pdf", "size": 1, "sha256": f"{n}"}
            for n in range(MOST_WITH_A_TASK)
        ]
        full = drafting.say(caller, subject, task.id, {"files": held})
        with caller.refused(CannotReport.TOO_MANY_FILES):
            kept_files.attach(caller, full, task, [row])
        for other in full.tasks:
            full = drafting.say(caller, full, other.id, {"status": "done"})
        actions.hand_in(caller, *world.lead, stamp_of(full))
        with caller.refused(CannotReport.TOO_MANY_FILES):
            kept_files.check_room(caller, load(caller, *world.lead), task, [row])
        full = drafting.correct(caller, *world.lead)
        subject = drafting.say(caller, full, task.id, {"files": None})
        kept_files.attach(caller, subject, task, [row])
        assert row.state == AttachmentState.ATTACHED
