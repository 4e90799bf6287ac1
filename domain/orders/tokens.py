"""The words of a text as they are compared, each with its place; short forms and dialect written out."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.finding.spelling import Word, words

_WORD = re.compile(r"\S+@\S+|\d+(?:[./:]\d+)*(?=[\W_]|$)|[^\W_]+|[^\w\s]|_")
_ENDS = frozenset(".,;!?…\n:")
_LONGEST = 500  # characters that are looked at: what is longer asks for nothing

_WRITTEN_OUT: Mapping[str, str] = {
    "đv": "đơn vị", "dv": "đơn vị", "đ/v": "đơn vị", "bc": "báo cáo", "b/c": "báo cáo", "report": "báo cáo",
    "k": "không", "ko": "không", "kh": "không", "hok": "không", "hong": "không", "hông": "không", "hổng": "không",
    "khong": "không", "kg": "không", "hem": "không", "khum": "không", "nỏ": "không", "hôn": "không", "hơm": "không",
    "z": "vậy", "zậy": "vậy", "rứa": "vậy", "zị": "vậy", "vại": "vậy", "rua": "vậy",
    "r": "rồi", "rùi": "rồi", "j": "gì", "gi": "gì", "dc": "được", "đc": "được", "đk": "được",
    "vs": "với", "e": "em", "tui": "tôi", "mềnh": "mình", "mn": "mọi người", "mng": "mọi người",
    "chừ": "giờ", "ni": "này", "nớ": "đó", "tê": "kia", "mô": "đâu", "răng": "sao", "mần": "làm", "coi": "xem",
    "giùm": "giúp", "dùm": "giúp", "hộ": "giúp", "vô": "vào", "zô": "vào", "dô": "vào", "bữa": "hôm", "gởi": "gửi",
    "nhiêu": "bao nhiêu", "bnhieu": "bao nhiêu", "deadline": "hạn", "dl": "hạn", "list": "danh sách", "ds": "danh sách",
    "check": "kiểm tra", "task": "nhiệm vụ", "tasks": "nhiệm vụ", "issue": "vướng mắc", "issues": "vướng mắc",
    "email": "mail", "gmail": "mail", "xls": "excel", "xlsx": "excel", "docx": "word", "doc": "word", "tgian": "thời gian",
    "trc": "trước", "sd": "sử dụng", "ntn": "như thế nào", "klq": "không liên quan", "cx": "cũng", "lm": "làm",
    "lem": "làm", "mih": "mình", "ngta": "người ta", "ok": "được", "oke": "được", "oki": "được", "okie": "được",
    "hum": "hôm", "bít": "biết", "hw": "như thế nào", "ktra": "kiểm tra", "tb": "thông báo", "gh": "gia hạn", "kps": "không phát sinh",
    "thnks": "cảm ơn", "tks": "cảm ơn", "thks": "cảm ơn", "thank": "cảm ơn", "thanks": "cảm ơn",
    "pls": "giúp", "plz": "giúp", "please": "giúp", "hello": "chào", "hi": "chào", "hey": "chào",
}  # fmt: skip
_NUMBERS: Mapping[str, str] = {
    "một": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4", "năm": "5", "lăm": "5", "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8",
    "chín": "9", "mười": "10",
}  # fmt: skip
_KINDS_IN_ENGLISH = {"ward": "phường", "wards": "phường", "commune": "xã", "communes": "xã"}
_COUNTED = frozenset({"phuong", "xa", "quy", "thang", "to", "khu", "p"})
"""Kinds behind which a number in words is a name: `phường năm`, `quý bốn`, `tháng mười`."""


@dataclass(frozen=True, slots=True)
class Token:
    """`said`: written out; several words of one short form share a place. `clause`: which part of the text it is in.
    `is_marked`: in a text with marks, so that it is as it was typed."""

    word: Word
    said: str
    start: int
    end: int
    clause: int
    is_marked: bool = False

    @property
    def key(self) -> str:
        return self.word.letters


def tokens_of(text: str) -> list[Token]:
    tokens: list[Token] = []
    clause = 0
    for found in _WORD.finditer(text[:_LONGEST].replace("\n", " ; ")) if len(text) <= _LONGEST else ():
        piece = found[0]
        if piece in _ENDS:
            clause += 1
            if piece != "?":
                continue
        if not (piece[0].isalnum() or piece == "?"):
            continue
        said = _WRITTEN_OUT.get(piece.casefold()) or _KINDS_IN_ENGLISH.get(piece.casefold(), piece)
        for part in said.split():
            tokens.append(Token(word_of(part), part, found.start(), found.end(), clause - (piece == "?")))
    return _with_numbers(tokens)


def word_of(piece: str) -> Word:
    """As one word, whatever signs are in it: `2/9`, `lan@coquan.vn`."""
    found = words(piece) if piece.isalpha() else ()
    return found[0] if len(found) == 1 else Word(piece.casefold().lstrip("0") or piece, ("",) * len(piece), "")


def _with_numbers(tokens: list[Token]) -> list[Token]:
    """`phường năm`, `tháng mười một` with digits."""
    found: list[Token] = []
    for token in tokens:
        number = _NUMBERS.get(token.said.casefold())
        before = found[-1] if found else None
        if number and before is not None and before.key in _COUNTED:
            found.append(Token(word_of(number), number, token.start, token.end, token.clause))
        elif number and before is not None and before.said == "10" and len(found) > 1 and found[-2].key in _COUNTED:
            joined = str(10 + int(number))
            found[-1] = Token(word_of(joined), joined, before.start, token.end, token.clause)
        else:
            found.append(token)
    return found


def said_of(text: str, tokens: Sequence[Token], span: tuple[int, int]) -> str:
    """The words of a span as they were typed; numbers that were written in words as digits."""
    some = tokens[span[0] : span[1]]
    if not some:
        return ""
    as_typed = text[some[0].start : some[-1].end]
    return " ".join(token.said for token in some) if any(_is_other(text, token) for token in some) else as_typed


def _is_other(text: str, token: Token) -> bool:
    """A number in words, or a kind of unit in English."""
    typed = text[token.start : token.end].casefold()
    return typed in _KINDS_IN_ENGLISH or (token.said.isdecimal() and not typed.isdecimal())


def runs(places: Collection[int]) -> list[tuple[int, int]]:
    """Places that follow each other, as spans."""
    ordered = sorted(places)
    if not ordered:
        return []
    starts = [ordered[0], *(two for one, two in pairwise(ordered) if two != one + 1)]
    ends = [*(one for one, two in pairwise(ordered) if two != one + 1), ordered[-1]]
    return [(start, end + 1) for start, end in zip(starts, ends, strict=True)]
