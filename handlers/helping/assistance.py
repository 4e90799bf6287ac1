"""Commands for everybody: help, language, leaving a question, a link to the web chat."""

from domain.messaging.messages import Text, lines_of
from handlers.conversation import commands, read_backs
from handlers.conversation.talk import Choice, Talk, is_asking
from handlers.drafting import examples
from handlers.inviting import actions as inviting
from handlers.reporting.reading_back import unanswered
from handlers.words import LANGUAGES, Words, dates
from storage.erasing import blanking
from storage.reporting import duties
from storage.tables import Person


def help(talk: Talk, rest: str = "") -> None:
    """Say what this person can do here, a line each."""
    talk.menu(*commands.menu_for(talk.actor, talk.words))
    if talk.actor is None:
        talk.note(talk.words("stranger"))
        return
    _, entries = commands.menu_for(talk.actor, talk.words)
    lines: list[Text] = [talk.words("help.title")]
    lines += [talk.words("help.line", command=entry.command, description=entry.description) for entry in entries]
    if talk.actor.is_reporter:
        if example := examples.whole_line(talk):
            lines.append(talk.words("help.typing", example=example))
        lines.append(talk.words("help.numbers" if talk.shows_numbers else "help.files"))
        lines.append(talk.words("help.locked"))
    lines.append(talk.words("hello.secret"))
    talk.say(lines_of(lines), focus=talk.address.focus)


def language(talk: Talk, rest: str = "") -> None:
    """Set the language (`/language en`), or offer the choice."""
    wanted = rest.strip().lower()
    if wanted in LANGUAGES:
        set_language(talk, wanted)
        return
    choices = [Choice(Words(code).plain("language.name"), "language", {"code": code}) for code in LANGUAGES]
    if talk.actor is None:
        talk.note(talk.words("language.ask_typed"))
    else:
        talk.say(talk.words("language.ask"), [choices])


def set_language(talk: Talk, code: str) -> None:
    talk.address.language = code
    form = talk.words.address_form
    talk.words = Words(code, form, talk.words.official_years)
    if talk.actor is not None:
        talk.session.get_one(Person, talk.actor.person_id).language = code
        talk.menu(*commands.menu_for(talk.actor, talk.words))
    talk.note(talk.words("language.set"))


def leave(talk: Talk) -> None:
    """Leave undone what was read back (`Thôi`, `Bỏ`)."""
    talk.show(talk.words("extension.left_alone"))


def cancel(talk: Talk, rest: str = "") -> None:
    """Leave the question (`/huy`); what was said stays in the draft."""
    cancelled = [talk.words("cancel.waiting", said=said) for said in read_backs.forget(talk.session, talk.address)]
    chosen = read_backs.forget_choices(talk.session, talk.address)
    asked = unanswered.forget(talk) or chosen or is_asking(talk.address.focus)
    drafted = duties.drafted(
        talk.session, [duty.id for duty in duties.owed_by(talk.session, talk.person.reporting_units)]
    )
    name = "cancel.draft" if drafted else "cancel" if asked else "cancel.nothing"
    talk.say(lines_of([*cancelled, *([talk.words(name)] if drafted or asked or not cancelled else [])]))


def weblink(talk: Talk, rest: str = "") -> None:
    """Give a one-time link that opens the web chat as the same person, drafts and all (`/web`)."""
    issued = inviting.open_another_way(talk)
    zone = inviting.zone_of(talk, issued.unit)
    link = f"{talk.context.public_url}/vao/{issued.code}"
    until = dates.clocked(talk.words, issued.expires_at, zone)
    talk.note(talk.words("weblink", link=link, until=until), code=blanking.key(issued.id))
