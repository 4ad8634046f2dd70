"""Makes the picture of an editor: Neovim with the server, on a policy of Havsby.

python -m docs.editor_picture

It needs nvim and tmux, and leaves the picture as it is where one of them is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from docs.pictures import ENVIRONMENT, PICTURES, WIDTH, framed, havsby
from rich.text import Text

LINES: Final = 24
PATIENCE: Final = 30.0
POLICY: Final = "policies/home-visits.yaml"
EDITS: Final = ((POLICY, "within {arrival-slack}", "within {arival-slack}"),)

_LUA: Final = """\
vim.o.termguicolors, vim.o.number, vim.o.signcolumn = true, true, "yes"
vim.o.laststatus, vim.o.showmode, vim.o.ruler, vim.o.autoindent = 0, false, false, false
vim.o.completeopt, vim.o.pumheight, vim.o.wrap = "menuone,noinsert", 7, false
vim.cmd("syntax on | filetype plugin indent off | colorscheme slate")
vim.cmd("highlight Normal guibg=#1b1f28 guifg=#dee2e9")
vim.cmd("highlight Pmenu guibg=#2b3140 guifg=#dee2e9")
vim.cmd("highlight PmenuSel guibg=#7db0f6 guifg=#1b1f28")
vim.cmd("highlight LineNr guifg=#8b93a3 | highlight SignColumn guibg=#1b1f28")
vim.diagnostic.config({ virtual_text = { prefix = "●" }, update_in_insert = true })
vim.cmd("edit " .. vim.env.FILE)
local first = vim.fn.search("^statements:")
vim.fn.search("^  - id:")
local last = vim.fn.search("^  - id:") - 1
vim.api.nvim_buf_set_lines(0, last, last, false, {
  "  - id: call-ahead",
  "    must: Call the customer {",
})
local client = vim.lsp.start_client({
  name = "policykit",
  cmd = { vim.env.PYTHON, "-m", "policykit", "lsp" },
  workspace_folders = { { uri = vim.uri_from_fname(vim.fn.getcwd()), name = "havsby" } },
})
vim.lsp.buf_attach_client(0, client)
vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"
vim.api.nvim_win_set_cursor(0, { first, 0 })
vim.cmd("normal! zt")
vim.api.nvim_win_set_cursor(0, { last + 2, 0 })
vim.cmd("startinsert!")
"""


def editor(folder: Path) -> str:
    """What stands in the terminal of an editor that was asked how to go on; with colours."""
    script = folder / ".git" / "picture.lua"
    script.write_text(_LUA, encoding="utf-8")
    program = shutil.which("tmux") or "tmux"
    environment = {**os.environ, **ENVIRONMENT, "FILE": POLICY, "PYTHON": sys.executable}
    environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    name = f"policykit-picture-{os.getpid()}"

    def tmux(*command: str) -> str:
        done = subprocess.run(
            [program, "-L", name, "-f", os.devnull, *command],
            check=True,
            capture_output=True,
            encoding="utf-8",
            cwd=folder,
            env=environment,
        )
        return done.stdout

    size = ("-x", str(WIDTH), "-y", str(LINES + 1))
    tmux("new-session", "-d", "-s", "editor", *size, f"nvim --clean -n -S {script}")
    try:
        tmux("set", "-g", "status", "off")
        screen = ("capture-pane", "-t", "editor", "-p")
        _wait(lambda: "●" in tmux(*screen))
        tmux("send-keys", "-t", "editor", "C-x", "C-o")
        _wait(lambda: "arrival-slack" in tmux(*screen).partition("call-ahead")[2])
        time.sleep(0.5)
        return tmux(*screen, "-e")
    finally:
        subprocess.run([program, "-L", name, "kill-server"], check=False, env=environment)


def _wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the editor does not show what it was asked for")
        time.sleep(0.2)


def drawn(screen: str) -> str:
    """The screen of a terminal as SVG."""
    lines = screen.rstrip("\n").split("\n")[:LINES]
    return framed("editor", POLICY, Text.from_ansi("\n".join(lines)))


def main() -> int:
    """Make the picture where it can be made."""
    missing = [name for name in ("nvim", "tmux") if shutil.which(name) is None]
    if missing:
        sys.stderr.write(f"{' and '.join(missing)}: not installed, the picture stays as it is.\n")
        return 0
    with havsby(EDITS) as folder:
        picture = drawn(editor(folder))
    (PICTURES / "editor.svg").write_text(picture, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
