"""Documents of Office 97 to 2003: which kind one is, and whether it brings macros."""

import re
import struct

from domain.files.ole_compound import STREAM, Compound, CompoundEntry

KINDS = {"worddocument": "doc", "workbook": "xls", "book": "xls", "powerpoint document": "ppt"}
_MACROS = frozenset({"vba", "_vba_project", "_vba_project_cur"})  # MS-OVBA 2.2; names are equal whatever their case
_NAMED = "_vba_project".encode("utf-16-le")
_SLIDES_HAVE_MACROS = re.compile(rb"\x02\0\0\x04\x0c\0\0\0.{4}\x01\0\0\0", re.DOTALL)
"""A VBAInfoAtom whose fHasMacros is set (MS-PPT 2.4.11). The project itself is packed into an atom of the slides."""
_SHEET, _ENCRYPTED, _END = 0x85, 0x2F, 0x0A  # records of a workbook, MS-XLS 2.3
_MACRO_SHEETS = frozenset({1, 6})  # of Excel 4, and modules of Excel 5


def kind_of(compound: Compound) -> str | None:
    main = _main(compound)
    return KINDS[main.name.lower()] if main else None


def has_macros(compound: Compound, content: bytes) -> bool:
    """Say whether any are in it, also in a document that is embedded in it; in slides only as far as that is not
    packed. Raise Damaged."""
    if any(entry.name.lower() in _MACROS for entry in compound.entries) or _NAMED in content.lower():
        return True
    main = _main(compound)
    if main is None:
        return False
    match KINDS[main.name.lower()]:
        case "ppt":
            return _SLIDES_HAVE_MACROS.search(compound.read(main)) is not None
        case "xls":
            return _has_macro_sheets(compound.read(main))
        case _:
            return False


def _main(compound: Compound) -> CompoundEntry | None:
    by_name = {entry.name.lower(): entry for entry in compound.at_root() if entry.kind == STREAM}
    return next((by_name[name] for name in KINDS if name in by_name), None)


def _has_macro_sheets(workbook: bytes) -> bool:
    """Say whether a workbook has sheets of macros: its first records list the sheets, each with its type."""
    at = 0
    while at + 4 <= len(workbook):
        record, length = struct.unpack_from("<HH", workbook, at)
        if record in (_END, _ENCRYPTED):
            break
        if record == _SHEET and length >= 6 and at + 10 <= len(workbook) and workbook[at + 9] in _MACRO_SHEETS:
            return True
        at += 4 + length
    return False
