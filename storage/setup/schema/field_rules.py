"""What must fit together within a requirement's own fields, and how they are kept."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.forms.fields import STANDARD_FIELDS, TEXT_LIMIT
from domain.text import fold
from storage.setup.schema.models import FieldEntry, RequirementEntry
from storage.setup.text.yaml_source import Finding
from storage.setup.values.quoting import cut, nearest

_STANDARD = {field.code: field for field in STANDARD_FIELDS}
_TURNING = {"status": _STANDARD["status"].choices}  # the standard fields that others may hang on
MOST_CHOICES = 20
MOST_FIELDS = 100  # so that a row of the collated Excel file and a page can still be read
_LONGER = (
    "Biểu dài hơn: chia thành hai báo cáo (hai yêu cầu cùng đơn vị, cùng hạn), hoặc gửi kèm biểu Excel vào nhiệm vụ và "
    "chỉ hỏi các số cần tổng hợp"
)
_ONLY_OF = {
    "unit": "number", "target": "number", "may_exceed": "number", "over_units": "number", "min": "number",
    "max": "number", "choices": "choice", "limit": "text",
}  # fmt: skip
_PLAIN_TYPES = {"number": "số", "choice": "lựa chọn", "text": "chữ"}


def misfits(written: Sequence[FieldEntry | None], tasks: Sequence[str] | None) -> Iterator[Finding]:
    """`written` holds None where the models have refused an entry; `tasks` are all that the requirement is on, None
    where that is not told by their codes. Paths begin with the number of the field."""
    before: dict[str, FieldEntry] = {}
    names: dict[str, int] = {}
    every = {field.code for field in written if field}
    if len(written) > MOST_FIELDS:
        yield (), f"có {len(written)} chỉ tiêu; nhiều nhất {MOST_FIELDS} cho một báo cáo. {_LONGER}"
    for number, field in enumerate(written):
        if field is None:
            continue
        found = [*_own(field), *_condition(field, before, every), *_asked_with(field, tasks)]
        first = names.setdefault(fold(field.name), number)
        if first != number:
            found.append((("name",), f"tên {cut(field.name)} trùng với chỉ tiêu thứ {first + 1}; cần tên khác"))
        yield from (((number, *path), message) for path, message in found)
        before.setdefault(field.code, field)


def _own(field: FieldEntry) -> Iterator[Finding]:
    if field.code in _STANDARD:
        yield ("code",), f"mã “{field.code}” là của mục có sẵn; cần mã khác"
    elif not field.code[0].isalpha() or not all(sign.isalnum() or sign == "_" for sign in field.code):
        yield ("code",), f"mã {cut(field.code)} không dùng được; cần bắt đầu bằng chữ, chỉ gồm chữ, số và dấu _"
    for key, kind in _ONLY_OF.items():
        if key in field.keys_given and field.kind != kind:
            yield (key,), f"chỉ dùng cho loại {kind} ({_PLAIN_TYPES[kind]}); chỉ tiêu này là {field.kind}"
    if field.kind == "choice":
        count = len(field.choices or ())
        if not 2 <= count <= MOST_CHOICES:
            yield ("choices",), f"có {count} lựa chọn; cần từ 2 đến {MOST_CHOICES}"
        names = [fold(choice.name) for choice in field.choices or ()]
        for at, name in enumerate(names):
            if name in names[:at]:
                yield ("choices", at, "name"), "tên lựa chọn này đã có ở trên; cần tên khác"
    if field.kind == "number":
        yield from _range(field)
    if field.kind == "text" and field.limit is not None and not 1 <= field.limit <= TEXT_LIMIT:
        yield ("limit",), f"{field.limit} không dùng được; cần từ 1 đến {TEXT_LIMIT}"


def _range(field: FieldEntry) -> Iterator[Finding]:
    least, most, target = field.least or 0, field.most, field.target
    if most is not None and most < least:
        yield ("max",), f"{most:g} nhỏ hơn số thấp nhất {least:g}"
    elif target is not None and (target < least or (most is not None and target > most)):
        yield ("target",), f"{target:g} nằm ngoài khoảng được nhập"
    elif target is not None and target <= 0:
        yield ("target",), f"{target:g} không dùng được; cần lớn hơn 0, hoặc bỏ đi nếu không giao chỉ tiêu"


def _condition(field: FieldEntry, before: Mapping[str, FieldEntry], every: set[str]) -> Iterator[Finding]:
    """What a field hangs on comes before it, so that nothing can hang on itself by a detour."""
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
                f"{cut(condition.field)} là loại {other.kind}; chỉ hỏi theo status hoặc một chỉ tiêu loại choice",
            )
            return
        apart = set(field.tasks or ()) - set(other.tasks or ()) if field.tasks else set(other.tasks or ())
        if other.tasks and apart:
            yield path, f"{cut(condition.field)} không hỏi cùng mọi nhiệm vụ của chỉ tiêu này"
        allowed = [choice.code for choice in other.choices or ()]
    elif condition.field in every:
        yield path, f"{cut(condition.field)} phải đứng trước chỉ tiêu này trong danh sách"
        return
    else:
        known = [*_TURNING, *before]
        yield path, f"không có mục {cut(condition.field)}; cần một trong: {', '.join(known)}"
        return
    for at, value in enumerate(condition.values):
        if value not in allowed:
            hint = nearest(value, allowed)
            yield ("only_when", "is", at), f"{cut(value)} không dùng được; cần {', '.join(allowed)}{hint}"


def _asked_with(field: FieldEntry, tasks: Sequence[str] | None) -> Iterator[Finding]:
    for at, code in enumerate(field.tasks or ()):
        if tasks is not None and code not in tasks:
            yield ("tasks", at), f"báo cáo này không có nhiệm vụ {cut(code)}{nearest(code, tasks)}"


def kept(entry: RequirementEntry) -> list[dict[str, Any]] | None:
    """The fields as the database keeps them, nothing left out; None for none."""
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
    """As a file says it; what is not set is left out. A least number of 0 is set."""
    return {key: value for key, value in field.items() if value is not False and value not in (None, [], "")}
