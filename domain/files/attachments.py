"""Files that go with a report: which are taken, told by what is in them and never by their names alone."""

import unicodedata
from collections.abc import Collection, Mapping
from typing import Literal

from domain.files import old_office, ole_compound, package, zip_archive
from domain.files.locked import is_locked_archive, is_locked_compound, is_locked_pdf
from domain.finding.shortening import shortened
from domain.text import nfc

MOST_BYTES = 20 * 2**20
"""As much as a Telegram bot may fetch (Bot API, getFile); the web chat takes no more, so that both are alike."""
MOST_WITH_A_TASK = 20
MOST_BYTES_A_DAY = 500 * 2**20  # from one person
LONGEST_NAME = 120

Refusal = Literal["too_large", "too_much", "empty", "executable", "macro", "kind", "nested", "damaged", "lost",
                  "locked", "disguised"]  # fmt: skip


class RefusedFile(ValueError):
    """A file that is not taken, and why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason: Refusal = reason


SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "pdf": ("pdf",),
    "jpg": ("jpg", "jpeg", "jfif"),
    "png": ("png",),
    "gif": ("gif",),
    "webp": ("webp",),
    "heic": ("heic", "heif"),
    "tif": ("tif", "tiff"),
    "docx": ("docx",),
    "xlsx": ("xlsx",),
    "pptx": ("pptx",),
    "doc": ("doc",),
    "xls": ("xls",),
    "ppt": ("ppt",),
    "odt": ("odt",),
    "ods": ("ods",),
    "odp": ("odp",),
    "zip": ("zip",),
}
"""What is taken, with the endings under which each is known; the first is given where a name has none of them."""

_RUNS = frozenset({
    "apk", "app", "appx", "bash", "bat", "cab", "chm", "cmd", "com", "cpl", "deb", "dll", "dmg", "exe", "gadget", "hta",
    "htm", "html", "img", "inf", "iso", "jar", "js", "jse", "lnk", "msc", "msi", "msix", "msp", "php", "pif", "pl",
    "ps1", "psm1", "py", "rb", "reg", "rpm", "scr", "sh", "svg", "sys", "url", "vb", "vbe", "vbs", "wsf", "wsh",
})  # fmt: skip
_PACKED = frozenset({"7z", "ace", "arj", "bz2", "gz", "lzh", "rar", "tar", "tgz", "xz", "z", "zip", "zst"})
_WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "ppam"})

_OF_OFFICE = frozenset({"doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf"})

_PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe", b"#!", b"L\0\0\0\x01\x14\x02\0",
)  # fmt: skip
"""How programs begin on Windows, Linux and macOS, Java classes, scripts, and Windows shortcuts."""
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF87a": "gif", b"GIF89a": "gif", b"II*\0": "tif",
    b"MM\0*": "tif",
}  # fmt: skip
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})  # ISO/IEC 23008-12
_PDF_WITHIN = 1024  # bytes; readers look that far for the mark
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_MOST_PACKED = 10_000  # files in an archive


def look(content: bytes, name: str) -> str:
    """Return the kind of a file, a key of `SUFFIXES`. Raise RefusedFile."""
    if not content:
        raise RefusedFile("empty")
    if len(content) > MOST_BYTES:
        raise RefusedFile("too_large")
    refuse_by_name(name)
    if content.startswith(_PROGRAMS):
        raise RefusedFile("executable")
    found = _picture(content) or _document(content)
    if not found and not content.startswith(b"PK"):
        raise RefusedFile("disguised" if _is_one_of(name, _OF_OFFICE) else "kind")
    return found or _packed(content)


def refuse_by_name(name: str) -> None:
    """Raise RefusedFile where the name alone says that it is not taken, whatever is in it."""
    if _is_one_of(name, _RUNS):
        raise RefusedFile("executable")
    if _is_one_of(name, _WITH_MACROS):
        raise RefusedFile("macro")


def _picture(content: bytes) -> str | None:
    for mark, kind in _PICTURES.items():
        if content.startswith(mark):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return "heic" if content[4:8] == b"ftyp" and content[8:12] in _HEIC else None


def _document(content: bytes) -> str | None:
    if b"%PDF-" in content[:_PDF_WITHIN]:
        if is_locked_pdf(content):
            raise RefusedFile("locked")
        return "pdf"
    return _old_document(content) if content.startswith(ole_compound.MARK) else None


def _old_document(content: bytes) -> str:
    try:
        opened = ole_compound.Compound(content)
        kind = old_office.kind_of(opened)
        if is_locked_compound(opened):
            raise RefusedFile("locked")
        if old_office.has_macros(opened, content):
            raise RefusedFile("macro")
    except ole_compound.Damaged:
        raise RefusedFile("damaged") from None
    if kind is None:
        raise RefusedFile("kind")
    return kind


def _packed(content: bytes) -> str:
    """Return the kind of a packed file. Of an archive only the list is read; nothing is unpacked but the few letters
    that name an OpenDocument."""
    try:
        with zip_archive.opened(content) as archive:
            names = [info.filename for info in archive.infolist() if not info.filename.endswith("/")]
            lower = {name.lower() for name in names}
            if is_locked_archive(archive):
                raise RefusedFile("locked")
            mimetype = zip_archive.start_of(archive, "mimetype", 100).strip() if "mimetype" in names else b""
            office = package.kind_of(archive) if "[content_types].xml" in lower else None
            if office and package.has_macros(archive):
                raise RefusedFile("macro")
    except RefusedFile:
        raise
    except zip_archive.TooLongList:
        raise RefusedFile("kind") from None
    except zip_archive.DAMAGED:
        raise RefusedFile("damaged") from None
    if not names:
        raise RefusedFile("empty")
    if len(names) > _MOST_PACKED:
        raise RefusedFile("kind")
    return _of_archive(lower, mimetype, office)


def _of_archive(names: Collection[str], mimetype: bytes, office: str | None) -> str:
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        raise RefusedFile("macro")
    if "[content_types].xml" in names:
        if office is None:
            raise RefusedFile("kind")
        return office
    if mimetype in _OPEN_DOCUMENT:
        return _OPEN_DOCUMENT[mimetype]
    if "androidmanifest.xml" in names or "meta-inf/manifest.mf" in names:
        raise RefusedFile("executable")
    for name in names:
        refuse_by_name(name)
    if any(_is_one_of(name, _PACKED) for name in names):
        raise RefusedFile("nested")
    return "zip"


def _is_one_of(name: str, endings: Collection[str]) -> bool:
    """Say whether the name has one of these endings, also as one of its streams: `a.exe::$DATA` is `a.exe` on
    Windows."""
    return any("." in part and part.rstrip(". ").rpartition(".")[2].lower() in endings for part in name.split(":"))


def readable(name: str) -> str:
    """Return a name that can stand in a text.

    Folders, control characters and marks that turn the direction of writing go: `bao-cao\u202efdp.exe` would be
    read as `bao-caoexe.pdf`.
    """
    last = nfc(name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    return " ".join(shown.replace('"', "'").split())


def clean_name(name: str, kind: str, otherwise: str) -> str:
    """Return a name that can stand on a disk too, and that ends as its kind does; `otherwise` where none is left."""
    shown = readable(name).strip(". ")
    stem, dot, ending = shown.rpartition(".")
    if not (dot and stem and ending.lower() in SUFFIXES[kind]):
        stem, ending = shown or otherwise, SUFFIXES[kind][0]
    return f"{shortened([stem], LONGEST_NAME)[0]}.{ending}"
