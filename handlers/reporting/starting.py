"""`/baocao` and `/khongphatsinh`, with or without words behind them."""

from domain.finding import meant, periods
from domain.finding.meant import Called
from domain.text import fold
from handlers.conversation.talk import Talk
from handlers.drafting import other_units, which_report
from handlers.drafting.report_titles import title_alone
from handlers.naming import own_reports
from handlers.reporting.cards import card, nil, owed
from handlers.reporting.typed_lines import about_tasks
from storage.reporting.duties import Duty


def report(talk: Talk, rest: str = "") -> None:
    """Take a line about tasks, or open the report that is named: `/baocao`, `/baocao 2.7 40%`, `/baocao quý IV`."""
    if not rest or about_tasks.tasks_line(talk, rest):
        if not rest:
            owed.report(talk)
        return
    other_units.stop_where_named(talk, rest)
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
    other_units.stop_where_named(talk, rest)
    own = [one for one in _in_words(talk, rest) if one[0].unit_id == one[1]] if rest else []
    if len(own) == 1:
        nil.confirm(talk, own[0][0].id, own[0][1])
    elif not rest or not about_tasks.tasks_line(talk, f"không phát sinh {rest}"):
        owed.nothing(talk)


def _named(talk: Talk, said: str) -> list[tuple[Duty, int]]:
    """Return the reports that are owed and may be meant, by code, title or period."""
    owing = which_report.candidates(talk, anywhere=True)
    called = [(one, Called(one[0].requirement_code, title_alone(talk, one[0]))) for one in owing]
    whole = meant.choose(called, said) or [one for one in owing if periods.is_called(one[0].period_key, said)]
    return whole or _in_words(talk, said)


def _in_words(talk: Talk, said: str) -> list[tuple[Duty, int]]:
    """Return the reports of which this is a name and nothing else, by the code or the title of their plan too."""
    owing = which_report.candidates(talk, anywhere=True)
    found, rest = own_reports.behind_command(said, [duty for duty, _ in owing], talk.now.date())
    ids = {duty.id for duty in found} if not rest else ()
    return [one for one in owing if one[0].id in ids]
