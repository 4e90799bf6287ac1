"""The optional keys of a setup file, told by its models, and which of them stood beside each other."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import combinations
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, PlainValidator

from domain.messaging.sentences import Sentence, SentenceError
from storage.setup.schema.models import SetupFile
from storage.setup.values import value_types

Tree = dict[str, Any]
Pair = tuple[str, str]

_VALIDATORS = {
    id(marker): name
    for name, kind in vars(value_types).items()
    for marker in getattr(kind, "__metadata__", ())
    if isinstance(marker, PlainValidator)
}
_OF_WORDS = "setup.wanted.one_of"  # how the refusal of a value lists the words that there are


@cache
def optional_keys() -> frozenset[str]:
    """As paths: `requirements.fields.unit`."""
    return frozenset(path for path, _, needed in _keys(SetupFile, "") if not needed)


@cache
def words_of_keys() -> Mapping[str, tuple[str, ...]]:
    """The keys whose value is one of a few words, with these words."""
    return {path: words for path, name, _ in _keys(SetupFile, "") if (words := _words(name))}


def _keys(model: type[BaseModel], above: str) -> Iterator[tuple[str, str, bool]]:
    """Path, kind of value ("" for what is none of `storage.setup.values.value_types`), and whether it must be there."""
    for name, info in model.model_fields.items():
        path = f"{above}.{info.alias or name}".lstrip(".")
        kinds = [_VALIDATORS.get(id(marker), "") for marker in info.metadata]
        yield path, next(filter(None, [*kinds, *_kinds(info.annotation)]), ""), info.is_required()
        inner = _model(info.annotation)
        if inner is not None:
            yield from _keys(inner, path)


def _kinds(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Annotated:
        yield from (_VALIDATORS.get(id(marker), "") for marker in get_args(annotation)[1:])
    for inner in get_args(annotation):
        yield from _kinds(inner)


def _model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, UnionType, Annotated):
        return next((found for inner in get_args(annotation) if (found := _model(inner))), None)
    return None


@cache
def _words(kind: str) -> tuple[str, ...]:
    """The refusal of what is no word at all lists them."""
    if not kind:
        return ()
    marker = getattr(value_types, kind).__metadata__[0]
    try:
        marker.func("\0")
    except SentenceError as error:
        expected = dict(error.sentence.values).get("expected")
        if isinstance(expected, Sentence) and expected.name == _OF_WORDS:
            return tuple(str(dict(expected.values)["words"]).split(", "))
    return ()


# What stands in a file


def features(document: Tree) -> frozenset[str]:
    """The optional keys that it gives, and of those that take one of a few words also which: `… = weekly`."""
    return frozenset(_given(document, ""))


def _given(tree: Any, above: str) -> Iterator[str]:
    if isinstance(tree, list):
        for one in tree:
            yield from _given(one, above)
    if not isinstance(tree, dict):
        return
    for key, value in tree.items():
        path = f"{above}.{key}".lstrip(".")
        if path in optional_keys():
            yield path
        for word in value if isinstance(value, list) else [value]:
            if path in words_of_keys() and isinstance(word, str):
                yield f"{path} = {word}"
        yield from _given(value, path)


def chains(document: Tree) -> Iterator[Tree]:
    """For each report that is asked for: the file with nothing in it but what bears on it."""
    plans = {plan["code"]: plan for plan in document.get("plans", [])}
    policies = {policy["code"]: policy for policy in document.get("reminder_policies", [])}
    for requirement in document.get("requirements", []):
        policy = policies.get(requirement.get("reminders") or "")
        yield {
            **document,
            "plans": [plans[requirement["plan"]]],
            "requirements": [requirement],
            "reminder_policies": [policy] if policy else [],
        }


def pairs(document: Tree) -> set[Pair]:
    """What stood together in front of one report."""
    return {pair for chain in chains(document) for pair in combinations(sorted(features(chain)), 2)}


def pairs_of_keys(found: Collection[Pair]) -> set[Pair]:
    """Those of two keys, whatever their values."""
    return {pair for pair in found if "=" not in pair[0] and "=" not in pair[1]}
