"""`/tep/…`: files by signed links, in the web chat and beside it."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.messaging.messages import Attached, Card, Outgoing, text_of
from handlers.conversation.signed_links import FileLinks
from storage.messages import exports, outbox
from storage.messages.outbox import Lane
from storage.tables import Address, Position
from tests.web.site import Site

CONTENT = b"PK\x03\x04 not really a workbook"
NAME = "Tổng hợp quý IV.xlsx"


@pytest.fixture
def links(site: Site) -> FileLinks:
    return FileLinks(site.public_url, b"a secret of this test")


def kept(site: Site, what: str = "collation") -> int:
    """A file that a coordinator asked for in the web chat; its id."""
    person = site.office.person("BTG", "coordinator", "Tuấn", "tuan", channel="web")
    [address] = [row for row in site.office.all(Address) if row.chat_id == "tuan"]
    with site.database.transaction() as session:
        exports.ask(
            session,
            organisation_id=site.office.organisation_id,
            person_id=person,
            address_id=address.id,
            what=what,
            kind="xlsx",
            args={"requirement_id": 1, "period_key": "2026-Q4", "frozen": False},
            plan_ids=[1],
            now=site.now(),
        )
        claimed = exports.claim(session, site.now())
        assert claimed is not None
        exports.keep(session, claimed.id, NAME, CONTENT)
        return claimed.id


async def test_a_link_opens_the_file_for_a_week(site: Site, links: FileLinks) -> None:
    link = links.link(kept(site), site.now()).removeprefix(site.public_url)
    async with site.visitor() as anybody:
        answer = await anybody.get(link)
        assert (answer.status, answer.text.encode()) == (200, CONTENT)
        assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
        assert "T%E1%BB%95ng%20h%E1%BB%A3p" in answer.headers["content-disposition"]
        assert answer.headers["content-disposition"].startswith("attachment;")
        old = links.link(1, site.now() - timedelta(days=8)).removeprefix(site.public_url)
        over = await anybody.get(old)
        assert over.status == 410
        assert "Liên kết này đã hết hạn" in over.text


@pytest.mark.parametrize(
    "forged",
    ["/tep/2/{until}/{signature}", "/tep/1/{later}/{signature}", "/tep/1/{until}/{other}", "/tep/1/{until}/", "/tep/1"],
)
async def test_a_forged_link_opens_nothing(site: Site, links: FileLinks, forged: str) -> None:
    *_, until, signature = links.link(kept(site), site.now()).split("/")
    other = FileLinks(site.public_url, b"another secret").link(1, site.now()).rpartition("/")[2]
    path = forged.format(until=until, later=int(until) + 1, signature=signature, other=other)
    async with site.visitor() as anybody:
        assert (await anybody.get(path)).status == 404


async def test_a_link_is_over_with_the_rights_of_whoever_asked(site: Site, links: FileLinks) -> None:
    link = links.link(kept(site), site.now()).removeprefix(site.public_url)
    with site.database.transaction() as session:
        session.execute(update(Position).where(Position.role == "coordinator").values(until=site.now()))
    async with site.visitor() as anybody:
        assert (await anybody.get(link)).status == 410


@pytest.mark.parametrize(("what", "status"), [("collation", 410), ("plan_review", 410), ("list", 410), ("brief", 200)])
async def test_who_only_leads_those_who_coordinate_opens_the_leaders_page(
    site: Site, links: FileLinks, what: str, status: int
) -> None:
    """Tuấn asked for it while he coordinated the plan too."""
    link = links.link(kept(site, what), site.now()).removeprefix(site.public_url)
    with site.database.transaction() as session:
        session.execute(update(Position).where(Position.role == "coordinator").values(role="unit_leader"))
    async with site.visitor() as anybody:
        assert (await anybody.get(link)).status == status


async def test_in_the_web_chat_a_file_is_a_line_with_its_link(site: Site, links: FileLinks) -> None:
    async with site.sign_in() as lan:
        with site.database.transaction() as session:
            outbox.add(
                session,
                channel="web",
                account="",
                chat_id=lan.public_id,
                outgoing=Outgoing(
                    "file", Card(text_of("Xong")), file=Attached(1, NAME, 2048, links.link(1, site.now()))
                ),
                lane=Lane.REPLY,
                now=site.now(),
            )
        site.clerk.wake()
        [line] = await lan.settled()
        assert line["file"] == {"name": NAME, "size": 2048}
        assert line["rows"][0][0]["label"] == NAME
        assert line["rows"][0][0]["url"].startswith(f"{site.public_url}/tep/1/")
