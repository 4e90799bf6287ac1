"""`/moi`: a unit, a role, and out comes a one-time code with a text to pass on."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from domain.messaging.messages import Text, lines_of
from domain.rights import Role
from handlers.conversation.acting import Refusal
from handlers.conversation.paging import page_of, turning
from handlers.conversation.refusals import worded
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.inviting import actions, by_mail
from handlers.inviting.actions import CannotInvite
from handlers.inviting.issuing import Issued
from handlers.inviting.ways import by_shared_bots
from handlers.naming import asked_for, people
from handlers.naming.people import ShownPerson
from handlers.words import dates
from storage.erasing import blanking
from storage.installation.settings import telegram_usernames
from storage.people.contacts import Contact, contacts_of
from storage.tables import Organisation, Unit
from storage.units import units as stored_units


def command(talk: Talk, rest: str) -> None:
    """Show the units one may invite for, or the roles of the one named: `/moi`, `/moi PKT`."""
    units(talk, typed=rest)


def typed_unit(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "invite"}`: words that name a unit."""
    units(talk, typed=text)


def units(talk: Talk, typed: str = "", page: int | None = None) -> None:
    """Show the units one may invite for, those first that nobody can be reached in; or go straight on to the one
    named."""
    _in_private(talk)
    known = _units(talk)
    found, beside = [unit for unit in known if actions.exists_now(talk, unit)], list[Text]()
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
    """Ask which role the person is to have, and say who is there already."""
    _in_private(talk)
    place = actions.to_invite(talk, unit)
    allowed = [role for role in Role if actions.may_invite(talk, place, role)]
    if not allowed:
        raise Refusal(CannotInvite.NOT_YOURS)
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
    """Make the invitation, unless one made since `after` (an ISO moment; None: ever) still waits to be used.

    So pressing twice makes one code. A code cannot be shown again: another one can be made.
    """
    _in_private(talk)
    since = datetime.fromisoformat(after) if after else None
    try:
        done = actions.invite(talk, unit, Role(role), person_id=person, replaces=leaves, since=since)
    except Refusal as refusal:
        if refusal.reason is not CannotInvite.WAITING:
            raise
        again = {"unit": unit, "role": role, "person": person, "leaves": leaves}
        _offer_another(talk, refusal, {**again, "after": _after(refusal.values["at"].at)})
        return
    _hand_over(talk, done.issued, pressed_role=after is not None, leaver=done.leaver.name if done.leaver else None)


def _after(made_at: datetime) -> str:
    return (made_at + timedelta(microseconds=1)).isoformat()


def _offer_another(talk: Talk, refusal: Refusal, args: Mapping[str, object]) -> None:
    another = Choice(talk.words.plain("button.another_code"), "invite.unit", args)
    talk.say(worded(talk.words, refusal), [[another]])


def _hand_over(talk: Talk, issued: Issued, *, pressed_role: bool, leaver: str | None = None) -> None:
    """Show what was made, in the place of the question; then a message that can be forwarded as it is."""
    words = talk.words
    until = dates.clocked(words, issued.expires_at, actions.zone_of(talk, issued.unit))
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
    """End the handling in a group: a code there would be anybody's."""
    if talk.address.is_group:
        talk.stop("invite.private")


def _units(talk: Talk) -> list[Unit]:
    """Return all units the person may invite somebody for, and those that are no more."""
    administered = {held.organisation_id for held in talk.person.held if held.role is Role.ADMIN}
    return stored_units.listed(talk.session, actions.followed(talk), administered)


def _reached(talk: Talk, units: Sequence[Unit]) -> set[int]:
    contacts = contacts_of(talk.session, [(unit.organisation_id, unit.id) for unit in units], talk.now)
    return {unit_id for unit_id, found in contacts.items() if any(contact.channel for contact in found)}
