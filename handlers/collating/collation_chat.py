"""`/tonghop`: which report and period, the summary, files, freezing, and what came later."""

from domain.finding import meant, periods
from domain.finding.meant import Called
from domain.messaging.messages import Text, lines_of
from domain.orders.order_tokens import tokens_of
from domain.orders.report_names import begins_name, named_reports
from handlers.collating import actions, summary
from handlers.collating.gathering import Gathered, gather
from handlers.collating.summary_buttons import args_of, rows_of
from handlers.conversation.dialogs import go_or_leave
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import frozen_before
from handlers.words import dates
from storage.collating.freezing import latest_frozen
from storage.following import overdue
from storage.following.overdue import RequirementPeriod

_TYPED = {"collate": "tonghop", "progress": "tiendo"}  # the command of each action
_MOST_WORDS = 20
_MOST_OFFERED = 6  # periods
MOST_AT_ONCE = 500  # units: the summary of more is made beside the handling of messages


def command(talk: Talk, rest: str = "") -> None:
    """Show a collation, or ask which: `/tonghop`, `/tonghop KHCN-QUY`, `/tonghop KHCN-QUY 2026-Q3`."""
    found = current_or_stop(talk)
    if rest:
        named = named_or_stop(talk, found, rest, "collate")
        show(talk, named.requirement_id, named.period_key)
    elif len(found) == 1:
        show(talk, found[0].requirement_id, found[0].period_key)
    else:
        talk.say(talk.words("collate.which"), in_rows(choices_of(talk, found, "collate"), 1))


def current_or_stop(talk: Talk) -> list[RequirementPeriod]:
    """Return the current period of each report on the plans that this person follows."""
    if not talk.person.plan_ids:
        talk.stop("follow.no_plan")
    found = overdue.current(talk.session, talk.person.plan_ids, talk.now)
    if not found:
        talk.stop("collate.none")
    return found


def choices_of(talk: Talk, found: list[RequirementPeriod], action: str) -> list[Choice]:
    return [Choice(f"{n}. {_title(talk, asked)}", action, _args(asked)) for n, asked in enumerate(found, 1)]


def named_or_stop(talk: Talk, found: list[RequirementPeriod], typed: str, action: str) -> RequirementPeriod:
    """Return the report of that code or title, for the period named behind it or the current one; where several may be
    meant, they are offered."""
    named = _meant(talk, found, typed.split())
    if not named:
        _stop_without_period(talk, found, typed.split(), action)
        talk.stop("collate.no_such", typed=typed[:60], example=f"/{_TYPED[action]} {_example(found[0])}")
    if len(named) > 1:
        talk.stop("collate.which", in_rows(choices_of(talk, named, action), 1))
    return named[0]


def _stop_without_period(talk: Talk, found: list[RequirementPeriod], words: list[str], action: str) -> None:
    """Say where a report was named for a period that it does not have, and offer those that it has."""
    called = [(asked, Called(asked.requirement_code, asked.title)) for asked in found]
    for length in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        named = meant.choose(called, " ".join(words[:length]))
        ways = [" ".join(words[start:]) for start in (length - 1, length)]  # `quý 2` of “Báo cáo quý” shares a word
        period = next(filter(periods.may_be_one, ways), None)
        if len(named) != 1 or named[0].period_key == "once" or period is None:
            continue
        every = overdue.all_periods(talk.session, talk.person.plan_ids)
        there = [one for one in every if one.requirement_id == named[0].requirement_id]
        nearest = sorted(there, key=lambda asked: abs(asked.due_at - talk.now))[:_MOST_OFFERED]
        offered = sorted(nearest, key=lambda asked: asked.due_at)
        talk.stop(
            "collate.no_such_period",
            in_rows(choices_of(talk, offered, action), 1),
            title=named[0].title,
            period=period[:60],
        )


def names_report(talk: Talk, found: list[RequirementPeriod], typed: str) -> bool:
    return bool(_meant(talk, found, typed.split()))


def _example(asked: RequirementPeriod) -> str:
    return " ".join([asked.requirement_code, *([] if asked.period_key == "once" else [asked.period_key])])


def _meant(talk: Talk, found: list[RequirementPeriod], words: list[str]) -> list[RequirementPeriod]:
    """Return the reports that are meant: as many words as possible are the report's, the rest is the period; the whole
    title before a part of it. Last the period alone, as people call it."""
    called = [(asked, Called(asked.requirement_code, asked.title)) for asked in found]
    for choose in (meant.whole, meant.choose):
        for length in range(len(words), 0, -1):
            named = choose(called, " ".join(words[:length]))
            of_period = _of_period(talk, named, "".join(words[length:]).upper())
            if of_period:
                return of_period
    return _called(talk, called, words) or _by_name(talk, found, " ".join(words))


def _by_name(talk: Talk, found: list[RequirementPeriod], typed: str) -> list[RequirementPeriod]:
    """Return the reports that are named as in a sentence, by the code or the title of their plan too: `BHYT tháng
    11`."""
    led = f"báo cáo {typed}"
    tokens = tokens_of(led)
    spot = next(iter(named_reports(led, tokens, found)), None)
    if spot is None or begins_name(tokens, spot.start) > 0:
        return []
    period = led[tokens[spot.end - 1].end :].strip(" ,:")
    if not period:
        return list(spot.found)
    ids = {asked.requirement_id for asked in spot.found}
    every = overdue.all_periods(talk.session, talk.person.plan_ids)
    there = [one for one in every if one.requirement_id in ids]
    return _nearest(talk, [one for one in there if periods.is_called(one.period_key, period)])


def _called(talk: Talk, called: list[tuple[RequirementPeriod, Called]], words: list[str]) -> list[RequirementPeriod]:
    """Return the reports of a period as people call it: `quý 4`, `BC-QUY quý IV/2026`, and the title as it is shown, in
    which report and period share a word. Of each report the period of that name whose due moment is nearest."""
    every: list[RequirementPeriod] | None = None
    for length in range(min(len(words), _MOST_WORDS), -1, -1):
        named = meant.choose(called, " ".join(words[:length])) if length else [asked for asked, _ in called]
        for start in (length, length - 1) if length else (0,):
            period = " ".join(words[start:])
            if not named or not period:
                continue
            every = overdue.all_periods(talk.session, talk.person.plan_ids) if every is None else every
            ids = {asked.requirement_id for asked in named}
            of_name = [one for one in every if one.requirement_id in ids and periods.is_called(one.period_key, period)]
            if of_name:
                return _nearest(talk, of_name)
    return []


def _nearest(talk: Talk, found: list[RequirementPeriod]) -> list[RequirementPeriod]:
    by_distance = sorted(found, key=lambda asked: abs(asked.due_at - talk.now))
    first: dict[int, RequirementPeriod] = {}
    for asked in by_distance:
        first.setdefault(asked.requirement_id, asked)
    return sorted(first.values(), key=lambda asked: (asked.due_at, asked.requirement_id))


def _of_period(talk: Talk, named: list[RequirementPeriod], period: str) -> list[RequirementPeriod]:
    if not period:
        return named
    plans = talk.person.plan_ids
    asked = (overdue.asked(talk.session, plans, one.requirement_id, period) for one in named)
    return [one for one in asked if one is not None]


def show(talk: Talk, requirement_id: int, period_key: str, frozen: bool = False) -> None:
    """Show the summary; of many units it is made beside the handling of messages, so that nobody waits for it."""
    asked = actions.asked_of_units(talk, requirement_id, period_key)
    if asked.expected > MOST_AT_ONCE:
        export(talk, requirement_id, period_key, "text", frozen)
        return
    gathered = _gathered(talk, asked, frozen=frozen)
    talk.say(summary.summary(talk.words, gathered), rows_of(talk.words, gathered))


def export(talk: Talk, requirement_id: int, period_key: str, kind: str, frozen: bool = False) -> None:
    """Have a file made (`Xuất Excel`, `Xuất Word`)."""
    asked = actions.ask_for_file(talk, requirement_id, period_key, kind, talk.address.id, frozen=frozen)
    talk.note(talk.words(f"export.making.{kind}", title=_title(talk, asked), n=asked.expected))


def confirm_freezing(talk: Talk, requirement_id: int, period_key: str) -> None:
    asked = actions.asked_of_units(talk, requirement_id, period_key)
    body = talk.words("freeze.confirm", title=_title(talk, asked), submitted=asked.submitted, expected=asked.expected)
    before = latest_frozen(talk.session, requirement_id, period_key)
    args = {"requirement_id": requirement_id, "period_key": period_key, "seen": frozen_before.seen_of(before)}
    go = Choice(talk.words.plain("button.freeze"), "freeze.do", args)
    talk.say(frozen_before.told(talk.words, body, before, asked.zone), go_or_leave(talk.words, go))


def freeze(talk: Talk, requirement_id: int, period_key: str, seen: int | None = None) -> None:
    """Freeze the collation: it was confirmed. `seen`: the last freezing that was known then; where somebody froze it
    since, that is told first."""
    if frozen_before.is_news(latest_frozen(talk.session, requirement_id, period_key), seen):
        confirm_freezing(talk, requirement_id, period_key)
        return
    asked = actions.freeze(talk, requirement_id, period_key)
    at = dates.clocked(talk.words, talk.now, asked.zone)
    args = {"requirement_id": requirement_id, "period_key": period_key, "frozen": True}
    rows = [
        [
            Choice(talk.words.plain("button.excel"), "collate.export", {**args, "kind": "xlsx"}),
            Choice(talk.words.plain("button.word"), "collate.export", {**args, "kind": "docx"}),
        ]
    ]
    talk.show(talk.words("freeze.done", title=_title(talk, asked), at=at), rows)


def since(talk: Talk, requirement_id: int, period_key: str) -> None:
    """Show what came after the freezing."""
    gathered = _gathered(talk, actions.asked_of_units(talk, requirement_id, period_key), frozen=False)
    words, freezing = talk.words, gathered.freezing
    if freezing is None or not freezing.since:
        talk.stop("since.none")
    at = dates.clocked(words, freezing.at, gathered.about.zone)
    lines: list[Text] = [
        words("since.title", title=summary.title(words, gathered), who=freezing.person, at=at),
        *summary.since_lines(words, gathered),
    ]
    talk.say(lines_of(lines), [[Choice(words.plain("button.collate"), "collate", args_of(gathered))]])


def _gathered(talk: Talk, asked: RequirementPeriod, *, frozen: bool) -> Gathered:
    found = gather(talk.session, asked.requirement_id, asked.period_key, talk.now, frozen=frozen)
    assert found is not None
    return found


def _args(asked: RequirementPeriod) -> dict[str, object]:
    return {"requirement_id": asked.requirement_id, "period_key": asked.period_key}


def _title(talk: Talk, asked: RequirementPeriod) -> str:
    return dates.report_title(talk.words, asked.title, asked.period_key)
