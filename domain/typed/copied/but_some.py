"""Of all tasks but some: `5 nhiệm vụ, xong 4, riêng 2.1 đạt 90%`, `hoàn thành 3/4 nv, còn 2.9 đang làm`. Where as many
are named as are not done, it is said in one way, which is read like any other: `tất cả …, riêng 2.1 …`."""

import re
from collections.abc import Sequence

from domain.finding.except_words import OF_TASKS
from domain.text import fold
from domain.typed.copied.totals import DONE, OWN, SPEAKS, SUBJECT, THING, N, number_of
from domain.typed.hearing import heard
from domain.typed.naming.titles import Titles
from domain.typed.naming.words import LEADS
from domain.typed.statements.task_codes import Codes
from domain.typed.statements.task_references import named_at
from domain.typed.words.clause_starts import only_stands
from domain.typed.words.others import BUT

_SAID = r"(?: (?:roi|a|nhe|nha|do|duoc roi|thoi))*"
_GOES_ON = frozenset({"nhưng", "nhưng mà", "tuy nhiên", "ngoài ra", "mà", "trong khi", "chỉ"})
_CAI = rf"(?:{THING}|cai)"
_DONE = DONE.replace("?P<done>", "?:")


def _any_of(*phrases: str) -> str:
    """Return what finds any of them without marks, the longest first."""
    return rf"(?:{'|'.join(sorted(map(fold, phrases), key=len, reverse=True))})"


_EXCEPT = _any_of(*OF_TASKS)
_ALSO_ONLY = ("con rieng", "con moi cai", "con thieu", "thieu moi", "con co", "con lai", "chi co", "moi", "chua xong",
              "chua hoan thanh", "dang lam", "chi vuong", "vuong moi")  # fmt: skip
_ONLY = _any_of(*OF_TASKS, *(one for one in BUT if one not in _GOES_ON), *_ALSO_ONLY)
_WAYS = (
    re.compile(
        rf"(?<![\w/.,])(?:(?:co|duoc giao|tong so|tong cong|tong|trong) )?(?P<of>{N}) {_CAI}{OWN} ?[,.:;-]? "
        rf"?(?:{SPEAKS}[^\W\d]+ ){{0,4}}?{_DONE} (?:duoc )?(?P<n>{N})(?: {_CAI})?{_SAID}(?![\w%/])"
    ),
    re.compile(
        rf"{_DONE} (?:duoc )?(?P<n>{N})(?: {_CAI})?(?:/| ?(?:tren|trong so|trong tong so) )"
        rf"(?P<of>{N})(?: {_CAI}{OWN})?"
        rf"{_SAID}(?![\w%/])"
    ),
    re.compile(rf"(?<![\w/.,])(?P<n>{N})(?:/| tren )(?P<of>{N})(?: {_CAI}{OWN})? (?:{_DONE}){_SAID}(?![\w%/])"),
)
_BUT = re.compile(
    rf"{_EXCEPT} (?P<name>[^,;\n]{{1,40}}?),?(?: ra(?: la| thi)?|,? (?:la|thi))"
    r"(?: con lai)?(?: la| thi)?(?: deu)? (?P<done>(?:lam |da )?(?:xong|hoan thanh|hoan tat))"
    r"(?: het| tat| ca| sach| roi| trui| tron| a| nhe| nha){0,4} ?[.!]?$"
)
_OTHERS = (
    r"(?:(?:may|cac|nhung) (?:cai|viec|muc|nhiem vu|nv|phan)(?: khac| kia| con lai)|"
    r"(?:cac )?(?:nhiem vu |viec )?con lai)"
)
_ALL_DONE = (
    r"(?P<done>(?:da |lam )?(?:xong|hoan thanh|hoan tat))"
    r"(?: het| tat| ca| sach| roi| trui| tron| a| nhe| nha| chi| anh| co| em){0,5}(?= ?(?:[.!;,\n]|$))"
)
_WITHOUT = re.compile(
    rf"^(?:da |thua )?{_EXCEPT} (?P<name>[^,;()\n]{{1,40}}?)(?: ra)?"
    rf"(?: ?\((?P<how>[^()\n]{{1,40}})\)| (?P<how2>(?:moi |duoc |dat )?[0-9]{{1,3}} ?%))?(?: ra)?,?"
    rf"(?=[^.;\n]{{0,40}}? (?:thi|la|deu|khac|kia|lai|cung) )(?: thi| la)? "
    rf"(?:{_OTHERS} )?(?:thi )?(?:deu |cai nao cung |viec nao cung )?(?:da )?{_ALL_DONE}"
)
_ONLY_LEFT = re.compile(
    rf"^(?:chi con|con moi|con co|chi con lai) (?P<name>[^,;()\n]{{1,40}}?)(?: thoi)?, ?"
    rf"{_OTHERS} (?:thi )?(?:deu )?(?:da )?{_ALL_DONE}"
)
_OF_ALL = re.compile(rf"^(?:trong |co |tong )?(?P<of>{N}) {_CAI}{OWN}(?: thi|,|:) (?={N} |{_CAI} )")
_BEHIND = re.compile(rf"[\s,.;:(–-]*(?:(?P<only>{_ONLY})\b[\s:,]*)?(?P<name>)")
_HOW_MANY = re.compile(rf"(?P<n>{N})(?: {_CAI})?(?: nua)?(?![\w/%.,])\s*")
_STANDING = re.compile(r"[\s,]*(?P<words>[^\d\s(:,;.][^\d(:,;.]{0,39}?)\s*(?=[(:]|là\b|\d)")
_LONGEST = 600  # characters


def as_exception(text: str, codes: Sequence[str], titles: Titles) -> str:
    key = fold(text)
    if len(codes) < _FEWEST or len(key) > _LONGEST or len(key) != len(text) or "?" in text:
        return text
    if (whole := _OF_ALL.search(key)) is not None and number_of(whole["of"]) == len(codes):
        text, key = text[whole.end() :], key[whole.end() :]
    for one in (_WITHOUT, _ONLY_LEFT):
        if (found := one.search(key)) is not None and (told := _spared(text, found, codes, titles)) is not None:
            return told
    if (but := _BUT.search(key)) is not None and SUBJECT.search(key[: but.start()]) is not None:
        name = text[but.start("name") : but.end("name")]
        if _is_bare(name, codes, titles):
            return f"{text[: but.start()]}tất cả {text[but.start('done') : but.end('done')]}, trừ {name}"
    for way in _WAYS:
        found = way.search(key)
        if found is None or number_of(found["of"]) != len(codes) or not 0 < number_of(found["n"]) < len(codes):
            continue
        before = key[: found.start()]
        if SUBJECT.search(before) is None or re.search(r"[0-9]\.[0-9]+[^.;\n]*$", before):  # `2.7: 4 mục xong 3, còn`
            continue
        missing = len(codes) - number_of(found["n"])
        behind = _BEHIND.match(key, found.end())
        assert behind is not None
        told = _others(text[behind.end() :], missing, codes, titles, says_only=behind["only"] is not None)
        if told is not None:
            return f"{text[: found.start()]}tất cả hoàn thành, {told}"
    return text


_FEWEST = 2


def _spared(text: str, found: re.Match[str], codes: Sequence[str], titles: Titles) -> str | None:
    """Return the exception in one way, where all others are done; None for anything else: `trừ giải ngân (mới 39%) thì
    đều hoàn thành`, `chỉ còn cái đường, mấy cái khác xong. Đường 30%`."""
    name = text[found.start("name") : found.end("name")]
    if not _is_bare(name, codes, titles):
        return None
    spans = [found.span(one) for one in ("how", "how2") if found.groupdict().get(one)]
    how = text[slice(*spans[0])] if spans else ""
    rest = text[found.end() :].lstrip(" .!;,\n")
    if rest and not how:
        names = (name, name.split()[-1])
        again = next((one for one in names if rest.casefold().startswith(one.casefold())), "")
        if again or (found.re is _ONLY_LEFT and not _named(rest, codes, titles)[0]):
            how, rest = rest[len(again) :], ""
    but = f"riêng {name} {how.strip()}" if how else f"trừ {name}"
    said = f"tất cả {text[found.start('done') : found.end('done')]}, {but}"
    return f"{said}\n{rest}" if rest else said


def _others(rest: str, missing: int, codes: Sequence[str], titles: Titles, *, says_only: bool) -> str | None:
    """Return `1 nhiệm vụ đang làm (2.9)` as `riêng 2.9 đang làm`; None where not as many are named."""
    counted = _HOW_MANY.match(fold(rest))
    before = ""
    if counted is not None and says_only and number_of(counted["n"]) == missing:
        rest = rest[counted.end() :]
        before, rest = _standing_before(rest)
    rest = re.sub(r"^[\s(:–-]*(?:(?:là|gồm|đó là)\b)?[\s(:–-]*", "", rest)
    if not rest:
        return None
    named, starts = _named(rest, codes, titles)
    if len(named) != missing or not starts:
        return None
    if "(" not in rest:
        rest = rest.replace(")", "", 1)
    if before:
        rest = f"{rest.rstrip(' .;')} {before}" if _is_bare(rest, codes, titles) else rest
    elif _is_bare(rest, codes, titles):
        return f"trừ {rest.strip(' .;')}"
    return f"riêng {rest}"


def _standing_before(rest: str) -> tuple[str, str]:
    """Return how they stand, and what follows: `đang làm (2.9)`; "" where that is not said."""
    found = _STANDING.match(rest)
    if found is None:
        return "", rest
    words = found["words"].strip()
    tokens = heard(words)
    return (words, rest[found.end() :]) if only_stands(tokens, 0, len(tokens)) else ("", rest)


def _named(rest: str, codes: Sequence[str], titles: Titles) -> tuple[set[str], bool]:
    """Return the tasks that are named, and whether the text begins with one."""
    tokens = heard(rest, titles.words, codes, titles.abbreviations)
    known = Codes(codes, codes)
    known.see(rest, tokens, titles)
    named, at, starts = set[str](), 0, False
    while at < len(tokens):
        one = named_at(tokens, at, known)
        if one is None or one.is_rest or one.is_all or one.unknown:
            at += 1
            continue
        named |= set(one.tasks)
        starts |= at == 0
        at += max(1, one.length)
    return named, starts


def _is_bare(rest: str, codes: Sequence[str], titles: Titles) -> bool:
    """Say whether nothing is said but which they are."""
    tokens = heard(rest.strip(" .;)"), titles.words, codes, titles.abbreviations)
    known = Codes(codes, codes)
    known.see(rest, tokens, titles)
    one = named_at(tokens, 0, known)
    if one is not None and one.length == len(tokens):
        return True
    start = next((at for at, token in enumerate(tokens) if token.key not in LEADS), len(tokens))
    span = titles.span_at(tokens, start) if start < len(tokens) else None
    return span is not None and span.end == len(tokens) and len(span.codes) == 1
