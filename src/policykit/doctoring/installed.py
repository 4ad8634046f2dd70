"""Python, the parsers, and the parts of policykit one installs when one wants them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from typing import Final

from policykit.doctoring.surroundings import Place, look, ok, wrong
from policykit.model.checkup import Check

TOPIC: Final = "policykit"
OLDEST: Final = (3, 11)

WITHOUT: Final = {
    "pdf": "handbooks as PDF and QR codes cannot be made",
    "notify": "notices cannot be sent and calendars cannot be written as iCalendar",
    "sign": "signatures of approvals cannot be checked",
    "import": "Excel files cannot be taken in",
    "lsp": "editors cannot ask policykit while one types",
}
"""What cannot be done without a part."""

_EXTRA: Final = re.compile(r"""extra\s*==\s*["']([\w.-]+)["']""")
_NAME: Final = re.compile(r"[\w.-]+")


def checks(place: Place) -> Iterator[Check]:
    """What the program runs on, and which parts of it are there."""
    yield _python(place)
    yield _yaml(place)
    yield _validator(place)
    for part, missing in parts().items():
        yield _part(place, part, missing)


def parts() -> dict[str, tuple[str, ...]]:
    """Each part that can be installed by itself, with its packages that are not there."""
    try:
        wanted = requires("policykit-handbook") or []
    except PackageNotFoundError:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for line in wanted:
        name, extra = _NAME.match(line), _EXTRA.search(line)
        if name is not None and extra is not None:
            gone = () if _is_installed(name[0]) else (name[0],)
            found[extra[1]] = found.get(extra[1], ()) + gone
    return dict(sorted(found.items()))


def _is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def _python(place: Place) -> Check:
    shown = ".".join(map(str, place.version[:3]))
    if place.version >= OLDEST:
        return ok("python", TOPIC, f"Python {shown} at {place.quoted(place.python)}")
    return wrong(
        "python",
        TOPIC,
        f"Python {shown} is older than policykit needs, which is 3.11.",
        "python3.11 -m pip install policykit-handbook",
    )


def _yaml(place: Place) -> Check:
    from policykit.yamlsource import parser_name

    if parser_name() == "libyaml":
        return ok("yaml", TOPIC, "YAML is read by the quick parser.")
    return look(
        "yaml",
        TOPIC,
        "YAML is read by the slow parser, because PyYAML came without libyaml: everything works, "
        "and takes several times as long.",
        f"{place.install('pyyaml')} --force-reinstall --no-cache-dir",
    )


def _validator(place: Place) -> Check:
    if find_spec("jsonschema_rs") is not None:
        return ok("validator", TOPIC, "Schemas are checked by the quick validator.")
    return wrong(
        "validator",
        TOPIC,
        "The validator of schemas is not installed, so no policy can be checked.",
        place.install("jsonschema-rs"),
    )


def _part(place: Place, part: str, missing: tuple[str, ...]) -> Check:
    name = f"part-{part}"
    if not missing:
        return ok(name, TOPIC, f"The part {part} is installed.")
    lost = WITHOUT.get(part, f"what needs {' and '.join(missing)} cannot be done")
    return look(
        name,
        TOPIC,
        f"The part {part} is not installed, so {lost}.",
        place.install(f"policykit-handbook[{part}]"),
    )
