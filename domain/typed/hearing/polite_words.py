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
        "đầu tuần", "làm việc", "hiệu quả", "năm mới", "nghen", "ngắn gọn", "vắn tắt", "tóm tắt", "kết quả thực hiện",
        "tình hình thực hiện",
        "mấy", "ít", "tin", "lời", "đầu tiên", "cho biết", "xíu", "bài", "nhóm",
    ),
})  # fmt: skip

GROUNDS: Phrases[str] = Phrases({"ground": ("căn cứ", "thực hiện", "theo", "triển khai", "thực hiện theo")})
DOCUMENTS: Phrases[str] = Phrases({
    "document": (
        "kế hoạch", "công văn", "quyết định", "văn bản", "chỉ đạo", "yêu cầu", "thông báo", "hướng dẫn", "nghị quyết",
        "chỉ thị", "kết luận", "chương trình", "nhắc nhở", "tin nhắn", "giấy mời", "tờ trình",
    ),
})  # fmt: skip
