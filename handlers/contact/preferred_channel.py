"""`/kenh`: where somebody can be written to, and where they want to be first."""

from domain.messaging.email_addresses import of_entry
from domain.messaging.messages import lines_of
from domain.text import fold
from handlers.conversation.talk import Choice, Talk, in_rows
from storage.people import mailboxes, people
from storage.tables import Address, Person


def command(talk: Talk, rest: str = "") -> None:
    """Show the channels, or choose one: `/kenh`, `/kenh 2`, `/kenh zalo`."""
    chats = people.chats(talk.session, talk.person.person_id)
    wanted = fold(rest)
    if not wanted:
        _show(talk, chats)
        return
    named = {fold(_name(talk, chat.channel)): chat.channel for chat in chats}
    numbered = {str(number): chat.channel for number, chat in enumerate(chats, 1)}
    channel = (named | numbered).get(wanted)
    if channel is None:
        talk.stop("channels.unknown", said=rest[:40])
    prefer(talk, channel)


def prefer(talk: Talk, channel: str) -> None:
    """Write to the person on this channel first from now on, as long as they can be reached there."""
    person = talk.session.get_one(Person, talk.person.person_id)
    if channel not in {chat.channel for chat in people.chats(talk.session, person.id)}:
        talk.stop("button.unknown")
    if person.preferred_channel != channel:
        person.preferred_channel = channel
        talk.session.flush()
        talk.record(person.organisation_id, "channel.preferred", f"person:{person.id}", preferred=channel)
    _show(talk, people.chats(talk.session, person.id))


def _show(talk: Talk, chats: list[Address]) -> None:
    words, person_id = talk.words, talk.person.person_id
    used = people.reachable_address(talk.session, [person_id]).get(person_id)
    lines = [words("channels.title")]
    for number, chat in enumerate(chats, 1):
        mailed = chat.channel == mailboxes.CHANNEL
        place = f"{_name(talk, chat.channel)} ({of_entry(chat.chat_id)})" if mailed else _name(talk, chat.channel)
        lines.append(words(f"channels.line.{_state(chat, used)}", n=number, place=place))
    lines.append(words("channels.rule"))
    if talk.context.has_mail and all(chat.channel != mailboxes.CHANNEL for chat in chats):
        lines.append(words("channels.mail"))
    buttons = [
        Choice(f"{number}. {_name(talk, chat.channel)}", "channel.prefer", {"channel": chat.channel})
        for number, chat in enumerate(chats, 1)
    ]
    talk.show(lines_of(lines), in_rows(buttons) if len(chats) > 1 else [])


def _state(chat: Address, used: Address | None) -> str:
    if used is not None and chat.id == used.id:
        return "used"
    if chat.unreachable_since is not None:
        return "lost"
    return "resting" if chat.resting_since is not None else "other"


def _name(talk: Talk, channel: str) -> str:
    return talk.words.plain(f"channel.{channel}")
