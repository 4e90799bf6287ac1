"""The unit's side: until when, why, read back, sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.messaging.messages import Text, lines_of
from domain.moments.asked_moment import without_codes
from domain.orders.report_names import before_reason
from domain.reports.extensions import REASON_LIMIT, suggestions
from domain.reports.wishes import is_wish
from handlers.conversation.acting import Refusal
from handlers.conversation.dialogs import ready_answers, within
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display.shortcuts import queue_row
from handlers.drafting import other_units
from handlers.extending import actions, not_owed, requests
from handlers.extending.actions import CannotExtend
from handlers.extending.terms import remarks, wanted_from, wanted_of, wish_or_stop
from handlers.naming import asked_for, own_reports, unit_named
from handlers.words import dates
from handlers.words.reports import about
from storage.deciding import extensions
from storage.messages import buttons
from storage.reporting import duties
from storage.reporting.duties import Duty

_TYPED = ("text", "edited")
REASONS = ("button.reason.numbers", "button.reason.signature", "button.reason.workload")


def command(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Ask for more time (`/giahan`, `/giahan 3 ngày vì chờ số liệu`); who only coordinates sees what is asked."""
    if not talk.person.is_reporter:
        requests.show(talk, rest)
        return
    typed = rest
    other_units.stop_where_named(talk, rest)
    of_units, rest = unit_named.named_first(talk, rest)
    if not of_units and rest:
        of_units, rest = _named_beside(talk, rest)
    if rest:
        not_owed.stop_where_named(talk, rest, of_units)
    there = duties.owed_by(talk.session, talk.person.reporting_units)
    owed = _with_tasks_of(talk, [duty for duty in there if not of_units or duty.unit_id in of_units], rest)
    if not owed and of_units:
        units = [unit for unit, _ in unit_named.own_units(talk) if unit.id in of_units]
        talk.stop("duties.none_of", units=asked_for.names(talk.words, units))
    named, said = own_reports.behind_command(rest, owed, talk.now.date()) if rest else ([], rest)
    owed, rest = named or owed, said
    if not owed:
        talk.say(talk.words("duties.none"), queue_row(talk))
    elif len(owed) == 1:
        start(talk, owed[0].id, rest)
    else:
        shown = page_of(owed, page or 0)
        rows: list[Sequence[Choice]] = [
            [Choice(f"{n}. {about(talk.words, duty)['title']} · {duty.unit_name}", "extend", args)]
            for n, duty in enumerate(shown.lines, shown.first + 1)
            if (args := {"obligation_id": duty.id, "text": rest} if rest else {"obligation_id": duty.id})
        ]
        rows += [turning(talk.words, shown, "extend.which", {"rest": typed}), *queue_row(talk)]
        (talk.say if page is None else talk.show)(talk.words("duties.which"), rows)


def _named_beside(talk: Talk, rest: str) -> tuple[frozenset[int], str]:
    """Return the person's own units that are named before the reason, and the rest: `/giahan báo cáo quý thôn 2 …`."""
    said = before_reason(rest)
    of_units, bare = unit_named.anywhere(talk, said)
    return (of_units, f"{bare} {rest[len(said) :]}".strip()) if of_units else (frozenset(), rest)


def _with_tasks_of(talk: Talk, owed: Sequence[Duty], rest: str) -> Sequence[Duty]:
    """Return the reports that have the task that was named (`/giahan 2.7 đến 22/12`); all where none has."""
    if len(owed) < 2 or not rest:
        return owed
    return [duty for duty in owed if without_codes(rest, actions.terms_of(talk, duty).codes)[1]] or owed


def start(talk: Talk, obligation_id: int, text: str = "") -> None:
    """Ask until when more time is wanted. `text`: what was typed behind the command."""
    duty = actions.owed(talk, obligation_id)
    focus = {"ask": "extend", "obligation_id": obligation_id}
    text = own_reports.without_name_before_reason(text, duty) if text else text
    if text:
        talk.address.focus = focus
        _typed(talk, duty, text)
        return
    words = talk.words
    lines: list[Text] = [words("extend.ask", **about(words, duty))]
    earlier = extensions.waiting(talk.session, [obligation_id]).get(obligation_id)
    if earlier is not None:
        until, at = (dates.moment(words, moment, duty.zone) for moment in (earlier.wanted_at, earlier.asked_at))
        lines.append(words("extend.waiting", until=until, at=at))
    choices = [
        Choice(
            words.plain("button.extend_to", day=dates.day_due(words, day)),
            "extend.until",
            {"obligation_id": obligation_id, "day": f"{day}"},
        )
        for day in suggestions(actions.terms_of(talk, duty))
    ]
    talk.say(lines_of(lines), [*in_rows(choices, 1), *queue_row(talk)], focus=focus)


def typed_day(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "extend", "obligation_id": …}`."""
    _typed(talk, actions.owed(talk, (talk.address.focus or {})["obligation_id"]), text)


def _typed(talk: Talk, duty: Duty, text: str) -> None:
    def offer(wanted: str, reason: str) -> Choice:
        args = {"obligation_id": duty.id, "day": wanted}
        return Choice("", "extend.why", args | {"reason": reason}) if reason else Choice("", "extend.until", args)

    wish = wish_or_stop(talk, duty, text, offer)
    if wish.reason:
        read_back(talk, duty, wanted_of(wish), wish.reason, tasks=wish.tasks)
    else:
        until(talk, duty.id, wanted_of(wish), wish.tasks)


def until(talk: Talk, obligation_id: int, day: str, tasks: Sequence[str] = ()) -> None:
    """Ask why: the day is known."""
    duty = actions.owed(talk, obligation_id)
    moment = actions.moment_of(talk, duty, wanted_from(day))
    args = {"obligation_id": obligation_id, "day": day}
    rows = ready_answers(talk.words, REASONS, "extend.why", args)
    body = talk.words("extend.why", until=dates.moment(talk.words, moment, duty.zone), limit=REASON_LIMIT)
    lines = [*remarks(talk.words, duty, day, moment, tasks), body]
    talk.show(lines_of(lines), rows, focus={"ask": "extend.why", **args})


def typed_reason(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "extend.why", "obligation_id": …, "day": …}`."""
    focus = talk.address.focus or {}
    if is_wish(text):
        _typed(talk, actions.owed(talk, focus["obligation_id"]), text)
    else:
        why(talk, focus["obligation_id"], focus["day"], text)


def why(talk: Talk, obligation_id: int, day: str, reason: str) -> None:
    read_back(talk, actions.owed(talk, obligation_id), day, reason)


def read_back(
    talk: Talk, duty: Duty, wanted: str, reason: str, remark: str | None = None, tasks: Sequence[str] = ()
) -> None:
    """Read the request back (`Tôi hiểu là …`); nothing is asked before it is confirmed."""
    reason, words = within(talk, reason, REASON_LIMIT), talk.words
    moment = actions.moment_of(talk, duty, wanted_from(wanted))
    until = dates.moment(words, moment, duty.zone)
    lines: list[Text] = [words(remark)] if remark else []
    lines += remarks(words, duty, wanted, moment, tasks)
    lines += [words("extend.understood", **about(words, duty), until=until, reason=reason), words("right?")]
    args = {"obligation_id": duty.id, "day": wanted, "reason": reason, "stamp": duty.due_at.isoformat()}
    args |= {"message": talk.incoming.message_id} if talk.incoming.kind in _TYPED and talk.incoming.message_id else {}
    rows = [
        [Choice(words.plain("button.extend_send"), "extend.send", args)],
        [
            Choice(words.plain("button.another_date"), "extend", {"obligation_id": duty.id}),
            Choice(words.plain("button.leave"), "extend.leave"),
        ],
    ]
    talk.show(lines_of(lines), rows)


def withdraw(talk: Talk) -> None:
    """Withdraw what was read back of the message that is edited now."""
    message = talk.incoming.message_id
    buttons.turn_off(
        talk.session, talk.address, ("extend.send",), lambda card: card.get("message") == message, "extend.replaced"
    )


def replaced(talk: Talk, **_: Any) -> None:
    """Send nothing for a button of a request that was edited since, and say so."""
    remark = talk.words("line.gone")
    if talk.incoming.kind == "button" and talk.incoming.message_id is not None:
        talk.retire(remark)
    else:
        talk.note(remark)


def leave(talk: Talk) -> None:
    talk.show(talk.words("extend.left"))


def send(talk: Talk, obligation_id: int, day: str, reason: str, stamp: str, message: str | None = None) -> None:
    """Send the request (`Gửi đề nghị`). `message`: in which it was typed, which may be edited."""
    try:
        asked = actions.ask(talk, obligation_id, wanted_from(day), reason, datetime.fromisoformat(stamp))
    except Refusal as refusal:
        if refusal.reason is not CannotExtend.DUE_MOVED:
            raise
        read_back(talk, actions.owed(talk, obligation_id), day, reason, remark=refusal.reason)
        return
    until = dates.moment(talk.words, asked.until, asked.duty.zone)
    lines = [talk.words("extend.sent", **about(talk.words, asked.duty), until=until)]
    if asked.heard == 0:
        lines.append(talk.words("extend.unheard"))
    talk.show(lines_of(lines))
