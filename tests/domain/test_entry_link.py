"""Links of invitations as they arrive: copied, wrapped, counted, filtered."""

from urllib.parse import quote

from domain.finding.entry_link import code_of_link, is_link_alone
from storage.people.invitations import looks_like_code
from tests.each import each

LINK = "https://dondoc.coquan.vn/vao/K7Q29FMD"
SAFE = f"https://apc01.safelinks.protection.outlook.com/?url={quote(LINK, safe='')}&data=05%7C02%7Clan&reserved=0"


@each(
    "pasted",
    [
        LINK,
        LINK.upper(),
        LINK.lower(),
        *(LINK + end for end in (")", ".", ").", ">", "%3E", "/", "%20", "”", "&amp;", '"', "]", "*", "\u200b", " .")),
        f"<{LINK}>",
        f"{LINK}?utm_source=zalo&utm_medium=mail",
        f"{LINK}&utm_source=zalo",
        f"{LINK}&amp;utm_source=zalo",
        f"{LINK}#gui",
        "https://dondoc.coquan.vn/vao/K7Q2\n9FMD",
        "https://dondoc.coquan.vn/vao/K7Q2=\r\n9FMD",
        "https://dondoc.coquan.vn/vao/K7Q2\n> 9FMD",
        "https://dondoc.coquan.vn/vao/k7q2-9fmd",
        "https://dondoc.coquan.vn/vao/K7Q2%0A9FMD",
        SAFE,
        f"https://www.google.com/url?q={quote(LINK, safe='')}&sa=D&ust=1",
        f"https://l.facebook.com/l.php?u={quote(LINK, safe='')}&h=AT0",
        f"https://linkprotect.cudasvc.com/url?a={quote(LINK, safe='')}&c=E,1,x",
        f"https://urldefense.com/v3/__{LINK}__;!!KwNVnqRv!abc$",
        f"https://nam02.safelinks.protection.outlook.com/?url={quote(SAFE, safe='')}&reserved=0",
        "https://t.me/dondoc_bot?start=K7Q29FMD",
        "https://t.me/dondoc_bot?text=a&start=K7Q29FMD).",
    ],
)
def test_the_code_is_found(pasted: str) -> None:
    assert code_of_link(pasted, looks_like_code) == "K7Q29FMD"
    assert is_link_alone(pasted)


@each(
    "pasted",
    [
        "https://dondoc.coquan.vn/vao/lien-ket-moi",
        "https://dondoc.coquan.vn/vao/K7Q29FM",
        "https://dondoc.coquan.vn/vao/K7Q29FMDX",
        "https://dondoc.coquan.vn/thu/1/K7Q29FMD",
        "K7Q29FMD",
        "",
        "/vao/",
        "%" * 10_000,
        "/vao/" + "A " * 500_000,
    ],
)
def test_there_is_none(pasted: str) -> None:
    assert code_of_link(pasted, looks_like_code) is None


def test_whoever_writes_more_than_a_link_does_not_mean_themselves() -> None:
    assert not is_link_alone(f"Mời chị vào: {LINK}")
    assert not is_link_alone(f"{LINK} chị mở giúp em")
    assert not is_link_alone("https://" + "a" * 1_000_000)
