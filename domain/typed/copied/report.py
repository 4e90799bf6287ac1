"""A text as it may be read, where it was copied from somewhere: without the mail that is quoted under it, the numbers
of sections and what signs it, and with what is said of a list said of each of its tasks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.typed.copied.but_some import as_exception
from domain.typed.copied.counted_lists import each_of_them
from domain.typed.copied.empty_documents import is_notice, with_standing, without_letterhead, without_order
from domain.typed.copied.in_turn import each_its_own
from domain.typed.copied.mails import without_footer, without_older, without_stamps
from domain.typed.copied.outline import as_text, without_numbers, without_points
from domain.typed.copied.tables import as_lines, of_one_task, without_empty_rows
from domain.typed.copied.task_groups import with_codes
from domain.typed.copied.task_lists import Lists
from domain.typed.copied.ticks import in_words
from domain.typed.copied.totals import in_one_way
from domain.typed.hearing import heard
from domain.typed.naming.titles import Titles
from domain.typed.values.doubts import SAID_LONGEST, where_it_goes
from domain.typed.values.result import Doubt
from domain.typed.words.phrases import kinds_at, meanings_at

_MOST_LINES = 200
_LONGEST_LINE = 300  # characters
_HOW_FAR = frozenset({"done", "percent"})
_SAYS = frozenset({"done", "doing", "not_yet", "now", "percent", "nil", "extension", "label"})


@dataclass(frozen=True, slots=True)
class Copied:
    """`left_out`: what is shown as not kept; `doubts`: what has to be asked beside all that is read."""

    text: str
    left_out: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    is_report: bool = True


def as_report(text: str, codes: Sequence[str], titles: Titles) -> Copied:
    lists = Lists(codes, titles)
    text, order = without_order(with_standing(text))
    text = with_codes(text, codes, titles)
    text = each_of_them(each_its_own(in_one_way(text, len(codes)), codes), codes, lists)
    text = as_exception(text, codes, titles)
    lines = text.split("\n")
    if ("\n" not in text and ":" not in text) or len(lines) > _MOST_LINES:
        return Copied(as_lines(text, codes, titles), (order,) if order else ())

    def is_item(line: str) -> bool:
        return lists.item(line) is not None

    def is_about(line: str) -> bool:
        return is_item(line) and _says(line)

    if is_notice(lines, is_about if len(codes) > 1 else lambda line: _says(line, _HOW_FAR)):
        return Copied(text, is_report=False)
    if (unstamped := without_stamps(lines)) is None:
        return Copied(text, is_report=False)
    lines, older = without_older(unstamped, _says)
    lines, footer = without_footer(lines, _says)
    if not any(line.strip() for line in lines):
        return Copied(text, is_report=False)
    lines, letterhead = without_letterhead(lines, is_item)
    outlined = without_points(without_numbers(lines, codes), codes, is_item)
    rows = "\n".join(outlined.lines)
    rows = of_one_task(rows, codes[0], titles) if len(codes) == 1 and "|" in rows else as_lines(rows, codes, titles)
    lines, empty = without_empty_rows(rows.split("\n")) if "|" in text else (rows.split("\n"), [])
    if not any(line.strip() for line in lines):
        return Copied(text, is_report=False)
    lines = lists.told(in_words(lines, lists))
    named = {item.code for line in lines if (item := lists.item(line)) is not None}
    doubts: list[Doubt] = []
    for field, words in outlined.texts:
        if len(named) == 1 or len(codes) == 1:
            lines.append(as_text(field, words))
        else:
            offers = where_it_goes(words, (field,)) if field else ()
            doubts.append(Doubt("which_task", words[:SAID_LONGEST], None, offers))
    left_out = [" ".join(" ".join(part).split()) for part in (older, letterhead, footer, empty, [order])]
    return Copied("\n".join(lines), tuple(one[:SAID_LONGEST] for one in left_out if one), tuple(doubts))


def _says(line: str, kinds: frozenset[str] = _SAYS) -> bool:
    """Say whether anything is said in the line that an answer may be."""
    tokens = heard(line[:_LONGEST_LINE])
    at = 0
    while at < len(tokens):
        if kinds_at(tokens, at) & kinds or tokens[at].key == "%":
            return True
        at += max(1, meanings_at(tokens, at)[1])
    return kinds is _SAYS and bool(re.match(r"^[^\w]*[0-9]{1,2}\.[0-9]{1,2}\b", line))
