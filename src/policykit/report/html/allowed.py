"""The styles and the script a report may have within it, and no others."""

from __future__ import annotations

import base64
import hashlib

from policykit.rendering import Plain, Templates

FOLDER = "report"


def allowed(templates: Templates, kind: str) -> dict[str, Plain]:
    """What the Content Security Policy of a report allows: digests of its styles and script."""
    styles = "".join(templates.text(f"{FOLDER}/{name}.css") for name in ("base", kind))
    return {
        "style": _digest(styles),
        "script": _digest(templates.text(f"{FOLDER}/{kind}.js")),
    }


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
