"""How words are typed in a hurry, by the young, in the south and in the middle of the country, as data."""

from collections.abc import Iterator, Mapping, Sequence

from domain.text import word_keys
from domain.typed.hearing.syllables import may_be_word
from domain.typed.words.others import ENGLISH, ENGLISH_BESIDE

ALWAYS: Mapping[str, str] = {
    "không": "ko kô khg hk hok hog hem hơm khog khôg hông hổng hôg hổg kog kôg khum k_0",
    "chưa": "ch chx chửa chưz",
    "chưa có": "chưa_cóa",
    "xong": "xog xg xng xoq xonq xongz zong sog",
    "hoàn thành": "ht htành hthành hoàng_thành closed resolved finalized delivered accomplished solved",
    "đã hoàn thành": "đht đ_._ht",
    "chưa hoàn thành": "cht c_._ht not_finished not_completed unfinished incomplete not_complete not_closed chưa_done",
    "tạm dừng": "hold on_hold holding paused pause suspended onhold stopped",
    "được một nửa": "halfway half_way half_done",
    "không vướng mắc": "no_issue no_issues no_blocker no_blockers no_problem no_problems no_risk no_risks",
    "mới bắt đầu": "just_started",
    "đang thực hiện": (
        "đth đ_._th wip in_progress inprogress ongoing on_going processing under_way work_in_progress open"
        " opened still_open"
    ),
    "chưa thực hiện": "cth c_._th not_started todo to_do not_start chưa_start",
    "đang xử lý": "đxl",
    "chưa xử lý": "cxl",
    "đang triển khai": "đtk",
    "đang": "đag đng đaq đg",
    "làm": "lm mần",
    "được": "đc đuợc đươc",
    "rồi": "r rầu rùi ròi zồi rồy ruì roài òi roy",
    "gì": "j ji gj jì",
    "vậy": "z zậy dzậy rứa ri",
    "với": "vs zới",
    "em": "iem",
    "mình": "mềnh",
    "báo cáo": "bc bcáo b_/_c",
    "nhiệm vụ": "nv nvụ nhvụ tasks",
    "công việc": "cviệc",
    "kiểm tra": "ktra k.tra ktr",
    "hôm qua": "hqua",
    "hôm": "hum",
    "nha": "nhoa nhoá nhóa nhaz",
    "hôm nay": "hnay hôm_ni bữa_ni bữa_nay",
    "ngày mai": "ngmai",
    "bây giờ": "bi_giờ bây_h chừ_ni",
    "hiện nay": "bây_giờ",
    "kỳ này": "kỳ_ni kì_này kì_ni",
    "tháng này": "tháng_ni",
    "luôn": "lun luông luôg",
    "nhất": "nhứt",
    "mùng": "hôm_mùng hôm_mồng bữa_mùng bữa_mồng",
    "đó": "nớ",
    "tôi": "tui",
    "nhé": "nghen nhen nhe nhóe nhes",
    "cũng": "cx cug cũg",
    "trước": "trc",
    "biết": "bik biếc",
    "những": "nhữg",
    "nhưng": "nhưg",
    "phát sinh": "ps psinh",
    "không phát sinh": "kps",
    "này": "ni nì",
    "cái": "cấy",
    "cà phê": "cf",
    "bắt đầu": "kickoff kick_off",
    "trời": "chời",
    "mọi người": "mn mng",
    "chị": "cj",
    "được rồi": "okela okla",
    "vướng": "vg",
    "vướng mắc": "issue issues blocker blockers vướn_mắc vướng_mắt",
    "mặt bằng": "mặt_bàn",
    "kết quả": "results",
    "kiến nghị": "proposal",
    "gia hạn": "extend ra_hạn da_hạn gia_hạng",
    "triển khai": "chiển_khai",
    "phần trăm": "fần_trăm phần_chăm",
    "tăng": "tăg",
    "nữa": "nx",
    "người": "ng",
    "mới": "ms",
    "hạn": "deadline",
    **ENGLISH,
}
"""What is meant, and how else it is typed: with these marks, or with none where that is no other word. `_` stands for a
space or none."""

ALWAYS_WORDS: Mapping[str, str] = {
    short: whole for whole, shorts in ALWAYS.items() for short in shorts.split() if "_" not in short
}
"""What is meant by one word, by how it is typed."""

MARKED: Mapping[str, str] = {
    "hiện nay": "chừ",
    "không": "nỏ",
    "chứ": "chơ",
    "đang": "đương",
    "bữa": "bựa",
    "hoàn thành": "hoàn_thân hoàn_thanh hoàn_thàng hoàng_thàn hoàn_thàn hoàn_thằng hoàng_thân hoàn_tành",
}
"""Only with the marks: without them they are other words."""

BESIDE: Sequence[tuple[str, str, str]] = (
    *ENGLISH_BESIDE,
    ("k", "không", "no number"),
    ("kg", "không", "no number"),
    ("kh", "không", "standing"),
    ("hong", "không", "denying"),
    ("hỏng", "không", "standing"),
    ("chả", "không", "standing"),
    ("chư", "chưa", "standing"),
    ("m", "mình", "standing"),
    ("man", "làm", "standing"),
    ("man", "làm", "how far"),
    ("tam", "tầm", "per cent"),
    ("c", "chị", "person"),
    ("e", "em", "alone"),
    ("w", "với", "alone"),
    ("h", "hiện nay", "now"),
    ("t", "tôi", "first"),
    ("giờ", "hiện nay", "now"),
    ("v", "vậy", "last"),
    ("hq", "hôm qua", "last"),
    ("s", "sao", "last"),
    ("mo", "đâu", "last"),
    ("bt", "biết", "denied"),
    ("chi", "gì", "denied"),
    ("th", "thực hiện", "how far"),
    ("tk", "triển khai", "how far"),
    ("mô", "mô", "hình"),
    ("mô", "đâu", "last"),
    ("mô", "nào", "alone"),
    ("nghe", "nhé", "particle"),
    ("thôi", "nhé", "only"),
    ("thui", "nhé", "only"),
    ("mỗi", "mục", "no other"),
    ("hoy", "nhé", "only"),
    ("song", "xong", "closing"),
    ("trưa", "chưa", "standing"),
    ("ấy", "đó", "now"),
)
"""What may be several words: what it is taken for, and where."""

MeantWords = tuple[tuple[str, str], ...]  # keys of the words that are meant, each with its marks


def _split(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for meant, spellings in table.items():
        for spelling in spellings.split():
            yield spelling, meant


def _pairs(words: str) -> MeantWords:
    return tuple(map(word_keys, words.split()))


SpellingEntry = tuple[tuple[str, ...], bool, MeantWords, str]
"""Its marks, whether they are needed, what is meant, and where."""


def _may_be_another(spelling: str) -> bool:
    """Say whether the spelling without its marks may be another word: `hông`, which is `hồng` and `hỏng` too."""
    return all(word_keys(word)[1] != "" and may_be_word(word_keys(word)[0]) for word in spelling.split("_"))


def _entries() -> Mapping[tuple[str, ...], Sequence[SpellingEntry]]:
    found: dict[tuple[str, ...], list[SpellingEntry]] = {}
    spelled = [(one, meant, where, False) for one, meant, where in BESIDE]
    spelled += [(one, meant, "", _may_be_another(one)) for one, meant in _split(ALWAYS)]
    spelled += [(one, meant, "", True) for one, meant in _split(MARKED)]
    for spelling, meant, where, needs_marks in spelled:
        keys, marks = zip(*map(word_keys, spelling.split("_")), strict=True)
        found.setdefault(keys, []).append((marks, needs_marks, _pairs(meant), where))
    return found


ENTRIES = _entries()
LONGEST = max(map(len, ENTRIES))
FIRST = frozenset(keys[0] for keys in ENTRIES)
