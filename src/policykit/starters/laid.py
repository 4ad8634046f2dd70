"""New files of a policy repository as they are written: a line for editors, remarks, the usual layout."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.formatting.formatting import formatted
from policykit.gaps.pasted import Way, written
from policykit.model.document import Json
from policykit.starters.fitting import Fitted
from policykit.validation import Kind, load_schemas


def laid(
    path: str,
    kind: Kind,
    data: Mapping[str, Json],
    notes: Mapping[Way, str] | None = None,
    *,
    top: str = "",
) -> bytes:
    """The bytes of a file.

    Args:
        path: where it will stand, POSIX and relative to the root.
        kind: what it is.
        data: what it says.
        notes: remarks by place.
        top: lines of remarks above everything, each ended.
    """
    up = "" if path.startswith("schemas/") else "../" * path.count("/") + "schemas/"
    modeline = f"# yaml-language-server: $schema={up}{kind.value}.schema.json\n"
    text = f"{modeline}{top}{written(data, notes or {})}"
    return formatted(text.encode(), path, kind, load_schemas(())).content


def policy_path(policy: Fitted) -> str:
    """The file of a new policy, POSIX and relative to the root."""
    return f"policies/{policy.data['id']}.yaml"


def policy_files(policy: Fitted) -> dict[str, bytes]:
    """A new policy and its words in other languages as files, by path."""
    path, name = policy_path(policy), str(policy.data["id"])
    files = {path: laid(path, Kind.POLICY, policy.data, policy.notes)}
    for locale, sections in policy.overlays.items():
        words = f"policies/{name}.{locale}.yaml"
        overlay = {"translates": name, "locale": locale, **sections}
        files[words] = laid(words, Kind.TRANSLATION, overlay)
    return files
