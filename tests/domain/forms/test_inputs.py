"""What stands in the inputs of a page is what was said, and nothing that was not touched is changed by sending it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import form
from domain.forms.fields import LARGEST, Field, Status
from domain.forms.form import Form
from domain.text import nfc
from domain.typed import leaves_empty
from handlers.forms import page_inputs
from tests.each import each

TODAY = date(2026, 12, 15)
NUMBER = Field("so", "number", name="Số", unit="thủ tục", target=120, least=-5, most=LARGEST)
CHOICE = Field("muc", "choice", name="Mức", choices=("cao", "thap"), names=("Cao", "Thấp"), required=True)
DOCUMENT = Field(
    "vb", "document", name="Văn bản", only_when=("status", frozenset({Status.DONE, Status.IN_PROGRESS})), limit=0
)
DAY = Field("ngay", "date", name="Ngày", only_when=("muc", frozenset({"cao"})))
TEXT = Field("chu", "text", name="Chữ", limit=300)
FORM = Form((*form.FIELDS, NUMBER, CHOICE, DOCUMENT, DAY, TEXT))

days = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300).map(nfc).filter(bool)
telling = texts.filter(lambda text: not leaves_empty("obstacle", text))
parts = st.text(max_size=200).map(lambda text: " ".join(nfc(text).split()))
numbers = st.integers(-5, 10**15) | st.floats(-5, 1e9).map(lambda value: round(value, 4))
figures = st.fixed_dictionaries(
    {"what": st.just("vốn"), "n": st.integers(0, 9), "of": st.none(), "unit": st.just("đồng")}
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "status": st.sampled_from(list(Status)).map(str),
    "percent": st.integers(0, 99) | st.floats(0, 99),
    "done_on": days,
    "figures": st.lists(figures, min_size=1, max_size=3),
    "result": telling,
    "obstacle": telling,
    "recommendation": telling,
    "files": st.just([{"id": 1, "name": "a.pdf", "kind": "pdf", "size": 3, "sha256": "x"}]),
    "so": numbers,
    "muc": st.sampled_from(["cao", "thap"]),
    "vb": st.fixed_dictionaries({"number": parts.filter(bool), "date": days, "issuer": parts}),
    "ngay": days,
    "chu": texts,
}


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    """What a draft can hold: everything is said through `merge`."""
    said = draw(st.fixed_dictionaries({}, optional=VALUES))
    if said.get("status") != Status.IN_PROGRESS and "status" in said:
        said.pop("percent", None)  # the last word: a per cent would make it one in progress
    return form.merge({}, said, FORM)


def as_a_browser_sends(shown: dict[str, str]) -> dict[str, str]:
    return {name: text.replace("\n", "\r\n") for name, text in shown.items()}


@given(drafts())
def test_what_was_not_touched_comes_back_as_it_was(said: dict[str, Any]) -> None:
    back = page_inputs.read(FORM, as_a_browser_sends(page_inputs.all_shown(FORM, said)), said, TODAY)
    assert not back.problems
    assert back.answers == said
    assert page_inputs.digest(back.answers) == page_inputs.digest(said)


@pytest.mark.parametrize(
    ("value", "shown"), [(1250, "1250"), (12.5, "12,5"), (1.125, "1,1250"), (1e-7, "0,0000001"), (-2.0, "-2"), (0, "0")]
)
def test_a_number_is_written_so_that_it_is_read_in_one_way(value: float, shown: str) -> None:
    assert page_inputs.shown(NUMBER, value) == {"so": shown}
    assert page_inputs.read(FORM, {"so": shown}, {}, TODAY).answers == {"so": value}


@given(st.floats(-5, LARGEST))
def test_not_even_the_last_digit_of_a_number(value: float) -> None:
    said = form.merge({}, {"so": value}, FORM)
    assert page_inputs.read(FORM, page_inputs.all_shown(FORM, said), said, TODAY).answers == said


@given(drafts())
def test_what_is_shown_is_read_by_itself(said: dict[str, Any]) -> None:
    """As where somebody took it all away meanwhile. What no input shows is not there then."""
    back = page_inputs.read(FORM, as_a_browser_sends(page_inputs.all_shown(FORM, said)), {}, TODAY)
    assert set(back.problems.values()) <= {"secret"}
    for code, value in said.items():
        kind = FORM.by_code[code].kind
        if kind not in page_inputs.UNWRITTEN and not back.problems:
            assert back.answers[code] == (pytest.approx(value, abs=1e-6) if kind in ("number", "percent") else value)


@pytest.mark.parametrize("typed", ["không", "Không có khó khăn, vướng mắc", "-", "0", "bình thường"])
def test_words_that_there_is_none_leave_a_text_empty(typed: str) -> None:
    given_ = {"status": "done", "obstacle": typed, "chu": typed}
    assert page_inputs.read(FORM, given_, {}, TODAY).answers == {"status": "done", "chu": typed}
    kept = {"status": "done", "obstacle": typed}  # from before: what nobody touches stays
    assert page_inputs.read(FORM, page_inputs.all_shown(FORM, kept), kept, TODAY).answers == kept


SENT = [*VALUES, "vb:number", "vb:date", "vb:issuer", "?"]


@given(st.dictionaries(st.sampled_from(SENT), st.text(max_size=40)), drafts())
def test_whatever_is_sent_leaves_a_draft_that_the_form_takes(given_: dict[str, str], said: dict[str, Any]) -> None:
    back = page_inputs.read(FORM, given_, said, TODAY)
    assert FORM.kept(back.answers) == back.answers
    for code, value in back.answers.items():
        assert form.checked(FORM.by_code[code], value) == value


@each(
    ("code", "typed", "value"),
    [
        ("percent", "40,5 %", 40.5),
        ("percent", "0", 0),
        ("so", "1.250", 1250),
        ("so", "1250 thủ tục", 1250),
        ("so", "96/120", 96),
        ("so", "-2", -2),
        ("ngay", "5/3/2026", "2026-03-05"),
        ("ngay", "2026-03-05", "2026-03-05"),
        ("chu", " một \r\n hai ", "một\nhai"),
    ],
)
def test_what_is_typed(code: str, typed: str, value: Any) -> None:
    given_ = {"muc": "cao", "status": "in_progress", code: typed}
    assert page_inputs.read(FORM, given_, {}, TODAY).answers[code] == value


@each(
    ("code", "typed", "why"),
    [
        ("status", "cancelled", "choice"),
        ("percent", "101", "percent"),
        ("percent", "nửa", "percent"),
        ("so", "-6", "limits"),
        ("so", "nhiều", "number"),
        ("so", "trên 50", "number"),
        ("so", "1e999", "number"),
        ("ngay", "30/2/2026", "date"),
        ("ngay", "không", "date"),
        ("chu", "a" * 301, "text"),
        ("chu", "Mật", "secret"),
        ("result", "a" * 2001, "text"),
    ],
)
def test_what_cannot_be_read(code: str, typed: str, why: str) -> None:
    read = page_inputs.read(FORM, {"muc": "cao", "status": "in_progress", code: typed}, {}, TODAY)
    assert read.problems == {code: why}
    assert code not in read.answers


@pytest.mark.parametrize("lacking", ["number", "date"])
def test_a_document_needs_its_number_and_its_day(lacking: str) -> None:
    whole = {"vb:number": "12/KH-UBND", "vb:date": "5/3/2026", "vb:issuer": "UBND phường", "status": "done"}
    assert page_inputs.read(FORM, whole, {}, TODAY).answers["vb"] == {
        "number": "12/KH-UBND", "date": "2026-03-05", "issuer": "UBND phường",
    }  # fmt: skip
    assert page_inputs.read(FORM, {**whole, f"vb:{lacking}": " "}, {}, TODAY).problems == {"vb": "document"}
    assert page_inputs.read(FORM, {**whole, "vb:number": "1" * 201}, {}, TODAY).problems == {"vb": "document"}


def test_what_is_not_asked_is_neither_kept_nor_complained_about() -> None:
    left_over = {"status": "done", "percent": "140", "ngay": "30/2/2026", "muc": "thap"}
    read = page_inputs.read(FORM, left_over, {}, TODAY)
    assert (read.answers, read.problems) == ({"status": "done", "muc": "thap"}, {})


def test_a_per_cent_alone_says_how_the_task_stands() -> None:
    assert page_inputs.read(FORM, {"percent": "40"}, {}, TODAY).answers == {"status": "in_progress", "percent": 40}
    assert page_inputs.read(FORM, {"percent": "100"}, {}, TODAY).answers == {"status": "done"}


FIGURES = [
    {"what": "giải ngân", "n": 1_500_000_000, "of": None, "unit": "đồng"},
    {"what": "", "n": 5, "of": 12, "unit": "doanh nghiệp"},
]


def test_figures_stand_on_a_line_each_and_are_read_as_in_the_chat() -> None:
    shown = page_inputs.all_shown(FORM, {"figures": FIGURES})
    assert shown == {"figures": "giải ngân 1.500.000.000 đồng\n5/12 doanh nghiệp"}
    assert page_inputs.read(FORM, shown, {}, TODAY).answers == {"figures": FIGURES}
    typed = {"figures": "giải ngân 1,5 tỷ đồng; 5/12 doanh nghiệp"}
    assert page_inputs.read(FORM, typed, {}, TODAY).answers == {"figures": FIGURES}
    more = {"figures": f"{shown['figures']}\n\n  kinh phí 20 triệu "}
    assert page_inputs.read(FORM, more, {"figures": FIGURES}, TODAY).answers["figures"] == [
        *FIGURES,
        {"what": "kinh phí", "n": 20_000_000, "of": None, "unit": "đồng"},
    ]


@pytest.mark.parametrize("typed", ["40%", "xong", "1,500 tỷ", "5/12", "hơn 2 tỷ", "nhiều", "2 tỷ\nvướng: thiếu vốn"])
def test_what_is_no_certain_figure_is_said_beside_it(typed: str) -> None:
    read = page_inputs.read(FORM, {"status": "done", "figures": typed}, {}, TODAY)
    assert (read.answers, read.problems) == ({"status": "done"}, {"figures": "figures"})


@given(st.integers(0, 10**15) | st.floats(0, 1e9).map(lambda value: round(value, 3)), st.none() | st.integers(1, 10**7))
def test_a_figure_on_a_line_left_alone_stays_to_the_last_digit(n: float, of: int | None) -> None:
    """Beside one that was typed anew."""
    kept = [{"what": "vốn \t 1.500", "n": n, "of": of, "unit": "đồng"}]
    shown = page_inputs.all_shown(FORM, {"figures": kept})["figures"]
    read = page_inputs.read(FORM, {"figures": f"{shown}\n3/4 xã"}, {"figures": kept}, TODAY)
    assert read.answers["figures"] == [*kept, {"what": "", "n": 3, "of": 4, "unit": "xã"}]


def test_figures_are_taken_away_where_their_input_is_emptied() -> None:
    said = {"status": "done", "figures": [{"what": "vốn", "n": 5, "of": None, "unit": "đồng"}]}
    shown = page_inputs.all_shown(FORM, said)
    assert page_inputs.read(FORM, shown, said, TODAY).answers == said
    assert page_inputs.read(FORM, {**shown, "figures": " "}, said, TODAY).answers == {"status": "done"}


def test_what_is_still_missing() -> None:
    assert [one.code for one in page_inputs.missing(FORM, {})] == ["status", "muc"]
    assert page_inputs.missing(FORM, {"status": "done", "muc": "cao"}) == []


def test_what_is_too_long_is_refused_before_anything_looks_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def looks(text: str) -> str:
        seen.append(len(text))
        return nfc(text)

    monkeypatch.setattr(page_inputs, "nfc", looks)
    monkeypatch.setattr(page_inputs, "is_marked_secret", lambda text: not looks(text))
    for one in FORM.fields:
        given = dict.fromkeys(page_inputs.names(one), "\n" * 60000)
        found = page_inputs.read(FORM, {"status": "done", "muc": "cao"} | given, {}, TODAY)
        assert given == {} or one.code in found.problems
    assert max(seen) < 10_000
