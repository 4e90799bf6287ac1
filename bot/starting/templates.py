"""The organisation's own Word templates: filled in with a sample, as they will be with a report."""

from bot.settings import Settings
from bot.starting.finding import Finding, Findings, Mark
from handlers.collating.word.own_templates import BadTemplate, own_templates, told
from handlers.words import Words


def word_templates(settings: Settings) -> Findings:
    for template in own_templates(settings.templates):
        # A tenth of a second and 9 MB, where there may be none.
        from handlers.collating.word.template_check import check

        subject = f"Mẫu Word {template.name}"
        try:
            check(template)
        except BadTemplate as bad:
            unknown = [f"có trường không có: {', '.join(bad.unknown)}"] if bad.unknown else []
            for said in unknown or told(Words(), bad):
                yield Finding(Mark.WRONG, subject, said, "sửa mẫu bằng Word, hoặc bỏ tệp để dùng mẫu có sẵn")
        else:
            yield Finding(Mark.GOOD, subject, "điền thử được, đủ tiêu đề, tạm tính và các nhiệm vụ")
