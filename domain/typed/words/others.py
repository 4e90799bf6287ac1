"""Words for all tasks, for those that are left out of all, and for the rest of them, as data."""

from collections.abc import Mapping, Sequence

from domain.finding.except_words import OF_TASKS_IN_ENGLISH

ALL = ("tất cả", "tất cả nhiệm vụ", "tất cả các nhiệm vụ", "toàn bộ nhiệm vụ", "toàn bộ các nhiệm vụ", "mọi nhiệm vụ",
       "mọi việc", "tất cả mọi việc", "tất cả các việc", "tất cả các mục", "tất cả việc")  # fmt: skip
REST = (
    "còn lại", "các nhiệm vụ còn lại", "nhiệm vụ còn lại", "các việc còn lại", "các mục còn lại",
    "các nội dung còn lại", "những việc còn lại", "phần còn lại", "các việc khác", "các nhiệm vụ khác",
    "những việc khác", "các mục khác", "mấy việc khác", "những nhiệm vụ khác", "những cái khác", "các cái khác",
    "nhiệm vụ khác",
)  # fmt: skip
BUT = ("riêng", "còn", "chỉ", "chỉ còn", "chỉ có", "còn riêng", "chỉ riêng", "riêng chỉ", "nhưng", "nhưng mà",
       "tuy nhiên", "ngoài ra", "nhưng riêng", "nhưng còn", "mà", "trong khi", "còn mỗi", "mỗi", "chỉ mỗi",
       "chỉ còn mỗi", "chỉ thiếu", "chỉ còn thiếu", "duy chỉ", "duy có", "duy chỉ có", "duy nhất",
       "duy chỉ còn")  # fmt: skip

ENGLISH: Mapping[str, str] = {  # by keys: `of` is `o`, typed as `ò` is, and `tasks` is `task`
    "tất cả": "all everything all_o_them all_o_the_task all_the_task every_task each_task",
    "còn lại": (
        "the_rest rest rest_o_them the_rest_o_them the_rest_o_the_task the_others others all_others"
        " all_the_others all_the_rest everything_else all_else the_remaining remaining the_remaining_task"
        " remaining_task all_remaining all_the_remaining the_other_task other_task all_other_task"
        " all_the_other_task the_remaining_ones the_other_ones"
    ),
    "ngoại trừ": " ".join(phrase.replace(" ", "_").replace("_of", "_o") for phrase in OF_TASKS_IN_ENGLISH),
    "tất cả ngoại trừ": "all_but all_except all_except_for everything_but everything_except everything_except_for",
    "riêng": "with_only",
    "chỉ": "only",
    "và": "and",
    "chưa xong": (
        "not_done_yet not_yet_done not_done is_not_done_yet is_not_yet_done is_not_done are_not_done are_not_done_yet"
        " isn't_done isn't_done_yet not_finished_yet"
    ),
}
"""What is meant, and how it is said in English; `_` stands for a space."""

ENGLISH_BESIDE: Sequence[tuple[str, str, str]] = (
    ("but", "nhưng", "turning"),  # and not `200 but bi`, pens
    ("at", "đạt", "amount"),
    ("is", "là", "amount"),
    ("are", "là", "amount"),
    ("which", "là", "amount"),
    ("save", "ngoại trừ", "code"),
    ("not", "riêng", "but a code"),
    ("duy", "riêng", "code"),
    ("thiếu", "riêng", "lone code"),
    ("left", "nhé", "behind a code"),
    ("remains", "nhé", "behind a code"),
    ("remaining", "nhé", "behind a code"),
    ("excepted", "nhé", "behind a code"),
    ("excluded", "nhé", "behind a code"),
)
"""What may be other words: what it is taken for, and where."""
