"""The engine: files in, findings out. Every problem is placed, levelled and told apart once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from policykit.library.files import SETTINGS_PATH, FileKind, below
from policykit.library.load import Loader, Surrounded
from policykit.library.prefaces import Preface
from policykit.library.suppressions import suppressions
from policykit.library.survey import Survey
from policykit.lint.checking import MOST_PROBLEMS, few_of_each
from policykit.lint.crew import Ahead, Crew, Named
from policykit.lint.documents import Documents
from policykit.lint.doubt import Doubts, no_organisation, without_noise
from policykit.lint.judging import Checker, Heard, Judge, Judged
from policykit.lint.kept import Kept, kept, standing
from policykit.lint.levels import Levels
from policykit.lint.memory import Memory
from policykit.lint.placed import Placed
from policykit.lint.places import location
from policykit.lint.registry import Registry
from policykit.lint.remedies import with_remedy
from policykit.lint.reported import NOTATION, by_place, reported
from policykit.lint.result import HaltedError as HaltedError, LintResult as LintResult
from policykit.lint.rule import Noted, Overview, Rule
from policykit.lint.slips import Slips
from policykit.lint.suppress import Covering, all_suppressions, covering, suppress
from policykit.lint.told_once import told_once
from policykit.model.change import PolicyComparison
from policykit.model.document import Document
from policykit.model.facts import Facts, Suppression
from policykit.model.finding import Finding, Problem, Related, Severity
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass

_READING = frozenset({NOTATION, "files"})


@dataclass(frozen=True, slots=True)
class Engine:
    """Runs rules over a survey of files.

    `paths` narrows what is reported (not what is read) to files at or below these paths;
    empty means everything. `clock` gives seconds, None where nobody asks how long rules take.
    `memory` holds what earlier runs judged, `crew` judges bundles beside this process, `heard`
    hears each bundle it reads. `prefaces` are those of handbooks, `compared` is what has
    changed since a revision. `halt` is asked between bundles and rules whether nobody waits for
    the run any longer. `across` says whether policies are held against each other; where they
    are not, `standing` is the key of what bundles stand in, '' where it is not known. `told` is
    told what a run brought.
    """

    registry: Registry
    levels: Levels
    loader: Loader
    today: date
    paths: tuple[str, ...] = ()
    obey_suppressions: bool = True
    clock: Callable[[], float] | None = None
    memory: Memory | None = None
    crew: Crew | None = None
    heard: Heard | None = None
    prefaces: tuple[Preface, ...] = ()
    compared: tuple[PolicyComparison, ...] = ()
    halt: Callable[[], bool] | None = None
    across: bool = True
    standing: str = ""
    told: Callable[[LintResult], None] | None = None

    def run(self, files: Survey, surrounded: Surrounded) -> LintResult:
        """All findings of the files and of what they stand in, sorted by place.

        Raises:
            HaltedError: nobody waits for them any longer.
        """
        result = _Run(self).result(files, surrounded)
        if self.told is not None:
            self.told(result)
        return result

    def rules(self) -> tuple[Rule, ...]:
        """The rules that run, by code."""
        running = self.levels.run
        return tuple(rule for code, rule in self.registry.rules.items() if code in running)

    def judge(
        self, around: Surroundings, rules: tuple[Rule, ...], checker: Checker | None = None
    ) -> Judge:
        """What judges a bundle in these surroundings by some of the rules that run."""
        digests = any(rule.needs_digests for rule in rules)
        checker = checker or Checker()
        return Judge(self.loader, around, rules, self.levels.options, digests, checker, self.heard)


class _Run:
    """One run: what has been gathered so far."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._rules = engine.rules()
        self._is_below = below(engine.paths)
        self._placed: list[Placed] = []
        self._coverings: list[Covering] = []
        self._texts: dict[str, str] = {}
        self._slips = Slips()
        self._files = 0
        self._policies = 0
        self._doubts = Doubts()
        self._checker = Checker(engine.clock)
        self._kept: Kept | None = None
        self._standing = ""
        self._noted: dict[str, list[Noted]] = {}

    def result(self, files: Survey, surrounded: Surrounded) -> LintResult:
        documents = surrounded.documents
        self._files = len(documents)
        self._take(files.problems, documents)
        self._take(without_noise(surrounded.problems, documents), documents)
        for document in documents.values():
            self._cover(document, suppressions(document))
        self._no_organisation(files, documents)
        self._doubts.take_surroundings((*files.problems, *surrounded.problems))
        surrounded = self._doubts.certain(surrounded)
        around = surrounded.surroundings
        self._around(surrounded)
        # Where something is in doubt, or rules are timed, what was kept is of no use.
        if self._engine.clock is None and not self._doubts.are_any:
            self._standing = self._engine.standing or standing(
                files, surrounded, self._rules, self._engine.levels.options
            )
            self._kept = kept(self._engine.memory, self._standing)
        rules = tuple(rule for rule in self._rules if not self._doubts.about_all(rule))
        judge = self._engine.judge(around, rules, self._checker)
        judged = self._bundles(files, judge)
        overview = Overview.of(
            [*judged, *self._neighbours(files, judge)],
            around,
            self._engine.today,
            judged,
            in_part=self._doubts.ids,
            noted=self._noted,
            holidays=surrounded.holidays,
            prefaces=self._engine.prefaces,
            compared=self._engine.compared,
        )
        memory = self._engine.memory
        if memory is not None and memory.live is not None:
            memory.live.share(overview)
        if self._engine.across:
            self._across(files, documents, overview)
        return self._finished(judged, files)

    def _go_on(self) -> None:
        if self._engine.halt is not None and self._engine.halt():
            raise HaltedError

    def _no_organisation(self, files: Survey, documents: Mapping[str, Document]) -> None:
        if FileKind.ORGANISATION in files.single:
            return
        self._doubts.take_missing(FileKind.ORGANISATION)
        wanted = (
            each.entry.path
            for named in self._split(files, wanted=True)
            for each in named.entries
            if each.name.kind is FileKind.POLICY
        )
        problem = no_organisation(files, wanted, self._engine.paths)
        if problem is not None:
            self._take((problem,), documents)

    def _around(self, surrounded: Surrounded) -> None:
        if not any(map(self._is_below, surrounded.documents)):
            return
        for rule in self._rules:
            if rule.around is not None and not self._doubts.about_surroundings(rule):
                options = self._engine.levels.options[rule.page.code]
                check = partial(rule.around, surrounded, options)
                found = self._checker.found(rule, check, SETTINGS_PATH, MOST_PROBLEMS)
                self._take(self._doubts.free(rule, found), surrounded.documents)

    def _bundles(self, files: Survey, judge: Judge) -> list[Facts]:
        gathered: list[Facts] = []
        for each, judged in self._known(tuple(self._split(files, wanted=True))):
            self._go_on()
            self._policies += any(it.name.kind is FileKind.POLICY for it in each.entries)
            if judged is None:
                told = self._judge(each, judge)
            else:
                told = judged.facts
                self._files += len(each.entries)
                # What was read without a problem is read again only where comments stand.
                self._cover_all(told, Documents(each.entries, self._engine.loader, {}))
                self._take_found(judged.found)
                self._note(judged)
            if told is not None:
                gathered.append(told)
        return gathered

    def _known(self, named: tuple[Named, ...]) -> Iterator[tuple[Named, Judged | None]]:
        """Each bundle with what an earlier run or the crew judged of it."""
        engine, kept = self._engine, self._kept
        known = [kept.judged(each.entries, wanted=True) if kept else None for each in named]
        missing = [each.key for each, judged in zip(named, known, strict=True) if judged is None]
        ahead: Iterator[Ahead | None] = iter(())
        if engine.crew is not None and self._standing:
            ahead = engine.crew.judged(missing, self._standing)
        for each, judged in zip(named, known, strict=True):
            found = next(ahead, None) if judged is None else None
            if found is not None and kept is not None:
                kept.keep(found.files, found.judged, wanted=True)
            yield each, judged if found is None else found.judged

    def _judge(self, named: Named, judge: Judge) -> Facts | None:
        """Read and check a bundle; its facts, None where they cannot be relied on."""
        reading = judge.read(named.name, named.entries)
        here = {document.path: document for document in reading.bundle.documents()}
        self._files += len(here)
        self._take(without_noise(reading.problems, here), here)
        in_part = self._doubts.take_bundle(named.name, reading)
        judged = judge.judged(reading, is_whole=not in_part)
        self._cover_all(judged.facts, here)
        if in_part:
            return None
        if self._kept is not None and not reading.problems:
            self._kept.keep(reading.files(), judged, wanted=True)
        self._texts |= {path: here[path].text for path in judged.paths() if path in here}
        self._take_found(judged.found)
        self._note(judged)
        return judged.facts

    def _neighbours(self, files: Survey, judge: Judge) -> Iterator[Facts]:
        """The facts of policies nobody asked about, for rules that look across."""
        noting = any(rule.notes is not None for rule in judge.rules)
        kinds = {FileKind.POLICY, FileKind.TRANSLATION} if noting else {FileKind.POLICY}
        for each in self._split(files, wanted=False):
            self._go_on()
            read = [it for it in each.entries if it.name.kind in kinds]
            self._files += len(read)
            judged = self._kept.judged(read, wanted=False) if self._kept else None
            if judged is None:
                reading = self._engine.loader.bundle(each.name, read, checked=False)
                if self._doubts.take_bundle(each.name, reading):
                    continue
                judged = judge.beside(reading)
                if self._kept is not None and not reading.problems:
                    self._kept.keep(reading.files(), judged, wanted=False)
            self._note(judged)
            if judged.facts is not None:
                yield judged.facts

    def _split(self, files: Survey, *, wanted: bool) -> Iterator[Named]:
        """The bundles findings are wanted for, or the others."""
        for (folder, name), entries in files.bundles.items():
            if wanted is any(self._is_below(each.entry.path) for each in entries):
                yield Named(folder, name, entries)

    def _take_found(self, found: Mapping[str, tuple[Problem, ...]]) -> None:
        for code, problems in found.items():
            self._take(self._doubts.free(self._engine.registry.rules[code], problems), {})

    def _note(self, judged: Judged) -> None:
        for code, noted in judged.noted.items():
            self._noted.setdefault(code, []).extend(noted)

    def _cover_all(self, told: Facts | None, here: Mapping[str, Document]) -> None:
        for suppression in all_suppressions(told) if told is not None else ():
            if suppression.path in here:
                self._cover(here[suppression.path], (suppression,))

    def _across(self, files: Survey, documents: Mapping[str, Document], overview: Overview) -> None:
        entries = (each for group in files.bundles.values() for each in group)
        known = Documents(entries, self._engine.loader, dict(documents))
        for rule in self._rules:
            if rule.across is not None and not self._doubts.about_all(rule):
                self._go_on()
                options = self._engine.levels.options[rule.page.code]
                check = partial(rule.across, overview, options)
                found = self._checker.found(rule, check, SETTINGS_PATH)
                few = few_of_each(self._doubts.free(rule, found), MOST_PROBLEMS)
                self._take(few, known)

    def _take(self, problems: Iterable[Problem], documents: Mapping[str, Document]) -> None:
        problems = tuple(problems)
        told = (each for each in problems if self._severity(each) is not None)
        self._slips.take(problems, told, documents)
        for problem in problems:
            severity = self._severity(problem)
            if severity is None:
                continue
            if problem.at_most is not None:
                severity = min(severity, problem.at_most, key=lambda each: each.rank)
            document = documents.get(problem.place.path)
            if document is not None:
                self._texts[document.path] = document.text
            where = location(problem.place, document)
            if self._slips.hide(problem, where):
                continue
            if self._slips.blur(problem, where):
                problem = replace(problem, fix=None, mended="")  # noqa: PLW2901 - the same, and less
            else:
                problem = with_remedy(problem, where, document)  # noqa: PLW2901 - the same, and more
            related = tuple(
                Related(message, location(place, documents.get(place.path)))
                for message, place in problem.related
            )
            self._placed.append(Placed(problem, severity, where, related))

    def _severity(self, problem: Problem) -> Severity | None:
        return self._engine.levels.severity(problem.code, problem.place.path)

    def _cover(self, document: Document, found: Iterable[Suppression]) -> None:
        registry = self._engine.registry
        for suppression in found:
            self._coverings.append(covering(suppression, document, registry.matching))
            self._texts[document.path] = document.text

    def _finished(self, gathered: list[Facts], files: Survey) -> LintResult:
        engine = self._engine
        findings = told_once(self._findings(gathered))
        taken_off: tuple[Finding, ...] = ()
        if engine.obey_suppressions:
            left = suppress(
                findings,
                self._coverings,
                locked=engine.levels.locked,
                run_in=self._run_in,
                today=engine.today,
            )
            taken_off = left.taken_off
            self._placed = []
            self._take(filter(self._doubts.is_settled, left.problems), {})
            findings = tuple(
                sorted((*left.kept, *self._findings(gathered)), key=by_place(engine.registry.pages))
            )
        findings = tuple(filter(self._is_wanted, findings))
        paths = {
            place.path
            for finding in (*findings, *taken_off)
            for place in (finding.location, *(related.location for related in finding.related))
        }
        # What an earlier run or another process judged was not read here.
        for named in self._split(files, wanted=True):
            for each in named.entries:
                path = each.entry.path
                if path in paths and path not in self._texts:
                    self._texts[path] = engine.loader.text(each.entry)
        pages = engine.registry.pages
        return LintResult(
            findings=findings,
            taken_off=tuple(each for each in taken_off if self._is_below(each.location.path)),
            texts={path: text for path, text in sorted(self._texts.items()) if path in paths},
            pages={
                code: pages[code]
                for code in sorted({each.code for each in (*findings, *taken_off)})
            },
            files=self._files,
            policies=self._policies,
            seconds=self._checker.seconds,
            facts=tuple(gathered),
            standing=self._standing,
        )

    def _run_in(self, path: str) -> frozenset[str]:
        """The codes that were checked for in a file."""
        run = self._engine.levels.run_in(path)
        if self._engine.across:
            return run
        return run - {rule.page.code for rule in self._rules if rule.across is not None}

    def _is_wanted(self, finding: Finding) -> bool:
        """Whether a finding stands where findings are wanted, or leaves all of them in doubt."""
        path = finding.location.path
        return self._is_below(path) or (
            self._doubts.reach_all(path) and self._category(finding.code) in _READING
        )

    def _category(self, code: str) -> str:
        return self._engine.registry.pages[code].category

    def _findings(self, gathered: Iterable[Facts]) -> tuple[Finding, ...]:
        return reported(self._placed, gathered, self._engine.registry.pages)
