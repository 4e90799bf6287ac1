"""What an administration changes in its setup while the office lives; each gives another setup, or None."""

import json
from collections.abc import Callable, Mapping
from datetime import date

from tests.lives.demands import draw_policy, draw_requirement, fields_for
from tests.lives.drawing import Draw
from tests.lives.keys import Tree
from tests.lives.offices import NEW_UNITS, change_of

Change = Callable[[Draw, Tree, date], None]


def changed(draw: Draw, setup: Tree, today: date, how: str) -> Tree:
    tree: Tree = json.loads(json.dumps(setup))
    CHANGES[how](draw, tree, today)
    return tree


def _untouched(tree: Tree) -> list[str]:
    """Units that no change speaks of, and that coordinate nothing."""
    touched = {code for one in tree.get("unit_changes", ()) for code in (*one["before"], *one.get("after", ()))}
    return [unit["code"] for unit in tree["units"] if unit["code"] not in {*touched, "BTG", "U1"}]


def _reorganise(kind: str) -> Change:
    def change(draw: Draw, tree: Tree, today: date) -> None:
        free, many = _untouched(tree), 2 if kind == "merge" else 1
        if len(free) < many:
            return
        before = draw.sample(free, many)
        tree.setdefault("unit_changes", []).append(change_of(draw, kind, before, tree["units"], today))

    return change


def _new_requirement(draw: Draw, tree: Tree, today: date) -> None:
    code = f"BC{len(tree['requirements'])}"
    policies, alive = tree["reminder_policies"], set(_untouched(tree))
    units = [unit for unit in tree["units"] if unit["code"] in alive]
    if len(units) >= 3:
        tree["requirements"].append(draw_requirement(draw, code, draw.one(tree["plans"]), units, policies, today))


def _policy(draw: Draw, tree: Tree, today: date) -> None:
    one = draw.one(tree["reminder_policies"])
    one.update(draw_policy(draw, one["code"]))
    one.setdefault("quiet_hours", None)  # what is left out stays
    one.setdefault("working_days_only", False)


def _reminders(draw: Draw, tree: Tree, today: date) -> None:
    draw.one(tree["requirements"])["reminders"] = draw.one([*[one["code"] for one in tree["reminder_policies"]], None])


def _fields(draw: Draw, tree: Tree, today: date) -> None:
    one = draw.one(tree["requirements"])
    plan = next(plan for plan in tree["plans"] if plan["code"] == one["plan"])
    one["fields"] = fields_for(draw, one, plan) if draw.maybe(0.8) else []


def _units(draw: Draw, tree: Tree, today: date) -> None:
    one, free = draw.one(tree["requirements"]), _untouched(tree)
    if free and "lead" not in one["units"]:
        one["units"]["codes"] = sorted({*one["units"].get("codes", ()), *draw.some(free, 1, 2)})


def _classes(draw: Draw, tree: Tree, today: date) -> None:
    unit = draw.one([unit for unit in tree["units"] if unit["code"] in _untouched(tree)] or tree["units"][:1])
    unit["classes"] = draw.some([one["code"] for one in tree["unit_classes"]], 1, 2)


def _due(draw: Draw, tree: Tree, today: date) -> None:
    one = draw.one(tree["requirements"])
    if "due" in one:
        one["due"]["time"] = draw.one(("17:00", "24:00", "09:15"))
        one["due"]["when_not_working"] = draw.one(("forward", "keep"))


def _new_unit(draw: Draw, tree: Tree, today: date) -> None:
    number = len(tree["units"])
    name = f"{draw.one(NEW_UNITS)} ({number}) ⟦M{number}⟧"
    unit = {
        "code": f"M{number}",
        "name": name,
        "classes": draw.some([one["code"] for one in tree["unit_classes"]], 1, 1),
    }
    tree["units"].append(unit)
    tree["people"].append({"unit": unit["code"], "role": "focal_point", "name": f"Người mới {number}"})


def _organisation(draw: Draw, tree: Tree, today: date) -> None:
    tree["organisation"]["digest_at"] = draw.one(("07:00", "08:30", "13:00"))
    tree["organisation"]["address_form"] = draw.one(("anh_chi", "dong_chi"))


def _task(draw: Draw, tree: Tree, today: date) -> None:
    plan = draw.one(tree["plans"])
    plan["tasks"].append({"code": f"9.{len(plan['tasks'])}", "title": "Nhiệm vụ giao thêm"})


def _mailbox(draw: Draw, tree: Tree, today: date) -> None:
    one = draw.one(tree["people"])
    one["email"] = "bỏ" if "email" in one and draw.maybe(0.3) else f"moi{len(str(tree))}@coquan.example"


CHANGES: Mapping[str, Change] = {
    "rename": _reorganise("rename"),
    "merge": _reorganise("merge"),
    "split": _reorganise("split"),
    "new requirement": _new_requirement,
    "policy": _policy,
    "reminders": _reminders,
    "fields": _fields,
    "units": _units,
    "classes": _classes,
    "due": _due,
    "new unit": _new_unit,
    "organisation": _organisation,
    "task": _task,
    "mailbox": _mailbox,
}
