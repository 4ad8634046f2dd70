"""Policies as they are, with what approvals and reviews are bound to, and stamps of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import category

from policykit.library.catalogue import FOLDER_IN_THE_WAY
from policykit.library.files import SETTINGS_PATH, FileKind, file_name
from policykit.model.document import Json
from policykit.model.errors import PolicykitError, SettingsError, SourceError
from policykit.model.facts import Facts
from policykit.model.finding import Problem
from policykit.model.unread import Unread
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.library.load import Surrounded
    from policykit.model.organisation import Organisation
    from policykit.model.surroundings import Surroundings

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""

_UNREAD: Final = ("YML", "SCH", "FIL")
"""The codes of what keeps a file from being read as it was meant."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Every policy of a repository by id, and what they stand in.

    `former` are the policies that had another id, by it. `oldest_name` is what digests need to
    know of other policies, `problems` what keeps files from being read, by path; `files` are those
    of each policy but its record, `unread` those with a mistake, records among them. `unsettled`
    are mistakes in what the settings say of approvals, each with its line.
    """

    facts: Mapping[str, Facts]
    former: Mapping[str, Facts]
    around: Surroundings
    oldest_name: Callable[[str], str]
    problems: Mapping[str, Problem]
    files: Mapping[str, tuple[str, ...]]
    unread: tuple[Unread, ...] = ()
    unsettled: tuple[tuple[Problem, str], ...] = ()

    def demand_settled(self) -> None:
        """Demand that it is known who must approve: else nobody would be missed.

        Raises:
            SettingsError: the settings cannot be read there.
        """
        for problem, place in self.unsettled:
            raise SettingsError(
                "unsound-settings",
                problem.message,
                context=place,
                hint=problem.hint or f"`policykit lint {SETTINGS_PATH}` tells more.",
            )

    def digests(self, facts: Facts) -> dict[str, str]:
        """The rules digests of a text by locale."""
        from policykit.library.digests import rules_digests

        return rules_digests(facts, self.oldest_name)

    def versions(self) -> Iterator[tuple[str, Facts, bool]]:
        """Every text by the id of its policy, and whether it is the coming one beside one of today.

        Sorted by id. A text itself may say no id, or another one.
        """
        for policy, facts in sorted(self.facts.items()):
            yield policy, facts, False
            if facts.coming is not None:
                yield policy, facts.coming, True

    def is_unread(self, policy: str, text: Facts) -> bool:
        """Whether a file of this version of a policy, or its record, has a mistake."""
        coming = file_name(text.path).coming
        mistaken = {each.path for each in self.unread if each.policy == policy}
        return any(
            file_name(path).coming is coming or file_name(path).kind is FileKind.RECORD
            for path in mistaken
        )

    def named(self, policy: str, *, coming: bool = False) -> Facts:
        """The text of a policy, demanded to be readable.

        Raises:
            SourceError: there is no such policy or text, or it cannot be read.
        """
        facts = self.facts.get(policy)
        if facts is None:
            renamed = next((it.id for it in self.facts.values() if policy in it.former_ids), "")
            near = renamed or " or ".join(get_close_matches(policy, sorted(self.facts)))
            raise SourceError(
                "unknown-policy",
                "There is no policy of this name.",
                context=policy[:120],
                hint=f"Did you mean {near}?"
                if near
                else "Name a policy by its id, as in its file name.",
            )
        text = facts
        if coming and not file_name(facts.path).coming:
            if facts.coming is None:
                raise SourceError(
                    "no-coming-text",
                    f"{policy} has no coming text.",
                    context=facts.path,
                    hint=f"Write it in {policy}.next.yaml, or leave out --next.",
                )
            text = facts.coming
        self._demand_read(policy, coming=file_name(text.path).coming)
        return text

    def _demand_read(self, policy: str, *, coming: bool) -> None:
        # A link in place of the text of today makes the coming one look like the only one.
        obstacles = tuple(
            path
            for path, each in self.problems.items()
            if each.code == FOLDER_IN_THE_WAY and file_name(path).id == policy
        )
        for path in (*obstacles, *self.files.get(policy, ())):
            problem = self.problems.get(path)
            if problem is None or (path not in obstacles and file_name(path).coming is not coming):
                continue
            raise SourceError(
                "unreadable-policy",
                f"This text cannot be read as it was meant, so nobody can stamp it: "
                f"{problem.message}",
                context=path,
                hint="Mend it first: `policykit lint` says where.",
            )


def texts(root: Path, at: str = "") -> Texts:
    """Every policy of a repository, as its files are now or were at a revision.

    Raises:
        SourceError: the files or the revision cannot be read.
    """
    from policykit.library.demanded import demand_surroundings, policy_obstacles
    from policykit.library.digests import oldest_names
    from policykit.library.facts import facts as facts_of
    from policykit.opening import listed_at, surrounded

    found: dict[str, Facts] = {}
    former: dict[str, Facts] = {}
    problems: dict[str, Problem] = {}
    files: dict[str, tuple[str, ...]] = {}
    unread: list[Unread] = []
    with listed_at(root, at) as (survey, loader):
        standing = surrounded(loader, survey, frameworks=False, checked=SETTINGS_PATH)
        if not at:
            demand_surroundings(survey, standing)
            for (_, name), problem in policy_obstacles(survey):
                problems[problem.place.path] = problem
                unread.append(Unread(name, problem.place.path, problem.message))
        around = standing.surroundings
        unsettled = tuple(_unsettled(standing))
        source = around.settings.locales.source
        for (_, name), group in survey.bundles.items():
            reading = loader.bundle(name, group)
            told = facts_of(reading.bundle, source)
            mistaken = mistakes(reading.problems)
            problems |= mistaken
            id_ = (told.id if told is not None else "") or name
            unread += [Unread(id_, path, each.message) for path, each in sorted(mistaken.items())]
            if told is None:
                continue
            found.setdefault(told.id or name, told)
            former.update(dict.fromkeys(told.former_ids, told))
            files[told.id or name] = tuple(
                each.entry.path for each in group if each.name.kind is not FileKind.RECORD
            )
    return Texts(
        found,
        former,
        around,
        oldest_names(found, former),
        problems,
        files,
        tuple(sorted(unread, key=lambda each: each.path)),
        unsettled,
    )


def mistakes(problems: Iterable[Problem]) -> dict[str, Problem]:
    """The first problem of each file that keeps it from being read as it was meant, by path."""
    found: dict[str, Problem] = {}
    for each in problems:
        if each.code.startswith(_UNREAD):
            found.setdefault(each.place.path, each)
    return found


def _unsettled(standing: Surrounded) -> Iterator[tuple[Problem, str]]:
    from policykit.lint.places import location

    document = standing.documents.get(SETTINGS_PATH)
    for problem in standing.problems:
        place = problem.place
        is_about = place.pointer[:1] == ("approvals",) or problem.code.startswith("YML")
        if place.path == SETTINGS_PATH and is_about:
            span = location(place, document).span
            at = f":{span.start.line}:{span.start.column}" if span else ""
            yield problem, f"{SETTINGS_PATH}{at}"


def demand_person(by: str, roles: Iterable[str]) -> None:
    """Demand a code for a person that tells nobody who it is.

    Raises:
        PolicykitError: it looks like an address or a name, or records cannot hold it.
    """
    from policykit.lint.personal import looks_like_a_name, personal
    from policykit.model.ids import is_id

    found = next(personal(by), None)
    if found is not None:
        raise PolicykitError(
            "person-in-record",
            f"This looks like {found.kind.value}, and records stay for ever.",
            context=f"--by {found.masked}",
            hint="Give the person's number or a short code with a digit, such as a-17; who that is "
            "stands in the staff system.",
        )
    if by not in roles and looks_like_a_name(by.lower().replace(" ", "-")):
        raise PolicykitError(
            "person-in-record",
            "This looks like the name of a person, and records stay for ever.",
            context="--by",
            hint="Give the person's number or a short code with a digit, such as a-17; who that is "
            "stands in the staff system.",
        )
    if not is_id(by):
        raise PolicykitError(
            "no-person",
            "This is no code for a person.",
            context=f"--by {by[:80]}",
            hint="Use small letters, digits and hyphens, and begin with a letter, such as a-17.",
        )


def demand_words(words: str, option: str, organisation: Organisation) -> str:
    """Words for a record, on one line, demanded to tell of nobody.

    Raises:
        PolicykitError: there is personal data, a secret or a name in them, or what is no letter.
    """
    from policykit.lint.named_people import named
    from policykit.lint.personal import personal

    line = " ".join(words.split())
    hidden = next((each for each in line if category(each) in {"Cc", "Cs", "Zl", "Zp"}), "")
    if hidden:
        raise PolicykitError(
            "words-not-printable",
            f"There is a character in this that nobody can see: U+{ord(hidden):04X}.",
            context=option,
            hint="Type the words anew, without what came with them when they were pasted.",
        )
    found = next(personal(line), None)
    if found is not None:
        raise PolicykitError(
            "person-in-text",
            f"This looks like {found.kind.value}, and records stay for ever: {found.masked}",
            context=option,
            hint="Leave it out. Say who it was by the role, such as a store associate or a customer.",
        )
    name = named(line, _things(organisation))
    if name:
        masked = " ".join(f"{each[0]}…" for each in name.split())
        raise PolicykitError(
            "person-in-text",
            f"This names a person, and records stay for ever: {masked}",
            context=option,
            hint="Write the role in place of the name, such as a store associate or a customer. "
            "If nobody is called so, say it in other words.",
        )
    return line


def _things(organisation: Organisation) -> frozenset[str]:
    """The words, in small letters, that an organisation names things with."""
    titles = [title for names in organisation.names.values() for title in names.values()]
    named_so = (organisation.name, *titles, *(entry.term for entry in organisation.glossary))
    return frozenset(word for each in named_so for word in each.casefold().split())


def demand_role(role: str, around: Surroundings) -> None:
    """Demand a role of the organisation.

    Raises:
        PolicykitError: there is no such role, or it is a group of roles.
    """
    roles = around.organisation.roles
    if role in roles or not roles:
        return
    members = around.organisation.groups_of_roles.get(role)
    near = get_close_matches(role, sorted(roles), 1)
    hint = f"Did you mean {near[0]}?" if near else f"Roles are {', '.join(sorted(roles))}."
    if members is not None:
        hint = f"It is a group: name the role itself, one of {', '.join(members)}."
    raise PolicykitError(
        "unknown-role",
        f"There is no role {role[:120]} in policies/organisation.yaml.",
        context=f"--role {role[:120]}",
        hint=hint,
    )


def demand_known(what: str, asked: Iterable[str], known: Iterable[str]) -> None:
    """Demand names that there are, so that a slip is not taken for a good report.

    Args:
        what: what they name, such as `owner`; its option is called the same.
        asked: the names.
        known: all there are.

    Raises:
        PolicykitError: there is one that is none.
    """
    there = sorted({*known} - {""})
    for name in asked:
        if name not in there:
            near = get_close_matches(name, there, 1)
            raise PolicykitError(
                f"unknown-{what}",
                f"There is no {what} {name[:120]}.",
                context=f"--{what} {name[:120]}",
                hint=f"Did you mean {near[0]}?"
                if near
                else f"There are {', '.join(there[:30]) or 'none'}.",
            )


def the_day(on: date | None, around: Surroundings, today: Today) -> date:
    """The day something happened: the one that was named, else today.

    Raises:
        PolicykitError: it is still to come.
    """
    now = today(around.organisation.time_zone)
    if on is not None and on > now:
        raise PolicykitError(
            "day-to-come",
            f"{on.isoformat()} is still to come.",
            context="--on",
            hint="Give the day on which it happened. What is planned does not belong in a record.",
        )
    return on or now


def chosen_digests(
    present: Mapping[str, str], locales: tuple[str, ...], policy: str
) -> dict[str, Json]:
    """The digests of the locales that were read, all of them where none is named.

    Raises:
        PolicykitError: the policy has no words in one of them.
    """
    missing = [each for each in locales if each not in present]
    if missing:
        raise PolicykitError(
            "no-such-words",
            f"{policy} has no words in {missing[0][:40]}.",
            context="--locale",
            hint=f"It has them in {', '.join(sorted(present))}.",
        )
    return {locale: present[locale] for locale in sorted(present) if locale in (locales or present)}
