"""Word templates of one's own as Word leaves them: with tracked changes, hidden text and macros. What would not print
is told by its line; what Word prints, this prints too."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bot.settings import Settings
from bot.starting.finding import Mark
from bot.starting.templates import word_templates
from handlers.collating.word import template_check
from handlers.collating.word.own_templates import BadTemplate

WHOLE = ("{{ title | upper }}", "{%p if provisional %}", "{{ provisional }}", "{%p endif %}",
         "{%p for t in tasks %}", "{{ t.code }}", "{%p endfor %}")  # fmt: skip


def template(folder: Path, lines: Sequence[str] = WHOLE, change: Callable[[Document], object] | None = None) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if change is not None:
        change(document)
    path = folder / "DALAT.docx"
    document.save(str(path))
    return path


def repacked(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same file with other bytes in one of its parts."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, said in parts.items():
            archive.writestr(name, said.replace(old, new) if name == part else said)
    path.write_bytes(written.getvalue())
    return path


def printed(path: Path) -> list[str]:
    template_check.check(path)
    filled = template_check.rendered(template_check.read(path), template_check.sample())
    written = BytesIO()
    filled.save(written)
    return [paragraph.text for paragraph in docx.Document(written).paragraphs]


def flaws(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(BadTemplate) as refused:
        template_check.check(path)
    return [(flaw.why, flaw.line) for flaw in refused.value.flaws]


def test_the_whole_one_prints(tmp_path: Path) -> None:
    assert printed(template(tmp_path))[0] == template_check.sample()["title"].upper()


@pytest.mark.parametrize(
    ("lines", "why", "line"),
    [
        ((*WHOLE, "{% raw %}{{ title }}{% endraw %}"), "raw", "{% raw %}{{ title }}{% endraw %}"),
        ((*WHOLE[:4], "{%p for t in tasks %}", "{%p if t.mean %}", "{{ t.code }}", "{%p else %}", "{%p endfor %}"),
         "unclosed", "{%p if t.mean %}"),
        ((*WHOLE[:5], "{{ t.code }}", "{%p elif t.mean %}", "{%p endfor %}"), "unopened", "{%p elif t.mean %}"),
        ((*WHOLE, "[[ submitted ]]"), "brackets", "[[ submitted ]]"),
        ((*WHOLE, "Đã nộp: «submitted»"), "brackets", "Đã nộp: «submitted»"),
        ((*WHOLE, "${submitted}"), "brace", "${submitted}"),
        ((*WHOLE, "submitted"), "brace", "submitted"),
    ],
)  # fmt: skip
def test_what_would_print_otherwise_is_told_by_its_line(
    tmp_path: Path, lines: Sequence[str], why: str, line: str
) -> None:
    assert (why, line) in flaws(template(tmp_path, lines))


def test_the_else_of_a_loop_is_its_own(tmp_path: Path) -> None:
    lines = (*WHOLE[:4], "{%p for t in tasks %}", "{{ t.code }}", "{%p else %}", "không có", "{%p endfor %}")
    assert "không có" not in printed(template(tmp_path, lines))


def hides(index: int) -> Callable[[Document], object]:
    def change(document: Document) -> None:
        for run in document.paragraphs[index].runs:
            run.font.hidden = True

    return change


def test_hidden_text_is_no_title(tmp_path: Path) -> None:
    found = flaws(template(tmp_path, WHOLE, hides(0)))
    assert ("title", "") in found
    assert ("hidden", "{{ title | upper }}") in found


def test_text_hidden_by_its_style_is_no_title(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        style = document.styles.add_style("Kín", 1)
        style.font.hidden = True
        document.paragraphs[0].style = style

    assert ("hidden", "{{ title | upper }}") in flaws(template(tmp_path, WHOLE, change))


def test_a_title_in_a_header_that_is_not_in_use(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        section = document.sections[0]
        section.first_page_header.is_linked_to_previous = False
        section.first_page_header.paragraphs[0].text = "{{ title }}"
        section.different_first_page_header_footer = False

    assert ("hidden", "{{ title }}") in flaws(template(tmp_path, WHOLE[1:], change))


def test_a_title_in_a_header_that_is_in_use(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ title }}"

    printed(template(tmp_path, WHOLE[1:], change))


def tracked(document: Document) -> None:
    """`{{ so_van_ban }}` was struck out and `{{ submitted }}` written in its place, both still tracked."""
    paragraph = document.add_paragraph()._p
    about = 'w:id="1" w:author="Văn thư" w:date="2026-12-01T08:00:00Z"'
    paragraph.append(
        parse_xml(f"<w:del {nsdecls('w')} {about}><w:r><w:delText>{{{{ so_van_ban }}}}</w:delText></w:r></w:del>")
    )
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')} {about}><w:r><w:t>{{{{ submitted }}}}</w:t></w:r></w:ins>"))


def test_tracked_changes_count_as_accepted(tmp_path: Path) -> None:
    said = printed(template(tmp_path, WHOLE, tracked))
    assert said[-1] == str(template_check.sample()["submitted"])


def test_a_struck_paragraph_is_gone_with_its_tag(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        paragraph = document.add_paragraph()
        about = 'w:id="2" w:author="Văn thư" w:date="2026-12-01T08:00:00Z"'
        paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del {about}/></w:rPr>"))
        paragraph._p.append(
            parse_xml(f"<w:del {nsdecls('w')} {about}><w:r><w:delText>{{{{ khong_co }}}}</w:delText></w:r></w:del>")
        )

    assert len(printed(template(tmp_path, WHOLE, change))) == len(printed(template(tmp_path)))


def test_signs_that_nobody_sees_spoil_no_name(tmp_path: Path) -> None:
    lines = ("{{ ti\u200btle | upper }}", *WHOLE[1:], "{{ sub\u00admitted }}", "{{\ufeff expected }}")
    said = printed(template(tmp_path, lines))
    assert said[-2:] == [str(template_check.sample()[name]) for name in ("submitted", "expected")]


def test_a_dotx_under_the_name_of_a_docx(tmp_path: Path) -> None:
    path = repacked(
        template(tmp_path),
        "[Content_Types].xml",
        b"wordprocessingml.document.main+xml",
        b"wordprocessingml.template.main+xml",
    )
    assert printed(path)[0] == template_check.sample()["title"].upper()


def test_a_file_with_macros_is_refused(tmp_path: Path) -> None:
    path = repacked(
        template(tmp_path),
        "[Content_Types].xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert flaws(path) == [("macros", "")]


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0 an old .doc", b"<html>{{ title }}</html>"])
def test_what_is_no_document(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "DALAT.docx"
    path.write_bytes(content)
    assert flaws(path) == [("file", "")]


def test_a_tag_in_the_address_of_a_link(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        document.part.relate_to("https://example.vn/{{ period }}", kind, is_external=True)

    assert ("link", "https://example.vn/{{ period }}") in flaws(template(tmp_path, WHOLE, change))


# What `dondoc check` says of the folder


def test_a_template_of_nobody_and_files_that_are_none(tmp_path: Path) -> None:
    template(tmp_path)
    (tmp_path / "DALAT.docx").rename(tmp_path / "DA-LAT.docx")
    (tmp_path / "DALAT.doc").write_bytes(b"\xd0\xcf")
    (tmp_path / "~$DALAT.docx").write_bytes(b"")
    (tmp_path / "ghi chu.txt").write_text("mẫu cũ")
    found = list(word_templates(Settings(templates=tmp_path), ["DALAT", "HOAMAI"]))
    assert {one.mark for one in found} == {Mark.WRONG}
    said = " | ".join(f"{one.subject} {one.said} {one.mend}" for one in found)
    assert "chưa tổ chức nào mang mã “DA-LAT”" in said
    assert "DALAT.docx, HOAMAI.docx" in said
    assert "DALAT.doc" in said
    assert len(found) == 2


@pytest.mark.parametrize("codes", [["DALAT"], ["dalat"], []])
def test_a_template_of_a_known_organisation_is_good(tmp_path: Path, codes: Sequence[str]) -> None:
    """Where no organisation is loaded yet, nobody can say whose it is."""
    template(tmp_path)
    assert [one.mark for one in word_templates(Settings(templates=tmp_path), codes)] == [Mark.GOOD]
