"""SET003: remarks can be given where the settings say."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.remark_settings import unusable


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    settings = overview.surroundings.settings
    found = unusable(settings.remarks)
    if settings.path and found is not None:
        yield Problem(
            place=Place(settings.path, ("remarks", "to")),
            message=found.message,
            hint=found.hint,
            value=found.key,
        )


RULE = Rule(
    page=Page(
        code="SET003",
        name="remarks-nowhere",
        category="settings",
        severity=Severity.ERROR,
        summary="No remark can be given at the address under remarks.",
        why="Each rule of a staff handbook would lead to a page that is not there, and whoever "
        "wanted to say that something is wrong would not try again. Handbooks are not made with "
        "such an address.",
        bad="""\
# policykit.yaml
remarks: {to: https://github.com/acme}
""",
        good="""\
# policykit.yaml
remarks: {to: https://github.com/acme/policies}
""",
        how="Give the address of the first page of a repository, mailto: and an address, or a form "
        "with {statement} in its address. Add kind: where the name of the server does not tell "
        "what it is.",
    ),
    across=_check,
    reads=frozenset({FileKind.SETTINGS}),
)
