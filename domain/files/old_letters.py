"""Vietnamese typed for fonts of before Unicode, which shows as `Phßng Y tÕ` in any other.

TCVN 5712 (fonts `.VnTime`, `.VnArial`) has a sign for each letter with its mark; VNI (`VNI-Times`) puts a second sign
behind the letter. Told by pairs of signs that no Vietnamese word in Unicode has.
"""

import re
from dataclasses import dataclass

from domain.text import spelt

_TCVN = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _ROOF, _BOWL, _HORN = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306\u031b"
_VNI_BEHIND = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "â": _ROOF, "à": _ROOF + _GRAVE, "á": _ROOF + _ACUTE,
    "å": _ROOF + _HOOK, "ã": _ROOF + _TILDE, "ä": _ROOF + _DOT, "ê": _BOWL, "è": _BOWL + _GRAVE, "é": _BOWL + _ACUTE,
    "ú": _BOWL + _HOOK, "ü": _BOWL + _TILDE, "ë": _BOWL + _DOT,
}  # fmt: skip
_VNI_ALONE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_SURE = re.compile(r"[aeoyöô][øùûõï]|u[øùõï]|[ae][áàåãäâ]|o[åäâ]|a[éèêúüë]|(?<!\w)ñ[aeiouyöô]|öô", re.IGNORECASE)
_TCVN_SURE = re.compile(
    r"[A-Za-z][¸µ¶¹¨¾¼½ª¬¦¥¤]|[A-Za-z][»«©·][A-Za-z]|(?<!\w)[®§][^\W\d]|(?<!\w)[®§][¸¶·¹¨©¬\xad]|[a-z][ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖÝØÜÞ]|"
    r"(?<!\w)«[a-z]|[a-z]\xad[a-zêíëìî]"
)
_TCVN_LIKELY = re.compile(r"[A-Za-z][ßäåæçëîïñöøûüþ÷]")
_TCVN_FONT, _VNI_FONT = re.compile(r"\.vn", re.IGNORECASE), re.compile(r"vni[- ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OldLetters:
    """`name`: of the encoding; `meant`: what is probably meant, in Unicode."""

    name: str
    meant: str


def old_letters(text: str, font: str = "") -> OldLetters | None:
    """Read a text in old letters; None where it is in none. `font`: in which it is shown, where that is known."""
    if text.isascii():
        return None
    by_font = None if _reads_well(text) else font
    if _TCVN_SURE.search(text) or (by_font and _TCVN_FONT.match(by_font)):
        return OldLetters("TCVN3", _from_tcvn(text))
    if _VNI_SURE.search(text) or (by_font and _VNI_FONT.match(by_font)):
        return OldLetters("VNI", _from_vni(text))
    return OldLetters("TCVN3", _from_tcvn(text)) if len(_TCVN_LIKELY.findall(text)) > 1 else None


def _reads_well(text: str) -> bool:
    """Say whether some letter is one that neither of the two has: it is Unicode, whatever the font is called."""
    return any(ord(sign) > 0xFF for sign in text)


def _from_tcvn(text: str) -> str:
    return "".join(_TCVN.get(sign, sign) for sign in text)


def _from_vni(text: str) -> str:
    found: list[str] = []
    for at, sign in enumerate(text):
        small = sign.lower()
        before = text[at - 1].lower() if at else ""
        if small in _VNI_BEHIND and before and before in "aeouyöô":
            found.append(_VNI_BEHIND[small])
        else:
            alone = _VNI_ALONE.get(small, small)
            found.append(alone.upper() if sign.isupper() else alone)
    return spelt("NFC", "".join(found))
