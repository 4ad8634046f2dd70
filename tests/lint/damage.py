"""The reference policies, and ways to damage a file: what slips, merges and foreign tools do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st
from tests.support.program import ROOT

FOLDERS = ("policies", "schemas")
WHOLE = ROOT / "tests" / "validation" / "data"
_OWN_FIELDS = {"type": "object", "properties": {"cost-centre": {"type": "string", "maxLength": 9}}}


@cache
def everything() -> Mapping[str, bytes]:
    """A small repository with a file of every kind, in which every key there is stands once."""
    policy = _whole("full.policy")
    return {
        "policykit.yaml": _whole("all.settings").replace(b": auto", b": [duties, needs]"),
        "policies/organisation.yaml": _whole("all.organisation"),
        "policies/organisation.sv.yaml": _whole("words.organisation.translation"),
        "policies/returns.yaml": policy,
        "policies/returns.next.yaml": policy.replace(b"version: 2.1.0", b"version: 3.0.0"),
        "policies/returns.sv.yaml": _whole("words.translation"),
        "policies/returns.record.yaml": _whole("all.record"),
        "policies/phone-manners.yaml": _whole("smallest.policy"),
        "policies/assessments/2026-11-returns.yaml": _whole("all.assessment"),
        "schemas/areas.yaml": _whole("all.areas"),
        "schemas/measures.yaml": _whole("all.measures"),
        "schemas/frameworks/duties.yaml": _whole("duties.framework"),
        "schemas/frameworks/needs.yaml": _whole("needs.framework"),
        "schemas/extensions/own.json": json.dumps(_OWN_FIELDS).encode(),
    }


def write(files: Mapping[str, bytes], folder: Path) -> Path:
    """Put files into a folder; gives the folder."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def _whole(name: str) -> bytes:
    return (WHOLE / f"{name}.yaml").read_bytes()


@cache
def reference() -> Mapping[str, bytes]:
    """All files of the reference repository that lint reads, by path."""
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml")]
    found = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(paths)}
    return {"policykit.yaml": (ROOT / "policykit.yaml").read_bytes(), **found}


@cache
def surroundings() -> Mapping[str, bytes]:
    """What policies stand in: all but the policies themselves."""
    return {
        path: content
        for path, content in reference().items()
        if not path.startswith("policies/") or path.startswith("policies/organisation.")
    }


@cache
def bundles() -> Mapping[str, Mapping[str, bytes]]:
    """The files of each policy, by its id."""
    found: dict[str, dict[str, bytes]] = {}
    for path, content in reference().items():
        if path.startswith("policies/") and path.count("/") == 1 and path not in surroundings():
            name = path.removeprefix("policies/").partition(".")[0]
            found.setdefault(name, {})[path] = content
    return found


_SCRAPS = (
    *(
        "\t",
        " ",
        "  ",
        ": ",
        ":",
        "- ",
        "-",
        "#",
        " # ",
        "'",
        '"',
        "“",
        "{",
        "}",
        "[",
        "]",
        ",",
        "|",
    ),
    *(
        ">",
        "&a ",
        "*a",
        "!!str ",
        "%",
        "@",
        "`",
        "? ",
        "<<: ",
        "---\n",
        "...\n",
        "\n",
        "\r",
        "\r\n",
    ),
    *(
        "\ufeff",
        "\u2028",
        "\u202e",
        "\u00a0",
        "\u200b",
        "\0",
        "\x1b[31m",
        "0x1F",
        "1e999",
        "nan",
        "~",
    ),
    *(
        "{x}",
        "{{",
        "}}",
        "[a](b)",
        "[a](b.c.d.e)",
        "<b>",
        "\U0001f600",
        "e\u0301",
        "9" * 400,
        "24h",
    ),
)
"""What comes into a text by a slip of the hand or from another program."""

_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 3, 10**40, 1.5, "", " ", "x", "none", "true", "1.10", "14 days"),
    *(
        "20 EUR",
        "90 %",
        "same day",
        "mon-fri 08:00-20:00",
        "2026-02-31",
        "2026-07-01",
        "{x}",
        "a.b.c",
    ),
    *("x" * 3000, "é\u202e\u200b", "0000-00-00", "9999-12-31", "-5 days", "999999999999 years"),
    *([], {}, [[]], [None], [{}], {"": ""}, {"id": "x"}, {"id": None}, {"id": ["x"]}, ["x", "x"]),
    *(
        [{"id": "x"}, {"id": "x"}],
        {"value": 3},
        {"regions": "SE"},
        [1, 2.5, True],
        {"x": {"x": {}}},
    ),
)
"""Values that stand where others belong."""


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """A file with one to three things wrong with it that can go wrong with a file."""
    for _ in range(draw(st.integers(1, 3))):
        content = draw(st.sampled_from(_WAYS).flatmap(lambda way: way(content)))  # noqa: B023 - drawn at once
    return content


@st.composite
def cut(draw: st.DrawFn, content: bytes) -> bytes:
    """Ends too early, or lacks something in between, perhaps within a character."""
    start = draw(st.integers(0, len(content)))
    length = draw(st.one_of(st.integers(0, 60), st.just(len(content))))
    return content[:start] + content[start + length :]


@st.composite
def swapped(draw: st.DrawFn, content: bytes) -> bytes:
    """Two lines have changed places."""
    lines = content.split(b"\n")
    one, other = draw(_number(lines)), draw(_number(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


@st.composite
def doubled(draw: st.DrawFn, content: bytes) -> bytes:
    """Some lines stand twice, and with them their keys and ids."""
    lines = content.split(b"\n")
    start = draw(_number(lines))
    end = start + draw(st.integers(1, 12))
    place = draw(st.one_of(st.just(end), _number(lines)))
    lines[place:place] = lines[start:end]
    return b"\n".join(lines)


@st.composite
def shifted(draw: st.DrawFn, content: bytes) -> bytes:
    """A line stands further in, or further out."""
    lines = content.split(b"\n")
    number = draw(_number(lines))
    line = lines[number]
    lines[number] = draw(
        st.sampled_from((b" " + line, b"    " + line, line.lstrip(), line[1:], b"\t" + line))
    )
    return b"\n".join(lines)


@st.composite
def littered(draw: st.DrawFn, content: bytes) -> bytes:
    """Something has come in that does not belong there, or a byte that is no text."""
    place = draw(st.integers(0, len(content)))
    scrap = draw(st.one_of(st.sampled_from(_SCRAPS).map(str.encode), st.binary(max_size=3)))
    return content[:place] + scrap + content[place:]


@st.composite
def retyped(draw: st.DrawFn, content: bytes) -> bytes:
    """Another value stands at a place; a file that cannot be read stays as it is."""
    try:
        data = yaml.load(content, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return content
    places = list(_places(data))
    if not places:
        return content
    holder, key = draw(st.sampled_from(places))
    holder[key] = draw(st.sampled_from((*_VALUES, [holder[key]], {"id": holder[key]})))
    if draw(st.booleans()):
        return json.dumps(data, default=str, ensure_ascii=False).encode()
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True).encode()


_WAYS = (cut, swapped, doubled, shifted, littered, retyped)


class _Dumper(yaml.CSafeDumper):
    """Writes values that stand at several places out each time."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the dumper calls it
        return True


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever a file holds
    pairs: Any = ()
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, below in pairs:
        yield value, key
        yield from _places(below)


def _number(lines: list[bytes]) -> st.SearchStrategy[int]:
    return st.integers(0, len(lines) - 1)
