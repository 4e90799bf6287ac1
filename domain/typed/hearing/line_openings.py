"""A line beside what was typed, and what it begins with before anything is said of a task: who speaks, where they write
from, and that something follows. `tôi là Phúc bảo vệ trường`, `em đang đi đường em nói nhanh là`."""

from collections.abc import Collection, Sequence

from domain.moments.pieces import Phrases
from domain.typed.hearing.polite_words import ASIDES, NOTES, OFFICES, PERSONS, ROLES, SAYS
from domain.typed.words.clause_starts import is_end
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_LONGEST_NAME = 4  # words of a person's name
_LONGEST_OFFICE = 6  # words of an office's
LONGEST_CLAUSE = 30  # tokens; what is longer says more
_LONGEST_ROLE = 9  # tokens of who somebody is
_THINGS = frozenset({"nhiem", "cai", "viec", "muc", "vu", "chuyen", "phan"})
_OPENING: Phrases[str] = Phrases({
    "opening": ("ừ", "ờ", "thôi", "alo", "dạ", "vâng", "ok", "rồi", "à", "này", "nè", "nhé", "nha", "nên", "giúp", "hộ",
           "giùm", "cho", "luôn", "với", "xin", "vậy thì", "nay", "thì", ","),
})  # fmt: skip

_IN_CHARGE: Phrases[str] = Phrases({
    "charge": ("phụ trách", "tổng hợp", "phụ trách tổng hợp", "phụ trách báo cáo", "theo dõi", "chuyên viên",
               "tổng hợp báo cáo", "chuyên quản", "quản trị", "đầu mối", "lãnh đạo", "theo dõi tổng hợp"),
})  # fmt: skip


class Beside:
    """The tokens of a line beside what was typed, so that capitals are seen."""

    def __init__(self, tokens: Sequence[Token], text: str, codes: Collection[str], *, corrects: bool) -> None:
        self.tokens, self.text, self.codes, self.corrects = tokens, text, codes, corrects
        self._most = max(map(len, codes), default=0)

    def is_code(self, at: int) -> bool:
        key = ""
        for token in self.tokens[at : at + self._most]:
            if key and not token.is_close:
                return False
            key += token.key.casefold()
            if key in self.codes:
                return True
        return False

    def phrase(self, at: int, table: Phrases[str], *kinds: str) -> int:
        """Return how many tokens the longest phrase of these takes here."""
        found = table.at(self.tokens, at) if at < len(self.tokens) else None
        return found[1] if found is not None and (not kinds or found[0] in kinds) else 0

    def names(self, at: int) -> int:
        """Return how many words with a capital begin here, up to the length of a name."""
        size = 0
        while size < _LONGEST_NAME and at + size < len(self.tokens) and self._is_capital(at + size):
            size += 1
        return size

    def _is_capital(self, at: int) -> bool:
        token = self.tokens[at]
        typed = self.text[token.start : token.end]
        return token.kind == "word" and typed[:1].isupper() and not kinds_at(self.tokens, at) & STANDS

    def person(self, at: int) -> int:
        """Return how many tokens name a person: `anh`, `anh Hai`, `đồng chí Nguyễn Văn An`, `đ/c phụ trách` where
        nothing is said behind."""
        length = self.phrase(at, PERSONS)
        charge = at + length + self.phrase(at + length, _IN_CHARGE)
        if length and charge > at + length and is_end(self.tokens, charge):
            return charge - at
        return length and length + self.names(at + length)

    def is_thing(self, at: int) -> bool:
        """Say whether the word is what a task is called: `nhiệm vụ`, `cái`."""
        return at < len(self.tokens) and self.tokens[at].key in _THINGS

    def office(self, at: int) -> int:
        """Return how many tokens name an office, `Phòng Kinh tế`, `UBND phường 3`, `PKT`: its name goes on to a word
        that says something else."""
        size = self.phrase(at, OFFICES)
        typed = self.text[self.tokens[at].start : self.tokens[at].end]
        if not size and not (self.tokens[at].kind == "word" and len(typed) > 1 and typed.isupper()):
            return 0
        size = size or 1
        last = min(at + size + _LONGEST_OFFICE, len(self.tokens))
        while at + size < last and self._is_of_name(at + size):
            size += 1
        return size

    def _is_of_name(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind not in ("word", "number") or self.is_code(at) or kinds_at(self.tokens, at) & STANDS:
            return False
        is_verb = (
            self.phrase(at, SAYS) > 1 or token.key in ("xin", "gui", "bao", "them", "nop") or token.marked == "kính"
        )
        return not is_verb and token.key not in ("em", "toi", "anh")


STANDS = frozenset(
    {"done", "doing", "now", "not_yet", "no", "nil", "label", "extension", "soon", "guess", "if", "later", "rest",
     "all", "computed", "percent", "wonders", "spared", "waits", "wishes", "was", "hedge"}
)  # fmt: skip


def presents_itself(line: Beside, start: int, end: int) -> bool:
    """Say whether somebody presents themselves before anything is said: `tôi là Phúc bảo vệ trường`."""
    at = start
    while at < end and "filler" in kinds_at(line.tokens, at) and not line.phrase(at, PERSONS):
        at += 1
    size = line.phrase(at, PERSONS)
    is_said = size > 0 and at + size < end and line.tokens[at + size].key in ("la", "ten")
    name = at + size + 1 + (is_said and at + size + 1 < end and line.tokens[at + size + 1].key == "la")
    if not is_said or end - name > _LONGEST_ROLE or not (line.names(name) or line.phrase(name, ROLES)):
        return False
    return not any(line.tokens[one].kind == "number" or kinds_at(line.tokens, one) & STANDS for one in range(name, end))


_LOOKS_AT = frozenset(
    {"xem", "coi", "check", "kiem", "tra", "ra", "soat", "lai", "giup", "ho", "co", "con", "neu", "thay"}
)
_LACKS = frozenset(
    {"thieu", "sai", "sot", "chua", "ro", "dung", "on", "can", "bo", "sung", "thac", "mac", "khong", "hop", "ly"}
)
_BESIDE = frozenset({"thi", "cu", "la", "anh", "chi", "em", "sep", "co", "thay"})
_TELLS = frozenset({"nhan", "bao", "noi", "goi", "lien", "alo", "hu", "ping", "phone"})


def asks_to_be_told(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens ask to be told: `xem thiếu gì nhắn`, `có gì sai sót cứ báo lại`, `xem giúp có thiếu gì
    không`; 0 for none."""
    begin, what, lacks, looks = at, False, False, tokens[at].key in ("xem", "coi", "check", "kiem", "ra")
    while at < len(tokens):
        key = tokens[at].key
        if key in _TELLS and what:
            return at + 1 - begin
        what |= key == "gi"
        lacks |= key in _LACKS
        if not (key == "gi" or key in _LOOKS_AT or key in _LACKS or (what and key in _BESIDE)):
            break
        at += 1
    return at - begin if what and lacks and looks else 0


_REPORTS = frozenset({"da", "dang", "chua", "moi"})  # with which what is reported begins


def past_opening(line: Beside, start: int, end: int) -> int:
    """Return where what follows an opening begins: `em đang đi đường em nói nhanh là bên em …`, `ghi cho anh nhiệm vụ
    thứ ba xong`."""
    at, opens, says = start, start, False
    while at < min(end, start + LONGEST_CLAUSE):
        if length := line.phrase(at, ASIDES) or line.phrase(at, NOTES):
            says, opens = True, at + length
            if line.tokens[opens - 1].key == "la":
                return opens
        elif line.tokens[at].key == "la" and says:
            return at + 1
        elif (office := line.office(at)) and (told := line.phrase(at + office, SAYS, "report")):
            says, length = True, office + told  # `alo trường Lê Lợi báo cáo là`
            opens = at + length
            if opens < end and line.tokens[opens].key in _REPORTS:
                return opens
        elif not (length := line.phrase(at, PERSONS) or line.phrase(at, _OPENING)):
            break
        elif says and not line.is_thing(at):
            opens = at + length
        at += length
    return opens if says and opens < end and (line.is_thing(opens) or line.is_code(opens)) else start
