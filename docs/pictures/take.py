"""Takes the pictures of README and guide from the running program, in three minutes: `python docs/pictures/take.py`.

It starts the demo on a free port, signs in as its three people, and goes through a whole cycle: reminder, card, task,
typed line, review, receipt, overdue list, nudge. Needs Chromium and `make venv`. Those of documents come from the play
of three years: `python -m tests.three_years --to FOLDER --pictures docs/pictures`, with LibreOffice.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Locator, Page, sync_playwright

HERE = Path(__file__).parent
PHONE = {"width": 390, "height": 760}
DESK = {"width": 840, "height": 600}
MOMENT = 600  # milliseconds until what has just appeared stands still
PATIENCE = 240_000  # milliseconds: the demo's report falls due after two and a half minutes


@contextmanager
def demo() -> Iterator[dict[str, str]]:
    """Return the running demo's sign-in links, by given name."""
    command = [str(Path(sys.executable).with_name("dondoc")), "demo"]
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "DONDOC_HTTP": "127.0.0.1:0", "DONDOC_LOG": "error"}
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603
            try:
                yield _links(running)
            finally:
                running.terminate()


def _links(running: subprocess.Popen[str]) -> dict[str, str]:
    links: dict[str, str] = {}
    for line in running.stdout or ():
        if found := re.search(r"(\w+), .*(http://\S+/vao/\w+)", line):
            links[found[1]] = found[2]
        if len(links) == 3:
            return links
    raise SystemExit("the demo did not start")


class Chat:
    """Somebody's open chat."""

    def __init__(self, browser: Browser, link: str, size: dict[str, int], sharpness: float) -> None:
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            device_scale_factor=sharpness,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            has_touch=size is PHONE,
            is_mobile=size is PHONE,
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.goto(link)

    def enter(self) -> None:
        self.page.get_by_role("radio", name="Tôi là").check()
        self.page.get_by_role("button", name="Vào trò chuyện").click()
        self.hears("Chào")

    def hears(self, words: str) -> Locator:
        """Wait until the bot's newest line with these words is there."""
        line = self.page.locator(".line:not(.mine)", has_text=words).last
        line.wait_for()
        return line

    def press(self, label: str, line: Locator | None = None) -> None:
        within = self.page.locator(".line.has-rows").last if line is None else line
        within.get_by_role("button", name=label, exact=True).click()

    def say(self, text: str) -> None:
        self.page.locator("#text").fill(text)
        self.page.locator("#send").click()

    def picture(self, name: str) -> None:
        self.page.wait_for_timeout(MOMENT)
        self.page.locator("#typing").wait_for(state="hidden")
        self.page.screenshot(path=HERE / f"{name}.png", animations="disabled", caret="hide")


def report(lan: Chat) -> None:
    """From the reminder to the receipt."""
    lan.hears("Nhắc báo cáo")
    lan.picture("nhac")
    lan.press("Báo cáo ngay")
    lan.hears("Chọn một nhiệm vụ")
    lan.press("2.7")
    lan.hears("Nhiệm vụ này thế nào rồi ạ?")
    lan.picture("nhiem-vu")
    lan.press("50 %")
    lan.hears("50 %")
    lan.picture("the-bao-cao")
    lan.say("3.1 xong, vướng: thiếu mặt bằng")
    lan.hears("Tôi hiểu là")
    lan.picture("doc-lai")
    lan.press("Đúng, ghi vào nháp")
    lan.hears("Đã đủ các nhiệm vụ")
    lan.press("Xem lại")
    lan.hears("Đúng rồi thì chọn Gửi báo cáo")
    lan.picture("xem-lai")
    lan.press("Gửi báo cáo")
    lan.hears("Đã nộp")
    lan.picture("bien-nhan")


def follow(tuan: Chat, binh: Chat) -> None:
    """From the overdue list to the nudge and the late report."""
    binh.hears("Báo cáo quá hạn")
    tuan.say("/quahan")
    late = tuan.hears("Quá hạn:")
    tuan.picture("qua-han")
    tuan.press("Đôn đốc tất cả", late)
    tuan.hears("Đã đôn đốc")
    tuan.picture("don-doc")
    binh.hears("đôn đốc")
    binh.picture("duoc-don-doc")
    binh.press("Không phát sinh")
    binh.hears("Tôi hiểu là: không phát sinh")
    binh.picture("khong-phat-sinh")
    binh.press("Gửi báo cáo")
    binh.hears("Đã nộp")


def invite(tuan: Chat) -> None:
    tuan.say("/moi Phường 10")
    tuan.press("Đầu mối", tuan.hears("Mời ai của"))
    tuan.hears("Mã dùng một lần")
    tuan.picture("moi")


def main() -> None:
    with demo() as links, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tuan = Chat(browser, links["Tuấn"], DESK, 1)
        lan, binh = (Chat(browser, links[name], PHONE, 1.25) for name in ("Lan", "Bình"))
        lan.picture("vao")
        for chat in (lan, binh, tuan):
            chat.enter()
        lan.picture("chao")
        report(lan)
        follow(tuan, binh)
        invite(tuan)
        browser.close()


if __name__ == "__main__":
    main()
