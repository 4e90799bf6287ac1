"""Reading it all once more, handing it in, and the receipt."""

from domain.messaging.messages import Text, lines_of
from handlers.conversation.acting import Refusal
from handlers.conversation.talk import Choice, Interaction, Talk
from handlers.display import answers
from handlers.drafting import actions as drafting
from handlers.drafting.answered_message import to_go_on_with
from handlers.drafting.subject import Subject, load_open
from handlers.reporting import actions
from handlers.reporting.actions import CannotHandIn, Submission
from handlers.reporting.cards import card
from handlers.reporting.cards.below import below
from handlers.reporting.cards.receipt import receipt
from handlers.reporting.reading_back import showing


def as_before(talk: Talk, obligation_id: int, unit_id: int, stay: bool = False) -> None:
    """Answer every task that is still unanswered as it was in the last report; from a reminder go straight on to the
    review."""
    if not stay and showing.show_unanswered(talk, obligation_id, unit_id):
        return
    subject = load_open(talk, obligation_id, unit_id)
    subject = drafting.fill_as_before(talk, subject)
    if stay or subject.unanswered:
        card.show(talk, subject, fresh=not stay)
    else:
        _show(talk, subject, fresh=True)


def show(talk: Talk, obligation_id: int, unit_id: int) -> None:
    if not showing.show_unanswered(talk, obligation_id, unit_id):
        _show(talk, load_open(talk, obligation_id, unit_id))


def _show(talk: Talk, subject: Subject, *, fresh: bool = False, remark: str | None = None) -> None:
    """Show the whole report, to be sent where no task is missing."""
    subject = drafting.opened(talk, subject)
    missing = subject.unanswered
    lines: list[Text] = [talk.words(remark), ()] if remark else []
    lines += [card.heading(talk, subject), (), *task_lines(talk, subject), *below(talk, subject), ()]
    change = Choice(talk.words.plain("button.amend"), "report.card", subject.args)
    if missing or subject.draft is None:
        lines.append(talk.words("review.missing", tasks=", ".join(task.code for task in missing)))
        rows = [[change]]
    else:
        lines.append(talk.words("review.ready"))
        args = {**subject.args, "stamp": actions.stamp_of(subject)}
        rows = [[Choice(talk.words.plain("button.send"), "report.send", args), change]]
    (talk.say if fresh else talk.show)(
        lines_of(lines), [*rows, *to_go_on_with(talk)], focus={"ask": "card", **subject.args}
    )


def task_lines(acting: Interaction, subject: Subject) -> list[Text]:
    return [
        acting.words(
            "review.task",
            code=task.code,
            title=task.title,
            said=answers.in_full(acting.words, subject.answers(task.id), subject.form(task.id).own),
        )
        for task in subject.tasks
    ]


def send(talk: Talk, obligation_id: int, unit_id: int, stamp: str) -> None:
    """Hand in a new revision, and show the receipt (`Gửi báo cáo`)."""
    if showing.show_unanswered(talk, obligation_id, unit_id):
        return
    try:
        handed_in(talk, actions.hand_in(talk, obligation_id, unit_id, stamp), nil=False)
    except Refusal as refusal:
        if not isinstance(refusal.reason, CannotHandIn):
            raise
        _show_refused(talk, refusal.reason, refusal.values["subject"])


def _show_refused(talk: Talk, reason: CannotHandIn, subject: Subject) -> None:
    """Show what there is where an old `Gửi báo cáo` is pressed: its draft is gone, or is another now."""
    if subject.draft is None or not subject.leads:
        card.show(talk, subject, fresh=True)
    else:
        _show(talk, subject, remark=reason if reason is CannotHandIn.CHANGED else None)


def handed_in(talk: Talk, done: Submission, *, nil: bool) -> None:
    """Take the buttons off the card, and give the receipt."""
    talk.retire(_sent_copy(talk, done.subject, nil=nil))
    amend = Choice(talk.words.plain("button.amend"), "report.amend", done.subject.args)
    copy = Choice(talk.words.plain("button.copy"), "report.copy", {"report_id": done.report.id})
    talk.say(receipt(talk, done.subject, done.report, done.lines), [[amend, copy], *to_go_on_with(talk)])


def _sent_copy(talk: Talk, subject: Subject, *, nil: bool) -> Text:
    """Return what stays of the card whose button was pressed: what was sent, without buttons."""
    tasks = [talk.words("nil.line")] if nil else task_lines(talk, subject)
    said = [*tasks, *below(talk, subject)]
    return lines_of([card.heading(talk, subject, sent=True), (), *said, (), talk.words("review.sent")])
