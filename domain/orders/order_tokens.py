"""The words of a text as they are compared, each with its place; short forms and dialect written out."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.finding.spelling import SpelledWord, words
from domain.typed.hearing.spellings import ALWAYS_WORDS

_WORD = re.compile(r"(?<!\S)\S+@\S+|\d+(?:[./:]\d+)*(?=[\W_]|$)|[^\W_]+|[^\w\s]|[_\n]")
_ENDS = frozenset(".,;!?…\n:")
LONGEST = 500  # characters that are looked at: what is longer asks for nothing

_SHORT: Mapping[str, str] = {  # beside those of reports: here they are these words wherever they stand
    "đơn vị": "đv dv",
    "báo cáo": "report",
    "không": "k kh hong khong kg nỏ hôn",
    "vậy": "zị vại rua",
    "gì": "gi",
    "được": "dc đk ok oke oki okie",
    "em": "e",
    "mình": "mih",
    "giờ": "chừ",
    "kia": "tê",
    "đâu": "mô",
    "sao": "răng",
    "làm": "lem",
    "xem": "coi",
    "giúp": "giùm dùm hộ pls plz please",
    "vào": "vô zô dô",
    "hôm": "bữa hum",
    "gửi": "gởi",
    "bao nhiêu": "nhiêu bnhieu",
    "hạn": "dl",
    "danh sách": "list ds",
    "kiểm tra": "check ktra",
    "nhiệm vụ": "task tasks",
    "mail": "email gmail",
    "excel": "xls xlsx",
    "word": "docx doc",
    "thời gian": "tgian",
    "sử dụng": "sd",
    "như thế nào": "ntn hw",
    "không liên quan": "klq",
    "người ta": "ngta",
    "biết": "bít",
    "thông báo": "tb",
    "gia hạn": "gh",
    "cảm ơn": "thnks tks thks thank thanks",
    "chào": "hello hi hey",
    "mở": "open",
    "bắt đầu": "start",
    "zalo": "zl zalô",
    "telegram": "tele tlg telegam",
    "nhóm": "group",
    "đầu mối": "focal",
    "nữa": "nựa",
    "lệnh": "command commands",
    "mã": "code",
    "đơn": "form",
}
_WRITTEN_OUT = {**ALWAYS_WORDS, **{short: whole for whole, shorts in _SHORT.items() for short in shorts.split()}}
_NUMBERS: Mapping[str, str] = {
    "một": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4", "năm": "5", "lăm": "5", "sáu": "6", "bảy": "7",
    "bẩy": "7", "tám": "8", "chín": "9", "mười": "10",
}  # fmt: skip
_KINDS_IN_ENGLISH = {"ward": "phường", "wards": "phường", "commune": "xã", "communes": "xã"}
_COUNTED = frozenset({"phuong", "xa", "quy", "thang", "to", "khu", "p"})
"""Kinds behind which a number in words is a name: `phường năm`, `quý bốn`, `tháng mười`."""


@dataclass(frozen=True, slots=True)
class OrderToken:
    """`said`: written out; several words of one short form share a place. `clause`: which part of the text it is in.
    `is_marked`: in a text with marks, so that it is as it was typed."""

    word: SpelledWord
    said: str
    start: int
    end: int
    clause: int
    is_marked: bool = False

    @property
    def key(self) -> str:
        return self.word.letters


def tokens_of(text: str, longest: int = LONGEST) -> list[OrderToken]:
    """Return the words of a text. `longest`: characters that are looked at; of what is longer there are none."""
    tokens: list[OrderToken] = []
    clause = 0
    for found in _WORD.finditer(text) if len(text) <= longest else ():
        piece = found[0]
        if piece in _ENDS:
            clause += 1
            if piece != "?":
                continue
        if not (piece[0].isalnum() or piece == "?"):
            continue
        said = _WRITTEN_OUT.get(piece.casefold()) or _KINDS_IN_ENGLISH.get(piece.casefold(), piece)
        if piece.casefold() == "doc" and tokens and tokens[-1].key == "don":  # `đôn đốc`, and no document
            said = "đốc"
        parts = said.split()
        if len(parts) > 1 and tokens and tokens[-1].said.casefold() == parts[0]:  # `nhiêu` is short for both
            parts = parts[1:]
        for part in parts:
            tokens.append(OrderToken(word_of(part), part, found.start(), found.end(), clause - (piece == "?")))
    known = _with_numbers(tokens)
    return [replace(token, is_marked=True) for token in known] if _is_typed_with_marks(text) else known


def _is_typed_with_marks(text: str) -> bool:
    """Say whether the text is typed with marks, so that a word without is such a word: `bao` is no `báo`. Short forms
    that are written out say nothing of it."""
    of_letters = [word for piece in _WORD.findall(text) if piece.isalpha() for word in words(piece)]
    return sum(bool(word.tones or any(word.marks)) for word in of_letters) * 4 > len(of_letters)


def word_of(piece: str) -> SpelledWord:
    """Return the piece as one word, whatever signs are in it: `2/9`, `lan@coquan.vn`."""
    found = words(piece) if piece.isalpha() else ()
    return found[0] if len(found) == 1 else SpelledWord(piece.casefold().lstrip("0") or piece, ("",) * len(piece), "")


def _with_numbers(tokens: list[OrderToken]) -> list[OrderToken]:
    """Write numbers in words with digits: `phường năm`, `tháng mười một`."""
    found: list[OrderToken] = []
    for token in tokens:
        number = _NUMBERS.get(token.said.casefold())
        before = found[-1] if found else None
        if number and before is not None and before.key in _COUNTED:
            found.append(OrderToken(word_of(number), number, token.start, token.end, token.clause))
        elif number and before is not None and before.said == "10" and len(found) > 1 and found[-2].key in _COUNTED:
            joined = str(10 + int(number))
            found[-1] = OrderToken(word_of(joined), joined, before.start, token.end, token.clause)
        else:
            found.append(token)
    return found


def said_of(text: str, tokens: Sequence[OrderToken], span: tuple[int, int]) -> str:
    """Return the words of a span as they were typed; numbers that were written in words as digits."""
    some = tokens[span[0] : span[1]]
    if not some:
        return ""
    as_typed = text[some[0].start : some[-1].end]
    return " ".join(token.said for token in some) if any(_is_other(text, token) for token in some) else as_typed


def ways_said(text: str, tokens: Sequence[OrderToken], span: tuple[int, int]) -> Sequence[str]:
    """Return it as it was typed, and with digits: `Phường Hai` and `Phường Hai Bà Trưng` are names as `Phường 2` is."""
    some = tokens[span[0] : span[1]]
    as_typed = text[some[0].start : some[-1].end] if some else ""
    return tuple(dict.fromkeys(said for said in (as_typed, said_of(text, tokens, span)) if said))


def _is_other(text: str, token: OrderToken) -> bool:
    """Say whether it is a number in words, or a kind of unit in English."""
    typed = text[token.start : token.end].casefold()
    return typed in _KINDS_IN_ENGLISH or (token.said.isdecimal() and not typed.isdecimal())


def runs(places: Collection[int]) -> list[tuple[int, int]]:
    """Return places that follow each other, as spans."""
    ordered = sorted(places)
    if not ordered:
        return []
    starts = [ordered[0], *(two for one, two in pairwise(ordered) if two != one + 1)]
    ends = [*(one for one, two in pairwise(ordered) if two != one + 1), ordered[-1]]
    return [(start, end + 1) for start, end in zip(starts, ends, strict=True)]
