"""The words that leave somebody or something out, in both languages: of units that are asked about, of tasks that are
reported on."""

OF_BOTH = ("trừ", "ngoại trừ", "trừ ra", "không kể", "không tính", "ngoài", "loại trừ")
OF_BOTH_IN_ENGLISH = (
    "except", "except for", "excepting", "excluding", "apart from", "other than", "aside from", "save for",
    "leaving out", "not counting",
)  # fmt: skip
OF_UNITS = (
    *OF_BOTH, "không gồm", "không bao gồm", "chừa", "chừa lại",
    *OF_BOTH_IN_ENGLISH, "exclude", "but not", "not including", "leave out", "minus", "barring",
)  # fmt: skip
OF_TASKS = (*OF_BOTH, "chỉ trừ", "trừ riêng", "chưa kể", "chưa tính")
OF_TASKS_IN_ENGLISH = (*OF_BOTH_IN_ENGLISH, "with the exception of", "with exception of")
