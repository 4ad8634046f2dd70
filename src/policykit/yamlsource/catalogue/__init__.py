"""The pages of all codes about the notation, for `explain` and the docs."""

from __future__ import annotations

from typing import Final

from policykit.model.page import Page
from policykit.yamlsource.catalogue.broken import BROKEN_PAGES
from policykit.yamlsource.catalogue.files import FILE_PAGES
from policykit.yamlsource.catalogue.refused import REFUSED_PAGES
from policykit.yamlsource.catalogue.silent import SILENT_PAGES

PAGES: Final[tuple[Page, ...]] = (*FILE_PAGES, *REFUSED_PAGES, *SILENT_PAGES, *BROKEN_PAGES)
"""One page a code, in the order of the codes.

`bad` and `good` are whole small files. They are empty where no text can show the slip: a
file that is no text, or one that is too large.
"""
