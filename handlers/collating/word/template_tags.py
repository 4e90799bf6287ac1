"""The tags of a Word template, line by line: what is not whole, what has no end, what prints nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from handlers.collating.word.own_templates import TemplateFlaw

LONGEST_LINE = 80  # characters that are quoted
# A tag does not begin inside another of its kind; looking for its end there would take time without bounds.
TAG = re.compile(
    r"\{\{(?P<print>(?:(?!\{\{).)*?)\}\}|\{%(?:-|(?:p|tr|tc|r)?\s)(?P<block>(?:(?!\{%).)*?)%\}|\{#(?:(?!\{#).)*?#\}"
)
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})  # as docxtpl takes them
_ENDS = {"endfor": "for", "endif": "if"}
_MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
_OTHER_FILES = ("include", "extends", "import", "from")  # there are none to be had
_ENVIRONMENT = SandboxedEnvironment()


def shortened(line: str) -> str:
    """Return a line as it is quoted."""
    said = line.strip()
    return said if len(said) <= LONGEST_LINE else f"{said[: LONGEST_LINE - 1]}…"


def tried_alone(line: str) -> Iterator[str]:
    """Yield what of a line's tags can be tried by itself: what is printed, and what a loop goes through."""
    for tag in TAG.finditer(line):
        if tag["print"] is not None:
            yield f"{{{{ {tag['print'].translate(_QUOTES)} }}}}"
        elif tag["block"] is not None and tag["block"].strip().startswith("for "):
            yield f"{{% {tag['block'].translate(_QUOTES).strip(' -')} %}}{{% endfor %}}"


@dataclass(slots=True)
class _Block:
    """What is open: `for` with the name that goes through, or `if`."""

    kind: str
    name: str
    line: str
    says_something: bool = False


@dataclass(slots=True)
class _Reading:
    flaws: list[TemplateFlaw] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)

    def flaw(self, why: str, line: str, detail: str = "") -> None:
        self.flaws.append(TemplateFlaw(why, shortened(line), detail))  # type: ignore[arg-type]

    def said(self, expression: str) -> None:
        """Note that something is printed; of loops only what they go through counts."""
        for block in self.blocks:
            is_of_it = block.kind == "if" or re.search(rf"\b{re.escape(block.name)}\b", expression) is not None
            block.says_something |= is_of_it


def flaws_of(lines: Sequence[str]) -> list[TemplateFlaw]:
    """Return what can be seen without filling anything in."""
    reading = _Reading()
    for line in lines:
        _read(reading, line)
    for block in reading.blocks:
        reading.flaw("unclosed", block.line, f"end{block.kind}")
    return reading.flaws


def _read(reading: _Reading, line: str) -> None:
    if re.search(r"[{}]", TAG.sub("", line)):
        reading.flaw("brace", line)
        return
    rest = TAG.sub("", line).strip()
    for tag in TAG.finditer(line):
        if tag["print"] is not None:
            _print(reading, line, tag["print"].translate(_QUOTES).strip())
        elif tag["block"] is not None:
            _block(reading, line, tag["block"].translate(_QUOTES).strip(" -"))
    if rest:
        for block in reading.blocks:
            block.says_something |= block.kind == "if"


def _print(reading: _Reading, line: str, expression: str) -> None:
    try:
        body = _ENVIRONMENT.parse(f"{{{{ {expression} }}}}").body
        _ENVIRONMENT.from_string(f"{{{{ {expression} }}}}")  # filters are looked for only now
    except TemplateSyntaxError as error:
        reading.flaw("tag", line, error.message or "")
        return
    printed = [node for output in body if isinstance(output, nodes.Output) for node in output.nodes]
    if not printed or any(isinstance(node, nodes.Const | nodes.TemplateData) for node in printed):
        reading.flaw("literal", line)
    reading.said(expression)


def _block(reading: _Reading, line: str, written: str) -> None:
    word = written.split(" ", 1)[0]
    if word in _ENDS:
        _close(reading, line, word)
    elif word in ("for", "if"):
        try:
            _ENVIRONMENT.parse(f"{{% {written} %}}{{% end{word} %}}")
        except TemplateSyntaxError as error:
            reading.flaw("tag", line, error.message or "")
        reading.said(written)
        name = written.removeprefix("for").split(" in ")[0].strip() if word == "for" else ""
        reading.blocks.append(_Block(word, name, line))
    elif word in _MIDDLES and not (reading.blocks and reading.blocks[-1].kind in _MIDDLES[word]):
        reading.flaw("unopened", line, "if")
    elif word == "raw":
        reading.flaw("raw", line)
    elif word in _OTHER_FILES:
        reading.flaw("tag", line, word)


def _close(reading: _Reading, line: str, word: str) -> None:
    if not reading.blocks or reading.blocks[-1].kind != _ENDS[word]:
        reading.flaw("unopened", line, _ENDS[word])
        return
    block = reading.blocks.pop()
    if not block.says_something:
        reading.flaw("empty", block.line, word)


def lines_with(lines: Sequence[str], word: str) -> Iterator[str]:
    """Yield the lines in whose tags a word stands."""
    for line in lines:
        if any(re.search(rf"\b{re.escape(word)}\b", tag.group()) for tag in TAG.finditer(line)):
            yield line
