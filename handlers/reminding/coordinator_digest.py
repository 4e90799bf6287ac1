"""The digest of the morning: to those who coordinate, or to the group where their plan was registered; nothing when
there is nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.calendar.digest_time import morning_due, since
from domain.calendar.workdays import WorkCalendar
from domain.messaging.messages import Text, lines_of, text_of
from handlers.conversation.notices import queue_notice, words_for
from handlers.conversation.talk import Choice, Rows, card_of, offer
from handlers.display import obstacle_text
from handlers.words import Words, dates
from storage.aside.aside_rows import Aside
from storage.aside.bulkhead import MORNINGS, Bulkhead
from storage.following import morning_digest
from storage.following.morning_digest import SOON, Morning, MorningStanding
from storage.installation.settings import official_years
from storage.people.people import reachable_address
from storage.tables import Address, Organisation

MOST_NAMES = 5
MOST_OBSTACLES = 5


def send_if_due(
    session: Session,
    organisation: Organisation,
    now: datetime,
    calendar: WorkCalendar,
    bulkhead: Bulkhead | None = None,
) -> int:
    """Queue the digests of a new morning, and return how many. A plan, or somebody, for whom that fails is set
    aside."""
    bulkhead = bulkhead or Bulkhead(now, organisation.id)
    zone, last = ZoneInfo(organisation.timezone), organisation.digested_on
    if last is None:
        morning_digest.take_turn(session, organisation.id, now.astimezone(zone).date())
        return 0
    later = sum(_later(session, organisation, aside, now, bulkhead) for aside in bulkhead.due(MORNINGS))
    day = morning_due(last, organisation.digest_at, now, zone, calendar)
    if day is None or not morning_digest.take_turn(session, organisation.id, day):
        return later
    digests = _Digests(session, organisation, since(last, organisation.digest_at, zone), day, now, bulkhead)
    return later + digests.send(morning_digest.plan_ids(session, organisation.id) if bulkhead.careful else None)


def _later(session: Session, organisation: Organisation, aside: Aside, now: datetime, bulkhead: Bulkhead) -> int:
    """Try again what failed this morning, until the day is over; then the next digest says it."""
    day = date.fromisoformat(aside.detail["day"])
    if day != now.astimezone(ZoneInfo(organisation.timezone)).date():
        bulkhead.over(session, MORNINGS, [aside.subject])
        return 0
    since = datetime.fromisoformat(aside.detail["since"])
    digests = _Digests(session, organisation, since, day, now, bulkhead, f":{aside.subject}")
    sent = digests.send(aside.detail["plans"], aside.detail.get("address"))
    if not bulkhead.has_failed(MORNINGS, aside.subject):  # it was sent, or there is nobody and nothing left
        bulkhead.over(session, MORNINGS, [aside.subject])
    return sent


@dataclass(frozen=True, slots=True)
class _Digests:
    """The digests of one morning, or what is made up for of them: `again` tells it from what was sent before."""

    session: Session
    organisation: Organisation
    since: datetime
    day: date
    now: datetime
    bulkhead: Bulkhead
    again: str = ""

    def send(self, only: Sequence[int] | None = None, address_id: int | None = None) -> int:
        """Send to all who are to have a digest or (`address_id`) to one of them, about all plans or `only` some; return
        how many."""
        if only is not None and address_id is None:
            only = self.bulkhead.sift(
                self.session,
                MORNINGS,
                only,
                lambda plan_id: f"plan:{plan_id}",
                self._try,
                lambda plan_id: self._detail([plan_id]),
            )
        morning = self._gather(only)
        worth = {plan_id for plan_id, standing in morning.plans.items() if standing.is_worth_telling()}
        hearers = [one for one in self._hearers(worth) if address_id in (None, one[0].id)] if worth else []
        sent = self.bulkhead.each(
            self.session,
            MORNINGS,
            hearers,
            lambda hearer: f"address:{hearer[0].id}",
            lambda some: self._queue(morning, some),
            lambda hearer: self._detail(sorted(hearer[1])) | {"address": hearer[0].id},
        )
        return sum(sent)

    def _gather(self, only: Collection[int] | None) -> Morning:
        return morning_digest.gather(self.session, self.organisation.id, self.since, self.now, only)

    def _try(self, plan_ids: Sequence[int]) -> None:
        """Raise where nothing can be said of these plans at all."""
        morning = self._gather(plan_ids)
        words = Words("vi", self.organisation.address_form, official_years(self.session))
        body_of(words, morning, list(morning.plans.values()), self.day)

    def _detail(self, plan_ids: Sequence[int]) -> dict[str, Any]:
        return {"day": self.day.isoformat(), "since": self.since.isoformat(), "plans": list(plan_ids)}

    def _hearers(self, worth: set[int]) -> list[tuple[Address, set[int]]]:
        """Return who hears of which plans; what goes to a group is not said to each of its coordinators as well."""
        groups = morning_digest.groups(self.session, self.organisation.id).values()
        in_groups = set().union(*(plans for _, plans in groups))
        hearing = morning_digest.listeners(self.session, self.organisation.id, self.now)
        people = sorted(hearing)
        if self.bulkhead.careful:
            people = self.bulkhead.sift(
                self.session, MORNINGS, people, lambda one: f"person:{one}", partial(reachable_address, self.session)
            )
        addresses = reachable_address(self.session, people)
        alone = ((address, hearing[person_id] - in_groups) for person_id, address in addresses.items())
        return [(address, told) for address, plans in (*groups, *alone) if (told := plans & worth)]

    def _queue(self, morning: Morning, hearers: Sequence[tuple[Address, set[int]]]) -> int:
        own, sent = morning_digest.own_units(self.session, self.organisation.id, self.now), 0
        for address, plans in hearers:
            to = _DigestHearer(
                address, self._words(address), () if address.is_group else own.get(address.person_id or 0, ())
            )
            told = [plan_id for plan_id in sorted(plans) if morning.plans[plan_id].is_worth_telling(to.own_units)]
            if told:
                _queue(self.session, to, morning, told, self.day, self.now, self.again)
                sent += 1
        return sent

    def _words(self, address: Address) -> Words:
        if address.person_id is not None and not address.is_group:
            return words_for(self.session, address.person_id)
        return Words(address.language or "vi", self.organisation.address_form, official_years(self.session))


@dataclass(frozen=True, slots=True)
class _DigestHearer:
    """A chat, its language, and the units for which that person reports: on these they decide nothing."""

    address: Address
    words: Words
    own_units: Collection[int] = ()


def _queue(
    session: Session, to: _DigestHearer, morning: Morning, plan_ids: Sequence[int], day: date, now: datetime, again: str
) -> None:
    address, standings = to.address, [morning.plans[plan_id] for plan_id in plan_ids]
    body = body_of(to.words, morning, standings, day, to.own_units)
    card = card_of(session, address, body, _rows(to, standings), now)
    offer(address, card, now, beside=True)
    queue_notice(session, address, card, now, f"morning:{day}:{address.id}{again}")


def body_of(
    words: Words, morning: Morning, standings: Collection[MorningStanding], day: date, own_units: Collection[int] = ()
) -> Text:
    lines: list[Text] = [words("morning.title", day=dates.day(words, day))]
    for standing in standings:
        if len(standings) > 1:
            lines.append(words("morning.plan", title=standing.title))
        lines += _lines(words, morning, standing, own_units)
    return lines_of(lines)


def _lines(words: Words, morning: Morning, standing: MorningStanding, own_units: Collection[int]) -> list[Text]:
    lines, waiting = [], standing.waiting_for(own_units)
    if standing.overdue:
        new = words.plain("morning.new", n=len(standing.newly_overdue)) if standing.newly_overdue else ""
        lines.append(_named(words, morning, "morning.overdue", standing.overdue, new=new))
    if standing.soon:
        lines.append(_named(words, morning, "morning.soon", standing.soon, days=SOON.days))
    if standing.came_in or waiting:
        lines.append(words("morning.in", n=standing.came_in, waiting=waiting))
    if standing.returned:
        lines.append(_named(words, morning, "morning.returned", standing.returned))
    if standing.unheard:
        lines.append(_named(words, morning, "morning.unheard", standing.unheard))
    if standing.obstacles:
        lines.append(words("morning.obstacles", n=len(standing.obstacles), open=standing.open_obstacles))
        lines += [text_of("   ", obstacle_text.line(words, entry)) for entry in standing.obstacles[:MOST_OBSTACLES]]
    return lines


def _named(words: Words, morning: Morning, name: str, units: set[int], **more: object) -> Text:
    known = [said for unit, said in morning.names.items() if unit in units]
    rest = len(known) - MOST_NAMES
    said = "; ".join(known[:MOST_NAMES]) + (words.plain("collate.more_units", n=rest) if rest > 0 else "")
    return words(name, n=len(units), names=said, **more)


def _rows(to: _DigestHearer, standings: Collection[MorningStanding]) -> Rows:
    word = to.words.plain
    rows: list[list[Choice]] = []
    if any(standing.overdue for standing in standings):
        rows.append([Choice(word("button.overdue"), "overdue"), Choice(word("button.nudge_all"), "nudge.all")])
    if to.address.is_group:
        return rows
    waiting = sum(one.waiting_for(to.own_units) for one in standings)
    still = sum(one.open_obstacles for one in standings)
    row = []
    if waiting:
        row.append(Choice(word("button.reviews", n=waiting), "reviews"))
    if still:
        row.append(Choice(word("button.obstacles", n=still), "obstacles"))
    return [*rows, row]
