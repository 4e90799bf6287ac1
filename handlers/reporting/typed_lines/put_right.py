"""A line typed under a read-back that says what of it is wrong: that leaves the read-back, shown anew, and what
is said in its place goes to the task that was just read back."""

from dataclasses import replace

from domain.forms import form
from domain.messaging.messages import Text
from domain.reports.states import may_write
from domain.typed import Reading
from domain.typed.talk.word_on_reading import ReadingVerdict, amount_of, verdict
from handlers.conversation.talk import Talk
from handlers.drafting import line_reading
from handlers.drafting.line_reading import names_tasks
from handlers.drafting.subject import Subject, is_correction, is_theirs, subject_of
from handlers.reporting.cards import card
from handlers.reporting.reading_back import showing, unanswered
from handlers.reporting.reading_back.pending import ReadBack
from handlers.reporting.typed_lines import typed_line
from handlers.reporting.typed_lines.new_amounts import new_amounts, put_in_place
from storage.messages import buttons
from storage.reporting import duties


def puts_right(talk: Talk, text: str) -> bool:
    """Show the read-back of the newest card as the text corrects it; False where it says nothing of that."""
    place = _read_back_on_the_card(talk)
    if place is None:
        return False
    subject = subject_of(talk, *place)
    held = unanswered.of(talk, subject)
    if not held.updates or held.doubts:
        return False
    codes = [task.code for task in subject.tasks]
    read = [task.code for task in subject.tasks if task.id in held.tasks]
    said = verdict(text, codes, read)
    if said is None:
        return False
    if said.wrong and not said.meant:
        _take_out(talk, subject, said.wrong)
        return True
    return _moved(talk, subject, held, said, read) if said.meant else _said_anew(talk, subject, held, said, read)


def _read_back_on_the_card(talk: Talk) -> tuple[int, int] | None:
    """Return the report and unit of the newest card, where it is a read-back whose words may be kept."""
    if (talk.address.focus or {}).get("ask") != "card" or talk.incoming.reply_to or talk.incoming.kind != "text":
        return None
    for _, key, *_ in talk.address.choices:
        action, carried = buttons.meaning(talk.session, talk.address, str(key)) or ("", {})
        if action == "line.put":
            place = carried["obligation_id"], carried["unit_id"]
            return place if _may_be_written(talk, *place) else None
    return None


def _may_be_written(talk: Talk, obligation_id: int, unit_id: int) -> bool:
    duty = duties.duty(talk.session, obligation_id)
    return duty is not None and (
        is_theirs(talk, duty, unit_id) and may_write(duty.state, duty.unlocked_until, talk.now)
    )


def _moved(talk: Talk, subject: Subject, held: ReadBack, said: ReadingVerdict, read: list[str]) -> bool:
    """Put what was read back of one task with another (`nhầm, 1.10 ạ`); where the text names two, leave the wrong one
    out. Return False where it says neither."""
    wrong = said.wrong or tuple(read)
    if said.meant in read and set(wrong) <= set(read) and wrong != (said.meant,):
        _take_out(talk, subject, wrong)
        return True
    if said.meant not in read and not said.wrong and len(read) > 1:  # `không, 4.8 mới đúng`: in the place of which?
        remark = talk.words("line.moved_which", code=said.meant, other=read[0])
        showing.show(talk, subject, ReadBack(), [remark], fresh=True)
        return True
    if said.meant in read or len(wrong) != 1 or wrong[0] not in read:
        return False
    ids = {task.code: task.id for task in subject.tasks}
    update = next((one for one in held.updates if one["t"] == ids[wrong[0]]), None)
    if update is None:
        return False
    known = {*form.BY_CODE, *subject.form(ids[said.meant]).by_code}
    answers = {code: value for code, value in update["a"].items() if code in known}
    unanswered.take_out(talk, *_place(subject), [ids[wrong[0]]])
    meant = replace(held, updates=[{**update, "t": ids[said.meant], "a": answers}])
    showing.show(talk, subject, meant, [_taken_out(talk, wrong)], fresh=True)
    return True


def _said_anew(talk: Talk, subject: Subject, held: ReadBack, said: ReadingVerdict, read: list[str]) -> bool:
    """Read `chưa đúng, 30%`, `nhầm, 3 ha`, `đúng rồi nhưng 1.2 mới 70%` without the words that deny or agree; return
    False where nothing is read."""
    reading, remarks = typed_line.reading_of(talk, subject, said.rest), list[Text]()
    named = {update.task for update in reading.updates} | {doubt.task for doubt in reading.doubts if doubt.task}
    if names_tasks(reading):
        if said.denies and len(read) == 1 and not named & set(read):  # `nhầm, 1.2 60%` behind `1.1 60%`
            unanswered.take_out(talk, *_place(subject), _ids(subject, read))
            remarks = [_taken_out(talk, read)]
    elif said.denies and (amounts := new_amounts(talk, subject, held, said.rest)):
        put_in_place(talk, subject, said.rest, amounts)
        return True
    else:
        of_the_one = _of_the_only_one(talk, subject, held, said, read)
        if of_the_one is None and said.denies and not reading.extension and amount_of(said.rest):
            showing.show(talk, subject, ReadBack(), [_fits_nothing(talk, said.rest, read)], fresh=True)
            return True
        if of_the_one is None:
            return False
        reading = of_the_one
    typed_line.show(talk, subject, reading, talk.incoming.message_id, remarks)
    return True


def _of_the_only_one(
    talk: Talk, subject: Subject, held: ReadBack, said: ReadingVerdict, read: list[str]
) -> Reading | None:
    """Return how the only task that was read back stands, where the words name none and say nothing else; what is
    counted only where something was counted before: `500 triệu` takes the place of no `40%`."""
    if not said.denies or len(read) != 1:
        return None
    about = line_reading.about(talk, subject.duty)
    reading = line_reading.read_line(said.rest, subject.tasks, open_task=read[0], **about)
    counted = {"figures"} if any("figures" in update["a"] for update in held.updates) else set[str]()
    says_how_far = any(({"status", "percent"} | counted) & update.answers.keys() for update in reading.updates)
    return reading if says_how_far and {update.task for update in reading.updates} == set(read) else None


def _take_out(talk: Talk, subject: Subject, wrong: tuple[str, ...]) -> None:
    unanswered.take_out(talk, *_place(subject), _ids(subject, wrong))
    if unanswered.of(talk, subject):
        showing.show(talk, subject, ReadBack(), [_taken_out(talk, wrong)], fresh=True)
        return
    talk.note(_taken_out(talk, wrong))
    if not is_correction(talk, subject):
        card.show(talk, subject)


def _fits_nothing(talk: Talk, said: str, read: list[str]) -> Text:
    return talk.words("line.amends_nothing", said=said, code=read[0])


def _taken_out(talk: Talk, wrong: tuple[str, ...] | list[str]) -> Text:
    return talk.words("line.taken_out", codes=", ".join(wrong))


def _place(subject: Subject) -> tuple[int, int]:
    return subject.duty.id, subject.unit.id


def _ids(subject: Subject, codes: tuple[str, ...] | list[str]) -> list[int]:
    return [task.id for task in subject.tasks if task.code in codes]
