"""What people do to policies, drawn: edits of a repository that stays valid."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Final, cast

from hypothesis import strategies as st
from tests.fuzzing.drawing import values
from tests.fuzzing.libraries import Data, joined_up, policies, policy_spot, translations
from tests.fuzzing.words import DURATIONS, REFERENCES, TEXTS

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
    return EDITS[edit](draw, made)


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
    """Words in another language, new or others."""
    name = _policy(draw, made)["id"]
    if f"policies/{name}.yaml" in made:
        made[f"policies/{name}.sv.yaml"] = draw(translations(name))
    return made


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


EDITS: Final[Mapping[str, Callable[[st.DrawFn, dict[str, Data]], dict[str, Data]]]] = {
    each.__name__: each
    for each in (
        add_or_remove_policy,
        add_statement,
        change_level,
        draft_next,
        redraw,
        remove_statement,
        rename_statement,
        reorder,
        reword,
        set_key,
        set_term,
        translate,
    )
}
