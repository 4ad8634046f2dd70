-- Opens a policy with the server as Neovim does, and writes what came of it as JSON.
--
-- nvim --headless --clean -l is too new for old Neovims, so: nvim --headless --clean -S look.lua.
-- From the environment: SERVER (the command, words parted by spaces), ROOT, FILE, ANSWER.

local function fail(message)
  vim.fn.writefile({ vim.json.encode({ error = tostring(message) }) }, vim.env.ANSWER)
  vim.cmd("qall!")
end

local function look()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.FILE))
  local client = vim.lsp.start_client({
    name = "policykit",
    cmd = vim.split(vim.env.SERVER, " "),
    root_dir = vim.env.ROOT,
    workspace_folders = { { uri = vim.uri_from_fname(vim.env.ROOT), name = "policies" } },
  })
  vim.lsp.buf_attach_client(0, client)
  local told = { diagnostics = {}, completion = {}, after = {} }
  vim.wait(30000, function()
    return #vim.diagnostic.get(0) > 0
  end, 50)
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(told.diagnostics, { line = each.lnum, message = each.message, code = each.code })
  end

  -- A new line, half typed, and what is offered at its end.
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "    how: Within {" })
  local last = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_win_set_cursor(0, { last, #"    how: Within {" })
  local place = {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = last - 1, character = #"    how: Within {" },
  }
  local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", place, 30000)
  for _, answer in pairs(answers or {}) do
    for _, item in ipairs(answer.result.items) do
      table.insert(told.completion, item.label)
      if item.label == "answer-in" then
        vim.lsp.util.apply_text_edits({ item.textEdit }, 0, "utf-16")
      end
    end
  end
  told.after = vim.api.nvim_buf_get_lines(0, -2, -1, false)

  -- What is wrong is no longer told once it is put right.
  local before = #vim.diagnostic.get(0)
  vim.cmd([[silent %s/owner: nobody/owner: clerk/]])
  vim.wait(30000, function()
    return #vim.diagnostic.get(0) < before
  end, 50)
  told.fewer = #vim.diagnostic.get(0) < before

  vim.lsp.stop_client(client)
  vim.fn.writefile({ vim.json.encode(told) }, vim.env.ANSWER)
  vim.cmd("qall!")
end

local ok, message = pcall(look)
if not ok then
  fail(message)
end
