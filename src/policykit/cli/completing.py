"""What a shell offers behind a command when somebody presses Tab.

A shell asks by starting the program with a variable in its environment. It gets names and
nothing else: whatever is broken, there is no message, and nothing is written.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

ASKED: Final = "_POLICYKIT_COMPLETE"
"""Says what a shell asks for, such as `complete_bash`."""

_WORDS: Final = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")

_KINDS: Final[Mapping[str, str]] = {
    "area": "area",
    "audience": "role",
    "brands": "brand",
    "channels": "channel",
    "framework": "framework",
    "handbook": "handbook",
    "handbooks": "handbook",
    "locale": "locale",
    "locales": "locale",
    "notice": "role",
    "owner": "role",
    "policies": "policy",
    "policy": "policy",
    "region": "region",
    "regions": "region",
    "role": "role",
    "old": "item",
    "new": "item",
    "against": "revision",
    "at": "revision",
    "base": "revision",
    "ratchet": "revision",
    "since": "revision",
    "until": "revision",
    "what": "named",
    "select": "rule",
    "extend_select": "rule",
    "ignore": "rule",
    "code": "explained",
}
"""The kind of names a parameter takes, by its own name."""

_KINDS_HERE: Final[Mapping[tuple[str, str], str]] = {
    ("blame", "name"): "item",
    ("history", "name"): "item",
    ("show", "name"): "item",
    ("schema", "name"): "schema",
    ("templates", "name"): "template",
    ("translate", "addresses"): "item",
    ("record", "words"): "policy",
    ("review", "words"): "policy",
    ("approve", "by"): "",
    ("assess", "by"): "",
    ("record", "by"): "",
    ("review", "by"): "",
    ("diff", "by"): "role",
    ("gaps", "by"): "",
    ("init", "channels"): "",
    ("init", "owner"): "",
}
"""The same where it is another one for a command; '' for none."""

_REPORTS: Final[Mapping[str, str]] = {
    "approve": "approvals",
    "blame": "blame",
    "calendar": "agenda",
    "changelog": "changelog",
    "diff": "changes",
    "doctor": "checkup",
    "gaps": "coverage",
    "history": "history",
    "import": "imports",
    "lint": "findings",
    "notify": "notice",
    "remarks": "remarks",
    "review": "reviews",
    "show": "showing",
    "translate": "translations",
}
"""What a command reports, for the formats there are of it."""

_WORDS_OF: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("", "color"): ("auto", "always", "never"),
    ("", "how"): ("text", "json"),
    ("lint", "fail_level"): ("error", "warning", "info"),
    ("diff", "fail_on"): ("worse", "floor", "any"),
    ("gaps", "fail_on"): ("missing", "partial"),
    ("gaps", "trend"): ("tags", "months", "commits"),
    ("approve", "fail_on"): ("missing", "void", "unsigned"),
    ("approve", "export"): ("codeowners", "branch-rules"),
    ("translate", "export"): ("xliff", "po"),
    ("remarks", "export"): ("github", "gitlab", "forgejo"),
    ("init", "size"): ("small", "chain"),
    ("init", "hosting"): ("github", "gitlab", "forgejo", "none"),
    ("new", "begins_from"): ("starter", "blank"),
    ("templates", "action"): ("list", "show", "eject"),
}
"""The words of a closed list: for one command, or '' for all."""


_LISTED: Final = frozenset({("init", "countries"), ("init", "languages"), ("init", "channels")})
"""Options that take a list with commas, of names nobody has declared yet."""


def is_asked(environment: Mapping[str, str]) -> bool:
    """Whether a shell asks what could be typed next."""
    return ASKED in environment


def get_ready() -> None:
    """Let the library know how each shell asks and wants to be answered."""
    from typer._completion_classes import completion_init

    completion_init()


def command_asked(environment: Mapping[str, str], known: Sequence[str]) -> str:
    """The command behind which somebody presses Tab; '' while it is being typed itself."""
    line = next((environment[name] for name in _WORDS if environment.get(name)), "")
    words = line.split()
    is_typed = len(words) > 2 or (len(words) == 2 and line[-1:].isspace())  # noqa: PLR2004 - program, command
    return words[1] if is_typed and words[1] in known else ""


def offered(command: str, parameter: str) -> Callable[[Any, Any, str], list[Any]]:
    """What gives a shell the names a parameter of a command can have."""

    def complete(context: Any, _: object, typed: str) -> list[Any]:  # noqa: ANN401 - of typer
        from typer._click.shell_completion import CompletionItem

        try:
            found = _names(command, parameter, context.params.get("root"), typed)
        except Exception:  # noqa: BLE001 - what is broken is told when the command is run
            found = []
        return [CompletionItem(name, help=said or None) for name, said in found]

    return complete


def _names(command: str, parameter: str, root: object, typed: str) -> list[tuple[str, str]]:
    if (command, parameter) in _LISTED:
        return _in_a_list(parameter, typed)
    words = _WORDS_OF.get((command, parameter)) or _WORDS_OF.get(("", parameter))
    if parameter in {"formats", "reports"}:
        words = _formats(command, parameter)
    if words:
        return [(word, "") for word in words if word.startswith(typed)]
    if (command, parameter) == ("calendar", "kind"):
        from policykit.model.agenda import OccasionKind

        return [(each.value, "") for each in OccasionKind if each.value.startswith(typed)]
    kind = _KINDS_HERE.get((command, parameter), _KINDS.get(parameter, ""))
    if not kind:
        return []
    from policykit.completing import names

    return list(names(kind, _root(root), typed))


def _in_a_list(parameter: str, typed: str) -> list[tuple[str, str]]:
    """Words for the last place of a list with commas, with what stands before it."""
    from policykit.locale.territories import countries, language_name
    from policykit.starters.company import CALLED, CHANNELS
    from policykit.starters.phrases import LANGUAGES

    before, comma, last = typed.rpartition(",")
    found: dict[str, str] = {}
    if parameter == "countries":
        known = countries("en")
        found = {code: name for code, name in known.items() if code.startswith(last.upper())}
        if last[1:] and last.upper() not in known:
            # A name that is one word can be typed on; codes stand for the others.
            found |= {
                name: code
                for code, name in known.items()
                if name.isalpha() and name.casefold().startswith(last.casefold())
            }
    elif parameter == "languages":
        found = {each: language_name(each, "en") for each in LANGUAGES if each.startswith(last)}
    else:
        called = (CALLED.get(each, each) for each in CHANNELS)
        found = {each: "" for each in called if each.startswith(last)}
    return [(f"{before}{comma}{word}", said) for word, said in found.items()]


def _formats(command: str, parameter: str) -> tuple[str, ...]:
    if (command, parameter) == ("render", "formats"):
        import pkgutil

        from policykit.handbook import formats as folder

        return tuple(sorted(each.name for each in pkgutil.iter_modules(folder.__path__)))
    from policykit.report.formats import formats

    return formats(_REPORTS.get(command, "findings"))


def _root(given: object) -> Path | None:
    from policykit.cli.options import root_if_any

    return root_if_any(Path(os.fspath(given)) if isinstance(given, (str, Path)) else None)
