"""One bundle read and checked, with what it takes to tell of it without its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from policykit.library.facts import facts, walks
from policykit.library.load import Loader, Reading
from policykit.library.survey import NamedEntry
from policykit.lint.checking import MOST_PROBLEMS, Check, checked
from policykit.lint.places import location
from policykit.lint.remedies import with_remedy
from policykit.lint.rule import Examined, Options, Rule, versions
from policykit.model.document import Document
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem
from policykit.model.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Judged:
    """The facts of a bundle and what rules found in it, by code; None without a policy.

    What was found is settled: it can be placed without the documents it stands in.
    """

    facts: Facts | None
    found: Mapping[str, tuple[Problem, ...]]

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
        start = self.clock()
        found = checked(rule, check, path, most)
        code = rule.page.code
        self.seconds[code] = self.seconds.get(code, 0.0) + self.clock() - start
        return found


@dataclass(frozen=True, slots=True)
class Judge:
    """Reads bundles and runs the rules that look at one policy over them.

    `rules` are those that run, `options` theirs by code; `digests` says whether any rule of
    the run asks for the digests of texts.
    """

    loader: Loader
    around: Surroundings
    rules: tuple[Rule, ...]
    options: Mapping[str, Options]
    digests: bool
    checker: Checker = field(default_factory=Checker)

    def read(self, name: str, entries: Iterable[NamedEntry]) -> Reading:
        """The bundle of these files, checked against the schemas."""
        return self.loader.bundle(name, entries)

    def judged(self, reading: Reading, *, is_whole: bool = True) -> Judged:
        """The facts of a bundle, and what rules find in it where it was read as a whole."""
        walked = walks(reading.bundle)
        source = self.around.settings.locales.source
        told = facts(reading.bundle, source, digests=self.digests, walked=walked)
        if told is None or not is_whole:
            return Judged(told, {})
        here = {document.path: document for document in reading.bundle.documents()}
        found = self._found(versions(reading.bundle, told, self.around, walked))
        return Judged(
            told,
            {
                code: tuple(settled(problem, here) for problem in problems)
                for code, problems in found.items()
            },
        )

    def _found(self, examined: tuple[Examined, ...]) -> dict[str, dict[Problem, None]]:
        """What each rule finds in the versions of a policy, by code.

        What is equal in both (as in their record) is told once.
        """
        found: dict[str, dict[Problem, None]] = {}
        for rule in self.rules:
            if rule.per_policy is None:
                continue
            problems: dict[Problem, None] = {}
            for each in examined:
                check = partial(rule.per_policy, each, self.options[rule.page.code])
                told = self.checker.found(rule, check, each.facts.path, MOST_PROBLEMS)
                problems |= dict.fromkeys(told)
            if problems:
                found[rule.page.code] = problems
        return found


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
