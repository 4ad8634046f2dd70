"""Mistakes in a value: of the wrong sort, in the wrong form, not in the list, too much of it."""

from __future__ import annotations

import re
from typing import Any, Final

from policykit.model.document import Json
from policykit.model.finding import Place, Problem
from policykit.model.ids import suggested_id
from policykit.validation import codes
from policykit.validation.forms import FORMS
from policykit.validation.keys import nearest, resolved
from policykit.validation.mistakes import Mistaken
from policykit.validation.phrases import KEYS, actual, key, listed, shown, wanted, written
from policykit.validation.places import at_key, at_value, source
from policykit.validation.quantities import mistake
from policykit.validation.remedies import Remedy, make_list, quote, replace
from policykit.validation.setting import Setting

_IDS: Final = frozenset({"id", "name", "reference"})
_LONGEST_EXAMPLE: Final = 60
_MOST_KEYS: Final = 5
_TRUTHS: Final = {
    **dict.fromkeys(("yes", "y", "on", "true", "ja"), "true"),
    **dict.fromkeys(("no", "n", "off", "false", "nej", "nein"), "false"),
}
_NUMBERS: Final = re.compile(r"v?([0-9]{1,6})(?:\.([0-9]{1,6}))?(?:\.([0-9]{1,6}))?", re.IGNORECASE)
_LOWEST: Final = {"minItems", "minLength", "minimum", "minProperties"}
_COUNTED: Final = {
    "Items": ("entry", "entries"),
    "Length": ("character", "characters"),
    "Properties": ("key", "keys"),
}


def wrong_type(setting: Setting, each: Mistaken) -> list[Problem]:
    """A text where a list belongs, nothing where something belongs, and the like."""
    x_type = str(each.schema.get("x-type", ""))
    value = each.instance
    if value is None:
        return [_nothing(setting, each)]
    if x_type in FORMS and x_type != "text" and isinstance(value, str | int | float):
        return form(setting, each)
    expected = FORMS[x_type][0] if x_type in FORMS else wanted(each.wanted)
    hint, remedy = _other_sort(setting, each)
    verb = "are" if expected.endswith(KEYS) else "is"
    return [
        setting.problem(
            codes.WRONG_TYPE,
            _place(setting, each),
            f"{expected[:1].upper()}{expected[1:]} {verb} expected here, {actual(value)}.",
            hint or (FORMS[x_type][1] if x_type in FORMS else ""),
            remedy=remedy,
        )
    ]


def _nothing(setting: Setting, each: Mistaken) -> Problem:
    name = str(each.pointer[-1]) if each.pointer else ""
    after = f"after {key(name + ':')}" if name and not name.isdigit() else "here"
    example = _example(setting, each)
    hint = (
        f"Write for example {example.removesuffix('.')}."
        if 0 < len(example) <= _LONGEST_EXAMPLE
        else "Write something."
    )
    return setting.problem(
        codes.WRONG_TYPE, _place(setting, each), f"Nothing stands {after}.", hint
    )


def _example(setting: Setting, each: Mistaken) -> str:
    known = setting.known_at(each.pointer[:-1]).get(str(each.pointer[-1])) if each.pointer else None
    examples = resolved(setting.schemas.by_name, known or {}).get("examples")
    return written(examples[0]) if isinstance(examples, list) and examples else ""


def _other_sort(setting: Setting, each: Mistaken) -> tuple[str, Remedy]:
    types = each.wanted if isinstance(each.wanted, list) else [each.wanted]
    value = each.instance
    plain = isinstance(value, bool | str | int | float)
    if types == ["array"]:
        return _as_list(setting, each) if plain else ("Write entries after hyphens.", Remedy())
    if "string" in types and isinstance(value, bool | int | float):
        return f'Put it in quotes: "{written(value)}".', quote(setting.document, each.pointer)
    if "string" in types and not plain:
        return (
            "Write plain words, in quotes if they hold a colon or begin with a bracket.",
            Remedy(),
        )
    if types == ["boolean"]:
        return _as_truth(setting, each)
    if types in (["integer"], ["number"]):
        return "Write a number, without quotes or a unit.", Remedy()
    return _as_keys(setting, each), Remedy()


def _as_truth(setting: Setting, each: Mistaken) -> tuple[str, Remedy]:
    truth = _TRUTHS.get(str(each.instance).strip().casefold(), "")
    if not truth:
        return "Write true or false, without quotes.", Remedy()
    return f"Write {truth}.", replace(setting.document, each.pointer, truth, safe=True)


def _as_keys(setting: Setting, each: Mistaken) -> str:
    name = str(each.pointer[-1]) if each.pointer else ""
    example = _example(setting, each)
    if example and len(example) <= _LONGEST_EXAMPLE and not name.isdigit():
        return f"Write keys with values under it, for example `{name}: {example}`."
    known = list(setting.known_at(each.pointer))[:_MOST_KEYS]
    below = f": {listed(known)}" if known else ""
    return f"Write keys with values under it{below}."


def _as_list(setting: Setting, each: Mistaken) -> tuple[str, Remedy]:
    entry = resolved(setting.schemas.by_name, each.schema.get("items"))
    one = written(_parts(each.instance, entry))
    if entry.get("type") == "object" or len(one) > _LONGEST_EXAMPLE:
        return "Write entries, each on a line of its own after a hyphen.", Remedy()
    return f"Write {one}.", make_list(setting.document, each.pointer)


def _parts(value: Json, entry: dict[str, Json]) -> list[Json]:
    """The entries a value stands for: of names parted by commas each its own."""
    if isinstance(value, str) and entry.get("x-type") not in {"text", "title"}:
        return [part.strip() for part in value.split(",")]
    return [value]


def form(setting: Setting, each: Mistaken) -> list[Problem]:
    """A value that is not written as its type asks."""
    x_type = str(each.schema.get("x-type", ""))
    noun, hint = FORMS.get(x_type, ("what belongs here", ""))
    message = f"{shown(each.instance)} is not {noun}."
    suggestion, safe = "", False
    slip = mistake(x_type, each.instance)
    if slip is not None and (slip.suggestion or not _wordy(each.instance)):
        message, suggestion, safe = slip.message, slip.suggestion, slip.safe
    elif x_type == "version":
        suggestion, safe = _version(setting, each), True
    elif x_type in _IDS and isinstance(each.instance, str):
        suggestion = ".".join(map(suggested_id, each.instance.split(".")))
        suggestion = "" if suggestion.startswith(".") or ".." in suggestion else suggestion
    if suggestion == each.instance:
        suggestion = ""
    if not str(each.instance).strip():
        message = "Nothing but spaces stands here."
    if suggestion and not safe:
        hint = f"Did you mean {suggestion}? {hint}"
    remedy = Remedy()
    if suggestion and not each.name:
        remedy = replace(setting.document, each.pointer, suggestion, safe=safe)
    return [setting.problem(codes.WRONG_FORM, _place(setting, each), message, hint, remedy=remedy)]


def _version(setting: Setting, each: Mistaken) -> str:
    """A version of one or two numbers with those that are left out, '' for anything else."""
    # What the file says: read as a number, 3.10 would be 3.1.
    span = setting.document.value_span(each.pointer)
    said = source(setting.document, span) if span is not None else ""
    found = _NUMBERS.fullmatch(said.strip("\"'"))
    return ".".join(str(int(part or "0")) for part in found.groups()) if found else ""


def _wordy(value: object) -> bool:
    """Whether a value is rather words than a number with a unit."""
    return isinstance(value, str) and not any(mark.isdigit() for mark in value)


def not_listed(setting: Setting, each: Mistaken) -> list[Problem]:
    """A value that is not one of those that may stand here."""
    allowed = each.wanted if isinstance(each.wanted, list) else [each.wanted]
    words = [written(one) for one in allowed]
    place = _place(setting, each)
    if each.instance is None:
        return [_nothing(setting, each)]
    given = shown(each.instance)
    if len(words) == 1:
        message = f"Only {words[0]} may stand here, this is {given}."
        return [setting.problem(codes.NOT_IN_LIST, place, message, f"Write {words[0]}.")]
    hint, remedy = "", Remedy()
    near = nearest(each.instance, words) if isinstance(each.instance, str) else ""
    if near:
        hint = f"Did you mean {near}?"
        remedy = (
            Remedy() if each.name else replace(setting.document, each.pointer, near, safe=False)
        )
    message = f"{given} is not one of {', '.join(words)}."
    return [setting.problem(codes.NOT_IN_LIST, place, message, hint, remedy=remedy)]


def reserved(setting: Setting, each: Mistaken) -> list[Problem]:
    """An id that means something else already."""
    return [
        setting.problem(
            codes.RESERVED_WORD,
            _place(setting, each),
            f"{shown(each.instance)} has a meaning of its own and cannot be an id.",
            "Choose another id, such as one of two words.",
        )
    ]


def said_twice(setting: Setting, each: Mistaken) -> list[Problem]:
    """A list that says the same twice."""
    seen: list[Any] = []
    for index, item in enumerate(each.instance):
        if item in seen:
            return [
                setting.problem(
                    codes.SAID_TWICE,
                    at_value(setting.document, (*each.pointer, index)),
                    f"{shown(item)} stands twice in this list.",
                    "Keep one of them.",
                )
            ]
        seen.append(item)
    return []


def amount(setting: Setting, each: Mistaken) -> list[Problem]:
    """Too few or too many entries, characters or keys, too small or too big a number."""
    name = key(str(each.pointer[-1])) if each.pointer else "This file"
    if each.name:
        name = key(each.name)
    low = each.keyword in _LOWEST
    bound = f"at {'least' if low else 'most'} {each.wanted}"
    words = next((both for end, both in _COUNTED.items() if each.keyword.endswith(end)), None)
    if words is None:
        message = f"{name} is {shown(each.instance)}; it may be {bound}."
        hint = f"Write {bound}."
    elif low and not each.instance:
        message = f"{name} is empty."
        hint = "Write something, or leave the key out."
    else:
        size = len(each.name or each.instance)
        counted = words[0] if size == 1 else words[1]
        needs = "it needs" if low else "it may have"
        message = f"{name} has {size} {counted}; {needs} {bound}."
        hint = "Add what is missing." if low else "Make it shorter."
    return [setting.problem(codes.WRONG_AMOUNT, _place(setting, each), message, hint)]


def _place(setting: Setting, each: Mistaken) -> Place:
    if each.name:
        return at_key(setting.document, (*each.pointer, each.name))
    return at_value(setting.document, each.pointer)
