"""Which of one's own reports a sentence names, by title or period: `/giahan bc đợt 1 3 ngày`."""

from collections.abc import Collection, Sequence
from datetime import date

from domain.calendar.periods import period_type_of
from domain.finding import periods
from domain.finding.spelling import words
from domain.orders.names_in_text import Spot, goes_on
from domain.orders.names_in_text import periods as periods_in
from domain.orders.order_tokens import OrderToken, tokens_of
from domain.orders.report_names import before_reason, begins_name, named_reports, unknown_name
from storage.reporting.duties import Duty


def named(text: str, tokens: Sequence[OrderToken], wanted: Collection[str], owed: Sequence[Duty]) -> list[Duty]:
    """Return the reports of the periods that are wanted and of the name that is said, as far as any are."""
    of_period = [duty for duty in owed if any(periods.is_called(duty.period_key, name) for name in wanted)]
    left = of_period or list(owed)
    spot = _longest(named_reports(text, tokens, left))
    return list(spot.found) if spot else left


def only_one(text: str, owed: Sequence[Duty], today: date) -> tuple[Duty, str] | None:
    """Return the one report that is named, and the text without its name; None where none is or several may be."""
    tokens = tokens_of(text)
    spots = periods_in(tokens, today)
    found = named(text, tokens, [period for spot in spots for period in spot.found], owed)
    if len(found) != 1 or len(owed) == 1:
        return None
    spans = [span for span in (_name(text, tokens, found[0]), *((spot.start, spot.end) for spot in spots)) if span]
    left = [token for place, token in enumerate(tokens) if not any(start <= place < end for start, end in spans)]
    behind = max((tokens[end - 1].end for _, end in spans), default=0)
    return found[0], text[behind:].strip(" ,:;") if spans and left else text


def behind_command(text: str, owed: Sequence[Duty], today: date) -> tuple[list[Duty], str]:
    """Return the reports that are named behind a command, with the text without the name; none where none is."""
    led = f"{_LED}{text}"
    tokens = tokens_of(before_reason(led))
    if not (spot := _longest(named_reports(led, tokens, owed))):
        spots = [one for one in periods_in(tokens, today) if one.found]
        called = [duty for duty in owed for one in spots if periods.is_called(duty.period_key, one.found[0])]
        return (called, _without(led, tokens, (spots[0].start, spots[0].end))) if called else ([], text)
    named_now = list(spot.found)
    rest = _without(led, tokens, (spot.start, spot.end))
    if len(named_now) > 1:
        more, shorter = behind_command(rest, named_now, today)
        return (more, shorter) if more and len(more) < len(named_now) else (named_now, rest)
    return named_now, _without_its_period(rest, named_now[0], today)


_LED = "báo cáo "


def _without_its_period(text: str, duty: Duty, today: date) -> str:
    """Return the text without the period of this report, with which it goes on: `bhyt tháng 11 đến 4/12`."""
    tokens = tokens_of(text)
    spot = next((one for one in periods_in(tokens, today) if one.start == 0), None)
    return text[tokens[spot.end - 1].end :].strip(" ,:;") if spot is not None and _is_of(duty, spot) else text


def _is_of(duty: Duty, period: Spot[str]) -> bool:
    return not period.found or periods.is_called(duty.period_key, period.found[0])


def _without(text: str, tokens: Sequence[OrderToken], span: tuple[int, int]) -> str:
    start = begins_name(tokens, span[0])
    begins = len(_LED) if start == 0 and text.startswith(_LED) else tokens[start].start
    before, behind = text[:begins].removeprefix(_LED).strip(), text[tokens[span[1] - 1].end :].strip(" ,:;")
    return f"{before} {behind}".strip(" ,:;")


def _longest(spots: Sequence[Spot[Duty]]) -> Spot[Duty] | None:
    return max(spots, key=lambda spot: spot.end - spot.start, default=None)


def asked_for_more_time(text: str, owed: Sequence[Duty]) -> list[Duty]:
    """Return the reports for which a sentence asks for more time: those that are named before the reason; all where it
    names one that is not known; none where it names none."""
    said = before_reason(text)
    tokens = tokens_of(said)
    if spot := _longest(named_reports(said, tokens, owed)):
        return list(spot.found)
    return list(owed) if unknown_name(said, tokens) else []


def without_name_before_reason(text: str, duty: Duty) -> str:
    said = before_reason(text)
    return f"{without_name(said, duty)} {text[len(said) :]}".strip()


def without_name(text: str, duty: Duty) -> str:
    """Return the text without the report's name, also where it stands in the middle: `trừ 1.1 của báo cáo rác thải, còn
    lại xong`."""
    tokens = tokens_of(text)
    span = _name(text, tokens, duty)
    if span is None:
        return text
    start, end = span
    start -= 2 * ([token.key for token in tokens[max(0, start - 2) : start]] == _REPORT)
    start -= start > 0 and tokens[start - 1].key in _OF
    behind = text[tokens[end - 1].end :]
    before = text[: tokens[start].start].rstrip()
    return f"{before}{'' if behind[:1] in (',', ';', '.') else ' '}{behind.lstrip()}".strip(" ,:;")


def behind_its_name(text: str, duty: Duty, today: date) -> str:
    """Return what stands behind the name of this report, by which the text begins (`báo cáo tháng bảo hiểm y tế: 5.1
    60%`, `báo cáo quý I 3.1 xong`); "" where it does not."""
    tokens = tokens_of(text)
    begins = next((place for place, token in enumerate(tokens) if token.key not in _LEADS), len(tokens))
    if [token.key for token in tokens[begins : begins + 2]] != _REPORT:
        return ""
    name = _longest([one for one in named_reports(text, tokens, [duty]) if one.start in (begins, begins + 2)])
    last = name.end - 1 if name else begins + 2
    ends = [one.end for one in periods_in(tokens, today) if begins < one.start <= last and _is_of(duty, one)]
    ends += [name.end] if name else []
    rest = text[tokens[max(ends) - 1].end :].strip(_SIGNS) if ends else ""
    return _without_its_period(rest, duty, today).strip(_SIGNS)


def behind_its_period(text: str, duty: Duty, today: date) -> str:
    """Return what stands behind the period of this report, by which the text begins (`quý I 3.1 xong`); "" where it
    does not."""
    rest = _without_its_period(text, duty, today)
    return "" if rest == text else rest.strip(_SIGNS)


_SIGNS = " \t\n,:;–-"
_OF = frozenset({"cua", "trong", "o", "thuoc", "ben"})


def at_beginning(text: str, owed: Sequence[Duty], today: date) -> tuple[Sequence[Duty], str] | None:
    """Return the reports by whose name the text begins, and what is said behind it: `báo cáo tháng không phát sinh`,
    `quý 4: 2.7 40%`."""
    tokens = tokens_of(text)
    begins = next((place for place, token in enumerate(tokens) if token.key not in _LEADS), len(tokens))
    keys = [token.key for token in tokens[begins:]]
    is_said = keys[:2] == _REPORT
    starts = begins + 2 * is_said
    spot = next((spot for spot in periods_in(tokens, today) if spot.start == starts and spot.found), None)
    if not is_said and (spot is None or text[tokens[spot.end - 1].end :].lstrip()[:1] != ":"):
        return None
    if spot is None and not goes_on(tokens, begins + 3):
        titled = [duty for duty in owed if _letters(duty.title) == keys[:3]]
        of_type = (
            titled or [duty for duty in owed if period_type_of(duty.period_key) == _TYPES.get(keys[2])]
            if keys[2:]
            else []
        )
        if of_type:
            return of_type, text[tokens[begins + 2].end :].strip(" ,:;")
    if (found := only_one(text, owed, today)) is not None:
        return ([found[0]], found[1]) if found[1] != text else None
    called = [duty for duty in owed if spot and periods.is_called(duty.period_key, spot.found[0])]
    return (called, text[tokens[spot.end - 1].end :].strip(" ,:;")) if spot and called else None


_REPORT = ["bao", "cao"]
_LEADS = frozenset({"con", "rieng", "va", "thi", "da", "vang", "cho", "em", "ve"})
_TYPES = {"thang": "monthly", "quy": "quarterly", "tuan": "weekly", "nam": "yearly", "ngay": "daily"}


def _letters(title: str) -> list[str]:
    return [word.letters for word in words(title)]


def _name(text: str, tokens: Sequence[OrderToken], duty: Duty) -> tuple[int, int] | None:
    spot = _longest(named_reports(text, tokens, [duty]))
    return (spot.start, spot.end) if spot else None
