"""The words of typed replies as data: which phrase means what. Written with their marks; typed with or without them.

Where marks are typed they count: `chữa` is not `chưa`. A phrase is the longest one that fits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.typed.tokens import Token, word_keys


class Meaning(NamedTuple):
    """What a phrase is (`kind`), and which of its kind."""

    kind: str
    value: str = ""


_NOTHING = (
    "ạ", "nhé", "nha", "nhá", "rồi", "dạ", "vâng", "thưa", "kính thưa", "em", "anh", "anh chị", "tôi", "mình", "bên em",
    "đơn vị em", "báo cáo", "xin báo cáo", "em báo cáo", "kính báo cáo", "xin", "thì", "là", "ở", "mức",
    "được", "đều", "hết", "toàn bộ", "nay", "hiện nay", "hiện tại", "đến nay", "tới nay", "tính đến nay", "hiện",
    "tiến độ", "tình trạng", "trạng thái", "tỷ lệ", "tỉ lệ", "kết quả đạt", "đạt", "đạt được", "mới đạt", "mới",
    "mới được", "cũng", "luôn", "thế", "vậy", "ok", "đúng hạn", "đúng tiến độ", "trước hạn", "đúng kế hoạch",
    "trong kỳ", "kỳ này", "trong tháng", "tháng này", "trong quý", "quý này", "trong tuần", "đơn vị",
    "theo kế hoạch", "theo tiến độ", "theo quy định", "khối lượng", "công việc", "nhiệm vụ này", "việc này",
    "đc", "dc", "r", "vẫn", "vừa", "vừa mới", "nhỉ", "hả", "à", "mới chỉ", "chỉ mới", "chỉ đạt", "chỉ được",
)  # fmt: skip

PHRASES: Mapping[Meaning, Sequence[str]] = {
    # how a task stands
    Meaning("done"): (
        "hoàn thành", "xong", "hoàn tất", "làm xong", "hoàn thành xong", "kết thúc", "done", "htành", "ht",
        "hoàn thành nhiệm vụ", "hoàn thành toàn bộ",
    ),
    Meaning("doing"): (
        "thực hiện", "làm", "triển khai", "tiến hành", "bắt đầu", "xử lý", "thi công", "hoàn thiện", "khởi công",
        "tổ chức thực hiện", "triển khai thực hiện", "lm",
    ),
    Meaning("now"): ("đang", "vẫn đang", "đang còn", "còn đang", "đang tiếp tục", "tiếp tục", "đang trong quá trình",
        "đag"),
    Meaning("not_yet"): ("chưa", "vẫn chưa", "còn chưa"),
    Meaning("no"): ("không", "ko", "k", "hông", "chẳng", "kg", "hok", "khg"),
    Meaning("soon"): ("sắp", "gần", "chuẩn bị", "sắp sửa"),
    Meaning("later"): ("sẽ", "dự kiến", "phấn đấu", "cố gắng", "hứa", "mong"),
    Meaning("was"): ("đã", "có"),
    Meaning("hedge"): (
        "cơ bản", "về cơ bản", "gần như", "hầu như", "phần lớn", "một phần", "phần nào", "tương đối", "hầu hết",
        "chưa hẳn", "coi như", "xem như", "tạm",
    ),
    Meaning("computed"): ("quá hạn", "trễ hạn", "trễ", "chậm", "chậm tiến độ", "chậm hạn", "muộn", "trễ tiến độ"),
    Meaning("resolved", "done"): (
        "giải quyết xong", "đã giải quyết xong", "xử lý xong", "đã xử lý xong", "tháo gỡ xong", "đã tháo gỡ xong",
        "khắc phục xong", "đã khắc phục xong", "đã được giải quyết xong", "đã được xử lý xong",
    ),
    Meaning("resolved"): (
        "đã giải quyết", "đã được giải quyết", "đã tháo gỡ", "đã được tháo gỡ", "đã khắc phục", "đã được khắc phục",
        "đã được xử lý",
    ),
    Meaning("as_before"): (
        "như kỳ trước", "như cũ", "như tháng trước", "như quý trước", "như lần trước", "như báo cáo trước",
        "giữ nguyên như kỳ trước", "giống kỳ trước", "không thay đổi so với kỳ trước", "như năm trước",
    ),
    # parts of a report
    Meaning("label", "obstacle"): (
        "vướng mắc", "khó khăn", "vướng", "khó khăn vướng mắc", "tồn tại", "hạn chế", "tồn tại hạn chế", "trở ngại",
        "vướng mắc khó khăn", "khó khăn tồn tại",
    ),
    Meaning("label", "recommendation"): (
        "kiến nghị", "đề xuất", "đề nghị", "kiến nghị đề xuất", "đề xuất kiến nghị", "kính đề nghị", "xin kiến nghị",
    ),
    Meaning("label", "result"): (
        "kết quả", "kết quả thực hiện", "kq", "nội dung thực hiện", "kết quả cụ thể",
    ),
    Meaning("short_label", "obstacle"): ("vm", "kv", "kk", "kkvm"),  # labels only with a colon: `KV` is also an area
    Meaning("short_label", "recommendation"): ("kn", "đx"),
    Meaning("extension_by"): ("xin thêm", "xin được thêm", "cho thêm"),  # and so many days
    Meaning("extension"): (
        "gia hạn", "xin gia hạn", "lùi hạn", "xin lùi hạn", "xin lùi", "lùi thời hạn", "xin lùi thời hạn",
        "xin thêm thời gian", "xin kéo dài thời gian", "xin kéo dài", "đề nghị gia hạn",
        "đề nghị lùi hạn", "xin phép gia hạn", "xin dời hạn", "dời hạn", "kính đề nghị gia hạn", "xin nộp muộn",
        "xin nộp chậm", "xin nộp trễ", "xin hoãn", "cho gia hạn", "xin được gia hạn",
    ),
    Meaning("nil"): (
        "không phát sinh", "kps", "không có phát sinh", "không có gì phát sinh", "không phát sinh gì",
        "không có nội dung phát sinh", "không có nội dung báo cáo", "không có gì để báo cáo", "không có gì báo cáo",
        "không phát sinh nội dung", "không phát sinh nhiệm vụ", "ko phát sinh", "k phát sinh", "ko ps", "không ps",
    ),
    # tasks
    Meaning("task"): ("nhiệm vụ", "nhiệm vụ số", "nv", "mục", "việc", "chỉ tiêu", "task", "số", "mã", "mã số", "phần",
        "từ", "từ nhiệm vụ"),
    Meaning("all"): ("tất cả", "tất cả nhiệm vụ", "tất cả các nhiệm vụ", "toàn bộ nhiệm vụ", "toàn bộ các nhiệm vụ"),
    Meaning("rest"): (
        "còn lại", "các nhiệm vụ còn lại", "nhiệm vụ còn lại", "các việc còn lại", "các mục còn lại",
        "các nội dung còn lại", "những việc còn lại", "phần còn lại",
    ),
    Meaning("except"): ("trừ", "ngoại trừ", "trừ ra", "chỉ trừ", "trừ riêng", "không kể", "không tính", "ngoài"),
    Meaning("but"): ("riêng", "còn", "chỉ", "chỉ còn", "chỉ có", "còn riêng", "chỉ riêng", "riêng chỉ",
        "nhưng", "nhưng mà", "tuy nhiên", "ngoài ra", "nhưng riêng", "nhưng còn"),
    Meaning("wishes"): ("xin cấp", "xin bổ sung", "xin bố trí", "xin hỗ trợ", "xin được cấp", "cần thêm", "còn thiếu",
        "thiếu"),
    Meaning("waits"): (
        "chờ", "đợi", "phụ thuộc", "phụ thuộc vào", "do", "vì", "bởi", "sau", "sau khi", "khi", "trước khi", "cần",
        "tùy", "theo", "căn cứ", "liên quan", "liên quan đến",
    ),
    Meaning("respectively"): ("lần lượt", "lần lượt là", "lần lượt đạt", "lần lượt được", "theo thứ tự"),
    Meaning("and"): ("và", "với", "cùng", "cùng với"),
    Meaning("to"): ("đến", "tới"),
    Meaning("word"): ("được gia hạn", "đã gia hạn", "đã được gia hạn", "cho phép gia hạn"),
    # figures
    Meaning("percent"): ("phần trăm",),
    Meaning("about"): ("khoảng", "tầm", "chừng", "ước", "ước đạt", "khoảng chừng", "cỡ"),
    Meaning("bound"): (
        "hơn", "trên", "dưới", "ít nhất", "tối thiểu",
        "không dưới", "tối đa", "không quá", "trên dưới", "gần được", "gần đạt", "chưa đến", "quá",
        "chưa tới", "chưa đầy", "không đến", "xấp xỉ", "trên khoảng", "khoảng hơn", "khoảng trên", "hơn khoảng", "vượt",
        "ngót", "suýt soát", "gần khoảng",
    ),
    Meaning("money", "1"): ("đồng", "đ", "vnd", "vnđ", "đồng chẵn"),
    Meaning("money", "1000"): ("nghìn", "ngàn", "nghìn đồng", "ngàn đồng", "k"),
    Meaning("money", "1000000"): ("triệu", "tr", "triệu đồng", "trđ", "tr đồng"),
    Meaning("money", "1000000000"): ("tỷ", "tỉ", "tỷ đồng", "tỉ đồng", "tỷ vnd"),
    Meaning("half"): ("rưỡi",),
    # days
    Meaning("day"): ("ngày", "hôm", "vào ngày", "từ ngày", "trong ngày"),
    Meaning("day_bound"): ("trước ngày", "sau ngày", "trước", "sau"),
    Meaning("month"): ("tháng",),
    Meaning("year"): ("năm",),
    Meaning("days_ago", "0"): ("hôm nay", "sáng nay", "chiều nay", "trưa nay", "ngày hôm nay"),
    Meaning("days_ago", "1"): ("hôm qua", "ngày hôm qua", "chiều qua", "sáng qua", "tối qua", "chiều hôm qua"),
    Meaning("days_ago", "2"): ("hôm kia",),
    Meaning("days_ago", "-1"): ("ngày mai",),
    Meaning("days_before"): ("ngày trước", "hôm trước", "ngày trước đây"),
    Meaning("vague_day"): (
        "tuần trước", "tuần sau", "tháng trước", "tháng sau", "cuối tháng", "đầu tháng", "giữa tháng",
        "cuối tuần", "đầu tuần", "quý trước", "quý sau", "cuối năm", "đầu năm",
    ),
    # what says nothing
    Meaning("any"): ("gì", "nào", "khác", "gì cả", "gì thêm", "gì khác", "phát sinh"),
    Meaning("filler"): _NOTHING,
    Meaning("marked_filler"): ("chỉ",),  # without its mark it is `chi`, to spend
}  # fmt: skip


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[tuple[tuple[str, ...], Meaning]] = field(default_factory=list)  # the marked words, and what they mean


def _tree(phrases: Mapping[Meaning, Iterable[str]]) -> _Node:
    root = _Node()
    for meaning, texts in phrases.items():
        for text in texts:
            node, marked = root, []
            for word in text.split():
                key, shaped = word_keys(word)
                marked.append(shaped)
                node = node.after.setdefault(key, _Node())
            node.ends.append((tuple(marked), meaning))
    return root


_ROOT = _tree(PHRASES)
WORDS = frozenset(word_keys(word)[0] for texts in PHRASES.values() for text in texts for word in text.split())


def meanings_at(tokens: Sequence[Token], at: int) -> tuple[list[Meaning], int]:
    """What the longest phrase that begins here may mean, the likeliest first, and how many tokens it takes."""
    node, found, length = _ROOT, [], 0
    for step, token in enumerate(tokens[at : at + 8], 1):
        following = node.after.get(token.key) if token.kind == "word" else None
        if following is None:
            break
        node = following
        fitting = [meaning for marked, meaning in node.ends if _fits(marked, tokens[at : at + step])]
        if fitting:
            found, length = fitting, step
    return found, length


def _fits(marked: tuple[str, ...], tokens: Sequence[Token]) -> bool:
    """Marks that were typed are those of the phrase; a word typed with none may be any."""
    return all(not token.marked or token.marked == shaped for token, shaped in zip(tokens, marked, strict=True))
