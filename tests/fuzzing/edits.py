"""What people do to policies, drawn: edits of a repository that stays valid."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Final, cast

from hypothesis import event, strategies as st
from tests.fuzzing import edits_around
from tests.fuzzing.drawing import values
from tests.fuzzing.libraries import Data, joined_up, policies, policy_spot, translations
from tests.fuzzing.words import DURATIONS, REFERENCES, TERMS, TEXTS, TYPED

LEVELS: Final = ("must", "must_not", "should", "should_not")
_SET: Final[Mapping[str, tuple[object, ...]]] = {
    "status": ("draft", "in-review", "approved", "active"),
    "version": ("1.0.0", "1.1.0", "2.0.0"),
    "effective": ("2026-01-01", "2026-07-01", "2027-06-15"),
    "scope": ({"regions": ["SE"]}, {"regions": ["DE", "GB"]}, {"channels": ["phone"]}),
    "owner": REFERENCES["role"],
}


def policy_paths(library: Mapping[str, Data]) -> list[str]:
    """The files of policies, coming ones among them."""
    return sorted(path for path, data in library.items() if "id" in data)


@st.composite
def edited(draw: st.DrawFn, library: Mapping[str, Data]) -> dict[str, Data]:
    """A repository after one edit; it may be one that changes nothing."""
    made = copy.deepcopy(dict(library))
    edit = draw(st.sampled_from(sorted(EDITS)))
    made = EDITS[edit](draw, made)
    event(edit)
    return made


def _policy(draw: st.DrawFn, made: dict[str, Data]) -> Data:
    return made[draw(st.sampled_from(policy_paths(made)))]


def _statement(draw: st.DrawFn, policy: Data) -> Data:
    return cast("Data", draw(st.sampled_from(policy["statements"])))


def _level(statement: Data) -> str:
    return next(key for key in (*LEVELS, "may") if key in statement)


def set_term(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Give a term another length of time; where it is none, or there is none, a new one."""
    terms = _policy(draw, made).setdefault("terms", {})
    name = draw(st.sampled_from(("term-one", "term-two")))
    kind = next((key for key in ("deadline", "window") if key in terms.get(name, ())), "")
    terms[name] = {
        **(terms[name] if kind else {}),
        kind or "deadline": draw(st.sampled_from(DURATIONS)),
    }
    return made


def reword(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Say a duty in other words."""
    policy = _policy(draw, made)
    statement = _statement(draw, policy)
    statement[_level(statement)] = draw(st.sampled_from(TEXTS))
    policy.update(joined_up(policy))
    return made


def change_level(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Make a duty bind more or less."""
    statement = _statement(draw, _policy(draw, made))
    old = _level(statement)
    if old != "may":
        statement[draw(st.sampled_from(LEVELS))] = statement.pop(old)
    return made


def add_statement(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """One more duty, first or last."""
    policy = _policy(draw, made)
    known = {each["id"] for each in policy["statements"]}
    name = next(f"added-{number}" for number in range(99) if f"added-{number}" not in known)
    new = {
        "id": name,
        "must": f"Do it {name} in one go and tell the customer.",
        "public": draw(st.booleans()),
    }
    policy["statements"].insert(draw(st.sampled_from((0, len(known)))), new)
    return made


def remove_statement(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """One duty less; the last one stays."""
    policy = _policy(draw, made)
    if len(policy["statements"]) > 1:
        policy["statements"].remove(_statement(draw, policy))
        policy.update(joined_up(policy))
    return made


def reorder(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Duties in another order."""
    policy = _policy(draw, made)
    policy["statements"] = draw(st.permutations(policy["statements"]))
    return made


def rename_statement(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Another id, and the old one remembered."""
    policy = _policy(draw, made)
    statement = _statement(draw, policy)
    old = statement["id"]
    if not old.startswith("renamed-"):
        statement["id"] = f"renamed-{old}"
        statement["former_ids"] = [*statement.get("former_ids", ()), old]
        policy.update(joined_up(policy))
    return made


def set_key(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Another status, version, day, scope or owner."""
    key = draw(st.sampled_from(sorted(_SET)))
    _policy(draw, made)[key] = draw(st.sampled_from(_SET[key]))
    return made


def redraw(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Another section, whatever the schema has a place for."""
    policy = _policy(draw, made)
    spot = policy_spot()
    fixed = {"format", "id", "former_ids", "statements", "related", "replaced_by"}
    key = draw(st.sampled_from([each for each in spot.schema["properties"] if each not in fixed]))
    policy[key] = draw(values(spot.at(key)))
    policy.update(joined_up(policy))
    return made


def translate(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Words in another language, new or others, or gone; those of a coming version, too."""
    path, name = _words_path(draw, made)
    if path in made and draw(st.integers(0, 3)) == 0:
        del made[path]
    else:
        made[path] = draw(translations(name))
    return made


def word(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Other words for one duty in another language, the first ones, or none any more."""
    path, name = _words_path(draw, made)
    words = made.setdefault(path, {"translates": name, "locale": "sv", "title": name})
    statement = _statement(draw, made[path.replace(".sv.", ".")])["id"]
    told = draw(st.sampled_from((*TEXTS, "")))
    known = words.setdefault("statements", {})
    if told:
        known[statement] = told
        if draw(st.booleans()):
            stamps = words.setdefault("translated_from", {})
            stamps[f"statements.{statement}"] = draw(st.sampled_from(TYPED["digest"]))
    else:
        known.pop(statement, None)
    if not known:
        del words["statements"]
    return made


def _words_path(draw: st.DrawFn, made: dict[str, Data]) -> tuple[str, str]:
    path = draw(st.sampled_from(policy_paths(made)))
    return path.replace(".yaml", ".sv.yaml"), made[path]["id"]


def draft_next(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A coming version beside a policy."""
    name = _policy(draw, made)["id"]
    made[f"policies/{name}.next.yaml"] = draw(policies(name))
    return made


def add_or_remove_policy(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A policy more or less, with all its files; one stays."""
    name = draw(st.sampled_from(REFERENCES["policy"][1:]))
    mine = [path for path in made if path.startswith(f"policies/{name}.")]
    for path in mine:
        del made[path]
    if not mine:
        made[f"policies/{name}.yaml"] = draw(policies(name))
    return made


def rename_policy(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """Another id and other files, the old id remembered or, by mistake, not."""
    old = _policy(draw, made)["id"]
    new = f"now-{old}"
    if old.startswith("now-") or any(path.startswith(f"policies/{new}.") for path in made):
        return made
    is_remembered = draw(st.integers(0, 4)) > 0
    for path in [each for each in made if each.startswith(f"policies/{old}.")]:
        data = made.pop(path)
        if "translates" in data:
            data["translates"] = new
        else:
            data["id"] = new
            if is_remembered:
                data["former_ids"] = [*data.get("former_ids", ()), old]
        made[path.replace(f"/{old}.", f"/{new}.")] = data
    for path in policy_paths(made):
        if old in made[path].get("related", ()):
            made[path]["related"] = [new if each == old else each for each in made[path]["related"]]
    return made


def relate(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A policy names another one."""
    one, other = _policy(draw, made), _policy(draw, made)
    if one["id"] != other["id"]:
        one["related"] = [other["id"]]
        item = _statement(draw, other)["id"]
        statement = _statement(draw, one)
        statement[_level(statement)] = f"See [how it is done]({other['id']}.{item})."
    return made


def move_statement(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A duty stands in another policy."""
    one, other = _policy(draw, made), _policy(draw, made)
    there = {each["id"] for each in other["statements"]}
    statement = _statement(draw, one)
    if one["id"] != other["id"] and len(one["statements"]) > 1 and statement["id"] not in there:
        one["statements"].remove(statement)
        other["statements"].append(statement)
        one.update(joined_up(one))
        other.update(joined_up(other))
    return made


def move_term(draw: st.DrawFn, made: dict[str, Data]) -> dict[str, Data]:
    """A promise stands in another policy."""
    one, other = _policy(draw, made), _policy(draw, made)
    name = draw(st.sampled_from(TERMS))
    there = other.setdefault("terms", {"term-three": {"deadline": "1 month"}})
    if one["id"] != other["id"] and len(one.get("terms", ())) > 1 and name in one["terms"]:
        there.setdefault(name, one["terms"].pop(name))
        one.update(joined_up(one))
        other.update(joined_up(other))
    return made


EDITS: Final[Mapping[str, Callable[[st.DrawFn, dict[str, Data]], dict[str, Data]]]] = {
    **edits_around.EDITS,
    **{
        each.__name__: each
        for each in (
            add_or_remove_policy,
            add_statement,
            change_level,
            draft_next,
            move_statement,
            move_term,
            redraw,
            relate,
            remove_statement,
            rename_policy,
            rename_statement,
            reorder,
            reword,
            set_key,
            set_term,
            translate,
            word,
        )
    },
}
