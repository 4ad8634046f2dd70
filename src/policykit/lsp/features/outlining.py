"""The outline of a file, its folding lines, what is around a place; things of all files by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lsprotocol import types

from policykit.authoring.finding import MOST, matching
from policykit.authoring.outline import Symbol, around, folds, symbols
from policykit.lsp.asked import Asked, Feature, FeatureOfAll, Place
from policykit.lsp.units import Text

_KINDS: Final[Mapping[str, types.SymbolKind]] = {
    "section": types.SymbolKind.Namespace,
    "policy": types.SymbolKind.File,
    "term": types.SymbolKind.Constant,
    "statement": types.SymbolKind.Function,
    "point": types.SymbolKind.EnumMember,
    "definition": types.SymbolKind.String,
    "target": types.SymbolKind.Number,
    "table": types.SymbolKind.Struct,
    "column": types.SymbolKind.Field,
    "row": types.SymbolKind.Object,
    "procedure": types.SymbolKind.Method,
    "step": types.SymbolKind.Event,
    "escalation-step": types.SymbolKind.Event,
    "requirement": types.SymbolKind.Interface,
    "role": types.SymbolKind.Class,
    "area": types.SymbolKind.Package,
}


def outline(
    asked: Asked, _params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """The outline, flat for clients that know no other."""
    document = asked.snapshot.document(asked.path)
    found = symbols(document) if document is not None else ()
    able = asked.place.client.text_document
    told = able.document_symbol if able is not None else None
    if told is not None and told.hierarchical_document_symbol_support:
        return [_nested(asked, each) for each in found]
    return [each for symbol in found for each in _flat(asked, symbol, "")]


def _nested(asked: Asked, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name,
        kind=_kind(symbol.kind),
        range=asked.range(symbol.span),
        selection_range=asked.range(symbol.name_span),
        detail=symbol.detail,
        children=[_nested(asked, each) for each in symbol.children],
    )


def _flat(asked: Asked, symbol: Symbol, inside: str) -> Iterator[types.SymbolInformation]:
    place = types.Location(asked.place.uri(asked.path), asked.range(symbol.span))
    yield types.SymbolInformation(place, symbol.name, _kind(symbol.kind), container_name=inside)
    for each in symbol.children:
        yield from _flat(asked, each, symbol.name)


def _kind(kind: str) -> types.SymbolKind:
    return _KINDS.get(kind, types.SymbolKind.Key)


def folding(asked: Asked, _params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """The lines that fold."""
    document = asked.snapshot.document(asked.path)
    kinds = types.FoldingRangeKind
    return [
        types.FoldingRange(
            each.first - 1,
            each.last - 1,
            kind=kinds.Comment if each.kind == "comment" else None,
        )
        for each in (folds(document) if document is not None else ())
    ]


def selecting(asked: Asked, params: types.SelectionRangeParams) -> list[types.SelectionRange]:
    """What is around each place, from the inside out; the place itself where nothing is."""
    document = asked.snapshot.document(asked.path)
    told = []
    for where in params.positions:
        spans = around(document, asked.position(where)) if document is not None else ()
        found: types.SelectionRange | None = None
        for span in reversed(spans):
            found = types.SelectionRange(asked.range(span), found)
        while found is not None and not found.range.start <= where <= found.range.end:
            found = found.parent
        told.append(found or types.SelectionRange(types.Range(where, where)))
    return told


def finding(
    places: tuple[Place, ...], params: types.WorkspaceSymbolParams
) -> list[types.WorkspaceSymbol]:
    """Things of all repositories by id, title and words."""
    return [each for place in places for each in _found(place, params.query)][:MOST]


def _found(place: Place, query: str) -> Iterator[types.WorkspaceSymbol]:
    for each in matching(place.snapshot, query):
        span = each.location.span
        if span is None:
            continue
        line = span.start.line - 1
        text = Text(each.before + each.name, place.encoding)
        start, end = text.place(len(each.before)).character, text.place(len(text.text)).character
        stretch = types.Range(types.Position(line, start), types.Position(line, end))
        yield types.WorkspaceSymbol(
            types.Location(place.uri(each.location.path), stretch),
            each.name,
            _kind(each.kind),
            container_name=each.inside,
        )


FEATURES = (
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outline, nothing=[]),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, folding, nothing=[]),
    Feature(types.TEXT_DOCUMENT_SELECTION_RANGE, selecting),
    FeatureOfAll(types.WORKSPACE_SYMBOL, finding, nothing=[]),
)
