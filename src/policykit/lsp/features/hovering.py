"""What is told of what stands under the cursor."""

from __future__ import annotations

from lsprotocol import types

from policykit.authoring.hover import hover
from policykit.authoring.past import AskedOnce
from policykit.authoring.told import markdown, plain
from policykit.lsp.asked import Asked, Feature


def hovering(asked: Asked, params: types.HoverParams) -> types.Hover | None:
    """A hover, in Markdown where the client reads that."""
    past = AskedOnce(asked.place.past, asked.place.is_gone)
    found = hover(asked.snapshot, asked.path, asked.position(params.position), past)
    if found is None:
        return None
    able = asked.place.client.text_document
    formats = able.hover.content_format if able is not None and able.hover is not None else None
    kinds = types.MarkupKind
    if kinds.Markdown in (formats or ()):
        words = types.MarkupContent(kinds.Markdown, markdown(found.told))
    else:
        words = types.MarkupContent(kinds.PlainText, plain(found.told))
    return types.Hover(words, asked.range(found.span))


FEATURES = (Feature(types.TEXT_DOCUMENT_HOVER, hovering),)
