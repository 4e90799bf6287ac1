"""Whether words ask for more time for the report, however they are put: `cho em xin nộp trễ tới 3/12`, `extend
deadline tới 4/12`. What asks (`xin`), what is put off (`lùi`), of what it is said (`nộp`, `hạn`), and until when."""

from collections.abc import Sequence
from datetime import date

from domain.moments.days import day_at
from domain.moments.pieces import Phrases
from domain.moments.sight import looking_ahead
from domain.moments.spans import span_at
from domain.typed.hearing.polite_words import OFFICES, PERSONS
from domain.typed.words.clause_starts import is_a_while, is_end
from domain.typed.words.markers import found
from domain.typed.words.phrases import TokenLine, kinds_at
from domain.typed.words.tokens import Token

_TAKEN_BACK: Phrases[str] = Phrases({
    "back": ("rút", "rút lại", "xin rút", "xin rút lại", "huỷ", "hủy", "hủy bỏ", "thu hồi", "bỏ", "thôi không",
             "không cần"),
})  # fmt: skip
_GIVEN_UP: Phrases[bool] = Phrases({
    True: tuple(f"{but}{no}" for but in ("nhưng ", "mà ", "rồi ", "nhưng giờ ", "mà giờ ", "nhưng mà ") for no in (
        "thôi", "thôi khỏi", "khỏi", "không cần", "không cần nữa", "không xin nữa", "kịp rồi", "xong rồi", "thôi ạ")),
})  # fmt: skip
_GIVEN_UP_THEN: Phrases[bool] = Phrases({
    True: (*(f"{oh}{no}{tail}" for oh in ("", "à ", "mà ", "ủa ", "khoan ", "à mà ", "mà giờ ", "ủa khoan ",
        "khoan đã ", "dạ ", "ờ ", "giờ ", "nhầm ", "à nhầm ", "ấy ")
        for no in ("thôi khỏi", "khỏi", "không cần", "không xin nữa",
        "không cần nữa", "thôi không cần", "thôi không xin", "thôi không", "khỏi xin", "khỏi gia hạn", "rút lại",
        "thôi để em ráng", "thôi để em cố", "bỏ qua giúp", "bỏ qua nha", "không gia hạn nữa")
        for tail in ("", " đâu", " nữa")), "thôi", "à thôi", "mà thôi"),
})  # fmt: skip
"""Where it begins a clause behind what was asked for."""
_ENDS, _MOST_LATER = frozenset(",.;!?…\n"), 24  # tokens
_MOST_BEHIND = 8  # tokens
_SOME_DAY = looking_ahead(date(2000, 1, 1))
_MOST_STRANGERS = 2  # words that say who asks
_LONGEST = 24  # tokens that are looked at
_WORDS: Phrases[str] = Phrases({
    "asks": ("xin", "cho", "nhờ", "please", "pls", "kính xin", "xin phép", "mong", "đề nghị", "request", "khất",
    "kính đề nghị", "kính mong", "rất mong", "xin đề nghị", "đề xuất", "xin được", "mong được",
    "nợ"),
    "later": ("lùi", "dời", "hoãn", "extend", "kéo dài", "giãn", "trễ", "muộn", "chậm", "delay",
    "gia hạn", "lui",
              "nộp sau", "gửi sau", "chuyển qua", "chuyển sang", "chuyển tới"),
    "report": ("hạn", "nộp", "báo cáo", "deadline", "thời gian", "thời hạn", "ngày nộp", "gửi báo cáo"),
    "to": ("tới", "đến", "qua", "sang", "đến hết", "tới hết", "thêm", "+", "hết"),
    "before": ("đã", "bữa trước", "hôm trước", "lần trước", "hôm qua", "kỳ trước", "trước đó", "hồi trước", "ai",
    "sao"),
})  # fmt: skip


_CONSIDERS: Phrases[bool] = Phrases({
    True: ("xem xét", "quan tâm xem xét", "xem xét và", "tạo điều kiện", "xem xét tạo điều kiện", "cho phép",
           *(f"quý {office}" for office in ("cơ quan", "ban", "phòng", "sở", "ủy ban", "đơn vị", "lãnh đạo", "cấp"))),
})  # fmt: skip


def is_taken_back(tokens: Sequence[Token], at: int) -> bool:
    """Say whether what begins here is asked for no longer: `rút đề nghị gia hạn`, `định xin gia hạn nhưng thôi`."""
    if any(_GIVEN_UP.at(tokens, behind) for behind in range(at + 1, min(len(tokens), at + _MOST_BEHIND))):
        return True
    if any(_is_given_up(tokens, behind) for behind in range(at + 1, min(len(tokens), at + _MOST_LATER))):
        return True
    return any((back := _TAKEN_BACK.at(tokens, start)) and start + back[1] == at for start in range(max(0, at - 3), at))


def _is_given_up(tokens: Sequence[Token], at: int) -> bool:
    """Say whether it is given up here: `xin gia hạn đến 3/12... thôi khỏi em`."""
    if tokens[at - 1].key not in _ENDS or (given := _GIVEN_UP_THEN.at(tokens, at)) is None:
        return False
    end = at + given[1]
    is_short = given[1] <= 2 and tokens[end - 1].key == "thoi"
    return not is_short or end >= len(tokens) or tokens[end].key in _ENDS or "filler" in kinds_at(tokens, end)


def asks_for_time(tokens: Sequence[Token], at: int, *, is_first: bool) -> bool:
    """Say whether more time is asked for from this token on; in the middle of a clause only where nothing of it is left
    to guess."""
    first = found(_WORDS, tokens, at)
    if first is None or first[0] not in ("asks", "later"):
        return False
    said, has_moment, strangers, is_considered_so, names_it = set[str](), False, 0, False, False
    end = at
    while end < at + _LONGEST and not (is_end(tokens, end) and not is_considered(tokens, end)):
        if considers := _CONSIDERS.at(tokens, end):  # and whoever does, however long their name is
            end, strangers, is_considered_so = end + considers[1], 0, True
            continue
        names_it |= "extension" in kinds_at(tokens, end)
        word = found(_WORDS, tokens, end)
        if is_of_works(tokens, end):
            return False
        if kinds_at(tokens, end) & {"no", "not_yet", "not_needed"} and "later" not in said:
            return False
        if word is not None:
            said |= {word[0], "later"} if tokens[end].key in ("khat", "no", "extend") else {word[0]}
            may_be = word[0] == "to" or (word[0] == "later" and "later" not in said)
            is_then = word[0] == "report" and tokens[end].key in _IS_SENT and _asks_for_oneself(tokens, at)
            if is_then and _then_at(tokens, end + word[1]):
                said, has_moment = said | {"later"}, True  # `xin phép được nộp báo cáo vào ngày 03/12`
            is_until = may_be and _moment_at(tokens, end + word[1])
            has_moment |= is_until
            said |= {"later"} if is_until and tokens[end].key in ("them", "+") else set()
        elif who := PERSONS.at(tokens, end) or OFFICES.at(tokens, end):
            end += who[1] - 1
        elif not {"later", "report"} & said:
            strangers += tokens[end].kind == "word" and not kinds_at(tokens, end)
        end += word[1] if word else 1
    if strangers > _MOST_STRANGERS:  # `cho mình xin danh sách các xã nộp trễ`
        return False
    if "before" in said or "asks" not in said | ({"asks"} if tokens[at].key == "extend" else set()):
        return False
    if _is_of_the_report(tokens, at) and has_moment and "later" in said:
        return True
    if is_first and _only_until(tokens, at):
        return True
    if {"later", "report"} <= said and (has_moment or is_first):
        return True
    if is_first and is_considered_so and names_it:  # `kính đề nghị quý ban xem xét, cho gia hạn`
        return True
    return is_first and has_moment and bool({"later", "report"} & said)


def is_considered(tokens: Sequence[Token], at: int) -> bool:
    """Say whether this is the comma of `kính đề nghị quý ban xem xét, cho gia hạn`."""
    return at + 1 < len(tokens) and tokens[at].key == "," and tokens[at - 1].key == "xet"


def _is_of_the_report(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the report is named right before: `báo cáo | cho chị lùi tới 4/12 nha`."""
    is_named = [token.key for token in tokens[max(0, at - 2) : at]] == ["bao", "cao"]
    return is_named and (at == _NAMED or is_end(tokens, at - _NAMED - 1))


_NAMED = 2  # tokens


def so_before(tokens: Sequence[Token], at: int) -> bool:
    """Say whether what is asked for follows from what was said before: `do mưa lũ nên xã | xin nộp chậm`."""
    for start in range(max(0, at - _FEW), at):
        if tokens[start].key == "nen":
            behind = start + 1
            who = OFFICES.at(tokens, behind) or PERSONS.at(tokens, behind) if behind < at else None
            return behind + (who[1] if who else 0) == at
    return _who_asks(tokens, at)


def _who_asks(tokens: Sequence[Token], at: int) -> bool:
    """Say whether who asks stands behind the reason: `do đồng chí phụ trách đi viện, Phòng Kinh tế | kính đề nghị được
    gia hạn`."""
    start = next((one for one in range(at - 1, max(0, at - _LONGEST_WHO), -1) if tokens[one].kind != "word"), 0)
    if not start or start + 1 == at:
        return False
    who = _WHO.at(tokens, start + 1) or OFFICES.at(tokens, start + 1) or PERSONS.at(tokens, start + 1)
    return who is not None and all(not kinds_at(tokens, one) for one in range(start + 1 + who[1], at))


_LONGEST_WHO = 6  # tokens
_WHO: Phrases[bool] = Phrases({
    True: ("nhà trường", "ban giám hiệu", "ủy ban nhân dân xã", "ủy ban nhân dân phường", "ubnd xã", "ubnd phường",
           "đơn vị chúng tôi", "phòng chúng tôi", "xã em", "bên em", "phòng em", "trường em"),
})  # fmt: skip
_IS_SENT = frozenset({"nop", "gui"})
_FOR_ME = frozenset({"phep", "duoc", "cho", *_IS_SENT})


def _asks_for_oneself(tokens: Sequence[Token], at: int) -> bool:
    """Say whether somebody asks for themselves: `xin phép`, `xin được`, `cho xã`, and not `đề nghị các xã nộp`."""
    behind = at + 1
    if tokens[at].key == "xin" and behind < len(tokens):
        return tokens[behind].key in _FOR_ME
    who = PERSONS.at(tokens, behind) or OFFICES.at(tokens, behind) if behind < len(tokens) else None
    return tokens[at].key == "cho" and who is not None


def _then_at(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a moment follows: `(báo cáo) vào ngày 03/12`, `ngày 3/12`."""
    last = min(at + _FEW, len(tokens))
    while at < last and tokens[at].key in _OF_THE_REPORT | {"bao", "lai"}:
        at += 1
    if at < last and [token.key for token in tokens[at + 1 : at + 2]] == ["/"]:
        return day_at(tokens, at, _SOME_DAY) is not None
    return at < last and tokens[at].key in ("vao", "ngay") and _moment_at(tokens, at + (tokens[at].key == "vao"))


_FEW = 5  # tokens from `nộp` to the day


def _only_until(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the words ask until when, and nothing else: `cho em đến mai nhé`."""
    who = PERSONS.at(tokens, at + 1) if at == 0 and tokens[0].key == "cho" else None
    to = at + 1 + who[1] if who is not None else 0
    if not to or to >= len(tokens) or tokens[to].key not in _TO:
        return False
    day = day_at(tokens, to + 1, _SOME_DAY)
    return day is not None and all("filler" in kinds_at(tokens, one) for one in range(to + 1 + day.length, len(tokens)))


_TO = frozenset({"toi", "den", "qua", "sang"})


def was_asked_before(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Say whether it was asked for before, or by others: `bữa trước xin gia hạn được không`, `sao ai cũng xin nộp
    trễ`."""
    return any((word := found(_WORDS, tokens, one)) is not None and word[0] == "before" for one in range(start, at))


def _moment_at(tokens: Sequence[Token], at: int) -> bool:
    if not isinstance(tokens, TokenLine):
        return _is_moment(tokens, at)
    if at not in tokens.moments:  # asked again for each word before it
        tokens.moments[at] = _is_moment(tokens, at)
    return tokens.moments[at]


def _is_moment(tokens: Sequence[Token], at: int) -> bool:
    if is_a_while(tokens, at):
        return True
    at += any(token.key in ("ngay", "sang", "chieu", "bua", "hom") for token in tokens[at : at + 1])
    behind = range(at - 1, at + 1)
    return any(span_at(tokens, one) is not None or day_at(tokens, one, _SOME_DAY) is not None for one in behind)


_OF_WORKS: Phrases[bool] = Phrases({
    True: tuple(f"{time}{thing}" for time in ("", "thời gian ", "thời hạn ", "tiến độ ", "thời gian thực hiện ", "hạn ")
        for thing in ("hợp đồng", "hđ", "thi công", "thi công công trình", "dự án", "công trình", "gói thầu",
            "bảo lãnh", "giấy phép", "thực hiện hợp đồng", "thực hiện dự án", "hợp đồng thi công", "giải ngân",
            "thanh toán vốn", "bố trí vốn", "chứng thư số", "chữ ký số", "quyết toán", "bàn giao mặt bằng",
            "giải phóng mặt bằng", "gpmb", "khởi công", "hoàn thành công trình", "xây dựng", "đề tài", "vay vốn")),
})  # fmt: skip


def is_of_works(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the words are of the work, and not of the report: `gia hạn hợp đồng thi công thêm 30 ngày`."""
    return _OF_WORKS.at(tokens, at) is not None


_FAR: Phrases[bool] = Phrases({
    True: ("năm sau", "năm tới", "sang năm", "qua năm", "quý sau", "quý tới", "kỳ sau", "kỳ tới", "đợt sau", "đợt tới",
           "quý", "nhiệm kỳ sau", "qua tết", "sau tết", "giai đoạn sau"),
})  # fmt: skip
_OF_THE_REPORT = frozenset({"nop", "cao", "bc", "deadline", "gui", "bcao"})


def puts_off_the_task(tokens: Sequence[Token], start: int, end: int, today: date) -> bool:
    """Say whether the work itself is put off, and not the report on it: `2.8 xin lùi qua quý một năm sau`, `xin thêm 2
    tháng`."""
    if any(token.key in _OF_THE_REPORT for token in tokens[start:end]):
        return False
    return any(_FAR.at(tokens, at) or _is_months_on(tokens, at, today) for at in range(start, end))


def _is_months_on(tokens: Sequence[Token], at: int, today: date) -> bool:
    """Say whether this is months on: `2 tháng`, `tháng 3/2027`, `năm 2027`; `15/1/2027` is a day."""
    key, before = tokens[at].key, [token.key for token in tokens[max(0, at - 3) : at]]
    if key == "thang":
        return before[-1:] != [] and before[-1].isdecimal()
    if not key.isdecimal() or len(key) != _YEAR or int(key) <= today.year:
        return False
    return before[-1:] == ["nam"] or (before[-1:] == ["/"] and before[:1] in (["quy"], ["thang"]))


_YEAR = 4  # digits
