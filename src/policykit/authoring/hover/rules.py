"""What is told of a rule: what it finds, why that matters, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from policykit.authoring.things import Thing
from policykit.authoring.told import Line
from policykit.gaps import catalogue as gaps
from policykit.lint.registry import Registry, load_registry


@cache
def _registry() -> Registry:
    """The rules that come with the program, which never change."""
    return load_registry()


def about_rule(thing: Thing) -> Iterator[Line]:
    """The page of a rule by its code or name, nothing where there is none."""
    page = _registry().find(thing.name) or gaps.find(thing.name)
    if page is None:
        return
    yield Line(page.name, "heading", label=page.code)
    yield Line(page.summary)
    yield Line(page.why, label="Why")
    yield Line(page.how, label="How to mend it")
    if page.good:
        yield Line(page.good, "example")
