"""Units of measure: what each measures and how much it is, where one is typed behind a number and where a form asks
for one: `12.500 m2`, `nghìn người`, `tạ/ha`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from domain.typed.values.money import money_unit
from domain.typed.words.numbers import readings
from domain.typed.words.phrases import WORDS
from domain.typed.words.tokens import Token, tokens_of

_MEASURES: dict[str, dict[str, str]] = {
    "area": {
        "m2": "1", "m²": "1", "mét vuông": "1", "m vuông": "1", "cm2": "0.0001", "km2": "1000000", "km²": "1000000",
        "ki lô mét vuông": "1000000", "km vuông": "1000000", "ha": "10000", "hecta": "10000", "héc ta": "10000",
        "hec-ta": "10000", "héc-ta": "10000", "hectare": "10000", "sào": "360 500 1000", "mẫu": "3600 5000 10000",
        "công đất": "1000 1296",
    },
    "length": {
        "mm": "0.001", "cm": "0.01", "m": "1", "mét": "1", "km": "1000", "cây số": "1000", "ki lô mét": "1000",
        "kilomet": "1000",
    },
    "weight": {
        "g": "0.001", "gam": "0.001", "gram": "0.001", "lạng": "0.1", "kg": "1", "kí": "1", "ký": "1", "ki lô": "1",
        "ki lô gam": "1", "kilogam": "1", "yến": "10", "tạ": "100", "tấn": "1000",
    },
    "volume": {"ml": "0.001", "lít": "1", "m3": "1000", "m³": "1000", "mét khối": "1000", "khối": "1000"},
    "time": {
        "giây": "1", "phút": "60", "giờ": "3600", "tiếng": "3600", "h": "3600", "tiếng đồng hồ": "3600",
        "ngày": "86400 28800", "tuần": "604800",
    },
    "months": {"tháng": "1", "năm": "12"},
    "energy": {"wh": "0.001", "kwh": "1", "mwh": "1000", "gwh": "1000000"},
    "power": {"kw": "1", "mw": "1000", "gw": "1000000"},
    "share": {"%": "1", "phần trăm": "1", "‰": "0.1", "phần nghìn": "0.1"},
    "dollars": {"usd": "1", "đô la": "1", "đô la mỹ": "1", "đô-la": "1"},
    "euros": {"eur": "1", "euro": "1"},
    "money": {"đồng": "1", "vnđ": "1", "vnd": "1", "₫": "1"},
}  # fmt: skip
"""How much each is of one of its kind. Of more than one, nobody knows which: a sào is 360 m² in the north, 500 in the
middle of the country and 1000 in the south; a day may have 24 hours or the 8 of work."""
COUNTED = (
    "hộ", "người", "lượt", "xã", "phường", "thôn", "lớp", "hồ sơ", "thủ tục", "doanh nghiệp", "cán bộ", "con", "cây",
    "cái", "chiếc", "trường", "dự án", "mô hình", "hợp tác xã", "học sinh", "sản phẩm", "văn bản", "cuộc", "buổi",
    "cuốn", "quyển", "tờ", "bộ", "tập", "bản", "bài", "tin", "phiếu", "bức", "chuyến", "đoàn", "đại biểu", "học viên",
    "hội viên", "đảng viên", "nông dân", "căn", "ngôi", "hạng mục", "công trình", "vụ", "ca", "suất", "bao", "thùng",
    "gói", "đợt", "lần", "ý kiến", "nhiệm vụ",
)  # fmt: skip
"""What is counted and never measured."""
_MANY = {"vạn": 10_000, "trăm": 100, "chục": 10}
"""Numbers that are no money; those that may be, `nghìn` and above, are read as money is."""
_BEGIN = frozenset(("area", "length", "weight", "volume", "money"))
"""What such a unit measures is said by its first words, whatever follows: `ha rừng trồng`, `tấn rau`."""
_ALONE = frozenset(("sào", "mẫu", "khối", "ký", "kí", "g", "m", "công đất"))
"""Those that begin other words too: `mẫu đơn`, `khối lớp`."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`worths`: how much one of it is of the smallest of its kind, the likeliest first. `many`: how many of the thing
    itself: a thousand of `nghìn người`."""

    kind: str
    worths: tuple[Decimal, ...]
    many: Decimal = Decimal(1)

    @property
    def is_counted(self) -> bool:
        return self.kind not in _MEASURES and "/" not in self.kind


NOTHING_ASKED = Measure("", (Decimal(1),))

_Key = tuple[tuple[str, str], ...]  # each word folded, and with its marks


def _keys(tokens: Sequence[Token]) -> _Key:
    return tuple((token.key, token.marked) for token in tokens)


def _entry(kind: str, name: str, worths: str) -> tuple[_Key, tuple[Measure, str]]:
    return _keys(tokens_of(name, WORDS)), (Measure(kind, tuple(map(Decimal, worths.split()))), name)


_KNOWN = dict(_entry(kind, name, worths) for kind, names in _MEASURES.items() for name, worths in names.items())
_SOME = dict(_entry("many", name, str(number)) for name, number in _MANY.items())
_COUNTED = dict(_entry(name, name, "1") for name in COUNTED)
_LONGEST = max(map(len, _KNOWN))


def measure_at(tokens: Sequence[Token], at: int) -> tuple[Measure, int] | None:
    """Return the unit that begins here, of those that measure something, and how many tokens say it; None for none."""
    return _found(_KNOWN, tokens, at)


def counted_at(tokens: Sequence[Token], at: int) -> tuple[Measure, int] | None:
    """Return what is surely counted and not measured (`12 hộ`), and how many tokens say it; None for none."""
    return _found(_COUNTED, tokens, at)


def many_at(tokens: Sequence[Token], at: int) -> Decimal | None:
    """Return how many the word says: `5 vạn người`; None for none."""
    named = _named(_SOME, tokens[at : at + 1])
    return named[0].worths[0] if named is not None else None


def _found(units: dict[_Key, tuple[Measure, str]], tokens: Sequence[Token], at: int) -> tuple[Measure, int] | None:
    for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
        said = tokens[at : at + size]
        if (named := _named(units, said)) is None:
            continue
        over, length = _per(tokens, at + size)
        measure = Measure(named[0].kind + over, named[0].worths)
        return measure, size + length
    return None


def _named(units: dict[_Key, tuple[Measure, str]], said: Sequence[Token]) -> tuple[Measure, str] | None:
    """Return the unit that these words name. Marks count where they are typed: `hả` is no `ha`, `tá` no `tạ`."""
    plain = tuple(token.key for token in said)
    for key, found in units.items():
        if len(key) == len(plain) and all(
            one == folded and token.marked in ("", marked)
            for one, token, (folded, marked) in zip(plain, said, key, strict=True)
        ):
            return found
    return None


def _per(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Return of what each it is, word by word, and how many tokens say it: `/ha`, `/người/năm`."""
    said, size = "", 0
    while at + size + 1 < len(tokens) and tokens[at + size].key == "/" and tokens[at + size + 1].kind == "word":
        said, size = f"{said}/{tokens[at + size + 1].key}", size + 2
        if at + size < len(tokens) and tokens[at + size].is_close and tokens[at + size].kind == "number":
            said, size = said + tokens[at + size].key, size + 1  # `m2`
    return said, size


@lru_cache(maxsize=256)
def measure_of(unit: str) -> Measure:
    """Return what a form asks for; a unit that is not known measures itself."""
    tokens = tokens_of(unit.strip(" ."), WORDS)
    if not tokens:
        return NOTHING_ASKED
    many, at = _many(tokens)
    if at == len(tokens):  # `tỷ`
        return Measure("money", (many,), many)
    known = measure_at(tokens, at)
    if known is not None:
        measure, length = known
        name = " ".join(token.key for token in tokens[at : at + length])
        begins = measure.kind in _BEGIN and name not in _FOLDED_ALONE
        if at + length == len(tokens) or begins:
            return Measure(measure.kind, tuple(worth * many for worth in measure.worths), many)
    return Measure(" ".join(token.key for token in tokens[at:]), (many,), many)


_FOLDED_ALONE = frozenset(" ".join(token.key for token in tokens_of(name, WORDS)) for name in _ALONE)


def _many(tokens: Sequence[Token]) -> tuple[Decimal, int]:
    """Return how many stand before what is counted, and where that begins: `nghìn`, `nghìn tỷ`, `1.000`."""
    many, at = Decimal(1), 0
    while at < len(tokens):
        worth, length = _one_many(tokens, at)
        if not length:
            break
        many, at = many * worth, at + length
    return many, at


def _one_many(tokens: Sequence[Token], at: int) -> tuple[Decimal, int]:
    first = tokens[at]
    if first.kind == "number" and len(found := readings(first.key)) == 1 and str(found[0]).strip("0") == "1":
        return found[0], 1
    if len(tokens) > at + 1 and (some := many_at(tokens, at)) is not None:
        return some, 1
    worth, length = money_unit(tokens, at)
    if worth is None or worth == 1:
        return Decimal(1), 0
    has_dong = length > 1 and money_unit(tokens, at + length - 1) == (Decimal(1), 1)  # it is what is counted
    return worth, length - has_dong


def times(typed: Measure, asked: Measure) -> tuple[Decimal, ...]:
    """Return with what a number in the one unit is multiplied to be one in the other: one for each way in which the
    units may be meant; none where they measure different things."""
    if typed.kind != asked.kind:
        return ()
    if len(typed.worths) == len(asked.worths):  # `sào`, `mẫu`: each of the same part of the country
        pairs = list(zip(typed.worths, asked.worths, strict=True))
    else:
        pairs = [(one, other) for one in typed.worths for other in asked.worths]
    return tuple(dict.fromkeys(one / other for one, other in pairs))
