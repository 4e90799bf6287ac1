"""A new link in the place of one that opens nothing any more: to the same mailbox, and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.rights import Role
from handlers.inviting.issuing import make_invitation
from storage.people import mailboxes
from storage.tables import Address, Outbox
from tests.web.site import Site

BOX = "lan@coquan.vn"


@pytest.fixture
def code(site: Site) -> str:
    """Of the link in a reminder to Lan."""
    site.moment = datetime(2026, 11, 23, 2, tzinfo=UTC)
    person = site.office.person("PYT", "focal_point", "Lan", BOX, channel="email")
    return site.database.do(
        make_invitation,
        organisation_id=site.office.organisation_id,
        unit_id=site.office.unit_id("PYT"),
        role=Role.FOCAL_POINT,
        name="Lan",
        now=site.now(),
        created_by=person,
        person_id=person,
        mailbox=BOX,
    ).code


def mailed(site: Site) -> list[Outbox]:
    return [row for row in site.office.all(Outbox) if row.channel == "email"]


async def test_a_used_link_offers_a_new_one_to_the_mailbox_alone(site: Site, code: str) -> None:
    async with site.visitor() as lan, site.visitor() as stranger:
        await lan.enter(code)
        for said in ((await stranger.get(f"/vao/{code}")).text, (await stranger.enter(code)).text):
            assert "Liên kết này đã được dùng" in said
            assert "Gửi liên kết mới tới l…@coquan.vn" in said
            assert BOX not in said
        for _ in range(3):  # programs that look through mails press it too
            sent = await stranger.post("/vao/lien-ket-moi", data={"code": code})
            assert (sent.status, "l…@coquan.vn" in sent.text, "/vao/" in sent.text) == (200, True, False)
        assert [row.chat_id for row in mailed(site)] == [BOX]
        assert site.moment
        site.moment += timedelta(hours=1)
        await stranger.post("/vao/lien-ket-moi", data={"code": code})
        assert len(mailed(site)) == 2


async def test_so_does_one_that_is_over(site: Site, code: str) -> None:
    assert site.moment
    site.moment += timedelta(days=30)
    async with site.visitor() as lan:
        assert "Liên kết này đã hết hạn" in (await lan.get(f"/vao/{code}")).text
        assert (await lan.post("/vao/lien-ket-moi", data={"code": code})).status == 200
    assert len(mailed(site)) == 1


async def test_not_where_it_is_theirs_no_more_or_wants_no_mails_or_was_never_mailed(site: Site, code: str) -> None:
    other = site.invite("PNV", "Minh")
    async with site.visitor() as lan:
        for one in (code, other):
            assert (await lan.post("/vao/lien-ket-moi", data={"code": one})).status == 403  # it still opens
            await lan.enter(one)
        assert (await lan.post("/vao/lien-ket-moi", data={"code": other})).status == 403
        assert "Gửi liên kết mới" not in (await lan.get(f"/vao/{other}")).text
        with site.database.transaction() as session:
            address = session.query(Address).filter_by(chat_id=BOX).one()
            mailboxes.refuse(session, address, site.now())
        assert "Gửi liên kết mới" not in (await lan.get(f"/vao/{code}")).text
        assert (await lan.post("/vao/lien-ket-moi", data={"code": code})).status == 403
    assert mailed(site) == []


async def test_asking_with_wrong_codes_is_guessing(site: Site, code: str) -> None:
    async with site.visitor() as guesser:
        await guesser.get("/")
        for _ in range(5):
            await guesser.post("/vao/lien-ket-moi", data={"code": "WRONG234"})
        assert "quá nhiều lần" in (await guesser.enter("WRONG234")).text
