"""What is still without words in a translation, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.authoring.completion.kinds import SHAPES
from policykit.authoring.completion.sight import Sight, one_line
from policykit.authoring.completion.suggestion import Sort, Suggestion
from policykit.library.files import FileKind
from policykit.library.walk import FoundText, walk
from policykit.library.words import overlay_texts
from policykit.model.document import Json, Origin
from policykit.model.position import Pointer
from policykit.yamlsource import read
from policykit.yamlsource.lines import quoted

_NEEDED: Final = 0
_BEHIND_FIELDS: Final = 50
_TEXT: Final = "text"
_PLAIN: Final = "plain"


def missing_keys(
    sight: Sight, pointer: Pointer, present: Mapping[str, Json]
) -> Iterator[Suggestion]:
    """The keys at a place of a translation behind which texts of the source have no words yet."""
    texts = source_texts(sight)
    if not texts:
        return
    shape = SHAPES[_source_kind(sight)]
    given = {each.address for each in overlay_texts(dict(sight.data), shape)}
    above = ".".join(str(part) for part in pointer)
    told: dict[str, list[FoundText]] = {}
    for each in texts:
        if each.address not in given and each.text and (key := _key_below(each.address, above)):
            told.setdefault(key, []).append(each)
    for index, (key, found) in enumerate(told.items()):
        if key not in present:
            yield _suggestion(sight, pointer, key, found, index)


def _key_below(address: str, above: str) -> str:
    """The key under which an address is written in the mapping of another one, '' where not there."""
    if not above:
        return address.partition(".")[0]
    whole, _, field = address.partition("#")
    if whole == above:
        return field or _TEXT
    if not whole.startswith(f"{above}."):
        return ""
    return _next_key(whole[len(above) + 1 :], above)


def _next_key(rest: str, above: str) -> str:
    # Inside of a section with items their whole dotted names are keys.
    return rest if "." not in above else rest.partition(".")[0]


def _suggestion(
    sight: Sight, pointer: Pointer, key: str, found: list[FoundText], index: int
) -> Suggestion:
    word = sight.place.word
    alone = len(found) == 1 and not isinstance(found[0].text, tuple)
    whole = ".".join((*map(str, pointer), key))
    is_text = alone and found[0].address in {whole, f"{'.'.join(map(str, pointer))}#{key}"}
    is_text = is_text or (alone and key == _TEXT)
    text = key if sight.place.colon else f"{key}: " if is_text else f"{key}:"
    pattern = ""
    if not sight.place.colon:
        pattern = f"{key}: $1" if is_text else f"{key}:\n  {_fields(whole, found)}"
        if any(isinstance(each.text, tuple) for each in found) and len(found) == 1:
            pattern = f"{key}:\n  - $1"
    return Suggestion(
        label=key,
        sort=Sort.KEY,
        text=text,
        span=word.span,
        detail="no words yet",
        about="\n".join(_source(each) for each in found[:8]),
        pattern=pattern,
        fitness=_NEEDED + index,
    )


def _fields(whole: str, found: list[FoundText]) -> str:
    """The fields of an item that have no words yet, a place to fill in for each."""
    fields: list[str] = []
    for number, each in enumerate(found, 1):
        item, _, field = each.address.partition("#")
        if item != whole:
            return "$1"
        place = f"\n    - ${number}" if isinstance(each.text, tuple) else f" ${number}"
        fields.append(f"{field or _TEXT}:{place}")
    return "\n  ".join(fields)


def _source(found: FoundText) -> str:
    said = found.text if isinstance(found.text, str) else "; ".join(found.text)
    return one_line(said, 200)


def source_texts(sight: Sight) -> tuple[FoundText, ...]:
    """The texts of what is translated."""
    if _source_kind(sight) is FileKind.POLICY:
        return tuple(sight.found.texts)
    entry = sight.snapshot.document("policies/organisation.yaml")
    if entry is None or not isinstance(entry.data, dict):
        return ()
    return tuple(walk(entry.data, SHAPES[FileKind.ORGANISATION]).texts)


def _source_kind(sight: Sight) -> FileKind:
    is_organisation = sight.path.rpartition("/")[2].startswith("organisation.")
    return FileKind.ORGANISATION if is_organisation else FileKind.POLICY


def source_of(sight: Sight, pointer: Pointer) -> Iterator[Suggestion]:
    """The words of the source, to write over, where a text is translated."""
    whole = ".".join(str(part) for part in pointer)
    above, _, last = whole.rpartition(".")
    has_fields = any(each.address.startswith(f"{whole}#") for each in source_texts(sight))
    wanted = {whole, f"{above}#{last}", above if last == _TEXT else whole}
    for each in source_texts(sight):
        if each.address in wanted and isinstance(each.text, str):
            line = " ".join(each.text.split())
            is_ready = sight.place.word.style != _PLAIN or _stands_alone(line)
            yield Suggestion(
                label=one_line(line, 60),
                sort=Sort.TEXT,
                text=line if is_ready else quoted(line),
                span=sight.place.word.span,
                detail="the source, to write over",
                about=each.text,
                fitness=_BEHIND_FIELDS if has_fields else 0,
            )
            return


def _stands_alone(line: str) -> bool:
    """Whether a text stands for itself without quotes."""
    document, problems = read(f"text: {line}\n".encode(), Origin("", ""))
    return not problems and document.data == {"text": line} and " #" not in line
