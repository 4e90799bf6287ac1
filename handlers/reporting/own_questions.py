"""A requirement's own fields, asked one after the other: choices pressed, everything else typed or as last time."""

from collections.abc import Sequence
from typing import Any

from domain import typed
from domain.fields import Field, applies, fits
from domain.messages import WITHOUT_BUTTONS, Text, lines_of
from domain.plausibility import own_oddities
from domain.typed.put_off import puts_off, says_as_before
from domain.typed.values import Value, read_value
from handlers.reporting import own_values
from handlers.reporting.going_on import go_on, group_of, task_or_stop
from handlers.reporting.subject import Subject, load_open, saying, with_answers
from handlers.reporting.units_meant import has_changed
from handlers.talk import Choice, Rows, Talk, in_rows
from handlers.words import Words
from storage.duties import TaskLine

MOST_ASKED = 6  # questions in a row; before more of them the page is offered, on which all can be filled in at once
MOST_BUTTONS = 12  # fields of a task with a button of their own


def ask(talk: Talk, o: int, u: int, t: int, f: str, k: Sequence[str] = ()) -> None:
    """Asks for one field; `k` are those that were passed over on the way."""
    subject = load_open(talk, o, u)
    task = task_or_stop(talk, subject, t)
    show(talk, subject, task, field_or_stop(talk, subject, t, f), k)


def field_or_stop(talk: Talk, subject: Subject, task_id: int, code: str) -> Field:
    field = subject.form(task_id).by_code.get(code)
    if field is None or not field.is_own:
        talk.stop("field.gone")
    return field


def show(talk: Talk, subject: Subject, task: TaskLine, field: Field, skipped: Sequence[str] = ()) -> None:
    args = _args(subject, task, field, skipped)
    rows, body = _rows(talk, subject, task, field, args), _question(talk, subject, task, field)
    left = still_asked(subject, task, skipped)
    if left > MOST_ASKED and (page := page_row(talk, subject)):
        body = lines_of([talk.words("field.many", n=left), body])
        rows = [page, *rows]
    talk.show(body, rows, focus=_focus(field, args))


def _args(subject: Subject, task: TaskLine, field: Field, skipped: Sequence[str]) -> dict[str, Any]:
    """`i`: the unit in which a number is asked for."""
    unit = {"i": field.unit} if field.kind == "number" else {}
    return {**subject.args, "t": task.id, "f": field.code, "k": list(skipped), **unit}


def still_asked(subject: Subject, task: TaskLine, skipped: Sequence[str] = ()) -> int:
    """Own fields of a task that are still without an answer, and were not passed over."""
    answers = subject.answers(task.id)
    own = subject.form(task.id).own
    return sum(applies(one, answers) and one.code not in answers and one.code not in skipped for one in own)


def page_row(talk: Talk, subject: Subject) -> list[Choice]:
    """`Điền trên trang`: the report's page, where links are not written below each card anyway."""
    if talk.address.is_group or talk.channel in WITHOUT_BUTTONS:
        return []
    link = talk.context.forms.link(subject.duty.id, subject.unit.id, talk.person.person_id, talk.now)
    return [Choice(talk.words.plain("button.page"), url=link)]


def _focus(field: Field, args: dict[str, Any]) -> dict[str, Any]:
    return {"ask": "own", **args, **({"number": True} if field.kind in ("number", "percent") else {})}


def _question(talk: Talk, subject: Subject, task: TaskLine, field: Field) -> Text:
    words = talk.words
    lines = [words("field.ask", code=task.code, title=task.title, name=field.name)]
    if field.target is not None:
        lines.append(words("field.target", target=own_values.number(words, field, field.target, with_target=False)))
    before = _before(subject, task, field)
    if before is not None:
        lines.append(words("field.before", said=own_values.value(words, field, before, with_target=False)))
    now = subject.answers(task.id).get(field.code)
    if now is not None:
        lines.append(words("field.now", said=own_values.value(words, field, now)))
    return lines_of([*lines, how(words, field)])


def how(words: Words, field: Field) -> Text:
    """How to answer, with an example."""
    return words(f"field.how.{field.kind}", unit=f" {field.unit}" if field.unit else "", limit=field.limit)


def _before(subject: Subject, task: TaskLine, field: Field) -> Any:
    """What fits the form of today, of what was said last time."""
    kept = subject.form(task.id).kept(subject.before_answers.get(task.id, {}))
    return kept.get(field.code)


def _rows(talk: Talk, subject: Subject, task: TaskLine, field: Field, args: dict[str, Any]) -> Rows:
    word = talk.words.plain
    choices = [
        Choice(name, "own.put", {**args, "v": code}) for code, name in zip(field.choices, field.names, strict=True)
    ]
    rows: list[Sequence[Choice]] = list(in_rows(choices, 2)) if choices else []
    before = _before(subject, task, field)
    if before is not None and field.kind != "choice":
        said = own_values.value(talk.words, field, before, with_target=False)
        rows.append([Choice(word("button.field_before", said=said), "own.put", {**args, "v": before})])
    last = [] if field.required else [Choice(word("button.skip"), "own.skip", args)]
    last.append(Choice(word("button.back"), "report.card", {**subject.args, **group_of(subject, task)}))
    return [*rows, last]


def put(talk: Talk, o: int, u: int, t: int, f: str, v: Any, k: Sequence[str] = (), i: str | None = None) -> None:
    """A choice, last time's value, or one of the ways in which a number was meant, pressed."""
    subject = load_open(talk, o, u)
    task = task_or_stop(talk, subject, t)
    field = field_or_stop(talk, subject, t, f)
    if not fits(field, v) or has_changed(field, i):  # the form was changed after the button was shown
        show(talk, subject, task, field, k)
        return
    subject = saying(talk, subject, t, {f: v})
    go_on(talk, subject, task, k, _odd(talk, subject, task, field))


def skip(talk: Talk, o: int, u: int, t: int, f: str, k: Sequence[str] = (), i: str | None = None) -> None:
    """`Bỏ qua`: the next one; what was said before stays."""
    subject = load_open(talk, o, u)
    go_on(talk, subject, task_or_stop(talk, subject, t), [*k, f])


def typed_value(talk: Talk, text: str) -> None:
    """What was typed where an own field was asked."""
    focus = talk.address.focus or {}
    subject = load_open(talk, focus["o"], focus["u"])
    task = task_or_stop(talk, subject, focus["t"])
    field = field_or_stop(talk, subject, task.id, focus["f"])
    skipped = focus.get("k", ())
    if has_changed(field, focus.get("i")):
        talk.note(talk.words("line.units_changed"))
        show(talk, subject, task, field, skipped)
        return
    from handlers.reporting import understanding
    from handlers.reporting.open_question import not_an_answer, too_long

    before = _before(subject, task, field)
    if before is not None and field.kind not in ("text", "choice") and says_as_before(text):
        go_on(talk, saying(talk, subject, task.id, {field.code: before}), task, skipped)
        return
    if not field.required and field.kind != "text" and puts_off(text):
        go_on(talk, subject, task, [*skipped, field.code])
        return
    no_answer = (
        not_an_answer.presses(talk, subject, task, text)
        if field.kind != "text"
        else (not_an_answer.deals_with(talk, subject, task, field.code, text))
    )
    if no_answer:
        return
    if field.kind == "text" and len(text) > field.limit:
        too_long.offer_beginning(talk, subject, task, field.code, text, field.limit)
        return
    found = read_value(text, field, talk.now.astimezone(subject.duty.zone).date())
    if not found.is_certain:
        names_a_task = typed.names_a_task(text, [line.code for line in subject.tasks])
        if names_a_task and understanding.tasks_line(talk, text):
            return
        _ask_back(talk, subject, task, field, found, skipped)
        return
    value = found.values[0]
    if value is None:
        kept = {code: said for code, said in subject.answers(task.id).items() if code != field.code}
        subject = with_answers(talk, subject, task.id, kept)
        skipped = [*skipped, field.code]
    else:
        subject = saying(talk, subject, task.id, {field.code: value})
    go_on(talk, subject, task, skipped, _odd(talk, subject, task, field))


def _ask_back(talk: Talk, subject: Subject, task: TaskLine, field: Field, found: Value, skipped: Sequence[str]) -> None:
    """Nothing is kept; the ways in which it may be meant are buttons, and what is expected is said with an example."""
    args = _args(subject, task, field, skipped)
    name = (
        "own_values" if found.values and field.kind != "choice" else field.kind if found.why != "limits" else "limits"
    )
    rows = [
        [Choice(own_values.value(talk.words, field, value, with_target=False), "own.put", {**args, "v": value})]
        for value in found.values
        if value is not None
    ]
    ways: Rows = rows or _rows(talk, subject, task, field, args)[-1:]
    body = talk.words(f"bad.{name}", name=field.name, limit=field.limit, **limits(talk.words, field))
    if found.why == "too_long":
        body = talk.words("bad.text", limit=field.limit)
    talk.say(body, ways, focus=_focus(field, args))


def limits(words: Words, field: Field) -> dict[str, str]:
    """Between what a number must be, in words."""
    least = own_values.number(words, field, field.least or 0, with_target=False)
    if field.most is None:
        return {"range": words.plain("field.from", least=least), "unit": field.unit}
    most = own_values.number(words, field, field.most, with_target=False)
    return {"range": words.plain("field.between", least=least, most=most), "unit": field.unit}


def _odd(talk: Talk, subject: Subject, task: TaskLine, field: Field) -> list[Text]:
    """What looks odd is said and stands in nobody's way."""
    before = subject.form(task.id).kept(subject.before_answers.get(task.id, {}))
    found = own_oddities([field], subject.answers(task.id), before)
    return [talk.words(f"odd.own_{why}", code=task.code, name=one.name) for one, why in found]


def buttons(talk: Talk, subject: Subject, task: TaskLine) -> Rows:
    """On the task's own screen: each field that applies, to be answered or changed."""
    answers = subject.answers(task.id)
    shown = [field for field in subject.form(task.id).own if applies(field, answers)]
    more = [page_row(talk, subject)] if len(shown) > MOST_ASKED else []
    shown = sorted(shown, key=lambda field: field.code in answers)[:MOST_BUTTONS]
    choices = [
        Choice(
            f"{field.name} ✓" if field.code in answers else field.name,
            "own.ask",
            {**subject.args, "t": task.id, "f": field.code},
        )
        for field in shown
    ]
    rows = in_rows(choices, 1 if any(len(one.label) > 20 for one in choices) else 2) if choices else []
    return [*more, *rows]
