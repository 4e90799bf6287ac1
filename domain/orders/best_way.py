"""Which of the ways of asking a text is: the one that explains the most of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.orders.concepts import CONCEPTS, NEUTRAL
from domain.orders.order_phrases import FoundConcept
from domain.orders.order_tokens import OrderToken, runs
from domain.orders.order_ways import WAYS, Way, Whose

_PART_OF_IT = 0.35  # of the words that say something, a way has to explain as much
_EITHER = 0.25  # by which one way has to be worth more than the next
_OF_A_NAME = 0.5
_UNEXPLAINED = 0.45
_JOINING = frozenset({"va", "roi", "xong"})
_ELSEWHERE = 0.25  # of a word in a part of the text in which the order is not
_NEAR = 1.0  # as likely as that, an act is held back by a denial before it; else by one right before it
_NOT, _WISH, HOLD = "not", "wish", "hold"
_NO_DENIALS = ("complete", "excuse", "nil", "taken_back", "no_mail", "snooze")
_TO_OTHERS = ("urge", "hand_in", "announce", "recipients", "freeze", "accept", "return", "unlock", "grant")
"""What goes out to others or decides: right behind a denial it is held back, whatever else the text asks for."""
_LED_BY_ITS_WORDS = frozenset({"announce"})
"""`báo phường 5 mai họp` is an order, `phường 5 báo mai họp` tells what they said."""
_HELD_ANYWAY = frozenset({"snooze", "asked_more_time", "no_mail", "cancel", "channel", "unread", "missing"})
_MANNERS = ("greeting", "thanks", "sorry")
_SMALL_TALK = frozenset({*_MANNERS, "chatter", "goodbye", "praise", "got_it", "who_are_you", "complaint", "told"})
_NAMES = frozenset({"unit", "report", "period", "day", "ahead", "code"})
_DAYS = frozenset({"day", "ahead"})


@dataclass(frozen=True, slots=True)
class OrderTerm:
    """Something that is named in the text: a unit, report, period, day, day to come (`ahead`) or code; a span."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OrderCandidate:
    """An order with how much speaks for it; `left`: the words that it does not explain, as spans; `said`: its own."""

    order: str
    whose: Whose
    acts: bool
    worth: float
    share: float
    left: Sequence[tuple[int, int]]
    said: frozenset[int]


def asked(tokens: Sequence[OrderToken], named: Iterable[OrderTerm] = ()) -> list[OrderCandidate]:
    """Return what may be asked for, the likeliest first; each order once."""
    named = list(named)
    masked = frozenset(place for one in named if one.kind not in _DAYS for place in range(one.start, one.end))
    found = CONCEPTS.find(tokens, masked)
    return _weighed(tokens, named, found, frozenset(place for one in named for place in range(one.start, one.end)))


def speaks_only_of(tokens: Sequence[OrderToken], concepts: Collection[str]) -> bool:
    """Say whether these concepts, with words that say nothing by themselves, are all of it."""
    said = [one.places for one in CONCEPTS.find(tokens, frozenset()) if one.concept in concepts]
    places = {place for some in said for place in some}
    return bool(places) and all(place in places or not _says_something(one) for place, one in enumerate(tokens))


def concepts_in(tokens: Sequence[OrderToken]) -> frozenset[str]:
    return frozenset(one.concept for one in CONCEPTS.find(tokens, frozenset()))


def _weighed(
    tokens: Sequence[OrderToken], named: Sequence[OrderTerm], found: Sequence[FoundConcept], quiet: frozenset[int]
) -> list[OrderCandidate]:
    by_concept: dict[str, list[FoundConcept]] = {}
    for one in found:
        by_concept.setdefault(one.concept, []).append(one)
    best: dict[str, OrderCandidate] = {}
    present = frozenset(by_concept)
    for way in (way for way in WAYS if way.needs <= present and way.without.isdisjoint(present)):
        fit = _fits(way, tokens, named, by_concept, quiet)
        if fit is not None and (fit.order not in best or best[fit.order].worth < fit.worth):
            best[fit.order] = fit
    ordered = sorted(_asides_last(best), key=lambda one: -one.worth)
    first = ordered[0] if ordered else None
    if first is not None and _WISH in present:
        return [replace(first, order="chatter", whose="anyone", acts=False)]
    if first is not None and first.order not in _SMALL_TALK and _is_put_off(tokens, by_concept, first):
        return [OrderCandidate(HOLD, "anyone", False, first.worth, first.share, first.left, first.said)]
    names_units = any(one.kind == "unit" for one in named)
    goes_on = first is None or (first.order in _HELD_ANYWAY and not names_units)
    if first is not None and not goes_on and (at := _held_at(tokens, by_concept, names_units)):
        return [OrderCandidate(HOLD, "anyone", False, first.worth, first.share, first.left, at)]
    if first is not None and any(
        one.acts
        and not one.said.isdisjoint(first.said)
        and _holds_back(by_concept, one, first.worth - one.worth < _NEAR)
        for one in ordered
    ):
        return [OrderCandidate(HOLD, "anyone", False, first.worth, first.share, first.left, first.said)]
    return ordered


def _asides_last(best: Mapping[str, OrderCandidate]) -> list[OrderCandidate]:
    """Put greetings last: who greets and asks for something asks for that."""
    asks = max((one.worth for one in best.values() if one.order not in _SMALL_TALK), default=None)
    if asks is None:
        return list(best.values())
    return [replace(one, worth=min(one.worth, asks - 1)) if one.order in _MANNERS else one for one in best.values()]


def _held_at(
    tokens: Sequence[OrderToken], found: Mapping[str, Sequence[FoundConcept]], names_units: bool
) -> frozenset[int]:
    """Return the places of a denial right before what goes out or decides, a word between or none: `đừng gửi`, `khoan
    hẵng nhắc`. `khoan nhắc` puts off one's own reminder, `khoan nhắc phường 5` holds back."""
    going_out = [name for name in _TO_OTHERS if name != "urge" or names_units or "nil" not in found]
    acts = {min(one.places): one.places for name in going_out for one in found.get(name, ())}
    own = ("snooze",) if names_units else ()
    longer = [one for name in _NO_DENIALS if name not in own for one in found.get(name, ())]
    for one in found.get(_NOT, ()):
        end = max(one.places)
        if any(one.places < other.places for other in longer):
            continue
        for place in (end + 1, end + 2):
            if place in acts and tokens[place].clause == tokens[end].clause:
                return one.places | acts[place]
    return frozenset()


def _is_put_off(tokens: Sequence[OrderToken], found: Mapping[str, Sequence[FoundConcept]], one: OrderCandidate) -> bool:
    """Say whether it is put off in that part of the text: `chuyện miễn báo cáo bàn sau nhé`."""
    there = {tokens[place].clause for place in one.said}
    return any(tokens[min(later.places)].clause in there for later in found.get("put_off", ()))


def _holds_back(found: Mapping[str, Sequence[FoundConcept]], act: OrderCandidate, is_near: bool) -> bool:
    """Say whether a denial holds the act back, `đừng nhắc`; not where the word is part of another phrase, as in `dung
    het roi`, nor behind the act."""
    longer = [one for name in _NO_DENIALS for one in found.get(name, ())]
    first = min(act.said)
    denials = [
        one for one in found.get(_NOT, ()) if min(one.places) <= first and (is_near or first == max(one.places) + 1)
    ]
    return any(not any(one.places < other.places for other in longer) for one in denials)


def _fits(
    way: Way,
    tokens: Sequence[OrderToken],
    named: Sequence[OrderTerm],
    found: Mapping[str, Sequence[FoundConcept]],
    quiet: frozenset[int],
) -> OrderCandidate | None:
    if way.named and not any(one.kind == way.named for one in named):
        return None
    said = frozenset(place for concept in way.needs for one in found[concept] for place in one.places)
    if way.order in _LED_BY_ITS_WORDS and any(one.kind == "unit" and one.end <= min(said) for one in named):
        return None
    names = len({one.kind for one in named if one.kind in _NAMES})
    there = {tokens[place].clause for place in said}
    manners = frozenset(place for name in _MANNERS for one in found.get(name, ()) for place in one.places)
    aside = said | quiet | manners
    unsaid = [place for place, token in enumerate(tokens) if place not in aside and _says_something(token)]
    if way.carries:
        unsaid = [place for place in unsaid if place < min(said)]
    left = sum(1 if tokens[place].clause in there else _ELSEWHERE for place in unsaid)
    content = left + sum(_says_something(tokens[place]) or 0.5 for place in said) + names
    share = 1 - left / content if content else 0.0
    if share < _PART_OF_IT:
        return None
    worth = len(said) + _OF_A_NAME * names + way.worth - _UNEXPLAINED * left
    return OrderCandidate(way.order, way.whose, way.acts, worth, share, runs(unsaid), said)


def _says_something(token: OrderToken) -> bool:
    return token.key not in NEUTRAL and token.key != "?"


def halves(text: str, tokens: Sequence[OrderToken]) -> list[tuple[str, str]]:
    """Return what may be two orders in one line: `nhắc phường 5 và xem tiến độ phường 10`."""
    return [
        (text[: token.start].strip(), text[token.end :].strip())
        for token in tokens[1:-1]
        if token.key in _JOINING and token.start and token.end < len(text)
    ]


def is_small_talk(one: OrderCandidate) -> bool:
    return one.order in _SMALL_TALK


def close(found: Sequence[OrderCandidate]) -> list[OrderCandidate]:
    """Return those that are as likely as the first."""
    return [one for one in found if found[0].worth - one.worth < _EITHER]
