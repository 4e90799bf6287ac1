"""Zip archives that strangers made."""

import lzma
import zipfile
import zlib
from io import BytesIO

DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, ArithmeticError, EOFError, LookupError, MemoryError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
"""What reading one that is damaged, encrypted or packed in an unknown way raises."""
MOST_LIST = 3 * 2**20  # bytes of the list of files; 20 MB of nothing else took nine seconds


class TooLongList(ValueError):
    """The list of files is longer than any that people make."""


USUAL = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How office programs pack. Of bzip2 a few hundred bytes unfold into gigabytes however few are asked for."""


def opened(content: bytes) -> zipfile.ZipFile:
    """Return the archive, to be read and closed. Raise TooLongList, or one of `DAMAGED`."""
    return zipfile.ZipFile(_InPieces(content))


def start_of(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return so many bytes of a file in it. Raise one of `DAMAGED`, also where it is packed as no office program
    packs."""
    info = archive.getinfo(name)
    if info.compress_type not in USUAL:
        raise zipfile.BadZipFile
    with archive.open(info) as packed:
        return packed.read(most)


class _InPieces(BytesIO):
    """An archive's list is read at once, all else in small pieces."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MOST_LIST:
            raise TooLongList
        return super().read(size)
