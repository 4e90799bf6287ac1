"""Where an organisation's own Word template is."""

from pathlib import Path


def own_template(folder: Path | None, organisation_code: str) -> Path | None:
    """`CODE.docx` in the folder of templates; None where there is none, and the built-in one is used."""
    if folder is None or not folder.is_dir():
        return None
    wanted = f"{organisation_code}.docx".casefold()
    return next((file for file in sorted(folder.iterdir()) if file.name.casefold() == wanted), None)
