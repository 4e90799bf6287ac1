"""Collations and lists as files, freezing, and being away, without a chat."""

from datetime import date

import pytest

from domain.collation.narratives import TEXT_LIMIT, NarrativePart
from domain.reports.absences import Days
from handlers.collating import actions as collating
from handlers.collating.actions import CannotCollate
from handlers.contact import actions as contact
from handlers.contact.actions import CannotBeAway
from handlers.following import actions as following
from handlers.following.actions import CannotFollow
from handlers.narratives import actions as narratives
from handlers.narratives.actions import CannotWrite, NarrativePlace
from storage.db.database import Database
from storage.tables import Absence, Address, Export, Requirement
from tests.handlers.actions.caller import Caller, acting, events, queued
from tests.world import World

TUAN, AN, BINH = "900", "101", "102"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "An", AN)
    world.person("PYT", "deputy", "Bình", BINH, language="en")
    world.at("2026-12-15 09:00")
    return world


def test_a_collation_is_frozen_and_its_file_sent_on(world: World) -> None:
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    [export] = world.all(Export)
    args, tuan = export.args, world.person_id("Tuấn")
    with acting(world, tuan) as caller:
        before = len(events(caller))
        assert collating.freeze(caller, args["requirement_id"], args["period_key"]).expected == 3
        assert collating.send_on(caller, export.id).people == 0
        done = [action for action, _, _ in events(caller)[before:]]
        assert done == ["collation.frozen", "collation.sent"]
        with caller.refused(CannotCollate.NOT_YOUR_PLAN):
            collating.send_on(caller, 999)
    with acting(world, world.person_id("An")) as caller, caller.refused(CannotCollate.NOT_YOUR_PLAN):
        collating.freeze(caller, args["requirement_id"], args["period_key"])


def test_files_are_asked_for_once_by_those_who_follow(world: World) -> None:
    tuan, plan = world.person_id("Tuấn"), world.plan_id()
    requirement = world.all(Requirement)[0].id
    chat = next(row.id for row in world.all(Address) if row.chat_id == TUAN)
    with acting(world, tuan) as caller:
        for _ in range(2):
            assert collating.ask_for_file(caller, requirement, "2026-Q4", "docx", chat).expected == 3
            collating.ask_for_picture(caller, requirement, "2026-Q4", chat)
            following.ask_for_list(caller, [plan], "overdue", "", chat)
        assert (events(caller), queued(caller)) == ([], {})
        for other in ([], [plan, 999]):
            with caller.refused(CannotFollow.NO_PLAN):
                following.ask_for_list(caller, other, "overdue", "", chat)
    waiting = world.all(Export)
    assert [(row.what, row.kind, row.person_id, row.address_id) for row in waiting] == [
        ("collation", "docx", tuan, chat),
        ("progress", "png", tuan, chat),
        ("list", "xlsx", tuan, chat),
    ]
    with acting(world, tuan) as caller, caller.refused(CannotCollate.FILE_GONE):
        collating.send_on(caller, waiting[0].id)
    with acting(world, world.person_id("An")) as caller:
        with caller.refused(CannotCollate.NOT_YOUR_PLAN):
            collating.ask_for_file(caller, requirement, "2026-Q4", "docx", chat)
        with caller.refused(CannotCollate.NOT_YOUR_PLAN):
            collating.ask_for_picture(caller, requirement, "2026-Q4", chat)
        with caller.refused(CannotFollow.NO_PLAN):
            following.ask_for_list(caller, [plan], "overdue", "", chat)


def test_a_narrative_is_written_by_who_follows_the_plan_over_what_they_have_seen(world: World) -> None:
    requirement, part, tuan = world.all(Requirement)[0].id, NarrativePart.CAUSES, world.person_id("Tuấn")

    def place(caller: Caller, period: str = "2026-Q4") -> NarrativePlace:
        return narratives.place_of(caller, requirement, period)

    with acting(world, tuan) as caller:
        first = narratives.write_narrative(caller, place(caller), part, "một", None).standing
        assert first is not None
        second = narratives.write_narrative(caller, place(caller), part, "hai", first.id).standing
        again = narratives.write_narrative(caller, place(caller), part, "hai", first.id)
        assert again.standing == second
        assert events(caller) == [("narrative.written", "api", tuan)] * 2
        for seen in (None, first.id):
            with caller.refused(CannotWrite.WRITTEN_MEANWHILE) as caught:
                narratives.write_narrative(caller, place(caller), part, "ba", seen)
            assert caught.value.values["who"] == "Tuấn"
        with caller.refused(CannotWrite.TOO_LONG):
            narratives.write_narrative(caller, place(caller), part, "x" * (TEXT_LIMIT + 1), first.id)
        with caller.refused(CannotWrite.SECRET):
            narratives.write_narrative(caller, place(caller), part, "Tài liệu MẬT: một", first.id)
        with caller.refused(CannotCollate.NOT_YOUR_PLAN):
            narratives.write_narrative(caller, place(caller, "2031-Q4"), part, "ba", None)
    with acting(world, world.person_id("An")) as caller, caller.refused(CannotCollate.NOT_YOUR_PLAN):
        narratives.write_narrative(caller, place(caller), part, "ba", None)
    for plan in (world.plan_id(), None):
        with acting(world, world.person_id("An")) as caller, caller.refused(CannotWrite.NOT_YOUR_PLAN):
            narratives.place_of(caller, None, "..", plan)


def test_a_colleague_stands_in_and_hears_of_it(world: World) -> None:
    unit, an, binh, tuan = world.unit_id("PYT"), *map(world.person_id, ("An", "Bình", "Tuấn"))
    days = Days(date(2026, 12, 20), date(2026, 12, 25))
    with acting(world, an) as caller:
        assert [one.person.name for one in contact.be_away(caller, [unit], binh, days)] == ["Bình"]
        contact.be_away(caller, [unit], binh, days)
        assert (events(caller), queued(caller)) == ([("absence.planned", "api", an)], {BINH: 1})
        with caller.refused(CannotBeAway.NOT_A_COLLEAGUE):
            contact.be_away(caller, [unit], tuan, days)
    [absence] = world.all(Absence)
    with acting(world, binh) as caller, caller.refused(CannotBeAway.NOT_YOURS):
        contact.be_back(caller, absence.id)
    with acting(world, an) as caller:
        contact.be_back(caller, absence.id)
        assert events(caller)[1:] == [("absence.ended", "api", an)]
        assert queued(caller) == {BINH: 2}
