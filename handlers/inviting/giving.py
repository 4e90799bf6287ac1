"""`/moi`: a unit, a role, and out comes a one-time code with a text to pass on."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain import rights
from domain.messaging.messages import Text, lines_of
from domain.reports.successions import exists
from domain.rights import Role
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import unit_change_text
from handlers.display.unit_change_text import living
from handlers.inviting import by_mail
from handlers.inviting.issuing import Issued, make_invitation
from handlers.inviting.ways import by_shared_bots
from handlers.naming import asked_for, people
from handlers.naming.people import ShownPerson
from handlers.words import dates
from storage.erasing import blanking
from storage.installation.settings import telegram_usernames
from storage.people import actors, invitations
from storage.people.contacts import Contact, contacts_of, holder
from storage.tables import Organisation, Unit
from storage.units import units as stored_units


def command(talk: Talk, rest: str) -> None:
    """`/moi`, or `/moi PKT`."""
    units(talk, typed=rest)


def typed_unit(talk: Talk, text: str) -> None:
    """Words typed where a unit was asked for (the question `{"ask": "invite"}`)."""
    units(talk, typed=text)


def units(talk: Talk, typed: str = "", page: int | None = None) -> None:
    """The units one may invite for, those first that nobody can be reached in; or straight on to the one named."""
    _in_private(talk)
    known = _units(talk)
    found, beside = [unit for unit in known if _exists(talk, unit)], list[Text]()
    if typed and known:
        named = asked_for.some_or_stop(talk, known, typed, "invite.roles", lambda unit: {"unit": unit.id})
        found = named.possible
        beside = asked_for.remarks(talk.words, talk.session, named)
        if len(found) == 1 and not named.unknown:
            roles(talk, found[0].id)
            return
    if not found:
        talk.stop("invite.no_unit")
    reached = _reached(talk, found)
    found = sorted(found, key=lambda unit: unit.id in reached)
    shown = page_of(found, page or 0)
    rows = [[Choice(unit.shown, "invite.roles", {"unit": unit.id})] for unit in shown.lines]
    rows.append(turning(talk.words, shown, "invite.units", {"typed": typed} if typed else {}))
    rows.append([] if typed else by_mail.button(talk))
    body = talk.words("invite.which_unit", n=len(found), lost=len(found) - len(reached))
    (talk.say if page is None else talk.show)(lines_of([*beside, body]), rows, focus={"ask": "invite"})


def roles(talk: Talk, unit: int) -> None:
    """Which role the person is to have; says who is there already."""
    _in_private(talk)
    place = _unit(talk, unit)
    allowed = [role for role in Role if _may_invite(talk, place, role)]
    if not allowed:
        talk.stop("invite.not_yours")
    args = {"unit": unit, "after": talk.now.isoformat()}
    choices = [
        Choice(talk.words.plain(f"button.role.{role}"), "invite.unit", {**args, "role": role}) for role in allowed
    ]
    names = _names(talk, _contacts(talk, place))
    lines = [talk.words("invite.which_role", unit=place.shown), *_present(talk, place, names)]
    leaving = [
        Choice(
            talk.words.plain("button.replace", name=names[contact.person_id]),
            "invite.unit",
            {**args, "role": str(contact.role), "leaves": contact.person_id},
        )
        for contact in _contacts(talk, place)
        if contact.role in allowed
    ]
    talk.show(lines_of(lines), [*in_rows(choices), *in_rows(leaving, 2), by_mail.button(talk, unit)])


def _names(talk: Talk, contacts: Sequence[Contact]) -> dict[int, str]:
    shown = [ShownPerson(contact.person_id, contact.name, str(contact.role)) for contact in contacts]
    labels = people.labels(talk.session, talk.words, shown, talk.now)
    return {contact.person_id: label for contact, label in zip(contacts, labels, strict=True)}


def _present(talk: Talk, unit: Unit, names: Mapping[int, str]) -> list[Text]:
    return [
        talk.words(
            "invite.contact" if contact.channel else "invite.contact_lost",
            name=names[contact.person_id],
            role=talk.words.plain(f"role.{contact.role}"),
            channel=talk.words.plain(f"channel.{contact.channel}") if contact.channel else "",
        )
        for contact in _contacts(talk, unit)
    ]


def _contacts(talk: Talk, unit: Unit) -> Sequence[Contact]:
    return contacts_of(talk.session, [(unit.organisation_id, unit.id)], talk.now).get(unit.id, ())


def give(
    talk: Talk,
    unit: int,
    role: str = Role.FOCAL_POINT,
    person: int | None = None,
    after: str | None = None,
    leaves: int | None = None,
) -> None:
    """Makes the invitation, unless one made since `after` (an ISO moment; None: ever) still waits to be used.

    So pressing twice makes one code. A code cannot be shown again: another one can be made.
    """
    _in_private(talk)
    place = _unit(talk, unit)
    if not _may_invite(talk, place, Role(role)):
        talk.stop("invite.not_yours")
    waiting = invitations.waiting(
        talk.session,
        unit_id=unit,
        role=role,
        created_by=talk.person.person_id,
        since=datetime.fromisoformat(after) if after else None,
        now=talk.now,
    )
    if waiting is not None and waiting.replaces == leaves:
        _made_already(talk, place, waiting.created_at, {"unit": unit, "role": role, "person": person, "leaves": leaves})
        return
    known = holder(talk.session, person, unit, role, talk.now) if person else None
    issued = make_invitation(
        talk.session,
        organisation_id=place.organisation_id,
        unit_id=unit,
        role=Role(role),
        name=known.name if known else None,
        person_id=known.id if known else None,
        replaces=leaves,
        now=talk.now,
        created_by=talk.person.person_id,
        channel=talk.address.channel,
    )
    leaver = holder(talk.session, leaves, unit, role, talk.now) if leaves else None
    _hand_over(talk, issued, pressed_role=after is not None, leaver=leaver.name if leaver else None)


def _made_already(talk: Talk, unit: Unit, made_at: datetime, args: dict[str, object]) -> None:
    after = made_at + timedelta(microseconds=1)
    another = Choice(talk.words.plain("button.another_code"), "invite.unit", {**args, "after": after.isoformat()})
    at = dates.clocked(talk.words, made_at, _zone(talk, unit))
    talk.say(talk.words("invite.already", unit=unit.shown, at=at), [[another]])


def _hand_over(talk: Talk, issued: Issued, *, pressed_role: bool, leaver: str | None = None) -> None:
    """What was made, in the place of the question; then a message that can be forwarded as it is."""
    words = talk.words
    until = dates.clocked(words, issued.expires_at, _zone(talk, issued.unit))
    role = words.plain(f"role.{issued.role}")
    whom = words.plain("invite.whom", name=issued.name) if issued.name else ""
    made = words("invite.made", code=issued.code, unit=issued.unit.shown, role=role, until=until, whom=whom)
    lines = [made, talk.words("invite.leaver", name=leaver)] if leaver else [made]
    (talk.show if pressed_role else talk.say)(lines_of(lines), code=blanking.key(issued.id, 0))
    talk.note(lines_of(_letter(talk, issued, role, until)), code=blanking.key(issued.id, 1))


def _letter(talk: Talk, issued: Issued, role: str, until: str) -> list[Text]:
    words = talk.words
    organisation = talk.session.get_one(Organisation, issued.unit.organisation_id)
    ways = [f"https://t.me/{name}?start={issued.code}" for name in telegram_usernames(talk.session)]
    return [
        words("invite.letter", organisation=organisation.name, unit=issued.unit.shown, role=role),
        *by_shared_bots(talk.session, words, issued.code),
        *(words("invite.letter_telegram", link=link) for link in ways),
        words("invite.letter_web", link=f"{talk.context.public_url}/vao/{issued.code}"),
        words("invite.letter_code", code=issued.code, until=until),
    ]


def _in_private(talk: Talk) -> None:
    """A code in a group would be anybody's."""
    if talk.address.is_group:
        talk.stop("invite.private")


def _followed(talk: Talk) -> set[int]:
    return actors.units_followed(talk.session, talk.person.plan_ids)


def _units(talk: Talk) -> list[Unit]:
    """All units the person may invite somebody for, and those that are no more."""
    administered = {held.organisation_id for held in talk.person.held if held.role is Role.ADMIN}
    return stored_units.listed(talk.session, _followed(talk), administered)


def _exists(talk: Talk, unit: Unit) -> bool:
    return exists(unit.ended_on, talk.now.astimezone(_zone(talk, unit)).date())


def _unit(talk: Talk, unit_id: int) -> Unit:
    unit = talk.session.get(Unit, unit_id)
    if unit is None:
        talk.stop("invite.not_yours")
    if not _exists(talk, unit) and unit.ended_on:
        now = unit_change_text.listed(
            talk.words, unit_change_text.names(living(talk.session, unit.organisation_id, [unit.id]))
        )
        talk.stop("invite.ended", unit=unit.shown, day=f"{unit.ended_on:%d/%m/%Y}", now=now)
    return unit


def _may_invite(talk: Talk, unit: Unit, role: Role) -> bool:
    return rights.may_invite(talk.person, unit.organisation_id, _followed(talk), unit.id, role)


def _reached(talk: Talk, units: Sequence[Unit]) -> set[int]:
    contacts = contacts_of(talk.session, [(unit.organisation_id, unit.id) for unit in units], talk.now)
    return {unit_id for unit_id, found in contacts.items() if any(contact.channel for contact in found)}


def _zone(talk: Talk, unit: Unit) -> ZoneInfo:
    return ZoneInfo(talk.session.get_one(Organisation, unit.organisation_id).timezone)
