"""The page of a kind of change as Markdown: `explain` prints it, the docs are made of it."""

from __future__ import annotations

from policykit.diffing.kind import Kind

_FILES = {
    "organisation": "organisation.yaml",
    "areas": "schemas/areas.yaml",
    "measures": "schemas/measures.yaml",
    "settings": "policykit.yaml",
    "framework": "a framework",
    "words": "the words in another language",
    "files": "several files",
}
_OR_MAJOR = ", or for a major one where customers lose or a duty gets stricter"
_BUMPS = {
    "none": "It asks for no new version.",
    "patch": f"It asks for a patch{_OR_MAJOR}.",
    "minor": f"It asks for a minor version{_OR_MAJOR}.",
    "major": "It asks for a major version.",
}


def change_page(kind: Kind) -> str:
    """The whole page, ending in a line end."""
    return "\n\n".join((f"# {kind.code} {kind.name}", *_parts(kind, "##"))) + "\n"


def change_section(kind: Kind) -> str:
    """The same as a section of a longer page."""
    return "\n\n".join((f"### {kind.code} {kind.name}", *_parts(kind, "####"))) + "\n"


def _parts(kind: Kind, heading: str) -> tuple[str, ...]:
    where = f" (in {_FILES[kind.file]})" if kind.file in _FILES else ""
    return (
        kind.summary,
        (
            f"{kind.chapter}. Level: {kind.severity.value} where nothing says who gains. "
            f"{_BUMPS[kind.bump.value]} {_mirror(kind)}"
        ),
        f"{heading} Why\n\n{kind.why}",
        f"{heading} Before{where}\n\n{_example(kind, 'before', kind.before)}",
        f"{heading} After{where}\n\n{_example(kind, 'after', kind.after)}",
    )


def _mirror(kind: Kind) -> str:
    if kind.mirror == kind.name:
        return "The other way round it is told as the same."
    return f"The other way round it is `{kind.mirror}`."


def _example(kind: Kind, side: str, text: str) -> str:
    if text:
        return f"```yaml\n{text.strip()}\n```"
    return "No such file." if kind.absent == side else "Nothing of it."
