"""What stands beside the words: lenses above things, values behind names, kinds of words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from lsprotocol import types

from policykit.authoring.hints import hints
from policykit.authoring.lenses import LensKind, lens_places, lenses
from policykit.authoring.tokens import Kind, Token, tokens
from policykit.lsp.asked import Asked, Feature, FeatureOfAll, Place

SHOW: Final = "policykit.showReferences"
"""The command of a client that shows places: the file, a position in it, the places."""

_TOKENS: Final[Mapping[Kind, types.SemanticTokenTypes]] = {
    "level": types.SemanticTokenTypes.Keyword,
    "placeholder": types.SemanticTokenTypes.Variable,
    "item": types.SemanticTokenTypes.Function,
    "policy": types.SemanticTokenTypes.Class,
    "law": types.SemanticTokenTypes.Namespace,
    "name": types.SemanticTokenTypes.EnumMember,
    "quantity": types.SemanticTokenTypes.Number,
    "rule": types.SemanticTokenTypes.Decorator,
}
_NUMBERS: Final = {kind: number for number, kind in enumerate(_TOKENS)}
_LEGEND: Final = types.SemanticTokensLegend(
    [each.value for each in _TOKENS.values()],
    [types.SemanticTokenModifiers.Declaration.value],
)


def margin(asked: Asked, _params: types.CodeLensParams) -> list[types.CodeLens]:
    """The lenses of a policy; where they lead is found when one is shown."""
    found = lenses(asked.snapshot, asked.path)
    leads = _knows_command(asked.place)
    return [
        types.CodeLens(
            asked.range(each.span),
            command=None if leads else types.Command(each.title, ""),
            data={
                "uri": asked.place.uri(asked.path),
                "path": asked.path,
                "title": each.title,
                "kind": each.kind,
                "name": each.name,
                "about": each.about,
            },
        )
        for each in found
    ]


def leading(places: tuple[Place, ...], lens: types.CodeLens) -> types.CodeLens:
    """A lens with the command that shows what it tells of."""
    told = lens.data if isinstance(lens.data, dict) else {}
    uri, path = told.get("uri"), str(told.get("path"))
    kind: LensKind | None = next((it for it in get_args(LensKind) if it == told.get("kind")), None)
    place = next((each for each in places if each.uri(path) == uri), None)
    title = str(told.get("title", ""))
    if place is None or kind is None:
        lens.command = types.Command(title, "")
        return lens
    found = lens_places(place.snapshot, path, kind, str(told["name"]), str(told["about"]))
    shown: list[Any] = [uri, lens.range.start, [place.location(each) for each in found]]
    lens.command = (
        types.Command(title, SHOW, arguments=shown) if found else types.Command(title, "")
    )
    return lens


def _knows_command(place: Place) -> bool:
    """Whether the client says that it can show places.

    It does so in its capabilities: `experimental: {commands: [policykit.showReferences]}`.
    """
    told = place.client.experimental
    known = told.get("commands") if isinstance(told, dict) else getattr(told, "commands", None)
    return isinstance(known, list | tuple) and SHOW in known


def values(asked: Asked, params: types.InlayHintParams) -> list[types.InlayHint]:
    """Values behind placeholders, and what laws are called."""
    found = hints(asked.snapshot, asked.path, asked.text.span(params.range))
    return [
        types.InlayHint(
            asked.text.place(asked.text.index_of(each.position)),
            each.text,
            tooltip=each.whole or None,
            padding_left=True,
        )
        for each in found
    ]


def colours(asked: Asked, _params: types.SemanticTokensParams) -> types.SemanticTokens:
    """What the words of a file are."""
    return _packed(asked, tokens(asked.snapshot, asked.path))


def some_colours(asked: Asked, params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
    """What the words of a part of a file are."""
    span = asked.text.span(params.range)
    return _packed(asked, tokens(asked.snapshot, asked.path, span))


def _packed(asked: Asked, found: tuple[Token, ...]) -> types.SemanticTokens:
    """Tokens as the protocol counts them: each from the one before it."""
    data: list[int] = []
    line = column = 0
    for each in found:
        stretch = asked.range(each.span)
        start = stretch.start
        data += (
            start.line - line,
            start.character - (column if start.line == line else 0),
            stretch.end.character - start.character,
            _NUMBERS[each.kind],
            int(each.declares),
        )
        line, column = start.line, start.character
    return types.SemanticTokens(data)


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_CODE_LENS,
        margin,
        options=types.CodeLensOptions(resolve_provider=True),
        nothing=[],
    ),
    FeatureOfAll(types.CODE_LENS_RESOLVE, leading),
    Feature(types.TEXT_DOCUMENT_INLAY_HINT, values, nothing=[]),
    Feature(
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
        colours,
        options=_LEGEND,
    ),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, some_colours),
)
