"""What addresses of texts begin with, and how that changes with an id."""

from __future__ import annotations

from policykit.library.cited import dotted
from policykit.library.walk import FoundItem, Walk
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Prefix:
    """What addresses of an item's texts begin with, before and after."""

    before: str
    after: str

    def of(self, address: str) -> str:
        """An address as it is afterwards."""
        if address == self.before or address.startswith((f"{self.before}.", f"{self.before}#")):
            return self.after + address[len(self.before) :]
        return address


def prefixes(found: Walk, before: str, after: str) -> tuple[Prefix, ...]:
    """The prefixes that change when an item gets another id; those of cells with their column.

    Args:
        found: the policy as it is.
        before: the dotted id of the item.
        after: its dotted id afterwards.
    """
    addresses: dict[str, str] = {}
    changed: list[Prefix] = []
    new = after.rpartition(".")[2]
    for item in found.items:
        outer = addresses.get(item.parent, "")
        above = outer or ".".join(str(part) for part in item.pointer[:-1])
        address = f"{above}.{item.id}"
        addresses.setdefault(dotted(item), address)
        is_it = item.kind != "cell" and dotted(item) == before
        if is_it or is_cell_of(item, before):
            changed.append(Prefix(address, f"{above}.{new}"))
    return tuple(changed)


def is_cell_of(item: FoundItem, column: str) -> bool:
    """Whether an item is a cell in a column: it goes by the id of that."""
    return item.kind == "cell" and f"{item.parent.partition('.')[0]}.{item.id}" == column
