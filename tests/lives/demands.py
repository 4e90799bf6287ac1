"""What a random office asks for: reports with their periods, due moments and own fields, and how it reminds of them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendar.periods import WITHIN_A_MONTH, PeriodType
from domain.forms.fields import Status
from tests.lives.drawing import Draw
from tests.lives.keys import Tree, words_of_keys

WITH_WINDOW = ("monthly", "quarterly", "half_yearly", "yearly")  # Decree 09/2019, article 12
ROLES = words_of_keys()["reminder_policies.steps.to"]
_PLAIN = (PeriodType.DAILY, PeriodType.HALF_MONTHLY)  # they take few keys, so that they are seldom drawn
_OFTEN = {PeriodType.WEEKLY: 4, **dict.fromkeys(_PLAIN, 1)}
LONGEST = {"weekly": 7, "half_monthly": 16, "monthly": 31, "quarterly": 92}  # days
TYPES = tuple(str(one) for one in PeriodType for _ in range(_OFTEN.get(one, 3)))
STATUSES = tuple(str(status) for status in Status)


def draw_policy(draw: Draw, code: str) -> Tree:
    tree: Tree = {"code": code, "steps": [_step(draw) for _ in range(draw.randint(2, 5))]}
    if draw.maybe(0.6):
        tree["quiet_hours"] = draw.one((
            {"from": "20:00", "to": "07:30"}, {"from": "12:00", "to": "13:30"}, {"from": "18:00", "to": "24:00"}, None,
        ))  # fmt: skip
    if draw.maybe(0.6):
        tree["working_days_only"] = draw.maybe()
    return tree


def _step(draw: Draw) -> Tree:
    kind = draw.one(("before", "before", "after", "every"))
    amount = draw.randint(1, 9) if kind == "every" else draw.randint(0, 9)
    unit = draw.one(("wd", "d", "h", "m", "s"))
    if kind == "every" and unit in ("m", "s"):  # a volley of them would say nothing that a few do not
        unit = "h"
    tree: Tree = {kind: f"{amount}{unit}", "to": draw.some(ROLES, 1, 3)}
    if unit in ("wd", "d") and draw.maybe(0.6):
        tree["at"] = draw.one(("08:30", "00:00", "19:45", "23:59"))
    return tree


def draw_requirement(draw: Draw, code: str, plan: Tree, units: list[Tree], policies: list[Tree], today: date) -> Tree:
    type = draw.one(TYPES)
    tree: Tree = {
        "code": code,
        "plan": plan["code"],
        "title": f"Báo cáo {code}"
        + (" về kết quả thực hiện các nhiệm vụ trọng tâm trong kỳ" if draw.maybe(0.3) else ""),
        "units": _owing(draw, units),
        "tasks": _tasks(draw, plan),
        "period": _period(draw, type, today),
    }
    if draw.maybe(0.6):
        tree["data_window"] = draw.one(("calendar", "decree_09")) if type in WITH_WINDOW else "calendar"
    if type != "once":
        tree["due"] = _due(draw, type)
    if draw.maybe(0.9):
        tree["reminders"] = draw.one([*[policy["code"] for policy in policies] * 3, None])
    if draw.maybe(0.75):
        tree["fields"] = fields_for(draw, tree, plan)
    return tree


def _owing(draw: Draw, units: list[Tree]) -> Tree:
    codes = [unit["code"] for unit in units if unit["code"] != "BTG"]
    if draw.maybe(0.35):
        lead, *others = draw.sample(codes, draw.randint(1, 3))
        return {"lead": lead} | ({"with": others} if others else {})
    used = sorted({one for unit in units for one in unit.get("classes", ())})
    tree: Tree = {}
    if used and draw.maybe(0.6):
        tree["classes"] = draw.some(used, 1, 2)
    if not tree or draw.maybe(0.5):
        tree["codes"] = draw.some(codes, 1, 4)
    return tree


def _tasks(draw: Draw, plan: Tree) -> object:
    groups = sorted({task["group"] for task in plan["tasks"] if "group" in task})
    codes = [task["code"] for task in plan["tasks"]]
    tree: Tree = {}
    if draw.maybe(0.4):
        tree["codes"] = draw.some(codes, 1, 3)
    if groups and draw.maybe(0.4):
        tree["groups"] = draw.some(groups)
    return tree or draw.one(("all", {"all": True}))


def _known_tasks(tree: Tree, plan: Tree) -> list[str]:
    tasks = tree["tasks"]
    if not isinstance(tasks, dict) or "all" in tasks:
        return [task["code"] for task in plan["tasks"]]
    codes, groups = tasks.get("codes", ()), tasks.get("groups", ())
    return [task["code"] for task in plan["tasks"] if task["code"] in codes or task.get("group", "") in groups]


def _period(draw: Draw, type: str, today: date) -> Tree:
    tree: Tree = {"type": type}
    if type == "once":
        noon = datetime(today.year, today.month, today.day, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
        opens = noon + timedelta(days=draw.randint(-5, 8))
        tree["opens"] = draw.one((f"{opens.isoformat()}", "+0s", "+90s", "+2h", "+3d"))
        due = f"{(opens + timedelta(days=draw.randint(9, 20))).isoformat()}"
        tree["due"] = draw.one((due, "+9d", "+100h", "+15d"))
        if tree["due"] == "+100h" and not tree["opens"].startswith("+"):
            tree["due"] = due  # else it might be before that day
        return tree
    if type == "daily":  # a few of them, as each is a report
        tree["from"], tree["until"] = f"{today}", f"{today + timedelta(days=draw.randint(0, 3))}"
        return tree
    # Weeks and months are bounded closely, so that some begin and some end while the office lives.
    if draw.maybe(0.4):
        tree["from"] = draw.day(today, 380, -100 if type.endswith("yearly") else 20)
    if draw.maybe(0.4):
        tree["until"] = draw.day(today + timedelta(days=400), 0, 100) if draw.maybe() else draw.day(today, -30, 60)
    if type in ("yearly", "nine_monthly", "half_yearly") and "from" in tree and "until" in tree:
        tree["until"] = draw.day(today + timedelta(days=500), 0, 300)
    if "from" in tree and "until" in tree:  # at least one begins between them
        first = date.fromisoformat(tree["from"]) + timedelta(days=LONGEST.get(type, 0))
        tree["until"] = max(tree["until"], f"{first}")
    return tree


def _due(draw: Draw, type: str) -> Tree:
    if draw.maybe(0.25):
        tree: Tree = {"after_period": draw.one(("45d", "10wd", "0d"))}
        if draw.maybe(0.3):
            tree["before_end"] = False
        if draw.maybe(0.3):
            tree["year"] = "same"
        if type not in WITHIN_A_MONTH and draw.maybe(0.85):
            tree["exceptions"] = [{"month": 12, "day": 22}]
    elif type in ("daily", "half_monthly"):
        tree = {"before_end": True} if draw.maybe(0.3) else {}
    elif type == "weekly":
        tree = {"before_end": True} if draw.maybe(0.3) else {}
        if draw.maybe(0.8):
            tree["weekday"] = draw.randint(1, 7) if tree else 7
    else:
        tree = _dated(draw, type)
    if draw.maybe():
        tree["time"] = draw.one(("17:00", "24:00", "17:00" if type == "daily" else "00:00", "11:30"))
        if tree.get("weekday") == 1 and tree["time"] == "00:00":
            tree["time"] = "11:30"  # else it would be due as its week begins
    if draw.maybe():
        tree["when_not_working"] = draw.one(("forward", "backward", "keep"))
    return tree


def _dated(draw: Draw, type: str) -> Tree:
    """Not before its figures are there, unless it says so."""
    if type in ("yearly", "nine_monthly") and draw.maybe(0.3):
        return {"month": draw.randint(1, 12), "day": draw.randint(1, 31), "year": "next"}
    tree: Tree = {}
    if draw.maybe(0.8):
        tree["month"] = draw.one(("last", "next", "next"))
    if draw.maybe(0.8):
        tree["day"] = draw.one((1, 10, 17, 28, 30, 31, "last"))
    if draw.maybe(0.3):
        tree["year"] = "same"
    if draw.maybe(0.3):
        tree["before_end"] = True
    elif tree.get("month", "last") == "last":
        tree["day"] = "last"
    if draw.maybe(0.85):  # no day near it is drawn above, so that no two reports are due together
        tree["exceptions"] = [{"month": 12, "day": 22}]
    return tree


# Own fields


def fields_for(draw: Draw, requirement: Tree, plan: Tree) -> list[Tree]:
    tasks, found = _known_tasks(requirement, plan), list[Tree]()
    for number in range(draw.randint(1, 6)):
        kind = draw.one(("number", "number", "choice", "date", "text", "document"))
        one: Tree = {"code": f"f{number}_{kind}", "name": f"Chỉ tiêu {number} {NAMES[kind]}", "kind": kind}
        if draw.maybe(0.5):
            one["required"] = draw.maybe()
        if tasks and draw.maybe(0.3):
            one["tasks"] = draw.some(tasks, 1, 2)
        if draw.maybe(0.4):
            one["only_when"] = _condition(draw, found, one)
        found.append(one | (OF_KIND[kind](draw) if kind in OF_KIND else {}))
    return found


NAMES = {"number": "số hồ sơ", "choice": "kết quả", "date": "ngày họp", "text": "ghi chú", "document": "văn bản"}
CHOICES = [
    {"code": "tot", "name": "Hoàn thành tốt"}, {"code": "dat", "name": "Đạt yêu cầu"},
    {"code": "khong", "name": "Không đạt"},
]  # fmt: skip


def _condition(draw: Draw, before: list[Tree], one: Tree) -> Tree:
    others = [other for other in before if other["kind"] == "choice" and "tasks" not in other]
    if others and draw.maybe():
        other = draw.one(others)
        return {"field": other["code"], "is": draw.some([choice["code"] for choice in other["choices"]], 1, 2)}
    return {"field": "status", "is": draw.some(STATUSES, 1, 2)}


def _number(draw: Draw) -> Tree:
    tree: Tree = {}
    least, most = draw.one((-50, 0, 10)), draw.one((500, 2000.5))
    for key, value in (
        ("unit", draw.one(("hồ sơ", "triệu đồng", "%"))),
        ("min", least),
        ("max", most),
        ("target", draw.one((100, 250, 96.5))),
        ("may_exceed", draw.maybe()),
        ("over_units", draw.one(("sum", "mean", "last", "max"))),
    ):
        if draw.maybe():
            tree[key] = value
    return tree


def _choice(draw: Draw) -> Tree:
    return {"choices": CHOICES[: draw.randint(2, 3)]}


def _text(draw: Draw) -> Tree:
    return {"limit": draw.one((20, 300, 2000))} if draw.maybe() else {}


OF_KIND = {"number": _number, "choice": _choice, "text": _text}
