"""What each error means: a file a chapter, a page for one error or for several alike."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """What serves one error, or several that have one remedy.

    `means` says of each reference, as it stands in `error[reference]`, what happened. `why` is
    for people who ask what the program has against it, `remedy` says what to do, `example` is
    what one types in a terminal.
    """

    title: str
    chapter: str
    means: Mapping[str, str]
    why: str
    remedy: str
    example: str


@cache
def error_pages() -> tuple[ErrorPage, ...]:
    """Every page, chapter by chapter as one meets them."""
    found: list[ErrorPage] = []
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        chapter = tomllib.loads(file.read_text("utf-8"))
        found += [
            ErrorPage(
                title=row["title"],
                chapter=chapter["title"],
                means=MappingProxyType(row["means"]),
                why=row["why"].strip(),
                remedy=row["do"].strip(),
                example=row["example"].strip(),
            )
            for row in chapter["page"]
        ]
    return tuple(found)


@cache
def _by_reference() -> Mapping[str, ErrorPage]:
    return MappingProxyType({name: page for page in error_pages() for name in page.means})


def find(reference: str) -> ErrorPage | None:
    """The page of a reference, also as it is printed: `error[no-such-policy]`."""
    return _by_reference().get(bare(reference))


def near(reference: str) -> str:
    """The known reference nearest to a mistyped one, '' where none is near."""
    return next(iter(get_close_matches(bare(reference), _by_reference(), 1)), "")


def bare(reference: str) -> str:
    """A reference without what stands around it where it is printed."""
    return reference.strip().lower().removeprefix("error[").rstrip(":").removesuffix("]")


def error_text(reference: str, page: ErrorPage) -> str:
    """The page as `explain` prints it for one reference, ending in a line end."""
    others = sorted(set(page.means) - {reference})
    parts = [
        f"# {reference}",
        page.means[reference],
        f"## Why\n\n{page.why}",
        f"## What to do\n\n{page.remedy}",
        f"## Example\n\n```text\n{page.example}\n```",
    ]
    if others:
        parts.append(f"The same helps with: {', '.join(others)}.")
    return "\n\n".join(parts) + "\n"


def error_list() -> str:
    """Every reference with what it means, chapter by chapter, for a terminal."""
    width = max(map(len, _by_reference()))
    lines: list[str] = []
    for chapter in dict.fromkeys(page.chapter for page in error_pages()):
        lines += ["", chapter]
        means = {
            name: said
            for page in error_pages()
            if page.chapter == chapter
            for name, said in page.means.items()
        }
        lines += [f"  {name:<{width}}  {means[name]}" for name in sorted(means)]
    return "\n".join(lines[1:]) + "\n"


def errors_document() -> str:
    """The whole list as Markdown: a heading a chapter, a section a page."""
    parts = [
        "# Errors",
        (
            "What policykit cannot do as it was asked ends with `error[reference]` and exit code "
            f"2. Here is what each of the {len(_by_reference())} references means; `policykit "
            "explain REFERENCE` prints the same. What is wrong in the policies themselves is no "
            "error but a finding: those stand under [rules](rules/README.md)."
        ),
    ]
    chapter = ""
    for page in error_pages():
        if page.chapter != chapter:
            chapter = page.chapter
            parts.append(f"## {chapter}")
        parts += [
            f"### {page.title}",
            "\n".join(f"- `{name}`: {page.means[name]}" for name in sorted(page.means)),
            page.why,
            f"**What to do.** {page.remedy}",
            f"```text\n{page.example}\n```",
        ]
    return "\n\n".join(parts) + "\n"
