"""Where a part of a statement begins that is for something by itself: a text behind its label, `không có …`, more
time, one of the requirement's own fields, and how the task stands behind a text."""

from domain.typed.placing.fields_of_words import is_in_trouble, lead_at, past_connections, says_more
from domain.typed.placing.putting_off import asks_for_time, is_considered, is_of_works, so_before, was_asked_before
from domain.typed.statements.cutter import Cut
from domain.typed.statements.own_field_starts import DENIES, LOOKS_BACK
from domain.typed.values.statement import StatementPart
from domain.typed.words.clause_starts import (
    STRONG,
    is_a_while,
    is_end,
    is_label_with_colon,
    label_at,
    lone_standing,
    none_at,
    only_stands,
    standing_behind_label,
)
from domain.typed.words.markers import LEADS, TURNS, found
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.vocabulary import Meaning

_MEASURE = Meaning("filler", "measure")
_BEGINNINGS = frozenset(
    {"no", "not_yet", "no_more", "nil", "label", "short_label", "extension", "extension_by", "past"}
)


def part_at(cut: Cut, at: int, edge: str) -> int:
    """Begin a part here; return how many tokens begin it, 0 where what was there goes on. `edge` as in
    `task_starts.task_at`."""
    taken = _putting_off(cut, at, edge)
    if not taken and kinds_at(cut.tokens, at) & _BEGINNINGS:
        taken = _none(cut, at, edge) or _label(cut, at, edge) or _extension(cut, at, edge)
    return taken or _standing(cut, at, edge) or _lead(cut, at, edge) or _turn(cut, at, edge)


def _none(cut: Cut, at: int, edge: str) -> int:
    """Begin a part that says that there are none: `không có khó khăn, vướng mắc gì`. In a text only where a clause says
    just this. Return how many tokens it takes."""
    if cut.is_in_text and not edge:
        return 0
    none = none_at(cut.tokens, at)
    if none is None:
        return 0
    fields, end = none
    if cut.is_in_text and not is_end(cut.tokens, end):
        return 0
    cut.begin_part(StatementPart("none", at, end, fields))
    cut.part = None
    return end - at


def _label(cut: Cut, at: int, edge: str) -> int:
    label, is_clear = label_at(cut.tokens, at), is_label_with_colon(cut.tokens, at)
    if label is None or (cut.is_in_text and not edge and not is_clear and not _is_other_label(cut, at, label[0])):
        return 0
    code, length = label
    is_inside = code == "result" or "past" in kinds_at(cut.tokens, cut.last) or _is_said_of_some(cut, at)
    if not is_clear and not edge and is_inside:
        return 0  # `đạt kết quả tốt`, `trước đó vướng mặt bằng`
    cut.begin_part(StatementPart("text", at + length, at + length, (code,), label=at, is_clear=is_clear))
    return length


def _is_said_of_some(cut: Cut, at: int) -> bool:
    """Say whether who is stuck belongs to what is in the way: `còn 2 căn đang` before `vướng đất`."""
    start = cut.part.start if cut.part is not None else at
    return start < at and cut.tokens[start].key == "con" and any(one.kind == "number" for one in cut.tokens[start:at])


def asks_in_text(cut: Cut, at: int) -> bool:
    """Say whether something is asked for here in the middle of what is in the way."""
    label, lead = label_at(cut.tokens, at), found(LEADS, cut.tokens, at)
    places = {label[0] if label else "", lead[0].place if lead else ""}
    return "recommendation" in places and _is_other_label(cut, at, "recommendation")


def ends_sentence(cut: Cut, at: int) -> bool:
    """Say whether a text without a label and a colon ends here, as people go on to something else."""
    part, key = cut.part, cut.tokens[at].key
    if part is None or part.kind != "text" or part.is_clear or part.speaks_of_tasks:
        return False
    if part.is_proposed and (key in STRONG or cut.tokens[at].kind == "break"):
        return True
    before = cut.tokens[at - 1] if at else None
    is_short = before is not None and before.kind == "word" and len(before.key) <= _ABBREVIATED  # `TP. Đà Lạt`
    return key == "." and not is_short


_ABBREVIATED = 2  # letters


def _is_other_label(cut: Cut, at: int, place: str) -> bool:
    """Say whether a recommendation stands behind what is in the way: `lý do thiếu người đề xuất thêm biên chế`."""
    part = cut.part
    is_text = part is not None and part.kind == "text" and not part.is_clear and part.fields != (place,)
    return is_text and place == "recommendation" and not _governs(cut, at)


def _lead(cut: Cut, at: int, edge: str) -> int:
    """Begin a text that is a proposal, where words lead to it: `40% vì thiếu vốn`, `đang làm, mong cấp trên hỗ trợ`.
    Return how many tokens lead there, 0 for none."""
    end_of_clause = _end_of_clause(cut, at)
    if (lead := lead_at(cut.tokens, at, end_of_clause)) is None or (not edge and _is_denied_before(cut)):
        return 0
    place, is_strong, length = lead[0].place, lead[0].is_strong, lead[1]
    part, is_first = cut.part, bool(edge) or _is_light(cut)
    if cut.is_in_text:
        is_other = part is not None and part.kind == "text" and part.fields != (place,) and not part.is_clear
        if not is_other or not (edge or place == "recommendation") or _governs(cut, at):
            return 0
    elif not is_first and not is_strong and not _only_stands(cut) and not _is_why(cut, at, end_of_clause):
        return 0
    end = at + length + (at + length < len(cut.tokens) and cut.tokens[at + length].key == ":")
    if not says_more(cut.tokens, end, end_of_clause) or "nil" in kinds_at(cut.tokens, end):
        return 0
    if is_first and not edge and part is not None:
        cut.now.parts.remove(part)
    cut.begin_part(StatementPart("text", end, end, (place,), label=at, is_proposed=True))
    return end - at


def _is_why(cut: Cut, at: int, end: int) -> bool:
    """Say whether what is in the way stands in the middle of a clause: `giảm 11% do nhà thầu chậm`, `quét 70% kẹt máy
    hỏng`."""
    if cut.part is None or not {cut.tokens[at].key} & _WHY:
        return False
    is_behind = bool(kinds_at(cut.tokens, cut.last) & {"done", "doing", "percent"}) or cut.tokens[at - 1].key == "%"
    is_new = not is_in_trouble(cut.tokens, cut.part.start, at)  # and not `triển khai chậm do thiếu người`
    return is_behind or (is_new and is_in_trouble(cut.tokens, at + 1, end))


_WHY = frozenset({"do", "ket"})


def _turn(cut: Cut, at: int, edge: str) -> int:
    """Begin what follows a turn by itself: `đang làm nhưng thiếu vốn`. Return how many tokens turn, 0 for none."""
    has_task = bool(cut.now.tasks) or cut.codes.one_is_open
    if edge or cut.is_in_text or cut.part is None or not has_task or _is_denied_before(cut):
        return 0
    if (turn := found(TURNS, cut.tokens, at)) is None:
        return 0
    if not turn[0] and not _only_stands(cut):
        return 0
    after = at + turn[1]
    if is_end(cut.tokens, after) or cut.codes.at(cut.tokens, after)[0] is not None:
        return 0
    cut.begin_part(StatementPart("plain", at, after))
    return turn[1]


def _is_denied_before(cut: Cut) -> bool:
    """Say whether it is denied right before: `không xin gia hạn`."""
    return cut.part is not None and bool(kinds_at(cut.tokens, cut.last) & DENIES)


def _only_stands(cut: Cut) -> bool:
    part = cut.part
    is_short = part is not None and part.kind == "plain" and part.end - part.start <= _STANDING_LONGEST
    if part is None or not is_short:
        return part is None
    is_sure = not any(kinds_at(cut.tokens, at) & {"guess", "if"} for at in range(part.start, part.end))
    return is_sure and only_stands(cut.tokens, part.start, part.end)


def _is_light(cut: Cut) -> bool:
    """Say whether nothing of this clause was said yet but words that connect: `nhưng do`, `dạ vì`."""
    part = cut.part
    if part is None or part.kind != "plain" or part.end - part.start > _CONNECTING_LONGEST or not cut.now.parts:
        return False
    return part is cut.now.parts[-1] and past_connections(cut.tokens, part.start, part.end)[0] == part.end


def _governs(cut: Cut, at: int) -> bool:
    """Say whether the word before makes it a noun: `chưa có đề nghị của xã`."""
    return at > 0 and cut.tokens[at - 1].key in _GOVERN


def _end_of_clause(cut: Cut, at: int) -> int:
    end = at
    while end < at + _LEAD_LOOKS and not is_end(cut.tokens, end):
        end += 1
    return end


_STANDING_LONGEST, _CONNECTING_LONGEST, _LEAD_LOOKS = 16, 4, 12  # tokens
_GOVERN = frozenset({"co", "chua", "khong", "ko", "k", "cua", "theo", "cac", "nhung", "ve", "va", "gui", "van",
    "ban", "nhan", "duoc",
                     "giai", "quyet", "xet", "don", "phai", "con", "da", "khi", "de", "kinh", "rat", "trinh",
                     "duyet"})  # fmt: skip


def _extension(cut: Cut, at: int, edge: str) -> int:
    kinds, length = kinds_at(cut.tokens, at), meanings_at(cut.tokens, at)[1]
    is_asked = "extension" in kinds or ("extension_by" in kinds and is_a_while(cut.tokens, at + length))
    if _goes_on_asking(cut, at):
        return 0
    if not is_asked or (cut.is_in_text and not _may_end(cut, edge)) or _is_denied(cut, at):
        return 0
    if is_of_works(cut.tokens, at + length) and (cut.now.tasks or cut.codes.one_is_open):
        cut.begin_part(StatementPart("text", at, at, ("recommendation",), label=at, is_proposed=True))
        return length
    cut.begin_part(StatementPart("extension", at, at + length))
    return length


def _standing(cut: Cut, at: int, edge: str) -> int:
    """Begin how the task stands, in a clause that says nothing else, which ends a text without a colon: `vướng kinh
    phí, mới đạt 30%`, `vướng kinh phí, chưa xong`. Return how many tokens it takes, 0 for none."""
    if not cut.is_in_text or cut.part is None or cut.part.kind != "text":
        return 0
    if edge and _MEASURE in meanings_at(cut.tokens, at)[0] and (end := standing_behind_label(cut.tokens, at)):
        cut.begin_part(StatementPart("plain", at, end))
        return end - at
    if not edge or (not _may_end(cut, edge) and not _says_how_far_last(cut, at)):
        return 0
    end = lone_standing(cut.tokens, at, cut.codes.words_of(cut.now.tasks))
    if not end:
        return 0
    cut.begin_part(StatementPart("plain", at, end))
    return end - at


def _says_how_far_last(cut: Cut, at: int) -> bool:
    """Say whether it is said at the end of the line how far a task is, of which nothing else says it: `blocker: chưa có
    mặt bằng, đang 45%`."""
    if any(part.kind == "plain" for part in cut.now.parts):
        return False
    end = lone_standing(cut.tokens, at, cut.codes.words_of(cut.now.tasks))
    is_last = bool(end) and (end >= len(cut.tokens) or cut.tokens[end].kind == "break" or cut.tokens[end].key in STRONG)
    return is_last and any(cut.tokens[one].key == "%" for one in range(at, end)) and bool(kinds_at(cut.tokens, at))


def _may_end(cut: Cut, edge: str) -> bool:
    """Say whether another clause may end the text: at a new line, and after a comma where it has no colon."""
    return edge in STRONG or edge == "." or (bool(edge) and cut.part is not None and not cut.part.is_clear)


def _putting_off(cut: Cut, at: int, edge: str) -> int:
    """Begin a request for more time: `cho em xin nộp trễ tới 3/12`. Return how many tokens begin it, 0 for none."""
    follows = so_before(cut.tokens, at)
    if _goes_on_asking(cut, at):
        return 0
    if cut.is_in_text and not _may_end(cut, edge) and not follows:
        return 0
    is_first = follows or bool(edge) or _is_light(cut) or (cut.part is None and at == 0)
    if not asks_for_time(cut.tokens, at, is_first=is_first) or _is_denied(cut, at) or _is_denied_before(cut):
        return 0
    cut.begin_part(StatementPart("extension", at, at + 1))
    return 1


def _goes_on_asking(cut: Cut, at: int) -> bool:
    """Say whether one request goes on here: `kính đề nghị quý ban xem xét, | cho gia hạn 3 ngày`."""
    return cut.part is not None and cut.part.kind == "extension" and is_considered(cut.tokens, at - 1)


def _is_denied(cut: Cut, at: int) -> bool:
    """Say whether nothing is asked for: `không gia hạn`, `không cần gia hạn`, `đã xin gia hạn`."""
    if cut.part is None or cut.part.end != at:
        return False
    if was_asked_before(cut.tokens, max(cut.part.start, at - LOOKS_BACK), at):
        return True
    return bool(kinds_at(cut.tokens, cut.last) & {"no", "not_yet", "not_needed", "was"})
