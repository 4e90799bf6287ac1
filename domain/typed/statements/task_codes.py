"""The codes of the tasks that are asked, and where they and the tasks' titles stand in a line."""

from collections.abc import Mapping, Sequence

from domain.text import codes_meant, fold
from domain.typed.naming.mentions import Mention, mentions
from domain.typed.naming.titles import Titles
from domain.typed.statements.field_labels import Labels
from domain.typed.values.money import money_unit
from domain.typed.words.clause_starts import past
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token, key_at

_NEAREST = 3  # codes that are offered in the place of an unknown one
_NONE: Mapping[int, Mention] = {}
_MEASURES = frozenset({"km", "ha", "m", "m2", "kg", "tan", "ty", "trieu", "gb"})


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
        return code is not None and behind not in _MEASURES and not is_measured(tokens, at + length, code)

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


def is_measured(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether the number is an amount: a unit, a per cent or a part of a whole follows."""
    if at >= len(tokens) or not code[:1].isdigit():
        return False
    if tokens[at].key == "%" or (tokens[at].key == "/" and "." not in code):
        return True
    return "percent" in kinds_at(tokens, at) or money_unit(tokens, at)[0] is not None


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
