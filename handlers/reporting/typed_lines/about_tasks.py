"""Typed lines about tasks: of which report they are, and read back for that."""

from collections.abc import Collection, Sequence

from domain.forms import form
from domain.reports.states import EXPECTED
from handlers.conversation.talk import Talk, in_rows
from handlers.drafting import line_reading, other_units, several_places
from handlers.drafting.line_reading import CandidateReport, names_tasks
from handlers.drafting.other_units import OtherUnit
from handlers.drafting.several_places import PlacedPart
from handlers.drafting.subject import closed, is_locked, load, subject_of
from handlers.drafting.which_report import candidates, candidates_of, is_code_of, meant_by, nearest
from handlers.extending import not_owed
from handlers.naming import asked_for, own_reports, unit_named
from handlers.reporting.cards import owed
from handlers.reporting.typed_lines.typed_line import MOST_REPORTS, choice, propose, read_back, reading_of, show
from handlers.words.enumerations import listed
from storage.reporting import duties
from storage.tables import Unit

MOST_SAID = 200  # characters of what is said of another report or unit


def _about_a_locked_one(talk: Talk, text: str) -> bool:
    """Refuse what names a task of a report that was accepted: it is locked, and the way to have it opened is offered.
    Return False where no such report is named."""
    for duty in duties.known_to(talk.session, talk.person.reporting_units)[: -MOST_REPORTS - 1 : -1]:
        if is_locked(talk, duty) and names_tasks(line_reading.read(talk, duty, duty.unit_id, text).reading):
            raise closed(talk, load(talk, duty.id, duty.unit_id))
    return False


def tasks_line(talk: Talk, text: str) -> bool:
    """Read a line about tasks back; return False where the text is not about any task the person reports on."""
    if talk.actor is None or not talk.actor.is_reporter:
        return False
    text, is_left = without_others(talk, text)
    if not is_left:
        return True
    if parts := several_places.parts_of(talk, text):
        _first_of(talk, parts)
        return True
    of_units, text = unit_named.apart(talk, text)
    meant = meant_by(talk, text, of_units)
    if len(meant) > 1 and not of_units and _only_asks_for_more_time(meant):
        of_units, bare = unit_named.anywhere(talk, text)  # `xin gia hạn cho thôn 2 thêm 3 ngày`
        text, meant = (bare, meant_by(talk, bare, of_units)) if of_units else (text, meant)
    if meant and _only_asks_for_more_time(meant):
        not_owed.stop_where_named(talk, text, of_units)
        named_ones = _named_for_more_time(talk, text, of_units)
        if len(named_ones) > 1:
            _ask_which(talk, named_ones, text)
            return True
        meant = named_ones or meant
    named = line_reading.of_the_named(talk, text, candidates_of(talk, of_units))
    if named is not None and (len(meant) != 1 or _has_all_of_it(named[0], meant[0])):
        one, text = named
        meant = [one]
    if len(text) > form.TEXT_LIMIT and not any(names_tasks(one.reading) for one in meant):
        return False  # a page about nothing that is known
    if not meant and of_units and (others := _owed_by_others(talk, text, of_units)):
        _tell_unit_owes_nothing(talk, of_units, others, text)
        return True
    if not meant:
        locked = _about_a_locked_one(talk, text)
        return locked or _asks_for_what_is_in(talk, text, of_units) or _by_the_second_reader(talk, text)
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
        _ask_which(talk, meant, text)
    return True


def without_others(talk: Talk, text: str) -> tuple[str, bool]:
    """Say of which units the text reports that are none of the person's. Return the rest, and whether there is any."""
    kept, others = other_units.without_others(talk, text)
    if others:
        _of_others(talk, others, rest=kept)
    return kept, bool(kept or not others)


def _asks_for_what_is_in(talk: Talk, text: str, of_units: Collection[int]) -> bool:
    """Say, to who asks for more time and owes nothing, what became of the report; False where they owe one, or ask for
    none."""
    if candidates(talk, anywhere=True):
        return False
    known = duties.known_to(talk.session, talk.person.reporting_units)[-1:]
    if not any(_only_asks_for_more_time([line_reading.read(talk, duty, duty.unit_id, text)]) for duty in known):
        return False
    not_owed.stop_where_named(talk, text, of_units)
    talk.note(talk.words("duties.none"))
    return True


def names_for_more_time(talk: Talk, text: str) -> bool:
    """Say whether the text asks for more time for a report that it names, known or not, and says nothing of tasks."""
    of_units, text = unit_named.apart(talk, text)
    meant = meant_by(talk, text, of_units)
    return bool(meant) and _only_asks_for_more_time(meant) and bool(_named_for_more_time(talk, text, of_units))


def _only_asks_for_more_time(meant: Sequence[CandidateReport]) -> bool:
    return all(one.reading.extension and not one.reading.updates for one in meant)


def _named_for_more_time(talk: Talk, text: str, of_units: Collection[int]) -> list[CandidateReport]:
    """Return the reports that are named, whatever is on screen; all where the one that is named is not known."""
    mine = [one for one in candidates(talk, anywhere=True) if not of_units or one[1] in of_units]
    ids = {duty.id for duty in own_reports.asked_for_more_time(text, [duty for duty, _ in mine])}
    return [line_reading.read(talk, duty, unit, text) for duty, unit in mine if duty.id in ids]


def _has_all_of_it(named: CandidateReport, other: CandidateReport) -> bool:
    """Say whether the report that is named in words has the tasks of the line too, so that the words decide: `xong hết
    trừ 1.1 của báo cáo rác thải`."""
    return named.duty.id != other.duty.id and not any(doubt.why == "unknown_task" for doubt in named.reading.doubts)


def _owed_by_others(talk: Talk, text: str, of_units: Collection[int]) -> list[CandidateReport]:
    """Return the reports that have the tasks named, where the units that are named owe none."""
    if candidates_of(talk, of_units):
        return []
    found = [line_reading.read(talk, duty, unit, text) for duty, unit in candidates(talk, anywhere=True)]
    return [one for one in found if names_tasks(one.reading)]


def _tell_unit_owes_nothing(
    talk: Talk, of_units: Collection[int], others: Sequence[CandidateReport], text: str
) -> None:
    names = [talk.session.get_one(Unit, unit).shown for unit in of_units]
    choices = [choice(talk, one, text, f"{n}. ") for n, one in enumerate(others[:MOST_REPORTS], 1)]
    talk.say(talk.words("line.unit_owes_none", unit=listed(talk.words, names)), in_rows(choices, 1))


def _of_others(talk: Talk, others: Sequence[OtherUnit], rest: str) -> None:
    """Say which units are none of theirs: what is said of these is kept for no other."""
    names = ", ".join(f"“{one.label[:60]}”" for one in {one.label: one for one in others}.values())
    own = asked_for.names(talk.words, [unit for unit, _ in unit_named.own_units(talk)])
    body = talk.words("line.not_your_unit", names=names, own=own)
    if rest:
        talk.note(body)
    else:
        talk.say(body, focus=talk.address.focus)


def _ask_which(talk: Talk, meant: Sequence[CandidateReport], text: str) -> None:
    choices = [choice(talk, one, text, f"{n}. ") for n, one in enumerate(meant[:MOST_REPORTS], 1)]
    talk.say(talk.words("line.which"), in_rows(choices, 1))


def _first_of(talk: Talk, parts: Sequence[PlacedPart]) -> None:
    """Read back what is said of the first report or unit; the rest is named, and offered to go on with."""
    first, *others = parts
    rest = "; ".join(part.typed for part in others)
    is_of_units = any(part.units != first.units for part in others)
    name = "line.another_unit" if is_of_units else "line.another_report"
    talk.note(talk.words(name, said=rest[:MOST_SAID]))
    lead = talk.words.plain("button.line_next")
    next_ones = [(part.said, part.meant(talk)) for part in others[:MOST_REPORTS]]
    rows = in_rows([choice(talk, one[0], said, f"{lead} ") for said, one in next_ones if len(one) == 1], 1)
    meant = first.meant(talk)
    if len(meant) == 1:
        read_back(talk, meant[0], first.said, rows)
    else:
        _ask_which(talk, meant, first.said)


def _by_the_second_reader(talk: Talk, text: str) -> bool:
    """Read back what a second reader makes of what the built-in one made nothing of, where only one report can be
    meant; return False where it makes nothing of it either."""
    here = candidates_of(talk, ())
    if talk.context.second is None or len(here) != 1 or here[0][0].state not in EXPECTED:
        return False
    subject = subject_of(talk, here[0][0].id, here[0][1])
    reading = reading_of(talk, subject, text)
    if reading.updates:
        show(talk, subject, reading, talk.incoming.message_id)
    return bool(reading.updates)
