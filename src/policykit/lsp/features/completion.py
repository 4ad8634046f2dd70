"""Completion: how an author can go on at the cursor."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from policykit.authoring.completion import Sort, Suggestion, complete
from policykit.lsp.asked import Asked, Feature

_KINDS: Final = {
    Sort.KEY: types.CompletionItemKind.Property,
    Sort.VALUE: types.CompletionItemKind.EnumMember,
    Sort.NAME: types.CompletionItemKind.Value,
    Sort.TERM: types.CompletionItemKind.Constant,
    Sort.ITEM: types.CompletionItemKind.Reference,
    Sort.POLICY: types.CompletionItemKind.File,
    Sort.LAW: types.CompletionItemKind.Interface,
    Sort.DATE: types.CompletionItemKind.Value,
    Sort.RULE: types.CompletionItemKind.Keyword,
    Sort.TEXT: types.CompletionItemKind.Text,
    Sort.SKELETON: types.CompletionItemKind.Snippet,
}


def completion(asked: Asked, params: types.CompletionParams) -> types.CompletionList:
    """The suggestions at the cursor, the best first; the client filters them by what is typed."""
    position = asked.position(params.position)
    found = complete(asked.snapshot, asked.path, asked.text.text, position)
    able = _Able.of(asked.place.client)
    # Nearly all of them stand in one and the same place.
    ranges = {
        span: _on_a_line(asked.range(span), params.position)
        for span in {each.span for each in found.suggestions}
    }
    return types.CompletionList(
        is_incomplete=not found.whole,
        items=[
            able.item(each, ranges[each.span], index)
            for index, each in enumerate(found.suggestions)
        ],
    )


def _on_a_line(place: types.Range, cursor: types.Position) -> types.Range:
    """What is replaced, up to the end of the line at most: clients take nothing else."""
    if place.start.line == place.end.line:
        return place
    return types.Range(place.start if place.start.line == cursor.line else cursor, cursor)


class _Able:
    """What the client can do with a suggestion."""

    def __init__(self, client: types.CompletionClientCapabilities | None) -> None:
        item = client.completion_item if client else None
        self._snippets = bool(item and item.snippet_support)
        tags = item.tag_support if item else None
        self._old = bool(tags and types.CompletionItemTag.Deprecated in tags.value_set)
        modes = item.insert_text_mode_support if item else None
        self._modes = modes.value_set if modes else ()

    @classmethod
    def of(cls, client: types.ClientCapabilities) -> _Able:
        """What a client says it can do."""
        return cls(client.text_document.completion if client.text_document else None)

    def item(self, each: Suggestion, where: types.Range, index: int) -> types.CompletionItem:
        """A suggestion as the client takes it."""
        is_snippet = self._snippets and bool(each.pattern)
        text = each.pattern if is_snippet else each.text
        # An editor indents the lines of a snippet as the line it is put in; plain text is whole.
        modes = types.InsertTextMode
        mode = modes.AdjustIndentation if is_snippet else modes.AsIs
        return types.CompletionItem(
            label=each.label,
            kind=_KINDS[each.sort],
            detail=each.detail or None,
            # Plain text, so that nothing in a policy becomes a link or a command.
            documentation=types.MarkupContent(types.MarkupKind.PlainText, each.about)
            if each.about
            else None,
            sort_text=f"{index:05}",
            filter_text=each.typed or None,
            insert_text_format=types.InsertTextFormat.Snippet
            if is_snippet
            else types.InsertTextFormat.PlainText,
            insert_text_mode=mode if "\n" in text and mode in self._modes else None,
            text_edit=types.TextEdit(where, text),
            tags=[types.CompletionItemTag.Deprecated] if self._old and each.is_old else None,
            data={"goesOn": True} if each.goes_on else None,
        )


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_COMPLETION,
        completion,
        options=types.CompletionOptions(
            trigger_characters=["{", "(", ".", "[", ",", " ", ":"], resolve_provider=False
        ),
        nothing=types.CompletionList(is_incomplete=False, items=[]),
    ),
)
