"""Where an organisation's own Word template is, and what may be wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handlers.words import Words

Why = Literal[
    "brace", "literal", "raw", "tag", "unclosed", "unopened", "empty", "undefined", "title", "provisional", "tasks",
    "brackets", "hidden", "link", "macros", "file",
]  # fmt: skip


def own_template(folder: Path | None, organisation_code: str) -> Path | None:
    """Return `CODE.docx` in the folder of templates; None where there is none, and the built-in one is used."""
    wanted = f"{organisation_code}.docx".casefold()
    return next((file for file in own_templates(folder) if file.name.casefold() == wanted), None)


def own_templates(folder: Path | None) -> list[Path]:
    """Return all templates in the folder; what Word keeps beside an open file (`~$…`) is none."""
    if folder is None or not folder.is_dir():
        return []
    return [file for file in sorted(folder.iterdir()) if file.suffix.lower() == ".docx" and file.name[:2] != "~$"]


_OTHER_DOCUMENTS = (".doc", ".docm", ".dot", ".dotm", ".dotx", ".odt", ".ott", ".rtf")


def left_aside(folder: Path | None) -> list[Path]:
    """Return the files in the folder that look like templates and are used for nothing."""
    if folder is None or not folder.is_dir():
        return []
    files = sorted(folder.iterdir())
    return [file for file in files if file.suffix.lower() in _OTHER_DOCUMENTS and file.name[:2] != "~$"]


@dataclass(frozen=True, slots=True)
class TemplateFlaw:
    """`why`: a tag that is not whole (brace) or stands in other brackets, prints its own name (literal, raw), cannot be
    read (tag), has no end or no beginning (unclosed, unopened), has nothing in it (empty), names what is not there
    (undefined), is not seen on paper (hidden) or stands in an address (link); or what the document would lack: title,
    provisional, tasks; or that nothing can be filled into it (macros, file). `line`: as it stands in the template."""

    why: Why
    line: str = ""
    detail: str = ""


class BadTemplate(ValueError):
    """`unknown`: the fields a template names and that there are not; `flaws`, `reason`: else why it cannot be used."""

    def __init__(
        self, unknown: Sequence[str], known: Sequence[str], reason: str = "", flaws: Sequence[TemplateFlaw] = ()
    ) -> None:
        super().__init__(reason or ", ".join(unknown) or ", ".join(flaw.why for flaw in flaws))
        self.unknown, self.known, self.reason, self.flaws = unknown, known, reason, flaws


MOST_TOLD = 8


def told(words: Words, bad: BadTemplate) -> list[str]:
    """Return what is wrong, a sentence each."""
    word = words.plain
    flaws = list(dict.fromkeys(bad.flaws))
    found = [word(f"template.{flaw.why}", line=flaw.line, detail=flaw.detail) for flaw in flaws[:MOST_TOLD]]
    return found or [bad.reason]
