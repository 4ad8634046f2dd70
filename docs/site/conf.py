"""How Sphinx makes a site of the documentation: `make docs-site`.

The pages are those that are read in the repository; nothing in them is for the site alone. What it
needs beside them, its table of contents, is added here while they are read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes

ROOT: Final = Path(__file__).resolve().parents[2]

project = "policykit"
root_doc = "docs/README"
extensions = ["myst_parser"]
include_patterns = ["*.md", "benchmarks/*.md", "docs/**.md"]
exclude_patterns = ["docs/preface*.md", "docs/examples"]
myst_heading_anchors = 4
# `--root` keeps both of its hyphens.
smartquotes_action = "q"
# Policies with slips are shown as they are; they need not be YAML.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "policykit"
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#1d5c50",
        "color-brand-content": "#1d5c50",
        "color-background-primary": "#fcfaf4",
        "color-background-secondary": "#f5f2e8",
        "color-code-background": "#f5f2e8",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7fcdbb",
        "color-brand-content": "#7fcdbb",
    },
}

CONTENTS: Final = {
    "Learn": ("../README", "tutorial", "a-year"),
    "Do": (
        *(
            "guides/begin-by-hand",
            "guides/import-a-handbook",
            "guides/publish",
            "guides/authors",
            "guides/managers",
            "pipelines",
            "editors",
            "editor",
        ),
        *("guides/template-designers", "guides/rule-developers"),
    ),
    "Look up": (
        *("cli", "settings", "lint", "rules/README", "errors", "changes"),
        *("frameworks", "custom-rules", "templates", "schemas"),
    ),
    "Understand": (
        *(f"explanation/{name}" for name in ("a-promise-is-data", "effect", "coverage")),
        *(f"explanation/{name}" for name in ("in-force", "approval")),
        *("comparison", "decisions/*"),
    ),
    "The project": ("../CHANGELOG", "../CONTRIBUTING", "../SECURITY"),
}
"""The pages by heading, below docs/; a page that is not there is left out."""


def setup(app: Any) -> None:  # noqa: ANN401 - Sphinx is not installed where types are checked
    """Tell Sphinx what to call."""
    app.connect("source-read", _read)
    app.connect("doctree-read", _links)
    app.connect("build-finished", _finished)


def _read(_: object, name: str, source: list[str]) -> None:
    """The first page gets the contents; pages of rules and measurements are reached by links."""
    if name == root_doc:
        parts = (
            f"```{{toctree}}\n:hidden:\n:caption: {caption}\n:glob:\n\n"
            + "\n".join(page for page in pages if any((ROOT / "docs").glob(f"{page}.md")))
            + "\n```\n"
            for caption, pages in CONTENTS.items()
        )
        source[0] += "\n" + "\n".join(parts)
    elif name.startswith(("benchmarks/", "docs/rules/")) and not name.endswith("README"):
        source[0] = f"---\norphan: true\n---\n{source[0]}"


def _links(app: Any, tree: Any) -> None:  # noqa: ANN401 - as above
    """A link to a folder of the repository is words on the site; to what is not there, an error."""
    here = (ROOT / app.env.doc2path(app.env.docname)).parent
    for link in list(tree.findall(addnodes.pending_xref)):
        if (here / link["reftarget"]).is_dir():
            link.replace_self(nodes.inline("", "", *link.children))


def _finished(app: Any, error: object) -> None:  # noqa: ANN401 - as above
    """Whoever opens the folder comes to the first page."""
    if error is None:
        to = f"{root_doc}.html"
        (Path(app.outdir) / "index.html").write_text(
            "<!doctype html>\n<html lang='en'><meta charset='utf-8'><title>policykit</title>\n"
            f"<meta http-equiv='refresh' content='0; url={to}'><a href='{to}'>policykit</a></html>\n",
            encoding="utf-8",
        )
