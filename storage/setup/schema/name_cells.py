"""Names of people in a setup file, each freed of what people write beside one."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from domain.messaging.sentences import Filling, Listing, Sentence, listing, sentence
from storage.setup.text.problems import Path
from storage.setup.text.yaml_source import EACH, Finding, Source, each
from storage.setup.values.name_cell import NameCell, name_in
from storage.setup.values.quoting import cut

_MOST_TOLD = 40
_SIGNER = ("organisation", "signer")


def with_plain_names(source: Source) -> tuple[Source, list[Finding]]:
    """Return the source with names alone where names belong; a mail address goes where there is none yet. What was
    taken for something else is told; an address beside another one is a mistake."""
    told, findings = list[Filling](), list[Finding]()
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
        told.append(listing((source.place((*path, "name")), _taken(text, found, path)), ": "))
    more = [sentence("setup.name.more", n=len(told) - _MOST_TOLD)] if len(told) > _MOST_TOLD else []
    return replace(source, notices=(*source.notices, *told[:_MOST_TOLD], *more)), findings


def _take_mailboxes(entry: dict[str, Any], found: NameCell) -> Sentence | None:
    """Put the one mail address where there is none yet; return what is wrong with the addresses, or None."""
    there = str(entry.get("email") or "").strip().lower()
    others = [one for one in found.mailboxes if one != there]
    if not others:
        return None
    if there or len(others) > 1:
        mailboxes = ", ".join(filter(None, (there, *others)))
        return sentence("setup.name.several_mailboxes", name=cut(found.name), mailboxes=mailboxes)
    entry["email"] = others[0]
    return None


def _taken(text: str, found: NameCell, path: Path) -> Listing:
    parts = [sentence("setup.name.read_as", text=cut(text), name=f"“{found.name}”")]
    if found.mailboxes and path != _SIGNER:
        parts.append(sentence("setup.name.mailbox", mailbox=found.mailboxes[0]))
    if found.phones:
        parts.append(sentence("setup.name.phones", phones=_quoted(found.phones)))
    if found.others:
        parts.append(sentence("setup.name.titles", titles=_quoted(found.others)))
    if found.asides:
        parts.append(sentence("setup.name.asides", asides=_quoted(found.asides)))
    return listing(parts, "; ")


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)
