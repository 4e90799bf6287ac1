"""Which order somebody means who writes it in their own words, and whether it is one here and now.

A line that names tasks of theirs is a report first. Where a question waits for own words, these are the answer. What
the person may not do is said; where two things may be meant, both are offered.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from domain.finding.abbreviations import is_abbreviation
from domain.finding.spelling import words
from domain.orders.best_way import HOLD, OrderCandidate, asked, close, halves, is_small_talk
from domain.orders.order_tokens import said_of, tokens_of
from domain.orders.reports_first import LEAST, READ_ELSEWHERE, SURE, tells
from domain.reports.states import State
from domain.typed import Reading
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display.shortcuts import not_for_you
from handlers.drafting import line_reading, other_units, several_places
from handlers.drafting.which_report import candidates, correctable
from handlers.naming import asked_for
from handlers.orders import but_these, named_things, order_table, plan_orders, whose_reports
from handlers.orders.heard import HeardOrder
from handlers.orders.named_things import Mentioned, mentioned
from handlers.reporting.open_question.not_an_answer import is_question
from handlers.words.command_table import Command
from storage.reporting import duties
from storage.reporting.duties import Duty

_FOR_NAMES = frozenset({"invite", "unit", "filter", "nudge.pick"})  # questions answered by the name of a unit
_OPEN_TO_ALL = frozenset({"card", "private", "kept", "lines", *_FOR_NAMES})
_ON_A_TASK = frozenset({"task", "result", "obstacle", "recommendation", "percent", "own"})
_IN_OWN_WORDS = frozenset(
    {
        "return",
        "excuse",
        "extension.refuse",
        "extend.why",
        "unlock",
        "answer",
        "raise",
        "announce",
        "nudge",
        "narrative",
    }
)
_NEVER_AN_ANSWER = frozenset({"huy", "trogiup", "start"})
_CLEAR = 0.6
_CLEARLY = 1.5  # by which what a person may not do has to be likelier
_NEAREST = 3
_OF_ONE_REPORT = frozenset(
    {"nil", "extend", "report", "hand_in", "review_own", "as_before", "amend", "reopen", "take_back"}
)
"""What is about a report of theirs, so that another unit that is named is a slip."""
_SHOWN = 60  # characters
_HANDED_IN = 3  # of what was handed in, the last may be corrected
_MOST = 60  # words: what is longer asks for nothing


def is_answer(talk: Talk, text: str, command: Command) -> bool:
    """Say whether a command's words (`sáp nhập`, `quá hạn`) answer the open question, as where a reason is asked for:
    yes, unless written as commands are, `quahan`."""
    if (talk.address.focus or {}).get("ask") not in _IN_OWN_WORDS or command.name in _NEVER_AN_ANSWER:
        return False
    return not text.isascii() or len(text.split()) > 1


def deals_with(talk: Talk, text: str, only: Collection[str] | None = None) -> bool:
    """Do or offer what is asked for; return False where the text may be something else. `only`: no other orders."""
    if talk.actor is None or len(text.split()) > _MOST or not _is_open(talk, text):
        return False
    if only is None and plan_orders.deals_with(talk, text):
        return True
    if only is None and several_places.parts_of(talk, text):
        return False  # `báo cáo tháng không phát sinh, báo cáo quý 2.7 40%`: no order has room for both
    if only is None and (two := _two_orders(talk, text)):
        _offer(talk, two, text)
        return True
    heard = [one for one in _heard(talk, text) if only is None or (one.asked.order in only and _suits(talk, one.asked))]
    if only is not None and not heard:
        return False
    if not heard or (_is_report(talk, text, heard[0].asked) and not _names_its_report(talk, heard[0])):
        return _names_one_unit(talk, text)
    if len(heard) > 1:
        _offer(talk, heard, text)
        return True
    waits = talk.address.focus if _asks_on_a_task(talk) else None
    _do(talk, heard[0])
    if waits:  # answered, and then asked again
        talk.address.focus = waits
    return not waits


def carry_out(talk: Talk, order: str, text: str) -> None:
    """Do the order of a pressed button: `order` is which, `text` what was typed."""
    said, found = _weighed(talk, text)
    one = next((one for one in found if one.order == order), None)
    if one is None or not _suits(talk, one):
        talk.stop("button.unknown")
    _do(talk, HeardOrder(one, said))


def nearest(talk: Talk, text: str) -> Sequence[Choice]:
    """Return what may have been meant by something that is not understood, as buttons."""
    if talk.actor is None or len(text.split()) > _MOST:
        return []
    _, found = _weighed(talk, text)
    return _choices(talk, [one for one in found if _suits(talk, one)][:_NEAREST], text)


def _asks_on_a_task(talk: Talk) -> bool:
    return (talk.address.focus or {}).get("ask") in _ON_A_TASK


def _is_open(talk: Talk, text: str) -> bool:
    """Say whether the open question leaves room for an order; on a task's screen, for a question."""
    question = (talk.address.focus or {}).get("ask", "card")
    return question in _OPEN_TO_ALL or (_asks_on_a_task(talk) and is_question(text))


def _weighed(talk: Talk, text: str) -> tuple[Mentioned, list[OrderCandidate]]:
    tokens = tokens_of(text)
    said = mentioned(talk, text, tokens, follows=talk.person.is_coordinator)
    return said, asked(tokens, said.spots)


def _heard(talk: Talk, text: str) -> list[HeardOrder]:
    """Return the likeliest order; several where they are as likely and come to different things."""
    said, found = _weighed(talk, text)
    if not found and talk.person.is_coordinator and (more := named_things.with_people(talk, said)).units:
        said, found = more, asked(said.tokens, more.spots)
    first = next((one for one in found if _suits(talk, one)), found[0] if found else None)
    if talk.person.is_coordinator and not said.units and _may_name_more(talk, first):
        more = named_things.with_parts(talk, said, first)
        if more.units:
            again = asked(said.tokens, more.spots)
            said, found = (more, again) if again else (said, found)
    if talk.person.is_reporter and not talk.person.is_coordinator:
        found = whose_reports.meant_by_reporter(talk, said, found)
    may = [one for one in found if _suits(talk, one)]
    if said.units and talk.person.is_reporter:  # who names units speaks of those that they follow
        may = [one for one in may if one.whose != "reporter"] or may
    if found and (not may or (found[0].worth - may[0].worth >= _CLEARLY and may[0].share < _CLEAR)):
        may = found[:1]
    if not may:
        return []
    different = {order_table.comes_to(one.order): one for one in reversed(close(may))}
    return [HeardOrder(one, said) for one in reversed(different.values())]


def _may_name_more(talk: Talk, first: OrderCandidate | None) -> bool:
    if first is None:
        return not talk.person.is_reporter
    return order_table.takes_units(first.order) or not _suits(talk, first)


def _suits(talk: Talk, one: OrderCandidate) -> bool:
    actor = talk.person
    return {"anyone": True, "reporter": actor.is_reporter, "coordinator": actor.is_coordinator}[one.whose]


def _is_report(talk: Talk, text: str, first: OrderCandidate) -> bool:
    """Say whether who reports means a report: the text says something of their tasks, or that there is nothing, or asks
    for more time in a way that is read; or an order explains too little of it, unless only coordinators say so."""
    if not talk.person.is_reporter:
        return False
    is_weak = first.share < SURE or first.worth < LEAST
    if is_weak and not (talk.person.is_coordinator and first.whose == "coordinator"):
        return True
    tokens, found = tokens_of(text), _may_be_told_of(talk)
    if first.order == "take_back" and not any(duty.state is State.SUBMITTED for duty in correctable(talk)):
        first = replace(first, order="report")  # nothing was sent: `rút lại 3.1` is said of the task
    return any(tells(first, tokens, *_read_for(talk, duty, unit, text, len(found) == 1)) for duty, unit in found)


def _may_be_told_of(talk: Talk) -> list[tuple[Duty, int]]:
    """Return what is owed, and what was handed in last: `à nhầm, 2.7 mới 80% thôi` corrects that."""
    owed = candidates(talk)
    known = {(duty.id, unit) for duty, unit in owed}
    handed_in = [(duty, duty.unit_id) for duty in correctable(talk)[-_HANDED_IN:]]
    return owed + [one for one in handed_in if (one[0].id, one[1]) not in known]


def _read_for(talk: Talk, duty: Duty, unit: int, text: str, is_only: bool) -> tuple[list[str], Reading]:
    """Return the codes of a report's tasks, and what the line says of it."""
    tasks = duties.tasks_of(talk.session, duty.requirement_id)
    codes = [task.code for task in tasks]
    if not is_only:
        return codes, line_reading.read(talk, duty, unit, text).reading
    return codes, line_reading.beside_orders(text, tasks, **line_reading.about(talk, duty))


def _names_its_report(talk: Talk, heard: HeardOrder) -> bool:
    """Say whether the order names its report, as `xin gia hạn báo cáo tháng 11`: the line would be read as about any.
    Nothing to report of a task is none of the whole report: `báo cáo quý 1 4.8 không phát sinh`."""
    is_named = bool(heard.named_before_reason.said.reports) or any(spot.found for spot in heard.said.periods)
    if not is_named or heard.asked.order not in READ_ELSEWHERE:
        return False
    return heard.asked.order != "nil" or not _names_a_task(talk, heard)


def _names_a_task(talk: Talk, heard: HeardOrder) -> bool:
    said = {token.said for token in heard.said.tokens}
    owed = {duty.requirement_id for duty, _ in _may_be_told_of(talk)}
    return any(task.code in said for id in owed for task in duties.tasks_of(talk.session, id))


def _do(talk: Talk, heard: HeardOrder) -> None:
    one = heard.asked
    if not _suits(talk, one):
        if unknown := _unknown_unit(talk, heard):
            talk.stop("units.unknown", names=f"“{unknown}”")
        not_for_you(talk, one.whose)
    talk.address.puzzled = 0
    if one.order == HOLD:
        talk.note(talk.words("order.held"))
        return
    if one.order in _OF_ONE_REPORT:
        other_units.stop_where_named(talk, heard.text)
    order_table.DO[one.order](talk, but_these.without_spared(talk, heard))


def _unknown_unit(talk: Talk, heard: HeardOrder) -> str:
    """Return the words of `hội abc nộp chưa` that are no unit's: who only follows asks of somebody by it."""
    if heard.asked.order not in whose_reports.ASKED_OF_OTHERS or not talk.person.is_coordinator:
        return ""
    left = [span for span in heard.asked.left if span[1] > span[0]]
    return ", ".join(said_of(heard.text, heard.said.tokens, span) for span in left)[:_SHOWN]


def _two_orders(talk: Talk, text: str) -> list[HeardOrder]:
    """Return the two orders in one line of who only follows, each with what it names; none where there are not two."""
    if talk.person.is_reporter:
        return []
    for pair in halves(text, tokens_of(text)):
        heard = [found[0] for half in pair if (found := _heard(talk, half)) and _is_clear(talk, found[0].asked)]
        if len({order_table.comes_to(one.asked.order) for one in heard}) > 1:
            return heard
    return []


def _is_clear(talk: Talk, one: OrderCandidate) -> bool:
    is_order = one.order != HOLD and not is_small_talk(one)
    return is_order and _suits(talk, one) and one.share >= _CLEAR and one.worth >= LEAST


def _offer(talk: Talk, heard: Collection[HeardOrder], text: str) -> None:
    talk.address.puzzled = 0
    choices = [choice for one in heard for choice in _choices(talk, [one.asked], one.text)]
    talk.say(talk.words("order.which", said=text[:80]), in_rows(choices, 1), focus=talk.address.focus)


def _choices(talk: Talk, found: Sequence[OrderCandidate], text: str) -> list[Choice]:
    by_label = {
        talk.words.plain(name): {"order": one.order, "text": text}
        for one in found
        if talk.words.has(name := f"order.{'due_when' if one.order == 'due' else one.order}")
    }
    return [Choice(label, "order", args) for label, args in by_label.items()]


def _names_one_unit(talk: Talk, text: str) -> bool:
    """Show what there is to know about a unit whose whole name is typed and nothing else, or to who only follows a
    part of it (`phụ nữ`, `lhpn`); else return False."""
    if not talk.person.is_coordinator or (talk.address.focus or {}).get("ask", "card") in _FOR_NAMES:
        return False
    found = asked_for.named(talk.session, named_things.followed(talk), text)
    is_part = not talk.person.is_reporter and (len(text.split()) > 1 or _is_abbreviation(text))
    possible = found.possible if is_part else found.sure if not found.doubtful else []
    is_shared = len(found.parts) == 1 and found.parts[0].is_whole and len(found.possible) > 1
    if (len(possible) != 1 and not is_shared) or found.unknown or found.elsewhere:
        return False
    order_table.show_unit(talk, text)
    return True


def _is_abbreviation(text: str) -> bool:
    return any(map(is_abbreviation, words(text)))
