"""Custom rules over examples: the real engine, with what an example's policykit.yaml says."""

from __future__ import annotations

from tests.lint.examples import TODAY, _Nothing, _schemas, _shipped, files, rules

from policykit.library.load import Loader
from policykit.library.survey import survey
from policykit.lint.engine import Engine, LintResult
from policykit.lint.joined import joined
from policykit.lint.levels import levels
from policykit.lint.own.reading import own_rules
from policykit.sources.overlay import Overlay


def lint_own(example: str, *, custom: str = "") -> LintResult:
    """What is found in an example.

    `custom` is the block that stands under lint.custom_rules, for an example without settings
    of its own.
    """
    contents = files(example)
    if custom:
        block = "".join(f"    {line}\n" for line in custom.splitlines())
        contents["policykit.yaml"] += f"lint:\n  custom_rules:\n{block}"
    loader = Loader(_schemas())
    found = survey(Overlay(_Nothing(), {path: text.encode() for path, text in contents.items()}))
    vocabulary, unions = _shipped("vocabulary.yaml"), _shipped("unions.yaml")
    surrounded = loader.surroundings(found, vocabulary, unions)
    settings = surrounded.surroundings.settings.lint
    own = own_rules(settings.custom_rules)
    registry = joined(rules(), own)
    engine = Engine(
        registry=registry, levels=levels(registry, settings), loader=loader, today=TODAY
    )
    return engine.run(found, surrounded)
