"""Who may do what, as a table."""

from datetime import UTC, datetime, timedelta

import pytest

from domain import rights
from domain.messaging.secret_marks import is_marked_secret
from domain.reports.states import State, WrongState, is_overdue, may_write, moved
from domain.rights import Actor, Held, Role
from tests.each import each

ORG, UNIT, OTHER, PLAN = 1, 10, 11, 5
DUE = datetime(2026, 12, 17, 10, tzinfo=UTC)
EARLIER, LATER = DUE - timedelta(seconds=1), DUE + timedelta(seconds=1)


def actor(role: Role, unit: int = UNIT, plans: frozenset[int] = frozenset()) -> Actor:
    return Actor(1, "Lan", (Held(ORG, unit, role),), plans)


@pytest.mark.parametrize(
    ("role", "reports"),
    [
        (Role.FOCAL_POINT, True),
        (Role.DEPUTY, True),
        (Role.UNIT_LEADER, True),
        (Role.COORDINATOR, False),
        (Role.ADMIN, False),
    ],
)
def test_reports_come_from_the_units_own_people(role: Role, reports: bool) -> None:
    assert rights.may_report(actor(role), UNIT) is reports
    assert not rights.may_report(actor(role), OTHER)
    assert bool(rights.may_contribute(actor(role), [UNIT, OTHER])) is reports


def test_a_report_is_seen_by_its_unit_and_by_who_follows_the_plan() -> None:
    assert rights.may_see(actor(Role.FOCAL_POINT), UNIT, PLAN)
    assert not rights.may_see(actor(Role.FOCAL_POINT), OTHER, PLAN)
    assert rights.may_see(actor(Role.COORDINATOR, plans=frozenset({PLAN})), OTHER, PLAN)
    assert not rights.may_see(actor(Role.COORDINATOR, plans=frozenset({PLAN + 1})), OTHER, PLAN)


@pytest.mark.parametrize(
    ("inviter", "role", "unit", "allowed"),
    [
        (Role.COORDINATOR, Role.FOCAL_POINT, OTHER, True),
        (Role.COORDINATOR, Role.UNIT_LEADER, OTHER, True),
        (Role.COORDINATOR, Role.FOCAL_POINT, 99, False),
        (Role.COORDINATOR, Role.COORDINATOR, OTHER, False),
        (Role.COORDINATOR, Role.ADMIN, OTHER, False),
        (Role.ADMIN, Role.COORDINATOR, 99, True),
        (Role.FOCAL_POINT, Role.FOCAL_POINT, 99, False),
    ],
)
def test_who_may_invite(inviter: Role, role: Role, unit: int, allowed: bool) -> None:
    assert rights.may_invite(actor(inviter), ORG, {UNIT, OTHER}, unit, role) is allowed


def test_an_admin_of_one_organisation_is_nobody_in_another() -> None:
    assert not rights.may_invite(actor(Role.ADMIN), ORG + 1, set(), UNIT, Role.FOCAL_POINT)


def test_states_move_only_along_their_ways() -> None:
    assert moved(State.OPEN, State.SUBMITTED) is State.SUBMITTED
    assert moved(State.SUBMITTED, State.SUBMITTED) is State.SUBMITTED
    for state in State:
        if state not in (State.SUBMITTED,):
            with pytest.raises(WrongState):
                moved(state, State.ACCEPTED)


def test_only_acceptance_and_excuse_close_a_report() -> None:
    assert {state for state in State if not may_write(state, None, DUE)} == {State.ACCEPTED, State.EXCUSED}


def test_what_was_opened_again_locks_by_itself() -> None:
    later = DUE + timedelta(seconds=1)
    assert may_write(State.ACCEPTED, DUE, DUE)
    assert not may_write(State.ACCEPTED, DUE, later)
    assert {state for state in State if may_write(state, DUE, later)} == {State.OPEN, State.SUBMITTED, State.RETURNED}


def test_overdue_is_what_is_expected_and_past_due() -> None:
    assert is_overdue(State.OPEN, DUE, LATER)
    assert is_overdue(State.RETURNED, DUE, LATER)
    assert not is_overdue(State.OPEN, DUE, DUE)
    assert not is_overdue(State.OPEN, DUE, EARLIER)
    assert not is_overdue(State.SUBMITTED, DUE, LATER)
    assert not is_overdue(State.EXCUSED, DUE, LATER)


@each(
    ("text", "secret"),
    [
        ("MẬT", True),
        ("Báo cáo (MẬT) về quý IV", True),
        ("Tối mật: kế hoạch", True),
        ("độ mật: mật", True),
        ("gửi văn bản mật", True),
        ("bảo mật thông tin", False),
        ("mật độ dân số 300 người/km2", False),
        ("bí mật kinh doanh", False),
        ("báo cáo mật độ dân cư", False),
        ("tài liệu mật mã học", False),
        ("tài liệu mật, không phổ biến", True),
        ("văn bản mất rồi", False),
        ("2.7 hoàn thành", False),
        ("MẬT: 2.7 đạt 60%", True),
        ("Mật – 2.7 đạt 60%", True),
        ("MẬT 2.7 đạt 60%", True),
        ("2.7 đạt 60% MẬT", True),
        ("2.7: MẬT", True),
        ("2.7 đạt 60%\n\n  MẬT  \n\n", True),
        ("“Mật” 2.7 đạt 60%", True),
        ("2.7 có đóng dấu mật", True),
        ("Mật độ: 300 người/km2", False),
        ("CÔNG TÁC BẢO MẬT", False),
        ("2.7 giữ BÍ MẬT", False),
        ("mật ong: 3 tấn", False),
        ("Mật khẩu: chưa đặt", False),
    ],
)
def test_secret_marks(text: str, secret: bool) -> None:
    assert is_marked_secret(text) is secret
