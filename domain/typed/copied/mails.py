"""A mail that was copied whole: the older one quoted under it, whose words are of another day, and what stands below
the greeting (`--`, name, office, telephone)."""

import re
from collections.abc import Callable, Sequence

from domain.text import fold

Lines = list[str]
_LONGEST_LINE = 300  # characters that are looked at
_MOST_OF_A_FOOTER = 12  # lines
_WROTE = re.compile(r"^(?:(?:vao|luc|ngay|on|trong)\b.*)?\b(?:da viet|viet|wrote|da tra loi|da gui) ?:$")
_BEGINS_WROTE = re.compile(r"^(?:vao|luc|on)\b.*(?:[0-9]{4}|[0-9]{1,2}:[0-9]{2})")
_OLDER = re.compile(
    r"^[-_* ]{2,}(?:original message|original appointment|forwarded message|begin forwarded message|"
    r"thu goc|tin nhan goc|thu (?:da|duoc) chuyen tiep|thu chuyen tiep|tin nhan (?:da|duoc) chuyen tiep|"
    r"forwarded by.*)[-_* ]*$|^begin forwarded message ?:$"
)
_HEADER = re.compile(
    r"^\*?(?:from|sent|to|cc|bcc|subject|date|tu|nguoi gui|da gui|gui luc|toi|den|dong kinh gui|chu de|tieu de|"
    r"ngay gui)\*? ?:"
)
_SURE_HEADER = re.compile(r"^\*?(?:from|sent|subject|chu de|tieu de|da gui|nguoi gui|tu)\*? ?:")
_FEWEST_HEADERS = 2
_LINE = re.compile(r"^[-_=*]{2,}$")
_PARTS = re.compile(
    r"^(?:(?:xin )?(?:tran trong|chan thanh)?(?: kinh chao| cam on| kinh bao)?|than(?: ai| men)?|"
    r"(?:xin )?cam on(?: a(?:nh)?| c(?:hi)?)?|thanks(?: (?:and|&) (?:best )?regards)?|sincerely|br|kinh(?: thu)?|"
    r"(?:best |kind |warm )?regards)[ .,!]*$|^noi nhan ?:"
)
_DEVICE = re.compile(r"^(?:sent from|duoc gui tu|gui tu|get outlook for|tai outlook|nhan outlook)\b.*")
_SIGNED = re.compile(r"^\(?(?:da ky|ky ten|signed|da ki)(?:[ ,]+(?:va )?dong dau)?\)?[ :,.-]*[a-z.]{0,12}$")
_QUOTE = ">"
_TELLS = re.compile(  # of somebody else
    r"^(?!(?:em|toi|minh|tui|xin|kinh|da|chung|don vi|phong|xa|phuong|truong|bao cao)\b)"
    r".*\b(?:nhan|nhan tin|viet|noi|bao|hoi|tra loi|ghi|dan)(?: lai| rang| la| cho (?:em|toi)| em)* ?:$"
)
_STAMPED = re.compile(
    r"^\[?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[ ,]+[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?)?|"
    r"[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?[ ,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)\]?[ -]+(?P<who>[^:\n]{1,40}): "
)


def without_stamps(lines: Sequence[str]) -> list[str] | None:
    """Return what was written in lines copied from a chat, `[10:15, 28/11/2026] Lan: 2.7 xong`; None where several
    wrote."""
    stamps = [_STAMPED.match(line) for line in lines]
    if len({found["who"] for found in stamps if found is not None}) > 1:
        return None
    return [line[found.end() :] if found is not None else line for line, found in zip(lines, stamps, strict=True)]


def without_older(lines: Sequence[str], is_about: Callable[[str], bool]) -> tuple[Lines, Lines]:
    """Return the lines of this mail, and those of an older one. `is_about`: whether a line says something of a task."""
    at = next((at for at, line in enumerate(lines) if _is_older(lines, at)), None)
    if at is not None and (_wrote(lines, at) or any(line.strip() for line in lines[:at])):
        return _apart(lines, at)
    kept, headers = _without_headers(lines)
    quoted = [line for line in kept if line.lstrip().startswith(_QUOTE)]
    own = [line for line in kept if not line.lstrip().startswith(_QUOTE)]
    if quoted and (any(map(is_about, own)) or any(_TELLS.search(_key(line)) for line in own)):
        return own, [*headers, *quoted]
    if at is not None and not headers:
        return [], list(lines)
    return kept, headers


def _is_older(lines: Sequence[str], at: int) -> bool:
    key = _key(lines[at])
    if _OLDER.match(key) or _wrote(lines, at):
        return True
    above = any(line.strip() and not _HEADER.match(_key(line)) for line in lines[:at])
    return above and bool(_SURE_HEADER.match(key)) and _headers(lines, at) >= _FEWEST_HEADERS


def _wrote(lines: Sequence[str], at: int) -> bool:
    """Say whether an older mail is announced here: `Vào Th 2, 16 thg 11, 2026 lúc 08:12 Phòng Kinh tế <…> đã viết:`,
    also over two lines."""
    key = _key(lines[at])
    if _WROTE.match(key) and ("<" in key or "@" in key or key.startswith(("vao ", "on ", "luc ", "ngay "))):
        return True
    following = _key(lines[at + 1]) if at + 1 < len(lines) else ""
    return bool(_BEGINS_WROTE.match(key)) and following.endswith(("da viet:", "wrote:"))


def _headers(lines: Sequence[str], at: int) -> int:
    end = at
    while end < len(lines) and _HEADER.match(_key(lines[end])):
        end += 1
    return end - at


def _without_headers(lines: Sequence[str]) -> tuple[Lines, Lines]:
    """Return the lines without `From:`, `To:`, `Subject:` above a mail, and these."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    size = _headers(lines, first)
    is_head = size >= _FEWEST_HEADERS and any(_SURE_HEADER.match(_key(one)) for one in lines[first : first + size])
    return (list(lines[first + size :]), list(lines[first : first + size])) if is_head else (list(lines), [])


def _apart(lines: Sequence[str], at: int) -> tuple[Lines, Lines]:
    """Return the lines of this mail and those of the older one. All below belongs to the older one; where that is
    marked line by line, what is not marked is of this one."""
    below = list(lines[at:])
    is_marked = any(line.lstrip().startswith(_QUOTE) for line in below)
    if not is_marked:
        return list(lines[:at]), below
    first = next(at for at, line in enumerate(below) if line.lstrip().startswith(_QUOTE))
    own = [line for line in below[first:] if not line.lstrip().startswith(_QUOTE)]
    quoted = [*below[:first], *(line for line in below[first:] if line.lstrip().startswith(_QUOTE))]
    return [*lines[:at], *own], quoted


def without_footer(lines: Sequence[str], says: Callable[[str], bool]) -> tuple[Lines, Lines]:
    """Return the lines up to what closes the mail, and those below it. `says`: whether a line says something of a
    task."""
    kept = [line for line in lines if not _DEVICE.match(_key(line))]
    kept = [line for at, line in enumerate(kept) if not (_SIGNED.match(_key(line)) and at)]
    dropped = [line for line in lines if line not in kept]
    for at, line in enumerate(kept):
        key = _key(line)
        below = [one for one in kept[at + 1 :] if one.strip()]
        if not at or not key or len(below) > _MOST_OF_A_FOOTER or not (_LINE.match(key) or _PARTS.match(key)):
            continue
        if not any(map(says, below)):
            return kept[:at], [*dropped, *kept[at:]]
    return kept, dropped


def _key(line: str) -> str:
    return fold(line[:_LONGEST_LINE]).strip()
