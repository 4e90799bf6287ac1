"""Writing a part of a collated report's document, without losing or silently replacing what somebody else wrote."""

from dataclasses import dataclass

from domain.collation.narratives import TEXT_LIMIT, NarrativePart
from domain.messaging.secret_marks import is_marked_secret
from handlers.collating.actions import asked_of_units
from handlers.conversation.acting import Acting, ClockTime, Reason, Refusal
from storage.collating import kept_narratives as narratives
from storage.collating.kept_narratives import WrittenPart
from storage.following import overdue
from storage.following.overdue import RequirementPeriod


class CannotWrite(Reason):
    TOO_LONG = "narrative.too_long"
    SECRET = "secret"  # noqa: S105
    WRITTEN_MEANWHILE = "narrative.meanwhile"


@dataclass(frozen=True, slots=True)
class PartToWrite:
    """`standing`: what counts now; None where nothing is written yet."""

    asked: RequirementPeriod
    part: NarrativePart
    standing: WrittenPart | None


def to_write(acting: Acting, requirement_id: int, period_key: str, part: NarrativePart) -> PartToWrite:
    """Return a part of the document of a report that is asked of several units, on a plan that this person follows."""
    asked = asked_of_units(acting, requirement_id, period_key)
    return PartToWrite(asked, part, narratives.latest(acting.session, requirement_id, period_key).get(part))


def write_narrative(
    acting: Acting, requirement_id: int, period_key: str, part: NarrativePart, text: str, over: int | None
) -> PartToWrite:
    """Keep a further version of a part, which counts from now on. `over`: the version that the writer had before them;
    where another one stands by now they are told, and decide. The same text twice is kept once."""
    if len(text) > TEXT_LIMIT:
        raise Refusal(CannotWrite.TOO_LONG, length=len(text), limit=TEXT_LIMIT)
    if is_marked_secret(text):
        raise Refusal(CannotWrite.SECRET)
    narratives.hold(acting.session, asked_of_units(acting, requirement_id, period_key).plan_id)
    found = to_write(acting, requirement_id, period_key, part)
    standing, asked = found.standing, found.asked
    if standing is not None and standing.text == text:
        return found
    if standing is not None and standing.id != over:
        at = ClockTime(standing.at, asked.zone)
        raise Refusal(CannotWrite.WRITTEN_MEANWHILE, who=standing.person, at=at)
    organisation_id = overdue.organisation_of(acting.session, asked.plan_id)
    row = narratives.add(
        acting.session,
        organisation_id=organisation_id,
        plan_id=asked.plan_id,
        requirement_id=requirement_id,
        period_key=period_key,
        part=part,
        text=text,
        person_id=acting.person.person_id,
        channel=acting.channel,
        now=acting.now,
    )
    detail = {"period": period_key, "part": str(part), "narrative": row.id, "instead_of": over if standing else None}
    acting.record(organisation_id, "narrative.written", f"requirement:{requirement_id}", **detail)
    return to_write(acting, requirement_id, period_key, part)
