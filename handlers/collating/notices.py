"""What recipients of a collated file read, in their own language."""

from collections.abc import Mapping

from handlers.conversation.acting import Acting
from handlers.conversation.made_files import attached_of, key_of, send_on
from handlers.conversation.notices import words_for
from handlers.words import dates
from storage.tables import Address, Export, Requirement


def file_sent(acting: Acting, export: Export, addresses: Mapping[int, Address]) -> None:
    """Send the file to each of these people, once."""
    requirement = acting.session.get_one(Requirement, export.args["requirement_id"])
    period_key = export.args["period_key"]
    for person_id, address in addresses.items():
        words = words_for(acting.session, person_id)
        title = dates.report_title(words, requirement.title, period_key)
        attached = attached_of(acting.context.files, export, acting.now)
        body = words("recipients.letter", who=acting.person.name, title=title)
        send_on(acting.session, address, body, attached, acting.now, f"{key_of(export)}:to:{person_id}")
