"""A company's own fields against its own schemas; told by the linear engine alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

import jsonschema_rs

from policykit.model.document import Document, Json
from policykit.model.finding import Place, Problem
from policykit.validation import codes
from policykit.validation.extensions import Extension
from policykit.validation.fast import refuse
from policykit.validation.phrases import actual, cut, listed, shown, wanted

_LARGEST_PATTERN: Final = 1_000_000
_MOST: Final = 100
_KEY: Final = "custom"


def build(extension: Extension) -> jsonschema_rs.Draft202012Validator:
    """A validator for one extension.

    Raises:
        ValueError: the schema is not valid (the error of the library is one).
    """
    return jsonschema_rs.Draft202012Validator(
        extension.schema,
        registry=jsonschema_rs.Registry([], retriever=refuse),
        retriever=refuse,
        pattern_options=jsonschema_rs.RegexOptions(
            size_limit=_LARGEST_PATTERN, dfa_size_limit=_LARGEST_PATTERN
        ),
        validate_formats=False,
    )


def problems(
    document: Document, extension: Extension, validator: jsonschema_rs.Draft202012Validator
) -> Iterator[Problem]:
    """What the extension says about `custom:`, at most a hundred things."""
    if not isinstance(document.data, dict) or _KEY not in document.data:
        return
    for error in islice(validator.iter_errors(document.data[_KEY]), _MOST):
        yield Problem(
            Place(document.path, (_KEY, *error.instance_path)),
            _message(error),
            hint=f"What your own fields may hold is said in {extension.path}.",
            code=codes.OWN_FIELD,
        )


def _message(error: jsonschema_rs.ValidationError) -> str:
    kinds = jsonschema_rs.ValidationErrorKind
    match error.kind:
        case (
            kinds.AdditionalProperties(unexpected=names)
            | kinds.UnevaluatedProperties(unexpected=names)
        ):
            return (
                f"{listed(names)} {'is' if len(names) == 1 else 'are'} not among your own fields."
            )
        case kinds.Required(property=name):
            return f"Your own field {listed([name])} is missing."
        case kinds.Type(types=types):
            sorts: list[Json] = [*sorted(types, key=_nothing_last)]
            return f"Your own field should be {wanted(sorts)}; {actual(error.instance)}."
        case kinds.Enum(options=options):
            return f"{shown(error.instance)} is not one of {', '.join(map(shown, options))}."
        case kinds.Pattern(pattern=pattern):
            return f"{shown(error.instance)} does not have the form {cut(pattern)}."
        case _:
            return f"{shown(error.instance)} does not fit your own schema ({error.kind.name})."


def _nothing_last(name: str) -> tuple[bool, str]:
    return name == "null", name
