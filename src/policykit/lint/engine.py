"""The engine: files in, findings out. Every problem is placed, levelled and told apart once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice

from policykit.library.facts import facts
from policykit.library.files import SETTINGS_PATH, FileKind, is_below
from policykit.library.load import Loader, Surrounded
from policykit.library.suppressions import suppressions
from policykit.library.survey import NamedEntry, Survey
from policykit.lint import fingerprints
from policykit.lint.levels import Levels
from policykit.lint.places import location
from policykit.lint.registry import RULE_FAILED, Registry
from policykit.lint.rule import Examined, Overview, Rule, versions
from policykit.lint.suppress import Covering, suppress
from policykit.model.document import Document
from policykit.model.facts import Facts, Suppression
from policykit.model.finding import Finding, Place, Problem, Related, Severity
from policykit.model.page import Page
from policykit.model.position import Location, Position, Span
from policykit.model.surroundings import Surroundings

MOST_PROBLEMS = 200
"""Findings of one rule in one policy; more would be read by nobody."""


@dataclass(frozen=True, slots=True)
class LintResult:
    """What a run found.

    `texts` holds the text of every file a finding stands in; `files` and `policies` count
    what was read; `taken_off` are the findings comments took off; `pages` teach the codes
    found.
    """

    findings: tuple[Finding, ...]
    taken_off: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    files: int = 0
    policies: int = 0

    @property
    def worst(self) -> Severity:
        """The worst severity found, off when there is nothing."""
        return max(
            (finding.severity for finding in self.findings),
            key=lambda severity: severity.rank,
            default=Severity.OFF,
        )


@dataclass(frozen=True, slots=True)
class Engine:
    """Runs rules over a survey of files.

    `paths` narrows what is reported (not what is read) to files at or below these paths;
    empty means everything.
    """

    registry: Registry
    levels: Levels
    loader: Loader
    today: date
    paths: tuple[str, ...] = ()
    obey_suppressions: bool = True

    def run(self, files: Survey, surrounded: Surrounded) -> LintResult:
        """All findings of the files and of what they stand in, sorted by place."""
        return _Run(self).result(files, surrounded)

    def rules(self) -> Iterator[Rule]:
        """The rules that run, by code."""
        for code, rule in self.registry.rules.items():
            if code in self.levels.severities:
                yield rule


class _Run:
    """One run: what has been gathered so far."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._rules = tuple(engine.rules())
        self._placed: list[_Placed] = []
        self._coverings: list[Covering] = []
        self._texts: dict[str, str] = {}
        self._files = 0

    def result(self, files: Survey, surrounded: Surrounded) -> LintResult:
        around, documents = surrounded.surroundings, surrounded.documents
        self._files = len(documents)
        self._take((*files.problems, *surrounded.problems), documents)
        for document in documents.values():
            self._cover(document, suppressions(document))
        self._around(surrounded)
        judged = self._bundles(files, around)
        gathered = [*judged, *self._neighbours(files, around)]
        overview = Overview.of(gathered, around, self._engine.today, judged)
        self._across(files, documents, overview)
        return self._finished(judged, files.policies)

    def _around(self, surrounded: Surrounded) -> None:
        if not any(is_below(path, self._engine.paths) for path in surrounded.documents):
            return
        for rule in self._rules:
            if rule.around is not None:
                options = self._engine.levels.options[rule.page.code]
                check = partial(rule.around, surrounded, options)
                found = _problems(rule, check, SETTINGS_PATH, MOST_PROBLEMS)
                self._take(found, surrounded.documents)

    def _bundles(self, files: Survey, around: Surroundings) -> list[Facts]:
        digests = any(rule.needs_digests for rule in self._rules)
        gathered: list[Facts] = []
        for name, entries in self._split(files, wanted=True):
            reading = self._engine.loader.bundle(name, entries)
            here = {document.path: document for document in reading.bundle.documents()}
            self._files += len(here)
            self._take(reading.problems, here)
            told = facts(reading.bundle, around.settings.locales.source, digests=digests)
            if told is None:
                continue
            gathered.append(told)
            for suppression in _all_suppressions(told):
                if suppression.path in here:
                    self._cover(here[suppression.path], (suppression,))
            self._versions(versions(reading.bundle, told, around), here)
        return gathered

    def _neighbours(self, files: Survey, around: Surroundings) -> Iterator[Facts]:
        """The facts of policies nobody asked about, for rules that look across."""
        for name, entries in self._split(files, wanted=False):
            policies = [each for each in entries if each.name.kind is FileKind.POLICY]
            reading = self._engine.loader.bundle(name, policies, checked=False)
            self._files += len(policies)
            told = facts(reading.bundle, around.settings.locales.source, digests=False)
            if told is not None:
                yield told

    def _split(
        self, files: Survey, *, wanted: bool
    ) -> Iterator[tuple[str, tuple[NamedEntry, ...]]]:
        """The bundles findings are wanted for, or the others."""
        paths = self._engine.paths
        for (_, name), entries in files.bundles.items():
            if wanted is any(is_below(each.entry.path, paths) for each in entries):
                yield name, entries

    def _versions(self, examined: tuple[Examined, ...], here: Mapping[str, Document]) -> None:
        """Check each version; what is equal in both (as in their record) is told once."""
        for rule in self._rules:
            if rule.per_policy is None:
                continue
            options = self._engine.levels.options[rule.page.code]
            found: dict[Problem, None] = {}
            for each in examined:
                check = partial(rule.per_policy, each, options)
                found |= dict.fromkeys(_problems(rule, check, each.facts.path, MOST_PROBLEMS))
            self._take(found, here)

    def _across(self, files: Survey, documents: Mapping[str, Document], overview: Overview) -> None:
        known = _Documents(files, self._engine.loader, dict(documents))
        for rule in self._rules:
            if rule.across is not None:
                options = self._engine.levels.options[rule.page.code]
                check = partial(rule.across, overview, options)
                self._take(_problems(rule, check, SETTINGS_PATH), known)

    def _take(self, problems: Iterable[Problem], documents: Mapping[str, Document]) -> None:
        for problem in problems:
            severity = self._engine.levels.severities.get(problem.code)
            if severity is None:
                continue
            if problem.at_most is not None:
                severity = min(severity, problem.at_most, key=lambda each: each.rank)
            document = documents.get(problem.place.path)
            if document is not None:
                self._texts[document.path] = document.text
            where = location(problem.place, document)
            related = tuple(
                Related(message, location(place, documents.get(place.path)))
                for message, place in problem.related
            )
            self._placed.append(_Placed(problem, severity, where, related))

    def _cover(self, document: Document, found: Iterable[Suppression]) -> None:
        registry = self._engine.registry
        for suppression in found:
            value = document.value_span(suppression.pointer)
            key = document.key_span(suppression.pointer)
            span = None if value is None else Span((key or value).start, value.end)
            meant = {code: registry.matching(code) for code in suppression.codes}
            self._coverings.append(
                Covering(
                    suppression,
                    span,
                    frozenset(code for codes in meant.values() for code in codes),
                    tuple(code for code, codes in meant.items() if not codes),
                )
            )
            self._texts[document.path] = document.text

    def _finished(self, gathered: list[Facts], policies: int) -> LintResult:
        engine = self._engine
        findings = self._findings(gathered)
        taken_off: tuple[Finding, ...] = ()
        if engine.obey_suppressions:
            left = suppress(
                findings,
                self._coverings,
                locked=engine.levels.locked,
                run=engine.levels.run,
                today=engine.today,
            )
            taken_off = left.taken_off
            self._placed = []
            self._take(left.problems, {})
            findings = tuple(sorted((*left.kept, *self._findings(gathered)), key=_order))
        findings = tuple(each for each in findings if is_below(each.location.path, engine.paths))
        paths = {
            place.path
            for finding in findings
            for place in (finding.location, *(related.location for related in finding.related))
        }
        pages = engine.registry.pages
        return LintResult(
            findings=findings,
            taken_off=tuple(
                each for each in taken_off if is_below(each.location.path, engine.paths)
            ),
            texts={path: text for path, text in sorted(self._texts.items()) if path in paths},
            pages={code: pages[code] for code in sorted({each.code for each in findings})},
            files=self._files,
            policies=policies,
        )

    def _findings(self, gathered: Iterable[Facts]) -> tuple[Finding, ...]:
        owners = fingerprints.by_path(gathered)
        pages = self._engine.registry.pages
        seen: dict[str, int] = {}
        findings: list[Finding] = []
        for placed in sorted(self._placed, key=_placed_order):
            problem = placed.problem
            about = fingerprints.subject(problem, owners.get(problem.place.path))
            findings.append(
                Finding(
                    code=problem.code,
                    name=pages[problem.code].name,
                    severity=placed.severity,
                    message=problem.message,
                    location=placed.location,
                    related=placed.related,
                    hint=problem.hint,
                    mended=problem.mended,
                    fix=problem.fix,
                    fingerprint=fingerprints.fingerprint(problem.code, about, problem.value, seen),
                )
            )
        return tuple(findings)


@dataclass(frozen=True, slots=True)
class _Placed:
    problem: Problem
    severity: Severity
    location: Location
    related: tuple[Related, ...]


class _Documents(Mapping[str, Document]):
    """Documents by path, read again only when a finding stands in them."""

    def __init__(self, files: Survey, loader: Loader, known: dict[str, Document]) -> None:
        self._entries = {
            file.entry.path: file.entry for group in files.bundles.values() for file in group
        }
        self._loader = loader
        self._known = known

    def __getitem__(self, path: str) -> Document:
        if path not in self._known:
            document, _ = self._loader.parsed(self._entries[path])
            if document is None:
                raise KeyError(path)
            self._known[path] = document
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._entries, **self._known})

    def __len__(self) -> int:
        return len({**self._entries, **self._known})


def _problems(
    rule: Rule, check: Callable[[], Iterable[Problem]], path: str, most: int | None = None
) -> list[Problem]:
    """What a check finds; if it fails, that is a finding and the other rules still run.

    With `most`, what lies beyond so many problems is not looked for, and one more says so.
    """
    try:
        found = [
            problem if problem.code else replace(problem, code=rule.page.code)
            for problem in islice(check(), most)
        ]
    except Exception as error:  # noqa: BLE001 - one broken rule must not hide the others
        return [
            Problem(
                place=Place(path),
                code=RULE_FAILED,
                message=f"The rule {rule.page.code} failed here ({type(error).__name__}).",
                hint="This is a fault in policykit, not in your policies. Please report it.",
                value=rule.page.code,
            )
        ]
    if most is not None and len(found) == most:
        found.append(
            Problem(
                place=Place(path),
                code=rule.page.code,
                message=f"Only the first {most} findings of {rule.page.code} are listed here.",
                hint="Mend these first; the next run shows the others.",
                value="more",
            )
        )
    return found


def _all_suppressions(told: Facts) -> tuple[Suppression, ...]:
    return (*told.suppressions, *(told.coming.suppressions if told.coming else ()))


def _placed_order(placed: _Placed) -> tuple[str, Position, str, str]:
    start = placed.location.span.start if placed.location.span else Position(0, 0)
    return placed.location.path, start, placed.problem.code, placed.problem.message


def _order(finding: Finding) -> tuple[str, Position, str, str]:
    start = finding.location.span.start if finding.location.span else Position(0, 0)
    return finding.location.path, start, finding.code, finding.message
