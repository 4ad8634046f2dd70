"""The styles and the script a report may have within it, and no others."""

from __future__ import annotations

import base64
import hashlib

from policykit.rendering import Plain, Templates

FOLDER = "report"


def allowed(templates: Templates, kind: str) -> dict[str, Plain]:
    """What the Content Security Policy of a report allows: digests of its styles and script."""
    return {
        "style": allowed_styles(templates, kind),
        "script": _digest(templates.text(f"{FOLDER}/{kind}.js")),
    }


def allowed_styles(templates: Templates, kind: str) -> str:
    """The digest of the styles of a report, all that is allowed to one without a script."""
    return _digest("".join(templates.text(f"{FOLDER}/{name}.css") for name in ("base", kind)))


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
