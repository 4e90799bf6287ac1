"""Slips of the keyboard: `thuc hine`, `hoan thnah`, `xnog`, `thưc hiên`, `hoanthanh`. Only what may be no Vietnamese
word is taken for another, and only for words that say how a task stands or what follows; of two words that belong
together the other one must be there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from domain.text import spelt, word_keys
from domain.typed.hearing.syllables import may_be_word
from domain.typed.words.phrases import WORDS
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import PHRASES

_KINDS = frozenset(
    {"done", "doing", "now", "not_yet", "label", "percent", "nil", "extension", "rest", "all", "task", "soon",
     "computed", "respectively", "as_before"}
)  # fmt: skip
_ALONE = ("xong", "chưa", "không", "đang", "vướng", "nhưng", "làm", "riêng", "nếu")
"""Words that say enough without another beside them."""
_ACTS = frozenset(
    {"khong", "chua", "dau", "dung", "neu", "chang", "lam", "nhieu", "con", "thu", "tu"}
)  # with other marks: other words
_SHORTEST, _LONGEST = 3, 12  # letters
_MOST_PIECES = 5  # of words written together


@cache
def _couples() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]], dict[tuple[str, str], tuple[str, str]]]:
    """Return behind which word stands which, before which which; and the marks of both."""
    behind: dict[str, dict[str, str]] = {}
    before: dict[str, dict[str, str]] = {}
    both: dict[tuple[str, str], tuple[str, str]] = {}
    for meaning, texts in PHRASES.items():
        if meaning.kind not in _KINDS:
            continue
        for text in texts:
            for (first, marked), (second, other) in pairwise(map(word_keys, text.split())):
                behind.setdefault(first, {})[second] = other
                before.setdefault(second, {})[first] = marked
                both.setdefault((first, second), (marked, other))
    return behind, before, both


_COUPLES = ("hoàn thành", "hoàn tất", "thực hiện", "triển khai", "tiến hành", "kết thúc", "khởi công", "bắt đầu",
                   "vướng mắc", "khó khăn", "kiến nghị", "đề nghị", "đề xuất", "kết quả", "phần trăm", "phát sinh",
                   "gia hạn", "tiến độ", "nhiệm vụ", "báo cáo", "hoàn thiện", "hạn chế", "tồn tại", "trở ngại",
)  # fmt: skip
_MARKED = {
    tuple(word_keys(word)[0] for word in couple.split()): tuple(word_keys(word)[1] for word in couple.split())
    for couple in _COUPLES
}
"""Couples that are no other two words, whatever marks are wrong."""
_LONE: Mapping[str, str] = dict(map(word_keys, _ALONE))


@cache
def _written_together() -> frozenset[str]:
    """Return the words that may stand in several written as one, by their keys."""
    words = {
        word
        for meaning, texts in PHRASES.items()
        if meaning.kind in _KINDS | {"was", "no"}
        for text in texts
        for word in text.split()
        if len(word) > 1
    }
    not_so = {"lay", "same", "as", "copy", "xi"}  # `delay` is one word
    return frozenset(word_keys(word)[0] for word in words) - not_so | {"roi", "het", "luon", "duoc"}


def put_right(tokens: Sequence[Token], text: str) -> list[Token]:
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind != "word":
            found.append(token)
        elif _is_strange(token) and (pieces := _taken_apart(token, text)):
            found += pieces
        else:
            found.append(_meant(tokens, at, found, text))
    return _with_right_marks(found)


def _is_strange(token: Token) -> bool:
    return len(token.key) >= _SHORTEST and token.key not in WORDS and not may_be_word(token.key)


def _meant(tokens: Sequence[Token], at: int, before: Sequence[Token], text: str) -> Token:
    token = tokens[at]
    if not _is_strange(token) or len(token.key) > _LONGEST or _is_a_name(tokens, at, text):
        return token
    left = before[-1].key if before and before[-1].kind == "word" else ""
    right = tokens[at + 1].key if at + 1 < len(tokens) and tokens[at + 1].kind == "word" else ""
    found = _nearest(token.key, left, right)
    if found is None:
        return token
    key, marked = found
    return replace(token, key=key, marked=marked if token.marked else "", is_leftover=True)


def _is_a_name(tokens: Sequence[Token], at: int, text: str) -> bool:
    typed = text[tokens[at].start : tokens[at].end]
    if typed.isupper():
        return len(typed) <= 4  # an abbreviation
    return typed[:1].isupper() and at > 0 and tokens[at - 1].kind == "word"


@lru_cache(maxsize=4096)
def _nearest(key: str, left: str, right: str) -> tuple[str, str] | None:
    """Return the one word that fits beside these and is one slip away; None where there are two, or none."""
    behind, before, both = _couples()
    beside = behind.get(left, {}) | before.get(right, {})
    near = {one: marks for one, marks in beside.items() if _is_near(key, one)}
    near = near or {one: marks for one, marks in _LONE.items() if _is_near(key, one)}
    if not near and right and not may_be_word(right):  # both are wrong: `hona thnah`
        near = {one: marks for (one, two), (marks, _) in both.items() if _is_near(key, one) and _is_near(right, two)}
    return next(iter(near.items())) if len(near) == 1 else None


def _is_near(typed: str, meant: str) -> bool:
    """Say whether one letter is wrong, missing, too many, or two are in the wrong order."""
    if typed == meant or abs(len(typed) - len(meant)) > 1 or len(meant) < _SHORTEST:
        return False
    at = next((at for at, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    if len(typed) == len(meant):
        is_swapped = typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]
        return is_swapped or (len(meant) > _SHORTEST and typed[at + 1 :] == meant[at + 1 :])
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    return len(shorter) >= _SHORTEST and longer[at + 1 :] == shorter[at:]


def _taken_apart(token: Token, text: str) -> list[Token]:
    """Take words apart that were written together, each of which is known: `hoanthanh`, `chưaxong`. Return none for any
    other."""
    typed = text[token.start : token.end]
    if len(typed) != len(token.key) or len(typed) > _LONGEST * 2:
        return []
    ends = _pieces(token.key)
    if len(ends) < 2:
        return []
    found, start = list[Token](), 0
    for end in ends:
        key, marked = word_keys(typed[start:end])
        is_first = not start
        found.append(
            Token("word", key, marked, token.start + start, token.start + end, is_close=token.is_close or not is_first)
        )
        start = end
    return found


@lru_cache(maxsize=1024)
def _pieces(key: str) -> tuple[int, ...]:
    """Return where the fewest known words that make it up end; none where it is not made of such."""
    together = _written_together()
    ways: dict[int, tuple[int, ...]] = {0: ()}
    for end in range(1, len(key) + 1):
        found = [
            (*ways[start], end)
            for start in range(max(0, end - 8), end)
            if start in ways and len(ways[start]) < _MOST_PIECES and key[start:end] in together
        ]
        if found:
            ways[end] = min(found, key=len)
    return ways.get(len(key), ())


def _with_right_marks(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the right marks, where both letters of a couple are right and the marks of one are not:
    `thưc hiên`, `hoàn thánh`."""
    for at in range(len(tokens) - 1):
        first, second = tokens[at], tokens[at + 1]
        marks = _MARKED.get((first.key, second.key))
        if marks is None or {first.key, second.key} & _ACTS or not (first.marked or second.marked):
            continue
        if min(len(first.key), len(second.key)) < _SHORTEST:  # `thứ tư` is no `thứ tự`
            continue
        pairs = ((first, marks[0]), (second, marks[1]))
        wrong = [(token, mark) for token, mark in pairs if token.marked not in ("", mark)]
        are_right = len(wrong) < 2 and any(token.marked == mark != "" for token, mark in pairs)
        if wrong and (are_right or all(_is_less(token.marked, mark) for token, mark in wrong)):
            tokens[at] = replace(first, marked="" if first.marked == "" else marks[0])
            tokens[at + 1] = replace(second, marked="" if second.marked == "" else marks[1])
    return tokens


def _is_less(typed: str, meant: str) -> bool:
    """Say whether only marks were left out: `hiên` of `hiện`."""
    left: Iterable[str] = spelt("NFD", meant)
    rest = list(left)
    for letter in spelt("NFD", typed):
        if letter not in rest:
            return False
        rest.remove(letter)
    return True
