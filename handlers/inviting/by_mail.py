"""*Gửi lời mời qua e-mail*: how many would be invited, and after a yes they are."""

from collections.abc import Sequence
from datetime import datetime

from domain import rights
from domain.messaging.messages import lines_of
from domain.rights import Role
from handlers.conversation.talk import Choice, Talk
from handlers.inviting import mailed
from storage.people import actors, mail_invitations
from storage.people.mail_invitations import Round
from storage.people.to_invite import Wanted
from storage.tables import Organisation, Person

AT_ONCE = 500  # letters: more would keep others waiting
NAMED = 8


def button(talk: Talk, unit: int | None = None) -> list[Choice]:
    """Where mail is on and somebody on the list has a mailbox; of a unit, where somebody there is to be invited."""
    organisation = _organisation(talk)
    if not talk.context.has_mail or not mail_invitations.has_any(talk.session, organisation.id):
        return []
    if unit is not None:
        found = _round(talk, unit)
        if not (found.ready or found.recent):
            return []
    args = {} if unit is None else {"unit": unit}
    return [Choice(talk.words.plain("button.invite_mail"), "invite.mail", args)]


def confirm(talk: Talk, unit: int | None = None) -> None:
    """Who would get a letter, who got one already, and who has no mailbox. Nothing goes out yet."""
    _check(talk)
    found = _round(talk, unit)
    lines = [talk.words("invite_mail.ready" if found.ready else "invite_mail.none", n=len(found.ready))]
    if len(found.ready) <= NAMED:
        lines += [
            talk.words("invite_mail.line", name=one.name, unit=one.seats[0].unit, mailbox=one.mailbox)
            for one in found.ready
        ]
    if found.recent:
        lines.append(talk.words("invite_mail.recent", n=len(found.recent)))
    if found.without:
        lines.append(talk.words("invite_mail.without", n=len(found.without), names=_named(found.without)))
    talk.show(lines_of(lines), [_answers(talk, found, unit)])


def _answers(talk: Talk, found: Round, unit: int | None) -> list[Choice]:
    args = {"at": talk.now.isoformat()} | ({} if unit is None else {"unit": unit})
    answers = []
    if found.ready:
        label = talk.words.plain("button.invite_mail.send", n=min(AT_ONCE, len(found.ready)))
        answers.append(Choice(label, "invite.mail_do", args))
    if found.recent:
        label = talk.words.plain("button.invite_mail.again", n=len(found.recent))
        answers.append(Choice(label, "invite.mail_do", {**args, "again": True}))
    back = ("invite.units", {}) if unit is None else ("invite.roles", {"unit": unit})
    return [*answers, Choice(talk.words.plain("button.leave"), *back)]


def send(talk: Talk, at: str, unit: int | None = None, again: bool = False) -> None:
    """Pressed twice, it mails once: whoever got a letter since the question was asked gets no second."""
    _check(talk)
    asked = datetime.fromisoformat(at)
    before = min(asked, talk.now) if again else None
    found = _round(talk, unit, before)
    recent = {one.person_id for one in _round(talk, unit).recent} if again else set()
    wanted = [one for one in found.ready if not again or one.person_id in recent]
    organisation = _organisation(talk)
    queued = mailed.invite(talk.session, organisation, wanted[:AT_ONCE], talk.now, before)
    if queued:
        talk.record(organisation.id, "invitations.mailed", f"organisation:{organisation.id}", count=queued)
    rest = len(wanted) - queued if queued else 0
    lines = [talk.words("invite_mail.done" if queued else "invite_mail.done_before", n=queued)]
    if rest > 0:
        lines.append(talk.words("invite_mail.rest", n=rest))
    more = [Choice(talk.words.plain("button.invite_mail"), "invite.mail")] if rest > 0 else []
    talk.show(lines_of(lines), [more])


def _check(talk: Talk) -> None:
    if talk.address.is_group:
        talk.stop("invite.private")
    if not talk.context.has_mail:
        talk.stop("invite_mail.off")
    if not talk.person.is_coordinator:
        talk.stop("invite.not_yours")


def _round(talk: Talk, unit: int | None, before: datetime | None = None) -> Round:
    """Only what this person may invite for."""
    organisation = _organisation(talk)
    followed = actors.units_followed(talk.session, talk.person.plan_ids)

    def allowed(unit_id: int, role: str) -> bool:
        return rights.may_invite(talk.person, organisation.id, followed, unit_id, Role(role))

    return mail_invitations.round_of(
        talk.session, organisation.id, talk.now, unit_id=unit, before=before, allowed=allowed
    )


def _named(found: Sequence[Wanted]) -> str:
    names = [f"{one.name} ({one.unit})" for one in found[:NAMED]]
    return ", ".join(names) + (", …" if len(found) > NAMED else "")


def _organisation(talk: Talk) -> Organisation:
    person = talk.session.get_one(Person, talk.person.person_id)
    return talk.session.get_one(Organisation, person.organisation_id)
