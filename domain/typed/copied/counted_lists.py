"""Tasks counted by how they stand, and which they are behind it: `hoàn thành 03 (2.7; 2.8; 3.1), đang triển khai 01
(2.9, đạt 55%)`, `xong 2/4 nhiệm vụ: 2.7, 2.8`. Each becomes a line about each of its tasks."""

import re
from collections.abc import Sequence

from domain.text import fold
from domain.typed.copied.task_lists import Lists
from domain.typed.copied.totals import OWN, THING, N, number_of
from domain.typed.hearing import heard
from domain.typed.words.clause_starts import only_stands

_CAI = rf"(?:{THING}|cai)"
_COUNT = rf"(?P<n>{N})(?: ?(?:/|tren|trong so|trong tong so) ?(?P<of>{N}))?(?: {_CAI})?{OWN}"
_BEGINS = (
    r"(?:^|(?<=[.,;:)])(?=[\s*+-]|[^\W\d])|(?<=\bva )|(?<=\bcon ))[\s*+-]{0,4}"
    r"(?:(?:trong do|con lai|con|va|so|gom|xa|phong|don vi|em)\s{0,2}[:,]?\s{1,2}){0,3}"
)
_LISTS = r"\s{0,2}(?:(?:bao )?gom(?: co)?|la|do la|cu the(?: la)?)?\s{0,2}[:(–-]?\s{0,2}[:(]?\s{0,2}$"
_WORDS = r"[^\W\d_][^\d\n.,;:()]{1,38}?"
_COUNT_FIRST = _COUNT.replace("<n>", "<n2>").replace("<of>", "<of2>")
_HEAD = re.compile(
    rf"{_BEGINS}(?:(?P<words>{_WORDS})\s{{1,2}}{_COUNT}|{_COUNT_FIRST}\s{{1,2}}(?P<words2>{_WORDS})){_LISTS}"
)
_OF_ALL = re.compile(
    rf"(?:^|(?<=[\n:.]))\s{{0,2}}(?:duoc giao |tong so |tong cong |tong |co )?(?P<n>{N}) {_CAI}{OWN}"
    r"\s{0,2}[,.:;]\s{0,2}$"
)
_LONGEST, _LONGEST_HEAD = 1000, 120  # characters


def each_of_them(text: str, codes: Sequence[str], lists: Lists) -> str:
    one = "|".join(re.escape(code) for code in sorted(codes, key=len, reverse=True) if "." in code)
    if len(codes) < _FEWEST or len(text) > _LONGEST or not one:
        return text
    item = rf"(?:nhiệm vụ |nv |mục )?(?:{one})(?![\w]|[.,]\d)(?:\s*\([^()\n]{{1,40}}\))?"
    run = re.compile(
        rf"{item}(?:(?:\s*[,;+&/]\s*|\s+(?:và|va|với)\s+|\s+){item})*"
        rf"(?P<how>,?\s*(?:mới )?(?:đạt|được|dat|duoc) [\d.,]+ ?%)?",
        re.IGNORECASE,
    )
    return "\n".join(_line(line, len(codes), lists, run) for line in text.split("\n"))


def _line(text: str, count: int, lists: Lists, run: re.Pattern[str]) -> str:
    if len(fold(text)) != len(text):
        return text
    found, at, changed = list[str](), 0, False
    for group in run.finditer(text):
        start = max(at, group.start() - _LONGEST_HEAD)
        head = _HEAD.search(fold(text[start : group.start()]))
        told = _told(text, group, head, start, lists) if head is not None else None
        if head is None or told is None:
            continue
        before = text[at : start + head.start()]
        if (whole := _OF_ALL.search(fold(before))) is not None and number_of(whole["n"]) == count:
            before = before[: whole.start()]
        found += [before.rstrip(" ,;"), "\n", told, "\n"]
        at, changed = group.end(), True
        if text[at : at + 1] == ")":
            at += 1
        at += len(text[at:]) - len(text[at:].lstrip(" .,;"))
    return "".join([*found, text[at:]]).strip("\n") if changed else text


_FEWEST = 2


def _told(text: str, group: re.Match[str], head: re.Match[str], start: int, lists: Lists) -> str | None:
    name = "words" if head["words"] else "words2"
    words = text[start + head.start(name) : start + head.end(name)].strip()
    tokens = heard(words)
    if not only_stands(tokens, 0, len(tokens)):
        return None
    how = (group["how"] or "").strip(" ,")
    items = text[group.start() : group.start("how") if how else group.end()]
    each = [line for part in _ITEMS.split(items) if part.strip() for line in lists.under(words, part) or [""]]
    count = number_of(head["n"] or head["n2"])
    if count != len(each) or not all(each) or (how and len(each) != 1):
        return None
    return "\n".join(f"{line}, {how}" if how else line for line in each)


_ITEMS = re.compile(
    r"\s{0,2}[,;+&/]\s{0,2}(?![^()]{0,60}\))|\s{1,2}(?:và|va|với)\s{1,2}(?![^()]{0,60}\))|\s{1,2}(?=\d)(?![^()]{0,60}\))"
)
