"""What editors can ask, a module each: `FEATURES` lists what it answers.

A module in this folder is all it takes: its `FEATURES` (of `policykit.lsp.asked`) are offered
to every client.
"""

from __future__ import annotations

import importlib
import pkgutil

from policykit.lsp.asked import Command, Feature, FeatureOfAll


def features() -> tuple[Feature | FeatureOfAll | Command, ...]:
    """All features, in the order of their modules."""
    return tuple(
        each
        for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name)
        for each in importlib.import_module(f"{__name__}.{module.name}").FEATURES
    )
