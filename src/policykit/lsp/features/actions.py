"""What can be done about findings: fixes, comments that take them off, what is missing, why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lsprotocol import types

from policykit.adding import SOURCES, Wish, add
from policykit.authoring.creating import Creation, creations
from policykit.authoring.explaining import explained
from policykit.authoring.insertion import Insertion
from policykit.authoring.mending import mended
from policykit.authoring.rules import rules_of
from policykit.authoring.taking_off import taken_off
from policykit.lint.levels import levels
from policykit.lsp.asked import AnyEdit, Asked, Command, Feature, FeatureOfAll, Place
from policykit.lsp.diagnostics import range_of
from policykit.lsp.edits import edits_between
from policykit.lsp.roots import place_of
from policykit.model.document import Document
from policykit.model.errors import PolicykitError
from policykit.model.finding import Finding

FIX_ALL: Final = "source.fixAll.policykit"
EXPLAIN: Final = "policykit.explain"

_QUICK: Final = types.CodeActionKind.QuickFix
_Action = types.CodeAction


def actions(asked: Asked, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about the findings of a range, the safest first."""
    only = params.context.only
    found = asked.place.found(asked.path)
    told: list[types.CodeAction] = []
    if _is_wanted(_QUICK, only):
        here = [each for each in found if _meets(asked, each, params.range)]
        told += _quick(asked, here, params.context.diagnostics)
    if _is_wanted(FIX_ALL, only) and any(each.fix and each.fix.safe for each in found):
        told.append(_fix_all(asked))
    return told


def resolved(places: tuple[Place, ...], action: types.CodeAction) -> types.CodeAction:
    """An action with its edit, where that takes long to work out."""
    data: Any = action.data
    if not isinstance(data, dict) or action.edit is not None:
        return action
    file = place_of(str(data.get("uri", "")))
    for place in places:
        path = place.root.path(file) if file is not None else ""
        if path and data.get("does") == "fixAll":
            action.edit = place.edits(_mended(place, path))
        elif path and data.get("does") == "create":
            action.edit = _new_policy(place, str(data.get("id")), data.get("areas") or [])
    return action


def explain(places: tuple[Place, ...], arguments: list[Any]) -> str:
    """The page of a code, by the rules of any of the repositories."""
    code = str(arguments[0]) if arguments else ""
    pages = (explained(place.snapshot, code) for place in places)
    return next((page for page in pages if page), "") or explained(None, code)


def _quick(
    asked: Asked, findings: Sequence[Finding], shown: Sequence[types.Diagnostic]
) -> list[types.CodeAction]:
    document = asked.snapshot.document(asked.path)
    fixes: list[types.CodeAction] = []
    others: list[types.CodeAction] = []
    locked = _locked(asked) if findings else frozenset()
    for finding in findings:
        of = [each for each in shown if each.code == finding.code]
        fix = _fix(asked, finding)
        if fix is not None:
            fixes.append(_with(fix, of))
        if document is not None:
            others += [_with(each, of) for each in _creations(asked, document, finding)]
            comment = taken_off(document, finding, locked)
            if comment is not None:
                title = f"Take {finding.code} off with a reason"
                others.append(_with(_inserting(asked.place, title, comment), of))
        about = f"Explain {finding.code} ({finding.name})"
        command = types.Command(about, EXPLAIN, arguments=[finding.code])
        others.append(_with(_Action(about, command=command), of))
    safe = [each for each in fixes if each.is_preferred]
    if len(safe) != 1:
        for each in safe:
            each.is_preferred = None
    fixes.sort(key=lambda each: each not in safe)
    return _once([*fixes, *others])


def _fix(asked: Asked, finding: Finding) -> types.CodeAction | None:
    fix = finding.fix
    if fix is None or mended(asked.text.content, asked.path, finding) is None:
        return None
    edits: list[AnyEdit] = [
        types.TextEdit(asked.range(each.span), each.text) for each in dict.fromkeys(fix.edits)
    ]
    title = fix.title if fix.safe else f"{fix.title} (may change what is meant)"
    edit = asked.place.edits([(asked.path, edits)])
    return _Action(title, _QUICK, is_preferred=fix.safe or None, edit=edit)


def _creations(asked: Asked, document: Document, finding: Finding) -> Iterator[types.CodeAction]:
    for each in creations(asked.snapshot, document, finding):
        title = f"Create the {each.kind} {each.id}"
        if each.insertion is not None:
            yield _inserting(asked.place, title, each.insertion)
        elif asked.place.makes_files and _resolves(asked.place):
            yield _Action(title, _QUICK, data=_creating(asked, each))


def _creating(asked: Asked, creation: Creation) -> dict[str, object]:
    return {
        "does": "create",
        "uri": asked.place.uri(asked.path),
        "id": creation.id,
        "areas": list(creation.areas),
    }


def _inserting(place: Place, title: str, insertion: Insertion) -> types.CodeAction:
    """An action that puts lines in, with the words to choose selected where the client can."""
    text = place.text(insertion.path)
    at = text.place(text.index_of(insertion.at)) if text else types.Position(0, 0)
    where = types.Range(at, at)
    edit: AnyEdit = types.TextEdit(where, insertion.text)
    if place.takes_snippets:
        parts = (insertion.before, insertion.asked, insertion.after)
        before, asked, after = map(_escaped, parts)
        snippet = f"{before}${{1:{asked}}}{after}"
        edit = types.SnippetTextEdit(where, types.StringValue(snippet, "snippet"))
    return _Action(title, _QUICK, edit=place.edits([(insertion.path, [edit])]))


def _fix_all(asked: Asked) -> types.CodeAction:
    """The action that makes all safe fixes; its edit is worked out when it is chosen."""
    action = _Action("Make all safe fixes in this file", FIX_ALL)
    if not _resolves(asked.place):
        action.edit = asked.place.edits(_mended(asked.place, asked.path))
    else:
        action.data = {"does": "fixAll", "uri": asked.place.uri(asked.path)}
    return action


def _mended(place: Place, path: str) -> list[tuple[str, list[AnyEdit]]]:
    text = place.text(path)
    new = place.mended(path)
    if text is None or new is None:
        return []
    return [(path, edits_between(text, new.decode("utf-8", "surrogatepass")))]


def _new_policy(place: Place, name: str, areas: Sequence[str]) -> types.WorkspaceEdit | None:
    """The files `policykit new` makes of a policy; None where it would refuse to."""
    snapshot = place.snapshot
    is_area = name in snapshot.around.areas
    area = name if is_area else next(iter(areas), "")
    wish = Wish(area=area, id=name, begins_from=SOURCES[0] if is_area else SOURCES[1])
    try:
        added = add(place.root.folder, wish, lambda _zone: snapshot.today, writes=False)
    except PolicykitError:
        return None
    top = types.Range(types.Position(0, 0), types.Position(0, 0))
    changes: list[Any] = []
    for change in added.changes:
        uri = place.uri(change.path)
        options = types.CreateFileOptions(overwrite=False, ignore_if_exists=False)
        file = types.OptionalVersionedTextDocumentIdentifier(uri, None)
        changes.append(types.CreateFile(uri, options=options))
        changes.append(types.TextDocumentEdit(file, [types.TextEdit(top, change.after.decode())]))
    return types.WorkspaceEdit(document_changes=changes)


def _locked(asked: Asked) -> frozenset[str]:
    settings = asked.snapshot.around.settings.lint
    try:
        return levels(rules_of(asked.snapshot), settings).locked
    except PolicykitError:
        return frozenset()


def _meets(asked: Asked, finding: Finding, wanted: types.Range) -> bool:
    here = range_of(finding.location, asked.text)
    return _key(here.start) <= _key(wanted.end) and _key(wanted.start) <= _key(here.end)


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    return not only or any(kind == each or kind.startswith(f"{each}.") for each in only)


def _resolves(place: Place) -> bool:
    document = place.client.text_document
    able = document.code_action if document else None
    return bool(able and able.resolve_support and "edit" in able.resolve_support.properties)


def _with(action: types.CodeAction, shown: list[types.Diagnostic]) -> types.CodeAction:
    action.diagnostics = shown or None
    return action


def _once(told: list[types.CodeAction]) -> list[types.CodeAction]:
    """Actions without those that say and do the same as an earlier one."""
    found: list[types.CodeAction] = []
    for each in told:
        if not any(each.title == other.title and each.edit == other.edit for other in found):
            found.append(each)
    return found


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        actions,
        options=types.CodeActionOptions([_QUICK, FIX_ALL], resolve_provider=True),
        nothing=[],
    ),
    FeatureOfAll(types.CODE_ACTION_RESOLVE, resolved),
    Command(EXPLAIN, explain, shows=True),
)
