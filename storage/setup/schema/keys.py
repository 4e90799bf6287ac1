"""The keys that a setup file may have, told by its models."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from storage.setup.schema.models import SetupFile
from storage.setup.text.problems import Path


def keys_at(path: Path) -> list[str]:
    """Return the keys that a mapping at this path may have."""
    model: type[BaseModel] = SetupFile
    for part in path:
        if isinstance(part, str):
            inner = _model(_fields(model)[part])
            assert inner is not None, path
            model = inner
    return list(_fields(model))


MOST_PLACES = 4
"""Of a key; what is found in more, as `name`, says nothing about where it belongs."""


@cache
def _places() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return every key with the mappings that may have it, each by the keys that lead there."""
    found = defaultdict[str, list[tuple[str, ...]]](list)
    for place, model in _walked(SetupFile, ()):
        for key in _fields(model):
            found[key].append(place)
    return found


def _walked(model: type[BaseModel], place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    yield place, model
    for key, annotation in _fields(model).items():
        if inner := _model(annotation):
            yield from _walked(inner, (*place, key))


def places_of(key: str, path: Path) -> list[tuple[str, ...]]:
    """Return where a key belongs that was written at this path, where it does not; the nearest, where there are
    several."""
    here = tuple(part for part in path if isinstance(part, str))
    found = _places().get(key, ())
    if len(found) > MOST_PLACES:
        return []

    def shared(place: tuple[str, ...]) -> int:
        return next(
            (at for at, (one, other) in enumerate(zip(place, here, strict=False)) if one != other),
            min(len(place), len(here)),
        )

    most = max(map(shared, found), default=0)
    return [place for place in found if shared(place) == most]


@cache
def every_key() -> frozenset[str]:
    """Return the keys of all mappings anywhere in a file."""
    return frozenset(key for model in _within(SetupFile) for key in _fields(model))


def _within(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for annotation in _fields(model).values():
        inner = _model(annotation)
        if inner:
            yield from _within(inner)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {info.alias or name: info.annotation for name, info in model.model_fields.items()}


def _model(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside `list[…] | None`; None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, UnionType):
        return next((found for inner in get_args(annotation) if (found := _model(inner))), None)
    return None
