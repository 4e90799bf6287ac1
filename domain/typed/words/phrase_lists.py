"""Lists of words as data, of which phrases of the vocabulary are made."""

WHOLLY = (
    "trọi lủi", "trọi trơn", "trơn trọi", "trơn tru", "sạch bong", "sạch trụi", "rốt ráo", "hết trơn", "hết trọi",
    "hết ráo", "hết trơn hết trọi", "hết ráo trọi", "ráo", "ráo trọi", "ráo trơn", "ráo hết", "hết trơn rồi",
    "tuốt luốt", "tuốt tuột", "tuốt tuồn tuột", "tất tần tật", "sạch trơn", "sạch sành sanh", "tất tật", "sạch bách",
    "tuốt", "hết tuốt", "hết ráo rồi", "hết luôn", "hết cả luôn", "hết thảy", "hết ráo luôn",
)  # fmt: skip

WHOLE = ("hết", "cả", "toàn bộ", "hết cả", "hết sạch", "hết rồi", "hết toàn bộ", *WHOLLY)

NOTHING = (
    "ạ", "nhé", "nha", "nhá", "rồi", "dạ", "vâng", "thưa", "kính thưa", "em", "anh", "anh chị", "tôi", "mình",
    "báo cáo", "xin báo cáo", "em báo cáo", "kính báo cáo", "xin", "thì", "là", "ở", "mức", "được", "đều", "nay",
    "hiện nay", "hiện tại", "đến nay", "tới nay", "tính đến nay", "hiện", "đạt", "đạt được", "mới đạt", "mới",
    "mới được", "cũng", "luôn", "thế", "vậy", "ok", "đúng hạn", "đúng tiến độ", "trước hạn", "đúng kế hoạch",
    "trong kỳ", "kỳ này", "trong tháng", "tháng này", "trong quý", "quý này", "trong tuần", "đơn vị", "theo kế hoạch",
    "theo tiến độ", "theo quy định", "công việc", "nhiệm vụ này", "việc này", "vẫn", "vừa", "vừa mới", "nhỉ", "hả",
    "à", "ư", "mới chỉ", "chỉ mới", "chỉ đạt", "chỉ được", "cảm ơn", "cám ơn", "cảm ơn anh", "cảm ơn anh chị", "tks",
    "thanks", "chào", "em chào", "chào anh", "chào anh chị", "sếp", "anh ơi", "chị ơi", "em ơi", "anh chị ơi",
    "mọi người ơi", "ae", "mn", "em chào anh", "em chào anh chị", "lên", "lên được", "kính gửi", "nhé ae",
    "nè", "á", "đó", *WHOLE, "luôn rồi", "thật", "thiệt", "ạk",
    "trân trọng", "xin trân trọng", "trân trọng cảm ơn", "xin cảm ơn", "kính báo", "thành", "bây giờ", "on track",
    "ad", "admin", "team", "cả rồi", "hết cả rồi", "hí", "hỉ", "hỷ", "kìa",
    *(f"{office} {who}" for office in ("tụi", "bọn", "bên", "phía", "phòng", "xã", "phường", "đơn vị", "cơ quan",
      "trường", "trạm", "chi bộ", "tổ", "nhà", "bên phía") for who in ("em", "tôi", "mình", "tụi em", "chúng em",
      "chúng tôi", "tụi mình", "tụi tôi")),
    "chúng tôi", "chúng em", "như sau", "cụ thể như sau", "cụ thể", "cụ thể là", "sau đây", "dưới đây", "như dưới đây",
    "như trên", "ờ", "ừ", "ừ thì", "ờ thì", "à thì", "ừm", "tức là", "nghĩa là", "đấy", "hè", "hà", "tề", "trời",
    "trời ơi", "status", "update", "progress", "vì vậy", "vì thế", "do vậy", "do đó", "bởi vậy", "bởi thế", "nhờ vậy",
    "nhờ đó", "nhờ thế", "như thế", "theo đó", "giùm", "dùm", "giùm em", "dùm em", "giùm tôi", "giùm mình", "dùm mình",
    "ủa", "ô hay", "ơ hay", "trời đất", "trời đất ơi", "chèn ơi", "nờ", "thế là", "vậy là", "mãi mới", "mãi rồi cũng",
    *(f"{last} {also}" for last in ("cuối cùng", "rốt cuộc", "rốt cục") for also in ("cũng", "thì", "thì cũng", "đã")),
    *(f"{put} {help_}{who}" for put in ("ghi", "ghi vào", "điền", "nhập", "chốt", "tính") for who in ("", " em",
      " tôi", " mình", " chị", " anh", " cô", " chú", " là", " em là", " tôi là") for help_ in ("giúp", "hộ", "giùm")),
    *(f"{who} {told}" for who in ("tôi", "em", "mình") for told in ("nói rồi", "đã nói rồi", "có nói rồi")),
)  # fmt: skip

BEGINS = ("đụng", "rớ", "rờ", "sờ", "động", "đả động", "khởi động", "khởi sự", "bắt tay", "mó tay", "đụng tay",
           "rục rịch", "nhúc nhích", "động tĩnh", "động đậy", "đụng chạm", "rờ rẫm", "ngó ngàng")  # fmt: skip

MEETS = (
    "gặp", "gặp phải", "bị", "còn", "vẫn còn", "còn gặp", "đang còn", "đang", "đang gặp", "đang bị", "chưa hết",
    "gặp nhiều", "còn nhiều", "do", "vì", "do còn", "do gặp", "vì gặp", "do bị", "vì bị", "do đang", "nhiều",
)  # fmt: skip

AS_BEFORE = tuple(
    f"{like} {time} {before}"
    for like in ("như", "y như", "giống", "giống như", "y chang", "y hệt", "y", "lấy", "copy", "như số",
      "lấy số", "lấy số liệu", "copy số liệu", "số liệu", "như số liệu", "theo số liệu", "giữ nguyên",
      "giữ nguyên như", "giữ như", "vẫn như", "không đổi so với", "chưa có gì thay đổi so với",
      "chưa có gì mới so với", "không khác", "không khác gì", "same as", "y xì",
      *(f"{deny} {than}" for deny in ("không có gì mới", "không có gì khác", "không khác gì mấy", "không có chi mới",
                                      "không có gì thay đổi", "không thay đổi") for than in ("so với", "sv", "so")),
      "chẳng khác gì", "không khác chi", "chẳng khác", "không khác mấy", "lấy y như", "lấy y chang",
      "làm như", "làm y như")
    for time in ("kỳ", "kì", "quý", "tháng", "tuần", "lần", "đợt", "năm", "báo cáo", "báo cáo kỳ", "báo cáo quý",
      "báo cáo tháng", "báo cáo lần", "bản", "của kỳ", "của quý", "của tháng", "bữa", "hôm")
    for before in ("trước", "rồi", "vừa rồi", "vừa qua")
)  # fmt: skip
