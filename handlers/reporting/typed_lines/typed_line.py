"""A typed line is read for the report that is meant, and read back; also once somebody chose which report that is."""

from collections.abc import Sequence
from dataclasses import replace

from domain.messaging.messages import Text
from domain.reports.wishes import only_asks_whether
from domain.text import codes_meant
from domain.typed import Reading
from handlers.conversation.second_reader import asking as asking_second
from handlers.conversation.second_reader import read_again
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.drafting import line_reading, older_words, progress_said
from handlers.drafting.answered_message import to_go_on_with
from handlers.drafting.line_reading import CandidateReport
from handlers.drafting.report_titles import title_alone
from handlers.drafting.subject import Subject, is_correction, subject_of
from handlers.drafting.which_report import is_of_the_cards_task
from handlers.extending import asking
from handlers.reporting.cards import nil, task_screen
from handlers.reporting.reading_back import showing, unanswered
from handlers.reporting.reading_back.pending import pending
from handlers.reporting.typed_lines import taken_back
from handlers.words import dates

MOST_REPORTS = 10


def read_back(talk: Talk, meant: CandidateReport, text: str, beside: Rows = ()) -> None:
    """Read a line back for the report that is meant. `beside`: further ways on."""
    subject = subject_of(talk, meant.duty.id, meant.unit_id)
    codes = codes_meant(text, [line.code for line in subject.tasks])
    named = next((line for line in subject.tasks if codes == [line.code]), None)
    if named is not None and not is_correction(talk, subject):
        task_screen.show(talk, subject.duty.id, subject.unit.id, named.id)
        return
    reading = meant.reading if is_of_the_cards_task(talk, meant, text) else reading_of(talk, subject, text)
    show(talk, subject, reading, talk.incoming.message_id, beside=beside)


def propose(talk: Talk, first: CandidateReport, others: Sequence[CandidateReport], text: str) -> None:
    """Read a line back for the report that is clearly nearest, say which that is, and offer the others."""
    words, duty = talk.words, first.duty
    due = dates.moment(words, duty.due_at, duty.zone)
    remark = words("line.proposed", title=title_alone(talk, duty), unit=duty.unit_name, due=due)
    lead = words.plain("button.line_for")
    rows = in_rows([choice(talk, one, text, f"{lead} ") for one in others[:MOST_REPORTS]], 1)
    subject = subject_of(talk, duty.id, first.unit_id)
    show(talk, subject, reading_of(talk, subject, text), talk.incoming.message_id, [remark], rows)


def choice(talk: Talk, one: CandidateReport, text: str, mark: str) -> Choice:
    label = f"{mark}{title_alone(talk, one.duty)} · {one.duty.unit_name}"
    args = {
        "obligation_id": one.duty.id,
        "unit_id": one.unit_id,
        "text": text,
        "message": talk.incoming.message_id,
        **older_words.mark(talk),
    }
    return Choice(label, "line.for", args)


def line_for(
    talk: Talk, obligation_id: int, unit_id: int, text: str, message: str | None = None, written_at: str | None = None
) -> None:
    """Read the line back for the report that was chosen; `written_at`: when it was written, where it was edited
    since."""
    subject = subject_of(talk, obligation_id, unit_id)
    reading = reading_of(talk, subject, text)
    if message is not None:
        unanswered.withdraw(talk, message)
    show(
        talk,
        subject,
        reading,
        message,
        [
            *taken_back.remarks(talk, subject, message),
            *(older_words.remarks_since(talk, subject, reading, message, written_at) if written_at else ()),
        ],
        [row for row in to_go_on_with(talk) if row[0].args["text"] != text],
    )


def reading_of(talk: Talk, subject: Subject, text: str) -> Reading:
    """Read a line, with `các nhiệm vụ còn lại` known; of a report on one task, what names none is about that."""
    text = line_reading.without_name(talk, subject.duty, subject.tasks, text)
    reading = line_reading.of_report(
        text, subject.tasks, unanswered=_left(talk, subject), **line_reading.about(talk, subject.duty)
    )
    ask = asking_second(talk.context.second, talk.incoming, f"{subject.duty.id}")
    return read_again(ask, text, subject.tasks, reading)


def _left(talk: Talk, subject: Subject) -> list[str]:
    """Return the codes of `các nhiệm vụ còn lại`: what another message said of a task and was read back stays its own
    word, unless that was said of all there are."""
    waiting = unanswered.of(talk, subject)
    said = {one["t"] for one in waiting.updates if (one.get("m") or waiting.message) != talk.incoming.message_id}
    without_word = [line.code for line in subject.unanswered if line.id not in said]
    return without_word or [line.code for line in subject.unanswered]


def show(
    talk: Talk,
    subject: Subject,
    reading: Reading,
    message: str | None,
    remarks: Sequence[Text] = (),
    beside: Rows = (),
) -> None:
    if reading.is_nil:
        nil.read_back(talk, subject.duty.id, subject.unit.id, beside)
        return
    held = pending(subject, reading, message)
    updates, doubts = progress_said.beside_what_is_said(subject, held.updates, held.doubts)
    held = replace(held, updates=updates, doubts=doubts)
    if held.extension and not held.updates and not held.doubts:
        asking.start(talk, subject.duty.id, "" if only_asks_whether(held.extension) else held.extension)
        return
    if reading.is_corrected:
        remarks = [*remarks, talk.words("line.corrected")]
    if talk.incoming.kind == "edited":
        unanswered.withdraw(talk, message or "")
        remarks = [*remarks, *taken_back.remarks(talk, subject, message), *older_words.remarks(talk, subject, reading)]
    showing.show(talk, subject, held, remarks, fresh=True, beside=beside)
