"""Vietnamese words for channels without buttons, and about Zalo."""

WORDS: dict[str, str] = {
    "choice.hint": "(trả lời bằng số hoặc gõ lời)",
    "choice.hint_letters": "(gõ số cần báo; hoặc chọn bằng chữ cái, gõ lời)",
    "choice.which": "“{said}” có thể là một trong các lựa chọn sau; {you} chọn giúp:",
    "choice.unseen": "Lúc {you} nhắn “{said}” thì tôi vừa gửi câu hỏi mới, nên chưa ghi gì. {You} xem tin mới nhất rồi trả lời giúp.",
    "choice.old_help": "Danh sách này đã cũ nên tôi không dùng số ấy nữa. {You} gõ /trogiup để có danh sách mới.",
    "choice.old": "Danh sách này đã cũ nên tôi không dùng số ấy nữa. {You} gõ /nhiemvu hoặc /trogiup để có danh sách mới.",
    "choice.not_on_list": "Trong danh sách không có số ấy; {you} chọn một trong: {numbers}, hoặc gõ lời.",
    "quota.saving": "Bot {channel} “{name}” đã gửi {sent} tin trong tháng {month}, quá 80 % mức được gửi. Từ nay đến hết tháng, mỗi người qua bot này được nhắc mỗi tuần một lần, gộp mọi báo cáo còn nợ.",
    "quota.spent": "Bot {channel} “{name}” đã gần hết số tin của tháng {month} ({sent} tin). Ai có kênh khác thì được nhắc qua kênh đó; số tin còn lại chỉ dùng để trả lời người nhắn đến.",
    "quota.refused": "{channel} không nhận thêm tin nào của bot “{name}” trong tháng {month} (đã gửi {sent} tin). Ai có kênh khác thì được nhắc và trả lời qua kênh đó.",
    "quota.free": "Bot {channel} “{name}” tháng {month} lại gửi được bình thường ({sent} tin).",
    "quota.instead": "({channel} đã hết số tin của tháng này nên tin này gửi qua đây.)",
    "join.bot_full": "Bot {channel} này đã đủ người. {You} nhắn mã mời cho bot “{name}”{link}",
    "join.bots_full": "Các bot {channel} của cơ quan đã đủ người. {You} vào bằng trình duyệt theo đường dẫn trong thư mời, hoặc báo cơ quan theo dõi.",
    "group.private_only": "Trên {channel}, Đôn Đốc chỉ trò chuyện riêng. {You} nhắn riêng cho tôi giúp.",
    "invite.letter_bot": "{channel}: mở {link} (hoặc tìm bot “{name}”), rồi gõ mã {code}",
    "invite.letter_bot_by_name": "{channel}: tìm bot “{name}” trong ô tìm kiếm, rồi gõ mã {code}",
    "other.form": "Ở đây tôi chỉ đọc được chữ và nhận được ảnh; chưa ghi gì. Tệp khác thì {you} đính kèm trên trang của **{title}**: {link}",
    "other.no_form": "Ở đây tôi chỉ đọc được chữ và nhận được ảnh; chưa ghi gì. {You} gõ nội dung giúp.",
}
