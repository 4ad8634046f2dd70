"""Pages about files as a whole: their bytes, their size, what they begin with."""

from __future__ import annotations

from typing import Final

from policykit.model.page import Page
from policykit.yamlsource import codes
from policykit.yamlsource.catalogue.page import page
from policykit.yamlsource.limits import MAX_DEPTH

FILE_PAGES: Final[tuple[Page, ...]] = (
    page(
        codes.FILE_TOO_LARGE,
        "file-too-large",
        "A file is larger than 1 MiB.",
        why="A long policy has some thousand words. What is two hundred times larger was put "
        "here by mistake, and would slow every check down.",
        bad="",
        good="",
        how="Split the file into several policies. Keep exports and pictures elsewhere.",
    ),
    page(
        codes.NOT_UTF8,
        "not-utf8",
        "A character is not stored as UTF-8.",
        why="Letters such as å, ß and € would turn into others, on every computer differently.",
        bad="",
        good="title: Öppet köp\n",
        how="Open the file in an editor and save it with the encoding UTF-8.",
    ),
    page(
        codes.WRONG_ENCODING,
        "wrong-encoding",
        "A file is stored as UTF-16 or UTF-32.",
        why="Git cannot compare such files, and most programs show them as noise.",
        bad="",
        good="title: Öppet köp\n",
        how="Open the file in an editor and save it with the encoding UTF-8.",
    ),
    page(
        codes.REFUSED_CHARACTER,
        "refused-character",
        "A file holds an invisible character that does harm.",
        why="Control characters break printing and can hide text on a screen; marks that turn "
        "the reading direction can make a sentence look like its opposite.",
        bad="title: Returns\x07\n",
        good="title: Returns\n",
        how="Delete the character. It often comes in when text is pasted from another program.",
    ),
    page(
        codes.STRANGE_LINE_BREAK,
        "strange-line-break",
        "A file holds a line break that programs count differently.",
        why="Editors, Git and this program would speak of different lines.",
        bad="title: Returns\u2028and refunds\n",
        good="title: Returns and refunds\n",
        how="Delete the break and press Enter where a new line is meant. Save the file with the "
        "line ends LF or CRLF.",
    ),
    page(
        codes.REFUSED_ESCAPE,
        "refused-escape",
        "A backslash in double quotes makes a character that does harm.",
        why="`\\e`, `\\0` and their like make control characters, which end up on screens and "
        "in print.",
        bad='field: "C:\\export\\vat"\n',
        good="field: 'C:\\export\\vat'\n",
        how="Use single quotes, in which a backslash is a backslash, or write two.",
    ),
    page(
        codes.EMPTY_FILE,
        "empty-file",
        "A file is empty.",
        why="Nobody can tell whether the words were lost or never written.",
        bad="# to be written\n",
        good="title: Returns\n",
        how="Fill the file in, or delete it.",
    ),
    page(
        codes.NOT_KEYED,
        "not-keyed",
        "A file does not begin with keys.",
        why="Every file of policies is `key: value` at the left edge; a list or a sentence has "
        "no name to find it by.",
        bad="- id: greet\n  must: Say hello.\n",
        good="statements:\n  - id: greet\n    must: Say hello.\n",
        how="Begin with `format: 1`, and put lists under their key.",
    ),
    page(
        codes.SECOND_DOCUMENT,
        "second-document",
        "A file holds a second document behind `---`.",
        why="One policy a file: that is how it is found, compared and approved.",
        bad="title: Returns\n---\ntitle: Complaints\n",
        good="title: Returns\n",
        how="Delete the line, or move what follows into a file of its own.",
    ),
    page(
        codes.TOO_DEEP,
        "too-deep",
        f"Something stands more than {MAX_DEPTH} levels deep.",
        why="A policy needs about eight levels. More is a slip, or an attempt to overload the "
        "programs that read it.",
        bad=f"deep: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}\n",
        good="deep: [[[]]]\n",
        how="Say it with fewer levels.",
    ),
    page(
        codes.TOO_MANY_VALUES,
        "too-many-values",
        "A file holds more than 200,000 keys and values.",
        why="It is no policy, and would slow every check down.",
        bad="",
        good="",
        how="Split the file, or keep data out of the folder of policies.",
    ),
    page(
        codes.TOO_MANY_PROBLEMS,
        "too-many-problems",
        "A file has more than 200 problems with its notation.",
        why="A longer list would be read by nobody; often one slip causes most of them.",
        bad="",
        good="",
        how="Mend the first ones and check again.",
    ),
)
