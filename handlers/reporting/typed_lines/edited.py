"""A message that is edited after its words were kept."""

from handlers.conversation import commands
from handlers.conversation.talk import Talk
from handlers.drafting.subject import subject_of
from handlers.extending import asking
from handlers.reporting.typed_lines import about_tasks, taken_back
from handlers.reporting.typed_lines.typed_line import reading_of, show
from storage.messages import typed_messages


def read_again(talk: Talk, text: str) -> bool:
    """Read an edited message again, for the report in which it was kept unless it names another. Return False where it
    is about none."""
    asking.withdraw(talk)
    known = typed_messages.about(talk.session, talk.address, talk.incoming.message_id or "")
    command, rest = commands.split(text) if text.startswith("/") else (None, "")
    if command is not None and command.name == "giahan":
        taken_back.tell_what_stays(talk, known)
        asking.command(talk, rest)
        return True
    text, is_left = about_tasks.without_others(talk, text)
    if not is_left:
        taken_back.tell_what_stays(talk, known)
        return True
    if known is not None and taken_back.is_elsewhere(talk, text, known):
        if not talk.has_open_question:
            talk.address.focus = None  # the report on screen is not the one that is named
        taken_back.tell_what_stays(talk, known)
        return about_tasks.tasks_line(talk, text)
    if known is None or about_tasks.names_for_more_time(talk, text):
        taken_back.tell_what_stays(talk, known)
        return about_tasks.tasks_line(talk, text)
    subject = subject_of(talk, known.obligation_id, known.unit_id)
    reading = reading_of(talk, subject, text)
    if not reading.says_something:
        taken_back.tell_what_stays(talk, known)
        return False
    now = {update.task for update in reading.updates} | {doubt.task for doubt in reading.doubts}
    left = [task.code for task in subject.tasks if task.id in known.tasks and task.code not in now]
    remarks = [talk.words("edited.again")]
    remarks += [talk.words("edited.left", codes=", ".join(left))] if left else []
    show(talk, subject, reading, talk.incoming.message_id, remarks)
    return True
