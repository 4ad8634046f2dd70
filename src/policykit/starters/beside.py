"""What stands beside the policies: checks on every change, who approves, editors, Git."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Final

from policykit import __version__
from policykit.approvals.asked import all_roles
from policykit.approvals.exporting import codeowners
from policykit.gaps.pasted import Way
from policykit.model.document import Json
from policykit.model.facts import Facts
from policykit.starters.company import Company
from policykit.starters.phrases import has_words
from policykit.starters.publishing import SERVERS
from policykit.starters.shipped import SOURCE

_PAGES: Final = Path(__file__).resolve().parent / "pages"

_WHERE: Final[Mapping[str, Mapping[str, str]]] = {
    "github": {
        "workflow.yml": ".github/workflows/policies.yml",
        "request": ".github/pull_request_template.md",
        "owners": ".github/CODEOWNERS",
    },
    "gitlab": {
        "gitlab.yml": ".gitlab-ci.yml",
        "request": ".gitlab/merge_request_templates/Default.md",
        "owners": "CODEOWNERS",
    },
    "forgejo": {
        "forgejo.yml": ".forgejo/workflows/policies.yml",
        "request": ".forgejo/pull_request_template.md",
        "owners": "CODEOWNERS",
    },
    "none": {},
}
"""Where each kind of server looks for its files."""

_ATTRIBUTES: Final = """\
* text=auto eol=lf

# Changes told by what they mean, and merges that see two policies contradict each other.
# Switch both on once on each computer that has the files; without that, Git works as always:
#   git config diff.policykit.command "policykit diff-driver"
#   git config merge.policykit.driver "policykit merge-driver %O %A %B %P --marker-size %L"
policies/**/*.yaml diff=policykit merge=policykit
"""

_IGNORED: Final = """\
# What commands make anew.
build/
# What a run that was ended in the middle left; a later one takes it away.
.*.policykit-new
.*.policykit-old
"""

_OWNERS: Final = """\
# Who is asked to approve a change of which file.
# Put the team or person of your server in the place of each @role, then take away the mark
# "# " at the beginning of the lines below. `policykit approve --export codeowners --teams @us/`
# writes them anew when policies come or go.
"""

_EXTENSIONS: Final[Json] = {"recommendations": ["redhat.vscode-yaml"]}

_EDITOR: Final[Json] = {
    "[yaml]": {
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
        "editor.wordWrap": "on",
        "editor.quickSuggestions": {"strings": True},
    },
    "files.encoding": "utf8",
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "files.trimTrailingWhitespace": True,
    # Another layout than that of `policykit fmt` would change every file it opens.
    "yaml.format.enable": False,
}


def beside(
    company: Company,
    facts: Mapping[str, Facts],
    approvals: Mapping[str, Json],
    blanks: Mapping[str, Mapping[Way, str]],
) -> dict[str, bytes]:
    """The files around the policies of a company, by path.

    Args:
        company: who begins.
        facts: those of its policies.
        approvals: those of its settings.
        blanks: what is to be decided, by file and place.
    """
    where = _WHERE[company.hosting]
    found = {
        ".gitattributes": _ATTRIBUTES,
        ".gitignore": _IGNORED,
        ".pre-commit-config.yaml": page("pre-commit.yaml", version=__version__),
        ".vscode/extensions.json": _json(_EXTENSIONS),
        ".vscode/settings.json": _json(_EDITOR),
        "README.md": readme(company, blanks),
    }
    for kind, path in where.items():
        if kind == "owners":
            found[path] = _owners(facts, approvals)
        elif kind == "request":
            found[path] = page(f"request.{_language(company)}.md")
        else:
            found[path] = page(kind, version=__version__)
    return {path: text.encode() for path, text in found.items()}


def page(file: str, **given: str) -> str:
    """A page that comes with the program, filled in; `@{name}` stands for what is given."""
    return _Page((_PAGES / file).read_text(encoding="utf-8")).substitute(given)


class _Page(Template):
    """A page whose blanks begin with `@{`, for servers use the dollar themselves."""

    delimiter = "@"
    pattern = r"@(?:(?P<escaped>@)|(?P<named>(?!))|\{(?P<braced>[a-z]+)\}|(?P<invalid>(?!)))"  # type: ignore[assignment] # a text is compiled by the class


def readme(company: Company, blanks: Mapping[str, Mapping[Way, str]]) -> str:
    """The page for authors, in the language of the policies where there is one."""
    rows = [
        f"- [ ] `{path}`: {count}"
        for path, count in ((path, _places(notes)) for path, notes in blanks.items())
        if count
    ]
    language = _language(company)
    return page(
        f"readme.{language}.md",
        name=_plain(company.name),
        changing=page(f"changing.{company.hosting}.{language}.md"),
        blanks="\n".join(rows),
        publishing=_publishing(company.hosting, language),
    )


def _publishing(hosting: str, language: str) -> str:
    """How the folder gets onto the server, '' where there is none."""
    server = SERVERS.get(hosting)
    if server is None:
        return ""
    return "\n" + page(
        f"publishing.{language}.md",
        server=server.called[language],
        address=server.address,
        create=server.create[language],
        without=server.without[language],
    )


def _places(notes: Mapping[Way, str]) -> str:
    """The places of a file where something is to be decided, in one line."""
    # The mission is asked for above the name, as there is none yet.
    ways = (("mission",) if way == ("name",) else way for way in notes)
    return ", ".join(f"`{'.'.join(way[1:] or way)}`" for way in ways)


def _plain(name: str) -> str:
    """A name that means nothing to Markdown."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>#|" else each for each in name)


def _language(company: Company) -> str:
    return company.source.partition("-")[0] if has_words(company.source) else SOURCE


def _json(data: Json) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _owners(facts: Mapping[str, Facts], approvals: Mapping[str, Json]) -> str:
    """Who approves what, in remarks: a server refuses names it does not know."""
    roles = {*all_roles(approvals), *(each.owner for each in facts.values())}
    text = codeowners(facts.values(), approvals, {role: f"@{role}" for role in sorted(roles)})
    lines = [each for each in text.splitlines() if each and not each.startswith("#")]
    return _OWNERS + "".join(f"# {each}\n" for each in lines)
