from sqlalchemy import text

from tests.web.site import Site


async def test_alive_and_ready(site: Site) -> None:
    async with site.visitor() as watcher:
        assert (await watcher.get("/healthz")).status == 200
        assert (await watcher.get("/readyz")).status == 200
        assert (await watcher.get("/metrics")).status == 200


async def test_not_ready_while_migrations_wait(site: Site) -> None:
    with site.database.transaction() as session:
        session.execute(text("DELETE FROM alembic_version"))
    async with site.visitor() as watcher:
        answer = await watcher.get("/readyz")
        assert answer.status == 503
        assert "migrations to apply" in answer.json["not_ready"]
        assert (await watcher.get("/healthz")).status == 200


async def test_not_ready_while_a_part_fails_and_says_which(site: Site) -> None:
    site.troubles["tick"] = "stands still"
    async with site.visitor() as watcher:
        answer = await watcher.get("/readyz")
        assert answer.status == 503
        assert answer.json["parts"] == {"tick": "stands still"}
        assert "tick" in answer.json["not_ready"]
        site.troubles.clear()
        assert (await watcher.get("/readyz")).status == 200
