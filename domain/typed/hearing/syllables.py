"""Whether letters may be a Vietnamese word at all, marks left out: `hien` may, `hine` may not.

What may be one is never taken for a typing error of another.
"""

from functools import lru_cache

_BEFORE_ANY = "_ b ch d h kh l m n nh ph r s t th tr v x"
_BEFORE_BACK = ("c", "g", "ng")  # before a, o and u
_BEFORE_FRONT = ("k", "gh", "ngh", "ng", "g")  # before e, i and y; `ng`, `g`: as people write them
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay "
    "e ec ech em en eng enh eo ep et eu "
    "i ia ich iec iem ien iep iet ieu ieng im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot "
    "u ua uan uang uat uay uc ue uech uenh ui um un ung uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen "
    "uyet uynh uyt uyu "
    "y yem yen yet yeu"
)
_BEHIND_QU = "a ac ach ai am an ang anh ao at au ay e en eng eo et enh ech eu i it inh ich y yen yet ynh yt o oc on ong"
_BEHIND_GI = "_ n a ac ai am an ang ao ap at au ay e ec en eo et iec ieng o oc oi on ong ot u ua up uc ui uong uoc"


def _all() -> frozenset[str]:
    rimes = _RIMES.split()
    found = {onset + rime for onset in _BEFORE_ANY.split() for rime in rimes}
    found |= {onset + rime for onset in _BEFORE_BACK for rime in rimes if rime[0] in "aou"}
    found |= {onset + rime for onset in _BEFORE_FRONT for rime in rimes if rime[0] in "eiy"}
    found |= {"qu" + rime for rime in _BEHIND_QU.split()} | {"gi" + rime for rime in _BEHIND_GI.split()}
    return frozenset(word.replace("_", "") for word in found)


_SYLLABLES = _all()
# Words of other languages and names that are written in reports, and look like a slip of something else.
_FOREIGN = frozenset({
    "team", "train", "tram", "than", "then", "this", "that", "plan", "data", "done", "doing", "file", "share", "test",
    "check", "case", "deadline", "kong", "clip", "scan", "web", "app", "zalo", "excel", "word", "mail", "email", "link",
    "form", "demo", "vneid", "live", "online", "offline", "smart", "open", "mega", "wifi", "pin", "bank", "chat",
    "hold", "ring", "phone", "drone", "camera", "zoom", "teams",
})  # fmt: skip


@lru_cache(maxsize=4096)
def may_be_word(key: str) -> bool:
    return key in _SYLLABLES or key in _FOREIGN
