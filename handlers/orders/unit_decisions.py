"""Decisions about one unit: what was said of it (which report, why, until when) stands in what is read back."""

from collections.abc import Callable, Sequence
from typing import Any

from domain.finding import periods
from domain.moments.moments_in_text import find_moments
from domain.moments.sight import looking_ahead
from domain.orders.best_way import concepts_in
from domain.orders.order_reasons import reason_in, to_mend_in, words_in
from domain.reports.reviews import read_comment
from domain.reports.states import EXPECTED, State
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display.shortcuts import to_decide
from handlers.excusing import chat as excusing
from handlers.extending import deciding as extending
from handlers.extending import requests
from handlers.following import unit as one_unit
from handlers.obstacles import answering, forwarding, ledger
from handlers.orders.heard import HeardOrder
from handlers.reviewing import actions as reviewing
from handlers.reviewing import one_report, queue, returning
from handlers.words import dates
from handlers.words.reports import about
from storage.deciding import obstacles
from storage.deciding.obstacles import ObstacleEntry
from storage.following import unit_records
from storage.reporting import duties, reports
from storage.reporting.duties import Duty
from storage.tables import Unit

MOST = 10
_TO = frozenset({"cho", "qua", "sang", "den", "toi", "ve", "to"})


def excuse(talk: Talk, heard: HeardOrder) -> None:
    """Read back `miễn báo cáo cháy rừng cho phường 1 vì không có rừng`; ask why where no reason is said."""
    reason = reason_in(heard.text) or heard.beside

    def go(duty: Duty) -> None:
        if reason:
            excusing.why(talk, duty.id, reason)
        else:
            excusing.ask(talk, duty.id)

    of_state = _owed(talk, heard, EXPECTED)
    action = ("excuse.why", {"reason": reason}) if reason else ("excuse", {})
    _of_one(talk, heard, of_state, go, *action)


def lift(talk: Talk, heard: HeardOrder) -> None:
    """Show the unit of `bỏ miễn cho phường 1`, which is read first: the button stands where it was excused."""
    one_unit.command(talk, heard.said.unit_names)


def review(talk: Talk, heard: HeardOrder) -> None:
    """Give a report back with what is to be mended; accepting and opening stand under the report, which is read
    first."""
    concepts = concepts_in(heard.said.tokens)
    if "return" in concepts:
        _return(talk, heard)
    elif "unlock" in concepts or "is_locked" in concepts:
        _unlock(talk, heard)
    elif "accept" in concepts:
        _of_sent(talk, heard, State.SUBMITTED, lambda duty: one_report.one(talk, duty.id), "review", lambda duty: {})
    else:
        queue.show(talk, heard.said.unit_names)


def _return(talk: Talk, heard: HeardOrder) -> None:
    said = to_mend_in(heard.text)

    def args(duty: Duty) -> dict[str, Any]:
        report = reports.latest(talk.session, duty.id)
        assert report is not None
        return {"report_id": report.id, "comments": _comments(talk, duty, said)}

    def go(duty: Duty) -> None:
        (returning.comment if said else returning.ask)(talk, **args(duty))

    action = "review.comment" if said else "review.return"
    _of_sent(talk, heard, State.SUBMITTED, go, action, args)


def _comments(talk: Talk, duty: Duty, said: str) -> list[dict[str, Any]]:
    """Return the comments: on the task with whose code they begin (`2.7 chưa có số liệu`), else on the whole."""
    if not said:
        return []
    tasks = {task.code: task.id for task in duties.tasks_of(talk.session, duty.requirement_id)}
    comment = read_comment(said, tasks)
    on_task = tasks[comment.task] if comment.task and comment.text else None
    return [{"task": on_task, "text": comment.text if on_task else said}]


def _unlock(talk: Talk, heard: HeardOrder) -> None:
    def go(duty: Duty) -> None:
        body, rows = one_report.shown(talk, found := reviewing.sent(talk, duty.id))
        day = next((one.day for one in _moments(talk, heard) if one.day), None)
        if day is not None and day >= talk.now.astimezone(found.duty.zone).date():
            label = talk.words.plain("button.unlock", day=dates.day_due(talk.words, day))
            rows = [[Choice(label, "unlock", {"obligation_id": duty.id, "last_day": f"{day}"})], *rows]
        talk.say(body, rows)

    _of_sent(talk, heard, State.ACCEPTED, go, "review", lambda duty: {})


def decide_request(talk: Talk, heard: HeardOrder) -> None:
    """Read back a decision on the unit's only request (`đồng ý cho phường 5 thêm 3 ngày`, `không cho phường 10 gia hạn
    vì gấp`); on `từ chối vì …` the one that waits alone."""
    waiting = _requests(talk, heard)
    concepts = concepts_in(heard.said.tokens)
    if len(waiting) != 1 or not concepts & {"grant", "refuse"}:
        requests.show(talk, heard.said.unit_names)
        return
    x = waiting[0]
    if "refuse" in concepts:
        reason = reason_in(heard.text)
        if reason:
            talk.address.focus = {"ask": "extension.refuse", "extension_id": x}
            extending.typed_remark(talk, reason)
        else:
            extending.refuse(talk, x)
    elif _moments(talk, heard):
        talk.address.focus = {"ask": "extension.other", "extension_id": x}
        extending.typed_day(talk, heard.said.behind_names)
    else:
        extending.one(talk, x)


def _requests(talk: Talk, heard: HeardOrder) -> list[int]:
    asked = to_decide(talk)
    named = (
        {duty.id: duty for duty in duties.duties(talk.session, [one.obligation_id for one in asked])} if asked else {}
    )
    units = {unit.id for unit in _units(heard)}
    if not heard.said.units:
        return [one.id for one in asked]
    theirs = [one for one in asked if named[one.obligation_id].unit_id in units]
    meant = {duty.id for duty in _named(heard, [named[one.obligation_id] for one in theirs])}
    return [one.id for one in theirs if one.obligation_id in meant]


def obstacle(talk: Talk, heard: HeardOrder) -> None:
    """Answer or forward the unit's only open obstacle: `trả lời phường 11 là …`, `chuyển vướng mắc của phường 10 qua
    phòng kinh tế`."""
    concepts = concepts_in(heard.said.tokens)
    spots = heard.said.units
    if "forward" in concepts and len(spots) == 1 and _is_led_to(heard, spots[0].start):
        ledger.command(talk)  # whose it is was not said
        return
    raised = _open_obstacles(talk, spots[0].found if spots else ())
    said = words_in(heard.text)
    if len(raised) != 1 or not concepts & {"answer", "forward"} or "answered_yet" in concepts:
        ledger.command(talk, spots[0].said if spots and "forward" in concepts else heard.said.unit_names)
    elif "forward" in concepts and len(spots) > 1:
        talk.address.focus = {"ask": "forward", "obstacle_id": raised[0].obstacle.id}
        forwarding.typed(talk, spots[1].said)
    elif "forward" in concepts:
        forwarding.ask(talk, raised[0].obstacle.id)
    elif said:
        talk.address.focus = {"ask": "answer", "obstacle_id": raised[0].obstacle.id}
        answering.typed(talk, said)
    else:
        answering.ask(talk, raised[0].obstacle.id)


def _is_led_to(heard: HeardOrder, place: int) -> bool:
    """Say whether the unit is the one to which it goes: `chuyển vướng mắc thiếu thuốc cho phòng y tế`."""
    return place > 0 and heard.said.tokens[place - 1].key in _TO


def _open_obstacles(talk: Talk, units: Sequence[Unit]) -> list[ObstacleEntry]:
    if len(units) != 1:
        return []
    found = obstacles.entries(talk.session, units=[units[0].id], plans=(), since=talk.now)
    plans = talk.person.plan_ids
    return [
        one for one in found if one.is_open and one.obstacle.plan_id in plans and one.obstacle.unit_id == units[0].id
    ]


def _units(heard: HeardOrder) -> Sequence[Unit]:
    return [unit for spot in heard.said.units for unit in spot.found]


def _moments(talk: Talk, heard: HeardOrder) -> Sequence[Any]:
    return find_moments(heard.said.behind_names, looking_ahead(talk.now.date()))


def _owed(talk: Talk, heard: HeardOrder, states: Any) -> list[Duty]:
    units = _units(heard)
    if len(units) != 1:
        return []
    owed = unit_records.current(talk.session, units[0].id, talk.person.plan_ids, talk.now - one_unit.RECENT)
    return _named(heard, [duty for duty in owed if duty.state in states])


def _named(heard: HeardOrder, found: Sequence[Duty]) -> list[Duty]:
    """Return the duties of the reports and periods that are named, as far as any are."""
    codes = {code for spot in heard.said.reports for code in spot.found}
    wanted = [period for spot in heard.said.periods for period in spot.found]
    left = [duty for duty in found if duty.requirement_code in codes] if codes else list(found)
    return (
        [duty for duty in left if any(periods.is_called(duty.period_key, name) for name in wanted)] if wanted else left
    )


def _of_sent(
    talk: Talk,
    heard: HeardOrder,
    state: State,
    go: Callable[[Duty], None],
    action: str,
    args: Callable[[Duty], dict[str, Any]],
) -> None:
    """Go on with the unit's report in this state which is meant; of several ask which; of none show all."""
    units = _units(heard)
    sent = reports.of_plans(talk.session, talk.person.plan_ids, [unit.id for unit in units[:1]], queue.OF_A_UNIT)
    found = duties.duties(talk.session, [one.obligation_id for one in sent]) if sent and len(units) == 1 else []
    meant = _named(heard, [duty for duty in found if duty.state is state])
    if len(meant) == 1:
        go(meant[0])
    elif meant:
        _ask(talk, meant, action, args)
    else:
        queue.show(talk, heard.said.unit_names)


def _of_one(
    talk: Talk, heard: HeardOrder, found: Sequence[Duty], go: Callable[[Duty], None], action: str, args: dict[str, Any]
) -> None:
    if len(found) == 1:
        go(found[0])
    elif found:
        _ask(talk, found, action, lambda duty: {"obligation_id": duty.id, **args})
    else:
        one_unit.command(talk, heard.said.unit_names)


def _ask(talk: Talk, found: Sequence[Duty], action: str, args: Callable[[Duty], dict[str, Any]]) -> None:
    choices = [
        Choice(
            f"{n}. {about(talk.words, duty)['title']} · {duty.unit_name}",
            action,
            args(duty) or {"obligation_id": duty.id},
        )
        for n, duty in enumerate(found[:MOST], 1)
    ]
    talk.say(talk.words("duties.which"), in_rows(choices, 1))
