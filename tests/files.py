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


def old_office(*streams: str) -> bytes:
    """The mark of a compound file, and the names of its streams as its directory has them."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(s.encode("utf-16-le") + bytes(64) for s in streams)
    )


def open_document(kind: str) -> bytes:
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<x/>"})
