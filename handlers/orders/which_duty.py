"""Which of a person's own reports an order is about: the one that is named, the only one, or it is asked."""

from collections.abc import Callable, Sequence

from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.drafting.report_titles import title_alone
from handlers.naming import own_reports, unit_named
from handlers.orders.heard import HeardOrder
from storage.reporting.duties import Duty

MOST = 10
Way = Callable[[Talk, int, int], None]
Mine = Sequence[tuple[Duty, int]]


def go_on(talk: Talk, heard: HeardOrder, mine: Mine, action: str, go: Way, *, with_unit: bool = True) -> bool:
    """Go on with the report that is meant, or ask which; return False where there is none."""
    meant = of_name(talk, heard, mine)
    if not meant:
        return False
    if len(meant) == 1:
        go(talk, meant[0][0].id, meant[0][1])
        return True
    rows = [
        Choice(
            f"{n}. {title_alone(talk, duty)} · {duty.unit_name}",
            action,
            {"obligation_id": duty.id, "unit_id": unit} if with_unit else {"obligation_id": duty.id},
        )
        for n, (duty, unit) in enumerate(meant[:MOST], 1)
    ]
    talk.say(talk.words("duties.which"), in_rows(rows, 1))
    return True


def of_name(talk: Talk, heard: HeardOrder, mine: Mine) -> list[tuple[Duty, int]]:
    """Return the reports of the period and of the title that are named, as far as any are."""
    of_units, _ = unit_named.anywhere(talk, heard.text)
    mine = [one for one in mine if one[1] in of_units] or mine
    wanted = [period for spot in heard.said.periods for period in spot.found]
    meant = {duty.id for duty in own_reports.named(heard.text, heard.said.tokens, wanted, [duty for duty, _ in mine])}
    return [one for one in mine if one[0].id in meant]
