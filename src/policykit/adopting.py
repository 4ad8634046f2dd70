"""Handbooks written elsewhere taken into a policy repository as drafts: all of them, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.library.files import FileKind, file_name
from policykit.linting import LintRequest, Today, lint
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.file_change import FileChange
from policykit.model.finding import Finding, Severity
from policykit.model.imported import ImportReport
from policykit.model.position import Pointer
from policykit.model.value import dataclass
from policykit.opening import opened_at

if TYPE_CHECKING:
    from policykit.importing.composing import Asked, Composed
    from policykit.importing.source import SourceText
    from policykit.importing.standing import Standing
    from policykit.model.surroundings import Surroundings

_ROUNDS: Final = 6
"""How often sentences that lint has errors for are set aside; each round finds fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """Which documents to import, and how.

    `owner` is the role that will own the drafts. `area` and `locale` are '' to be found out,
    `depth` is the depth of the headings at which policies begin, 0 to find out.
    """

    root: Path
    files: tuple[Path, ...]
    owner: str
    area: str = ""
    locale: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an import makes: the files that come, and where each sentence of the documents is."""

    changes: tuple[FileChange, ...]
    report: ImportReport
    warnings: int


def owners(root: Path) -> Mapping[str, str]:
    """The roles that can own a policy, with their titles.

    Raises:
        SourceError: the repository cannot be read.
        PolicykitError: it has no organisation yet.
    """
    with opened_at(root, "", demanding=True) as opened:
        around = opened.surrounded.surroundings
        _demand_house(around, has_organisation=FileKind.ORGANISATION in opened.files.single)
        return {name: role.title for name, role in around.organisation.roles.items()}


def adopt(request: ImportRequest, today: Today, *, writes: bool = True) -> Adopted:
    """Make draft policies of documents, prove that no sentence is lost, and write them.

    The drafts are checked before anything is written: sentences that lint has an error for go to
    the notes. Nothing that is there is touched.

    Raises:
        SourceError: a document or the repository cannot be read.
        PolicykitError: the owner or the area is none there is, a sentence would be lost, or a
            file cannot be written; nothing has been written then.
    """
    from policykit.importing.opening import read_file

    asked = _asked(request)
    sources = [read_file(file) for file in request.files]
    made, warnings = _clean(request.root, sources, asked, today)
    changes = tuple(
        FileChange("", path, b"", content) for path, content in sorted(made.files.items())
    )
    adopted = Adopted(changes, made.report, warnings)
    if writes:
        write(request.root, adopted)
    return adopted


def write(root: Path, adopted: Adopted) -> None:
    """Write what an import makes: all files, or none.

    Args:
        root: the folder of the policy repository.
        adopted: what the import makes.

    Raises:
        PolicykitError: a file stands in the way or cannot be written; nothing has been then.
    """
    from policykit.recording import one_at_a_time
    from policykit.writing import write_changes

    if adopted.changes:
        with one_at_a_time(root):
            write_changes(root, adopted.changes)


def _clean(
    root: Path, sources: Sequence[SourceText], asked: Asked, today: Today
) -> tuple[Composed, int]:
    """Drafts without any error, and how many warnings they have."""
    from policykit.importing.composing import composed

    barred: dict[tuple[int, int], str] = {}
    errors: list[Finding] = []
    for _ in range(_ROUNDS):
        made = composed(sources, asked, barred)
        findings = _findings(root, made.files, today)
        errors = [each for each in findings if each.severity is Severity.ERROR]
        if not errors:
            return made, len(findings)
        more = _blamed(errors, made)
        if not more.keys() - barred.keys():
            break
        barred |= more
    raise _unclean(errors)


def _asked(request: ImportRequest) -> Asked:
    from policykit.importing.composing import Asked

    with opened_at(request.root, "", demanding=True) as opened:
        around = opened.surrounded.surroundings
        _demand_house(around, has_organisation=FileKind.ORGANISATION in opened.files.single)
        _demand_known(request, around)
        policies: set[str] = set()
        terms: set[str] = set()
        standing: list[Standing] = []
        for (_, name), bundle in opened.files.bundles.items():
            policies.add(name)
            for each in bundle:
                if file_name(each.entry.path).kind is FileKind.POLICY:
                    former, found = _facts(name, each.entry.read())
                    policies |= former
                    terms |= found.terms.keys()
                    standing.append(found)
        files = {
            f"policies/{path.relative_to(request.root / 'policies').as_posix()}"
            for path in (request.root / "policies").rglob("*")
        }
        return Asked(
            around=around,
            schemas=opened.loader.schemas,
            owner=request.owner,
            events=frozenset(around.organisation.names.get("event", {})),
            area=request.area,
            locale=request.locale,
            depth=request.depth,
            policies=frozenset(policies),
            terms=frozenset(terms),
            files=frozenset(files),
            standing=tuple(standing),
        )


def _facts(name: str, content: bytes) -> tuple[set[str], Standing]:
    """The former ids of a policy, and what it says."""
    from policykit.alone import policy_data
    from policykit.importing.standing import standing

    data = policy_data(content)
    former = data.get("former_ids")
    return (
        {str(each) for each in former} if isinstance(former, list) else set(),
        standing(name, data),
    )


def _demand_house(around: Surroundings, *, has_organisation: bool) -> None:
    if not has_organisation or not around.organisation.roles or not around.areas:
        raise PolicykitError(
            "import-nowhere",
            "There is no policy repository here that drafts could go into.",
            hint="Begin one with: policykit init. It asks who you are; then import.",
        )


def _demand_known(request: ImportRequest, around: Surroundings) -> None:
    roles = around.organisation.roles
    if request.owner not in roles:
        raise PolicykitError(
            "unknown-owner",
            f"{request.owner[:120]} is no role of the organisation, so it cannot own a policy.",
            context="--owner",
            hint=f"Use one of: {', '.join(roles)}.",
        )
    if request.area and request.area not in around.areas:
        raise PolicykitError(
            "unknown-area",
            f"{request.area[:120]} is no service area.",
            context="--area",
            hint=f"Use one of: {', '.join(around.areas)}.",
        )


def _findings(root: Path, files: Mapping[str, bytes], today: Today) -> Sequence[Finding]:
    paths = tuple(path for path in files if path.endswith(".yaml"))
    if not paths:
        return ()
    unsaved = {path: files[path] for path in paths}
    request = LintRequest(root=root, paths=paths, unsaved=unsaved, allow_empty=True)
    return tuple(each for each in lint(request, today).findings if each.location.path in paths)


def _blamed(errors: Sequence[Finding], made: Composed) -> dict[tuple[int, int], str]:
    """The sentences errors are about, with what lint says of them."""
    found: dict[tuple[int, int], str] = {}
    for error in errors:
        units = made.units.get(error.location.path, {})
        pointer: Pointer = tuple(error.location.pointer)
        hit = [
            each
            for at, each in units.items()
            if at[: len(pointer)] == pointer or pointer[: len(at)] == at
        ]
        if not hit and len(pointer) > 1:
            hit = [each for at, each in units.items() if at[:2] == pointer[:2]]
        for group in hit or units.values():
            found |= dict.fromkeys(group, f"{error.code}: {error.message}")
    return found


def _unclean(errors: Sequence[Finding]) -> PolicykitError:
    first = errors[0]
    return SourceError(
        "import-unclean",
        f"The drafts would have {len(errors)} error(s), so nothing was written: {first.message}",
        context=f"{first.location.path}: {first.code}",
        hint="This is a fault in policykit; please report it with the document, if it may be shown.",
    )
