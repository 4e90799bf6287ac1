"""Which of one's own reports a sentence names, by title or period: `/giahan bc đợt 1 3 ngày`."""

from collections.abc import Collection, Sequence
from datetime import date

from domain.finding import periods
from domain.orders.concepts import NEUTRAL
from domain.orders.naming import part_of_a_title
from domain.orders.naming import periods as periods_in
from domain.orders.tokens import OrderToken, tokens_of
from storage.reporting.duties import Duty


def named(tokens: Sequence[OrderToken], wanted: Collection[str], owed: Sequence[Duty]) -> list[Duty]:
    """Those of the periods that are wanted and of the title that is named, as far as any are."""
    of_period = [duty for duty in owed if any(periods.is_called(duty.period_key, name) for name in wanted)]
    left = of_period or list(owed)
    spans = {duty.id: _title(tokens, duty) for duty in left}
    longest = max((span[1] - span[0] for span in spans.values() if span), default=0)
    titled = [duty for duty in left if (span := spans[duty.id]) and span[1] - span[0] == longest]
    return titled or left


def only_one(text: str, owed: Sequence[Duty], today: date) -> tuple[Duty, str] | None:
    """The one report that is named, and the text without its name; None where none is or several may be."""
    tokens = tokens_of(text)
    spots = periods_in(tokens, today)
    found = named(tokens, [period for spot in spots for period in spot.found], owed)
    if len(found) != 1 or len(owed) == 1:
        return None
    spans = [span for span in (_title(tokens, found[0]), *((spot.start, spot.end) for spot in spots)) if span]
    left = [token for place, token in enumerate(tokens) if not any(start <= place < end for start, end in spans)]
    behind = max((tokens[end - 1].end for _, end in spans), default=0)
    return found[0], text[behind:].strip(" ,:;") if spans and left else text


def _title(tokens: Sequence[OrderToken], duty: Duty) -> tuple[int, int] | None:
    return part_of_a_title(tokens, duty.title, NEUTRAL.__contains__)
