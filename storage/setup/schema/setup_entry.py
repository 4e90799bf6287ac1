"""What every entry of a setup file is: it knows what it gives, as what is left out stays as it is."""

from typing import Annotated, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from storage.setup.values.value_types import (
    Code,
)

T = TypeVar("T")
Listed = list[T] | None
With = Annotated[Listed[Code], Field(alias="with")]


class SetupEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    null_is_said: ClassVar[frozenset[str]] = frozenset()

    def gives(self, name: str) -> bool:
        """Say whether the file says something about this attribute.

        `classes: []` does; `classes:` with nothing behind does not, unless nothing is a value of that attribute.
        """
        return name in self.model_fields_set and (name in self.null_is_said or getattr(self, name) is not None)
