"""A coordinators' group: registered, asked, pressed by the wrong person, and turned into a supergroup."""

import pytest

from tests.botapi import BotApiServer
from tests.journeys.cycle import AN, LAN, TUAN
from tests.journeys.installation import Installation
from tests.journeys.setups import AWKWARD, with_report
from tests.patience import PATIENCE

pytestmark = pytest.mark.long


async def test_a_group_from_its_registration_to_its_upgrade() -> None:
    guests = (TUAN, LAN, AN)
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        codes = office.prepare(with_report(1, ["{after: 60s, to: [focal_point]}"]), guests)
        people = [server.person(1001 + number, guest.name) for number, guest in enumerate(guests)]
        tuan, lan, an = people
        async with office.run() as program:
            for person, code in zip(people, codes, strict=True):
                await person.starts(code)
                await person.waits_for("Chào anh/chị")
            group = server.group(-501, "Theo dõi KH&CN", people)
            await group.adds_bot(tuan)
            hello = await tuan.waits_for("Tôi là Đôn Đốc", chat=group, since=0)
            assert "/dangky" in hello.text

            await tuan.says("/quahan", group)
            await tuan.waits_for("Chưa có kế hoạch nào được đăng ký", chat=group)
            await lan.says("/dangky", group)
            await lan.waits_for("dành cho cơ quan theo dõi", chat=group)
            await tuan.says("/dangky", group)
            await tuan.waits_for("Đã đăng ký nhóm này cho Kế hoạch", chat=group)

            await tuan.says(f"/quahan@{server.bot().username}", group)
            listed = await tuan.waits_for("Quá hạn: 3 đơn vị", chat=group)
            assert AWKWARD in listed.text
            await lan.says("/baocao", group)
            await lan.waits_for("Tôi chỉ nhận báo cáo trong ", chat=group)
            await lan.presses("Đôn đốc tất cả", listed)
            await lan.waits_for("Nút này dành cho người theo dõi", chat=group)
            assert not any("đôn đốc anh/chị" in message.text for message in an.messages)

            supergroup = await server.upgrade_group(group)
            await tuan.says("/quahan", supergroup)
            again = await tuan.waits_for("Quá hạn: 3 đơn vị", chat=supergroup)
            await tuan.presses("Đôn đốc tất cả", again)
            await tuan.waits_for("Đã đôn đốc 2 đơn vị", chat=supergroup)
            for person in (lan, an):
                await person.waits_for("đôn đốc anh/chị")
            assert await program.stop() == 0


async def test_an_answer_on_its_way_to_a_group_follows_it_to_the_supergroup() -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        [code] = office.prepare(with_report(1, ["{after: 60s, to: [focal_point]}"]), [TUAN])
        tuan = server.person(1001, TUAN.name)
        group = server.group(-501, "Theo dõi KH&CN", [tuan], with_bot=True)
        async with office.run() as program:
            await tuan.starts(code)
            await tuan.waits_for("Chào anh/chị")
            await tuan.says("/dangky", group)
            await tuan.waits_for("Đã đăng ký", chat=group)
            server.faults.delay("sendMessage", 1.0)
            await tuan.says("/quahan", group)
            await program.until(lambda: len(server.calls.of("sendMessage")) == 3)
            supergroup = await server.upgrade_group(group)
            await tuan.waits_for("Quá hạn: 3 đơn vị", chat=supergroup, since=0)
            assert [call.answer for call in server.calls.of("sendMessage") if call.status == 400] == [
                "Bad Request: group chat was upgraded to a supergroup chat"
            ]
            assert await program.stop() == 0


async def test_two_topics_of_a_group_are_two_rooms() -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        [code] = office.prepare(with_report(1, ["{after: 60s, to: [focal_point]}"]), [TUAN])
        tuan = server.person(1001, TUAN.name)
        group = server.group(-1000000000501, "Phòng Khoa học", [tuan], with_bot=True)
        reports, talk = group.opens_topic(tuan, "Báo cáo"), group.opens_topic(tuan, "Việc chung")
        async with office.run() as program:
            await tuan.starts(code)
            await tuan.waits_for("Chào anh/chị")
            await tuan.says("/dangky", group, topic=reports)
            done = await tuan.waits_for("Đã đăng ký chủ đề này", chat=group)
            assert done.body["message_thread_id"] == reports
            await tuan.presses("Quá hạn", done)
            listed = await tuan.waits_for("Quá hạn: 3 đơn vị", chat=group)
            assert listed.body["message_thread_id"] == reports

            await tuan.says("/quahan", group, topic=talk)
            refused = await tuan.waits_for(
                "Chưa có kế hoạch nào được đăng ký cho chủ đề này", chat=group, timeout=PATIENCE
            )
            assert refused.body["message_thread_id"] == talk
            await tuan.says("/quahan", group)
            refused = await tuan.waits_for(
                "Chưa có kế hoạch nào được đăng ký cho nhóm này", chat=group, timeout=PATIENCE
            )
            assert "message_thread_id" not in refused.body

            group.closes_topic(reports)
            await tuan.says("/quahan", group, topic=reports)
            listed = await tuan.waits_for("Quá hạn: 3 đơn vị", chat=group)
            assert "message_thread_id" not in listed.body, "what cannot be said in the topic is said in its group"
            assert await program.stop() == 0
