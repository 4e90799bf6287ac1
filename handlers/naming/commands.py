"""Commands asked for in words, without a slash: `đôn đốc phường 11`, `ai chưa nộp`, `phường 11 nộp chưa?`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.finding import meant
from domain.finding.kinds import same_letters
from domain.finding.meant import Called
from domain.finding.spelling import Words, words
from domain.text import fold
from handlers.command_names import Command
from handlers.naming import asked_for
from handlers.talk import Talk
from storage import actors, following, units

_PHRASES: Mapping[str, Sequence[str]] = {
    "quahan": ("quá hạn", "trễ hạn", "nộp trễ", "nộp chậm", "chậm nộp", "đang trễ", "trễ", "overdue"),
    "chuanop": ("chưa nộp", "chưa gửi", "chưa báo cáo", "còn thiếu", "missing"),
    "sapdenhan": ("sắp đến hạn", "sắp tới hạn", "upcoming"),
    "dondoc": ("đôn đốc", "nhắc nhở", "nhắc việc", "nhắc", "giục", "dondoc", "nudge", "remind"),
    "tiendo": ("tiến độ", "tiendo", "progress"),
    "duyet": ("duyệt báo cáo", "duyệt"),
    "tonghop": ("tổng hợp báo cáo", "tổng hợp"),
    "donvi": ("đơn vị",),
    "moi": ("mời",),
    "vuongmac": ("vướng mắc", "kiến nghị"),
    "giahan": ("gia hạn",),
}
_AT_THE_END: Mapping[str, Sequence[str]] = {
    "quahan": ("trễ không", "quá hạn không", "quá hạn chưa", "quá hạn"),
    "chuanop": ("chưa nộp",),
    "donvi": ("nộp chưa", "nộp báo cáo chưa", "báo cáo chưa", "thế nào", "ra sao", "sao rồi", "nộp hay chưa"),
    "tiendo": ("tiến độ",),
}
_FOR_NAMES = frozenset({"invite", "unit", "filter", "nudge.pick"})  # questions answered by the name of a unit
_OPEN_TO_ALL = frozenset({"card", "private", *_FOR_NAMES})
_IN_OWN_WORDS = frozenset(
    {"return", "excuse", "extension.refuse", "extend.why", "unlock", "answer", "raise", "announce", "nudge"}
)
_NEVER_AN_ANSWER = frozenset({"huy", "trogiup", "start"})
EVERYBODY = frozenset(
    ("tat ca", "all", "het", "toan bo", "tat ca don vi", "tat ca cac don vi", "cac don vi", "moi don vi", "everybody")
)
WHO_ARE_LATE = frozenset(
    f"{who}{late}"
    for who in ("", "don vi ", "cac don vi ", "ai ", "tat ca don vi ", "nhung don vi ", "tat ca cac don vi ")
    for late in ("qua han", "chua nop", "tre", "tre han", "con no", "nop tre", "chua bao cao")
)
_MOST = 40  # words: what is longer is no command
_AROUND = frozenset(
    (
        "hôm", "nay", "cho", "tôi", "em", "mình", "xem", "ai", "danh", "sách", "ds", "liệt", "kê", "hãy", "nhờ", "giúp",
        "bot", "ơi", "các", "những", "kiểm", "tra", "nào", "đơn", "vị", "show", "list", "the"
    )
)  # fmt: skip
_BEHIND = frozenset(("ạ", "nhé", "nha", "rồi", "vậy", "thế", "đi", "a", "nhe"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, by its name, and what stands behind it."""

    command: str
    rest: str


def is_answer(talk: Talk, text: str, command: Command) -> bool:
    """`sáp nhập`, `quá hạn` where a reason is asked for: an answer, unless written as commands are, `quahan`."""
    if (talk.address.focus or {}).get("ask") not in _IN_OWN_WORDS or command.name in _NEVER_AN_ANSWER:
        return False
    return not text.isascii() or len(text.split()) > 1


def asked(talk: Talk, text: str) -> Asked | None:
    """The command that a coordinator asks for in words; of who reports too only what names units of theirs."""
    if talk.actor is None or not talk.actor.is_coordinator or len(said := text.split()) > _MOST:
        return None
    question = (talk.address.focus or {}).get("ask", "card")
    if question not in _OPEN_TO_ALL:
        return None
    only_coordinates = not talk.actor.is_reporter
    leading = [one for one in _leading(said) if only_coordinates or one.command not in ("vuongmac", "giahan")]
    for found in (*leading, *_ending(said)):
        if not found.rest or _names_something(talk, found):
            return found
    if leading and only_coordinates:
        return leading[0]
    return Asked("donvi", text) if question not in _FOR_NAMES and _is_a_unit(talk, text) else None


def _leading(said: Sequence[str]) -> Iterator[Asked]:
    """Behind as many words as people put before it: `cho em xem đơn vị nào quá hạn`."""
    around = 0
    while around < len(said) - 1 and _bare(said[around]) in _AROUND:
        around += 1
    for start in range(around, -1, -1):
        for command, phrase in _by_length(_PHRASES):
            if same_letters(_words(said[start : start + len(phrase)]), phrase):
                yield Asked(command, _without_tail(said[start + len(phrase) :]))
                break


def _ending(said: Sequence[str]) -> Iterator[Asked]:
    """`phường 11 nộp chưa?`"""
    kept = _without_tail(said).split()
    for command, phrase in _by_length(_AT_THE_END):
        head = kept[: len(kept) - len(phrase)]
        if head and same_letters(_words(kept[len(head) :]), phrase):
            yield Asked(command, " ".join(head))


def _by_length(phrases: Mapping[str, Sequence[str]]) -> list[tuple[str, Words]]:
    found = [(command, words(phrase)) for command, ways in phrases.items() for phrase in ways]
    return sorted(found, key=lambda one: -len(one[1]))


def _words(said: Sequence[str]) -> Words:
    return words(" ".join(said).strip("?!.: "))


def _bare(word: str) -> str:
    return word.strip("?!.,: ").casefold()


def _without_tail(said: Sequence[str]) -> str:
    kept = list(said)
    while kept and (_bare(kept[-1]) in _BEHIND or not _bare(kept[-1])):
        kept.pop()
    return " ".join(kept).strip("?!.: ")


def _names_something(talk: Talk, asked: Asked) -> bool:
    """Units, everybody, or a report by its code."""
    if asked.command == "dondoc" and fold(asked.rest) in EVERYBODY | WHO_ARE_LATE:
        return True
    found = _named(talk, asked.rest)
    if found.possible or found.elsewhere:
        return True
    codes = {one.requirement_code for one in following.current(talk.session, talk.person.plan_ids, talk.now)}
    return bool(meant.whole([(code, Called(code, "")) for code in codes], asked.rest.split()[0]))


def _is_a_unit(talk: Talk, text: str) -> bool:
    """A unit's whole name, and nothing else."""
    found = _named(talk, text)
    return len(found.sure) == 1 and not (found.doubtful or found.unknown or found.elsewhere)


def _named(talk: Talk, text: str) -> asked_for.Named:
    followed = units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())
    return asked_for.named(talk.session, followed, text)
