"""The catalogues of sentences as files: where they stand, which keys they hold, and their normal form.

In the normal form a file is written as Babel writes it, by key, a sentence on one line, with a header that has no dates
and no names: so a change of one sentence is a change of one line, whatever program it was made with.
"""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
ROOMS = (ROOT / "handlers" / "words", ROOT / "web" / "words")

_HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: dondoc\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"
"""


def files() -> list[Path]:
    return sorted(file for room in ROOMS for file in room.rglob("*.po"))


def language(file: Path) -> str:
    """Return the language of a file: the name of the folder below the room."""
    room = next(room for room in ROOMS if file.is_relative_to(room))
    return file.relative_to(room).parts[0]


def read(file: Path) -> Catalog:
    with file.open("rb") as lines:
        return read_po(lines, abort_invalid=True)


def keys(file: Path) -> list[str]:
    """Return the keys as they are written: where one is written twice, Babel would read one of the two."""
    return re.findall(r'^msgid "(.+)"$', file.read_text("utf-8"), re.M)


def normal(file: Path) -> str:
    """Return what stands in a file, in the normal form."""
    catalogue = read(file)
    plural_forms = Catalog(locale=language(file)).plural_forms
    header = _HEADER.format(language=language(file), plural_forms=plural_forms)
    written = BytesIO()
    write_po(written, catalogue, width=0, sort_output=True, no_location=True, omit_header=True, ignore_obsolete=True)
    about = f"{catalogue.header_comment}\n".lstrip("\n")
    return f"{about}{header}\n{written.getvalue().decode()}".rstrip("\n") + "\n"
