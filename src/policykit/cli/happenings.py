"""What `policykit record` is asked to note: words and options made into one happening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from policykit.model.errors import PolicykitError
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.noting import Happening

ADD: Final = "add"
ANSWER: Final = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The options that say what happened, by name; '' or none where one was left out."""

    words: Mapping[str, str]
    changed: tuple[str, ...] = ()
    count: int = 0
    coming: bool = False
    again: bool = False

    def named(self) -> tuple[str, ...]:
        """The options that were given."""
        flags = (
            ("--changed", self.changed),
            ("--count", self.count),
            ("--next", self.coming),
            ("--again", self.again),
        )
        return (
            *(name for name, value in self.words.items() if value),
            *(name for name, value in flags if value),
        )


@dataclass(frozen=True, slots=True)
class _Form:
    """What one kind of note needs and takes, and how it reads."""

    needs: tuple[str, ...]
    takes: tuple[str, ...]
    example: str


_FORMS: Final = {
    "consulted": _Form(
        ("--role",),
        ("--count", "--via", "--outcome"),
        'policykit record add consulted returns --role store-associate --count 6 --outcome "…"',
    ),
    "evidence": _Form(
        ("--found",),
        ("--source", "--changed", "--id"),
        'policykit record add evidence returns --found "…" --source csat-return',
    ),
    "comment": _Form(
        ("--says", "--role"),
        ("--item", "--by", "--id"),
        'policykit record add comment returns --role store-associate --item no-receipt --says "…"',
    ),
    "drafted": _Form(("--by",), ("--next",), "policykit record add drafted returns --by a-21"),
    "law-checked": _Form(
        ("--by",), (), "policykit record add law-checked returns --by compliance-officer"
    ),
    ANSWER: _Form(
        ("--outcome", "--answer", "--by"),
        ("--changed", "--again"),
        'policykit record answer returns co-3 --outcome taken --answer "…" --by a-21',
    ),
}


def asks_to_note(words: Sequence[str]) -> bool:
    """Whether the words say that something is to be noted, not reported."""
    return bool(words) and words[0] in {ADD, ANSWER}


def happening(words: Sequence[str], given: Given) -> tuple[str, Happening]:
    """The policy, and what happened to it.

    Raises:
        PolicykitError: a word or an option is missing, unknown, or of another kind of note.
    """
    from policykit import noting

    kind = _kind(words)
    form = _FORMS[kind]
    rest = words[1:] if kind == ANSWER else words[2:]
    _demand_words(rest, kind, form)
    _demand_options(given, kind, form)
    said = given.words
    match kind:
        case "consulted":
            return rest[0], noting.Consulted(
                role=said["--role"],
                count=given.count,
                via=said["--via"],
                outcome=said["--outcome"],
            )
        case "evidence":
            return rest[0], noting.Learnt(
                found=said["--found"],
                source=said["--source"],
                changed=given.changed,
                id=said["--id"],
            )
        case "comment":
            return rest[0], noting.Said(
                says=said["--says"],
                role=said["--role"],
                item=said["--item"],
                by=said["--by"],
                id=said["--id"],
            )
        case "drafted":
            return rest[0], noting.Drafted(by=said["--by"], coming=given.coming)
        case "law-checked":
            return rest[0], noting.LawChecked(by=said["--by"])
        case _:
            return rest[0], noting.Answered(
                comment=rest[1],
                outcome=said["--outcome"],
                answer=said["--answer"],
                by=said["--by"],
                changed=given.changed,
                again=given.again,
            )


def demand_none(given: Given) -> None:
    """Demand that nothing says what happened, where a report is asked for.

    Raises:
        PolicykitError: something does.
    """
    named = given.named()
    if named:
        raise PolicykitError(
            "nothing-to-note",
            f"{' and '.join(named)} {'says' if len(named) == 1 else 'say'} what happened, and "
            "nothing says that it is to be noted.",
            hint="Write `add` and the kind of note before the policy, as in "
            f"`{_FORMS['consulted'].example}`.",
        )


def _kind(words: Sequence[str]) -> str:
    if words[0] == ANSWER:
        return ANSWER
    kinds = [name for name in _FORMS if name != ANSWER]
    named = words[1] if len(words) > 1 else ""
    if named in kinds:
        return named
    near = get_close_matches(named, kinds, 1)
    raise PolicykitError(
        "unknown-note",
        f"There is no note called {named[:120]}." if named else "Nothing says what is to be noted.",
        context="policykit record add",
        hint=f"Did you mean {near[0]}?" if near else f"Use one of {', '.join(kinds)}.",
    )


def _demand_words(rest: Sequence[str], kind: str, form: _Form) -> None:
    wanted = ("POLICY", "COMMENT") if kind == ANSWER else ("POLICY",)
    if len(rest) != len(wanted):
        missing = ", ".join(wanted[len(rest) :])
        raise PolicykitError(
            "note-of-nothing",
            f"This notes one thing at a time, and names {' and '.join(wanted)}.",
            context=f"missing: {missing}"
            if missing
            else f"too many: {' '.join(rest[len(wanted) :])[:120]}",
            hint=f"As in `{form.example}`.",
        )


def _demand_options(given: Given, kind: str, form: _Form) -> None:
    named = given.named()
    missing = [name for name in form.needs if name not in named]
    if missing:
        raise PolicykitError(
            "note-incomplete",
            f"A note of this kind needs {' and '.join(missing)}.",
            context=kind,
            hint=f"As in `{form.example}`.",
        )
    odd = [name for name in named if name not in {*form.needs, *form.takes}]
    if odd:
        takes = ", ".join((*form.needs, *form.takes))
        raise PolicykitError(
            "note-takes-no-such-thing",
            f"{' and '.join(odd)} {'belongs' if len(odd) == 1 else 'belong'} to another kind of "
            "note.",
            context=kind,
            hint=f"This one takes {takes} and --on.",
        )
