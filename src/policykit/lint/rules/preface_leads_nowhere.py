"""REF005: the preface of a handbook is there, and what it names, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library.catalogue import UNREADABLE_FILE
from policykit.library.files import FileKind
from policykit.library.prefaces import Named, Preface
from policykit.lint.links import DEFINED, PIECES, other_trouble, own_trouble as link_trouble
from policykit.lint.names import PolicySet, Trouble, listed, other_term, suggestion
from policykit.lint.placeholders import is_policy_term, odd_braces, own_trouble
from policykit.lint.policy_names import PolicyNames
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.config import HandbookSettings
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings
from policykit.model.text import is_outside

_NOBODY: Final = PolicyNames("", {}, {}, {})
"""A preface stands in no policy, so nothing in it goes without the name of one."""


_ODD: Final = Trouble(
    "Nobody checks where this link leads: it has a form that policies do not know.",
    "Write the words in square brackets and the id of a policy or of something in one in round "
    "ones right behind them, and nothing else.",
)


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    settings = overview.surroundings.settings
    policies = PolicySet(overview)
    handbooks = {each.name: each for each in settings.handbooks}
    for preface in overview.prefaces:
        handbook = handbooks[preface.handbook]
        place = Place(settings.path, ("handbooks", handbook.name, "preface"))
        if preface.trouble is not None:
            yield Problem(
                place=place,
                code=UNREADABLE_FILE,
                message=f"{preface.path}: {preface.trouble.message}",
                hint=preface.trouble.hint,
                value=preface.path,
            )
            continue
        if not preface.path:
            yield _not_there(preface, handbook, place)
            continue
        for named in preface.names:
            trouble = _trouble(named, overview.surroundings, policies)
            if trouble is not None:
                yield _problem(preface, place, named.line, named.found.raw, trouble)
        for line, written in _odd_links(preface.text):
            yield _problem(preface, place, line, written, _ODD)


def _problem(preface: Preface, place: Place, line: int, raw: str, trouble: Trouble) -> Problem:
    return Problem(
        place=place,
        message=f"{preface.path}, line {line}: {trouble.message}",
        hint=trouble.hint,
        value=f"{preface.handbook} {preface.path} {raw}",
    )


def _odd_links(text: str) -> Iterator[tuple[int, str]]:
    """The lines and words of links in forms of Markdown that policies do not have."""
    for found in (*PIECES.finditer(text), *DEFINED.finditer(text)):
        target = found.groupdict().get("odd") or found.groupdict().get("target") or ""
        if target and not is_outside(target.strip("<>")):
            yield text.count("\n", 0, found.start()) + 1, found[0]


def _not_there(preface: Preface, handbook: HandbookSettings, place: Place) -> Problem:
    return Problem(
        place=place,
        message=f"There is no {shown(handbook.preface)} that can be read, so the handbook "
        f"{handbook.name} cannot be made in {listed(preface.locales)}.",
        hint="Name a Markdown file (.md) in the repository, in no hidden folder, at most 256 KiB "
        "long, or leave it out.",
        value=handbook.name,
    )


def _trouble(named: Named, around: Surroundings, policies: PolicySet) -> Trouble | None:
    kind, raw = named.found.kind, named.found.raw
    match kind:
        case "link" if not is_outside(raw):
            return link_trouble(raw, _NOBODY) or other_trouble(raw, _NOBODY, policies)
        case "braces":
            return odd_braces(raw, _NOBODY, around, "returns.refund-time")
        case "placeholder" if "." in raw:
            name = raw.partition(":")[0]
            return own_trouble(raw, _NOBODY, around) or (
                other_term(name, policies) if is_policy_term(name, _NOBODY) else None
            )
        case "placeholder":
            return _field(raw, around)
        case _:
            return None


def _field(raw: str, around: Surroundings) -> Trouble | None:
    name = raw.partition(":")[0]
    fields = around.names.get("field")
    if fields is None or name in fields:
        return None
    return Trouble(
        f"There is no merge field {shown(name)}.",
        suggestion(name, fields, "The term of a policy is named with it: {policy.term}.", "{{}}"),
    )


RULE = Rule(
    page=Page(
        code="REF005",
        name="preface-leads-nowhere",
        category="references",
        severity=Severity.ERROR,
        preset="minimal",
        summary="The preface of a handbook is not there, or names something that is not.",
        why="No handbook is made with such a preface. Whoever wants to print it finds out last.",
        bad="""\
# policykit.yaml
handbooks:
  staff: {preface: docs/welcome.md}
---
# docs/welcome.md
We answer within {phone-manners.anwser-in}.
---
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
""",
        good="""\
# policykit.yaml
handbooks:
  staff: {preface: docs/welcome.md}
---
# docs/welcome.md
We answer within {phone-manners.answer-in}, as [we speak on the phone](phone-manners) says.
---
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
""",
        how="Name a file that is there. In it, name terms and items with their policy: "
        "`{returns.refund-time}`, `[the refund](returns.refund)`.",
    ),
    across=_check,
    reads=frozenset({FileKind.SETTINGS}),
)
