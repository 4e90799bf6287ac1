"""Filling in Word templates: built-in ones row by row into the file, so that long annexes take no memory."""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from handlers.papers.unbroken import unbroken

_BODY = "word/document.xml"
_NO_LETTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # which XML cannot hold
_NEW_LINE = Markup('</w:t><w:br/><w:t xml:space="preserve">')


def environment(measures: Iterable[str] = ()) -> SandboxedEnvironment:
    """Return in what a template runs that docxtpl fills in: what is filled in is what people typed, and no markup; the
    template may be somebody's own, so it runs in a sandbox. `measures`: units of measure that stay with their
    numbers."""
    whole = unbroken(measures)
    return SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=lambda one: whole(one) if isinstance(one, str) else one
    )


def write(path: Path, source: bytes, fields: Mapping[str, Any], measures: Iterable[str] = ()) -> None:
    """Write a built-in template filled in. Only its body has tags; it is never there as a whole."""
    whole = unbroken(measures)

    def lines(one: Any) -> Any:
        if not isinstance(one, str):
            return one
        said = _NO_LETTERS.sub("", whole(one)).replace("\t", " ")
        return _NEW_LINE.join(escape(line) for line in said.splitlines()) if "\n" in said else said

    runs = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=lines)
    with ZipFile(BytesIO(source)) as template, ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name in template.namelist():
            content = template.read(name)
            about = ZipInfo(name)
            about.compress_type = ZIP_DEFLATED
            if name != _BODY:
                file.writestr(about, content)
                continue
            tagged = DocxTemplate(BytesIO(source)).patch_xml(content.decode())
            stream = runs.from_string(tagged).stream(fields)
            stream.enable_buffering(64)
            with file.open(about, "w") as body:
                for chunk in stream:
                    body.write(chunk.encode())
