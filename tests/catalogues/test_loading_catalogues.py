"""What was compiled is taken as long as it is of the same sentences; else it is made anew, wherever it can be kept."""

from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from handlers.words.catalogues import Catalogues, load


def _written(folder: Path, name: str = "greetings", said: str = "xin chào") -> Path:
    folder.mkdir(exist_ok=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    file = folder / f"{name}.po"
    file.write_text(f'{header}\nmsgid "{name}.hello"\nmsgstr "{said}"\n', "utf-8")
    return file


def test_a_catalogue_is_compiled_once(tmp_path: Path) -> None:
    _written(tmp_path / "vi"), _written(tmp_path / "vi", "partings", "tạm biệt\\n**{you}**")
    expected = {"greetings.hello": "xin chào", "partings.hello": "tạm biệt\n**{you}**"}
    assert load(tmp_path / "vi") == expected
    compiled = (tmp_path / "vi.mo").stat()
    assert load(tmp_path / "vi") == expected
    assert (tmp_path / "vi.mo").stat() == compiled
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vi", "vi.mo"]


def test_other_sentences_are_compiled_anew(tmp_path: Path) -> None:
    _written(tmp_path / "vi")
    load(tmp_path / "vi")
    _written(tmp_path / "vi", said="kính chào")
    assert load(tmp_path / "vi") == {"greetings.hello": "kính chào"}


@pytest.mark.parametrize("content", [b"", b"no catalogue", b"\xde\x12\x04\x95" + b"\0" * 8])
def test_what_is_damaged_is_made_anew(tmp_path: Path, content: bytes) -> None:
    _written(tmp_path / "vi")
    (tmp_path / "vi.mo").write_bytes(content)
    assert load(tmp_path / "vi") == {"greetings.hello": "xin chào"}
    assert (tmp_path / "vi.mo").read_bytes() != content


def test_where_nothing_can_be_kept_it_is_said_all_the_same(tmp_path: Path) -> None:
    _written(tmp_path / "vi")
    (tmp_path / "vi.mo").mkdir()
    assert load(tmp_path / "vi") == {"greetings.hello": "xin chào"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vi", "vi.mo"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = _written(tmp_path / "vi")
    file.write_text('msgid "greetings.hello"\nmsgstr "xin"\nchào\n', "utf-8")
    with pytest.raises(PoFileError) as caught:
        load(tmp_path / "vi")
    assert caught.value.__notes__ == [f"in {file}"]


def test_a_language_is_loaded_when_it_is_asked_for(tmp_path: Path) -> None:
    _written(tmp_path / "vi")
    catalogues = Catalogues(tmp_path, {"vi": {"channel.zalo": "Zalo"}, "en": {}})
    assert list(catalogues) == ["vi", "en"]
    assert catalogues["vi"]["channel.zalo"] == "Zalo"
    assert not (tmp_path / "en.mo").exists()
    assert "lo" not in catalogues
