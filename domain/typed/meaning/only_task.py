"""The one task that a line speaks of somewhere, where nothing that it says was understood of any."""

from collections.abc import Sequence

from domain.moments.pieces import Phrases
from domain.text import fold
from domain.typed.naming.titles import Titles, TitleSpan
from domain.typed.placing.parts_of_a_whole import is_half_reached
from domain.typed.words.clause_starts import is_end, is_percent
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_UNITS = frozenset({"ty", "ti", "trieu", "tr", "km", "ha", "m", "%", "dong", "d", "nghin", "ngan", "kg", "tan", "m2"})
_AROUND = ".,;:()[]“”\"'!-"
_SAYS = frozenset({"done", "now", "not_yet"})
_DOES = frozenset({"lam", "chay", "thi"})  # `làm được 3 km`; `thực hiện` stands in any letter
_LONGEST = 80  # tokens: what is longer speaks of more


def only_code(text: str, codes: Sequence[str]) -> str | None:
    """Return the one code that stands somewhere in the line, where it asks nothing; None otherwise."""
    words = [word.strip(_AROUND) for word in text.split()]
    behind = dict(zip(words, [*words[1:], ""], strict=False))
    named = [code for code in codes if "." in code and code in behind and fold(behind[code]) not in _UNITS]
    return named[0] if len(named) == 1 and "?" not in text else None


def is_unsure(tokens: Sequence[Token]) -> bool:
    """Say whether it has to be asked how the one task stands now: `lẽ ra 3.1 phải xong rồi`, `tháng trước 2.3 báo 80%
    thì nay chắc cũng hơn`, `bỏ cái 2.1 đi em báo nhầm`."""
    return any(_UNSURE.at(tokens, at) or "corrects" in kinds_at(tokens, at) for at in range(len(tokens)))


_UNSURE: Phrases[bool] = Phrases({
    True: ("lẽ ra", "đáng lẽ", "đáng ra", "đúng ra", "lý ra", "theo kế hoạch phải", "chắc cũng", "chắc là hơn",
           "nay chắc", "giờ chắc", "chắc giờ", "chắc nay", "phải xong rồi"),
})  # fmt: skip


def only_titled(tokens: Sequence[Token], titles: Titles) -> str | None:
    """Return the one task of whose title at least two words stand in the line, at the beginning of a clause, or the one
    word by which it is known and with which the line begins, where it is said how something stands; None otherwise."""
    if len(tokens) > _LONGEST or not _says(tokens) or tokens[-1].key == "?":
        return None
    named = {span.codes for at, span in _spans(tokens, titles) if _is_clear(tokens, at, span)}
    return named.pop()[0] if len(named) == 1 else None


def known_by_any(tokens: Sequence[Token], titles: Titles) -> str | None:
    """Return the one task of whose title any word stands in the line by itself (`tuần sau xong cái đường`, not `địa
    chính`), where no others are meant: not enough to be believed, enough to be tried."""
    if len(tokens) > _LONGEST or any(kinds_at(tokens, at) & _OTHERS for at in range(len(tokens))):
        return None
    spans = [(at, span) for at, span in _spans(tokens, titles) if len(span.codes) == 1 and span.share > _KNOWN_BY]
    named = {span.codes[0] for at, span in spans if span.end - at > 1 or _is_by_itself(tokens, at)}
    return named.pop() if len(named) == 1 else None


_OTHERS = frozenset({"except", "rest"})  # `trừ giải ngân ra thì mấy việc kia xong cả`


def _is_by_itself(tokens: Sequence[Token], at: int) -> bool:
    if any(meanings_at(tokens, start)[1] > at - start for start in range(max(0, at - 2), at)):
        return False  # `khởi công`
    around = [one for one in (at - 1, at + 1) if 0 <= one < len(tokens)]
    return all(tokens[one].kind != "word" or tokens[one].key in _LEADS or kinds_at(tokens, one) for one in around)


def _is_clear(tokens: Sequence[Token], at: int, span: TitleSpan) -> bool:
    if len(span.codes) != 1 or not span.words:
        return False
    if span.words > 1:
        return span.words > _MANY or _begins(tokens, at)
    if at and tokens[at - 1].key == "nao" and "not_yet" in kinds_at(tokens, 0):  # `chưa thôn nào làm đường`
        return at <= _NEAR and span.share > _KNOWN_BY
    if at == 0:
        is_heading = span.end < len(tokens) and tokens[span.end].key == ":"  # `Quỹ ở doanh nghiệp: 3 công ty …`
        behind = tokens[span.end :] if is_heading else tokens[span.end : span.end + _NEAR]
        return span.share > _KNOWN_BY and _says(behind)
    return span.share > _KNOWN_ANYWHERE and is_end(tokens, at - 1) and _stands_at_once(tokens, span.end)


_KNOWN_BY, _KNOWN_ANYWHERE = 0.15, 0.3  # of a title, at the beginning of the line and of a clause


def _stands_at_once(tokens: Sequence[Token], at: int) -> bool:
    """Say whether it is said at once how it stands: `mới xong`, and not `ngập 30%`."""
    while at < len(tokens) and kinds_at(tokens, at) & {"filler", "was"}:
        at += 1
    return at < len(tokens) and (bool(kinds_at(tokens, at) & _SAYS) or is_percent(tokens, at))


_NEAR = 4  # tokens
_MANY = 2  # words, more of which nobody says of anything else


def _begins(tokens: Sequence[Token], at: int) -> bool:
    """Say whether nothing but politeness, or that something is reported, stands in the clause before."""
    if at == 0 or tokens[at - 1].key in _LEADS or is_end(tokens, at - 1):
        return True
    return tokens[at - 1].key == ":" or "filler" in kinds_at(tokens, at - 1)


_LEADS = frozenset({"cai", "vu", "viec", "bao", "cao", "ve", "con", "la", "phan", "muc", "noi", "ghi", "nao"})


def _spans(tokens: Sequence[Token], titles: Titles) -> list[tuple[int, TitleSpan]]:
    found, at = list[tuple[int, TitleSpan]](), 0
    while at < len(tokens):
        span = titles.span_at(tokens, at)
        if span is not None:
            found.append((at, span))
        at = span.end if span is not None else at + 1
    return found


def _says(tokens: Sequence[Token]) -> bool:
    places = range(len(tokens))
    return any(
        kinds_at(tokens, at) & _SAYS or is_percent(tokens, at) or _counts(tokens, at) or is_half_reached(tokens, at)
        for at in places
    )


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Say whether something is counted here: `3200/4000`, `làm được`."""
    if tokens[at].key == "/":
        return any(token.kind == "number" for token in tokens[max(0, at - 2) : at])
    return tokens[at].key in _DOES and "doing" in kinds_at(tokens, at)
