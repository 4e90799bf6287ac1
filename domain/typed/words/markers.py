"""The words that tell where something belongs, as data."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeVar

from domain.moments.pieces import Phrases
from domain.typed.words.phrases import TokenLine
from domain.typed.words.tokens import Token

V = TypeVar("V")

Place = Literal["result", "obstacle", "recommendation"]


class Lead(NamedTuple):
    """`is_strong`: also in the middle of a clause; else only at its beginning, and right behind how the task stands.
    `in_trouble`: only where something is missing or in the way, as it may also say where. `is_marked`: without its
    marks it is mostly another word."""

    place: Place
    is_strong: bool = False
    in_trouble: bool = False
    is_marked: bool = False


def found(table: Phrases[V], tokens: Sequence[Token], at: int) -> tuple[V, int] | None:
    """Return what the longest phrase here means, and how many tokens it takes; None for none. In a text that has marks,
    `cho` is no `chờ`."""
    return table.at(tokens, at, is_exact=isinstance(tokens, TokenLine) and tokens.is_marked)


LEADS: Phrases[Lead] = Phrases({
    Lead("obstacle", is_strong=True): (
        "vì", "vì lý do", "vì là", "bởi", "bởi vì", "tại vì", "tại do", "lý do", "lí do", "lý do là", "lí do là",
        "nguyên nhân",
        "nguyên nhân là", "nguyên nhân do", "với lý do", "khổ nỗi", "ngặt nỗi", "khó nỗi", "kẹt nỗi", "khổ cái",
        "ngặt cái",
        "kẹt cái", "mỗi tội", "chỉ tội", "tội cái", "phải cái", "lý do vì", "do vì",
        "because", "due to", "reason", "issue", "issue là", "blocker", "blocker là", "vấn đề là", "trục trặc",
    ),
    Lead("obstacle"): (
        "do", "kẹt", "bị kẹt", "đang kẹt", "kẹt ở", "kẹt vụ", "kẹt là", "kẹt chỗ", "kẹt ở chỗ",
        "mắc cái", "tại cái", "tại vụ",
        "stuck", "blocked by",
    ),
    Lead("obstacle", in_trouble=True): ("tại",),
    Lead("recommendation", is_marked=True): ("nhờ", "cần", "rất cần", "cần được", "nên cần", "nên nhờ"),
    Lead("recommendation"): (
        "xin", "mong", "rất mong", "kính mong", "mong được", "cần cấp trên", "cần bổ sung", "cần hỗ trợ",
        "cần thêm", "nhờ cấp trên", "nhờ sếp", "nhờ lãnh đạo", "đx", "kn",
        "xin được",
        "mong muốn", "đề nghị", "kiến nghị", "đề xuất", "kính xin", "xin đề nghị", "please", "cho em xin",
        "cho xin", "cho tôi xin", "nên đề nghị", "nên xin", "nên mong", "nên rất mong",
    ),
})  # fmt: skip

TURNS: Phrases[bool] = Phrases({
    True: ("nhưng", "nhưng mà", "tuy nhiên", "song", "có điều", "chỉ có điều", "nhưng vẫn", "nhưng còn", "kể ra thì",
        "kể ra", *(f"{said}{but}" for said in ("nói vậy", "nói thế", "nói rứa", "nói vậy thôi", "nói thế thôi",
          "nói cho oai", "nói cho vui", "nói cho có", "nói thì nói vậy", "tiếng là xong", "tiếng là", "mang tiếng xong")
          for but in (" chứ", " chớ", " nhưng", " mà"))),
    False: ("mà", "chứ", "còn", "mà còn", "còn lại"),  # only right behind how the task stands
})  # fmt: skip
"""What turns to the other side of it: what follows is said by itself."""

MENDED: Phrases[bool] = Phrases({
    True: tuple(f"{lead} {verb}" for lead in ("đã", "vừa", "mới", "đã được", "cũng đã") for verb in (
        "thay", "sửa", "khắc phục", "nạp", "xử lý", "giải quyết", "thay mới", "thay thế", "tháo gỡ", "vận động được",
        "sửa chữa", "bổ sung", "làm lại")) + tuple(f"{verb} {end}" for end in (
            "rồi", "luôn rồi", "xong", "hết rồi", "mới")
        for verb in ("thay", "sửa", "khắc phục", "nạp", "xử lý", "giải quyết", "sửa chữa")),
})  # fmt: skip
"""What was in the way, and is no longer: `bình hỏng đã thay`."""

QUESTIONS: Phrases[bool] = Phrases({
    True: ("bao nhiêu", "ở đâu", "được không", "hay không", "hay chưa", "là sao", "là gì", "mấy giờ"),
})  # fmt: skip
"""What asks without a question mark."""

FAULTS: Phrases[bool] = Phrases({
    True: ("trễ", "trễ hạn", "quá hạn", "chậm", "khiếu nại", "tồn đọng", "sai sót", "lỗi", "vi phạm", "phản ánh",
        "hư", "hỏng", "hết hạn", "quá đát", "sót", "bỏ sót"),
    False: ("vướng", "kẹt", "khó khăn", "khó", "trở ngại", "trục trặc", "thiếu", "vướng víu", "tắc", "ách tắc",
        "mất", "thất thoát", "tai nạn", "sự cố", "hư hỏng", "đụng chạm", "tranh chấp", "dính"),
})  # fmt: skip
"""What is well where there is none of it; False: only right behind what denies it (`không kẹt mặt bằng`)."""

PARTS: Phrases[bool] = Phrases({
    True: ("nên", "do", "vì", "bởi", "tại", "nhưng", "mà", "khiến", "dẫn đến", "dẫn tới", "thành ra", "cho nên"),
})  # fmt: skip
"""Behind these nothing is denied any more by what stands before them."""

SAYS: Phrases[bool] = Phrases({
    True: ("đã", "đang", "chưa", "không", "ko", "mới", "vừa", "được", "có", "kết quả", "hiện", "hiện nay", "đến nay"),
})  # fmt: skip
"""What a sentence of a report begins with."""

GOES_ON: Phrases[bool] = Phrases({
    True: ("xuất sắc", "tốt", "sớm", "đầy đủ", "nhanh", "trọn vẹn", "thắng lợi", "vượt", "đúng", "tổng",
        "tổng số", "với",
           "gồm", "trong đó", "đã", "kết quả", "kq", "rồi", "nhưng", "mà", "và", "từ", "hôm", "bữa", "hổm",
           "ngon", "ngon lành", "êm", "ok", "good", "cụ thể", "theo", "đợt", "hồi", "sớm hơn", "tốt đẹp", "tại",
           "ở", "năm", "mấy", "lâu", "nha", "nhé"),
})  # fmt: skip
"""What stands behind `hoàn thành` without being what was finished: `xuất sắc`, and not `bước 1`."""

RATES: Phrases[bool] = Phrases({
    True: ("đúng hạn", "trước hạn", "trễ hạn", "hài lòng", "năng suất", "tự chủ", "tăng", "giảm", "lãi suất",
        "hộ nghèo",
           "thu ngân sách", "so cùng kỳ", "tỷ lệ hộ", "trễ"),
})  # fmt: skip
"""What a per cent right behind is of, and never of the task."""

PAST: Phrases[bool] = Phrases({
    True: ("kỳ trước", "tháng trước", "quý trước", "tuần trước", "lần trước", "hôm trước", "đợt trước",
        "năm ngoái", "năm trước",
           "cùng kỳ"),
    False: ("hôm qua", "sáng nay", "bữa qua", "lúc nãy", "hồi nãy", "hồi sáng", "sáng",
        "trước"),  # where something was reported
})  # fmt: skip
REPORTED: Phrases[bool] = Phrases(
    {True: ("báo", "báo cáo", "ghi", "nói", "gửi", "nhắn", "bấm", "tick", "điền", "nhập")}
)
NOW: Phrases[bool] = Phrases({
    True: ("nay", "giờ", "hiện", "hiện nay", "hiện tại", "bây giờ", "đến nay", "tới nay", "đến giờ", "tới giờ",
        "kỳ này", "nay mới",
           "đến hôm nay", "tính đến nay", "thực ra", "thực tế", "số đúng", "chừ"),
})  # fmt: skip

OF_PLAN: Phrases[bool] = Phrases({
    True: ("kế hoạch", "kh", "khối lượng", "kl", "chỉ tiêu", "tiến độ", "so với kế hoạch", "công việc", "cv",
        "nhiệm vụ", "dự toán",
           "kế hoạch năm", "giá trị", "rồi", "giúp", "giúp em", "giúp tôi", "hộ em", "hộ tôi",
        "so với", "plan", "target", "scope",
        "khối lượng công việc", "khối lượng hợp đồng", "giá trị hợp đồng", "tổng khối lượng", "tổng mức"),
})  # fmt: skip
"""What a per cent may be of and still says how far the task is."""

SPENT: Phrases[bool] = Phrases({
    True: ("chi", "thu", "lãi", "phí", "dân", "hộ", "đồng ý", "đồng thuận", "nợ", "vốn đối ứng", "tạm ứng", "giá",
        "người", "hội viên", "đại biểu", "phiếu", "tỷ lệ", "tỉ lệ"),
})  # fmt: skip
"""What else there are per cents of."""

STEPS: Phrases[bool] = Phrases({
    True: ("họp", "hội nghị", "hội thảo", "khảo sát", "thiết kế", "dự toán", "kế hoạch", "dự thảo", "tờ trình",
        "tập huấn", "đợt", "bước", "giai đoạn", "phần", "thôn", "tổ", "đoạn", "hợp đồng", "đấu thầu", "thầu",
        "danh sách", "số liệu", "báo cáo", "công văn", "quyết định", "văn bản", "tuyên truyền", "lớp", "cuộc", "buổi",
        "khâu", "gửi", "trình", "mua", "vật tư", "mặt bằng", "móng", "thủ tục", "phát biểu", "trao đổi", "hỏi", "đề án",
        "việc nhà", "ghi", "nhắn", "gọi", "điện", "xin", "nộp", "giải trình", "bàn", "hạng mục", "điều tra",
        "trực", "ca"),
})  # fmt: skip
"""What is finished long before the task is: `họp xong`, `đợt 1 xong`."""

FINISHES: Phrases[bool] = Phrases({
    True: ("bàn giao", "nghiệm thu", "quyết toán", "thanh lý", "nó", "việc kiểm tra", "việc", "công việc", "nhiệm vụ",
        "việc này", "việc đó", "cái này", "cái đó", "nhiệm vụ này", "mọi việc", "mọi thứ", "làm xong", "thực hiện xong",
        "triển khai xong", "tổ chức xong", "tiến hành xong", "làm xong xuôi", "làm xong hết", "làm hết"),
})  # fmt: skip
"""What comes last, or stands for the task itself."""

WHOLE: Phrases[bool] = Phrases({
    True: ("toàn bộ", "tất cả", "hết", "đủ", "cả", "đầy đủ", "trọn", "hết cả", "đủ chỉ tiêu"),
})  # fmt: skip

IN_FULL: Phrases[bool] = Phrases({
    True: ("đủ chỉ tiêu", "đạt chỉ tiêu", "vượt chỉ tiêu", "đủ kế hoạch", "đạt kế hoạch", "đạt 100%", "đủ số lượng"),
})  # fmt: skip
"""As much as was to be done."""

OF_PAPERS: Phrases[bool] = Phrases({
    True: ("theo", "căn cứ", "số", "họp", "kh", "kế hoạch", "quyết định", "qđ", "cv", "công văn", "văn bản", "tờ trình",
        "nghị quyết", "thông báo", "hợp đồng", "báo cáo", "biên bản", "chào mừng", "kỷ niệm", "đến", "tới",
        "trước", "sau",
        "dự kiến", "hạn", "kể từ", "giai đoạn"),
})  # fmt: skip
"""What a day behind is of, and not of what was done."""

WHO: Phrases[bool] = Phrases({
    True: ("nhà trường", "trường", "phòng", "xã", "ubnd xã", "ubnd", "đơn vị", "chi bộ", "trạm", "tụi em", "bên em",
        "bên mình", "cơ quan", "của xã", "của phường", "phường", "của trường", "của đơn vị", "chúng tôi",
        "chúng em", "tụi tui", "tụi tôi",
        "ban giám hiệu", "ubnd phường", "thầy trò", "anh em", "cả trường", "bên trường", "bên xã", "bên phòng"),
})  # fmt: skip
"""Who did it."""

OF_WHOM: Phrases[bool] = Phrases({True: ("của", "do", "cho", "được", "phần", "thì", "là", "đây", "này")})
