"""What tells that something is in the way: `thiếu vốn`, `nhà thầu lặn mất tiêu`, `dân chưa chịu`; and what only looks
like it, because its marks were left out or it is part of another word (`thiết bị`, `ban giao`, `mua 5 binh`)."""

from collections.abc import Sequence

from domain.moments.pieces import Phrases
from domain.typed.words.markers import found
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token, key_at

_TROUBLE: Phrases[bool] = Phrases({
    True: (
        "thiếu", "chờ", "đợi", "phụ thuộc", "bị", "chậm", "trễ", "khó", "khó khăn", "ngại", "kẹt", "vướng",
        "phản đối", "hỏng", "hư", "hụt", "quá tải", "mưa", "bão", "lũ", "sạt lở", "dịch", "nghỉ việc", "hết tiền",
        "hết vốn", "hết kinh phí", "tăng giá", "không đủ", "chưa đủ", "từ chối", "trục trặc", "lỗi", "cúp điện",
        "mất điện", "mất mạng", "delay", "pending", "waiting", "nếu", "lỗ", "kiện", "khiếu nại", "tranh chấp",
        "ách tắc", "đình trệ", "đình công", "hold", "fail", "failed", "stuck", "lag", "nghẽn", "cấn",
        # who is not there, or will not
        "bỏ về", "bỏ việc", "bỏ ngang", "bỏ thầu", "bỏ cuộc", "bỏ dở", "bỏ trốn", "bỏ đi", "bỏ về quê",
        "bỏ thi công", "bỏ chạy", "bỏ của chạy", "bom hàng", "bùng", "bùng kèo", "lặn mất", "lặn mất tăm",
        "lặn mất tiêu", "lặn luôn", "lặn mất dạng", "mất tiêu", "mất tăm", "mất hút", "mất dạng", "mất tích",
        "biến mất", "biệt tăm", "biệt tích", "bặt tăm", "trốn mất", "trốn nợ", "chạy mất", "chạy làng",
        "cao chạy xa bay", "không liên lạc được", "liên lạc không được", "không nghe máy", "không bắt máy",
        "không thấy đâu", "tắt máy", "nghỉ phép", "nghỉ ốm", "nghỉ bệnh", "nghỉ đẻ", "nghỉ sinh", "nghỉ thai sản",
        "nghỉ ngang", "nghỉ hết", "về quê hết", "về quê ăn tết", "nằm viện", "đi viện", "nhập viện", "ốm", "bận",
        "lu bu", "bù đầu", "không chịu", "chưa chịu", "hông chịu", "không hợp tác", "không phối hợp",
        "chưa phối hợp", "không đồng ý", "chưa đồng ý", "không đồng thuận", "chưa đồng thuận", "không thống nhất",
        "chưa thống nhất", "chống đối", "cản trở", "ngăn cản", "rào lại", "cự cãi", "cãi nhau", "kêu ca", "làm khó",
        "làm căng", "gây khó", "gây khó dễ", "đòi thêm", "đòi đền bù", "đòi bồi thường", "chây ì", "không cho",
        # who keeps one waiting
        "cứ hứa", "hứa lèo", "hứa hoài", "hứa suông", "thất hứa", "hẹn hoài", "hẹn mãi", "hẹn lần hẹn lữa",
        *(f"hẹn {often} lần" for often in ("2", "3", "4", "5", "hai", "ba", "bốn", "mấy", "nhiều", "bao nhiêu")),
        "không thấy tới", "không thấy đến", "chưa thấy tới", "chưa thấy đến", "không ai tới", "không ai đến",
        "không thấy ai", "không thấy mặt", "hẹn rồi không", "hứa rồi không", "hẹn mà không", "hứa mà không",
        "trễ hẹn", "lỗi hẹn", "cù cưa", "cù nhầy", "dây dưa", "lần lữa", "nhùng nhằng", "ngâm hồ sơ", "ngâm tôm",
        "ngâm hoài", "om hồ sơ", "trả hồ sơ", "trả lại hồ sơ", "bị trả", "trả hs", "trả lại hs",
        "bỏ của", "nhà thầu bỏ", "thầu bỏ", "thợ bỏ", "dừng thi công", "ngừng thi công", "ngưng thi công", "thầu rút",
        "rút máy", "rút quân", "rút hết quân", "mưa dầm", "mưa ngập", "ngập", "ngập hết", "ngập hoài", "ì ạch",
        "đùn đẩy", "đá qua đá lại",
        # what does not work, or is not there
        "đơ", "sập", "treo máy", "đứng máy", "chết máy", "máy chết", "chết rồi", "đứt cáp", "rớt mạng", "mạng yếu",
        "mạng chập chờn", "chập chờn", "xuống cấp", "cúp nước", "mất nước", "quên mật khẩu", "hỏng hóc", "hư hỏng",
        "bể", "gãy", "đứng bánh", "đứng hình", "giậm chân", "dậm chân", "bế tắc", "chựng lại", "khựng lại",
        "đắp chiếu", "trùm mền", "treo chờ", "treo đó", "nằm chờ", "ngập úng", "ngập lụt", "sụt lún", "hạn hán",
        "khô hạn", "sương muối", "sâu bệnh", "mất mùa", "dịch bệnh", "thời tiết xấu", "khan hiếm", "khan vật tư",
        "khan hàng", "ngưng giao", "ngừng giao", "ngưng cấp", "cắt điện", "tăng cao", "leo thang", "cao quá",
        "đội giá", "đội vốn", "eo hẹp", "hạn hẹp", "cạn vốn", "hết hàng", "hết vật tư", "hết xi măng",
        "không có", "chưa có", "ko có", "k có", "quá ít", "ít người", "mỏng người", "chưa ai", "không ai",
    ),
})  # fmt: skip

_INNOCENT: Phrases[bool] = Phrases({
    True: (
        "thiết bị", "chuẩn bị", "trang bị", "dự bị", "bị động", "trẻ em", "trẻ mồ côi", "kho bạc", "nhà kho",
        "kho hàng", "kho lưu trữ", "kho dữ liệu", "kho dl", "kho số", "giao dịch", "dịch vụ", "mục đích", "phiên dịch",
        "dịch tễ", "lợi ích", "thuận lợi", "quyền lợi", "thủy lợi", "thuỷ lợi", "lợi nhuận", "phúc lợi", "trả lời",
        "lời cảm ơn", "có lời", "kiện toàn", "kiến nghị", "điều kiện", "sự kiện", "văn kiện", "chấm điểm", "chấm công",
        "chấm thi", "chữa cháy", "chữa bệnh", "sửa chữa", "bảo trì", "lu lèn", "lu nền", "ống hút", "thu hút",
        "máy hút", "hút bụi", "hư cấu", "bộ đội", "đội ngũ", "đội hình", "thi đua",
        "giải quyết khó khăn", "hộ khó khăn", "gia đình khó khăn", "hoàn cảnh khó khăn", "đặc biệt khó khăn",
        "không khí", "không gian", "kết quả", "kết nối", "kết luận", "kết thúc", "kết hợp", "liên kết",
    ),
})  # fmt: skip

_WAITED_FOR = frozenset({"so", "tham", "phe", "von", "kinh", "mat", "duyet", "quyet", "huong", "nghiem", "vat", "nha",
    "ky", "tinh", "xa", "huyen", "y", "kq", "ket", "qd", "cap", "tren", "thanh", "phan", "bo", "ubnd", "hdnd",
    "con", "tho", "hang", "giay", "xi", "da", "thong", "tien", "lanh", "nguoi"})  # fmt: skip
_NEXT = {
    "cho": _WAITED_FOR,
    "doi": _WAITED_FOR,
    "mua": frozenset({"nhieu", "lon", "keo", "lien", "lu", "bao", "to", "dam", "suot", "qua", "gio", "dai", "hoai"}),
    "bao": frozenset({"lu", "lut", "ngap", "gio", "vao", "lon"}),
    "lu": frozenset({"lut", "quet", "ve"}),
    "dich": frozenset({"benh", "ta", "cum", "sot", "bung", "tai"}),
    "lo": frozenset({"von", "nang"}),
    "kien": frozenset({"tung", "cao", "ra", "nhau"}),
    "be": frozenset({"ong", "duong", "kinh", "het", "nut"}),
    "ban": frozenset({"viec", "qua", "bu", "lam", "lo"}),
    "do": frozenset({"luon", "may"}),
    "gay": frozenset({"do", "cau", "truc", "ngang"}),
    "bung": frozenset({"keo"}),
    "om": frozenset({"nang", "dau", "roi", "het"}),
    "hu": frozenset({"hong", "het", "may", "roi", "1", "2", "3"}),
    "can": frozenset({"tien", "von"}),
    "loi": frozenset({"mang", "phan", "he", "may", "ky", "font", "khong", "dang", "nho", "file", "server", "web"}),
    "ngai": frozenset({"dan", "kho", "xa"}),
}
"""Words that without their marks are mostly others, and what behind them tells that they are not."""
_BEFORE = frozenset({"do", "vi", "bi", "con", "dang", "troi", "tai", "gap", "phai", "van", "thieu", "hay", "lai", "dan",
    "may"})  # fmt: skip


def trouble_at(tokens: Sequence[Token], at: int, start: int = 0) -> int:
    """Return how many tokens here say that something is in the way; 0 where they do not. `start`: of the words looked
    at."""
    one = found(_TROUBLE, tokens, at)
    if one is None:
        return 0
    key = tokens[at].key
    if one[1] > 1 or tokens[at].marked or key not in _NEXT:
        return one[1]
    after = key_at(tokens, at + 1)
    before = tokens[at - 1].key if at > start else ""
    return int(after in _NEXT[key] or (before in _BEFORE and key != "lo"))


def innocent_at(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens here are one word in which trouble is only a syllable."""
    one = found(_INNOCENT, tokens, at)
    return one[1] if one is not None else 0


_WAITS: Phrases[bool] = Phrases({
    True: ("pending", "hold", "on hold", "waiting", "wait", "delay", "delayed", "stuck", "treo", "vẫn treo",
        "bị treo"),
})  # fmt: skip
_WAITS_FOR: Phrases[bool] = Phrases({
    True: (
        "treo đó", "để đó chờ", "treo lại đó",
        *(f"{stops} {why}" for stops in ("treo", "tạm treo", "gác", "dừng", "tạm dừng", "ngưng", "tạm ngưng", "ngừng",
            "tạm ngừng", "hoãn", "tạm hoãn", "nằm", "đang treo", "bị treo", "đứng")
          for why in ("chờ", "đợi", "để chờ", "lại chờ", "vì chờ", "do chờ")),
    ),
})  # fmt: skip


SAYS_NOTHING = frozenset({"filler", "marked_filler", "about", "any", "but"})
"""Kinds of words beside others."""


def is_only_waiting(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether it only waits, and nobody knows for what: `pending`."""
    at, waits = start, False
    while at < end:
        if one := found(_WAITS, tokens, at):
            at, waits = at + one[1], True
        elif tokens[at].kind == "word" and not kinds_at(tokens, at) & SAYS_NOTHING:
            return False
        else:
            at += 1
    return waits


def is_stopped_for(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether no more is said than that it waits: `treo chờ quyết định của sở`."""
    return any(found(_WAITS_FOR, tokens, at) is not None for at in range(start, end))


def is_going(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether this is the `đang vận động dân` of `vướng mặt bằng, đang vận động dân`, and not `đang chờ vốn`, or
    `đang xử lý`, which is done about what is in the way."""
    behind = start + max(1, meanings_at(tokens, start)[1])
    is_now = "now" in kinds_at(tokens, start) and behind < end and tokens[behind].key not in _ABOUT_IT
    return is_now and not any(
        trouble_at(tokens, at, start) or kinds_at(tokens, at) & _OF_WAITING for at in range(start, end)
    )


_ABOUT_IT = frozenset({"xu", "giai", "khac", "thao", "tien", "sua", "bao", "xin", "hoi"})
_OF_WAITING = frozenset(
    {"no", "not_yet", "nil", "waits", "wishes", "not_needed", "label", "short_label", "spared", "later"}
)
