"""One question of the form as it is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.forms.fields import Answers, Field, Status
from domain.forms.form import Form
from handlers.display import field_values
from handlers.forms import page_inputs
from handlers.words import Words


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Input:
    """`kind`: choice, percent, date, number, figures, text or document, whose values are by part. `when`: which input
    must say what for this one to be asked, and how that is said."""

    name: str
    kind: str
    label: str
    values: Mapping[str, str]  # by the names of the inputs
    options: Sequence[Option] = ()
    required: bool = False
    hint: str = ""
    before: str = ""
    problem: str = ""
    when: tuple[str, str] | None = None
    when_said: str = ""

    @property
    def value(self) -> str:
        return self.values[self.name]


def drawn(
    words: Words, task_id: int, of_task: Form, one: Field, given: Mapping[str, str], before: Answers, problem: str
) -> Input:
    """Return the input of a question as it is drawn. `given`: what stands in the task's inputs; `before`: what was said
    last time."""
    name = f"{task_id}:{one.code}"
    options = [Option(code, label, given.get(one.code) == code) for code, label in _labels(words, one).items()]
    then = before.get(one.code) if one.is_own else None
    return Input(
        name=name,
        kind=one.kind,
        label=one.name or words.plain(f"form.{one.code}"),
        values={f"{task_id}:{part}": given.get(part, "") for part in page_inputs.names(one)},
        options=options,
        required=one.required,
        hint=_hint(words, one),
        before=_said_before(words, one, then),
        problem=problem,
        when=_when(task_id, one),
        when_said=_condition(words, one, of_task),
    )


def _when(task_id: int, one: Field) -> tuple[str, str] | None:
    """Return the input that decides whether this one is asked, and the values with which it is. An own field without a
    condition is asked unless the task has nothing to report; "" is where nothing is chosen yet."""
    if one.only_when is not None:
        other, values = one.only_when
        return f"{task_id}:{other}", " ".join(sorted(values))
    if not one.is_own:
        return None
    return f"{task_id}:status", " ".join(["", *(status for status in Status if status != Status.NOTHING)])


def _said_before(words: Words, one: Field, said: Any) -> str:
    return (
        "" if said is None else words.plain("task.before", said=field_values.value(words, one, said, with_target=False))
    )


def _labels(words: Words, one: Field) -> dict[str, str]:
    names = one.names or [words.plain(f"button.{one.code}.{choice}") for choice in one.choices]
    return dict(zip(one.choices, names, strict=True))


def _condition(words: Words, one: Field, of_task: Form) -> str:
    """Return the condition in words, for those whose browser runs no script: `khi Tình trạng là Hoàn thành`."""
    if one.only_when is None:
        return ""
    other = of_task.by_code[one.only_when[0]]
    said = ", ".join(label for code, label in _labels(words, other).items() if code in one.only_when[1])
    return words.plain("form.when", field=other.name or words.plain(f"form.{other.code}"), values=said)


def _hint(words: Words, one: Field) -> str:
    """Return what goes with a number: its unit, and what is to be reached; with figures, how they are typed."""
    if one.kind == "figures":
        return words.plain("form.figures_how")
    if one.kind != "number":
        return ""
    if one.target is None:
        return one.unit
    return words.plain("field.target", target=field_values.number(words, one, one.target, with_target=False))
