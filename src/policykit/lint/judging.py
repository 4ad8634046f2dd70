"""One bundle read and checked, with what it takes to tell of it without its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from functools import partial
from typing import TypeAlias, TypeVar

from policykit.library.facts import facts, walks
from policykit.library.load import Loader, Reading
from policykit.library.survey import NamedEntry
from policykit.library.walk import Walk
from policykit.lint.checking import MOST_PROBLEMS, Check, Note, checked, noted
from policykit.lint.places import location
from policykit.lint.remedies import with_remedy
from policykit.lint.rule import Examined, Noted, Options, Rule, versions
from policykit.model.document import Document
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass

Done = TypeVar("Done")


Heard: TypeAlias = Callable[[Reading, Mapping[str, Walk], Facts | None], None]
"""Hears what was read: the bundle, what stands in it, and its facts, None without a policy."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The facts of a bundle and what rules found in it, by code; None without a policy.

    What was found is settled: it can be placed without the documents it stands in. `noted` is
    what rules noted of it, by code, to judge beside what they note of others.
    """

    facts: Facts | None
    found: Mapping[str, tuple[Problem, ...]]
    noted: Mapping[str, tuple[Noted, ...]] = field(default_factory=dict)

    def paths(self) -> frozenset[str]:
        """The files that what was found stands in."""
        return frozenset(
            place.path
            for problems in self.found.values()
            for problem in problems
            for place in (problem.place, *(place for _, place in problem.related))
        )


@dataclass(frozen=True, slots=True)
class Checker:
    """Lets rules check, and notes in `seconds` how long they take where `clock` is given."""

    clock: Callable[[], float] | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    def found(self, rule: Rule, check: Check, path: str, most: int | None = None) -> list[Problem]:
        """What a check of a rule finds, as `checked` gives it."""
        if self.clock is None:
            return checked(rule, check, path, most)
        return self._timed(rule, self.clock, partial(checked, rule, check, path, most))

    def noted(self, rule: Rule, note: Note, path: str) -> tuple[list[Noted], list[Problem]]:
        """What a rule notes, as `noted` gives it."""
        if self.clock is None:
            return noted(rule, note, path)
        return self._timed(rule, self.clock, partial(noted, rule, note, path))

    def _timed(self, rule: Rule, clock: Callable[[], float], done: Callable[[], Done]) -> Done:
        start = clock()
        found = done()
        code = rule.page.code
        self.seconds[code] = self.seconds.get(code, 0.0) + clock() - start
        return found


@dataclass(frozen=True, slots=True)
class Judge:
    """Reads bundles and runs the rules that look at one policy over them.

    `rules` are those that run, `options` theirs by code; `digests` says whether any rule of
    the run asks for the digests of texts. `heard` is told of each bundle that is judged.
    """

    loader: Loader
    around: Surroundings
    rules: tuple[Rule, ...]
    options: Mapping[str, Options]
    digests: bool
    checker: Checker = field(default_factory=Checker)
    heard: Heard | None = None

    def read(self, name: str, entries: Iterable[NamedEntry]) -> Reading:
        """The bundle of these files, checked against the schemas."""
        return self.loader.bundle(name, entries)

    def judged(self, reading: Reading, *, is_whole: bool = True) -> Judged:
        """The facts of a bundle, and what rules find in it where it was read as a whole."""
        walked = walks(reading.bundle)
        source = self.around.settings.locales.source
        # Only what a record says is held against digests, and they cost as much as all other facts.
        digests = self.digests and reading.bundle.record is not None
        told = facts(reading.bundle, source, digests=digests, walked=walked)
        if self.heard is not None:
            self.heard(reading, walked, told)
        if told is None or not is_whole:
            return Judged(told, {})
        here = {document.path: document for document in reading.bundle.documents()}
        examined = versions(reading.bundle, told, self.around, walked)
        found = self._found(examined)
        notes, failed = self._noted(examined)
        for problem in failed:
            found.setdefault(problem.value, {})[problem] = None
        return Judged(
            told,
            {
                code: tuple(settled(problem, here) for problem in problems)
                for code, problems in found.items()
            },
            notes,
        )

    def beside(self, reading: Reading) -> Judged:
        """The facts of a bundle nobody asked about, and what rules note of it."""
        walked = walks(reading.bundle)
        source = self.around.settings.locales.source
        told = facts(reading.bundle, source, digests=False, walked=walked)
        if told is None:
            return Judged(None, {})
        notes, failed = self._noted(versions(reading.bundle, told, self.around, walked))
        return Judged(told, {problem.value: (problem,) for problem in failed}, notes)

    def _found(self, examined: tuple[Examined, ...]) -> dict[str, dict[Problem, None]]:
        """What each rule finds in the versions of a policy, by code.

        What is equal in both (as in their record) is told once.
        """
        found: dict[str, dict[Problem, None]] = {}
        for rule in self.rules:
            if rule.per_policy is None:
                continue
            code = rule.page.code
            for each in examined:
                check = partial(rule.per_policy, each, self.options[code])
                told = self.checker.found(rule, check, each.facts.path, MOST_PROBLEMS)
                if told:
                    found.setdefault(code, {}).update(dict.fromkeys(told))
        return found

    def _noted(
        self, examined: tuple[Examined, ...]
    ) -> tuple[dict[str, tuple[Noted, ...]], list[Problem]]:
        """What rules note of the versions of a policy, by code, and those that failed."""
        notes: dict[str, tuple[Noted, ...]] = {}
        failed: list[Problem] = []
        for rule in self.rules:
            if rule.notes is None:
                continue
            code = rule.page.code
            for each in examined:
                note = partial(rule.notes, each, self.options[code])
                found, trouble = self.checker.noted(rule, note, each.facts.path)
                failed += trouble
                if found:
                    notes[code] = (*notes.get(code, ()), *found)
        return notes, failed


def settled(problem: Problem, documents: Mapping[str, Document]) -> Problem:
    """The problem with its remedy, and with spans in place of pointers into documents."""
    document = documents.get(problem.place.path)
    where = location(problem.place, document)
    problem = with_remedy(problem, where, document)
    return replace(
        problem,
        place=_at(problem.place, documents),
        related=tuple((message, _at(place, documents)) for message, place in problem.related),
        instead="",
    )


def _at(place: Place, documents: Mapping[str, Document]) -> Place:
    return replace(place, span=location(place, documents.get(place.path)).span)
