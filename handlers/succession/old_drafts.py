"""What the people of an ended unit had written of a report that moved: it stays readable, and can be taken over."""

from domain import rights
from domain.messaging.messages import Text, lines_of
from domain.reports.states import EXPECTED
from handlers.conversation.talk import Choice, Talk
from handlers.display import answers, unit_change_text
from handlers.succession import actions
from storage.reporting import drafts, duties


def show(talk: Talk, obligation_id: int, new_obligation_id: int) -> None:
    """Show the old draft word for word, with who said it."""
    old, new = actions.taken_from(talk, obligation_id, new_obligation_id)
    words, written = talk.words, drafts.read(talk.session, obligation_id, old.unit_id)
    lines: list[Text] = [words("old_draft.title", **unit_change_text.about(words, old))]
    for task in duties.tasks_of(talk.session, old.requirement_id):
        said = written.said.get(task.id)
        if said is not None:
            full = answers.in_full(words, said.answers)
            lines.append(words("old_draft.line", code=task.code, title=task.title, said=full, who=said.person))
    rows = []
    if rights.may_report(talk.person, new.unit_id) and new.state in EXPECTED:
        rows = [
            [
                Choice(
                    words.plain("button.take_over_draft"),
                    "old_draft.take",
                    {"obligation_id": obligation_id, "new_obligation_id": new_obligation_id},
                )
            ]
        ]
    talk.say(lines_of(lines), rows)


def take(talk: Talk, obligation_id: int, new_obligation_id: int) -> None:
    """Put the old draft into the new unit's, as the words of who takes them over; what is said there already stays."""
    done = actions.take_over(talk, obligation_id, new_obligation_id)
    name = "old_draft.taken" if done.tasks else "old_draft.all_said"
    args = {"obligation_id": new_obligation_id, "unit_id": done.duty.unit_id}
    go = Choice(talk.words.plain("button.report"), "report.start", args)
    talk.show(talk.words(name, n=done.tasks, **unit_change_text.about(talk.words, done.duty)), [[go]])
