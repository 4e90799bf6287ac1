"""Typed lines about tasks: of which report they are, and read back for that."""

import re

from domain.forms import form
from domain.reports.states import EXPECTED
from domain.typed import Reading
from handlers.conversation.talk import Talk, in_rows
from handlers.drafting import lines, unit_named
from handlers.drafting.correcting import subject_of
from handlers.drafting.lines import names_tasks
from handlers.drafting.subject import is_locked, load, refuse_closed
from handlers.drafting.which_report import candidates_of, is_code_of, meant_by, nearest
from handlers.reporting.cards import owed
from handlers.reporting.typed_lines.typed_line import MOST_REPORTS, choice, propose, read_back, reading_of, show
from storage.reporting import duties

MOST_SAID = 200  # characters of what is said of another unit
_PARTS, _PART_ENDS = re.compile(r"[^\n;]*[\n;]|[^\n;]+$"), " ;\n"


def _about_a_locked_one(talk: Talk, text: str) -> bool:
    """What names a task of a report that was accepted: it is locked, and the way to have it opened is offered."""
    for duty in duties.known_to(talk.session, talk.person.reporting_units)[: -MOST_REPORTS - 1 : -1]:
        if is_locked(talk, duty) and names_tasks(lines.read(talk, duty, duty.unit_id, text).reading):
            refuse_closed(talk, load(talk, duty.id, duty.unit_id))
    return False


def tasks_line(talk: Talk, text: str) -> bool:
    """Reads a line about tasks back; False where the text is not about any task the person reports on."""
    if talk.actor is None or not talk.actor.is_reporter:
        return False
    text = _of_one_unit(talk, text)
    of_units, text = unit_named.apart(talk, text)
    meant = meant_by(talk, text, of_units)
    if len(meant) != 1 and (named := lines.of_the_named(talk, text, candidates_of(talk, of_units))) is not None:
        one, text = named
        meant = [one]
    if len(text) > form.TEXT_LIMIT and not any(names_tasks(one.reading) for one in meant):
        return False  # a page about nothing that is known
    if not meant:
        return _about_a_locked_one(talk, text) or _by_the_second_reader(talk, text)
    if len(meant) == 1:
        read_back(talk, meant[0], text)
    elif all(one.reading.is_nil for one in meant) and not of_units:
        owed.nothing(talk)
    elif (
        not talk.incoming.reply_to
        and (first := nearest(meant, talk.now)) is not None
        and not is_code_of(talk, first, text)
    ):
        propose(talk, first, [one for one in meant if one is not first], text)
    else:
        choices = [choice(talk, one, text, f"{n}. ") for n, one in enumerate(meant[:MOST_REPORTS], 1)]
        talk.say(talk.words("line.which"), in_rows(choices, 1))
    return True


def _of_one_unit(talk: Talk, text: str) -> str:
    """Of `phường Hai: 2.7 40%; phường Ba: 3.1 xong` what is said of the first of the person's units; the rest is named,
    to be typed by itself."""
    if len(talk.person.reporting_units) < 2:
        return text
    of_first, at, has_said = frozenset[int](), 0, False
    for part in _PARTS.findall(text):
        of_units, said = unit_named.apart(talk, part.strip(_PART_ENDS))
        if says := any(_says(one.reading) for one in meant_by(talk, said, of_units)):
            if has_said and of_units - of_first:
                talk.note(talk.words("line.another_unit", said=text[at:].strip()[:MOST_SAID]))
                return text[:at].strip(_PART_ENDS)
            of_first = of_first or of_units
        has_said, at = has_said or says, at + len(part)
    return text


def _says(reading: Reading) -> bool:
    return names_tasks(reading) or reading.is_nil or reading.extension is not None


def _by_the_second_reader(talk: Talk, text: str) -> bool:
    """What the built-in reader made nothing of, where only one report can be meant."""
    here = candidates_of(talk, ())
    if talk.context.second is None or len(here) != 1 or here[0][0].state not in EXPECTED:
        return False
    subject = subject_of(talk, here[0][0].id, here[0][1])
    reading = reading_of(talk, subject, text)
    if reading.updates:
        show(talk, subject, reading, talk.incoming.message_id)
    return bool(reading.updates)
