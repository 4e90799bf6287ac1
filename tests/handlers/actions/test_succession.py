"""What becomes of an ended unit's reports and drafts, decided without a chat."""

import pytest

from domain.reports.states import State
from domain.reports.successions import Decision
from handlers.conversation.acting import ListOfNames
from handlers.drafting import actions as drafting
from handlers.drafting.subject import CannotReport, load_open
from handlers.succession import actions
from handlers.succession.actions import CannotDecide, CannotTakeOver
from storage.db.database import Database
from storage.tables import DraftEntry, DutyDecision, Excuse, Obligation
from tests.handlers.actions.caller import acting, events, queued
from tests.handlers.actions.mergers import merge
from tests.world import World

TUAN, HOA, LAN, AN, NGA = "900", "901", "100", "101", "103"


class Office(World):
    """PYT and PNV owe reports, and are to be merged into PXH."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.furnish()
        self.add_unit("PXH", "Phòng Xã hội")
        self.add_unit("PVH", "Phòng Văn hóa")
        self.tuan = self.person("BTG", "coordinator", "Tuấn", TUAN)
        self.hoa = self.person("BTG", "coordinator", "Hoa", HOA, language="en")
        self.lan = self.person("PKT", "focal_point", "Lan", LAN)
        self.an = self.person("PYT", "focal_point", "An", AN)
        self.at("2026-12-15 09:00")
        self.pyt, self.pnv = self.obligation_id("PYT"), self.obligation_id("PNV")
        self.pxh, self.pvh = self.unit_id("PXH"), self.unit_id("PVH")
        self.pyt_unit = self.unit_id("PYT")


@pytest.fixture
def world(database: Database) -> Office:
    return Office(database)


def test_all_reports_of_merged_units_move(world: Office) -> None:
    change = merge(world, "PXH", "PYT", "PNV")
    with acting(world, world.tuan) as caller:
        assert len(actions.undecided(caller, change)[1]) == 2
        done = actions.decide_all(caller, change, Decision.MOVED, [world.pxh])
        assert [duty.id for duty in done.duties] == [world.pyt, world.pnv]
        assert [unit.id for unit in done.unreached] == [world.pxh], "nobody is there yet"
        assert events(caller) == [("duty.moved", "api", world.tuan)] * 2
        assert queued(caller) == {AN: 1}
        assert caller.session.get_one(Obligation, world.pyt).state == State.EXCUSED
        with caller.refused(CannotDecide.ALL_DECIDED):
            actions.decide_all(caller, change, Decision.KEPT)
        with caller.refused(CannotDecide.MOVED_ALREADY) as caught:
            actions.decide(caller, world.pyt, Decision.KEPT)
        assert (caught.value.values["who"], caught.value.values["to"]) == ("Tuấn", ListOfNames(["Phòng Xã hội"]))
    assert [row.reason for row in world.all(Excuse)] == [Decision.MOVED] * 2, "a reason, and no sentence"
    with acting(world, world.an) as caller, caller.refused(CannotReport.MOVED) as caught:
        load_open(caller, world.pyt, world.pyt_unit)
    assert caught.value.values["to"] == ListOfNames(["Phòng Xã hội"])


def test_one_report_stays_or_is_excused(world: Office) -> None:
    merge(world, "PXH", "PYT", "PNV")
    with acting(world, world.tuan) as caller:
        actions.decide(caller, world.pyt, Decision.KEPT)
        assert caller.session.get_one(Obligation, world.pyt).state == State.OPEN
        with caller.refused(CannotDecide.KEPT_ALREADY):
            actions.decide(caller, world.pyt, Decision.KEPT)
        actions.decide(caller, world.pnv, Decision.EXCUSED)
    with acting(world, world.hoa) as caller:
        with caller.refused(CannotDecide.EXCUSED_ALREADY):
            actions.decide(caller, world.pnv, Decision.MOVED, [world.pxh])
        assert [(action, who) for action, _, who in events(caller)] == [
            ("duty.kept", world.tuan),
            ("duty.excused", world.tuan),
        ]
        assert queued(caller) == {AN: 1}


def test_where_one_cannot_move_none_does(world: Office) -> None:
    """PVH came after the first of the two only."""
    change = merge(world, "PXH", "PYT", "PNV")
    merge(world, "PVH", "PYT")
    with acting(world, world.tuan) as caller:
        for to in ([], [world.pvh], [world.pxh, world.pvh]):
            with caller.refused(CannotDecide.NOT_ENDED):
                actions.decide_all(caller, change, Decision.MOVED, to)
    assert world.all(DutyDecision) == []


def test_who_may_decide(world: Office) -> None:
    change = merge(world, "PXH", "PYT", "PNV")
    world.appoint(world.hoa, "PYT", "focal_point")
    for other in (world.lan, world.an):
        with acting(world, other) as caller:
            with caller.refused(CannotDecide.NOT_YOUR_PLAN):
                actions.decide(caller, world.pyt, Decision.KEPT)
            with caller.refused(CannotDecide.NOT_YOUR_PLAN):
                actions.decide_all(caller, change, Decision.KEPT)
    with acting(world, world.hoa) as caller:
        with caller.refused(CannotDecide.YOUR_OWN):
            actions.decide(caller, world.pyt, Decision.EXCUSED)
        with caller.refused(CannotDecide.NOT_YOUR_PLAN):
            actions.decide(caller, 999, Decision.EXCUSED)
        with caller.refused(CannotDecide.NOT_YOUR_PLAN):
            actions.undecided(caller, 999)
        done = actions.decide_all(caller, change, Decision.EXCUSED)
        assert [duty.id for duty in done.duties] == [world.pnv], "of her own unit somebody else decides"


def test_a_unit_that_goes_on_has_no_successors(world: Office) -> None:
    with acting(world, world.tuan) as caller:
        duty = actions.to_decide(caller, world.pyt)
        with caller.refused(CannotDecide.NOT_ENDED):
            actions.successors(caller, duty)
        world_state = caller.session.get_one(Obligation, world.pyt)
        world_state.state = State.EXCUSED
        with caller.refused(CannotDecide.SETTLED):
            actions.to_decide(caller, world.pyt)


def test_an_old_draft_is_taken_over(world: Office) -> None:
    nga = world.person("PXH", "focal_point", "Nga", NGA)
    with acting(world, world.an) as caller:
        subject = load_open(caller, world.pyt, world.pyt_unit)
        drafting.say(caller, subject, subject.tasks[0].id, {"percent": 40})
    merge(world, "PXH", "PYT", "PNV")
    with acting(world, world.tuan) as caller:
        assert actions.decide(caller, world.pyt, Decision.MOVED, [world.pxh]).unreached == []
        assert queued(caller) == {AN: 1, NGA: 1}
    new = next(row.id for row in world.all(Obligation) if row.unit_id == world.pxh)
    with acting(world, world.lan) as caller, caller.refused(CannotTakeOver.NOT_YOURS):
        actions.taken_from(caller, world.pyt, new)
    for other in (world.an, world.tuan):  # they may read it
        with acting(world, other) as caller, caller.refused(CannotTakeOver.NOT_YOURS):
            actions.take_over(caller, world.pyt, new)
    with acting(world, nga) as caller:
        with caller.refused(CannotTakeOver.NOT_YOURS):
            actions.take_over(caller, world.pnv, new)
        assert actions.take_over(caller, world.pyt, new).tasks == 1
        assert actions.take_over(caller, world.pyt, new).tasks == 0
    assert sorted(row.person_id for row in world.all(DraftEntry)) == sorted([world.an, nga]), "the old words stay"
