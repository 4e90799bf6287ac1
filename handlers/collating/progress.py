"""`/tiendo`: how far the current period is, by task and by unit, with a picture."""

from domain.collation import Owed
from domain.forms.form import COUNTED
from domain.messaging.messages import Text, lines_of, text_of
from handlers.collating import actions, collation_chat, summary
from handlers.collating.gathering import Gathered, gather
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import answers, shown_numbers, standing_text
from handlers.naming import asked_for
from handlers.words import Words
from storage.following.overdue import RequirementPeriod
from storage.people import actors
from storage.reporting.duties import TaskLine
from storage.units import units


def command(talk: Talk, rest: str = "") -> None:
    """Show how far a report is: `/tiendo`, `/tiendo KHCN-QUY 2026-Q3`."""
    found = collation_chat.current_or_stop(talk)
    if rest and not collation_chat.names_report(talk, found, rest) and _of_units(talk, found, rest):
        return
    if rest:
        named = collation_chat.named_or_stop(talk, found, rest, "progress")
        by_task(talk, named.requirement_id, named.period_key)
    elif len(found) == 1:
        by_task(talk, found[0].requirement_id, found[0].period_key)
    else:
        talk.say(talk.words("collate.which"), in_rows(collation_chat.choices_of(talk, found, "progress"), 1))


MOST_REPORTS = 3


def _of_units(talk: Talk, asked: list[RequirementPeriod], typed: str) -> bool:
    """Show how far the units named in `/tiendo phường 5` are with each report; return False where no unit was named."""
    followed = units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())
    named = asked_for.named(talk.session, followed, typed)
    if not named.possible and not named.elsewhere:
        return False
    words, meant = talk.words, {unit.id: unit for unit in named.possible}
    lines: list[Text] = []
    for one in asked[:MOST_REPORTS]:
        gathered = _gathered(talk, one)
        owed = [owed for owed in gathered.collation.owed if owed.unit_id in meant]
        lines += [words("progress.title", title=summary.title(words, gathered))] if owed else []
        lines += [_unit(words, one) for one in owed]
    if meant and not lines:
        lines.append(words("progress.not_asked", units=asked_for.names(words, named.possible)))
    choices = asked_for.choices(named.possible, "unit", lambda unit: {"unit_id": unit.id})
    talk.say(lines_of([*lines, *asked_for.remarks(words, talk.session, named)]), in_rows(choices, 1))
    return True


def by_task(talk: Talk, requirement_id: int, period_key: str) -> None:
    """Show how many units are at each status, the mean, and what has changed since the period before."""
    gathered = _gathered(talk, actions.asked_of_units(talk, requirement_id, period_key))
    words = talk.words
    lines: list[Text] = [words("progress.title", title=summary.title(words, gathered)), *summary.rates(words, gathered)]
    lines += [_task(words, gathered, task) for task in gathered.about.tasks]
    args = {"requirement_id": requirement_id, "period_key": period_key}
    row = [
        Choice(words.plain("button.by_unit"), "progress.units", args),
        Choice(words.plain("button.picture"), "progress.picture", args),
    ]
    talk.say(lines_of(lines), [row, [Choice(words.plain("button.collate"), "collate", args)]])


def _task(words: Words, gathered: Gathered, task: TaskLine) -> Text:
    compared = gathered.collation.compared(task.id, gathered.before)
    moved = ""
    if compared is not None:
        apart = compared.apart
        name = "progress.up" if apart > 0 else "progress.down" if apart < 0 else "progress.same"
        moved = words.plain(name, n=shown_numbers.number(words, abs(apart)))
    said = summary.task_line(words, gathered, task)
    return text_of(words("collate.task", code=task.code, title=task.title, said=said), moved)


def by_unit(talk: Talk, requirement_id: int, period_key: str, page: int | None = None) -> None:
    """Show the units, those least far first."""
    gathered = _gathered(talk, actions.asked_of_units(talk, requirement_id, period_key))
    words = talk.words
    units = sorted(gathered.collation.owed, key=lambda owed: owed.far)
    shown = page_of(units, page or 0)
    lines: list[Text] = [words("progress.by_unit", title=summary.title(words, gathered), n=len(units))]
    choices = []
    for number, owed in enumerate(shown.lines, shown.first + 1):
        lines.append(text_of(f"{number}. ", _unit(words, owed)))
        choices.append(Choice(words.plain("button.read", n=number), "unit", {"unit_id": owed.unit_id}))
    turns = turning(words, shown, "progress.units", {"requirement_id": requirement_id, "period_key": period_key})
    (talk.say if page is None else talk.show)(lines_of(lines), [*in_rows(choices, 5), turns])


def _unit(words: Words, owed: Owed) -> Text:
    own = [said.answers for said in owed.own]
    mean = owed.mean
    counted = {status: sum(said.get("status") == status for said in own) for status in COUNTED}
    parts = [f"{n} {words.plain(f'status.{status}')}" for status, n in counted.items() if n]
    standing = standing_text.standing(words, owed)
    if owed.is_nil:
        standing, parts = f"{standing}, {words.plain('standing.nil')}", []
    return words(
        "progress.unit",
        unit=owed.name,
        standing=standing,
        mean="" if mean is None else words.plain("progress.mean", mean=answers.percent(words, mean)),
        said="" if not parts else f" · {', '.join(parts)}",
    )


def picture(talk: Talk, requirement_id: int, period_key: str) -> None:
    """Have a picture drawn beside the handling of messages (`Xem hình`)."""
    actions.ask_for_picture(talk, requirement_id, period_key, talk.address.id)
    talk.note(talk.words("progress.drawing"))


def _gathered(talk: Talk, asked: RequirementPeriod) -> Gathered:
    found = gather(talk.session, asked.requirement_id, asked.period_key, talk.now)
    assert found is not None
    return found
