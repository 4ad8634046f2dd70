"""Writes the pages that come from the code: rules, changes, commands, settings, schemas, frameworks.

python docs/generate.py            write them
python docs/generate.py --check    say which are not up to date, and fail if any is not
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, TypeAlias

import typer

from policykit import __version__, api, resources
from policykit.cli.app import build_app, command_names, run
from policykit.cli.manual import manual
from policykit.diffing.catalogue import catalogue
from policykit.gaps.catalogue import PAGES as GAPS
from policykit.handbook import described
from policykit.lint.registry import Registry, load_registry
from policykit.model.page import Page
from policykit.report.change_page import change_section
from policykit.report.framework_guide import guide
from policykit.report.page import page_text
from policykit.report.refusals import errors_document

DOCS = Path(__file__).resolve().parent
MADE = "<!-- Written by `make docs`; change the code instead. -->"
RULES = "rules"
BEFORE_ANY_VERSION = "2026-01-01"
"""The day a page is of while no version is out: one that stays, so that the page does."""
CODE = re.compile(r"(^ *```.*?^ *```$|`[^`\n]+`)", re.MULTILINE | re.DOTALL)
BLANK = re.compile(r"<(?!br>)([a-z]+)>")
"""What is to be filled in, as texts for a terminal write it."""
Schema: TypeAlias = Mapping[str, Any]


def pages() -> Mapping[str, str]:
    """All pages by their path below docs/."""
    registry = load_registry()
    made = {
        **rule_pages(registry),
        f"{RULES}/README.md": rule_list(registry),
        "changes.md": changes(),
        "cli.md": commands(),
        "errors.md": f"{MADE}\n\n{errors_document()}",
        "settings.md": settings(),
        "schemas.md": schemas(),
        "templates.md": templates(),
        "frameworks.md": frameworks(),
        "threats.md": threats(),
        "../schemas/book.schema.json": book_schema(),
        "../man/policykit.1": manual_page(),
    }
    return {path: printed(text) if path.endswith(".md") else text for path, text in made.items()}


def printed(text: str) -> str:
    """Markdown in which `<id>` outside of code is printed; it would else be a tag, and unseen."""
    pieces = CODE.split(text)
    pieces[::2] = [BLANK.sub(r"&lt;\1>", each) for each in pieces[::2]]
    return "".join(pieces)


def manual_page() -> str:
    """The manual page, of the day of the newest version the changelog tells of."""
    told = (DOCS.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    day = re.search(r"^## .*(\d{4}-\d{2}-\d{2})", told, re.MULTILINE)
    tree = typer.main.get_command(build_app())
    return manual(tree, __version__, day[1] if day else BEFORE_ANY_VERSION)


def templates() -> str:
    """What templates are given."""
    return f"{MADE}\n\n{described.document()}"


def frameworks() -> str:
    """How to write a framework, and those there are."""
    return f"{MADE}\n\n{guide(_schema('framework'), api.frameworks(None))}"


def book_schema() -> str:
    """The JSON Schema of a book."""
    return json.dumps(described.schema(), indent=2, ensure_ascii=False) + "\n"


def rule_pages(registry: Registry) -> Mapping[str, str]:
    """A page for each code: the one `policykit explain` prints."""
    return {
        f"{RULES}/{code}.md": f"{MADE}\n\n"
        + page_text(page, registry.rules[code].options if code in registry.rules else ())
        for code, page in _known(registry).items()
    }


def _known(registry: Registry) -> Mapping[str, Page]:
    """The pages of lint and those of gaps by code, in the order of the codes."""
    return dict(sorted({**registry.pages, **{page.code: page for page in GAPS}}.items()))


def rule_list(registry: Registry) -> str:
    """The codes by category."""
    lines = [MADE, "", "# What policykit finds", ""]
    known = _known(registry)
    lines += [f"{len(known)} codes. `policykit explain CODE` prints a page.", ""]
    lines += [
        "`policykit gaps` tells those of the category coverage, `policykit lint` all others.",
        "",
    ]
    lines += ["`policykit lint --fix` mends what has a fix and is beyond doubt.", ""]
    fixes = {"safe": "fix", "unsafe": "unsafe fix", "none": ""}
    for category in sorted({page.category for page in known.values()}):
        lines += [f"## {category.capitalize()}", "", "| code | name | severity | fix | |"]
        lines += ["|---|---|---|---|---|"]
        lines += [
            f"| [{code}]({code}.md) | {page.name} | {page.severity.value} | "
            f"{fixes[page.fix]} | {page.summary.replace('|', chr(92) + '|')} |"
            for code, page in known.items()
            if page.category == category
        ]
        lines.append("")
    return "\n".join(lines)


def changes() -> str:
    """The kinds of change, chapter by chapter: a list, then a page of each."""
    kinds = sorted(catalogue().values(), key=lambda kind: (kind.chapter, kind.code))
    parts = [
        f"{MADE}\n\n# What `policykit diff` tells",
        (
            f"{len(kinds)} kinds of change. `policykit explain CODE` prints what stands here of one. "
            "Its level is an error where a number of the law is crossed, a warning where customers "
            "lose, and else the one named here."
        ),
    ]
    for chapter in dict.fromkeys(kind.chapter for kind in kinds):
        inside = [kind for kind in kinds if kind.chapter == chapter]
        rows = [f"| {kind.code} | {kind.name} | {kind.summary} |" for kind in inside]
        table = "\n".join(("| code | name | |", "|---|---|---|", *rows))
        parts += [f"## {chapter}", table, *(change_section(kind).rstrip() for kind in inside)]
    return "\n\n".join(parts) + "\n"


def commands() -> str:
    """What `--help` says, command by command."""
    parts = [MADE, "# Commands", _help()]
    parts += [f"## {name}\n\n{_help(name)}" for name in command_names()]
    return "\n\n".join(parts) + "\n"


def _help(*command: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        run([*command, "--help"])
    text = "\n".join(line.rstrip() for line in said.getvalue().strip().splitlines())
    return f"```text\n{text}\n```"


def settings() -> str:
    """Every key of policykit.yaml."""
    schema = _schema("settings")
    lines = [MADE, "", "# Settings", "", f"{schema['description']}", ""]
    lines += [
        "All keys of `policykit.yaml`. `policykit config` prints what is in force.",
        "",
        "| key | |",
        "|---|---|",
    ]
    lines += [f"| `{key}` | {said} |" for key, said in _keys(schema, "settings", "")]
    return "\n".join(lines) + "\n"


def _keys(schema: Schema, home: str, before: str) -> Iterator[tuple[str, str]]:
    """Each key with what the schema of the name `home` says about it."""
    for name, given in schema.get("properties", {}).items():
        key = f"{before}{name}"
        found, below = _resolved(given, home)
        if said := found.get("description"):
            yield key, said
        yield from _keys(found, below, f"{key}.")
        for inner, way in (("additionalProperties", f"{key}.<name>."), ("items", f"{key}[].")):
            if isinstance(found.get(inner), dict):
                yield from _keys(*_resolved(found[inner], below), way)
        for shape in found.get("patternProperties", {}).values():
            yield from _keys(*_resolved(shape, below), f"{key}.<{shape['title'].lower()}>.")


def _resolved(schema: Schema, home: str) -> tuple[Schema, str]:
    """The schema with what its reference adds, and where that stands; own words come first."""
    reference = schema.get("$ref")
    if not isinstance(reference, str):
        return schema, home
    name, _, pointer = reference.partition("#/")
    home = name.removesuffix(".schema.json") or home
    found: Any = _schema(home)
    for part in pointer.split("/"):
        found = found[part]
    return {**found, **schema}, home


def schemas() -> str:
    """The list of schemas."""
    lines = [MADE, "", "# Schemas", ""]
    lines += ["`policykit schema NAME` prints one. Editors find them in `schemas/`.", ""]
    lines += ["| name | for | |", "|---|---|---|"]
    for file in sorted(resources.shipped("schemas").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".schema.json"):
            name = file.name.removesuffix(".schema.json")
            schema = _schema(name)
            said = schema.get("description", "")
            lines.append(f"| [{name}](../schemas/{file.name}) | {schema['title']} | {said} |")
    return "\n".join(lines) + "\n"


def threats() -> str:
    """Every threat with the commands that can meet it and the tests that hold it."""
    table = tomllib.loads((DOCS.parent / "tests/threats/rows.toml").read_text(encoding="utf-8"))
    told = (
        "What a stranger's folder or pull request may try, one a row, with what happens in a "
        "program without defence. Each test named here runs with `make test`. "
        "[SECURITY.md](../SECURITY.md) has what is promised, and what is not."
    )
    lines = [MADE, "", "# Threats, and what holds them", "", told, ""]
    for group, title in table["groups"].items():
        lines += [f"## {title}", "", "| | threat | met by | held by |", "|---|---|---|---|"]
        for name, row in table["rows"].items():
            if name.rstrip("0123456789") == group:
                lines.append(f"| {name} | {row['threat']} | {_met_by(row)} | {_tests(row)} |")
        lines.append("")
    return "\n".join(lines)


def _met_by(row: Mapping[str, Any]) -> str:
    if row["commands"] == "all":
        return "every command"
    named = ", ".join(f"`{each}`" for each in row["commands"])
    return f"{named}; {row['others']}" if named else str(row["others"])


def _tests(row: Mapping[str, Any]) -> str:
    return "<br>".join(f"`{each}`" for each in row["tests"])


def _schema(name: str) -> Schema:
    loaded: Schema = json.loads(resources.read_text("schemas", f"{name}.schema.json"))
    return loaded


def stale(wanted: Mapping[str, str]) -> list[str]:
    """The pages that are missing, different or no longer wanted."""
    there = {f"{RULES}/{path.name}" for path in (DOCS / RULES).glob("*.md")}
    differing = [
        name
        for name, text in wanted.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != text
    ]
    return sorted({*differing, *(there - set(wanted))})


def write(wanted: Mapping[str, str]) -> None:
    """Write the pages and remove those of rules that are gone."""
    (DOCS / RULES).mkdir(exist_ok=True)
    (DOCS.parent / "man").mkdir(exist_ok=True)
    for name in stale(wanted):
        if name in wanted:
            (DOCS / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (DOCS / name).unlink()


def main() -> int:
    """The command line; gives the exit code."""
    parser = argparse.ArgumentParser(description="Write the pages that come from the code.")
    parser.add_argument("--check", action="store_true", help="only say what is not up to date")
    os.environ |= {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    if not parser.parse_args().check:
        write(pages())
        return 0
    if old := stale(pages()):
        listed = "\n".join(f"  docs/{name}" for name in old)
        sys.stderr.write(f"Not up to date; `make docs` writes them anew:\n{listed}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
