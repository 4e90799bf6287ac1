"""One clause of a typed line: how the task stands, per cents, figures, days; and whether anything is left over."""

from collections.abc import Sequence
from datetime import date

from domain.form import Status
from domain.typed.agreeing import NEARLY, is_below_all
from domain.typed.clause import Clause
from domain.typed.days import Day, day_at
from domain.typed.figures import percents
from domain.typed.meant import Answers
from domain.typed.phrases import meanings_at
from domain.typed.quantities import figure_at, percent_offers
from domain.typed.tokens import Token
from domain.typed.vocabulary import Meaning

_STANDING = frozenset({"done", "doing", "now", "not_yet", "no", "soon", "later", "was", "hedge", "nil"})
_NOT_SO = frozenset({"not_yet", "no", "nil", "later", "soon"})  # before a figure: it is none that was reached
_TICKS = frozenset("✅☑✔✓👍👌🆗")


# Which words of standing make which; the first line that fits.
_STANDINGS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"hedge", "done"}), "almost"),
    (frozenset({"not_yet", "done"}), "not_done"),
    (frozenset({"no", "done"}), "not_done"),
    (frozenset({"not_yet", "doing"}), Status.NOT_STARTED),
    (frozenset({"not_yet", "now"}), Status.NOT_STARTED),
    (frozenset({"no", "doing"}), "will_not"),
    (frozenset({"later", "done"}), "promised"),
    (frozenset({"soon", "done"}), NEARLY),
    (frozenset({"later", "doing"}), Status.NOT_STARTED),
    (frozenset({"soon", "doing"}), Status.NOT_STARTED),
    (frozenset({"not_yet"}), Status.NOT_STARTED),
    (frozenset({"now"}), Status.IN_PROGRESS),
    (frozenset({"done"}), Status.DONE),
    (frozenset({"hedge", "doing"}), "started"),
    (frozenset({"doing"}), "started"),
    (frozenset({"no"}), "unclear"),
    (frozenset({"later"}), "unclear"),
    (frozenset({"hedge"}), "unclear"),
    (frozenset({"soon"}), "unclear"),
)


_WITH_NOTHING = frozenset({"nil", "now"})


def standing_of(words: Sequence[str]) -> str | None:
    said = frozenset(words)
    if "nil" in said:  # `chưa không phát sinh`, `hầu như không phát sinh`: with any other word it is not certain
        return str(Status.NOTHING) if said <= _WITH_NOTHING else "nil_task"
    return next((str(standing) for needed, standing in _STANDINGS if needed <= said), None)


def read_clause(tokens: Sequence[Token], text: str, today: date) -> Clause:
    """What the clause says; its tokens hold no label and no task any more."""
    clause, at = Clause(), 0
    words, is_hanging, asks, wishes = clause.words, False, False, False
    unknown: list[Token] = []  # words without a meaning, which may name the figure that follows
    while at < len(tokens):
        figures = len(clause.figures)
        if taken := figure_at(clause, tokens, at, unknown, text) or _day(clause, tokens, at, today):
            if len(clause.figures) > figures and (wishes or is_hanging or _NOT_SO & set(words)):
                clause.figures.pop()
                unknown.extend(tokens[at : at + taken])
                words.clear()
                is_hanging = True
            at, asks = at + taken, False
            continue
        meanings, length = meanings_at(tokens, at)
        meaning = _meant(meanings)
        if meaning is None:
            clause.is_question |= tokens[at].key == "?"
            if tokens[at].kind != "sign" or not _is_plain_sign(tokens[at].key):
                unknown.append(tokens[at])
                asks = False
            at += 1
            continue
        if meaning.kind in _STANDING or meaning == Meaning("resolved", "done"):
            kind = meaning.kind if meaning.kind in _STANDING else "done"
            asks = kind in ("not_yet", "no") and bool({"done", "doing", "nil"} & set(words))
            if is_hanging:  # `chờ 2.8 xong`: said of what it waits for
                unknown.extend(tokens[at : at + length])
            else:
                words += [kind, "not_yet"] if meaning == Meaning("nil", "yet") else [kind]
            clause.percent_follows_done = False
        elif meaning.kind == "computed":
            clause.doubts.append(("computed", ()))
        elif meaning.kind == "vague_day":
            clause.doubts.append(("day", ()))
        elif meaning.kind == "as_before":
            clause.doubts.append(("as_before", ()))
        elif not _says_nothing(meanings, tokens[at]):
            is_hanging |= meaning.kind == "waits"
            wishes |= meaning.kind in ("extension_by", "wishes")
            unknown.extend(tokens[at : at + length])
            asks = False
        at += length
    clause.is_question |= asks  # `xong chưa`, `xong không`
    clause.standing = standing_of(words)
    if clause.standing == Status.DONE and any(map(is_below_all, clause.figures)):
        clause.standing, clause.is_below = str(Status.IN_PROGRESS), True
    _settle(clause, unknown)
    return clause


_SAYS_NOTHING = frozenset({"filler", "any", "about", "and"})


def _says_nothing(meanings: Sequence[Meaning], token: Token) -> bool:
    kinds = {meaning.kind for meaning in meanings}
    return bool(kinds & _SAYS_NOTHING) or (bool(token.marked) and "marked_filler" in kinds)


def _settle(clause: Clause, unknown: Sequence[Token]) -> None:
    """What is left over: a number alone may be a per cent, a tick may be meant as done; anything else is words."""
    if len(unknown) == 1 and not clause.says_something:
        key = unknown[0].key
        if unknown[0].kind == "number" and (offers := percent_offers(percents(key))):
            clause.doubts.append(("number", offers))
            return
        if key in _TICKS:
            clause.doubts.append(("mark", ({"status": str(Status.DONE)},)))
            return
    clause.has_leftovers = bool(unknown)


def _meant(meanings: Sequence[Meaning]) -> Meaning | None:
    return meanings[0] if meanings else None


def _is_plain_sign(sign: str) -> bool:
    return sign in ".,:;!?()[]\"'“”‘’-–—…*•+~=>#" or not sign.isprintable()


# Days


def _day(clause: Clause, tokens: Sequence[Token], at: int, today: date) -> int:
    found = day_at(tokens, at, today)
    if found is None:
        return 0
    _take_day(clause, found, tokens, at, today)
    return found.length


def _take_day(clause: Clause, found: Day, tokens: Sequence[Token], at: int, today: date) -> None:
    if found.day is None:
        clause.doubts.append(("no_such_day", ()))
    elif found.day > today:
        clause.doubts.append(("to_come", ()))
    elif clause.done_on is not None or found.is_bound:
        clause.doubts.append(("day", ()))
    elif found.is_bare:
        clause.doubts.append(("part_or_day", ({"done_on": found.day.isoformat()}, *_bare_part(tokens, at))))
    else:
        clause.done_on = found.day


def _bare_part(tokens: Sequence[Token], at: int) -> tuple[Answers, ...]:
    """`5/12` as five of twelve; `31/1` is none."""
    number, whole = int(tokens[at].key), int(tokens[at + 2].key)
    if number > whole:
        return ()
    return ({"figures": [{"what": "", "n": number, "of": whole, "unit": ""}]},)
