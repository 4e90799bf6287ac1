"""A reading in one line, so that it can stand beside the line that was typed."""

from collections.abc import Collection
from typing import Any

from domain.typed import Answers, Doubt, Reading, Update


def told(reading: Reading) -> str:
    """`2.7 done | ? almost 2.8: in_progress / done`; `result ?“đã họp”` is a proposal, what stands in brackets is not
    kept."""
    parts = [*map(_update, reading.updates), *map(_doubt, reading.doubts)]
    parts += [f"extension “{reading.extension}”"] if reading.extension else []
    parts += ["nil"] if reading.is_nil else []
    parts += [f"({words})" for words in reading.left_out]
    return " | ".join(parts) + (" ~" if reading.is_corrected else "")


def _update(update: Update) -> str:
    remark = f" !{update.remark}" if update.remark else ""
    return f"{update.task} {_answers(update.answers, {field for field, _ in update.proposed})}{remark}"


def _doubt(doubt: Doubt) -> str:
    about = f" {doubt.task}" if doubt.task else ""
    ways = [_answers(offer) for offer in doubt.offers] + [f"→{code}" for code in doubt.near]
    return f"? {doubt.why}{about}" + (f": {' / '.join(ways)}" if ways else "")


def _answers(answers: Answers, proposed: Collection[str] = ()) -> str:
    said = dict(answers)
    parts = [said.pop("status", "")]
    parts += [f"{said.pop('percent'):g}%"] if "percent" in said else []
    parts += [f"on {said.pop('done_on')}"] if "done_on" in said else []
    parts += [f"[{_figure(figure)}]" for figure in said.pop("figures", ())]
    parts += [f"{code}={said.pop(code):g}" for code in [*said] if isinstance(said[code], int | float)]
    parts += [
        f"{code} [số {one['number']} ngày {one['date']}{' của ' + one['issuer'] if one['issuer'] else ''}]"
        for code in [*said]
        if isinstance(said[code], dict)
        for one in [said.pop(code)]
    ]
    parts += [
        f"{code} –" if text is None else f"{code} {'?' * (code in proposed)}“{text}”" for code, text in said.items()
    ]
    return " ".join(filter(None, parts))


def _figure(figure: dict[str, Any]) -> str:
    number = f"{figure['n']:,}".replace(",", " ") + (f"/{figure['of']}" if figure["of"] is not None else "")
    return " ".join(filter(None, (figure["what"], number, figure["unit"])))
