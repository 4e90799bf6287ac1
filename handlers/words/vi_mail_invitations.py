"""Vietnamese words about invitations by mail, and about mails that nobody wants."""

WORDS: dict[str, str] = {
    # the letter
    "invited.letter": "**Mời {you} dùng Đôn Đốc, kênh nhắc và nhận báo cáo**\n\nKính gửi {you} **{name}**,\n\n{organisation} dùng Đôn Đốc để nhắc hạn và nhận báo cáo của các đơn vị. {You} được giao làm {seats}.\n\n{You} chọn một cách dưới đây để bắt đầu. Chỉ cần làm một lần; mở trang trò chuyện thì không phải cài gì thêm.",
    "invited.seat": "{role} của {unit}",
    "invited.telegram": "Nếu dùng Telegram: mở {link}, rồi chọn Bắt đầu.",
    "invited.code": "Mã của {you}: **{code}**. Mã dùng một lần, đến {until}.",
    "mail.begin": "Mở trang trò chuyện",
    "mail.invited_only": "Thư và mã chỉ dành cho {name}; xin đừng chuyển tiếp. Đôn Đốc không dùng cho nội dung mật.",
    # in each mail
    "mail.not_me": "Không phải {name}, hoặc không muốn nhận thư nữa?",
    "mail.not_wanted": "Không muốn nhận thư như thế này nữa?",
    "mail.tell_us": "Báo tại đây",
    "email.refused": "Chủ hộp thư {mailbox} đã báo không nhận thư của Đôn Đốc, nên tôi không gửi mã tới đó. Nếu là {you}, {you} mở một thư cũ, mở “Báo tại đây” rồi chọn nhận lại; hoặc dùng hộp thư khác.",
    "unreachable.not_me": "Người đọc hộp thư {mailbox} báo đó không phải là {name}, hoặc không muốn nhận thư. {You} xem lại địa chỉ trong danh sách.",
    # the coordinator's screen
    "button.invite_mail": "Gửi lời mời qua e-mail",
    "button.invite_mail.send": "Gửi {n} thư mời",
    "button.invite_mail.again": "Gửi lại {n} thư",
    "invite_mail.ready": "**Sẽ gửi thư mời tới {n} người** chưa tham gia và có hộp thư:",
    "invite_mail.none": "Lúc này không có ai cần gửi thư mời.",
    "invite_mail.line": "• {name} ({unit}), {mailbox}",
    "invite_mail.recent": "Đã gửi trong 24 giờ qua nên chưa gửi lại: {n} người.",
    "invite_mail.without": "Không có hộp thư nhận được, cần đưa mã tận tay: {n} người: {names}.",
    "invite_mail.done": "Đang gửi thư mời tới {n} người. Mã mời trao trước đây cho những người ấy không dùng được nữa.",
    "invite_mail.done_before": "Những thư này vừa được gửi rồi, tôi không gửi thêm.",
    "invite_mail.rest": "Còn {n} người; {you} chọn lần nữa để gửi tiếp.",
    "invite_mail.off": "Cơ quan chưa bật gửi e-mail nên chưa gửi thư mời được.",
    "log.invitations.mailed": "gửi lời mời qua e-mail",
    "log.mailbox.refused": "hộp thư báo không nhận",
    "log.mailbox.wanted": "hộp thư nhận lại",
}
