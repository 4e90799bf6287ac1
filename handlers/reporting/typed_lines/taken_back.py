"""A message that was kept in one report, or for one unit, and now names another: what it put there is taken back."""

from domain.forms import form
from domain.messaging.messages import Text, text_of
from handlers.conversation.acting import Refusal
from handlers.conversation.refusals import worded
from handlers.conversation.talk import Talk
from handlers.drafting import actions as drafting
from handlers.drafting import line_reading, several_places
from handlers.drafting.line_reading import names_tasks
from handlers.drafting.report_titles import title_alone
from handlers.drafting.subject import Subject, closed, load, takes_words
from handlers.drafting.which_report import candidates
from handlers.naming import own_reports, unit_named
from storage.messages import typed_messages
from storage.messages.typed_messages import TypedLineSubject
from storage.reporting import duties


def is_elsewhere(talk: Talk, text: str, known: TypedLineSubject) -> bool:
    """Say whether the text is about another report, or another of the person's units, than what was kept of it."""
    if several_places.parts_of(talk, text):
        return True
    of_units, said = unit_named.apart(talk, text)
    if of_units and known.unit_id not in of_units:
        return True
    was = duties.duty(talk.session, known.obligation_id)
    if was is None:
        return False
    others = [one for one in candidates(talk, anywhere=True) if one[0].id != was.id]
    named = own_reports.at_beginning(said, [was, *(duty for duty, _ in others)], talk.now.date())
    ids = {duty.id for duty in named[0]} if named is not None else set()
    found = line_reading.of_the_named(talk, said, [(was, known.unit_id), *others]) if named is None else None
    ids |= {found[0].duty.id} if found is not None else set()
    if ids:
        return known.obligation_id not in ids
    if names_tasks(line_reading.read(talk, was, known.unit_id, said).reading):
        return False
    return any(names_tasks(line_reading.read(talk, duty, unit, said).reading) for duty, unit in others)


def remarks(talk: Talk, subject: Subject, message: str | None) -> list[Text]:
    """Say, before it is confirmed, what will be taken back and where."""
    known = _elsewhere(talk, subject, message)
    if known is None or (old := _loaded(talk, known)) is None or not (codes := _codes(old, known)):
        return []
    return [talk.words("edited.moves", codes=codes, title=title_alone(talk, old.duty), unit=old.unit.name)]


def tell_what_stays(talk: Talk, known: TypedLineSubject | None) -> None:
    """Say of a report that is in or locked, into which the message went before it was edited, that it stays as it was
    handed in, and what can be done."""
    old = _loaded(talk, known) if known is not None else None
    if known is None or old is None or takes_words(talk, old):
        return
    codes = ", ".join(task.code for task in old.tasks if task.id in known.tasks)
    stays = talk.words("edited.in_stays", codes=codes) if codes else talk.words("edited.all_stays")
    talk.note(text_of(worded(talk.words, closed(talk, old)), " ", stays))


def take_back(talk: Talk, subject: Subject, message: str) -> None:
    """Take out of the other draft what the message put there and nobody has said anew, and say so."""
    known = _elsewhere(talk, subject, message)
    if known is None or (old := _loaded(talk, known)) is None or not (codes := _codes(old, known)):
        return
    name = "edited.moved"
    try:
        for task_id in _put_by(old, known):
            fields = set(known.fields.get(task_id) or old.answers(task_id))
            fields |= form.PROGRESS if fields & form.PROGRESS else set()
            rest = {code: said for code, said in old.answers(task_id).items() if code not in fields}
            old = drafting.save(talk, old, task_id, rest)
    except Refusal:  # it was handed in meanwhile
        name = "edited.stays"
    talk.note(talk.words(name, codes=codes, title=title_alone(talk, old.duty), unit=old.unit.name))


def _elsewhere(talk: Talk, subject: Subject, message: str | None) -> TypedLineSubject | None:
    known = typed_messages.about(talk.session, talk.address, message or "")
    is_here = known is not None and (known.obligation_id, known.unit_id) == (subject.duty.id, subject.unit.id)
    return None if is_here else known


def _loaded(talk: Talk, known: TypedLineSubject) -> Subject | None:
    try:
        return load(talk, known.obligation_id, known.unit_id)
    except Refusal:
        return None


def _put_by(old: Subject, known: TypedLineSubject) -> list[int]:
    """Return the tasks on which the message has the last word there."""
    return [t for t in known.tasks if (one := old.said.get(t)) is not None and one.said_at <= known.at and one.answers]


def _codes(old: Subject, known: TypedLineSubject) -> str:
    tasks = _put_by(old, known)
    return ", ".join(task.code for task in old.tasks if task.id in tasks)
