"""Inviting, also in somebody's place and by mail, without a chat."""

import pytest
from sqlalchemy import select

from domain.rights import Role
from handlers.conversation.acting import BareDate, Context, ListOfNames
from handlers.inviting import actions
from handlers.inviting.actions import CannotInvite
from handlers.inviting.redeeming import Joined, RefusedCode, use
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.people import actors, addresses
from storage.tables import ExpectedPerson, Position
from tests.handlers.actions.caller import acting, events, queued
from tests.handlers.actions.mergers import DAY, merge
from tests.world import PUBLIC_URL, World

TUAN, AN = "900", "101"
SEATS = (Role.FOCAL_POINT, Role.DEPUTY)


@pytest.fixture
def world(database: Database) -> World:
    world = World(database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    return world


def test_an_invitation_is_made_once_and_brings_somebody_in(world: World) -> None:
    tuan, pyt = world.person_id("Tuấn"), world.unit_id("PYT")
    with acting(world, tuan) as caller:
        done = actions.invite(caller, pyt, Role.DEPUTY)
        assert (done.issued.unit.id, done.issued.role, done.leaver) == (pyt, Role.DEPUTY, None)
        assert events(caller) == [("invitation.made", "api", tuan)]
        assert queued(caller) == {}, "who is invited is told by whoever has the code"
        with caller.refused(CannotInvite.WAITING) as caught:
            actions.invite(caller, pyt, Role.DEPUTY)
        assert caught.value.values["at"].at == world.now
    world.passes(minutes=1)
    with acting(world, tuan) as caller:
        again = actions.invite(caller, pyt, Role.DEPUTY, since=world.now)
        assert again.issued.code != done.issued.code, "another, where it is asked for"
        address = addresses.make(caller.session, "web", "", "w1", is_group=False, now=world.now)
        joined = use(caller.session, done.issued.code, address, "Bình", world.now)
        assert isinstance(joined, Joined)
        assert {held.role for held in actors.actor(caller.session, joined.person_id, world.now).held} == {Role.DEPUTY}
        assert events(caller)[-1] == ("person.joined", "web", joined.person_id)
        stranger = addresses.make(caller.session, "web", "", "w2", is_group=False, now=world.now)
        assert use(caller.session, done.issued.code, stranger, "Lạ", world.now) == RefusedCode("used")


def test_somebody_else_takes_the_place(world: World) -> None:
    an, pyt = world.person_id("An"), world.unit_id("PYT")
    with acting(world, world.person_id("Tuấn")) as caller:
        done = actions.invite(caller, pyt, Role.FOCAL_POINT, replaces=an)
        assert done.leaver is not None
        assert done.leaver.id == an
        assert actors.actor(caller.session, an, world.now).held, "until the code is used"
        address = addresses.make(caller.session, "web", "", "w1", is_group=False, now=world.now)
        joined = use(caller.session, done.issued.code, address, "Bình", world.now)
        assert isinstance(joined, Joined)
        assert not actors.actor(caller.session, an, world.now).held
        assert events(caller)[-2:] == [
            ("person.replaced", "web", joined.person_id),
            ("person.joined", "web", joined.person_id),
        ]


def test_who_may_invite_and_where(world: World) -> None:
    an, tuan, pyt, btg = world.person_id("An"), world.person_id("Tuấn"), world.unit_id("PYT"), world.unit_id("BTG")
    pkt = world.unit_id("PKT")
    for role in SEATS:
        with acting(world, an) as caller, caller.refused(CannotInvite.NOT_YOURS):
            actions.invite(caller, pkt, role)
    with acting(world, tuan) as caller:
        with caller.refused(CannotInvite.NOT_YOURS):
            actions.invite(caller, btg, Role.ADMIN)
        with caller.refused(CannotInvite.NOT_YOURS):
            actions.invite(caller, 999, Role.DEPUTY)
    merge(world, "PKT", "PYT")
    with acting(world, tuan) as caller:
        with caller.refused(CannotInvite.ENDED) as caught:
            actions.invite(caller, pyt, Role.DEPUTY)
        assert caught.value.values["day"] == BareDate(DAY)
        assert caught.value.values["now"] == ListOfNames(("Phòng Kinh tế & <Hạ tầng>",))


def test_somebody_comes_in_by_one_more_way_as_themselves(world: World) -> None:
    an, tuan = world.person_id("An"), world.person_id("Tuấn")
    with acting(world, an) as caller:
        issued = actions.open_another_way(caller)
        assert (issued.opens_channel, events(caller)) == (True, [("link.made", "api", an)])
        address = addresses.make(caller.session, "web", "", "w1", is_group=False, now=world.now)
        assert use(caller.session, issued.code, address, "", world.now) == Joined(an, address.id, again=False)
        for position in caller.session.scalars(select(Position).where(Position.person_id == an)):
            position.until = world.now
    with acting(world, an) as caller, caller.refused(CannotInvite.NO_POSITION):
        actions.open_another_way(caller)
    with acting(world, tuan) as caller:
        assert actions.open_another_way(caller).role is Role.COORDINATOR


def test_letters_go_out_once(world: World) -> None:
    person = world.person("PNV", "focal_point", "Hoa", "hoa@coquan.vn", channel="email")
    an, tuan, pnv = world.person_id("An"), world.person_id("Tuấn"), world.unit_id("PNV")
    expected = ExpectedPerson(
        organisation_id=world.organisation_id,
        unit_id=pnv,
        role="focal_point",
        name="Hoa",
        mailbox="hoa@coquan.vn",
        person_id=person,
    )
    with world.database.transaction() as session:
        session.add(expected)
    with acting(world, tuan) as caller, caller.refused(CannotInvite.NO_MAIL):
        actions.invite_by_mail(caller, world.now)
    world.context = Context(work_calendar(), PUBLIC_URL, b"a secret", has_mail=True)
    with acting(world, an) as caller, caller.refused(CannotInvite.NOT_YOURS):
        actions.invite_by_mail(caller, world.now)
    with acting(world, tuan) as caller:
        assert [one.name for one in actions.to_invite_by_mail(caller).ready] == ["Hoa"]
        assert actions.invite_by_mail(caller, world.now).queued == 1
        assert actions.invite_by_mail(caller, world.now).queued == 0
        assert actions.invite_by_mail(caller, world.now, again=True).queued == 0, "not since it was asked"
        assert events(caller) == [("invitations.mailed", "api", tuan)]
        assert queued(caller) == {"hoa@coquan.vn": 1}
    world.passes(minutes=5)
    with acting(world, tuan) as caller:
        assert actions.invite_by_mail(caller, world.now, pnv, again=True) == actions.LettersQueued(1, 0)
