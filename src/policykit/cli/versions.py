"""`--version -v`: what this program runs on."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = (
    "typer",
    "pyyaml",
    "jsonschema",
    "jsonschema-rs",
    "jinja2",
    "gitpython",
    "rich",
    "babel",
)


def details() -> str:
    """Python, the YAML parser in use, and the versions of the packages."""
    from policykit.yamlsource import parser_name

    lines = [f"Python {platform.python_version()} on {platform.system()}", f"YAML: {parser_name()}"]
    for package in _PACKAGES:
        try:
            lines.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            lines.append(f"{package} not found")
    return "\n".join(lines)
