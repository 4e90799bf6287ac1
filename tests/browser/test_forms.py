"""A report from a link to its receipt, on a small phone, with and without JavaScript; pictures to be looked at."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import FilePayload, Page, expect
from sqlalchemy import update

from handlers.conversation.signed_links import FormLinks
from storage.tables import DraftEntry, Report, Requirement, Task
from tests import files
from tests.browser.legible import illegible
from tests.browser.window import DESKTOP, PHONE, Window, Windows
from tests.office import local
from tests.web.desk import FIELDS
from tests.web.site import SECRET, Site

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]

SMALL = {**PHONE, "viewport": {"width": 360, "height": 740}}
PHOTO: FilePayload = {"name": "hop.jpg", "mimeType": "image/jpeg", "buffer": files.picture()}


def link(site: Site) -> str:
    site.moment = local("2026-12-15 09:00")
    with site.database.transaction() as session:
        session.execute(update(Requirement).values(fields=FIELDS))
    lan = site.office.person("PKT", "focal_point", "Nguyễn Thị Lan", "lan", channel="zalo")
    duty, unit = site.office.obligation_id("PKT"), site.office.unit_id("PKT")
    return FormLinks(site.public_url, SECRET).link(duty, unit, lan, site.now())


def task(window: Window, code: str) -> Any:
    return window.page.locator(".task").filter(has=window.page.get_by_role("heading", name=code))


async def picture(page: Page, name: str, tmp_path: Path) -> None:
    """Goes to the folder named by DONDOC_PICTURES."""
    folder = Path(os.environ.get("DONDOC_PICTURES", tmp_path))
    await page.screenshot(path=folder / f"form-{name}.png", full_page=True)
    assert await illegible(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
async def test_a_report_on_a_phone(site: Site, windows: Windows, script: bool, tmp_path: Path) -> None:
    windows.tolerant = True  # what is wrong is answered with 422
    window = await windows.open(SMALL, java_script_enabled=script)
    page, kind = window.page, "script" if script else "plain"
    await page.goto(link(site))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo quý IV/2026")
    if script:
        await picture(page, f"empty-{kind}", tmp_path)
    fund = task(window, "2.7")
    if script:  # what is not asked is not there
        await expect(fund.get_by_label("Phần trăm")).to_be_hidden()
        await expect(fund.get_by_label("Ngày hoàn thành")).to_be_hidden()
        await expect(fund.get_by_label("Ngày tập huấn")).to_be_hidden()
    await fund.get_by_text("Đang thực hiện", exact=True).click()
    await fund.get_by_label("Phần trăm").fill("400")
    await fund.get_by_label("TTHC đã rà soát").fill("96")
    await fund.get_by_text("Cao", exact=True).click()
    await fund.get_by_label("Ngày tập huấn").fill("2026-12-01")
    await fund.get_by_label("Số văn bản").fill("12/KH-UBND")
    await fund.get_by_label("Ngày văn bản").fill("2026-03-05")
    await fund.get_by_text("Vướng mắc, kiến nghị").click()
    await fund.get_by_label("Vướng mắc").fill("thiếu kinh phí\nchưa có " + "mặt_bằng" * 30)
    await fund.get_by_label("Số liệu").fill("giải ngân 1,5 tỷ đồng; 5/12 doanh nghiệp")
    await fund.get_by_label("Ảnh, tệp kèm").set_input_files([PHOTO])
    await window.button("Xem lại và gửi").click()
    await expect(fund.get_by_text("Cần một số từ 0 đến 100")).to_be_visible()
    await expect(fund.get_by_label("Phần trăm")).to_have_value("400")
    await expect(fund.get_by_role("link", name="hop.jpg")).to_be_visible()
    await picture(page, f"wrong-{kind}", tmp_path)
    await fund.get_by_label("Phần trăm").fill("40")
    for code in ("1.1", "3.1", "4.8", "5.2", "6.2"):
        await task(window, code).get_by_text("Hoàn thành", exact=True).click()
    await window.button("Xem lại và gửi").click()
    await expect(task(window, "T.1").get_by_text("Cần chọn tình trạng.")).to_be_visible()
    await task(window, "T.1").get_by_text("Chưa thực hiện", exact=True).click()
    await window.button("Xem lại và gửi").click()
    await expect(page.get_by_text("Đọc lại trước khi gửi")).to_be_visible()
    await picture(page, f"review-{kind}", tmp_path)
    await window.button("Gửi báo cáo").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi báo cáo")
    await expect(page.get_by_text("KHCN-QUY/2026-Q4/PKT/1")).to_be_visible()
    await picture(page, f"receipt-{kind}", tmp_path)
    [report] = site.office.all(Report)
    assert report.channel == "web"


async def test_what_is_too_large_is_said_before_it_is_sent(site: Site, windows: Windows) -> None:
    window = await windows.open(SMALL)
    await window.page.goto(link(site))
    await window.page.evaluate("document.getElementById('report').dataset.mostBytes = '100'")
    first = task(window, "1.1")
    await first.get_by_label("Ảnh, tệp kèm").set_input_files([PHOTO])
    await expect(first.get_by_role("alert")).to_contain_text("“hop.jpg” nặng quá 20 MB")
    await first.get_by_text("Hoàn thành", exact=True).click()
    await window.button("Lưu nháp").click()
    await expect(first.get_by_role("alert")).to_be_visible()
    assert site.office.all(DraftEntry) == []
    await first.get_by_label("Ảnh, tệp kèm").set_input_files([])
    await window.button("Lưu nháp").click()
    await expect(window.page.get_by_text("Đã lưu nháp")).to_be_visible()


async def test_files_alone_keep_what_was_typed(site: Site, windows: Windows) -> None:
    window = await windows.open(SMALL)
    await window.page.goto(link(site))
    third = task(window, "3.1")
    await third.get_by_label("Kết quả").fill("đang viết dở")
    await third.get_by_label("Ảnh, tệp kèm").set_input_files([PHOTO])
    await third.get_by_role("button", name="Chỉ đính kèm tệp").click()
    await expect(third.get_by_role("link", name="hop.jpg")).to_be_visible()
    await expect(third.get_by_label("Kết quả")).to_have_value("đang viết dở")
    [entry] = site.office.all(DraftEntry)
    assert list(entry.answers) == ["files"]


async def test_pressing_enter_in_a_line_saves_the_draft(site: Site, windows: Windows) -> None:
    window = await windows.open(DESKTOP)
    await window.page.goto(link(site))
    fund = task(window, "2.7")
    await fund.get_by_label("TTHC đã rà soát").fill("96")
    await fund.get_by_label("TTHC đã rà soát").press("Enter")
    await expect(window.page.get_by_text("Đã lưu nháp")).to_be_visible()
    [entry] = site.office.all(DraftEntry)
    assert entry.answers == {"tthc": 96}


@pytest.mark.parametrize("device", [SMALL, DESKTOP], ids=["phone", "desktop"])
async def test_pages_fit_in_the_dark_too(site: Site, windows: Windows, device: dict[str, Any], tmp_path: Path) -> None:
    window = await windows.open(device, color_scheme="dark")
    await window.page.goto(link(site))
    name = "phone" if device is SMALL else "desktop"
    await picture(window.page, f"dark-{name}", tmp_path)
    await window.page.goto(window.page.url + "/khong-phat-sinh")
    await expect(window.page.get_by_text("Không phát sinh trong kỳ")).to_be_visible()
    await picture(window.page, f"nil-{name}", tmp_path)
    assert len(site.office.all(Task)) == 7
