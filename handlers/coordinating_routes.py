"""The commands and buttons of coordinators."""

from collections.abc import Callable, Mapping

from handlers.collating import asking as collating
from handlers.collating import progress, recipients
from handlers.conversation.talk import Talk
from handlers.excusing import chat as excusing
from handlers.extending import deciding, requests
from handlers.extending import general as extending_all
from handlers.following import audit_log, group_registration, lists, unit
from handlers.inviting import by_mail, giving
from handlers.nudging import announcing, choosing, named
from handlers.reviewing import deciding as reviewing
from handlers.reviewing import queue, reading, returning
from handlers.succession import deciding as reorganised

COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    "quahan": lists.overdue,
    "sapdenhan": lists.upcoming,
    "chuanop": lists.missing,
    "dondoc": named.command,
    "nhatky": audit_log.command,
    "thongbao": announcing.command,
    "tiendo": progress.command,
    "donvi": unit.command,
    "duyet": queue.show,
    "sapxep": reorganised.command,
    "tonghop": collating.command,
    "moi": giving.command,
    "dangky": group_registration.command,
}

ACTIONS: Mapping[str, Callable[..., None]] = {
    "overdue": lists.overdue,
    "upcoming": lists.upcoming,
    "missing": lists.missing,
    "list.filter": lists.choose_filter,
    "list.excel": lists.excel,
    "nudge.all": choosing.everybody,
    "nudge.choose": choosing.choose,
    "nudge.some": choosing.some,
    "nudge.leave": choosing.leave,
    "nudge.words": choosing.ask_words,
    "extensions": requests.show,
    "extension": deciding.one,
    "extension.grant": deciding.grant,
    "extension.other": deciding.other,
    "extension.refuse": deciding.refuse,
    "extension.refused": deciding.refused,
    "extension.all": requests.confirm_all,
    "extension.grant_all": deciding.grant_all,
    "extension.leave": deciding.leave,
    "log": audit_log.command,
    "announce.to": announcing.ask,
    "announce.with": announcing.preview,
    "announce.do": announcing.send,
    "announce.unread": announcing.unread,
    "progress": progress.by_task,
    "progress.units": progress.by_unit,
    "progress.picture": progress.picture,
    "unit": unit.show,
    "excuse": excusing.ask,
    "excuse.why": excusing.why,
    "excuse.do": excusing.excuse,
    "excuse.lift": excusing.lift,
    "collate": collating.show,
    "collate.export": collating.export,
    "collate.since": collating.since,
    "collate.recipients": recipients.confirm,
    "collate.send": recipients.send,
    "freeze": collating.confirm_freezing,
    "freeze.do": collating.freeze,
    "reviews": queue.show,
    "review": reading.one,
    "review.accept": reviewing.accept,
    "review.all": queue.confirm_all,
    "review.accept_all": queue.accept_all,
    "review.return": returning.ask,
    "review.return_task": returning.ask_task,
    "review.comment": returning.comment,
    "review.returned": returning.send,
    "unlock": reviewing.unlock,
    "unlock.keep": reviewing.keep_locked,
    "general": extending_all.show,
    "general.of": extending_all.of,
    "general.do": extending_all.do,
    "invite.units": giving.units,
    "invite.roles": giving.roles,
    "invite.unit": giving.give,
    "invite.mail": by_mail.confirm,
    "invite.mail_do": by_mail.send,
    "register": group_registration.plan,
    "reorganised": reorganised.show,
    "reorganised.one": reorganised.one,
    "reorganised.decide": reorganised.decide,
    "reorganised.all": reorganised.confirm_all,
    "reorganised.do_all": reorganised.do_all,
}
