"""What must fit together within a requirement's own fields, and how they are kept."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.forms.fields import STANDARD_FIELDS, TEXT_LIMIT
from domain.messaging.sentences import sentence
from domain.text import fold
from storage.setup.schema.labels import said
from storage.setup.schema.requirement_entries import FieldEntry, RequirementEntry
from storage.setup.text.yaml_source import Finding
from storage.setup.values.quoting import cut, nearest, shown

_STANDARD = {field.code: field for field in STANDARD_FIELDS}
_TURNING = {"status": _STANDARD["status"].choices}  # the standard fields that others may hang on
MOST_CHOICES = 20
MOST_FIELDS = 100  # so that a row of the collated Excel file and a page can still be read

ONLY_OF = {
    "unit": "number", "target": "number", "may_exceed": "number", "over_units": "number", "min": "number",
    "max": "number", "choices": "choice", "limit": "text",
}  # fmt: skip


def misfits(written: Sequence[FieldEntry | None], tasks: Sequence[str] | None) -> Iterator[Finding]:
    """Yield what does not fit together. `written` holds None where the models have refused an entry; `tasks` are all
    that the requirement is on, None where that is not told by their codes. Paths begin with the number of the field."""
    before: dict[str, FieldEntry] = {}
    names: dict[str, int] = {}
    every = {field.code for field in written if field}
    if len(written) > MOST_FIELDS:
        yield (), sentence("setup.field.too_many", n=len(written), most=MOST_FIELDS)
    for number, field in enumerate(written):
        if field is None:
            continue
        found = [*_own(field), *_condition(field, before, every), *_asked_with(field, tasks)]
        first = names.setdefault(fold(field.name), number)
        if first != number:
            found.append((("name",), sentence("setup.field.same_name", name=cut(field.name), number=first + 1)))
        yield from (((number, *path), message) for path, message in found)
        before.setdefault(field.code, field)


def _own(field: FieldEntry) -> Iterator[Finding]:
    if field.code in _STANDARD:
        yield ("code",), sentence("setup.field.standard_code", code=field.code)
    elif not field.code[0].isalpha() or not all(sign.isalnum() or sign == "_" for sign in field.code):
        yield ("code",), sentence("setup.field.bad_code", code=cut(field.code))
    for key, kind in ONLY_OF.items():
        if key in field.keys_given and field.kind != kind:
            yield (key,), sentence(f"setup.field.only_for_{kind}", kind=said("kind", field.kind))
    if field.kind == "choice":
        count = len(field.choices or ())
        if not 2 <= count <= MOST_CHOICES:
            yield ("choices",), sentence("setup.field.choices", n=count, most=MOST_CHOICES)
        names = [fold(choice.name) for choice in field.choices or ()]
        for at, name in enumerate(names):
            if name in names[:at]:
                yield ("choices", at, "name"), sentence("setup.field.same_choice")
    if field.kind == "number":
        yield from _range(field)
    if field.kind == "text" and field.limit is not None and not 1 <= field.limit <= TEXT_LIMIT:
        yield ("limit",), sentence("setup.field.limit", limit=field.limit, most=TEXT_LIMIT)


def _range(field: FieldEntry) -> Iterator[Finding]:
    least, most, target = field.least or 0, field.most, field.target
    if most is not None and most < least:
        yield ("max",), sentence("setup.field.max_below_min", most=f"{most:g}", least=f"{least:g}")
    elif target is not None and (target < least or (most is not None and target > most)):
        yield ("target",), sentence("setup.field.target_outside", target=f"{target:g}")
    elif target is not None and target <= 0:
        yield ("target",), sentence("setup.field.target_not_positive", target=f"{target:g}")


def _condition(field: FieldEntry, before: Mapping[str, FieldEntry], every: set[str]) -> Iterator[Finding]:
    """Yield what is wrong with what a field hangs on: that has to come before it, so that nothing can hang on itself by
    a detour."""
    condition = field.only_when
    if condition is None:
        return
    path = ("only_when", "field")
    if condition.field in _TURNING:
        allowed: Sequence[str] = _TURNING[condition.field]
    elif condition.field in before:
        other = before[condition.field]
        if other.kind != "choice":
            yield (
                path,
                sentence("setup.field.hangs_on_no_choice", field=cut(condition.field), kind=said("kind", other.kind)),
            )
            return
        apart = set(field.tasks or ()) - set(other.tasks or ()) if field.tasks else set(other.tasks or ())
        if other.tasks and apart:
            yield path, sentence("setup.field.hangs_on_other_tasks", field=cut(condition.field))
        allowed = [choice.code for choice in other.choices or ()]
    elif condition.field in every:
        yield path, sentence("setup.field.hangs_on_later", field=cut(condition.field))
        return
    else:
        known = [*_TURNING, *before]
        yield path, sentence("setup.field.hangs_on_nothing", field=cut(condition.field), known=", ".join(known))
        return
    for at, value in enumerate(condition.values):
        if value not in allowed:
            told = sentence(
                "setup.value.wanted", found=shown(value), expected=", ".join(allowed), hint=nearest(value, allowed)
            )
            yield ("only_when", "is", at), told


def _asked_with(field: FieldEntry, tasks: Sequence[str] | None) -> Iterator[Finding]:
    for at, code in enumerate(field.tasks or ()):
        if tasks is not None and code not in tasks:
            yield ("tasks", at), sentence("setup.field.no_such_task", code=cut(code), hint=nearest(code, tasks))


def kept(entry: RequirementEntry) -> list[dict[str, Any]] | None:
    """Return the fields as the database keeps them, nothing left out; None for none."""
    return [_kept(field) for field in entry.fields or ()] or None


def _kept(field: FieldEntry) -> dict[str, Any]:
    condition = field.only_when
    return {
        "code": field.code,
        "name": field.name,
        "kind": field.kind,
        "unit": field.unit,
        "target": field.target,
        "may_exceed": field.may_exceed,
        "over_units": field.over_units if field.kind == "number" else None,
        "min": field.least,
        "max": field.most,
        "choices": [{"code": choice.code, "name": choice.name} for choice in field.choices or ()],
        "limit": (field.limit or _TEXT) if field.kind == "text" else None,
        "tasks": list(field.tasks or ()),
        "required": field.required,
        "only_when": None if condition is None else {"field": condition.field, "is": list(condition.values)},
    }


_TEXT = 500  # characters of a text whose limit is not given


def exported(field: Mapping[str, Any]) -> dict[str, Any]:
    """Return a field as a file says it; what is not set is left out. A least number of 0 is set."""
    return {key: value for key, value in field.items() if value is not False and value not in (None, [], "")}
