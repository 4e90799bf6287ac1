"""Who is to stand in: the colleagues as they are offered, and the name that somebody wrote."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.finding import meant
from domain.finding.meant import Called
from domain.finding.person_names import bare, without_lead
from domain.text import fold
from handlers.contact import actions
from handlers.contact.actions import Colleague
from handlers.conversation.talk import Talk
from handlers.naming import people as naming
from handlers.naming.people import ShownPerson
from handlers.words.enumerations import listed
from storage.people import people

_SIGNS = ",.;:!?()"
_STANDS_IN = ("thay", "trực", "giúp", "hộ", "phụ trách", "bàn giao", "giao", "nhờ", "lo")
_LEADS_TO_A_NAME = tuple(f"{who} " for who in ("anh", "chị", "cô", "chú", "bác", "bạn", "đồng chí", "nhờ", "cho"))
_WORD = re.compile(r"\S+")
_VERBS = frozenset({"thay", "trực", "truc", "giúp", "phụ", "phu", "covers"})
_LEADS = frozenset({"nhờ", "nho", "giao", "cho", "là", "la", "by"})
_FILLERS = frozenset({"sẽ", "se", "làm", "lam", "will"})
_MOST = 10  # words of a name with all its titles


@dataclass(frozen=True, slots=True)
class Deputy:
    """Somebody as offered: in one unit, or in several at once."""

    units: tuple[int, ...]
    person_id: int
    label: str


def offered(talk: Talk, units: Collection[int], only: Collection[int] = ()) -> list[Deputy]:
    """Return who may stand in in these units (`only` these people), told apart; who may in several first for all."""
    pairs = [
        (one, label) for one, label in labelled(talk) if one.unit.id in units and (not only or one.person.id in only)
    ]
    by_person: dict[int, list[tuple[Colleague, str]]] = {}
    for one, label in pairs:
        by_person.setdefault(one.person.id, []).append((one, label))
    together = [
        Deputy(
            tuple(one.unit.id for one, _ in found),
            person,
            found[0][1].replace(found[0][0].unit.shown, listed(talk.words, [one.unit.shown for one, _ in found]), 1),
        )
        for person, found in by_person.items()
        if len(found) > 1
    ]
    return [*together, *(Deputy((one.unit.id,), one.person.id, label) for one, label in pairs)]


def labelled(talk: Talk) -> list[tuple[Colleague, str]]:
    """Return each colleague with how they are shown among the others; see `handlers.naming.people`."""
    found = list(actions.colleagues(talk))
    roles = {
        (unit_id, person_id): role
        for unit_id in {one.unit.id for one in found}
        for role, person_id in people.in_office(talk.session, found[0].unit.organisation_id, unit_id, talk.now)
    }
    shown = [
        ShownPerson(one.person.id, f"{one.person.name} · {one.unit.shown}", roles.get((one.unit.id, one.person.id), ""))
        for one in found
    ]
    return list(zip(found, naming.labels(talk.session, talk.words, shown, talk.now), strict=True))


def named_in(talk: Talk, text: str) -> tuple[set[int], str]:
    """Return the people whose name stands beside words for standing in (`mai em nghỉ, chị Bình thay`); else the name
    that is nobody's here, as far as one is clearly written."""
    words = text.casefold().split()
    said = f" {' '.join(word.strip(_SIGNS) for word in words)} "
    if not any(f" {fold(word)} " in f" {fold(said)} " for word in _STANDS_IN):
        return set(), ""
    written = _written(text)
    if written and (found := called(talk, written)):
        return found, ""
    is_marked = fold(said.strip()) != said.strip()
    known = actions.colleagues(talk)
    found = {one.person.id for one in known if _is_said(bare(one.person.name), said, is_marked=is_marked)}
    return found, "" if found else bare(written)


def called(talk: Talk, text: str) -> set[int]:
    """Return the colleagues who go by this name, whatever titles stand about it."""
    known = [(one.person.id, Called("", bare(one.person.name))) for one in actions.colleagues(talk)]
    return set(meant.choose(known, text) or meant.choose(known, bare(text)))


def _is_said(name: str, said: str, *, is_marked: bool) -> bool:
    last = name.casefold().split()[-1]
    ways = [f" {lead}{last} " for lead in _LEADS_TO_A_NAME] + [f" {last}{verb} " for verb in (" thay", " trực", " làm")]
    return any((way in said) if is_marked else (fold(way.strip()) in said.strip()) for way in ways)


def _written(text: str) -> str:
    """Return the name before a word for standing in, or behind one that leads to it; "" where it is none for sure: it
    is written in capitals, or addressed."""
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]
    keys = [word.strip(_SIGNS).casefold() for word, _, _ in words]
    for place, key in enumerate(keys):
        if key in _VERBS and (name := _name(text, words, keys, _begins(words, keys, place), place)):
            return name
    for place, key in enumerate(keys):
        if key in _LEADS and (name := _name(text, words, keys, place + 1, _ends(words, keys, place + 1))):
            return name
    return ""


def _begins(words: Sequence[tuple[str, int, int]], keys: Sequence[str], end: int) -> int:
    start = end
    while start > max(0, end - _MOST):
        before = words[start - 1][0]
        if keys[start - 1] in _LEADS or any(map(str.isdecimal, keys[start - 1])) or before[-1] in ".;:":
            break
        if before[-1] == "," and bare(" ".join(keys[start:end])) and not _is_office(words[start:end]):
            break
        start -= 1
    return start


def _ends(words: Sequence[tuple[str, int, int]], keys: Sequence[str], start: int) -> int:
    end = start
    while end < min(len(words), start + _MOST):
        if keys[end] in _VERBS | _LEADS or any(map(str.isdecimal, keys[end])):
            break
        end += 1
        if words[end - 1][0][-1] in ",;:":
            break
    return end


def _is_office(words: Sequence[tuple[str, int, int]]) -> bool:
    """Say whether nothing but an office stands there, as behind a name: `, CVP`."""
    said = [word.strip(_SIGNS) for word, _, _ in words if word.strip(_SIGNS).casefold() not in _FILLERS]
    return bool(said) and not without_lead(" ".join(said))


def _name(text: str, words: Sequence[tuple[str, int, int]], keys: Sequence[str], start: int, end: int) -> str:
    while end > start and keys[end - 1] in _FILLERS:
        end -= 1
    if start >= end:
        return ""
    written = text[words[start][1] : words[end - 1][2]].strip(f"{_SIGNS} ")
    name = bare(written)
    is_addressed = written != name and fold(without_lead(written)) != fold(written)
    is_capital = all(word[0].isupper() for word in name.split() if word[0].isalpha())
    return written if name and (is_addressed or is_capital) and any(map(str.isalpha, name)) else ""
