"""Names of people in a setup file, each freed of what people write beside one."""

from dataclasses import replace
from typing import Any

from storage.setup.text.problems import Path
from storage.setup.text.yaml_source import EACH, Finding, Source, each
from storage.setup.values.name_cell import NameCell, name_in
from storage.setup.values.quoting import cut

_MOST_TOLD = 40
_SIGNER = ("organisation", "signer")


def with_plain_names(source: Source) -> tuple[Source, list[Finding]]:
    """The source with names alone where names belong; a mail address goes where there is none yet. What was taken for
    something else is told; an address beside another one is a mistake."""
    told, findings = list[str](), list[Finding]()
    for path, entry in [*each(source.data, ("people", EACH)), *each(source.data, _SIGNER)]:
        if not isinstance(entry, dict) or not isinstance(text := entry.get("name"), str):
            continue
        found = name_in(text)
        if found.name == text:
            continue
        if path != _SIGNER and (said := _take_mailboxes(entry, found)):
            findings.append(((*path, "name"), said))
            continue
        entry["name"] = found.name
        told.append(f"{source.place((*path, 'name'))}: {_taken(text, found, path)}")
    more = [f"và {len(told) - _MOST_TOLD} ô họ tên khác cũng vậy"] if len(told) > _MOST_TOLD else []
    return replace(source, notices=(*source.notices, *told[:_MOST_TOLD], *more)), findings


def _take_mailboxes(entry: dict[str, Any], found: NameCell) -> str:
    """What is wrong with them, or ""."""
    there = str(entry.get("email") or "").strip().lower()
    others = [one for one in found.mailboxes if one != there]
    if not others:
        return ""
    if there or len(others) > 1:
        return (
            f"{cut(found.name)} có mấy hộp thư: {', '.join(filter(None, (there, *others)))}; chỉ ghi một, ở cột E-mail"
        )
    entry["email"] = others[0]
    return ""


def _taken(text: str, found: NameCell, path: Path) -> str:
    parts = [f"{cut(text)} được đọc là họ tên “{found.name}”"]
    if found.mailboxes and path != _SIGNER:
        parts.append(f"hộp thư {found.mailboxes[0]}")
    if found.phones:
        parts.append(f"không lưu số điện thoại “{'”, “'.join(found.phones)}”")
    if found.others:
        parts.append(f"bỏ chức danh “{'”, “'.join(found.others)}”")
    return "; ".join(parts)
