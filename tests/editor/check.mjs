// Drives yaml-language-server, the one that editors use, over stdio with the committed schema and standard.
//
// Usage: node check.mjs <folder with node_modules> <folder of standards>
// Prints a line per check and "N passed, N failed"; exits 1 where one failed.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, standards] = process.argv.slice(2).map((folder) => resolve(folder));
const require = createRequire(pathToFileURL(`${modules}/`));
const server = spawn(process.execPath, [require.resolve("yaml-language-server/bin/yaml-language-server"), "--stdio"]);
server.stderr.pipe(process.stderr);

let buffer = Buffer.alloc(0);
let nextId = 1;
const pending = new Map();
const diagnosed = new Map();

server.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const header = buffer.indexOf("\r\n\r\n");
    if (header < 0) return;
    const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, header).toString())[1]);
    if (buffer.length < header + 4 + length) return;
    receive(JSON.parse(buffer.subarray(header + 4, header + 4 + length).toString()));
    buffer = buffer.subarray(header + 4 + length);
  }
});

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
}

function receive(message) {
  if (message.method === "textDocument/publishDiagnostics") {
    diagnosed.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    const isConfiguration = message.method === "workspace/configuration";
    send({ id: message.id, result: isConfiguration ? message.params.items.map(() => ({})) : null });
  } else if (message.id !== undefined) {
    pending.get(message.id)?.(message.result);
  }
}

function request(method, params) {
  const id = nextId++;
  return new Promise((done) => {
    pending.set(id, done);
    send({ id, method, params });
  });
}

const text = readFileSync(`${standards}/TTM4221-004v2.yaml`, "utf8");
let documents = 0;

// Opens a document beside the schema that its first line names, and waits for what the server says of it.
function open(content) {
  const uri = pathToFileURL(`${standards}/check-${documents++}.yaml`).href;
  const diagnostics = new Promise((done) => diagnosed.set(uri, done));
  send({
    method: "textDocument/didOpen",
    params: { textDocument: { uri, languageId: "yaml", version: 1, text: content } },
  });
  return { uri, diagnostics };
}

function position(content, needle, within = 0) {
  const offset = content.indexOf(needle) + within;
  if (offset < within) throw new Error(`no ${needle}`);
  const lines = content.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length };
}

let passed = 0;
let failed = 0;
function check(name, ok, seen) {
  console.log(`${ok ? "ok" : "FAILED"}: ${name}${ok ? "" : ` (${JSON.stringify(seen)})`}`);
  ok ? passed++ : failed++;
}

async function flagged(name, from, to, mark) {
  const content = text.replace(from, to);
  if (content === text) throw new Error(`no ${from}`);
  const found = await open(content).diagnostics;
  const line = position(content, mark).line;
  check(`${name} is flagged at its line`, found.some(({ range }) => range.start.line === line), found);
}

async function completes(name, before, wanted) {
  const content = text.replace(before, `${before}`.replace(/\n?$/, "\n") + wanted.indent + "\n");
  const { uri } = open(content);
  const at = position(content, `${before}${before.endsWith("\n") ? "" : "\n"}`, before.replace(/\n$/, "").length + 1);
  const result = await request("textDocument/completion", {
    textDocument: { uri },
    position: { line: at.line, character: wanted.indent.length },
  });
  const labels = (result?.items ?? []).map(({ label }) => label);
  check(`${name} complete`, wanted.keys.every((key) => labels.includes(key)), labels);
}

async function hovers(needle, within, words) {
  const { uri } = open(text);
  const result = await request("textDocument/hover", { textDocument: { uri }, position: position(text, needle, within) });
  const shown = JSON.stringify(result?.contents ?? "");
  check(`hovering ${needle.trim()} says what it is`, words.every((word) => shown.includes(word)), shown);
}

const timeout = setTimeout(() => {
  console.error("the language server did not answer within a minute");
  process.exit(1);
}, 60_000);

await request("initialize", {
  processId: process.pid,
  rootUri: pathToFileURL(standards).href,
  capabilities: {
    workspace: { configuration: true },
    textDocument: { hover: { contentFormat: ["markdown"] }, completion: { completionItem: {} } },
  },
});
send({ method: "initialized", params: {} });
send({
  method: "workspace/didChangeConfiguration",
  params: { settings: { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } } } },
});

const clean = await open(text).diagnostics;
check("the committed standard is clean", clean.length === 0, clean);
await completes("the keys of the top level", "level: 3\n", { indent: "", keys: ["revises", "unplaced"] });
await completes("the keys of a task", "        name: 維護客戶關係\n", {
  indent: "        ",
  keys: ["also", "rows", "knowledge", "skills"],
});
await hovers("      T1.1:", 8, ["工作任務", "task"]);
await hovers("  K12:", 3, ["知識", "knowledge"]);
await flagged("a second T1.1", "      T2.2:", "      T2.1:", "      T2.1:\n        name: 了解市場現況");
await flagged("levle", "level: 3\nhistory", "levle: 3\nhistory", "levle");
await flagged("level 9", "level: 3\nhistory", "level: 9\nhistory", "level: 9");
await flagged("a key X12 among the knowledge", "  K12:", "  X12:", "  X12:");

clearTimeout(timeout);
server.kill();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
