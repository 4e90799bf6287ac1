"""An Office document as a package of parts: the main one is found by its relationship, whatever it is called.

Word in the browser calls it `word/document2.xml`, report servers write `/xl/Workbook.xml`; only `_rels/.rels` tells.
"""

import posixpath
import zipfile
from collections.abc import Iterator

from domain.files import zip_archive
from domain.files.xml_marks import NotXml, of_kind

LISTS = 2**20  # bytes of a list of parts or relationships
_USUAL = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_KINDS = {"wordprocessingml": "docx", "spreadsheetml": "xlsx", "presentationml": "pptx"}
_PIECE = 2**16


class PackageTooLarge(ValueError):
    """More is packed in it than any that people make."""


class Package:
    """The parts of an archive, of which at most `most` bytes are unpacked in all."""

    def __init__(self, archive: zipfile.ZipFile, most: int) -> None:
        self._archive = archive
        self._left = most
        self._by_name = {_plain(info.filename): info for info in archive.infolist()}

    def has(self, part: str) -> bool:
        return _plain(part) in self._by_name

    def pieces(self, part: str) -> Iterator[bytes]:
        """Yield what is in a part; nothing where it is missing. Raise PackageTooLarge, or one of
        `zip_archive.DAMAGED`."""
        info = self._by_name.get(_plain(part))
        if info is None:
            return
        if info.compress_type not in zip_archive.USUAL:
            raise zipfile.BadZipFile
        with self._archive.open(info) as packed:
            while piece := packed.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise PackageTooLarge
                yield piece

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return, by the id of the relationship, its type's last word and the part it leads to. Raise NotXml."""
        folder, name = posixpath.split(part)
        found = {}
        for one in of_kind(self.pieces(posixpath.join(folder, "_rels", f"{name}.rels")), "Relationship"):
            if one.get("TargetMode") != "External":
                target = one.get("Target", "").replace("\\", "/")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], posixpath.normpath(path))
        return found

    def main(self) -> str | None:
        """Return the part with the document itself."""
        try:
            related = self.related("")
        except NotXml:
            related = {}
        parts = [target for type, target in related.values() if type == "officeDocument" and self.has(target)]
        return next(iter(parts), next((part for part in _USUAL if self.has(part)), None))

    def type_of(self, part: str) -> str:
        """Return the type of a part as `[Content_Types].xml` says; "" where it says nothing."""
        wanted = _plain(part)
        try:
            listed = of_kind(self.pieces("[Content_Types].xml"), "Override")
            return next((one.get("ContentType", "") for one in listed if _plain(one.get("PartName", "")) == wanted), "")
        except NotXml:
            return ""


def kind_of(archive: zipfile.ZipFile) -> str | None:
    """Say which kind the package is, docx, xlsx or pptx; None for other packages. Raise one of `zip_archive.DAMAGED`,
    or PackageTooLarge."""
    package = Package(archive, 4 * LISTS)
    main = package.main()
    if main is None:
        return None
    type = package.type_of(main)
    by_type = next((kind for word, kind in _KINDS.items() if word in type), None)
    return by_type or _USUAL.get(_plain(main))


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Say whether its main part says so, or the archive has a project of macros under any name we know."""
    package = Package(archive, 4 * LISTS)
    main = package.main()
    return main is not None and "macroenabled" in package.type_of(main).lower()


def _plain(part: str) -> str:
    """Compare names of parts, which are equal whatever their case (ECMA-376 part 2)."""
    return part.replace("\\", "/").lstrip("/").lower()
