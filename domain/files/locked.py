"""Files that nobody can open without a password: taken, they would be of no use to whoever collates.

Some are encrypted with a password that every program tries by itself, so that they open for everybody: a PDF that only
must not be changed has an empty one, a protected .xls Excel's own.
"""

import hashlib
import re
import zipfile

from domain.files import ole_compound

_ENCRYPTED = 0x1  # of a file in an archive, APPNOTE 4.4.4
_XLS_ENCRYPTED = 0x2F  # the record FilePass, MS-XLS 2.4.117
_DOC_ENCRYPTED = 0x0100  # fEncrypted of the FibBase, MS-DOC 2.5.2
_EXCELS_OWN = "VelvetSweatshop"  # MS-OFFCRYPTO 2.4.2.3
_PDF_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:([0-9]{1,10})\s+([0-9]{1,5})\s+R|<<)")
_PDF_LONGEST = 6000  # bytes of the dictionary that says how it is encrypted
_PDF_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_PDF_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def is_locked_archive(archive: zipfile.ZipFile) -> bool:
    return any(file.flag_bits & _ENCRYPTED for file in archive.infolist() if not file.is_dir())


def is_locked_compound(opened: ole_compound.Compound) -> bool:
    """Say whether it is locked: a document of today with a password is packed into an old compound file (MS-OFFCRYPTO);
    an old one says so in its first bytes. Raise compound.Damaged."""
    by_name = {entry.name.lower(): entry for entry in opened.at_root() if entry.kind == ole_compound.STREAM}
    if "encryptedpackage" in by_name:
        return True
    if "worddocument" in by_name:
        start = opened.read(by_name["worddocument"])[:12]
        return len(start) == 12 and bool(int.from_bytes(start[10:12], "little") & _DOC_ENCRYPTED)
    main = by_name.get("workbook") or by_name.get("book")
    return main is not None and _is_locked_workbook(opened.read(main)[:4096])


def _is_locked_workbook(workbook: bytes) -> bool:
    """Say whether it is locked; that is said right behind its first record, but for a few small ones."""
    at = 0
    for _ in range(4):
        if at + 4 > len(workbook):
            break
        record, length = (int.from_bytes(workbook[start : start + 2], "little") for start in (at, at + 2))
        if record == _XLS_ENCRYPTED:
            return not _opens_by_itself(workbook[at + 4 : at + 4 + length])
        at += 4 + length
    return False


def _opens_by_itself(said: bytes) -> bool:
    """Say whether Excel's own password opens it: MS-OFFCRYPTO 2.3.6.2, the only way whose key is told without AES."""
    if len(said) < 54 or said[:6] != b"\1\0\1\0\1\0":
        return False
    salt, verifier, proof = said[6:22], said[22:38], said[38:54]
    start = _md5(_EXCELS_OWN.encode("utf-16-le"))[:5]
    key = _md5(_md5((start + salt) * 16)[:5] + bytes(4))
    plain = _rc4(key, verifier + proof)
    return _md5(plain[:16]) == plain[16:]


def is_locked_pdf(content: bytes) -> bool:
    """Say whether it wants a password to be read; where that cannot be told, it does."""
    found = _PDF_ENCRYPTED.search(content)
    if found is None:
        return False
    at = found.end() - 2
    if found[1]:
        at = max(content.rfind(b"%s%d %d obj" % (end, int(found[1]), int(found[2]))) for end in (b"\n", b"\r"))
    said = content[at : at + _PDF_LONGEST] if at >= 0 else b""
    first = re.search(rb"/ID\s*\[\s*", content)
    id = _pdf_string(content, first.end()) if first else b""
    return not _opens_empty(said, id)


def _opens_empty(said: bytes, id: bytes) -> bool:
    """Say whether an empty password opens it, by ISO 32000-1, 7.6.3.3 and 7.6.3.4; of the newest kind (revision 6) it
    cannot be told without AES."""
    owner, user = _pdf_entry(said, b"O"), _pdf_entry(said, b"U")
    revision, length, rights = (_pdf_number(said, name) for name in (b"R", b"Length", b"P"))
    if revision == 5:
        return len(user) >= 40 and hashlib.sha256(user[32:40]).digest() == user[:32]
    if revision not in (2, 3, 4) or len(user) < 16 or rights is None:
        return False
    is_open = b"" if revision < 4 or not re.search(rb"/EncryptMetadata\s+false", said) else b"\xff\xff\xff\xff"
    key = _md5(_PDF_PADDING + owner[:32] + (rights & 0xFFFFFFFF).to_bytes(4, "little") + id + is_open)
    if revision == 2:
        return _rc4(key[:5], _PDF_PADDING) == user[:32]
    size = 16 if revision == 4 else min(max((length or 40) // 8, 5), 16)
    for _ in range(50):
        key = _md5(key[:size])
    proof = _md5(_PDF_PADDING + id)
    for turn in range(20):
        proof = _rc4(bytes(byte ^ turn for byte in key[:size]), proof)
    return proof == user[:16]


def _pdf_entry(said: bytes, name: bytes) -> bytes:
    found = re.search(rb"/%s\s*(?=[(<])" % name, said)
    return _pdf_string(said, found.end()) if found else b""


def _pdf_number(said: bytes, name: bytes) -> int | None:
    found = re.search(rb"/%s\s+(-?[0-9]{1,10})" % name, said)
    return int(found[1]) if found else None


def _pdf_string(content: bytes, at: int) -> bytes:
    """Read a string, `(…)` with its escapes, or `<…>` in hexadecimal; "" for what is neither."""
    if content[at : at + 1] == b"<":
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", content[at : at + 300].partition(b">")[0])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    if content[at : at + 1] != b"(":
        return b""
    found, depth = bytearray(), 1
    for piece in re.finditer(rb"\\([0-7]{1,3})|\\(\r\n|.)|(.)", content[at + 1 : at + 300], re.DOTALL):
        octal, escaped, plain = piece.groups()
        depth += {b"(": 1, b")": -1}.get(plain, 0)
        if not depth:
            break
        if octal:
            found.append(int(octal, 8) & 0xFF)
        elif escaped:
            found += b"" if escaped in (b"\r\n", b"\n", b"\r") else _PDF_ESCAPES.get(escaped, escaped)
        else:
            found += plain
    return bytes(found)


def _md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def _rc4(key: bytes, content: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    found, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        found.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(found)
