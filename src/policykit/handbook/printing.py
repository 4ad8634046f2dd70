"""Pages that hold many policies, to be printed from a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

from policykit.rendering import Plain, Templates, href

MOST_ON_ONE_PAGE: Final = 300
"""Policies of a site that can be printed from it in one go; a browser lays out a thousand pages
in half a minute. Larger handbooks are printed as PDF, or narrowed to some areas."""

_PLACE: Final = re.compile(r' id="([^"]*)"')
_LINK: Final = re.compile(r'<a href="#([^"]*)"')


def printed_page(templates: Templates, data: Mapping[str, Plain], up: str) -> str:
    """A page whose links stay on it where they can, and lead to the page of a policy else.

    Args:
        templates: the templates.
        data: what `site/print.html` sees; `page.up` is None.
        up: the way from the page to the folder of its language.
    """
    return templates.finished(
        templates.render("site/print.html", data), partial(_with_links, up=up)
    )


def _with_links(text: str, up: str) -> str:
    places = set(_PLACE.findall(text))
    return _LINK.sub(
        lambda found: found[0] if found[1] in places else f'<a href="{href(found[1], up)}"', text
    )
