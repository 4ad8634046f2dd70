"""A policy repository in which every text field tries to be more than a text."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from tests.handbook.folders import ROOT

from policykit.library.walk import walk
from policykit.model.document import Origin
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY
from policykit.yamlsource import read

POLICIES = ("returns", "live-chat", "video-advice")
"""Every section there is, and a draft."""

STRINGS = (
    ("{{{{ 7*7 }}}} ${{1}} #{{1}}", "{{ 7*7 }} ${1} #{1}"),
    ("{{% raw %}} {{%% include 'x' %%}} {{# x #}}", "{% raw %} {%% include 'x' %%} {# x #}"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ('#set page(fill: red); #import "@preview/x:1.0.0": y', ""),
    ("\\input{{/etc/passwd}} $x^2$ @label <label>", "\\input{/etc/passwd} $x^2$ @label <label>"),
    ("x](javascript:alert(1)) ](https://evil.example)", ""),
    ('=HYPERLINK("http://evil.example";"x") +1+cmd|calc!A0', ""),
    ("../../etc/passwd C:\\Windows\\x --output /tmp/x -rf", ""),
    ("&amp;amp; &amp;lt;b> &amp;#0;", "&amp; &lt;b> &#0;"),
    ("]]> </w:t></w:r></w:p> <!-- x --> <?php x ?>", ""),
    ("<img src=https://evil.example/x.png onerror=alert(1)>", ""),
    ("' onload='alert(1)' \" onload=\"alert(1)", ""),
    ("a\u00ade x\u00a0y", ""),
    ("</style></title></textarea><iframe src=//evil.example>", ""),
    ("{{{{/w:document}}}} STYLEREF 1 DDEAUTO INCLUDEPICTURE", "{{/w:document}} STYLEREF 1 DDEAUTO INCLUDEPICTURE"),
    ("@import url(https://evil.example/x.css); }} body {{ }}", "@import url(https://evil.example/x.css); } body { }"),
)  # fmt: skip
"""What an author might type, and what is printed then; '' where that is the same."""

_SETTINGS = """\
format: 1
locales: {source: en, offered: [sv]}
handbooks:
  staff:
    title: TITLE
    subtitle: TITLE
    areas: [returns, chat]
    preface: docs/preface.md
  charter: {title: TITLE, template: charter, areas: [returns]}
  managers-pack: {title: TITLE, template: managers-pack, areas: [returns, chat]}
  quick-card: {title: TITLE, template: quick-card, areas: [returns], audience: [store-associate]}
  board: {title: TITLE, template: board, areas: [returns, chat]}
"""


class Hostile:
    """Writes the repository and remembers what may be printed for each mark in it.

    Names are words without markup, so they are printed as they are typed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.printed: dict[int, set[str]] = {}
        self._numbers = count(1)
        for name in ("policies", "schemas"):
            shutil.copytree(ROOT / name, root / name)
        (root / "docs").mkdir()
        self._rewrite("organisation", ORGANISATION)
        self.of_organisation = max(self.printed)
        for policy in POLICIES:
            self._rewrite(policy, POLICY)
        settings = re.sub("TITLE", lambda _: _quoted(self.text(is_markup=False)), _SETTINGS)
        (root / "policykit.yaml").write_text(settings, encoding="utf-8")
        words = "\n\n".join(self.text() for _ in STRINGS)
        (root / "docs" / "preface.md").write_text(f"# {self.text()}\n\n{words}\n", encoding="utf-8")

    def text(self, *, is_markup: bool = True) -> str:
        """The next text, between its marks."""
        number = next(self._numbers)
        typed, printed = STRINGS[number % len(STRINGS)]
        self.printed[number] = {typed, (is_markup and printed) or typed}
        return f"q{number}q {typed} z{number}z"

    def _rewrite(self, name: str, shape: Mapping[str, Any]) -> None:
        path = self.root / "policies" / f"{name}.yaml"
        document, _ = read(path.read_bytes(), Origin(path.name, ""))
        data = copy.deepcopy(document.data)
        for found in walk(data, shape).texts:
            if isinstance(found.text, str):
                _put(data, found.pointer, self.text(is_markup=found.markup))
            else:
                _put(data, found.pointer, [self.text() for _ in found.text])
        path.write_text(
            yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000),
            encoding="utf-8",
        )


class _Dumper(yaml.SafeDumper):
    """Writes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 - as the library has it
        del data
        return True


def _put(data: Any, pointer: Sequence[str | int], value: object) -> None:  # noqa: ANN401 - JSON of any shape
    for key in pointer[:-1]:
        data = data[key]
    data[pointer[-1]] = value


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def said_by(text: str, squeeze: Callable[[str], str]) -> dict[int, set[str]]:
    """What stands between the marks of each number in a text, squeezed."""
    found: dict[int, set[str]] = {}
    for match in re.finditer(r"q(\d+)q((?:(?!q\d+q).)*?)z\1z", text, re.DOTALL):
        found.setdefault(int(match[1]), set()).add(squeeze(match[2]))
    return found
