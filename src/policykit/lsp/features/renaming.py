"""Another id for what is under the cursor, as `policykit rename` gives it."""

from __future__ import annotations

from lsprotocol import types

from policykit.authoring.renamed import renameable, renamed
from policykit.lsp.asked import AnyEdit, Asked, Feature, Place, Refusal
from policykit.lsp.edits import edits_between
from policykit.lsp.trouble import refusal
from policykit.lsp.units import Text
from policykit.model.errors import PolicykitError
from policykit.model.file_change import FileChange


def preparing(
    asked: Asked, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """The name under the cursor that can be another one."""
    found = renameable(asked.snapshot, asked.path, asked.position(params.position))
    if found is None:
        return None
    return types.PrepareRenamePlaceholder(asked.range(found.span), found.name)


def renaming(asked: Asked, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edits of all files that name the thing under the cursor.

    Raises:
        Refusal: it cannot be called so, or the client cannot rename the files of a policy.
    """
    snapshot, place = asked.snapshot, asked.place
    found = renameable(snapshot, asked.path, asked.position(params.position))
    if found is None:
        raise Refusal(
            "Only policies, what stands in them by id, and requirements of frameworks can be "
            "given another name."
        )
    try:
        outcome = renamed(snapshot, found.thing, params.new_name)
    except PolicykitError as error:
        raise Refusal(refusal(error)) from None
    moves = [each for each in outcome.changes if each.was != each.becomes]
    if moves and not _can_move(place):
        raise Refusal(
            "This editor cannot rename files, and those of a policy are called by its id. Run "
            f"policykit rename {outcome.before} {outcome.after}"
        )
    edit = place.edits((each.was, _edits(place, each)) for each in outcome.changes)
    if moves:
        edit.document_changes = [
            *(edit.document_changes or ()),
            *(types.RenameFile(place.uri(each.was), place.uri(each.becomes)) for each in moves),
        ]
    return edit


def _edits(place: Place, change: FileChange) -> list[AnyEdit]:
    return edits_between(Text(_decoded(change.before), place.encoding), _decoded(change.after))


def _decoded(content: bytes) -> str:
    """The text of a file as clients have it, without a byte order mark."""
    return content.decode("utf-8", errors="surrogatepass").removeprefix("\ufeff")


def _can_move(place: Place) -> bool:
    workspace = place.client.workspace
    able = workspace.workspace_edit if workspace is not None else None
    if able is None or not able.document_changes:
        return False
    return types.ResourceOperationKind.Rename in (able.resource_operations or ())


FEATURES = (
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, preparing),
    Feature(
        types.TEXT_DOCUMENT_RENAME, renaming, options=types.RenameOptions(prepare_provider=True)
    ),
)
