"""Answers that there is none, as hurried people type them; and what begins alike and says something."""

import pytest

from domain.typed import leaves_empty, says_none

NONE = """không · không ạ · dạ không · dạ không có ạ · ko · k · ko có gì · ko có j · k có gì · không có gì ạ · Không.
KHÔNG · không vướng · không vướng mắc · không vướng gì cả · Không có khó khăn, vướng mắc
không có khó khăn vướng mắc gì · chưa có · chưa có gì · chưa phát sinh vướng mắc · không phát sinh · kps · -
— · / · n/a · none · nil · no · no obstacles · nothing to report · No problems so far
không gặp khó khăn gì · hiện tại không có vướng mắc · đến nay chưa có vướng mắc gì · hết vướng mắc
không có kiến nghị, đề xuất gì thêm · không đề xuất · không có ý kiến · không còn vướng mắc
không có vướng mắc và kiến nghị · trong kỳ không phát sinh khó khăn, vướng mắc · em không có gì ạ
không khó khăn gì · không có gì khó khăn cả · không có khó khăn vướng mắc, không có kiến nghị đề xuất"""
WELL = """hết rồi · đã hết · đã hết rồi ạ · het roi · HẾT RỒI
bình thường · vẫn bình thường ạ · ổn · mọi việc đều ổn · tình hình ổn định, không có vướng mắc · 0 · ok ổn
all good · thuận lợi · Fine, no issues · everything is fine · không, bình thường ạ"""
SOMETHING = """không có kinh phí · chưa ổn · không ổn · không thuận lợi · chưa bình thường · không tốt lắm
thiếu kinh phí · khó khăn · vướng · vướng mặt bằng · không có mặt bằng · chưa có vốn · không đủ người
không được bố trí vốn · không? · không có vướng mắc, nhưng thiếu người · bình thường nhưng thiếu vốn
chưa có kết quả thẩm định · còn vướng · 10 · no funding · không hợp tác · not enough staff · no answer yet
chưa có hướng dẫn · vướng mắc không nhỏ · không phải không có vướng mắc · hết tiền · hết vốn rồi
hết hạn hợp đồng · không ai làm
không vướng mặt bằng nữa nhưng thiếu vốn · ???"""


def lines(of: str) -> list[str]:
    return [said.strip() for line in of.splitlines() for said in line.split(" · ")]


@pytest.mark.parametrize("field", ["obstacle", "recommendation"])
def test_that_there_is_none(field: str) -> None:
    assert [said for said in lines(NONE) + lines(WELL) if not leaves_empty(field, said)] == []


def test_what_says_something() -> None:
    assert [said for said in lines(SOMETHING) if leaves_empty("obstacle", said)] == []


def test_a_result_may_be_that_all_is_well() -> None:
    assert [said for said in lines(NONE) if not leaves_empty("result", said)] == []
    assert [said for said in lines(WELL) if leaves_empty("result", said)] == ["0"]
    assert leaves_empty("result", "chưa có kết quả")
    assert not leaves_empty("obstacle", "chưa có kết quả")


def test_a_figure_is_never_none() -> None:
    assert not says_none("0")
