"""Rules of installed packages, loaded only where the caller names them.

A package offers a rule as an entry point of the group `policykit.rules`: a module with a
RULE. A repository cannot ask for one, for whoever sends policies must not choose what runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from policykit.lint.chosen import ALWAYS
from policykit.lint.own.reading import CATEGORY, LETTERS
from policykit.lint.registry import Registry
from policykit.lint.rule import Examined, Noted, Rule
from policykit.model.document import Json
from policykit.model.errors import PolicykitError
from policykit.model.finding import Place, Problem, Severity
from policykit.model.ids import is_id
from policykit.model.page import Page
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "policykit.rules"
"""The group of entry points packages offer rules under."""

_CODE = re.compile(r"[A-Z]{2,4}[0-9]{3}")


def load_plugins(names: Iterable[str], registry: Registry) -> tuple[Rule, ...]:
    """The rules of the plugins with these names, each once.

    Args:
        names: the names of entry points, as packages give them.
        registry: what policykit itself knows; its letters are not for plugins.

    Raises:
        PolicykitError: there is no such plugin or there are two, it cannot be loaded, or what
            it has is no rule or has a code of ours.
    """
    wanted = tuple(dict.fromkeys(names))
    if not wanted:
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to import, seldom needed

    offered = tuple(entry_points(group=GROUP))
    ours = {re.sub(r"[0-9]+", "", code) for code in registry.pages} | {LETTERS}
    return tuple(_rule(_offer(name, offered), ours) for name in wanted)


def _offer(name: str, offered: tuple[EntryPoint, ...]) -> EntryPoint:
    found = {each.value: each for each in offered if each.name == name}
    if not found:
        known = sorted({each.name for each in offered})
        near = get_close_matches(name, known, 1)
        listed = f"Installed are {', '.join(known)}." if known else "None is installed."
        raise PolicykitError(
            "unknown-plugin",
            f"There is no plugin {name[:120]!r}.",
            hint=(f"Did you mean {near[0]}? " if near else "") + listed,
        )
    if len(found) > 1:
        raise PolicykitError(
            "plugin-twice",
            f"Two installed packages offer a plugin {name}.",
            context=" and ".join(sorted(found)),
            hint="Take one of them out of this installation.",
        )
    return next(iter(found.values()))


def _rule(offer: EntryPoint, ours: set[str]) -> Rule:
    try:
        rule = getattr(offer.load(), "RULE", None)
    except (Exception, SystemExit) as error:
        raise PolicykitError(
            "broken-plugin",
            f"The plugin {offer.name} cannot be loaded ({type(error).__name__}).",
            context=offer.value,
            hint="Leave it out, or ask its makers for a version that fits.",
        ) from error
    problem = _unfit(rule, ours)
    if problem or not isinstance(rule, Rule):
        raise PolicykitError(
            "unfit-plugin",
            f"The plugin {offer.name} cannot be used: {problem}.",
            context=offer.value,
            hint="Leave it out, or ask its makers for a version that fits.",
        )
    return replace(
        rule,
        plugin=offer.name,
        per_policy=rule.per_policy and Guarded(rule.per_policy, rule.page.code),
        notes=rule.notes and GuardedNotes(rule.notes, rule.page.code),
        across=rule.across and Guarded(rule.across, rule.page.code),
        around=rule.around and Guarded(rule.around, rule.page.code),
    )


def _unfit(rule: object, ours: set[str]) -> str:
    """Why something a plugin has cannot be used as a rule, '' where it can."""
    page: object = rule.page if isinstance(rule, Rule) else None
    if not isinstance(page, Page) or not isinstance(page.severity, Severity):
        return "it has no RULE"
    if not _CODE.fullmatch(page.code):
        return f"its code {page.code[:20]} is not two to four letters and three digits"
    if page.code[:-3] in ours:
        return f"codes with {page.code[:-3]} are those of policykit itself"
    if not is_id(page.name) or not page.category.isalpha() or not page.category.islower():
        return "its name or category is not in small letters"
    texts: tuple[object, ...] = (page.summary, page.why, page.how)
    if not all(isinstance(each, str) for each in texts):
        return "its page is not text"
    if page.category in ALWAYS | {CATEGORY}:
        return f"the category {page.category} is that of policykit itself"
    return ""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A check of a plugin that can tell nothing but problems of its own rule."""

    check: Callable[..., Iterable[object]]
    code: str

    def __call__(self, judged: Any, options: Mapping[str, Json]) -> Iterator[Problem]:  # noqa: ANN401 - a policy, all facts or what is around, as the check takes it
        """What the check finds.

        Raises:
            TypeError: it tells something else.
            RuntimeError: it tries to end the program.
        """
        try:
            for problem in self.check(judged, options):
                if not isinstance(problem, Problem) or not _is_sound(problem, self.code):
                    raise TypeError(self.code)
                yield problem
        except SystemExit as error:
            raise RuntimeError(self.code) from error


def _is_sound(problem: Problem, code: str) -> bool:
    """Whether a problem is one of this rule, and can be shown."""
    texts = (problem.message, problem.hint, problem.mended, problem.value, problem.instead)
    places = (problem.place, *(place for _, place in problem.related))
    return problem.code in {"", code} and all(map(_is_text, texts)) and all(map(_is_place, places))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_place(value: object) -> bool:
    return isinstance(value, Place) and _is_text(value.path) and _is_pointer(value.pointer)


def _is_pointer(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(part, str | int) for part in value)


@dataclass(frozen=True, slots=True)
class GuardedNotes:
    """What a plugin notes of a policy, and nothing but notes."""

    note: Callable[..., Iterable[object]]
    code: str

    def __call__(self, examined: Examined, options: Mapping[str, Json]) -> Iterator[Noted]:
        """What the plugin notes.

        Raises:
            TypeError: it notes something else.
            RuntimeError: it tries to end the program.
        """
        try:
            for noted in self.note(examined, options):
                if not isinstance(noted, Noted):
                    raise TypeError(self.code)
                yield noted
        except SystemExit as error:
            raise RuntimeError(self.code) from error
