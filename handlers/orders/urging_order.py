"""The order to urge: who is to be urged is read back before anything goes out."""

from collections.abc import Collection, Iterable

from domain.messaging.messages import Text
from domain.orders.best_way import concepts_in
from domain.orders.names_in_text import Spot
from domain.orders.report_names import unknown_name
from handlers.conversation.talk import Talk
from handlers.naming.spared import Spared
from handlers.nudging import before_urging, named, report_standing, urging
from handlers.orders import but_these
from handlers.orders.but_these import spared
from handlers.orders.heard import HeardOrder
from handlers.orders.which_of_a_name import asks_which, is_group
from storage.following import overdue
from storage.tables import Unit


def urge(talk: Talk, heard: HeardOrder) -> None:
    """Read back who is to be urged before anything goes out."""
    said = heard.said
    concepts = concepts_in(said.tokens)
    if asks_which(talk, heard):
        return
    if _says_when(heard):
        talk.note(talk.words("order.not_later"))
    but = spared(talk, heard)
    if but.is_said:
        _urge_all_but(talk, heard, but)
    elif any(is_group(talk, spot) for spot in said.units):
        _urge_kinds(talk, heard)
    elif "with_words" in concepts and said.units and heard.after and all(len(one.found) == 1 for one in said.units):
        of = [(one.requirement_id, one.period_key) for one in named.late_with(talk, said.conditions)[1]]
        before_urging.preview(talk, _ids(said.units), heard.after, of)
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
    there, asked = named.late_with(talk, conditions)
    late = [id for id in there if id in of]
    if not late and _nobody_late(talk, heard):
        return
    if conditions and not late:
        talk.note(talk.words("filter.nothing", by=heard.text[:60]))
    else:
        pairs = [(one.requirement_id, one.period_key) for one in asked]
        beside = [*report_standing.about(talk, asked), *_of_which(talk, heard)]
        before_urging.sure_of(talk, late or sorted(of), beside=beside, of=pairs)


def _urge_named(talk: Talk, heard: HeardOrder) -> None:
    """Urge for a named report only those who are late with it, about nothing else; of units that are named and not late
    with it, it is said how they stand."""
    asks_of_units = bool(heard.said.units) and not heard.said.but
    if asks_of_units or not _nobody_late(talk, heard):
        named.in_words(talk, heard.said.filters, _of_which(talk, heard))


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
    """Say where a report is named that is not known."""
    said = heard.said
    if said.reports:
        return []
    known = {place for one in said.spots for place in range(one.start, one.end)}
    unknown = unknown_name(said.text, said.tokens, known)
    return [talk.words("order.no_such_report", said=unknown[:60])] if unknown else []


def _says_when(heard: HeardOrder) -> bool:
    """Say whether a day is named before the words of the order, or right behind the names: `sáng mai nhắc phường
    11`."""
    first = min(heard.asked.said)
    return any(one.kind == "ahead" and one.start < first for one in heard.said.others)
