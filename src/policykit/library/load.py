"""The one loader: files of any source, checked against the schemas, to bundles.

Bundles are read one after another and can be dropped as soon as their facts are taken, so
a pass over a hundred thousand policies holds facts, not documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policykit.library import read
from policykit.library.assessments import assessment
from policykit.library.bundle import Bundle, mapping
from policykit.library.catalogue import UNREADABLE_FILE
from policykit.library.files import FileKind, file_name
from policykit.library.frameworks import SHIPPED, resolved
from policykit.library.settings import settings
from policykit.library.surroundings import framework, requirement_names, surroundings
from policykit.library.survey import NamedEntry, Survey
from policykit.model.document import Document, Json, Origin
from policykit.model.errors import SourceError
from policykit.model.finding import Place, Problem
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.sources.port import Entry, blob_key
from policykit.validation import Kind, Schemas, validate
from policykit.yamlsource import decode, read as read_yaml

if TYPE_CHECKING:
    from policykit.library.calendars import PublicHolidays


@dataclass(frozen=True, slots=True)
class Reading:
    """A bundle and what reading it brought up."""

    bundle: Bundle
    problems: tuple[Problem, ...]

    def files(self) -> tuple[tuple[str, str], ...]:
        """Path and content key of each file that was read."""
        return tuple((each.path, each.origin.key) for each in self.bundle.documents())


@dataclass(frozen=True, slots=True)
class Surrounded:
    """What policies stand in, the documents it was read from by path, and what they brought.

    `shipped` are the documents of frameworks that come with the program, by the path they are
    called by. `holidays` knows what was looked up of public holidays before, None
    where nothing was.
    """

    surroundings: Surroundings
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]
    shipped: Mapping[str, Document] = field(default_factory=dict)
    holidays: PublicHolidays | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Loader:
    """Reads and checks files: `schemas` are the shipped ones with the user's extensions.

    `commit` is the revision the files are of, None for a work tree.
    """

    schemas: Schemas
    commit: str | None = None

    def document(self, entry: Entry) -> tuple[Document | None, tuple[Problem, ...]]:
        """The document of an entry, checked against its schema; None where it is unreadable."""
        document, problems = self.parsed(entry)
        kind = file_name(entry.path).kind
        if document is None or document.data is None:
            return document, problems
        return document, (*problems, *validate(document, Kind(kind.value), self.schemas))

    def parsed(self, entry: Entry) -> tuple[Document | None, tuple[Problem, ...]]:
        """The document of an entry, parsed only."""
        try:
            content = entry.read()
        except SourceError as error:
            return None, (
                Problem(
                    place=Place(entry.path),
                    code=UNREADABLE_FILE,
                    message=error.message,
                    hint=error.hint,
                ),
            )
        # A file of a work tree may have changed since it was listed; an object of Git has not.
        key = (entry.key if self.commit else None) or blob_key(content)
        origin = Origin(entry.path, key, self.commit)
        return read_yaml(content, origin)

    def text(self, entry: Entry) -> str:
        """The text of an entry, as reports show it; '' where it cannot be read."""
        try:
            return decode(entry.read()).text
        except SourceError:
            return ""

    def bundle(self, name: str, files: Iterable[NamedEntry], *, checked: bool = True) -> Reading:
        """A bundle from its files, checked against their schemas or only parsed."""
        take = self.document if checked else self.parsed
        main: dict[bool, Document] = {}
        words: dict[bool, dict[str, Document]] = {False: {}, True: {}}
        happened: Document | None = None
        problems: list[Problem] = []
        for file in files:
            document, found = take(file.entry)
            problems.extend(found)
            if document is None:
                continue
            if file.name.kind is FileKind.POLICY:
                main[file.name.coming] = document
            elif file.name.kind is FileKind.RECORD:
                happened = document
            else:
                words[file.name.coming][file.name.locale] = document
        bundle = Bundle(
            id=name,
            policy=main.get(False),
            coming=main.get(True),
            words=words[False],
            coming_words=words[True],
            record=happened,
        )
        return Reading(bundle, tuple(problems))

    def bundles(self, files: Survey) -> Iterator[Reading]:
        """All bundles, one at a time, in the order of their paths."""
        for (_, name), entries in files.bundles.items():
            yield self.bundle(name, entries)

    def surroundings(
        self,
        files: Survey,
        vocabulary: Mapping[str, Json],
        unions: Mapping[str, Json],
        *,
        shipped_frameworks: Mapping[str, Callable[[], bytes]] | None = None,
        checked: Callable[[str], bool] = lambda _: True,
    ) -> Surrounded:
        """What policies stand in; `vocabulary` and `unions` are the shipped tables.

        A framework of the repository stands in place of the shipped one of the same name;
        `shipped_frameworks` reads the others that the settings ask for. `checked` says of a
        path whether its file is checked against its schema or only parsed.
        """
        documents: dict[str, Document] = {}
        problems: list[Problem] = []

        def taken(entry: Entry | None) -> Document | None:
            if entry is None:
                return None
            take = self.document if checked(entry.path) else self.parsed
            document, found = take(entry)
            problems.extend(found)
            if document is not None:
                documents[entry.path] = document
            return document

        taken(files.single.get(FileKind.RECORD))
        overlays = {locale: taken(entry) for locale, entry in files.organisation_words.items()}
        frameworks = [taken(entry) for entry in files.frameworks]
        settings_file = taken(files.single.get(FileKind.SETTINGS))
        wanted = settings("", mapping(settings_file)).frameworks
        shipped = _shipped(frameworks, files, wanted, shipped_frameworks or {})
        frameworks += shipped
        told = surroundings(
            settings_file=settings_file,
            organisation_file=taken(files.single.get(FileKind.ORGANISATION)),
            organisation_words={
                locale: document for locale, document in overlays.items() if document is not None
            },
            areas_file=taken(files.single.get(FileKind.AREAS)),
            measures_file=taken(files.single.get(FileKind.MEASURES)),
            frameworks=tuple(document for document in frameworks if document is not None),
            vocabulary=vocabulary,
            unions=unions,
            spoken=sorted(
                {each.name.locale for group in files.bundles.values() for each in group} - {""}
            ),
        )
        assessed = tuple(
            assessment(document, told.frameworks)
            for document in map(taken, files.assessments)
            if document is not None
        )
        return Surrounded(
            replace(told, assessments=assessed),
            documents,
            tuple(problems),
            {each.path: each for each in shipped},
        )

    def with_frameworks(
        self, around: Surroundings, files: Survey, shipped: Mapping[str, Callable[[], bytes]]
    ) -> Surroundings:
        """Surroundings that were read without their frameworks, and these; parsed only."""
        own = [self.parsed(entry)[0] for entry in files.frameworks]
        documents = (*own, *_shipped(own, files, around.settings.frameworks, shipped))
        known = resolved(framework(each) for each in documents if each is not None)
        return replace(
            around,
            frameworks=known,
            names={**around.names, **requirement_names(known.values())},
        )


@lru_cache(maxsize=64)
def _known(path: str, content: bytes) -> Document:
    """A shipped framework; an editor looks at the same ones after every key."""
    return read_yaml(content, Origin(path, "", None))[0]


def _shipped(
    own: Iterable[Document | None],
    files: Survey,
    wanted: tuple[str, ...] | None,
    shipped: Mapping[str, Callable[[], bytes]],
) -> list[Document]:
    """The shipped frameworks that are wanted and that the repository has none of its own.

    Those that others build on are known too, wanted or not.
    """
    instead = {file_name(entry.path).id for entry in files.frameworks}
    waiting = sorted(shipped if wanted is None else shipped.keys() & set(wanted))
    waiting += [name for each in own for name in read.names(mapping(each), "extends")]
    found: dict[str, Document] = {}
    for name in waiting:
        if name in found or name in instead or name not in shipped:
            continue
        path = f"schemas/frameworks/{name}.yaml{SHIPPED}"
        document = _known(path, shipped[name]())
        found[name] = document
        waiting += read.names(mapping(document), "extends")
    return [found[name] for name in sorted(found)]
