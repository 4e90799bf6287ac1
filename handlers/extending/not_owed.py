"""More time for a report that is handed in, locked or excused, or that there is none of: that is said, and no other
report is taken for it."""

import re
from collections.abc import Collection, Sequence

from domain.finding import periods
from domain.orders.names_in_text import Spot
from domain.orders.names_in_text import periods as periods_in
from domain.orders.order_tokens import OrderToken, said_of, tokens_of
from domain.orders.report_names import before_reason, is_report_said, named_reports, often_named, unknown_name
from domain.reports.states import EXPECTED
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.drafting.subject import closed, load
from handlers.words.reports import about
from storage.reporting import duties
from storage.reporting.duties import Duty

_LED = "báo cáo "
_REPORT = ["bao", "cao"]
_REPORT_BEHIND = re.compile(r"(?:báo cáo|bao cao|bc)\s{0,3}$", re.I)
_MOST = 10
_SHOWN = 60  # characters


def stop_where_named(talk: Talk, text: str, of_units: Collection[int] = ()) -> None:
    """Say what became of the report that is named, where none of that name is owed, or that there is none; go on where
    no report is named, or one that is owed."""
    known = [
        duty
        for duty in duties.known_to(talk.session, talk.person.reporting_units)
        if not of_units or duty.unit_id in of_units
    ]
    said = before_reason(text)
    named = _named(said, known, talk)
    if any(duty.state in EXPECTED for duty in named):
        return
    if named:
        last = max(named, key=lambda duty: duty.due_at)
        raise closed(talk, load(talk, last.id, last.unit_id))
    owed = [duty for duty in known if duty.state in EXPECTED]
    if owed and (unknown := _unknown(said, known, talk, is_only=len(owed) == 1)):
        _tell_none(talk, unknown, owed, text)


def _named(said: str, known: Sequence[Duty], talk: Talk) -> Sequence[Duty]:
    """Return the reports that are named, of the period that is, where one is."""
    is_led = is_report_said(tokens_of(said))
    led = said if is_led else f"{_LED}{said}"
    tokens = tokens_of(led)
    spot = max(named_reports(led, tokens, known), key=lambda one: one.end - one.start, default=None)
    codes = {duty.requirement_code for duty in known}
    if spot is not None and not is_led and spot.said not in codes and spot.end - spot.start == 1:
        spot = None  # `/giahan ngày mai`
    period = _period(tokens, spot, talk)
    if period is None:
        return spot.found if spot is not None else ()
    return [duty for duty in (spot.found if spot else known) if periods.is_called(duty.period_key, period.found[0])]


def _unknown(said: str, known: Sequence[Duty], talk: Talk, *, is_only: bool) -> str:
    """Return the words that name a report where there is none of that name; of somebody who owes only one, only what
    is surely none: how often it is due, or its period."""
    tokens = tokens_of(said)
    if not is_report_said(tokens):
        return ""
    spot = max(named_reports(said, tokens, known), key=lambda one: one.end - one.start, default=None)
    if (period := _period(tokens, spot, talk)) is not None:
        return said_of(said, tokens, (period.start, period.end))
    return often_named(said, tokens) or ("" if is_only else unknown_name(said, tokens))


def _period(tokens: Sequence[OrderToken], spot: Spot[Duty] | None, talk: Talk) -> Spot[str] | None:
    """Return the period that stands with the report's name, and not until when: `đến tháng 1`."""
    ends = {place + 2 for place in range(len(tokens) - 1) if [one.key for one in tokens[place : place + 2]] == _REPORT}
    if spot is not None:
        ends |= set(range(spot.start, spot.end + 1))
    return next((one for one in periods_in(tokens, talk.now.date()) if one.found and one.start in ends), None)


def _tell_none(talk: Talk, unknown: str, owed: Sequence[Duty], text: str) -> None:
    words = talk.words
    before, _, behind = text.partition(unknown)
    rest = " ".join(f"{_REPORT_BEHIND.sub('', before)} {behind}".split())
    choices = [
        Choice(
            f"{n}. {about(words, duty)['title']} · {duty.unit_name}", "extend", {"obligation_id": duty.id, "text": rest}
        )
        for n, duty in enumerate(owed[:_MOST], 1)
    ]
    talk.stop("extend.no_such", in_rows(choices, 1), name=unknown[:_SHOWN])
