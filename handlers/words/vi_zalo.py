"""Vietnamese words for channels without buttons, and about Zalo."""

WORDS: dict[str, str] = {
    "choice.hint": "(trả lời bằng số hoặc gõ lời)",
    "choice.old": "Danh sách này đã cũ nên tôi không dùng số ấy nữa. {You} gõ /nhiemvu hoặc /trogiup để có danh sách mới.",
    "choice.not_on_list": "Trong danh sách không có số ấy; {you} chọn một trong: {numbers}, hoặc gõ lời.",
    "group.zalo": "Trên Zalo, Đôn Đốc chỉ trò chuyện riêng. {You} nhắn riêng cho tôi giúp.",
}
