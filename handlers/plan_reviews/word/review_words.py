"""How a review names its periods and units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.text import vietnamese_key
from handlers.papers.naming_units import as_fit
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.words import Words, dates

FAMILY = "plan_review.word"
"""Where the words of the document are."""


@dataclass(frozen=True)
class Paper:
    """A review with what its document says of the whole."""

    words: Words
    gathered: GatheredReview

    @property
    def moment(self) -> datetime:
        """Return the moment of its numbers: now, or when it was frozen."""
        freezing = self.gathered.freezing
        return freezing.at if self.gathered.is_frozen and freezing is not None else self.gathered.now

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Return where each unit stands among all of them."""
        units = self.gathered.units.values()
        by_place = sorted(
            units, key=lambda one: (one.protocol_order is None, one.protocol_order or 0, vietnamese_key(one.name))
        )
        return {one.id: place for place, one in enumerate(by_place)}

    def plain(self, name: str, /, **filled: object) -> str:
        """Return words in the document's language."""
        return self.words.plain(name, **filled)

    @property
    def kind(self) -> str:
        """Say which kind of review it is: `sơ kết`, `tổng kết`."""
        return self.plain("plan_review.word.final" if self.gathered.is_final else "plan_review.word.interim")


def period(paper: Paper, one: ReviewedPeriod) -> str:
    """Name a period: `quý II/2026`; where several requirements of the plan ask for periods alike, with the
    requirement's title."""
    alike = sum(other.period_key == one.period_key for other in paper.gathered.periods)
    named = dates.period(paper.words, one.period_key)
    if not named or alike > 1:
        return dates.report_title(paper.words, one.title, one.period_key)
    return named


def span(paper: Paper) -> str:
    """Return from when to when it is: `quý I/2026`, `từ quý I/2026 đến quý IV/2026`, as it was asked for; else by the
    shortest of the periods that begin and that end it; of what has no periods the days."""
    periods, asked = paper.gathered.periods, paper.gathered.span
    first = min(periods, key=lambda one: (one.start, one.end))
    last = max(periods, key=lambda one: (one.end, one.start))
    keys = (asked.first or first.period_key, asked.last or last.period_key)
    names = [dates.period(paper.words, key) for key in keys]
    if not all(names):
        names = [f"{day:%d/%m/%Y}" for day in (first.start, last.end)]
    return names[0] if names[0] == names[1] else paper.plain("plan_review.word.span", first=names[0], last=names[1])


def unit(paper: Paper, unit_id: int, then: str) -> str:
    """Name a unit as it was called then, and beside that what it is called by now, or what came after it."""
    now = paper.gathered.units.get(unit_id)
    if now is None or (now.name == then and not now.after):
        return then
    return paper.plain("obstacle.of_ended", unit=then, now=", ".join(now.after or [now.name]))


def in_order(paper: Paper, unit_ids: Iterable[int]) -> list[int]:
    """Return units in protocol order; those without a place come last, by their names."""
    return sorted(set(unit_ids), key=lambda id: paper.places[id])


def called(paper: Paper, unit_id: int) -> str:
    """Return what a unit is called within sentences today."""
    one = paper.gathered.units[unit_id]
    return one.short_name or one.name


def named(paper: Paper, unit_ids: Iterable[int], room: int) -> str:
    """Name units, as many as have room (in characters)."""
    return as_fit(paper.words, [called(paper, id) for id in in_order(paper, unit_ids)], room)


def listed(paper: Paper, names: Sequence[str], room: int) -> str:
    """Join names that stand in their order already."""
    return as_fit(paper.words, names, room)
