"""The page of a report as a browser has it: what stands in its inputs, to be changed and sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self

import aiohttp

from tests.web.site import Answer, Visitor

Upload = tuple[str, bytes]  # name, content
Changed = dict[str, str]  # by name, what is typed or chosen instead


class Sheet(HTMLParser):
    """`values`: what would be sent, by name; `texts`: all that can be read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.buttons: list[str] = []
        self.problems: list[str] = []
        self.links: list[str] = []
        self._texts: list[str] = []
        self._textarea: str | None = None
        self._in_problem = False
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._texts).split())

    def value(self, name: str) -> str:
        return next(iter(self.values.get(name, [])), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        self._in_problem = tag == "p" and "problem" in (given.get("class") or "").split()
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag == "button":
            self.buttons.append(value)
        if tag == "textarea":
            self._textarea = name
            self.values[name] = [""]
        if tag == "input" and given.get("type") != "file" and name:
            pressed = given.get("type") not in ("radio", "checkbox") or "checked" in given
            if pressed:
                self.values.setdefault(name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            # A browser leaves out the line break after the tag and sends others as CR LF.
            self.values[self._textarea] = [data.removeprefix("\n").replace("\n", "\r\n")]
            return
        self._texts.append(data)
        if self._in_problem and data.strip():
            self.problems.append(data.strip())


@dataclass
class Reader:
    """Somebody with the link open."""

    visitor: Visitor
    path: str
    sheet: Sheet = field(init=False)
    status: int = 0

    async def opens(self, more: str = "") -> Self:
        return self._sees(await self.visitor.get(self.path + more))

    async def sends(
        self, do: str, changed: Changed | None = None, *, uploads: Mapping[str, Sequence[Upload]] | None = None
    ) -> Self:
        """Presses a button with what stands on the page, changed so; follows where it leads."""
        return await self._follow(await self.posts(do, changed, uploads=uploads))

    async def posts(
        self, do: str, changed: Changed | None = None, *, uploads: Mapping[str, Sequence[Upload]] | None = None
    ) -> Answer:
        values = {**self.sheet.values}
        values |= {name: [value] for name, value in (changed or {}).items()}
        form = aiohttp.FormData(quote_fields=False, default_to_multipart=True)
        for name, several in values.items():
            for one in several:
                form.add_field(name, one)
        for name, sent in (uploads or {}).items():
            for filename, content in sent:
                form.add_field(name, content, filename=filename, content_type="application/octet-stream")
        form.add_field("do", do)
        return await self.visitor.post(self.path, data=form)

    async def _follow(self, answer: Answer) -> Self:
        while answer.status == 303:
            answer = await self.visitor.get(answer.headers["location"])
        return self._sees(answer)

    def _sees(self, answer: Answer) -> Self:
        self.sheet, self.status = Sheet(answer.text), answer.status
        return self
