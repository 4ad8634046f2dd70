"""One document against its schema."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from policykit.model.document import Document
from policykit.model.finding import Problem
from policykit.validation.kinds import Kind
from policykit.validation.schemas import Schemas


def validate(document: Document, kind: Kind, schemas: Schemas) -> Iterator[Problem]:
    """What is wrong with a document, in the order it stands in the file.

    Args:
        document: a document as read. When nothing could be read (`data` is None) the reader
            has said so, and there is nothing to add.
        kind: what the file is.
        schemas: the schemas in force; one object for a whole run.

    Returns:
        One problem for each mistake, with a code of the catalogue; nothing when the document
        is valid.
    """
    if document.data is None:
        return
    # Both validators are heavy to import; commands that check nothing do without them.
    from policykit.validation import fast  # noqa: PLC0415 - imported with the first document

    quick = schemas.shipped.built(kind, partial(fast.build, schemas.shipped, kind))
    if not quick.is_valid(document.data):
        from policykit.validation import explain  # noqa: PLC0415 - few documents need it

        yield from explain.problems(document, kind, schemas, quick)
    if kind is Kind.POLICY and schemas.extensions:
        from policykit.validation import own_fields  # noqa: PLC0415 - few have own fields

        for each in schemas.extensions:
            validator = schemas.built(each.path, partial(own_fields.build, each))
            yield from own_fields.problems(document, each, validator)
