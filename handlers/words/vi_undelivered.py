"""Vietnamese words about messages that did not arrive as they were meant to."""

WORDS: dict[str, str] = {
    "astray.instead": "({channel} không nhận tin này nên tôi gửi qua đây.)",
    "astray.privately": "(Nhóm không nhận được tin này nên tôi gửi riêng cho {you}.)",
    "astray.a_group": "Một nhóm có tôi",
    "astray.the_group": "Nhóm theo dõi “{plans}”",
    "astray.group": "{group} không nhận được tin của tôi: {why}. Ai hỏi trong nhóm thì tôi trả lời riêng, tin buổi sáng tôi gửi riêng từng người theo dõi; mỗi ngày tôi thử gửi lại vào nhóm. {You} xem lại nhóm giúp.",
    "astray.why.topic": "chủ đề đã đóng hoặc đã xóa",
    "astray.why.right": "bot chưa được quyền gửi tin trong nhóm",
    "astray.why.out": "bot không còn ở trong nhóm",
    "astray.why.other": "nơi đó trả lời “{reason}”",
    "astray.topic": "{group}: một chủ đề đã đóng hoặc đã xóa nên tôi gửi tin của chủ đề ấy vào chủ đề chung. {You} mở lại chủ đề, hoặc gõ /dangky ở chủ đề khác.",
    "astray.right": "{group}: bot chưa được quyền gửi ảnh hoặc tệp nên tôi gửi theo cách khác (tệp hoặc đường dẫn). {You} cho bot quyền gửi ảnh và tệp trong nhóm giúp.",
    "astray.file": "Tôi không gửi được tệp “{name}” qua {channel}. {You} mở tại đây: {link}",
    "astray.sentence": "{channel} không nhận nội dung tôi vừa gửi. {You} gõ lại yêu cầu giúp, hoặc xem trên trang {link}",
    "astray.sent_elsewhere": "Nội dung ấy tôi đã gửi qua kênh khác của {you}.",
    "astray.person": "{channel} không nhận một tin tôi gửi **{name}** ({units}); nơi đó trả lời “{reason}”.",
    "astray.person.moved": "Tin ấy đã gửi qua kênh khác của người này.",
    "astray.person.told": "Người này không có kênh khác; tôi đã nhắn một câu báo lại. Nếu gấp, {you} gọi trực tiếp giúp.",
}
