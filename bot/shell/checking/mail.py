"""What `dondoc check` says of the mail server."""

from bot.language import say
from bot.settings import Settings
from bot.shell.checking.databases import mailboxes_kept
from bot.shell.checking.mail_login import try_login
from bot.starting.finding import Finding, Findings, Mark


def mail(settings: Settings) -> Findings:
    if settings.smtp_url is None:
        waiting = mailboxes_kept(settings)
        if waiting:
            said = say("shell.check.mail.off_with_mailboxes", n=waiting)
            yield Finding(Mark.NOTE, "E-mail", said, say("shell.check.mail.set"))
        else:
            yield Finding(Mark.NOTE, "E-mail", say("shell.check.mail.off"))
        return
    tried = try_login(settings)
    yield Finding(Mark.WRONG if tried.mend else Mark.GOOD, "E-mail", tried.said, tried.mend)
    if tried.is_open:
        yield Finding(Mark.NOTE, "E-mail", say("shell.check.mail.open"), say("shell.check.mail.encrypt"))
