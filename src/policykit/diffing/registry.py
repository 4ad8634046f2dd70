"""What compares which things and fields: every module of `diffing/kinds` has one `CHAPTER`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from policykit.diffing import kinds
from policykit.diffing.kind import Chapter, Comparer
from policykit.diffing.match import Pair
from policykit.model.value import dataclass

ANY = "*"


@dataclass(frozen=True, slots=True)
class Comparers:
    """All comparers: of things by kind of thing, of fields by kind of thing and key."""

    things: Mapping[str, Comparer]
    fields: Mapping[tuple[str, str], Comparer]

    def of_thing(self, pair: Pair) -> Comparer:
        """What compares a pair as a whole."""
        return self.things.get(pair.kind) or self.things[ANY]

    def of_field(self, pair: Pair, key: str) -> Comparer:
        """What compares one field of a pair; a key `a.b` can be told by all of `a.*`."""
        group = f"{key.partition('.')[0]}.{ANY}"
        for place in ((pair.kind, key), (pair.kind, group), (ANY, key), (pair.kind, ANY)):
            found = self.fields.get(place)
            if found is not None:
                return found
        return self.fields[ANY, ANY]


@cache
def comparers() -> Comparers:
    """Every comparer there is."""
    things: dict[str, Comparer] = {}
    fields: dict[tuple[str, str], Comparer] = {}
    for module in pkgutil.iter_modules(kinds.__path__):
        chapter: Chapter = importlib.import_module(f"{kinds.__name__}.{module.name}").CHAPTER
        things.update(chapter.things)
        fields.update(chapter.fields)
    return Comparers(things, fields)
