"""*Gửi lời mời qua e-mail*: how many would be invited, and after a yes they are."""

from collections.abc import Sequence
from datetime import datetime

from domain.messaging.messages import lines_of
from handlers.conversation.talk import Choice, Talk
from handlers.inviting import actions
from handlers.inviting.actions import MOST_LETTERS
from storage.people import mail_invitations
from storage.people.mail_invitations import Round
from storage.people.to_invite import Wanted

NAMED = 8


def button(talk: Talk, unit: int | None = None) -> list[Choice]:
    """Return the button where mail is on and somebody on the list has a mailbox; of a unit, where somebody there is to
    be invited."""
    organisation = actions.organisation_of(talk)
    if not talk.context.has_mail or not mail_invitations.has_any(talk.session, organisation.id):
        return []
    if unit is not None:
        found = actions.with_mailboxes(talk, unit)
        if not (found.ready or found.recent):
            return []
    args = {} if unit is None else {"unit": unit}
    return [Choice(talk.words.plain("button.invite_mail"), "invite.mail", args)]


def confirm(talk: Talk, unit: int | None = None) -> None:
    """Name who would get a letter, who got one already, and who has no mailbox. Nothing goes out yet."""
    _in_private(talk)
    found = actions.to_invite_by_mail(talk, unit)
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
        label = talk.words.plain("button.invite_mail.send", n=min(MOST_LETTERS, len(found.ready)))
        answers.append(Choice(label, "invite.mail_do", args))
    if found.recent:
        label = talk.words.plain("button.invite_mail.again", n=len(found.recent))
        answers.append(Choice(label, "invite.mail_do", {**args, "again": True}))
    back = ("invite.units", {}) if unit is None else ("invite.roles", {"unit": unit})
    return [*answers, Choice(talk.words.plain("button.leave"), *back)]


def send(talk: Talk, at: str, unit: int | None = None, again: bool = False) -> None:
    """Mail the letters, once also when pressed twice: whoever got one since the question was asked gets no second."""
    _in_private(talk)
    done = actions.invite_by_mail(talk, datetime.fromisoformat(at), unit, again=again)
    name = "invite_mail.done" if done.queued else "invite_mail.done_before"
    lines = [talk.words(name, n=done.queued)]
    if done.left > 0:
        lines.append(talk.words("invite_mail.rest", n=done.left))
    more = [Choice(talk.words.plain("button.invite_mail"), "invite.mail")] if done.left > 0 else []
    talk.show(lines_of(lines), [more])


def _in_private(talk: Talk) -> None:
    if talk.address.is_group:
        talk.stop("invite.private")


def _named(found: Sequence[Wanted]) -> str:
    names = [f"{one.name} ({one.unit})" for one in found[:NAMED]]
    return ", ".join(names) + (", …" if len(found) > NAMED else "")
