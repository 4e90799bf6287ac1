"""People who are named twice, and mailboxes of two people."""

from collections.abc import Iterator

from domain.text import fold
from storage.setup.document import PersonEntry
from storage.setup.fields import cut
from storage.setup.problems import Path
from storage.setup.rules import valid
from storage.setup.source import EACH, Finding, Source, each


def named_twice(source: Source) -> Iterator[Finding]:
    """People given a second time in the same role of the same unit."""
    seen: dict[tuple[str, str, str], Path] = {}
    for path, raw in each(source.data, ("people", EACH)):
        entry = valid(PersonEntry, raw)
        if entry is None:
            continue
        first = seen.setdefault((entry.unit, entry.role, entry.name), path)
        if first != path:
            yield (
                (*path, "name"),
                f"{cut(entry.name)} đã có ở {source.place((*first, 'name'))}; mỗi người chỉ ghi một lần",
            )


def mailed_twice(source: Source) -> Iterator[Finding]:
    """A mailbox given to two people. Somebody who is named in several units has the same one in each."""
    seen: dict[str, tuple[Path, str]] = {}
    for path, raw in each(source.data, ("people", EACH)):
        entry = valid(PersonEntry, raw)
        if entry is None or not entry.email:
            continue
        first, name = seen.setdefault(entry.email, (path, entry.name))
        if fold(name) != fold(entry.name):
            where = source.place((*first, "email"))
            yield (*path, "email"), f"{cut(entry.email)} đã ghi cho {name} ở {where}; mỗi hộp thư chỉ của một người"
