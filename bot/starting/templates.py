"""The organisation's own Word templates: filled in with a sample, as they will be with a report."""

from bot.language import say, shell_words
from bot.settings import Settings
from bot.starting.finding import Finding, Findings, Mark
from handlers.collating.word.own_templates import BadTemplate, own_templates, told


def word_templates(settings: Settings) -> Findings:
    for template in own_templates(settings.templates):
        # A tenth of a second and 9 MB, where there may be none.
        from handlers.collating.word.template_check import check

        subject = say("shell.template.subject", name=template.name)
        try:
            check(template)
        except BadTemplate as bad:
            unknown = [say("shell.template.unknown", fields=", ".join(bad.unknown))] if bad.unknown else []
            for said in unknown or told(shell_words(), bad):
                yield Finding(Mark.WRONG, subject, said, say("shell.template.mend"))
        else:
            yield Finding(Mark.GOOD, subject, say("shell.template.good", code=template.stem))
