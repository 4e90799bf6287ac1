"""`/lich/…`: what is owed, for calendar programs that follow a signed address."""

from sqlalchemy import update

from handlers.conversation.signed_links import FeedLinks
from storage.tables import Position
from tests.web.site import Site


async def test_an_address_opens_its_persons_feed_until_they_leave(site: Site) -> None:
    person = site.office.person("PYT", "focal_point", "An", "an", channel="web")
    links = FeedLinks(site.public_url, b"a secret of this test")
    path = links.link(person).removeprefix(site.public_url)
    async with site.visitor() as anybody:
        answer = await anybody.get(path)
        assert answer.status == 200
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert "BEGIN:VEVENT" in answer.text
        assert answer.headers["cache-control"] == "private, max-age=300"
        for forged in (path[:-1] + ("0" if path[-1] != "0" else "1"), f"/lich/{person + 1}/{path.rpartition('/')[2]}"):
            assert (await anybody.get(forged)).status == 404
        with site.database.transaction() as session:
            session.execute(update(Position).values(until=site.now()))
        assert (await anybody.get(path)).status == 410
