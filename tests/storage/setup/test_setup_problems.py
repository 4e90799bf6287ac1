"""Each way in which a setup file can be wrong: on which line, and in which words."""

import pytest

from storage.setup import SetupProblems, read_setup
from storage.setup.schema.codes import Known
from tests.each import each
from tests.storage.setup.in_vietnamese import all_read, as_read
from tests.storage.setup.setup_files import SMALL, changed

ORGANISATION = "{code: THU, name: Thành ủy}"
PKT = "{code: PKT, name: Phòng Kinh tế, classes: [BAN]}"
PYT = "{code: PYT, name: Phòng Y tế, classes: [BAN]}"
LED = "units: {lead: PKT, with: [PYT]}"
DUE = "due: {month: last, day: 17}"
ONCE = "opens: +0s, due: +90s"
CASES = [
    ("version: 1\n", "version: 2\n", "dòng 1: version: “2” không dùng được; cần số 1"),
    ("version: 1\n", "", "dòng 1: version: thiếu; cần ghi version"),
    (f"organisation: {ORGANISATION}\n", "", "dòng 1: organisation: thiếu"),
    (f"organisation: {ORGANISATION}", "organisation: THU", "dòng 2: organisation: “THU” không dùng được; cần các khóa"),
    (ORGANISATION, "{name: Thành ủy}", "dòng 2: organisation.code: thiếu; cần ghi code"),
    (ORGANISATION, "{code: THU, timezone: Asia/Ho_Chi_Min}", "dòng 2: organisation.timezone: “Asia/Ho_Chi_Min”"),
    (ORGANISATION, "{code: THU, timezone: Asia/Ho_Chi_Min}", "có phải “Asia/Ho_Chi_Minh”?"),
    (ORGANISATION, "{code: THU, timezone: Asia}", "dòng 2: organisation.timezone: “Asia” không dùng được"),
    (ORGANISATION, "{code: THU, digest_at: 25h}", "dòng 2: organisation.digest_at: “25h” không dùng được; cần giờ"),
    (ORGANISATION, "{code: THU, digest_at: '24:00'}", "organisation.digest_at: “24:00” không dùng được"),
    (ORGANISATION, "{code: THU, document_style: quan}", "cần một trong: state, party"),
    (ORGANISATION, "{code: THU, address_form: anh chi em}", "cần một trong: anh_chi, dong_chi"),
    ("name: Các ban}", "name: ''}", "dòng 4: unit_classes[0].name: “” không dùng được; cần tên"),
    (
        "name: Các ban}",
        "name: Các ban, nam: 1}",
        "[0].nam: khóa lạ; ở đây chỉ có code, name; có phải “name”",
    ),
    ("{code: BTG,", "{code: B TG,", "dòng 7: units[0].code: “B TG” không dùng được; cần mã gồm chữ, số"),
    ("{code: BTG,", "{code: 101,", 'dòng 7: units[0].code: “101” thiếu dấu nháy; cần ghi "101"'),
    (PYT, PYT.replace("PYT", "PKT"), "dòng 9: units[2].code: mã “PKT” đã có ở dòng 8; mỗi mã chỉ ghi một lần"),
    (PYT, PYT.replace("[BAN]", "BAN"), "dòng 9: units[2].classes: “BAN” không dùng được; cần một danh sách"),
    (PYT, PYT.replace("[BAN]", "[BAN, BAN]"), "dòng 9: units[2].classes[1]: mã “BAN” đã có ở dòng 9"),
    (PYT, PYT.replace("classes: [BAN]", "name: Y tế"), "dòng 9: units[2].name: khóa “name” đã có ở dòng 9"),
    (PYT, "PYT", "dòng 9: units[2]: “PYT” không dùng được; cần các khóa: code, name, classes"),
    ("    title: Kế hoạch\n", "", "dòng 11: plans[0].title: thiếu; cần ghi title"),
    ("title: Kế hoạch", "title: [Kế, hoạch]", "dòng 12: plans[0].title: đang là nhiều giá trị; cần tên"),
    ("title: Kế hoạch", "title:", "dòng 12: plans[0].title: đang để trống; cần tên"),
    ("    title: Kế hoạch\n", "    title: Kế hoạch\n    date: 2026-02-30\n", "dòng 13: plans[0].date: “2026-02-30”"),
    ("    title: Kế hoạch\n", "    title: Kế hoạch\n    date: 0001-01-01\n", "dòng 13: plans[0].date: “0001-01-01”"),
    ("with: [PKT]}", "with: [PKT, BTG]}", "dòng 13: plans[0].coordinators.with: BTG đã là đơn vị chủ trì"),
    ("{lead: BTG, with: [PKT]}", "{with: [PKT]}", "dòng 13: plans[0].coordinators.lead: thiếu"),
    ('code: "1.10"', "code: 1.10", 'dòng 17: plans[0].tasks[1].code: “1.10” thiếu dấu nháy; cần ghi "1.10"'),
    ('code: "1.10"', 'code: "1.1"', "dòng 17: plans[0].tasks[1].code: mã “1.1” đã có ở dòng 16"),
    ("{code: II.2, ", "{code: II.1, ", "dòng 14: plans[0].task_groups[1].code: mã “II.1” đã có ở dòng 14"),
    ("units: {classes: [BAN]}", "units: {}", "dòng 22: requirements[0].units: không có đơn vị nào"),
    ("units: {classes: [BAN]}", "units: {classes: []}", "dòng 22: requirements[0].units: không có đơn vị nào"),
    (
        "units: {classes: [BAN]}",
        "units: {classes: [BAN], lead: PKT}",
        "dòng 22: requirements[0].units: ghi lead và",
    ),
    (LED, "units: {with: [PYT]}", "dòng 31: requirements[1].units.with: thiếu đơn vị chủ trì"),
    (LED, "units: {lead: PKT, with: [PKT]}", "dòng 31: requirements[1].units.with: PKT đã là đơn vị chủ trì"),
    ("tasks: all", "tasks: tất cả", "dòng 32: requirements[1].tasks: “tất cả” không dùng được; cần all, hoặc"),
    ("tasks: all", "tasks: {}", "dòng 32: requirements[1].tasks: cần codes hoặc groups"),
    ("tasks: all", "tasks: {codes: [1.10]}", 'requirements[1].tasks.codes[0]: “1.10” thiếu dấu nháy; cần ghi "1.10"'),
    ("type: quarterly", "type: quaterly", "dòng 24: requirements[0].period.type: “quaterly” không dùng được"),
    ("type: quarterly", "type: quaterly", "có phải “quarterly”?"),
    ("from: 2026-10-01", "from: 2031-10-01", "period.until: 31/12/2030 trước ngày bắt đầu 01/10/2031"),
    ("2026-10-01, until: 2030", "2026-10-02, until: 2026", "không có kỳ quarterly nào bắt đầu từ 2026-10-02"),
    ("from: 2026-10-01", "from: 1/13/2026", "dòng 24: requirements[0].period.from: “1/13/2026” không dùng được"),
    ("from: 2026-10-01", "opens: +0s", "dòng 24: requirements[0].period.opens: chỉ dùng cho kỳ once"),
    ("decree_09", "decree_9", "dòng 25: requirements[0].data_window: “decree_9” không dùng được"),
    ("type: quarterly", "type: nine_monthly", "requirements[0].data_window: decree_09 không dùng cho kỳ nine_monthly"),
    (f"    {DUE}\n", "", "dòng 19: requirements[0].due: thiếu; kỳ quarterly cần hạn nộp"),
    (DUE, "due: {day: 32}", "dòng 26: requirements[0].due.day: “32” không dùng được; cần số từ 1 đến 31, hoặc last"),
    (
        DUE,
        "due: {month: 13}",
        "dòng 26: requirements[0].due.month: “13” không dùng được; cần số từ 1 đến 12, hoặc first",
    ),
    (DUE, "due: {month: 3}", "dòng 26: requirements[0].due: hạn của kỳ 2026-Q4 rơi vào trước khi kỳ bắt đầu"),
    (DUE, "due: {weekday: 5}", "dòng 26: requirements[0].due: weekday chỉ dùng cho kỳ weekly"),
    (DUE, "due: {weekday: 5, day: 1}", "dòng 26: requirements[0].due.weekday: weekday đứng một mình"),
    (DUE, "due: {time: 25:00}", "dòng 26: requirements[0].due.time: “25:00” không dùng được; cần giờ dạng 17:00"),
    (DUE, "due: {when_not_working: later}", "cần một trong: forward, backward, keep"),
    (DUE, "due: {year: 2027}", "dòng 26: requirements[0].due.year: “2027” không dùng được; cần một trong: same, next"),
    (ONCE, "opens: +0s", "dòng 33: requirements[1].period.due: thiếu; kỳ once cần due"),
    (ONCE, "due: +90s", "dòng 33: requirements[1].period.opens: thiếu; kỳ once cần opens"),
    (ONCE, "opens: +90s, due: +90s", "dòng 33: requirements[1].period.due: hạn nộp không sau lúc mở"),
    (ONCE, "opens: 2026-10-01T08:00+07:00, due: 2026-10-01T01:00+00:00", "period.due: hạn nộp không sau lúc mở"),
    (ONCE, "opens: 2026-10-01T08:00, due: +1h", "requirements[1].period.opens: “2026-10-01T08:00” không dùng được"),
    (ONCE, "opens: +0s, due: +5wd", "dòng 33: requirements[1].period.due: “+5wd” không dùng được; cần thời điểm"),
    (ONCE, "opens: +0s, due: +99999d", "dòng 33: requirements[1].period.due: “+99999d” không dùng được"),
    (ONCE, f"{ONCE}, from: 2026-01-01", "dòng 33: requirements[1].period.from: không dùng cho kỳ once"),
    (f"{ONCE}}}\n", f"{ONCE}}}\n    due: {{day: 3}}\n", "dòng 34: requirements[1].due: kỳ once ghi hạn trong period"),
    ('to: "07:30"', 'to: "20:00"', "dòng 36: reminder_policies[0].quiet_hours: giờ yên lặng bắt đầu và kết thúc"),
    (', to: "07:30"', "", "dòng 36: reminder_policies[0].quiet_hours.to: thiếu; cần ghi to"),
    ("days_only: true", "days_only: có lẽ", "dòng 37: reminder_policies[0].working_days_only: “có lẽ” không dùng được"),
    (
        "before: 5wd",
        "before: 5 ngày nữa",
        "dòng 39: reminder_policies[0].steps[0].before: “5 ngày nữa” không dùng được",
    ),
    ("before: 5wd", "before: 5wd, after: 1wd", "dòng 39: reminder_policies[0].steps[0]: có 2 trong ba khóa"),
    ("before: 5wd, ", "", "dòng 39: reminder_policies[0].steps[0]: có 0 trong ba khóa before, after, every"),
    ("before: 5wd", "before: 5h", "dòng 39: reminder_policies[0].steps[0].at: giờ cố định không đi cùng 5h"),
    ("every: 1d", "every: 0d", "dòng 40: reminder_policies[0].steps[1].every: 0d không dùng được; cần dài hơn 0"),
    ("[focal_point, unit_leader]", "[]", "dòng 40: reminder_policies[0].steps[1].to: danh sách trống"),
    # No reminder reaches an admin, who is neither of the unit nor coordinates: it would be said that nobody is there.
    ("unit_leader]", "admin]", "dòng 40: reminder_policies[0].steps[1].to[1]: “admin” không dùng được"),
    ("unit_leader]", "leader]", "dòng 40: reminder_policies[0].steps[1].to[1]: “leader” không dùng được"),
    # No reminder reaches an admin, who is neither of the unit nor coordinates: it would be said that nobody is there.
    ("unit_leader]", "admin]", "dòng 40: reminder_policies[0].steps[1].to[1]: “admin” không dùng được"),
    ("unit_leader]", "leader]", "có phải “unit_leader”?"),
]


TOO_LIKE = "chỉ khác chữ hoa, chữ thường hoặc kiểu chữ so với mã"
BTG = "{code: BTG, name: Ban Tuyên giáo}"
RESPELLED = [
    (PYT, PYT.replace("PYT", "pkt"), f"dòng 9: units[2].code: mã “pkt” {TOO_LIKE} “PKT” ở dòng 8; cần mã khác hẳn"),
    (PYT, PYT.replace("PYT", "ＰＫＴ"), f"dòng 9: units[2].code: mã “ＰＫＴ” {TOO_LIKE} “PKT” ở dòng 8"),
    ("{code: DANG,", "{code: Ban,", f"dòng 5: unit_classes[1].code: mã “Ban” {TOO_LIKE} “BAN” ở dòng 4"),
    ('code: "1.10"', 'code: "１.1"', f"dòng 17: plans[0].tasks[1].code: mã “１.1” {TOO_LIKE} “1.1” ở dòng 16"),
    ("{code: II.2, ", "{code: ii.1, ", f"task_groups[1].code: mã “ii.1” {TOO_LIKE} “II.1” ở dòng 14"),
    ("reminder_policies:\n", "reminder_policies:\n  - {code: Chuan, steps: []}\n", f"mã “chuan” {TOO_LIKE} “Chuan”"),
    ("code: NGAY", "code: quy", f"dòng 28: requirements[1].code: mã “quy” {TOO_LIKE} “QUY” ở dòng 19"),
]


def problems(text: str | bytes, known: Known | None = None) -> list[str]:
    with pytest.raises(SetupProblems) as caught:
        read_setup(text, (lambda code: known) if known is not None else None)
    return all_read(caught.value.problems)


def test_the_small_file_is_right() -> None:
    assert read_setup(SMALL, lambda code: {}).file.organisation.code == "THU"


@each(("old", "new", "expected"), CASES)
def test_each_problem_is_told_once_with_its_line(old: str, new: str, expected: str) -> None:
    (found,) = problems(changed((old, new)))
    assert expected in found


@each(("old", "new", "expected"), RESPELLED)
def test_codes_that_nobody_could_tell_apart_are_refused(old: str, new: str, expected: str) -> None:
    assert expected in problems(changed((old, new)))[0]


def test_a_plan_spelled_in_two_ways_and_letters_that_only_look_alike() -> None:
    plans = changed(("plans:\n", "plans:\n  - {code: kh, title: Kế hoạch khác}\n"))
    assert problems(plans) == [f"dòng 12: plans[1].code: mã “KH” {TOO_LIKE} “kh” ở dòng 11; cần mã khác hẳn"]
    with_d = changed(
        (BTG, f"{BTG}\n  - {{code: Đ2, name: Một}}\n  - {{code: Ð2, name: Hai}}")
    )  # a D with stroke, an Eth
    assert problems(with_d) == [f"dòng 9: units[2].code: mã “Ð2” {TOO_LIKE} “Đ2” ở dòng 8; cần mã khác hẳn"]


def test_points_d_and_đ_of_one_list_are_two() -> None:
    lettered = changed(('"1.1", group', "1.d, group"), ('"1.10"', "1.đ"), ('["1.1"]', "[1.d]"))
    assert [task.code for task in (read_setup(lettered).file.plans or [])[0].tasks or []] == ["1.d", "1.đ"]


def test_beside_what_is_loaded_they_are_refused_too() -> None:
    known: Known = {("organisation", None): frozenset({"thu"}), ("units", None): frozenset({"pyt", "PKT"}),
                    ("tasks", "KH"): frozenset({"１.1"}), ("tasks", "KHAC"): frozenset({"１.10"})}  # fmt: skip
    told = f"{TOO_LIKE} “{{0}}” đã nạp trước; cần ghi đúng “{{0}}”, hoặc mã khác hẳn"
    assert problems(SMALL, known) == [
        f"dòng 2: organisation.code: mã “THU” {told.format('thu')}",
        f"dòng 9: units[2].code: mã “PYT” {told.format('pyt')}",
        f"dòng 16: plans[0].tasks[0].code: mã “1.1” {told.format('１.1')}",
    ]


@each(
    ("old", "new", "expected"),
    [
        (PKT, PKT.replace("[BAN]", "[BANG]"), "dòng 8: units[1].classes[0]: không có lớp đơn vị “BANG”"),
        ("with: [PKT]}", "with: [PTK]}", "dòng 13: plans[0].coordinators.with[0]: không có đơn vị “PTK”"),
        ("{lead: BTG,", "{lead: VP,", "dòng 13: plans[0].coordinators.lead: không có đơn vị “VP”"),
        (
            "group: II.2",
            "group: II.3",
            "dòng 17: plans[0].tasks[1].group: không có nhóm nhiệm vụ “II.3” trong",
        ),
        (
            "[II.2]",
            "[II.5]",
            "dòng 23: requirements[0].tasks.groups[0]: không có nhóm nhiệm vụ “II.5”",
        ),
        ('["1.1"]', '["1.2"]', "dòng 23: requirements[0].tasks.codes[0]: không có nhiệm vụ “1.2” trong kế hoạch KH"),
        ("{classes: [BAN]}\n    tasks", "{codes: [PYTT]}\n    tasks", "dòng 22: requirements[0].units.codes[0]"),
        ("reminders: chuan", "reminders: chuẩn", "dòng 27: requirements[0].reminders: không có lịch nhắc “chuẩn”"),
    ],
)
def test_an_unknown_code_is_told_with_its_line(old: str, new: str, expected: str) -> None:
    (found,) = problems(changed((old, new)), known={})
    assert expected in found


def test_an_unknown_code_comes_with_the_nearest_known_one() -> None:
    wrong = changed(("with: [PKT]}", "with: [PKTE]}"))
    assert problems(wrong, {})[0].endswith("có phải “PKT”?")
    assert problems(wrong, {("units", None): frozenset({"PKTEC"})})[0].endswith("có phải “PKTEC”?")
    assert read_setup(wrong, lambda code: {("units", None): frozenset({"PKTE"})})


def test_an_unknown_plan_is_one_problem_and_not_one_for_each_of_its_tasks() -> None:
    wrong = SMALL.replace("plan: KH\n    title: Báo cáo quý", "plan: KHX\n    title: Báo cáo quý")
    assert problems(wrong, {}) == [
        "dòng 20: requirements[0].plan: không có kế hoạch “KHX”; cần một mã đã khai báo; có phải “KH”?"
    ]


def test_many_unknown_codes_are_all_told_without_taking_long() -> None:
    units = "".join(f"  - {{code: U{n}, name: N, classes: [C{n}]}}\n" for n in range(1500))
    classes = "".join(f"  - {{code: X{n}, name: N}}\n" for n in range(1500))
    found = problems(f"version: 1\norganisation: {{code: A}}\nunit_classes:\n{classes}units:\n{units}", {})
    assert len(found) == 1500


def test_all_problems_of_a_file_are_told_at_once_in_its_order() -> None:
    wrong = changed(
        ("version: 1\n", "version: 3\n"),
        ('code: "1.10"', "code: 1.10"),
        ("{code: BTG,", "{code: PKT,"),
        ("{lead: BTG,", "{lead: VP,"),
        ("type: quarterly", "type: weekly"),
        ("before: 5wd", "before: 5h"),
        ("reminders: chuan", "reminder: chuan"),
    )
    assert [line.split(": ")[:2] for line in problems(wrong, {})] == [
        ["dòng 1", "version"],
        ["dòng 8", "units[1].code"],
        ["dòng 13", "plans[0].coordinators.lead"],
        ["dòng 17", "plans[0].tasks[1].code"],
        ["dòng 25", "requirements[0].data_window"],
        ["dòng 26", "requirements[0].due"],
        ["dòng 27", "requirements[0].reminder"],
        ["dòng 39", "reminder_policies[0].steps[0].at"],
    ]


def test_a_problem_knows_its_line_place_and_message() -> None:
    with pytest.raises(SetupProblems) as caught:
        read_setup(changed((DUE, "due: {day: 32}")))
    (problem,) = caught.value.problems
    assert (problem.line, problem.where) == (26, "requirements[0].due.day")
    assert as_read(problem.message) == "“32” không dùng được; cần số từ 1 đến 31, hoặc last"
    assert as_read(caught.value) == f"dòng 26: requirements[0].due.day: {as_read(problem.message)}"


@each(
    ("old", "new", "expected"),
    [
        (
            "{code: PYT, name: Phòng Y tế, classes: [BAN]}",
            '{code: PYT, name: Phòng Y tế, classes: ["Các ban"]}',
            "không có lớp đơn vị “Các ban”; cần một mã đã khai báo; có phải “BAN”?",
        ),
        ('codes: ["1.1"]', 'codes: ["1.1 và 1.10"]', "nhiều mã thì cách nhau bằng dấu phẩy: 1.1, 1.10"),
        ('codes: ["1.1"]', 'codes: ["1.1 - 1.10"]', "nhiều mã thì cách nhau bằng dấu phẩy: 1.1, 1.10"),
        ('codes: ["1.1"]', 'codes: ["1.1-1.10"]', "nhiều mã thì cách nhau bằng dấu phẩy: 1.1, 1.10"),
        ('codes: ["1.1"]', 'codes: ["1.1 & 1.10"]', "nhiều mã thì cách nhau bằng dấu phẩy: 1.1, 1.10"),
    ],
)
def test_of_what_is_no_code_it_is_told_which_is_meant(old: str, new: str, expected: str) -> None:
    (said,) = problems(changed((old, new)), {})
    assert expected in said


def test_a_class_may_be_called_by_a_part_of_its_name() -> None:
    named = changed(
        ("name: Các ban}", 'name: "Các ban, ngành"}'), ("Phòng Y tế, classes: [BAN]", "Phòng Y tế, classes: [ngành]")
    )
    (said,) = problems(named, {})
    assert said.endswith("có phải “BAN”?")
