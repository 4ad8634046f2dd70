"""Where a name leads, everything that leads there, and its like in the same file."""

from __future__ import annotations

from lsprotocol import types

from policykit.authoring import following
from policykit.authoring.at import Standing, at
from policykit.authoring.things import Mention
from policykit.lsp.asked import Asked, Feature


def _at(asked: Asked, where: types.Position) -> tuple[Standing, Mention] | None:
    standing = at(asked.snapshot, asked.path, asked.position(where))
    if standing is None or standing.mention is None:
        return None
    return standing, standing.mention


def definition(
    asked: Asked, params: types.DefinitionParams
) -> list[types.Location] | list[types.LocationLink]:
    """Where the name under the cursor is declared."""
    found = _at(asked, params.position)
    if found is None:
        return []
    standing, mention = found
    declared = following.definitions(asked.snapshot, mention.thing, asked.path)
    places = [asked.place.location(each.location) for each in declared]
    able = asked.place.client.text_document
    if able is None or able.definition is None or not able.definition.link_support:
        return places
    origin = asked.range(standing.span)
    return [types.LocationLink(each.uri, each.range, each.range, origin) for each in places]


def references(asked: Asked, params: types.ReferenceParams) -> list[types.Location]:
    """Every place that names what is under the cursor."""
    found = _at(asked, params.position)
    if found is None:
        return []
    declared = params.context.include_declaration
    named = following.references(asked.snapshot, found[1].thing, with_declaration=declared)
    return [asked.place.location(each.location) for each in named]


def highlights(
    asked: Asked, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight]:
    """Every place in the file that names what is under the cursor."""
    found = _at(asked, params.position)
    if found is None:
        return []
    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(
            asked.range(each.location.span),
            kinds.Write if each.mention.declares else kinds.Read,
        )
        for each in following.highlights(asked.snapshot, asked.path, found[1].thing)
        if each.location.span is not None
    ]


FEATURES = (
    Feature(types.TEXT_DOCUMENT_DEFINITION, definition, nothing=[]),
    Feature(types.TEXT_DOCUMENT_REFERENCES, references, nothing=[]),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlights, nothing=[]),
)
