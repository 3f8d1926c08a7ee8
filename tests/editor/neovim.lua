-- `ttm lsp` in Neovim: nvim --headless -u NONE -l tests/editor/neovim.lua TTM, in an empty folder. Fails with the first thing
-- that is not as it should be.

local ttm = arg[1]
vim.fn.mkdir('standards')
vim.lsp.config('ttm', { cmd = { ttm, 'lsp' }, filetypes = { 'yaml' }, root_markers = { 'standards' } })
vim.lsp.enable('ttm')
vim.cmd('filetype on')
vim.cmd('edit standards/new.yaml')

local function client()
  return vim.lsp.get_clients({ bufnr = 0 })[1]
end

assert(vim.wait(20000, function()
  return client() and client().initialized
end), 'the server does not start')

vim.api.nvim_buf_set_lines(0, 0, -1, false, {
  'name:',
  '  occupation: 烘焙師',
  'knowledge:',
  '  K01: 國際商務禮儀',
  '  K12: 顧客關係管理',
  '  K13: 商業套裝軟體',
  'duties:',
  '  T1:',
  '    name: 業務拓展',
  '    knowledge: [K99]',
  '    tasks: {}',
})

local function found(rule)
  return vim.iter(vim.diagnostic.get(0)):find(function(one)
    return one.code == rule
  end)
end

assert(vim.wait(20000, function()
  return found('undefined-code') ~= nil
end), 'no finding arrives')
assert(found('undefined-code').lnum == 9 and found('undefined-code').col == 16, 'it is at another place')

local function ask(method, params)
  params.textDocument = { uri = vim.uri_from_bufnr(0) }
  local answer = vim.lsp.buf_request_sync(0, method, params, 20000)[client().id]
  assert(answer and not answer.err, vim.inspect(answer))
  return answer.result
end

-- The right code is offered first by code, by name, and by any characters of the name.
for typed, code in pairs({ ['顧客'] = 'K12', ['客關'] = 'K12', ['K1'] = 'K12', ['商軟'] = 'K13', ['K13'] = 'K13' }) do
  local line = '    knowledge: [' .. typed
  vim.api.nvim_buf_set_lines(0, 9, 10, false, { line .. ']' })
  local character = vim.str_utfindex(line, client().offset_encoding)
  local list = ask('textDocument/completion', { position = { line = 9, character = character } })
  local first = list.items[1]
  assert(first and first.textEdit.newText == code, typed .. ': ' .. vim.inspect(first))
end

-- Formatting and renaming change the buffer.
vim.api.nvim_buf_set_lines(0, 9, 10, false, { '    knowledge: [ K01,K12 ]' })
vim.lsp.buf.format({ async = false, timeout_ms = 20000 })
local function line(number)
  return vim.api.nvim_buf_get_lines(0, number, number + 1, false)[1]
end
assert(line(9) == '    knowledge: [K01, K12]', line(9))
local edit = ask('textDocument/rename', { position = { line = 4, character = 3 }, newName = 'K02' })
vim.lsp.util.apply_workspace_edit(edit, client().offset_encoding)
assert(line(4) == '  K02: 顧客關係管理' and line(9) == '    knowledge: [K01, K02]', line(9))

local hints = ask('textDocument/inlayHint', {
  range = { start = { line = 0, character = 0 }, ['end'] = { line = 20, character = 0 } },
})
assert(hints[2].label == '顧客關係管理', vim.inspect(hints))
print('ttm lsp works in Neovim ' .. tostring(vim.version()) .. '\n')
vim.cmd('qall!')
