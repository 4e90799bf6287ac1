"""Decisions on reports that are in, without a chat."""

from datetime import date

import pytest

from domain.reports.states import State
from handlers.reviewing import actions
from handlers.reviewing.actions import CannotReview
from storage.db.database import Database
from storage.tables import Obligation, Report
from tests.handlers.actions.caller import acting, events, queued
from tests.handlers.desk.test_reviewing import hand_in
from tests.office import local
from tests.world import World

TUAN, AN = "900", "101"
COMMENTS = [{"task": None, "text": "kiểm tra lại số liệu"}]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    hand_in(world, AN)
    return world


def test_a_report_is_returned_handed_in_again_accepted_and_opened(world: World) -> None:
    o, an, tuan = world.obligation_id("PYT"), world.person_id("An"), world.person_id("Tuấn")
    [report] = world.all(Report)
    with acting(world, an) as caller, caller.refused(CannotReview.NOT_YOUR_PLAN):
        actions.accept(caller, report.id)
    with acting(world, tuan) as caller:
        before = len(events(caller))
        with caller.refused(CannotReview.NO_COMMENT):
            actions.give_back(caller, report.id, [], 3)
        returned = actions.give_back(caller, report.id, COMMENTS, 3)
        assert (returned.until, returned.heard) == (local("2026-12-18 17:00"), 1)
        assert events(caller)[before:] == [("report.returned", "api", tuan)]
        assert queued(caller)[AN] > 0
        with caller.refused(CannotReview.SETTLED):
            actions.accept(caller, report.id)
    world.deliver()
    world.presses(AN, "Báo cáo ngay")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    with acting(world, tuan) as caller, caller.refused(CannotReview.NEWER):
        actions.accept(caller, report.id)
    newest = world.all(Report)[-1].id
    with acting(world, tuan) as caller:
        outcome = actions.accept_all(caller, [newest, report.id])
        assert (outcome.accepted, outcome.left) == ([o], [report.id])
        assert caller.session.get_one(Obligation, o).state == State.ACCEPTED
    with acting(world, an) as caller:
        assert actions.ask_to_unlock(caller, o, "sai số").heard == 1
        assert actions.ask_to_unlock(caller, o, "sai số").heard is None, "asked twice, kept once"
    with acting(world, tuan) as caller:
        actions.keep_locked(caller, o)
        with caller.refused(CannotReview.PAST):
            actions.unlock(caller, o, date(2026, 12, 14))
        assert actions.unlock(caller, o, date(2026, 12, 16)).until == local("2026-12-17 00:00")
        done = [action for action, channel, _ in events(caller) if channel == "api"]
        assert done == [
            "report.returned", "report.accepted", "report.unlock_asked", "report.kept_locked", "report.unlocked",
        ]  # fmt: skip
    with acting(world, an) as caller, caller.refused(CannotReview.NOT_LOCKED):
        actions.ask_to_unlock(caller, o, "sai số")
