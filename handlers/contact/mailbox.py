"""`/email`: being reminded by mail too. A mailbox is somebody's once they typed in a chat the code mailed there."""

import re

from domain.messaging.email_addresses import CODE_DIGITS, WRONG_TRIES, mailbox, mailboxes_in
from domain.messaging.messages import Card, Outgoing, Text, lines_of
from domain.text import fold
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows, Talk
from handlers.words import Words, dates
from storage.erasing import blanking, typed_codes
from storage.messages import outbox
from storage.messages.outbox import Lane
from storage.people import mailboxes
from storage.reporting import duties
from storage.tables import MailConfirmation, Organisation, Person, Unit

_REMOVE = ("bo", "xoa", "huy", "thoi", "remove", "off")
_CODE = re.compile(rf"\d{{{CODE_DIGITS}}}")


def command(talk: Talk, rest: str = "") -> None:
    """Ask for a mailbox, mail a code there, take the code or give the mailbox up: `/email`, `/email ten@coquan.vn`,
    `/email 123456`, `/email bỏ`."""
    said = rest.strip()
    if fold(said) in _REMOVE:
        remove(talk)
        return
    if not talk.context.has_mail:
        talk.stop("email.off")
    code = re.sub(r"[\s.-]", "", said)
    if not said:
        _ask(talk)
    elif _CODE.fullmatch(code):
        _confirm(talk, code)
    else:
        _send_code(talk, said)


def is_attempt(text: str) -> bool:
    """Say whether it is, or is meant to be, what was asked for: an address, the code, or that there is to be none."""
    said = text.strip()
    is_code = said.replace(" ", "").isdecimal()
    is_shaped = " " not in said and "." in said and said.rpartition(".")[2].isalpha()  # `lan.coquan.vn`
    return "@" in said or is_code or is_shaped or fold(said) in _REMOVE


def _ask(talk: Talk) -> None:
    present = mailboxes.of_person(talk.session, talk.person.person_id)
    name = "email.present" if present else "email.ask"
    rows = [[Choice(talk.words.plain("button.email.remove"), "email.remove")]] if present else []
    talk.say(talk.words(name, mailbox=", ".join(present)), rows, focus={"ask": "email"})


def _send_code(talk: Talk, said: str) -> None:
    talk.address.focus = {"ask": "email"}
    among = mailboxes_in(said)  # `mail của em là lan@coquan.vn`
    wanted = mailbox(said) or (among[0] if len(among) == 1 else None)
    if wanted is None:
        talk.stop("email.bad", said=said[:100])
    person = talk.session.get_one(Person, talk.person.person_id)
    if mailboxes.reaches(talk.session, person.id, wanted):
        talk.address.focus = None
        talk.stop("email.already", mailbox=wanted)
    if mailboxes.is_unwanted(talk.session, wanted):
        talk.stop("email.refused", mailbox=wanted)
    zone = duties.zone_of(talk.session.get_one(Organisation, person.organisation_id))
    free = mailboxes.may_ask_from(talk.session, person.id, wanted, talk.now)
    if free > talk.now:
        talk.stop("email.wait", at=dates.moment(talk.words, free, zone))
    asked, code = mailboxes.ask(
        talk.session,
        organisation_id=person.organisation_id,
        person_id=person.id,
        mailbox=wanted,
        secret=talk.context.secret,
        now=talk.now,
    )
    until = dates.clocked(talk.words, asked.expires_at, zone)
    _mail(talk, asked, talk.words("email.letter", code=code, until=until, office=_office(talk)))
    talk.record(person.organisation_id, "email.asked", f"person:{person.id}")
    talk.say(talk.words("email.sent", mailbox=wanted, until=until, digits=CODE_DIGITS), focus={"ask": "email"})


def _office(talk: Talk) -> str:
    """Name where the person works, in words that nobody chose for themselves: a name might be an advertisement."""
    held = talk.person.held
    if held:
        return talk.session.get_one(Unit, held[0].unit_id).name
    return talk.session.get_one(Organisation, talk.session.get_one(Person, talk.person.person_id).organisation_id).name


def _mail(talk: Talk, asked: MailConfirmation, body: Text) -> None:
    outbox.add(
        talk.session,
        channel=mailboxes.CHANNEL,
        account=mailboxes.ACCOUNT,
        chat_id=mailboxes.entry_of(talk.session, asked.person_id, asked.mailbox),
        outgoing=Outgoing("say", Card(body), confirms=True),
        lane=Lane.REPLY,
        now=talk.now,
        organisation_id=asked.organisation_id,
        dedupe_key=blanking.mail_key(asked),
    )


def _confirm(talk: Talk, code: str) -> None:
    person_id = talk.person.person_id
    asked = mailboxes.waiting(talk.session, person_id, talk.now)
    if asked is None:
        talk.stop("email.no_code")
    if not mailboxes.is_right(asked, code, talk.context.secret, talk.now):
        left = WRONG_TRIES - asked.wrong
        if not left:
            blanking.blank_confirmation(talk.session, asked, talk.now)
        talk.address.focus = {"ask": "email"} if left else None
        talk.stop("email.wrong" if left else "email.closed", left=left)
    blanking.blank_confirmation(talk.session, asked, talk.now)
    typed_codes.hide(talk.session, talk.incoming, code)
    others = mailboxes.attach(talk.session, asked.organisation_id, person_id, asked.mailbox, talk.now)
    talk.record(asked.organisation_id, "email.confirmed", f"person:{person_id}")
    lines = [talk.words("email.done", mailbox=asked.mailbox)]
    if others:
        _tell_others(talk, others, asked.mailbox)
        lines.append(talk.words("email.shared"))
    talk.say(lines_of(lines))


def _tell_others(talk: Talk, others: set[int], shared: str) -> None:
    """Tell the others who use the mailbox that it is shared: they keep it, and their links stay theirs."""

    def said(words: Words) -> tuple[Text, Rows]:
        return words("email.shared_told", mailbox=shared), []

    tell(talk.session, others, said, talk.now)


def remove(talk: Talk) -> None:
    """Give up the mailbox: nothing is mailed to the person any more."""
    person = talk.session.get_one(Person, talk.person.person_id)
    gone = mailboxes.release(talk.session, person.id, talk.now)
    if not gone:
        talk.stop("email.none")
    if person.preferred_channel == mailboxes.CHANNEL:
        person.preferred_channel = None
    talk.record(person.organisation_id, "email.removed", f"person:{person.id}")
    talk.show(talk.words("email.removed", mailbox=", ".join(gone)))
