"""Several codes and as many per cents behind them, each to its own: `2.7/2.8/2.9: 40/50/60%`. And rows in which cells
are apart by commas (`2.7,Hoàn thành,`)."""

import re
from collections.abc import Collection

_LONGEST = 300  # characters
_BETWEEN = r"(?<!\s)(?:\s*[,;/+&]\s*|\s+(?:và|va|với)\s+)"
_VALUE = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?\s*%?"
_FEWEST = 2


def each_its_own(text: str, codes: Collection[str]) -> str:
    """Give each code its own value, where a line says nothing else, and there are as many of the one as of the
    other."""
    if "%" not in text and "," not in text:
        return text
    text = _in_per_cents(text, codes)
    one = "|".join(re.escape(code) for code in sorted(codes, key=len, reverse=True) if "." in code)
    if not one:
        return text
    line = re.compile(
        rf"(?P<lead>(?:[-+*•]\s*)?(?:(?:tiến độ|kết quả)\s+)?(?:(?:các\s+)?(?:nhiệm vụ|nv|mục)\s+)?)"
        rf"(?P<codes>(?:{one})(?:{_BETWEEN}(?:{one}))+)\s*(?:[:=–-]|\s(?:đạt|là|được|đã đạt|mới đạt)(?:\s*:)?)\s*"
        rf"(?P<values>{_VALUE}(?:{_BETWEEN}{_VALUE})+)\s*[.;]?",
        re.IGNORECASE,
    )
    row = re.compile(rf"(?<!\s)\s*(?:{one}),(?=\S)[^\n]*")
    lines = text.split("\n")
    if sum(row.fullmatch(one_line) is not None for one_line in lines) >= _FEWEST:
        lines = [one_line.replace(",", " | ") if row.fullmatch(one_line) else one_line for one_line in lines]
    return "\n".join(_told(one_line, line) for one_line in lines)


def _in_per_cents(text: str, codes: Collection[str]) -> str:
    """Return the text with the sign that all the numbers have put behind each: `2.7=40 2.8=60 (đơn vị %)`."""
    unit = _UNIT.search(text)
    if unit is None or len(text) > _LONGEST:
        return text
    one = "|".join(re.escape(code) for code in sorted(codes, key=len, reverse=True))
    numbers = re.compile(rf"(?<![\w.,])({one})(\s?[=:–-]?\s?)([0-9]{{1,3}}(?:,[0-9]{{1,2}})?)(?![\w%]|[.,/][0-9])")
    told = numbers.sub(r"\1\2\3%;", text[: unit.start()] + text[unit.end() :])
    return re.sub(r";\s*([,;/])", r"\1", told)


_UNIT = re.compile(r"[(,;]?\s?(?:đơn vị|đvt|đv|don vi|dvt)(?: tính| tinh)?(?: là| la)?\s?:?\s?%\s?[).]?", re.IGNORECASE)


def _told(text: str, line: re.Pattern[str]) -> str:
    found = line.fullmatch(text) if "%" in text and len(text) <= _LONGEST else None
    if found is None:
        return text
    codes, values = re.split(_BETWEEN, found["codes"]), re.split(_BETWEEN, found["values"])
    if len(codes) != len(values) or "%" not in values[-1]:
        return text
    shares = [value if "%" in value else f"{value.strip()}%" for value in values]
    return f"{found['lead']}{', '.join(codes)} lần lượt {', '.join(shares)}"
