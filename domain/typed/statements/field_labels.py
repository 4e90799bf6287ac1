"""The labels of a requirement's own fields in a typed line: their codes and names, the longest that fits."""

import re
from collections.abc import Collection, Mapping, Sequence

from domain.forms.fields import Field
from domain.forms.own_fields import asked_with
from domain.typed.hearing import heard
from domain.typed.words.phrases import WORDS, meanings_at
from domain.typed.words.tokens import Token, tokens_of

_Path = tuple[str, ...]
_ENDS_IN_Y = re.compile(r"\b(qu|[hklmstv])([yýỳỷỹỵ])\b", re.IGNORECASE)
_ENDS_IN_I = re.compile(r"\b(qu|[hklmstv])([iíìỉĩị])\b", re.IGNORECASE)
_AS_I, _AS_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị"), str.maketrans("iíìỉĩị", "yýỳỷỹỵ")
_SHORTEST_PART = 2  # words: `hài lòng` of `Tỷ lệ hài lòng`


def _spellings(label: str) -> set[str]:
    """Return the spellings of a label: `Tỷ lệ`, `Tỉ lệ`: both are taught."""
    with_i = _ENDS_IN_Y.sub(lambda found: found[1] + found[2].casefold().translate(_AS_I), label)
    with_y = _ENDS_IN_I.sub(lambda found: found[1] + found[2].casefold().translate(_AS_Y), label)
    return {label, with_i, with_y}


def _parts_of_names(own: Sequence[Field]) -> dict[_Path, list[Field]]:
    """Return the words in a row of each name that people may say in its place, with the fields that have them."""
    found: dict[_Path, list[Field]] = {}
    for field in own:
        words = [token for token in tokens_of(field.name, WORDS) if token.kind == "word"]
        names = [field.name[token.start : token.end] for token in words]
        for start in range(len(words)):
            for end in range(start + _SHORTEST_PART, len(words) + 1):
                fields = found.setdefault(tuple(names[start:end]), [])
                if field not in fields:
                    fields.append(field)
    return found


class Labels:
    """Of a whole requirement. What is a word of the vocabulary already (a field called `Kết quả`, a code `ht`) keeps
    its meaning there and is no label, but for words that only lead to a measure (`Tỷ lệ`)."""

    def __init__(self, own: Sequence[Field] = ()) -> None:
        self.own = own
        self.words: frozenset[str] = WORDS
        self._by_keys: dict[_Path, list[tuple[_Path, Field]]] = {}
        for field in own:
            for label in (field.code, field.code.replace("_", " "), *_spellings(field.name)):
                self._add(field, label)
        for words, fields in _parts_of_names(own).items():
            if len(fields) == 1 and words not in self._by_keys:
                for label in _spellings(" ".join(words)):
                    self._add(fields[0], label, is_part=True)
        if own:
            self.words = WORDS | {key for keys in self._by_keys for key in keys if key.isalpha()}
        self.kept = frozenset(key for keys in self._by_keys for key in keys)
        self.named_by = frozenset(key for keys in self._by_keys for key in keys)
        self._longest = max(map(len, self._by_keys), default=0)
        self._starts = {keys[:size] for keys in self._by_keys for size in range(1, len(keys) + 1)}

    def _add(self, field: Field, label: str, *, is_part: bool = False) -> None:
        tokens, words = tokens_of(label, WORDS), heard(label)
        meanings, length = meanings_at(words, 0)
        is_known = meanings and length == len(words) and any(one.value != "measure" for one in meanings)
        if not tokens or is_known or (meanings and is_part):
            return
        keys = tuple(token.key for token in tokens)
        self._by_keys.setdefault(keys, []).append((tuple(token.marked for token in tokens), field))

    def at(self, tokens: Sequence[Token], at: int) -> tuple[Field | None, int]:
        """Return the field that is named from this token on, and how many tokens name it; (None, 0) where none is."""
        if not self._starts:
            return None, 0
        found: tuple[Field | None, int] = (None, 0)
        keys: _Path = ()
        for size, token in enumerate(tokens[at : at + self._longest], 1):
            keys = (*keys, token.key)
            if keys not in self._starts:
                break
            for marked, field in self._by_keys.get(keys, ()):
                if (
                    not any(marked)
                    or all(  # a code `von` is typed as the word that it is: `vốn`
                        not token.marked or token.marked == shaped
                        for token, shaped in zip(tokens[at : at + size], marked, strict=True)
                    )
                ):
                    found = (field, size)
        return found

    def of(self, task: str) -> tuple[Field, ...]:
        return asked_with(self.own, task)

    def tasks_of(self, codes: Sequence[str], wanted: Collection[str]) -> list[str]:
        """Return the tasks that all of these fields are asked with."""
        by_task: Mapping[str, set[str]] = {code: {field.code for field in self.of(code)} for code in codes}
        return [code for code in codes if by_task[code] >= set(wanted)]
