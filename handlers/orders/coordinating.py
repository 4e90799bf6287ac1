"""The orders of those who follow and urge. What goes out to others is read back by what it leads to."""

from collections.abc import Callable, Collection, Iterable, Mapping

from domain.messaging.messages import Text
from domain.moments.ahead import days_ahead
from domain.orders.best_way import concepts_in
from domain.orders.names_in_text import Spot
from domain.orders.report_names import unknown_name
from handlers.collating import collation_chat as collating
from handlers.collating import progress
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.extending import general
from handlers.following import audit_log, group_registration, lists, unit
from handlers.inviting import giving
from handlers.naming import asked_for
from handlers.naming.spared import Spared
from handlers.nudging import announcing, before_urging, named, urging
from handlers.orders import but_these, unit_decisions
from handlers.orders.but_these import spared
from handlers.orders.heard import Do, HeardOrder
from handlers.orders.named_things import followed
from handlers.reviewing import queue
from handlers.succession import deciding as reorganised
from storage.following import overdue
from storage.following.overdue import RequirementPeriod
from storage.tables import Unit

_LEADS_TO = frozenset({"cho", "voi", "toi", "den", "gap", "khan", "ngay", "lien", "giup", "nhanh", "som"})
_OF_WHOM = frozenset({"tat", "moi", "cac", "toan", "het", "ca"})


def _with(command: Callable[[Talk, str], None], of: Callable[[HeardOrder], str]) -> Do:
    """Return the command as an order, with this of what was named behind it; of people of one name it is asked first
    who is meant."""

    def do(talk: Talk, heard: HeardOrder) -> None:
        if not _asks_which(talk, heard):
            command(talk, of(heard))

    return do


def _of_whom(order: Do) -> Do:
    """Return the order, with the question before it who is meant of people of one name."""

    def do(talk: Talk, heard: HeardOrder) -> None:
        if not _asks_which(talk, heard):
            order(talk, heard)

    return do


def _filters(heard: HeardOrder) -> str:
    return heard.said.filters


def _units(heard: HeardOrder) -> str:
    return heard.said.unit_names


def _report(heard: HeardOrder) -> str:
    return heard.said.report_and_period


def _asks_which(talk: Talk, heard: HeardOrder) -> bool:
    """Ask of which unit a person is, where one was named of whose name there are several; else return False."""
    several = [spot for spot in heard.said.units if _is_of_people(talk, spot)]
    if not several:
        return False
    spot = several[0]
    rows = [[Choice(one.shown, "order", _instead(heard, spot, one))] for one in spot.found]
    talk.say(talk.words("order.which_person", said=spot.said, n=len(spot.found)), rows)
    return True


def _is_group(talk: Talk, spot: Spot[Unit]) -> bool:
    """Say whether several are meant: a class or a kind by the codes of its units, or by a part of their names; not
    where the whole name is that of several, of which one is meant."""
    if len(spot.found) < 2 or ", " in spot.said:
        return len(spot.found) > 1
    return not all(part.is_whole for part in asked_for.named(talk.session, followed(talk), spot.said).parts)


def _is_of_people(talk: Talk, spot: Spot[Unit]) -> bool:
    return (
        len(spot.found) > 1
        and ", " not in spot.said
        and not asked_for.named(talk.session, followed(talk), spot.said).possible
    )


def _instead(heard: HeardOrder, spot: Spot[Unit], one: Unit) -> dict[str, str]:
    """Return the same order with the unit's name in the place of the person's."""
    tokens, text = heard.said.tokens, heard.text
    again = f"{text[: tokens[spot.start].start]}{one.shown}{text[tokens[spot.end - 1].end :]}"
    return {"order": heard.asked.order, "text": again}


def upcoming(talk: Talk, heard: HeardOrder) -> None:
    ahead = next(
        (f"{found[0]} ngày" for at in range(len(heard.said.tokens)) if (found := days_ahead(heard.said.behind(at)))), ""
    )
    lists.upcoming(talk, ", ".join(filter(None, [ahead, heard.said.filters])))


def in_yet(talk: Talk, heard: HeardOrder) -> None:
    """Answer `phường 5 nộp chưa?`: of one unit all there is to know, of several those that have not."""
    if _asks_which(talk, heard):
        return
    units = heard.said.units
    if len(units) == 1 and not _is_group(talk, units[0]) and not heard.said.periods:
        unit.command(talk, heard.said.unit_names)
    else:
        lists.missing(talk, heard.said.filters)


def urge(talk: Talk, heard: HeardOrder) -> None:
    """Read back who is to be urged before anything goes out."""
    said = heard.said
    concepts = concepts_in(said.tokens)
    if _asks_which(talk, heard):
        return
    if _says_when(heard):
        talk.note(talk.words("order.not_later"))
    but = spared(talk, heard)
    if but.is_said:
        _urge_all_but(talk, heard, but)
    elif any(_is_group(talk, spot) for spot in said.units):
        _urge_kinds(talk, heard)
    elif "with_words" in concepts and said.units and heard.after and all(len(one.found) == 1 for one in said.units):
        before_urging.preview(talk, _ids(said.units), heard.after)
    elif said.filters:
        _urge_named(talk, heard)
    elif concepts & {"all", "those_late", "late", "missing"}:
        named.all_in_words(talk)
    else:
        named.in_words(talk, heard.after if heard.asked.left else "")


def _ids(spots: Iterable[Spot[Unit]]) -> list[int]:
    return list(dict.fromkeys(one.id for spot in spots for one in spot.found))


def _urge_all_but(talk: Talk, heard: HeardOrder, but: Spared) -> None:
    """Read back all, or those of the reports and units that are named, but some, as behind `/dondoc`."""
    if but.is_clear:
        _urge_named(talk, but_these.but(talk, heard, but))
    else:
        named.which_left_out(talk)


def _urge_kinds(talk: Talk, heard: HeardOrder) -> None:
    """Read back kinds of units (`nhắc các trường`), as far as they are late with the reports that are named."""
    of, conditions = _ids(heard.said.units), heard.said.conditions
    late = [id for id in named.late_with(talk, conditions) if id in of]
    if not late and _nobody_late(talk, heard):
        return
    if conditions and not late:
        talk.note(talk.words("filter.nothing", by=heard.text[:60]))
    else:
        before_urging.sure_of(talk, late or sorted(of), beside=_of_which(talk, heard))


def _urge_named(talk: Talk, heard: HeardOrder) -> None:
    """Urge for a named report only those who are late with it: who is late with another is not urged for this one."""
    if not _nobody_late(talk, heard):
        named.in_words(talk, heard.said.filters, _of_which(talk, heard))
    elif heard.said.units and not heard.said.but:
        named.in_words(talk, heard.said.unit_names)


def _nobody_late(talk: Talk, heard: HeardOrder) -> bool:
    """Say that nobody is late with the reports that are named; return False where somebody is, or none is named."""
    codes = {code for spot in heard.said.reports for code in spot.found}
    if not codes or any(row.asked.requirement_code in codes for row in urging.late_rows(talk)):
        return False
    talk.note(talk.words("order.not_late_report", titles=_titles(talk, codes)))
    return True


def _titles(talk: Talk, codes: Collection[str]) -> str:
    there = overdue.current(talk.session, talk.person.plan_ids, talk.now)
    return ", ".join(f"“{one.title}”" for one in there if one.requirement_code in codes)


def _of_which(talk: Talk, heard: HeardOrder) -> list[Text]:
    """Return which reports those who are read back are late with, where any is named; or that it is not known."""
    said = heard.said
    if codes := {code for spot in said.reports for code in spot.found}:
        return [talk.words("order.late_with", titles=_titles(talk, codes))]
    known = {place for one in said.spots for place in range(one.start, one.end)}
    unknown = unknown_name(said.text, said.tokens, known)
    return [talk.words("order.no_such_report", said=unknown[:60])] if unknown else []


def _says_when(heard: HeardOrder) -> bool:
    """Say whether a day is named before the words of the order, or right behind the names: `sáng mai nhắc phường
    11`."""
    first = min(heard.asked.said)
    return any(one.kind == "ahead" and one.start < first for one in heard.said.others)


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
