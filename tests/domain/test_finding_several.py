"""Kinds of units as hurried people write them, and several names in one text."""

from domain.finding import meant
from domain.finding.meant import Called
from domain.finding.several import several
from tests.each import each

NAMES = (
    "Phường 1", "Phường 10", "Phường 11", "Quận 1", "Phòng 1", "Xã Tân An", "Xã Tân An Hội", "Thị trấn Tân An",
    "UBND Phường 12", "Đảng ủy Phường 13", "P.14", "Xã Đạ K'Nàng", "Xã D'Ran", "Xã Cư M'gar", "Xã Đạ Huoai 2",
    "Phòng Y tế", "Thị xã Gò Công", "Thành phố Đà Lạt", "Phường Xuân Hương - Đà Lạt", "Đặc khu Côn Đảo",
    "Ban Tuyên giáo", "Phường Bến Thành", "Phòng Văn hóa và Thông tin", "Phòng Kinh tế, Hạ tầng và Đô thị",
)  # fmt: skip
KNOWN = [(name, Called(f"U-{number}", name)) for number, name in enumerate(NAMES)]


@each(
    ("name", "typed"),
    [
        ("Phường 11", "p11|P11|P. 11|P.11|F11|f.11|phường11|Phuong11|UBND P.11|ubnd p11|ủy ban nhân dân phường 11"),
        ("Phường 11", "uỷ ban nhân dân P.11|phường số 11|phg 11|phường 011|UBND phường 11"),
        ("Phường 1", "phường 1|phường 01|F1|f 1|phuong 1|ubnd phường 1"),
        ("Phường 10", "p10|P.10|phường 10|f10"),
        ("Quận 1", "Q1|Q.1|quận1|quan 1"),
        ("Xã Tân An", "x tân an|x.tân an|xã tan an|UBND xã Tân An"),
        ("Thị trấn Tân An", "TT Tân An|TT. Tân An|T.T Tân An|thị trấn tân an"),
        ("UBND Phường 12", "phường 12|p12|ubnd 12|12"),
        ("Đảng ủy Phường 13", "đảng ủy p13|Đảng uỷ phường 13"),
        ("P.14", "phường 14|p14|P 14|UBND phường 14"),
        ("Xã Đạ K'Nàng", "đạ knàng|da k nang|Đạ K’Nàng|ĐẠ K NÀNG|Đa K'Nàng|xã Đạ K`Nàng|da k'nang|x. đạ k'nàng"),
        ("Xã D'Ran", "dran|d ran|D’Ran|D ' Ran"),
        ("Xã Cư M'gar", "cư mgar|cu m'gar|Cư M’Gar|CƯ M GAR"),
        ("Xã Đạ Huoai 2", "đạ huoai 2|da huoai 02|xã Đạ Huoai 2"),
        ("Phòng Y tế", "P Y tế|p. y tế|phòng y tế"),
        ("Thị xã Gò Công", "TX Gò Công|T.X. Gò Công|tx go cong"),
        ("Thành phố Đà Lạt", "TP Đà Lạt|TP. Đà Lạt|t.p đà lạt|tp.dalat|đà lạt"),
        ("Phường Xuân Hương - Đà Lạt", "P.Xuân Hương-Đà Lạt|xuân hương đà lạt"),
        ("Đặc khu Côn Đảo", "đk côn đảo|đ.k côn đảo|ĐK. Côn Đảo"),
        ("Ban Tuyên giáo", "B. Tuyên giáo"),
    ],
)
def test_a_kind_may_be_shortened(name: str, typed: str) -> None:
    for said in typed.split("|"):
        assert meant.whole(KNOWN, said) == [name], said


@each("typed", ["phường 111", "p110", "phường 1 1", "Q. Bến Thành", "h tân an", "xã 11", "p", "tt"])
def test_no_neighbour_is_meant(typed: str) -> None:
    assert meant.whole(KNOWN, typed) == []


def test_what_may_be_two_is_both() -> None:
    assert meant.whole(KNOWN, "p1") == ["Phường 1", "Phòng 1"]
    assert meant.whole(KNOWN, "tân an") == ["Xã Tân An", "Thị trấn Tân An"]


ONE, TEN, ELEVEN = (["Phường 1"], ["Phường 10"], ["Phường 11"])


@each(
    ("typed", "found"),
    [
        ("phường 1, phường 10", [ONE, TEN]),
        ("phường 1, 10, 11", [ONE, TEN, ELEVEN]),
        ("phường 10 và phường 11", [TEN, ELEVEN]),
        ("phường 10\nphường 11\nxã lạ", [TEN, ELEVEN, []]),
        ("- phường 10\n- phường 11", [TEN, ELEVEN]),
        ("1. Phường 10\n2. Phường 11", [TEN, ELEVEN]),
        ("p10/p11", [TEN, ELEVEN]),
        ("p10 + p11", [TEN, ELEVEN]),
        ("p10 p11", [TEN, ELEVEN]),
        ("phường 10 phường 11", [TEN, ELEVEN]),
        ("phường 10 - phường 11", [TEN, ELEVEN]),
        ("phường 10, và phường 11,", [TEN, ELEVEN]),
        ("giúp em phường 10 với ạ", [TEN]),
        ("các phường 10, 11 nhé", [TEN, ELEVEN]),
        ("tân an, hội", [["Xã Tân An", "Thị trấn Tân An"], ["Xã Tân An Hội"]]),
        ("văn hóa và thông tin, p11", [["Phòng Văn hóa và Thông tin"], ELEVEN]),
        ("kinh tế, hạ tầng và đô thị", [["Phòng Kinh tế, Hạ tầng và Đô thị"]]),
        ("kinh tế, hạ tầng", [["Phòng Kinh tế, Hạ tầng và Đô thị"]]),
        ("xuân hương - đà lạt - p11", [["Phường Xuân Hương - Đà Lạt"], ELEVEN]),
        ("tất cả trừ phường 10", [[]]),
        ("không phải phường 10", [[]]),
        (",,;", []),
        ("", []),
    ],
)
def test_several_names_in_one_text(typed: str, found: list[list[str]]) -> None:
    assert [list(part.found) for part in several(KNOWN, typed)] == found


def test_only_a_whole_name_is_sure() -> None:
    assert [part.is_sure for part in several(KNOWN, "phường 10, xuân hương, tân an, xã lạ")] == [
        True,
        False,
        False,
        False,
    ]
