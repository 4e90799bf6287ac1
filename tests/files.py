"""Small files of each kind that people send, and of kinds that are not taken; made here, none is anybody's."""

import struct
import zipfile
from collections.abc import Mapping
from hashlib import md5
from io import BytesIO

import docx
import openpyxl
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return content.getvalue()


def long_list(size: int) -> bytes:
    """An archive of nothing but a list of files, longer than `size` bytes."""
    name = b"a" * 60_000
    entry = struct.pack("<4s4B4H3L5H2L", b"PK\1\2", 20, 0, 20, 0, *[0] * 7, len(name), *[0] * 6) + name
    n = size // len(entry) + 1
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, n, n, n * len(entry), 30, 0)
    return b"PK\3\4" + bytes(26) + entry * n + end


def picture(kind: str = "JPEG", colour: str = "white") -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8), colour).save(content, kind)
    return content.getvalue()


def word() -> bytes:
    content = BytesIO()
    docx.Document().save(content)
    return content.getvalue()


def excel() -> bytes:
    content = BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


def old_office(*names: str, streams: Mapping[str, bytes] | None = None, within: str = "") -> bytes:
    """A compound file with these streams, the `names` empty ones; those in `within` stand in a folder of that name."""
    inside = {**dict.fromkeys(names, b""), **(streams or {})}
    bodies = [body.ljust(4096, b"\0") + bytes(-max(len(body), 4096) % 512) if body else b"" for body in inside.values()]
    end, none = 0xFFFFFFFE, 0xFFFFFFFF
    entries = [("Root Entry", 5, none, 1, end, 0)]
    table, first = [0xFFFFFFFD], 1
    sectors = -(-(len(inside) + 1 + bool(within)) // 4)
    table += [*range(first + 1, first + sectors), end]
    first += sectors
    if within:
        entries.append((within, 1, none, 2, end, 0))
    for number, (name, body) in enumerate(zip(inside, bodies, strict=True), len(entries)):
        count = len(body) // 512
        following = number + 1 if number + 1 < len(inside) + 1 + bool(within) else none
        entries.append((name, 2, following, none, first if count else end, len(body)))
        table += [*range(first + 1, first + count), end] if count else []
        first += count
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header = struct.pack("<8s16s5H6x7I", mark, b"", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0)
    header += struct.pack("<2I109I", end, 0, 0, *[none] * 108)
    directory = b"".join(
        struct.pack("<64sHBB3I36x3I", name.encode("utf-16-le"), 2 * len(name) + 2, kind, 1, none, *numbers, 0)
        for name, kind, *numbers in entries
    ).ljust(sectors * 512, b"\0")
    return header + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + directory + b"".join(bodies)


def open_document(kind: str) -> bytes:
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<x/>"})


def office_part(name: str, *, kind: str = "", macros: bool = False) -> bytes:
    """An Office document whose main part has this name, told by its relationship alone."""
    kinds = {"w": "wordprocessingml.document", "x": "spreadsheetml.sheet"}
    type = f"application/vnd.openxmlformats-officedocument.{kind or kinds[name[0]]}.main+xml"
    if macros:
        type = "application/vnd.ms-word.document.macroEnabled.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    related = f'<Relationships><Relationship Id="r" Type="{office}" Target="{name}"/></Relationships>'
    return zipped({
        "[Content_Types].xml": f'<Types><Override PartName="/{name}" ContentType="{type}"/></Types>'.encode(),
        "_rels/.rels": related.encode(),
        name.replace("\\", "/"): b"<x/>",
    })  # fmt: skip


def encrypted(archive: bytes) -> bytes:
    """The same with the sign that each of its files wants a password."""
    content = bytearray(archive)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 1)
    return bytes(content)


def _rc4(key: bytes, content: bytes) -> bytes:
    box, at = list(range(256)), 0
    for i in range(256):
        at = (at + box[i] + key[i % len(key)]) & 255
        box[i], box[at] = box[at], box[i]
    made, i, at = [], 0, 0
    for byte in content:
        i = (i + 1) & 255
        at = (at + box[i]) & 255
        box[i], box[at] = box[at], box[i]
        made.append(byte ^ box[(box[i] + box[at]) & 255])
    return bytes(made)


def locked_sheets(password: str) -> bytes:
    """The beginning of an old workbook with a password (MS-OFFCRYPTO 2.3.6)."""
    salt, verifier = bytes(range(16)), bytes(range(100, 116))
    half = md5((md5(password.encode("utf-16-le")).digest()[:5] + salt) * 16).digest()[:5]
    said = _rc4(md5(half + bytes(4)).digest(), verifier + md5(verifier).digest())
    record = b"\1\0\1\0\1\0" + salt + said
    return b"\x09\x08\x10\0" + bytes(16) + b"\x2f\0" + len(record).to_bytes(2, "little") + record


def locked_pdf(password: str, *, revision: int = 3) -> bytes:
    """With the password that opens it; "" where it only must not be changed."""
    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owner, id, rights = bytes(range(32)), b"0123456789abcdef", -44
    key = md5((password.encode() + padding)[:32] + owner + (rights & 0xFFFFFFFF).to_bytes(4, "little") + id).digest()
    if revision == 2:
        user = _rc4(key[:5], padding)
    else:
        for _ in range(50):
            key = md5(key).digest()
        user = md5(padding + id).digest()
        for turn in range(20):
            user = _rc4(bytes(byte ^ turn for byte in key), user)
        user += bytes(16)
    said = f"/Filter /Standard /V {revision - 1} /R {revision} /Length 128 /P {rights}"
    said += f" /O <{owner.hex()}> /U <{user.hex()}>"
    return (
        b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog >>\nendobj\n5 0 obj\n<< " + said.encode()
        + b" >>\nendobj\ntrailer\n<< /Root 1 0 R /Encrypt 5 0 R /ID [<" + id.hex().encode() + b"> <00>] >>\n%%EOF\n"
    )  # fmt: skip
