"""The words of a reminder: one digest for everything that falls to one person in one moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Card, Text, lines_of, text_of
from handlers.conversation.talk import Choice, card_of, offer
from handlers.display.duty_lines import (
    MOST_BUTTONS,
    DutyStanding,
    contribute_rows,
    duty_line,
    duty_rows,
    lateness,
    standings,
)
from handlers.words import Words, dates
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Address

TITLES = 20  # duties spelled out in one message
_OWN = ("focal_point", "deputy")  # who hands in; others only hear of it


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One duty in a digest, and in which capacity the person hears of it. `through`: the unit by which they may add to
    it, where it is another's."""

    obligation_id: int
    kind: str  # before | after | every
    as_role: str  # domain.rights.Role
    through: int | None = None

    @property
    def is_own(self) -> bool:
        return self.as_role in _OWN and self.through is None


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """What digests speak of, read once for all that go out together: many people share a duty."""

    duties: Mapping[int, Duty]
    standings: Mapping[int, DutyStanding]  # of duties that somebody has to hand in


def known(session: Session, items: Iterable[DigestItem]) -> DigestFacts:
    """Return what there is to know for digests of these items."""
    own = {item.obligation_id: item.is_own for item in items}
    own |= {item.obligation_id: True for item in items if item.is_own}
    found = {duty.id: duty for duty in duties.duties(session, list(own))}
    return DigestFacts(found, standings(session, [duty for duty in found.values() if own[duty.id]]))


def digest_card(
    session: Session, words: Words, address: Address, items: Sequence[DigestItem], known: DigestFacts, now: datetime
) -> Card:
    """Return what the person has to hand in, and what they may add to, with buttons; then what others are late with,
    for those who only hear of it."""
    may_add = {item.obligation_id: item.through for item in items if item.through is not None}
    mine = _by_due(known.duties[item.obligation_id] for item in items if item.is_own)
    others = _by_due(known.duties[item.obligation_id] for item in items if not item.is_own and item.through is None)
    own, heard = [known.standings[duty.id] for duty in mine], [duty for duty in others if duty not in mine]
    shared = _by_due(known.duties[id] for id in may_add)
    lines = [*_own_lines(words, own, now), *_shared_lines(words, shared, gap=bool(own))]
    lines += _heard_lines(words, heard, now, _coordinates(items), gap=bool(lines))
    rows = duty_rows(words, own, snooze=True) + contribute_rows(
        words, [(duty, may_add[duty.id]) for duty in shared[:MOST_BUTTONS]]
    )
    if not rows and heard:
        rows = [[Choice(words.plain("button.overdue"), "overdue")]] if _coordinates(items) else []
    card = card_of(session, address, lines_of(lines), rows, now)
    if card.rows:
        offer(address, card, now, beside=True)
    return card


def _coordinates(items: Sequence[DigestItem]) -> bool:
    return any(item.as_role == "coordinator" for item in items)


def _by_due(found: Iterable[Duty]) -> list[Duty]:
    return sorted(dict.fromkeys(found), key=duties.order)


def _own_lines(words: Words, own: Sequence[DutyStanding], now: datetime) -> list[Text]:
    if not own:
        return []
    lines = [_heading(words, own[0], now)]
    for number, standing in enumerate(own[:TITLES], 1):
        mark = f"{number}. " if len(own) > 1 else ""
        lines.append(text_of(mark, duty_line(words, standing, now)))
    if len(own) > TITLES:
        lines.append(words("digest.more", n=len(own) - TITLES))
    return lines


def _shared_lines(words: Words, shared: Sequence[Duty], *, gap: bool) -> list[Text]:
    """Return lines for who may add to a report of another unit, and need not."""
    lines: list[Text] = [()] if gap and shared else []
    for duty in shared[:TITLES]:
        title = dates.report_title(words, duty.title, duty.period_key)
        due = dates.moment(words, duty.due_at, duty.zone)
        lines.append(words("digest.contribute", title=title, lead=duty.unit_name, due=due))
    if len(shared) > TITLES:
        lines.append(words("digest.more", n=len(shared) - TITLES))
    return lines


def _heading(words: Words, first: DutyStanding, now: datetime) -> Text:
    """Return how much time is left for the most pressing duty, or that it is late; not where it was late when it came
    here."""
    duty = first.duty
    late = dates.late_by(words, duty.due_at, now, duty.zone)
    if late:
        return words("digest.late" if late == lateness(words, duty, first.moved, now) else "digest.moved")
    return words("digest.due", remaining=dates.remaining(words, duty.due_at, now, duty.zone))


def _heard_lines(words: Words, heard: Sequence[Duty], now: datetime, coordinates: bool, *, gap: bool) -> list[Text]:
    """Return lines for unit leaders and coordinators: whose report is awaited."""
    if not heard:
        return []
    lines: list[Text] = [()] if gap else []
    lines.append(words("digest.heard", n=len({duty.unit_id for duty in heard})))
    for duty in heard[:TITLES]:
        late = dates.late_by(words, duty.due_at, now, duty.zone)
        lines.append(
            words(
                "digest.heard_line",
                unit=duty.unit_name,
                title=dates.report_title(words, duty.title, duty.period_key),
                late=late or dates.remaining(words, duty.due_at, now, duty.zone),
            )
        )
    if len(heard) > TITLES:
        lines.append(words("digest.more_heard" if coordinates else "digest.more_of_others", n=len(heard) - TITLES))
    return lines
