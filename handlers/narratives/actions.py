"""Writing a part of a report's document, without losing or silently replacing what somebody else wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from domain import rights
from domain.collation.narratives import OF_A_COLLATION, OF_A_REVIEW, TEXT_LIMIT, NarrativePart
from domain.messaging.secret_marks import is_marked_secret
from handlers.collating.actions import asked_of_units
from handlers.conversation.acting import Acting, ClockTime, Reason, Refusal
from storage.collating import kept_narratives as narratives
from storage.collating.kept_narratives import WrittenPart
from storage.tables import Organisation, Plan


class CannotWrite(Reason):
    TOO_LONG = "narrative.too_long"
    SECRET = "secret"  # noqa: S105
    WRITTEN_MEANWHILE = "narrative.meanwhile"
    NOT_YOUR_PLAN = "follow.other_plan"


@dataclass(frozen=True, slots=True)
class NarrativePlace:
    """For which document something is written: of a report's period, or (without a requirement) of the review of a
    plan, whose span stands in place of the period. `submitted`, `expected`: reports of the period."""

    organisation_id: int
    plan_id: int
    requirement_id: int | None
    period_key: str
    title: str  # of the requirement, or the plan
    zone: ZoneInfo
    submitted: int = 0
    expected: int = 0

    @property
    def is_review(self) -> bool:
        return self.requirement_id is None

    @property
    def parts(self) -> Sequence[NarrativePart]:
        return OF_A_REVIEW if self.is_review else OF_A_COLLATION

    @property
    def args(self) -> dict[str, Any]:
        """Return how buttons and open questions say which place it is."""
        args: dict[str, Any] = {"requirement_id": self.requirement_id, "period_key": self.period_key}
        return {**args, "plan_id": self.plan_id} if self.is_review else args


@dataclass(frozen=True, slots=True)
class PartToWrite:
    """`standing`: what counts now; None where nothing is written yet."""

    place: NarrativePlace
    part: NarrativePart
    standing: WrittenPart | None


def place_of(acting: Acting, requirement_id: int | None, period_key: str, plan_id: int | None = None) -> NarrativePlace:
    """Return the document of a report that is asked of several units, or of the review of a plan, which this person
    follows."""
    if requirement_id is None:
        if plan_id is None or not rights.may_follow(acting.person, plan_id):
            raise Refusal(CannotWrite.NOT_YOUR_PLAN)
        plan = acting.session.get_one(Plan, plan_id)
        zone = ZoneInfo(acting.session.get_one(Organisation, plan.organisation_id).timezone)
        return NarrativePlace(plan.organisation_id, plan_id, None, period_key, plan.title, zone)
    asked = asked_of_units(acting, requirement_id, period_key)
    organisation_id = acting.session.get_one(Plan, asked.plan_id).organisation_id
    return NarrativePlace(
        organisation_id,
        asked.plan_id,
        requirement_id,
        period_key,
        asked.title,
        asked.zone,
        asked.submitted,
        asked.expected,
    )


def written(acting: Acting, place: NarrativePlace) -> Mapping[str, WrittenPart]:
    """Return what counts of each part that was written, by the part."""
    return narratives.latest(acting.session, place.requirement_id, place.period_key, plan_id=place.plan_id)


def to_write(acting: Acting, place: NarrativePlace, part: NarrativePart) -> PartToWrite:
    """Return a part with what stands of it."""
    return PartToWrite(place, part, written(acting, place).get(part))


def write_narrative(
    acting: Acting, place: NarrativePlace, part: NarrativePart, text: str, over: int | None
) -> PartToWrite:
    """Keep a further version of a part, which counts from now on. `over`: the version that the writer had before them;
    where another one stands by now they are told, and decide. The same text twice is kept once."""
    if len(text) > TEXT_LIMIT:
        raise Refusal(CannotWrite.TOO_LONG, length=len(text), limit=TEXT_LIMIT)
    if is_marked_secret(text):
        raise Refusal(CannotWrite.SECRET)
    narratives.hold(acting.session, place.plan_id)
    found = to_write(acting, place, part)
    standing = found.standing
    if standing is not None and standing.text == text:
        return found
    if standing is not None and standing.id != over:
        at = ClockTime(standing.at, place.zone)
        raise Refusal(CannotWrite.WRITTEN_MEANWHILE, who=standing.person, at=at)
    row = narratives.add(
        acting.session,
        organisation_id=place.organisation_id,
        plan_id=place.plan_id,
        requirement_id=place.requirement_id,
        period_key=place.period_key,
        part=part,
        text=text,
        person_id=acting.person.person_id,
        channel=acting.channel,
        now=acting.now,
    )
    detail = {
        "period": place.period_key,
        "part": str(part),
        "narrative": row.id,
        "instead_of": over if standing else None,
    }
    subject = f"plan:{place.plan_id}" if place.is_review else f"requirement:{place.requirement_id}"
    acting.record(place.organisation_id, "narrative.written", subject, **detail)
    return to_write(acting, place, part)
