"""What pydantic found, as sentences of our own."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from domain.messaging.sentences import OR, Sentence, SentenceError, listing, sentence
from storage.setup.schema.keys import keys_at, places_of
from storage.setup.text.problems import Path
from storage.setup.text.yaml_source import Finding
from storage.setup.values.quoting import meaning, nearest, shown


def findings(error: ValidationError) -> Iterator[Finding]:
    """Yield all that the models refuse, each with its path."""
    for item in error.errors(include_url=False):
        say = _SAYINGS.get(item["type"], _unusable)
        yield item["loc"], say(item["loc"], item)


def _own_words(path: Path, item: Mapping[str, Any]) -> Sentence:
    error = item["ctx"]["error"]
    return error.sentence if isinstance(error, SentenceError) else _unusable(path, item)


def _missing(path: Path, item: Mapping[str, Any]) -> Sentence:
    return sentence("setup.missing.key", key=str(path[-1]))


def _unknown_key(path: Path, item: Mapping[str, Any]) -> Sentence:
    allowed = keys_at(path[:-1])
    if (said := _NOT_YET.get(str(path[-1]))) and str(path[-1]) not in allowed:
        return said
    key, near = str(path[-1]), nearest(str(path[-1]), allowed)
    if _ALIKE.get(key) in allowed:
        near = meaning(_ALIKE[key])
    places = places_of(key, path[:-1])
    if places and not near:
        where = listing(map(_place, places), OR)
        return sentence("setup.key.misplaced", key=key, where=where, allowed=", ".join(allowed))
    return sentence("setup.key.unknown", allowed=", ".join(allowed), hint=near)


def _place(place: tuple[str, ...]) -> Sentence:
    """Return the place in words: `bên trong due của requirements`."""
    if not place:
        return sentence("setup.key.at_top")
    return sentence("setup.key.inside", keys=listing(reversed(place), Sentence("setup.key.of")))


_ALIKE = {"name": "title", "title": "name", "reminder": "reminders", "policy": "reminders"}
_AFTER = Sentence("setup.key.after_period")
_LATER = Sentence("setup.key.later")
_NOT_YET = {
    **dict.fromkeys(("days_after", "after", "after_days", "days_after_period", "days", "working_days_after"), _AFTER),
    **dict.fromkeys(("place", "signer", "abbreviation", "short_name", "about", "approval", "acceptance"), _LATER),
}
"""Keys that people know from elsewhere, or that are promised for later."""


def _no_list(path: Path, item: Mapping[str, Any]) -> Sentence:
    return sentence("setup.value.no_list", found=shown(item["input"]))


def _no_mapping(path: Path, item: Mapping[str, Any]) -> Sentence:
    return sentence("setup.value.no_mapping", found=shown(item["input"]), keys=", ".join(keys_at(path)))


def _too_few(path: Path, item: Mapping[str, Any]) -> Sentence:
    return sentence("setup.value.empty_list")


def _unusable(path: Path, item: Mapping[str, Any]) -> Sentence:
    return shown(item["input"])


_SAYINGS: dict[str, Callable[[Path, Mapping[str, Any]], Sentence]] = {
    "value_error": _own_words,
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "list_type": _no_list,
    "model_type": _no_mapping,
    "too_short": _too_few,
}
