"""Words of titles as data: those that tell no task from another, those that join, and what shorthand stands for."""

GENERIC = frozenset(
    {"lập", "và", "sử dụng", "đổi mới", "hoạt động", "tổ chức", "ứng dụng", "phát triển", "thực hiện", "làm",
     "hỗ trợ", "giải quyết", "kiểm tra", "xây dựng", "triển khai", "công tác", "quản lý", "nâng cao", "tăng cường",
     "đẩy mạnh", "hoàn thành", "hoàn thiện", "tiếp tục", "báo cáo", "kế hoạch", "nhiệm vụ", "chương trình", "đề án",
     "dự án", "nghị quyết", "kết luận", "chỉ thị", "chất lượng", "hiệu quả", "đúng hạn", "kịp thời", "trên địa bàn",
     "địa bàn", "đơn vị", "năm", "tháng", "quý", "việc", "theo", "về", "xử lý", "rà soát", "tham mưu", "phối hợp",
     "ban hành", "tuyên truyền", "tập huấn", "đào tạo", "bồi dưỡng", "tổng hợp", "theo dõi", "đánh giá", "giám sát",
     "chỉ đạo", "hướng dẫn", "doanh nghiệp", "cán bộ", "công chức", "người dân", "nhân dân", "đầu tư", "thành lập",
     "tiến độ", "nội dung", "công việc", "số", "khai thác", "cấp", "mở", "chi", "thu", "kết quả", "tình hình",
     "đảm bảo", "bảo đảm", "phục vụ", "cải thiện", "mới", "tốt", "làm tốt", "xã", "phường", "thành phố", "tỉnh",
     "huyện", "ubnd", "đảng ủy", "chi bộ", "các", "những", "một số"}
)  # fmt: skip
"""Phrases that stand in the titles of any office: a task is hardly known by these."""

JOINS = frozenset(
    {"va", "cua", "tai", "o", "cho", "trong", "cac", "ve", "tren", "de", "voi", "theo", "nhung", "cay", "nhu", "the",
     "&", "-", "–", "—", "/", "(", "“", "”", '"', "'", "‘", "’", "+"}
)  # fmt: skip
"""May stand between two words of a title, whether they stand there in it or not."""

LEFT_OUT = frozenset(
    {"và", "của", "tại", "ở", "cho", "trong", "các", "về", "trên", "để", "với", "theo", "những", "thì"}
)
"""Are no words by which a title is known."""

SHORT = {
    "dn": ("doanh nghiep",), "kh": ("khoa hoc", "ke hoach"), "cn": ("cong nghe", "cong nghiep"),
    "hs": ("ho so", "hoc sinh"), "gt": ("giao thong",), "nt": ("nong thon",), "tt": ("thu tuc", "tuyen truyen"),
    "hc": ("hanh chinh",), "kp": ("kinh phi",), "gn": ("giai ngan",), "nn": ("nong nghiep", "nha nuoc"),
    "dt": ("dau tu",), "cb": ("can bo",), "cc": ("cong chuc",), "qh": ("quy hoach",),
    "xd": ("xay dung",), "sx": ("san xuat",), "dd": ("dat dai",), "mt": ("moi truong",), "yt": ("y te",),
    "gd": ("giao duc",), "vh": ("van hoa",), "cs": ("chinh sach",), "ld": ("lao dong",),
    "dh": ("dai hoi",), "mb": ("mat bang",), "gp": ("giai phong",), "tc": ("tu chu", "tiem chung", "tai chinh"),
    "sd": ("su dung",), "nq": ("nghi quyet",), "xh": ("xa hoi",), "vx": ("van xa", "vac xin"), "tb": ("thiet bi",),
}  # fmt: skip
"""What two letters mostly stand for; three and more are told by the initials alone."""

LEADS = frozenset(
    {
        "cai",
        "cai vu",
        "cai viec",
        "vu",
        "vu viec",
        "nhiem vu",
        "nv",
        "viec",
        "ve viec",
        "ve",
        "ve nhiem vu",
        "muc",
        "phan",
        "doi voi",
        "task",
        "chuyen",
        "cai chuyen",
        "khoan",
        "cai khoan",
        "mang",
        "mang viec",
        "dau viec",
        "noi dung",
        "linh vuc",
        "chi tieu",
        "du an",
        "cong tac",
        "ve phan",
        "ve muc",
        "cai muc",
        "cai phan",
        "ben",
        "doi voi nhiem vu",
    }
)
"""Lead to a title: `cái vụ`, `về việc`, `đối với`."""
