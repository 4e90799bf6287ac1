"""Which tasks are named: `2.7`, `nhiệm vụ 2.7`, `2.7, 2.8 và 3.1`, `2.7 đến 2.9`, `tất cả`, `các nhiệm vụ còn lại`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.text import codes_meant, fold
from domain.typed.naming.mentions import Mention, mentions
from domain.typed.naming.task_places import PlaceReference, one_place_at, place_at
from domain.typed.naming.titles import Titles
from domain.typed.statements.field_labels import Labels
from domain.typed.values.quantities import money_unit
from domain.typed.words.clause_starts import past, stands_at
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token, key_at
from domain.typed.words.vocabulary import Meaning

_LEADS = frozenset({"filler", "task", "both"})
_NEAREST = 3  # codes that are offered in the place of an unknown one
_NONE: Mapping[int, Mention] = {}
_MEASURES = frozenset({"km", "ha", "m", "m2", "kg", "tan", "ty", "trieu", "gb"})


@dataclass(frozen=True, slots=True)
class TaskReference:
    """Tasks that are named from a token on, and how many tokens name them."""

    tasks: tuple[str, ...]
    length: int
    unknown: str = ""
    near: tuple[str, ...] = ()
    is_rest: bool = False
    is_all: bool = False
    is_alike: bool = False  # `unknown` stands for any of `near`
    is_range: bool = False  # the last of a range, with all between
    is_broken: bool = False  # `1.1 đến 9.9`: nobody knows which are between
    place: PlaceReference | None = None  # by which they are named
    said: str = ""  # `hai nhiệm vụ còn lại`


class Codes:
    """The tasks that can be named, each by the keys of the tokens of its code."""

    def __init__(self, codes: Sequence[str], open_codes: Sequence[str], *, one_is_open: bool = False) -> None:
        """Keep the codes. `open_codes`: those that nothing has been said about yet (`các nhiệm vụ còn lại`).
        `one_is_open`: what names no task is about one already."""
        self.one_is_open = one_is_open
        self.codes = codes
        self.open = open_codes
        spelled: dict[str, list[str]] = {}
        for code in codes:
            spelled.setdefault(fold(code).replace(" ", ""), []).append(code)
        keys = {key: alike[-1] for key, alike in spelled.items()}
        self._alike = {key: alike for key, alike in spelled.items() if len(alike) > 1}
        dotless = {key.replace(".", ""): code for key, code in keys.items() if key[:1].isalpha()}  # `t1` for T.1
        self._by_key: Mapping[str, str] = {**dotless, **keys}
        self._longest = max(map(len, self._by_key), default=0)  # no code has more tokens than signs
        self._first = frozenset(key[:1] for key in self._by_key)
        self.titled: Mapping[int, Mention] = {}
        self.by_title: set[str] = set()
        self.text = ""
        self.titles: Titles | None = None

    def words_of(self, tasks: Sequence[str]) -> frozenset[str]:
        """Return the words of the one task's title; none where there are several tasks."""
        return self.titles.words_of(tasks[0]) if self.titles is not None and len(tasks) == 1 else frozenset()

    def see(
        self,
        text: str,
        tokens: Sequence[Token],
        titles: Titles,
        only: str = "",
        labels: Labels | None = None,
        also: Mapping[int, Mention] = _NONE,
    ) -> None:
        """Take in the line, and where in it the tasks are named by their titles; `only` by any words of its own, and
        `also` here. What names a field and has its number behind it names that: `tthc 96/120`."""
        self.text = text
        if not titles.codes:
            return
        coded = self.typed_in(tokens)
        self.titles = titles
        self.titled = {
            at: one
            for at, one in mentions(text, tokens, coded, titles, only).items()
            if not _is_a_field(tokens, at, coded[at][1] if at in coded else 0, one.length, labels)
        }
        if also:
            taken = {place for at, one in also.items() for place in range(at, at + one.length)}
            free = {at: one for at, one in self.titled.items() if taken.isdisjoint(range(at, at + one.length))}
            self.titled = {**free, **also}
        by_title = (one.codes for at, one in self.titled.items() if at not in coded and len(one.codes) == 1)
        self.by_title = {code for codes in by_title for code in codes}

    def typed_in(self, tokens: Sequence[Token]) -> dict[int, tuple[str, int]]:
        """Return where codes stand, with the number of their tokens."""
        places = ((at, self.at(tokens, at)) for at in range(len(tokens)))
        return {at: (code, length) for at, (code, length) in places if code is not None}

    def names(self, tokens: Sequence[Token], at: int) -> bool:
        """Say whether the code that stands here is no amount: `1.2 km`."""
        code, length = self.at(tokens, at)
        behind = key_at(tokens, at + length)
        return code is not None and behind not in _MEASURES and not _is_measured(tokens, at + length, code)

    def alike(self, tokens: Sequence[Token], at: int, length: int) -> tuple[str, ...]:
        """Return the codes that these tokens, which are one, may stand for where only a mark tells them apart (`1.d`,
        `1.đ`); the one whose mark was typed; none where there is but one."""
        if at in self.titled:
            return self.titled[at].codes
        key = "".join(token.key.casefold() for token in tokens[at : at + length])
        if not (alike := self._alike.get(key)):
            return ()
        return tuple(codes_meant("".join(token.marked or token.key for token in tokens[at : at + length]), alike))

    def at(self, tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
        """Return the longest code that begins here, and its number of tokens; (None, 0) where none does."""
        found: tuple[str | None, int] = (None, 0)
        if at in self.titled:
            return self.titled[at].codes[0], self.titled[at].length
        if at >= len(tokens) or tokens[at].key[:1].casefold() not in self._first:
            return found
        key = ""
        for length, token in enumerate(tokens[at : at + self._longest], 1):
            if length > 1 and not token.is_close:
                break
            key += token.key.casefold()
            if code := self._by_key.get(key):
                found = (code, length)
        return found

    def with_point(self, said: str) -> str | None:
        """Return the code with a point: 2.7 for `2,7`; None for none."""
        return self._by_key.get(said.replace(",", ".")) if said.count(",") == 1 and "." not in said else None

    def near(self, said: str) -> tuple[str, ...]:
        """Return the codes that look like it: the same signs otherwise set (`2,7`), the same beginning, the same
        end."""
        wanted = fold(said).replace(",", ".").strip(".")
        head, _, tail = wanted.partition(".")
        alike = [code for key, code in self._by_key.items() if key == wanted]
        alike += [code for key, code in self._by_key.items() if head and key.partition(".")[0] == head]
        alike += [code for key, code in self._by_key.items() if tail and key.partition(".")[2] == tail]
        return tuple(dict.fromkeys(alike))[:_NEAREST]


def named_at(
    tokens: Sequence[Token], at: int, codes: Codes, before: Callable[[int], bool] | None = None
) -> TaskReference | None:
    """Return the tasks named here: `2.7`, `nhiệm vụ 2.7`, `2.7, 2.8 và 3.1`, `2.7 2.8`, `2.7 đến 2.9`, `tất cả`, `các
    nhiệm vụ còn lại`; None for none.

    Where `before` is true of the place behind one more, that one belongs to what follows it (`xong 2.7, 2.8 chưa`).
    """
    start = at + _led(tokens, at, _LEADS, only_before=lambda i: _reference(tokens, i, codes) is not None)
    first = _reference(tokens, start, codes)
    if first is None:
        return None
    tasks, length = list(first.tasks), start - at + first.length
    unknown, near, is_alike = first.unknown, first.near, first.is_alike
    while following := _next_reference(tokens, at + length, codes, tasks):
        if before is not None and not following.is_range and before(at + length + following.length):
            break
        if following.is_broken:
            return TaskReference((), length + following.length, following.unknown, following.near)
        tasks = [*tasks, *(task for task in following.tasks if task not in tasks)]
        is_alike = is_alike if unknown else following.is_alike
        unknown, near = unknown or following.unknown, near or following.near
        length += following.length
    place, said = (first.place, first.said) if length == start - at + first.length else (None, "")
    return TaskReference(
        tuple(tasks), length, unknown, near, first.is_rest, first.is_all, is_alike, place=place, said=said
    )


def _led(tokens: Sequence[Token], at: int, kinds: frozenset[str], only_before: Callable[[int], bool]) -> int:
    """Return how many tokens of these kinds lead to a reference; 0 where they lead to none."""
    size = 0
    for _ in range(6):
        if not kinds_at(tokens, at + size) & kinds:
            break
        is_already = tokens[at + size].key == "roi"  # `2.7 rồi. 2.8 rồi`
        size += meanings_at(tokens, at + size)[1]
        if at + size < len(tokens) and tokens[at + size].key in ((":",) if is_already else (":", ".")):
            size += 1
        if only_before(at + size):
            return size
    return 0


def _reference(tokens: Sequence[Token], at: int, codes: Codes) -> TaskReference | None:
    if at >= len(tokens):
        return None
    code, length = codes.at(tokens, at)
    if code is not None:
        return None if _is_measured(tokens, at + length, code) else _one(tokens, at, length, code, codes)
    place = place_at(tokens, at)
    meanings, size = meanings_at(tokens, at)
    for meaning in meanings if place is None or place.kind != "all" or place.length <= size else ():
        if meaning == Meaning("all"):
            return TaskReference(tuple(codes.codes), size, is_all=True)
        if meaning == Meaning("rest"):
            return TaskReference(tuple(codes.open), size, is_rest=True)
    one = one_place_at(tokens, at) if place is None and codes.titled else None
    if one is not None and (mention := codes.titled.get(at + one.length)) is not None:
        return _placed_and_titled(_placed(tokens, at, one, codes), mention)
    return _like_a_code(tokens, at, codes) if place is None else _placed(tokens, at, place, codes)


def _placed_and_titled(placed: TaskReference, mention: Mention) -> TaskReference:
    """Return the task named by its place and by its title, `cái chót rau hoa`; where the two are different ones it is
    asked about."""
    length, either = placed.length + mention.length, tuple(dict.fromkeys((*placed.tasks, *mention.codes)))
    if len(placed.tasks) == 1 and placed.tasks[0] in mention.codes:
        return replace(placed, length=length)
    return replace(placed, tasks=(), length=length, unknown=placed.said, near=either, is_alike=True)


def _placed(tokens: Sequence[Token], at: int, place: PlaceReference, codes: Codes) -> TaskReference:
    """Return the tasks named by their place: `cái thứ hai`, `2 mục cuối`, `cả 4 nhiệm vụ`; a number that does not fit
    is asked about."""
    number, every = place.number, tuple(codes.codes)
    said = codes.text[tokens[at].start : tokens[at + place.length - 1].end]
    if place.kind == "rest" and place.number == 1 and tokens[at + place.length - 1].key == "kia":
        named = codes.by_title | {token.key for token in tokens}
        if len([code for code in codes.open if code not in named]) > 1:  # `2.8 với cái kia xong`
            return TaskReference((), place.length, said, every, is_alike=True, place=place, said=said)
    if place.kind == "rest":
        return TaskReference(tuple(codes.open), place.length, is_rest=True, place=place, said=said)
    if number <= len(every) and place.kind in ("first", "last", "place"):
        start = {"first": 0, "last": len(every) - number, "place": number - 1}[place.kind]
        tasks = every[start : number if place.kind != "last" else len(every)]
        return TaskReference(tasks, place.length, place=place, said=said)
    if number == len(every) or (place.kind == "all" and not number):
        return TaskReference(every, place.length, is_all=True, place=place, said=said)
    return TaskReference((), place.length, said, every, is_alike=place.kind != "place", place=place, said=said)


def _one(tokens: Sequence[Token], at: int, length: int, code: str, codes: Codes) -> TaskReference:
    alike = codes.alike(tokens, at, length)
    if len(alike) < 2:
        return TaskReference(alike or (code,), length)
    said = codes.titled[at].said if at in codes.titled else "".join(token.key for token in tokens[at : at + length])
    return TaskReference((), length, said, alike, is_alike=True)


def _is_said_of(tokens: Sequence[Token], after: int, codes: Codes) -> bool:
    """Say whether how a task stands follows, or one more that is written with a comma: `2,7, 2,8 xong`."""
    while after + 1 < len(tokens) and tokens[after].key in (",", "+") and codes.with_point(tokens[after + 1].key):
        after += 2
    has_colon = after < len(tokens) and tokens[after].key in (":", "=")
    return not _is_measured(tokens, after, ",") and (has_colon or stands_at(tokens, after + has_colon))


def _like_a_code(tokens: Sequence[Token], at: int, codes: Codes) -> TaskReference | None:
    """Return what is formed as a code, and is none: `9.9`, `2,7`. None for anything else."""
    token = tokens[at]
    pieces = token.key.replace(",", ".").split(".")
    if token.kind != "number" or len(pieces) not in (2, 3) or any(not 0 < len(piece) < 3 for piece in pieces):
        return None
    if "," in token.key and (code := codes.with_point(token.key)) and _is_said_of(tokens, at + 1, codes):
        return TaskReference((code,), 1)
    if "," in token.key and not codes.with_point(token.key) and not _is_said_of(tokens, at + 1, codes):
        return None  # `chuyển giao 3 mô hình, 18,5 ha, xong 24/11`
    if _is_measured(tokens, at + 1, token.key) or not any("." in code for code in codes.codes):
        return None
    return TaskReference((), 1, token.key, codes.near(token.key))


def _is_measured(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether the number is an amount: a unit, a per cent or a part of a whole follows."""
    if at >= len(tokens) or not code[:1].isdigit():
        return False
    if tokens[at].key == "%" or (tokens[at].key == "/" and "." not in code):
        return True
    return "percent" in kinds_at(tokens, at) or money_unit(tokens, at)[0] is not None


def _next_reference(tokens: Sequence[Token], at: int, codes: Codes, before: Sequence[str]) -> TaskReference | None:
    """Return one more after a comma, `và`, right behind (`2.7 2.8`), or after `đến`, which takes all between the two;
    None for none."""
    if at >= len(tokens):
        return None
    kinds = kinds_at(tokens, at)
    length = meanings_at(tokens, at)[1]
    if tokens[at].key in (",", "+", "&", "/"):
        length = 1 + (meanings_at(tokens, at + 1)[1] if "and" in kinds_at(tokens, at + 1) else 0)
    elif tokens[at].key in ("-", "–"):
        length, kinds = 1, frozenset({"to"})
    elif not kinds & {"and", "to"}:
        return _beside(tokens, at, codes, before)
    length += _led(tokens, at + length, frozenset({"task"}), lambda i: codes.at(tokens, i)[0] is not None)
    following = _reference(tokens, at + length, codes)
    if following is None or (not kinds & {"and", "to"} and _is_of_several(following)):
        return None
    if "to" not in kinds:
        return replace(following, length=length + following.length, is_rest=False, is_all=False)
    between = _between(codes.codes, before[-1:], following.tasks)
    if between:
        return TaskReference(between, length + following.length, is_range=True)
    if not before or not following.unknown or tokens[at].kind != "word":
        return None
    said = f"{before[-1]} – {following.unknown}"
    return TaskReference(
        (), length + following.length, said, tuple(dict.fromkeys((before[-1], *following.near))), is_broken=True
    )


def _is_of_several(named: TaskReference) -> bool:
    """Say whether several are named together, `cả hai`, `còn lại`: how these stand is something new."""
    return named.is_all or named.is_rest or (named.place is not None and named.place.kind in ("all", "vague"))


def _beside(tokens: Sequence[Token], at: int, codes: Codes, before: Sequence[str]) -> TaskReference | None:
    """Return one more right behind, `2.7 2.8 xong`, only where nothing else is written like that; None for none."""
    code, length = codes.at(tokens, at)
    if (
        at in codes.titled
        or code is None
        or "." not in code
        or not before
        or "." not in before[-1]
        or tokens[at].is_close
    ):
        return None
    return None if _is_measured(tokens, at + length, code) else _one(tokens, at, length, code, codes)


def _between(codes: Sequence[str], first: Sequence[str], last: Sequence[str]) -> tuple[str, ...]:
    if len(first) != 1 or len(last) != 1:
        return ()
    start, end = codes.index(first[0]), codes.index(last[0])
    return tuple(codes[start : end + 1])


def _is_a_field(tokens: Sequence[Token], at: int, coded: int, length: int, labels: Labels | None) -> bool:
    """Say whether all of these tokens, but for the code before them, name a field, and its number, no per cent, is
    behind them: `tthc 96`, `1.1 giải ngân được 900 triệu`."""
    begins = at + coded
    while coded and begins < at + length and tokens[begins].kind == "sign":
        begins += 1
    named = labels.at(tokens, begins)[1] if labels is not None else 0
    start = past(tokens, begins + named, _FILLER)
    behind = [token for token in tokens[start : start + 3] if token.key != ":"]
    is_all = begins < at + length <= begins + named
    return is_all and bool(behind) and behind[0].kind == "number" and behind[-1].key != "%"


_FILLER = frozenset({"filler"})
