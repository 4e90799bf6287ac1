"""The refusals that the stories of the capabilities do not come by."""

from datetime import date

import pytest

from domain.reports.extensions import REASON_LIMIT
from domain.reports.obstacles import ANSWER_LIMIT, TEXT_LIMIT, ObstacleKind
from domain.reports.reviews import COMMENT_LIMIT, MOST_COMMENTS
from domain.reports.successions import Decision
from handlers.excusing import actions as excusing
from handlers.excusing.actions import CannotExcuse
from handlers.extending import actions as extending
from handlers.extending.actions import CannotExtend
from handlers.nudging import actions as nudging
from handlers.nudging.actions import LONGEST_ANNOUNCEMENT, CannotAnnounce
from handlers.obstacles import actions as obstacles
from handlers.obstacles.access import CannotHandleObstacle
from handlers.reporting import actions as reporting
from handlers.reviewing import actions as reviewing
from handlers.reviewing.actions import CannotReview
from handlers.succession import actions as succession
from storage.db.database import Database
from tests.handlers.actions.caller import Caller, acting
from tests.handlers.actions.mergers import merge
from tests.office import local
from tests.world import World

DUE = local("2026-12-17 17:00")
LATER = (date(2026, 12, 22), None)


class Office(World):
    """Hoa coordinates, and reports for PYT herself, as An does."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.furnish()
        self.add_unit("PXH", "Phòng Xã hội")
        self.tuan = self.person("BTG", "coordinator", "Tuấn", "900")
        self.hoa = self.person("BTG", "coordinator", "Hoa", "901", language="en")
        self.appoint(self.hoa, "PYT", "deputy")
        self.an = self.person("PYT", "focal_point", "An", "101")
        self.lan = self.person("PKT", "focal_point", "Lan", "100")
        self.at("2026-12-15 09:00")
        self.pyt, self.pyt_unit, self.pxh = self.obligation_id("PYT"), self.unit_id("PYT"), self.unit_id("PXH")


@pytest.fixture
def world(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


def test_more_time(world: Office) -> None:
    def ask(caller: Caller, day: date = date(2026, 12, 22), reason: str = "chờ số liệu") -> None:
        extending.ask(caller, world.pyt, (day, None), reason, DUE)

    with acting(world, world.an) as caller:
        with caller.refused(CannotExtend.NOT_LATER):
            ask(caller, date(2026, 12, 17))
        with caller.refused(CannotExtend.TOO_FAR):
            ask(caller, date(2028, 12, 17))
        with caller.refused(CannotExtend.TOO_LONG):
            ask(caller, reason="x" * (REASON_LIMIT + 1))
        ask(caller)
    with acting(world, world.hoa) as caller:
        with caller.refused(CannotExtend.YOUR_OWN):
            extending.grant(caller, 1)
        with caller.refused(CannotExtend.YOUR_OWN):
            extending.refuse(caller, 1, "muộn")
    with acting(world, world.tuan) as caller:
        with caller.refused(CannotExtend.TOO_LONG):
            extending.refuse(caller, 1, "x" * (REASON_LIMIT + 1))
        with caller.refused(CannotExtend.PAST):
            extending.grant(caller, 1, (date(2026, 12, 14), None))
        extending.refuse(caller, 1, "muộn")
        with caller.refused(CannotExtend.REFUSED_ALREADY):
            extending.grant(caller, 1)
    with acting(world, world.an) as caller:
        ask(caller)
    with acting(world, world.tuan) as caller:
        excusing.excuse(caller, world.pyt, "không có rừng")
        with caller.refused(CannotExtend.LAPSED):
            extending.grant(caller, 2)
    with acting(world, world.an) as caller, caller.refused(CannotExtend.NOT_EXPECTED):
        ask(caller)


def test_excusing(world: Office) -> None:
    with acting(world, world.hoa) as caller:
        for decide in (excusing.to_excuse, excusing.expect_again):
            with caller.refused(CannotExcuse.YOUR_OWN):
                decide(caller, world.pyt)
    merge(world, "PXH", "PYT")
    with acting(world, world.tuan) as caller:
        with caller.refused(CannotExcuse.TOO_LONG):
            excusing.excuse(caller, world.pyt, "x" * (COMMENT_LIMIT + 1))
        succession.decide(caller, world.pyt, Decision.MOVED, [world.pxh])
        with caller.refused(CannotExcuse.MOVED):
            excusing.expect_again(caller, world.pyt)


def test_reviewing(world: Office) -> None:
    with acting(world, world.tuan) as caller, caller.refused(CannotReview.NOT_IN):
        reviewing.unlock(caller, world.pyt, date(2026, 12, 16))
    with acting(world, world.an) as caller:
        report = reporting.report_nothing(caller, world.pyt, world.pyt_unit).report.id
    comments = [{"task": None, "text": "kiểm tra lại"}] * (MOST_COMMENTS + 1)
    with acting(world, world.hoa) as caller, caller.refused(CannotReview.YOUR_OWN):
        reviewing.accept(caller, report)
    with acting(world, world.tuan) as caller:
        with caller.refused(CannotReview.TOO_MANY_COMMENTS):
            reviewing.give_back(caller, report, comments, 3)
        reviewing.accept(caller, report)
        with caller.refused(CannotReview.SETTLED):
            reviewing.keep_locked(caller, world.pyt)
    with acting(world, world.an) as caller, caller.refused(CannotReview.TOO_LONG):
        reviewing.ask_to_unlock(caller, world.pyt, "x" * (COMMENT_LIMIT + 1))
    with acting(world, world.lan) as caller, caller.refused(CannotReview.NOT_YOUR_UNIT):
        reviewing.ask_to_unlock(caller, world.pyt, "sai số")


def test_obstacles(world: Office) -> None:
    with acting(world, world.an) as caller:
        long = "x" * (TEXT_LIMIT + 1)
        with caller.refused(CannotHandleObstacle.TOO_LONG):
            obstacles.raise_obstacle(caller, world.pyt, None, long, ObstacleKind.OBSTACLE, urgent=True)
        raised = obstacles.raise_obstacle(caller, world.pyt, None, "thiếu thuốc", ObstacleKind.OBSTACLE, urgent=True)
        id = raised.obstacle.id
        with caller.refused(CannotHandleObstacle.NOT_YOURS):
            obstacles.answer(caller, 999, "đã cấp")
    with acting(world, world.lan) as caller:
        for not_theirs in (obstacles.close, obstacles.reopen):
            with caller.refused(CannotHandleObstacle.NOT_YOURS):
                not_theirs(caller, id)
    with acting(world, world.tuan) as caller:
        with caller.refused(CannotHandleObstacle.TOO_LONG):
            obstacles.answer(caller, id, "x" * (ANSWER_LIMIT + 1))
        with caller.refused(CannotHandleObstacle.NOT_YOURS):
            obstacles.forward_to_unit(caller, id, 999)


def test_announcing(world: Office) -> None:
    with acting(world, world.tuan) as caller, caller.refused(CannotAnnounce.TOO_LONG):
        nudging.announce(caller, "", "tất cả", "x" * (LONGEST_ANNOUNCEMENT + 1))
