"""A unit raises an obstacle or a recommendation by itself: in one line, read back, urgent ones told at once."""

from collections.abc import Sequence
from typing import Any

from domain.messaging.messages import Text, lines_of
from domain.reports.obstacles import TEXT_LIMIT, URGENT, ObstacleKind, is_urgency, read_kind, read_urgency
from domain.reports.reviews import read_comment
from domain.text import nfc
from domain.typed import leaves_empty
from handlers.conversation.dialogs import within
from handlers.conversation.talk import Answer, Choice, Talk, in_rows
from handlers.display.shortcuts import not_for_you
from handlers.drafting import examples, other_units
from handlers.naming import unit_named
from handlers.obstacles import actions
from handlers.obstacles.actions import Target
from storage.reporting import duties

MOST_TARGETS = 10
FEWEST_WORDS = 2  # behind a word for urgent


def ask(talk: Talk) -> None:
    """Ask for what is in the way (`Nêu vướng mắc`)."""
    if not talk.person.is_reporter:
        not_for_you(talk, "reporter")
    talk.say(_question(talk), focus={"ask": "raise"})


def _question(talk: Talk) -> Text:
    known = examples.codes(talk)
    about = talk.words.plain("raise.about_task", code=known[0]) if known else ""
    return talk.words("raise.ask", limit=TEXT_LIMIT, about=about)


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "raise"}`, or what stood behind the command."""
    urgent, said = read_urgency(_in_full(talk, nfc(text)))
    within(talk, said, TEXT_LIMIT)
    found, said = _of_unit(talk, _targets(talk, said), said)
    if not found:
        talk.stop("raise.no_plan")
    if _is_without_words(talk, found, said, urgent=urgent):
        return
    if len(found) == 1:
        _read_back(talk, found[0], said, urgent, read_kind(_bare(said, found[0])))
        return
    choices = [
        Choice(
            f"{n}. {target.duty.unit_name} · {target.duty.title}",
            "obstacle.for",
            {**_args(target, said, urgent), "kind": str(read_kind(_bare(said, target)))},
        )
        for n, target in enumerate(found[:MOST_TARGETS], 1)
    ]
    talk.say(talk.words("raise.which"), in_rows(choices, 1))


def urgent(talk: Talk, text: str, *, aside: bool = False) -> bool:
    """Read back as an obstacle what begins with `khẩn` and nothing else is made of: `khẩn: kho vắc xin mất điện`; else
    return False. `aside`: the question that is open stays open."""
    is_urgent, said = read_urgency(nfc(text))
    if not is_urgent or not talk.person.is_reporter or len(said.split()) < FEWEST_WORDS:
        return False
    talk.aside = talk.aside or aside
    typed(talk, text)
    return True


def _in_full(talk: Talk, text: str) -> str:
    """Return the answer with the task about which words were asked for before, where it does not name one itself."""
    focus = talk.address.focus or {}
    begun = str(focus.get("begun", "")) if focus.get("ask") == "raise" else ""
    is_named = any(target.task for target in _targets(talk, read_urgency(text)[1]))
    return f"{begun} {text}".strip() if begun and not is_named else text


def _is_without_words(talk: Talk, found: Sequence[Target], said: str, *, urgent: bool) -> bool:
    """Say that nothing is raised where the words are that there is none, and ask for words after a task's code alone,
    or `khẩn` alone; else return False."""
    codes = [task.code for target in found for task in duties.plan_tasks(talk.session, target.duty.plan_id)]
    named = read_comment(said, codes)
    if leaves_empty("obstacle", named.text):
        talk.say(talk.words("raise.none_of_task" if named.task else "raise.none", code=named.task or ""))
        return True
    alone = is_urgency(said)
    if any(c.isalpha() for c in named.text) and not alone:
        return False
    begun = f"{URGENT} " if urgent or alone else ""
    begun += named.task or ""
    about = talk.words.plain("raise.of_task", code=named.task) if named.task else ""
    talk.say(talk.words("raise.ask_words", about=about, limit=TEXT_LIMIT), focus={"ask": "raise", "begun": begun})
    return True


def _targets(talk: Talk, said: str) -> list[Target]:
    """Return for each unit and plan the newest report; where a task is named, only those that have it."""
    newest = {(duty.unit_id, duty.plan_id): duty for duty in duties.known_to(talk.session, talk.person.reporting_units)}
    found = []
    for duty in newest.values():
        tasks = {task.code: task for task in duties.plan_tasks(talk.session, duty.plan_id)}
        named = read_comment(said, tasks)
        found.append(Target(duty, tasks[named.task] if named.task and named.text else None))
    return [target for target in found if target.task] or found


def _of_unit(talk: Talk, found: Sequence[Target], said: str) -> tuple[Sequence[Target], str]:
    """Return those of the unit that is named first, of several, and what is said without its name; a unit that is none
    of theirs is said to be none."""
    is_one = len({target.duty.unit_id for target in found}) < 2
    is_asked = (talk.address.focus or {}).get("ask") == "raise"  # what tells of a unit is an answer
    other = None if is_one and is_asked else other_units.labelled(talk, said)
    if other is not None:
        talk.stop("unit.none_of_yours", name=other.label[:60])
    if is_one:
        return found, said
    of_units, text = unit_named.named_first(talk, said)
    here = _targets(talk, text) if of_units else []
    return [one for one in here if one.duty.unit_id in of_units] or found, text if of_units else said


def read_back(
    talk: Talk, obligation_id: int, task_id: int | None, said: str, urgent: bool, kind: str = "obstacle"
) -> None:
    _read_back(talk, actions.target(talk, obligation_id, task_id), said, urgent, ObstacleKind(kind))


def _read_back(talk: Talk, target: Target, said: str, urgent: bool, kind: ObstacleKind) -> None:
    """Read the obstacle back (`Tôi hiểu là …`); nothing is kept before it is confirmed."""
    words, word = talk.words, talk.words.plain
    task = word("obstacle.of_task", code=target.task.code, title=target.task.title) if target.task else ""
    told = {"mark": "🔴 " if urgent else "", "unit": target.duty.unit_name, "task": task, "text": _bare(said, target)}
    body = lines_of([words(f"raise.understood.{kind}", **told), words("right?")])
    args = {**_args(target, said, urgent), "kind": str(kind)}
    other = next(one for one in ObstacleKind if one is not kind)
    rows = [
        [Choice(word(f"button.send_{kind}"), "obstacle.send", args)],
        [
            Choice(
                word("button.not_urgent" if urgent else "button.urgent"), "obstacle.for", {**args, "urgent": not urgent}
            ),
            Choice(word(f"button.as_{other}"), "obstacle.for", {**args, "kind": str(other)}),
            Choice(word("button.drop"), "leave"),
        ],
    ]
    talk.show(body, rows)


def send(talk: Talk, obligation_id: int, task_id: int | None, said: str, urgent: bool, kind: str) -> None:
    """Raise the obstacle: it was confirmed."""
    text = _bare(said, actions.target(talk, obligation_id, task_id))
    if not text:
        raise Answer(_question(talk))
    raised = actions.raise_obstacle(talk, obligation_id, task_id, text, ObstacleKind(kind), urgent=urgent)
    name = "raise.done" if raised.heard is None else "raise.told" if raised.heard else "raise.unheard"
    talk.show(talk.words(name, text=text))


def _bare(said: str, target: Target) -> str:
    """Return what was said without the task's code before it."""
    return read_comment(said, [target.task.code]).text if target.task else said.strip()


def _args(target: Target, said: str, urgent: bool) -> dict[str, Any]:
    return {
        "obligation_id": target.duty.id,
        "task_id": target.task.id if target.task else None,
        "said": said,
        "urgent": urgent,
    }
