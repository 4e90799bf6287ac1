"""How a task stands by all clauses of a statement together; a doubt where they do not agree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from domain.forms.form import Status
from domain.forms.statuses import TYPED, WITH_PERCENT
from domain.typed.values.clause import Clause
from domain.typed.values.result import Answers, Doubt


def combined(clauses: Sequence[Clause], words: str) -> tuple[Answers, str, list[Doubt]]:
    """Return status, per cent and day of a statement; a remark; and a doubt where they do not go together."""
    clauses = _with_shares_alone(_without_promises(clauses))
    standings = list(dict.fromkeys(clause.standing for clause in clauses if clause.standing))
    if Status.IN_PROGRESS in standings and "not_done" in standings:  # `đang làm, chưa xong`
        standings.remove("not_done")
    if "started" in standings and len(standings) > 1:  # `khởi công 5/10, đang thi công`
        standings.remove("started")
    percents = list(dict.fromkeys(percent for clause in clauses for percent in clause.percents))
    days = list(dict.fromkeys(clause.done_on for clause in clauses if clause.done_on))
    follows_done = any(clause.percent_follows_done for clause in clauses)
    offers = _all_said(standings, percents, days)
    if Status.DONE in standings and (unsure := next((one for one in standings if one in NOT_DONE), None)):
        return (
            {},
            "",
            [Doubt(_WHY.get(unsure, unsure), words, None, WAYS[_WHY.get(unsure, unsure)])],
        )  # `hình như 2.7 xong`
    if len(standings) > 1 or len(percents) > 1 or len(days) > 1:
        return {}, "", [Doubt("contradiction", words, None, offers)]
    standing = standings[0] if standings else None
    percent = percents[0] if percents else None
    if standing == "unsure" and percent is not None:
        return {}, "", [Doubt("rough", words, None, (_with_percent(percent),))]
    answers, remark, why = _agreed(standing, percent, follows_done)
    if standing == NEARLY and percent is None and not any(clause.figures for clause in clauses):
        return answers, remark, [Doubt("how_far", words, None, _NEAR_PERCENTS)]
    parts = [one for clause in clauses if not clause.is_rate for one in clause.figures]
    is_put = any(clause.is_put for clause in clauses)  # `đúng hạn 1.523/1.543 hồ sơ, ghi hoàn thành nhé`
    if answers == _DONE and percent is None and any(map(is_below_all, parts)) and not is_put:
        return {}, "", [Doubt("contradiction", words, None, (dict(IN_PROGRESS), dict(_DONE)))]
    if answers == _NOT_STARTED and any(is_below_all(one) and one["n"] > 0 for one in parts):  # `3/10 hộ, chưa đạt`
        answers = dict(IN_PROGRESS)
    if answers == _NOTHING and any(clause.figures for clause in clauses):
        return {}, "", [Doubt("contradiction", words, None, (dict(_NOTHING), dict(IN_PROGRESS)))]
    if any(clause.is_below for clause in clauses) and not remark:
        remark = "done_below"
    if why:
        is_ahead = why == "unsure" and any({"ahead", "doing"} <= set(clause.words) for clause in clauses)
        ways = (_NOT_STARTED, IN_PROGRESS) if is_ahead else WAYS.get(why, offers)  # `có lẽ tuần sau mới bắt đầu`
        return {}, "", [Doubt(why, words, None, ways)]
    if days and answers.get("status") == Status.DONE:
        answers["done_on"] = days[0].isoformat()
    elif days:
        done_then = {"status": str(Status.DONE), "done_on": days[0].isoformat()}
        return answers, remark, [Doubt("day", words, None, (*((answers,) if answers else ()), done_then))]
    return answers, remark, []


def _with_shares_alone(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """Return the clauses in which a share is how much is done of what goes on: `đang thực hiện, hoàn thành 70%`."""
    if not any(clause.standing in (Status.IN_PROGRESS, "started", NEARLY) for clause in clauses):
        return clauses
    return [replace(clause, standing=None) if _is_a_share(clause) else clause for clause in clauses]


def _is_a_share(clause: Clause) -> bool:
    is_below = bool(clause.percents) and all(percent < _ALL for percent in clause.percents)
    return clause.standing == Status.DONE and clause.percent_follows_done and is_below


_ALL = 100  # per cent


def _without_promises(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """Return the clauses without promises, where it is said beside them how it stands now: `đang làm 60%, dự kiến tháng
    12 xong`."""
    now = [clause for clause in clauses if clause.standing != "promised"]
    is_open = all(one.standing in _STILL_OPEN and all(part < 100 for part in one.percents) for one in now)
    return now if is_open and any(one.standing or one.percents for one in now) else clauses


_STATUSES = frozenset(map(str, Status))
NEARLY = "nearly"  # `sắp xong`: in progress, and how far is asked
_STILL_OPEN = frozenset({None, str(Status.IN_PROGRESS), str(Status.NOT_STARTED), "not_done", NEARLY})
NOT_DONE = ("spared", "promised", "unsure", "unclear")
IN_PROGRESS: Answers = {"status": str(Status.IN_PROGRESS)}
_NEAR_PERCENTS: tuple[Answers, ...] = ({"percent": 80}, {"percent": 90}, {"percent": 95})
_DONE: Answers = {"status": str(Status.DONE)}
_NOTHING: Answers = {"status": str(Status.NOTHING)}
_NOT_STARTED: Answers = {"status": str(Status.NOT_STARTED)}
WAYS: dict[str, tuple[Answers, ...]] = {
    "almost": (IN_PROGRESS, _DONE),
    "started": (IN_PROGRESS, _DONE),
    "promised": (IN_PROGRESS, _NOT_STARTED),
    "nil_task": (_NOTHING, _NOT_STARTED),
    "will_not": (_NOT_STARTED, IN_PROGRESS),
    "spared": (_NOTHING, _NOT_STARTED, IN_PROGRESS),
    "left_over": (IN_PROGRESS, _NOT_STARTED, _DONE),
    "unsure": (IN_PROGRESS, _NOT_STARTED, _DONE),
    "unclear_standing": (_NOT_STARTED, IN_PROGRESS, _DONE),
}


_WHY = {"unclear": "unclear_standing"}


def is_below_all(figure: Mapping[str, Any]) -> bool:
    """Say whether some are left: `15/20 xã`."""
    return figure["of"] is not None and bool(figure["n"] < figure["of"])


def _all_said(standings: Sequence[str], percents: Sequence[float], days: Sequence[date]) -> tuple[Answers, ...]:
    """Return each thing that was said as one that may be chosen: several days are days on which it was done. Where too
    little of it is a status to choose from, the nearest of what is none (`cơ bản xong`) is one too."""
    several = days if len(days) > 1 else ()
    on_days: list[Answers] = [{"status": str(Status.DONE), "done_on": day.isoformat()} for day in several]
    stated = [one for one in standings if one in _STATUSES and not (on_days and one == Status.DONE)]
    ways: list[Answers] = [*map(_nearest, stated), *({"percent": percent} for percent in percents), *on_days]
    if len(ways) <= 1:
        ways = [*map(_nearest, (one for one in standings if one not in stated)), *ways]
    return tuple({str(way): way for way in ways}.values())


def _nearest(standing: str) -> Answers:
    return {"status": standing} if standing in _STATUSES else WAYS.get(_WHY.get(standing, standing), (IN_PROGRESS,))[0]


def _agreed(standing: str | None, percent: float | None, follows_done: bool) -> tuple[Answers, str, str]:
    """Return answers, remark, and why there is a doubt instead."""
    if standing is None:
        return ({} if percent is None else _with_percent(percent)), "", ""
    if percent is None:
        if standing == "not_done":
            return dict(IN_PROGRESS), "not_done", ""
        if standing == NEARLY:
            return dict(IN_PROGRESS), "", ""
        if standing in _STATUSES:
            return {"status": standing}, "", ""
        return {}, "", "unclear_standing" if standing == "unclear" else standing
    if standing == Status.DONE:
        if percent == 100:
            return dict(_DONE), "", ""
        return (_with_percent(percent), "done_below", "") if follows_done else ({}, "", "contradiction")
    if standing in TYPED and standing in WITH_PERCENT and percent < 100:
        return {"status": standing, "percent": percent}, "", ""
    if standing == Status.NOTHING or standing in TYPED:
        return {}, "", "contradiction"
    if standing == Status.NOT_STARTED:
        return (dict(_NOT_STARTED), "", "") if percent == 0 else ({}, "", "contradiction")
    if standing == "not_done":
        clear = percent < 100 and not follows_done
        return (_with_percent(percent), "", "") if clear else ({}, "", "contradiction")
    if standing in (Status.IN_PROGRESS, "started", "spared", NEARLY):
        going = {**IN_PROGRESS, "percent": percent}
        return (going, "", "") if percent < 100 else ({}, "", "contradiction")
    return {}, "", "unclear_standing" if standing == "unclear" else standing


def _with_percent(percent: float) -> Answers:
    if percent in (0, 100):
        return dict(_DONE if percent else _NOT_STARTED)
    return {"status": str(Status.IN_PROGRESS), "percent": percent}


# Which words of standing make which; the first line that fits.
_STANDINGS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"spared"}), "spared"),
    (frozenset({"if", "done"}), "promised"),
    (frozenset({"ahead", "done"}), "promised"),
    (frozenset({"if", "doing"}), "promised"),
    (frozenset({"guess", "done"}), "unsure"),
    (frozenset({"guess", "doing"}), "unsure"),
    (frozenset({"guess", "now"}), "unsure"),
    (frozenset({"guess", "not_yet"}), "unsure"),
    (frozenset({"hedge", "done"}), "almost"),
    (frozenset({"not_yet", "done"}), "not_done"),
    (frozenset({"no", "done"}), "not_done"),
    (frozenset({"not_yet", "doing"}), Status.NOT_STARTED),
    (frozenset({"not_yet", "now"}), Status.NOT_STARTED),
    (frozenset({"no", "doing"}), "will_not"),
    (frozenset({"later", "done"}), "promised"),
    (frozenset({"soon", "done"}), NEARLY),
    (frozenset({"later", "doing"}), Status.NOT_STARTED),
    (frozenset({"soon", "doing"}), Status.NOT_STARTED),
    (frozenset({"not_yet"}), Status.NOT_STARTED),
    (frozenset({"now"}), Status.IN_PROGRESS),
    (frozenset({"done"}), Status.DONE),
    (frozenset({"hedge", "doing"}), "started"),
    (frozenset({"doing"}), "started"),
    (frozenset({"no"}), "unclear"),
    (frozenset({"later"}), "promised"),
    (frozenset({"hedge"}), "unclear"),
    (frozenset({"soon"}), "unclear"),
    (frozenset({"guess"}), "unsure"),
    (frozenset({"ahead"}), "promised"),
    (frozenset({"if"}), "promised"),
)


_WITH_NOTHING = frozenset({"nil", "now"})
_WITH_STATED = frozenset({"now", "was"})


def standing_of(words: Sequence[str]) -> str | None:
    said = frozenset(words)
    if stated := said & TYPED:  # beside any other word, as `chưa tạm dừng`, it is not certain
        return next(iter(stated)) if len(stated) == 1 and said <= stated | _WITH_STATED else "unclear"
    if "nil" in said:  # `chưa không phát sinh`, `hầu như không phát sinh`: with any other word it is not certain
        return str(Status.NOTHING) if said <= _WITH_NOTHING else "nil_task"
    return next((str(standing) for needed, standing in _STANDINGS if needed <= said), None)
