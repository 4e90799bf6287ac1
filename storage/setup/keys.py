"""The keys that a setup file may have, told by its models."""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from storage.setup.document import SetupFile
from storage.setup.problems import Path


def keys_at(path: Path) -> list[str]:
    """The keys that a mapping at this path may have."""
    model: type[BaseModel] = SetupFile
    for part in path:
        if isinstance(part, str):
            inner = _model(_fields(model)[part])
            assert inner is not None, path
            model = inner
    return list(_fields(model))


@cache
def every_key() -> frozenset[str]:
    """Those of all mappings anywhere in a file."""
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
    """The model inside `list[…] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, UnionType):
        return next((found for inner in get_args(annotation) if (found := _model(inner))), None)
    return None
