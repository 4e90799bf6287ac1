"""Well-known abbreviations in names of offices, schools and quarters, written out: `hội LHPN`, `TDP 3`, `BCH QS`."""

from collections.abc import Mapping
from functools import lru_cache

from domain.finding.spelling import SpelledWord, Words, words

_IN_FULL: Mapping[str, str] = {
    "lhpn": "liên hiệp phụ nữ",
    "hlhpn": "hội liên hiệp phụ nữ",
    "pn": "phụ nữ",
    "hpn": "hội phụ nữ",
    "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc việt nam",
    "ubmt": "ủy ban mặt trận",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubmttqvn": "ủy ban mặt trận tổ quốc việt nam",
    "ccb": "cựu chiến binh",
    "hccb": "hội cựu chiến binh",
    "nd": "nông dân",
    "hnd": "hội nông dân",
    "nct": "người cao tuổi",
    "ctđ": "chữ thập đỏ",
    "ctd": "chữ thập đỏ",
    "tn": "thanh niên",
    "đtn": "đoàn thanh niên",
    "dtn": "đoàn thanh niên",
    "tncs": "thanh niên cộng sản",
    "hcm": "hồ chí minh",
    "tnxp": "thanh niên xung phong",
    "lđlđ": "liên đoàn lao động",
    "ldld": "liên đoàn lao động",
    "hđnd": "hội đồng nhân dân",
    "hdnd": "hội đồng nhân dân",
    "ubnd": "ủy ban nhân dân",
    "vp": "văn phòng",
    "pkt": "phòng kinh tế",
    "bch": "ban chỉ huy",
    "bchqs": "ban chỉ huy quân sự",
    "qs": "quân sự",
    "bql": "ban quản lý",
    "bqlda": "ban quản lý dự án",
    "bhxh": "bảo hiểm xã hội",
    "nhcsxh": "ngân hàng chính sách xã hội",
    "pvhcc": "phục vụ hành chính công",
    "ttpvhcc": "trung tâm phục vụ hành chính công",
    "ttyt": "trung tâm y tế",
    "tyt": "trạm y tế",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "th": "tiểu học",
    "mn": "mầm non",
    "mg": "mẫu giáo",
    "htx": "hợp tác xã",
    "tdp": "tổ dân phố",
    "kp": "khu phố",
    "kdc": "khu dân cư",
}
_WRITTEN_OUT = {word.letters: words(full) for short, full in _IN_FULL.items() for word in words(short)}


@lru_cache(maxsize=8192)
def in_full(name: Words) -> Words:
    """Return a name with its abbreviations written out; a name without any as it is."""
    return tuple(part for word in name for part in _WRITTEN_OUT.get(word.letters, (word,)))


def is_abbreviation(word: SpelledWord) -> bool:
    return word.letters in _WRITTEN_OUT
