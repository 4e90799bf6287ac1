"""The orders of those who follow and urge. What goes out to others is read back by what it leads to."""

from collections.abc import Callable, Mapping

from domain.moments.ahead import days_ahead
from domain.orders.best_way import concepts_in
from handlers.collating import collation_chat as collating
from handlers.collating import progress
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.extending import general
from handlers.following import audit_log, group_registration, lists, unit
from handlers.inviting import giving
from handlers.nudging import announcing
from handlers.orders import unit_decisions
from handlers.orders.heard import Do, HeardOrder
from handlers.orders.urging_order import urge
from handlers.orders.which_of_a_name import asks_which, is_group
from handlers.reviewing import queue
from handlers.succession import deciding as reorganised
from storage.following.overdue import RequirementPeriod

_LEADS_TO = frozenset({"cho", "voi", "toi", "den", "gap", "khan", "ngay", "lien", "giup", "nhanh", "som"})
_OF_WHOM = frozenset({"tat", "moi", "cac", "toan", "het", "ca"})


def _with(command: Callable[[Talk, str], None], of: Callable[[HeardOrder], str]) -> Do:
    """Return the command as an order, with this of what was named behind it; of people of one name it is asked first
    who is meant."""

    def do(talk: Talk, heard: HeardOrder) -> None:
        if not asks_which(talk, heard):
            command(talk, of(heard))

    return do


def _of_whom(order: Do) -> Do:
    """Return the order, with the question before it who is meant of people of one name."""

    def do(talk: Talk, heard: HeardOrder) -> None:
        if not asks_which(talk, heard):
            order(talk, heard)

    return do


def _filters(heard: HeardOrder) -> str:
    return heard.said.filters


def _units(heard: HeardOrder) -> str:
    return heard.said.unit_names


def _report(heard: HeardOrder) -> str:
    return heard.said.report_and_period


def upcoming(talk: Talk, heard: HeardOrder) -> None:
    ahead = next(
        (f"{found[0]} ngày" for at in range(len(heard.said.tokens)) if (found := days_ahead(heard.said.behind(at)))), ""
    )
    lists.upcoming(talk, ", ".join(filter(None, [ahead, heard.said.filters])))


def in_yet(talk: Talk, heard: HeardOrder) -> None:
    """Answer `phường 5 nộp chưa?`: of one unit all there is to know, of several those that have not."""
    if asks_which(talk, heard):
        return
    units = heard.said.units
    if len(units) == 1 and not is_group(talk, units[0]) and not heard.said.periods:
        unit.command(talk, heard.said.unit_names)
    else:
        lists.missing(talk, heard.said.filters)


def _of_report(action: Callable[[Talk, RequirementPeriod], None], label: str, **args: object) -> Do:
    """Return an order about one report and period: the one that is named, or the only one; else it is asked which."""

    def do(talk: Talk, heard: HeardOrder) -> None:
        found = collating.current_or_stop(talk)
        rest = heard.said.report_and_period
        if rest:
            action(talk, collating.named_or_stop(talk, found, rest, "collate"))
        elif len(found) == 1:
            action(talk, found[0])
        else:
            choices = collating.choices_of(talk, found, label)
            again = [Choice(one.label, one.action, {**one.args, **args}) for one in choices]
            talk.say(talk.words("collate.which"), in_rows(again, 1))

    return do


def _export(kind: str) -> Do:
    return _of_report(
        lambda talk, one: collating.export(talk, one.requirement_id, one.period_key, kind), "collate.export", kind=kind
    )


def list_excel(talk: Talk, heard: HeardOrder) -> None:
    """Have a list made as a file: `xuất danh sách chưa nộp ra excel`"""
    concepts = concepts_in(heard.said.tokens)
    which = "overdue" if "late" in concepts else "upcoming" if "soon" in concepts else "missing"
    lists.excel(talk, which, heard.said.filters)


def recipients(talk: Talk, heard: HeardOrder) -> None:
    """Show the report's file first: who gets it is read back under the file."""
    talk.note(talk.words("order.recipients_first"))
    _with(collating.command, _report)(talk, heard)


def announce(talk: Talk, heard: HeardOrder) -> None:
    """Announce the text to whom it names, as behind `/thongbao`; it is read back with how many get it. `báo tất cả
    phòng ban`: to whom it goes is part of the order's words."""
    said = sorted(heard.asked.said)
    led = next((at for place in said if (at := _somebody_behind(heard, place)) is not None), None)
    announcing.command(talk, heard.after if led is None else heard.said.behind(led))


def _somebody_behind(heard: HeardOrder, place: int) -> int | None:
    """Return where those stand to whom it goes, right behind this word or behind `gấp cho`; None where nobody does."""
    tokens, to = heard.said.tokens, place + 1
    while to < len(tokens) and tokens[to].key in _LEADS_TO:
        to += 1
    is_said = to < len(tokens) and (tokens[to].key in _OF_WHOM or any(one.start == to for one in heard.said.units))
    return to if is_said else None


def which_unit(talk: Talk, heard: HeardOrder) -> None:
    unit.command(talk, "")


def _cannot(name: str) -> Do:
    return lambda talk, heard: talk.note(talk.words(f"cannot.{name}"))


DO: Mapping[str, Do] = {
    "overdue": _with(lists.overdue, _filters),
    "missing": _with(lists.missing, _filters),
    "upcoming": upcoming,
    "in_yet": in_yet,
    "urge": urge,
    "told": lambda talk, heard: talk.note(talk.words("order.held")),
    "log": _with(audit_log.command, _units),
    "progress": _with(progress.command, lambda heard: _units(heard) or _report(heard)),
    "progress_units": _of_report(
        lambda talk, one: progress.by_unit(talk, one.requirement_id, one.period_key), "progress.units"
    ),
    "picture": _of_report(
        lambda talk, one: progress.picture(talk, one.requirement_id, one.period_key), "progress.picture"
    ),
    "collate": _with(collating.command, _report),
    "export_excel": _export("xlsx"),
    "export_word": _export("docx"),
    "list_excel": list_excel,
    "freeze": _of_report(
        lambda talk, one: collating.confirm_freezing(talk, one.requirement_id, one.period_key), "freeze"
    ),
    "since": _of_report(lambda talk, one: collating.since(talk, one.requirement_id, one.period_key), "collate.since"),
    "recipients": recipients,
    "review": _with(queue.show, _units),
    "review_unit": _of_whom(unit_decisions.review),
    "excuse": _of_whom(unit_decisions.excuse),
    "lift": _of_whom(unit_decisions.lift),
    "requests": _of_whom(unit_decisions.decide_request),
    "general": lambda talk, heard: general.show(talk),
    "obstacles": _of_whom(unit_decisions.obstacle),
    "unit": _with(unit.command, _units),
    "which_unit": which_unit,
    "invite": _with(giving.command, _units),
    "reorganised": lambda talk, heard: reorganised.command(talk, ""),
    "announce": announce,
    "unread": lambda talk, heard: announcing.command(talk),
    "register": lambda talk, heard: group_registration.command(talk, ""),
    "instead": _cannot("instead"),
}
