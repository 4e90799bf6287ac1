"""Word files as their text: spaces at which no line ends are read as any other, so that tests say what people read."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.document import Document

from handlers.papers.unbroken import SPACE


def opened(given: bytes | str | Path) -> Document:
    """A Word file, by its content or its path."""
    content = given if isinstance(given, bytes) else Path(given).read_bytes()
    plain = BytesIO()
    with ZipFile(BytesIO(content)) as file, ZipFile(plain, "w") as copy:
        for name in file.namelist():
            part = file.read(name)
            copy.writestr(name, part.replace(SPACE.encode(), b" ") if name == "word/document.xml" else part)
    return docx.Document(plain)


def paragraphs(given: bytes | str | Path) -> list[str]:
    """Its paragraphs outside tables."""
    return [paragraph.text for paragraph in opened(given).paragraphs]
