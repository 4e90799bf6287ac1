"""The digest of the morning: to those who coordinate, or to the group where their plan was registered; nothing when
there is nothing."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.messages import Text, lines_of, text_of
from domain.mornings import morning_due, since
from domain.workdays import WorkCalendar
from handlers.notices import queue_notice
from handlers.obstacles import texts
from handlers.reminding import words_for
from handlers.talk import Choice, Rows, card_of, offer
from handlers.words import Words, dates
from storage import mornings
from storage.mornings import SOON, Morning, Standing
from storage.people import reachable_address
from storage.settings import official_years
from storage.tables import Address, Organisation

MOST_NAMES = 5
MOST_OBSTACLES = 5


def send_if_due(session: Session, organisation: Organisation, now: datetime, calendar: WorkCalendar) -> int:
    """How many digests were queued."""
    zone, last = ZoneInfo(organisation.timezone), organisation.digested_on
    if last is None:
        mornings.take_turn(session, organisation.id, now.astimezone(zone).date())
        return 0
    day = morning_due(last, organisation.digest_at, now, zone, calendar)
    if day is None or not mornings.take_turn(session, organisation.id, day):
        return 0
    morning = mornings.gather(session, organisation.id, since(last, organisation.digest_at, zone), now)
    worth = {plan_id for plan_id, standing in morning.plans.items() if standing.is_worth_telling}
    if not worth:
        return 0
    return _send(session, organisation, morning, worth, day, now)


def _send(
    session: Session, organisation: Organisation, morning: Morning, worth: set[int], day: date, now: datetime
) -> int:
    """What goes to a group is not said to each of its coordinators as well."""
    sent, in_groups = 0, set[int]()
    for address, plans in mornings.groups(session, organisation.id).values():
        in_groups |= plans
        if told := plans & worth:
            words = Words(address.language or "vi", organisation.address_form, official_years(session))
            _queue(session, address, words, morning, told, day, now, in_group=True)
            sent += 1
    hearing = mornings.listeners(session, organisation.id, now)
    addresses = reachable_address(session, sorted(hearing))
    for person_id, address in addresses.items():
        if told := (hearing[person_id] & worth) - in_groups:
            _queue(session, address, words_for(session, person_id), morning, told, day, now, in_group=False)
            sent += 1
    return sent


def _queue(
    session: Session,
    address: Address,
    words: Words,
    morning: Morning,
    plan_ids: Collection[int],
    day: date,
    now: datetime,
    *,
    in_group: bool,
) -> None:
    standings = [morning.plans[plan_id] for plan_id in sorted(plan_ids)]
    body = body_of(words, morning, standings, day)
    card = card_of(session, address, body, _rows(words, standings, in_group=in_group), now)
    offer(address, card, now, beside=True)
    queue_notice(session, address, card, now, f"morning:{day}:{address.id}")


def body_of(words: Words, morning: Morning, standings: Collection[Standing], day: date) -> Text:
    lines: list[Text] = [words("morning.title", day=dates.day(words, day))]
    for standing in standings:
        if len(standings) > 1:
            lines.append(words("morning.plan", title=standing.title))
        lines += _lines(words, morning, standing)
    return lines_of(lines)


def _lines(words: Words, morning: Morning, standing: Standing) -> list[Text]:
    lines = []
    if standing.overdue:
        new = words.plain("morning.new", n=len(standing.newly_overdue)) if standing.newly_overdue else ""
        lines.append(_named(words, morning, "morning.overdue", standing.overdue, new=new))
    if standing.soon:
        lines.append(_named(words, morning, "morning.soon", standing.soon, days=SOON.days))
    if standing.came_in or standing.to_review:
        lines.append(words("morning.in", n=standing.came_in, waiting=standing.to_review))
    if standing.returned:
        lines.append(_named(words, morning, "morning.returned", standing.returned))
    if standing.unheard:
        lines.append(_named(words, morning, "morning.unheard", standing.unheard))
    if standing.obstacles:
        lines.append(words("morning.obstacles", n=len(standing.obstacles), open=standing.open_obstacles))
        lines += [text_of("   ", texts.line(words, entry)) for entry in standing.obstacles[:MOST_OBSTACLES]]
    return lines


def _named(words: Words, morning: Morning, name: str, units: set[int], **more: object) -> Text:
    known = [said for unit, said in morning.names.items() if unit in units]
    rest = len(known) - MOST_NAMES
    said = "; ".join(known[:MOST_NAMES]) + (words.plain("collate.more_units", n=rest) if rest > 0 else "")
    return words(name, n=len(units), names=said, **more)


def _rows(words: Words, standings: Collection[Standing], *, in_group: bool) -> Rows:
    word = words.plain
    rows: list[list[Choice]] = []
    if any(standing.overdue for standing in standings):
        rows.append([Choice(word("button.overdue"), "overdue"), Choice(word("button.nudge_all"), "nudge.all")])
    if in_group:
        return rows
    waiting, still = (sum(getattr(one, name) for one in standings) for name in ("to_review", "open_obstacles"))
    row = []
    if waiting:
        row.append(Choice(word("button.reviews", n=waiting), "reviews"))
    if still:
        row.append(Choice(word("button.obstacles", n=still), "obstacles"))
    return [*rows, row]
