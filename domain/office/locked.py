"""Files that nobody can open without a password: taken, they would be of no use to whoever collates."""

import re
import zipfile

from domain import compound

_ENCRYPTED = 0x1  # of a file in an archive, APPNOTE 4.4.4
_XLS_ENCRYPTED = 0x2F  # the record FilePass, MS-XLS 2.4.117
_DOC_ENCRYPTED = 0x0100  # fEncrypted of the FibBase, MS-DOC 2.5.2
_PDF_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:[0-9]+\s+[0-9]+\s+R|<<)")


def is_locked_archive(archive: zipfile.ZipFile) -> bool:
    return any(file.flag_bits & _ENCRYPTED for file in archive.infolist() if not file.is_dir())


def is_locked_compound(content: bytes) -> bool:
    """A document of today with a password is packed into an old compound file (MS-OFFCRYPTO); an old one says so in
    its first bytes."""
    try:
        opened = compound.Compound(content)
        by_name = {entry.name.lower(): entry for entry in opened.at_root() if entry.kind == compound.STREAM}
        if "encryptedpackage" in by_name:
            return True
        if "worddocument" in by_name:
            start = opened.read(by_name["worddocument"])[:12]
            return len(start) == 12 and bool(int.from_bytes(start[10:12], "little") & _DOC_ENCRYPTED)
        main = by_name.get("workbook") or by_name.get("book")
        return main is not None and _has_password(opened.read(main)[:4096])
    except compound.Damaged:
        return False


def _has_password(workbook: bytes) -> bool:
    """Right behind its first record, but for a few small ones. The password `VelvetSweatshop` only protects."""
    at = 0
    for _ in range(4):
        if at + 4 > len(workbook):
            break
        record = int.from_bytes(workbook[at : at + 2], "little")
        if record == _XLS_ENCRYPTED:
            return True
        at += 4 + int.from_bytes(workbook[at + 2 : at + 4], "little")
    return False


def is_locked_pdf(content: bytes) -> bool:
    return _PDF_ENCRYPTED.search(content) is not None
