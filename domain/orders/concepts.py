"""What people say, by what it means. `(a/b/)` are ways of saying one thing, `*` leaves room for words between.

Marks that were typed count, left out they may be any; short forms and dialect are written out before (`tokens`).
"""

from collections.abc import Mapping

from domain.finding.except_words import OF_UNITS
from domain.orders.left_out import BEHIND_ALL
from domain.orders.order_phrases import Concepts

_PLACE = "đơn vị/phường/xã/phòng/chỗ/nơi/bên/thằng/sở/ban/địa phương/cơ quan/ông/anh/chị"
_SEND = "nộp/gửi/báo cáo/báo/trình/lên"

SAID: Mapping[str, str] = {
    # who and how many
    "who": f"(tụi/bọn/đứa/mấy đứa/cha/chỗ) nào|toàn thành phố|toàn tỉnh|ai|những ai|({_PLACE}) (nào/đâu)|(mấy/bao nhiêu) ({_PLACE})|các đơn vị|những đơn vị|"
    "who|which (units/unit/wards/ward/offices)|how many|anyone|anybody",
    "late": "bị trễ|(trễ/chậm/muộn/quá hạn) (mấy/bao nhiêu/bao lâu/nhiêu) (ngày/hôm/lần/tuần/)|chậm (báo cáo/nộp/gửi)|trễ báo cáo|hay (trễ/chậm/muộn)|nộp không đúng hạn|không đúng hạn|quahan|(nộp/gửi/báo cáo/) (trễ/chậm/muộn) (hạn/nộp/)|quá (hạn/ngày)|lố (hạn/ngày)|nợ báo cáo|còn nợ|chưa nộp dù quá hạn|"
    "late|overdue|past due|quá thời hạn|hết hạn mà|trễ nải|chây ì",
    "missing": f"(đơn vị/phường/xã/phòng ban/phòng/sở/ban ngành/ban/ngành/cơ quan/nơi/chỗ/địa phương) (nào/đâu) * (phải/cần/chưa) (nộp/gửi/báo cáo)|còn (đơn vị/phường/xã/phòng ban/phòng/sở/ban ngành/ban/ngành/cơ quan/nơi/chỗ/địa phương/ai) (nào/đâu/) * (phải/chưa) (nộp/gửi/báo cáo)|pending|nợ bài|chưa (nộp/gửi) (bài/đủ)|chưa báo|chưa về|(vẫn/còn) chưa|chuanop|chưa * ({_SEND}/có báo cáo/thấy báo cáo)|còn thiếu|thiếu (báo cáo/ai/gì)|chưa có báo cáo|chưa xong báo cáo|chưa ai ({_SEND})|"
    "not (submitted/sent/reported)|(hasnt/havent/hasn t/haven t/has not/have not) * (submitted/sent/reported)|missing|chưa đủ|chưa thấy * (nộp/gửi)|"
    "không (nộp/gửi)|còn ai|còn (đơn vị/phường/xã) nào",
    "in_yet": f"({_SEND}) * chưa|(có/đã) ({_SEND}) * (không/chưa)|({_SEND}) hay chưa|({_SEND}) rồi (à/hả)|có báo cáo chưa|báo cáo chưa|"
    "(did/has) * (submit/send/submitted/sent/report)|xong * chưa",
    "in": f"(đã/mới/vừa) ({_SEND})|({_SEND}) rồi|(nộp/gửi) * rồi|({_SEND}) đủ|submitted|nộp xong|tỷ lệ nộp|đúng hạn",
    "how": "ra làm sao|có (ổn/tốt/được) không|nhích|tụt|so với * trước|tới mô|thế nào|như thế nào|ra sao|sao rồi|làm sao|sao|ra răng|how|đến đâu|tới đâu|đâu rồi|đến mô|(được/đạt) bao nhiêu",
    "soon": "(sắp/gần/chuẩn bị) (đến/tới/hết) thời hạn|(ngày tới/ngày nữa/hôm tới/hôm nữa/tuần nữa/tháng nữa/tuần tới/tháng tới/sắp tới) * (đến hạn/tới hạn/hết hạn/phải nộp/hạn)|(đến hạn/tới hạn/hết hạn/phải nộp) * sắp tới|đến thời hạn|sapdenhan|(sắp/gần/chuẩn bị) (đến/tới/hết/phải) (hạn/nộp)|(sắp/gần) hạn|(đến/tới) hạn (tuần/trong/mấy ngày)|"
    "(tuần/tháng) (này/tới/sau) * (đến hạn/tới hạn/hết hạn/phải nộp/hạn)|(đến hạn/tới hạn/hết hạn/phải nộp/hạn) * (tuần/tháng) (này/tới/sau)|"
    "(ngày mai/mai/hôm nay) * (đến hạn/tới hạn/hết hạn)|(đến hạn/tới hạn/hết hạn) * (ngày mai/mai/hôm nay/ngày tới/ngày nữa)|upcoming|due (soon/this week/next week/tomorrow)",
    # urging
    "urge": "poke|!chọc|!dí|!hú|!khều|(tag/push/đốc thúc/hối giục/hối thúc)|(gửi/nhắn/bắn) (tin/lời/thông báo) nhắc|(đòi/!đòi) * (báo cáo/bài)|(yêu cầu/đề nghị/bảo/kêu/nói/hối) * (khẩn trương/nhanh chóng/sớm) (nộp/gửi/báo cáo)|(bảo/kêu/nói/yêu cầu/hối) * (nộp/gửi/báo cáo) (đi/gấp/ngay/liền/lẹ/cho kịp/sớm/báo cáo)|nhắn hết|nhắn * chưa nộp|(nhắn/gọi/bảo/kêu) * (nộp/gửi) (báo cáo/gấp/đi/ngay/lẹ/liền/giúp/luôn)|nhắc|nhắc nhở|nhắc việc|nhắc khéo|nhắc nhẹ|đôn đốc|dondoc|giục|thúc|!hối|réo|ping|remind|nudge|urge|(gửi/nhắn) * nhắc|"
    "giục giã|thúc giục|đốc|gọi hồn|réo gọi|nhắc lại|nhắc nhớ|chase",
    "insist": "vẫn (cứ/) (nhắc/đôn đốc)|cứ (nhắc/đôn đốc)",
    "with_words": "kèm (một câu/lời/lời nhắn/câu) (là/rằng/)|nhắn (thêm/kèm) (là/rằng/)|kèm theo lời nhắn|nói thêm là",
    "urged": "(mình/anh/chị/em/ai/tôi) (đã/có) (giục/hối/thúc)|(nhắc/đôn đốc/giục/!hối/thúc) * (chưa $)|ai (nhắc/đôn đốc/giục)|(được/bị/đã/có) (nhắc/đôn đốc/giục)|(nhắc/đôn đốc) (mấy/bao nhiêu) lần|(nhắc/đôn đốc) * (chưa $/hồi nào/lúc nào/khi nào/hôm nào)|"
    "(nhắc/đôn đốc) * (những ai rồi/ai rồi/được ai)|(hôm qua/hôm trước/hồi sáng/vừa nãy/lúc nãy/tuần trước) * (nhắc/đôn đốc)|who (reminded/nudged)",
    "all": "tất cả|mọi (đơn vị/người)|toàn bộ|hết (thảy/cả)|cả (lũ/đám/nhóm/2/3/4/5/hai/ba/bốn/năm/mấy)|các đơn vị|everybody|everyone|all",
    "those_late": "(các/những/mấy/tất cả/) (đơn vị/phường/xã/ông/thằng/chỗ/đứa/bạn/ai/người) (còn/đang/mà/nào/bị/) (quá hạn/trễ hạn/trễ/chưa nộp/chậm nộp/chậm/nộp trễ/còn nợ/nợ/chưa báo cáo/chưa gửi)|"
    "(đơn vị/ai/ông nào/bọn) (nào/) (còn/đang/) (chưa nộp/trễ/quá hạn)|(late/overdue) units|those (late/overdue)|whoever is late",
    "except": "|".join((*OF_UNITS, *BEHIND_ALL)),
    # reports and how far they are
    "progress": "(nhiệm vụ/việc/chỉ tiêu/mục/đầu việc/task) nào * (nhất/chậm/thấp/ì/ì ạch/đuối/yếu/tụt/kém/chưa xong/chưa làm/chưa đạt/đã xong/ổn)|(nhiệm vụ/chỉ tiêu) (ì/chậm/thấp/đuối/yếu/kém) (ạch/) nhất|(bao nhiêu/mấy) (%/phần trăm)|(hoàn thành/xong/thực hiện) (được/) (bao nhiêu/mấy/nhiêu)|(tỷ lệ/mức/mức độ) (hoàn thành/thực hiện)|hoàn thành của|(nhích/tụt) (lên/xuống/)|(chạy/làm) (tới/đến) (đâu/mô)|so (với/sánh) * (kỳ/quý/tháng/năm/lần) trước|tiến bộ|tiến (độ/triển)|tiendo|progress|(đạt/được) (mấy/bao nhiêu) (phần trăm/%)|"
    "(đến/tới) đâu rồi|tình hình thực hiện|kết quả thực hiện|thực hiện (đến/tới) đâu|(làm/chạy) được (bao nhiêu/mấy)|how far|status",
    "rates": "(tỷ lệ/tỉ lệ) * (nộp/đúng hạn/)|rate",
    "how_things_are": "tóm (gọn/tắt/lược/lại)|(có/nghe) (gì/chi/tin gì) mới|điểm (tin/lại)|toàn cảnh|tình hình|tình trạng|bức tranh|tổng quan",
    "picture": "(hình/bảng màu/biểu đồ/ảnh/đồ thị/sơ đồ) * (tiến độ/đơn vị/nhiệm vụ/màu/)|xem hình|vẽ * (hình/biểu đồ)|chart|picture|heatmap|biểu đồ|bảng màu",
    "by_unit": "(làm/chạy/thực hiện/) (chậm/nhanh/ì/tốt/dở) nhất|đứng (đầu/cuối/chót/bét/nhất)|đội sổ|bét bảng|(xếp/chấm) (hạng/điểm/loại)|so sánh * (đơn vị/phường/xã)|bảng xếp|theo (từng/) đơn vị|từng đơn vị|by unit|(đơn vị/xã/phường) nào * (thấp nhất/cao nhất/kém nhất/yếu nhất)|thấp nhất",
    "collate": "đếm (xem/coi/thử/giúp/giùm/hộ/lại)|đếm * (đơn vị/phường/xã/nơi/chỗ)|số (lượng/) (đơn vị/phường/xã) * (nộp/gửi/đúng hạn)|bản tổng|(cộng/tính) (tổng/) * (chỉ tiêu/số/số liệu) * (bao nhiêu/)|(cộng/tính) (tổng/) * (chỉ tiêu/số/số liệu)|số tổng|(cộng/gộp) (dồn/lại)|overview|tonghop|tổng hợp|tong hop|(gom/gộp/cộng/ghép/tổng kết) * (số liệu/báo cáo/lại)|collate|summary|số liệu chung|kết quả chung|(bao nhiêu/mấy) (đơn vị/phường/xã) * (đã nộp/nộp rồi/đúng hạn)",
    "excel": "(file/tệp/tập tin/bản/xuất/in) (ra/) ex|ecel|bảng (tính/excel)|file tính|ex cel|exel|exell|ecxel|excel|spreadsheet",
    "word": "bản (giấy/cứng)|in ra (giấy/)|in * (giấy/cứng)|word|văn bản hành chính|thể thức|bản in|pdf",
    "file": "file|tệp|tập tin|(xuất/tải/lấy/in) (ra/về/)|export|download|bản mềm",
    "lists": "liệt kê|thống kê|kể tên|điểm (danh/mặt)|lọc (ra/cho/giúp/các/mấy/những)|danh sách",
    "freeze": "(chốt/khóa/khoá) (số liệu/sổ/số/bản tổng hợp)|chốt (quý/tháng/kỳ/đợt)|freeze|chốt lại",
    "since": "sau chốt|sau khi (chốt/khóa)|thay đổi sau (khi/) chốt|(nộp/gửi) (thêm/sau/muộn) * chốt|chốt * (nộp/gửi) thêm|since the freeze",
    "frozen_yet": "chốt * chưa|ai chốt|(đã/được) chốt|chốt * (lúc nào/khi nào/hôm nào/hồi nào)",
    "recipients": "nơi nhận|(gửi/chuyển) * (bản tổng hợp/file tổng hợp/tệp tổng hợp/bản word/file word/văn bản) * (cho/tới/đến/qua/sang)|gửi * cho các nơi|recipients",
    # deciding
    "review": "(có/còn) * báo cáo * mới (không/chưa)|báo cáo (nào/gì/) mới|(mấy/bao nhiêu/những) (cái/báo cáo) chưa (duyệt/xem/đọc)|(nộp/gửi) thêm|(nộp/gửi) * mới $|duyệt|phê duyệt|chờ duyệt|chưa duyệt|cần duyệt|(báo cáo/cái/bản) (nào/) (mới/vừa) (nộp/gửi/tới/đến/về)|mới (nộp/gửi/về)|"
    "(chờ/cần) (tôi/anh/chị/mình/em) (xem/đọc/duyệt)|review|waiting for me|những cái mới nộp|duyệt báo cáo",
    "read_report": "(mở/xem/đọc/kiểm tra) * (bài/bản/báo cáo) (của/)|nội dung (bài/bản)|(ghi/viết/báo) (gì/chi/sao/thế nào)|báo cáo * đâu $|(mở/xem/đọc/cho xem/kiểm tra/coi) (giúp/lại/) (báo cáo/bài/bản)|báo cáo của|(read/open/check/show) * (report/báo cáo)|nội dung báo cáo",
    "accept": "chấp nhận|thông qua|duyệt (cho/giúp/luôn/báo cáo/đi)|đồng ý báo cáo|accept|approve",
    "return": "trả (báo cáo/bài/bản/hồ sơ/cho)|(yêu cầu/bảo/bắt/kêu/đề nghị) * (làm/nộp/sửa/viết/báo cáo) lại|(yêu cầu/đề nghị) * bổ sung|không đạt|trả (lại/về) * (báo cáo/bài/cho)|trả lại|bắt (làm/nộp) lại|yêu cầu (làm lại/nộp lại/bổ sung)|return (the/) report|trả về|bổ sung lại",
    "unlock": "cho * (sửa/chỉnh/nộp) lại|mở (khóa/khoá/lại/ra) (báo cáo/cho/giúp/để/tới/đến/sửa)|mở khóa|mở khoá|mở lại|(xin/cho) * mở (lại/khóa/khoá/ra)|unlock|reopen|(xin/cho) * được (sửa/chỉnh) lại",
    "is_locked": "hết sửa được|không sửa được|khóa sổ rồi|(bị/đã/lỡ/được) (khóa/khoá/duyệt/chấp nhận) (rồi/mất/)|khóa rồi|locked",
    "decided_past": "ai (duyệt/chấp nhận/trả/trả lại/mở/mở khóa/mở lại/cho/đồng ý/từ chối/chốt/miễn/sửa/xóa/mời/gửi thông báo/làm (gì/việc này))|who (approved/accepted/returned/unlocked/granted)|"
    "(duyệt/mở khóa/trả lại/cho) * (lúc nào/hồi nào/khi nào/hôm nào)",
    "excuse": "(khỏi/không phải/không cần) (nộp/báo cáo/làm báo cáo)|cho (khỏi/miễn)|không tính * (vào/trễ)|bỏ qua cho|miễn (kỳ này/nộp/báo cáo/cho/đợt này/)|khỏi (phải/) (nộp/báo cáo)|cho * (khỏi/miễn) (nộp/)|excuse",
    "asks_yes_no": "(có/được) * không|phải không|được chưa|chưa|hay không|hay chưa|à|hả",
    # more time
    "extend": "(làm/nộp/gửi/xong) (không kịp/chưa kịp)|không kịp (làm/nộp/gửi/xong/hạn/tiến độ)|(cho/xin) * (khất/nợ) (lại/) * (đến/tới/qua/sang)|(cho/xin) (nợ/khất)|trễ (vài/một/hai/ba/1/2/3/4/5/7/10) (hôm/ngày/tuần/tiếng/giờ/bữa)|(trễ/chậm/lùi/dời/hoãn/muộn) (lại/thêm/qua/sang/đến/tới) (vài/mấy/một/hai/ba/1/2/3/4/5/7/10/hôm/ngày/thứ/tuần/tháng/mùng)|(lùi/dời/kéo/đẩy/hoãn/nới/giãn) (lại/dài/) (thời gian/thời hạn/hạn chót/hạn nộp/ngày nộp/báo cáo/lịch nộp)|nộp bù|(xin/cho) * (hôm/ngày/tuần) nữa|giãn (hạn/tiến độ)|du di|giahan|xingiahan|gia hạn|(xin/cho) (tới/đến) * (mới/) * (nộp/gửi)|cho * xin (tới/đến)|(xin/cho/thêm) (thêm/) (thời gian/ngày/hạn/giờ)|(lùi/dời/kéo/đẩy/hoãn/nới) (lại/dài/) (hạn/ngày nộp/thời hạn/hạn nộp)|(nộp/gửi) (trễ/chậm/muộn) (lại//vài/mấy/hơn)|"
    "(xin/cho) * (nộp/gửi/báo cáo) (trễ/chậm/muộn/sau)|(thêm/xin) (vài/mấy/một/hai/ba/1/2/3/4/5/7/10) (hôm/ngày/tuần/tiếng/giờ/bữa)|extend|extension|more time|khất|khất lại|xin hoãn|hoãn nộp",
    "wants": "(xin/cho) * (khất/nợ) * (đến/tới/qua/sang)|(tới/đến) (mồng/hết/mười)|(xin/cho/thêm) * (ngày/hôm/bữa/tuần/giờ) |(xin/cho) * thêm|(tới/đến) (ngày/thứ/mùng/cuối)",
    "requests": "ai (đang/) xin (gia hạn/lùi/thêm)|(các/những/mấy) (đề nghị/đơn) (gia hạn/lùi hạn)|(cái/mấy cái/những cái) xin (gia hạn/lùi hạn)|(ai/đơn vị nào/xã nào/phường nào) * xin * (gia hạn/lùi hạn/thêm/lui)|(đề nghị/đơn/yêu cầu) (xin/) (gia hạn/lùi hạn/thêm thời gian)|(xin/) (gia hạn/lùi hạn) * (đang chờ/chờ/chưa duyệt/chưa xử lý)",
    "grant": "cho * (gia hạn/thêm/lùi hạn/lùi)|(cho/chấp nhận) (nộp/gửi) (trễ/muộn/chậm/sau)|(ok/oke) (cho/duyệt)|gật|ừ cho|cho (nó/họ/tụi nó/bên đó) (thêm/tới/đến)|duyệt * (gia hạn/xin thêm)|nhất trí|đồng ý|cho phép|chấp thuận|cho * (thêm/tới/đến)|được cho|grant",
    "refuse_why": "từ chối|bác bỏ|không (đồng ý/duyệt/chấp nhận/chấp thuận) (vì/do/bởi/tại/với/lý do/)",
    "refuse": "không gia hạn|khỏi gia hạn|bác bỏ|chối|không (chấp thuận/thông qua)|không được (thêm/lùi)|từ chối|không (cho/đồng ý/duyệt/chấp nhận)|bác|refuse|deny|không được gia hạn",
    "taken_back": "(không/khỏi/thôi/chưa/khoan) (xin/cần/muốn/) (nữa/) * (gia hạn/lùi hạn/dời hạn/nộp muộn/nộp trễ/nộp chậm)|(rút/hủy/huỷ/thu hồi/bỏ) (lại/) * (đề nghị/đơn/yêu cầu/gia hạn/lùi hạn)",
    "asked_after": "(được/có) * (chưa/không)|(duyệt/trả lời/đồng ý/giải quyết/chịu/xử lý) chưa|sao rồi|(đến/tới) đâu rồi|thế nào rồi",
    "general": "gia hạn chung|(gia hạn/lùi hạn) * (tất cả/mọi/toàn bộ/các đơn vị/cả)|lùi hạn (chung/tất cả)",
    # obstacles
    "obstacle": "(đang/bị/chỗ/còn/cái) tắc|ách tắc|bế tắc|tắc nghẽn|điểm nghẽn|nghẽn|mắc kẹt|trục trặc|rào cản|bất cập|vướng víu|(kêu/than/phản ánh) (hoài/mãi/miết/suốt)|khó|kẹt|mắc mớ|rối rắm|blocker|issue|phản ánh|ý kiến|kêu (khó/vướng/gì)|khó gì|gặp khó|vuongmac|vướng mắc|khó khăn|trở ngại|vướng|tồn tại|kiến nghị|đề xuất|obstacle|obstacles|bức xúc",
    "raises": "(ghi/vô/vào/cho vào/đưa vào) sổ|(ghi/đưa) * vào (sổ/mục) (vướng mắc/khó khăn)|ghi nhận (vướng mắc/khó khăn/giúp/giùm/cho)|xin ghi nhận|báo (liền/ngay/gấp/khẩn/dùm/giúp/) (cho/lên) (sở/phòng/tỉnh/huyện/cấp trên/trên/ủy ban/ubnd/thành phố/sếp/lãnh đạo)|(nói/chuyển/trình) * (lên/với) (trên/cấp trên/huyện/tỉnh/sở/lãnh đạo)|báo (khẩn/gấp)|(hỗ trợ/tháo gỡ) (giúp/cho/với) (em/tôi/mình/đơn vị)|kẹt (vụ/chỗ/ở/kinh phí/vốn/người)|phản ánh|nêu (vướng mắc/khó khăn/kiến nghị)|(có/gặp/đang) (khó khăn/vướng mắc/vướng/kẹt)|(xin/muốn) (kiến nghị/đề xuất/phản ánh/nêu)|báo (vướng/khó khăn)|bị vướng|"
    "đề nghị (cấp trên/phòng/sở/xem xét)|vướng (ở/chỗ)|thiếu (người/kinh phí/máy/vốn/nhân lực/thiết bị/cán bộ)",
    "answered_yet": "(chưa/không) (ai/có ai) * (gỡ/tháo/lo/giải quyết)|(giải quyết/xử lý/tháo gỡ/gỡ/trả lời) (tới/đến) (đâu/mô) (rồi/)|(trên/cấp trên/sở/tỉnh/thành phố/lãnh đạo) * (giải quyết/trả lời/xử lý/tháo gỡ) (tới đâu/đến đâu/chưa/sao/gì)|vẫn (kẹt/vướng/chưa xong/chưa được/còn)|chưa (giải quyết/xử lý/tháo gỡ) xong|(trả lời/giải quyết) vậy|(ai/có) * (trả lời/giải quyết/xử lý/tháo gỡ) * (chưa/không)|(tới/đến) đâu|(trả lời/giải quyết/xử lý/tháo gỡ) chưa|còn treo|chưa * (trả lời/giải quyết/xử lý)|sao rồi",
    "which": "cái nào|nào|những gì|gì|có * không|chi|còn",
    # units
    "contact": "có ai * (vào/tham gia/đăng ký/dùng/kích hoạt) * (chưa/không)|ai (làm/viết/nộp/lo/phụ trách/theo dõi/đại diện) báo cáo|ai (đang/) (phụ trách/làm/đảm nhiệm)|số (của/chị/anh)|zalo (của/chị/anh)|ai là (đầu mối/người)|(số/) (điện thoại/sđt/liên hệ)|đầu mối * (ai/là ai/nào)|ai (phụ trách/là đầu mối/làm đầu mối/phụ trách báo cáo/lo/cầm)|gọi (cho/điện/ai)|liên hệ (ai/với/cho)|contact|(thông tin/hồ sơ/chi tiết/lý lịch) (của//đơn vị)|"
    "người phụ trách|phone",
    "about_unit": "thông tin|hồ sơ|chi tiết|về đơn vị|unit",
    "invite": "(đổi/thay) (người/cán bộ) *|(đổi/thay) * đầu mối|người (mới/khác) (vào/làm/thay/phụ trách)|(cấp/tạo/gửi/xin/lấy) * (mã tham gia/mã kết nối/mã đăng ký/mã vào/qr)|(đưa/kéo/cho) * (vào/tham gia) (nhóm/hệ thống/bot/đây)|đầu mối khác|focal|(mời/thêm/kết nạp/bổ sung/add/invite/đưa) * (người/vào/đầu mối/cán bộ/thành viên/anh/chị/bạn/tham gia)|mời|invite|(cấp/tạo/làm/gửi/lấy/xin) * (mã mời/mã/lời mời/link mời/giấy mời)|mã mời|mã (cũ/) * mất|đầu mối (mới/thay)|thay đầu mối|đổi đầu mối|thay người",
    "reorganised": "(đơn vị/xã/phường) (cũ/đổi tên/sáp nhập/giải thể/chia tách)|sáp nhập|chia tách|sắp xếp (đơn vị/lại)|đổi tên|reorganised|merged",
    # announcing
    "tells": "báo|nhắn|dặn",
    "tell": "(nhắn/dặn) * (là/rằng)|(nhắn/báo) (tin/) (cho/tới/đến)",
    "announce": "(báo/nhắn/nói/dặn/kêu/gọi) (cho/với/tới/) (hết/) (tất cả/các/mọi/toàn bộ/toàn thể) (các/) (đơn vị/phường/xã/phòng ban/phòng/sở/ban ngành/ban/ngành/cơ quan/nơi/chỗ/địa phương/ai/người/anh em/anh chị/đầu mối)|nhắn (toàn thể/toàn bộ/hết)|báo (toàn thể/toàn bộ)|truyền đạt|phát (loa/thông báo)|loan báo|thongbao|thông báo|announcement|announce|loan tin|truyền tin|phổ biến|thông tin (tới/cho các/đến)|(báo/nhắn) (chung/cho/tới/đến/với) * (tất cả/mọi người/các/mọi/cả/toàn)|nhắn (chung/mọi người/cả)|gửi tin (cho/tới)|broadcast|báo cho * (biết)",
    "unread": "(ai/) chưa (đọc/xem) * (thông báo/)|(đọc/xem) * thông báo * chưa|thông báo * (chưa (xem/đọc)/ai chưa)|unread|chưa (đọc/xem)",
    # the log
    "log": "nhatky|nhật ký|lịch sử thao tác|log|history of actions|audit|ai làm gì|ai đã làm gì|(thao tác/quyết định) (nào/gì/trong/trên/của)",
    # what one owes
    "owe": "(có/còn) * (deadline/hạn/hạn nộp/kỳ hạn) (gì/nào/chi) (không/)|(mấy/bao nhiêu) báo cáo * (chờ/cần/phải/đang/chưa) * nộp|đầu việc|(danh sách/các) (việc/nhiệm vụ)|(phải/cần/chưa/còn) * (nộp/gửi/làm/báo cáo) * (gì/chi/nào/những gì)|còn (bao nhiêu/mấy/nhiêu) (việc/báo cáo/cái/nhiệm vụ)|(các/những) (báo cáo/việc/nhiệm vụ) (sắp tới/phải nộp/cần nộp/phải làm/còn lại/đến hạn)|trễ (cái/báo cáo/việc) (nào/gì)|(phải/cần) (nộp/gửi/làm) * (mấy/bao nhiêu) (cái/) báo cáo|báo cáo * (phải/cần) (nộp/gửi/làm)|(phải/cần/chưa/còn) * (nộp/gửi/làm/báo cáo/trả) (gì/chi/những gì/cái gì/báo cáo nào/báo cáo gì/mấy báo cáo/việc gì/cái nào)|nộp (gì/những gì/cái gì/báo cáo nào/báo cáo gì)|nợ * (gì/báo cáo nào/cái nào/chi)|"
    "(có/còn) * (việc/báo cáo/nhiệm vụ) (gì/nào) * (không/phải/cần/chưa/tới hạn/đến hạn/gấp)|(còn/có) (việc/nhiệm vụ) (gì/nào)|còn (gì/mấy báo cáo/bao nhiêu báo cáo/báo cáo nào)|(nhiệm vụ/việc/báo cáo/task) (của/) (tôi/em/mình/tui) * (là gì/gì/đâu/nào/)|"
    "(báo cáo/việc/nhiệm vụ) nào|việc (gì/chi)|báo cáo gì|what * (owe/due/report/submit)|my (duties/reports)|what do i|việc của (tôi/em/mình)|nhiệm vụ của (tôi/em/mình)|mấy cái nhiệm vụ|việc phải nộp|sắp phải nộp|tới lượt",
    "shared": "phối hợp",
    "when_due": "(mấy/bao nhiêu) (hôm/ngày/tuần) nữa * (tới/đến/là) (kỳ/hạn/đợt) (kế tiếp/tiếp theo/sau/tới/nộp/)|(bao giờ/khi nào/chừng nào/lúc nào) * (tới/đến) (kỳ/đợt) (kế tiếp/tiếp theo/sau/tới/báo cáo/nộp/)|(kỳ/đợt) (kế tiếp/tiếp theo/sau/tới) * (khi nào/bao giờ/ngày nào/mấy)|(thời hạn/hạn) (cuối cùng/cuối/chót/nộp/gửi)|cho (biết/hỏi) * (thời hạn/hạn)|còn kịp|(tới/đến) (ngày/hôm) (nào/mấy)|trễ (ngày/hôm) (nào/mấy)|(đến/tới/hết) hạn chưa|(hạn/hạn nộp/hạn chót/thời hạn/hạn cuối/hết hạn) * (khi nào/bao giờ/ngày nào/ngày mấy/mấy giờ/lúc nào/hôm nào/là ngày/đâu/mấy/bao lâu/là gì/đến ngày/ra sao)|(bao giờ/khi nào/chừng nào/ngày nào/hôm nào/ngày mấy/mấy giờ/lúc nào/bao lâu/mùng mấy) * (hạn/hết hạn/đến hạn/tới hạn/nộp/phải nộp/gửi/xong/trễ)|"
    "(nộp/gửi/báo cáo) * (khi nào/bao giờ/ngày nào/ngày mấy/hôm nào/trước ngày/mấy giờ/lúc nào/hạn)|còn (mấy/bao nhiêu/nhiêu) (ngày/hôm/tuần/tiếng/giờ)|còn bao lâu|hạn (báo cáo/nộp/chót)|when * (due/deadline/submit)|due (date/when)|hạn (không/gì/nhỉ)|kịp (hạn/không)",
    "reports": "báo cáo|nộp|gửi",
    "do_report": "(gõ/viết/làm/nhập/điền/khai/báo cáo) (nốt/tiếp/cho xong)|phần còn lại|(chỗ/nơi) nào * (gõ/nhập/điền/viết/nộp)|(gõ/nhập/điền/viết) * (chỗ/nơi) nào|(làm/viết/điền/nhập/mở/bắt đầu/tiếp tục/lập/soạn/khai/vào) * báo cáo (luôn/ngay/đi/nào/)|báo cáo (ngay/luôn/đi/thôi/tiếp/nào)|(làm/nhập/điền) (luôn/tiếp/nốt)|bản nháp|nháp|(start/do/make/fill/continue/open) * báo cáo|muốn (báo cáo/nộp)|chỗ (báo cáo/nhập/điền/nộp)|nộp ở đâu|vào đâu (để/)",
    "drafted": "(gõ/viết/nhập/làm/điền/bỏ/còn/dang/đang) dở|bản thảo|lưu tạm|draft|(bỏ/làm) lửng|bản nháp|nháp|đang làm dở|dở dang",
    "look_again": "(xem/đọc/kiểm tra) (lại/) (toàn bộ/hết/cả)|trước khi (nộp/gửi/chốt)|xem * (nháp/bản nháp/bản thảo)|(rồi/xong) (hẵng/hãy/mới) (nộp/gửi)|(rồi/xong) * mới gửi|đủ chưa|dò lại|(duyệt/xem/đọc) lại|lần cuối|xem (lại/trước/cả/toàn bộ/hết/thử)|(đọc/rà/soát/kiểm tra) (lại/soát/một lượt)|xem và gửi|review (it/my report)|(cho/) xem cả báo cáo|một lượt|nhập đủ rồi|xem lại và gửi|preview",
    "hand_in": "(đề nghị/xin/cho/muốn) (gửi/nộp) (báo cáo/luôn/đi)|(gửi/nộp/trình) * (lên/cho) (cơ quan/cấp trên/trên/sở/huyện/sếp)|(gửi/nộp) * (giúp/nha/nhé/đi) $|bấm (gửi/nộp)|chốt (gửi/nộp)|(gửi/nộp/chốt/trình) (luôn/đi/báo cáo/nhé/giúp/hộ/ngay/lên/thôi/nha/bài/lại/liền)|send (it/report/báo cáo)|submit|xong hết rồi (gửi/nộp)|nộp|gửi",
    "complete": "(nội dung/số liệu/báo cáo/) (đã/) (đầy đủ/đủ/hoàn chỉnh/ổn)|(nhập/làm/điền) xong|ok hết|ổn rồi|đúng (hết/rồi/cả)|(nhập/đủ/xong) (hết/cả/rồi)|rồi đó",
    "as_before": "y chang|y hệt|giống (hệt/y)|không (đổi/thay đổi/khác) (gì/chi/so)|chẳng (đổi/khác) gì|(giữ/để) nguyên|same as|không (có/) thay đổi|(như/giống/y như/lấy/giữ/chép/copy/theo) (lại/nguyên/y như/như/giống/y/) * (kỳ/kì/quý/tháng/lần/đợt/năm/báo cáo) (trước/cũ/rồi/vừa rồi/vừa qua)|như cũ|y như cũ|same as (last/before)|(lấy/chép/copy) lại (nội dung/số liệu/báo cáo/bản)",
    "snooze": "(nhắc/nhắn/báo/hỏi) (lại/) (tôi/em/mình/tui/chị/anh/) (lại/) (sau/) (1/2/3/4/5/6/8/10/15/20/30/45/vài/mấy/một/hai/ba/nửa/) (tiếng/giờ/phút/hôm/ngày/buổi) (nữa/sau/rưỡi nữa)|hẵng nhắc|(rồi/mới/hãy) nhắc (lại/em/tôi/mình)|để (mai/lát/chiều/tối/sáng mai) nhắc|nhắc (muộn/trễ) (hơn/lại)|(nhắc/nhắn/báo/hỏi) (lại/tôi/em/mình/) * (sau/lát/mai/chiều/tí/chút/hồi nữa/nữa/tiếng/giờ/phút)|(lát/tí/chút/mai/chiều/tiếng nữa/giờ nữa/phút nữa/ngày nữa/hôm nữa/hồi nữa/sáng mai/tối) * (nhắc/hỏi) (lại/tôi/em/mình/chị/anh)|remind me|snooze|nhắc lại sau|hoãn nhắc|khoan nhắc",
    "amend": "đính chính|sửa (sao/thế nào/ở đâu)|sai rồi|(báo cáo/số liệu) (sai/nhầm)|chỉnh (số/lại/chút)|(sửa/chỉnh/đính chính/điều chỉnh/thay/cập nhật/bổ sung/update/edit/correct) (lại/giúp/) * (báo cáo/số liệu/bản/nội dung/số/cái)|(nhập/gửi/nộp/ghi/điền) (nhầm/sai/lộn/thiếu)|sai số|còn thiếu một|(cho/xin) * (chỉnh/sửa/bổ sung)|(phát hiện/thấy) (sai/nhầm/thiếu)|sửa (được/báo cáo/lại)|bổ sung (sao/thế nào/được)",
    "history": "(nộp/gửi) * (hồi nào/ngày nào/lúc nào/hôm nào)|(trễ/chậm/muộn) (mấy/bao nhiêu) lần|(ghi/báo/nộp/viết) (sao/gì/thế nào/ra sao) * (hồi/lần/kỳ/quý/tháng) (trước/đó)|hồi (đó/trước) * (ghi/báo/nộp/gửi)|báo cáo * (hồi đó/hồi trước/cũ)|(danh sách/các) báo cáo * đã (nộp/gửi)|(số/) biên nhận|đã (nộp/gửi) từ|(báo cáo/cái/bản/những gì) * (đã/tôi/em/mình) (nộp/gửi) (rồi/)|lịch sử|(nộp/gửi) (những gì/hồi nào/ngày nào/lúc nào/hôm nào/khi nào/bao giờ)|(xem/coi/tìm/cho) * (báo cáo) (cũ/trước/kỳ trước/quý trước/tháng trước/đã gửi/đã nộp)|history|(my/) (sent/submitted) reports|(nộp/gửi) * (mấy/bao nhiêu) (lần/báo cáo)|bản đã nộp",
    "received": "(nhận/thấy) được * (chưa/không)|(nhận/tới nơi/đến nơi/tới tay) * (chưa/không)|nộp được chưa|(đã/em/tôi/mình/bên em) (gửi/nộp/báo cáo) (rồi/xong) (mà/)|(gửi/nộp/báo/báo cáo) * rồi * mà|rồi (mà/sao)|(đã/) (gửi/nộp) chưa (nhỉ/ta/)|(sao/vẫn) * (bị/còn) nhắc|chưa ghi nhận|có nhận",
    "approved": "(được/bị/đã/) (accept/approve/chấp nhận/duyệt/thông qua) * (chưa/không)|(sếp/anh/chị/sở/trên) (duyệt/xem) * chưa|(duyệt/chấp nhận/xem/đọc/nói gì) * chưa|(được/ai) duyệt|chưa thấy ai|(duyệt/trả lại) không|bị trả",
    # days
    "away_for_sure": "ai cần (gì/nhắc/hỏi/liên hệ) * (thì/) (nhắc/nhắn/hỏi/gọi/liên hệ)|(nhắc/nhắn/phụ trách/nhận/lo/trực/làm) (thay/nhắc thay) (em/tôi/mình)|(nhận/lo/trực) (nhắc/việc) (thay/giúp/giùm)|(i m/im/i am) off|xin off|off (từ/mai/ngày/hôm/tới)|nghỉ (off/việc riêng)|đi (công tác/phép/học/nghỉ mát) (từ/mai/tuần)|cover (giúp/dùm/hộ/cho)|ai (đang/sẽ/) (thay/làm thay/trực thay/nhận thay) (em/tôi/mình)|ra ngoài|ốm rồi|vangmat|vắng mặt|nghỉ (phép/ốm/sinh/mát)|xin nghỉ|báo (vắng/nghỉ)|on leave|day off|off sick|đi phép",
    "away": "(con/bé/cháu/vợ/chồng/mẹ/má/bố/ba) * (sốt/ốm/bệnh/nhập viện/nằm viện/cưới/mất)|ở nhà|nằm nhà|không (đi làm/lên cơ quan/tới cơ quan/đến cơ quan/vào cơ quan/lên phòng)|đi (đám/cưới/khám/đẻ/sinh/mổ/chơi/du lịch/công chuyện)|về quê|nhà có (việc/tang/đám)|có (tang/đám)|đi vắng|nhập viện|sinh em bé|sắp sinh|(nghỉ/vắng/đi công tác/đi học/đi họp/ốm/thai sản/nằm viện/vào viện/đi viện/ra nước ngoài/bận)|on leave|away|off sick|day off|đi tập huấn|nghỉ sinh|nghỉ mát|nghỉ làm|trực thay|làm thay|báo cáo thay",
    "me": "em|tôi|mình|tớ|xin|bên em|i|im|me|my",
    "back": "hết (vắng/nghỉ phép/cách ly)|về sớm|không (nghỉ/vắng/đi) nữa|(hủy/huỷ/bỏ/xóa) * (báo vắng/vắng mặt/nghỉ phép/lịch nghỉ)|(đã/) đi làm (lại/rồi)|(đi làm/có mặt/về/vào làm/trở lại/quay lại) (lại/rồi/làm/cơ quan)|hết (phép/ốm/nghỉ/công tác)|i am back|im back|đã về",
    "calendar": "(đi làm/làm) (không $/bù)|(có/phải) đi làm|(được/có) nghỉ (không/chứ)|(chủ nhật/cuối tuần) * (nghỉ/làm)|(google/outlook/apple) (calendar/lịch)|lịch (google/điện thoại/outlook)|!ics|(đồng bộ/add/thêm) * (lịch/calendar)|(hạn nộp/deadline) * (lịch/calendar)|trúng (lễ/tết)|(lịch/ngày) (nghỉ/lễ/làm bù/tết)|nghỉ (lễ/tết/bù/mấy ngày/mấy hôm/những ngày/ngày nào)|(tết/lễ) * (nghỉ/mấy/ngày nào/hôm nào)|lịch (làm việc/tết/công tác/)|holiday|holidays|calendar|(có/được) nghỉ * không|quốc khánh|giỗ tổ|30/4|2/9|1/5",
    # the bot itself
    "cancel": "(hủy/huỷ/bỏ/dừng) (thao tác/lệnh/việc/cái) (này/đó/nãy giờ)|thôi (để sau/không làm/bỏ)|để (sau/khi khác)|quay (lại/ra/về)|(đừng/không) ghi|không lưu|undo|back|(hủy/huỷ/dừng/thoát/ngưng/bỏ) (bỏ/lại/ra/đi/câu/lệnh/qua/hết/)|thôi (không/khỏi/đừng/bỏ/dừng/)|không (làm/ghi/gửi/cần) nữa|khỏi (làm/gửi/cần/ghi) (nữa/)|(bấm/gõ/nhầm) (nhầm/rồi/lộn)|cancel|stop|quit|exit|never mind|stop it",
    "draft_away": "(xóa/xoá/bỏ/hủy/huỷ) (sạch/hết/) * (nháp/bản nháp)",
    "help": "(nộp/gửi) (trễ/muộn/chậm) (có sao/thì sao/có bị/bị gì) *|không biết (làm/nộp/bấm/dùng/vào/gửi/điền/mở) * (kiểu gì/sao/thế nào)|(nộp/làm/điền/báo/gửi/đăng nhập) (kiểu gì/cách nào/bằng cách nào)|(giúp/cứu) (với/em với)|làm được * (trò/việc/gì/chi/chuyện)|(cách/hướng dẫn) (dùng/xài/làm/nộp/gửi)|(mới/chưa) biết (dùng/xài/cách)|(dạy/chỉ) (em/tôi/mình/anh/chị/với/cách)|(bắt đầu/làm) (từ đâu/sao đây)|manual|tutorial|guide|(hướng dẫn/trợ giúp/giúp đỡ/help)|(cách/làm sao/thế nào/sao) * (dùng/sử dụng/xài/báo cáo/nộp/điền/gửi/làm)|(dùng/sử dụng/xài/bấm/điền) * (thế nào/làm sao/sao/ra sao/đâu)|làm (thế nào/sao/ra sao) (để/cho/đây/bây giờ)|(bot/em/này) * (làm/biết/giúp) được (gì/những gì/chi/mấy)|(lệnh/chức năng/tính năng) (nào/gì/)|(những/các/mấy) lệnh|gõ được|không biết (bấm/làm/dùng/gõ/cách)|(báo/nêu/gửi/nộp/bấm/vào) * (chỗ/ở/nút) (đâu/nào)|how (do/to/can)|what can you|giới thiệu|(là/để) làm (gì/chi)|lúc nào (thì/) * bấm|nút nào|chỉ * (cách/dùng/làm)|giúp gì|làm được (mấy/những) (gì/chuyện)|hdsd",
    "english": "(english/tiếng anh/anh ngữ/en)",
    "vietnamese": "(vietnamese/tiếng việt/việt ngữ/tiếng ta)",
    "switch": "(chuyển/đổi/dùng/switch/change/nói/sang/cho/hiển thị/language/giao diện/ngôn ngữ/speak/please/giúp/in)",
    "mail": "mail|hộp thư|thư điện tử|e mail|thư",
    "remind_me": "(nhắc/gửi/nhận/thêm/qua/đổi/bằng/báo/dùng/đăng ký/địa chỉ)",
    "no_mail": "(đừng/thôi/không/khỏi/ngừng/ngưng/bỏ/hủy/huỷ/stop) * (gửi/nhận/nhắc/) * (mail/thư/hộp thư)|(xóa/xoá/gỡ/remove) * (mail/hộp thư)",
    "channel": "(nhận/nhắc/nhắn/gửi) * (qua/bằng/trên/ở) (chỗ nào/cái gì/cái nào/app nào/ứng dụng nào/kênh nào/đâu)|(zalo/telegram/web/mail) (hay/hoặc/hay là) (zalo/telegram/web/mail/bên nào)|(nhận/nhắc/nhắn/gửi) * ở (zalo/telegram/web)|(nhắn/nhắc/gửi/nhận/báo/liên lạc) * (bên/qua/bằng/trên/vào) (zalo/telegram/web)|ưu tiên * (zalo/telegram)|(zalo/telegram) (trước/thôi/chính/đi/nhé/nha)|(dùng/xài/thích) (zalo/telegram)|(không/đừng/khỏi) * (nhắc/) (zalo/telegram)|kênh (nào/đâu/nhận/gì/nhắc/khác/)|(đổi/chuyển) (sang/qua) (zalo/telegram)|channel",
    "web": "(liên kết/link/đường dẫn/địa chỉ) * (trình duyệt/máy tính/web/pc/laptop/máy bàn)|(mở/làm/vào/gõ/xem/nhập/qua/sang) * (trên/bằng/qua/sang) (pc/máy để bàn/máy cơ quan/laptop/máy tính)|(laptop/máy tính/máy bàn/pc/trình duyệt) * (được không/sao/kiểu gì)|web (ở đâu/đâu/nào)|(bằng/trên/qua) (laptop/máy tính/pc/web)|cái link|(mở/làm/vào/chuyển/dùng/xem/qua/sang/trên/bằng) * (web/máy tính/trình duyệt/laptop/máy bàn/computer/website)|link web|đường dẫn web|on (the/) (web/computer)",
    "attach": "đính kèm (tệp/file/)|(send/attach/upload) * (file/photo)|(gửi/đính kèm/kèm/nộp/up/upload/gắn/đưa) * (tệp/file/ảnh/hình/tài liệu/văn bản/phụ lục/minh chứng)|attach",
    "register": "(trong/vào) (nhóm/group/chat/box)|(nhóm/group/box/chat) (này/nhà/mình/đây)|cho cả nhóm|(đăng ký/gắn/kết nối/register) * (nhóm/group/chủ đề)|this group",
    "morning": "bản tin",
    "nil": "báo (trống/trắng/không có)|(nộp/gửi) trắng|không (có/) (hoạt động/sự kiện/vụ/ca/trường hợp/nội dung/vụ việc) (nào/gì/chi/mới)|không (việc/vụ) (gì/chi/nào)|(yên ắng/im ắng/bình yên/trống trơn)|không có gì * (báo/hết/cả)|không phát sinh|bình thường * không|không có (việc/nội dung/vấn đề/chuyện) (gì/chi/nào) * (báo/báo cáo/phát sinh)|không (có/) (gì/chi) (phát sinh/mới/để báo/báo cáo/cả/hết/để báo cáo)|chưa (có/) phát sinh|nothing (to báo cáo/new/happened/this month)|no news|không có phát sinh|không có (gì/chi/nội dung/vấn đề) * (báo/phát sinh/báo cáo)|có (gì/chi) phát sinh đâu",
    # what is told apart
    "should": "(có/) (cần/nên/phải) * (nhắc/đôn đốc/giục) * (không/chưa/nữa)|có (cần/nên) (bấm/gửi/báo/nộp) * không",
    "compare": "(sửa/khác/thay đổi/đổi) (chỗ/cái/những/gì/điểm) (nào/gì/)|so (với/sánh) * (bản/lần/báo cáo) (trước/cũ/đầu)|khác (gì/chỗ nào/bản)",
    "answer": "(trả lời/phản hồi/hồi đáp/giải đáp/answer/reply)",
    "forward": "chuyển|giao (cho/lại)|đẩy (qua/sang)",
    "lift": "(bỏ/hủy/huỷ/thôi/rút/dừng) miễn|(bắt/cho) (nộp/báo cáo) lại|không miễn nữa|hết miễn",
    "returned": "bị (trả/bác/từ chối/bắt làm lại/yêu cầu làm lại)|(trả lại/trả về) * (vì sao/tại sao/lý do/sao)|(sao/vì sao/tại sao) * (trả lại/trả về)",
    "mine": "(bên/của/chỗ/đơn vị/phòng/xã/phường/tụi/chúng/cơ quan) (em/tôi/mình/tớ)|(em/tôi/mình) (còn/bị/phải/chưa/đang/hay)|(cho/để) (em/tôi) xem|(em/tôi/mình) (trễ/nợ/có)",
    "take_back": "rút lại|thu hồi (lại/) (mục/phần/nhiệm vụ/nội dung/số liệu)|(rút/lấy/thu hồi) (lại/về) (được/có được/giúp/giùm)|rút lại (không/báo cáo/bài)|(lỡ/trót) (gửi/nộp)|(hủy/huỷ/rút/thu hồi/lấy) (lại/) * (báo cáo/bài/bản/cái) * (gửi/nộp)|(cho/xin) * rút (lại/về)|(gửi/nộp) (nhầm/lộn/sai)|rút (lại/về) (báo cáo/bài/bản)|rút báo cáo",
    "files_of": "(xem/mở/kiểm tra/coi) * (file/tệp/ảnh/hình/tài liệu) * (đính kèm/kèm/gửi)|(gỡ/xóa/xoá/bỏ/thay) * (file/tệp/ảnh/hình)|(file/tệp/ảnh/hình) (đính kèm/em gửi/đã gửi)",
    "asks_of_task": "(ghi/nhập/điền/báo) * (bao nhiêu/mấy/nhiêu) (phần trăm/%/)|(ghi/nhập/điền/báo) (được/) (bao nhiêu/mấy/gì/sao)",
    "meeting": "(họp/) giao ban|(họp/) (chi bộ/hội đồng/trực tuyến)|(lịch/cuộc/giờ/dời/hẹn) họp|họp",
    "translate": "dịch",
    "unlock_sure": "mở (khóa/khoá)|unlock|xin mở|bị (khóa/khoá)|(khóa/khoá) rồi",
    # small talk
    "thanks": "vất vả (cho/quá/rồi) (em/bot/bạn/)|cảm ơn|cám ơn|xin cảm ơn|camon|cam on|đa tạ|biết ơn|cảm ơn (em/bạn/bot/anh/chị) (nhiều/nhé/nha/)|thank you",
    "greeting": "chào|xin chào|kính chào|alo|a lô|chào buổi (sáng/trưa/chiều/tối)|good (morning/afternoon/evening)|chào (em/anh/chị/bot/bạn)|có ai (ở đây/đó) không|em ơi|bot ơi|dạ anh ơi",
    "how_are_you": "(khỏe/khoẻ) không|(ăn/uống) (cơm/) * chưa|how are you|có mệt không",
    "goodbye": "tạm biệt|bye|chúc * (vui/ngày/tuần/ngủ/tốt/may mắn/sức khỏe)|(ngủ/cuối tuần/buổi tối) (ngon/vui vẻ/vui)|hẹn gặp|good night|chúc mừng",
    "praise": "(ngon/đã/sướng/chất/đỉnh) (quá/ghê/lắm)|(giỏi/hay/tốt/tuyệt/xịn/đỉnh/ngoan/thông minh/dễ thương/tiện/nhanh/xuất sắc/chu đáo/được việc/đáng yêu) (quá/ghê/thế/vậy/lắm/thật/thiệt/hơn/đấy/dữ/nhỉ)|(quá/rất/thật là) (giỏi/hay/tốt/tuyệt/tiện/nhanh)|"
    "tuyệt vời|số một|good (job/bot)|well done|great|awesome|perfect|xuất sắc|hihi|haha|hehe|kkk|hì hì|ngon lành",
    "complaint": "nhắc (gì/chi) mà (nhắc/dữ/hoài)|nhắc (dữ/lắm) (quá/vậy/thế/ghê/)|trời đất|(bực/khó chịu/ức chế/mất thời gian/khó xài/quá đáng/bất tiện/phát mệt) (mình/bội/ghê/quá/lắm/)|rườm rà|(chậm/lâu/phiền/mệt/chán/dở/rối/rắc rối/khó dùng/tệ/ngu/kém/lì/dốt/bực/ồn/rườm rà/phức tạp/nản) (quá/ghê/thế/vậy/lắm/thật/thiệt/dữ/rồi/kinh)|(quá/rất/thật) (chậm/lâu/phiền/mệt/chán/rối/khó/tệ)|"
    "chờ (hoài/mãi/lâu)|(nhắc/nhắn/hỏi) (hoài/mãi/nhiều quá/lắm thế/suốt/hoài vậy)|làm phiền|(ngày nghỉ/chủ nhật/thứ bảy/nửa đêm/khuya/giờ này/tối) * (cũng/mà/còn) (nhắc/nhắn/gọi)|đang (nghỉ/ăn/ngủ) mà|vô dụng|ngu ngốc|stupid|slow|annoying|mệt mỏi|"
    "(sao/gì mà) (nhắc/hỏi) (nhiều/hoài/lắm)|hả trời|trời ơi|không hiểu gì|chả hiểu",
    "who_are_you": "(em/bạn/bot/mày/đây/ông/anh/chị) (là/phải) (ai/người/máy/bot/gì/robot)|(bot/máy/robot) hay (người/)|người (thật/máy/) hay (máy/bot/)|(là/có phải) (người/bot/máy/robot) (thật/không/à/hả)|tên gì|who are you|are you (a/) (bot/human/robot/real/person)|ai (đang/) trả lời (đây/vậy/đó/tôi/em/mình) |ai (đang nói/đang nhắn/đây)|ai đó $|trí tuệ nhân tạo|ai tạo ra",
    "sorry": "xin lỗi|sorry|thông cảm|cáo lỗi|lỗi tại (em/tôi)",
    "got_it": "(đã nhận (được/)/nhận được) (thông tin/tin/tin nhắn/thông báo/nội dung/công văn/lời nhắc/chỉ đạo/lời nhắn/ý kiến)|(tiếp thu/lĩnh hội)|(đã/) (nắm/tiếp nhận) (được/rồi/thông tin)|(vẫn/còn/) đang (cố gắng/cố/ráng/gắng)|(tình hình/tình trạng) là|(sẽ/xin) (cố gắng/cố/ráng/gắng)|(em/tôi/mình) làm (liền/ngay/đây)|làm liền|ok anh|ok chị|dạ (vâng/rõ/anh/chị) $|(nhận được/đã nhận) (tin/rồi/nhắc)|(biết/hiểu/rõ/nghe) rồi|(để/sẽ/đang) (em/tôi/mình) (làm/xử lý/lo/báo cáo/nộp) (ngay/liền/đây/luôn/)|(để/sẽ/đang) (làm/xử lý/lo/báo cáo/nộp) (ngay/liền/đây/luôn)|em nhận được|got it|noted|đã rõ|em nhớ rồi",
    "chatter": "trời (mưa/nắng/nóng/lạnh)|(ăn/uống) (cơm/cà phê/gì/trưa/sáng/tối)|bóng đá|thời tiết|kể chuyện|hát|buồn quá|vui quá|mệt quá",
    "told": "(mới/vừa) (mới/) (nhắc/giục/đôn đốc/hối/thúc/gọi/nhắn/ping/réo/điện/alo/trao đổi/làm việc) (xong/với/cho/)|(nhắc/giục/đôn đốc/hối/gọi/nhắn/điện) * (qua điện thoại/hồi sáng/hồi nãy) (rồi/)|(đã/anh/chị/em/tôi/mình) (nhắc/giục/đôn đốc/hối/gọi/nhắn/điện) * rồi $",
    "put_off": "(bàn/tính/nói/xét/quyết/quyết định/bàn bạc) sau $|để (đó/sau) (tính/bàn/xét)|(từ từ/thong thả/chậm rãi) (tính/bàn/xét/hẵng)|để (anh/chị/em/tôi/mình) (suy nghĩ/nghĩ/cân nhắc/tính/bàn) (lại/đã/thêm)",
    "wish": "giá (mà/như)|ước (gì/sao/chi/được)|phải chi|biết (vậy/thế) (thì/)",
    "will_ask": "để (em/tôi/mình/tui/tụi em/anh/chị) (hỏi/kiểm tra/trao đổi/bàn/gọi/liên hệ/rà/xác minh/nắm/xem/coi) (lại/lại với/thêm/đã/)|(em/tôi/mình/tui) (nhắn/báo/trả lời/phản hồi) (lại/) (sau/anh sau/chị sau) $|(có gì/rồi) (em/tôi/mình) (nhắn/báo) (lại/sau)",
    "if": "nếu (em/tôi/mình/tui/tụi/bên/đơn vị/không/chưa/chậm/trễ/muộn/nộp/gửi/xin/lỡ/mà/quên)|giả sử|lỡ (mà/em/mình/không) * (thì/có)|trong trường hợp|trường hợp (em/mình/tôi/không/nộp)",
    "to_me": "cho (em/tôi/mình/tui/bên/tụi/xin/đơn vị)|cho phép",
    "busy": "đang họp (giao ban/chi bộ/hội đồng/)|đang (bận/ăn/ngủ/đi đường/lái xe/chạy xe/ngoài đường/dở tay/bận họp/bận tay)|bận (họp/việc/quá/tay/)|kẹt (họp/việc)|dở tay",
    "wrong_chat": "(nhầm/lộn) (nhóm/người/chỗ/box/máy/tin/chat)|(tin/cái/tin nhắn) này * (nhóm/người/chỗ/chị/anh) khác|không phải (gửi/nhắn) (bot/cho bot/ở đây)",
    # what holds back
    "not": "đừng|khỏi|khoan|chưa cần|không cần|không phải|do not|dont|don t|không nên|chưa vội|không được (nhắc/gửi/duyệt/nộp)",
    "done_already": "(rồi/xong) (mà/)|đã",
    "past": "(kỳ/lần/đợt) (trước/rồi/vừa rồi)|hồi đó|dạo trước|mấy hôm (trước/nay)|hôm qua|hôm kia|hôm trước|hồi sáng|hồi nãy|lúc nãy|vừa nãy|tuần trước|tháng trước|hôm thứ|bữa trước|(lúc/hồi/khi/hôm) nào",
    "delete": "(xóa/xoá/loại) * (phường/xã)|(xóa/xoá/gỡ/loại/delete/remove) * (báo cáo/phường/xã/đơn vị/danh sách/khỏi)",
    "recall": "(thu hồi/rút/gỡ/lấy/hủy/xóa) (lại/) * (tin/thông báo/lời nhắc)|(thu hồi/rút/gỡ/lấy/hủy/xóa) (lại/) (tin/thông báo/lời nhắc) *|(thu hồi/rút) * (tin/thông báo/báo cáo)",
    "call": "gọi điện|gọi (giúp/cho/hộ)|điện (thoại/) cho|call",
    "instead": "nộp (thay/hộ/giúp)|(nộp/làm/điền) * thay|on behalf",
}  # fmt: skip

_SAYS_NOTHING = """
a about ah an and anh are at ay bac bai ban bao bay be ben biet bieu boss bot bua by cac cai cam can canh cao
cha chac chang chi cho chu chua co con could cu cua cung cuoi da dang danh day dc de den di dia do does don du
dung duoc em for from gap gi gian gio gium giup gui ha han hang has have hay he hen het hien hieu hinh hoi hom
hon how hu i in is it ke kem ket khac khi khong kia kinh kip ky la lai lam lan lat len lenh lien ligh luc luon
luot ma mai mau may me minh moi mot muon my nao nay ne nen neu ngay nghe nghen nghi nha nhan nhanh nhat nhe nhi
nhiem nhieu nhin nho nhu nhung nop nua nui o of oi on or phai phong please qua quay quy ra rang re rieng ro roi
sach sang sao sau sep so ta tai tam tao tat thang that thay the them theo thi thieu this thoi thong thu thuc
thuoc ti tim tin tinh to toi tren trong truoc truong tu tuan uh um us va van vao vay ve vi viec voi vu was what
when where which who will with would xem xin xong y
"""
NEUTRAL = frozenset(_SAYS_NOTHING.split())
"""Words that say nothing by themselves beside what is asked for, without their marks."""

CONCEPTS = Concepts(SAID)
