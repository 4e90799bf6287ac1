"""What every table shares: naming of constraints, moments in UTC, JSON, the owning organisation."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine


class Moment(TypeDecorator[datetime]):
    """An instant. Taken and given back as an aware datetime in UTC; a naive one is a programming error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        convert = super().bind_processor(dialect)
        # A batch writes the same few moments into hundreds of rows.
        return None if convert is None else lru_cache(maxsize=128)(convert)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonValue(TypeDecorator[Any]):
    """What JSON can say. PostgreSQL keeps it as `jsonb`; its dialect, a fifth of a start, is loaded for it alone."""

    impl = JSON
    cache_ok = True
    should_evaluate_none = True  # None is a value of JSON

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON())
        from sqlalchemy.dialects.postgresql import JSONB

        return dialect.type_descriptor(JSONB())


Json = JsonValue()


def only_where(condition: str) -> dict[str, Any]:
    """Return what an index over some rows only says of itself: naming a dialect here would load it. Migrations name
    them (`storage/migrations/env.py`)."""
    return {"where": condition}


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, dict[str, Any]: Json, list[Any]: Json}  # noqa: RUF012


class Owned:
    """A row that belongs to one organisation; the column is in its uniqueness so that data can be split by it."""

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
