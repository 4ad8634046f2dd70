"""What is seen from the place where an author types: the file, its policy, its repository."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from policykit.authoring.completion.place import Place
from policykit.authoring.snapshot import Snapshot
from policykit.library.files import FileKind, FileName
from policykit.library.walk import Walk, walk
from policykit.model.document import Json
from policykit.model.organisation import Organisation
from policykit.model.policy_shape import POLICY
from policykit.model.position import Pointer
from policykit.model.surroundings import Surroundings
from policykit.validation import Kind
from policykit.validation.keys import allowed_at

_WITH_SCHEMA: Final = frozenset(each.value for each in Kind)


class Sight:
    """What an author sees: `place` in the file of a name, whose data is read as far as it goes.

    Args:
        snapshot: the repository.
        path: the file, relative to the root.
        name: what its path says.
        place: where the cursor stands.
        data: what stands in the file.
    """

    def __init__(
        self, snapshot: Snapshot, path: str, name: FileName, place: Place, data: Json
    ) -> None:
        self.snapshot = snapshot
        self.path = path
        self.name = name
        self.place = place
        self.data: Mapping[str, Json] = data if isinstance(data, dict) else {}

    @property
    def around(self) -> Surroundings:
        """Settings, organisation, areas, measures, frameworks."""
        return self.snapshot.around

    @property
    def organisation(self) -> Organisation:
        """The organisation in the words of the source."""
        return self.around.organisation

    @property
    def schema(self) -> str:
        """The name of the schema of the file, '' where it has none."""
        kind = self.name.kind.value
        return Kind(kind).schema if kind in _WITH_SCHEMA else ""

    def allowed(self, pointer: Pointer) -> tuple[Mapping[str, Json], ...]:
        """What the schema allows where a pointer leads to."""
        if not self.schema:
            return ()
        return allowed_at(self.snapshot.opened.loader.schemas.by_name, self.schema, pointer)

    @cached_property
    def policy(self) -> Mapping[str, Json]:
        """The policy the file is, or belongs to; empty where it is of none."""
        if self.name.kind is FileKind.POLICY:
            return self.data
        key = self.snapshot.key_of(self.path)
        if key is None:
            return {}
        for each in self.snapshot.opened.files.bundles[key]:
            if each.name.kind is FileKind.POLICY and each.name.coming == self.name.coming:
                document = self.snapshot.document(each.entry.path)
                if document is not None and isinstance(document.data, dict):
                    return document.data
        return {}

    @cached_property
    def found(self) -> Walk:
        """Items, texts and references of the policy."""
        return walk(dict(self.policy), POLICY)

    @property
    def own_id(self) -> str:
        """The id of the policy the file is of, '' where it is of none."""
        kinds = {FileKind.POLICY, FileKind.TRANSLATION, FileKind.RECORD}
        return self.name.id if self.name.kind in kinds else ""

    @property
    def told(self) -> Mapping[str, str]:
        """Top-level keys of the file whose values its name tells already."""
        name = self.name
        match name.kind:
            case FileKind.POLICY:
                told = {"id": name.id}
            case FileKind.TRANSLATION:
                told = {"translates": name.id, "locale": name.locale}
            case _:
                told = {}
        return {key: value for key, value in told.items() if value}

    @cached_property
    def areas(self) -> frozenset[str]:
        """The areas of the policy."""
        return frozenset(texts(self.policy.get("areas")))

    def at(self, pointer: Pointer) -> Json:
        """The value in the file a pointer leads to, None where it leads nowhere."""
        value: Json = dict(self.data)
        for part in pointer:
            if isinstance(value, dict) and isinstance(part, str):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
                value = value[part]
            else:
                return None
        return value


def texts(value: Json) -> tuple[str, ...]:
    """The texts of a list, or one text."""
    if isinstance(value, str):
        return (value,)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def one_line(text: str, longest: int = 120) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
