"""The words of typed replies as data: which phrase means what. Written with their marks; typed with or without them.

Where marks are typed they count: `chữa` is not `chưa`. A phrase is the longest one that fits.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from domain.finding.except_words import OF_TASKS
from domain.forms.statuses import STATUSES
from domain.typed.words.others import ALL, BUT, REST
from domain.typed.words.phrase_lists import AS_BEFORE, BEGINS, MEETS, NOTHING, WHOLE


class Meaning(NamedTuple):
    """What a phrase is (`kind`), and which of its kind."""

    kind: str
    value: str = ""


PHRASES: Mapping[Meaning, Sequence[str]] = {
    **{Meaning("state", str(one.status)): one.typed for one in STATUSES if one.typed},
    # how a task stands
    Meaning("done"): (
        "hoàn thành", "xong", "hoàn tất", "làm xong", "hoàn thành xong", "kết thúc", "done", "hoàn thành nhiệm vụ",
        "hoàn thành toàn bộ", "xong xuôi", "finished", "finish", "completed", "complete", "fully done", "đã xong",
        *(f"{be} {done}" for be in ("is", "are", "was", "has been", "is now", "is all")
          for done in ("done", "finished", "completed", "complete")),
        "hoàn thành trọn vẹn", "trọn vẹn", "ngon hết", "ok hết", "được rồi hết", "ngon lành hết", "chu tất",
        "đâu vào đấy", "đâu vào đó", "đâu vô đấy", "đâu vô đó", "đâu ra đó", "êm xuôi", "êm thấm", "trót lọt",
        "chu toàn", "hoàn tất xong", "tươm tất", "mỹ mãn",
    ),
    Meaning("done", "put"): tuple(f"{put} {done}{tail}" for put in ("ghi", "ghi là", "tính là", "chốt là", "cho là")
        for done in ("hoàn thành", "xong") for tail in ("", " giúp", " giúp em", " giúp tôi", " hộ", " hộ em")),
    Meaning("doing"): (
        "thực hiện", "làm", "triển khai", "tiến hành", "bắt đầu", "xử lý", "thi công", "hoàn thiện", "khởi công",
        "tổ chức thực hiện", "triển khai thực hiện", "làm tiếp", "started", "start", "chạy", "làm dở", "dở dang",
        "dang dở", "kickoff", "kick off", "đụng tới", "đụng đến", "đụng vào", "động tới", "rờ tới", "sờ tới",
        "khởi động",
    ),
    Meaning("now"): ("đang", "vẫn đang", "đang còn", "còn đang", "đang tiếp tục", "tiếp tục", "đang trong quá trình",
        "doing", "underway", "đang dở", "đang dang dở", "đang làm dở", "còn dở", "còn dở dang", "còn đang dở"),
    Meaning("not_yet"): ("chưa", "vẫn chưa", "còn chưa", "chứ chưa", "not yet", "haven't", "hasn't", "is not yet",
        "are not yet", "has not been", "chưa hề",
        *(f"chưa {verb}{tail}" for verb in BEGINS for tail in ("", " tới", " đến", " vào", " vô", " gì", " chi"))),
    Meaning("no"): ("không", "chẳng", "không phải", "not", "isn't", "is not", "are not", "không hề", "chứ không phải"),
    Meaning("no", "at all"): ("có nào", "mô có", "có mô", "mô đã", "nào có", "đâu", "đâu có", "có đâu", "nào đã",
        "gì mà", "đâu mà", "chi mà", "làm gì có", "có phải đâu",
        "thế nào được", "sao được", "răng được", "sao nổi", "sao mà được", "làm sao được"),
    Meaning("not_yet", "done"): (
        *(f"{when} mà {done}" for when in ("nào", "hồi nào", "chỗ nào", "lúc nào",
            "khi nào", "nỗi gì", "răng", "sao", "răng được", "sao được", "nỗi nào", "đâu", "chi", "gì")
            for done in ("xong", "hoàn thành", "done", "đạt")),
        *(f"chưa {one}" for thing in ("cái", "việc", "mục", "nhiệm vụ", "phần", "nội dung")
            for done in ("xong", "hoàn thành") for one in (f"{thing} nào {done}", f"{done} {thing} nào")),
        *(f"{done} {how} được" for done in ("xong", "hoàn thành") for how in ("chi", "gì", "răng", "mô", "sao")),
    ),
    Meaning("soon"): ("sắp", "gần", "chuẩn bị", "sắp sửa"),
    Meaning("later"): ("sẽ", "dự kiến", "phấn đấu", "cố gắng", "hứa", "mong", "hẹn", "phải", "quyết tâm", "yêu cầu",
        "mục tiêu", "dự định", "ráng", "hy vọng", "hi vọng", "mong là", "mong muốn", "cam kết", "đảm bảo", "bảo đảm",
        "cần phải"),
    Meaning("plan"): ("phương hướng", "phương hướng nhiệm vụ", "nhiệm vụ trọng tâm", "trọng tâm",
        "kế hoạch tháng tới", "kế hoạch tuần tới", "kế hoạch quý tới", "kế hoạch năm", "kế hoạch tháng sau",
        "kế hoạch thời gian tới",
        "nhiệm vụ tháng tới", "nhiệm vụ thời gian tới", "nhiệm vụ năm sau", "chương trình công tác"),
    Meaning("wonders"): ("bao giờ", "khi nào", "chừng nào", "lúc nào", "làm sao", "biết bao giờ"),
    Meaning("ahead"): ("mai", "sáng mai", "chiều mai", "tối mai", "ngày mốt", "ngày kia", "tuần sau", "tuần tới",
        "tháng sau", "tháng tới", "quý sau", "quý tới", "năm sau", "năm tới", "sang năm", "sang tuần", "sang tháng",
        "sang quý", "kỳ sau", "kỳ tới", "đợt sau", "đợt tới", "lần sau", "thời gian tới", "sắp tới", "tới đây", "nữa",
        "nữa là", "nữa thì", "nữa mới", "hôm sau", "bữa sau", "cuối tuần này", "hết tuần này", "hết tháng này",
        "cuối tháng này", "hết quý này", "hết năm nay", "tối nay", "đêm nay", "lát nữa", "tí nữa", "chút nữa"),
    Meaning("ahead", "marked"): ("mốt",),  # `mot` is mostly one
    Meaning("guess"): ("chắc", "chắc là", "chắc đã", "chắc cũng", "chắc chắn", "chắc chắn sẽ", "hình như", "nghe nói",
        "nghe đâu", "nghe bảo", "nghe anh", "nghe chị", "nghe tin", "nghe", "nghe đồn", "có lẽ", "có thể", "có khi",
        "có vẻ", "có vẻ như", "dường như", "hẳn là", "đoán", "đoán là", "nghĩ là", "tưởng", "tưởng là", "thấy bảo",
        "thấy nói", "thấy đâu", "được biết", "nói là", "bảo là", "bảo rằng", "nói rằng", "cho rằng", "đâu như",
        "biết đâu", "may ra", "không rõ", "chưa rõ", "không chắc", "chưa chắc", "chưa chắc chắn", "chẳng biết",
        "không biết", "chưa biết", "không nhớ", "nhắn là", "nhắn rằng",
        "nhắn bảo", "nhắn nói", "nhắn tin là", "nhắn tin nói", "gọi điện nói", "gọi nói", "gọi bảo",
        "coi bộ", "xem chừng", "nghe chừng", "theo em nghĩ", "theo em",
        "theo tôi", "em nghĩ", "tôi nghĩ",
        *(f"{no} {verb}" for no in ("đừng", "khoan", "khoan hãy", "khoan hẵng", "đừng có") for verb in ("ghi", "tính",
          "báo", "tick", "chấm", "bấm", "cho", "để", "đánh")), "khoan đã", "à khoan", "mà khoan", "khoan khoan",
        *(f"để {who}{verb} lại" for who in ("", "em ", "tôi ", "tui ", "mình ", "anh ", "chị ") for verb in ("hỏi",
          "kiểm tra", "check", "coi", "xem", "rà", "xác minh", "xác nhận")),
        *(f"{no} {sure}" for no in ("chưa dám", "không dám", "chưa", "chưa thể") for sure in ("khẳng định",
          "xác nhận được", "nói chắc", "khẳng định được", "dám chắc", "kiểm chứng được", "chắc được")),
        "theo em biết", "theo tôi biết", "theo mình biết", "maybe", "probably", "i think", "i guess",
        "perhaps", "apparently", "reportedly", "supposedly", "i believe", "i hope", "we think", "we hope",
        "according to", *(f"{who} {tells}{that}" for who in ("i", "we", "they", "someone", "somebody", "he", "she",
          "people") for tells in ("heard", "hear", "say", "said", "says", "told", "was told", "told me", "were told")
          for that in ("", " that"))),
    Meaning("guess", "marked"): ("biểu", "nói", "bảo", "đồn", "hẳn", "kể",
        "nghĩ"),  # `bao`, `ke`, `noi`, `don` are other words
    Meaning("thing"): (*(f"{up} yêu cầu" for up in ("đạt", "đúng", "đáp ứng", "bảo đảm", "đảm bảo", "kết quả đạt")),
        "bảo dưỡng", "bảo trì", "bảo vệ", "bảo hiểm", "bảo tồn", "bảo quản", "kể từ", "kể cả", "kể trên",
        "nói chung", "nói riêng"),  # one of its words means something else by itself
    Meaning("if"): ("nếu", "nếu như", "nếu mà", "giá mà", "giá như", "giả sử", "với điều kiện", "trừ khi", "chỉ khi",
        "một khi", "ước gì", "ước chi", "mong sao", "phải chi", "cầu trời", "cầu mong", "miễn là", "miễn sao",
        "hễ", "if", "nếu không"),
    Meaning("was"): ("đã", "có"),
    Meaning("hedge"): (
        "cơ bản", "về cơ bản", "gần như", "hầu như", "phần lớn", "một phần", "phần nào", "tương đối", "hầu hết",
        "almost", "nearly", "mostly", "partly", "half", "is almost", "is nearly",
        "is mostly", "is partly", "chưa hẳn", "coi như", "xem như", "tạm", "một nửa", "phân nửa",
        "nửa", "gần nửa", "gần phân nửa", "gần một nửa",
        "sơ bộ", "bước đầu", "sương sương",
    ),
    Meaning("computed"): ("quá hạn", "trễ hạn", "trễ", "chậm", "chậm tiến độ", "chậm hạn", "muộn", "trễ tiến độ"),
    Meaning("resolved", "done"): (
        "giải quyết xong", "đã giải quyết xong", "xử lý xong", "đã xử lý xong", "tháo gỡ xong", "đã tháo gỡ xong",
        "khắc phục xong", "đã khắc phục xong", "đã được giải quyết xong", "đã được xử lý xong",
    ),
    Meaning("resolved"): (
        "đã giải quyết", "đã được giải quyết", "đã tháo gỡ", "đã được tháo gỡ", "đã khắc phục", "đã được khắc phục",
        "đã được xử lý", "đã gỡ", "gỡ xong", "đã gỡ xong", "đã gỡ được", "đã ổn", "đã thông", "đã hết",
    ),
    Meaning("no_more"): ("hết", "không còn", "đã hết", "cơ bản hết", "hết cả"),
    Meaning("past"): ("trước đó", "trước đây", "lúc trước", "hồi trước", "ban đầu", "lúc đầu", "từng", "đã từng"),
    Meaning("as_before"): (
        "như cũ", "y cũ", "y như cũ", "giữ như cũ", "giữ nguyên như cũ", "vẫn như cũ", "vẫn như trước", "như trước",
        "như hồi trước", "giữ nguyên số liệu", "y như trước", "giống trước", "y chang cũ", "same as before",
        "same as last time", *AS_BEFORE,
    ),
    # parts of a report
    Meaning("label", "obstacle"): (
        "vướng mắc", "khó khăn", "vướng", "khó khăn vướng mắc", "tồn tại", "hạn chế", "tồn tại hạn chế", "trở ngại",
        "vướng mắc khó khăn", "khó khăn tồn tại",
        *(f"{lead} {word}" for lead in MEETS for word in ("vướng", "vướng mắc", "khó khăn", "trở ngại")),
    ),
    Meaning("label", "recommendation"): (
        "kiến nghị", "đề xuất", "đề nghị", "kiến nghị đề xuất", "đề xuất kiến nghị", "kính đề nghị", "xin kiến nghị",
    ),
    Meaning("label", "result"): (
        "kết quả", "kết quả thực hiện", "kq", "nội dung thực hiện", "kết quả cụ thể",
    ),
    Meaning("short_label", "obstacle"): ("vm", "kv", "kk", "kkvm"),  # labels only with a colon: `KV` is also an area
    Meaning("short_label", "recommendation"): ("kn", "đx"),
    Meaning("extension_by"): ("xin thêm", "xin được thêm", "cho thêm", "cho em thêm", "cho em xin thêm",
        "cho xin thêm",
        "xin cho thêm", "cho mình thêm",
        *(f"{ask} {late}{what}" for ask in ("xin", "xin được", "cho em", "cho em xin", "cho xin", "cho")
          for late in ("chậm", "trễ", "muộn") for what in ("", " lại", " nộp", " báo cáo", " hạn", " hạn nộp")),
        ),  # and so many days
    Meaning("extension"): (
        "gia hạn", "xin gia hạn", "lùi hạn", "xin lùi hạn", "xin lùi", "lùi thời hạn", "xin lùi thời hạn",
        "xin thêm thời gian", "xin kéo dài thời gian", "xin kéo dài", "đề nghị gia hạn", "đề nghị lùi hạn",
        "xin phép gia hạn", "xin dời hạn", "dời hạn", "kính đề nghị gia hạn", "xin nộp muộn", "xin nộp chậm",
        "xin nộp trễ", "xin hoãn", "cho gia hạn", "xin được gia hạn", "cho nợ", "cho em nợ", "cho mình nợ", "xin nợ",
        "em nợ", "xin khất", "cho khất", "cho em khất", "khất đến",
        "khất tới", *(f"cho {who}xin {to}" for who in ("", "em ", "chị ", "anh ", "mình ") for to in ("đến", "tới")),
    ),
    Meaning("nil"): (
        "không phát sinh", "không có phát sinh", "không có gì phát sinh", "không phát sinh gì",
        "không có nội dung phát sinh", "không có nội dung báo cáo", "không có gì để báo cáo", "không có gì báo cáo",
        "không phát sinh nội dung", "không phát sinh nhiệm vụ", "không phát sinh việc", "không phát sinh công việc",
        "không phát sinh việc gì", "nothing to report", "nothing new", "nil",
        "nil report", "không có gì để report", "không có gì report", "không có gì mới để báo cáo",
    ),
    Meaning("nil", "yet"): (  # which may also be said of what has not been begun
        "chưa phát sinh", "chưa có phát sinh", "chưa có gì phát sinh", "chưa phát sinh gì",
        "chưa có nội dung phát sinh", "chưa phát sinh nội dung", "chưa phát sinh nhiệm vụ", "chưa phát sinh việc",
    ),
    # tasks
    Meaning("task"): ("nhiệm vụ", "nhiệm vụ số", "nv", "mục", "việc", "chỉ tiêu", "task", "số", "mã", "mã số", "phần",
        "từ", "từ nhiệm vụ", "câu", "dòng", "stt", "ý", "điểm", "nội dung", "đầu việc", "cái", "vụ", "cái vụ",
        "cái việc", "cái số", "cái nhiệm vụ", "cái mục", "cái phần",
        *(f"{several} {thing}" for several in ("các", "những", "mấy") for thing in ("nhiệm vụ", "nv", "mục", "việc",
          "phần", "nội dung", "chỉ tiêu", "đầu việc", "task"))),
    Meaning("whole"): WHOLE,
    Meaning("both"): ("cả", "cả hai việc", "cả hai nhiệm vụ"),
    Meaning("all"): ALL,
    Meaning("rest"): REST,
    Meaning("except"): OF_TASKS,
    Meaning("but"): BUT,
    Meaning("wishes"): ("xin cấp", "xin bổ sung", "xin bố trí", "xin hỗ trợ", "xin được cấp", "cần thêm", "còn thiếu",
        "thiếu"),
    Meaning("spared", "alone"): ("miễn", "được miễn", "xin miễn", "hoãn", "tạm hoãn", "hoãn lại", "tạm hoãn lại",
        "dừng", "tạm dừng", "dừng lại", "ngừng", "tạm ngừng", "ngưng", "tạm ngưng", "hủy", "huỷ", "hủy bỏ", "huỷ bỏ",
        "bãi bỏ", "đình chỉ", "gác lại", "tạm gác", "tạm gác lại", "bỏ", "rút", "xin rút", "gác", "treo",
        "không làm nữa", "bỏ qua", "xin bỏ", "bỏ luôn", "on hold", "cancelled", "canceled", "cancel", "postponed",
        "dẹp", "đã bỏ", "đã hủy",
        "đã huỷ", "bị hủy", "bị huỷ"),
    Meaning("spared"): ("thôi", "lùi", "dời", "chuyển", "chuyển sang", "chuyển qua",
        "dời sang", "lùi sang", "để sang", "để lại", "không thuộc", "loại", "cắt", "giãn", "không giao", "chưa giao",
        "trả lại"),  # words before a code that are not said to anybody
    Meaning("not_needed"): ("không cần", "chưa cần", "không muốn", "không phải xin"),
    Meaning("waits"): (
        "chờ", "đợi", "phụ thuộc", "phụ thuộc vào", "do", "vì", "bởi", "sau", "sau khi", "khi", "trước khi", "cần",
        "tùy", "theo", "căn cứ", "liên quan", "liên quan đến",
    ),
    Meaning("respectively"): ("lần lượt", "lần lượt là", "lần lượt đạt", "lần lượt được", "theo thứ tự",
        "theo thứ tự là", "tương ứng", "tương ứng là", "tương ứng đạt", "lần lượt đang", "lần lượt ở mức"),
    Meaning("and"): ("và", "với", "cùng", "cùng với", "lẫn"),
    Meaning("to"): ("đến", "tới"),
    Meaning("word"): ("được gia hạn", "đã gia hạn", "đã được gia hạn", "cho phép gia hạn", "chưa báo cáo",
        "không báo cáo", "không đúng hạn", "chưa đúng hạn", "không đúng tiến độ", "chưa đúng tiến độ",
        "không đúng kế hoạch"),
    # figures
    Meaning("percent"): ("phần trăm",),
    Meaning("about"): ("khoảng", "tầm", "chừng", "ước", "ước đạt", "khoảng chừng", "cỡ", "xấp xỉ"),
    Meaning("bound"): (
        "hơn", "trên", "ít nhất", "tối thiểu", "không dưới", "tối đa", "không quá", "trên dưới", "gần được", "gần đạt",
        "quá", "trên khoảng", "khoảng hơn", "khoảng trên", "hơn khoảng", "vượt", "ngót", "suýt soát",
        "gần khoảng",
    ),
    Meaning("bound", "below"): ("dưới", "chưa đến", "chưa tới", "chưa đầy", "không đến",
        "không tới", "chưa đạt đến", "chưa đạt tới"),
    Meaning("left"): ("chỉ còn", "chỉ còn lại", "còn dang dở", "còn phải làm", "còn nợ", "còn tồn", "còn vướng lại",
        "còn", "còn lại", "thiếu", "còn thiếu", "hụt", "còn khoảng", "còn hụt", "còn chừng", "còn tầm"),
    Meaning("money", "1"): ("đồng", "đ", "vnd", "vnđ", "đồng chẵn"),
    Meaning("money", "1000"): ("nghìn", "ngàn", "nghìn đồng", "ngàn đồng", "k", "thousand"),
    Meaning("money", "1000000"): ("triệu", "tr", "triệu đồng", "trđ", "tr đồng", "million", "millions", "mil", "mln",
        *(f"{million} {dong}" for million in ("million", "mil", "mln") for dong in ("đồng", "vnd"))),
    Meaning("money", "1000000000"): ("tỷ", "tỉ", "tỷ đồng", "tỉ đồng", "tỷ vnd", "billion", "billions", "bn", "bil",
        *(f"{billion} {dong}" for billion in ("billion", "bn", "bil") for dong in ("đồng", "vnd"))),
    Meaning("half"): ("rưỡi",),
    # days
    Meaning("day"): ("ngày", "hôm", "vào ngày", "từ ngày", "trong ngày"),
    Meaning("day_bound"): ("trước ngày", "sau ngày", "trước", "sau"),
    Meaning("month"): ("tháng",),
    Meaning("year"): ("năm",),
    Meaning("days_ago", "0"): ("hôm nay", "sáng nay", "chiều nay", "trưa nay", "ngày hôm nay"),
    Meaning("days_ago", "1"): ("hôm qua", "ngày hôm qua", "chiều qua", "sáng qua", "tối qua", "chiều hôm qua"),
    Meaning("days_ago", "2"): ("hôm kia",),
    Meaning("days_ago", "-1"): ("ngày mai",),
    Meaning("days_before"): ("ngày trước", "hôm trước", "ngày trước đây"),
    Meaning("vague_day"): (
        "tuần trước", "tháng trước", "cuối tháng", "đầu tháng", "giữa tháng", "cuối tuần", "đầu tuần", "quý trước",
        "cuối năm", "đầu năm", "năm ngoái", "năm trước", "từ năm ngoái", "từ năm trước", "hồi năm ngoái", "năm rồi",
        "quý vừa rồi", "tháng vừa rồi", "tuần vừa rồi", "kỳ trước", "từ kỳ trước", "đợt trước", "từ tháng trước",
        "từ quý trước", "từ tuần trước", "từ đầu năm", "từ đầu tháng", "cuối tuần trước", "đầu tuần trước",
        "cuối tháng trước", "đầu tháng trước", "giữa tháng trước", "cuối quý trước", "đầu quý trước", "last week",
        "last month", "last quarter", "last year",
    ),
    # what says nothing
    Meaning("any"): ("gì", "nào", "khác", "gì cả", "gì thêm", "gì khác", "phát sinh"),
    Meaning("filler"): NOTHING,
    Meaning("filler", "measure"): (  # says nothing by itself, but may be what an office calls a field of its own
        "tiến độ", "tình trạng", "trạng thái", "tỷ lệ", "tỉ lệ", "kết quả đạt", "khối lượng", "tiến độ hiện tại",
        "tiến độ thực hiện", "tình hình thực hiện", "tình trạng hiện nay", "hiện trạng",
        "mức độ hoàn thành", "mức độ", "tỷ lệ hoàn thành", "tình trạng thực hiện"),
    Meaning("corrects"): ("sửa giúp", "sửa lại", "sửa giùm", "sửa hộ", "sửa thành", "sửa lại thành", "sửa lại là",
        "đính chính", "đính chính lại", "chỉnh lại", "chỉnh giúp", "cập nhật lại", "update lại", "đổi thành",
        "đổi lại thành", "đổi lại", "ghi lại", "ghi lại là", "báo lại", "báo lại là", "sorry", "sr", "xin lỗi",
        "à quên",
        "sửa số", "xin sửa", "em sửa",
        *(f"{ask} {put}" for ask in ("đề nghị", "kính đề nghị", "xin đề nghị", "kính xin", "mong", "nhờ", "xin")
          for put in ("đính chính", "đính chính lại", "đính chính số liệu", "sửa số", "sửa số liệu", "sửa lại số liệu",
            "chỉnh lại giúp", "sửa giúp", "sửa lại giúp", "chỉnh giúp", "chỉnh số", "chỉnh số liệu", "thay số"))),
    Meaning("corrects", "wrong"): ("gõ nhầm", "ghi nhầm", "báo nhầm", "gửi nhầm", "nhập nhầm", "bấm nhầm", "gõ lộn",
        "ghi lộn", "báo lộn", "nói lộn", "nói nhầm", "bấm lộn", "gõ ngược", "ghi ngược", "ghi sai", "gõ sai",
        "báo sai", "nhầm", "lộn", "nói vội", "nhìn nhầm", "là trật", "trật lất", "bấm trật", "gõ trật",
        "undo", "là sai", "không đúng"),
    Meaning("corrects", "before"): ("sửa", "đổi"),  # before a code: elsewhere it is what was done
    Meaning("filler", "kept"): ("giữ nguyên", "vẫn giữ", "vẫn giữ nguyên", "vẫn vậy", "vẫn thế"),
    Meaning("asks"): ("nhỉ", "hả", "ha", "hở", "hử", "chứ", "phải không", "đúng không", "chưa nhỉ", "không nhỉ",
        "sao", "ta", "vậy ta"),
    Meaning("asks", "marked"): ("à", "ư"),  # `a` is mostly `ạ`
    Meaning("marked_filler"): ("chỉ", "chị"),  # without its mark it is `chi`, to spend
}  # fmt: skip
