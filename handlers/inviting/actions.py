"""Inviting somebody into a unit, also in somebody's place; and by mail all who are to come."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain import rights
from domain.reports.successions import exists
from domain.rights import Role
from handlers.conversation.acting import Acting, BareDate, ClockTime, ListOfNames, Reason, Refusal
from handlers.inviting import notices
from handlers.inviting.issuing import Issued, make_invitation
from storage.people import actors, invitations, mail_invitations
from storage.people.contacts import holder
from storage.people.mail_invitations import Round
from storage.tables import Organisation, Person, Unit
from storage.units.units import living

MOST_LETTERS = 500  # at once: more would keep others waiting


class CannotInvite(Reason):
    NOT_YOURS = "invite.not_yours"
    ENDED = "invite.ended"
    WAITING = "invite.already"
    NO_MAIL = "invite_mail.off"
    NO_POSITION = "weblink.no_position"


@dataclass(frozen=True, slots=True)
class InvitationMade:
    """`leaver`: who leaves the position when the code is used."""

    issued: Issued
    leaver: Person | None


@dataclass(frozen=True, slots=True)
class LettersQueued:
    """`left`: people who are to be invited still."""

    queued: int
    left: int


def to_invite(acting: Acting, unit_id: int) -> Unit:
    """Return a unit that exists still."""
    unit = acting.session.get(Unit, unit_id)
    if unit is None:
        raise Refusal(CannotInvite.NOT_YOURS)
    if not exists_now(acting, unit) and unit.ended_on:
        now = tuple(heir.shown for heir in living(acting.session, unit.organisation_id, [unit.id]))
        raise Refusal(CannotInvite.ENDED, unit=unit.shown, day=BareDate(unit.ended_on), now=ListOfNames(now))
    return unit


def may_invite(acting: Acting, unit: Unit, role: Role) -> bool:
    return rights.may_invite(acting.person, unit.organisation_id, followed(acting), unit.id, role)


def followed(acting: Acting) -> set[int]:
    return actors.units_followed(acting.session, acting.person.plan_ids)


def exists_now(acting: Acting, unit: Unit) -> bool:
    return exists(unit.ended_on, acting.now.astimezone(zone_of(acting, unit)).date())


def zone_of(acting: Acting, unit: Unit) -> ZoneInfo:
    return ZoneInfo(acting.session.get_one(Organisation, unit.organisation_id).timezone)


def invite(
    acting: Acting,
    unit_id: int,
    role: Role,
    *,
    person_id: int | None = None,
    replaces: int | None = None,
    since: datetime | None = None,
) -> InvitationMade:
    """Make an invitation, unless one of theirs made since that moment (None: ever) waits to be used: pressed twice, it
    is made once. `person_id`: who has the position, for one more channel; `replaces`: who leaves it then."""
    unit = to_invite(acting, unit_id)
    if not may_invite(acting, unit, role):
        raise Refusal(CannotInvite.NOT_YOURS)
    waiting = invitations.waiting(
        acting.session,
        unit_id=unit_id,
        role=role,
        created_by=acting.person.person_id,
        since=since,
        now=acting.now,
    )
    if waiting is not None and waiting.replaces == replaces:
        at = ClockTime(waiting.created_at, zone_of(acting, unit))
        raise Refusal(CannotInvite.WAITING, unit=unit.shown, at=at)
    known = holder(acting.session, person_id, unit_id, role, acting.now) if person_id else None
    issued = make_invitation(
        acting.session,
        organisation_id=unit.organisation_id,
        unit_id=unit_id,
        role=role,
        name=known.name if known else None,
        person_id=known.id if known else None,
        replaces=replaces,
        now=acting.now,
        created_by=acting.person.person_id,
        channel=acting.channel,
    )
    return InvitationMade(issued, holder(acting.session, replaces, unit_id, role, acting.now) if replaces else None)


def open_another_way(acting: Acting) -> Issued:
    """Make a code by which this person comes in by one more way, as themselves; it is for use at once."""
    held = acting.person.held
    if not held:
        raise Refusal(CannotInvite.NO_POSITION)
    return make_invitation(
        acting.session,
        organisation_id=held[0].organisation_id,
        unit_id=held[0].unit_id,
        role=Role(held[0].role),
        name=acting.person.name,
        now=acting.now,
        created_by=acting.person.person_id,
        person_id=acting.person.person_id,
        lifetime=invitations.OWN_LINK_LIFETIME,
        channel=acting.channel,
        action="link.made",
    )


def to_invite_by_mail(acting: Acting, unit_id: int | None = None, before: datetime | None = None) -> Round:
    """Return who has a mailbox and is still to come, of the units and in the roles for which this person may invite;
    `before`: who was invited earlier than that may be again."""
    if not acting.context.has_mail:
        raise Refusal(CannotInvite.NO_MAIL)
    if not acting.person.is_coordinator:
        raise Refusal(CannotInvite.NOT_YOURS)
    return with_mailboxes(acting, unit_id, before)


def with_mailboxes(acting: Acting, unit_id: int | None, before: datetime | None = None) -> Round:
    organisation_id, units = organisation_of(acting).id, followed(acting)

    def allowed(unit: int, role: str) -> bool:
        return rights.may_invite(acting.person, organisation_id, units, unit, Role(role))

    return mail_invitations.round_of(
        acting.session, organisation_id, acting.now, unit_id=unit_id, before=before, allowed=allowed
    )


def invite_by_mail(acting: Acting, seen: datetime, unit_id: int | None = None, *, again: bool = False) -> LettersQueued:
    """Queue a letter to each. `seen`: when the person saw who they are; asked twice, whoever got one since gets no
    second. `again`: those who were invited within a day instead."""
    before = min(seen, acting.now) if again else None
    wanted = to_invite_by_mail(acting, unit_id, before).ready
    if again:
        recent = {one.person_id for one in to_invite_by_mail(acting, unit_id).recent}
        wanted = [one for one in wanted if one.person_id in recent]
    organisation = organisation_of(acting)
    queued = notices.letters(acting.session, organisation, wanted[:MOST_LETTERS], acting.now, before)
    if queued:
        acting.record(organisation.id, "invitations.mailed", f"organisation:{organisation.id}", count=queued)
    return LettersQueued(queued, len(wanted) - queued if queued else 0)


def organisation_of(acting: Acting) -> Organisation:
    person = acting.session.get_one(Person, acting.person.person_id)
    return acting.session.get_one(Organisation, person.organisation_id)
