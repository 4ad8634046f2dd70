"""The protocol of a rule: a page that teaches, options, and a check over policies or facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias

from policykit.library.bundle import Bundle
from policykit.library.calendars import BusinessTime, PublicHolidays
from policykit.library.files import FileKind
from policykit.library.load import Surrounded
from policykit.library.prefaces import Preface
from policykit.library.promises import Promised, promised
from policykit.library.walk import Walk, walk
from policykit.library.words import overlay_texts
from policykit.lint.capitals import may_hold_capitals
from policykit.lint.policy_names import PolicyNames
from policykit.lint.remembered import Remembered
from policykit.lint.texts import Duty, HumanText as HumanText, human_texts
from policykit.locale.phrases import words_of
from policykit.model.change import PolicyComparison
from policykit.model.document import Document, Json
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem
from policykit.model.page import Page
from policykit.model.policy_shape import LEVELS, POLICY
from policykit.model.surroundings import Surroundings
from policykit.model.translation import TranslatedText
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule: its name, default (whose type is required), and what it does.

    `least` is the smallest number that may be set, None where there is no smallest.
    """

    name: str
    default: int | str | bool | tuple[str, ...]
    summary: str
    least: int | None = None

    @property
    def written(self) -> Json:
        """The default as settings write it."""
        return list(self.default) if isinstance(self.default, tuple) else self.default


@dataclass(frozen=True)
class Examined:
    """One bundle under examination, with what several rules would else work out again.

    `walked` is what stands in its policies by path, where that is known already.
    """

    bundle: Bundle
    facts: Facts
    surroundings: Surroundings
    walked: Mapping[str, Walk] = field(default_factory=dict)

    @cached_property
    def found(self) -> Walk:
        """Items, texts and references of the policy (of the coming one where it is alone)."""
        document = self.bundle.policy or self.bundle.coming
        if document is None:
            return walk(None, POLICY)
        return self.walked.get(document.path) or walk(document.data, POLICY)

    @cached_property
    def names(self) -> PolicyNames:
        """What the policy declares."""
        return PolicyNames.of(self.facts)

    @cached_property
    def varying(self) -> tuple[Promised, ...]:
        """Its terms that vary, where they hold."""
        if not any("varies" in term for _, term in self.facts.terms if isinstance(term, dict)):
            return ()
        return tuple(each for each in promised(self.facts) if each.term.variants)

    @cached_property
    def words(self) -> Mapping[str, tuple[Document, tuple[TranslatedText, ...]]]:
        """The words of each language, in order: their document and its texts."""
        overlays = self.bundle.words if self.bundle.policy else self.bundle.coming_words
        return {
            locale: (overlay, overlay_texts(overlay.data, POLICY))
            for locale, overlay in sorted(overlays.items())
        }

    @cached_property
    def texts(self) -> tuple[HumanText, ...]:
        """Every text people read: the source's, then each locale's; lists line by line."""
        return tuple(self._texts())

    @cached_property
    def by_section(self) -> Mapping[str, tuple[HumanText, ...]]:
        """Every text people read by the section it stands in, in the same order."""
        found: dict[str, list[HumanText]] = {}
        for text in self.texts:
            found.setdefault(text.section, []).append(text)
        return {section: tuple(texts) for section, texts in found.items()}

    @cached_property
    def words_by_locale(self) -> Mapping[str, frozenset[str]]:
        """All words of the texts of each language, as `words_of` gives them."""
        found: dict[str, list[str]] = {}
        for text in self.texts:
            found.setdefault(text.locale, []).append(text.text)
        return {locale: frozenset(words_of("\n".join(texts))) for locale, texts in found.items()}

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The duties in every language; explanations (`how`, `because` …) are none."""
        levels = {
            item.id: next((level for level in LEVELS if level in item.value), "")
            for item in self.found.items
            if item.kind == "statement" and isinstance(item.value, dict)
        }
        return tuple(
            Duty(text.name, level, text)
            for text in self.by_section.get("statements", ())
            if not text.key and (level := levels.get(text.name.partition(".")[0], ""))
        )

    @cached_property
    def spoken(self) -> tuple[HumanText, ...]:
        """The words for customers, in every language."""
        return tuple(text for text in self.texts if text.is_spoken)

    @cached_property
    def praised(self) -> tuple[HumanText, ...]:
        """Every text people read but examples of what to avoid."""
        return tuple(text for text in self.texts if not text.is_told_as_wrong)

    @cached_property
    def with_capitals(self) -> tuple[HumanText, ...]:
        """Those of the praised texts that can hold words in capitals."""
        return tuple(text for text in self.praised if may_hold_capitals(text.text))

    def _texts(self) -> Iterable[HumanText]:
        document = self.bundle.policy or self.bundle.coming
        if document is None:
            return
        source = self.surroundings.settings.locales.source
        for found in self.found.texts:
            yield from human_texts(source, document, found.pointer, found.address, found.text)
        for locale, (overlay, words) in self.words.items():
            for given in words:
                yield from human_texts(locale, overlay, given.pointer, given.address, given.text)


def versions(
    bundle: Bundle, told: Facts, around: Surroundings, walked: Mapping[str, Walk]
) -> tuple[Examined, ...]:
    """The version in force and the coming one, each with its words and their one record."""
    first = Examined(bundle, told, around, walked)
    if told.coming is None:
        return (first,)
    coming = replace(
        bundle, policy=bundle.coming, words=bundle.coming_words, coming=None, coming_words={}
    )
    return first, Examined(coming, replace(told.coming, record=told.record), around, walked)


_KEPT_NAMES: Final = 1_024
_KEPT_TERMS: Final = 16_384
"""Policies of which it is kept what was worked out, so that memory does not grow with the set.
Rules go through all policies one rule after another, so fewer than there are would be of no use;
terms take 2 KB a policy."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What a rule notes of one policy, to judge it beside what it notes of all others.

    `group` tells apart what is compared on its own (such as the texts of one language), `value`
    what stands at the place. Plain data, so that it can be kept as findings can.
    """

    place: Place
    group: str
    value: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole set as facts: what rules across policies judge.

    `facts` are sorted by path; `by_id` finds one by its present id, `by_former_id` by an
    earlier one. `today` is the day to judge by. `judged` are the facts findings are wanted
    for; a rule that looks at one policy at a time looks at these alone. `in_part` are the ids
    of policies that were read in part or not at all: what they lack, nobody can say.
    `noted` is what each rule noted of the policies, by code, in the order of their paths.
    `prefaces` are those of handbooks with the names in them, `compared` what became of policies since the revision a run is held against, none where it is against none.
    `business_time`, `names` and `promises` (what a version of a policy declares, and its terms)
    are there once for all rules: `holidays`, lengths and quantities take long to work out.
    """

    facts: tuple[Facts, ...]
    surroundings: Surroundings
    today: date
    by_id: Mapping[str, Facts]
    by_former_id: Mapping[str, Facts]
    judged: tuple[Facts, ...]
    in_part: frozenset[str] = frozenset()
    noted: Mapping[str, tuple[Noted, ...]] = field(default_factory=dict)
    holidays: PublicHolidays = field(default_factory=PublicHolidays, repr=False, compare=False)
    prefaces: tuple[Preface, ...] = ()
    compared: tuple[PolicyComparison, ...] = ()
    business_time: BusinessTime = field(init=False, repr=False, compare=False)
    names: Remembered[PolicyNames] = field(init=False, repr=False, compare=False)
    promises: Remembered[tuple[Promised, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make what works things out, none of which does so until it is asked."""
        time = BusinessTime(self.surroundings.organisation, self.today, self.holidays)
        object.__setattr__(self, "business_time", time)
        object.__setattr__(self, "names", Remembered(PolicyNames.of, _KEPT_NAMES))
        terms = Remembered[tuple[Promised, ...]](lambda facts: tuple(promised(facts)), _KEPT_TERMS)
        object.__setattr__(self, "promises", terms)

    @classmethod
    def of(
        cls,
        facts: Iterable[Facts],
        surroundings: Surroundings,
        today: date,
        judged: Iterable[Facts] | None = None,
        *,
        in_part: Iterable[str] = (),
        noted: Mapping[str, Iterable[Noted]] | None = None,
        holidays: PublicHolidays | None = None,
        prefaces: tuple[Preface, ...] = (),
        compared: tuple[PolicyComparison, ...] = (),
    ) -> Overview:
        """An overview over facts in any order; all are judged unless some are named."""
        ordered = tuple(sorted(facts, key=lambda each: each.path))
        chosen = ordered if judged is None else sorted(judged, key=lambda each: each.path)
        return cls(
            facts=ordered,
            surroundings=surroundings,
            today=today,
            by_id={each.id: each for each in reversed(ordered)},
            by_former_id={former: each for each in ordered for former in each.former_ids},
            judged=tuple(chosen),
            in_part=frozenset(in_part),
            noted={
                code: tuple(sorted(found, key=lambda each: each.place.path))
                for code, found in (noted or {}).items()
            },
            holidays=holidays or PublicHolidays(),
            prefaces=prefaces,
            compared=compared,
        )


Options: TypeAlias = Mapping[str, Json]
PerPolicy: TypeAlias = Callable[[Examined, Options], Iterable[Problem]]
Notes: TypeAlias = Callable[[Examined, Options], Iterable[Noted]]
Across: TypeAlias = Callable[[Overview, Options], Iterable[Problem]]
Around: TypeAlias = Callable[[Surrounded, Options], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its page, its options, and its checks.

    `per_policy` sees one bundle and what it stands in; its answer may be kept while neither
    changes, so it must not depend on the day or on frameworks. `across` sees the facts of
    all policies and the day. `notes` sees one bundle as `per_policy` does, and what it notes is
    there for `across` of the same rule; facts hold no texts. `around` sees the files policies stand in: the organisation with
    its words, settings, areas, measures and frameworks. `reads` names the kinds of files,
    beside the policy, without which its answer would be a guess: where one of them was read
    only in part, the rule says nothing. One that `needs_digests` says nothing either where the
    notation or the schemas found a mistake, and one that goes `by_address` nothing of the words
    of a source with a key that is unknown or missing. `plugin` names what an installed package
    brought it as, '' for the rules of policykit.
    """

    page: Page
    options: tuple[Option, ...] = ()
    per_policy: PerPolicy | None = None
    notes: Notes | None = None
    across: Across | None = None
    around: Around | None = None
    needs_digests: bool = False
    by_address: bool = False
    reads: frozenset[FileKind] = frozenset()
    plugin: str = ""
    defaults: Mapping[str, Json] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Fill `defaults` from the options."""
        values: dict[str, Json] = {option.name: option.written for option in self.options}
        object.__setattr__(self, "defaults", values)
