"""Work on many things of which one may fail: that one is set aside, and the others are done.

Everything is tried in one go, without a statement more than the work itself needs. Where that fails the caller rolls
back and does it again carefully: in halves, each in a savepoint, until it is known which ones fail. What is set aside
is left out from then on, so that the next time everything goes in one go again; it is tried ever more rarely.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy.orm import Session

from storage.aside import aside_rows
from storage.aside.aside_rows import Aside
from storage.db.database import is_in_trouble

T = TypeVar("T")
R = TypeVar("R")

TICK: Final = "tick"  # all that the clock does for an organisation
UNIT_CHANGES: Final = "unit_changes"
PERIODS: Final = "periods"
MORNINGS: Final = "mornings"
BRIEFS: Final = "briefs"  # the leaders' page of a week
REMINDERS: Final = "reminders"
SEALING: Final = "seal"
UPKEEP: Final = "upkeep"
STOPS: Final = "long_stops"
DELIVERY: Final = "delivery"  # its messages are kept in the outbox
DISPATCH: Final = "dispatch"  # messages that came in; see `storage.aside.received`
PARTS = (DISPATCH, DELIVERY, TICK, UNIT_CHANGES, PERIODS, MORNINGS, BRIEFS, REMINDERS, SEALING, UPKEEP, STOPS)

MOST_AT_ONCE = 50
"""So many failures of a part with nothing that goes well are a fault of the part: it is set aside as a whole."""


class AllFailError(Exception):
    """Nothing of a part goes well; the last failure is its cause."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class SetAsideFailure:
    """What has just been set aside, to be logged and counted once it is committed."""

    part: str
    subject: str
    error: Exception


@dataclass(slots=True)
class Bulkhead:
    """For one organisation (None: for what belongs to none) and one round of work."""

    now: datetime
    organisation_id: int | None = None
    known: Mapping[tuple[str, str], Aside] = field(default_factory=dict)
    careful: bool = False
    failed: list[SetAsideFailure] = field(default_factory=list)
    _in_a_row: dict[str, int] = field(default_factory=dict)  # failures by kind, where nothing has gone well; else -1

    @classmethod
    def of(cls, now: datetime, organisation_id: int | None, known: Iterable[Aside]) -> "Bulkhead":
        return cls(now, organisation_id, {(aside.part, aside.subject): aside for aside in known})

    def carefully(self) -> "Bulkhead":
        """Return the bulkhead for the second try, after the first was rolled back."""
        return replace(self, careful=True, failed=[])

    @property
    def organisation(self) -> int:
        assert self.organisation_id is not None
        return self.organisation_id

    @property
    def whole(self) -> str:
        """The subject that stands for all of the organisation."""
        return f"organisation:{self.organisation_id}"

    def holds(self, part: str, subject: str) -> bool:
        """Say whether it failed and its next try has not come."""
        aside = self.known.get((part, subject))
        return aside is not None and aside.next_try_at > self.now

    def due(self, part: str) -> list[Aside]:
        """Return what is kept of this part only by being set aside, and is to be tried now."""
        return [
            aside
            for aside in self.known.values()
            if aside.part == part and aside.detail and aside.next_try_at <= self.now
        ]

    def step(self, session: Session, part: str, work: Callable[[], R], default: R) -> R:
        """Do one part of the work for the whole organisation; return `default` where it fails or is set aside."""
        done = self.each(session, part, [None], lambda _: self.whole, lambda _: work())
        return done[0] if done else default

    def each(
        self,
        session: Session,
        part: str,
        items: Sequence[T],
        subject_of: Callable[[T], str],
        work: Callable[[Sequence[T]], R],
        detail_of: Callable[[T], Mapping[str, Any]] = lambda _: {},
    ) -> list[R]:
        """Return what `work` gives for as many at once as go well. `detail_of`: what one of them needs to be done
        later."""

        def alone(item: T, error: Exception) -> Iterable[R]:
            self.put(session, part, subject_of(item), error, detail_of(item))
            return ()

        wanted = [item for item in items if not self.holds(part, subject_of(item))]
        return self.halved(session, part, wanted, work, alone, subject_of)

    def sift(
        self,
        session: Session,
        part: str,
        items: Sequence[T],
        subject_of: Callable[[T], str],
        look: Callable[[Sequence[T]], object],
        detail_of: Callable[[T], Mapping[str, Any]] = lambda _: {},
    ) -> list[T]:
        """Return those at which `look`, which changes nothing, does not fail. Where there is no hurry to be careful:
        all that are not set aside."""

        def looked(some: Sequence[T]) -> Sequence[T]:
            if self.careful:
                look(some)
            return some

        return [item for some in self.each(session, part, items, subject_of, looked, detail_of) for item in some]

    def halved(
        self,
        session: Session,
        part: str,
        items: Sequence[T],
        work: Callable[[Sequence[T]], R],
        alone: Callable[[T, Exception], Iterable[R]],
        subject_of: Callable[[T], str],
    ) -> list[R]:
        """Return what `work` gives, as `each` does; what becomes of one that fails is up to `alone`."""
        if not items:
            return []
        if not self.careful:
            done = work(items)
            self._went_well(session, part, items, subject_of)
            return [done]
        return list(self._halved(session, part, items, work, alone, subject_of))

    def _halved(
        self,
        session: Session,
        part: str,
        items: Sequence[T],
        work: Callable[[Sequence[T]], R],
        alone: Callable[[T, Exception], Iterable[R]],
        subject_of: Callable[[T], str],
    ) -> Iterator[R]:
        try:
            with session.begin_nested():
                done = work(items)
        except Exception as error:
            if is_in_trouble(error):
                raise
            if len(items) == 1:
                yield from alone(items[0], error)
                self._raise_if_all_fail(part, _kind(subject_of(items[0])), error)
                return
        else:
            self._went_well(session, part, items, subject_of)
            yield done
            return
        middle = len(items) // 2
        for half in (items[:middle], items[middle:]):
            yield from self._halved(session, part, half, work, alone, subject_of)

    def _went_well(self, session: Session, part: str, items: Sequence[T], subject_of: Callable[[T], str]) -> None:
        self._in_a_row[_kind(subject_of(items[0]))] = -1
        self.over(session, part, map(subject_of, items))

    def fails(self, session: Session, work: Callable[[], object]) -> Exception | None:
        """Return with which error the work fails; whatever it does is undone."""
        undone = session.begin_nested()
        try:
            work()
            session.flush()
        except Exception as error:
            if is_in_trouble(error):
                raise
            return error
        finally:
            undone.rollback()
        return None

    def blame(
        self, session: Session, items: Sequence[T], work: Callable[[Sequence[T]], object], error: Exception
    ) -> tuple[Sequence[T], Sequence[tuple[T, Exception]]]:
        """Return, as `work` fails for these things together, which of them go well together, and which do not, with
        their errors. Where each goes well alone, `error` is all of theirs."""
        errors = [(item, self.fails(session, partial(work, [item])) if len(items) > 1 else error) for item in items]
        good = [item for item, why in errors if why is None]
        if len(good) == len(items):
            return (), [(item, error) for item in items]
        together = self.fails(session, partial(work, good)) if good else None
        if together is not None:
            return (), [(item, why or together) for item, why in errors]
        return good, [(item, why) for item, why in errors if why is not None]

    def put(
        self, session: Session, part: str, subject: str, error: Exception, detail: Mapping[str, Any] | None = None
    ) -> None:
        """Set it aside."""
        before = self.known.get((part, subject))
        failures = before.failures + 1 if before else 1
        # A tick is tried again at once first: whatever is due for a whole organisation waits for it.
        wait = aside_rows.wait_after(failures - 1 if part == TICK else failures)
        aside = Aside(
            organisation_id=self.organisation_id,
            part=part,
            subject=subject,
            detail=detail or {},
            reason=type(error.__cause__ if isinstance(error, AllFailError) else error).__name__,
            failures=failures,
            since=before.since if before else self.now,
            next_try_at=self.now + wait,
        )
        aside_rows.put(session, aside)
        self.failed.append(SetAsideFailure(part, subject, error))

    def has_failed(self, part: str, subject: str) -> bool:
        """Say whether it was set aside in this round."""
        return any((failure.part, failure.subject) == (part, subject) for failure in self.failed)

    def over(self, session: Session, part: str, subjects: Iterable[str]) -> None:
        """Take these off what is set aside: they are in order. Do nothing at all where nothing was."""
        if self.known:
            aside_rows.over(session, part, {subject for subject in subjects if (part, subject) in self.known})

    def _raise_if_all_fail(self, part: str, kind: str, error: Exception) -> None:
        failures = self._in_a_row.get(kind, 0)
        if failures < 0:
            return
        self._in_a_row[kind] = failures + 1
        if failures + 1 >= MOST_AT_ONCE:
            del self._in_a_row[kind]
            raise AllFailError(part) from error


def _kind(subject: str) -> str:
    """Return the kind of a subject: obligation, person, requirement, …"""
    return subject.partition(":")[0]
