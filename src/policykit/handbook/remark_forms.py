"""Forms for remarks, as servers that keep repositories take them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from policykit.handbook.remark_addresses import FORM, About, Words, questions

LABEL: Final = FORM
"""The label that a remark has; a server gives it only where its repository has it."""

_EXAMPLE: Final = "returns.no-receipt"

_NOTE: Final = (
    "Written by `policykit remarks --export`; it may be changed, but for the ids of fields.\n"
    f"The repository needs a label {LABEL}. What came in is listed by `policykit remarks FILE`,\n"
    "and what was learned is noted with `policykit record add evidence POLICY`."
)

_FIELDS: Final = (
    ("statement", "input", True, "statement-note"),
    ("words", "input", False, ""),
    ("happened", "textarea", True, "happened-note"),
    ("better", "textarea", False, "better-note"),
    ("role", "input", False, "role-note"),
)
"""Fields by id, how large they are, whether they must be filled in, and a note for each."""


def form(kind: str, words: Words) -> str:
    """The text of a form: YAML for `github` and `forgejo`, Markdown for `gitlab`.

    Args:
        kind: what keeps the repository.
        words: the interface texts of the language of the form.
    """
    return _markdown(words) if kind == "gitlab" else _yaml(kind, words)


def _markdown(words: Words) -> str:
    text = questions(About(policy=""), words)
    return f"<!--\n{_NOTE}\n-->\n\n{text}\n\n/label ~{LABEL}\n"


def _yaml(kind: str, words: Words) -> str:
    """Texts are written as JSON, which YAML reads as it stands, whatever is in them."""
    about = {"github": "description", "forgejo": "about"}[kind]
    lines = [f"# {line}" for line in _NOTE.splitlines()]
    lines += [
        f"name: {_text(words('remark.form-name'))}",
        f"{about}: {_text(words('remark.form-about'))}",
        f"labels: [{_text(LABEL)}]",
        "body:",
        "  - type: markdown",
        "    attributes:",
        f"      value: {_text(words('remark.no-names'))}",
    ]
    for name, size, is_required, note in _FIELDS:
        lines += _field(name, size, words, note)
        if is_required:
            lines += ["    validations:", "      required: true"]
    return "\n".join(lines) + "\n"


def _field(name: str, size: str, words: Words, note: str) -> Iterator[str]:
    yield f"  - type: {size}"
    yield f"    id: {name}"
    yield "    attributes:"
    yield f"      label: {_text(words(f'remark.{name}'))}"
    if note:
        yield f"      description: {_text(words(f'remark.{note}', name=_EXAMPLE))}"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def labels(words: Words) -> Mapping[str, str]:
    """What each field is headed by in what comes in, by its id."""
    return {name: words(f"remark.{name}") for name, *_ in _FIELDS}
