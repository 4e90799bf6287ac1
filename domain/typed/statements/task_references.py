"""Which tasks are named: `2.7`, `nhiệm vụ 2.7`, `2.7, 2.8 và 3.1`, `2.7 đến 2.9`, `tất cả`, `các nhiệm vụ còn lại`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from domain.typed.naming.mentions import Mention
from domain.typed.naming.task_places import PlaceReference, one_place_at, place_at
from domain.typed.statements.task_codes import Codes, is_measured
from domain.typed.words.clause_starts import stands_at
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import Meaning

_LEADS = frozenset({"filler", "task", "both"})


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
        return None if is_measured(tokens, at + length, code) else _one(tokens, at, length, code, codes)
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
    return not is_measured(tokens, after, ",") and (has_colon or stands_at(tokens, after + has_colon))


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
    if is_measured(tokens, at + 1, token.key) or not any("." in code for code in codes.codes):
        return None
    return TaskReference((), 1, token.key, codes.near(token.key))


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
    return None if is_measured(tokens, at + length, code) else _one(tokens, at, length, code, codes)


def _between(codes: Sequence[str], first: Sequence[str], last: Sequence[str]) -> tuple[str, ...]:
    if len(first) != 1 or len(last) != 1:
        return ()
    start, end = codes.index(first[0]), codes.index(last[0])
    return tuple(codes[start : end + 1])
