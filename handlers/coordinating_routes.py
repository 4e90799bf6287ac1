"""The buttons of coordinators."""

from collections.abc import Mapping

from handlers.briefs import brief_chat as briefs
from handlers.collating import collation_chat as collating
from handlers.collating import progress, recipients
from handlers.conversation.commands import InGroups
from handlers.excusing import chat as excusing
from handlers.extending import deciding, requests
from handlers.extending import general as extending_all
from handlers.following import audit_log, group_registration, lists, unit, urged
from handlers.inviting import by_mail, giving
from handlers.letters import letter_chat as letters
from handlers.narratives import narrative_chat as narratives
from handlers.nudging import announcing, before_urging, choosing, urging
from handlers.plan_reviews import review_chat
from handlers.reviewing import deciding as reviewing
from handlers.reviewing import one_report, queue, returning
from handlers.succession import deciding as reorganised

ACTIONS: Mapping[str, InGroups] = {
    "overdue": InGroups(lists.overdue),
    "upcoming": InGroups(lists.upcoming),
    "missing": InGroups(lists.missing),
    "list.filter": InGroups(lists.choose_filter),
    "list.excel": InGroups(lists.excel),
    "nudge.all": InGroups(urging.everybody),
    "nudge.choose": InGroups(choosing.choose),
    "nudge.some": InGroups(urging.some),
    "nudge.leave": InGroups(urging.leave),
    "nudge.words": InGroups(before_urging.ask_words),
    "extensions": InGroups(requests.show),
    "extension": InGroups(deciding.one),
    "extension.grant": InGroups(deciding.grant),
    "extension.other": InGroups(deciding.other),
    "extension.refuse": InGroups(deciding.refuse),
    "extension.refused": InGroups(deciding.refused),
    "extension.all": InGroups(requests.confirm_all),
    "extension.grant_all": InGroups(deciding.grant_all),
    "extension.leave": InGroups(deciding.leave),
    "log": InGroups(audit_log.command),
    "announce.to": InGroups(announcing.ask),
    "announce.with": InGroups(announcing.preview),
    "announce.do": InGroups(announcing.send),
    "announce.unread": InGroups(announcing.unread),
    "progress": InGroups(progress.by_task),
    "progress.units": InGroups(progress.by_unit),
    "progress.picture": InGroups(progress.picture),
    "unit": InGroups(unit.show),
    "letter.ask": InGroups(letters.ask),
    "letter.write": InGroups(letters.write),
    "brief.word": InGroups(briefs.word),
    "urged.show": InGroups(urged.show),
    "urged.excel": InGroups(urged.excel),
    "excuse": InGroups(excusing.ask),
    "excuse.why": InGroups(excusing.why),
    "excuse.do": InGroups(excusing.excuse),
    "excuse.lift": InGroups(excusing.lift),
    "collate": InGroups(collating.show),
    "collate.export": InGroups(collating.export),
    "collate.since": InGroups(collating.since),
    "collate.recipients": InGroups(recipients.confirm),
    "collate.send": InGroups(recipients.send),
    "freeze": InGroups(collating.confirm_freezing),
    "freeze.do": InGroups(collating.freeze),
    "narratives": InGroups(narratives.choose),
    "narrative": InGroups(narratives.ask),
    "narrative.go_on": InGroups(narratives.go_on),
    "narrative.reuse": InGroups(narratives.reuse),
    "narrative.read_back": InGroups(narratives.read_back),
    "narrative.keep": InGroups(narratives.keep),
    "narrative.replace": InGroups(narratives.keep),
    "plan_review": InGroups(review_chat.show),
    "plan_review.export": InGroups(review_chat.export),
    "plan_review.freeze": InGroups(review_chat.confirm_freezing),
    "plan_review.freeze_do": InGroups(review_chat.freeze),
    "reviews": InGroups(queue.show),
    "review": InGroups(one_report.one),
    "review.accept": InGroups(reviewing.accept),
    "review.all": InGroups(queue.confirm_all),
    "review.accept_all": InGroups(queue.accept_all),
    "review.return": InGroups(returning.ask),
    "review.return_task": InGroups(returning.ask_task),
    "review.comment": InGroups(returning.comment),
    "review.returned": InGroups(returning.send),
    "unlock": InGroups(reviewing.unlock),
    "unlock.keep": InGroups(reviewing.keep_locked),
    "general": InGroups(extending_all.show),
    "general.of": InGroups(extending_all.of),
    "general.do": InGroups(extending_all.do),
    "invite.units": InGroups(giving.units),
    "invite.roles": InGroups(giving.roles),
    "invite.unit": InGroups(giving.give),
    "invite.mail": InGroups(by_mail.confirm),
    "invite.mail_do": InGroups(by_mail.send),
    "register": InGroups(group_registration.plan),
    "reorganised": InGroups(reorganised.show),
    "reorganised.one": InGroups(reorganised.one),
    "reorganised.decide": InGroups(reorganised.decide),
    "reorganised.all": InGroups(reorganised.confirm_all),
    "reorganised.do_all": InGroups(reorganised.do_all),
}
