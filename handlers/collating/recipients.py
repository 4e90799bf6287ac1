"""One tap sends a finished file to the plan's recipients who have an address here, and says who had none."""

from domain.messaging.messages import lines_of
from handlers.collating import actions
from handlers.conversation.dialogs import go_or_leave
from handlers.conversation.talk import Choice, Talk
from handlers.display import listing

MOST_NAMES = 20


def confirm(talk: Talk, export_id: int) -> None:
    """Name who would get it and who has no address."""
    export = actions.made_file(talk, export_id)
    found = actions.recipients(talk, export)
    words = talk.words
    reached = [one for one in found if one.people]
    missed = [one.line for one in found if not one.people]
    people = {person for one in reached for person in one.people}
    lines = []
    if reached:
        names = listing.joined(words, [one.line for one in reached], MOST_NAMES)
        lines.append(words("recipients.confirm", name=export.name, n=len(people), names=names))
    else:
        lines.append(words("recipients.nobody"))
    if missed:
        lines.append(words("recipients.missed", names=listing.joined(words, missed, MOST_NAMES)))
    go = Choice(words.plain("button.send_to", n=len(people)), "collate.send", {"export_id": export_id})
    talk.say(lines_of(lines), go_or_leave(words, go) if reached else [])


def send(talk: Talk, export_id: int) -> None:
    """Send the file to the recipients: it was confirmed."""
    done, words = actions.send_on(talk, export_id), talk.words
    lines = [words("recipients.sent", n=done.people, names=listing.joined(words, done.sent, MOST_NAMES))]
    if done.missed:
        lines.append(words("recipients.missed", names=listing.joined(words, done.missed, MOST_NAMES)))
    talk.show(lines_of(lines))
