"""One way of finding things by what was typed, over names that differ by a mark, a word or a number alone."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import meant, spelling
from domain.finding.meant import Called
from domain.finding.shortening import shortened
from domain.text import fold
from tests.each import each


@dataclass(frozen=True)
class Unit:
    code: str
    name: str


def units(*names: str) -> list[Unit]:
    return [Unit(f"U-{number}", name) for number, name in enumerate(names)]


KNOWN = units(
    "Xã Cẩm Giang", "Xã Cẩm Giàng", "Phường 1", "Phường 10", "Xã Tân An", "Xã Tân An Hội", "Phường Ba Tơ", "Xã Ba Tô",
    "Xã Ea H'Leo", "Phường Văn Miếu - Quốc Tử Giám", "Phòng Kinh tế & Hạ tầng", "Xã Hoà Bình", "Xã Ƀuôn Hồ",
    "Phòng Y tế",
)  # fmt: skip


@each(
    ("typed", "found"),
    [
        ("Cẩm Giàng", ["Xã Cẩm Giàng"]),
        ("xã cẩm giang", ["Xã Cẩm Giang"]),
        ("cam giang", ["Xã Cẩm Giang", "Xã Cẩm Giàng"]),
        ("cẩm giâng", []),  # a mark that neither has
        ("phường Cẩm Giàng", []),  # another kind of unit
        ("phường 1", ["Phường 1"]),
        ("phuong 01", ["Phường 1"]),
        ("1", ["Phường 1"]),
        ("tan an", ["Xã Tân An"]),
        ("Hội", ["Xã Tân An Hội"]),
        ("Tân Hội", ["Xã Tân An Hội"]),
        ("phường 11", []),
        ("ba to", ["Phường Ba Tơ", "Xã Ba Tô"]),
        ("Ba Tô", ["Xã Ba Tô"]),
        ("ea h’leo", ["Xã Ea H'Leo"]),
        ("EA Hʼ LEO", ["Xã Ea H'Leo"]),
        ("Ea H´Leo", ["Xã Ea H'Leo"]),
        ("xã ea h΄leo", ["Xã Ea H'Leo"]),
        ("ea h leo", ["Xã Ea H'Leo"]),
        ("Văn Miếu-Quốc Tử Giám", ["Phường Văn Miếu - Quốc Tử Giám"]),
        ("van mieu – quoc tu giam", ["Phường Văn Miếu - Quốc Tử Giám"]),
        ("kinh tế và hạ tầng", ["Phòng Kinh tế & Hạ tầng"]),
        ("PHONG KINH TE VA HA TANG", ["Phòng Kinh tế & Hạ tầng"]),
        ("hòa bình", ["Xã Hoà Bình"]),
        ("buôn hồ", ["Xã Ƀuôn Hồ"]),
        ("u‑5", ["Xã Tân An Hội"]),  # a code with a hyphen that Word put in
        ("y tế", ["Phòng Y tế"]),
        ("yt", []),
        (" ", []),
        ("&", []),
        ("’ – &", []),
    ],
)
def test_what_was_typed_finds_what_is_meant(typed: str, found: list[str]) -> None:
    assert [unit.name for unit in meant.find(KNOWN, typed)] == found


def test_a_former_name_is_found_but_never_over_a_present_one() -> None:
    former = {"U-0": ["Xã Cẩm Giàng", "Xã Đông Hà"]}
    assert [unit.name for unit in meant.find(KNOWN, "cẩm giàng", former)] == ["Xã Cẩm Giàng"]
    assert [unit.name for unit in meant.find(KNOWN, "dong ha", former)] == ["Xã Cẩm Giang"]
    later = units("Xã Đông Hà Mới", "Xã Lan")
    assert meant.find(later, "xã đông hà", {"U-1": ["Xã Đông Hà"]}) == later[1:]
    assert meant.find(later, "đông hà", {"U-1": ["Xã Đông Hà"]}) == later, "either may be meant"


def test_numbers_may_be_roman() -> None:
    known = units("Phường 4", "Phường 14", "Quận III", "Phường Vĩnh Hội", "Xã Ia Hrú", "Phường X")
    for typed, name in {
        "Phường IV": "Phường 4", "p. iv": "Phường 4", "UBND phường XIV": "Phường 14", "quận 03": "Quận III",
        "q3": "Quận III", "Quận III": "Quận III", "phường 10": "Phường X",
    }.items():  # fmt: skip
        assert [unit.name for unit in meant.find(known, typed)] == [name], typed
    assert [unit.name for unit in meant.find(known, "phường V")] == []
    both = units("Phường 4", "Phường IV")
    assert [unit.name for unit in meant.find(both, "Phường IV")] == ["Phường IV"]
    assert len(meant.find(both, "p.iv")) == 2


def test_two_of_one_name_and_a_code_that_is_anothers_name_are_asked_about() -> None:
    alike = [Unit("A", "Phường Cửa Nam"), Unit("B", "Phường Cửa Nam"), Unit("Xã Lan", "Xã Mai"), Unit("C", "Xã Lan")]
    assert meant.find(alike, "cua nam") == alike[:2]
    assert meant.find(alike, "xã lan") == alike[2:]


def test_units_called_by_their_initials_are_offered_and_never_taken() -> None:
    offices = units(
        "Sở Khoa học và Công nghệ", "Phòng Kinh tế & Hạ tầng", "Sở Y tế", "Ban Kinh tế - Hạ tầng", "Sở Tài chính"
    )
    for typed, expected in (
        ("sở KHCN", ["Sở Khoa học và Công nghệ"]), ("KH&CN", ["Sở Khoa học và Công nghệ"]),
        ("s. khcn", ["Sở Khoa học và Công nghệ"]), ("sở KHVCN", ["Sở Khoa học và Công nghệ"]),
        ("KTHT", ["Phòng Kinh tế & Hạ tầng", "Ban Kinh tế - Hạ tầng"]), ("P.KTHT", ["Phòng Kinh tế & Hạ tầng"]),
        ("phòng KT-HT", ["Phòng Kinh tế & Hạ tầng"]), ("SYT", ["Sở Y tế"]), ("sở TC", ["Sở Tài chính"]), ("k", []),
        ("phòng KHCN", []), ("sở KHCNX", []), ("sở KH", []),
    ):  # fmt: skip
        assert meant.find(offices, typed) == [], typed
        assert [unit.name for unit in meant.near(offices, typed)] == expected, typed


def test_reports_are_named_by_their_shortened_kind() -> None:
    reports = units("Báo cáo đợt 1", "Báo cáo đợt 10", "Báo cáo quý", "BC nhanh")
    for typed, expected in (
        ("BC đợt 1", ["Báo cáo đợt 1"]), ("bc dot 10", ["Báo cáo đợt 10"]), ("bc quý", ["Báo cáo quý"]),
        ("bc nhanh", ["BC nhanh"]), ("bc đợt", ["Báo cáo đợt 1", "Báo cáo đợt 10"]), ("bc đợt 2", []),
    ):  # fmt: skip
        assert [report.name for report in meant.find(reports, typed)] == expected, typed


def test_what_is_near_is_offered_only() -> None:
    assert [unit.name for unit in meant.near(KNOWN, "Cám Giang")] == ["Xã Cẩm Giang", "Xã Cẩm Giàng"]


KINDS = ("Xã", "Phường", "Thị trấn", "Phòng")
STEMS = (
    "Cẩm", "Giang", "Giàng", "Giành", "Tân", "Tấn", "An", "Ân", "Hội", "Ba", "Tơ", "Tô", "To", "Hòa", "Hoà", "1", "10",
    "01", "H'Leo", "M’Drắk", "Đông", "Dông", "Văn-Miếu", "Mỹ &", "và", "Sŭp", "Ƀuôn")  # fmt: skip
NAMES = st.builds(
    lambda kind, stems: f"{kind} {' '.join(stems)}",
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(STEMS), min_size=1, max_size=3),
)


@given(st.lists(NAMES, min_size=1, max_size=12, unique_by=spelling.key), st.data())
def test_each_name_finds_its_unit_and_no_other_is_ever_acted_on(names: list[str], data: st.DataObject) -> None:
    known = units(*names)
    unit = data.draw(st.sampled_from(known))
    for typed in (unit.name, unit.name.upper(), unit.name.replace("'", "’"), unit.name.replace(" & ", " và ")):
        assert meant.find(known, typed) == [unit], typed
    assert meant.find(known, unit.code.lower()) == [unit]
    bare = fold(unit.name)
    exact = [other for other in known if spelling.same(other.name, bare)]
    found = meant.find(known, bare)
    assert found == exact if exact else unit in found
    assert {spelling.bare(one.name) for one in found} == {spelling.bare(unit.name)}


@given(st.lists(NAMES, min_size=2, max_size=12, unique_by=spelling.key), st.data())
def test_a_unit_that_is_not_there_never_leads_to_one_of_other_marks(names: list[str], data: st.DataObject) -> None:
    """The exact name of a unit of which one does not know finds at most units that have all its words and marks."""
    gone, *left = units(*names)
    for one in meant.find(left, gone.name):
        there = spelling.words(one.name)
        assert all(any(said.may_be(word) for word in there) for said in spelling.words(gone.name))


LABELS = st.lists(
    st.builds(
        lambda head, middle, tail: head * 40 + middle + tail * 40,
        st.sampled_from("ab "),
        st.text("12xyĐ ", max_size=12),
        st.sampled_from("cd "),
    ),
    min_size=1,
    max_size=12,
)


@given(LABELS, st.sampled_from([20, 40, 60]))
def test_labels_shortened_together_stay_apart(labels: list[str], longest: int) -> None:
    cut = shortened(labels, longest)
    assert all(len(label) <= longest for label in cut)
    assert len(set(cut)) == len(set(labels))
    assert all(after == before for before, after in zip(labels, cut, strict=True) if len(before) <= longest)


def test_the_end_and_what_differs_stay() -> None:
    long = "Báo cáo kết quả thực hiện nhiệm vụ phát triển khoa học, công nghệ và đổi mới sáng tạo, tập {} quý IV/2026"
    cut = shortened([f"1. {long.format(1)}", f"2. {long.format(2)}"], 60)
    assert cut[0].startswith("1. Báo cáo kết quả")
    assert cut[0].endswith("tập 1 quý IV/2026")
    assert cut[1].endswith("tập 2 quý IV/2026")
    far = "Ủy ban nhân dân {} thuộc thành phố trực thuộc trung ương trước khi sắp xếp đơn vị hành chính hai cấp"
    one, two = shortened([far.format("phường Cẩm Giang"), far.format("phường Cẩm Giàng")], 40)
    assert "Giang" in one
    assert "Giàng" in two


@pytest.mark.parametrize(
    ("typed", "names", "found"),
    [
        ("thôn II", ["Thôn 2", "Thôn 11"], ["Thôn 2"]),
        ("thon 2", ["Thôn II", "Thôn III"], ["Thôn II"]),
        ("buôn iv", ["Buôn 4", "Buôn Ea Súp"], ["Buôn 4"]),
        ("bon 3", ["Bon III", "Bon Bu Prăng"], ["Bon III"]),
        ("ẤP X", ["Ấp 10", "Ấp 1"], ["Ấp 10"]),
        ("kp 5", ["Khu phố V", "Khu phố 15"], ["Khu phố V"]),
        ("tổ dân phố XIV", ["Tổ dân phố 14", "Tổ dân phố 4"], ["Tổ dân phố 14"]),
        ("tổ 7", ["Tổ VII", "Tổ dân phố 17"], ["Tổ VII"]),
        ("xóm 9", ["Xóm IX"], ["Xóm IX"]),
        ("bản I", ["Bản 1", "Bản Ít"], ["Bản 1"]),
        ("khu II", ["Khu 2", "Khu 3"], ["Khu 2"]),
        ("ban nhân dân thôn II", ["Ban nhân dân thôn 2", "Ban nhân dân thôn 3"], ["Ban nhân dân thôn 2"]),
        ("thôn vị", ["Thôn 6", "Thôn Vĩ"], []),
    ],
)
def test_places_in_either_numerals(typed: str, names: list[str], found: list[str]) -> None:
    assert meant.whole([(name, Called("", name)) for name in names], typed) == found


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hội lhpn", "Hội Liên hiệp Phụ nữ"),
        ("Hội Liên hiệp Phụ nữ", "Hội LHPN"),
        ("trường trung học cơ sở Lê Lợi", "Trường THCS Lê Lợi"),
        ("bch qs", "Ban Chỉ huy Quân sự"),
        ("tdp3", "Tổ dân phố 3"),
    ],
)
def test_well_known_abbreviations_are_the_whole_name(typed: str, name: str) -> None:
    others = [("Hội Nông dân", Called("", "Hội Nông dân")), ("Trường TH Lê Lợi", Called("", "Trường TH Lê Lợi"))]
    assert meant.whole([(name, Called("", name)), *others], typed) == [name]
