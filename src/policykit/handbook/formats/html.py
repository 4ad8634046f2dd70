"""One HTML file a language: to mail, to keep, to print from any browser."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from policykit.handbook.colours import accent_style
from policykit.handbook.linear import shared_data
from policykit.handbook.paper import page_rules
from policykit.handbook.remark_addresses import REMARKS
from policykit.handbook.searching import LOOK, SCRIPT, is_searched, search_index
from policykit.model.book import Book, OutputFile
from policykit.model.value import dataclass
from policykit.rendering import Plain, Templates

_STYLE: Final = "<!--style-->"
_SCRIPT: Final = "<!--script-->"
_SEARCH: Final = "<!--search-->"


@dataclass(frozen=True, slots=True)
class HtmlFormat:
    """The format of handbooks called `html`."""

    name: str = "html"

    def render(self, book: Book, templates: Templates) -> tuple[OutputFile, ...]:
        """One file that holds all it needs; equal books give equal bytes.

        Its page may run and use nothing but the style and the scripts that stand in it: their
        digests are in its content security policy.

        Raises:
            RenderError: a template cannot be filled in.
        """
        style = _inside(
            "".join(
                (
                    templates.text("site/site.css"),
                    templates.text(f"site/{LOOK}"),
                    templates.text("html/book.css"),
                    templates.text(f"site/{REMARKS}") if book.remark else "",
                    accent_style(book.design.accent),
                    page_rules(book),
                )
            )
        )
        script = _inside(templates.text("site/site.js"))
        search = _inside(templates.text("html/inside.js") + templates.text(f"site/{SCRIPT}"))
        is_found = is_searched(book)
        data = shared_data(book)
        page: dict[str, Plain] = {
            "up": None,
            "heading": 3,
            "kind": "single",
            "style": _digest(style),
            "script": " ".join(map(_digest, (script, search) if is_found else (script,))),
            "is_searched": is_found,
        }
        text = templates.render("html/book.html", {**data, "page": page})
        # Comments are markup, which the words of a policy never are: each stands there once.
        text = text.replace(_STYLE, f"<style>{style}</style>", 1)
        text = text.replace(_SCRIPT, f"<script>{script}</script>", 1)
        if is_found:
            found = (
                f'<script type="application/json" id="search-index">{search_index(book)}</script>'
            )
            text = text.replace(_SEARCH, f"{found}\n<script>{search}</script>", 1)
        return (OutputFile(f"{book.name}.{book.language.id}.html", text.encode()),)


FORMAT: Final = HtmlFormat()


def _inside(text: str) -> str:
    """A style or script as it can stand in a page: nothing in it ends it early."""
    return text.replace("</", "<\\/").replace("<!--", "<\\!--")


def _digest(text: str) -> str:
    octets = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(octets).decode('ascii')}'"
