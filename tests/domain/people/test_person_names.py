"""A name among titles and positions."""

import pytest

from domain.finding.person_names import bare, without_lead


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BS.CKI Lò Văn G, CVP", "Lò Văn G"),
        ("BS.CKII. Lò Văn G", "Lò Văn G"),
        ("ThS Trần Thị Bình - PCT", "Trần Thị Bình"),
        ("PGS.TS. Vũ An", "Vũ An"),
        ("Bs Hà", "Hà"),
        ("bác sĩ Hoa", "Hoa"),
        ("bac si hoa", "hoa"),
        ("ths. tran thi binh", "tran thi binh"),
        ("đồng chí Lê Văn Hùng (Phó Chủ tịch)", "Lê Văn Hùng"),
        ("Phó Chủ tịch Nguyễn Văn An", "Nguyễn Văn An"),
        ("PCT UBND Lê Lợi", "Lê Lợi"),
        ("Lò Văn G CVP", "Lò Văn G"),
        ("đ/c Hưng", "Hưng"),
        ("anh Hưng ạ", "Hưng"),
        ("Ông Y Bác", "Y Bác"),
        ("chi binh", "binh"),
        ("Dr. Lan", "Lan"),
        ("Chu Văn An", "Chu Văn An"),
        ("Bá Thị Lan", "Bá Thị Lan"),
        ("Tạ Thị Ba", "Tạ Thị Ba"),
        ("K'Brểu", "K'Brểu"),
        ("Ng. Văn Tú", "Ng. Văn Tú"),
        ("Anh", "Anh"),
        ("Cô", "Cô"),
        ("", ""),
    ],
)
def test_bare(written: str, name: str) -> None:
    assert bare(written) == name
    assert bare(name) == name


def test_a_title_alone_has_no_name_behind_it() -> None:
    assert without_lead("BS.CKI") == ""
    assert without_lead("PCVP") == ""
    assert without_lead("chị Hoa") == "Hoa"
