"""The code in a link by which people come in, however it was copied, wrapped or sent through somebody's filter."""

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

LONGEST = 4_000  # characters; filters of mail programs make a link of a hundred into one of a thousand
_WRAPPED_IN = 3  # filters, one around the other
# Eight letters and digits, perhaps with what stands where a line was broken: spaces, `>` of a quotation, `=`, hyphens.
_LINK = re.compile(r"(?:/vao/|[?&]start=)((?:[0-9A-Za-z][\s=>\-]{0,6}){8})(?![0-9A-Za-z])", re.IGNORECASE)
_WORD = re.compile(r"(?<![^\W_])[0-9A-Za-z]{4}[\s\-]{0,3}[0-9A-Za-z]{4}(?![^\W_])")
_ALONE = re.compile(r"<?https?://", re.IGNORECASE)


def code_of_link(pasted: str, is_code: Callable[[str], bool]) -> str | None:
    """Find the code of a link, `…/vao/K7Q2-9FMD).`, `…?start=K7Q29FMD`, and both inside
    `…safelinks…/?url=https%3A%2F%2F…`; None where there is no such link."""
    return next(codes_of_links(pasted, is_code), None)


def codes_of_links(pasted: str, is_code: Callable[[str], bool]) -> Iterator[str]:
    """Yield the codes of all such links, also in the middle of a sentence; one may come more than once."""
    text = pasted[:LONGEST]
    for _ in range(_WRAPPED_IN):
        for found in _LINK.finditer(text):
            code = "".join(filter(str.isalnum, found[1])).upper()
            if is_code(code):
                yield code
        text = html.unescape(unquote(text))


def code_among_words(pasted: str, is_code: Callable[[str], bool]) -> str | None:
    """Find the one code that stands among other words, `Mã: RA6VTWGV`, `mã mời RA6V-TWGV ạ`; None for none, or for
    several."""
    typed = ("".join(filter(str.isalnum, found[0])).upper() for found in _WORD.finditer(pasted[:LONGEST]))
    codes = {code for code in typed if is_code(code)}
    return codes.pop() if len(codes) == 1 else None


def is_link_alone(text: str) -> bool:
    """Say whether it is a link with nothing beside it: whoever sends that to the bot wants to go in by it."""
    return len(text) <= LONGEST and _ALONE.match(text) is not None and len(text.replace(">", " ").split()) <= 2
