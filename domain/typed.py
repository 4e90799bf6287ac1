"""What a typed line says about tasks: `2.7 40%; 3.1 xong, vướng: thiếu mặt bằng`.

A line is cut into statements; each names tasks and says how they stand. What is not wholly understood is given
back as such: nothing is guessed, and nothing is recorded before it has been read back and confirmed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from domain.form import TEXT_LIMIT, BadAnswer, Status, parse_percent, put
from domain.text import fold

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """What one statement says about one task; `answers` holds only the fields it speaks of."""

    task: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood, and the statements that were not, as typed."""

    updates: tuple[Update, ...]
    puzzling: tuple[str, ...]

    @property
    def certain(self) -> bool:
        return bool(self.updates) and not self.puzzling


_LABELS = {
    "vuong mac": "obstacle",
    "kho khan": "obstacle",
    "vuong": "obstacle",
    "kien nghi": "recommendation",
    "de xuat": "recommendation",
    "ket qua": "result",
}
_DONE = frozenset({"hoan thanh", "xong", "lam xong", "da xong", "da hoan thanh"})
_NOT_STARTED = frozenset({"chua lam", "chua thuc hien", "chua trien khai", "chua bat dau", "chua"})
_GOING_ON = frozenset({"dang thuc hien", "dang lam", "dang trien khai", "dang"})
_STATUSES = {
    **dict.fromkeys(_DONE, Status.DONE),
    **dict.fromkeys(_NOT_STARTED, Status.NOT_STARTED),
    **dict.fromkeys(_GOING_ON, Status.IN_PROGRESS),
}
_COURTESY = frozenset({"a", "roi", "nhe", "duoc", "da", "vang", "em", "thi", "la", "dat", "o", "muc", "khoang"})
_THANKS = frozenset(
    {"ok", "oke", "okay", "da", "vang", "da vang", "cam on", "thanks", "thank you", "👍", "🙏", "da ok"}
)
_NONE = re.compile(r"(?:khong|ko|k|chua)(?: co)?(?: gi| vuong mac| kho khan| kien nghi| de xuat)?(?: a)?|none|no")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_BREAK = re.compile(r"[;\n]+")
_CLAUSE = re.compile(r",(?!\d)")
_CODE_EDGE = re.compile(r"[\s,:\-–]+")


def says_none(text: str) -> bool:
    """`không`, `không có gì ạ`: the answer to a question about obstacles or recommendations that there are none."""
    return _NONE.fullmatch(fold(text).strip(" .!,")) is not None


def is_courtesy(text: str) -> bool:
    """`dạ`, `vâng ạ`, `ok`, 👍: said out of politeness, and recorded nowhere."""
    words = fold(text).strip(" .!,").removesuffix(" a").strip()
    return words in _THANKS


def read_line(text: str, codes: Sequence[str], open_task: str | None = None) -> Reading:
    """Read a typed line about the tasks `codes`; `open_task` is meant where a statement names none."""
    updates: list[Update] = []
    puzzling: list[str] = []
    for statement in filter(None, (part.strip() for part in _BREAK.split(text))):
        tasks, rest = _leading_tasks(statement, codes)
        tasks = tasks or ([open_task] if open_task else [])
        answers = _answers(rest) if tasks else None
        if answers:
            updates.extend(Update(task, answers) for task in tasks)
        else:
            puzzling.append(statement)
    return _without_contradictions(Reading(tuple(updates), tuple(puzzling)))


def _without_contradictions(reading: Reading) -> Reading:
    """`2.7 xong; 2.7 40%` says two things about how one task stands: neither is certain."""
    standings: dict[str, set[tuple[Any, Any]]] = {}
    for update in reading.updates:
        if "status" in update.answers:
            said = (update.answers["status"], update.answers.get("percent"))
            standings.setdefault(update.task, set()).add(said)
    twice = [task for task, said in standings.items() if len(said) > 1]
    kept = tuple(update for update in reading.updates if update.task not in twice)
    return Reading(kept, (*reading.puzzling, *twice))


def names_a_task(text: str, codes: Sequence[str]) -> bool:
    """Whether the line begins with a task's code, and so is about tasks."""
    return bool(_leading_tasks(text.strip(), codes)[0])


def _leading_tasks(statement: str, codes: Sequence[str]) -> tuple[list[str], str]:
    """The tasks a statement begins with (`2.7, 2.8 và 3.1 …`) and what it says after them."""
    known = {fold(code): code for code in codes}
    named: list[str] = []
    rest = statement
    while rest:
        word, _, after = _cut(rest)
        code = known.get(fold(word))
        if code is None and not (named and fold(word) == "va" and _next_is_code(after, known)):
            break
        if code is not None and code not in named:
            named.append(code)
        rest = after
    return named, rest


def _cut(text: str) -> tuple[str, str, str]:
    match = _CODE_EDGE.search(text)
    return (text, "", "") if match is None else (text[: match.start()], match.group(), text[match.end() :])


def _next_is_code(text: str, known: dict[str, str]) -> bool:
    return fold(_cut(text)[0]) in known


def _answers(words: str) -> Answers | None:
    """What the words say; None where any part of them is not understood."""
    answers: Answers = {}
    try:
        for label, said in _parts(words):
            answers = put(answers, label, said) if label else _with_status(answers, said)
    except BadAnswer:
        return None
    return answers


def _parts(words: str) -> Iterator[tuple[str, str]]:
    """The clauses with the field each is for; after a label all that follows up to the next label is its text."""
    label = ""
    held: list[str] = []
    for clause in _CLAUSE.split(words):
        found, said = _labelled(clause.strip())
        if label and not found:
            held.append(clause.strip())
            continue
        if label:
            yield label, ", ".join(held)
        label, held = found, [said]
        if not label:
            if said:
                yield "", said
            held = []
    if label:
        yield label, ", ".join(held)[: TEXT_LIMIT + 1]


def _labelled(clause: str) -> tuple[str, str]:
    head, colon, tail = clause.partition(":")
    if colon and fold(head) in _LABELS:
        return _LABELS[fold(head)], tail.strip()
    words = clause.split()
    for length in (2, 1):
        code = _LABELS.get(fold(" ".join(words[:length])))
        if code and len(words) > length:
            return code, " ".join(words[length:])
    return "", clause


def _with_status(answers: Answers, said: str) -> Answers:
    percents = _NUMBER.findall(said)
    words = _plain_words(_NUMBER.sub(" ", said))
    if len(percents) > 1 or (words and words not in _STATUSES):
        raise BadAnswer("status")
    if words:
        answers = put(answers, "status", _STATUSES[words])
    return _with_percent(answers, percents[0], words) if percents else answers


def _with_percent(answers: Answers, typed: str, words: str) -> Answers:
    percent = parse_percent(typed)
    if percent is None:
        raise BadAnswer("percent")
    agreed = put(answers, "percent", percent)
    if words and agreed["status"] != _STATUSES[words]:
        raise BadAnswer("percent")  # `xong 40%`, `chưa làm 40%`: the two contradict each other
    return agreed


def _plain_words(said: str) -> str:
    """Folded words without the courtesies around them."""
    words = fold(said).replace(".", " ").replace("!", " ").split()
    while words and words[-1] in _COURTESY:
        words.pop()
    while words and words[0] in _COURTESY and " ".join(words) not in _STATUSES:
        words.pop(0)
    return " ".join(words)
