"""The organisation's own Word templates: filled in with a sample, as they will be with a report."""

from collections.abc import Collection

from bot.language import say, shell_words
from bot.settings import Settings
from bot.starting.finding import Finding, Findings, Mark
from handlers.collating.word.own_templates import BadTemplate, left_aside, own_templates, told


def word_templates(settings: Settings, codes: Collection[str]) -> Findings:
    """Examine each template in the folder. `codes`: of the organisations that there are; none where nobody knows."""
    known = {code.casefold() for code in codes}
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
            if not known or template.stem.casefold() in known:
                yield Finding(Mark.GOOD, subject, say("shell.template.good", code=template.stem))
        if known and template.stem.casefold() not in known:
            there = ", ".join(f"{code}.docx" for code in sorted(codes))
            said = say("shell.template.of_nobody", code=template.stem)
            yield Finding(Mark.WRONG, subject, said, say("shell.template.of_nobody.mend", files=there))
    for file in left_aside(settings.templates):
        subject = say("shell.template.subject", name=file.name)
        yield Finding(Mark.WRONG, subject, say("shell.template.unused"), say("shell.template.unused.mend"))
