"""Catalogues of sentences: the `.po` files of gettext in a folder for each language, compiled into one `.mo` beside it.

A start reads the `.mo` alone. It carries a checksum of the files that it was made from; where it is missing or was made
from others, Babel makes it anew, and it is kept where the folder can be written to.
"""

import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zlib import crc32


class Catalogues(Mapping[str, Mapping[str, str]]):
    """The sentences of each language by their keys; a language is loaded when it is first asked for.

    `languages`: each with what is said beside its catalogue.
    """

    def __init__(self, folder: Path, languages: Mapping[str, Mapping[str, str]]) -> None:
        self._folder, self._languages = folder, languages
        self._loaded: dict[str, Mapping[str, str]] = {}

    def __getitem__(self, language: str) -> Mapping[str, str]:
        if language not in self._loaded:
            beside = self._languages[language]
            self._loaded[language] = {**load(self._folder / language), **beside}
        return self._loaded[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


def sources(folder: Path) -> list[Path]:
    """Return the files of a language, one for each capability."""
    return sorted(folder.rglob("*.po"))


def load(folder: Path) -> dict[str, str]:
    """Return the sentences of the language whose files stand in that folder."""
    files, compiled = sources(folder), folder.with_suffix(".mo")
    checksum = _checksum(files)
    # What is damaged or cannot be read is made anew.
    with suppress(OSError, ValueError, struct.error), compiled.open("rb") as kept:
        catalogue = _Catalogue(kept)
        if catalogue.checksum == checksum:
            return catalogue.sentences
    content = _compile(folder.name, files, checksum)
    _keep(compiled, content)
    return _Catalogue(BytesIO(content)).sentences


class _Catalogue(GNUTranslations):
    """What gettext reads, as a table: gettext itself answers a key that is missing with the key."""

    _catalog: dict[str, str]

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self.checksum = self.info().get("project-id-version", "").removeprefix("dondoc ")
        self.sentences = {key: said for key, said in self._catalog.items() if key}


def _checksum(files: list[Path]) -> str:
    """Return a checksum. Times of files say less: an installation, a checkout and a copy set them as they like."""
    total = 0
    for file in files:
        total = crc32(file.read_bytes(), total)
    return f"{total:08x}"


def _compile(language: str, files: list[Path], checksum: str) -> bytes:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    whole = Catalog(locale=language, project="dondoc", version=checksum, charset="utf-8", fuzzy=False)
    for file in files:
        try:
            with file.open("rb") as lines:
                part = read_po(lines, abort_invalid=True)
        except PoFileError as error:
            error.add_note(f"in {file}")
            raise
        for message in part:
            if message.id:  # "" is the header
                whole[message.id] = message
    written = BytesIO()
    write_mo(written, whole)
    return written.getvalue()


def _keep(compiled: Path, content: bytes) -> None:
    """Keep what was compiled; where nothing can be written, each start compiles for itself."""
    fresh = compiled.with_name(f"{compiled.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            fresh.write_bytes(content)
            fresh.replace(compiled)  # at once, so that no other process reads a half of it
        finally:
            fresh.unlink(missing_ok=True)
