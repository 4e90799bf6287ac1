"""Vietnamese words for channels without buttons, and about Zalo."""

WORDS: dict[str, str] = {
    "choice.hint": "(trả lời bằng số hoặc gõ lời)",
    "choice.hint_letters": "(gõ số cần báo; hoặc chọn bằng chữ cái, gõ lời)",
    "choice.unseen": "Lúc {you} nhắn “{said}” thì tôi vừa gửi câu hỏi mới, nên chưa ghi gì. {You} xem tin mới nhất rồi trả lời giúp.",
    "choice.old": "Danh sách này đã cũ nên tôi không dùng số ấy nữa. {You} gõ /nhiemvu hoặc /trogiup để có danh sách mới.",
    "choice.not_on_list": "Trong danh sách không có số ấy; {you} chọn một trong: {numbers}, hoặc gõ lời.",
    "group.zalo": "Trên Zalo, Đôn Đốc chỉ trò chuyện riêng. {You} nhắn riêng cho tôi giúp.",
    "quota.saving": "Bot Zalo “{name}” đã gửi {sent} tin trong tháng {month}, quá 80 % mức được gửi. Từ nay đến hết tháng, mỗi người qua bot này được nhắc mỗi tuần một lần, gộp mọi báo cáo còn nợ.",
    "quota.spent": "Bot Zalo “{name}” đã gần hết số tin của tháng {month} ({sent} tin). Ai có kênh khác thì được nhắc qua kênh đó; số tin còn lại chỉ dùng để trả lời người nhắn đến.",
    "quota.free": "Bot Zalo “{name}” lại gửi được bình thường.",
    "quota.instead": "({channel} đã hết số tin của tháng này nên tin này gửi qua đây.)",
    "invite.letter_zalo": "Zalo: {link} (bot “{name}”), rồi gõ mã {code}",
    "join.bot_full": "Bot Zalo này đã đủ người. {You} nhắn mã mời cho bot “{name}”: {link}",
    "join.bots_full": "Các bot Zalo của cơ quan đã đủ người. {You} vào bằng trình duyệt theo đường dẫn trong thư mời, hoặc báo cơ quan theo dõi.",
}
