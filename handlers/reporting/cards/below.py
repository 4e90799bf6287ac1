"""What stands below the tasks wherever a report is read: what others said, what is not sent, and what was said of a
task that has another title now."""

from domain.messaging.messages import Text
from handlers.conversation.talk import Interaction
from handlers.display import answers
from handlers.drafting.subject import NotSent, Subject


def below(acting: Interaction, subject: Subject) -> list[Text]:
    words = acting.words
    altered = [_set_aside(acting, subject, one) for one in subject.set_aside]
    altered += [
        words("card.retitled", code=one.task.code, before=one.before, now=one.task.title) for one in subject.retitled
    ]
    return [*_contributions(acting, subject), *([(), *altered] if altered else [])]


def _contributions(acting: Interaction, subject: Subject) -> list[Text]:
    """Return what the coordinating units said, under their names; the lead reads it in its draft."""
    if not subject.contributions:
        return []
    codes = {task.id: task.code for task in subject.tasks}
    lines = [
        acting.words(
            "card.contributed",
            unit=one.unit,
            task=codes[one.task_id],
            said=answers.in_full(acting.words, one.said.answers, subject.form(one.task_id).own),
            person=one.said.person,
        )
        for one in subject.contributions
    ]
    return [(), acting.words("card.contributions"), *lines]


def _set_aside(acting: Interaction, subject: Subject, one: NotSent) -> Text:
    said = answers.in_full(acting.words, one.said.answers, subject.duty.own_fields)
    name = "card.set_aside_of" if one.unit else "card.set_aside"
    return acting.words(name, code=one.task.code, title=one.task.title, unit=one.unit, said=said)
