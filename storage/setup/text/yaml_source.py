"""A YAML text as plain data that remembers on which line each thing stands.

Read from the parser's events and never recursively: the C loader of PyYAML crashes the whole process on a text of
nested brackets. Aliases are refused, so that a short text cannot unfold into a long one.

Inside braces a comma in a text without quotes, `{name: Các ban, ngành}`, begins a new key to YAML. What follows it is
taken for the rest of the text where it can be nothing else: no colon behind it, and no key of a setup file.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.resolver import Resolver

from domain.messaging.sentences import BigNumber, Filling, Sentence, sentence
from domain.text import nfc
from storage.setup.text.problems import Path, Problem, SetupProblems, where
from storage.setup.text.yaml_errors import syntax_problems, unreadable

MAX_DEPTH = 20
LONGEST = 10_000
"""Characters of one text, in YAML or a cell. What is longer is said to be so, and no rule looks at it."""
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = Resolver()
_STR, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
_PLAIN_TAGS = {None, "!", _STR, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}

Finding = tuple[Path, Sentence]


class Bare(str):
    """Written without quotes, and no text to YAML: a number, a date, yes or no. Kept as it was written."""


@dataclass(frozen=True, slots=True)
class Source:
    """The data of a file (dicts, lists, text, `Bare`, None) and the line of each path; a key's line for its value.

    `notices`: what whoever sent it should know of how it was read. `unread`: the lists (`units`, `tasks`) that are in
    the file and could not be read, which is a problem told already."""

    data: Any
    lines: Mapping[Path, int]
    notices: tuple[Filling, ...] = ()
    unread: frozenset[str] = frozenset()

    def line(self, path: Path) -> int | None:
        """Return the line of the path, or else of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def place(self, path: Path) -> Filling:
        return sentence("setup.line_number", number=self.line(path) or 0)

    def problem(self, finding: Finding) -> Problem:
        path, message = finding
        return Problem(self.line(path), where(path), message)


def parse(text: str | bytes, keys: Collection[str]) -> tuple[Source, list[Problem]]:
    """Return the data of a text, with the problems that do not hinder reading on; raise SetupProblems for those that
    do.

    keys: all that mean something in such a file.
    """
    text = unreadable(text)
    builder = _Builder(text, keys)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        raise SetupProblems([*builder.problems, *syntax_problems(text, error)]) from None
    return Source(builder.root, builder.lines), builder.problems


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled."""

    path: Path
    content: dict[str, Any] | list[Any]
    in_braces: bool
    key: str | None = None
    key_end: int = 0
    unquoted: str | None = None  # the key before, where a text without quotes was put under it

    @property
    def next_path(self) -> Path:
        return (*self.path, len(self.content) if isinstance(self.content, list) else str(self.key))

    def put(self, value: Any) -> None:
        """Take the next item; of a key given twice the first value stays."""
        if isinstance(self.content, list):
            self.content.append(value)
        else:
            self.content.setdefault(str(self.key), value)
            self.key = None

    def continue_text(self) -> None:
        """Take the key for what follows a comma in the text before it."""
        assert isinstance(self.content, dict)
        self.content[str(self.unquoted)] = f"{self.content[str(self.unquoted)]}, {self.key}"
        self.key = None


@dataclass(slots=True)
class _Builder:
    text: str
    keys: Collection[str]
    root: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        assert event.start_mark is not None
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise SetupProblems([Problem(line, "", sentence("setup.yaml.several_documents"))])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, line)

    def _node(self, event: yaml.NodeEvent, line: int) -> None:
        top = self._open[-1] if self._open else None
        if top and isinstance(top.content, dict) and top.key is None:
            self._begin_key(top, event, line)
            return
        if top and self._is_rest_of_text(top, event):
            top.continue_text()
            self._bound(top, line)
            return
        path = top.next_path if top else ()
        self.lines.setdefault(path, line)  # a key has set it already
        value = self._value(event, path, line)
        if top:
            top.unquoted = top.key if isinstance(event, yaml.ScalarEvent) and event.implicit[0] else None
            top.put(value)
        else:
            self.root = value

    def _bound(self, top: _Open, line: int) -> None:
        """Raise SetupProblems where a text that grows piece by piece is too long: it is put together anew for each
        piece."""
        assert isinstance(top.content, dict)
        so_far = top.content[str(top.unquoted)]
        if len(so_far) > LONGEST:
            place = where((*top.path, str(top.unquoted)))
            raise SetupProblems([*self.problems, Problem(line, place, too_long(so_far))])

    def _is_rest_of_text(self, top: _Open, event: yaml.NodeEvent) -> bool:
        return (
            top.in_braces
            and isinstance(event, yaml.ScalarEvent)
            and event.start_mark is not None
            and (event.value, event.implicit[0]) == ("", True)
            and top.unquoted is not None
            and top.key not in self.keys
            and ":" not in self.text[top.key_end : event.start_mark.index]
        )

    def _begin_key(self, top: _Open, event: yaml.NodeEvent, line: int) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise SetupProblems([*self.problems, Problem(line, where(top.path), sentence("setup.yaml.key_not_a_word"))])
        assert event.end_mark is not None
        if len(event.value) > LONGEST:
            raise SetupProblems([*self.problems, Problem(line, where(top.path), too_long(event.value))])
        top.key, top.key_end = nfc(event.value), event.end_mark.index
        path = (*top.path, top.key)
        if top.key in top.content:
            self._complain(path, line, sentence("setup.yaml.key_twice", key=top.key, line=self.lines[path]))
        self.lines.setdefault(path, line)

    def _value(self, event: yaml.NodeEvent, path: Path, line: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._complain(path, line, sentence("setup.yaml.alias", alias=f"*{event.anchor}"))
            return None
        tag = event.tag  # type: ignore[attr-defined]  # scalars and starts of collections have one
        if tag not in _PLAIN_TAGS:
            self._complain(path, line, sentence("setup.yaml.tag", tag=f"{tag}"))
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > LONGEST:
                self._complain(path, line, too_long(event.value))
                return None
            return _scalar(event) if tag in _PLAIN_TAGS else None
        assert isinstance(event, yaml.CollectionStartEvent)
        return self._begin(path, event, line)

    def _begin(self, path: Path, event: yaml.CollectionStartEvent, line: int) -> Any:
        if len(self._open) == MAX_DEPTH:
            raise SetupProblems([*self.problems, Problem(line, "", sentence("setup.yaml.too_deep", most=MAX_DEPTH))])
        content: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(path, content, in_braces=bool(event.flow_style)))
        return content

    def _complain(self, path: Path, line: int, message: Sentence) -> None:
        self.problems.append(Problem(line, where(path), message))


def too_long(text: str) -> Sentence:
    return sentence("setup.value.too_long", length=BigNumber(len(text)), most=BigNumber(LONGEST))


def _scalar(event: yaml.ScalarEvent) -> str | None:
    text = nfc(event.value)
    if event.tag is not None or not event.implicit[0]:
        return text
    tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
    if tag == _NULL:
        return None
    return text if tag == _STR else Bare(text)


def each(data: Any, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the paths and values that fit a pattern, in which `EACH` stands for all items of a list."""
    if not pattern:
        yield path, data
        return
    head, *rest = pattern
    if head == EACH and isinstance(data, list):
        for number, item in enumerate(data):
            yield from each(item, tuple(rest), (*path, number))
    elif isinstance(data, dict) and head in data:
        yield from each(data[head], tuple(rest), (*path, head))


EACH = "[]"
