"""What was read only in part, and what nobody can judge for it.

One slip in the notation can hide half a file. What a rule would say of the missing half is
noise around the one finding that counts, so it is not said until the slip is mended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.catalogue import (
    NO_ORGANISATION,
    SMALLEST_ORGANISATION,
)
from policykit.library.files import SETTINGS_PATH, FileKind, file_name, is_below
from policykit.library.load import Reading, Surrounded
from policykit.library.organisation import KIND_OF_KEY
from policykit.library.readable import read_in_part, stops
from policykit.library.survey import Survey
from policykit.lint.places import location
from policykit.lint.rule import Rule
from policykit.lint.suppression_pages import UNUSED
from policykit.model.document import Document
from policykit.model.finding import Place, Problem
from policykit.model.position import Position
from policykit.model.value import dataclass
from policykit.validation import PAGES as SCHEMA_PAGES, codes as schema_codes
from policykit.yamlsource import PAGES as YAML_PAGES

_SCHEMA: Final = frozenset(page.code for page in SCHEMA_PAGES)
_MISTAKES: Final = _SCHEMA | {page.code for page in YAML_PAGES}
_OF_ABSENCE: Final = frozenset(
    {schema_codes.MISSING_KEY, schema_codes.ONE_OF_SEVERAL, schema_codes.WRONG_AMOUNT}
)
"""What the schemas say when something is not there."""

_OF_KEYS: Final = frozenset({schema_codes.UNKNOWN_KEY, schema_codes.MISSING_KEY})
_SOURCES: Final = frozenset({FileKind.POLICY, FileKind.ORGANISATION})
"""The kinds of files that others hold the words of."""

_DECLARED: Final[Mapping[FileKind, frozenset[str]]] = {
    FileKind.ORGANISATION: frozenset(KIND_OF_KEY.values()),
    FileKind.AREAS: frozenset({"area"}),
    FileKind.MEASURES: frozenset({"measure", "column"}),
    FileKind.FRAMEWORK: frozenset({"requirement", "covers"}),
}
"""Which kinds of names each kind of file declares."""

_SURROUNDING: Final = frozenset({*_DECLARED, FileKind.SETTINGS})
"""The kinds of files that every policy stands in."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain about a bundle, or about what policies stand in.

    `kinds` are the kinds of its files that were read only in part; `mistaken` says that the
    notation or the schemas found some mistake in it.
    """

    kinds: frozenset[FileKind] = frozenset()
    mistaken: bool = False

    def about(self, rule: Rule) -> bool:
        """Whether what a rule says here would be a guess."""
        return not self.kinds.isdisjoint(rule.reads) or (self.mistaken and rule.needs_digests)


_NONE: Final = Doubt()
_ORGANISATION: Final = "organisation"


class Doubts:
    """What a run has in doubt, gathered as it reads."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._ids: set[str] = set()
        self._wrong_keys: set[str] = set()
        self._around = Doubt()
        self._shared = Doubt()
        self._bundles: dict[str, Doubt] = {}

    @property
    def are_any(self) -> bool:
        """Whether anything is in doubt by now."""
        doubts = (self._paths, self._ids, self._wrong_keys, self._bundles)
        return any(doubts) or self._around != _NONE or self._shared != _NONE

    @property
    def ids(self) -> frozenset[str]:
        """The ids of policies that were read in part or not at all."""
        return frozenset(self._ids)

    def take_surroundings(self, problems: Collection[Problem]) -> None:
        """Note what of the files that all policies stand in is in doubt."""
        paths = read_in_part(problems)
        self._paths |= paths
        self._wrong_keys.update(_wrong_keys(problems))
        names = [file_name(path) for path in paths]
        self._ids |= {name.id for name in names if name.kind is FileKind.POLICY}
        self._around = Doubt(
            self._around.kinds
            | {each.kind for each in names if each.kind in _SURROUNDING or each.id == _ORGANISATION}
        )
        self._shared = Doubt(self._around.kinds & _SURROUNDING)

    def take_missing(self, kind: FileKind) -> None:
        """Note that a kind of file is not there."""
        self._around = Doubt(self._around.kinds | {kind})
        self._shared = Doubt(self._shared.kinds | {kind})

    def take_bundle(self, name: str, reading: Reading) -> bool:
        """Note what of a bundle is in doubt; True where that is the policy itself."""
        doubt = _doubt(reading.problems)
        self._paths |= read_in_part(reading.problems)
        self._wrong_keys.update(_wrong_keys(reading.problems))
        if doubt != Doubt():
            paths = (document.path for document in reading.bundle.documents())
            self._bundles |= dict.fromkeys(paths, doubt)
        if FileKind.POLICY not in doubt.kinds:
            return False
        self._ids.update(_ids(reading, name))
        return True

    def about_all(self, rule: Rule) -> bool:
        """Whether what a rule says of any policy would be a guess."""
        return self._shared.about(rule)

    def about_surroundings(self, rule: Rule) -> bool:
        """Whether what a rule says of what policies stand in would be a guess."""
        kinds = self._around.kinds
        if FileKind.ORGANISATION in kinds:
            # Its words in other languages say nothing without it.
            kinds |= {FileKind.TRANSLATION}
        return Doubt(kinds).about(rule)

    def certain(self, surrounded: Surrounded) -> Surrounded:
        """What policies stand in, without the kinds of names whose declarations are in doubt.

        Nobody can say of a name of such a kind that it is not declared.
        """
        kinds = self._shared.kinds
        unknown = {name for kind in kinds for name in _DECLARED.get(kind, ())}
        around = surrounded.surroundings
        names = {kind: known for kind, known in around.names.items() if kind not in unknown}
        return replace(surrounded, surroundings=replace(around, names=names))

    def free(self, rule: Rule, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems a rule found that do not come of files read in part."""
        for problem in problems:
            path = problem.place.path
            paths = {path, *(place.path for _, place in problem.related)}
            if rule.by_address and self._is_of_wrong_keys(path):
                continue
            if self._paths.isdisjoint(paths) and not self._bundles.get(path, _NONE).about(rule):
                yield problem

    def _is_of_wrong_keys(self, path: str) -> bool:
        """Whether a file holds the words of a source with a key that is unknown or missing.

        What the source is thought to lack may stand there under the wrong key.
        """
        name = file_name(path)
        return name.kind is FileKind.TRANSLATION and name.id in self._wrong_keys

    def is_settled(self, problem: Problem) -> bool:
        """Whether a comment can be called unused: not where something was left unsaid."""
        return problem.code != UNUSED or not (
            self._shared.kinds
            or problem.place.path in self._bundles
            or self._is_of_wrong_keys(problem.place.path)
        )

    def reach_all(self, path: str) -> bool:
        """Whether a file was read in part that every policy stands in."""
        return path in self._paths and file_name(path).kind in _SURROUNDING


def _doubt(problems: Collection[Problem]) -> Doubt:
    return Doubt(
        frozenset(file_name(path).kind for path in read_in_part(problems)),
        any(problem.code in _MISTAKES for problem in problems),
    )


def _wrong_keys(problems: Iterable[Problem]) -> Iterator[str]:
    """The ids, after their files, of sources with a key that is unknown or missing."""
    for problem in problems:
        name = file_name(problem.place.path)
        if problem.code in _OF_KEYS and name.kind in _SOURCES:
            yield name.id


def _ids(reading: Reading, name: str) -> Iterator[str]:
    """The ids by which others may name a policy, as far as it was read."""
    yield name
    for document in (reading.bundle.policy, reading.bundle.coming):
        data = mapping(document)
        yield from (read.text(data, "id"), *read.names(data, "former_ids"))


def no_organisation(files: Survey, wanted: Iterable[str], paths: tuple[str, ...]) -> Problem | None:
    """The problem of a source without organisation.yaml.

    `wanted` are the paths of the policies that findings are wanted for, `paths` what they are
    wanted below. None where there are none, or where it is there under a name that is wrong.
    """
    near = f"policies/{_ORGANISATION}."
    first = min(wanted, default="")
    if not first or any(problem.place.path.startswith(near) for problem in files.problems):
        return None
    has_settings = FileKind.SETTINGS in files.single and is_below(SETTINGS_PATH, paths)
    return Problem(
        place=Place(SETTINGS_PATH if has_settings else first),
        code=NO_ORGANISATION,
        message="There is no policies/organisation.yaml, which declares the names that policies "
        "use: roles, channels, regions.",
        hint="Write it, to begin with in these lines: "
        + ", ".join(f"`{line}`" for line in SMALLEST_ORGANISATION)
        + ".",
    )


def without_noise(
    problems: Collection[Problem], documents: Mapping[str, Document]
) -> Iterator[Problem]:
    """The problems of a reading without what the schemas only miss because of a slip.

    Of a file read in part stay the slips, and what the schemas find wrong before the first.
    """
    slips = {
        path: _start(
            [each for each in problems if stops(each) and each.place.path == path],
            documents.get(path),
        )
        for path in read_in_part(problems)
    }
    for problem in problems:
        path = problem.place.path
        if (
            path not in slips
            or problem.code not in _SCHEMA
            or _ends_before(problem, slips[path], documents.get(path))
        ):
            yield problem


def _start(slips: Iterable[Problem], document: Document | None) -> Position:
    spans = [location(each.place, document).span for each in slips]
    return min((span.start for span in spans if span is not None), default=Position(1, 1))


def _ends_before(problem: Problem, slip: Position, document: Document | None) -> bool:
    if problem.code in _OF_ABSENCE or document is None:
        return False
    span = document.value_span(problem.place.pointer)
    return span is not None and span.start < span.end <= slip
