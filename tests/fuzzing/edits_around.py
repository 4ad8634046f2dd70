"""What people do to the organisation and to frameworks, drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, cast

from hypothesis import strategies as st
from tests.fuzzing.drawing import Spot, values
from tests.fuzzing.libraries import (
    FRAMEWORKS,
    MEASURES_PATH,
    ORGANISATION_PATH,
    Data,
    framework_spot,
    frameworks,
    measures,
    organisation_spot,
    organisation_words,
)
from tests.fuzzing.words import REFERENCES, TEXTS, TYPED

from policykit.model.organisation_shape import ORGANISATION
from policykit.model.shape import Named

WORDS_PATH: Final = "policies/organisation.sv.yaml"
OWN_FRAMEWORK: Final = "shop-own"
_DECLARED: Final = sorted(key for key, shape in ORGANISATION.items() if isinstance(shape, Named))
_COMING_REGION: Final = "FI"


def framework_path(name: str) -> str:
    """The file of a framework."""
    return f"schemas/frameworks/{name}.yaml"


def _section(draw: st.DrawFn, made: dict[str, Data]) -> tuple[Data, str, Spot]:
    """The things of one kind that the organisation names, the kind, and what may stand there."""
    key = draw(st.sampled_from(_DECLARED))
    return made[ORGANISATION_PATH][key], key, organisation_spot().at(key)


def declare(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """The organisation names one thing more: a role, a brand, a word of the glossary."""
    things, key, spot = _section(draw, made)
    name = _COMING_REGION if key == "regions" else f"added-{len(things)}"
    things[name] = draw(values(spot.at(name)))
    return made


def undeclare(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """The organisation names one thing less; one of each kind stays."""
    things, _, _ = _section(draw, made)
    if len(things) > 1:
        del things[draw(st.sampled_from(sorted(things)))]
    return made


def call_otherwise(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A thing of the organisation under another name; nothing keeps the one it had."""
    things, key, _ = _section(draw, made)
    name = draw(st.sampled_from(sorted(things)))
    now = _COMING_REGION if key == "regions" else f"now-{name}"[:60]
    made[ORGANISATION_PATH][key] = {now if it == name else it: each for it, each in things.items()}
    return made


def redeclare(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Something else is said of a thing of the organisation."""
    things, _, spot = _section(draw, made)
    name = draw(st.sampled_from(sorted(things)))
    things[name] = draw(values(spot.at(name)))
    return made


def redraw_organisation(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Another section of the organisation, or one less."""
    spot = organisation_spot()
    others = sorted({*spot.schema["properties"]} - {"format", "name", "time_zone", *_DECLARED})
    key = draw(st.sampled_from(others))
    if draw(st.booleans()):
        made[ORGANISATION_PATH].pop(key, None)
    else:
        made[ORGANISATION_PATH][key] = draw(values(spot.at(key)))
    return made


def open_hours(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Other hours of a channel in a region, or nothing to say of it, or the channel closes there."""
    channels = made[ORGANISATION_PATH]["channels"]
    regions = channels[draw(st.sampled_from(sorted(channels)))].setdefault("regions", {})
    region = draw(st.sampled_from(REFERENCES["region"]))
    said = draw(st.sampled_from((*({"hours": each} for each in TYPED["hours"]), {}, None)))
    if said is not None:
        regions[region] = said
    elif len(regions) > 1:
        regions.pop(region, None)
    if not regions:
        regions[region] = {}
    return made


def translate_organisation(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Words of the organisation in another language, new, others, or gone."""
    if WORDS_PATH in made and draw(st.integers(0, 3)) == 0:
        del made[WORDS_PATH]
        return made
    words = draw(organisation_words())
    roles = made[ORGANISATION_PATH]["roles"]
    told = draw(st.dictionaries(st.sampled_from(sorted(roles)), st.sampled_from(TEXTS), min_size=1))
    made[WORDS_PATH] = {**words, "roles": {name: {"title": each} for name, each in told.items()}}
    return made


def _framework(draw: st.DrawFn, made: dict[str, Data]) -> Data:
    known = [name for name in (*FRAMEWORKS, OWN_FRAMEWORK) if framework_path(name) in made]
    return made[framework_path(draw(st.sampled_from(known)))]


def _requirement(draw: st.DrawFn, made: dict[str, Data]) -> tuple[Data, int]:
    framework = _framework(draw, made)
    return framework, draw(st.integers(0, len(framework["requirements"]) - 1))


def redraw_requirement(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Something else is asked for by a requirement."""
    framework, number = _requirement(draw, made)
    old = framework["requirements"][number]
    new = cast("Data", draw(values(framework_spot().at("requirements").inside())))
    kept = {key: each for key, each in new.items() if key not in {"implements", "former_ids"}}
    known = {key: old[key] for key in ("id", "former_ids") if key in old}
    framework["requirements"][number] = {**kept, **known}
    return made


def reword_requirement(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A requirement in other words."""
    framework, number = _requirement(draw, made)
    framework["requirements"][number]["requirement"] = draw(st.sampled_from(TEXTS))
    return made


def add_requirement(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A framework asks for one thing more."""
    framework = _framework(draw, made)
    known = {each["id"] for each in framework["requirements"]}
    name = next(f"asked-{number}" for number in range(99) if f"asked-{number}" not in known)
    new = cast("Data", draw(values(framework_spot().at("requirements").inside())))
    kept = {key: each for key, each in new.items() if key not in {"implements", "former_ids"}}
    framework["requirements"].append({**kept, "id": name})
    return made


def remove_requirement(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A framework asks for one thing less; one stays."""
    framework, number = _requirement(draw, made)
    if len(framework["requirements"]) > 1:
        del framework["requirements"][number]
    return made


def rename_requirement(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A requirement has another id, and the old one is remembered."""
    framework, number = _requirement(draw, made)
    requirement = framework["requirements"][number]
    old = requirement["id"]
    if not old.startswith("renamed-"):
        requirement["id"] = f"renamed-{old}"
        requirement["former_ids"] = [*requirement.get("former_ids", ()), old]
    return made


def redraw_framework(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Something else is said of a framework."""
    framework = _framework(draw, made)
    spot = framework_spot()
    fixed = {"format", "framework", "requirements", "extends", "jurisdiction"}
    key = draw(st.sampled_from(sorted({*spot.schema["properties"]} - fixed)))
    framework[key] = draw(values(spot.at(key)))
    return made


def add_or_remove_framework(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A framework of one's own more or less."""
    path = framework_path(OWN_FRAMEWORK)
    if made.pop(path, None) is None:
        made[path] = draw(frameworks(OWN_FRAMEWORK))
    return made


def add_or_remove_measures(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:  # noqa: ARG001 - as edits are called
    """What is measured is said in a file, or the file is gone."""
    if made.pop(MEASURES_PATH, None) is None:
        made[MEASURES_PATH] = measures()
    return made


EDITS: Final[Mapping[str, Callable[[st.DrawFn, dict[str, Data]], dict[str, Data]]]] = {
    each.__name__: each
    for each in (
        add_or_remove_framework,
        add_or_remove_measures,
        add_requirement,
        call_otherwise,
        declare,
        open_hours,
        redeclare,
        redraw_framework,
        redraw_organisation,
        redraw_requirement,
        remove_requirement,
        rename_requirement,
        reword_requirement,
        translate_organisation,
        undeclare,
    )
}
