"""What people write when they take something back, as data."""

from domain.moments.pieces import Phrases

SAY = ("nói", "báo", "bảo", "ghi", "báo cáo")
_IS_NOT = ("không phải", "đâu phải", "đâu có phải", "chẳng phải", "có phải", "nào phải")
NOT_TRUE = (*_IS_NOT, "không có chuyện", "đâu có chuyện", "làm gì có chuyện")
BUT_NOT = tuple(f"{turn} {no}" for turn in ("chứ", "chớ", "mà")
    for no in (*_IS_NOT, "không phải là", "đâu có", "chưa phải", "chưa phải là", "không có"))  # fmt: skip
SLIPS: Phrases[str] = Phrases({
    "slip": (
        "nhầm", "lộn", "nhầm là", "nhầm phải là", "sorry", "sorry nhầm", "xin lỗi", "xin lỗi nhầm", "nhầm rồi",
        "à nhầm rồi", "nói nhầm", "em nhầm", "à em nhầm", "nhầm thành", "lộn rồi", "à lộn rồi", "nói lộn", "i mean",
        "phải là", "là nhầm , số đúng là", "nhầm , số đúng là", "là nhầm , đúng là", "là nhầm", "số đúng là",
        "nay kiểm tra lại", "kiểm tra lại", "nay rà lại", "rà soát lại", "nay xem lại", "chính xác là", "thực tế là",
        "là sai , đúng ra", "là sai , thật ra", "là sai , thực ra", "là trật", "là nhầm , thật ra",
        "là nhầm , thực ra", "là nhầm , đúng ra", "số đúng", "là sai",
        *(f"{oh}{no}" for oh in ("à ", "à dạ ", "dạ ", "à mà ", "ủa ", "ấy ", "í ", "ý ", "à thôi ") for no in
          ("không", "không phải", "nhầm", "lộn", "quên", "chưa ,", "không phải vậy")),
        *(f"{who}{look} lại{then}" for who in ("em ", "tôi ", "tui ", "mình ") for look in ("xem", "coi", "kiểm tra",
          "rà", "đếm", "tính", "hỏi", "check", "rà soát", "kiểm") for then in ("", " thì", " thấy", " là", " thì mới",
          " thì chỉ", " thấy mới", " mới có")),
        "là số cũ , số mới", "là số cũ , số mới là", "là số cũ , nay",
        *(f"{but}{truly}{tail}" for but in ("", "mà ", "nhưng ", "chứ ", "chớ ") for tail in ("", " là", " mới")
          for truly in ("thiệt ra", "thật ra", "thực ra", "kỳ thực", "té ra", "đúng ra", "thực chất")),
    ),
})  # fmt: skip
NOT: Phrases[str] = Phrases({
    "not": ("không phải", "không phải là", "thay vì", "chứ không", "chớ không", "đâu phải", "đâu có phải", "chẳng phải",
            *BUT_NOT),
})  # fmt: skip
WRONG: Phrases[str] = Phrases({
    "wrong": ("sai", "sai rồi", "sai số", "số sai", "báo sai", "là sai", "nhầm số", "sai số liệu", "báo nhầm",
              "em báo nhầm", "em gõ nhầm", "em ghi nhầm",
              *(f"{is_}{wrong}" for is_ in ("", "là ") for wrong in ("chưa đúng", "không đúng", "không chính xác",
                "chưa chính xác", "gõ ngược", "ghi ngược", "gõ nhầm", "ghi nhầm", "gõ sai", "ghi sai", "nhầm", "số cũ",
                "lộn", "trật", "gõ lộn", "nhập nhầm", "nhập sai"))),
})  # fmt: skip
IS: Phrases[str] = Phrases({
    "must": ("phải",),  # and no more than that: `phải xong` is what is to come
    "is": ("phải là", "đúng là", "đúng ra là", "đúng ra", "đúng phải là", "thực ra", "thật ra", "thực ra là",
           "thật ra là", "thực tế là", "sửa lại là", "sửa là", "mới", "thực ra mới", "thật ra mới", "chính xác là",
           "là", *(f"{number}{tail}" for number in ("số đúng", "con số đúng", "số chính xác", "con số chính xác",
             "số mới", "số thật", "số thực tế", "đúng số") for tail in ("", " là", " phải là", " nay là"))),
    "put": ("sửa thành", "sửa lại giúp em thành", "sửa giúp em thành", "sửa lại giúp thành", "sửa giúp thành",
            "sửa lại thành", "thay bằng", "đổi thành", "chỉnh thành", "thế này mới đúng", "đính chính",
            "đính chính là", "đính chính thành"),
})  # fmt: skip
RIGHT: Phrases[str] = Phrases({"right": ("mới đúng", "mới phải", "mới chính xác", "mới chuẩn", "là đúng")})
_MISTAKEN = tuple(f"{verb} {wrong}" for verb in ("gõ", "ghi", "gửi", "gởi", "bấm", "báo", "nói", "nhắn", "nhập", "viết",
    "đánh", "tick", "coi", "xem", "nhìn", "nhớ", "đọc") for wrong in ("nhầm", "lộn", "sai", "vội", "trật"))  # fmt: skip
_WHO = ("", "em ", "tôi ", "tui ", "mình ", "anh ", "chị ", "cháu ")
SLIPPED: Phrases[bool] = Phrases({
    True: (*(f"{who}{slip}{tail}" for who in _WHO for slip in (*_MISTAKEN, "nhầm", "lộn")
        for tail in ("", " rồi", " ạ", " á", " đó", " nha")),),
})  # fmt: skip
AMENDS: Phrases[bool] = Phrases({
    True: (
        *(f"{oh}{slip}{tail}" for oh in ("", "à ", "ý ", "í ", "ủa ", "ấy ", "á ", "ui ", "à mà ", "à em ", "chết ")
          for slip in (*_MISTAKEN, "nhầm", "lộn", "không", "không phải", "quên", "sai") if oh or slip not in
          ("không", "không phải", "quên", "sai") for tail in ("", " rồi", " ạ", " là")),
        "khoan", "khoan đã", "à khoan", "mà khoan", "ủa khoan", "khoan khoan", "khoan anh", "khoan chị", "khoan em",
        "ủa", "ủa mà", "ủa chết", "chết", "ấy chết", "thôi chết", "à thôi", "ờ mà", "à mà",
        *(f"{who}{put}{tail}" for who in ("", "em ", "xin ", "em xin ", "tôi xin ", "cho em ", "cho chị ", "chị ",
          "phòng xin ", "xã xin ", "trường xin ") for put in ("đính chính", "sửa lại", "chỉnh lại", "sửa", "nói lại",
          "báo lại", "cập nhật lại", "điều chỉnh lại", "đổi lại") for tail in ("", " là", " thành", " chút", " tí",
          " nha", " nhé", " giúp em", " giúp chị", " giùm", " giùm em")),
        *(f"{but}{truly}{tail}" for but in ("", "à ", "mà ", "nhưng ") for truly in ("đúng ra", "chính xác", "đúng là",
          "chính xác ra", "số đúng", "ngày đúng", "thực ra", "thật ra", "thiệt ra")
          for tail in ("", " là", " thì", " phải là", " mới")),
        "correction", "sorry", "sr", "xin lỗi", "edit", "fix",
    ),
})  # fmt: skip
TO: Phrases[bool] = Phrases(
    {
        True: ("lên", "lên được", "lên tới", "lên thành", "thành", "sang", "qua", "xuống", "xuống còn", "tới", "đến"),
    }
)
LOOKS_AGAIN: Phrases[bool] = Phrases({
    True: ("ghi", "để", "cho", "tính", "là", "thì", "mới", "số đúng là", "vẫn", "phải là", "còn", "ghi là", "nói là",
           *(f"{who}{look} lại{then}" for who in _WHO for look in ("xem", "coi", "kiểm tra", "rà", "đếm", "tính", "hỏi",
             "check", "rà soát", "đối chiếu") for then in ("", " thì", " thấy", " là", " thì mới", " thì chỉ",
             " thấy mới", " mới có", " mới"))),
})  # fmt: skip
