"""A new policy of an area: its starter, and what frameworks ask for that the starter does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set as AbstractSet

from policykit.gaps.pasted import Way
from policykit.gaps.roles import front_line
from policykit.gaps.skeleton import Wanted, areas_of, can_hold, whole
from policykit.library import read
from policykit.library.walk import walk
from policykit.model.document import Json
from policykit.model.policy_shape import LEVELS, POLICY
from policykit.starters.fitting import Fitted, fitted
from policykit.starters.ground import Ground
from policykit.starters.phrases import phrase
from policykit.starters.shipped import SOURCE, starter

_MARK = "decide: "
_HELPING = ("scripts", "scenarios", "faq")


def suggested(
    area: str,
    ground: Ground,
    policy_id: str,
    title: str,
    *,
    from_starter: bool,
    carried_out: AbstractSet[str] = frozenset(),
) -> Fitted:
    """A draft of a policy.

    Args:
        area: its area.
        ground: the organisation.
        policy_id: its id.
        title: its title, '' for that of the starter or the area.
        from_starter: whether to begin with the starter, where there is one that fits.
        carried_out: the requirements other policies carry out already.
    """
    shipped = starter(area) if from_starter else None
    begun = fitted(shipped, ground, policy_id, title) if shipped is not None else None
    if begun is None:
        begun = Fitted(_head(area, ground, policy_id, title), {}, {}, {})
    return _with_suggestions(begun, area, ground, carried_out)


def _head(area: str, ground: Ground, policy_id: str, title: str) -> dict[str, Json]:
    organisation = ground.around.organisation
    known = ground.around.areas[area]
    channels = [area] if area in organisation.channels else list(organisation.channels)
    scope: dict[str, Json] = {"channels": list(channels), "regions": list(organisation.regions)}
    data: dict[str, Json] = {
        "format": 1,
        "id": policy_id,
        "title": title
        or known.titles.get(ground.languages[0])
        or area.replace("-", " ").capitalize(),
        "areas": [area],
        "status": "draft",
        "version": "0.1.0",
        "owner": ground.owner,
        "audience": list(front_line(ground.around)),
        "scope": {key: each for key, each in scope.items() if each},
    }
    return {key: each for key, each in data.items() if each}


def _with_suggestions(
    begun: Fitted, area: str, ground: Ground, carried_out: AbstractSet[str]
) -> Fitted:
    data = dict(begun.data)
    taken = {each.id for each in walk(data, POLICY).items}
    said = carried_out | set(_cited(data))
    wanted = list(_wanted(area, ground, said))
    notes = dict(begun.notes)
    source = ground.languages[0]
    if wanted:
        draft = whole(
            wanted, area, ground.around, ground.law, taken, is_joined="statements" in data
        )
        for section, value in draft.sections.items():
            # A ladder is climbed from its first step: two of them do not make one.
            is_ladder = section == "escalation" and section in data
            joined = None if is_ladder else _joined(data.get(section), value)
            if joined is not None:
                data[section] = joined
        notes |= {
            way: f"{_MARK}{note[:1].lower()}{note[1:].rstrip(':')}"
            for way, note in draft.notes.items()
            if way[0] in draft.sections and _stands(data, way)
        }
        for _, each in read.items(draft.sections, "statements"):
            level = next((key for key in LEVELS if key in each), "")
            way = ("statements", read.text(each, "id"), level)
            if _stands(data, way):
                notes[way] = phrase("decide-rule", source)
    _tied(data)
    if "statements" not in data:
        data["statements"] = [{"id": "first-rule", "must": "Greet the customer."}]
        notes["statements", "first-rule", "must"] = phrase("decide-first", source)
    return Fitted(data, notes, begun.overlays, _wordless(data, begun, ground.languages))


def _joined(old: Json, new: Json) -> Json:
    """A section with what is suggested for it; None where it stays as it is."""
    if old is None:
        return new
    if isinstance(old, list) and isinstance(new, list) and _has_ids(old):
        return [*old, *new]
    if isinstance(old, dict) and isinstance(new, dict):
        return {**new, **old}
    return None


def _wordless(
    data: Mapping[str, Json], begun: Fitted, languages: tuple[str, ...]
) -> dict[str, int]:
    """How many texts have no words in each language: those suggested are in that of frameworks."""
    before = {each.address for each in walk(dict(begun.data), POLICY).texts}
    added = sum(each.address not in before for each in walk(dict(data), POLICY).texts)
    counts = {
        each: begun.wordless.get(each, 0) + (added if each.partition("-")[0] != SOURCE else 0)
        for each in languages
    }
    return {each: count for each, count in counts.items() if count}


def _tied(data: dict[str, Json]) -> None:
    """Lets courses that teach nothing yet teach the rules, and words that help none help the first."""
    rules: list[Json] = [read.text(each, "id") for _, each in read.items(data, "statements")]
    training = read.section(data, "training")
    modules: list[Json] = [
        {"teaches": list(rules), **each} for _, each in read.items(training, "modules")
    ]
    if modules:
        data["training"] = {**training, "modules": modules}
    for section in _HELPING if rules else ():
        if items := [each for _, each in read.items(data, section)]:
            data[section] = [
                {**each, "supports": each.get("supports", rules[:1])} for each in items
            ]


def _has_ids(items: list[Json]) -> bool:
    return all(isinstance(each, dict) and "id" in each for each in items)


def _stands(data: Mapping[str, Json], way: Way) -> bool:
    """Whether the place of a remark is in the policy."""
    value: Json = dict(data)
    for key in way:
        if isinstance(value, list):
            value = next(
                (each for each in value if isinstance(each, dict) and each.get("id") == key), None
            )
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value is not None


def _cited(data: Mapping[str, Json]) -> Iterator[str]:
    """The requirements that items of a policy carry out."""
    for _, each in read.items(data, "statements"):
        yield from (*read.names(each, "law"), *read.names(each, "covers"))
    for term in read.section(data, "terms").values():
        if isinstance(term, dict):
            yield from read.names(term, "law")


def _wanted(area: str, ground: Ground, said: AbstractSet[str]) -> Iterator[Wanted]:
    """The requirements of an area nothing carries out yet, which this area alone can meet."""
    for framework in ground.around.frameworks.values():
        for each in framework.requirements:
            name = f"{framework.id}.{each.id}"
            if (
                each.area == area
                and name in ground.asked
                and name not in said
                and said.isdisjoint(each.implements)
                and areas_of(each, ground.around) == {area}
                and any(can_hold(need, ground.around) for need in each.needs)
            ):
                yield Wanted(each, ground.asked[name])
