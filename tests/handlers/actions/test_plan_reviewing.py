"""The review of a plan, asked for as a file and frozen, without a chat."""

import pytest

from domain.plan_reviews.review_spans import ReviewSpan
from handlers.plan_reviews import actions
from handlers.plan_reviews.actions import CannotReviewPlan
from storage.db.database import Database
from storage.tables import Address, Export, FrozenPlanReview
from tests.handlers.actions.caller import acting, events
from tests.world import World

WHOLE = ReviewSpan()


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", "900")
    world.person("PYT", "focal_point", "An", "101")
    return world


def test_it_is_frozen_and_its_file_is_made_once(world: World) -> None:
    plan, tuan = world.plan_id(), world.person_id("Tuấn")
    chat = next(row.id for row in world.all(Address) if row.chat_id == "900")
    with acting(world, tuan) as caller:
        assert len(actions.freeze(caller, plan, WHOLE).periods) == 1
        for _ in range(2):
            actions.ask_for_file(caller, plan, WHOLE, "xlsx", chat)
        assert [action for action, _, _ in events(caller)] == ["plan_review.frozen"]
    [frozen], [export] = world.all(FrozenPlanReview), world.all(Export)
    assert (frozen.plan_id, frozen.span, len(frozen.reports)) == (plan, "..", 3)
    assert (export.what, export.args) == ("plan_review", {"plan_id": plan, "span": "..", "frozen": False})


def test_it_is_for_those_who_follow_and_of_periods_that_there_are(world: World) -> None:
    plan = world.plan_id()
    with acting(world, world.person_id("An")) as caller:
        with caller.refused(CannotReviewPlan.NOT_YOUR_PLAN):
            actions.freeze(caller, plan, WHOLE)
        with caller.refused(CannotReviewPlan.NOT_YOUR_PLAN):
            actions.ask_for_file(caller, plan, WHOLE, "xlsx", 1)
    with acting(world, world.person_id("Tuấn")) as caller, caller.refused(CannotReviewPlan.NO_PERIOD):
        actions.freeze(caller, plan, ReviewSpan(None, "2025"))
    bare = world.add_plan("CCHC", "Kế hoạch cải cách hành chính", coordinators=["BTG"])
    with acting(world, world.person_id("Tuấn")) as caller, caller.refused(CannotReviewPlan.NO_PERIOD_YET):
        actions.freeze(caller, bare, WHOLE)
