"""`/baocao` and `/khongphatsinh`, with or without words behind them."""

from domain.finding import meant, periods
from domain.finding.meant import Called
from domain.text import fold
from handlers.conversation.talk import Talk
from handlers.drafting import which_report
from handlers.drafting.report_titles import title_alone
from handlers.reporting.cards import card, owed
from handlers.reporting.typed_lines import about_tasks
from storage.reporting.duties import Duty


def report(talk: Talk, rest: str = "") -> None:
    """Take a line about tasks, or open the report that is named: `/baocao`, `/baocao 2.7 40%`, `/baocao quý IV`."""
    if not rest or about_tasks.tasks_line(talk, rest):
        if not rest:
            owed.report(talk)
        return
    named = _named(talk, rest)
    if len(named) == 1:
        card.start(talk, named[0][0].id, named[0][1])
        return
    if not named:
        talk.note(talk.words("line.not_read", said=rest[:80]))
    owed.report(talk)


def opens(talk: Talk, text: str) -> bool:
    """Open the report that is owed and called so, where `báo cáo quý 4`, `bc đột xuất` and no more is typed; else
    return False."""
    words = text.rstrip(" .!").split()
    length = next((n for n in (1, 2) if fold(" ".join(words[:n])) in _REPORT), 0)
    if not length or len(words) > _LONGEST_NAME:
        return False
    named = _named(talk, " ".join(words)) or (_named(talk, " ".join(words[length:])) if words[length:] else [])
    if len(named) != 1:
        return False
    card.start(talk, named[0][0].id, named[0][1])
    return True


_REPORT = frozenset({"bc", "bao cao"})
_LONGEST_NAME = 12  # words


def nothing(talk: Talk, rest: str = "") -> None:
    """Report nothing of a whole report (`/khongphatsinh`); with a code behind it of that task alone."""
    if not rest or not about_tasks.tasks_line(talk, f"không phát sinh {rest}"):
        owed.nothing(talk)


def _named(talk: Talk, said: str) -> list[tuple[Duty, int]]:
    """Return the reports that are owed and may be meant, by code, title or period."""
    owing = which_report.candidates(talk, anywhere=True)
    called = [(one, Called(one[0].requirement_code, title_alone(talk, one[0]))) for one in owing]
    return meant.choose(called, said) or [one for one in owing if periods.is_called(one[0].period_key, said)]
