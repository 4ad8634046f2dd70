"""What was judged of a bundle, kept between runs while nothing it depends on changes.

Only what was read without any problem is kept: a slip brings doubts about other files, too,
and is worth telling anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policykit.cache import key_of
from policykit.library.calendars import PublicHolidays
from policykit.library.files import FileKind, file_name
from policykit.library.load import Surrounded
from policykit.library.survey import NamedEntry, Survey
from policykit.lint.judging import Judged
from policykit.lint.memory import Memory
from policykit.lint.registry import RULE_FAILED
from policykit.lint.rule import Noted, Rule
from policykit.model.codec import decode, encode
from policykit.model.digest import canonical_json
from policykit.model.document import Json
from policykit.model.errors import SourceError
from policykit.model.facts import FACTS_VERSION, Facts
from policykit.model.finding import Problem
from policykit.sources.port import Entry, blob_key


class Kept:
    """What earlier runs judged in the same surroundings by the same rules.

    Args:
        memory: where it is kept.
        surroundings: the key of what bundles stand in and are judged by.
    """

    def __init__(self, memory: Memory, surroundings: str) -> None:
        self._cache = memory.cache
        self._live = memory.live
        self._surroundings = surroundings

    def judged(self, files: Iterable[NamedEntry], *, wanted: bool) -> Judged | None:
        """What was judged of these files, None where nothing is known.

        `wanted` says that findings are wanted, and not the facts alone.
        """
        try:
            keys = [(each.entry.path, _key(each.entry)) for each in files]
        except SourceError:
            return None
        name = self._name(keys, wanted=wanted)
        if self._live is not None and (known := self._live.get(name)) is not None:
            return known
        found = self._cache.get(name)
        judged = None if found is None else _read(found)
        if judged is not None and self._live is not None:
            self._live.put(name, judged)
        return judged

    def keep(self, files: Iterable[tuple[str, str]], judged: Judged, *, wanted: bool) -> None:
        """Keep what was judged of a bundle, under path and content key of what was read."""
        if RULE_FAILED in _codes(judged):
            return
        name = self._name(files, wanted=wanted)
        if self._live is not None:
            self._live.put(name, judged)
        if not self._cache.is_there:
            return
        form: Json = {
            "facts": encode(judged.facts),
            "found": {code: encode(problems) for code, problems in judged.found.items()},
            "noted": {code: encode(noted) for code, noted in judged.noted.items()},
        }
        self._cache.put(name, form)

    def _name(self, keys: Iterable[tuple[str, str]], *, wanted: bool) -> str:
        files = sorted(f"{path}\0{key}" for path, key in keys)
        return key_of(self._surroundings, "judged" if wanted else "beside", *files)


def kept(memory: Memory | None, surroundings: str) -> Kept | None:
    """What earlier runs judged in the same surroundings, None where nothing is kept."""
    if memory is None:
        return None
    return Kept(memory, key_of(memory.program, surroundings))


def standing(
    files: Survey,
    surrounded: Surrounded,
    rules: Iterable[Rule],
    options: Mapping[str, Mapping[str, Json]],
) -> str:
    """A key of all that what is judged of a bundle depends on beside its files.

    Args:
        files: the names of all files; the languages they are in count.
        surrounded: the documents around the policies.
        rules: those that run.
        options: the options of rules by code.
    """
    judging: dict[str, Json] = {}
    digests = False
    for rule in rules:
        digests |= rule.needs_digests
        if rule.per_policy is not None or rule.notes is not None:
            judging[rule.page.code] = dict(options[rule.page.code])
    around: dict[str, Json] = {
        path: document.origin.key
        for path, document in surrounded.documents.items()
        if file_name(path).kind is not FileKind.ASSESSMENT
    }
    extensions: dict[str, Json] = {entry.path: _key(entry) for entry in files.extensions}
    locales = sorted({each.name.locale for group in files.bundles.values() for each in group})
    told = [judging, around, extensions, *locales, digests, FACTS_VERSION]
    return canonical_json(told)


def _key(entry: Entry) -> str:
    return entry.key or blob_key(entry.read())


def _codes(judged: Judged) -> set[str]:
    return {problem.code for problems in judged.found.values() for problem in problems}


def _read(form: Json) -> Judged | None:
    try:
        if not isinstance(form, dict):
            return None
        found, noted = form["found"], form["noted"]
        if not isinstance(found, dict) or not isinstance(noted, dict):
            return None
        return Judged(
            None if form["facts"] is None else decode(Facts, form["facts"]),
            {code: decode(tuple[Problem, ...], problems) for code, problems in found.items()},
            {code: decode(tuple[Noted, ...], notes) for code, notes in noted.items()},
        )
    except (KeyError, TypeError, ValueError):
        return None


def holidays_known(memory: Memory | None) -> PublicHolidays | None:
    """The public holidays earlier runs looked up; None where nothing is kept."""
    if memory is None:
        return None
    return memory.live.holidays if memory.live else PublicHolidays(memory.cache, memory.program)
