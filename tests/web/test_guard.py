"""What the web application refuses before anything else, and the headers on everything it says."""

import pytest

from tests.web.site import Site
from web.before.guard import comes_from_here

PAGES = ("/", "/vao/WRONG234", "/nowhere", "/healthz", "/static/chat.js")


@pytest.mark.parametrize("path", PAGES)
async def test_pages_keep_to_themselves(site: Site, path: str) -> None:
    async with site.visitor() as visitor:
        headers = (await visitor.get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")


async def test_pages_hold_no_script_or_style_of_their_own(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        for path in ("/", f"/vao/{site.invite()}", lan.chat, "/nowhere"):
            text = (await lan.get(path)).text
            assert "<style" not in text
            assert " style=" not in text
            assert " onclick=" not in text
            assert text.count("<script") == text.count('<script type="module" src="/static/')


FOREIGN = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:1"},
)


@pytest.mark.parametrize("headers", FOREIGN)
async def test_other_sites_cannot_write(site: Site, headers: dict[str, str]) -> None:
    lan = site.sign_in()
    code = site.invite("PYT", "Minh")
    async with lan:
        body = {"text": "không phải tôi", "client_id": "1"}
        sent = await lan.post(f"{lan.chat}api/send", json=body, headers=headers)
        assert sent.status == 403
        assert sent.json["message"]
        entered = await lan.post("/vao", data={"code": code}, headers=headers)
        assert entered.status == 403
        assert await lan.lines() == []
        own = {"Origin": site.url, "Sec-Fetch-Site": "same-origin"}
        assert (await lan.post(f"{lan.chat}api/send", json=body, headers=own)).status == 200
        assert (await lan.post("/vao", data={"code": code}, headers=own)).status == 303


def test_behind_a_proxy_the_public_address_counts() -> None:
    headers = {"origin": "https://dondoc.example", "host": "127.0.0.1:8080"}
    assert comes_from_here(headers, "dondoc.example")
    assert not comes_from_here(headers, "")
    assert not comes_from_here({"origin": ""}, "")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_the_interface_takes_json_only(site: Site, content_type: str) -> None:
    lan = site.sign_in()
    async with lan:
        path = f"{lan.chat}api/send"
        answer = await lan.post(path, data='{"text": "a", "client_id": "1"}', headers={"Content-Type": content_type})
        assert answer.status == 415


async def test_errors_are_told_in_words(site: Site) -> None:
    async with site.visitor() as visitor:
        missing = await visitor.get("/nowhere")
        assert missing.status == 404
        assert "Không có trang này" in missing.text
        assert (await visitor.get("/chat/x/api/send")).status == 405
