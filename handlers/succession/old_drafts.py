"""What the people of an ended unit had written of a report that moved: it stays readable, and can be taken over."""

from collections.abc import Mapping
from typing import Any

from domain import rights
from domain.messaging.messages import Text, lines_of
from domain.reports.states import EXPECTED
from handlers.conversation.talk import Choice, Talk
from handlers.display import answers, unit_change_text
from storage.deciding import duty_decisions
from storage.reporting import attachments, drafts, duties
from storage.reporting.attachments import FilePlace
from storage.reporting.duties import Duty


def show(talk: Talk, obligation_id: int, new_obligation_id: int) -> None:
    """Word for word, with who said it."""
    old, new = _pair_or_stop(talk, obligation_id, new_obligation_id)
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
    """Into the new unit's draft, as the words of who takes them over; what is said there already stays."""
    old, new = _pair_or_stop(talk, obligation_id, new_obligation_id)
    if not rights.may_report(talk.person, new.unit_id) or new.state not in EXPECTED:
        talk.stop("report.not_yours")
    theirs = drafts.read(talk.session, obligation_id, old.unit_id).said
    mine = drafts.read(talk.session, new_obligation_id, new.unit_id)
    own = {"organisation_id": new.organisation_id, "obligation_id": new_obligation_id, "unit_id": new.unit_id}
    draft = mine.draft or drafts.begin(talk.session, **own, now=talk.now)
    taken = [task for task in theirs if task not in mine.said]
    for task in taken:
        said = _with_files_of_its_own(talk, theirs[task].answers, FilePlace(new_obligation_id, new.unit_id, task))
        drafts.put(talk.session, draft, task, said, person_id=talk.person.person_id, now=talk.now)
    name = "old_draft.taken" if taken else "old_draft.all_said"
    go = Choice(
        talk.words.plain("button.report"), "report.start", {"obligation_id": new_obligation_id, "unit_id": new.unit_id}
    )
    talk.show(talk.words(name, n=len(taken), **unit_change_text.about(talk.words, new)), [[go]])


def _with_files_of_its_own(talk: Talk, answers: Mapping[str, Any], place: FilePlace) -> Mapping[str, Any]:
    """Those of the old unit open for its people only."""
    if "files" not in answers:
        return answers
    copies = [(file, attachments.copy(talk.session, file["id"], place)) for file in answers["files"]]
    return {**answers, "files": [{**file, "id": new} for file, new in copies if new is not None]}


def _pair_or_stop(talk: Talk, old_id: int, new_id: int) -> tuple[Duty, Duty]:
    """The report as it was owed and as it is owed now, for the people of both units and those who follow it."""
    old, new = duties.duty(talk.session, old_id), duties.duty(talk.session, new_id)
    if (
        old is None
        or new is None
        or not any(row.now_in == new_id for row, _, _ in duty_decisions.of(talk.session, old_id))
    ):
        talk.stop("report.not_yours")
    if not any(rights.may_see(talk.person, one.unit_id, one.plan_id) for one in (old, new)):
        talk.stop("report.not_yours")
    return old, new
