"""What of the second reader's answer stands in the person's words."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.forms.form import TEXT_LIMIT, Status
from domain.text import fold
from domain.typed.second.question import Question
from domain.typed.second.quoted_words import PersonText, words_of
from domain.typed.values.doubts import TEXTS
from domain.typed.values.result import Answers

MOST_TASKS = 40
_STATUSES = {"done": Status.DONE, "in_progress": Status.IN_PROGRESS, "not_started": Status.NOT_STARTED}
_NOT = r"chua|ch|khong|ko|k|hok|hong|hem|chang|cha|no|dau|dung"
_LATER = (
    r"neu|khi nao|bao gio|nghe noi|nghe|thay bao|se|du kien|phan dau|co gang|hua|mong|sap|gan|cho|doi|truoc ngay|"
    r"may ra|chac|hinh nhu|co le|moi|con|ma"
)
_DONE_IS_DENIED = re.compile(rf"\b(?:{_NOT}|{_LATER})\b|\?")
"""In one sentence with what is said to be done: it may be denied, wished, heard of or asked."""
_IS_DENIED = re.compile(rf"\b(?:{_NOT})\b")
_TITLE_WORDS = 2  # of a title that name its task


@dataclass(frozen=True, slots=True)
class Proposal:
    """`answers` about one task; `evidence`: the words of the person from which they come."""

    task: str
    answers: Answers
    evidence: tuple[str, ...]


def proposals(answer: str, question: Question) -> list[Proposal]:
    """Return the proposals: nothing of what does not stand in the message; nothing at all where the answer is none."""
    said, codes = PersonText(question.text), dict(question.tasks)
    named = NamedTasks(said, codes)
    found: dict[str, Proposal] = {}
    for one in _tasks_of(answer)[:MOST_TASKS]:
        code = one.get("task")
        if isinstance(code, str) and code in codes and code not in found and named.has(code):
            answers, evidence = Answers(), list[str]()
            _take(code, one, said, named, answers, evidence)
            if answers:
                found[code] = Proposal(code, answers, tuple(evidence))
    return list(found.values())


def names_a_task(question: Question) -> bool:
    titles = dict(question.tasks)
    named = NamedTasks(PersonText(question.text), titles)
    return len(titles) > 1 and any(named.has(code) for code in titles)


class NamedTasks:
    """Which tasks a message names, and which of them words in it are about."""

    def __init__(self, said: PersonText, titles: Mapping[str, str]) -> None:
        self._said, self._titles = said, titles
        self._mentions = sorted((place, code) for code in titles for place in said.places(code))

    def has(self, code: str) -> bool:
        """Say whether a task is named, by its code, or by words of its title that no other has; or is the only one."""
        if len(self._titles) == 1 or any(code == named for _, named in self._mentions):
            return True
        others = {word for other, title in self._titles.items() if other != code for word in words_of(title)}
        own = set(words_of(self._titles[code])) - others
        return len(own & set(words_of(self._said.text))) >= min(_TITLE_WORDS, len(own)) > 0

    def may_be_about(self, code: str, place: int) -> bool:
        """Say whether words at this place may be about the task: not where another code stands before them, or before
        all others behind them."""
        before = [named for at, named in self._mentions if at <= place]
        owner = before[-1] if before else self._mentions[0][1] if self._mentions else code
        return len(self._titles) == 1 or owner == code


def _tasks_of(answer: str) -> Sequence[Mapping[str, Any]]:
    """Return the tasks of the first object in the answer, whatever stands around it."""
    start = answer.find("{")
    try:
        whole, _ = json.JSONDecoder().raw_decode(answer, start) if start >= 0 else (None, 0)
    except (ValueError, RecursionError):
        return []
    tasks = whole.get("tasks") if isinstance(whole, dict) else None
    return [one for one in tasks if isinstance(one, dict)] if isinstance(tasks, list) else []


def _take(
    code: str, one: Mapping[str, Any], said: PersonText, named: NamedTasks, answers: Answers, evidence: list[str]
) -> None:
    def stands(quote: Any) -> tuple[int, int] | None:
        place = said.find(quote) if isinstance(quote, str) else None
        return place if place is not None and named.may_be_about(code, place[0]) else None

    status = str(one.get("status"))
    if status in _STATUSES and (place := stands(one.get("status_words"))) and _bears(status, said.sentence(place[0])):
        answers["status"] = str(_STATUSES[status])
        evidence.append(said.text[slice(*place)])
    _take_percent(one.get("percent"), said, answers, evidence)
    for field in TEXTS:
        if (place := stands(one.get(field))) is None or "?" in said.sentence(place[0]):
            continue
        words = said.text[slice(*place)]
        if len(words_of(words)) > 1 and len(words) <= TEXT_LIMIT and words not in answers.values():
            answers[field] = words
            evidence.append(words)


def _bears(status: str, sentence: str) -> bool:
    """Say whether a sentence can say that a task stands so."""
    folded = fold(sentence)
    if status == "done":
        return _DONE_IS_DENIED.search(folded) is None
    return "?" not in folded and (status != "not_started" or _IS_DENIED.search(folded) is not None)


def _take_percent(percent: Any, said: PersonText, answers: Answers, evidence: list[str]) -> None:
    """Take the per cent of a task under way, where this per cent is typed and no other is."""
    typed = set(said.per_cents())
    if isinstance(percent, bool) or not isinstance(percent, int | float) or typed != {float(percent)}:
        return
    if 0 <= percent < 100 and answers.get("status") == Status.IN_PROGRESS:
        answers["percent"] = percent
        evidence.append(f"{percent:g}")
