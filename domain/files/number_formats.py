"""What a person sees of a number in a cell: `0000` shows 4 as 0004, `"P"0` as P4, `0%` shows 0.95 as 95%."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

BUILT_IN = {
    "0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "11": "0.00E+00",
    "12": "# ?/?", "13": "# ??/??", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM", "20": "h:mm", "21": "h:mm:ss", "37": "#,##0;(#,##0)", "38": "#,##0;[Red](#,##0)",
    "39": "#,##0.00;(#,##0.00)", "40": "#,##0.00;[Red](#,##0.00)", "41": "#,##0", "42": "#,##0", "43": "#,##0.00",
    "44": "#,##0.00", "45": "mm:ss", "46": "[h]:mm:ss", "47": "mm:ss.0", "48": "##0.0E+0", "49": "@",
    **dict.fromkeys(("14", *map(str, range(27, 37)), *map(str, range(50, 59))), "dd/mm/yyyy"),
    "22": "dd/mm/yyyy h:mm",
}  # fmt: skip
"""By number (ECMA-376 part 1, 18.8.30). 14, 22 and the East Asian ones show a day in the order of the computer."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]')
_SPAN = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\[\]\-]*)(?:-[^\[\]]*)?\]|\[(?P<other>[^\[\]]*)\]'
    r"|(?P<pattern>[0#?][0#?,.]*|\.[0#?]+)|(?P<sign>.)",
    re.DOTALL,
)
_LONGEST = 300
_LARGEST = Decimal(10) ** 15  # from here on Excel has no exact digits


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """`digits`: without anything between the thousands, a point before the decimals. `value`: what they say: 95 of
    `95%`. `decimals`: how many are shown; `is_exact`: whether nothing is hidden of what the cell holds."""

    before: str
    digits: str
    after: str
    value: Decimal
    decimals: int
    is_percent: bool
    is_exact: bool

    @property
    def text(self) -> str:
        return f"{self.before}{self.digits}{self.after}".strip()


def is_span(format: str) -> bool:
    """Say whether the format is of a span of time: `[h]:mm`, hours that may be more than a day has."""
    return _SPAN.search(format) is not None


def is_date(format: str) -> bool:
    if format in ("General", "@"):
        return False
    bare = _LITERAL.sub("", format.partition(";")[0]).lower()
    return bool(set(bare) & set("dmyhs")) and not set(bare) & set("#?0") - set(_fractions(bare))


def _fractions(bare: str) -> str:
    """Return the fractions of a second in a format: `mm:ss.0` has a zero that is no digit of a number."""
    return "0" if re.search(r"s\.0+", bare) else ""


def has_clock(format: str) -> bool:
    """Say whether it shows hours; of a bare number nothing says that it has none."""
    return bool(set(_LITERAL.sub("", format.partition(";")[0]).lower()) & set("hs")) or is_span(format)


def puts_month_first(format: str) -> bool:
    """Say whether it shows 5 December as 12/05."""
    bare = _LITERAL.sub("", format.partition(";")[0]).lower()
    order = re.sub(r"[^dmy]|m(?=[^a-z]*s)|(?<=h:)m+", "", bare)
    return re.match(r"m{1,2}d", order) is not None


def shown(number: float | int, format: str) -> ShownNumber | None:
    """Return the number as this format shows it; None where the format is of a kind that is not read here: fractions,
    powers, conditions, letters in between."""
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    if format in ("General", "@", "") or len(format) > _LONGEST:
        digits = _plain(exact)
        return ShownNumber("", digits, "", exact, len(digits.partition(".")[2]), False, True)
    sections = _sections(format)
    section, sign = sections[0], "-" if exact < 0 else ""
    if exact < 0 and len(sections) > 1:
        section, sign = sections[1], ""
    elif exact == 0 and len(sections) > 2:
        section = sections[2]
    if section.strip().lower() in ("general", "standard"):
        return shown(number, "General")
    parts = _parts(section)
    return None if parts is None else _of_parts(exact, sign, *parts)


def _of_parts(exact: Decimal, sign: str, before: str, pattern: str, after: str) -> ShownNumber | None:
    whole, _, decimals = pattern.partition(".")
    if "," in decimals.rstrip(","):
        return None
    scaled = len(whole) - len(whole.rstrip(",")) + len(decimals) - len(decimals.rstrip(","))
    decimals = decimals.rstrip(",")
    percents = (before + after).count("%")
    value = abs(exact) * Decimal(100) ** percents / Decimal(1000) ** scaled
    if not value < _LARGEST or len(decimals) > 12:
        return None
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, _, rest = f"{rounded:f}".partition(".")
    rest = rest[: decimals.count("0")] + rest[decimals.count("0") :].rstrip("0")
    if digits == "0" and "0" not in whole:
        digits = ""
    digits = digits.zfill(whole.count("0")) + (f".{rest}" if rest else "")
    is_exact = scaled == 0 and abs(value - rounded) < Decimal("1e-9")
    signed = -rounded if exact < 0 else rounded
    return ShownNumber(sign + before, digits, after, signed, len(rest), percents > 0, is_exact)


def _parts(section: str) -> tuple[str, str, str] | None:
    """Return what stands before the digits, their pattern, and what stands behind."""
    before, pattern, after = "", "", ""
    for found in _PIECE.finditer(section):
        if found["pattern"]:
            if pattern:
                return None
            pattern = found["pattern"]
            continue
        if found["other"] and found["other"][0] in "<>=":
            return None
        literal = found["quoted"] or found["escaped"] or found["currency"] or found["sign"] or ""
        if found["sign"] and literal in "/eE@":
            return None
        before, after = (before, after + literal) if pattern else (before + literal, after)
    return (before, pattern, after) if pattern else None


def _sections(format: str) -> list[str]:
    """Part the format at the semicolons that are not quoted."""
    bare = _LITERAL.sub(lambda found: "\0" * len(found[0]), format)
    found, start = [], 0
    for at, sign in enumerate(bare):
        if sign == ";":
            found.append(format[start:at])
            start = at + 1
    return [*found, format[start:]]


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
