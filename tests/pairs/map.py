"""Every change of every pair, as one text.

python -m tests.pairs.map    writes it anew, to be read before it is kept
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.pairs.examples import examples, sides
from tests.pairs.laid import HERE, Told, told
from tests.pairs.written import pairs

from policykit.model.change import Change, Piece, PieceKind, Side

MAP = HERE / "map.txt"
_PIECES = {PieceKind.SAME: "{}", PieceKind.REMOVED: "[-{}-]", PieceKind.ADDED: "{{+{}+}}"}
_HEAD = "Every pair and example, and what is told of it. Written by `python -m tests.pairs.map`.\n"


def mapped() -> str:
    """What is told of every pair and of every example."""
    return _HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    for pair in pairs():
        yield from _told(pair.title, pair.told())
    for kind in examples():
        yield from _told(f"example: {kind.name}", told(*sides(kind)))


def _told(title: str, found: Told) -> Iterator[str]:
    yield f"\n{title}\n"
    for policy in found.policies:
        told = f"{policy.policy}: {policy.required.value}, {policy.verdict.value}, {policy.status}"
        made = f"{policy.version_before or '-'} to {policy.version_after or '-'} is {policy.made.value}"
        lost = f" void {' '.join(policy.void)};" if policy.void else ""
        yield f"  {told}; {made};{lost} {policy.owner}; {policy.path}\n"
    for change in found.changes:
        parts = (
            change.code,
            change.name,
            change.item or "-",
            change.customer.value,
            change.staff.value,
            change.bump.value,
            change.severity.value,
        )
        where = f" in {change.where}" if change.where else ""
        floors = "".join(f" {each.name}" for each in change.floors)
        yield f"  {' '.join(parts)}{where}{floors}\n    {change.message}\n"
        sides = (each.value if each is not None else "(not there)" for each in _sides(change))
        yield (
            f"    {change.item_kind} {change.title}: {' -> '.join(sides)}\n".replace(
                "\n", " "
            ).rstrip()
            + "\n"
        )
        asides = (
            change.fingerprint,
            "editorial" if change.editorial else "",
            " ".join(change.regions),
            " -> ".join(dict.fromkeys(map(_place, _sides(change)))),
        )
        yield f"    {' '.join(filter(None, asides))}\n"
        if change.redline:
            yield f"    {''.join(map(_piece, change.redline))}\n"
        if change.retrain or change.roles:
            touches, learn = (" ".join(each) or "-" for each in (change.roles, change.retrain))
            yield f"    touches {touches}; {learn} to learn anew\n"


def _sides(change: Change) -> tuple[Side | None, Side | None]:
    return change.before, change.after


def _place(side: Side | None) -> str:
    """Where a side stands: its file below policies/, and the way to it."""
    if side is None:
        return "-"
    at = side.location
    return f"{at.path.removeprefix('policies/')}/{'/'.join(map(str, at.pointer))}"


def _piece(piece: Piece) -> str:
    """What was taken out in brackets, what came in in braces."""
    text = piece.text.replace("\n", "\\n")
    return _PIECES[piece.kind].format(text)


if __name__ == "__main__":
    MAP.write_text(mapped(), "utf-8")
