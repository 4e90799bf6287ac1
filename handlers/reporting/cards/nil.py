"""`Không phát sinh`: nothing to report, read back before it is handed in."""

from domain.forms.form import Status
from domain.messaging.messages import lines_of
from handlers.conversation.acting import Refusal
from handlers.conversation.talk import Choice, Rows, Talk
from handlers.drafting.report_titles import title_alone
from handlers.drafting.subject import Args, Subject, load_open
from handlers.reporting import actions
from handlers.reporting.actions import CannotHandIn
from handlers.reporting.cards.below import below
from handlers.reporting.cards.review import handed_in
from handlers.reporting.reading_back import showing
from handlers.words import dates
from storage.messages import typed_messages


def confirm(talk: Talk, obligation_id: int, unit_id: int) -> None:
    """Read back what is about to be handed in."""
    read_back(talk, obligation_id, unit_id)


def read_back(talk: Talk, obligation_id: int, unit_id: int, beside: Rows = ()) -> None:
    """Read back what is about to be handed in, and name a draft that would be dropped; `beside`: further ways on."""
    if showing.show_unanswered(talk, obligation_id, unit_id):
        return
    subject = load_open(talk, obligation_id, unit_id)
    if not subject.leads:
        raise Refusal(CannotHandIn.CONTRIBUTES_ONLY)
    words, duty = talk.words, subject.duty
    lines = [
        words(
            "nil.understood",
            title=title_alone(talk, duty),
            unit=duty.unit_name,
            due=dates.moment(words, duty.due_at, duty.zone),
        )
    ]
    if subject.said:
        lines.append(words("nil.draft", n=len(subject.said)))
    lines += below(talk, subject)
    args = {**subject.args, **_said_by(talk), "stamp": actions.stamp_of(subject)}
    rows = [
        [
            Choice(words.plain("button.send"), "nil.send", args),
            Choice(words.plain("button.drop"), "report.card", subject.args),
        ]
    ]
    talk.say(lines_of([*lines, words("right?")]), [*_of_the_task_alone(talk, subject), *rows, *beside])


def _said_by(talk: Talk) -> Args:
    """Return by which message it was said, as that may be edited."""
    return {"message": talk.incoming.message_id} if talk.incoming.kind in ("text", "edited") else {}


def _of_the_task_alone(talk: Talk, subject: Subject) -> Rows:
    """Offer to mean one task alone by `kps` where it is typed on that task's own screen."""
    focus = talk.address.focus or {}
    task = (
        subject.task(focus["task_id"])
        if focus.get("ask") == "task" and focus["obligation_id"] == subject.duty.id
        else None
    )
    if task is None:
        return []
    label = talk.words.plain("button.nil_task", code=task.code)
    return [[Choice(label, "task.put", {**subject.args, "task_id": task.id, "status": str(Status.NOTHING)})]]


def send(talk: Talk, obligation_id: int, unit_id: int, message: str | None = None, stamp: str | None = None) -> None:
    """Hand in that there is nothing; where something was written since that was read back, read it back again."""
    if showing.show_unanswered(talk, obligation_id, unit_id):
        return
    try:
        done = actions.report_nothing(talk, obligation_id, unit_id, stamp)
    except Refusal as refusal:
        if refusal.reason is not CannotHandIn.CHANGED:
            raise
        read_back(talk, obligation_id, unit_id)
        return
    if message is not None:
        typed_messages.remember(talk.session, talk.address, message, obligation_id, unit_id, {}, talk.now)
    handed_in(talk, done, nil=True)
