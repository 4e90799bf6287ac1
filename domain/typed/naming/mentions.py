"""Which words of titles name a task. Most do not: `3.1 xong, đã mở 5 lớp cho doanh nghiệp` speaks of 3.1 alone.

They do where a clause begins with them and how the task stands follows, or nearly the whole title stands there; behind
words that lead to a task (`cái vụ`, `về việc`); beside its code; and behind a standing, where nobody typed a comma.
Where the line names tasks by codes, words of a title have to be more of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.typed.naming.task_places import one_place_at, place_at
from domain.typed.naming.titles import Titles, TitleSpan
from domain.typed.naming.words import LEADS
from domain.typed.words.clause_starts import CLAUSE_ENDS, LINE_MARKS, label_at, none_at, only_stands, past, stands_at
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.taken_out import OUT, taken_out_at
from domain.typed.words.tokens import Token

NEARLY_ALL = 0.66  # of a title
_HALF, _PART = 0.45, 0.25
_LONGEST_LEAD = max(len(lead.split()) for lead in LEADS)
_STANDING = frozenset({"done", "doing", "now", "not_yet", "computed", "nil", "percent"})
_OF_TOPICS = _STANDING | {"left", "soon"}
_LONGEST_SAYING = 12  # tokens
_GOES_ON = frozenset({"filler", "was", "about", "marked_filler", "asks"})
_CONTRASTS = frozenset({"but", "except", "left"})
_JOINS = frozenset({",", "&", "+"})
_BETWEEN = frozenset({".", ":", "-", "–", "—", "(", "\n", '"', "“"})  # between a code and its title
_CLOSES = frozenset({")", '"', "”"})
_EDGES = CLAUSE_ENDS | LINE_MARKS | frozenset(":|!?>/")


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens that name a task; `codes`: more than one where nobody knows which. `is_sure`: whatever is said of it, it
    is named; else it has to be said how the task stands."""

    codes: tuple[str, ...]
    length: int
    is_sure: bool = False
    said: str = ""  # as it was typed


@dataclass(slots=True)
class _Scan:
    """`edge`: what stands before the place that is looked at: the sign at the beginning of the clause, "standing",
    "and" behind a task that was named, "" in the middle of a clause. `lead`: where the words that lead to a title
    begin."""

    tokens: Sequence[Token]
    coded: Mapping[int, tuple[str, int]]
    titles: Titles
    only: str = ""  # the one task that the line speaks of
    edge: str = "\n"
    lead: int = -1
    contrasts: bool = False
    is_except: bool = False
    is_pure: bool = True  # the clause has said nothing yet but how something stands
    found: dict[int, Mention] = field(default_factory=dict)
    spans: dict[int, TitleSpan | None] = field(default_factory=dict)

    def step(self, at: int) -> int:
        """Read what is named here, or what this means for the place behind it; return how many tokens that takes."""
        if at in self.coded:
            return self._code(at)
        if self.edge and (place := place_at(self.tokens, at)) and place.kind == "place":
            self.edge, self.lead = "named", -1  # `nv thu 2`: no `thủ tục` is meant
            return place.length
        if self.edge and (taken := self._title(at)):
            return taken
        kinds, size = kinds_at(self.tokens, at), max(1, meanings_at(self.tokens, at)[1])
        if self.edge and (place := one_place_at(self.tokens, at)) and self._span(at + place.length):
            self.lead = at + place.length  # `cái chót rau hoa`
            return place.length
        lead = self._lead(at) if self.edge else 0
        if lead:
            self.lead = at if self.lead < 0 else self.lead
            return lead
        if self.edge and kinds & _GOES_ON and not kinds & _STANDING:
            return size
        self._turn(at, kinds)
        return size

    def _turn(self, at: int, kinds: frozenset[str]) -> None:
        token = self.tokens[at]
        named, self.lead, was_pure = self.edge == "named", -1, self.is_pure
        goes_on = self.is_except and named and (token.key in _JOINS or "and" in kinds)
        self.is_except = goes_on or bool(taken_out_at(self.tokens, at))  # `trừ đường và nhà tạm`
        self.contrasts = self.is_except or bool(kinds & _CONTRASTS)
        self.is_pure = False
        if token.kind == "break" or token.key in _EDGES or (token.kind == "sign" and not token.key.isascii()):
            self.edge, self.is_pure = "\n" if token.kind == "break" else token.key, True
        elif kinds & _STANDING or token.key == "%":
            self.edge = "percent" if token.key == "%" or "percent" in kinds else "standing"
            self.is_pure = was_pure
        elif named and kinds & {"and"}:
            self.edge = "and"
        else:
            self.edge = "," if self.contrasts else ""

    def _span(self, at: int) -> TitleSpan | None:
        if at not in self.spans:
            self.spans[at] = self.titles.span_at(self.tokens, at) if at < len(self.tokens) else None
        return self.spans[at]

    def _lead(self, at: int) -> int:
        """Return how many tokens a lead to a name takes: `cái vụ`, `về việc`, `có cái`; 0 for none."""
        if at + 1 < len(self.tokens) and self.tokens[at].key == "co" and self.tokens[at + 1].key in LEADS:
            return 1 + self._lead(at + 1)
        keys = [token.key for token in self.tokens[at : at + _LONGEST_LEAD]]
        return next((size for size in range(len(keys), 0, -1) if " ".join(keys[:size]) in LEADS), 0)

    def _code(self, at: int) -> int:
        """Read a code, with its title or the title of another behind it; return how many tokens that takes."""
        code, length = self.coded[at]
        self.edge, self.lead, self.contrasts = "named", -1, False
        start = end = at + length
        while start < len(self.tokens) and start - end < 3 and self.tokens[start].key in _BETWEEN:
            start += 1
        span = self._span(start)
        if span is None:
            return length
        is_below = any(token.key == "\n" for token in self.tokens[end:start])
        after = span.end + (span.end < len(self.tokens) and self.tokens[span.end].key in _CLOSES)
        if code in span.codes:
            is_title = span.share >= NEARLY_ALL or (not is_below and (span.words > 1 or _ends(self.tokens, after)))
            codes: tuple[str, ...] = (code,)
        else:
            is_other = span.words > 1 and span.share >= _HALF and self._stands(span.end)
            is_title, codes = is_other and start == end, (code, *span.codes)
        if not is_title:
            return length
        self.found[at] = Mention(codes, after - at, is_sure=True)
        return after - at

    def _title(self, at: int) -> int:
        span = self._span(at)
        if span is None or not self._is_meant(span):
            return 0
        start, end, codes = self.lead if self.lead >= 0 else at, span.end, span.codes
        behind = end + (end < len(self.tokens) and self.tokens[end].key in ("(", "-", "–"))
        if behind in self.coded:  # `quỹ KH&CN (2.7)`
            code, length = self.coded[behind]
            end = behind + length
            end += end < len(self.tokens) and self.tokens[end].key in _CLOSES
            codes = (code,) if code in codes else (code, *codes)
        is_sure = span.share >= NEARLY_ALL or (self.lead >= 0 and span.words > 1)
        for place in {start, at}:
            self.found[place] = Mention(codes, end - place, is_sure)
        self.edge, self.lead, self.contrasts = "named", -1, False
        return end - at

    def _is_meant(self, span: TitleSpan) -> bool:
        leads, stands = self.lead >= 0, self._stands(span.end) or self._chains(span.end)
        if self.edge == "named" or (span.words < 2 and self._is_given(span.start, leads=leads)):
            return False
        if span.words and span.end in self.coded and self.coded[span.end][0] in span.codes:
            return True  # `giải ngân 2.2`
        if self.only and span.codes == (self.only,):
            return True
        if span.share >= NEARLY_ALL and (span.words > 1 or stands) and len(span.codes) == 1:
            return self.edge not in ("standing", "percent") or stands or self._ends(span.end)
        goes_on = stands or self._goes_on(span.end)
        if self.edge in ("standing", "percent"):
            is_enough = span.words > (1 if self.coded or not self.is_pure else 0)
            is_had = span.words < 2 and self.tokens[span.start - 1].key == "co"  # `chưa có vốn`
            said_before = self.edge == "standing" and is_enough and not is_had and self._ends(span.end)
            return (stands and span.words > 1 and (span.share >= _HALF or not self.coded)) or said_before
        if not self.coded:
            if span.words and self._is_topic(span.end, leads=leads):
                return True
            if leads:
                return span.words > 1 or (span.words == 1 and goes_on)
            if self.contrasts and span.words:
                is_left_out = self.is_except and self._is_left_out(span.end)
                return is_left_out or (goes_on if span.words > 1 else stands)
            is_row = self.edge == "\n" and self._is_before_colon(span.end)  # `quỹ: đang làm, 5 dn trích 1 tỷ 2`
            is_all = span.words == 1 and stands and (is_row or self._is_all(span.end))
            return (span.words > 1 and goes_on) or is_all
        if span.words < 2 or not goes_on:
            return False
        is_strong = self.edge in ("\n", ";") or self.contrasts
        return leads or span.share >= _HALF or (is_strong and stands and span.share >= _PART)

    def _is_before_colon(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].key == ":"

    def _is_given(self, at: int, *, leads: bool) -> bool:
        """Say whether this is the `giao` of `nhiệm vụ được giao`, where no `giao thông` is meant."""
        return self.tokens[at].key == "giao" and (leads or (at > 0 and self.tokens[at - 1].key == "duoc"))

    def _stands(self, at: int) -> bool:
        """Say whether it is said how the task stands."""
        at = past(self.tokens, at, _GOES_ON)
        if at < len(self.tokens) and self.tokens[at].key in (":", "=", "-", "–", "—", "\n", ">", ",", ")"):
            at = past(self.tokens, at + 1, _GOES_ON)
        return stands_at(self.tokens, at) or "respectively" in kinds_at(self.tokens, at)

    def _chains(self, at: int, most: int = 6) -> bool:
        """Say whether another is named, and how both stand follows: `quỹ với tự chủ đều xong`."""
        is_join = at < len(self.tokens) and (self.tokens[at].key in ",+&" or "and" in kinds_at(self.tokens, at))
        if not is_join or not most:
            return False
        at += 1
        at += self._lead(at)
        if at in self.coded:
            end = at + self.coded[at][1]
        elif (span := self._span(at)) and span.words:
            end = span.end
        else:
            return False
        return self._stands(end) or self._chains(end, most - 1)

    def _is_all(self, at: int) -> bool:
        """Say whether the clause says nothing but how the task stands, and another task or nothing comes behind it."""
        at += at < len(self.tokens) and self.tokens[at].key in (":", "=", "-", "–")
        end = at
        while end < len(self.tokens) and not _ends(self.tokens, end):
            end += 1
        behind = end
        while behind < len(self.tokens) and _ends(self.tokens, behind):
            behind += 1
        named = self._span(past(self.tokens, behind, _GOES_ON | _CONTRASTS))
        is_placed = place_at(self.tokens, behind) is not None or bool(kinds_at(self.tokens, behind) & {"rest", "all"})
        goes_on = is_placed or behind >= len(self.tokens) or behind in self.coded
        goes_on = goes_on or (named is not None and named.words > 0)
        return self._chains(at) or (only_stands(self.tokens, at, end) and goes_on)

    def _is_topic(self, at: int, *, leads: bool) -> bool:
        """Say whether the name is the topic of what follows: `quỹ thì chưa dn nào trích`, `cái đổi mới là còn kẹt`."""
        keys = ("thi", "la", "con") if leads else ("thi",)
        if at >= len(self.tokens) or self.tokens[at].key not in keys or self.edge in ("", "standing"):
            return False
        end = next((one for one in range(at, len(self.tokens)) if self._ends(one)), len(self.tokens))
        return any(kinds_at(self.tokens, one) & _OF_TOPICS for one in range(at, min(end, at + _LONGEST_SAYING)))

    def _goes_on(self, at: int) -> bool:
        at = past(self.tokens, at, _GOES_ON)
        if at >= len(self.tokens):
            return False
        is_part = self.tokens[at].key in (":", "=", "|") or label_at(self.tokens, at) is not None
        return is_part or none_at(self.tokens, at) is not None or self.tokens[at].kind == "number"

    def _is_left_out(self, at: int) -> bool:
        is_joined = at < len(self.tokens) and (self.tokens[at].key == OUT or "and" in kinds_at(self.tokens, at))
        return is_joined or self._ends(at)

    def _ends(self, at: int) -> bool:
        return _ends(self.tokens, past(self.tokens, at, _GOES_ON))


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].kind == "break" or tokens[at].key in _EDGES


def mentions(
    text: str, tokens: Sequence[Token], coded: Mapping[int, tuple[str, int]], titles: Titles, only: str = ""
) -> dict[int, Mention]:
    """Return the mentions by the token at which each begins. `coded`: where the codes of tasks stand."""
    scan, at = _Scan(tokens, coded, titles, only), 0
    while at < len(tokens):
        at += scan.step(at)
    ends = {at: tokens[at + one.length - 1].end for at, one in scan.found.items()}
    return {at: replace(one, said=text[tokens[at].start : ends[at]]) for at, one in scan.found.items()}
