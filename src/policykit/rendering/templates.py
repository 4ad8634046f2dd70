"""Templates to text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import Final

from jinja2 import Template, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from policykit.model.errors import RenderError
from policykit.model.template import TemplateFile
from policykit.rendering import columns, markdown, word
from policykit.rendering.compiled import compiled
from policykit.rendering.html import Plain, href, inline_html, prose_html, values_html
from policykit.rendering.loading import SHIPPED, Folders
from policykit.rendering.outline import outline, outlined, texts
from policykit.rendering.sandbox import PrintedDataError, Sandbox, UnknownNameError, words_only
from policykit.rendering.steps import MOST_STEPS, STEPS_OF_A_PAGE, Steps, TooManyStepsError

MAXIMUM_CHARACTERS: Final = 64 * 1024 * 1024
"""Characters one template may make; a handbook of a thousand policies has a tenth of that."""


_FAILURES: Final = (
    TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError
)  # fmt: skip
"""What goes wrong in a template, and in a filter that is given what it cannot print."""


class OutputKind(StrEnum):
    """What a template makes; each kind has an environment of its own."""

    HTML = "html"
    MARKDOWN = "markdown"
    WORD = "word"
    XML = "xml"


_FILTERS: Final[Mapping[OutputKind, Mapping[str, Callable[..., object]]]] = {
    OutputKind.HTML: {
        "prose": prose_html,
        "inline": inline_html,
        "values": values_html,
        "href": href,
    },
    OutputKind.MARKDOWN: {
        "address": markdown.address,
        "anchor": markdown.anchor,
        "badges": markdown.badges,
        "cell": markdown.cell,
        "inline": markdown.inline,
        "link": markdown.link,
        "links": markdown.links,
        "outside": markdown.outside,
        "places": markdown.places,
        "prose": markdown.blocks,
        "values": markdown.values,
    },
    OutputKind.WORD: {
        "address": word.address,
        "badges": word.badges,
        "bare": word.bare,
        "bookmark": word.bookmark,
        "bookmark_name": word.bookmark_name,
        "language": word.word_language,
        "label": word.label,
        "link": word.link,
        "links": word.links,
        "outside": word.outside,
        "paragraphs": word.paragraphs,
        "places": word.places,
        "run": word.run,
        "runs": word.runs,
        "values": word.values,
        "widths": columns.widths,
    },
    OutputKind.XML: {},
}

_FINALIZE: Final[Mapping[OutputKind, Callable[[object], object]]] = {
    OutputKind.HTML: words_only,
    OutputKind.XML: words_only,
    OutputKind.MARKDOWN: lambda value: markdown.escaped(words_only(value)),
}


def filters(kind: OutputKind) -> Mapping[str, Callable[..., object]]:
    """The filters templates of a kind have beside those of Jinja, by name."""
    return _FILTERS[kind]


class Templates:
    """All templates of a run: the user's own before the shipped ones of the same name.

    An own template may start with `{% extends "shipped/…" %}` and replace single blocks.

    Args:
        shipped: the folder of shipped templates.
        own: the user's `templates` folder, None where there is none.
        root: the folder `own` may not lead out of.
        limit: characters one template may make.
        steps: turns of loops, calls and includes all templates of a run may take together, on
            top of some for each page.
        runs_programs: whether own templates that are programs may run, as those of PDF are.

    Raises:
        RenderError: `own` is a link that leads out of `root`.
    """

    def __init__(
        self,
        shipped: Traversable,
        own: Path | None = None,
        *,
        root: Path | None = None,
        limit: int = MAXIMUM_CHARACTERS,
        steps: int = MOST_STEPS,
        runs_programs: bool = False,
    ) -> None:
        self.runs_programs = runs_programs
        self._folders = Folders(shipped, own, root)
        self._limit = limit
        self._steps = Steps(steps)
        self._environments: dict[OutputKind, Sandbox] = {}

    def render(
        self, name: str, data: Mapping[str, Plain], kind: OutputKind = OutputKind.HTML
    ) -> str:
        """What a template makes of plain data.

        Raises:
            RenderError: the template is missing, broken, asks for what is not there or may not
                be asked for, or makes too much; the context says the file and line.
        """
        environment = self._environment(kind)
        self._steps.left += STEPS_OF_A_PAGE
        try:
            return self._bounded(environment.get_template(name), data)
        except TemplateNotFound as error:
            raise self._missing(str(error.name or name), _line(error, name)) from error
        except TemplateSyntaxError as error:
            raise RenderError(
                "template-syntax",
                f"The template cannot be read: {error.message}",
                context=f"templates/{error.name or name}:{error.lineno}",
                hint=_near_filter(error, environment)
                or "Look for a brace, a quote or an end tag that is missing.",
            ) from error
        except PrintedDataError as error:
            raise RenderError(
                "template-prints-data",
                "The template prints a whole group of values, not words.",
                context=_line(error, name),
                hint="Print one of the values inside it, or, if it is Prose, print it through the "
                "filter prose or inline. docs/templates.md tells what each value is.",
            ) from error
        except TooManyStepsError as error:
            raise RenderError(
                "template-too-long",
                "The template goes on for too long.",
                context=_line(error, name),
                hint="Look for a loop inside a loop, or for a template that calls itself.",
            ) from error
        except UnknownNameError as error:
            raise _unknown(error, name, data) from error
        except SecurityError as error:
            raise RenderError(
                "template-forbidden",
                "The template asks for something that templates may not do.",
                context=_line(error, name),
                hint="Templates read the values they are given and print them, and no more.",
            ) from error
        except RecursionError as error:
            raise RenderError(
                "template-recursion",
                "The template includes or calls itself without end.",
                context=f"templates/{name}",
                hint="Look at its include, extends and macro lines.",
            ) from error
        except _FAILURES as error:
            raise RenderError(
                "template-failed",
                f"The template cannot be filled in: {str(error)[:120]}",
                context=_line(error, name),
                hint="Look at the line, and compare it with the shipped template of the same name.",
            ) from error

    def finished(self, text: str, finish: Callable[[str], str]) -> str:
        """A text that was filled in, with something done to it in the end."""
        return finish(text)

    def text(self, name: str) -> str:
        """A file beside the templates that is taken as it is, such as a style sheet."""
        return self._folders.text(name)

    def is_own(self, name: str) -> bool:
        """Whether a template is the user's own, not a shipped one."""
        return self._folders.is_own(name)

    def outline(self) -> tuple[TemplateFile, ...]:
        """All templates with their blocks, and where each is in force from.

        Raises:
            RenderError: one cannot be read.
        """
        return outline(self._folders)

    def texts(self) -> tuple[str, ...]:
        """The names of all templates and of the texts beside them."""
        return texts(self._folders)

    def outlined(self, name: str) -> TemplateFile:
        """One of `texts` with its blocks, and where each is in force from.

        Raises:
            RenderError: it, or one it builds on, cannot be read.
        """
        return outlined(self._folders, name)

    def folders(self, name: str) -> tuple[Path, ...]:
        """The folders of this name, such as that of fonts: the shipped one, then the user's."""
        return self._folders.folders(name)

    def content(self, name: str, most: int) -> bytes | None:
        """The bytes of a file of the user's own beside the templates; None where there is none.

        Args:
            name: a relative POSIX path, such as `docx/base.docx`.
            most: bytes it may have.

        Raises:
            RenderError: it is larger, or is no file of the templates folder.
        """
        return self._folders.content(name, most)

    def _environment(self, kind: OutputKind) -> Sandbox:
        found = self._environments.get(kind)
        if found is None:
            found = self._environments[kind] = Sandbox(
                self._folders, self._steps, _FINALIZE.get(kind), compiled(kind)
            )
            found.filters.update(_FILTERS[kind])
        return found

    def _bounded(self, template: Template, data: Mapping[str, Plain]) -> str:
        parts: list[str] = []
        length = 0
        for part in template.generate(data):
            length += len(part)
            if length > self._limit:
                raise RenderError(
                    "template-too-much",
                    f"The template makes more than {self._limit} characters.",
                    context=f"templates/{template.name}",
                    hint="Look for a loop inside a loop, or divide the handbook by area.",
                )
            parts.append(part)
        return "".join(parts)

    def _missing(self, name: str, where: str) -> RenderError:
        before = SHIPPED if name.startswith(SHIPPED) else ""
        known = [f"{before}{each}" for each in self._folders.list_templates()]
        close = difflib.get_close_matches(name, known, n=1)
        return RenderError(
            "template-missing",
            f'There is no template "{name[:120]}".',
            context=where,
            hint=f'Did you mean "{close[0]}"?' if close else "Look at its name.",
        )


def _near_filter(error: TemplateSyntaxError, environment: Sandbox) -> str:
    """What to write in place of a filter that does not exist; '' for any other mistake."""
    asked = _NO_FILTER.search(error.message or "")
    close = difflib.get_close_matches(asked[1], list(environment.filters), n=1) if asked else []
    return f'Did you mean "{close[0]}"?' if close else ""


_NO_FILTER: Final = re.compile(r"No filter named '([^']{1,120})'")


def _unknown(error: UnknownNameError, name: str, data: Mapping[str, Plain]) -> RenderError:
    return RenderError(
        "template-unknown-name",
        f'The template asks for "{error.name[:120]}", which does not exist there.',
        context=_line(error, name),
        hint=f'Did you mean "{near}"?'
        if (near := _meant(error, data))
        else "docs/templates.md tells what templates are given.",
    )


def _meant(error: UnknownNameError, data: Mapping[str, Plain]) -> str:
    """The name that may be meant, with the names before it; '' where none is near."""
    holder: object = data if error.holder is None else error.holder
    before = "" if holder is data else _path_to(holder, data)
    if close := difflib.get_close_matches(error.name, error.among or tuple(data), n=1):
        return f"{before}.{close[0]}" if before else close[0]
    inside = (key for key, each in data.items() if isinstance(each, Mapping) and error.name in each)
    return next((f"{key}.{error.name}" for key in inside), "")


def _path_to(holder: object, data: Mapping[str, Plain]) -> str:
    """The names that lead to a value from what a template is given; '' where they are long."""
    for key, each in data.items():
        if each is holder:
            return key
        if isinstance(each, Mapping):
            found = next((inner for inner, below in each.items() if below is holder), "")
            if found:
                return f"{key}.{found}"
    return ""


def _line(error: BaseException, name: str) -> str:
    """The template and the line that failed: the innermost frame that is one of a template."""
    found = f"templates/{name}"
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        names = trace.tb_frame.f_globals
        if "__jinja_exception__" in names:
            found = f"templates/{names['__file__']}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
