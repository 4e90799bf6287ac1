"""A random office as its setup file says it: whatever can be said in one is said in some of them."""

from datetime import date

from domain.rights import Role
from tests.lives.demands import draw_policy, draw_requirement
from tests.lives.drawing import Draw
from tests.lives.keys import Tree

UNITS = (
    "Ban Tuyên giáo", "Phòng Kinh tế & <Hạ tầng>", "Phường 1", "Phường 10", "Xã Cẩm Giang", "Xã Cẩm Giàng",
    "Ủy ban nhân dân xã Ea H'Leo", "Đảng ủy Văn Miếu - Quốc Tử Giám", "=Văn phòng **Hội đồng**", "Xã Tân An",
    "Trung tâm Quản lý và Khai thác các công trình công cộng, dịch vụ đô thị và môi trường khu vực Đông Bắc",
)  # fmt: skip
NEW_UNITS = ("Phường Xuân Hương", "Xã Tân An Hội", "Phường Lâm Viên", "Xã Ka Đô")
PEOPLE = (
    "Nguyễn Thị Lan", "Trần Văn Hùng", "Trần Văn Hưng", "Lê Hòa", "K'Brốih", "Phạm Thị Diệu <b>", "Đỗ Ý", "Hoàng Anh",
    "Vũ Đình Minh Khôi", "Bùi {you} %s", "Ngô Bảo", "Đặng Thùy", "Y Moan Êban", "Hồ Xuân", "Dương Tuấn", "Lý Tiểu",
    "Mai Phương", "Tạ Quang", "Cao Bá", "Phan Bội", "Lương Thế", "Chu Văn", "Quách Tĩnh", "La Thoại", "Âu Dương",
)  # fmt: skip
TASKS = (
    "Tuyên truyền NQ 20, KL 50", "Quỹ phát triển KH&CN", "Ứng dụng KH&CN cho rau, hoa", "Chuyển giao vào nông nghiệp",
    "Sở hữu trí tuệ cho sản phẩm đặc trưng", "Hợp tác với viện, trường", "Ban hành kế hoạch của đơn vị",
)  # fmt: skip
CODES = ("1.1", "2.7", "3.1", "4.8", "T.1", "NV-6", "1.10", "2")
MANY_TASKS = 18  # a card with groups


def draw_office(draw: Draw, today: date) -> Tree:
    """It can be loaded as it is."""
    classes = [{"code": code, "name": f"Nhóm {code}"} for code in ("PHUONG", "XA", "BAN")]
    units, changes = _units(draw.apart(), [one["code"] for one in classes], today)
    plans = [_plan(draw.apart(), f"KH{n}", units, today) for n in range(draw.randint(1, 2))]
    policies = [draw_policy(draw.apart(), f"NHAC{n}") for n in range(draw.randint(2, 3))]
    requirements = [
        draw_requirement(draw.apart(), f"BC{n}", draw.one(plans), units, policies, today)
        for n in range(draw.randint(3, 5))
    ]
    return {
        "version": 1,
        "organisation": _organisation(draw.apart()),
        "unit_classes": classes,
        "units": units,
        **({"unit_changes": changes} if changes else {}),
        "plans": plans,
        "reminder_policies": policies,
        "requirements": requirements,
        "people": _people(draw.apart(), units, plans),
    }


def _organisation(draw: Draw) -> Tree:
    tree: Tree = {"code": "LIVES", "name": "Thành ủy Hoa Mai & <các> phường"}
    for key, words in (
        ("timezone", ("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh", "Asia/Tokyo", "America/New_York")),
        ("document_style", ("state", "party")),
        ("address_form", ("anh_chi", "dong_chi")),
        ("digest_at", ("07:45", "00:00", "16:20")),
        ("place", ("Đà Lạt", "Hoa Mai & <mới>")),
        ("abbreviation", ("TU", "UBND")),
    ):
        if draw.maybe():
            tree[key] = draw.one(words)
    if draw.maybe():
        tree["signer"] = _signer(draw)
    return tree


def _signer(draw: Draw) -> Tree:
    given: Tree = {
        "authority": draw.one((["T/M BAN THƯỜNG VỤ"], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "TL. CHỦ TỊCH")),
        "position": "Phó Bí thư & <thường trực>",
        "name": "Nguyễn Thị Huyền Trân Công Tằng Tôn Nữ",
    }
    return {key: value for key, value in given.items() if draw.maybe(0.8)}


def _units(draw: Draw, classes: list[str], today: date) -> tuple[list[Tree], list[Tree]]:
    names = draw.sample(UNITS, draw.randint(5, 7))
    units: list[Tree] = []
    for number, name in enumerate(names):
        code = f"U{number}" if number else "BTG"
        unit: Tree = {"code": code, "name": f"{name} ⟦{code}⟧"}
        if draw.maybe(0.8):
            unit["classes"] = draw.some(classes, 0 if draw.maybe(0.2) else 1, 2)
        given = {"short_name": f"Gọn {code}", "abbreviation": f"VT{number}", "order": draw.randint(1, 9)}
        units.append(unit | {key: value for key, value in given.items() if draw.maybe(0.5)})
    free = [unit["code"] for unit in units[2:]]
    draw.shuffle(free)
    changes = []
    for kind in draw.some(("rename", "merge", "split"), 0 if draw.maybe(0.3) else 1):
        before = [free.pop() for _ in range(2 if kind == "merge" else 1) if free]
        if len(before) == (2 if kind == "merge" else 1):
            changes.append(change_of(draw, kind, before, units, today))
    return units, changes


def change_of(draw: Draw, kind: str, before: list[str], units: list[Tree], today: date) -> Tree:
    tree: Tree = {
        "kind": kind,
        "date": draw.day(today, 10, 25),
        "basis": _basis(draw, today, needed=True),
        "before": before,
    }
    if draw.maybe(0.2):
        tree["basis"] = "1001/NQ-UBTVQH15"
    if kind == "rename":
        present = next(unit for unit in units if unit["code"] == before[0])
        tree["name"] = f"{present['name']} mới"
        if draw.maybe(0.5):  # the list of units gives the new name from the beginning
            tree["old_name"], present["name"] = present["name"], tree["name"]
        return tree
    codes = [f"N{len(units)}", f"N{len(units) + 1}"][: 1 if kind == "merge" else 2]
    old = next(unit for unit in units if unit["code"] == before[0])
    for code in codes:
        unit = {"code": code, "name": f"{NEW_UNITS[len(units) % len(NEW_UNITS)]} ⟦{code}⟧"}
        units.append(unit | ({"classes": old["classes"]} if "classes" in old and draw.maybe(0.8) else {}))
    return tree | {"after": codes}


def _basis(draw: Draw, today: date, *, needed: bool = False) -> Tree:
    tree: Tree = {"number": "12-NQ/TW"} if needed or draw.maybe(0.8) else {}
    if draw.maybe():
        tree["date"] = draw.day(today, 400, -1)
    if draw.maybe() or not tree:
        tree["issuer"] = "Ban Chấp hành Trung ương"
    return tree


def _plan_basis(draw: Draw, today: date) -> Tree:
    given = {"kind": "Nghị quyết", "subject": "về khoa học & công nghệ"}
    return _basis(draw, today) | {key: value for key, value in given.items() if draw.maybe()}


def _plan(draw: Draw, code: str, units: list[Tree], today: date) -> Tree:
    tree: Tree = {"code": code, "title": f"Kế hoạch “{code}” về khoa học & công nghệ"}
    given: Tree = {
        "number": "26-KH/TU",
        "date": draw.day(today, 300, -1),
        "issuer": "Ban Thường vụ Thành ủy",
        "basis": [_plan_basis(draw, today) for _ in range(draw.randint(1, 2))],
        "recipients": ["Thường trực Tỉnh ủy (để báo cáo)", units[1]["name"], "Lưu"],
        "signer": _signer(draw),
        "task_groups": [{"code": "I", "title": "Nhóm một"}, {"code": "II", "title": "Nhóm hai"}],
    }
    tree |= {key: value for key, value in given.items() if draw.maybe(0.8)}
    if draw.maybe(0.9):
        lead: Tree = {"lead": "BTG"}
        tree["coordinators"] = lead | ({"with": ["U1"]} if draw.maybe(0.5) else {})
    many = draw.maybe(0.1)
    codes = [f"{n // 6 + 1}.{n % 6 + 1}" for n in range(MANY_TASKS)] if many else draw.sample(CODES, draw.randint(1, 4))
    tree["tasks"] = []
    for number, task in enumerate(codes):
        one: Tree = {"code": task, "title": TASKS[number % len(TASKS)]}
        if "task_groups" in tree and draw.maybe(0.8):
            one["group"] = draw.one(("I", "II"))
        tree["tasks"].append(one)
    return tree


def _people(draw: Draw, units: list[Tree], plans: list[Tree]) -> list[Tree]:
    """One admin, those who coordinate, and in each unit some of those who report; now and then nobody."""
    names = draw.sample(PEOPLE, len(PEOPLE))
    people: list[Tree] = []

    def add(unit: str, role: Role) -> None:
        number = len(people)
        one: Tree = {
            "unit": unit,
            "role": str(role),
            "name": names[number % len(names)] + (" 2" if number >= len(names) else ""),
        }
        if draw.maybe(0.4):
            one["email"] = f"p{number}@coquan.example"
        people.append(one)

    add("BTG", Role.COORDINATOR)
    add("BTG", Role.ADMIN)
    if draw.maybe():
        add("U1", Role.COORDINATOR)
    for unit in units:
        for role in draw.some((Role.FOCAL_POINT, Role.DEPUTY, Role.UNIT_LEADER), 0 if draw.maybe(0.15) else 1):
            add(unit["code"], role)
    _namesake(draw, people)
    return people


def _namesake(draw: Draw, people: list[Tree]) -> None:
    """Somebody has the name of another in another unit; with the same mailbox it is one person in two units."""
    one, other = draw.one(people), people[-1]
    if one["unit"] != other["unit"] and draw.maybe(0.6):
        other["name"] = one["name"]
        other.pop("email", None)
        if "email" in one and draw.maybe():
            other["email"] = one["email"]
