"""What is said about days off, in Vietnamese."""

WORDS: dict[str, str] = {
    "command.lich": "Lịch nghỉ, lịch hạn nộp",
    "calendar.title": "**Lịch nghỉ và làm bù trong 12 tháng tới**",
    "calendar.title_year": "**Lịch nghỉ và làm bù năm {year}**",
    "calendar.title_month": "**Lịch nghỉ và làm bù tháng {month}/{year}**",
    "calendar.none": "Không có ngày nghỉ, làm bù nào.",
    "calendar.off": "• Nghỉ {days}{mark}: {why}",
    "calendar.worked": "• Làm bù {days}{mark}: {why}",
    "calendar.from_to": "{first} đến {last}",
    "calendar.mark": " (tạm tính)",
    "calendar.provisional": "Lịch nghỉ năm {year} chưa công bố chính thức: ngày nghỉ và hạn nộp năm {year} là tạm tính, có thay đổi tôi báo.",
    "calendar.feed": "Hạn nộp của đơn vị {you} có thể xem trong lịch của điện thoại, máy tính: thêm đường dẫn dưới đây vào mục đăng ký lịch. Đừng chuyển cho người khác.",
    "button.feed": "Lịch hạn nộp (.ics)",
    "calendar.feed_name": "Đôn Đốc: hạn nộp báo cáo",
    "calendar.event": "Hạn nộp: {title} · {unit}{mark}",
    "calendar.event_due": "Hạn {due}. Nộp trong Đôn Đốc.",
    "calendar.changed": "📅 **Lịch nghỉ đã thay đổi.** Hạn nộp dời:",
    "calendar.moved": "• {title}: {was} → {now} ({n} đơn vị)",
    "calendar.more": "… và {n} dòng nữa.",
    "log.deadline.moved": "dời hạn theo lịch nghỉ",
}
