"""What people of the town type: commands, lines about tasks, and what nobody should."""

COMMANDS = (
    "/start", "/start WRONG234", "/nhiemvu", "/baocao", "/khongphatsinh", "/lichsu", "/quahan", "/sapdenhan",
    "/chuanop", "/dondoc", "/dondoc tất cả", "/dondoc PYT", "/dondoc phòng", "/moi", "/moi PKT", "/moi zzz",
    "/dangky", "/web", "/huy", "/language", "/language en", "/language vi", "/trogiup", "/report@other_bot", "/",
    "//", "/ ", "/%s", "/{you}", "/baocao@", "@", "/dangky x", "/nudge all", "bắt đầu", "bắt đầu WRONG234",
    "/giahan", "/giahan 3 ngày vì ⟪me⟫", "/giahan 22/12", "/giahan 31/2 ⟪me⟫", "/extend 99999 ngày", "/giahan 5wd",
    "/tiendo", "/tiendo ⟪me⟫", "/nhatky", "/thongbao", "/quahan phòng", "/chuanop KHCN-QUY, ⟪me⟫",
    "/vangmat", "/vangmat mai", "/vangmat 20/12 đến 31/12 ⟪me⟫", "/donvi", "/donvi PYT", "/donvi ⟪me⟫",
    "/vuongmac", "/vuongmac 2.7 ⟪me⟫", "/vuongmac khẩn: ⟪me⟫", "/vuongmac phòng",
    "/tonghop", "/tonghop ⟪me⟫", "/collate khcn 2026-q4", "/duyet", "/duyet PYT", "/duyet phòng", "/review ⟪me⟫",
)  # fmt: skip
LINES = (
    "2.7 40%; 3.1 xong, vướng: thiếu mặt bằng ⟪me⟫", "1.1 xong; 2.7 25%; 3.1, 4.8, 5.2, 6.2 60%; T.1 xong",
    "1.1, 2.7, 3.1, 4.8, 5.2, 6.2 và T.1 xong, kết quả: ⟪me⟫", "K.0, K.1, K.2, K.3, K.4, K.5, K.6 chưa làm",
    "kết quả ⟪me⟫", "vướng mắc ⟪me⟫ {you} %s **đậm** <b>x</b>", "40", "40%", "101%", "-1%", "1,5 %", "40% 50%",
    "2.7", "2.7 40", "2.7 ⟪me⟫", "xong", "chưa làm", "dạ vâng ạ", "ok", "👍", "không", "có", "đúng",
    "Gửi báo cáo", "gui bao cao", "Đúng, ghi vào nháp", "Báo cáo ngay", "quá hạn", "PYT", "y te", "Phòng", "1", "2",
    "hoàn thành", "2.7 cơ bản hoàn thành", "2.7 chưa xong; 9.9 xong ⟪me⟫", "2.7 giải ngân 1,500 triệu", "kps ạ",
    "2.7 5/12", "2.7 xong 31/6/2026", "2.7 bao giờ xong?", "2.7 40%, xin gia hạn 3 ngày vì ⟪me⟫", "Bỏ phần này",
    "2.7 họp ⟪me⟫", "Ghi là kết quả", "Ghi là vướng mắc", "tất cả hoàn thành", "các nhiệm vụ còn lại chưa làm",
    "3 ngày vì ⟪me⟫", "đến 22/12/2026", "5 ngày làm việc", "Gửi đề nghị", "Đồng ý", "Từ chối", "Gia hạn chung",
    "(MẬT) ⟪me⟫", "xin chào ⟪me⟫",
    "Mọi đơn vị", "Đã đọc", "Xem hình", "Theo đơn vị", "Xuất Excel", "Lọc",
    "Miễn kỳ này", "Bỏ miễn", "Thiên tai, sự cố", "Đúng, báo vắng mặt",
    "Gửi vướng mắc", "Việc gấp", "Trả lời", "Gửi trả lời", "Chuyển", "Đóng", "Chưa giải quyết xong",
    "Chấp nhận", "Trả lại", "2.7 thiếu số liệu ⟪me⟫", "2.7:", "Xin mở lại", "Thêm ý kiến", "So với lần trước",
)  # fmt: skip
ODD = (
    "", " ", "\n", "\u200b", "\u202e\u200f", "\ufeff", "\0", "a\0b", "\ud800", "é" * 30, "e\u0301\u0323" * 20,
    "Báo cáo ngay", "مرحبا", "👨‍👩‍👧‍👦" * 40, "<script>alert(1)</script>", "{}", "{0}", "{you.__class__}", "%s%n",
    "**", "****", "`x`", "[x](javascript:1)", "%00", "../../etc/passwd", "' OR 1=1 --", ";" * 500, "1.1 " * 900,
    "2.7, " * 700 + "xong", "9" * 4000 + "%", "x" * 5000, "\n!" * 2000, "Z\u0337\u0321" * 600, "'", '"', "\\", "?",
)  # fmt: skip
