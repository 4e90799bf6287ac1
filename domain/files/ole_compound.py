"""Compound files (MS-CFB), as Office wrote them until 2003: the names in their directory, and what a stream holds.

A file system in a file: sectors, a table that says which follows which, and a directory whose entries are siblings in a
tree. Strangers made them: a table may run in circles or out of the file.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER, _ENTRY = 512, 128  # bytes
_LAST = 0xFFFFFFFA  # numbers from here on are no sectors: the end of a chain, or free
_SMALL = 4096  # bytes; shorter streams stand in sectors of their own size
_SMALL_SECTOR = 64
STREAM, ROOT = 2, 5


class Damaged(ValueError):
    """It cannot be read."""


@dataclass(frozen=True, slots=True)
class CompoundEntry:
    name: str
    kind: int  # 1: a storage, which is a folder
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """Raises Damaged where its directory cannot be read."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER or not content.startswith(MARK):
            raise Damaged
        self._content = content
        shift = struct.unpack_from("<H", content, 30)[0]
        if shift not in (9, 12):
            raise Damaged
        self._sector = 1 << shift
        self._follows = self._numbers(self._table())
        first, self._small_first = struct.unpack_from("<I", content, 48)[0], struct.unpack_from("<I", content, 60)[0]
        self.entries = list(_entries(self._chain(first)))
        if not self.entries or self.entries[0].kind != ROOT:
            raise Damaged

    def at_root(self) -> list[CompoundEntry]:
        """Return what is in no folder."""
        found: list[CompoundEntry] = []
        ahead, seen = [self.entries[0].child], set[int]()
        while ahead:
            at = ahead.pop()
            if at in seen or at >= len(self.entries):
                continue
            seen.add(at)
            found.append(self.entries[at])
            ahead += [self.entries[at].left, self.entries[at].right]
        return found

    def read(self, entry: CompoundEntry) -> bytes:
        """Return what a stream holds. Raise Damaged."""
        if entry.size >= _SMALL:
            return self._chain(entry.start)[: entry.size]
        follows = self._numbers(self._chain(self._small_first)) if entry.size else []
        small = self._chain(self.entries[0].start) if entry.size else b""
        parts = (small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR] for at in _steps(entry.start, follows))
        return b"".join(parts)[: entry.size] if entry.size else b""

    def _table(self) -> bytes:
        """Return which sector follows which: in sectors of its own, that the header and further sectors list."""
        listed = list(struct.unpack_from("<109I", self._content, 76))
        more, seen = struct.unpack_from("<I", self._content, 68)[0], set[int]()
        while more < _LAST:
            if more in seen:
                raise Damaged
            seen.add(more)
            numbers = self._numbers(self._one(more))
            if not numbers:
                raise Damaged
            listed += numbers[:-1]
            more = numbers[-1]
        return b"".join(self._one(sector) for sector in listed if sector < _LAST)

    def _chain(self, first: int) -> bytes:
        return b"".join(self._one(sector) for sector in _steps(first, self._follows))

    def _one(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        if start >= len(self._content):
            raise Damaged
        return self._content[start : start + self._sector]

    @staticmethod
    def _numbers(content: bytes) -> list[int]:
        whole = len(content) // 4
        return list(struct.unpack_from(f"<{whole}I", content))


def _steps(first: int, follows: list[int]) -> Iterator[int]:
    at, left = first, len(follows)
    while at < _LAST:
        if at >= len(follows) or left == 0:
            raise Damaged
        yield at
        at, left = follows[at], left - 1


def _entries(directory: bytes) -> Iterator[CompoundEntry]:
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        left, right, child = struct.unpack_from("<III", directory, at + 68)
        start, size = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
        yield CompoundEntry(name, kind, left, right, child, start, size)
