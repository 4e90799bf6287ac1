"""Draws the icons of the web chat from its SVG, in the sizes that phones want: `python -m tests.browser.icons`.

An Android phone cuts a maskable icon to its own shape: so that one has no round corners, and room around the sign.
"""

import asyncio
import shutil
from io import BytesIO

from PIL import Image
from playwright.async_api import async_playwright

from web.site.static_files import STATIC

ROUND, SIGN_AS_LARGE_AS = ' rx="26"', 0.78
COLOURS = 256  # a quarter of the size
DRAWN = (("icon-192.png", 192, False), ("icon-512.png", 512, False), ("icon-maskable-512.png", 512, True))


def maskable(svg: str) -> str:
    head, ground, sign = svg.partition('fill="url(#g)"/>')
    assert ground
    moved = (1 - SIGN_AS_LARGE_AS) * 48
    inner = sign.replace("</svg>", "</g></svg>")
    return (
        f'{head.replace(ROUND, "")}{ground}<g transform="translate({moved} {moved}) scale({SIGN_AS_LARGE_AS})">{inner}'
    )


async def draw() -> None:
    svg = (STATIC / "icon.svg").read_text("utf-8")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, size, is_maskable in DRAWN:
            page = await browser.new_page(viewport={"width": size, "height": size})
            drawn = maskable(svg) if is_maskable else svg
            await page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{size}px}}</style>{drawn}")
            shot = Image.open(BytesIO(await page.screenshot(omit_background=True)))
            shot.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(STATIC / name, optimize=True)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(draw())
