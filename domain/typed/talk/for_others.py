"""What is meant for others, in whose group or chat it may have been sent: meetings that are called, papers that are
asked for, and matters that are no task's of who has only one."""

from collections.abc import Collection, Sequence

from domain.moments.pieces import Phrases
from domain.text import word_keys
from domain.typed.talk.sent_to_many import HOURS
from domain.typed.values.result import Reading
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_WORDS: Phrases[str] = Phrases({
    "invites": ("mời", "kính mời", "trân trọng kính mời", "xin mời", "xin kính mời", "triệu tập", "mời các"),
    "comes": ("có mặt", "tham dự", "dự", "dự họp", "đến dự", "về dự", "tới dự", "họp", "đi họp", "đi đủ", "đến đủ",
              "đến đúng giờ", "đi đúng giờ", "tham gia", "tham gia đầy đủ", "đến", "lên họp", "qua họp", "tập trung"),
    "meets": ("giao ban", "họp giao ban", "diễn tập", "tập huấn", "hội nghị", "sinh hoạt", "chào cờ", "liên hoan",
              "mít tinh", "hội thảo", "đại hội", "tổng vệ sinh", "tiếp dân", "tiếp công dân", "họp hội đồng",
              "họp chi bộ", "sinh hoạt chi bộ", "họp dân", "họp phụ huynh", "họp tổ", "họp xã", "họp phòng",
              "họp cơ quan", "họp trực tuyến", "khai giảng", "bế giảng", "sơ kết", "tổng kết", "ra quân",
              "lao động", "meeting"),
    "sends": ("gửi lại", "gửi giúp", "gửi giùm", "gửi dùm", "gửi hộ", "gửi cho em", "gửi em", "gửi cho tui", "gửi tui",
              "gửi cho mình", "gửi mình", "gửi cho anh", "gửi anh", "gửi cho chị", "gửi chị", "gửi cho tôi", "gửi tôi",
              "gởi lại", "gởi giúp", "gởi em", "gởi cho em", "gởi tui", "gởi cho tui", "gởi anh", "gởi chị", "gởi tôi",
              "cho em xin", "cho e xin", "cho tui xin", "cho mình xin", "cho xin", "cho anh xin", "cho chị xin",
              "cho tôi xin", "cho em xin lại", "cho xin lại", "xin lại", "share", "share lại", "share giúp", "send",
              "send lại", "chuyển giúp", "chuyển cho em", "chuyển em", "ai có", "có ai có", "up lại", "đăng lại"),
    "papers": ("mẫu", "biểu mẫu", "biên bản", "file", "link", "đường dẫn", "sđt", "sdt", "số điện thoại", "mật khẩu",
               "tài khoản", "tài liệu", "form", "template", "công văn", "văn bản", "phụ lục", "zalo", "ảnh", "hình",
               "danh sách", "lịch", "hướng dẫn", "số", "email", "mail", "giấy mời", "đề cương", "kế hoạch", "bảng"),
    "others": ("bhyt", "bảo hiểm y tế", "bảo hiểm", "học phí", "điểm gk", "điểm giữa kỳ", "điểm ck", "điểm cuối kỳ",
               "điểm thi", "điểm hk", "điểm học kỳ", "sổ điểm", "học bạ", "phụ huynh", "thời khóa biểu", "tkb",
               "giáo án",
               "đồng phục", "bán trú", "suất ăn", "tiền lương", "bảng lương", "đám cưới", "đám giỗ", "sinh nhật",
               "khai sinh", "đảng phí", "công đoàn phí", "quỹ lớp", "đề thi", "đề cương ôn tập", "thi thử", "vnedu",
               "dự giờ", "thao giảng", "hội giảng", "văn nghệ", "bóng đá", "bóng chuyền", "hiến máu",
               "tiêm chủng", "vaccine", "khám sức khỏe", "ký túc xá", "xe đưa đón", "căn tin", "smas"),
})  # fmt: skip
_DOINGS: Phrases[str] = Phrases({
    "busy": ("coi thi", "gác thi", "chấm bài", "chấm thi", "đứng lớp", "lên lớp", "dạy", "dạy học", "lái xe",
             "ăn cơm", "ăn", "ăn sáng", "ăn trưa", "họp", "đi họp", "dự họp", "bận", "bận họp", "đi công tác",
             "công tác", "đi đường", "ngủ", "đi chợ", "nghe máy", "nằm viện", "nghỉ phép", "nghỉ", "ốm", "tiếp khách",
             "đi học", "học", "đi dạy", "dự giờ", "trực", "chạy xe", "trên đường", "ngoài đường", "đi tập huấn"),
    "events": ("liên hoan", "khai giảng", "bế giảng", "hội thao", "mít tinh", "chào cờ", "họp phụ huynh", "thi giữa kỳ",
               "thi học kỳ", "thi cuối kỳ", "tổng kết", "sơ kết", "đại hội", "hội nghị", "họp hội đồng", "họp chi bộ",
               "văn nghệ", "hội khỏe", "thi", "lễ", "tọa đàm", "cắm trại", "tham quan", "du lịch", "tất niên", "tiệc"),
})  # fmt: skip
_FAR = 10  # tokens between the invitation and to what
_NEAR = 6  # from the request to the paper, and from the hour to the meeting
_BEGINNING = 10
_REPORTS = frozenset({"chua", "da", "dang", "xong", "duoc", "dat", "khong", "roi", "vuong", "do", "vi"})
_TENDERS = frozenset({"thau", "chao", "goi"})  # `mời thầu`
_INVITE = word_keys("mời")[1]
_TEXTS = frozenset({"result", "recommendation"})
_LEADS = frozenset({"filler", "marked_filler", "label"})


def is_for_others(tokens: Sequence[Token], reading: Reading, own: Collection[str]) -> bool:
    """Say whether it is meant for others. `own`: words of the title of the only task that can be meant, none where
    there are more."""
    if reading.extension is not None or reading.is_nil:
        return False
    if _is_of_another_matter(tokens, own) or _is_busy(tokens, own) or _treats(tokens, reading):
        return True
    if any(set(update.answers) - _TEXTS for update in reading.updates):
        return False
    return _invites(tokens) or _calls(tokens) or _asks_for_papers(tokens) or _is_urged(tokens)


def _word(tokens: Sequence[Token], at: int) -> str:
    found = _WORDS.at(tokens, at)
    return found[0] if found else ""


def _invites(tokens: Sequence[Token]) -> bool:
    """Say whether people are invited: `mời thầy cô có mặt đủ`, and not `mời thầu`."""
    for at, token in enumerate(tokens):
        is_first = at == 0 or tokens[at - 1].kind != "word" or bool(kinds_at(tokens, at - 1) & {"filler"})
        if not is_first or _word(tokens, at) != "invites" or (token.key == "moi" and token.marked not in ("", _INVITE)):
            continue
        behind = range(at + 1, min(len(tokens), at + _FAR))
        if tokens[at + 1 : at + 2] and tokens[at + 1].key not in _TENDERS:
            return any(_word(tokens, one) == "comes" for one in behind)
    return False


def _calls(tokens: Sequence[Token]) -> bool:
    """Say whether a meeting is called: `Mai 7h30 giao ban, các ngành chuẩn bị số liệu 2.1`, `Diễn tập pccc 14h ngày
    3/12`."""
    first = next((at for at in range(min(len(tokens), _BEGINNING)) if _word(tokens, at) == "meets"), None)
    if first is None or any(token.key in _REPORTS for token in tokens[: first + _NEAR]):
        return False
    around = range(max(0, first - _NEAR), min(len(tokens) - 1, first + _NEAR))
    return any(tokens[at].kind == "number" and tokens[at + 1].key in HOURS for at in around)


def _asks_for_papers(tokens: Sequence[Token]) -> bool:
    """Say whether papers are asked for, where nothing else is said before: `gửi lại giúp mẫu biên bản ktra pccc`."""
    at = 0
    while at < len(tokens) and kinds_at(tokens, at) & _LEADS and _word(tokens, at) != "sends":
        at += max(1, meanings_at(tokens, at)[1])
    if at >= len(tokens) or _word(tokens, at) != "sends":
        return False
    return any(_word(tokens, one) == "papers" for one in range(at + 1, min(len(tokens), at + _NEAR)))


def _is_of_another_matter(tokens: Sequence[Token], own: Collection[str]) -> bool:
    """Say whether another matter is meant, with no word of the task's own: `lớp 8A2 còn 3 em chưa nộp BHYT`, `liên hoan
    xong`."""
    if not own or _has_own(tokens, own):
        return False
    return any(_word(tokens, at) == "others" or _is_over(tokens, at) for at in range(len(tokens)))


def _has_own(tokens: Sequence[Token], own: Collection[str]) -> bool:
    return any(token.key in own and not kinds_at(tokens, at) for at, token in enumerate(tokens))


def _is_over(tokens: Sequence[Token], at: int) -> bool:
    """Say whether an event is over, where nothing is said not to be done: `khai giảng xong rồi`."""
    found = _DOINGS.at(tokens, at)
    if found is None or found[0] != "events":
        return False
    done = at + found[1]
    while done < len(tokens) and (tokens[done].kind != "word" or kinds_at(tokens, done) & _BETWEEN):
        done += 1
    is_later = any(token.key in ("sau", "truoc") for token in tokens[max(0, at - 2) : at])
    is_open = any("not_yet" in kinds_at(tokens, one) for one in range(len(tokens)))
    return "done" in kinds_at(tokens, done) and not is_open and not is_later


def _is_busy(tokens: Sequence[Token], own: Collection[str]) -> bool:
    """Say whether it is what somebody does who writes, and not the office: `tôi đang coi thi, lúc khác nhé`."""
    if not own or len(tokens) > _FAR + _BEGINNING:
        return False
    if _goes_then(tokens, own):
        return True
    if _has_own(tokens, own):
        return False
    at = next((at for at in range(len(tokens)) if "now" in kinds_at(tokens, at)), None)
    kinds = {kind for one in range(len(tokens)) for kind in kinds_at(tokens, one)}
    if at is None or kinds & {"not_yet", "percent"} or ("done" in kinds and "ahead" not in kinds):
        return False
    doing = _DOINGS.at(tokens, at + 1)
    return doing is not None and (doing[0] == "busy" or doing[1] > 1)


def _goes_then(tokens: Sequence[Token], own: Collection[str]) -> bool:
    """Say whether what is done is only before what somebody does then: `họp xong em ghé phòng bảo vệ`."""
    done = next((at for at in range(len(tokens)) if "done" in kinds_at(tokens, at)), None)
    if done is None or _has_own(tokens[:done], own):
        return False
    behind = tokens[done + 1 : done + _NEAR]
    goes = next((at for at, token in enumerate(behind) if token.key in _GOES), None)
    return goes is not None and not any(token.key == "roi" or token.kind != "word" for token in behind[:goes])


def _is_urged(tokens: Sequence[Token]) -> bool:
    """Say whether somebody is urged: `sếp đòi tháng này phải xong 2.7, mệt ghê`."""
    at = next((at for at in range(min(len(tokens), _NEAR)) if _URGES.at(tokens, at)), None)
    if at is None or any("now" in kinds_at(tokens, one) or token.key == "%" for one, token in enumerate(tokens)):
        return False
    return any(token.key == "phai" and "done" in kinds_at(tokens, one + 1) for one, token in enumerate(tokens[at:], at))


_GOES = frozenset({"ghe", "qua", "goi", "nhan", "lay", "ra", "len", "ve", "toi", "don", "di", "alo", "chay"})
_URGES: Phrases[bool] = Phrases({
    True: tuple(f"{boss} {more}{verb}" for boss in ("sếp", "lãnh đạo", "trên", "cấp trên", "thủ trưởng", "xếp", "tỉnh",
        "sở", "huyện", "chủ tịch", "các sếp") for more in ("", "cứ ", "lại ", "vừa ", "mới ")
        for verb in ("bảo", "đòi", "giục", "ép", "hối", "kêu", "bắt", "yêu cầu", "thúc", "dí", "nói", "nhắc")),
})  # fmt: skip


def _treats(tokens: Sequence[Token], reading: Reading) -> bool:
    """Say whether it is an invitation with words of a title in it: `chiều nay cà phê ko, xong việc lúc 5h`."""
    named = {update.task for update in reading.updates} | {doubt.task for doubt in reading.doubts if doubt.task}
    if not named or len(tokens) > _FAR + _BEGINNING or any(token.key in named for token in tokens):
        return False
    at = next((at for at in range(len(tokens)) if _TREATS.at(tokens, at)), None)
    if at is None:
        return False
    asks = any(
        token.key in _WHETHER and (one + 1 >= len(tokens) or tokens[one + 1].kind != "word")
        for one, token in enumerate(tokens[at : at + _NEAR], at)
    )
    return asks or any(_AFTERWARDS.at(tokens, one) for one in range(len(tokens)))


_BETWEEN = frozenset({"filler", "was", "day", "days_ago"})
_WHETHER = frozenset({"ko", "khong", "hok", "hong", "hem", "k"})
_TREATS: Phrases[bool] = Phrases({
    True: ("cà phê", "cafe", "cf", "uống", "nhậu", "ăn trưa", "ăn tối", "ăn sáng", "bia", "uống nước", "chè"),
})  # fmt: skip
_AFTERWARDS: Phrases[bool] = Phrases({
    True: ("về họp", "rồi về", "qua đón", "em qua", "anh qua", "xong em gọi", "ghé quán", "ra quán", "rồi đi"),
})  # fmt: skip
