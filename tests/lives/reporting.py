"""The ways in which people report: by pressing, in a line, on the page, as last time, with nothing to report."""

from collections.abc import Callable, Mapping

from tests.lives.hands import Hand
from tests.lives.page import Page

MOST_TAPS = 60


def report(hand: Hand, way: str, page: Page, person_id: int) -> None:
    """One of the reports that this person sees to, if there is one."""
    hand.says("/khongphatsinh" if way == "nil" else "/baocao")
    which = [one for one in hand.newest if one.action == ("nil" if way == "nil" else "report.start")]
    if which and hand.focus.get("ask") != "card":  # one of several; else it is on the screen already
        hand.takes(hand.draw.one(which))
    WAYS[way](hand, page, person_id)


def _nil(hand: Hand, page: Page, person_id: int) -> None:
    hand.press("nil.send")


def _by_buttons(hand: Hand, page: Page, person_id: int) -> None:
    _fill(hand)
    _send(hand)


def _in_a_line(hand: Hand, page: Page, person_id: int) -> None:
    focus = hand.focus
    if focus.get("ask") != "card":
        return
    hand.says(hand.line(focus["obligation_id"]))
    for _ in range(6):
        doubts = [one for one in hand.newest if one.action == "line.settle"]
        if hand.find("line.put") and not doubts:
            break
        if not doubts:
            break
        hand.takes(hand.draw.one(doubts))
    hand.press("line.put")
    _fill(hand)
    _send(hand)


def _as_before(hand: Hand, page: Page, person_id: int) -> None:
    hand.press("report.as_before")
    _fill(hand)
    _send(hand)


def _on_the_page(hand: Hand, page: Page, person_id: int) -> None:
    focus = hand.focus
    if focus.get("ask") == "card":
        page.reports(hand, focus["obligation_id"], focus["unit_id"], person_id)


def _half(hand: Hand, page: Page, person_id: int) -> None:
    """Begun, and left."""
    _fill(hand, most=hand.draw.randint(1, 5))


WAYS: Mapping[str, Callable[[Hand, Page, int], None]] = {
    "buttons": _by_buttons,
    "line": _in_a_line,
    "as_before": _as_before,
    "nil": _nil,
    "page": _on_the_page,
    "half": _half,
}


def _fill(hand: Hand, most: int = MOST_TAPS) -> None:
    """Answers whatever the card asks, until it asks no more."""
    for _ in range(most):
        focus = hand.focus
        asked = focus.get("ask")
        if asked == "card":
            left = [
                one
                for one in hand.newest
                if (one.action == "task" or (one.action == "report.card" and "g" in one.args))
                and "✓" not in one.button.label
            ]
            if not left:
                return
            hand.takes(hand.draw.one(left))
        elif asked == "own":
            _own(hand, focus["obligation_id"], focus["field_code"])
        elif asked in ("task", "percent"):
            puts = [one for one in hand.newest if one.action == "task.put"]
            if not puts:
                return
            hand.takes(hand.draw.one(puts))
        else:
            return


def _own(hand: Hand, o: int, field: str) -> None:
    puts = [one for one in hand.newest if one.action == "own.put"]
    skip = hand.find("own.skip", field_code=field)
    if skip is not None and hand.draw.maybe(0.3):
        hand.takes(skip)
    elif puts and hand.draw.maybe(0.6):
        hand.takes(hand.draw.one(puts))
    else:
        hand.says(hand.own_value(o, field))


def _send(hand: Hand) -> None:
    if hand.press("report.review"):
        hand.press("report.send")
    elif hand.draw.maybe():
        hand.press("report.contributed")
