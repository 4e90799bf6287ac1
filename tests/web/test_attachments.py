"""`/dinh-kem/…`: attached files by signed links, and what is sent from the page."""

from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import update

from handlers.attaching.looking import looked
from handlers.conversation.signed_links import AttachmentLinks
from storage.reporting import attachments
from storage.reporting.attachments import AttachmentState, FilePlace
from storage.tables import Address, Attachment, Obligation, Position
from tests import files
from tests.web.site import Site

NAME = "Biên bản “nghiệm thu”.pdf"


@pytest.fixture
def links(site: Site) -> AttachmentLinks:
    return AttachmentLinks(site.public_url, b"a secret of this test")


def placed(site: Site, chat: str = "tuan") -> tuple[int, int]:
    """A file attached to the report of the unit that owes it, by a person of that unit: its id, and theirs."""
    person = site.office.person("PKT", "focal_point", "Lan", chat, channel="web")
    [address] = [row for row in site.office.all(Address) if row.chat_id == chat]
    duty = next(duty for duty in site.office.all(Obligation))
    with site.database.transaction() as session:
        kept = attachments.receive(
            session,
            organisation_id=site.office.organisation_id,
            person_id=person,
            address_id=address.id,
            name=NAME,
            content=files.PDF,
            looked=looked(files.PDF, NAME),
            now=site.now(),
        )
        row = session.get_one(Attachment, kept)
        row.state = AttachmentState.ATTACHED
        attachments.aim(row, FilePlace(duty.id, duty.unit_id))
    return kept, person


async def test_a_link_opens_the_file_for_a_week_to_be_saved(site: Site, links: AttachmentLinks) -> None:
    kept, person = placed(site)
    link = links.link(kept, person, site.now()).removeprefix(site.public_url)
    async with site.visitor() as anybody:
        answer = await anybody.get(link)
        assert (answer.status, answer.text.encode()) == (200, files.PDF)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["x-content-type-options"] == "nosniff"
        old = links.link(kept, person, site.now() - timedelta(days=8)).removeprefix(site.public_url)
        assert (await anybody.get(old)).status == 410


async def test_a_link_is_over_with_its_person_s_rights(site: Site, links: AttachmentLinks) -> None:
    kept, person = placed(site)
    stranger = site.office.person("PYT", "focal_point", "An", "an", channel="web")
    with site.database.transaction() as session:
        session.execute(update(Position).where(Position.person_id == person).values(until=site.now()))
    async with site.visitor() as anybody:
        for whose in (person, stranger):
            link = links.link(kept, whose, site.now()).removeprefix(site.public_url)
            assert (await anybody.get(link)).status == 410


async def test_what_is_not_with_a_report_opens_for_nobody(site: Site, links: AttachmentLinks) -> None:
    kept, person = placed(site)
    with site.database.transaction() as session:
        session.execute(update(Attachment).values(state=AttachmentState.KEPT))
    async with site.visitor() as anybody:
        assert (await anybody.get(links.link(kept, person, site.now()).removeprefix(site.public_url))).status == 410


@pytest.mark.parametrize(
    "forged",
    [
        "/dinh-kem/2/{person}/{until}/{signature}",
        "/dinh-kem/{kept}/2/{until}/{signature}",
        "/dinh-kem/{kept}/{person}/{later}/{signature}",
        "/dinh-kem/{kept}/{person}/{until}/{other}",
        "/tep/{kept}/{until}/{signature}",
        "/dinh-kem/{kept}/{person}/{until}/",
    ],
)
async def test_a_forged_link_opens_nothing(site: Site, links: AttachmentLinks, forged: str) -> None:
    kept, person = placed(site)
    *_, until, signature = links.link(kept, person + 1 if "/2/" in forged else person, site.now()).split("/")
    if "/{kept}/2/" in forged:
        signature = links.link(kept, person, site.now()).rpartition("/")[2]
    other = AttachmentLinks(site.public_url, b"another secret").link(kept, person, site.now()).rpartition("/")[2]
    path = forged.format(kept=kept, person=person, until=until, later=int(until) + 1, signature=signature, other=other)
    async with site.visitor() as anybody:
        assert (await anybody.get(path)).status == 404


async def test_what_is_sent_from_the_page_is_kept_once_with_its_hash(site: Site) -> None:
    async with site.sign_in() as lan:
        for _ in range(2):
            form = aiohttp.FormData(quote_fields=False)
            form.add_field("client_id", "f1")
            form.add_field("file", files.PDF, filename=NAME)
            assert (await lan.post(f"{lan.chat}api/upload", data=form)).status == 200
    [row] = site.office.all(Attachment)
    assert (row.state, row.kind, row.size, len(row.sha256 or "")) == ("kept", "pdf", len(files.PDF), 64)
    assert site.clerk.heard[0].extra == {"attachment": row.id}


async def test_of_what_is_refused_nothing_is_kept_but_the_reason(site: Site) -> None:
    async with site.sign_in() as lan:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("client_id", "f1")
        form.add_field("file", b"MZ" + bytes(100), filename="bao-cao.pdf")
        assert (await lan.post(f"{lan.chat}api/upload", data=form)).status == 200
    [row] = site.office.all(Attachment)
    assert (row.state, row.reason) == ("refused", "executable")
    with site.database.transaction() as session:
        assert attachments.content(session, row.id) is None
