"""The leader's page in words, the same in a chat and on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.messaging.messages import Text, lines_of, text_of
from handlers.briefs.plan_brief import ComingReport, LateUnit, PlanBrief
from handlers.display import listing, obstacle_text
from handlers.display.answers import percent
from handlers.words import Words, dates
from storage.deciding.obstacles import ObstacleEntry
from storage.following.overdue import FollowedDuty, RequirementPeriod

MOST_LINES = 5  # of what waits, and of what comes
ROOM = 220  # letters of names behind one statement
REPORTS = 110  # letters of the reports of a unit
SAID = 110  # letters of an obstacle
MORE = "brief.and_more"


@dataclass(frozen=True, slots=True)
class BriefSection:
    heading: str
    lines: Sequence[str]


def chat_text(words: Words, briefs: Sequence[PlanBrief], now: datetime, zone: ZoneInfo) -> Text:
    """Return the page as a message; one line where there is nothing to tell."""
    day = dates.day(words, now.astimezone(zone).date())
    worth = [brief for brief in briefs if brief.is_worth_telling]
    if not worth:
        return words("brief.nothing", day=day)
    lines: list[Text] = [words("brief.title", day=day)]
    for brief in worth:
        lines.append(words("brief.plan", title=brief.title))
        for section in sections(words, brief, now):
            lines.append(words("brief.heading", heading=section.heading))
            lines += [text_of(f"• {line}") for line in section.lines]
    return lines_of(lines)


def sections(words: Words, brief: PlanBrief, now: datetime) -> list[BriefSection]:
    """Return what is told of a plan, in the order in which a leader asks; what is empty is left out."""
    late = words.plain("brief.late", n=brief.late_units, reports=brief.late_reports)
    told = [
        (late, list(_late(words, brief, now))),
        (words.plain("brief.better"), list(_better(words, brief))),
        (words.plain("brief.waits"), list(_waits(words, brief, now))),
        (words.plain("brief.coming"), list(_coming(words, brief))),
    ]
    return [BriefSection(heading, lines) for heading, lines in told if lines]


def _late(words: Words, brief: PlanBrief, now: datetime) -> Iterator[str]:
    for unit in brief.late:
        yield words.plain(
            "brief.late_unit",
            unit=unit.name,
            reports=listing.within(words, unit.reports, lambda row: _report_late(words, row, now), REPORTS, MORE),
            about=_about(words, unit),
        )
    if (rest := brief.late_units - len(brief.late)) > 0:
        yield words.plain("brief.more_units", n=rest)


def _report_late(words: Words, row: FollowedDuty, now: datetime) -> str:
    late = dates.late_by(words, row.due_at, now, row.asked.zone) or ""
    return f"{_title(words, row.asked)} {late}"


def _about(words: Words, unit: LateUnit) -> str:
    """Say who is to be called and how often they were urged."""
    first = unit.reports[0]
    said = [words.plain("brief.reminded", n=unit.reminded)] if unit.reminded else []
    said.append(
        words.plain("brief.contact", name=first.contacts[0].name) if first.contacts else words.plain("brief.nobody")
    )
    return ", ".join(said)


def _better(words: Words, brief: PlanBrief) -> Iterator[str]:
    if brief.came_in:
        names = listing.within(
            words,
            brief.came_in,
            lambda one: f"{one.unit} ({dates.report_title(words, one.title, one.period_key)})",
            ROOM,
            MORE,
        )
        yield words.plain("brief.came_in", n=len(brief.came_in), names=names)
    if brief.settled:
        names = listing.within(words, brief.settled, lambda one: _obstacle(words, one), ROOM, MORE)
        yield words.plain("brief.settled", n=len(brief.settled), names=names)
    for gain in brief.gains[:MOST_LINES]:
        yield words.plain(
            "brief.gain",
            title=_title(words, gain.asked),
            now=percent(words, gain.now),
            before=percent(words, gain.before),
        )


def _waits(words: Words, brief: PlanBrief, now: datetime) -> Iterator[str]:
    for entry in brief.obstacles[:MOST_LINES]:
        zone = ZoneInfo(entry.timezone)
        days = (now.astimezone(zone).date() - entry.obstacle.since.astimezone(zone).date()).days
        yield words.plain(
            "brief.obstacle",
            said=_obstacle(words, entry),
            urgent=words.plain("brief.urgent") if entry.obstacle.urgent else "",
            waits=words.plain("brief.waits_days", n=days) if days else words.plain("brief.waits_today"),
            state=obstacle_text.state(words, entry),
        )
    if (rest := len(brief.obstacles) - MOST_LINES) > 0:
        yield words.plain("brief.more_obstacles", n=rest)
    if brief.to_review:
        yield words.plain("brief.to_review", n=brief.to_review)
    if brief.to_extend:
        yield words.plain("brief.to_extend", n=brief.to_extend)


def _obstacle(words: Words, entry: ObstacleEntry) -> str:
    text = entry.obstacle.text
    shown = text if len(text) <= SAID else f"{text[:SAID].rstrip()}…"
    return f"{obstacle_text.unit(words, entry)}: “{shown}”"


def _coming(words: Words, brief: PlanBrief) -> Iterator[str]:
    for one in brief.coming[:MOST_LINES]:
        yield words.plain("brief.comes", title=_title(words, one.asked), due=_due(words, one), n=one.missing)
    if (rest := len(brief.coming) - MOST_LINES) > 0:
        yield words.plain("brief.more_coming", n=rest)


def _due(words: Words, one: ComingReport) -> str:
    return dates.moment(words, one.due_at, one.asked.zone)


def _title(words: Words, asked: RequirementPeriod) -> str:
    return dates.report_title(words, asked.title, asked.period_key)
