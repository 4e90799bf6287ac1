"""Scripts, styles, icons: kept by a browser for as long as they are the same, and sent packed."""

import json
import re
import struct

import aiohttp

from tests.web.site import Site
from web.site.static_files import STATIC, mark


async def test_pages_name_files_by_their_content_and_browsers_keep_them(site: Site) -> None:
    async with site.visitor() as guest:
        page = (await guest.get("/")).text
        named = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
        assert len(named) >= 5
        for path in named:
            answer = await guest.get(path) if not path.split("?")[0].endswith("png") else None
            assert path.endswith(f"?v={mark()}")
            if answer:
                assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
        for path in ("/static/api.js", "/static/api.js?v=other"):
            asked = await guest.get(path)
            assert asked.headers["cache-control"] == "no-cache"
            again = await guest.get(path, headers={"If-None-Match": asked.headers["etag"]})
            assert (again.status, again.text) == (304, "")
        missing = await guest.get(f"/static/nothing.js?v={mark()}")
        assert (missing.status, "immutable" in missing.headers["cache-control"]) == (404, False)


async def test_what_helps_is_packed_and_what_holds_secrets_or_comes_bit_by_bit_is_not(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        for number in range(10):
            await lan.send(f"dòng thứ {number} " + "chữ " * 50)
        await lan.settled()
        packed = {}
        head = {"Accept-Encoding": "gzip", "Cookie": f"dondoc_session={lan.token}"}
        async with aiohttp.ClientSession(site.url, auto_decompress=False, headers=head) as http:
            for path in ("/static/form.css", f"{lan.chat}api/messages", "/", lan.chat, f"/vao/{site.invite()}"):
                async with http.get(path) as answer:
                    assert answer.status == 200
                    packed[path] = answer.headers.get("content-encoding") == "gzip"
            async with http.get(f"{lan.chat}api/events") as stream:
                assert "content-encoding" not in stream.headers
                assert b"event:" in await stream.content.readline()
    assert list(packed.values()) == [True, True, False, False, False]


def test_the_icons_of_the_manifest_are_there_in_their_sizes() -> None:
    manifest = json.loads((STATIC / "app.webmanifest").read_text("utf-8"))
    sizes = {}
    for icon in manifest["icons"]:
        content = (STATIC / icon["src"].removeprefix("/static/")).read_bytes()
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", content[16:24])
            assert icon["sizes"] == f"{width}x{height}"
            assert len(content) < 40_000
            sizes[icon["sizes"], icon.get("purpose", "any")] = content
    assert set(sizes) == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}


async def test_moments_are_as_short_as_html_wants_them(site: Site) -> None:
    """A `datetime` with six digits behind the seconds is none."""
    lan = site.sign_in()
    async with lan:
        await lan.send("a")
        lines = await lan.settled()
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["at"]) for line in lines)


async def test_the_log_is_no_list_and_every_page_before_the_chat_has_a_first_heading(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        chat = (await lan.get(lan.chat)).text
        assert re.search(r'<div id="live" role="log"[^>]*><ol class="log" id="log"></ol></div>', chat)
        for path in (
            "/?moi=1",
            f"/vao/{site.invite('PYT', 'Minh')}",
            "/vao/WRONG234",
            "/nowhere",
            "/chat/aaaaaaaaaaaaaaaaaaaa/",
        ):
            assert (await lan.get(path)).text.count("<h1") == 1, path
