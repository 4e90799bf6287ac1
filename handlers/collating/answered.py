"""The answers that obstacles and recommendations have been given, beside what reports say of them."""

from domain.collation import TaskRemark as Remark
from domain.reports.obstacles import ObstacleKind, ObstacleLine, read_urgency, wording
from handlers.collating.gathering import Gathered
from handlers.words import Words, dates


def answer_to(words: Words, gathered: Gathered, remark: Remark, field: str) -> str:
    """Return the answer in words: `trả lời: “đã bố trí” (Tuấn, 09:00 thứ Tư 16/12/2026)`; nothing where there is
    none."""
    said = remark.said
    text = read_urgency(str(said.answers[field]))[1]
    place = ObstacleLine(said.unit_id, said.task_id, ObstacleKind(field))
    given = gathered.answers.get((place, wording(text)))
    if given is None:
        return ""
    name = "collate.answer" if given.is_settled else "collate.answer_reopened"
    at = dates.clocked(words, given.at, gathered.about.zone)
    return words.plain(name, answer=given.text.rstrip(" ."), who=given.person, at=at)
