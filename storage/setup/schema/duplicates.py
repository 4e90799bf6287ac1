"""People who are named twice."""

from collections.abc import Iterator

from domain.finding import spelling
from domain.messaging.sentences import sentence
from storage.setup.schema.models import PersonEntry
from storage.setup.schema.rules import valid
from storage.setup.text.problems import Path
from storage.setup.text.yaml_source import EACH, Finding, Source, each
from storage.setup.values.quoting import cut


def named_twice(source: Source) -> Iterator[Finding]:
    """Yield people given a second time in the same role of the same unit: a line too many, or two of one name, whom
    nobody could tell apart."""
    seen: dict[tuple[str, str, str], Path] = {}
    for path, raw in each(source.data, ("people", EACH)):
        entry = valid(PersonEntry, raw)
        if entry is None:
            continue
        first = seen.setdefault((entry.unit, entry.role, spelling.key(entry.name)), path)
        if first != path:
            yield (
                (*path, "name"),
                sentence("setup.people.twice", name=cut(entry.name), place=source.place((*first, "name"))),
            )
