"""Where the words of tasks' titles stand in a line: parts of one, initials (`gtnt`), what an abbreviation stands for
(`khoa học công nghệ` for `KH&CN`), written together, or with one letter wrong.

A span of words is kept as long as one title has them all, so that the work is linear in the line.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.typed.naming.atoms import Atom, atoms_of, is_abbreviation, weighed
from domain.typed.naming.words import JOINS, SHORT
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_LONGEST_INITIALS, _FEWEST_INITIALS = 8, 2
_SHORTEST_MISTYPED = 4  # letters
_MANY, _MOSTLY = 3, 0.35  # words, and of a title: by fewer and less nobody knows it that has other marks
_LONGEST_SPAN = 40  # tokens
_MOST_JOINS = 2
_MOST_MEANT = 8  # tasks of which it is asked which is meant
_AS_ONE = 3  # words that tell little tell together as much as one that tells
_SPEAKS = frozenset(
    {"done", "doing", "now", "not_yet", "no", "nil", "soon", "label", "percent", "later", "hedge", "all", "rest",
     "except", "but", "extension", "task", "spared", "left", "to", "filler", "any", "asks",
     "marked_filler", "waits", "if", "guess"}
)  # fmt: skip
"""Words that say something of a task: they belong to a title only in its own order."""

_MAY_BE_HEARD = frozenset({"doing", "marked_filler", "asks"})  # and not `chưa`, which is no `chữa`

Places = tuple[int, ...]
Hits = Mapping[int, Sequence[Places]]
"""The number of a title, and the places of its atoms that may be said; each time they stand in it."""


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """Words of titles from a token to before another. `codes`: the tasks that may be meant by them; `words`: how many
    they are, but for those that tell nothing; `share`: how much of the title."""

    start: int
    end: int
    codes: tuple[str, ...]
    words: int
    share: float


class Titles:
    def __init__(self, titles: Mapping[str, str]) -> None:
        self.codes = list(titles)
        self.rows = weighed([atoms_of(title) for title in titles.values()])
        atoms = [atom for row in self.rows for atom in row]
        self.words = frozenset(atom.word for atom in atoms if len(atom.word) > 1)  # by which keystrokes are tried
        self.abbreviations = frozenset(atom.of for atom in atoms if atom.of)  # not to be written out
        self._weights = [sum(atom.weight for atom in row) or 1.0 for row in self.rows]
        self._by_word: dict[str, dict[int, list[Places]]] = {}
        self._by_initials: dict[str, dict[int, list[Places]]] = {}
        self._mistyped: dict[str, set[str]] = {}
        self._marked: dict[tuple[str, str], Hits] = {}  # not more than there are ways to mark the words
        self._own: dict[str, frozenset[str]] = {}
        self._letters = frozenset(atom.letter for atom in atoms if atom.of)
        for number, row in enumerate(self.rows):
            for at in range(len(row)):
                self._index(number, row, at)

    def _index(self, title: int, row: Sequence[Atom], at: int) -> None:
        for size in range(1, min(_LONGEST_INITIALS, len(row) - at) + 1):
            run, places = row[at : at + size], tuple(range(at, at + size))
            words = [atom.word for atom in run]
            if size <= 3 and all(words):
                self._by_word.setdefault("".join(words), {}).setdefault(title, []).append(places)
            if size > 1:
                letters = "".join(atom.letter for atom in run)
                self._by_initials.setdefault(letters, {}).setdefault(title, []).append(places)
        if len(row[at].word) >= _SHORTEST_MISTYPED:
            for key in nearly(row[at].word):
                self._mistyped.setdefault(key, set()).add(row[at].word)

    def span_at(self, tokens: Sequence[Token], start: int) -> TitleSpan | None:
        """Return the words of titles that begin here, as far as one title has them all; None where none do."""
        said: dict[int, list[int]] = {}
        at, end, words, wrong, joins, is_heard = start, start, 0, 0, 0, False
        while at < len(tokens) and at - start < _LONGEST_SPAN:
            hits, size, is_wrong = self._hits(tokens, at)
            chosen = self._chosen(hits, said, only_next=joins > 0 and _is_apart(tokens[end:at]))
            is_odd = bool(kinds_at(tokens, at) & _SPEAKS) or (is_wrong and bool(tokens[at].marked))
            if chosen and is_odd and not self._in_order(tokens, at + size, chosen, said, hits):
                chosen = {}
            chosen = chosen or self._next_initials(tokens[at], said)
            if chosen:
                said = {title: [*said.get(title, ()), *places] for title, places in chosen.items()}
                words, wrong, joins = words + 1, wrong + is_wrong, 0
                is_heard |= is_wrong and bool(tokens[at].marked)
                at = end = at + size
            elif said and joins < _MOST_JOINS and (tokens[at].key in JOINS or tokens[at].key == ","):
                joins, at = joins + 1, at + 1
            elif said and not joins and self._is_mistyped(tokens, at, said):
                words, wrong, at = words + 1, wrong + 1, at + 1
            else:
                break
        is_known = 0 < len(said) <= _MOST_MEANT and wrong * 2 < words + (words > 1)
        found = self._found(start, end, said) if is_known else None
        is_little = found is not None and is_heard and words < _MANY and found.share < _MOSTLY  # `nhà tắm`
        return None if is_little else found

    def words_of(self, code: str) -> frozenset[str]:
        """Return the words of one title, and the initials of those that stand beside each other: `bd` of `bảo
        dưỡng`."""
        if code not in self._own:
            row = self.rows[self.codes.index(code)] if code in self.codes else ()
            letters = "".join(atom.letter for atom in row)
            runs = {letters[at : at + size] for at in range(len(letters)) for size in range(2, _LONGEST_INITIALS)}
            words = {atom.word for atom in row if atom.word}
            self._own[code] = frozenset(words | {run for run in runs if len(run) > 1})
        return self._own[code]

    def of_all(self, tokens: Sequence[Token]) -> str | None:
        """Return the task of which these are the title, or surely a part of it, and nothing else; None where there is
        none."""
        span = self.span_at(tokens, 0) if tokens and self.codes else None
        if span is None or span.end < len(tokens) or span.words < 2 or len(span.codes) != 1:
            return None
        return span.codes[0]

    def of_any(self, tokens: Sequence[Token]) -> str | None:
        """Return the one task whose title all of these words are of, however few; None where there is no such one."""
        span = self.span_at(tokens, 0) if tokens and self.codes else None
        return span.codes[0] if span is not None and span.end == len(tokens) and len(span.codes) == 1 else None

    def _is_mistyped(self, tokens: Sequence[Token], at: int, said: Mapping[int, Sequence[int]]) -> bool:
        """Say whether one word is wrong between two that stand around one in the title: `rau hao chè`."""
        if at + 1 >= len(tokens) or tokens[at].kind != "word" or kinds_at(tokens, at):
            return False
        hits = self._hits(tokens, at + 1)[0]
        return any(places[0] == said[title][-1] + 2 for title in said for places in hits.get(title, ()))

    def _chosen(self, hits: Hits, said: Mapping[int, Sequence[int]], *, only_next: bool) -> dict[int, Places]:
        """Return, of the titles that have all words so far, the places that go on where these end, else the first."""
        chosen: dict[int, Places] = {}
        for title, each in hits.items():
            if said and title not in said:
                continue
            following = said[title][-1] + 1 if said else 0
            is_next = next((places for places in each if places[0] == following), None)
            if is_next is not None or not only_next:
                chosen[title] = is_next or each[0]
        return chosen

    def _next_initials(self, token: Token, said: Mapping[int, Sequence[int]]) -> dict[int, Places]:
        """Return initials of the two words that come next in the title: `tc` behind `đổi mới hoạt động của`."""
        if len(token.key) != _FEWEST_INITIALS or token.kind != "word":
            return {}
        found = self._by_initials.get(token.key, {})
        return {
            title: places
            for title, placed in said.items()
            for places in found.get(title, ())
            if places[0] == placed[-1] + 1
        }

    def _in_order(
        self,
        tokens: Sequence[Token],
        after: int,
        chosen: Mapping[int, Places],
        said: Mapping[int, Sequence[int]],
        hits: Hits,
    ) -> bool:
        """Say whether words stand beside each other as in the title. A word that says how something stands is the
        title's only there: `làm đường`, and not `đường gtnt làm xong`."""
        if any(said[title][-1] + 1 == places[0] for title, places in chosen.items() if title in said):
            return True
        if said or after >= len(tokens):
            return False
        behind = self._hits(tokens, after)[0]
        return any(
            here[-1] + 1 == there[0] for title in chosen for here in hits[title] for there in behind.get(title, ())
        )

    def _found(self, start: int, end: int, said: Mapping[int, Sequence[int]]) -> TitleSpan:
        share = {
            title: sum(self.rows[title][at].weight for at in set(places)) / self._weights[title]
            for title, places in said.items()
        }
        whole = [title for title in said if share[title] > 0.99]
        meant = whole if len(whole) == 1 else list(said)
        first = max(meant, key=lambda title: share[title])
        atoms = [self.rows[first][at] for at in said[first]]
        told = len({atom.word or atom.of for atom in atoms if atom.tells})
        told += len({atom.word for atom in atoms if not atom.tells}) // _AS_ONE
        return TitleSpan(start, end, tuple(self.codes[title] for title in sorted(meant)), told, share[first])

    def _hits(self, tokens: Sequence[Token], at: int) -> tuple[Hits, int, bool]:
        """Return what the token here, or those from here on that an abbreviation stands for, may be of titles; how many
        tokens that are, and whether a letter is wrong."""
        token = tokens[at]
        if token.kind not in ("word", "number"):
            return {}, 1, False
        if hits := self._as_typed(token):
            return hits, 1, False
        if token.kind == "number":
            return {}, 1, False
        found, size = self._spelt_out(tokens, at)
        if found:
            return found, size, False
        if is_abbreviation(token.key) and (hits := self._abbreviated(token)):
            return hits, 1, False
        is_heard = bool(token.marked) and kinds_at(tokens, at) <= _MAY_BE_HEARD  # `hổ tịch`, as a machine heard it
        if is_heard and (hits := self._by_word.get(token.key, {})):
            return hits, 1, True
        if len(token.key) >= _SHORTEST_MISTYPED and not kinds_at(tokens, at):
            near: dict[int, list[Places]] = {}
            for word in sorted({word for key in nearly(token.key) for word in self._mistyped.get(key, ())}):
                for title, each in self._by_word[word].items():
                    near.setdefault(title, []).extend(each)
            return near, 1, bool(near)
        return {}, 1, False

    def _as_typed(self, token: Token) -> Hits:
        """Return what the word may be of titles with the marks that were typed: `quý` is not `quỹ`."""
        found = self._by_word.get(token.key, {})
        if not token.marked or not found:
            return found
        known = self._marked.get((token.key, token.marked))
        if known is None:
            known = _only(found, lambda title, one: len(one) > 1 or self._marks(title, one[0]) in ("", token.marked))
            self._marked[token.key, token.marked] = known
        return known

    def _marks(self, title: int, at: int) -> str:
        return self.rows[title][at].marked

    def _abbreviated(self, token: Token) -> Hits:
        """Return what an abbreviation may be of titles, `gtnt`, `khcn`; two letters only where they mostly stand for
        these words. A `đ` that was typed is no `d`."""
        letters = token.key
        found: Hits = self._by_initials.get(letters, {})
        if "đ" in token.marked and len(token.marked) == len(letters):
            strokes = [at for at, letter in enumerate(token.marked) if letter == "đ"]
            found = _only(found, lambda title, one: all(self._marks(title, one[at])[:1] in ("", "đ") for at in strokes))
        if len(letters) > 2:
            return found
        return _only(found, lambda title, places: self._words(title, places) in ("", *SHORT.get(letters, ())))

    def _spelt_out(self, tokens: Sequence[Token], at: int) -> tuple[Hits, int]:
        """Return the abbreviation for which words stand, and how many: `khoa học (và) công nghệ`, where the title has
        `KH&CN`; `doanh nghiệp`, where it has `DN`."""
        if tokens[at].key[0] not in self._letters:
            return {}, 1
        words, ends = list[str](), list[int]()
        for end, token in enumerate(tokens[at : at + 2 * _LONGEST_INITIALS], 1):
            if token.kind != "word":
                if token.key != "&":
                    break
            elif token.key not in JOINS:
                words.append(token.key)
                ends.append(end)
        for size in range(min(len(words), _LONGEST_INITIALS), 1, -1):
            letters = "".join(word[0] for word in words[:size])
            found = _only(self._by_initials.get(letters, {}), lambda title, places: not self._words(title, places))
            if found and (size > 2 or " ".join(words[:2]) in SHORT.get(letters, ())):
                return found, ends[size - 1]
        return {}, 1

    def _words(self, title: int, places: Places) -> str:
        return " ".join(self.rows[title][at].word for at in places).strip()


@lru_cache(maxsize=64)
def titles_of(titles: tuple[tuple[str, str], ...]) -> Titles:
    """Return the titles of these codes; made once for each report."""
    return Titles(dict(titles))


def _only(found: Hits, fits: Callable[[int, Places], bool]) -> Hits:
    return {
        title: fitting
        for title, each in found.items()
        if (fitting := [places for places in each if fits(title, places)])
    }


def _is_apart(between: Iterable[Token]) -> bool:
    """Say whether a comma or a dash is between two words of one title, which follow each other there."""
    return any(token.kind != "word" and token.key != "&" for token in between)


def nearly(word: str) -> set[str]:
    """Return the word, and it without each one of its letters: of two words with one letter wrong, missing, too many or
    swapped, one such key is the same."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
