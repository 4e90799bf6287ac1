"""Where an organisation's own Word template is, and what may be wrong with it."""

from pathlib import Path


def own_template(folder: Path | None, organisation_code: str) -> Path | None:
    """`CODE.docx` in the folder of templates; None where there is none, and the built-in one is used."""
    if folder is None or not folder.is_dir():
        return None
    wanted = f"{organisation_code}.docx".casefold()
    return next((file for file in sorted(folder.iterdir()) if file.name.casefold() == wanted), None)


class BadTemplate(ValueError):
    """`unknown`: the fields a template names and that there are not; `reason`: else why it cannot be used."""

    def __init__(self, unknown: list[str], known: list[str], reason: str = "") -> None:
        super().__init__(reason or ", ".join(unknown))
        self.unknown, self.known, self.reason = unknown, known, reason
