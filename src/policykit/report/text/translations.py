"""How far the words of each language are, for a terminal: a table for each language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policykit.model.standing_words import Standing
from policykit.report.colored import Text
from policykit.report.flowing import Stretch
from policykit.report.formats import Style
from policykit.report.text.grid import grid
from policykit.report.words import one_line

_HEAD: Final = ("policy", "up to date", "not known", "stale", "missing", "owner")
_COUNTS: Final = frozenset({"not known", "stale", "missing"})
_WHOLE: Final = 100
_FEW: Final = 12
"""Policies up to which the addresses are told one by one."""

_MOST: Final = 20


def render(standings: Sequence[Standing], style: Style) -> str:
    """The table, the least complete policy first; of few policies the addresses, too."""
    out = Text()
    for number, locale in enumerate(dict.fromkeys(each.locale for each in standings)):
        rows = [each for each in standings if each.locale == locale]
        if number:
            out.append("\n")
        texts = sum(each.texts for each in rows)
        current = sum(each.current for each in rows)
        share = _WHOLE * current // texts if texts else _WHOLE
        asked = "required" if rows[0].required else "not required"
        out.append(f"{locale}", "bold")
        out.append(f"  {asked}, {share} % of {texts} texts up to date\n", "dim")
        ordered = sorted(rows, key=lambda each: (each.share, each.name, each.coming))
        told = [_row(each) for each in ordered]
        # A column that is empty throughout would take the room of those that are not.
        shown = [
            number
            for number, name in enumerate(_HEAD)
            if name not in _COUNTS or any(row[number][0] for row in told)
        ]
        cells = [[row[number] for number in shown] for row in told]
        grid(out, [_HEAD[number] for number in shown], cells, style.width)
        unknown = sum(len(each.unknown) for each in rows)
        if unknown:
            out.append(
                f"  Nobody has noted of {unknown} of them that they say what the source says: read "
                "them, then --stamp.\n",
                "yellow",
            )
    if len(standings) <= _FEW:
        for each in standings:
            _addresses(out, each)
    return out.printed(color=style.color)


def _row(each: Standing) -> list[Stretch]:
    name = f"{one_line(each.name)}{' (next)' if each.coming else ''}"
    if each.trouble:
        return [(name, ""), (one_line(each.trouble), "red"), ("", ""), ("", ""), ("", ""), ("", "")]
    return [
        (name, ""),
        (f"{each.share} %" if each.path else "no file", "" if each.share == _WHOLE else "yellow"),
        (str(len(each.unknown) or ""), "dim"),
        (str(len(each.stale) or ""), "yellow"),
        (str(len(each.missing) or ""), "yellow"),
        (one_line(each.owner), "dim"),
    ]


def _addresses(out: Text, each: Standing) -> None:
    lists = list(_lists(each))
    if not lists or not each.path:
        return
    out.append(f"\n{one_line(each.path)}\n", "bold")
    for said, addresses in lists:
        shown = [one_line(address) for address in addresses[:_MOST]]
        more = len(addresses) - _MOST
        for address in shown:
            out.append(f"  {said:<8} {address}\n")
        if more > 0:
            out.append(f"  {said:<8} {more} more\n", "dim")


def _lists(each: Standing) -> Iterator[tuple[str, tuple[str, ...]]]:
    for said, addresses in (
        ("stale", tuple(address for address in each.stale if address not in each.older)),
        ("older", each.older),
        ("missing", each.missing),
        ("gone", each.gone),
    ):
        if addresses:
            yield said, addresses
