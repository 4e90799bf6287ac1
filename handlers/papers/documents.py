"""Word files: a new one, and what each says of itself: of what it is, whose, in which language, since when."""

from dataclasses import dataclass
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def empty() -> Document:
    """Return a new document, from the library's template."""
    document = docx.Document()
    _without_older_styles(document)
    return document


@dataclass(frozen=True, slots=True)
class Described:
    """What a file says of itself. `language`: in which its spelling is looked at."""

    title: str
    author: str
    language: str
    at: datetime


def describe(document: Document, given: Described) -> None:
    """Set its properties."""
    title, author, language, now = given.title, given.author, given.language, given.at
    _without_older_styles(document)  # an office's own template may have been made before `empty`
    at, about = now.astimezone(UTC).replace(tzinfo=None, microsecond=0), document.core_properties
    about.title, about.author, about.last_modified_by = title[:255], author[:255], author[:255]
    about.created = about.modified = at
    about.last_printed = at
    about.comments = about.subject = about.keywords = about.category = ""
    about.revision, about.language = 1, LANGUAGES.get(language, language)
    for defaults in document.styles.element.iter(qn("w:rPrDefault")):
        properties = defaults.get_or_add_rPr() if hasattr(defaults, "get_or_add_rPr") else defaults.find(qn("w:rPr"))
        if properties is not None:
            _speak(properties, LANGUAGES.get(language, language))


def _without_older_styles(document: Document) -> None:
    """Drop the styles that the library's template brings a second time for Word 2010: they contradict those in use."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[key]


def _speak(properties: object, language: str) -> None:
    spoken = properties.find(qn("w:lang"))  # type: ignore[attr-defined]
    if spoken is None:
        spoken = OxmlElement("w:lang")
        properties.append(spoken)  # type: ignore[attr-defined]
    spoken.set(qn("w:val"), language)
