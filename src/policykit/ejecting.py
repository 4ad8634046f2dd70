"""Templates of one's own: which are in force, what stands in them, and a copy to change."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.errors import RenderError
from policykit.opening import templates_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from policykit.model.template import TemplateFile

FOLDERS = ("docx", "html", "markdown", "pdf", "site")
"""The folders whose files may be replaced; reports always look the same."""


def templates(root: Path) -> tuple[TemplateFile, ...]:
    """All templates of handbooks by name, with their blocks and where each is in force from.

    Raises:
        RenderError: one cannot be read.
    """
    return tuple(
        each
        for each in templates_of(root).outline()
        if each.own or each.name.partition("/")[0] in FOLDERS
    )


def idle_blocks_note(root: Path, formats: Collection[str]) -> str:
    """What to say of blocks of one's own that nothing prints in these formats; '' without any.

    Raises:
        RenderError: a template cannot be read.
    """
    if not (root / "templates").is_dir():
        return ""
    # The whole handbook on one page is put together from parts of the site.
    folders = {*formats, *(("site",) if "html" in formats else ())}
    found = [
        (each.name, block)
        for each in templates(root)
        if each.own and each.name.partition("/")[0] in folders
        for block in each.blocks
        if block.idle
    ]
    if not found:
        return ""
    name, block = found[0]
    near = f" Did you mean {block.near}?" if block.near else ""
    more = f" {len(found) - 1} more: `policykit templates` lists them." if len(found) > 1 else ""
    return (
        f"templates/{name}:{block.line}: the shipped template has no block {block.name}, "
        f"so yours is never printed.{near}{more}"
    )


def template_text(root: Path, name: str, block: str = "", *, shipped: bool = False) -> str:
    """What stands in a template, or in one block of it.

    Args:
        root: the folder of the policy repository.
        name: the template, such as `site/article.html`.
        block: a block of it; the whole template where it is ''.
        shipped: take the shipped template even where there is one of the user's own.

    Raises:
        RenderError: there is no such template or block, or it cannot be read.
    """
    from policykit.rendering.loading import SHIPPED
    from policykit.rendering.outline import block_text

    found = templates_of(root)
    known = _named(root, name)
    text = found.text(f"{SHIPPED}{name}" if shipped and known.shipped else name)
    if not block:
        return text
    part = block_text(text, block)
    if not part and known.builds:
        part = block_text(found.text(f"{SHIPPED}{name}"), block)
    if not part:
        raise _unknown("block", block, tuple(each.name for each in known.blocks), name)
    return part + "\n"


def eject(root: Path, name: str, block: str = "") -> Path:
    """Copy a shipped template, or one block of it, into the user's own templates folder.

    A single block stands in a file that builds on the shipped template, so that the rest of it
    goes on being the shipped one.

    Returns:
        The file that was written.

    Raises:
        RenderError: there is no such template or block, or one of the user's own is there already.
        PolicykitError: it cannot be written.
    """
    from policykit.output import write_file
    from policykit.rendering.outline import built_on

    known = _named(root, name)
    own = root / "templates"
    target = own.joinpath(*name.split("/"))
    if known.own:
        raise RenderError(
            "template-there",
            "There is one of your own already, and it is left alone.",
            context=f"templates/{name}",
            hint=f"`policykit templates show {name} --shipped` prints the shipped one"
            + (f"; --block {block} only that block of it." if block else "."),
        )
    if _is_shipped_folder(own):
        raise RenderError(
            "template-there",
            "The templates folder here is the shipped one itself.",
            context=str(own),
            hint="Name the repository of your policies with --root DIR.",
        )
    text = template_text(root, name, block, shipped=True)
    whole = built_on(name, text.removesuffix("\n")) if block else text
    if not target.parent.resolve().is_relative_to(own.resolve()):
        raise RenderError(
            "template-outside",
            f"templates/{name.rpartition('/')[0]} is a link that leads out of the folder.",
            hint="Put a folder of its own there.",
        )
    write_file(target, whole.encode())
    return target


def _named(root: Path, name: str) -> TemplateFile:
    found = templates_of(root)
    known = tuple(
        each for each in found.texts() if each.partition("/")[0] in FOLDERS or found.is_own(each)
    )
    if name not in known:
        raise _unknown("template", name, known, "")
    return found.outlined(name)


def _is_shipped_folder(own: Path) -> bool:
    from policykit import resources

    return own.is_dir() and own.resolve() == resources.shipped("templates").resolve()


def _unknown(what: str, name: str, known: tuple[str, ...], where: str) -> RenderError:
    near = get_close_matches(name, known, 1) or [each for each in known if name in each][:1]
    listed = f"There are: {', '.join(known)}." if where else "`policykit templates` lists them."
    return RenderError(
        f"unknown-{what}",
        f'There is no {what} "{name[:120]}"' + (f" in {where}." if where else "."),
        hint=(f"Did you mean {near[0]}? " if near else "")
        + (listed if known else "It has no blocks."),
    )
