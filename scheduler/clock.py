"""What makes the program do things by itself: a tick each second, sealing the audit log, and upkeep each hour."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.calendar.workdays import WorkCalendar
from scheduler.careful import Careful
from scheduler.delivery.metrics import LAST_GOOD_TICK
from scheduler.planning import TickPlan
from scheduler.reminding import finish, parts, send_part
from scheduler.tick import TickResult, look, organisation_ids
from scheduler.watching.health import Health, reason_of
from storage.aside import aside_rows
from storage.aside.aside_rows import Aside, of_everybody
from storage.aside.bulkhead import SEALING as SEAL
from storage.aside.bulkhead import TICK as WHOLE_TICK
from storage.aside.bulkhead import AllFailError, Bulkhead
from storage.audit.audit_chain import seal
from storage.db.database import Database, is_in_trouble
from storage.erasing.blanking import blank_over
from storage.erasing.retention import BATCH, STALE, Stale, clear_stale, try_again, try_chats_again
from storage.messages import quotas
from storage.webchat.doors import forget_old

T = TypeVar("T")

log = structlog.get_logger(__name__)

TICK = timedelta(seconds=1)
UPKEEP = timedelta(hours=1)
SEALING = timedelta(seconds=5)
_MEND = 5.0  # seconds between looks at whether the system's clock was set back
_SLACK = timedelta(seconds=5)
STANDS_STILL = {"tick": 60.0, "seal": 120.0, "upkeep": 2 * 3600.0}
"""Seconds after which a job that was not heard of stands still."""


def _now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """Ticks until stopped. `wake` is called after a tick that queued messages; `now` tells the time.

    The jobs are fixed and held in memory only: what is due is in the database, and however many processes have a
    clock, each thing is done once. A job that fails is logged, and done again the next time.
    """

    def __init__(
        self,
        database: Database,
        calendar: WorkCalendar,
        wake: Callable[[], object],
        now: Callable[[], datetime] = _now,
        health: Health | None = None,
    ) -> None:
        self._database, self._calendar, self._wake, self._now = database, calendar, wake, now
        self._health = health or Health()
        self._careful = Careful(database)
        # A run that comes late is run all the same, and several that were missed are one.
        kept = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=kept)
        self._running: set[asyncio.Task[None]] = set()
        self._mending: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start the jobs, all of them at once for the first time; needs a running event loop."""
        # It warns each second of a tick that takes longer than a second, and repeats what is logged here.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._every(TICK, self.tick)
        self._every(UPKEEP, self.upkeep)
        self._every(SEALING, self.seal)
        self._scheduler.start()
        self._mend()

    async def stop(self) -> None:
        """Let what is being done finish, and start nothing more."""
        if self._mending:
            self._mending.cancel()
        self._scheduler.pause()  # and only then shut down, which would cut off what is being done
        await asyncio.gather(*self._running, return_exceptions=True)
        self._scheduler.shutdown()
        await asyncio.sleep(0)  # it shuts down in the loop's next turn

    async def tick(self) -> TickResult:
        """Do one tick: what fails for one report, person or organisation stops no other, and is made up for later."""
        done, all_well = TickResult(), True
        ids, aside = await self._database.run(_what_there_is)
        for id in _in_any_order(ids):
            bulkhead = Bulkhead.of(self._now(), id, aside.get(id, ()))
            of_this = None if bulkhead.holds(WHOLE_TICK, bulkhead.whole) else await self._organisation(bulkhead)
            done += of_this or TickResult()
            all_well = all_well and of_this is not None
        self._health.alive("tick")
        if all_well:
            self._health.good("tick")
            LAST_GOOD_TICK.set(self._now().timestamp())
        return done

    async def _organisation(self, bulkhead: Bulkhead) -> TickResult | None:
        """Do one organisation's part of the tick; return None where it fails."""
        try:
            done = await self._tick_organisation(bulkhead)
            await self._careful.over(bulkhead, WHOLE_TICK)
        except Exception as error:
            if is_in_trouble(error):
                raise
            await self._careful.set_aside(
                bulkhead, error.part if isinstance(error, AllFailError) else WHOLE_TICK, error
            )
            return None
        return done

    async def _tick_organisation(self, bulkhead: Bulkhead) -> TickResult:
        """Do the work in many short transactions, between which answers to people have their turn."""
        id, now, run = bulkhead.organisation, bulkhead.now, partial(self._careful.run, bulkhead)
        done, plan = await run(lambda session, safe: look(session, id, now, self._calendar, safe))
        if done.queued:
            self._wake()
        if plan is not None:
            for people in _in_any_order(parts(plan)):
                self._health.alive("tick")
                done += self._queued(await run(partial(_send, plan, people)))
            done += self._queued(await run(lambda session, safe: finish(session, plan, safe)))
        return done

    def _queued(self, messages: int) -> TickResult:
        if messages:
            self._wake()
        return TickResult(queued=messages)

    async def seal(self) -> int:
        """Seal the new entries of the audit log, and return how many."""
        sealed = 0
        ids, aside = await self._database.run(_what_there_is)
        for id in _in_any_order(ids):
            sealed += await self._seal(Bulkhead.of(self._now(), id, aside.get(id, ())), all_of_them=False)
        self._health.good("seal")
        return sealed

    async def _seal(self, bulkhead: Bulkhead, *, all_of_them: bool) -> int:
        if bulkhead.holds(SEAL, bulkhead.whole):
            return 0
        id = bulkhead.organisation
        try:
            sealed = await self._careful.run(
                bulkhead, lambda session, safe: seal(session, id, all_of_them=all_of_them, bulkhead=safe)
            )
            await self._careful.over(bulkhead, SEAL)
        except IntegrityError:  # another process seals them
            return 0
        except Exception as error:
            if is_in_trouble(error):
                raise
            await self._careful.set_aside(bulkhead, SEAL, error)
            return 0
        return sealed

    async def upkeep(self) -> int:
        """Take stale rows away, and return how many. What fails keeps nothing else from being done."""
        ids, aside = await self._database.run(_what_there_is)
        for id in ids:
            await self._seal(Bulkhead.of(self._now(), id, aside.get(id, ())), all_of_them=True)
        bulkhead = Bulkhead.of(self._now(), None, aside.get(None, ()))
        done = [await self._upkept("again", self._careful.run(bulkhead, try_again))]
        for stale in STALE:
            done.append(await self._upkept(stale.table.name, self._clear(stale, bulkhead)))
        done.append(await self._upkept("quotas", self._database.run(quotas.wake, self._now())))
        done.append(await self._upkept("chats", self._database.run(try_chats_again, self._now())))
        done.append(await self._upkept("codes", self._database.run(blank_over, self._now())))
        done.append(await self._upkept("doors", self._database.run(forget_old, self._now())))
        done.append(await self._upkept("aside", self._database.run(aside_rows.forget_old, self._now())))
        if None not in done:
            self._health.good("upkeep")
        return sum(number or 0 for number in done)

    async def _clear(self, stale: Stale, bulkhead: Bulkhead) -> int:
        gone = 0
        while True:
            count = await self._careful.run(
                bulkhead, lambda session, safe: clear_stale(session, stale, self._now(), safe)
            )
            gone += count
            if count < BATCH:
                break
        return gone

    async def _upkept(self, what: str, work: Awaitable[int | None]) -> int | None:
        """Return how many rows are gone; None where it failed."""
        self._health.alive("upkeep")
        try:
            return await work or 0
        except Exception as error:
            self._health.failed("upkeep", f"{what}: {reason_of(error)}")
            log.error("upkeep.failed", what=what, error=type(error).__name__, exc_info=error)
            return None

    def _every(self, interval: timedelta, work: Callable[[], Awaitable[object]]) -> None:
        self._health.expects(work.__name__, STANDS_STILL.get(work.__name__, 60.0))
        self._scheduler.add_job(
            self._guarded,
            IntervalTrigger(seconds=int(interval.total_seconds()), timezone=UTC),
            args=(work,),
            id=work.__name__,
            next_run_time=_now(),
        )

    async def _guarded(self, work: Callable[[], Awaitable[object]]) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        part = self._health.part(work.__name__)
        part.alive()
        try:
            await work()
        except Exception as error:
            part.failed(reason_of(error))
            log.error("clock.failed", job=work.__name__, error=type(error).__name__, exc_info=error)
        finally:
            self._running.discard(task)

    def _mend(self) -> None:
        """Plan the jobs anew when the system's clock was set back: they would wait until it catches up."""
        for job in self._scheduler.get_jobs():
            if _too_far(job):
                log.warning("clock.set_back", job=job.id)
                job.modify(next_run_time=_now())
        self._mending = asyncio.get_running_loop().call_later(_MEND, self._mend)


def _send(plan: TickPlan, people: Sequence[int], session: Session, bulkhead: Bulkhead) -> int:
    return send_part(session, plan, people, bulkhead)


def _what_there_is(session: Session) -> tuple[list[int], dict[int | None, list[Aside]]]:
    """Return the organisations, and what is set aside by organisation."""
    return organisation_ids(session), of_everybody(session)


def _in_any_order(work: Iterable[T]) -> list[T]:
    """Shuffle, so that processes that tick at the same time share the work: each finds the other's parts done. In one
    order they would all wait for the same rows, and each do nothing that was not just done."""
    mixed = list(work)
    random.shuffle(mixed)
    return mixed


def _too_far(job: Job) -> bool:
    return bool(job.next_run_time - _now() > job.trigger.interval + _SLACK)
