"""The words of politeness as data: persons, offices, greetings, thanks. Typed with their marks or without."""

from domain.moments.pieces import Phrases

PERSONS: Phrases[str] = Phrases({
    "person": (
        "em", "anh", "chị", "cô", "chú", "bác", "ông", "bà", "sếp", "thầy", "bạn", "mình", "tôi", "đồng chí", "đ / c",
        "ad", "admin", "bot", "ae", "anh em", "anh chị", "anh chị em", "mọi người", "cả nhà", "lãnh đạo", "thủ trưởng",
        "team", "các bạn", "các anh", "các chị", "các anh chị", "các đồng chí", "các sếp", "quý ban", "quý lãnh đạo",
        "chúng tôi", "chúng em", "tụi em", "bọn em", "ac", "a", "c", "e", "anh hai", "chị hai", "các bác", "thầy cô",
        "cô chú", "quý anh chị", "o", "dì", "cậu", "mợ", "út", "anh ba", "anh tư", "chị tư", "chị ba",
        "đồng chí bí thư", "đồng chí trưởng ban", "các cô chú", "hai bác", "bà con", "cưng",
    ),
})  # fmt: skip

OFFICES: Phrases[str] = Phrases({
    "office": (
        "chi bộ", "đơn vị", "phòng", "ban", "ubnd", "phường", "xã", "trường", "trạm", "chi ủy", "đảng ủy", "đoàn",
        "hội", "tổ", "văn phòng", "trung tâm", "cơ quan", "bên", "mttq", "khối", "công đoàn", "ủy ban", "thị trấn",
        "đặc khu", "btg", "vp", "phòng ban", "cụm", "khu phố", "tổ dân phố", "hợp tác xã", "tập thể chi bộ",
        "ban tuyên giáo",
    ),
})  # fmt: skip

SAYS: Phrases[str] = Phrases({
    "report": (
        "báo cáo", "xin báo cáo", "kính báo cáo", "báo", "kính báo", "gửi", "xin gửi", "gửi báo cáo", "xin gửi báo cáo",
        "báo cáo nhanh", "báo cáo bổ sung", "thông báo", "xin thông báo", "báo tin", "báo lại",
    ),
    "greet": (
        "kính gửi", "kính thưa", "thưa", "kính chào", "chào", "xin chào", "dear", "sr", "hi", "hello", "helo", "alo",
        "kính",
        "hế lô", "hé lô",
    ),
    "lead": (
        "thay mặt", "xin phép", "cập nhật", "xin cập nhật", "update", "report", "status", "sorry", "xin lỗi", "fyi",
        "sửa", "sửa số", "sửa số liệu", "sửa lại", "sửa giúp", "sửa hộ", "chỉnh", "chỉnh lại", "chỉnh giúp",
        "đính chính", "xin đính chính",
        "ghi", "ghi giúp", "ghi hộ", "ghi nhận", "nhờ", "nhờ anh", "check", "check lại", "kiểm tra lại", "rà lại",
        "chốt", "chốt lại", "chốt lại là", "em chốt", "điền", "nhập", "lưu", "note", "ghi vào", "nhập vào", "điền vào",
        "xem lại", "coi lại", "kiểm lại", "report lại", "update lại", "cập nhật lại", "gửi lại", "báo cáo lại",
        "rà soát lại", "nói thật", "nói thật là", "thật ra", "thực ra", "thú thật", "số là", "chuyện là", "như sau",
        "cụ thể", "cụ thể như sau", "trả lời", "phản hồi", "reply", "re", "fwd", "bổ sung", "nhắn", "quên", "à quên",
    ),
})  # fmt: skip

THANKS: Phrases[str] = Phrases({
    "thanks": (
        "cảm ơn", "cám ơn", "xin cảm ơn", "trân trọng cảm ơn", "trân trọng", "xin trân trọng", "trân trọng kính chào",
        "thanks", "thank", "thank you", "tks", "ths", "thks", "kính", "kính chào", "chào thân ái", "thân ái",
        "thân mến", "trân trọng báo cáo", "xin chân thành cảm ơn", "chân thành cảm ơn", "xin hết", "please", "pls",
        "plz", "best regards", "regards", "sorry", "xin lỗi", "thông cảm", "mong thông cảm", "chúc", "kính chúc",
        "hẹn gặp lại", "bye", "good morning", "good afternoon", "chào buổi sáng", "chào buổi chiều", "chào cả nhà",
        "trân trọng kính báo", "yêu cả nhà", "cảm ơn nhiều", "many thanks", "thanks nhiều", "xin cám ơn",
        "xin phép off", "xin phép out", "xin phép về", "xin phép về trước", "xin phép đi ngủ", "xin phép off trước",
        "xin off", "em off", "off nha", "off đây", "out đây", "xin phép lặn", "xin cáo lui", "xin phép ra về",
        "cho em off", "xin phép nghỉ", "xin phép đi trước", "xin phép kết thúc", "em xin phép", "xin phép dừng",
    ),
    "slip": (
        "gõ nhầm", "ghi nhầm", "bấm nhầm", "viết nhầm", "nhập nhầm", "báo nhầm", "gõ lộn", "ghi lộn", "bấm lộn",
        "gõ ngược", "ghi ngược", "nói nhầm", "nói lộn", "báo lộn", "nhầm", "lộn", "gõ sai", "ghi sai", "nhập sai",
        "báo sai",
    ),
})  # fmt: skip
"""A "slip" of another day is none of today's words."""

BEFORE: Phrases[str] = Phrases({
    "before": ("hôm qua", "hôm trước", "lúc nãy", "hồi nãy", "nãy", "kỳ trước", "lần trước", "tin trước", "trước",
               "hôm kia", "ban nãy", "vừa nãy", "hồi sáng", "lúc trước", "tuần trước", "tháng trước", "quý trước",
               "năm ngoái", "bữa trước", "hôm thứ"),
})  # fmt: skip

GLUE: Phrases[str] = Phrases({
    "glue": (
        "như sau", "lại", "tiến độ", "tình hình", "với", "cho", "là", "thì", "của", "về", "tuần", "tháng", "quý", "năm",
        "kỳ", "ngày", "này", "hôm nay", "sáng nay", "chiều nay", "trong", "đến", "nhanh", "gấp", "sơ bộ", "hàng",
        "định kỳ", "rồi", "xin", "phép", "được", "nhiệm vụ", "công việc", "các", "những", "công tác", "và", "lần",
        "đợt", "số", "phần", "một chút", "chút", "tí", "nội dung", "tổng hợp", "nhé", "nhiều", "rất", "lắm", "trước",
        "như", "sau", "dạ", "vâng", "phía", "giúp", "hộ", "giùm", "dùm", "đây", "thế", "vậy", "đó", "nè", "luôn", "cái",
        "vụ", "việc", "tiếp", "vui vẻ", "vui", "ngày mới", "ờ", "ừ", "à", "sức khỏe", "một ngày", "tốt lành",
        "cuối tuần",
        "buổi sáng", "buổi chiều", "buổi tối", "an lành", "hạnh phúc", "thành công", "nghỉ", "ngày nghỉ",
        "cuối ngày", "cuối giờ", "đầu giờ", "cuối tháng", "cuối quý", "cuối kỳ", "trong ngày", "hàng ngày", "hằng ngày",
        "hằng tuần", "giao ban", "đầu ngày", "đầu tháng", "thôi", "thôi thì", "có gì", "vào", "kẻo quên", "đỡ quên",
        "đầu tuần", "làm việc", "hiệu quả", "năm mới", "nghen", "ngắn gọn", "vắn tắt", "tóm tắt", "kết quả thực hiện",
        "tình hình thực hiện",
        "mấy", "ít", "tin", "lời", "đầu tiên", "cho biết", "xíu", "bài", "nhóm",
    ),
})  # fmt: skip

_SPOKEN_TO = ("", "anh ", "chị ", "sếp ", "anh chị ", "các anh ", "các chị ", "ac ", "cô ", "chú ", "bác ", "thầy ",
              "mọi người ", "bạn ", "đồng chí ", "các đồng chí ", "lãnh đạo ", "cấp trên ", "cả nhà ",
              "em ")  # fmt: skip
_MOODS = (
    "mệt",
    "mệt mỏi",
    "buồn ngủ",
    "đói",
    "đói bụng",
    "đuối",
    "chán",
    "oải",
    "rầu",
    "nản",
    "nhức đầu",
    "đau đầu",
    "vui",
    "mừng",
    "khổ",
    "bận",
    "tối mắt",
    "stress",
    "lạnh",
    "nóng",
    "mệt muốn",
    "mệt lả",
    "nhọc",
    "cực",
)
_MUCH = ("quá", "quá trời", "ghê", "quá xá", "lắm", "lắm rồi", "xỉu", "luôn", "ghê luôn", "quá rồi", "quá chừng",
         "quá đi", "quá trời luôn", "chết", "muốn chết", "muốn xỉu", "hết sức", "dữ", "dễ sợ", "kinh")  # fmt: skip
_WHERE = ("đi đường", "chạy xe", "lái xe", "trên xe", "ngoài đường", "ở ngoài", "ở ngoài đường", "họp", "đi họp",
          "trong cuộc họp", "dở tay", "ăn cơm", "đi công tác", "ở hiện trường", "ở thực địa", "đi thực địa", "đi cơ sở",
          "ở thôn", "dưới thôn", "ở nhà", "trên đường", "trên đường về", "đi đám", "trông con", "nấu cơm", "đi viện",
          "vội", "bận", "bận họp", "đi ngoài đường", "bận tay")  # fmt: skip
ASIDES: Phrases[str] = Phrases({
    "mood": (
        *(f"{mood} {much}" for mood in _MOODS for much in _MUCH), "mệt thiệt", "mệt thật",
        *(f"{wish} {who}thông cảm{end}" for wish in ("mong", "xin", "nhờ", "mong được", "kính mong", "rất mong")
          for who in _SPOKEN_TO for end in ("", " cho", " giúp", " giùm", " cho em", " cho tôi", " cho ạ")),
        *(f"đang {where}" for where in _WHERE), "nay mới có mạng", "giờ mới có mạng", "mới có mạng", "mạng yếu",
        "mạng chậm", "máy sắp hết pin", "sắp hết pin", "gần hết pin", "máy hết pin", "mới đi họp về", "mới họp xong",
        "gửi muộn", "gửi trễ", "báo muộn", "báo trễ", "hơi trễ", "hơi muộn", "trễ xíu", "hơi trễ xíu", "hơi muộn xíu",
        "xõa thôi", "xoã thôi", "xõa", "quẩy thôi", "ăn mừng thôi", "đi ăn mừng", "nhẹ cả người", "nhẹ người",
        "nhẹ nhõm", "thở phào", "mừng rơi nước mắt", "em về đây", "về ngủ đây", "đi ngủ đây", "về đây", "em đi đây",
        "về nghỉ đây",
    ),
    "opens": (
        "nói nhanh", "nói nhanh là", "nói luôn", "nói gọn", "nói gọn là", "nói vắn tắt", "nói ngắn gọn", "nói trước",
        "nhắn nhanh", "nhắn vội", "nhắn luôn", "nhắn tạm", "nhắn nhanh là", "báo nhanh", "báo luôn", "báo gọn",
        "báo sơ", "báo sơ bộ", "báo vội", "báo tạm", "báo trước", "báo nhanh là", "tranh thủ báo", "tranh thủ nhắn",
        "tranh thủ", "nói cho nhanh", "nói cho gọn", "nói sơ qua", "nói sơ", "kể sơ", "gõ vội", "gõ tạm",
    ),
})  # fmt: skip
"""How somebody is, where they write from, and that something follows: nothing of a task."""

_NOTES = ("ghi", "ghi vào", "ghi lại", "ghi nhận", "lưu", "lưu lại", "lưu vào", "nhập", "nhập vào", "điền", "điền vào",
          "note", "note lại", "note vào", "cập nhật", "update", "vào sổ", "ghi sổ", "bấm", "tick", "đánh dấu",
          "nhớ ghi", "ghi luôn", "cứ ghi", "nhớ nhập", "chốt", "tổng hợp", "đưa vào", "báo")  # fmt: skip
_FOR_ONE = ("giúp", "hộ", "giùm", "dùm", "cho", "giúp cho", "hộ cho", "giùm cho", "với", "luôn", "nhé", "nha", "đi")
NOTES: Phrases[str] = Phrases({
    "note": (*(f"{note} {one}" for note in _NOTES for one in _FOR_ONE), "ghi vào", "ghi nhận", "ghi lại", "lưu lại",
           "nhập vào", "giúp", "hộ", "giùm", "dùm", "với"),
})  # fmt: skip
"""That it should be put down, at the end: `ghi vào hộ chị`."""

ROLES: Phrases[str] = Phrases({
    "role": ("bảo vệ", "kế toán", "văn thư", "cán bộ", "chuyên viên", "công chức", "phụ trách", "tổ trưởng",
           "địa chính", "hiệu trưởng", "hiệu phó", "giáo viên", "thủ quỹ", "chủ tịch", "bí thư", "trưởng thôn",
           "trưởng phòng", "phó phòng", "trưởng ban", "tư pháp", "bên", "ở", "phòng", "xã", "trường", "nhân viên",
             "y tế"),
})  # fmt: skip

GROUNDS: Phrases[str] = Phrases({"ground": ("căn cứ", "thực hiện", "theo", "triển khai", "thực hiện theo")})
DOCUMENTS: Phrases[str] = Phrases({
    "document": (
        "kế hoạch", "công văn", "quyết định", "văn bản", "chỉ đạo", "yêu cầu", "thông báo", "hướng dẫn", "nghị quyết",
        "chỉ thị", "kết luận", "chương trình", "nhắc nhở", "tin nhắn", "giấy mời", "tờ trình",
    ),
})  # fmt: skip
