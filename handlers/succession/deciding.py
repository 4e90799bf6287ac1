"""`/sapxep`: the reports that ended units still owe, and what is to become of them, one by one or all together."""

from collections.abc import Sequence

from domain.messaging.messages import Text, lines_of, text_of
from domain.reports.successions import Decision
from handlers.conversation.dialogs import confirmation
from handlers.conversation.paging import LINES
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import unit_change_text
from handlers.display.unit_change_text import MOST_CHOICES
from handlers.succession import actions
from handlers.succession.actions import DutiesDecided
from handlers.succession.decision_buttons import ways, ways_of
from handlers.words import dates
from handlers.words.enumerations import listed
from storage.deciding import duty_decisions
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Unit, UnitChange
from storage.units import unit_changes


def command(talk: Talk, rest: str = "") -> None:
    """Show the changes that leave something to be decided (`/sapxep`)."""
    if not talk.person.plan_ids:
        talk.stop("follow.no_plan")
    organisation = talk.organisation
    assert organisation is not None
    found: list[tuple[UnitChange, int]] = []
    for change in unit_changes.followed(talk.session, organisation.id):
        old, _ = unit_changes.parts(talk.session, change.id)
        owed = duty_decisions.undecided(talk.session, [unit.id for unit in old], talk.person.plan_ids)
        if owed:
            found.append((change, len(owed)))
    if not found:
        talk.stop("change.nothing")
    lines: list[Text] = [talk.words("change.title", n=sum(n for _, n in found))]
    for number, (change, n) in enumerate(found[:LINES], 1):
        sentence = unit_change_text.sentence(talk.words, talk.session, change)
        lines.append(text_of(f"{number}. ", sentence, " ", talk.words.plain("change.open", n=n)))
    choices = [
        Choice(talk.words.plain("button.handle", n=number), "reorganised", {"change_id": change.id})
        for number, (change, _) in enumerate(found[:LINES], 1)
    ]
    talk.say(lines_of(lines), in_rows(choices, 5))


def show(talk: Talk, change_id: int) -> None:
    """Show the reports still to be decided on, one by one and all together."""
    change, owed = actions.undecided(talk, change_id)
    words = talk.words
    lines = [unit_change_text.sentence(words, talk.session, change), words("change.open", n=len(owed))]
    choices = []
    for number, duty in enumerate(owed[:MOST_CHOICES], 1):
        lines.append(text_of(f"{number}. ", _line(talk, duty)))
        choices.append(Choice(words.plain("button.handle", n=number), "reorganised.one", {"obligation_id": duty.id}))
    talk.show(lines_of(lines), [*in_rows(choices, 5), *ways(words, talk.session, change, owed)[:-1]])


def _line(talk: Talk, duty: Duty) -> Text:
    drafted = duties.drafted(talk.session, [duty.id]).get(duty.id, 0)
    draft = talk.words.plain("change.draft", n=drafted) if drafted else ""
    due = dates.moment(talk.words, duty.due_at, duty.zone)
    return talk.words("change.duty", due=due, draft=draft, **unit_change_text.about(talk.words, duty))


def one(talk: Talk, obligation_id: int) -> None:
    """Show one report with the ways to decide on it."""
    duty = actions.to_decide(talk, obligation_id)
    new = actions.successors(talk, duty)
    talk.show(
        _line(talk, duty),
        [[choice] for choice in ways_of(talk.words, new, "reorganised.decide", {"obligation_id": obligation_id})],
    )


def decide(talk: Talk, obligation_id: int, decision: str, to: Sequence[int] = ()) -> None:
    """Decide on one report, and show what was done."""
    _show_done(talk, Decision(decision), actions.decide(talk, obligation_id, Decision(decision), to))


def confirm_all(talk: Talk, change_id: int, decision: str, to: Sequence[int] = ()) -> None:
    """Read the decision back (`Tôi hiểu là …`); nothing changes before it is confirmed."""
    _, owed = actions.undecided(talk, change_id)
    words = talk.words
    names = listed(words, [talk.session.get_one(Unit, id).name for id in to])
    lines = [words(f"change.understood.{decision}", n=len(owed), to=names)]
    lines += [text_of("• ", _line(talk, duty)) for duty in owed[:MOST_CHOICES]]
    if len(owed) > MOST_CHOICES:
        lines.append(words("change.more", n=len(owed) - MOST_CHOICES))
    go = Choice(
        words.plain("button.decide_all", n=len(owed)),
        "reorganised.do_all",
        {"change_id": change_id, "decision": decision, "to": list(to)},
    )
    talk.show(*confirmation(words, lines, go))


def do_all(talk: Talk, change_id: int, decision: str, to: Sequence[int] = ()) -> None:
    _show_done(talk, Decision(decision), actions.decide_all(talk, change_id, Decision(decision), to))


def _show_done(talk: Talk, decision: Decision, done: DutiesDecided) -> None:
    words, names = talk.words, unit_change_text.names(done.successors)
    lines = [words(f"change.done.{decision}", n=len(done.duties), to=listed(words, names))]
    lines += [text_of("• ", _line(talk, duty)) for duty in sorted(done.duties, key=duties.order)[:MOST_CHOICES]]
    lines += [words("change.nobody", unit=unit.shown) for unit in done.unreached]
    invite = [
        [Choice(words.plain("button.invite_unit", unit=unit.shown), "invite.roles", {"unit": unit.id})]
        for unit in done.unreached
    ]
    talk.show(lines_of(lines), invite)
