"""One check for the files of policies and for those they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policykit.library.load import Surrounded
from policykit.lint.rule import Around, Examined, Options, PerPolicy
from policykit.lint.translations import Overlaid, of_organisation, of_policy
from policykit.model.document import Document
from policykit.model.finding import Problem


def each_file(check: Callable[[Document], Iterable[Problem]]) -> tuple[PerPolicy, Around]:
    """The two checks of a rule that looks at every file by itself, whatever it is for."""

    def per_policy(examined: Examined, _options: Options) -> Iterator[Problem]:
        for document in examined.bundle.documents():
            yield from check(document)

    def around(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
        for _, document in sorted(surrounded.documents.items()):
            yield from check(document)

    return per_policy, around


def each_overlay(check: Callable[[Overlaid], Iterable[Problem]]) -> tuple[PerPolicy, Around]:
    """The two checks of a rule that looks at the words of each language beside their source."""

    def per_policy(examined: Examined, _options: Options) -> Iterator[Problem]:
        for overlaid in of_policy(examined):
            yield from check(overlaid)

    def around(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
        for overlaid in of_organisation(surrounded):
            yield from check(overlaid)

    return per_policy, around
