"""Reading it all once more, handing it in, and the receipt."""

from domain.messaging.messages import Text, lines_of
from domain.reports.states import State
from handlers.conversation.talk import Choice, Interaction, Talk
from handlers.display import answers
from handlers.drafting.subject import Subject, load, load_open, open_or_stop, refuse_closed
from handlers.reporting.cards import card, handing_in
from handlers.reporting.reading_back import showing
from storage.reporting.reports import ReportLine


def as_before(talk: Talk, obligation_id: int, unit_id: int, stay: bool = False) -> None:
    """Every task still unanswered as it was in the last report; from a reminder straight on to the review."""
    if not stay and showing.show_unanswered(talk, obligation_id, unit_id):
        return
    subject = load_open(talk, obligation_id, unit_id)
    if not subject.before_answers:
        talk.stop("report.no_before")
    subject = handing_in.filled_as_before(talk, subject)
    if stay or subject.unanswered:
        card.show(talk, subject, fresh=not stay)
    else:
        _show(talk, subject, fresh=True)


def show(talk: Talk, obligation_id: int, unit_id: int) -> None:
    if not showing.show_unanswered(talk, obligation_id, unit_id):
        _show(talk, load_open(talk, obligation_id, unit_id))


def _show(talk: Talk, subject: Subject, *, fresh: bool = False, remark: str | None = None) -> None:
    """The whole report; to be sent where no task is missing."""
    missing = subject.unanswered
    lines: list[Text] = [talk.words(remark), ()] if remark else []
    lines += [card.heading(talk, subject), (), *task_lines(talk, subject), *card.contributions(talk, subject), ()]
    change = Choice(talk.words.plain("button.amend"), "report.card", subject.args)
    if missing or subject.draft is None:
        lines.append(talk.words("review.missing", tasks=", ".join(task.code for task in missing)))
        rows = [[change]]
    else:
        lines.append(talk.words("review.ready"))
        args = {**subject.args, "stamp": handing_in.stamp(subject)}
        rows = [[Choice(talk.words.plain("button.send"), "report.send", args), change]]
    (talk.say if fresh else talk.show)(lines_of(lines), rows, focus={"ask": "card", **subject.args})


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
    """`Gửi báo cáo`: a new revision, and the receipt."""
    if showing.show_unanswered(talk, obligation_id, unit_id):
        return
    subject = load(talk, obligation_id, unit_id)
    if subject.draft is None or not subject.leads:
        refuse_or_reopen(talk, subject)
        return
    subject = open_or_stop(talk, subject)
    if subject.unanswered:
        _show(talk, subject)
        return
    if handing_in.stamp(subject) != stamp:
        _show(talk, subject, remark="review.changed")
        return
    hand_in(talk, subject, handing_in.all_lines(subject), nil=False)


def refuse_or_reopen(talk: Talk, subject: Subject) -> None:
    """An old `Gửi báo cáo`: the report is in already, or its draft is gone."""
    if subject.duty.state not in (State.OPEN, State.RETURNED):
        refuse_closed(talk, subject)
    card.show(talk, subject, fresh=True)


def hand_in(talk: Talk, subject: Subject, lines: list[ReportLine], *, nil: bool) -> None:
    """Hands it in, takes the buttons off the card, and gives the receipt."""
    report = handing_in.hand_in(talk, subject, lines, nil=nil)
    talk.retire(_sent_copy(talk, subject, nil=nil))
    amend = Choice(talk.words.plain("button.amend"), "report.amend", subject.args)
    talk.say(handing_in.receipt(talk, subject, report, lines), [[amend]])


def _sent_copy(talk: Talk, subject: Subject, *, nil: bool) -> Text:
    """What stays of the card whose button was pressed: what was sent, without buttons."""
    tasks = [talk.words("nil.line")] if nil else task_lines(talk, subject)
    said = [*tasks, *card.contributions(talk, subject)]
    return lines_of([card.heading(talk, subject, sent=True), (), *said, (), talk.words("review.sent")])
