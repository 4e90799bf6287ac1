"""What is said to a colleague who is to do something: `Tuấn ơi chốt 2.2 xong gửi chị nhé, nhớ 80% trở lên`, `tổ bảo vệ
lo bảo dưỡng bình cho xong`. Sent astray, or to a group; it reports nothing."""

import re
from collections.abc import Sequence

from domain.moments.pieces import Phrases
from domain.text import fold, word_keys
from domain.typed.words.clause_starts import is_end
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_LONGEST = 40  # tokens
_TOLD: Phrases[str] = Phrases({
    "to": ("các em", "mấy em", "mấy đứa", "tụi bay", "các đồng chí", "các bạn", "các thầy cô", "các thầy", "các cô",
           "các tổ", "các phòng", "các đơn vị", "các chi bộ", "tổ bảo vệ", "bộ phận", "tổ trưởng", "các bộ phận",
           "anh em", "mấy anh", "mấy chị", "các anh", "các chị", "mọi người", "các đ / c", "các ngành", "các ban ngành",
           "các đoàn thể", "các thôn", "các trưởng thôn", "các tổ dân phố", "các ban", "các phòng ban", "đồng chí",
           "các hội", "các chi hội", "các tổ trưởng", "các lớp", "các gvcn", "gvcn", "giáo viên", "các giáo viên",
           "đ / c", "toàn thể", "tất cả các đ / c", "các trường", "các xã", "các phường", "các cán bộ", "cán bộ"),
    "do": ("nhớ", "lo", "ráng", "cố gắng", "tranh thủ", "tập trung", "khẩn trương", "phải", "hãy", "chịu khó", "lưu ý",
           "chú ý", "đốc thúc", "đôn đốc", "cố", "gắng", "chuẩn bị", "mang theo", "có mặt", "rà soát", "kiểm tra lại",
           "nộp về", "gửi về", "nộp", "gửi", "bổ sung", "chấp hành", "thực hiện nghiêm", "xem lại", "hoàn thiện"),
    "finish": ("cho xong", "cho kịp", "làm đi", "xong đi", "đi nhé", "đi nha"),
})  # fmt: skip
_REPORTS = frozenset({"was", "now"})
_DONE_SO = frozenset({"roi", "dang", "duoc", "dat", "da", "moi"})
_NAME = re.compile(r"^[^\W\d]+(?: [^\W\d]+)? (?:oi|ui)\b")
_SAID_UP = frozenset(
    {"anh", "chi", "em", "sep", "co", "chu", "bac", "thay", "ad", "admin", "ban", "a", "c", "e", "troi", "cau", "bot"}
)  # with `ơi` said to the one who collects the reports
_THEN = re.compile(r"\bxong (?:roi |thi |la |thi )?(?:bao|gui|nop|nhan|dua|trinh)\b")
_TO_COME = re.compile(r"\b(?:chot|thi|chieu|toi|mai|lat|truoc|nhe|nha|nghe|nhen)\b")


def is_order_to_others(tokens: Sequence[Token], text: str) -> bool:
    if not tokens or len(tokens) > _LONGEST:
        return False
    folded = fold(text)
    if any(_begins_so(tokens, at) for at in range(len(tokens))) and not _reports(tokens):
        return True
    if any(_finishes(tokens, at) for at in range(len(tokens))) and not _reports(tokens):
        return True
    called = _NAME.match(folded)
    by_name = called is not None and _SAID_UP.isdisjoint(called[0].split()[:-1])
    tells_then = _THEN.search(folded) is not None and _TO_COME.search(folded) is not None
    return by_name and tells_then


def _reports(tokens: Sequence[Token]) -> bool:
    """Say whether it reports something: `2.1 đang cố gắng làm cho xong, được 70%`."""
    says = any(kinds_at(tokens, at) & _REPORTS for at in range(len(tokens)))
    return says or any(token.key in _DONE_SO for token in tokens)


def _begins_so(tokens: Sequence[Token], at: int) -> bool:
    """Say whether an order begins a clause: `nhớ nộp 2.2`, `các em cố gắng`, `tổ bảo vệ lo`."""
    if at and tokens[at - 1].kind == "word":
        return False
    told = _TOLD.at(tokens, at)
    if told is None:
        return False
    if told[0] == "to":
        behind = at + told[1]
        do = _TOLD.at(tokens, behind) if behind < len(tokens) else None
        return do is not None and do[0] == "do"
    return tokens[at].marked == _REMEMBER


_REMEMBER = word_keys("nhớ")[1]  # `nhờ` asks for help


def _finishes(tokens: Sequence[Token], at: int) -> bool:
    """Say whether an order ends a clause: `làm 1.1 cho xong nghe`."""
    told = _TOLD.at(tokens, at)
    if told is None or told[0] != "finish":
        return False
    end = at + told[1]
    while end < len(tokens) and kinds_at(tokens, end) & {"filler", "ahead"}:
        end += 1
    return is_end(tokens, end) or tokens[end].key in ("trong", "truoc", "som")
