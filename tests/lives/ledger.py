"""Reminders worked out anew in the plainest way there is, minute by minute, and compared with the ledger."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, text

from domain.calendar.workdays import WorkCalendar
from storage.tables import Obligation, Organisation, ReminderEntry, Requirement, Snooze
from tests.lives.away import away_now, reachable_now, there
from tests.lives.contributing import CONTRIBUTE, Added, moment
from tests.lives.house import House

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
UNITS = {"d": DAY, "h": timedelta(hours=1), "m": MINUTE, "s": timedelta(seconds=1)}
Step = Mapping[str, Any]


class Hours:
    """When a policy lets people be written to."""

    def __init__(self, policy: Mapping[str, Any], zone: ZoneInfo, calendar: WorkCalendar) -> None:
        quiet = policy.get("quiet_hours")
        self.quiet = (_clock(quiet["from"]), _clock(quiet["to"])) if quiet else None
        self.days = calendar if policy.get("working_days_only") else None
        self.zone = zone

    def is_quiet(self, at: datetime) -> bool:
        if self.quiet is None:
            return False
        (begins, ends), minute = self.quiet, at.astimezone(self.zone).hour * 60 + at.astimezone(self.zone).minute
        return begins <= minute < ends if begins < ends else minute >= begins or minute < ends

    def is_off(self, at: datetime) -> bool:
        return self.days is not None and not self.days.is_working(at.astimezone(self.zone).date())

    def allow(self, at: datetime) -> bool:
        return not self.is_quiet(at) and not self.is_off(at)

    def earlier(self, at: datetime) -> datetime:
        while not self.allow(at):
            at = at - MINUTE if self.is_quiet(at) else _same_time(at, self.zone, -DAY)
        return at

    def later(self, at: datetime, *, keep_time: bool) -> datetime:
        while not self.allow(at):
            if self.is_quiet(at):
                at = (at + MINUTE).replace(second=0, microsecond=0)
            elif keep_time:
                at = _same_time(at, self.zone, DAY)
            else:
                tomorrow = at.astimezone(self.zone).date() + DAY
                at = datetime.combine(tomorrow, time(), self.zone).astimezone(UTC)
        return at


def _clock(text: str) -> int:
    """Minutes since midnight; 24:00 ends the day, and so begins the next."""
    hour, minute = text.split(":")
    return (int(hour) * 60 + int(minute)) % (24 * 60)


def _same_time(at: datetime, zone: ZoneInfo, by: timedelta) -> datetime:
    local = at.astimezone(zone)
    return datetime.combine(local.date() + by, local.time(), zone).astimezone(UTC)


def _away(from_: datetime, step: Step, kind: str, times: int, zone: ZoneInfo, calendar: WorkCalendar) -> datetime:
    """So many of the step's durations from there."""
    span = step[kind]
    unit = "wd" if span.endswith("wd") else span[-1]
    amount = int(span[: -len(unit)]) * times
    if unit not in ("wd", "d"):
        return from_ + amount * UNITS[unit]
    local = from_.astimezone(zone)
    day = local.date() - DAY if local.time() == time() else local.date()  # midnight ends the day before
    day = _working(day, amount, calendar) if unit == "wd" else day + amount * DAY
    if "at" in step:
        return datetime.combine(day, time.fromisoformat(step["at"]), zone).astimezone(UTC)
    if local.time() == time():
        day += DAY
    return datetime.combine(day, local.time(), zone).astimezone(UTC)


def _working(day: date, amount: int, calendar: WorkCalendar) -> date:
    step = DAY if amount > 0 else -DAY
    while amount:
        day += step
        if calendar.is_working(day):
            amount -= 1 if amount > 0 else -1
    return day


def moments(
    policy: Mapping[str, Any], due: datetime, zone: ZoneInfo, calendar: WorkCalendar, until: datetime
) -> Iterator[tuple[datetime, Step]]:
    """All reminders of that due moment up to `until`, with their steps; `key`: as the ledger calls it."""
    hours, last = Hours(policy, zone, calendar), due
    afters = []
    for step in policy["steps"]:
        if "before" in step:
            at = hours.earlier(min(_away(due, step, "before", -1, zone, calendar), due))
            yield at, {**step, "key": f"before-{step['before']}"}
        if "after" in step:
            at = max(_away(due, step, "after", 1, zone, calendar), due)
            afters.append(hours.later(at, keep_time=step["after"].endswith("d")))
            yield afters[-1], {**step, "key": f"after-{step['after']}"}
    last = max(afters, default=due)
    for step in policy["steps"]:
        for number in count(1) if "every" in step else ():  # an hourly one has a thousand in six weeks
            at = _away(last, step, "every", number, zone, calendar)
            at = hours.later(at, keep_time=step["every"].endswith("d"))
            if at > until:
                break
            yield at, {**step, "key": f"every-{step['every']}-{number}"}


class Reminded:
    """Follows the ledger tick by tick."""

    def __init__(self) -> None:
        self.policies: dict[str, str | None] = {}  # by requirement, as the setups that were loaded leave it
        self.steps = 0  # whose moment came and which were found in the ledger
        self.told = 0  # people to whom one went
        self.added = Added()
        self._through: dict[int, datetime] = {}  # obligation -> the last moment that was dealt with
        self._last_entry = 0
        # obligation -> what it is called, with its due moment -> people: what was given is not given again, even where
        # a policy that changed has it at another time
        self._given: dict[int, dict[str, set[int | None]]] = defaultdict(lambda: defaultdict(set))

    def loaded(self, house: House) -> None:
        for entry in house.setup["requirements"]:
            if "reminders" in entry:
                self.policies[entry["code"]] = entry["reminders"]

    def after_tick(self, house: House) -> None:
        policies = {one["code"]: one for one in house.setup["reminder_policies"]}
        with house.database.transaction() as session:
            zone = ZoneInfo(session.get_one(Organisation, house.office_id).timezone)
            entries = session.scalars(select(ReminderEntry).where(ReminderEntry.id > self._last_entry)).all()
            owed = session.execute(
                select(Obligation.id, Obligation.due_at, Requirement.code)
                .join(Requirement, Requirement.id == Obligation.requirement_id)
                .where(Obligation.state.in_(("open", "returned")))
            ).all()
        self._last_entry = max((entry.id for entry in entries), default=self._last_entry)
        news: dict[int, list[ReminderEntry]] = defaultdict(list)
        for entry in entries:
            if entry.step.startswith(CONTRIBUTE):
                self.added.saw(entry)
            elif entry.step != "nobody" and not entry.step.startswith("snooze"):
                news[entry.obligation_id].append(entry)
        for id, due, code in owed:
            policy = policies.get(self.policies.get(code) or "")
            if policy is not None:
                self._check(house, zone, policy, id, due, news[id])
        for id, found in news.items():
            latest = max((entry.moment for entry in found), default=None)
            if latest:
                self._through[id] = max(latest, self._through.get(id, latest))
            for entry in found:
                self._given[id][entry.step].add(entry.person_id)
        self._one_digest_each(house)

    def _check(
        self, house: House, zone: ZoneInfo, policy: Mapping[str, Any], id: int, due: datetime, news: list[ReminderEntry]
    ) -> None:
        calendar = house.context.calendar
        if not Hours(policy, zone, calendar).allow(house.now):
            return  # found late in quiet hours, it waits
        through = self._through.get(id)
        planned = list(moments(policy, due, zone, calendar, house.now))
        open = {at: step for at, step in planned if at <= house.now and (through is None or at > through + MINUTE)}
        for at, step in open.items():
            self.steps += 1
            assert self._before(id, due, step) or any(_stands_for(entry, at) for entry in news), (
                f"report {id} due {due}: the reminder of {at} is not in the ledger at {house.now}; since the last tick "
                f"came {[(entry.step, entry.moment, entry.outcome) for entry in news]}; before it {through}; {policy}"
            )

        steps = [step for at, step in planned if open and near(at, max(open))]
        if len(steps) == 1:
            entries = [one for one in news if near(one.moment, max(open))]
            self._reached(house, id, steps[0]["to"], entries, self._before(id, due, steps[0]))
            self.added.check(house, id, steps[0])

    def _before(self, id: int, due: datetime, step: Step) -> set[int | None]:
        """Who was given that step earlier."""
        return self._given[id].get(f"{due:%Y%m%dT%H%MZ}/{step['key']}", set())

    def _reached(
        self, house: House, id: int, roles: list[str], entries: list[ReminderEntry], before: set[int | None]
    ) -> None:
        """It went to those who hold one of the roles and can be reached and had it not `before`, or else it is said
        that there is nobody."""
        given = {entry.person_id for entry in entries if entry.outcome in ("queued", "saved")}
        with house.database.transaction() as session:
            held = session.execute(_HOLDING, {**moment(house), "obligation": id}).all()
            away, reachable = away_now(session, moment(house)), reachable_now(session)
        # The coordinators of a plan are written to whether they are away or not.
        wanted = {
            person if role == "coordinator" else there(away, unit, person)
            for unit, person, role in held
            if role in roles
        } & reachable - before
        self.told += len(given)
        assert given == wanted, f"report {id}, for {roles}: went to people {given}, and not to {wanted}"
        if not wanted and not before:
            assert any(entry.outcome == "nobody" for entry in entries), (
                f"report {id}: nobody is there, and it is not said"
            )

    def _one_digest_each(self, house: House) -> None:
        """Of one tick nobody gets two from an organisation; who serves in two hears of each by itself."""
        with house.database.transaction() as session:
            twice = session.execute(
                text(
                    "SELECT person_id, count(DISTINCT outbox_id) FROM reminder_entry "
                    "WHERE decided_at = :now AND outbox_id IS NOT NULL AND step <> 'nobody' "
                    "GROUP BY organisation_id, person_id HAVING count(DISTINCT outbox_id) > 1"
                ),
                moment(house),
            ).all()
            late = session.scalars(select(Snooze.id).where(Snooze.remind_at <= house.now)).all()
        assert not twice, f"more than one digest at once: {twice}"
        assert not late, f"put-off reminders that are not given: {late}"


_HOLDING = text(
    """
    SELECT p.unit_id, p.person_id, p.role FROM obligation o JOIN position p ON p.unit_id = o.unit_id
        AND p.role IN ('focal_point', 'deputy', 'unit_leader')
    WHERE o.id = :obligation AND p.since <= :now AND (p."until" IS NULL OR p."until" > :now)
    UNION ALL
    SELECT p.unit_id, p.person_id, p.role FROM obligation o JOIN requirement r ON r.id = o.requirement_id
    JOIN plan_coordinator c ON c.plan_id = r.plan_id
    JOIN position p ON p.unit_id = c.unit_id AND p.role = 'coordinator'
    WHERE o.id = :obligation AND p.since <= :now AND (p."until" IS NULL OR p."until" > :now)
    """
)


def near(one: datetime, other: datetime) -> bool:
    return abs(one - other) <= MINUTE


def _stands_for(entry: ReminderEntry, at: datetime) -> bool:
    """Of that moment; or of a run of repeats that ends there or later."""
    return near(entry.moment, at) or (entry.repeats > 1 and entry.moment >= at)
