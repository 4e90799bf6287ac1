"""Small files of each kind that people send, and of kinds that are not taken; made here, none is anybody's."""

import struct
import zipfile
from collections.abc import Mapping
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
