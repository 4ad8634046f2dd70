"""Times to answer and steps of escalation in a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policykit.importing.chapters import Entry, Unit
from policykit.importing.columns import STRIPPED, Row, column, heads, text_of
from policykit.importing.draft import Draft, Ground
from policykit.importing.phrases import UNREAD, UNTIMED, several
from policykit.importing.placing import Placing
from policykit.importing.terms import canonical
from policykit.locale.amounts import value_of
from policykit.locale.handbook_words import HandbookWords
from policykit.model.document import Json
from policykit.model.quantity.duration import Duration
from policykit.model.quantity.parse import parse_quantity
from policykit.model.value import dataclass

_TIMES: Final = ("first_response", "next_response", "resolution")
_AND: Final = re.compile(r"\s*(?:,|/|&|;|\+|\band\b|\boch\b|\bund\b)\s*", re.IGNORECASE)


def put_targets(draft: Draft, entry: Entry, head: Sequence[str], rows: Sequence[Row]) -> bool:
    """Put times to answer by channel to their place; False where a table is no such list."""
    ground = draft.ground
    kinds = [column(each, ground.words, ("channel", *_TIMES)) for each in head]
    if kinds.count("channel") != 1 or not set(kinds) - {"channel", ""} or "" in kinds:
        return False
    if len(set(kinds)) < len(kinds):
        return False
    made: list[_Target] = []
    unread: list[Unit] = []
    for row in rows:
        target = _target(kinds, row, ground)
        if target is None:
            unread += [unit for units in row for unit in units]
        else:
            made.append(target)
    if not made or 2 * len(made) < sum(any(row) for row in rows):
        return False
    items = draft.items("response_targets")
    first = len(items)
    _take(draft, entry, "response_targets", [(each.item, each.placings) for each in made])
    for each, item in zip(made, items[first:], strict=True):
        for unit in each.unread:
            draft.leave([unit], UNREAD.format(unit.text))
        if each.unread and isinstance(item, dict):
            told = several(*(UNREAD.format(unit.text) for unit in each.unread))
            draft.remark(("response_targets", str(item["id"]), "channels"), told)
    draft.leave(unread, UNTIMED)
    return True


@dataclass(frozen=True, slots=True)
class _Target:
    """A row as a target, with where its cells went, and the cells that are no length of time."""

    item: dict[str, Json]
    placings: list[Placing]
    unread: list[Unit]


def _target(kinds: Sequence[str], row: Row, ground: Ground) -> _Target | None:
    """The target in a row; None where it names no channel or no time that can be read."""
    item: dict[str, Json] = {}
    placings: list[Placing] = []
    unread: list[Unit] = []
    for kind, units in zip(kinds, row, strict=False):
        if not units:
            continue
        text = text_of(units)
        value: Json = (
            list(channels_of(text, ground)) if kind == "channel" else time_of(text, ground.words)
        )
        if not value and kind == "channel":
            return None
        if not value:
            unread += units
            continue
        key, what = ("channels", "channel") if kind == "channel" else (kind, "target")
        item[key] = value
        written = value if isinstance(value, str) else ""
        placings += (
            Placing(unit=each.number, pointer=(key,), kind=what, written=written, is_value=True)
            for each in units
        )
    return None if "channels" not in item or len(item) == 1 else _Target(item, placings, unread)


def _take(
    draft: Draft,
    entry: Entry,
    section: str,
    made: Sequence[tuple[dict[str, Json], list[Placing]]],
) -> None:
    items = draft.items(section)
    first = len(items)
    for item, placings in made:
        channels = item.get("channels")
        wanted = "-".join(map(str, channels)) if isinstance(channels, list) else str(item["to"])
        name = draft.names.give(wanted[:60].rstrip("-"), "step")
        at = len(items)
        items.append({"id": name, **item})
        draft.placings += (replace(each, pointer=(section, at, *each.pointer)) for each in placings)
    heads(draft, entry, Placing(unit=0, pointer=(section, first), kind="head of a column"))


def channels_of(text: str, ground: Ground) -> tuple[str, ...]:
    """The channels a text names, all of them or none."""
    known = ground.around.organisation.channels
    found: list[str] = []
    for part in (text, *(() if _one_channel(text, ground) else _AND.split(text))):
        if part is text and not _one_channel(text, ground):
            continue
        name = _one_channel(part, ground)
        if not name or name not in known:
            return ()
        if name not in found:
            found.append(name)
    return tuple(found)


def _one_channel(text: str, ground: Ground) -> str:
    plain = text.casefold().strip(STRIPPED)
    known = ground.around.organisation.channels
    for locale in ("", *ground.around.organisations):
        channels = ground.around.organisation_in(locale).channels if locale else known
        for name, channel in channels.items():
            if plain in {name, channel.title.casefold()}:
                return name
    for name, names in ground.words.channels.items():
        if plain in names and name in known:
            return name
    return ""


def time_of(text: str, words: HandbookWords) -> str:
    """A length of time that is all a text says; '' where it says another thing."""
    plain = text.strip(STRIPPED)
    for lead in ("within ", "in ", "inom ", "innerhalb von ", "binnen ", "max ", "max. "):
        if plain.casefold().startswith(lead):
            plain = plain[len(lead) :]
    value = canonical(value_of(plain, words.locale))
    return value if value and isinstance(parse_quantity(value), Duration) else ""


def put_steps(draft: Draft, entry: Entry, head: Sequence[str], rows: Sequence[Row]) -> bool:
    """Put steps of escalation to their place; False where a table is no such list."""
    ground = draft.ground
    kinds = [column(each, ground.words, ("to", "within", "step")) for each in head]
    if "to" not in kinds or "within" not in kinds or "" in kinds or len(set(kinds)) < len(kinds):
        return False
    made: list[tuple[dict[str, Json], list[Placing]]] = []
    for row in rows:
        item: dict[str, Json] = {}
        placings: list[Placing] = []
        for kind, units in zip(kinds, row, strict=False):
            if not units:
                continue
            text = text_of(units)
            value = {"to": role_of(text, ground), "within": time_of(text, ground.words)}.get(
                kind, ""
            )
            if kind == "step":
                placings += (
                    Placing(unit=each.number, pointer=(), kind="step", said=each.text)
                    for each in units
                )
                continue
            if not value:
                return False
            item[kind] = value
            placings += (
                Placing(
                    unit=each.number,
                    pointer=(kind,),
                    kind="escalation",
                    written=value,
                    is_value=True,
                )
                for each in units
            )
        if "to" not in item:
            return False
        made.append((item, placings))
    _take(draft, entry, "escalation", made)
    return bool(made)


def role_of(text: str, ground: Ground) -> str:
    """The role a text names; '' where it names none."""
    plain = text.casefold().strip(STRIPPED)
    plain = plain.removeprefix("the ").strip()
    for locale in ("", *ground.around.organisations):
        organisation = (
            ground.around.organisation_in(locale) if locale else ground.around.organisation
        )
        for name, role in organisation.roles.items():
            if plain in {name, role.title.casefold(), name.replace("-", " ")}:
                return name
    return ""


def means(text: str, value: Json, ground: Ground) -> bool:
    """Whether a value says what a text says."""
    if isinstance(value, list):
        return bool(value) and list(channels_of(text, ground)) == value
    return value in {time_of(text, ground.words), role_of(text, ground)} and bool(value)
